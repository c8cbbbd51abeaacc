//! The paragraphs that recur across the stories of a collection.

use serde::{Deserialize, Serialize};

use crate::document::{BlockRole, Document, DocumentId};
use crate::order::sort_by_key;

/// A place of a paragraph: a block of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ParagraphPlace {
    /// The article.
    pub document: DocumentId,
    /// Number of the block in it, from 0.
    pub block: u16,
}

/// Paragraphs that recur across stories: editor's notes, disclaimers, syndicated endings. Boilerplate of the collection, which no
/// article shows by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Vec<ParagraphPlace>>", into = "Vec<Vec<ParagraphPlace>>")]
pub struct RecurringParagraphs {
    /// The places of each, rising; the paragraphs by their first place.
    paragraphs: Vec<Vec<ParagraphPlace>>,
    /// Every place with the number of its paragraph, rising.
    by_place: Vec<(ParagraphPlace, u32)>,
}

/// Where one recurring paragraph stands.
#[derive(Debug, Clone, Copy)]
pub struct RecurringParagraphPlaces<'a> {
    /// Its places, rising.
    pub places: &'a [ParagraphPlace],
    /// Number of articles.
    pub article_count: u32,
}

fn count_articles(places: &[ParagraphPlace]) -> u32 {
    places.chunk_by(|a, b| a.document == b.document).count() as u32
}

impl From<RecurringParagraphs> for Vec<Vec<ParagraphPlace>> {
    fn from(recurring: RecurringParagraphs) -> Self {
        recurring.paragraphs
    }
}

impl From<Vec<Vec<ParagraphPlace>>> for RecurringParagraphs {
    /// Of the places of each paragraph, rising.
    fn from(mut paragraphs: Vec<Vec<ParagraphPlace>>) -> Self {
        sort_by_key(&mut paragraphs, |places| places.first().copied());
        let numbered = (0..).zip(&paragraphs);
        let mut by_place: Vec<(ParagraphPlace, u32)> =
            numbered.flat_map(|(number, places)| places.iter().map(move |&place| (place, number))).collect();
        sort_by_key(&mut by_place, |&entry| entry);
        RecurringParagraphs { paragraphs, by_place }
    }
}

impl RecurringParagraphs {
    /// The paragraphs, by their first place.
    pub fn paragraphs(&self) -> impl Iterator<Item = RecurringParagraphPlaces<'_>> {
        self.paragraphs.iter().map(|places| RecurringParagraphPlaces { places, article_count: count_articles(places) })
    }

    /// The article of every place.
    pub fn articles(&self) -> impl Iterator<Item = DocumentId> {
        self.by_place.iter().map(|(place, _)| place.document)
    }

    /// Numbers of the blocks of an article that recur, rising, each with the number of articles that it stands in.
    pub fn blocks_of(&self, document: DocumentId) -> impl Iterator<Item = (u32, u32)> + '_ {
        let from = self.by_place.partition_point(|(place, _)| place.document < document);
        let here = self.by_place.iter().skip(from).take_while(move |(place, _)| place.document == document);
        here.filter_map(|(place, paragraph)| {
            Some((place.block.into(), count_articles(self.paragraphs.get(*paragraph as usize)?)))
        })
    }

    /// `article` with the blocks that recur as boilerplate, which no reader of facts looks at. `None` where it has none.
    pub fn set_aside(&self, document: DocumentId, article: &Document) -> Option<Document> {
        let mut blocks = self.blocks_of(document).peekable();
        blocks.peek()?;
        let mut article = article.clone();
        for (number, _) in blocks {
            let Some(block) = article.blocks.get_mut(number as usize) else { continue };
            block.role = BlockRole::Boilerplate;
            let from = article.sentences.partition_point(|sentence| sentence.end <= block.span.start);
            let inside =
                article.sentences.iter().skip(from).take_while(|sentence| block.span.contains(**sentence)).count();
            article.sentences.drain(from..from + inside);
        }
        Some(article)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    #[test]
    fn what_recurs_is_set_aside_with_its_sentences() {
        let text = "The boats came at dawn on Monday. All was calm.\n\nSign up here. Get our letters.\n\nNobody was seen later.";
        let article = Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
        let block = article.blocks.iter().position(|block| block.span.slice_of(text).starts_with("Sign")).unwrap();
        let places = [1, 2].map(|number| ParagraphPlace { document: DocumentId(number), block: block as u16 });
        let recurring = RecurringParagraphs::from(vec![places.to_vec()]);
        assert_eq!(recurring.set_aside(DocumentId(0), &article), None);
        let article = recurring.set_aside(DocumentId(2), &article).unwrap();
        assert_eq!(article.blocks[block].role, BlockRole::Boilerplate);
        let sentences: Vec<&str> = article.sentences.iter().map(|span| span.slice_of(text)).collect();
        assert_eq!(sentences, ["The boats came at dawn on Monday.", "All was calm.", "Nobody was seen later."]);
        assert_eq!(recurring.blocks_of(DocumentId(2)).collect::<Vec<_>>(), [(block as u32, 2)]);
    }
}
