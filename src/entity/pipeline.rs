//! The recognition pipeline: from parsed articles to mentions, facts and entities. The only one, with two entries: a
//! whole collection ([`Recogniser`]) and a single article ([`ArticleRecogniser`]).
//!
//! 1. Evidence, for a collection only: the tagger scores every article and sums up, word by word, the label
//!    distributions.
//! 2. Mentions: the tagger scores the article again, corrects the scores by the evidence and decodes them.
//! 3. Facts: [`Annotation::of`] makes one token row and one discourse model of the article and hands them to the four
//!    readers.
//! 4. Entities: the [`Resolver`] clusters the mentions of all articles, or of the one.
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

use super::resolve::{Corrections, Entities, Resolver};
use super::tag::{Reader, Tagger, pool::Pool};
use super::{Annotation, Register};
use crate::document::{Document, DocumentId};
use crate::error::Result;
use crate::shelf::Shelf;

/// Random access to parsed articles by number: stored ones, unpacked each time, or ones in memory.
pub trait DocumentCollection {
    /// Number of articles.
    fn documents(&self) -> u32;

    /// The article with this number, below [`DocumentCollection::documents`].
    ///
    /// Fails with [`crate::ErrorKind::Damaged`] where it cannot be unpacked or is not there.
    fn document(&self, number: DocumentId) -> Result<Cow<'_, Document>>;
}

impl DocumentCollection for Shelf {
    fn documents(&self) -> u32 {
        self.len()
    }

    fn document(&self, number: DocumentId) -> Result<Cow<'_, Document>> {
        self.get(number).map(Cow::Owned)
    }
}

impl DocumentCollection for [Document] {
    fn documents(&self) -> u32 {
        self.len() as u32
    }

    fn document(&self, number: DocumentId) -> Result<Cow<'_, Document>> {
        let document = self.get(number.0 as usize);
        document.map(Cow::Borrowed).ok_or_else(|| crate::store::damaged("an article is not here"))
    }
}

/// Recognises articles one by one, without evidence from other articles.
///
/// Useful for: streams, one article of a large room. Not useful for: a collection, where names that are clear in one
/// article help in the others.
pub struct ArticleRecogniser {
    reader: Reader,
}

impl ArticleRecogniser {
    /// With the model of `tagger`.
    pub fn new(tagger: &Tagger) -> Self {
        ArticleRecogniser { reader: tagger.reader() }
    }

    /// Mentions and facts of an article.
    ///
    /// ```no_run
    /// # fn f(tagger: &reading_room::entity::tag::Tagger, document: &reading_room::Document) {
    /// let annotation = reading_room::entity::ArticleRecogniser::new(tagger).annotate(document);
    /// let speakers = annotation.quotes.iter().filter_map(|quote| annotation.mentions.get(quote.speaker? as usize));
    /// # drop(speakers);
    /// # }
    /// ```
    pub fn annotate(&mut self, document: &Document) -> Annotation {
        Annotation::of(document, self.reader.mentions(document))
    }

    /// Mentions and facts of an article, and its mentions resolved to entities within the article.
    pub fn recognise(&mut self, document: &Document) -> (Annotation, Entities) {
        let annotation = self.annotate(document);
        let mut resolver = Resolver::default();
        resolver.add(&document.text, &annotation.mentions);
        (annotation, resolver.finish(&Corrections::default()))
    }
}

/// Recognises a collection in two passes (evidence; mentions and facts), a few articles at a time, because it is slow:
/// a second for some hundred thousands of words. Every call has to be given the same collection.
pub struct Recogniser {
    reader: Reader,
    evidence: Pool,
    gathered: u32,
    annotations: Vec<Annotation>,
    /// One tagger session a core, once several cores read.
    #[cfg(feature = "parallel")]
    helpers: Vec<Reader>,
}

/// First pass over one article: adds its label distributions to `evidence`.
fn gather<C>(reader: &mut Reader, articles: &C, number: u32, evidence: &mut Pool) -> Result<()>
where
    C: DocumentCollection + ?Sized,
{
    reader.gather(&*articles.document(DocumentId(number))?, evidence);
    Ok(())
}

/// Second pass over one article: its mentions and facts.
fn annotate<C>(reader: &mut Reader, articles: &C, number: u32, evidence: &Pool) -> Result<Annotation>
where
    C: DocumentCollection + ?Sized,
{
    let document = articles.document(DocumentId(number))?;
    let mentions = reader.mentions_in(&document, evidence);
    Ok(Annotation::of(&document, mentions))
}

impl Recogniser {
    /// At the first step of the first pass.
    pub fn new(tagger: &Tagger) -> Self {
        Recogniser {
            reader: tagger.reader(),
            evidence: Pool::default(),
            gathered: 0,
            annotations: Vec::new(),
            #[cfg(feature = "parallel")]
            helpers: Vec::new(),
        }
    }

    fn annotated(&self) -> u32 {
        self.annotations.len() as u32
    }

    /// Steps left; a step is one article in one pass.
    fn left<C: DocumentCollection + ?Sized>(&self, articles: &C) -> u32 {
        2 * articles.documents() - self.gathered - self.annotated()
    }

    /// Takes at most `steps` steps, a step being one article in one pass, and returns how many are left.
    pub fn read<C: DocumentCollection + ?Sized>(&mut self, articles: &C, steps: u32) -> Result<u32> {
        for _ in 0..steps.min(self.left(articles)) {
            if self.gathered < articles.documents() {
                gather(&mut self.reader, articles, self.gathered, &mut self.evidence)?;
                self.gathered += 1;
            } else {
                let number = self.annotated();
                self.annotations.push(annotate(&mut self.reader, articles, number, &self.evidence)?);
            }
        }
        Ok(self.left(articles))
    }

    /// As [`Recogniser::read`], on all cores, and at most to the end of the pass. The result is the same to the byte:
    /// evidence is summed in whole numbers, whatever the order.
    #[cfg(feature = "parallel")]
    pub fn read_on_all_cores<C>(&mut self, articles: &C, steps: u32) -> Result<u32>
    where
        C: DocumentCollection + Sync + ?Sized,
    {
        while self.helpers.len() < rayon::current_num_threads() {
            self.helpers.push(self.reader.another());
        }
        let is_first_pass = self.gathered < articles.documents();
        let from = if is_first_pass { self.gathered } else { self.annotated() };
        let to = from.saturating_add(steps).min(articles.documents());
        let share = (to - from).div_ceil(self.helpers.len() as u32);
        let range = |at: usize| (from + at as u32 * share).min(to)..(from + (at as u32 + 1) * share).min(to);
        let helpers = self.helpers.par_iter_mut().enumerate();
        if is_first_pass {
            let pools = helpers.map(|(at, reader)| {
                let mut evidence = Pool::default();
                range(at).try_for_each(|number| gather(reader, articles, number, &mut evidence))?;
                Ok(evidence)
            });
            for evidence in pools.collect::<Result<Vec<Pool>>>()? {
                self.evidence.merge(evidence);
            }
            self.gathered = to;
        } else {
            let evidence = &self.evidence;
            let parts = helpers.map(|(at, reader)| {
                range(at)
                    .map(|number| annotate(reader, articles, number, evidence))
                    .collect::<Result<Vec<Annotation>>>()
            });
            self.annotations.extend(parts.collect::<Result<Vec<_>>>()?.into_iter().flatten());
        }
        Ok(self.left(articles))
    }

    /// Mentions and facts of every article, in corpus order, and the entities of all. Takes the steps that are left.
    pub fn finish<C>(self, articles: &C, corrections: &Corrections) -> Result<(Vec<Annotation>, Entities)>
    where
        C: DocumentCollection + ?Sized,
    {
        let annotations = self.into_annotations(articles)?;
        let entities = resolve_annotations(articles, &annotations, corrections, |_, _| {})?;
        Ok((annotations, entities))
    }

    /// As [`Recogniser::finish`], put into a register.
    pub(crate) fn register(self, shelf: &Shelf, corrections: &Corrections) -> Result<Register> {
        Register::build(shelf, &self.into_annotations(shelf)?, corrections)
    }

    fn into_annotations<C: DocumentCollection + ?Sized>(mut self, articles: &C) -> Result<Vec<Annotation>> {
        self.read(articles, u32::MAX)?;
        Ok(self.annotations)
    }
}

/// Resolves the mentions of `annotations`, one an article in corpus order, to entities. `visit` is called with every
/// article, so that callers who need its text do not unpack it again.
pub(super) fn resolve_annotations<C: DocumentCollection + ?Sized>(
    articles: &C,
    annotations: &[Annotation],
    corrections: &Corrections,
    mut visit: impl FnMut(&Document, &Annotation),
) -> Result<Entities> {
    let mut resolver = Resolver::default();
    for (number, annotation) in (0..).map(DocumentId).zip(annotations) {
        let document = articles.document(number)?;
        resolver.add(&document.text, &annotation.mentions);
        visit(&document, annotation);
    }
    Ok(resolver.finish(corrections))
}
