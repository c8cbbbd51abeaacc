//! The articles of a room, packed one after another and unpacked one at a time.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    dictionary::Dictionary,
    document::{Document, DocumentId},
    error::{Error, ErrorKind, Result},
    order::{sort_by, sort_by_key},
    parts::{Part, Parts},
    store::{self, Bytes, Numbers, Sections, Tag, damaged},
};

/// Collects documents for a [`Shelf`].
#[derive(Default)]
pub struct ShelfBuilder {
    documents: Vec<u8>,
    offsets: Vec<u32>,
    /// The document at hand, packed.
    packed: Vec<u8>,
    ids: FxHashMap<String, u32>,
    /// Ids of articles beside which these will stand.
    taken: FxHashSet<String>,
    /// The last number given to a namesake of each id.
    namesakes: FxHashMap<String, u32>,
}

impl ShelfBuilder {
    /// For documents that will stand beside those of `shelf` that are not `gone`. Fails where parts of it are missing.
    pub fn beside(shelf: &Shelf, gone: &[DocumentId]) -> Result<Self> {
        let (_, Ids { ids, numbers }) = shelf.only()?;
        let mut taken = FxHashSet::default();
        let mut ids = ids.cursor();
        while ids.advance() {
            if gone.binary_search(&DocumentId(numbers.get(ids.rank() as usize))).is_err() {
                taken.insert(ids.key().to_owned());
            }
        }
        Ok(ShelfBuilder { taken, ..ShelfBuilder::default() })
    }

    /// Makes room for articles of so many bytes of text and title in all, if there is any.
    pub fn reserve(&mut self, bytes: usize) {
        // What else is kept of an article is less than a fourth. Without the room, it is found bit by bit.
        let _ = self.documents.try_reserve(bytes.saturating_add(bytes / 4));
    }

    /// Puts `document` last. Where its id is taken already it gets a number behind it.
    ///
    /// Fails with [`ErrorKind::TooLarge`] when all articles together reach 4 GiB.
    pub fn add(&mut self, document: &mut Document) -> Result<DocumentId> {
        document.id = self.free_id(&document.id);
        let begin = u32::try_from(self.documents.len()).map_err(|_| too_large())?;
        self.packed.clear();
        let packed = postcard::to_extend(document, std::mem::take(&mut self.packed));
        self.packed = packed.map_err(|_| damaged("an article cannot be packed"))?;
        if u32::try_from(self.documents.len() + self.packed.len()).is_err() {
            return Err(too_large());
        }
        self.documents.extend_from_slice(&self.packed);
        let number = self.offsets.len() as u32;
        self.offsets.push(begin);
        self.ids.insert(document.id.clone(), number);
        Ok(DocumentId(number))
    }

    fn free_id(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while self.ids.contains_key(&id) || self.taken.contains(&id) {
            let number = self.namesakes.entry(wanted.to_owned()).or_insert(1);
            *number += 1;
            id = format!("{wanted}~{number}");
        }
        id
    }

    /// The finished shelf.
    pub fn build(self) -> Result<Shelf> {
        let ids = self.ids.into_iter().collect();
        assemble(self.documents, self.offsets, ids)
    }
}

/// A shelf of `documents`, each of which begins at its offset.
fn assemble(documents: Vec<u8>, mut offsets: Vec<u32>, mut ids: Vec<(String, u32)>) -> Result<Shelf> {
    offsets.push(u32::try_from(documents.len()).map_err(|_| too_large())?);
    sort_by(&mut ids, |(a, _), (b, _)| a.cmp(b));
    Shelf::whole(
        Run { documents: documents.into(), offsets: offsets.into_iter().collect() },
        Ids {
            ids: Dictionary::build(ids.iter().map(|(id, _)| id.as_str())),
            numbers: ids.iter().map(|&(_, number)| number).collect(),
        },
    )
}

fn unfit() -> Error {
    damaged("the articles and their ids do not fit each other")
}

fn too_large() -> Error {
    Error::new(ErrorKind::TooLarge, "one room holds at most 4 GiB of articles")
}

/// Some articles that follow each other.
struct Run {
    documents: Bytes,
    offsets: Numbers,
}

impl Run {
    fn open(sections: &Sections) -> Result<Self> {
        let documents = sections.take(Tag::Documents)?;
        let offsets = Numbers::from(sections.take(Tag::DocumentOffsets)?).offsets_in(&documents)?;
        Ok(Run { documents, offsets })
    }

    fn articles(&self) -> u32 {
        self.offsets.len() as u32 - 1
    }

    fn sections(&self) -> Vec<(Tag, &[u8])> {
        vec![(Tag::Documents, self.documents.as_ref()), (Tag::DocumentOffsets, self.offsets.as_ref())]
    }
}

/// The names of all articles.
struct Ids {
    ids: Dictionary,
    /// The number of the article with each id, in the order of the ids.
    numbers: Numbers,
}

impl Ids {
    fn open(sections: &Sections) -> Result<Self> {
        let numbers: Numbers = sections.take(Tag::DocumentNumbers)?.into();
        let ids = Dictionary::open(sections.take(Tag::DocumentIds)?)?;
        if numbers.len() != ids.len() as usize {
            return Err(unfit());
        }
        Ok(Ids { ids, numbers })
    }

    fn find(&self, id: &str) -> Option<DocumentId> {
        self.ids.find(id).map(|rank| DocumentId(self.numbers.get(rank as usize)))
    }

    fn sections(&self) -> Vec<(Tag, &[u8])> {
        vec![(Tag::DocumentIds, self.ids.as_bytes()), (Tag::DocumentNumbers, self.numbers.as_ref())]
    }
}

/// The articles of a room.
pub struct Shelf {
    /// The number of the first article of each run, and of all articles.
    firsts: Numbers,
    runs: Parts<Run>,
    ids: Parts<Ids>,
}

impl Shelf {
    fn whole(run: Run, ids: Ids) -> Result<Self> {
        let articles = ids.ids.len();
        if run.articles() != articles {
            return Err(unfit());
        }
        Ok(Shelf {
            firsts: [0, articles].into_iter().collect(),
            runs: Parts::whole(Part::Documents, run),
            ids: Parts::whole(|_| Part::Ids, ids),
        })
    }

    /// One shelf of the articles of several that stay, in their order. No two have one id.
    pub fn join(pieces: &[(&Shelf, &[DocumentId])]) -> Result<Self> {
        let (mut documents, mut offsets, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        for (shelf, gone) in pieces {
            let (run, names) = shelf.only()?;
            let mut numbers = vec![None; shelf.len() as usize];
            for (at, number) in numbers.iter_mut().enumerate() {
                if gone.binary_search(&DocumentId(at as u32)).is_ok() {
                    continue;
                }
                *number = Some(offsets.len() as u32);
                offsets.push(u32::try_from(documents.len()).map_err(|_| too_large())?);
                documents.extend_from_slice(run.offsets.slice(at, &run.documents));
            }
            let mut cursor = names.ids.cursor();
            while cursor.advance() {
                let number = names.numbers.get(cursor.rank() as usize) as usize;
                ids.extend(numbers.get(number).copied().flatten().map(|number| (cursor.key().to_owned(), number)));
            }
        }
        assemble(documents, offsets, ids)
    }

    /// Takes the articles out of a stored room, in one piece or without the parts that come when they are asked for.
    pub fn open(sections: &Sections) -> Result<Self> {
        if !sections.has(Tag::ShelfTable) {
            return Shelf::whole(Run::open(sections)?, Ids::open(sections)?);
        }
        let firsts: Numbers = sections.take(Tag::ShelfTable)?.into();
        let runs = Parts::absent(Part::Documents, firsts.len().checked_sub(1).ok_or_else(unfit)?);
        Ok(Shelf { firsts, runs, ids: Parts::absent(|_| Part::Ids, 1) })
    }

    /// The sections to store. Fails where parts of it are missing.
    pub fn sections(&self) -> Result<Vec<(Tag, &[u8])>> {
        let (run, ids) = self.only()?;
        Ok([run.sections(), ids.sections()].concat())
    }

    fn only(&self) -> Result<(&Run, &Ids)> {
        let detail = "a room that comes in parts can be asked, not changed or stored";
        self.runs.only().zip(self.ids.only()).ok_or_else(|| Error::new(ErrorKind::Input, detail))
    }

    /// The articles cut into runs of about `bytes`, each handed to `take`; answers with the table of them for the head of the room.
    pub fn cut(&self, bytes: usize, take: &mut impl FnMut(Part, Vec<u8>) -> Result<()>) -> Result<Vec<u8>> {
        let (run, ids) = self.only()?;
        take(Part::Ids, store::write(&ids.sections())?)?;
        let (mut firsts, mut at) = (vec![0u32], 0);
        while at < self.len() {
            let (mut documents, mut offsets) = (Vec::new(), vec![0u32]);
            while at < self.len() && documents.len() < bytes {
                documents.extend_from_slice(run.offsets.slice(at as usize, &run.documents));
                offsets.push(documents.len() as u32);
                at += 1;
            }
            let cut = Run { documents: documents.into(), offsets: offsets.into_iter().collect() };
            take(Part::Documents(firsts.len() as u32 - 1), store::write(&cut.sections())?)?;
            firsts.push(at);
        }
        Ok(firsts.into_iter().flat_map(u32::to_le_bytes).collect())
    }

    /// Takes a part that was wanted.
    pub fn put(&self, part: Part, bytes: Vec<u8>) -> Result<()> {
        let sections = Sections::open(bytes)?;
        match part {
            Part::Documents(number) => {
                let (run, at) = (Run::open(&sections)?, number as usize);
                if at + 1 >= self.firsts.len()
                    || self.firsts.get(at).checked_add(run.articles()) != Some(self.firsts.get(at + 1))
                {
                    return Err(unfit());
                }
                self.runs.put(at, run);
            }
            Part::Ids => {
                let ids = Ids::open(&sections)?;
                if ids.ids.len() != self.len() {
                    return Err(unfit());
                }
                self.ids.put(0, ids);
            }
            _ => {}
        }
        Ok(())
    }

    /// Number of articles.
    pub fn len(&self) -> u32 {
        self.firsts.get(self.firsts.len() - 1)
    }

    /// The article with this number.
    pub fn get(&self, id: DocumentId) -> Result<Document> {
        let at = self.run(id);
        let run = self.runs.get(at)?;
        let packed = run.offsets.slice((id.0 - self.firsts.get(at)) as usize, &run.documents);
        postcard::from_bytes(packed).map_err(|_| damaged("an article is damaged"))
    }

    /// The run that an article is in. They hold much the same number of articles each, but not quite: it is found by halves.
    fn run(&self, id: DocumentId) -> usize {
        let (mut low, mut high) = (0, self.firsts.len().saturating_sub(1));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.firsts.get(middle) <= id.0 { low = middle } else { high = middle }
        }
        low
    }

    /// The number of the article with this id, if there is one.
    pub fn find(&self, id: &str) -> Result<Option<DocumentId>> {
        Ok(self.ids.get(0)?.find(id))
    }

    /// The numbers of those of these articles that are here, rising. Fails where parts of the shelf are missing.
    pub fn find_all(&self, ids: &[String]) -> Result<Vec<DocumentId>> {
        let (_, known) = self.only()?;
        let mut numbers: Vec<DocumentId> = ids.iter().filter_map(|id| known.find(id)).collect();
        sort_by_key(&mut numbers, |&number| number);
        numbers.dedup();
        Ok(numbers)
    }
}
