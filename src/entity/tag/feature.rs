//! Feature extraction. A feature is the hash of a template and a value, and its weights stand in the [`bucket`] of the
//! hash: the hashing trick (Weinberger et al. 2009), in which features that collide share their weights.
//!
//! Features of a word alone are the same wherever the word stands at a given offset from the token that is labelled, so
//! their scores are cached for each word form. Context features are extracted for every token that may be part of a
//! name.

use super::form::{Form, Look};
use super::lexicon::{Entry, List, extend};
use super::template::{FeatureTemplate, WordTemplate};

/// Bits of a hash that choose its bucket.
pub const BUCKET_BITS: u32 = 20;
/// Number of buckets.
pub const BUCKETS: usize = 1 << BUCKET_BITS;

/// The bucket of a feature.
#[inline]
pub fn bucket(feature: u32) -> u32 {
    feature >> (32 - BUCKET_BITS)
}

/// How many tokens on either side of a token its features shape at.
pub const REACH: usize = 2;
/// Width of the window around a token, itself included.
pub const OFFSETS: usize = 2 * REACH + 1;

/// Capitalisation of a whole sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Case {
    /// Names and first words are capitalised.
    #[default]
    Ordinary,
    /// Most words are in capitals: four in five.
    Shouted,
    /// Most words are capitalised: seven in ten.
    Titled,
    /// No word is capitalised.
    Small,
}

/// Case evidence: bits for the cases and contexts in which a document has a word.
pub mod seen {
    /// In lower case.
    pub const SMALL: u8 = 1;
    /// Capitalised inside a sentence.
    pub const CAPITAL: u8 = 1 << 1;
    /// After a given name.
    pub const AFTER_FIRST: u8 = 1 << 2;
    /// After a title.
    pub const AFTER_TITLE: u8 = 1 << 3;
    /// After a preposition of place.
    pub const AFTER_IN: u8 = 1 << 4;
    /// After an article.
    pub const AFTER_THE: u8 = 1 << 5;
    /// Before a word that stands in names of organisations.
    pub const BEFORE_ORG: u8 = 1 << 6;
    /// In capitals only.
    pub const CAPITALS: u8 = 1 << 7;
}

/// A run of capitalised words, as tokens of the sentence.
#[derive(Debug, Clone, Copy, Default)]
pub struct Run {
    /// First token of the run.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A sentence as feature extraction sees it.
pub struct Scene<'a> {
    /// All interned word forms.
    pub forms: &'a [Form],
    /// Word form ids of the tokens, with [`REACH`] boundaries before and after them.
    pub ids: &'a [u32],
    /// The run of capitalised words around each token; empty outside of runs.
    pub runs: &'a [Run],
    /// The gazetteer lists of a phrase around each token, and the token's position there: 1 first, 2 inside, 3 last, 0
    /// none.
    pub phrases: &'a [(u16, u8)],
    /// Case evidence of the document for each token.
    pub seen: &'a [u8],
    /// Capitalisation of the sentence.
    pub case: Case,
}

static EDGE: Form = Form {
    word: 0,
    low: 0,
    shape: 0,
    look: Look::Edge,
    begin: [0; 3],
    end: [0; 4],
    entry: Entry { cluster: 0, lists: 0 },
    coarse: 0,
};

impl Scene<'_> {
    /// The word form `by` places from token `at`; the boundary beyond the sentence.
    pub fn form(&self, at: usize, by: isize) -> &Form {
        self.forms.get(self.form_id_at(at, by) as usize).unwrap_or(&EDGE)
    }

    /// Its id; that of the boundary beyond the sentence.
    pub fn form_id_at(&self, at: usize, by: isize) -> u32 {
        (at + REACH).checked_add_signed(by).and_then(|place| self.ids.get(place)).copied().unwrap_or(0)
    }
}

fn mix(template: FeatureTemplate, value: u32) -> u32 {
    let state = (value ^ template.number.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    (state ^ (state >> 15)).wrapping_mul(0xc2b2_ae35)
}

fn pair(a: u32, b: u32) -> u32 {
    (a.wrapping_mul(0x9e37_79b1) ^ b.rotate_left(11)).wrapping_add(b >> 7)
}

/// Gives template and hash of each feature of a word that stands `offset - REACH` places after the token that is
/// labelled.
pub fn of_word(form: &Form, offset: usize, mut give: impl FnMut(FeatureTemplate, u32)) {
    let shape = form.look as u32;
    let capital = u32::from(form.look.is_capital());
    let cluster = u32::from(form.entry.cluster);
    let coarse = u32::from(form.coarse);
    let lists = u32::from(form.entry.lists);
    let mut one = |template: WordTemplate, value: u32| {
        let template = template.at(offset);
        give(template, mix(template, value));
    };
    one(WordTemplate::LOWER, form.low);
    one(WordTemplate::SHAPE_COARSE_CLUSTER, pair(shape, coarse));
    one(WordTemplate::SHAPE_LISTS, pair(shape, lists));
    if cluster != 0 {
        one(WordTemplate::CLUSTER_CAPITAL, pair(cluster, capital));
    }
    match offset.abs_diff(REACH) {
        0 => {
            one(WordTemplate::BIAS, 0);
            one(WordTemplate::EXACT, form.word);
            one(WordTemplate::OUTLINE, form.shape);
            one(WordTemplate::SHAPE, shape);
            for (template, &part) in WordTemplate::PREFIXES.into_iter().zip(&form.begin) {
                if part != 0 {
                    one(template, pair(part, capital));
                }
            }
            for (template, &part) in WordTemplate::SUFFIXES.into_iter().zip(&form.end) {
                if part != 0 {
                    one(template, pair(part, capital));
                }
            }
            one(WordTemplate::SUFFIX_OUTLINE, pair(form.end[1], form.shape));
            one(WordTemplate::SUFFIX_PREFIX, pair(form.end[1], form.begin[1]));
            let mut rest = lists;
            while rest != 0 {
                one(WordTemplate::LIST, pair(rest & rest.wrapping_neg(), shape));
                rest &= rest - 1;
            }
        }
        1 => {
            one(WordTemplate::OUTLINE, form.shape);
            one(WordTemplate::NEIGHBOUR_SUFFIX, form.end[2]);
            let mut rest = lists;
            while rest != 0 {
                one(WordTemplate::LIST, pair(rest & rest.wrapping_neg(), capital));
                rest &= rest - 1;
            }
        }
        _ => {}
    }
}

/// Whether token `at` has context features: it stands beside a capitalised word or a code, or in a sentence of unusual
/// capitalisation.
fn is_near_name(context: &Scene, at: usize) -> bool {
    let notable = |by| {
        let form = context.form(at, by);
        form.look.is_capital() || form.look == Look::Code
    };
    context.case != Case::Ordinary || notable(0) || notable(-1) || notable(1)
}

/// Gives template and hash of each context feature of token `at`.
pub fn of_place(context: &Scene, at: usize, mut give: impl FnMut(FeatureTemplate, u32)) {
    let here = context.form(at, 0);
    if !is_near_name(context, at) {
        return;
    }
    let (before, after) = (context.form(at, -1), context.form(at, 1));
    let (before2, after2) = (context.form(at, -2), context.form(at, 2));
    let shape = here.look as u32;
    let mut one = |template: FeatureTemplate, value: u32| give(template, mix(template, value));
    one(FeatureTemplate::PREVIOUS_AND_WORD, pair(before.low, here.low));
    one(FeatureTemplate::WORD_AND_NEXT, pair(here.low, after.low));
    one(FeatureTemplate::PREVIOUS_NEXT_SHAPE, pair(pair(before.low, after.low), shape));
    one(FeatureTemplate::PREVIOUS_OUTLINE, pair(before.shape, here.shape));
    one(FeatureTemplate::OUTLINE_NEXT, pair(here.shape, after.shape));
    let shapes = pair(pair(before.look as u32, shape), after.look as u32);
    one(FeatureTemplate::SHAPE_TRIGRAM, shapes);
    one(FeatureTemplate::SHAPE_FIVEGRAM, pair(pair(before2.look as u32, shapes), after2.look as u32));
    let clusters = [before2, before, here, after, after2].map(|form| u32::from(form.entry.cluster));
    let [c0, c1, c2, c3, c4] = clusters;
    let coarse = [before, here, after].map(|form| u32::from(form.coarse));
    let [k1, k2, k3] = coarse;
    one(FeatureTemplate::PREVIOUS_CLUSTER, pair(pair(c1, c2), shape));
    one(FeatureTemplate::CLUSTER_NEXT, pair(pair(c2, c3), shape));
    one(FeatureTemplate::CLUSTERS_AROUND, pair(pair(c1, c3), shape));
    one(FeatureTemplate::COARSE_CLUSTER_TRIGRAM, pair(pair(pair(k1, k2), k3), shape));
    one(FeatureTemplate::TWO_CLUSTERS_BEFORE, pair(pair(c0, c1), shape));
    one(FeatureTemplate::TWO_CLUSTERS_AFTER, pair(pair(c3, c4), shape));
    one(FeatureTemplate::PREVIOUS_WORD_SHAPE, pair(before.low, shape));
    one(FeatureTemplate::NEXT_WORD_SHAPE, pair(after.low, shape));
    one(FeatureTemplate::TWO_WORDS_BEFORE, pair(pair(before.low, before2.low), shape));
    one(FeatureTemplate::TWO_WORDS_AFTER, pair(pair(after.low, after2.low), shape));
    let lists = [before, here, after].map(|form| u32::from(form.entry.lists));
    let [l1, l2, l3] = lists;
    one(FeatureTemplate::PREVIOUS_LISTS, pair(pair(l1, l2), shape));
    one(FeatureTemplate::LISTS_NEXT, pair(pair(l2, l3), shape));
    one(FeatureTemplate::LISTS_SHAPE_TRIGRAM, pair(pair(pair(l1, l2), l3), shapes));
    let case = context.case as u32;
    let leads = u32::from(at == 0);
    one(FeatureTemplate::SENTENCE_CASE, pair(pair(case, leads), shape));
    if context.case != Case::Ordinary {
        one(FeatureTemplate::SENTENCE_CASE_LISTS, pair(pair(case, l2), shape));
        one(FeatureTemplate::SENTENCE_CASE_CLUSTER, pair(pair(case, c2), shape));
    }
    if leads == 1 {
        one(FeatureTemplate::FIRST_WORD, pair(here.low, 1));
        one(FeatureTemplate::FIRST_LISTS_CLUSTER, pair(l2, c2));
    }
    if let Some(&(bits, place)) = context.phrases.get(at) {
        let mut rest = u32::from(bits);
        while rest != 0 {
            one(FeatureTemplate::PHRASE_LIST, pair(pair(rest & rest.wrapping_neg(), u32::from(place)), shape));
            rest &= rest - 1;
        }
    }
    if here.look.is_capital() {
        debug_assert!(at < context.seen.len(), "every token has its evidence");
        let seen = u32::from(context.seen.get(at).copied().unwrap_or_default());
        one(FeatureTemplate::DOCUMENT_CASE, pair(pair(seen & 3, leads), shape));
        let mut rest = seen;
        while rest != 0 {
            one(FeatureTemplate::DOCUMENT_BIT, pair(pair(rest & rest.wrapping_neg(), shape), leads));
            rest &= rest - 1;
        }
        one(FeatureTemplate::DOCUMENT_LISTS, pair(seen, l2));
    }
    if let Some(run) = context.runs.get(at).filter(|run| run.end > run.start) {
        let (first, last) = (run.start as isize - at as isize, run.end as isize - 1 - at as isize);
        let place = match (first, last) {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => 2,
            _ => 3,
        };
        let (head, tail) = (context.form(at, first), context.form(at, last));
        let (lead, trail) = (context.form(at, first - 1), context.form(at, last + 1));
        let len = (run.end - run.start).min(6);
        one(FeatureTemplate::RUN_LENGTH, pair(len, place));
        one(FeatureTemplate::RUN_LAST, pair(tail.low, place));
        one(
            FeatureTemplate::RUN_LAST_COARSE_LISTS,
            pair(pair(u32::from(tail.coarse), u32::from(tail.entry.lists)), place),
        );
        one(FeatureTemplate::RUN_FIRST, pair(head.low, place));
        one(FeatureTemplate::RUN_LISTS, pair(u32::from(head.entry.lists), pair(u32::from(tail.entry.lists), place)));
        one(FeatureTemplate::WORDS_AROUND_RUN, pair(pair(lead.low, trail.low), place));
        one(FeatureTemplate::WORD_BEFORE_RUN, pair(lead.low, pair(place, shape)));
        one(FeatureTemplate::WORD_AFTER_RUN, pair(trail.low, pair(place, shape)));
        one(
            FeatureTemplate::CLUSTERS_AROUND_RUN,
            pair(u32::from(lead.entry.cluster), pair(u32::from(trail.entry.cluster), place)),
        );
        one(FeatureTemplate::RUN_LAST_CLUSTER, pair(u32::from(tail.entry.cluster), place));
        one(
            FeatureTemplate::COARSE_CLUSTERS_AROUND_RUN,
            pair(u32::from(lead.coarse), pair(u32::from(trail.coarse), pair(place, len))),
        );
        one(FeatureTemplate::RUN_LAST_SUFFIX, pair(tail.end[2], place));
    }
}

/// Case evidence of one occurrence of the word `here`, between `before` and `after`.
pub fn evidence(before: &Form, here: &Form, after: &Form, is_first: IsFirst) -> u8 {
    match here.look {
        Look::Small => seen::SMALL,
        shape if shape.is_capital() => {
            let capital = before.look.is_capital();
            let mut bits = if is_first == IsFirst::No { seen::CAPITAL } else { 0 };
            for (holds, bit) in [
                (shape == Look::Capitals, seen::CAPITALS),
                (capital && before.entry.is(List::First), seen::AFTER_FIRST),
                (before.entry.is(List::Title), seen::AFTER_TITLE),
                (is_preposition(before.low), seen::AFTER_IN),
                (before.low == THE, seen::AFTER_THE),
                (after.look.is_capital() && after.entry.is(List::OrgWord), seen::BEFORE_ORG),
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
pub enum IsFirst {
    /// It is.
    Yes,
    /// It is not.
    No,
}

const fn hash_of(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut state = 0x811c_9dc5u32;
    let mut rest = bytes;
    while let [byte, tail @ ..] = rest {
        state = (state ^ *byte as u32).wrapping_mul(0x0100_0193);
        rest = tail;
    }
    state = (state ^ (state >> 16)).wrapping_mul(0x85eb_ca6b);
    state = (state ^ (state >> 13)).wrapping_mul(0xc2b2_ae35);
    state ^ (state >> 16)
}

const THE: u32 = hash_of("the");

fn is_preposition(low: u32) -> bool {
    const WORDS: [u32; 6] =
        [hash_of("in"), hash_of("at"), hash_of("near"), hash_of("from"), hash_of("across"), hash_of("outside")];
    WORDS.contains(&low)
}

/// Longest phrase that is looked up in the gazetteer, in tokens.
const PHRASE_WORDS: usize = 5;

/// Matches phrases of the gazetteer from left to right, at each token the longest; a phrase begins with a capital.
pub fn find_phrases(context: &Scene, lexicon: &super::lexicon::Lexicon, phrases: &mut Vec<(u16, u8)>) {
    let words = context.ids.len().saturating_sub(2 * REACH);
    phrases.clear();
    phrases.resize(words, (0, 0));
    let mut at = 0;
    while at < words {
        let first = context.form(at, 0);
        let mut found = (0, 0);
        if first.look.is_capital() {
            let mut phrase = first.low;
            for len in 2..=PHRASE_WORDS.min(words - at) {
                phrase = extend(phrase, context.form(at + len - 1, 0).low);
                let entry = lexicon.look_up(phrase);
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
pub fn find_runs(context: &Scene, runs: &mut Vec<Run>) {
    let words = context.ids.len().saturating_sub(2 * REACH);
    runs.clear();
    runs.resize(words, Run::default());
    let mut at = 0;
    while at < words {
        if !context.form(at, 0).look.is_capital() {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        loop {
            let shape = context.form(end - 1, 1).look;
            let next = context.form(end - 1, 2).look;
            if end < words && (shape.is_capital() || shape == Look::Code) {
                end += 1;
            } else if end + 1 < words && next.is_capital() && is_joint(context.form(end - 1, 1)) {
                end += 2;
            } else {
                break;
            }
        }
        let run = Run { start: start as u32, end: end as u32 };
        runs.iter_mut().skip(start).take(end - start).for_each(|slot| *slot = run);
        at = end;
    }
}

/// Connectors: words inside names that are not capitalised.
fn is_joint(form: &Form) -> bool {
    const WORDS: [u32; 9] = [
        hash_of("of"),
        hash_of("for"),
        hash_of("de"),
        hash_of("van"),
        hash_of("von"),
        hash_of("bin"),
        hash_of("al"),
        hash_of("&"),
        hash_of("del"),
    ];
    WORDS.contains(&form.low)
}

/// Classifies the capitalisation of a sentence.
pub fn find_case(context: &Scene) -> Case {
    let words = context.ids.len().saturating_sub(2 * REACH);
    let (mut small, mut capital, mut capitals) = (0usize, 0usize, 0usize);
    for at in 0..words {
        match context.form(at, 0).look {
            Look::Small => small += 1,
            Look::Capital | Look::Mixed => capital += 1,
            Look::Capitals => capitals += 1,
            _ => {}
        }
    }
    let all = small + capital + capitals;
    match () {
        _ if all >= 3 && capitals * 5 >= all * 4 => Case::Shouted,
        _ if all >= 4 && (capital + capitals) * 10 >= all * 7 => Case::Titled,
        _ if all >= 4 && capital + capitals == 0 => Case::Small,
        _ => Case::Ordinary,
    }
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashMap;

    use super::super::lexicon::{self, Lexicon};
    use super::super::template::TemplateScope;
    use super::super::{Desk, Page};
    use super::*;

    /// A lexicon in which every word of `text` has a cluster and lists, and so has one phrase.
    fn lexicon_of(text: &str) -> Lexicon {
        let mut entries = FxHashMap::default();
        for (word, number) in text.split(' ').zip(1..) {
            let entry = Entry { cluster: number, lists: 1 << (number % 13) | 1 << (number % 5) };
            entries.insert(lexicon::key(lexicon::hash(&super::super::form::to_plain(word))), entry);
        }
        let phrase = extend(lexicon::hash("maria"), lexicon::hash("okafor"));
        entries.insert(lexicon::key(phrase), Entry { cluster: 0, lists: 3 });
        Lexicon::new(entries, (0..64).map(|cluster| cluster / 4).collect())
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
        let lexicon = lexicon_of(&text.replace('\n', " "));
        let mut from = 0;
        let spans = sentences.map(|sentence| {
            let span = crate::span::Span::new(from, from + sentence.len());
            from += sentence.len() + 1;
            span
        });
        let (mut page, mut scratch) = (Page::default(), Desk::default());
        page.read(&text, &spans, &lexicon);
        let mut given: Vec<u8> = Vec::new();
        let (mut count, mut lexicalised) = (0, 0);
        for sentence in 0..page.len() {
            let context = page.scene(sentence, &lexicon, &mut scratch);
            for (at, around) in context.ids.windows(OFFSETS).enumerate() {
                let mut give = |template: FeatureTemplate, feature: u32| {
                    let is_lexicalised = template.scope == TemplateScope::Lexicalised;
                    count += 1;
                    lexicalised += usize::from(is_lexicalised);
                    given.extend(template.number.to_le_bytes());
                    given.extend(feature.to_le_bytes());
                    given.push(u8::from(is_lexicalised));
                };
                for (offset, &id) in around.iter().enumerate() {
                    of_word(&context.forms[id as usize], offset, &mut give);
                }
                of_place(&context, at, &mut give);
            }
        }
        assert_eq!((count, lexicalised, xxhash_rust::xxh64::xxh64(&given, 0)), (2095, 272, 7_022_433_802_915_933_255));
    }
}
