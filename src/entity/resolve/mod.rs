//! From mentions to entities: which spellings, in one document and in many, name one person, body or place.
//!
//! A spelling that says enough – a full name, the name of a place – stands for one entity in the whole corpus. Full names
//! that are one person's are put together first ([`person::link`]), whatever document they stand in, in an order that only
//! depends on the names. What says less – a surname, initials, an acronym – is then read in its document: it goes to the
//! one entity there that it fits, the nearest before it where it fits several, and else stays alone.
//!
//! Work grows with the number of mentions: names are only compared with those that share a key.

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

/// The entities behind `mentions` of `documents`. See [`Resolver`] for documents that come one by one.
pub fn resolve(documents: &[(Document, Vec<Mention>)], corrections: &Corrections) -> Entities {
    let mut resolver = Resolver::default();
    documents.iter().for_each(|(document, mentions)| resolver.add(&document.text, mentions));
    resolver.finish(corrections)
}

/// A spelling of the corpus, with what is known of it.
#[derive(Debug)]
struct Spelling {
    kind: Kind,
    text: String,
    name: Name,
    shape: Shape,
    /// Spellings of one kind with one key are one thing, as far as spellings go.
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

/// The words of a mention: spaces evened out, a possessive and marks around left off.
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

/// Takes the mentions of documents one by one and keeps of each text the spellings alone.
#[derive(Debug, Default)]
pub struct Resolver {
    spellings: Vec<Spelling>,
    by_text: ByText,
    documents: Vec<Vec<Use>>,
}

/// The numbers of the spellings of each kind.
type ByText = [FxHashMap<String, u32>; Kind::ALL.len()];

/// A spelling at a place.
#[derive(Debug, Clone, Copy)]
struct Use {
    /// `None` where there is no word.
    spelling: Option<u32>,
    span: Span,
    /// Whether it stands in brackets right after the mention before.
    bracketed: bool,
    /// Whether it came as another kind than it is now read as.
    recast: bool,
}

impl Resolver {
    /// Takes the next document: its text and its mentions, which rise.
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

    /// The number of a spelling, new or known.
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

    /// Reads as the kind that a name nearly always has what came as another: "Kremlin" as organisation among many places.
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
        // A surname that people of the corpus bear is left to them.
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
                // Towns have people's names: that one is spoken of more does not make the other him.
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

    /// The entities of all documents that came.
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

/// What a mention was taken for: a group of spellings, or a spelling in one document alone.
type Unit = u32;

/// How a spelling that says little was read in a document.
#[derive(Debug, Clone, Copy)]
struct Reading {
    /// The spelling whose group it is taken for.
    target: u32,
    because: Because,
    confidence: f32,
}

struct Work<'a> {
    spellings: &'a [Spelling],
    groups: Groups,
    /// Whether the reader said what the spelling is: then it is not read in its document.
    pinned: Vec<bool>,
    /// Merges by the names alone: the two spellings, why, how sure.
    merges: Vec<(u32, u32, Because, f32)>,
    /// Merges by what a document says.
    read: Vec<(u32, DocumentId, Reading)>,
    /// Full names of people by each word, folded.
    people: FxHashMap<String, Vec<u32>>,
    /// The unit of a group of spellings that say little, where it stands for itself in a document.
    alone: FxHashMap<(u32, u32), Unit>,
    /// Whom in the corpus a spelling fits that says little, once it was asked for.
    known: RefCell<FxHashMap<u32, Bearer>>,
}

/// Whom in the corpus a spelling fits that says little.
#[derive(Debug, Clone, Copy)]
enum Bearer {
    Nobody,
    /// One person, by a full name.
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

    /// Whether a spelling stands for the same thing in every document.
    fn says_enough(&self, at: u32) -> bool {
        self.pinned.get(at as usize) == Some(&true)
            || self.spelling(at).is_some_and(|spelling| spelling.shape == Shape::Full)
    }

    /// Spellings in an order that depends on them alone.
    fn sorted(&self, keep: impl Fn(&Spelling) -> bool) -> Vec<u32> {
        let mut numbers: Vec<u32> =
            (0..self.spellings.len() as u32).filter(|&at| self.spelling(at).is_some_and(&keep)).collect();
        sort_by_key(&mut numbers, |&at| self.spelling(at).map(|spelling| (spelling.kind, spelling.text.as_str())));
        numbers
    }

    /// What the reader said comes first.
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

    /// Spellings with one key are one thing.
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

    /// Full names of one person are put together, the surest first.
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
                // Of very many names with one key only neighbours are compared, to keep the work in bounds.
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

    /// Names that could be two people's: "John Okafor" beside both "John A. Okafor" and "John B. Okafor".
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

    /// Every full name under each of its words.
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

    /// Reads every document: for each mention the unit it is taken for.
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

    /// Of all readings of one spelling as one group those that what the reader told apart leaves: decided in the order of the
    /// spellings, so that the order of documents does not matter.
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
            // Whatever shares the spelling's own group comes with it.
            let own = self.groups.members(spelling);
            if !held.iter().any(|&at| own.iter().any(|&own| self.groups.is_apart(at, own))) {
                held.push(spelling);
                allowed.insert((spelling, group));
            }
        }
        Some(allowed)
    }
}

/// A kind has a name to itself that has it so many times as often as all other kinds together. 1 lets the greater half win;
/// much more leaves slips of the tagger apart.
const DOMINANT: u32 = 3;

/// Names beyond so many neighbours under one key are not compared.
const MAX_NEIGHBOURS: usize = 60;

/// Groups are only put together if each spelling of one may be each of the other. So many pairs are no person's.
const MAX_PAIRS: usize = 2_500;

/// For each mention its spelling and how it is read; `None` for the reading where it stands for itself.
type Plan = Vec<Option<(u32, Option<Reading>)>>;

/// Keys under which a full name is compared with others: any two of its words by their consonants, in either order, and
/// the family name with what the given name is a form of.
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
    // Words whose space went astray.
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

    /// How many words are compared where so many people of one surname are each named in full and then by the surname, all in
    /// one document or each pair of them in one of its own.
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
