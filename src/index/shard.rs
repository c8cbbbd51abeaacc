//! Shards: runs of sorted terms with their posting lists. A small index has one; those of a large one are loaded lazily, positions
//! apart, so that a query without phrases never fetches them.

use super::{
    PositionIterator, PostingIterator, TermId,
    posting_offsets::{PostingOffsets, STREAM_COUNT},
    postings::PostingListWriter,
};
use crate::{
    error::Result,
    storage::{
        container::{self, SectionTag, SharedBytes, StoredSections, damaged_error},
        lazy_parts::{LazyParts, collect_all},
        room_part::RoomPart,
        term_dictionary::{KeyAutomaton, TermDictionary, TermDictionaryBuilder},
        varint::{read_varint, write_varint},
    },
};

/// Shards that are searched for one prefix in a large index. A prefix of more is too short: the reader types on, or it is a word itself.
const MAX_SHARDS_PER_PREFIX: usize = 2;

/// In a large index, a term with more bytes of positions is fetched for a phrase, but not for proximity alone.
const MAX_PROXIMITY_BYTES: usize = 16 * 1024;

/// A term dictionary and the posting lists of its terms, without positions.
pub struct TermShard {
    pub(super) terms: TermDictionary,
    pub(super) offsets: PostingOffsets,
    pub(super) document_deltas: SharedBytes,
    pub(super) counts: SharedBytes,
}

impl TermShard {
    /// From the lists that [`PostingListWriter`] wrote for `terms`; returns the stream of positions beside the shard.
    pub fn build(terms: TermDictionary, lists: PostingListWriter) -> (Self, SharedBytes) {
        let offsets = PostingOffsets::build(lists.document_frequencies, lists.end_offsets);
        let [documents, counts, positions] =
            [lists.document_deltas, lists.counts, lists.position_deltas].map(|stream| stream.into_bytes().into());
        (TermShard { terms, offsets, document_deltas: documents, counts }, positions)
    }

    /// Opens a stored shard. Fails with [`crate::ErrorKind::Damaged`].
    pub fn open(sections: &StoredSections) -> Result<Self> {
        let (documents, counts) =
            (sections.take_section(SectionTag::PostingDocuments)?, sections.take_section(SectionTag::PostingCounts)?);
        let shard = TermShard {
            terms: TermDictionary::open(sections.take_section(SectionTag::Terms)?)?,
            offsets: PostingOffsets::open(sections.take_section(SectionTag::PostingOffsets)?)?,
            document_deltas: documents,
            counts,
        };
        let [documented, counted, _] = shard.offsets.stream_lengths();
        let fit = documented == shard.document_deltas.as_ref().len() && counted == shard.counts.as_ref().len();
        if !fit || shard.offsets.term_count() != shard.terms.len() as usize {
            return Err(damaged_error("the parts of the index do not fit each other"));
        }
        Ok(shard)
    }

    /// The sections to store.
    pub fn sections(&self) -> Vec<(SectionTag, &[u8])> {
        vec![
            (SectionTag::Terms, self.terms.as_bytes()),
            (SectionTag::PostingOffsets, self.offsets.as_bytes()),
            (SectionTag::PostingDocuments, self.document_deltas.as_ref()),
            (SectionTag::PostingCounts, self.counts.as_ref()),
        ]
    }

    pub(super) fn term_postings(&self, term: usize) -> PostingIterator<'_> {
        PostingIterator::new(
            self.offsets.list_bytes(term, 0, &self.document_deltas),
            self.offsets.list_bytes(term, 1, &self.counts),
        )
    }
}

/// All shards of an index, some of which may not be loaded.
pub struct ShardedTerms {
    /// The first key of each shard.
    first_keys: Vec<String>,
    /// The ordinal of the first term of each shard, and the number of all terms.
    first_terms: Vec<u32>,
    shards: LazyParts<TermShard>,
    positions: LazyParts<SharedBytes>,
}

impl ShardedTerms {
    /// A single shard, loaded.
    pub fn single_shard(shard: TermShard, positions: SharedBytes) -> Result<Self> {
        if shard.offsets.stream_lengths()[2] != positions.as_ref().len() {
            return Err(damaged_error("the parts of the index do not fit each other"));
        }
        let bases = vec![0, shard.terms.len()];
        Ok(ShardedTerms {
            first_keys: vec![String::new()],
            first_terms: bases,
            shards: LazyParts::single_part(RoomPart::Terms, shard),
            positions: LazyParts::single_part(RoomPart::Positions, positions),
        })
    }

    /// The shards in a table that [`ShardedTerms::cut_shards`] returned, none of them loaded.
    pub fn unloaded(table: SharedBytes) -> Result<Self> {
        let broken = || damaged_error("the table of the index is damaged");
        let mut rest = table.as_ref();
        let (mut firsts, mut bases) = (Vec::new(), vec![0u32]);
        while !rest.is_empty() {
            let terms = read_varint(&mut rest).ok_or_else(broken)?;
            let len = read_varint(&mut rest).ok_or_else(broken)? as usize;
            let (key, after) = rest.split_at_checked(len).ok_or_else(broken)?;
            firsts.push(String::from_utf8(key.to_vec()).map_err(|_| broken())?);
            let base = bases.last().copied().unwrap_or_default();
            bases.push(base.checked_add(terms).ok_or_else(broken)?);
            rest = after;
        }
        let count = firsts.len();
        Ok(ShardedTerms {
            first_keys: firsts,
            first_terms: bases,
            shards: LazyParts::unloaded(RoomPart::Terms, count),
            positions: LazyParts::unloaded(RoomPart::Positions, count),
        })
    }

    /// The shard of an unsharded index, with its positions.
    pub fn as_single_shard(&self) -> Option<(&TermShard, &SharedBytes)> {
        self.shards.as_single().zip(self.positions.as_single())
    }

    /// Adds a part that was loaded. Fails with [`crate::ErrorKind::Damaged`].
    pub fn put_part(&self, part: RoomPart, sections: &StoredSections) -> Result<()> {
        match part {
            RoomPart::Terms(number) => {
                let (shard, at) = (TermShard::open(sections)?, number as usize);
                let ends = self.first_terms.get(at).zip(self.first_terms.get(at + 1));
                if ends.is_none_or(|(begin, end)| end - begin != shard.terms.len()) {
                    return Err(damaged_error("the parts of the index do not fit each other"));
                }
                self.shards.put_part(at, shard);
            }
            RoomPart::Positions(number) => {
                self.positions.put_part(number as usize, sections.take_section(SectionTag::PostingPositions)?)
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether there is more than one shard.
    pub fn is_sharded(&self) -> bool {
        self.first_keys.len() > 1
    }

    /// The number of the shard that would hold `key`; `None` without any term.
    fn shard_of_key(&self, key: &str) -> Option<usize> {
        let at = self.first_keys.partition_point(|first| first.as_str() <= key).saturating_sub(1);
        (at < self.first_keys.len()).then_some(at)
    }

    /// The number of the shard of a term, the shard, and the rank of the term in it.
    fn locate_term(&self, term: TermId) -> Result<(usize, &TermShard, usize)> {
        let at = self.first_terms.partition_point(|&base| base <= term.0).saturating_sub(1);
        let base = self.first_terms.get(at).ok_or_else(|| damaged_error("the index has no such term"))?;
        Ok((at, self.shards.get(at)?, (term.0 - base) as usize))
    }

    /// The shards that may hold keys that begin with `prefix`, at most [`MAX_SHARDS_PER_PREFIX`], each with the ordinal of its first term.
    pub fn shards_with_prefix(&self, prefix: &str) -> Result<Vec<(u32, &TermShard)>> {
        let Some(first) = self.shard_of_key(prefix) else { return Ok(Vec::new()) };
        let after = self.first_keys.iter().skip(first + 1).take_while(|key| key.starts_with(prefix)).count();
        let limit = if self.is_sharded() { MAX_SHARDS_PER_PREFIX } else { 1 };
        let bases = self.first_terms.iter().copied().enumerate().skip(first).take(limit.min(after + 1));
        collect_all(bases.map(|(at, base)| Ok((base, self.shards.get(at)?))))
    }

    /// Whether a term of the shard that holds `prefix` begins with it.
    pub fn has_prefix(&self, prefix: &str) -> Result<bool> {
        let Some(at) = self.shard_of_key(prefix) else { return Ok(false) };
        Ok(self.shards.get(at)?.terms.has_prefix(prefix))
    }

    /// The term with this key; `None` if there is none.
    pub fn find_term(&self, key: &str) -> Result<Option<TermId>> {
        let Some(at) = self.shard_of_key(key) else { return Ok(None) };
        let rank = self.shards.get(at)?.terms.find_rank(key);
        Ok(rank.zip(self.first_terms.get(at)).map(|(rank, base)| TermId(base + rank)))
    }

    /// The key of a term.
    pub fn term_key(&self, term: TermId) -> Result<String> {
        let (_, shard, term) = self.locate_term(term)?;
        shard.terms.key_of_rank(term as u32).ok_or_else(|| damaged_error("the index has no such term"))
    }

    /// Visits the terms that begin with `prefix`, in order.
    pub fn each_with_prefix(&self, prefix: &str, mut visit: impl FnMut(TermId, &str)) -> Result<()> {
        for (base, shard) in self.shards_with_prefix(prefix)? {
            shard.terms.each_with_prefix(prefix, |rank, key| visit(TermId(base + rank), key));
        }
        Ok(())
    }

    /// Visits every key that begins with `beginning` and that `automaton` accepts, in order; in a sharded index, of the first
    /// shards with such keys alone, and of none where `beginning` is empty.
    pub fn intersect_terms(
        &self,
        beginning: &str,
        automaton: &impl KeyAutomaton,
        mut visit: impl FnMut(TermId, &str),
    ) -> Result<()> {
        if self.is_sharded() && beginning.is_empty() {
            return Ok(());
        }
        for (base, shard) in self.shards_with_prefix(beginning)? {
            shard.terms.intersect_automaton(beginning, automaton, |rank, key| visit(TermId(base + rank), key));
        }
        Ok(())
    }

    /// Document frequency of a term.
    pub fn document_frequency(&self, term: TermId) -> Result<u32> {
        let (_, shard, term) = self.locate_term(term)?;
        Ok(shard.offsets.document_frequency(term))
    }

    /// The posting list of a term.
    pub fn term_postings(&self, term: TermId) -> Result<PostingIterator<'_>> {
        let (_, shard, term) = self.locate_term(term)?;
        Ok(shard.term_postings(term))
    }

    /// The positions of a term.
    pub fn term_positions(&self, term: TermId) -> Result<PositionIterator<'_>> {
        let (at, shard, term) = self.locate_term(term)?;
        let positions = self.positions.get(at)?;
        if positions.as_ref().len() != shard.offsets.stream_lengths()[2] {
            return Err(damaged_error("the parts of the index do not fit each other"));
        }
        Ok(PositionIterator::new(shard.term_postings(term), shard.offsets.list_bytes(term, 2, positions)))
    }

    /// Whether the positions of a term are cheap enough to load for proximity alone.
    pub fn has_cheap_positions(&self, term: TermId) -> Result<bool> {
        let (_, shard, term) = self.locate_term(term)?;
        Ok(!self.is_sharded() || shard.offsets.list_len(term, 2) <= MAX_PROXIMITY_BYTES)
    }

    /// Cuts an unsharded index into shards of about `bytes` bytes and hands each to `take`. Returns the table for
    /// [`ShardedTerms::unloaded`].
    pub fn cut_shards(&self, bytes: usize, take: &mut impl FnMut(RoomPart, Vec<u8>) -> Result<()>) -> Result<Vec<u8>> {
        let (whole, positions) =
            self.as_single_shard().ok_or_else(|| damaged_error("an index in parts cannot be cut again"))?;
        let (mut table, mut number) = (Vec::new(), 0);
        let mut cursor = whole.terms.key_cursor();
        let mut more = cursor.advance();
        while more {
            let (mut terms, mut lists, mut count) = (TermDictionaryBuilder::default(), PostingListWriter::default(), 0);
            let first = cursor.key().to_owned();
            let mut size = 0;
            while more {
                let at = cursor.rank() as usize;
                let own =
                    cursor.key().len() + (0..STREAM_COUNT).map(|row| whole.offsets.list_len(at, row)).sum::<usize>();
                // A very frequent word gets a shard of its own, so that nobody fetches it who wants its neighbours.
                if size > 0 && size + own > bytes {
                    break;
                }
                size += own;
                let mut places = whole.offsets.list_bytes(at, 2, positions);
                lists.begin_term();
                let mut before = 0;
                for posting in whole.term_postings(at) {
                    let positions = crate::storage::varint::take_varints(posting.term_frequency(), &mut places);
                    lists.push_posting(posting.document - before, posting.counts, positions);
                    before = posting.document;
                }
                lists.end_term();
                terms.push(cursor.key());
                count += 1;
                more = cursor.advance();
            }
            write_varint(count, &mut table);
            write_varint(first.len() as u32, &mut table);
            table.extend_from_slice(first.as_bytes());
            let (shard, positions) = TermShard::build(terms.build(), lists);
            take(RoomPart::Terms(number), container::write_container(&shard.sections())?)?;
            take(
                RoomPart::Positions(number),
                container::write_container(&[(SectionTag::PostingPositions, positions.as_ref())])?,
            )?;
            number += 1;
        }
        Ok(table)
    }
}
