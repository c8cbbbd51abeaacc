//! Coreference of names within an article: mentions are clustered into people.

use rustc_hash::FxHashMap;

use super::super::token_row::{TokenClass, TokenRow, is_one_of};
use super::super::{EntityKind, EntityMention};
use super::discourse::{DiscourseMention, DiscourseModel, PersonReferent};
use super::gender::{FEMININE_NOUNS, KINSHIP_NOUNS, MASCULINE_NOUNS, ReferentGender};

/// Whether a name is the label of a politician: "D-Mich.", "the Tennessee Republican".
fn is_party_label(words: &TokenRow<'_>, named: DiscourseMention) -> bool {
    let abbreviated =
        is_one_of(words.lower_at(named.first_token), "d r i") && words.lower_at(named.first_token + 1) == "-";
    abbreviated && named.kind == EntityKind::Person
        || named.end_token > named.first_token + 1
            && is_one_of(words.lower_before(named.end_token, 1), "republican democrat")
}

impl<'a> DiscourseModel<'a> {
    pub fn new(words: &'a TokenRow<'a>, mentions: &[EntityMention]) -> Self {
        let mut named: Vec<DiscourseMention> = (0..)
            .zip(mentions)
            .map(|(index, mention)| DiscourseMention {
                mention_index: index,
                kind: mention.kind,
                first_token: words.first_at_byte(mention.span.start),
                end_token: words.first_at_byte(mention.span.end),
                referent: None,
            })
            .filter(|named| {
                named.first_token < named.end_token
                    && !is_party_label(words, *named)
                    && words.sentence_index(named.first_token) == words.sentence_index(named.end_token - 1)
            })
            .collect();
        crate::order::sort_by_key(&mut named, |named| (named.first_token, named.end_token));
        let mut end = 0;
        named.retain(|named| {
            let apart = named.first_token >= end;
            end = end.max(named.end_token);
            apart
        });
        let mut discourse = DiscourseModel {
            words,
            mentions: named,
            referents: Vec::new(),
            roles: Vec::new(),
            quoted_ranges: Vec::new(),
            speaker_by_sentence: FxHashMap::default(),
        };
        discourse.cluster_people();
        discourse.extract_roles();
        discourse
    }

    /// Whether a noun of kinship with a possessor brings in the mention: "his wife Ann Lee", "Ann Lee, Berg’s sister".
    fn is_introduced_as_relative(&self, named: DiscourseMention) -> bool {
        let words = self.words;
        let has_possessor = |noun: usize| {
            (1..=3).any(|back| matches!(words.lower_before(noun, back), "his" | "her" | "their" | "s" | "’" | "'"))
        };
        let before = named.first_token.saturating_sub(1 + usize::from(words.lower_before(named.first_token, 1) == ","));
        if KINSHIP_NOUNS.contains(words.lower_at(before)) && before < named.first_token {
            return has_possessor(before);
        }
        words.lower_at(named.end_token) == ","
            && (named.end_token + 2..named.end_token + 6).any(|noun| {
                KINSHIP_NOUNS.contains(words.lower_at(noun))
                    && (named.end_token + 1..noun).all(|at| words.lower_at(at) != ",")
                    && (has_possessor(noun) || words.lower_at(noun + 1) == "of")
            })
    }

    /// Clusters mentions of people greedily, in text order: a mention joins the latest person that its name fits, of
    /// the last eight whose name has its last word. A relative ("his wife Ann Lee") is somebody else, and a bare surname
    /// is not the relative's while it has another bearer.
    fn cluster_people(&mut self) {
        let words = self.words;
        let mut by_word: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for at in 0..self.mentions.len() {
            let Some(&named) = self.mentions.get(at) else { break };
            if named.kind != EntityKind::Person {
                continue;
            }
            let mut names: Vec<String> = (named.first_token..named.end_token)
                .filter(|&at| words.has_class(at, TokenClass::Letters))
                .map(|at| words.lower_at(at).to_owned())
                .collect();
            while names.len() > 1
                && names.first().is_some_and(|name| {
                    MASCULINE_NOUNS.contains(name)
                        || FEMININE_NOUNS.contains(name)
                        || matches!(name.as_str(), "dr" | "prof")
                })
            {
                names.remove(0);
            }
            let Some(last) = names.last() else { continue };
            let gender = self.gender_from_name(named, &names);
            let is_relative = names.len() > 1 && self.is_introduced_as_relative(named);
            let fits = |person: &PersonReferent| {
                is_name_compatible(person, &names)
                    && !person.gender.contradicts(gender)
                    && !(is_relative && person.name_words.len() == 1)
            };
            let people = by_word.get(last).map(Vec::as_slice).unwrap_or_default();
            let find = |relatives: bool| {
                people.iter().rev().take(8).copied().find(|&person| {
                    self.referents
                        .get(person as usize)
                        .is_some_and(|person| fits(person) && (relatives || !person.is_relative || names.len() > 1))
                })
            };
            let known = find(false).or_else(|| find(true));
            let number = known.unwrap_or(self.referents.len() as u32);
            if let Some(person) = self.referents.get_mut(number as usize) {
                if person.name_words.len() < names.len() {
                    for name in &names {
                        let people = by_word.entry(name.clone()).or_default();
                        if people.last() != Some(&number) {
                            people.push(number);
                        }
                    }
                    person.name_words = names;
                }
                if person.gender == ReferentGender::Unknown {
                    person.gender = gender;
                }
            } else {
                for name in &names {
                    by_word.entry(name.clone()).or_default().push(number);
                }
                self.referents.push(PersonReferent {
                    name_words: names,
                    gender,
                    is_relative,
                    role_words: Vec::new(),
                    first_mention: at,
                });
            }
            if let Some(named) = self.mentions.get_mut(at) {
                named.referent = Some(number);
            }
        }
    }
}

/// Whether `names` can be a longer or shorter form of the person's name.
fn is_name_compatible(person: &PersonReferent, names: &[String]) -> bool {
    let (Some(last), Some(known_last)) = (names.last(), person.name_words.last()) else { return false };
    if names.len() == 1 {
        return person.name_words.contains(last);
    }
    if person.name_words.len() == 1 {
        return known_last == last;
    }
    let (Some(first), Some(known)) = (names.first(), person.name_words.first()) else { return false };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    known_last == last && (first == known || initial(first, known) || initial(known, first))
}
