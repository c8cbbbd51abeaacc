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
    parts::{Part, Parts, all},
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
        Ok(Shards {
            firsts: vec![String::new()],
            bases,
            held: Parts::whole(Part::Terms, shard),
            positions: Parts::whole(Part::Positions, positions),
        })
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
        Ok(Shards {
            firsts,
            bases,
            held: Parts::absent(Part::Terms, count),
            positions: Parts::absent(Part::Positions, count),
        })
    }

    /// The one shard of an index in one piece, with its positions.
    pub fn only(&self) -> Option<(&Shard, &Bytes)> {
        self.held.only().zip(self.positions.only())
    }

    /// Takes a part that has come.
    pub fn put(&self, part: Part, sections: &Sections) -> Result<()> {
        match part {
            Part::Terms(number) => {
                let (shard, at) = (Shard::open(sections)?, number as usize);
                let ends = self.bases.get(at).zip(self.bases.get(at + 1));
                if ends.is_none_or(|(begin, end)| end - begin != shard.terms.len()) {
                    return Err(damaged("the parts of the index do not fit each other"));
                }
                self.held.put(at, shard);
            }
            Part::Positions(number) => self.positions.put(number as usize, sections.take(Tag::Positions)?),
            _ => {}
        }
        Ok(())
    }

    /// How many terms there are.
    pub fn terms(&self) -> u32 {
        self.bases.last().copied().unwrap_or_default()
    }

    /// Whether it comes in parts.
    pub fn is_large(&self) -> bool {
        self.firsts.len() > 1
    }

    /// The shard that would hold `key`; `None` where there are no terms at all.
    fn of_key(&self, key: &str) -> Option<usize> {
        let at = self.firsts.partition_point(|first| first.as_str() <= key).saturating_sub(1);
        (at < self.firsts.len()).then_some(at)
    }

    /// The number of the shard of a term, the shard, and the term's number in it.
    fn of_term(&self, term: TermId) -> Result<(usize, &Shard, usize)> {
        let at = self.bases.partition_point(|&base| base <= term.0).saturating_sub(1);
        let base = self.bases.get(at).ok_or_else(|| damaged("the index has no such term"))?;
        Ok((at, self.held.get(at)?, (term.0 - base) as usize))
    }

    /// The shards that may hold keys that begin with `prefix`, each with the number of its first term.
    pub fn overlapping(&self, prefix: &str) -> Result<Vec<(u32, &Shard)>> {
        let Some(first) = self.of_key(prefix) else { return Ok(Vec::new()) };
        let after = self.firsts.iter().skip(first + 1).take_while(|key| key.starts_with(prefix)).count();
        let limit = if self.is_large() { SHARDS_OF_A_BEGINNING } else { 1 };
        let bases = self.bases.iter().copied().enumerate().skip(first).take(limit.min(after + 1));
        all(bases.map(|(at, base)| Ok((base, self.held.get(at)?))))
    }

    /// The term with this key.
    pub fn find(&self, key: &str) -> Result<Option<TermId>> {
        let Some(at) = self.of_key(key) else { return Ok(None) };
        let rank = self.held.get(at)?.terms.find(key);
        Ok(rank.zip(self.bases.get(at)).map(|(rank, base)| TermId(base + rank)))
    }

    /// The key of a term.
    pub fn key(&self, term: TermId) -> Result<String> {
        let (_, shard, term) = self.of_term(term)?;
        shard.terms.key(term as u32).ok_or_else(|| damaged("the index has no such term"))
    }

    /// Visits the terms that begin with `prefix`, in order.
    pub fn each_with_prefix(&self, prefix: &str, mut visit: impl FnMut(TermId, &str)) -> Result<()> {
        for (base, shard) in self.overlapping(prefix)? {
            shard.terms.each_with_prefix(prefix, |rank, key| visit(TermId(base + rank), key));
        }
        Ok(())
    }

    /// Visits every key of an index in one piece that begins with `beginning` and that `automaton` accepts.
    pub fn each_accepted(
        &self,
        beginning: &str,
        automaton: &impl Automaton,
        mut visit: impl FnMut(TermId, &str),
    ) -> Result<()> {
        if self.is_large() {
            return Ok(());
        }
        for (base, shard) in self.overlapping(beginning)? {
            shard.terms.each_accepted(beginning, automaton, |rank, key| visit(TermId(base + rank), key));
        }
        Ok(())
    }

    /// In how many documents a term stands.
    pub fn frequency(&self, term: TermId) -> Result<u32> {
        let (_, shard, term) = self.of_term(term)?;
        Ok(shard.places.frequency(term))
    }

    /// The documents of a term.
    pub fn postings(&self, term: TermId) -> Result<Postings<'_>> {
        let (_, shard, term) = self.of_term(term)?;
        Ok(shard.postings(term))
    }

    /// The places of a term.
    pub fn occurrences(&self, term: TermId) -> Result<Occurrences<'_>> {
        let (at, shard, term) = self.of_term(term)?;
        let positions = self.positions.get(at)?;
        if positions.as_ref().len() != shard.places.ends()[2] {
            return Err(damaged("the parts of the index do not fit each other"));
        }
        Ok(Occurrences::new(shard.postings(term), shard.places.piece(term, 2, positions)))
    }

    /// Whether the places of a term are worth having for nearness alone.
    pub fn is_cheap(&self, term: TermId) -> Result<bool> {
        let (_, shard, term) = self.of_term(term)?;
        Ok(!self.is_large() || shard.places.length(term, 2) <= POSITIONS_WORTH_FETCHING)
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
