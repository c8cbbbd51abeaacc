//! Document frequencies of paragraphs, and which of them recur.

use rustc_hash::FxHashMap;

use super::fingerprint::hash_phrase;
use super::recurring::{ParagraphPlace, RecurringParagraphs};
use crate::document::{BlockRole, Document, DocumentId};
use crate::order::sort_by_key;

/// Fewest words, and bytes, of a paragraph that is counted: shorter ones, as "He agreed.", recur by chance.
const MIN_WORDS: u32 = 5;
const MIN_BYTES: usize = 24;

/// Fewest stories that a paragraph recurs in.
const MIN_STORIES: usize = 3;
/// Fewest stories that a paragraph recurs in which is likely to be reporting: a series of articles has its headings in common, a team its
/// line-up, and the background of a story what somebody once said.
const MIN_STORIES_OF_REPORTING: usize = 10;
/// Fewest words of a quotation in such a paragraph.
const MIN_QUOTED_WORDS: usize = 8;

/// Most articles of one paragraph that are compared with each other.
const COMPARED_ARTICLES: usize = 64;

/// Most articles with a paragraph for which a majority of common paragraphs makes two of them one story. In more, it takes nearly all:
/// a footer stands in hundreds of articles, and few stories have as many versions.
const FEW_ARTICLES: usize = 8;
const COMMON_OF_FEW: f32 = 0.6;
const COMMON_OF_MANY: f32 = 0.9;

/// A paragraph in an article: 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct CountedParagraph {
    fingerprint: u64,
    document: DocumentId,
    block: u16,
    /// Number of words.
    words: u16,
}

/// Counts the paragraphs of a collection by document frequency. Articles may be added, and counts merged, in any order.
#[derive(Debug, Default)]
pub struct ParagraphCounts {
    paragraphs: Vec<CountedParagraph>,
}

/// Whether a block is counted: running text and what stands among it. A headline names its story.
fn is_counted(role: BlockRole) -> bool {
    !matches!(role, BlockRole::Title | BlockRole::Boilerplate)
}

/// The numbers of blocks that have to recur more often carry this bit.
const REPORTING_BIT: u16 = 1 << 15;

/// Whether a block is likely to be reporting where it recurs: a heading, nothing but names, or speech.
fn is_likely_reporting(role: BlockRole, text: &str) -> bool {
    let is_common = |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase());
    let marks = ['"', '“', '”', '„', '«', '»'];
    let quoted = || text.split_once(marks).and_then(|(_, rest)| rest.rsplit_once(marks));
    role == BlockRole::Heading
        || !text.split_whitespace().any(is_common)
        || quoted().is_some_and(|(speech, _)| speech.split_whitespace().count() >= MIN_QUOTED_WORDS)
}

impl ParagraphCounts {
    /// Counts the paragraphs of an article.
    pub fn add_document(&mut self, document: DocumentId, article: &Document) {
        for (number, block) in (0_u16..REPORTING_BIT).zip(&article.blocks) {
            let text = block.span.slice_of(&article.text);
            if !is_counted(block.role) || text.len() < MIN_BYTES {
                continue;
            }
            let (fingerprint, words) = hash_phrase(text);
            if words >= MIN_WORDS {
                let block = if is_likely_reporting(block.role, text) { number | REPORTING_BIT } else { number };
                let words = words.min(u16::MAX.into()) as u16;
                self.paragraphs.push(CountedParagraph { fingerprint, document, block, words });
            }
        }
    }

    /// Adds what `other` counted, of other articles.
    #[cfg(any(test, feature = "parallel"))]
    pub fn merge(&mut self, other: ParagraphCounts) {
        self.paragraphs.extend(other.paragraphs);
    }

    /// The paragraphs that recur across stories. Linear in the number of paragraphs, but for sorting those that stand in two articles.
    pub fn find_recurring(&self) -> RecurringParagraphs {
        let repeated = self.repeated_paragraphs();
        let mut of_articles: FxHashMap<DocumentId, ArticleParagraphs> = FxHashMap::default();
        for paragraph in &repeated {
            let article = of_articles.entry(paragraph.document).or_default();
            article.repeated.push((paragraph.fingerprint, paragraph.words));
        }
        for paragraph in &self.paragraphs {
            if let Some(article) = of_articles.get_mut(&paragraph.document) {
                article.words += u32::from(paragraph.words);
            }
        }
        let runs = repeated.chunk_by(|a, b| a.fingerprint == b.fingerprint);
        let recurring = runs.filter(|run| recurs_across_stories(run, &of_articles));
        let place =
            |found: &CountedParagraph| ParagraphPlace { document: found.document, block: found.block & !REPORTING_BIT };
        recurring.map(|run| run.iter().map(place).collect()).collect::<Vec<Vec<ParagraphPlace>>>().into()
    }

    /// The paragraphs that stand more than once, by fingerprint and place. A table of saturating counters, one for several fingerprints,
    /// drops nearly all others before any is sorted.
    fn repeated_paragraphs(&self) -> Vec<CountedParagraph> {
        let mut counters = vec![0_u8; (2 * self.paragraphs.len()).next_power_of_two()];
        let mask = counters.len() as u64 - 1;
        for paragraph in &self.paragraphs {
            if let Some(counter) = counters.get_mut((paragraph.fingerprint & mask) as usize) {
                *counter = counter.saturating_add(1);
            }
        }
        let is_repeated = |paragraph: &&CountedParagraph| {
            counters.get((paragraph.fingerprint & mask) as usize).is_some_and(|&counter| counter > 1)
        };
        let mut repeated: Vec<CountedParagraph> = self.paragraphs.iter().filter(is_repeated).copied().collect();
        sort_by_key(&mut repeated, |&paragraph| paragraph);
        let lone =
            |run: &[CountedParagraph]| run.first().map(|first| first.document) == run.last().map(|last| last.document);
        repeated.chunk_by(|a, b| a.fingerprint == b.fingerprint).filter(|run| !lone(run)).flatten().copied().collect()
    }
}

/// What is known of an article by its paragraphs.
#[derive(Debug, Default)]
struct ArticleParagraphs {
    /// Fingerprint and words of the paragraphs that stand in other articles, too, by fingerprint.
    repeated: Vec<(u64, u16)>,
    /// Words of all paragraphs.
    words: u32,
}

impl ArticleParagraphs {
    /// The share of common paragraphs, by words, in the shorter of two articles, when `besides` is left out; 1 where nothing else is
    /// left of it.
    fn common_share(&self, other: &ArticleParagraphs, besides: u64, besides_words: u16) -> f32 {
        let is_there =
            |fingerprint: u64| other.repeated.binary_search_by_key(&fingerprint, |&(known, _)| known).is_ok();
        let common = self.repeated.iter().filter(|&&(fingerprint, _)| fingerprint != besides && is_there(fingerprint));
        let common: u32 = common.map(|&(_, words)| u32::from(words)).sum();
        let rest = self.words.min(other.words).saturating_sub(besides_words.into());
        if rest == 0 { 1.0 } else { common as f32 / rest as f32 }
    }
}

/// Whether the places of one paragraph, by article, are in enough different stories. Articles that have most paragraphs in common are
/// versions of one story and count as one.
fn recurs_across_stories(places: &[CountedParagraph], of_articles: &FxHashMap<DocumentId, ArticleParagraphs>) -> bool {
    let Some(&CountedParagraph { fingerprint, words, .. }) = places.first() else { return false };
    let is_reporting = places.iter().any(|place| place.block & REPORTING_BIT != 0);
    let enough = if is_reporting { MIN_STORIES_OF_REPORTING } else { MIN_STORIES };
    let mut articles: Vec<DocumentId> = places.iter().map(|place| place.document).collect();
    articles.dedup();
    let least = if articles.len() > FEW_ARTICLES { COMMON_OF_MANY } else { COMMON_OF_FEW };
    let mut leaders: Vec<&ArticleParagraphs> = Vec::new();
    for article in articles.iter().take(COMPARED_ARTICLES).filter_map(|article| of_articles.get(article)) {
        if !leaders.iter().any(|leader| article.common_share(leader, fingerprint, words) >= least) {
            leaders.push(article);
        }
        if leaders.len() >= enough {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    const NOTE: &str = "Sign up here and get our letters from the capital every morning.";

    fn document(text: &str) -> Document {
        Document::parse(Source { text: text.into(), ..Source::default() }).unwrap()
    }

    /// Four paragraphs that no other story has.
    fn story(name: &str) -> String {
        ["The mayor of", "A farmer near", "The bridge of", "Two schools in"]
            .map(|start| format!("{start} {name} waited for the first boats of {name} in the morning."))
            .join("\n\n")
    }

    fn recurring(texts: &[String]) -> Vec<Vec<(u32, u16)>> {
        let mut counts = ParagraphCounts::default();
        for (number, text) in (0..).map(DocumentId).zip(texts) {
            counts.add_document(number, &document(text));
        }
        let found = counts.find_recurring();
        let numbers =
            found.paragraphs().map(|found| found.places.iter().map(|place| (place.document.0, place.block)).collect());
        numbers.collect()
    }

    #[test]
    fn a_paragraph_in_three_stories_recurs() {
        let texts = ["Arden", "Bellow", "Corby"].map(|name| format!("{}\n\n{NOTE}", story(name)));
        assert_eq!(recurring(&texts), [[(0, 4), (1, 4), (2, 4)]]);
        assert!(recurring(&texts[..2]).is_empty());
    }

    #[test]
    fn versions_of_one_story_count_as_one() {
        let same = (0..5).map(|version| format!("{}\n\nThis is edition {version} of the same report.", story("Arden")));
        assert!(recurring(&same.clone().collect::<Vec<_>>()).is_empty());
        let others = ["Bellow", "Corby"].map(|name| format!("{}\n\n{NOTE}", story(name)));
        let noted = same.map(|text| format!("{text}\n\n{NOTE}"));
        let places = recurring(&noted.chain(others).collect::<Vec<_>>());
        assert_eq!(places.len(), 1);
        assert_eq!(places[0].len(), 7);
    }

    #[test]
    fn reporting_recurs_without_being_boilerplate() {
        let line_up = "A Marsh, B Holt, C Dale, D Norwood, E Lind, F Berg.";
        let speech = "“We will not wait for another summer before we build,” the minister said last year.";
        for paragraph in [line_up, speech] {
            let texts = ["Arden", "Bellow", "Corby"].map(|name| format!("{}\n\n{paragraph}", story(name)));
            assert!(recurring(&texts).is_empty());
        }
    }

    #[test]
    fn a_short_paragraph_is_no_boilerplate() {
        let texts = ["Arden", "Bellow", "Corby"].map(|name| format!("{}\n\nHe did not agree.", story(name)));
        assert!(recurring(&texts).is_empty());
    }

    #[test]
    fn the_order_of_articles_does_not_matter() {
        let texts: Vec<String> =
            ["Arden", "Bellow", "Corby", "Dunmore"].map(|name| format!("{}\n\n{NOTE}", story(name))).into();
        let mut forward = ParagraphCounts::default();
        let mut backward = ParagraphCounts::default();
        for (number, text) in texts.iter().enumerate() {
            forward.add_document(DocumentId(number as u32), &document(text));
        }
        for (number, text) in texts.iter().enumerate().rev() {
            let mut one = ParagraphCounts::default();
            one.add_document(DocumentId(number as u32), &document(text));
            backward.merge(one);
        }
        assert_eq!(forward.find_recurring(), backward.find_recurring());
    }
}
