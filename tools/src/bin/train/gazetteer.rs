//! The lexicon of the model: word clusters and gazetteers, folded and hashed.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use reading_room::Span;
use reading_room::internals::entity::tag::form::to_plain;
use reading_room::internals::entity::tag::lexicon::{Entry, List, extend, hash, key};
use reading_room::internals::entity::tag::word::find_words;

/// The lexicon as the model file stores it.
pub struct Words {
    /// Entries by hash key, ascending.
    pub entries: Vec<(u32, Entry)>,
    /// The coarse cluster of each fine cluster; index 0 is no cluster.
    pub coarse: Vec<u8>,
}

/// Longest gazetteer name, in words; longer ones are left out.
const PHRASE_WORDS: usize = 5;

/// Builds the lexicon from the lists in `gazetteer` and those in `own`, which this project wrote. A list that is missing counts as empty;
/// fails without `glove-clusters.tsv.gz`, of which the first `cluster_words` lines are read.
pub fn gather(gazetteer: &Path, own: &Path, cluster_words: usize) -> std::io::Result<Words> {
    let mut entries: HashMap<u32, Entry> = HashMap::new();
    let mut add = |name: &str, list: List| {
        let mut spans = Vec::new();
        find_words(name, 0, &mut spans);
        if spans.is_empty() || spans.len() > PHRASE_WORDS {
            return;
        }
        let phrase = spans.iter().map(|span: &Span| hash(&to_plain(span.of(name)))).reduce(extend).unwrap_or(0);
        entries.entry(key(phrase)).or_default().lists |= list as u16;
    };
    let lists = [
        (gazetteer, "first", List::First),
        (gazetteer, "last", List::Last),
        (gazetteer, "city", List::City),
        (gazetteer, "title", List::Title),
        (gazetteer, "orgword", List::OrgWord),
        (gazetteer, "placeword", List::PlaceWord),
        (gazetteer, "month", List::Calendar),
        (gazetteer, "org", List::Org),
        (own, "country", List::Country),
        (own, "demonym", List::Demonym),
        (own, "title", List::Title),
        (own, "orgword", List::OrgWord),
        (own, "placeword", List::PlaceWord),
        (own, "org", List::Org),
        (own, "media", List::Org),
        (own, "company", List::Org),
        (own, "body", List::Org),
        (own, "party", List::Org),
        (own, "school", List::Org),
        (own, "club", List::Org),
        (own, "town", List::Town),
        (own, "machine", List::Machine),
        (own, "eventword", List::EventWord),
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
        let entry = entries.entry(key(hash(&to_plain(word)))).or_default();
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
    let mut entries: Vec<(u32, Entry)> = entries.into_iter().collect();
    entries.sort_by_key(|entry| entry.0);
    Ok(Words { entries, coarse })
}
