//! Entity resolution: mentions are clustered to entities, within documents and across them, by rules. It is coreference
//! of names alone; pronouns and nominals are resolved in `role`.
//!
//! 1. Normalisation: mentions become spellings with an equality key; spellings of one kind and key are one cluster.
//! 2. Full names of people, across documents: blocking (`blocking_keys`) gives candidate pairs, `person::link_names`
//!    accepts or rejects each, and accepted ones are merged greedily, the most confident first, under complete linkage:
//!    a merge is dropped where any two members conflict. Clusters are kept by union–find (`ConstrainedUnionFind`).
//! 3. Short forms (surname, given name, initials, acronym), within a document: each is resolved to the one full name
//!    there that it fits, to the nearest before it where it fits several, else to itself.
//!
//! The result depends on names and documents, not on the order of the documents. Work is linear in the mentions: names
//! are only compared within a block, and there with a bounded number of neighbours.

mod entity;
mod groups;
mod organisation;
mod person;
mod read;

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::name::{Form, Name};
use super::place_names::listed;
use super::{Kind, Mention};
use crate::document::{Document, DocumentId};
use crate::fold::fold;
use crate::order::{sort_by, sort_by_key};
use crate::span::Span;
pub use entity::{Alias, Because, Corrections, Entities, Entity, Merge, Occurrence, Spelled};
use groups::Groups;
use person::Shape;
use read::{Contexts, build};

/// Resolves the mentions of `documents` to entities. See [`Resolver`] for documents that come one by one.
pub fn resolve(documents: &[(Document, Vec<Mention>)], corrections: &Corrections) -> Entities {
    let mut resolver = Resolver::default();
    documents.iter().for_each(|(document, mentions)| resolver.add(&document.text, mentions));
    resolver.finish(corrections)
}

/// A distinct spelling of the corpus, of one kind, with its analysis.
#[derive(Debug)]
struct Spelling {
    kind: Kind,
    text: String,
    name: Name,
    shape: Shape,
    /// Equality key: spellings of one kind with one key are merged unseen.
    key: String,
    count: u32,
}

impl Spelling {
    fn new(kind: Kind, text: &str) -> Self {
        let mut name = Name::default();
        let mut shape = Shape::Full;
        let key = match kind {
            Kind::Person => {
                name = Name::parse(text);
                shape = person::shape(&name, text);
                let mut key: Vec<&str> = name.parts.iter().map(|part| part.folded.as_str()).collect();
                key.push(name.generation);
                key.join(" ")
            }
            Kind::Organisation => {
                if organisation::is_acronym(text) {
                    shape = Shape::Initials;
                }
                organisation::key(text)
            }
            Kind::Place => listed(&without_article(&fold(text))).to_owned(),
            _ => without_article(&fold(text)).chars().filter(|c| c.is_alphanumeric()).collect(),
        };
        Spelling { kind, text: text.to_owned(), name, shape, key, count: 0 }
    }
}

fn without_article(folded: &str) -> String {
    folded.strip_prefix("the ").unwrap_or(folded).to_owned()
}

/// The surface of a mention, normalised: single spaces, no possessive, no marks around it.
fn clean(surface: &str) -> String {
    let words: Vec<&str> = surface.split_whitespace().collect();
    let mut text = words.join(" ");
    for possessive in ["'s", "’s", "'S", "’S"] {
        if let Some(stripped) = text.strip_suffix(possessive) {
            text = stripped.to_owned();
        }
    }
    // A possessive after s has the apostrophe alone; a point may belong to "Jr." and "U.N.".
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')' && c != '(').to_owned()
}

/// Collects the mentions of documents one by one, interning their spellings; texts are not kept.
#[derive(Debug, Default)]
pub struct Resolver {
    spellings: Vec<Spelling>,
    by_text: ByText,
    documents: Vec<Vec<Use>>,
}

/// Number of each spelling, by kind.
type ByText = [FxHashMap<String, u32>; Kind::ALL.len()];

/// A mention as an occurrence of a spelling.
#[derive(Debug, Clone, Copy)]
struct Use {
    /// `None` for a mention without a letter or digit.
    spelling: Option<u32>,
    span: Span,
    /// Whether an opening bracket alone stands between the mention before and this one.
    bracketed: bool,
    /// Whether its kind was changed to the majority kind of its name.
    recast: bool,
}

impl Resolver {
    /// Adds the next document: its text and its mentions, which rise.
    pub fn add(&mut self, text: &str, mentions: &[Mention]) {
        let mut uses: Vec<Use> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let surface = clean(mention.span.of(text));
            let has_word = surface.chars().any(char::is_alphanumeric);
            let spelling = has_word.then(|| self.spelling(mention.kind, &surface));
            if let Some(spelling) = spelling.and_then(|at| self.spellings.get_mut(at as usize)) {
                spelling.count += 1;
            }
            let between =
                uses.last().and_then(|before| text.get(before.span.end as usize..mention.span.start as usize));
            let bracketed = between.is_some_and(|between| between.trim() == "(");
            uses.push(Use { spelling, span: mention.span, bracketed, recast: false });
        }
        self.documents.push(uses);
    }

    /// Interns a spelling.
    fn spelling(&mut self, kind: Kind, text: &str) -> u32 {
        if let Some(known) = find(&self.by_text, kind, text) {
            return known;
        }
        let number = self.spellings.len() as u32;
        self.spellings.push(Spelling::new(kind, text));
        if let Some(texts) = self.by_text.get_mut(kind as usize) {
            texts.insert(text.to_owned(), number);
        }
        number
    }

    /// Majority vote on the kinds of names: a name that is nearly always of one kind becomes that kind everywhere, as
    /// "Kremlin", the organisation, among many places.
    fn recast(&mut self, corrections: &Corrections) {
        let mut tallies: FxHashMap<String, [u32; Kind::ALL.len()]> = FxHashMap::default();
        let key = |text: &str| listed(&without_article(&fold(text))).to_owned();
        for spelling in &self.spellings {
            if let Some(count) = tallies.entry(key(&spelling.text)).or_default().get_mut(spelling.kind as usize) {
                *count += spelling.count;
            }
        }
        let said = corrections.same.iter().chain(&corrections.different).flat_map(|(a, b)| [a, b]);
        let said: FxHashSet<(Kind, String)> = said.map(|spelled| (spelled.kind, clean(&spelled.text))).collect();
        // A surname of people of the corpus stays theirs.
        let people = self.spellings.iter().filter(|spelling| spelling.kind == Kind::Person);
        let full = people.filter(|spelling| spelling.shape == Shape::Full);
        let borne: FxHashSet<String> =
            full.flat_map(|full| full.name.parts.iter().map(|part| part.folded.clone())).collect();
        let mut becomes: FxHashMap<u32, u32> = FxHashMap::default();
        for at in 0..self.spellings.len() {
            let Some(spelling) = self.spellings.get(at) else { continue };
            let (kind, text) = (spelling.kind, spelling.text.clone());
            let Some(tally) = tallies.get(&key(&text)) else { continue };
            let most = Kind::ALL.into_iter().zip(tally).max_by_key(|(_, count)| **count);
            let Some((most, count)) = most.filter(|(most, _)| *most != kind) else { continue };
            if *count < DOMINANT * (tally.iter().sum::<u32>() - count) || said.contains(&(kind, text.clone())) {
                continue;
            }
            let is_single = |name: &Name| person::shape(name, &text) != Shape::Full;
            let is_borne = |name: &Name| name.parts.iter().any(|part| borne.contains(&part.folded));
            let apart = match (kind, most) {
                (Kind::Person, _) => is_single(&spelling.name) && is_borne(&spelling.name),
                // Towns have people's names: that the person is mentioned more does not make the town a person.
                (Kind::Place, Kind::Person) => is_single(&Name::parse(&text)),
                _ => false,
            };
            if !apart {
                becomes.insert(at as u32, self.spelling(most, &text));
            }
        }
        for used in self.documents.iter_mut().flatten() {
            let Some((from, &to)) = used.spelling.and_then(|at| Some((at, becomes.get(&at)?))) else { continue };
            for (at, by) in [(from, -1), (to, 1)] {
                if let Some(spelling) = self.spellings.get_mut(at as usize) {
                    spelling.count = spelling.count.saturating_add_signed(by);
                }
            }
            (used.spelling, used.recast) = (Some(to), true);
        }
    }

    /// Clusters the mentions of all documents.
    pub fn finish(mut self, corrections: &Corrections) -> Entities {
        self.recast(corrections);
        let mut work = Work::new(&self.spellings);
        work.heed(&self.by_text, corrections);
        work.join_equal_keys();
        work.join_people();
        work.index_people();
        let units = work.read_documents(&self.documents);
        build(&self, &work, units)
    }
}

fn find(by_text: &ByText, kind: Kind, text: &str) -> Option<u32> {
    by_text.get(kind as usize)?.get(text).copied()
}

/// What a mention was resolved to: a cluster of spellings, or a spelling in one document alone.
type Unit = u32;

/// The resolution of a short form in a document: its antecedent, why and how sure.
#[derive(Debug, Clone, Copy)]
struct Reading {
    /// A full name, standing for its cluster.
    target: u32,
    because: Because,
    confidence: f32,
}

struct Work<'a> {
    spellings: &'a [Spelling],
    groups: Groups,
    /// Whether a correction names the spelling: then it is not resolved within documents.
    pinned: Vec<bool>,
    /// Merges by the names alone: two spellings, reason, confidence.
    merges: Vec<(u32, u32, Because, f32)>,
    /// Merges by the context of a document.
    read: Vec<(u32, DocumentId, Reading)>,
    /// Inverted index: full names of people by each folded word.
    people: FxHashMap<String, Vec<u32>>,
    /// The unit of a cluster of short forms that are unresolved in a document.
    alone: FxHashMap<(u32, u32), Unit>,
    /// Cache of [`Bearer`]s by short form.
    known: RefCell<FxHashMap<u32, Bearer>>,
}

/// The people of the corpus whom a short form fits.
#[derive(Debug, Clone, Copy)]
enum Bearer {
    Nobody,
    /// One cluster, by a full name of it.
    One(u32),
    Several,
}

impl<'a> Work<'a> {
    fn new(spellings: &'a [Spelling]) -> Self {
        Work {
            spellings,
            groups: Groups::new(spellings.len()),
            pinned: vec![false; spellings.len()],
            merges: Vec::new(),
            read: Vec::new(),
            people: FxHashMap::default(),
            alone: FxHashMap::default(),
            known: RefCell::default(),
        }
    }

    fn spelling(&self, at: u32) -> Option<&'a Spelling> {
        debug_assert!((at as usize) < self.spellings.len());
        self.spellings.get(at as usize)
    }

    /// Whether a spelling means the same entity in every document: a full name, or one that a correction pins.
    fn says_enough(&self, at: u32) -> bool {
        self.pinned.get(at as usize) == Some(&true)
            || self.spelling(at).is_some_and(|spelling| spelling.shape == Shape::Full)
    }

    /// Spellings by kind and text, an order that does not depend on documents.
    fn sorted(&self, keep: impl Fn(&Spelling) -> bool) -> Vec<u32> {
        let mut numbers: Vec<u32> =
            (0..self.spellings.len() as u32).filter(|&at| self.spelling(at).is_some_and(&keep)).collect();
        sort_by_key(&mut numbers, |&at| self.spelling(at).map(|spelling| (spelling.kind, spelling.text.as_str())));
        numbers
    }

    /// Applies the reader's must-link and cannot-link constraints, before all other merges.
    fn heed(&mut self, by_text: &ByText, corrections: &Corrections) {
        let find = |spelled: &Spelled| find(by_text, spelled.kind, &clean(&spelled.text));
        let pairs = |list: &[(Spelled, Spelled)]| -> Vec<(u32, u32)> {
            list.iter().filter_map(|(a, b)| Some((find(a)?, find(b)?))).filter(|(a, b)| a != b).collect()
        };
        for (a, b) in pairs(&corrections.different) {
            self.groups.keep_apart(a, b);
        }
        for (a, b) in pairs(&corrections.same) {
            for at in [a, b] {
                if let Some(pinned) = self.pinned.get_mut(at as usize) {
                    *pinned = true;
                }
            }
            if self.groups.join(a, b, |_, _| false) {
                self.merges.push((a, b, Because::Reader, 1.0));
            }
        }
    }

    /// Merges spellings with one equality key.
    fn join_equal_keys(&mut self) {
        let mut first: FxHashMap<(Kind, &str), u32> = FxHashMap::default();
        for at in self.sorted(|_| true) {
            let Some(spelling) = self.spelling(at) else { continue };
            // "Mr Smith" and "Mrs Smith" have one key and are two people.
            if spelling.name.addressed.is_some() && spelling.shape != Shape::Full {
                continue;
            }
            match first.get(&(spelling.kind, spelling.key.as_str())) {
                Some(&same) => {
                    if self.groups.join(at, same, |_, _| false) {
                        let plain = |spelling: &Spelling| match spelling.kind {
                            Kind::Organisation => organisation::plain_key(&spelling.text),
                            Kind::Place => without_article(&fold(&spelling.text)),
                            _ => String::new(),
                        };
                        let by_table = self.spelling(same).is_some_and(|same| plain(same) != plain(spelling));
                        let because = match (by_table, spelling.kind) {
                            (true, Kind::Place) => Because::PlaceTable,
                            (true, _) => Because::Acronym,
                            _ => Because::SameName,
                        };
                        self.merges.push((same, at, because, if by_table { 0.95 } else { 0.98 }));
                    }
                }
                None => {
                    first.insert((spelling.kind, spelling.key.as_str()), at);
                }
            }
        }
    }

    /// Links full names within blocks and merges them greedily, the most confident link first.
    fn join_people(&mut self) {
        let mut blocks: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        // "John and Jane Smith" are two, and neither of them.
        let is_couple = |text: &str| text.contains(" and ") || text.contains(" & ");
        let full = self.sorted(|spelling| {
            spelling.kind == Kind::Person && spelling.shape == Shape::Full && !is_couple(&spelling.text)
        });
        let mut seen = FxHashSet::default();
        for &at in &full {
            let Some(spelling) = self.spelling(at).filter(|spelling| seen.insert(spelling.key.as_str())) else {
                continue;
            };
            for key in keys_of(&spelling.name) {
                blocks.entry(key).or_default().push(at);
            }
        }
        let mut links: FxHashMap<(u32, u32), (Because, f32)> = FxHashMap::default();
        let mut tried = FxHashSet::default();
        for block in blocks.values() {
            for (place, &a) in block.iter().enumerate() {
                // In a very large block only neighbours are compared, which keeps the work linear.
                for &b in block.iter().skip(place + 1).take(MAX_NEIGHBOURS) {
                    if let (true, Some(x), Some(y)) = (tried.insert((a, b)), self.spelling(a), self.spelling(b))
                        && let Some(link) = person::link(&x.name, &y.name)
                    {
                        links.insert((a, b), link);
                    }
                }
            }
        }
        let mut links: Vec<(u32, u32, Because, f32)> =
            links.into_iter().map(|((a, b), (why, sure))| (a, b, why, sure)).collect();
        let text = |at: u32| self.spelling(at).map(|spelling| spelling.text.as_str());
        sort_by(&mut links, |x, y| {
            y.3.total_cmp(&x.3).then_with(|| (text(x.0), text(x.1)).cmp(&(text(y.0), text(y.1))))
        });
        let unclear = self.unclear(&links);
        for (a, b, because, confidence) in links {
            let pairs = self.groups.members(a).len() * self.groups.members(b).len();
            if unclear.contains(&a) || unclear.contains(&b) || pairs > MAX_PAIRS {
                continue;
            }
            let conflict = |x: u32, y: u32| match (self.spellings.get(x as usize), self.spellings.get(y as usize)) {
                (Some(x), Some(y)) => x.key != y.key && person::conflict(&x.name, &y.name),
                _ => true,
            };
            if self.groups.join(a, b, conflict) {
                self.merges.push((a, b, because, confidence));
            }
        }
    }

    /// Names with links to two that conflict: "John Okafor" beside "John A. Okafor" and "John B. Okafor". They are
    /// merged with neither.
    fn unclear(&self, links: &[(u32, u32, Because, f32)]) -> FxHashSet<u32> {
        let mut linked: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &(a, b, ..) in links {
            linked.entry(a).or_default().push(b);
            linked.entry(b).or_default().push(a);
        }
        let conflict = |a: u32, b: u32| match (self.spelling(a), self.spelling(b)) {
            (Some(x), Some(y)) => person::conflict(&x.name, &y.name),
            _ => false,
        };
        let fits_two = |others: &[u32]| {
            let others = || others.iter().take(MAX_NEIGHBOURS);
            others().enumerate().any(|(at, &a)| others().skip(at + 1).any(|&b| conflict(a, b)))
        };
        linked.iter().filter(|(_, others)| fits_two(others)).map(|(&at, _)| at).collect()
    }

    /// Indexes full names by each of their words.
    fn index_people(&mut self) {
        for at in self.sorted(|spelling| spelling.kind == Kind::Person && spelling.shape == Shape::Full) {
            let Some(spelling) = self.spelling(at) else { continue };
            for part in spelling.name.parts.iter().filter(|part| part.form == Form::Word) {
                let list = self.people.entry(part.folded.clone()).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
    }

    /// Resolves the mentions of every document: for each its unit.
    fn read_documents(&mut self, documents: &[Vec<Use>]) -> Vec<Vec<Option<Unit>>> {
        let expansions = self.expansions(documents);
        let contexts = Contexts::new(self, documents);
        let mut plans: Vec<Plan> = Vec::with_capacity(documents.len());
        for (number, uses) in documents.iter().enumerate() {
            plans.push(self.plan(DocumentId(number as u32), uses, &expansions, &contexts));
        }
        let allowed = self.allowed(&plans);
        let mut units = Vec::with_capacity(documents.len());
        for ((number, uses), plan) in documents.iter().enumerate().zip(plans) {
            units.push(self.carry_out(DocumentId(number as u32), uses, &plan, &allowed));
        }
        units
    }

    /// Resolutions of short forms that the cannot-link constraints leave, as pairs of spelling and cluster; `None`
    /// without constraints. Decided in the order of the spellings, so that the order of documents does not matter.
    fn allowed(&self, plans: &[Plan]) -> Option<FxHashSet<(u32, u32)>> {
        if !self.groups.has_apart() {
            return None;
        }
        let mut wanted: FxHashSet<(u32, u32)> = FxHashSet::default();
        for reading in plans.iter().flatten() {
            if let Some((spelling, Some(reading))) = reading {
                wanted.insert((*spelling, self.groups.group(reading.target)));
            }
        }
        let mut wanted: Vec<(u32, u32)> = wanted.into_iter().collect();
        let text = |at: u32| self.spelling(at).map(|spelling| spelling.text.as_str());
        let first_text = |group: u32| self.groups.members(group).iter().filter_map(|&at| text(at)).min();
        sort_by_key(&mut wanted, |&(spelling, group)| (text(spelling), first_text(group)));
        let mut held: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut allowed = FxHashSet::default();
        for (spelling, group) in wanted {
            let held = held.entry(group).or_insert_with(|| self.groups.members(group).to_vec());
            // The whole cluster of the short form comes with it.
            let own = self.groups.members(spelling);
            if !held.iter().any(|&at| own.iter().any(|&own| self.groups.is_apart(at, own))) {
                held.push(spelling);
                allowed.insert((spelling, group));
            }
        }
        Some(allowed)
    }
}

/// A kind takes a name over where it has it this many times as often as all other kinds together. At 1 the greater half
/// wins; much more leaves errors of the tagger alone.
const DOMINANT: u32 = 3;

/// In a block a name is compared with at most so many that follow it.
const MAX_NEIGHBOURS: usize = 60;

/// Complete linkage looks at every pair across two clusters; with more pairs than these they are not one person's.
const MAX_PAIRS: usize = 2_500;

/// For each mention its spelling and its resolution; the latter `None` where it stands for itself.
type Plan = Vec<Option<(u32, Option<Reading>)>>;

/// Blocking keys of a full name: names are only compared where they share one (blocking of record linkage; Newcombe et
/// al. 1959). Any two of its words by their phonetic skeletons, in either order, and a word with the base form of
/// another, where that is a given name.
fn keys_of(name: &Name) -> Vec<String> {
    let words: Vec<_> = name.parts.iter().filter(|part| part.form == Form::Word).collect();
    let mut keys = Vec::new();
    for (at, x) in words.iter().enumerate() {
        for y in words.iter().skip(at + 1) {
            let (x_key, y_key) = (x.key(), y.key());
            keys.push(if x_key <= y_key { format!("{x_key} {y_key}") } else { format!("{y_key} {x_key}") });
            keys.extend(x.lists.iter().map(|list| format!("{y_key} {list}")));
            keys.extend(y.lists.iter().map(|list| format!("{x_key} {list}")));
        }
    }
    // For names whose spaces went astray.
    keys.push(name.joined());
    sort_by(&mut keys, |x, y| x.cmp(y));
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::name::COMPARED;

    /// Different given names that begin with the same consonants.
    fn given(number: usize) -> String {
        const SYLLABLES: [&str; 8] = ["lan", "gur", "pev", "dob", "fim", "sut", "wek", "rox"];
        let syllable = |at: usize| SYLLABLES.get(at % SYLLABLES.len()).copied().unwrap_or_default();
        format!("Karmel{}{}{}", syllable(number), syllable(number / 8), syllable(number / 64))
    }

    /// Comparisons of words for so many people of one surname, each mentioned in full and then by the surname, all in
    /// one document or two people a document.
    fn compared(people: usize, in_one: bool) -> u64 {
        let mut resolver = Resolver::default();
        let mut text = String::new();
        let mut mentions = Vec::new();
        let mut add = |text: &mut String, mentions: &mut Vec<Mention>| {
            resolver.add(text, mentions);
            text.clear();
            mentions.clear();
        };
        for number in 0..people {
            for name in [format!("{} Okafor", given(number)), "Okafor".to_owned()] {
                let start = text.len();
                text.push_str(&name);
                mentions.push(Mention { span: Span::new(start, text.len()), kind: Kind::Person, confidence: 1.0 });
                text.push_str(" said. ");
            }
            if !in_one && number % 2 == 1 {
                add(&mut text, &mut mentions);
            }
        }
        add(&mut text, &mut mentions);
        COMPARED.set(0);
        let entities = resolver.finish(&Corrections::default());
        assert!(entities.entities.len() > 10);
        COMPARED.get()
    }

    #[test]
    fn work_grows_with_the_names_and_not_with_their_square() {
        for in_one in [true, false] {
            let (some, more) = (compared(100, in_one), compared(400, in_one));
            assert!(some > 100, "{some} words compared");
            assert!(more < 6 * some, "four times the names, {some} and {more} words compared");
        }
    }
}
