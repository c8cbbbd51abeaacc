//! A document as the tagger sees it: tokens, interned word forms, sentences, and the evidence of case.

use std::slice::SliceIndex;

use rustc_hash::FxHashMap;

use super::feature::{self, CapitalRun, SentenceContext, SentencePosition};
use super::gazetteer::WordGazetteer;
use super::template::CONTEXT_RADIUS;
use super::tokenizer;
use super::word_form::{WordForm, WordShape};
use crate::span::Span;

/// Longest chunk in tokens of a sentence that has more than twice as many: a sentence of megabytes is cut.
const MAX_CHUNK_TOKENS: usize = 200;

/// A tokenized document. Word forms are interned across documents; the trainer uses the same.
#[derive(Default)]
pub struct TokenizedText {
    /// Tokens, in order.
    pub tokens: Vec<Span>,
    /// Interned word forms; the first is the boundary of a sentence.
    pub word_forms: Vec<WordForm>,
    form_ids_by_hash: FxHashMap<u64, u32>,
    /// How often the interned word forms were dropped.
    pub(super) generation: u32,
    /// Word form ids of the tokens, sentence by sentence, each padded with [`CONTEXT_RADIUS`] boundaries on both sides.
    pub padded_form_ids: Vec<u32>,
    /// The same without padding, one for each token.
    pub(super) form_ids: Vec<u32>,
    /// Of each sentence, and of the end: its first token, and where its padded ids begin.
    pub sentence_starts: Vec<(usize, usize)>,
    case_evidence: FxHashMap<u32, u8>,
}

impl TokenizedText {
    /// Tokenizes the sentences of a text, in place of those before. Interned word forms are kept.
    pub fn tokenize(&mut self, text: &str, sentences: &[Span], gazetteer: &WordGazetteer) {
        const KNOWN_AT_MOST: usize = 1 << 18;
        if self.word_forms.len() > KNOWN_AT_MOST || self.word_forms.is_empty() {
            self.word_forms.clear();
            self.form_ids_by_hash.clear();
            self.generation += 1;
            self.word_forms.push(WordForm::default());
        }
        self.tokens.clear();
        self.padded_form_ids.clear();
        self.form_ids.clear();
        self.sentence_starts.clear();
        self.case_evidence.clear();
        // Cells of a table have nothing to do with each other.
        let cells = sentences.iter().flat_map(|sentence| {
            let mut start = sentence.start as usize;
            sentence.slice_of(text).split('\t').map(move |cell| {
                let span = Span::new(start, start + cell.len());
                start = span.end as usize + 1;
                span
            })
        });
        for cell in cells {
            let mut from = self.tokens.len();
            tokenizer::tokenize_into(cell.slice_of(text), cell.start as usize, &mut self.tokens);
            while from < self.tokens.len() {
                let count = chunk_len(text, slice_items(&self.tokens, from..));
                self.sentence_starts.push((from, self.padded_form_ids.len()));
                self.padded_form_ids.extend([0; CONTEXT_RADIUS]);
                for at in from..from + count {
                    let id = self.intern_form(self.tokens.get(at).map_or("", |span| span.slice_of(text)), gazetteer);
                    self.padded_form_ids.push(id);
                    self.form_ids.push(id);
                }
                self.padded_form_ids.extend([0; CONTEXT_RADIUS]);
                from += count;
            }
        }
        self.sentence_starts.push((self.tokens.len(), self.padded_form_ids.len()));
        self.collect_case_evidence();
    }

    /// Number of sentences; chunks of an overlong one count singly.
    pub fn len(&self) -> usize {
        self.sentence_starts.len().saturating_sub(1)
    }

    /// Whether there is no sentence.
    #[cfg(feature = "internals")]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn intern_form(&mut self, word: &str, gazetteer: &WordGazetteer) -> u32 {
        let key = hash_spelling(word);
        if let Some(&id) = self.form_ids_by_hash.get(&key) {
            return id;
        }
        let id = self.word_forms.len() as u32;
        self.word_forms.push(WordForm::analyse(word, gazetteer));
        self.form_ids_by_hash.insert(key, id);
        id
    }

    /// Collects in which cases and contexts the document has each of its words.
    fn collect_case_evidence(&mut self) {
        let edge = WordForm::default();
        let form = |id: Option<&u32>| id.and_then(|&id| self.word_forms.get(id as usize)).unwrap_or(&edge);
        let mut first = SentencePosition::Initial;
        for place in self.padded_form_ids.windows(3) {
            let here = form(place.get(1));
            if here.word_shape == WordShape::Boundary {
                first = SentencePosition::Initial;
                continue;
            }
            let bits = feature::observe_case_evidence(form(place.first()), here, form(place.get(2)), first);
            if bits != 0 {
                *self.case_evidence.entry(here.lower_hash).or_default() |= bits;
            }
            if here.word_shape != WordShape::Punctuation {
                first = SentencePosition::Later;
            }
        }
    }

    /// Sentence `at` with everything that its features need, built in the buffers of `scratch`.
    pub fn sentence_context<'a>(
        &'a self,
        at: usize,
        gazetteer: &WordGazetteer,
        scratch: &'a mut SentenceScratch,
    ) -> SentenceContext<'a> {
        let ids = match slice_items(&self.sentence_starts, at..at + 2) {
            &[(_, from), (_, to)] => slice_items(&self.padded_form_ids, from..to),
            _ => &[],
        };
        let mut context = SentenceContext {
            word_forms: &self.word_forms,
            padded_form_ids: ids,
            capital_runs: &[],
            phrase_matches: &[],
            case_evidence: &[],
            sentence_case: feature::SentenceCase::MixedCase,
        };
        context.sentence_case = feature::classify_sentence_case(&context);
        feature::find_capital_runs(&context, &mut scratch.capital_runs);
        feature::match_phrases(&context, gazetteer, &mut scratch.phrase_matches);
        scratch.case_evidence.clear();
        scratch.case_evidence.extend((0..ids.len().saturating_sub(2 * CONTEXT_RADIUS)).map(|word| {
            let form = context.form_at(word, 0);
            if form.word_shape.is_capitalised() {
                self.case_evidence.get(&form.lower_hash).copied().unwrap_or_default()
            } else {
                0
            }
        }));
        context.capital_runs = &scratch.capital_runs;
        context.phrase_matches = &scratch.phrase_matches;
        context.case_evidence = &scratch.case_evidence;
        context
    }
}

/// Buffers that are reused for each sentence.
#[derive(Default)]
pub struct SentenceScratch {
    capital_runs: Vec<CapitalRun>,
    phrase_matches: Vec<(u16, u8)>,
    case_evidence: Vec<u8>,
}

/// The items in a range that is known to lie in `items`. One that does not is a bug: with debug assertions it panics,
/// otherwise there are none.
#[inline(always)]
#[cfg_attr(debug_assertions, track_caller)]
pub(super) fn slice_items<T>(items: &[T], range: impl SliceIndex<[T], Output = [T]>) -> &[T] {
    let piece = items.get(range);
    debug_assert!(piece.is_some(), "a range that does not lie in {} items", items.len());
    piece.unwrap_or_default()
}

/// Number of tokens in the next chunk: all of `words`, or, where they are too many, up to the last punctuation in
/// reach.
fn chunk_len(text: &str, words: &[Span]) -> usize {
    if words.len() <= 2 * MAX_CHUNK_TOKENS {
        return words.len();
    }
    let piece = slice_items(words, ..MAX_CHUNK_TOKENS);
    let mark = piece.iter().rposition(|span| matches!(span.slice_of(text), "." | ";" | "," | "|" | "!" | "?"));
    mark.map_or(MAX_CHUNK_TOKENS, |at| at + 1)
}

/// Hash of a spelling as it stands: the key under which its word form is interned.
fn hash_spelling(word: &str) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325u64;
    let (chunks, remainder) = word.as_bytes().as_chunks();
    for &chunk in chunks {
        state = (state ^ u64::from(u32::from_le_bytes(chunk))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state ^= state >> 29;
    }
    for &byte in remainder {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    state ^ (word.len() as u64) << 56
}
