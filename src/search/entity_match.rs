//! Entity linking of a query: which entities its words name, the articles that mention these by an alias, and filters by entity.

use super::clause::QueryExecution;
use super::matcher::EntityHighlight;
use super::score_accumulator::{ClauseMatches, MatchGrade, ScoreAccumulator};
use crate::analysis::token::plain_form;
use crate::document::DocumentId;
use crate::entity::register::ResolvedMention;
use crate::entity::{EntityId, Register};
use crate::error::Result;
use crate::index::{InvertedIndex, Posting};
use crate::query::{EntityConstraint, EntityFilter, QueryClause};
use crate::view::MatchKind;

/// Most words of a name in a query.
const MAX_NAME_WORDS: usize = 6;

/// For each clause, the entities that its words name, alone or together with adjacent clauses. Greedy from the left, longest match
/// first.
pub fn entities_by_clause(
    clauses: &[&QueryClause],
    register: &Register,
    index: &InvertedIndex,
) -> Result<Vec<Vec<EntityId>>> {
    let words: Vec<Option<Vec<&str>>> = clauses.iter().map(|clause| name_words(clause)).collect();
    let mut linked: Vec<Vec<EntityId>> = vec![Vec::new(); clauses.len()];
    let mut at = 0;
    while at < clauses.len() {
        let (mut end, mut entities) = (at + 1, Vec::new());
        for longest in (at + 1..=clauses.len().min(at + MAX_NAME_WORDS)).rev() {
            let run = words.get(at..longest).and_then(|run| run.iter().map(Option::as_deref).collect());
            let Some(run) = run.map(|run: Vec<&[&str]>| run.concat()).filter(|run| run.len() <= MAX_NAME_WORDS) else {
                continue;
            };
            let named = entities_named(&run, register, index)?;
            if !named.is_empty() {
                (end, entities) = (longest, named);
                break;
            }
        }
        for slot in linked.iter_mut().take(end).skip(at) {
            slot.clone_from(&entities);
        }
        at = end;
    }
    Ok(linked)
}

fn entities_named(words: &[&str], register: &Register, index: &InvertedIndex) -> Result<Vec<EntityId>> {
    let found = register.find_by_name(words);
    Ok(match words {
        [word] if found.is_empty() && index.spelling_variants(word)?.is_empty() => register.find_by_sound(word)?,
        _ => found,
    })
}

/// The folded words of a clause; `None` where they are quoted, patterns, or restricted to a field.
fn name_words(clause: &QueryClause) -> Option<Vec<&str>> {
    let atom = clause.alternatives.last().filter(|atom| !atom.quoted && atom.field.is_none())?;
    let is_name = clause.groups.is_empty() && atom.words.iter().all(|word| word.pattern.is_none());
    if !is_name {
        return None;
    }
    Some(atom.words.iter().map(|word| plain_form(&word.key)).collect())
}

impl QueryExecution<'_> {
    /// `found`, with the documents that mention one of the entities (rising) by another name.
    pub(super) fn add_alias_matches(
        &mut self,
        found: ClauseMatches,
        linked: &[EntityId],
        group: usize,
    ) -> ClauseMatches {
        if linked.is_empty() {
            return found;
        }
        self.named_entities.extend(linked);
        self.matcher.highlight_entities(EntityHighlight {
            group,
            entities: linked.to_vec(),
            kind: MatchKind::Alias,
            quoted: false,
        });
        let others =
            self.documents_naming(linked, false).matches.into_iter().filter_map(|(document, occurrences, _)| {
                let is_new = found.find_document(document).is_none();
                is_new.then_some((document, self.weights.alias * occurrences, MatchGrade::Alias))
            });
        let others = ClauseMatches::from_matches(others.collect());
        found.merge(others)
    }

    /// Applies an entity filter: keeps, or excludes, the documents that mention the entity or, for a speaker, quote it.
    pub(super) fn apply_entity_filter(
        &mut self,
        scores: &mut ScoreAccumulator,
        named: &EntityFilter,
        has_words: bool,
    ) -> Result<()> {
        let Some(register) = self.register else { return Ok(()) };
        let Some(atom) = named.clause.alternatives.last() else { return Ok(()) };
        let words: Vec<String> = atom.words.iter().map(|word| plain_form(&word.key).to_owned()).collect();
        let open = atom.words.last().is_some_and(|word| word.prefix);
        let mut entities = register.find_by_words(&words, open);
        let known: Vec<&str> = words.iter().map(String::as_str).collect();
        if entities.is_empty() {
            entities = entities_named(&known, register, self.index)?;
        }
        let kind_fits = |entity: &EntityId| match named.constraint {
            EntityConstraint::Kind(kind) => register.entity_kind(*entity) == Some(kind),
            EntityConstraint::Speaker => true,
        };
        entities.retain(kind_fits);
        let quoted = named.constraint == EntityConstraint::Speaker;
        let group = self.matcher.begin_group();
        let found = self.documents_naming(&entities, quoted);
        if named.excluded {
            scores.exclude_matches(&found);
            return Ok(());
        }
        self.named_entities.extend(entities.iter().take(MAX_NAMED_ENTITIES));
        self.matcher.highlight_entities(EntityHighlight { group, entities, kind: MatchKind::Exact, quoted });
        self.keep_matches(scores, &found, group, has_words);
        if !has_words {
            self.record_explanation(&named.clause, vec![found]);
        }
        Ok(())
    }

    /// Keeps the documents that mention `entity`; none for `None`.
    pub(super) fn require_entity(&mut self, scores: &mut ScoreAccumulator, entity: Option<EntityId>, has_words: bool) {
        let group = self.matcher.begin_group();
        let entities = Vec::from_iter(entity);
        let found = self.documents_naming(&entities, false);
        self.named_entities.extend(entity);
        self.matcher.highlight_entities(EntityHighlight { group, entities, kind: MatchKind::Exact, quoted: false });
        self.keep_matches(scores, &found, group, has_words);
    }

    /// Restricts the hits to `found`. In a query without words the mentions are scored, so that documents with most come first.
    fn keep_matches(&mut self, scores: &mut ScoreAccumulator, found: &ClauseMatches, group: usize, has_words: bool) {
        if !has_words {
            scores.add_clause(found, true, self.weights, self.index);
        }
        scores.restrict_to(found);
        self.matcher.set_group_weight(group, found.idf(self.index));
    }

    /// The documents that mention any of `entities` (rising); with `quoted` only those that attribute a quotation to one.
    fn documents_naming(&self, entities: &[EntityId], quoted: bool) -> ClauseMatches {
        let Some(register) = self.register else { return ClauseMatches::default() };
        let mut counts = vec![0u32; self.index.document_count() as usize];
        for &entity in entities {
            for (document, count) in register.entity_postings(entity) {
                if let Some(sum) = counts.get_mut(document.0 as usize) {
                    *sum += count;
                }
            }
        }
        let is_speaker = |member: ResolvedMention| {
            member.is_speaker && member.entity.is_some_and(|entity| entities.binary_search(&entity).is_ok())
        };
        let is_quoted = |document| register.mention_list(DocumentId(document)).any(is_speaker);
        let named = (0..).zip(counts).filter(|&(document, count)| count > 0 && (!quoted || is_quoted(document)));
        let row = |(document, count)| (document, self.mention_frequency(document, count), MatchGrade::Exact);
        ClauseMatches::from_matches(named.map(row).collect())
    }

    /// Mentions as a weighted frequency, like occurrences of a word in the body.
    fn mention_frequency(&self, document: u32, count: u32) -> f32 {
        self.weights.weighted_frequency(&Posting { document, counts: [0, 0, count] }, None, self.index)
    }
}

/// Most entities of a filter that are shown.
const MAX_NAMED_ENTITIES: usize = 8;
