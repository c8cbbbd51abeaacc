//! The recognition pipeline: from parsed articles to mentions, facts and entities. The only one, with two entries: a
//! whole collection ([`CollectionRecogniser`]) and a single article ([`ArticleRecogniser`]).
//!
//! 1. Evidence, for a collection only: the tagger scores every article and sums up, word by word, the label
//!    distributions. Paragraphs are counted; those that recur across stories are set aside from here on.
//! 2. Mentions: the tagger scores the article again, corrects the scores by the evidence and decodes them. Of a
//!    collection, every article leaves a sketch, by which versions of one story are found.
//! 3. Facts: [`ArticleAnnotation::from_mentions`] makes one token row and one discourse model of the article and hands them to the four
//!    readers.
//! 4. Entities: the [`EntityResolver`] clusters the mentions of all articles, or of the one.
//!
//! There are two tokenisations, neither of which can be derived from the other. The tagger keeps "anti-drone", "F-16",
//! "U.S." and "Lt." whole, takes a run of one mark as one token and never looks across a tab. The readers of facts take
//! every hyphen, point and mark by itself and part the unit of "€1.2bn" from its number. The tagger's tokens are not
//! unions of theirs: "²,3" is three of its tokens and one of theirs. Each article is tokenised once for either in a
//! pass. A collection is tokenised for the tagger in both passes, since keeping spans and ids of spellings between them
//! would take 12 bytes a token.

use std::borrow::Cow;

#[cfg(feature = "parallel")]
use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::register::ArticleContexts;
use super::resolve::{EntityCorrections, EntityResolution, EntityResolver};
use super::tag::{EntityTagger, TaggerSession, evidence::CorpusEvidence};
use super::{ArticleAnnotation, Register};
use crate::doc_store::DocStore;
use crate::document::{Document, DocumentId};
use crate::error::Result;
use crate::repetition::{ParagraphCounts, RecurringParagraphs, Repetition, ShingleSketch, find_stories};

/// Random access to parsed articles by number: stored ones, unpacked each time, or ones in memory.
pub trait DocumentCollection {
    /// Number of articles.
    fn document_count(&self) -> u32;

    /// The article with this number, below [`DocumentCollection::document_count`].
    ///
    /// Fails with [`crate::ErrorKind::Damaged`] where it cannot be unpacked or is not there.
    fn get_document(&self, number: DocumentId) -> Result<Cow<'_, Document>>;
}

impl DocumentCollection for DocStore {
    fn document_count(&self) -> u32 {
        self.len()
    }

    fn get_document(&self, number: DocumentId) -> Result<Cow<'_, Document>> {
        self.load_document(number).map(Cow::Owned)
    }
}

impl DocumentCollection for [Document] {
    fn document_count(&self) -> u32 {
        self.len() as u32
    }

    fn get_document(&self, number: DocumentId) -> Result<Cow<'_, Document>> {
        let document = self.get(number.0 as usize);
        document.map(Cow::Borrowed).ok_or_else(|| crate::storage::container::damaged_error("an article is not here"))
    }
}

/// Recognises articles one by one, without evidence from other articles.
///
/// Useful for: streams, one article of a large room. Not useful for: a collection, where names that are clear in one
/// article help in the others.
pub struct ArticleRecogniser {
    session: TaggerSession,
}

impl ArticleRecogniser {
    /// With the model of `tagger`.
    pub fn new(tagger: &EntityTagger) -> Self {
        ArticleRecogniser { session: tagger.new_session() }
    }

    /// Mentions and facts of an article.
    ///
    /// ```no_run
    /// # fn f(tagger: &reading_room::EntityTagger, document: &reading_room::Document) {
    /// let annotation = reading_room::internals::entity::ArticleRecogniser::new(tagger).annotate(document);
    /// let speakers = annotation.quotes.iter().filter_map(|quote| annotation.mentions.get(quote.speaker? as usize));
    /// # drop(speakers);
    /// # }
    /// ```
    pub fn annotate(&mut self, document: &Document) -> ArticleAnnotation {
        ArticleAnnotation::from_mentions(document, self.session.find_mentions(document))
    }

    /// Mentions and facts of an article, and its mentions resolved to entities within the article.
    #[cfg(feature = "internals")]
    pub fn recognise(&mut self, document: &Document) -> (ArticleAnnotation, EntityResolution) {
        let annotation = self.annotate(document);
        let mut resolver = EntityResolver::default();
        resolver.add_document(&document.text, &annotation.mentions, &annotation.roles);
        (annotation, resolver.finish(&EntityCorrections::default()))
    }
}

/// Recognises a collection in two passes (evidence; mentions and facts), a few articles at a time, because it is slow:
/// a second for some hundred thousands of words. Every call has to be given the same collection.
pub struct CollectionRecogniser {
    session: TaggerSession,
    gathered: CollectionEvidence,
    gathered_articles: u32,
    /// Known when the first pass is over.
    recurring: RecurringParagraphs,
    annotations: Vec<ArticleAnnotation>,
    /// One an annotation.
    sketches: Vec<ShingleSketch>,
    /// One tagger session a core, once several cores read.
    #[cfg(feature = "parallel")]
    core_sessions: Vec<TaggerSession>,
}

/// What the first pass gathers: label distributions of words, and counts of paragraphs.
#[derive(Default)]
struct CollectionEvidence {
    words: CorpusEvidence,
    paragraphs: ParagraphCounts,
}

impl CollectionEvidence {
    /// First pass over one article.
    fn gather<C>(&mut self, reader: &mut TaggerSession, articles: &C, number: u32) -> Result<()>
    where
        C: DocumentCollection + ?Sized,
    {
        let document = articles.get_document(DocumentId(number))?;
        reader.collect_evidence(&document, &mut self.words);
        self.paragraphs.add_document(DocumentId(number), &document);
        Ok(())
    }

    #[cfg(feature = "parallel")]
    fn merge(&mut self, other: CollectionEvidence) {
        self.words.merge(other.words);
        self.paragraphs.merge(other.paragraphs);
    }
}

/// Second pass over one article: its mentions and facts, and its sketch. What recurs in the collection is not read.
fn annotate_article<C>(
    reader: &mut TaggerSession,
    articles: &C,
    number: u32,
    evidence: &CorpusEvidence,
    recurring: &RecurringParagraphs,
) -> Result<(ArticleAnnotation, ShingleSketch)>
where
    C: DocumentCollection + ?Sized,
{
    let number = DocumentId(number);
    let whole = articles.get_document(number)?;
    let own = recurring.set_aside(number, &whole);
    let document = own.as_ref().unwrap_or(&whole);
    let mentions = reader.find_mentions_with_evidence(document, evidence);
    Ok((ArticleAnnotation::from_mentions(document, mentions), ShingleSketch::of_article(document)))
}

impl CollectionRecogniser {
    /// At the first step of the first pass.
    pub fn new(tagger: &EntityTagger) -> Self {
        CollectionRecogniser {
            session: tagger.new_session(),
            gathered: CollectionEvidence::default(),
            gathered_articles: 0,
            recurring: RecurringParagraphs::default(),
            annotations: Vec::new(),
            sketches: Vec::new(),
            #[cfg(feature = "parallel")]
            core_sessions: Vec::new(),
        }
    }

    fn annotated_articles(&self) -> u32 {
        self.annotations.len() as u32
    }

    /// Steps left; a step is one article in one pass.
    fn remaining_steps<C: DocumentCollection + ?Sized>(&self, articles: &C) -> u32 {
        2 * articles.document_count() - self.gathered_articles - self.annotated_articles()
    }

    /// Takes at most `steps` steps, a step being one article in one pass, and returns how many are left.
    #[doc(hidden)]
    pub fn run_steps<C: DocumentCollection + ?Sized>(&mut self, articles: &C, steps: u32) -> Result<u32> {
        for _ in 0..steps.min(self.remaining_steps(articles)) {
            if self.gathered_articles < articles.document_count() {
                self.gathered.gather(&mut self.session, articles, self.gathered_articles)?;
                self.end_of_first_pass(articles, self.gathered_articles + 1);
            } else {
                let (number, words) = (self.annotated_articles(), &self.gathered.words);
                let read = annotate_article(&mut self.session, articles, number, words, &self.recurring)?;
                self.annotations.push(read.0);
                self.sketches.push(read.1);
            }
        }
        Ok(self.remaining_steps(articles))
    }

    /// Notes how many articles the first pass has read. After the last, the counts of paragraphs are settled.
    fn end_of_first_pass<C: DocumentCollection + ?Sized>(&mut self, articles: &C, gathered: u32) {
        self.gathered_articles = gathered;
        if gathered == articles.document_count() {
            self.recurring = std::mem::take(&mut self.gathered.paragraphs).find_recurring();
        }
    }

    /// As [`CollectionRecogniser::run_steps`], on all cores, and at most to the end of the pass. The result is the same to the byte:
    /// evidence is summed in whole numbers, whatever the order.
    #[cfg(feature = "parallel")]
    #[doc(hidden)]
    pub fn run_steps_on_all_cores<C>(&mut self, articles: &C, steps: u32) -> Result<u32>
    where
        C: DocumentCollection + Sync + ?Sized,
    {
        while self.core_sessions.len() < rayon::current_num_threads() {
            self.core_sessions.push(self.session.new_sibling());
        }
        let is_first_pass = self.gathered_articles < articles.document_count();
        let from = if is_first_pass { self.gathered_articles } else { self.annotated_articles() };
        let to = from.saturating_add(steps).min(articles.document_count());
        let share = (to - from).div_ceil(self.core_sessions.len() as u32);
        let range = |at: usize| (from + at as u32 * share).min(to)..(from + (at as u32 + 1) * share).min(to);
        let helpers = self.core_sessions.par_iter_mut().enumerate();
        if is_first_pass {
            let pools = helpers.map(|(at, reader)| {
                let mut gathered = CollectionEvidence::default();
                range(at).try_for_each(|number| gathered.gather(reader, articles, number))?;
                Ok(gathered)
            });
            for gathered in pools.collect::<Result<Vec<CollectionEvidence>>>()? {
                self.gathered.merge(gathered);
            }
            self.end_of_first_pass(articles, to);
        } else {
            let (words, recurring) = (&self.gathered.words, &self.recurring);
            let parts = helpers.map(|(at, reader)| {
                range(at)
                    .map(|number| annotate_article(reader, articles, number, words, recurring))
                    .collect::<Result<Vec<_>>>()
            });
            for (annotation, sketch) in parts.collect::<Result<Vec<_>>>()?.into_iter().flatten() {
                self.annotations.push(annotation);
                self.sketches.push(sketch);
            }
        }
        Ok(self.remaining_steps(articles))
    }

    /// What the collection says many times. Known when all steps are taken.
    #[doc(hidden)]
    pub fn repetition(&self) -> Repetition {
        Repetition { recurring: self.recurring.clone(), stories: find_stories(&self.sketches) }
    }

    /// Mentions and facts of every article, in corpus order, and the entities of all. Takes the steps that are left.
    #[doc(hidden)]
    pub fn finish<C>(
        mut self,
        articles: &C,
        corrections: &EntityCorrections,
    ) -> Result<(Vec<ArticleAnnotation>, EntityResolution)>
    where
        C: DocumentCollection + ?Sized,
    {
        self.run_steps(articles, u32::MAX)?;
        let entities = resolve_annotations(articles, &self.annotations, corrections, |_, _| {})?;
        Ok((self.annotations, entities))
    }

    /// As [`CollectionRecogniser::finish`], put into a register.
    pub(crate) fn into_register(mut self, store: &DocStore, corrections: &EntityCorrections) -> Result<Register> {
        self.run_steps(store, u32::MAX)?;
        build_register(store, &self.annotations, self.repetition(), corrections)
    }
}

/// Resolves the mentions of `annotations`, one an article in corpus order, to entities. `visit` is called with every
/// article, so that callers who need its text do not unpack it again.
fn resolve_annotations<C: DocumentCollection + ?Sized>(
    articles: &C,
    annotations: &[ArticleAnnotation],
    corrections: &EntityCorrections,
    mut visit: impl FnMut(&Document, &ArticleAnnotation),
) -> Result<EntityResolution> {
    let mut resolver = EntityResolver::default();
    for (number, annotation) in (0..).map(DocumentId).zip(annotations) {
        let document = articles.get_document(number)?;
        resolver.add_document(&document.text, &annotation.mentions, &annotation.roles);
        visit(&document, annotation);
    }
    Ok(resolver.finish(corrections))
}

/// Resolves the mentions of `annotations`, one for each article of `store` in corpus order, and puts all into a register.
///
/// Fails with [`crate::ErrorKind::TooLarge`] where a section of it reaches 4 GiB.
pub(crate) fn build_register(
    store: &DocStore,
    annotations: &[ArticleAnnotation],
    repetition: Repetition,
    corrections: &EntityCorrections,
) -> Result<Register> {
    let mut contexts = ArticleContexts::default();
    let visit = |document: &Document, annotation: &ArticleAnnotation| contexts.add(document, annotation);
    let resolution = resolve_annotations(store, annotations, corrections, visit)?;
    Register::build(resolution, annotations, &contexts, repetition)
}

/// The annotations of `register`, resolved anew under `corrections`.
pub(crate) fn rebuild_register(
    register: &Register,
    store: &DocStore,
    corrections: &EntityCorrections,
) -> Result<Register> {
    let numbers = (0..register.document_count()).map(DocumentId);
    let annotations: Vec<ArticleAnnotation> =
        numbers.map(|number| register.annotation(number)).collect::<Result<_>>()?;
    build_register(store, &annotations, register.repetition().clone(), corrections)
}
