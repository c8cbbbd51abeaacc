//! Articles on the same things as another: those that share telling entities and words with it, each worth its inverse document
//! frequency, damped by how often it stands there.

use rustc_hash::FxHashMap;

use super::Corpus;
use super::score::rarity;
use crate::document::{Document, DocumentId, is_function_word};
use crate::entity::EntityId;
use crate::error::Result;
use crate::fold::is_unspaced;
use crate::index::{Field, TermId, passages};
use crate::order::First;
use crate::parts::all;
use crate::token::{Token, spelling};

/// Words of an article that are compared with others, the most telling ones.
const TELLING_WORDS: usize = 24;
/// What a shared entity counts against a shared word.
const ENTITY_WORTH: f32 = 1.5;

/// An article that shares something with another, and what that is, each with its worth.
pub struct Similar {
    /// The article.
    pub document: DocumentId,
    /// Higher is nearer; comparable among the articles that are similar to one.
    pub score: f32,
    /// Entities that both name.
    pub entities: Vec<(EntityId, f32)>,
    /// Words that both have.
    pub terms: Vec<(TermId, f32)>,
}

/// What two articles share.
#[derive(Default)]
struct Shared {
    score: f32,
    entities: Vec<(EntityId, f32)>,
    terms: Vec<(TermId, f32)>,
}

impl Corpus<'_> {
    /// The articles that share telling entities and words with `document`, which has this number, nearest first.
    pub fn similar(self, number: DocumentId, document: &Document, limit: usize) -> Result<Vec<Similar>> {
        let all_documents = self.index.documents();
        let mut shared: FxHashMap<u32, Shared> = FxHashMap::default();
        if let Some(register) = self.register {
            for entity in register.cast(number).entities() {
                let worth = ENTITY_WORTH * rarity(register.record(entity)?.articles as usize, all_documents);
                for (other, count) in register.appearances(entity) {
                    let worth = worth * damped(count);
                    let shared = shared.entry(other.0).or_default();
                    shared.score += worth;
                    shared.entities.push((entity, worth));
                }
            }
        }
        let terms = self.telling_words(document)?.into_iter();
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
        let mut first =
            First::new(limit, |a: &Similar, b: &Similar| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)));
        for (other, Shared { score, entities, terms }) in shared {
            let document = DocumentId(other);
            // A long article shares something with every other.
            let words: u32 = [Field::Title, Field::Heading, Field::Body]
                .map(|field| self.index.length(document, field))
                .iter()
                .sum();
            first.push(Similar { document, score: score / (1.0 + words as f32).ln(), entities, terms });
        }
        Ok(first.into_items())
    }

    /// The words of an article that set it apart from the others, with their worth. Where most of the index is elsewhere, only the
    /// article itself is asked: its words stand all over the corpus.
    pub fn telling_words(self, document: &Document) -> Result<Vec<(String, f32)>> {
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
                rarity(term.map_or(Ok(0), |term| self.index.frequency(term))? as usize, self.index.documents())
            };
            first.push((key, damped(count) * rarity));
        }
        Ok(first.into_items())
    }
}

/// Whether it is a word of some length: of compounds the parts, where words are written without spaces the whole.
pub(super) fn says_something(token: &Token<'_>) -> bool {
    let word = spelling(token.key);
    let unspaced = word.starts_with(is_unspaced);
    let long = word.chars().count() > if unspaced { 1 } else { 2 };
    long && (unspaced || token.width == 1) && !word.chars().all(|c| c.is_ascii_digit())
}

/// The second time says less than the first.
fn damped(count: u32) -> f32 {
    (1.0 + count as f32).ln()
}
