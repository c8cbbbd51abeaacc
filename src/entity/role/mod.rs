//! Roles of people, as the article words them, and who is meant by "the minister", "she" and "the politician".

mod held;
mod nominal;
mod pronoun;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::word::{Make, Words};
use super::{Kind, Mention};
use crate::span::Span;
use pronoun::{Gender, HE, SHE};

/// A role that a sentence gives to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HeldRole {
    /// Whose: the place of the mention in the list that was given.
    pub mention: u32,
    /// The words of the role, without the article before them: "French Culture Minister".
    pub span: Span,
    /// The sentence that says so.
    pub sentence: Span,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
}

/// Every role that `document` gives to the people among `mentions`, in order.
///
/// ```
/// use reading_room::{Document, Source, Span};
/// use reading_room::entity::{Annotation, Kind, Mention};
/// let text = "French Culture Minister Ada Morel met Jo Lind, the head of the museum, on Monday.";
/// let document = Document::parse(Source { text: text.into(), ..Source::default() })?;
/// let person = |start, end| Mention { span: Span::new(start, end), kind: Kind::Person, confidence: 1.0 };
/// let roles = Annotation::of(&document, vec![person(24, 33), person(38, 45)]).roles;
/// let said: Vec<_> = roles.iter().map(|role| (role.mention, role.span.of(text))).collect();
/// assert_eq!(said, [(0, "French Culture Minister"), (1, "head of the museum")]);
/// # Ok::<(), reading_room::Error>(())
/// ```
pub(super) fn find_roles(cast: &mut Cast<'_>) -> Vec<HeldRole> {
    std::mem::take(&mut cast.roles)
}

/// A mention with its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// Place in the list that was given.
    pub index: u32,
    pub kind: Kind,
    /// First word and the one after the last.
    pub from: usize,
    pub to: usize,
    /// Number of the person, for people.
    person: Option<u32>,
}

struct Person {
    /// Words of the longest name.
    names: Vec<String>,
    gender: Gender,
    /// Words of each role, in small letters, with the mention that has it.
    roles: Vec<Vec<String>>,
    /// The last mention so far, as a place in `named`, while people are gathered.
    first: usize,
}

/// The people of an article with what is known of them.
pub(super) struct Cast<'a> {
    words: &'a Words<'a>,
    pub named: Vec<Named>,
    people: Vec<Person>,
    roles: Vec<HeldRole>,
    /// Words that stand in quotation marks: people named there are not the ones who act.
    pub quoted: Vec<std::ops::Range<usize>>,
    /// Who is known to speak in a sentence, by its number.
    speakers: FxHashMap<usize, usize>,
}

impl<'a> Cast<'a> {
    pub fn new(words: &'a Words<'a>, mentions: &[Mention]) -> Self {
        let mut named: Vec<Named> = (0..)
            .zip(mentions)
            .map(|(index, mention)| Named {
                index,
                kind: mention.kind,
                from: words.at_byte(mention.span.start),
                to: words.at_byte(mention.span.end),
                person: None,
            })
            .filter(|named| named.from < named.to && words.sentence_of(named.from) == words.sentence_of(named.to - 1))
            .collect();
        crate::order::sort_by_key(&mut named, |named| (named.from, named.to));
        let mut end = 0;
        named.retain(|named| {
            let apart = named.from >= end;
            end = end.max(named.to);
            apart
        });
        let mut cast = Cast {
            words,
            named,
            people: Vec::new(),
            roles: Vec::new(),
            quoted: Vec::new(),
            speakers: FxHashMap::default(),
        };
        cast.gather_people();
        cast.gather_roles();
        cast
    }

    /// Mentions that share a surname and do not differ in the given name are one person.
    fn gather_people(&mut self) {
        let words = self.words;
        let mut by_word: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for at in 0..self.named.len() {
            let Some(&named) = self.named.get(at) else { break };
            if named.kind != Kind::Person {
                continue;
            }
            let mut names: Vec<String> = (named.from..named.to)
                .filter(|&at| words.is(at, Make::Letters))
                .map(|at| words.small(at).to_owned())
                .collect();
            while names.len() > 1
                && names
                    .first()
                    .is_some_and(|name| HE.has(name) || SHE.has(name) || matches!(name.as_str(), "dr" | "prof"))
            {
                names.remove(0);
            }
            let Some(last) = names.last() else { continue };
            let known = by_word.get(last).and_then(|people| {
                people
                    .iter()
                    .rev()
                    .take(8)
                    .copied()
                    .find(|&person| self.people.get(person as usize).is_some_and(|person| fits(person, &names)))
            });
            let number = known.unwrap_or(self.people.len() as u32);
            let gender = self.gender_told(named, &names);
            if let Some(person) = self.people.get_mut(number as usize) {
                if person.names.len() < names.len() {
                    for name in &names {
                        let people = by_word.entry(name.clone()).or_default();
                        if people.last() != Some(&number) {
                            people.push(number);
                        }
                    }
                    person.names = names;
                }
                if person.gender == Gender::Unknown {
                    person.gender = gender;
                }
            } else {
                for name in &names {
                    by_word.entry(name.clone()).or_default().push(number);
                }
                self.people.push(Person { names, gender, roles: Vec::new(), first: at });
            }
            if let Some(named) = self.named.get_mut(at) {
                named.person = Some(number);
            }
        }
    }

    /// The mention that covers the word at `at`.
    pub fn at_word(&self, at: usize) -> Option<&Named> {
        let next = self.named.partition_point(|named| named.from <= at);
        self.named.get(next.checked_sub(1)?).filter(|named| at < named.to)
    }

    /// Place in `named` of the mention whose last word is at `at`.
    pub fn ending_at(&self, at: usize) -> Option<usize> {
        let next = self.named.partition_point(|named| named.from <= at);
        let place = next.checked_sub(1)?;
        self.named.get(place).filter(|named| named.to == at + 1).map(|_| place)
    }

    /// Place in `named` of the first mention that begins at `at` or later.
    pub fn next_from(&self, at: usize) -> usize {
        self.named.partition_point(|named| named.from < at)
    }

    /// Whether two mentions, by their places in `named`, are of one person.
    pub fn is_same_person(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let person = |place: Option<usize>| self.named.get(place?)?.person;
        person(one).is_some() && person(one) == person(other)
    }

    /// Remembers who speaks in a sentence.
    pub fn note_speaker(&mut self, sentence: usize, place: usize) {
        self.speakers.insert(sentence, place);
    }

    fn is_quoted(&self, at: usize) -> bool {
        let next = self.quoted.partition_point(|range| range.start <= at);
        next.checked_sub(1).and_then(|place| self.quoted.get(place)).is_some_and(|range| at < range.end)
    }
}

/// Whether a longer or shorter form of a name can be this person's.
fn fits(person: &Person, names: &[String]) -> bool {
    let (Some(last), Some(known_last)) = (names.last(), person.names.last()) else { return false };
    if names.len() == 1 {
        return person.names.contains(last);
    }
    if person.names.len() == 1 {
        return known_last == last;
    }
    let (Some(first), Some(known)) = (names.first(), person.names.first()) else { return false };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    known_last == last && (first == known || initial(first, known) || initial(known, first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Annotation;
    use crate::{Document, Source};

    /// Finds in `text` the people named, each wherever the name stands.
    pub(crate) fn people(text: &str, names: &[&str]) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = names
            .iter()
            .flat_map(|name| text.match_indices(name).map(|(start, _)| Span::new(start, start + name.len())))
            .map(|span| Mention { span, kind: Kind::Person, confidence: 1.0 })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        mentions
    }

    fn roles(text: &str, names: &[&str]) -> Vec<String> {
        let document =
            Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() }).unwrap();
        Annotation::of(&document, people(text, names)).roles.iter().map(|role| role.span.of(text).to_owned()).collect()
    }

    #[test]
    fn roles_stand_before_names_and_behind_them() {
        for (text, wanted) in [
            ("Danish Defense Minister Ann Lee left.", "Danish Defense Minister"),
            ("The minister of National Defence Ann Lee left.", "minister of National Defence"),
            ("They met Norway’s foreign minister Ann Lee.", "Norway’s foreign minister"),
            ("Ann Lee, the chief executive of Vole Ltd, left.", "chief executive of Vole Ltd"),
            ("Ann Lee, 43, a nurse from Leeds, left.", "nurse from Leeds"),
            ("The Commander-in-Chief of the Armed Forces, Ann Lee, left.", "Commander-in-Chief of the Armed Forces"),
            ("Ann Lee, who heads the union, left.", "heads the union"),
            ("Ann Lee is the president of the club.", "president of the club"),
            ("Ann Lee was appointed director of the zoo in May.", "director of the zoo"),
            ("Ann Lee (chief economist) left.", "chief economist"),
        ] {
            assert_eq!(roles(text, &["Ann Lee"]), [wanted], "{text}");
        }
    }

    #[test]
    fn not_every_noun_beside_a_name_is_a_role() {
        for text in [
            "The train that Ann Lee took left.",
            "Asked about the player, Ann Lee left.",
            "Ann Lee, in a red coat, left.",
            "She told the minister that Ann Lee left.",
        ] {
            assert_eq!(roles(text, &["Ann Lee"]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_role_ends_where_the_next_person_begins() {
        let text = "President Jo Berg of Norway and Prime Minister Ann Lee met.";
        assert_eq!(roles(text, &["Jo Berg", "Ann Lee"]), ["President", "Prime Minister"]);
    }

    fn meant(text: &str, names: &[&str], phrase: &str) -> Option<String> {
        let document =
            Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() }).unwrap();
        let words = Words::new(&document);
        let cast = Cast::new(&words, &people(text, names));
        let start = text.rfind(phrase).unwrap() as u32;
        let range = words.at_byte(start)..words.at_byte(start + phrase.len() as u32);
        let found = if range.len() == 1 { cast.resolve_pronoun(range.start) } else { cast.resolve_nominal(range) };
        let named = cast.named.get(found?.0).copied()?;
        words.span(named.from..named.to).map(|span| span.of(text).to_owned())
    }

    #[test]
    fn noun_phrases_mean_the_one_with_that_role() {
        let text = "Irish Defense Minister Jan Nowak and his Norwegian counterpart Ona Petraitė met. The Irish defence minister, \
                    the Norwegian minister and the president left.";
        let names = ["Jan Nowak", "Ona Petraitė"];
        assert_eq!(meant(text, &names, "The Irish defence minister").as_deref(), Some("Jan Nowak"));
        assert_eq!(meant(text, &names, "the Norwegian minister").as_deref(), Some("Ona Petraitė"));
        assert_eq!(meant(text, &names, "the president"), None);
    }

    #[test]
    fn pronouns_mean_the_last_subject_whom_they_fit() {
        let text = "Mary Lee met John Berg. He left. She stayed.";
        assert_eq!(meant(text, &["Mary Lee", "John Berg"], "She").as_deref(), Some("Mary Lee"));
        assert_eq!(meant(text, &["Mary Lee", "John Berg"], "He").as_deref(), Some("John Berg"));
        assert_eq!(meant("Nobody came. She stayed.", &[], "She"), None);
    }
}
