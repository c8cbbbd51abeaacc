//! Entities from units: the mentions, aliases and merges of each, its canonical name and its id.

use rustc_hash::FxHashMap;

use super::display_name::display_name;
use super::entity::{EntityAlias, EntityMerge, EntityOccurrence, EntityResolution, PossibleMerge, ResolvedEntity};
use super::person::NameCompleteness;
use super::spelling::{NameSpelling, SpellingUse};
use super::state::{ResolutionState, ResolutionUnit, ShortFormReading};
use crate::analysis::fold::fold;
use crate::analysis::token::plain_words;
use crate::document::DocumentId;
use crate::entity::EntityKind;
use crate::entity::name::is_honorific;
use crate::order::sort_by;

/// Collects the mentions, aliases and merges of every unit into an entity.
pub fn build_entities(
    documents: &[Vec<SpellingUse>],
    state: &ResolutionState<'_>,
    units: Vec<Vec<Option<ResolutionUnit>>>,
) -> EntityResolution {
    let mut number_of_unit: FxHashMap<ResolutionUnit, u32> = FxHashMap::default();
    let mut drafts: Vec<EntityDraft> = Vec::new();
    let mut of_mentions: Vec<Vec<Option<u32>>> = Vec::with_capacity(units.len());
    for ((document, uses), units) in documents.iter().enumerate().zip(&units) {
        let mut numbers = Vec::with_capacity(uses.len());
        for (used, unit) in uses.iter().zip(units) {
            let (Some(unit), Some(spelling)) = (*unit, used.spelling) else {
                numbers.push(None);
                continue;
            };
            let number = *number_of_unit.entry(unit).or_insert_with(|| {
                // A unit of one document has no spelling of its own.
                let kind =
                    state.spellings.get(unit as usize).or(state.spelling(spelling)).map(|spelling| spelling.kind);
                drafts.push(EntityDraft::new(kind.unwrap_or(EntityKind::Other)));
                drafts.len() as u32 - 1
            });
            if let Some(draft) = drafts.get_mut(number as usize) {
                *draft.counts.entry(spelling).or_default() += 1;
                draft.mentions.push(EntityOccurrence { document: DocumentId(document as u32), span: used.span });
            }
            numbers.push(Some(number));
        }
        of_mentions.push(numbers);
    }
    let text = |at: u32| state.spelling(at).map(|spelling| spelling.text.clone()).unwrap_or_default();
    for &(a, b, reason, confidence) in &state.name_merges {
        let draft = number_of_unit.get(&state.clusters.find_root(a)).and_then(|&at| drafts.get_mut(at as usize));
        if let Some(draft) = draft {
            draft.merges.push(EntityMerge { a: text(a), b: text(b), document: None, reason, confidence });
        }
    }
    for &(at, document, reading) in &state.document_merges {
        let target = state.clusters.find_root(reading.target);
        let unit = state.document_units.get(&(target, document.0)).copied().unwrap_or(target);
        if let Some(draft) = number_of_unit.get(&unit).and_then(|&at| drafts.get_mut(at as usize)) {
            let ShortFormReading { reason, confidence, .. } = reading;
            draft.merges.push(EntityMerge {
                a: text(reading.target),
                b: text(at),
                document: Some(document),
                reason,
                confidence,
            });
        }
    }
    order_entities(state, drafts, of_mentions, &number_of_unit)
}

struct EntityDraft {
    kind: EntityKind,
    counts: FxHashMap<u32, u32>,
    mentions: Vec<EntityOccurrence>,
    merges: Vec<EntityMerge>,
}

impl EntityDraft {
    fn new(kind: EntityKind) -> Self {
        EntityDraft { kind, counts: FxHashMap::default(), mentions: Vec::new(), merges: Vec::new() }
    }

    /// The canonical name: the most complete alias that is frequent, at least a quarter as much as the most frequent of
    /// its shape; of those not in capitals, untitled, with the most frequent spelling of the family name over all
    /// aliases; then the one of most words, then the most frequent, then the longest.
    fn choose_name(&self, state: &ResolutionState<'_>) -> u32 {
        if self.kind != EntityKind::Person {
            return display_name(state, self.kind, &self.counts);
        }
        let mut families: FxHashMap<&str, u32> = FxHashMap::default();
        for (&at, &count) in &self.counts {
            if let Some(family) = state.spelling(at).and_then(|spelling| spelling.name.family_name()) {
                *families.entry(family.folded.as_str()).or_default() += count;
            }
        }
        let shape_of = |at: u32| {
            state.spelling(at).map_or(0, |spelling| match spelling.completeness {
                NameCompleteness::Full => 2,
                NameCompleteness::Initials => 1,
                NameCompleteness::Single => 0,
            })
        };
        let mut most = [0; 3];
        for (&at, &count) in &self.counts {
            if let Some(most) = most.get_mut(shape_of(at)) {
                *most = count.max(*most);
            }
        }
        let rank = |at: u32, count: u32| {
            let spelling = state.spelling(at);
            let shape = shape_of(at);
            let frequent = most.get(shape).is_some_and(|&most| 4 * count >= most);
            let words = spelling.map_or(0, |spelling| spelling.name.components.len());
            let text = spelling.map(|spelling| spelling.text.as_str()).unwrap_or_default();
            let shouts = text.chars().count() > 5 && !text.chars().any(char::is_lowercase);
            let plain = spelling.is_none_or(|spelling| !spelling.name.has_honorific) && !fold(text).starts_with("the ");
            let family = spelling.and_then(|spelling| spelling.name.family_name()).map(|part| part.folded.as_str());
            let family = family.and_then(|family| families.get(family)).copied().unwrap_or_default();
            (shape, frequent, !shouts, plain, family, words, count, text.len(), std::cmp::Reverse(text))
        };
        let best = self.counts.iter().max_by(|x, y| rank(*x.0, *x.1).cmp(&rank(*y.0, *y.1)));
        debug_assert!(best.is_some(), "a draft has a mention");
        best.map_or(0, |(&at, _)| at)
    }

    fn sorted_aliases(&self, state: &ResolutionState<'_>) -> Vec<EntityAlias> {
        let text = |at: u32| state.spelling(at).map(|spelling| spelling.text.clone()).unwrap_or_default();
        let mut aliases: Vec<EntityAlias> =
            self.counts.iter().map(|(&at, &count)| EntityAlias { text: text(at), count }).collect();
        sort_by(&mut aliases, |x, y| y.count.cmp(&x.count).then_with(|| x.text.cmp(&y.text)));
        aliases
    }
}

/// Sorts entities by number of mentions, gives ids, and renumbers the mentions' entities.
fn order_entities(
    state: &ResolutionState<'_>,
    drafts: Vec<EntityDraft>,
    mut of_mentions: Vec<Vec<Option<u32>>>,
    number_of_unit: &FxHashMap<ResolutionUnit, u32>,
) -> EntityResolution {
    let mut entities: Vec<(u32, ResolvedEntity)> = Vec::with_capacity(drafts.len());
    for (number, draft) in drafts.into_iter().enumerate() {
        let Some(spelling) = state.spelling(draft.choose_name(state)) else { continue };
        let aliases = draft.sorted_aliases(state);
        let kind = draft.kind;
        let mut merges = draft.merges;
        sort_by(&mut merges, |x, y| (x.document, &x.a, &x.b, x.reason).cmp(&(y.document, &y.a, &y.b, y.reason)));
        let name = shown_name(spelling);
        let id = entity_id(kind, &name);
        entities.push((number as u32, ResolvedEntity { id, kind, name, aliases, mentions: draft.mentions, merges }));
    }
    sort_by(&mut entities, |(_, x), (_, y)| {
        let by_count = y.mentions.len().cmp(&x.mentions.len());
        by_count.then_with(|| (x.kind, &x.name, &x.mentions).cmp(&(y.kind, &y.name, &y.mentions)))
    });
    let mut place_of = vec![0u32; entities.len()];
    let mut taken: FxHashMap<String, u32> = FxHashMap::default();
    for (place, (number, entity)) in entities.iter_mut().enumerate() {
        if let Some(slot) = place_of.get_mut(*number as usize) {
            *slot = place as u32;
        }
        // Namesakes, each of one document alone.
        let count = taken.entry(entity.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            entity.id = format!("{}-{count}", entity.id);
        }
    }
    for number in of_mentions.iter_mut().flatten().flatten() {
        debug_assert!((*number as usize) < place_of.len());
        *number = place_of.get(*number as usize).copied().unwrap_or_default();
    }
    let of_unit = |at: u32| {
        let number = number_of_unit.get(&state.clusters.find_root(at))?;
        place_of.get(*number as usize).copied()
    };
    let possible = possible_merges(state, of_unit);
    EntityResolution { entities: entities.into_iter().map(|(_, entity)| entity).collect(), of_mentions, possible }
}

/// Pairs of entities that may be one, each once, with the likeliest reason.
fn possible_merges(state: &ResolutionState<'_>, place_of: impl Fn(u32) -> Option<u32>) -> Vec<PossibleMerge> {
    let mut possible: Vec<PossibleMerge> = Vec::new();
    for &(a, b, reason, confidence) in &state.possible_merges {
        if let (Some(a), Some(b)) = (place_of(a), place_of(b))
            && a != b
        {
            possible.push(PossibleMerge { a: a.min(b), b: a.max(b), reason, confidence });
        }
    }
    sort_by(&mut possible, |x, y| {
        (x.a, x.b).cmp(&(y.a, y.b)).then(y.confidence.total_cmp(&x.confidence)).then(x.reason.cmp(&y.reason))
    });
    possible.dedup_by_key(|pair| (pair.a, pair.b));
    possible
}

/// The name to show: without the honorifics before it, and not in capitals.
fn shown_name(spelling: &NameSpelling) -> String {
    if spelling.kind != EntityKind::Person {
        return spelling.text.clone();
    }
    let mut words: Vec<&str> = spelling.text.split_whitespace().collect();
    let is_regnal = spelling.name.components.len() == 1 && spelling.completeness == NameCompleteness::Full;
    while !is_regnal && words.len() > 1 && words.first().is_some_and(|word| is_honorific(word)) {
        words.remove(0);
    }
    let text = words.join(" ");
    let shouts = words.len() > 1 && !text.contains(char::is_lowercase) && text.chars().count() > 5;
    if shouts { title_case(&text) } else { text }
}

/// Each run of three or more letters with its first as a capital alone; shorter ones are initials or particles.
fn title_case(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for run in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let mut letters = run.chars();
        match letters.next() {
            Some(first) if run.chars().filter(|c| c.is_alphabetic()).count() > 2 => {
                shown.push(first);
                shown.extend(letters.flat_map(char::to_lowercase));
            }
            _ => shown.push_str(run),
        }
    }
    shown
}

/// Kind and name, in words as the index tokenises them, so that an entity is found by its id; other alphabets stay as
/// they are.
fn entity_id(kind: EntityKind, name: &str) -> String {
    let mut id = String::from(kind.as_str());
    for word in plain_words(name) {
        id.push('-');
        id.push_str(&word);
    }
    id
}
