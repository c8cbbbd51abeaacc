//! The display name of an entity that is no person: the form that says most among the frequent ones.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::organisation::{is_acronym, untabled_key};
use super::state::ResolutionState;
use crate::analysis::fold::fold;
use crate::entity::EntityKind;

/// A form is frequent where at least one mention in so many is of it, counted against the most frequent form. At 1 the most
/// frequent form is shown; much more shows expansions that hardly anybody writes.
const FREQUENT_SHARE: u32 = 10;

/// The spelling to show of `counts`, spellings with their numbers of mentions; 0 where there is none.
///
/// Spellings that differ by case, article, points or legal form are one form, shown by the most frequent of them. Of the
/// frequent forms those come first that are no acronym; of these the longest of an organisation, of other kinds the most
/// frequent.
pub fn display_name(state: &ResolutionState<'_>, kind: EntityKind, counts: &FxHashMap<u32, u32>) -> u32 {
    let mut forms: FxHashMap<String, (u32, Vec<u32>)> = FxHashMap::default();
    for (&at, &count) in counts {
        let form = state.spelling(at).map(|spelling| untabled_key(&spelling.text)).unwrap_or_default();
        let (sum, spellings) = forms.entry(form).or_default();
        *sum += count;
        spellings.push(at);
    }
    let most = forms.values().map(|(sum, _)| *sum).max().unwrap_or_default();
    let spelling_rank = |at: u32| {
        let text = state.spelling(at).map_or("", |spelling| spelling.text.as_str());
        let shouts = text.chars().count() > 5 && !text.chars().any(char::is_lowercase);
        (!shouts, !fold(text).starts_with("the "), counts.get(&at).copied(), text.len(), Reverse(text))
    };
    let shown = forms.into_iter().filter_map(|(form, (sum, spellings))| {
        let at = spellings.into_iter().max_by_key(|&at| spelling_rank(at))?;
        let spelling = state.spelling(at)?;
        let says = if kind == EntityKind::Organisation { form.len() as u32 } else { sum };
        Some((
            (spelling.kind == kind, sum * FREQUENT_SHARE > most, !is_acronym(&spelling.text), says, Reverse(form)),
            at,
        ))
    });
    let best = shown.max_by(|x, y| x.0.cmp(&y.0));
    debug_assert!(best.is_some(), "an entity has a mention");
    best.map_or(0, |(_, at)| at)
}
