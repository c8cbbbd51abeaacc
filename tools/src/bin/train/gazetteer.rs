//! The gazetteer of the model: words and phrases with their clusters and lists, normalised and hashed.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use reading_room::Span;
use reading_room::internals::entity::tag::gazetteer::{
    GazetteerEntry, GazetteerList, extend_phrase_hash, hash_word, stored_key,
};
use reading_room::internals::entity::tag::tokenizer::tokenize_into;
use reading_room::internals::entity::tag::word_form::normalise_word;

/// The gazetteer as the model file stores it.
pub struct GazetteerEntries {
    /// Entries by hash key, ascending.
    pub entries_by_key: Vec<(u32, GazetteerEntry)>,
    /// The coarse cluster of each fine cluster; index 0 is no cluster.
    pub coarse_clusters: Vec<u8>,
}

/// Longest gazetteer name, in words; longer ones are left out.
const MAX_PHRASE_WORDS: usize = 5;

/// Builds the gazetteer from the lists in `gazetteer` and those in `own`, which this project wrote. A list that is missing counts as empty;
/// fails without `glove-clusters.tsv.gz`, of which the first `cluster_words` lines are read.
pub fn build_gazetteer(gazetteer: &Path, own: &Path, cluster_words: usize) -> std::io::Result<GazetteerEntries> {
    let mut entries: HashMap<u32, GazetteerEntry> = HashMap::new();
    let mut add = |name: &str, list: GazetteerList| {
        // An abbreviation keeps its full stop only where it is capitalised, as it is in texts.
        let capitalised = name.ends_with('.').then(|| capitalise(name));
        let name = capitalised.as_deref().unwrap_or(name);
        let mut spans = Vec::new();
        tokenize_into(name, 0, &mut spans);
        if spans.is_empty() || spans.len() > MAX_PHRASE_WORDS {
            return;
        }
        let phrase = spans
            .iter()
            .map(|span: &Span| hash_word(&normalise_word(span.slice_of(name))))
            .reduce(extend_phrase_hash)
            .unwrap_or(0);
        entries.entry(stored_key(phrase)).or_default().lists |= list as u16;
    };
    let lists = [
        (gazetteer, "first", GazetteerList::GivenName),
        (gazetteer, "last", GazetteerList::Surname),
        (own, "given", GazetteerList::GivenName),
        (own, "surname", GazetteerList::Surname),
        (gazetteer, "city", GazetteerList::City),
        (gazetteer, "title", GazetteerList::PersonTitle),
        (gazetteer, "orgword", GazetteerList::OrganisationWord),
        (gazetteer, "placeword", GazetteerList::PlaceWord),
        (gazetteer, "month", GazetteerList::Calendar),
        (gazetteer, "org", GazetteerList::Organisation),
        (own, "country", GazetteerList::Country),
        (own, "demonym", GazetteerList::Demonym),
        (own, "title", GazetteerList::PersonTitle),
        (own, "orgword", GazetteerList::OrganisationWord),
        (own, "placeword", GazetteerList::PlaceWord),
        (own, "org", GazetteerList::Organisation),
        (own, "media", GazetteerList::Organisation),
        (own, "company", GazetteerList::Organisation),
        (own, "body", GazetteerList::Organisation),
        (own, "party", GazetteerList::Organisation),
        (own, "school", GazetteerList::Organisation),
        (own, "club", GazetteerList::Organisation),
        (own, "town", GazetteerList::Town),
        (own, "machine", GazetteerList::Equipment),
        (own, "eventword", GazetteerList::EventWord),
        (own, "concept", GazetteerList::Concept),
    ];
    for (folder, file, list) in lists {
        let path = folder.join(format!("{file}.txt"));
        let Ok(names) = fs::read_to_string(&path) else { continue };
        for name in names.lines().map(str::trim).filter(|name| !name.is_empty() && !name.starts_with('#')) {
            add(name, list);
        }
    }
    let mut table = String::new();
    GzDecoder::new(fs::File::open(gazetteer.join("glove-clusters.tsv.gz"))?).read_to_string(&mut table)?;
    let mut votes: HashMap<u16, HashMap<u8, usize>> = HashMap::new();
    for line in table.lines().take(cluster_words) {
        let mut fields = line.split('\t');
        let (Some(word), Some(coarse), Some(fine)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let (Ok(coarse), Ok(fine)) = (coarse.parse::<u8>(), fine.parse::<u16>()) else { continue };
        *votes.entry(fine + 1).or_default().entry(coarse + 1).or_default() += 1;
        let entry = entries.entry(stored_key(hash_word(&normalise_word(word)))).or_default();
        if entry.cluster == 0 {
            entry.cluster = fine + 1;
        }
    }
    let most = votes.keys().copied().max().unwrap_or(0);
    let coarse = (0..=most)
        .map(|fine| {
            let votes = votes.get(&fine);
            votes
                .and_then(|votes| votes.iter().max_by_key(|(coarse, count)| (**count, **coarse)))
                .map_or(0, |(coarse, _)| *coarse)
        })
        .collect();
    let mut entries: Vec<(u32, GazetteerEntry)> = entries.into_iter().collect();
    entries.sort_by_key(|entry| entry.0);
    Ok(GazetteerEntries { entries_by_key: entries, coarse_clusters: coarse })
}

fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
