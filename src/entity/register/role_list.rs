//! The roles of an entity: those that say the same merged, the telling ones first.

use std::collections::BTreeMap;

use super::record::AttestedRole;
use crate::document::CalendarDate;
use crate::entity::FactConfidence;
use crate::entity::role::RoleKey;
use crate::order::sort_by_key;

/// Most different texts that are merged with one another; rarer ones stay as they are.
const MAX_MERGED_FORMS: usize = 128;
/// From so many places on, a role that one of them alone attests is no more than likely.
const MANY_PLACES: u32 = 20;

/// Counts the roles of one entity, by their texts.
#[derive(Default)]
pub(super) struct RoleTally(BTreeMap<String, AttestedRole>);

impl RoleTally {
    /// Adds one place that attests a role.
    pub(super) fn add(&mut self, place: AttestedRole) {
        let attested = self.0.entry(place.text.clone()).or_insert_with(|| AttestedRole { count: 0, ..place.clone() });
        attested.count += 1;
        attested.confidence = attested.confidence.min(place.confidence);
        attested.add_days(place.first, place.last);
    }

    /// The roles, merged, the most telling first: by places, and by how much the words say.
    pub(super) fn into_roles(self) -> Vec<AttestedRole> {
        let total: u32 = self.0.values().map(|form| form.count).sum();
        let mut forms: Vec<AttestedRole> = self.0.into_values().collect();
        sort_by_key(&mut forms, |form| (std::cmp::Reverse(form.count), form.document, form.span));
        let rare = forms.split_off(forms.len().min(MAX_MERGED_FORMS));
        let mut groups: BTreeMap<RoleKey, RoleGroup> = BTreeMap::new();
        for form in forms {
            let key = RoleKey::new(&form.text);
            let weight = form.count * telling_weight(&key, &form.text);
            groups.entry(key).or_default().join(weight, form);
        }
        let mut roles: Vec<(u32, AttestedRole)> = merge_short_forms(groups)
            .into_iter()
            .filter_map(|(key, group)| {
                let mut role = group.shown?.1;
                let weak = if key.is_weak() { 1 } else { 2 };
                if total >= MANY_PLACES && role.count == 1 {
                    role.confidence = role.confidence.max(FactConfidence::Likely);
                }
                Some((role.count * (3 + key.len().min(5) as u32) * weak, role))
            })
            .collect();
        roles.extend(rare.into_iter().map(|role| (0, role)));
        sort_by_key(&mut roles, |(score, role)| (std::cmp::Reverse(*score), role.document, role.span));
        roles.into_iter().map(|(_, role)| role).collect()
    }
}

/// Forms that say the same: the one to show with its weight, which has the counts and days of all.
#[derive(Default)]
struct RoleGroup {
    shown: Option<(u32, AttestedRole)>,
}

impl RoleGroup {
    fn count(&self) -> u32 {
        self.shown.as_ref().map_or(0, |(_, role)| role.count)
    }

    fn join(&mut self, weight: u32, form: AttestedRole) {
        let Some((shown_weight, shown)) = self.shown.take() else {
            self.shown = Some((weight, form));
            return;
        };
        let (weight, mut kept, other) =
            if weight > shown_weight { (weight, form, shown) } else { (shown_weight, shown, form) };
        kept.count += other.count;
        kept.confidence = kept.confidence.min(other.confidence);
        kept.add_days(other.first, other.last);
        self.shown = Some((weight, kept));
    }
}

impl AttestedRole {
    fn add_days(&mut self, first: Option<CalendarDate>, last: Option<CalendarDate>) {
        self.first = [self.first, first].into_iter().flatten().min();
        self.last = self.last.max(last);
    }
}

/// How much a form says: its words, less where it shouts or is abbreviated.
fn telling_weight(key: &RoleKey, text: &str) -> u32 {
    let shouts = text.len() > 5 && !text.chars().any(char::is_lowercase);
    if shouts || text.ends_with('.') { 1 } else { 2 + key.len().min(4) as u32 }
}

/// Merges a role with the one longer role that it is short for: "President" with "U.S. President", "Speaker" with "House
/// Speaker". Where longer roles of two offices are about as frequent, it stays alone.
fn merge_short_forms(mut groups: BTreeMap<RoleKey, RoleGroup>) -> BTreeMap<RoleKey, RoleGroup> {
    let bare: Vec<RoleKey> = groups.keys().filter(|key| key.names_no_country()).cloned().collect();
    for short in bare {
        let mut longer: Vec<(u32, &RoleKey)> =
            groups.iter().filter(|(key, _)| short.is_short_for(key)).map(|(key, group)| (group.count(), key)).collect();
        sort_by_key(&mut longer, |&(count, key)| (std::cmp::Reverse(count), key.clone()));
        let second = longer.get(1).map_or(0, |(count, _)| *count);
        let Some((count, key)) = longer.first().filter(|(count, _)| *count >= 2 * second) else { continue };
        // What one place alone adds to a frequent head may be a slip, unless it is the country.
        let bare_count = groups.get(&short).map_or(0, RoleGroup::count);
        if *count == 1 && bare_count > 4 && !key.only_adds_countries_to(&short) {
            continue;
        }
        let key = (*key).clone();
        if let Some((weight, form)) = groups.remove(&short).and_then(|group| group.shown)
            && let Some(group) = groups.get_mut(&key)
        {
            group.join(weight, form);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentId;
    use crate::span::Span;

    /// The roles of a tally of `places`: texts, with the days of their articles.
    fn listed(places: &[(&str, u32, &str)]) -> Vec<String> {
        let mut tally = RoleTally::default();
        for (number, &(text, times, day)) in (0..).zip(places) {
            let day = CalendarDate::parse_iso(day);
            let span = Span { start: 0, end: text.len() as u32 };
            for _ in 0..times {
                let (text, document, confidence) = (text.to_owned(), DocumentId(number), FactConfidence::Certain);
                let (count, first, last) = (1, day, day);
                tally.add(AttestedRole { text, confidence, count, first, last, document, span, sentence: span });
            }
        }
        let days = |role: &AttestedRole| {
            [role.first, role.last].map(|day| day.map(CalendarDate::to_iso).unwrap_or_default()).join("/")
        };
        tally.into_roles().iter().map(|role| format!("{}×{} {}", role.text, role.count, days(role))).collect()
    }

    #[test]
    fn roles_that_say_the_same_are_one() {
        assert_eq!(
            listed(&[
                ("President", 9, "2016-05-01"),
                ("U.S. President", 3, "2017-05-01"),
                ("the president of the United States", 1, ""),
                ("PRESIDENT", 1, "2015-05-01"),
                ("Vice President", 2, "2012-01-01"),
                ("former President", 2, "2018-01-01"),
            ]),
            [
                "President×14 2015-05-01/2017-05-01",
                "Vice President×2 2012-01-01/2012-01-01",
                "former President×2 2018-01-01/2018-01-01",
            ]
        );
        assert_eq!(listed(&[("Attorney General", 6, ""), ("US Attorney General", 1, "")]), ["Attorney General×7 /"]);
        assert_eq!(listed(&[("Speaker", 2, ""), ("House Speaker", 3, "")]), ["House Speaker×5 /"]);
        // Of two offices the bare head does not say which.
        let two = [("Secretary", 1, ""), ("Interior Secretary", 1, ""), ("Secretary of State", 1, "")];
        assert_eq!(listed(&two).len(), 3);
    }

    #[test]
    fn what_many_say_stands_first_and_what_tells_more() {
        let roles = listed(&[("son", 4, ""), ("chief executive of Vole", 3, ""), ("leader", 1, "")]);
        assert_eq!(roles, ["chief executive of Vole×3 /", "son×4 /", "leader×1 /"]);
    }
}
