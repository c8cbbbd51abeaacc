//! A run of terms in sorted order, with their lists. A small index has one; of a large one only those that are asked for are there.

use super::{
    Occurrences, Postings, TermId,
    places::{Places, ROWS},
    postings::Lists,
};
use crate::{
    dictionary::{Automaton, Dictionary, DictionaryBuilder},
    error::Result,
    number::{read_number, write_number},
    parts::{Part, Parts},
    store::{self, Bytes, Sections, Tag, damaged},
};

/// Of a beginning that many words have, no more shards are looked at in a large index: it is typed on, or it is a word itself.
const SHARDS_OF_A_BEGINNING: usize = 2;

/// In a large index, positions of a term that take more bytes are fetched for a phrase, not for nearness alone.
const POSITIONS_WORTH_FETCHING: usize = 16 * 1024;

/// The terms of a run, without their positions.
pub struct Shard {
    pub(super) terms: Dictionary,
    pub(super) places: Places,
    pub(super) documents: Bytes,
    pub(super) counts: Bytes,
}

impl Shard {
    /// Over what [`Lists`] gathered for `terms`; gives their positions, too.
    pub fn build(terms: Dictionary, lists: Lists) -> (Self, Bytes) {
        let places = Places::build(lists.frequencies, lists.ends);
        let [documents, counts, positions] =
            [lists.documents, lists.counts, lists.positions].map(|row| row.into_bytes().into());
        (Shard { terms, places, documents, counts }, positions)
    }

    /// Takes a shard out of stored sections.
    pub fn open(sections: &Sections) -> Result<Self> {
        let (documents, counts) = (sections.take(Tag::Documented)?, sections.take(Tag::Counts)?);
        let shard = Shard {
            terms: Dictionary::open(sections.take(Tag::Terms)?)?,
            places: Places::open(sections.take(Tag::TermPlaces)?)?,
            documents,
            counts,
        };
        let [documented, counted, _] = shard.places.ends();
        let fit = documented == shard.documents.as_ref().len() && counted == shard.counts.as_ref().len();
        if !fit || shard.places.terms() != shard.terms.len() as usize {
            return Err(damaged("the parts of the index do not fit each other"));
        }
        Ok(shard)
    }

    /// The sections to store.
    pub fn sections(&self) -> Vec<(Tag, &[u8])> {
        vec![
            (Tag::Terms, self.terms.as_bytes()),
            (Tag::TermPlaces, self.places.as_bytes()),
            (Tag::Documented, self.documents.as_ref()),
            (Tag::Counts, self.counts.as_ref()),
        ]
    }

    pub(super) fn postings(&self, term: usize) -> Postings<'_> {
        Postings::new(self.places.piece(term, 0, &self.documents), self.places.piece(term, 1, &self.counts))
    }
}

/// All shards of an index, some of which may be missing.
pub struct Shards {
    /// The first key of each.
    firsts: Vec<String>,
    /// The number of the first term of each, and of all terms.
    bases: Vec<u32>,
    held: Parts<Shard>,
    positions: Parts<Bytes>,
}

impl Shards {
    /// One, which is there.
    pub fn whole(shard: Shard, positions: Bytes) -> Result<Self> {
        if shard.places.ends()[2] != positions.as_ref().len() {
            return Err(damaged("the parts of the index do not fit each other"));
        }
        let bases = vec![0, shard.terms.len()];
        Ok(Shards { firsts: vec![String::new()], bases, held: Parts::whole(shard), positions: Parts::whole(positions) })
    }

    /// Those that [`Shards::cut`] told of, none of which has come.
    pub fn absent(table: Bytes) -> Result<Self> {
        let broken = || damaged("the table of the index is damaged");
        let mut rest = table.as_ref();
        let (mut firsts, mut bases) = (Vec::new(), vec![0u32]);
        while !rest.is_empty() {
            let terms = read_number(&mut rest).ok_or_else(broken)?;
            let len = read_number(&mut rest).ok_or_else(broken)? as usize;
            let (key, after) = rest.split_at_checked(len).ok_or_else(broken)?;
            firsts.push(String::from_utf8(key.to_vec()).map_err(|_| broken())?);
            let base = bases.last().copied().unwrap_or_default();
            bases.push(base.checked_add(terms).ok_or_else(broken)?);
            rest = after;
        }
        let count = firsts.len();
        Ok(Shards { firsts, bases, held: Parts::absent(count), positions: Parts::absent(count) })
    }

    /// The one shard of an index in one piece, with its positions.
    pub fn only(&self) -> Option<(&Shard, &Bytes)> {
        self.held.only().zip(self.positions.only())
    }

    /// Takes a part that has come.
    pub fn put(&self, part: Part, sections: &Sections) -> Result<()> {
        match part {
            Part::Terms(number) => self.held.put(number as usize, Shard::open(sections)?),
            Part::Positions(number) => self.positions.put(number as usize, sections.take(Tag::Positions)?),
            _ => {}
        }
        Ok(())
    }

    /// What was asked for and is not here.
    pub fn take_wanted(&self) -> Vec<Part> {
        let terms = self.held.take_wanted().into_iter().map(Part::Terms);
        terms.chain(self.positions.take_wanted().into_iter().map(Part::Positions)).collect()
    }

    /// How many terms there are.
    pub fn terms(&self) -> u32 {
        self.bases.last().copied().unwrap_or_default()
    }

    /// Whether a term was asked for that is not here yet: what seems to be missing may be there.
    pub fn is_waiting(&self) -> bool {
        self.held.is_waiting()
    }

    /// Whether it comes in parts.
    pub fn is_large(&self) -> bool {
        self.firsts.len() > 1
    }

    /// The shard that would hold `key`.
    fn of_key(&self, key: &str) -> usize {
        self.firsts.partition_point(|first| first.as_str() <= key).saturating_sub(1)
    }

    /// The shard of a term, and the term's number in it.
    fn of_term(&self, term: TermId) -> Option<(usize, usize)> {
        let at = self.bases.partition_point(|&base| base <= term.0).checked_sub(1)?;
        Some((at, (term.0 - self.bases.get(at)?) as usize))
    }

    /// The shards that may hold keys that begin with `prefix`, each with the number of its first term.
    fn overlapping(&self, prefix: &str) -> impl Iterator<Item = (u32, &Shard)> {
        let first = self.of_key(prefix);
        let after = self.firsts.iter().skip(first + 1).take_while(|key| key.starts_with(prefix)).count();
        let limit = if self.is_large() { SHARDS_OF_A_BEGINNING } else { 1 };
        (first..=first + after).take(limit).filter_map(|at| Some((*self.bases.get(at)?, self.held.get(at)?)))
    }

    /// The term with this key.
    pub fn find(&self, key: &str) -> Option<TermId> {
        let at = self.of_key(key);
        let rank = self.held.get(at)?.terms.find(key)?;
        Some(TermId(self.bases.get(at)? + rank))
    }

    /// The key of a term.
    pub fn key(&self, term: TermId) -> Option<String> {
        let (at, term) = self.of_term(term)?;
        self.held.get(at)?.terms.key(term as u32)
    }

    /// Visits the terms that begin with `prefix`, in order.
    pub fn each_with_prefix(&self, prefix: &str, mut visit: impl FnMut(TermId, &str)) {
        for (base, shard) in self.overlapping(prefix) {
            shard.terms.each_with_prefix(prefix, |rank, key| visit(TermId(base + rank), key));
        }
    }

    /// The terms that begin with `prefix`, in order.
    pub fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = TermId> {
        self.overlapping(prefix)
            .flat_map(|(base, shard)| shard.terms.ranks_with_prefix(prefix).map(move |rank| TermId(base + rank)))
    }

    /// Visits every key of an index in one piece that begins with `beginning` and that `automaton` accepts.
    pub fn each_accepted(&self, beginning: &str, automaton: &impl Automaton, mut visit: impl FnMut(TermId, &str)) {
        if !self.is_large()
            && let Some(shard) = self.held.get(0)
        {
            shard.terms.each_accepted(beginning, automaton, |rank, key| visit(TermId(rank), key));
        }
    }

    /// In how many documents a term stands.
    pub fn frequency(&self, term: TermId) -> u32 {
        self.of_term(term).and_then(|(at, term)| Some(self.held.get(at)?.places.frequency(term))).unwrap_or_default()
    }

    /// The documents of a term.
    pub fn postings(&self, term: TermId) -> Postings<'_> {
        let found = self.of_term(term).and_then(|(at, term)| Some(self.held.get(at)?.postings(term)));
        found.unwrap_or_else(|| Postings::new(&[], &[]))
    }

    /// The places of a term.
    pub fn occurrences(&self, term: TermId) -> Occurrences<'_> {
        let found = self.of_term(term).and_then(|(at, number)| {
            let positions = self.held.get(at)?.places.piece(number, 2, self.positions.get(at)?);
            Some(Occurrences::new(self.postings(term), positions))
        });
        found.unwrap_or_else(|| Occurrences::new(Postings::new(&[], &[]), &[]))
    }

    /// Whether the places of a term are worth having for nearness alone.
    pub fn is_cheap(&self, term: TermId) -> bool {
        let bytes = self.of_term(term).and_then(|(at, term)| Some(self.held.get(at)?.places.length(term, 2)));
        !self.is_large() || bytes.is_some_and(|bytes| bytes <= POSITIONS_WORTH_FETCHING)
    }

    /// An index in one piece cut into shards of about `bytes`, each handed to `take`; answers with the table for
    /// [`Shards::absent`].
    pub fn cut(&self, bytes: usize, take: &mut impl FnMut(Part, Vec<u8>) -> Result<()>) -> Result<Vec<u8>> {
        let (whole, positions) = self.only().ok_or_else(|| damaged("an index in parts cannot be cut again"))?;
        let (mut table, mut number) = (Vec::new(), 0);
        let mut cursor = whole.terms.cursor();
        let mut more = cursor.advance();
        while more {
            let (mut terms, mut lists, mut count) = (DictionaryBuilder::default(), Lists::default(), 0);
            let first = cursor.key().to_owned();
            let mut size = 0;
            while more {
                let at = cursor.rank() as usize;
                let own = cursor.key().len() + (0..ROWS).map(|row| whole.places.length(at, row)).sum::<usize>();
                // A word that stands nearly everywhere is alone, so that nobody fetches it who wants its neighbours.
                if size > 0 && size + own > bytes {
                    break;
                }
                size += own;
                let mut places = whole.places.piece(at, 2, positions);
                lists.begin();
                let mut before = 0;
                for posting in whole.postings(at) {
                    let positions = crate::number::take_numbers(posting.total(), &mut places);
                    lists.push(posting.document - before, posting.counts, positions);
                    before = posting.document;
                }
                lists.end();
                terms.push(cursor.key());
                count += 1;
                more = cursor.advance();
            }
            write_number(count, &mut table);
            write_number(first.len() as u32, &mut table);
            table.extend_from_slice(first.as_bytes());
            let (shard, positions) = Shard::build(terms.build(), lists);
            take(Part::Terms(number), store::write(&shard.sections())?)?;
            take(Part::Positions(number), store::write(&[(Tag::Positions, positions.as_ref())])?)?;
            number += 1;
        }
        Ok(table)
    }
}
