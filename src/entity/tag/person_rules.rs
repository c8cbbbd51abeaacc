//! Rules after decoding that find the names of people by their shape: a given name that is a month, initials before a
//! surname that is a company, a given name before a surname that is a place, a surname with a hyphen.

use rustc_hash::FxHashSet;

use super::gazetteer::{GazetteerList, extend_phrase_hash};
use super::rules::{SentenceTokens, TaggedName};
use super::tokenizer::is_apostrophe;
use super::word_form::WordShape;
use crate::entity::EntityKind;

/// Words before a month.
const BEFORE_MONTHS: &str = " in on by of to from until till through since during for between after before this last next every each \
    late early mid come past the a an ";
/// Particles inside surnames.
const PARTICLES: &str = " de da do dos das di del della van von der den la le al el bin ibn ";
/// Words before the name of a town that are no given names.
const NOT_GIVEN: &str = " downtown uptown midtown metro greater inner outer upstate central historic suburban port fort camp lake mount cape \
    old new north south east west northern southern eastern western upper lower university \
    mid middle inland coastal santa san los las st mt ";

/// Halves of surnames that a full name of the document joins by a hyphen, as hashes of their words.
pub type HyphenatedSurnames = FxHashSet<(u32, u32)>;

/// Applies the rules to the names of one sentence, which are in order.
pub fn refine_people(words: &SentenceTokens, found: &mut Vec<TaggedName>, hyphenated: &mut HyphenatedSurnames) {
    for name in found.iter_mut().filter(|name| name.kind != EntityKind::Person) {
        if has_shape_of_person(words, name) {
            name.kind = EntityKind::Person;
        }
    }
    join_hyphenated(words, found, hyphenated);
    extend_to_month(words, found);
}

/// Whether a name of another kind is written as people's names are, and the gazetteer does not know it.
fn has_shape_of_person(words: &SentenceTokens, name: &TaggedName) -> bool {
    let (first, last) = (name.start_token, name.end_token - 1);
    let is_in = |at: usize, list: GazetteerList| words.is_in_list(at, list);
    let is_place = |at: usize| [GazetteerList::City, GazetteerList::Country].iter().any(|&list| is_in(at, list));
    let is_noun = |at: usize| {
        [GazetteerList::PlaceWord, GazetteerList::OrganisationWord, GazetteerList::EventWord, GazetteerList::Calendar]
            .iter()
            .any(|&list| is_in(at, list))
    };
    let is_surname = is_in(last, GazetteerList::Surname) && words.shape_at(last) == WordShape::Capitalised;
    if first == last || !is_surname || is_noun(last) {
        return false;
    }
    let own = name.start_token..name.end_token;
    let has_particle = || {
        let mut inner = first + 1..last;
        !inner.is_empty() && inner.all(|at| words.is_one_of(at, PARTICLES))
    };
    let is_given = is_in(first, GazetteerList::GivenName) && !is_noun(first);
    let is_unlisted = words.lists_at(first) == 0
        && is_in(last, GazetteerList::City)
        && words.shape_at(first) == WordShape::Capitalised
        && !["ian", "ern", "al", "ese", "ish", "."].iter().any(|ending| words.token_text(first).ends_with(ending));
    let fits = match name.kind {
        EntityKind::Organisation => words.shape_at(first) == WordShape::Initials && own.len() == 2 && !is_place(first),
        EntityKind::Place => {
            own.len() == 2
                && is_place(last)
                && (is_given || is_unlisted)
                && !is_place(first)
                && !words.is_one_of(first, NOT_GIVEN)
        }
        _ => is_given && has_particle(),
    };
    let hashes = || own.clone().filter_map(|at| words.form_at(at)).map(|form| form.lower_hash);
    fits && hashes().reduce(extend_phrase_hash).is_some_and(|hash| words.gazetteer.look_up_hash(hash).lists == 0)
}

/// Joins surnames with a hyphen where the tagger stops before it: "Mary" "Dale" "-" "Ford". A given name has to stand
/// before them, here or before in the document: "Dale-Ford" may be two people.
fn join_hyphenated(words: &SentenceTokens, found: &mut Vec<TaggedName>, hyphenated: &mut HyphenatedSurnames) {
    let hash = |at: usize| words.form_at(at).map_or(0, |form| form.lower_hash);
    let joins = |hyphen: usize| {
        words.token_text(hyphen) == "-" && words.are_joined(hyphen - 1, hyphen) && words.are_joined(hyphen, hyphen + 1)
    };
    for at in 0..found.len() {
        let Some(name) = found.get(at).copied().filter(|name| name.kind == EntityKind::Person) else { continue };
        let (hyphen, second) = (name.end_token, name.end_token + 1);
        let next = found.get(at + 1).copied().filter(|next| next.start_token <= second);
        let is_free = next.is_none_or(|next| next.start_token == second && next.end_token == second + 1);
        let is_full = name.end_token - name.start_token > 1;
        let pair = (hash(hyphen.wrapping_sub(1)), hash(second));
        let is_other = [GazetteerList::Country, GazetteerList::Demonym, GazetteerList::Organisation]
            .iter()
            .any(|&list| words.is_in_list(second, list));
        // The tagger has the whole: "Mary Dale-Ford".
        if name.end_token - name.start_token > 3 && joins(name.end_token - 2) {
            hyphenated.insert((hash(name.end_token - 3), hash(name.end_token - 1)));
        }
        if joins(hyphen)
            && words.shape_at(second) == WordShape::Capitalised
            && !words.shape_at(second + 1).is_capitalised()
            && is_free
            && (is_full && !is_other || hyphenated.contains(&pair))
        {
            hyphenated.insert(pair);
            if next.is_some() {
                found.remove(at + 1);
            }
            if let Some(name) = found.get_mut(at) {
                name.end_token = second + 1;
            }
        }
    }
}

/// Finds people whose given name is a month: "May" before "Bell". A date stands after a preposition or a number, and a
/// question may begin with "May".
fn extend_to_month(words: &SentenceTokens, found: &mut Vec<TaggedName>) {
    let last = words.form_ids.len().saturating_sub(1);
    if words.token_text(last).starts_with('?') {
        return;
    }
    for at in 0..last {
        let is_month = words.is_in_list(at, GazetteerList::Calendar)
            && words.is_in_list(at, GazetteerList::GivenName)
            && words.shape_at(at) == WordShape::Capitalised;
        let surname = at + 1;
        let is_surname = is_month
            && words.is_in_list(surname, GazetteerList::Surname)
            && words.shape_at(surname) == WordShape::Capitalised
            && ![GazetteerList::Calendar, GazetteerList::EventWord, GazetteerList::Country, GazetteerList::City]
                .iter()
                .any(|&list| words.is_in_list(surname, list));
        let before = at.checked_sub(1);
        let is_date = before.is_some_and(|before| {
            words.is_one_of(before, BEFORE_MONTHS)
                || matches!(words.shape_at(before), WordShape::Numeric | WordShape::Alphanumeric)
        });
        let ends = !words.shape_at(surname + 1).is_capitalised()
            && words.shape_at(surname + 1) != WordShape::Numeric
            && !words.token_text(surname + 1).starts_with(is_apostrophe);
        if !is_surname || is_date || !ends {
            continue;
        }
        let place = found.partition_point(|name| name.end_token <= at);
        match found.get_mut(place) {
            Some(name) if (name.start_token, name.end_token) == (surname, surname + 1) => {
                (name.start_token, name.kind) = (at, EntityKind::Person);
            }
            Some(name) if name.start_token <= surname => {}
            _ => found.insert(
                place,
                TaggedName { start_token: at, end_token: surname + 1, kind: EntityKind::Person, confidence: 0.7 },
            ),
        }
    }
}
