//! Articles on the same things, and the sentences that say most.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{Room, present};
use crate::document::{Document, DocumentId, is_function_word};
use crate::entity::EntityId;
use crate::entity::register::Scene;
use crate::error::Result;
use crate::fold::is_unspaced;
use crate::index::{TermId, passages};
use crate::order::{First, sort_by_key};
use crate::parts::all;
use crate::search::passage;
use crate::span::Span;
use crate::token::{Token, Tokenizer, spelling};
use crate::view::{RelatedView, Segment};

/// Words of an article that are compared with others, the most telling ones.
const TELLING_WORDS: usize = 24;
/// What both articles have in common, shown at most.
const SHOWN: usize = 4;
/// What a shared entity counts against a shared word.
const ENTITY_WORTH: f32 = 1.5;
/// Key sentences of an article, and how many sentences it must have to need any.
const KEY_SENTENCES: usize = 3;
const NEEDS_KEYS: usize = 8;
/// Shorter or longer sentences, in letters, say too little or too much.
const KEY_CHARS: std::ops::Range<usize> = 40..400;
/// What is taken off a sentence for what those chosen before have said already.
const REPETITION: f32 = 0.7;

/// What two articles share.
#[derive(Default)]
struct Shared {
    score: f32,
    entities: Vec<(EntityId, f32)>,
    terms: Vec<(TermId, f32)>,
}

impl Room {
    /// Articles that share telling entities and words with the one that has this id, nearest first; fails with
    /// [`crate::ErrorKind::NotFound`].
    pub fn related(&self, id: &str, limit: usize) -> Result<Vec<RelatedView>> {
        let number = self.number(id)?;
        let document = self.shelf.get(number)?;
        let mut shared: FxHashMap<u32, Shared> = FxHashMap::default();
        if let Some(register) = &self.register {
            for entity in register.cast(number).entities() {
                let articles = register.record(entity)?.articles;
                let worth = ENTITY_WORTH * self.rarity(articles);
                for (other, count) in register.appearances(entity) {
                    let worth = worth * damped(count);
                    let shared = shared.entry(other.0).or_default();
                    shared.score += worth;
                    shared.entities.push((entity, worth));
                }
            }
        }
        let terms = self.telling_words(&document)?.into_iter();
        let terms = all(terms.map(|(word, worth)| Ok((self.index.term(&word)?, worth))))?;
        for (term, worth) in terms.into_iter().filter_map(|(term, worth)| Some((term?, worth))) {
            for posting in self.index.postings(term)? {
                let worth = worth * damped(posting.total());
                let shared = shared.entry(posting.document).or_default();
                shared.score += worth;
                shared.terms.push((term, worth));
            }
        }
        shared.remove(&number.0);
        // A long article shares something with every other.
        let length = |other: u32| (1.0 + self.words(DocumentId(other)) as f32).ln();
        let mut first =
            First::new(limit, |a: &(f32, u32, Shared), b: &(f32, u32, Shared)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (other, shared) in shared {
            first.push((shared.score / length(other), other, shared));
        }
        all(first.into_items().into_iter().map(|(score, other, shared)| self.to_related(score, other, shared)))
    }

    fn to_related(&self, score: f32, other: u32, mut shared: Shared) -> Result<RelatedView> {
        let by_worth = |worth: f32| Reverse((worth * 1e3) as u32);
        sort_by_key(&mut shared.entities, |&(entity, worth)| (by_worth(worth), entity));
        sort_by_key(&mut shared.terms, |&(term, worth)| (by_worth(worth), term));
        let entities: Vec<_> =
            shared.entities.iter().take(SHOWN).map(|&(entity, _)| self.reference(entity)).collect::<Result<_>>()?;
        let terms = shared.terms.iter().map(|&(term, _)| self.index.key(term)).collect::<Result<Vec<_>>>()?;
        // What is a name already need not be said again as a word.
        let is_in_name = |word: &str| entities.iter().any(|entity| crate::fold::fold(&entity.name).contains(word));
        let terms =
            terms.iter().map(|key| spelling(key).to_owned()).filter(|word| !is_in_name(&crate::fold::fold(word)));
        Ok(RelatedView {
            terms: terms.take(SHOWN).collect(),
            article: present::row(&self.shelf.get(DocumentId(other))?, self.words(DocumentId(other))),
            score: f64::from(score),
            entities,
        })
    }

    /// How much it says that an article has what stands in so many; never negative.
    fn rarity(&self, articles: u32) -> f32 {
        let all = self.len() as f32;
        ((1.0 + all) / (0.5 + articles as f32)).ln().max(0.0)
    }

    /// The words of an article that set it apart from the others, with their worth. Where most of the index is elsewhere, only the
    /// article itself is asked: its words stand all over the corpus.
    fn telling_words(&self, document: &Document) -> Result<Vec<(String, f32)>> {
        let languages = self.index.known_languages();
        let mut counts: FxHashMap<String, u32> = FxHashMap::default();
        for passage in passages(document) {
            self.tokenizer.tokens(passage.text, |token| {
                if says_something(&token) && !is_function_word(spelling(token.key), &languages) {
                    *counts.entry(token.key.to_owned()).or_default() += 1;
                }
            });
        }
        let mut first =
            First::new(TELLING_WORDS, |a: &(String, f32), b: &(String, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (key, count) in counts {
            let rarity = if self.index.is_large() {
                1.0
            } else {
                let term = self.index.term(&key)?;
                self.rarity(term.map_or(Ok(0), |term| self.index.frequency(term))?)
            };
            first.push((key, damped(count) * rarity));
        }
        Ok(first.into_items())
    }

    /// The sentences that say most, in order: those with most of the words and names that the whole article turns on
    /// (centroid-based, after Radev et al. 2004), each counted less for what those before have said (maximal marginal
    /// relevance, Carbonell and Goldstein 1998). None of an article that is read as quickly.
    pub(super) fn key_sentences(&self, document: &Document, scene: &Scene) -> Result<Vec<Vec<Segment>>> {
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
                let from = scene.mentions.partition_point(|(mention, _)| mention.start < span.start);
                let names = scene.mentions.iter().skip(from).take_while(|(mention, _)| mention.end <= span.end).count();
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
        Ok(chosen.iter().filter_map(|&at| body.get(at)).map(|&span| passage(&document.text, span, &[])).collect())
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

/// Whether it is a word of some length: of compounds the parts, where words are written without spaces the whole.
fn says_something(token: &Token<'_>) -> bool {
    let word = spelling(token.key);
    let unspaced = word.starts_with(is_unspaced);
    let long = word.chars().count() > if unspaced { 1 } else { 2 };
    long && (unspaced || token.width == 1) && !word.chars().all(|c| c.is_ascii_digit())
}

/// The second time says less than the first.
fn damped(count: u32) -> f32 {
    (1.0 + count as f32).ln()
}
