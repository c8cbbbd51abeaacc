//! Whom and what the words of a query name, and the articles that name them otherwise.

use super::clause::Run;
use super::matcher::Wanted;
use super::tally::{Found, Grade, Tally};
use crate::document::DocumentId;
use crate::entity::register::CastMember;
use crate::entity::{EntityId, Register};
use crate::error::Result;
use crate::index::{Index, Posting};
use crate::query::{AsWhat, Clause, Named};
use crate::token::plain;
use crate::view::MatchKind;

/// A name has at most so many words.
const MAX_WORDS: usize = 6;

/// For each clause, whom or what its words name: by themselves, or together with the clauses beside it. Of several readings
/// the one of most words counts.
pub fn find(clauses: &[&Clause], register: &Register, index: &Index) -> Result<Vec<Vec<EntityId>>> {
    let words: Vec<Option<Vec<&str>>> = clauses.iter().map(|clause| words_of(clause)).collect();
    let mut meant: Vec<Vec<EntityId>> = vec![Vec::new(); clauses.len()];
    let mut at = 0;
    while at < clauses.len() {
        let (mut end, mut entities) = (at + 1, Vec::new());
        for longest in (at + 1..=clauses.len()).rev() {
            let run = words.get(at..longest).and_then(|run| run.iter().map(Option::as_deref).collect());
            let Some(run) = run.map(|run: Vec<&[&str]>| run.concat()).filter(|run| run.len() <= MAX_WORDS) else {
                continue;
            };
            let named = who(&run, register, index)?;
            if !named.is_empty() {
                (end, entities) = (longest, named);
                break;
            }
        }
        for slot in meant.iter_mut().take(end).skip(at) {
            slot.clone_from(&entities);
        }
        at = end;
    }
    Ok(meant)
}

fn who(words: &[&str], register: &Register, index: &Index) -> Result<Vec<EntityId>> {
    let found = register.named_by(words);
    Ok(match words {
        [word] if found.is_empty() && index.spellings(word)?.is_empty() => register.sounding_like(word),
        _ => found,
    })
}

/// The words of a clause, in plain letters; `None` where just these words are meant, or those of one field.
fn words_of(clause: &Clause) -> Option<Vec<&str>> {
    let atom = clause.any.last().filter(|atom| !atom.quoted && atom.field.is_none())?;
    Some(atom.words.iter().map(|word| plain(&word.key)).collect())
}

impl Run<'_> {
    /// `found`, and the articles that name the entities, which rise, by another name.
    pub(super) fn add_other_names(&mut self, found: Found, meant: &[EntityId], group: usize) -> Found {
        if meant.is_empty() {
            return found;
        }
        self.named.extend(meant);
        self.matcher.want(Wanted { group, entities: meant.to_vec(), kind: MatchKind::Alias, quoted: false });
        let others = self.naming(meant, false).rows.into_iter().filter_map(|(document, occurrences, _)| {
            let is_new = found.get(document).is_none();
            is_new.then_some((document, self.weights.alias * occurrences, Grade::Renamed))
        });
        let others = Found::of(others.collect());
        found.merge(others)
    }

    /// Keeps, or leaves out, the articles that name somebody or something as `named` says.
    pub(super) fn narrow(&mut self, tally: &mut Tally, named: &Named, has_words: bool) -> Result<()> {
        let Some(register) = self.register else { return Ok(()) };
        let Some(atom) = named.clause.any.last() else { return Ok(()) };
        let words: Vec<String> = atom.words.iter().map(|word| plain(&word.key).to_owned()).collect();
        let open = atom.words.last().is_some_and(|word| word.prefix);
        let mut entities = register.with_words(&words, open);
        let known: Vec<&str> = words.iter().map(String::as_str).collect();
        if entities.is_empty() {
            entities = who(&known, register, self.index)?;
        }
        let kind_fits = |entity: &EntityId| match named.as_what {
            AsWhat::Kind(kind) => register.kind(*entity) == Some(kind),
            AsWhat::Speaker => true,
        };
        entities.retain(kind_fits);
        let quoted = named.as_what == AsWhat::Speaker;
        let group = self.matcher.begin_group();
        let found = self.naming(&entities, quoted);
        if named.excluded {
            tally.exclude(&found);
            return Ok(());
        }
        self.named.extend(entities.iter().take(MAX_SHOWN));
        self.matcher.want(Wanted { group, entities, kind: MatchKind::Exact, quoted });
        self.keep(tally, &found, group, has_words);
        if !has_words {
            self.explain(&named.clause, vec![found]);
        }
        Ok(())
    }

    /// Keeps the articles that name `entity`; none where there is no such entity.
    pub(super) fn narrow_to(&mut self, tally: &mut Tally, entity: Option<EntityId>, has_words: bool) {
        let group = self.matcher.begin_group();
        let entities = Vec::from_iter(entity);
        let found = self.naming(&entities, false);
        self.named.extend(entity);
        self.matcher.want(Wanted { group, entities, kind: MatchKind::Exact, quoted: false });
        self.keep(tally, &found, group, has_words);
    }

    /// Keeps what was found. Where no word says what is best, those come first that name it most.
    fn keep(&mut self, tally: &mut Tally, found: &Found, group: usize, has_words: bool) {
        if !has_words {
            tally.count(found, true, self.weights, self.index);
        }
        tally.restrict(found);
        self.matcher.set_weight(group, found.rarity(self.index));
    }

    /// The articles that name any of `entities`, which rise; only those that quote one of them, if so asked.
    fn naming(&self, entities: &[EntityId], quoted: bool) -> Found {
        let Some(register) = self.register else { return Found::default() };
        let mut counts = vec![0u32; self.index.documents() as usize];
        for &entity in entities {
            for (document, count) in register.appearances(entity) {
                if let Some(sum) = counts.get_mut(document.0 as usize) {
                    *sum += count;
                }
            }
        }
        let is_speaker = |member: CastMember| {
            member.speaks && member.entity.is_some_and(|entity| entities.binary_search(&entity).is_ok())
        };
        let is_quoted = |document| register.cast(DocumentId(document)).any(is_speaker);
        let named = (0..).zip(counts).filter(|&(document, count)| count > 0 && (!quoted || is_quoted(document)));
        let row = |(document, count)| (document, self.mentions(document, count), Grade::AsTyped);
        Found::of(named.map(row).collect())
    }

    /// So many mentions, weighed as words of the text are.
    fn mentions(&self, document: u32, count: u32) -> f32 {
        self.weights.occurrences(&Posting { document, counts: [0, 0, count] }, None, self.index)
    }
}

/// Entities that a filter names, for the reader to see, at most so many.
const MAX_SHOWN: usize = 8;
