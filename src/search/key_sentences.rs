//! Extractive summary: the key sentences of an article.

use rustc_hash::FxHashMap;

use super::corpus::SearchCorpus;
use super::similar::is_content_word;
use crate::analysis::token::Tokenizer;
use crate::document::Document;
use crate::error::Result;
use crate::order::sort_by_key;
use crate::span::Span;

/// Number of key sentences, and the sentences that an article must have to need any.
const KEY_SENTENCES: usize = 3;
const MIN_SENTENCES_FOR_KEYS: usize = 8;
/// Length of a key sentence in characters; shorter or longer ones say too little or too much.
const KEY_SENTENCE_CHARS: std::ops::Range<usize> = 40..400;
/// Discount on a word that a chosen sentence has already: 0 ignores repetition, 1 counts every word once.
const REPETITION_PENALTY: f32 = 0.7;

impl SearchCorpus<'_> {
    /// The key sentences, in text order: greedily those with most weight of characteristic terms (centroid-based summarisation, Radev et
    /// al. 2004) and most mentions, each term discounted once a chosen sentence has it (in the spirit of maximal marginal relevance,
    /// Carbonell and Goldstein 1998). Empty for a short article. `mentions` are the spans of entity mentions, rising.
    pub fn key_sentences(self, document: &Document, mentions: &[Span]) -> Result<Vec<Span>> {
        let title = document.title.as_ref().and_then(|title| title.span);
        let body: Vec<Span> = document
            .sentences
            .iter()
            .copied()
            .filter(|span| !title.is_some_and(|title| title.contains(*span)))
            .filter(|span| KEY_SENTENCE_CHARS.contains(&span.slice_of(&document.text).chars().count()))
            .collect();
        if document.sentences.len() < MIN_SENTENCES_FOR_KEYS || body.len() <= KEY_SENTENCES {
            return Ok(Vec::new());
        }
        let weights: FxHashMap<String, f32> = self.characteristic_terms(document)?.into_iter().collect();
        let sentences: Vec<(Span, Vec<&str>)> = body
            .into_iter()
            .map(|span| (span, characteristic_terms_in(span.slice_of(&document.text), &weights, self.tokenizer)))
            .collect();
        let mut discounts: FxHashMap<&str, f32> = FxHashMap::default();
        let mut chosen: Vec<Span> = Vec::new();
        while chosen.len() < KEY_SENTENCES {
            let gain = |at: usize, span: Span, words: &[&str]| {
                let discount = |word: &&str| discounts.get(word).copied().unwrap_or(1.0);
                let value: f32 = words.iter().filter_map(|word| Some(weights.get(*word)? * discount(word))).sum();
                let from = mentions.partition_point(|mention| mention.start < span.start);
                let names = mentions.iter().skip(from).take_while(|mention| mention.end <= span.end).count();
                // News says first what matters (lead bias).
                let opening = 1.0 + 0.5 / (1.0 + at as f32);
                (value + 0.3 * names.min(4) as f32) * opening / (span.len() as f32).powf(0.35)
            };
            let left = sentences.iter().enumerate().filter(|(_, (span, _))| !chosen.contains(span));
            let gains = left.map(|(at, (span, words))| (gain(at, *span, words), *span, words));
            // Of equals the first: `max_by` would take the last.
            let Some((_, span, words)) = gains.rev().max_by(|a, b| a.0.total_cmp(&b.0)) else { break };
            for &word in words {
                *discounts.entry(word).or_insert(1.0) *= 1.0 - REPETITION_PENALTY;
            }
            chosen.push(span);
        }
        sort_by_key(&mut chosen, |&span| span);
        Ok(chosen)
    }
}

/// The characteristic terms in a sentence, each once.
fn characteristic_terms_in<'w>(
    sentence: &str,
    weights: &'w FxHashMap<String, f32>,
    tokenizer: Tokenizer,
) -> Vec<&'w str> {
    let mut words = Vec::new();
    tokenizer.tokenize(sentence, |token| {
        if is_content_word(&token)
            && let Some((word, _)) = weights.get_key_value(token.key)
            && !words.contains(&word.as_str())
        {
            words.push(word.as_str());
        }
    });
    words
}
