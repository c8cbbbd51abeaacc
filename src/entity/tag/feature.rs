//! Feature extraction. A feature is the hash of a template and a value, and its weights stand in the [`bucket_of`] of the
//! hash: the hashing trick (Weinberger et al. 2009), in which features that collide share their weights.
//!
//! Features of a word alone are the same wherever the word stands at a given offset from the token that is labelled, so
//! their scores are cached for each word form. Context features are extracted for every token that may be part of a
//! name.

use super::gazetteer::{GazetteerEntry, GazetteerList, extend_phrase_hash, hash_words};
use super::template::{CONTEXT_RADIUS, FeatureTemplate, WordTemplate};
use super::word_form::{WordForm, WordShape};

/// Bits of a hash that choose its bucket.
pub const BUCKET_BITS: u32 = 20;
/// Number of buckets.
pub const BUCKET_COUNT: usize = 1 << BUCKET_BITS;

/// The bucket of a feature.
#[inline]
pub fn bucket_of(feature: u32) -> u32 {
    feature >> (32 - BUCKET_BITS)
}

/// Capitalisation of a whole sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum SentenceCase {
    /// Names and first words are capitalised.
    #[default]
    MixedCase,
    /// Most words are in capitals: four in five.
    AllCaps,
    /// Most words are capitalised: seven in ten.
    TitleCase,
    /// No word is capitalised.
    Lowercase,
}

/// Case evidence: bits for the cases and contexts in which a document has a word.
pub mod case_evidence {
    /// In lower case.
    pub const LOWERCASE: u8 = 1;
    /// Capitalised inside a sentence.
    pub const CAPITALISED: u8 = 1 << 1;
    /// After a given name.
    pub const AFTER_GIVEN_NAME: u8 = 1 << 2;
    /// After a title.
    pub const AFTER_HONORIFIC: u8 = 1 << 3;
    /// After a preposition of place.
    pub const AFTER_PLACE_PREPOSITION: u8 = 1 << 4;
    /// After an article.
    pub const AFTER_ARTICLE: u8 = 1 << 5;
    /// Before a word that stands in names of organisations.
    pub const BEFORE_ORGANISATION_WORD: u8 = 1 << 6;
    /// In capitals only.
    pub const ALL_CAPS: u8 = 1 << 7;
}

/// A run of capitalised words, as tokens of the sentence.
#[derive(Debug, Clone, Copy, Default)]
pub struct CapitalRun {
    /// First token of the run.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A sentence as feature extraction sees it.
pub struct SentenceContext<'a> {
    /// All interned word forms.
    pub word_forms: &'a [WordForm],
    /// Word form ids of the tokens, with [`CONTEXT_RADIUS`] boundaries before and after them.
    pub padded_form_ids: &'a [u32],
    /// The run of capitalised words around each token; empty outside of runs.
    pub capital_runs: &'a [CapitalRun],
    /// The gazetteer lists of a phrase around each token, and the token's position there: 1 first, 2 inside, 3 last, 0
    /// none.
    pub phrase_matches: &'a [(u16, u8)],
    /// Case evidence of the document for each token.
    pub case_evidence: &'a [u8],
    /// Capitalisation of the sentence.
    pub sentence_case: SentenceCase,
}

static BOUNDARY_FORM: WordForm = WordForm {
    exact_hash: 0,
    lower_hash: 0,
    shape_hash: 0,
    word_shape: WordShape::Boundary,
    prefix_hashes: [0; 3],
    suffix_hashes: [0; 4],
    gazetteer_entry: GazetteerEntry { cluster: 0, lists: 0 },
    coarse_cluster: 0,
};

impl SentenceContext<'_> {
    /// The word form `by` places from token `at`; the boundary beyond the sentence.
    pub fn form_at(&self, at: usize, by: isize) -> &WordForm {
        self.word_forms.get(self.form_id_at(at, by) as usize).unwrap_or(&BOUNDARY_FORM)
    }

    /// Its id; that of the boundary beyond the sentence.
    pub fn form_id_at(&self, at: usize, by: isize) -> u32 {
        (at + CONTEXT_RADIUS)
            .checked_add_signed(by)
            .and_then(|place| self.padded_form_ids.get(place))
            .copied()
            .unwrap_or(0)
    }
}

fn hash_feature(template: FeatureTemplate, value: u32) -> u32 {
    let state = (value ^ template.number.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    (state ^ (state >> 15)).wrapping_mul(0xc2b2_ae35)
}

fn combine_hashes(a: u32, b: u32) -> u32 {
    (a.wrapping_mul(0x9e37_79b1) ^ b.rotate_left(11)).wrapping_add(b >> 7)
}

/// Gives template and hash of each feature of a word that stands `offset - CONTEXT_RADIUS` places after the token that
/// is labelled.
pub fn extract_word_features(form: &WordForm, offset: usize, mut give: impl FnMut(FeatureTemplate, u32)) {
    let shape = form.word_shape as u32;
    let capital = u32::from(form.word_shape.is_capitalised());
    let cluster = u32::from(form.gazetteer_entry.cluster);
    let coarse = u32::from(form.coarse_cluster);
    let lists = u32::from(form.gazetteer_entry.lists);
    let mut one = |template: WordTemplate, value: u32| {
        let template = template.at(offset);
        give(template, hash_feature(template, value));
    };
    one(WordTemplate::LOWER, form.lower_hash);
    one(WordTemplate::SHAPE_COARSE_CLUSTER, combine_hashes(shape, coarse));
    one(WordTemplate::SHAPE_LISTS, combine_hashes(shape, lists));
    if cluster != 0 {
        one(WordTemplate::CLUSTER_CAPITAL, combine_hashes(cluster, capital));
    }
    match offset.abs_diff(CONTEXT_RADIUS) {
        0 => {
            one(WordTemplate::BIAS, 0);
            one(WordTemplate::EXACT, form.exact_hash);
            one(WordTemplate::OUTLINE, form.shape_hash);
            one(WordTemplate::SHAPE, shape);
            for (template, &part) in WordTemplate::PREFIXES.into_iter().zip(&form.prefix_hashes) {
                if part != 0 {
                    one(template, combine_hashes(part, capital));
                }
            }
            for (template, &part) in WordTemplate::SUFFIXES.into_iter().zip(&form.suffix_hashes) {
                if part != 0 {
                    one(template, combine_hashes(part, capital));
                }
            }
            one(WordTemplate::SUFFIX_OUTLINE, combine_hashes(form.suffix_hashes[1], form.shape_hash));
            one(WordTemplate::SUFFIX_PREFIX, combine_hashes(form.suffix_hashes[1], form.prefix_hashes[1]));
            let mut rest = lists;
            while rest != 0 {
                one(WordTemplate::LIST, combine_hashes(rest & rest.wrapping_neg(), shape));
                rest &= rest - 1;
            }
        }
        1 => {
            one(WordTemplate::OUTLINE, form.shape_hash);
            one(WordTemplate::NEIGHBOUR_SUFFIX, form.suffix_hashes[2]);
            let mut rest = lists;
            while rest != 0 {
                one(WordTemplate::LIST, combine_hashes(rest & rest.wrapping_neg(), capital));
                rest &= rest - 1;
            }
        }
        _ => {}
    }
}

/// Whether token `at` has context features: it stands beside a capitalised word or a code, or in a sentence of unusual
/// capitalisation.
fn is_near_name(context: &SentenceContext, at: usize) -> bool {
    let notable = |by| {
        let form = context.form_at(at, by);
        form.word_shape.is_capitalised() || form.word_shape == WordShape::Alphanumeric
    };
    context.sentence_case != SentenceCase::MixedCase || notable(0) || notable(-1) || notable(1)
}

/// Gives template and hash of each context feature of token `at`.
pub fn extract_context_features(context: &SentenceContext, at: usize, mut give: impl FnMut(FeatureTemplate, u32)) {
    let here = context.form_at(at, 0);
    if !is_near_name(context, at) {
        return;
    }
    let (before, after) = (context.form_at(at, -1), context.form_at(at, 1));
    let (before2, after2) = (context.form_at(at, -2), context.form_at(at, 2));
    let shape = here.word_shape as u32;
    let mut one = |template: FeatureTemplate, value: u32| give(template, hash_feature(template, value));
    one(FeatureTemplate::PREVIOUS_AND_WORD, combine_hashes(before.lower_hash, here.lower_hash));
    one(FeatureTemplate::WORD_AND_NEXT, combine_hashes(here.lower_hash, after.lower_hash));
    one(
        FeatureTemplate::PREVIOUS_NEXT_SHAPE,
        combine_hashes(combine_hashes(before.lower_hash, after.lower_hash), shape),
    );
    one(FeatureTemplate::PREVIOUS_OUTLINE, combine_hashes(before.shape_hash, here.shape_hash));
    one(FeatureTemplate::OUTLINE_NEXT, combine_hashes(here.shape_hash, after.shape_hash));
    let shapes = combine_hashes(combine_hashes(before.word_shape as u32, shape), after.word_shape as u32);
    one(FeatureTemplate::SHAPE_TRIGRAM, shapes);
    one(
        FeatureTemplate::SHAPE_FIVEGRAM,
        combine_hashes(combine_hashes(before2.word_shape as u32, shapes), after2.word_shape as u32),
    );
    let clusters = [before2, before, here, after, after2].map(|form| u32::from(form.gazetteer_entry.cluster));
    let [c0, c1, c2, c3, c4] = clusters;
    let coarse = [before, here, after].map(|form| u32::from(form.coarse_cluster));
    let [k1, k2, k3] = coarse;
    one(FeatureTemplate::PREVIOUS_CLUSTER, combine_hashes(combine_hashes(c1, c2), shape));
    one(FeatureTemplate::CLUSTER_NEXT, combine_hashes(combine_hashes(c2, c3), shape));
    one(FeatureTemplate::CLUSTERS_AROUND, combine_hashes(combine_hashes(c1, c3), shape));
    one(FeatureTemplate::COARSE_CLUSTER_TRIGRAM, combine_hashes(combine_hashes(combine_hashes(k1, k2), k3), shape));
    one(FeatureTemplate::TWO_CLUSTERS_BEFORE, combine_hashes(combine_hashes(c0, c1), shape));
    one(FeatureTemplate::TWO_CLUSTERS_AFTER, combine_hashes(combine_hashes(c3, c4), shape));
    one(FeatureTemplate::PREVIOUS_WORD_SHAPE, combine_hashes(before.lower_hash, shape));
    one(FeatureTemplate::NEXT_WORD_SHAPE, combine_hashes(after.lower_hash, shape));
    one(
        FeatureTemplate::TWO_WORDS_BEFORE,
        combine_hashes(combine_hashes(before.lower_hash, before2.lower_hash), shape),
    );
    one(FeatureTemplate::TWO_WORDS_AFTER, combine_hashes(combine_hashes(after.lower_hash, after2.lower_hash), shape));
    let lists = [before, here, after].map(|form| u32::from(form.gazetteer_entry.lists));
    let [l1, l2, l3] = lists;
    one(FeatureTemplate::PREVIOUS_LISTS, combine_hashes(combine_hashes(l1, l2), shape));
    one(FeatureTemplate::LISTS_NEXT, combine_hashes(combine_hashes(l2, l3), shape));
    one(FeatureTemplate::LISTS_SHAPE_TRIGRAM, combine_hashes(combine_hashes(combine_hashes(l1, l2), l3), shapes));
    let case = context.sentence_case as u32;
    let leads = u32::from(at == 0);
    one(FeatureTemplate::SENTENCE_CASE, combine_hashes(combine_hashes(case, leads), shape));
    if context.sentence_case != SentenceCase::MixedCase {
        one(FeatureTemplate::SENTENCE_CASE_LISTS, combine_hashes(combine_hashes(case, l2), shape));
        one(FeatureTemplate::SENTENCE_CASE_CLUSTER, combine_hashes(combine_hashes(case, c2), shape));
    }
    if leads == 1 {
        one(FeatureTemplate::FIRST_WORD, combine_hashes(here.lower_hash, 1));
        one(FeatureTemplate::FIRST_LISTS_CLUSTER, combine_hashes(l2, c2));
    }
    if let Some(&(bits, place)) = context.phrase_matches.get(at) {
        let mut rest = u32::from(bits);
        while rest != 0 {
            one(
                FeatureTemplate::PHRASE_LIST,
                combine_hashes(combine_hashes(rest & rest.wrapping_neg(), u32::from(place)), shape),
            );
            rest &= rest - 1;
        }
    }
    if here.word_shape.is_capitalised() {
        debug_assert!(at < context.case_evidence.len(), "every token has its evidence");
        let seen = u32::from(context.case_evidence.get(at).copied().unwrap_or_default());
        one(FeatureTemplate::DOCUMENT_CASE, combine_hashes(combine_hashes(seen & 3, leads), shape));
        let mut rest = seen;
        while rest != 0 {
            one(
                FeatureTemplate::DOCUMENT_BIT,
                combine_hashes(combine_hashes(rest & rest.wrapping_neg(), shape), leads),
            );
            rest &= rest - 1;
        }
        one(FeatureTemplate::DOCUMENT_LISTS, combine_hashes(seen, l2));
    }
    if let Some(run) = context.capital_runs.get(at).filter(|run| run.end > run.start) {
        let (first, last) = (run.start as isize - at as isize, run.end as isize - 1 - at as isize);
        let place = match (first, last) {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => 2,
            _ => 3,
        };
        let (head, tail) = (context.form_at(at, first), context.form_at(at, last));
        let (lead, trail) = (context.form_at(at, first - 1), context.form_at(at, last + 1));
        let len = (run.end - run.start).min(6);
        one(FeatureTemplate::RUN_LENGTH, combine_hashes(len, place));
        one(FeatureTemplate::RUN_LAST, combine_hashes(tail.lower_hash, place));
        one(
            FeatureTemplate::RUN_LAST_COARSE_LISTS,
            combine_hashes(
                combine_hashes(u32::from(tail.coarse_cluster), u32::from(tail.gazetteer_entry.lists)),
                place,
            ),
        );
        one(FeatureTemplate::RUN_FIRST, combine_hashes(head.lower_hash, place));
        one(
            FeatureTemplate::RUN_LISTS,
            combine_hashes(
                u32::from(head.gazetteer_entry.lists),
                combine_hashes(u32::from(tail.gazetteer_entry.lists), place),
            ),
        );
        one(
            FeatureTemplate::WORDS_AROUND_RUN,
            combine_hashes(combine_hashes(lead.lower_hash, trail.lower_hash), place),
        );
        one(FeatureTemplate::WORD_BEFORE_RUN, combine_hashes(lead.lower_hash, combine_hashes(place, shape)));
        one(FeatureTemplate::WORD_AFTER_RUN, combine_hashes(trail.lower_hash, combine_hashes(place, shape)));
        one(
            FeatureTemplate::CLUSTERS_AROUND_RUN,
            combine_hashes(
                u32::from(lead.gazetteer_entry.cluster),
                combine_hashes(u32::from(trail.gazetteer_entry.cluster), place),
            ),
        );
        one(FeatureTemplate::RUN_LAST_CLUSTER, combine_hashes(u32::from(tail.gazetteer_entry.cluster), place));
        one(
            FeatureTemplate::COARSE_CLUSTERS_AROUND_RUN,
            combine_hashes(
                u32::from(lead.coarse_cluster),
                combine_hashes(u32::from(trail.coarse_cluster), combine_hashes(place, len)),
            ),
        );
        one(FeatureTemplate::RUN_LAST_SUFFIX, combine_hashes(tail.suffix_hashes[2], place));
    }
}

/// Case evidence of one occurrence of the word `here`, between `before` and `after`.
pub fn observe_case_evidence(before: &WordForm, here: &WordForm, after: &WordForm, is_first: SentencePosition) -> u8 {
    match here.word_shape {
        WordShape::Lowercase => case_evidence::LOWERCASE,
        shape if shape.is_capitalised() => {
            let capital = before.word_shape.is_capitalised();
            let mut bits = if is_first == SentencePosition::Later { case_evidence::CAPITALISED } else { 0 };
            for (holds, bit) in [
                (shape == WordShape::AllCaps, case_evidence::ALL_CAPS),
                (capital && before.gazetteer_entry.is_in(GazetteerList::GivenName), case_evidence::AFTER_GIVEN_NAME),
                (before.gazetteer_entry.is_in(GazetteerList::PersonTitle), case_evidence::AFTER_HONORIFIC),
                (is_preposition(before.lower_hash), case_evidence::AFTER_PLACE_PREPOSITION),
                (THE_HASH.contains(&before.lower_hash), case_evidence::AFTER_ARTICLE),
                (
                    after.word_shape.is_capitalised() && after.gazetteer_entry.is_in(GazetteerList::OrganisationWord),
                    case_evidence::BEFORE_ORGANISATION_WORD,
                ),
            ] {
                if holds {
                    bits |= bit;
                }
            }
            bits
        }
        _ => 0,
    }
}

/// Whether a word is the first of its sentence, punctuation aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentencePosition {
    /// It is.
    Initial,
    /// It is not.
    Later,
}

const THE_HASH: [u32; 1] = hash_words("the");

fn is_preposition(lower_hash: u32) -> bool {
    const WORDS: [u32; 6] = hash_words("in at near from across outside");
    WORDS.contains(&lower_hash)
}

/// Longest phrase that is looked up in the gazetteer, in tokens.
const MAX_PHRASE_TOKENS: usize = 5;

/// Matches phrases of the gazetteer from left to right, at each token the longest; a phrase begins with a capital.
pub fn match_phrases(
    context: &SentenceContext,
    gazetteer: &super::gazetteer::WordGazetteer,
    phrases: &mut Vec<(u16, u8)>,
) {
    let words = context.padded_form_ids.len().saturating_sub(2 * CONTEXT_RADIUS);
    phrases.clear();
    phrases.resize(words, (0, 0));
    let mut at = 0;
    while at < words {
        let first = context.form_at(at, 0);
        let mut found = (0, 0);
        if first.word_shape.is_capitalised() {
            let mut phrase = first.lower_hash;
            for len in 2..=MAX_PHRASE_TOKENS.min(words - at) {
                phrase = extend_phrase_hash(phrase, context.form_at(at + len - 1, 0).lower_hash);
                let entry = gazetteer.look_up_hash(phrase);
                if entry.lists != 0 {
                    found = (entry.lists, len);
                }
            }
        }
        let (lists, len) = found;
        for (slot, place) in phrases.iter_mut().skip(at).take(len).zip(0..) {
            let place: usize = place;
            *slot = (lists, 1 + u8::from(place > 0) + u8::from(place + 1 == len));
        }
        at += len.max(1);
    }
}

/// Finds the runs of capitalised words; a connector such as "of" goes on with a run.
pub fn find_capital_runs(context: &SentenceContext, runs: &mut Vec<CapitalRun>) {
    let words = context.padded_form_ids.len().saturating_sub(2 * CONTEXT_RADIUS);
    runs.clear();
    runs.resize(words, CapitalRun::default());
    let mut at = 0;
    while at < words {
        if !context.form_at(at, 0).word_shape.is_capitalised() {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        loop {
            let shape = context.form_at(end - 1, 1).word_shape;
            let next = context.form_at(end - 1, 2).word_shape;
            if end < words && (shape.is_capitalised() || shape == WordShape::Alphanumeric) {
                end += 1;
            } else if end + 1 < words && next.is_capitalised() && is_name_connector(context.form_at(end - 1, 1)) {
                end += 2;
            } else {
                break;
            }
        }
        let run = CapitalRun { start: start as u32, end: end as u32 };
        runs.iter_mut().skip(start).take(end - start).for_each(|slot| *slot = run);
        at = end;
    }
}

/// Connectors: words inside names that are not capitalised.
fn is_name_connector(form: &WordForm) -> bool {
    const WORDS: [u32; 9] = hash_words("of for de van von bin al & del");
    WORDS.contains(&form.lower_hash)
}

/// Classifies the capitalisation of a sentence.
pub fn classify_sentence_case(context: &SentenceContext) -> SentenceCase {
    let words = context.padded_form_ids.len().saturating_sub(2 * CONTEXT_RADIUS);
    let (mut small, mut capital, mut capitals) = (0usize, 0usize, 0usize);
    for at in 0..words {
        match context.form_at(at, 0).word_shape {
            WordShape::Lowercase => small += 1,
            WordShape::Capitalised | WordShape::MixedCase => capital += 1,
            WordShape::AllCaps => capitals += 1,
            _ => {}
        }
    }
    let all = small + capital + capitals;
    match () {
        _ if all >= 3 && capitals * 5 >= all * 4 => SentenceCase::AllCaps,
        _ if all >= 4 && (capital + capitals) * 10 >= all * 7 => SentenceCase::TitleCase,
        _ if all >= 4 && capital + capitals == 0 => SentenceCase::Lowercase,
        _ => SentenceCase::MixedCase,
    }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashMap;

    use super::super::gazetteer::{self, WordGazetteer};
    use super::super::template::{CONTEXT_WIDTH, TemplateScope};
    use super::super::{SentenceScratch, TokenizedText};
    use super::*;

    /// A gazetteer in which every word of `text` has a cluster and lists, and so has one phrase.
    fn gazetteer_of(text: &str) -> WordGazetteer {
        let mut entries = FxHashMap::default();
        for (word, number) in text.split(' ').zip(1..) {
            let entry = GazetteerEntry { cluster: number, lists: 1 << (number % 13) | 1 << (number % 5) };
            entries.insert(
                gazetteer::stored_key(gazetteer::hash_word(&super::super::word_form::normalise_word(word))),
                entry,
            );
        }
        let phrase = extend_phrase_hash(gazetteer::hash_word("maria"), gazetteer::hash_word("okafor"));
        entries.insert(gazetteer::stored_key(phrase), GazetteerEntry { cluster: 0, lists: 3 });
        WordGazetteer::new(entries, (0..64).map(|cluster| cluster / 4).collect())
    }

    #[test]
    fn features_are_those_that_the_model_was_trained_on() {
        let sentences = [
            "Yesterday Maria Okafor of the Kelmar Institute met US envoys in New Altham .",
            "ALTHAM SIGNS TREATY TODAY",
            "Okafor Leaves Altham With M577 Tanks",
            "nobody knows maria okafor today",
        ];
        let text = sentences.join("\n");
        let gazetteer = gazetteer_of(&text.replace('\n', " "));
        let mut from = 0;
        let spans = sentences.map(|sentence| {
            let span = crate::span::Span::new(from, from + sentence.len());
            from += sentence.len() + 1;
            span
        });
        let (mut tokenized, mut scratch) = (TokenizedText::default(), SentenceScratch::default());
        tokenized.tokenize(&text, &spans, &gazetteer);
        let mut given: Vec<u8> = Vec::new();
        let (mut count, mut lexicalised) = (0, 0);
        for sentence in 0..tokenized.len() {
            let context = tokenized.sentence_context(sentence, &gazetteer, &mut scratch);
            for (at, around) in context.padded_form_ids.windows(CONTEXT_WIDTH).enumerate() {
                let mut give = |template: FeatureTemplate, feature: u32| {
                    let is_lexicalised = template.scope == TemplateScope::Lexicalised;
                    count += 1;
                    lexicalised += usize::from(is_lexicalised);
                    given.extend(template.number.to_le_bytes());
                    given.extend(feature.to_le_bytes());
                    given.push(u8::from(is_lexicalised));
                };
                for (offset, &id) in around.iter().enumerate() {
                    extract_word_features(&context.word_forms[id as usize], offset, &mut give);
                }
                extract_context_features(&context, at, &mut give);
            }
        }
        assert_eq!((count, lexicalised, xxhash_rust::xxh64::xxh64(&given, 0)), (2095, 272, 7_022_433_802_915_933_255));
    }
}
