//! The sentences that sum up an article.

use rustc_hash::FxHashMap;

use super::Corpus;
use super::similar::says_something;
use crate::document::Document;
use crate::error::Result;
use crate::order::sort_by_key;
use crate::span::Span;
use crate::token::Tokenizer;

/// Key sentences of an article, and how many sentences it must have to need any.
const KEY_SENTENCES: usize = 3;
const NEEDS_KEYS: usize = 8;
/// Shorter or longer sentences, in letters, say too little or too much.
const KEY_CHARS: std::ops::Range<usize> = 40..400;
/// What is taken off a sentence for what those chosen before have said already.
const REPETITION: f32 = 0.7;

impl Corpus<'_> {
    /// The sentences that say most, in order: those with most of the words and names that the whole article turns on
    /// (centroid-based, after Radev et al. 2004), each counted less for what those before have said (maximal marginal
    /// relevance, Carbonell and Goldstein 1998). None of an article that is read as quickly. `mentions` are those of names, rising.
    pub fn key_sentences(self, document: &Document, mentions: &[Span]) -> Result<Vec<Span>> {
        let title = document.title.as_ref().and_then(|title| title.span);
        let body: Vec<Span> = document
            .sentences
            .iter()
            .copied()
            .filter(|span| !title.is_some_and(|title| title.contains(*span)))
            .filter(|span| KEY_CHARS.contains(&span.of(&document.text).chars().count()))
            .collect();
        if document.sentences.len() < NEEDS_KEYS || body.len() <= KEY_SENTENCES {
            return Ok(Vec::new());
        }
        let worth: FxHashMap<String, f32> = self.telling_words(document)?.into_iter().collect();
        let contents: Vec<Vec<&str>> =
            body.iter().map(|span| words_in(span.of(&document.text), &worth, self.tokenizer)).collect();
        let mut said: FxHashMap<&str, f32> = FxHashMap::default();
        let mut chosen: Vec<usize> = Vec::new();
        while chosen.len() < KEY_SENTENCES {
            let gain = |at: usize| {
                let words = contents.get(at).map(Vec::as_slice).unwrap_or_default();
                let value: f32 = words
                    .iter()
                    .map(|&word| worth.get(word).copied().unwrap_or_default() * said.get(word).copied().unwrap_or(1.0))
                    .sum();
                let span = body.get(at).copied().unwrap_or(Span { start: 0, end: 0 });
                let from = mentions.partition_point(|mention| mention.start < span.start);
                let names = mentions.iter().skip(from).take_while(|mention| mention.end <= span.end).count();
                // News says first what matters.
                let opening = 1.0 + 0.5 / (1.0 + at as f32);
                (value + 0.3 * names.min(4) as f32) * opening / (span.len() as f32).powf(0.35)
            };
            let left = (0..body.len()).filter(|at| !chosen.contains(at));
            // Of equals the first: `max_by` would take the last.
            let Some(best) = left.rev().max_by(|&a, &b| gain(a).total_cmp(&gain(b))) else { break };
            for &word in contents.get(best).map(Vec::as_slice).unwrap_or_default() {
                *said.entry(word).or_insert(1.0) *= 1.0 - REPETITION;
            }
            chosen.push(best);
        }
        sort_by_key(&mut chosen, |&at| at);
        Ok(chosen.iter().filter_map(|&at| body.get(at)).copied().collect())
    }
}

/// The telling words of a sentence, each once.
fn words_in<'w>(sentence: &str, telling: &'w FxHashMap<String, f32>, tokenizer: Tokenizer) -> Vec<&'w str> {
    let mut words = Vec::new();
    tokenizer.tokens(sentence, |token| {
        if says_something(&token)
            && let Some((word, _)) = telling.get_key_value(token.key)
            && !words.contains(&word.as_str())
        {
            words.push(word.as_str());
        }
    });
    words
}
