//! Coreference of names within an article: mentions are clustered into people.

use rustc_hash::FxHashMap;

use super::super::word::{Make, Words};
use super::super::{Kind, Mention};
use super::discourse::{Cast, Named, Person};
use super::gender::{Gender, HE, SHE};

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

    /// Clusters mentions of people greedily, in text order: a mention joins the latest person that its name fits, of
    /// the last eight whose name has its last word.
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
}

/// Whether `names` can be a longer or shorter form of the person's name.
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
