//! Reading what says little in the document where it stands, and putting the entities together.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::organisation::{initials, is_known, letters, may_shorten};
use super::person::{Fit, Shape, find_part, fit_initials};
use super::{Alias, Bearer, Because, Entities, Entity, Merge, Occurrence, Plan, Reading, Resolver, Unit, Use, Work};
use crate::document::DocumentId;
use crate::entity::Kind;
use crate::fold::fold;
use crate::order::{sort_by, sort_by_key};
use crate::token::words_of;

/// What each group of spellings that say enough is mentioned with.
pub struct Contexts {
    /// Groups that stand in each document.
    of_document: Vec<Vec<u32>>,
    /// Documents of each person.
    of_person: FxHashMap<u32, Vec<u32>>,
    /// What stands beside a person anywhere, once it was asked for.
    beside: RefCell<FxHashMap<u32, FxHashSet<u32>>>,
}

impl Contexts {
    pub fn new(work: &Work<'_>, documents: &[Vec<Use>]) -> Self {
        let mut of_document = Vec::with_capacity(documents.len());
        let mut of_person: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (number, uses) in documents.iter().enumerate() {
            let spellings = uses.iter().filter_map(|at| at.spelling).filter(|&at| work.says_enough(at));
            let mut groups: Vec<u32> = spellings.map(|at| work.groups.group(at)).collect();
            sort_by_key(&mut groups, |&group| group);
            groups.dedup();
            for &group in &groups {
                if work.spelling(group).is_some_and(|spelling| spelling.kind == Kind::Person) {
                    of_person.entry(group).or_default().push(number as u32);
                }
            }
            of_document.push(groups);
        }
        Contexts { of_document, of_person, beside: RefCell::default() }
    }

    /// Whether `document` names two things or more that `person` is named with elsewhere.
    fn share(&self, document: DocumentId, person: u32) -> bool {
        let Some(here) = self.of_document.get(document.0 as usize) else { return false };
        let mut beside = self.beside.borrow_mut();
        let beside = beside.entry(person).or_insert_with(|| {
            let documents = self.of_person.get(&person).into_iter().flatten();
            let groups = documents.filter_map(|&document| self.of_document.get(document as usize));
            groups.flatten().copied().filter(|&group| group != person).collect()
        });
        here.iter().filter(|&group| beside.contains(group)).take(2).count() > 1
    }
}

/// The people named in full in one document, by the keys of their words.
#[derive(Default)]
struct Present {
    by_key: FxHashMap<String, Vec<u32>>,
}

impl Present {
    fn add(&mut self, work: &Work<'_>, at: u32) {
        let Some(spelling) = work.spelling(at) else { return };
        for part in &spelling.name.parts {
            let list = self.by_key.entry(part.key()).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
}

/// Organisations by initials of their words, and whether those are of words with capitals alone.
type ByInitials = FxHashMap<String, Vec<(u32, bool)>>;

impl Work<'_> {
    /// Long names of acronyms that stand in brackets after them, or fit them by their initials in one document anywhere, by the
    /// acronym's group.
    pub(super) fn expansions(&self, documents: &[Vec<Use>]) -> FxHashMap<u32, FxHashSet<u32>> {
        let mut found: FxHashMap<u32, FxHashSet<u32>> = FxHashMap::default();
        for uses in documents {
            for (long, short) in self.bracketed(uses) {
                found.entry(self.groups.group(short)).or_default().insert(self.groups.group(long));
            }
            let mut here: Vec<u32> = uses.iter().filter_map(|at| at.spelling).collect();
            sort_by_key(&mut here, |&at| at);
            here.dedup();
            here.retain(|&at| self.spelling(at).is_some_and(|spelling| spelling.kind == Kind::Organisation));
            let (long, short): (Vec<u32>, Vec<u32>) = here.into_iter().partition(|&at| self.says_enough(at));
            let by_initials = if short.is_empty() { FxHashMap::default() } else { self.by_initials(&long) };
            for at in short {
                let longs = self.longs(at, &by_initials).into_iter().map(|long| self.groups.group(long));
                found.entry(self.groups.group(at)).or_default().extend(longs);
            }
        }
        found
    }

    /// Pairs "Ministry of Works (MoW)" in a document: the long name, the short one.
    fn bracketed(&self, uses: &[Use]) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for two in uses.windows(2) {
            let [first, second] = two else { continue };
            let (Some(a), Some(b)) = (first.spelling.filter(|_| second.bracketed), second.spelling) else { continue };
            let (Some(x), Some(y)) = (self.spelling(a), self.spelling(b)) else { continue };
            if x.kind != Kind::Organisation || y.kind != Kind::Organisation {
                continue;
            }
            match (x.shape, y.shape) {
                (Shape::Full, Shape::Initials) if may_shorten(&y.text, &x.text) => found.push((a, b)),
                (Shape::Initials, Shape::Full) if may_shorten(&x.text, &y.text) => found.push((b, a)),
                _ => {}
            }
        }
        found
    }

    /// How each mention of a document is read.
    pub(super) fn plan(
        &self,
        document: DocumentId,
        uses: &[Use],
        expansions: &FxHashMap<u32, FxHashSet<u32>>,
        contexts: &Contexts,
    ) -> Plan {
        let mut present = Present::default();
        let mut organisations: Vec<u32> = Vec::new();
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for at in uses.iter().filter_map(|at| at.spelling) {
            let count = counts.entry(at).or_default();
            *count += 1;
            let Some(spelling) = self.spelling(at).filter(|_| *count == 1 && self.says_enough(at)) else { continue };
            match spelling.kind {
                Kind::Person => present.add(self, at),
                Kind::Organisation => organisations.push(at),
                _ => {}
            }
        }
        let mut readings: FxHashMap<u32, Vec<Reading>> = FxHashMap::default();
        let mut weak: Vec<u32> = counts.keys().copied().filter(|&at| !self.says_enough(at)).collect();
        sort_by_key(&mut weak, |&at| self.spelling(at).map(|spelling| (spelling.kind, spelling.text.as_str())));
        let mut bracketed: FxHashMap<u32, u32> = FxHashMap::default();
        for (long, short) in self.bracketed(uses) {
            bracketed.entry(self.groups.group(short)).or_insert(long);
        }
        let by_initials = self.by_initials(&organisations);
        let (mut initials, mut singles) = (Vec::new(), Vec::new());
        for at in weak {
            match self.spelling(at).map(|spelling| (spelling.kind, spelling.shape)) {
                Some((Kind::Person, Shape::Initials)) => initials.push(at),
                Some((Kind::Person, _)) => singles.push(at),
                _ => {
                    let found = self.read_acronym(at, &bracketed, &by_initials, expansions);
                    readings.insert(at, found.into_iter().collect());
                }
            }
        }
        for &at in &initials {
            let Some(&count) = counts.get(&at) else { continue };
            let found = self.read_initials(at, &present, count);
            readings.insert(at, found.into_iter().collect());
        }
        // Initials that stand for nobody else here are somebody whom a surname may mean.
        for &at in &initials {
            if readings.get(&at).is_none_or(Vec::is_empty) {
                present.add(self, at);
            }
        }
        for &at in &singles {
            readings.insert(at, self.read_single(at, &present, document, contexts));
        }
        self.choose(uses, &readings)
    }

    /// One reading for each mention: where several are possible, the one whose bearer was named last before.
    fn choose(&self, uses: &[Use], readings: &FxHashMap<u32, Vec<Reading>>) -> Plan {
        // For each group the spellings that it may be meant by, so that a mention costs no look at all who bear its name.
        let mut meant_by: FxHashMap<u32, Vec<(u32, Reading)>> = FxHashMap::default();
        for (&at, several) in readings.iter().filter(|(_, readings)| readings.len() > 1) {
            for &reading in several {
                meant_by.entry(self.groups.group(reading.target)).or_default().push((at, reading));
            }
        }
        let mut last_named: FxHashMap<u32, Reading> = FxHashMap::default();
        let mut plan = Vec::with_capacity(uses.len());
        for used in uses {
            let Some(at) = used.spelling else {
                plan.push(None);
                continue;
            };
            let nearest = || {
                let reading = last_named.get(&at)?;
                Some(Reading { because: Because::NearestBefore, confidence: 0.6, ..*reading })
            };
            let reading = match readings.get(&at).map(Vec::as_slice).unwrap_or_default() {
                [only] => Some(*only),
                _ => nearest(),
            };
            // Two bearers and none named before: a name of its own, though not a bearer.
            let target = reading.map_or(at, |reading| reading.target);
            for &(meant, reading) in meant_by.get(&self.groups.group(target)).into_iter().flatten() {
                last_named.insert(meant, reading);
            }
            plan.push(Some((at, reading)));
        }
        plan
    }

    /// Organisations of a document by the initials of their words.
    fn by_initials(&self, organisations: &[u32]) -> ByInitials {
        let mut found: ByInitials = FxHashMap::default();
        for &at in organisations {
            let Some(spelling) = self.spelling(at) else { continue };
            let [large, all] = initials(&spelling.text);
            if large.len() < 2 {
                continue;
            }
            if all != large {
                found.entry(all).or_default().push((at, false));
            }
            found.entry(large).or_default().push((at, true));
        }
        found
    }

    /// Organisations whose initials are the letters of an acronym.
    fn longs(&self, at: u32, by_initials: &ByInitials) -> Vec<u32> {
        let Some(spelling) = self.spelling(at) else { return Vec::new() };
        let [all, capitals] = letters(&spelling.text);
        let mut longs: Vec<u32> = by_initials.get(&all).into_iter().flatten().map(|&(long, _)| long).collect();
        if capitals != all {
            longs.extend(by_initials.get(&capitals).into_iter().flatten().filter(|long| long.1).map(|&(long, _)| long));
        }
        longs
    }

    fn read_acronym(
        &self,
        at: u32,
        bracketed: &FxHashMap<u32, u32>,
        by_initials: &ByInitials,
        expansions: &FxHashMap<u32, FxHashSet<u32>>,
    ) -> Option<Reading> {
        let spelling = self.spelling(at)?;
        let group = self.groups.group(at);
        if let Some(&target) = bracketed.get(&group) {
            return Some(Reading { target, because: Because::Expansion, confidence: 0.95 });
        }
        // Known everywhere, it needs no document.
        if is_known(&spelling.key) {
            return None;
        }
        let mut longs = self.longs(at, by_initials);
        sort_by_key(&mut longs, |&long| self.spelling(long).map(|long| long.text.as_str()));
        if let Some(&target) = longs.first() {
            let one = longs.iter().all(|&long| self.groups.group(long) == self.groups.group(target));
            return one.then_some(Reading { target, because: Because::Acronym, confidence: 0.85 });
        }
        let known = expansions.get(&group).filter(|known| known.len() == 1)?;
        known.iter().next().map(|&target| Reading { target, because: Because::Expansion, confidence: 0.75 })
    }

    /// The one person of the document, or else of the corpus, whom initials and a surname fit.
    fn read_initials(&self, at: u32, present: &Present, count: u32) -> Option<Reading> {
        let name = &self.spelling(at)?.name;
        let key = name.family()?.key();
        let (mut agreeing, mut others) = (Vec::new(), Vec::new());
        for &full in present.by_key.get(&key).into_iter().flatten() {
            match self.spelling(full).and_then(|full| fit_initials(name, &full.name)) {
                Some(Fit::Agrees) => agreeing.push(full),
                Some(Fit::OtherInitial) => others.push(full),
                None => {}
            }
        }
        if !agreeing.is_empty() {
            return self.only(&agreeing, Because::Initial, 0.9);
        }
        // Once or twice it may be a slip; more often it is somebody.
        if !others.is_empty() && matches!(self.bearer(at), Bearer::Nobody) && count <= 2 {
            return self.only(&others, Because::WrongInitial, 0.6);
        }
        match self.bearer(at) {
            Bearer::One(target) => Some(Reading { target, because: Because::Initial, confidence: 0.75 }),
            _ => None,
        }
    }

    /// Everybody in the document whom a single name fits; or else the only one in the corpus, where the document is about
    /// the same things.
    fn read_single(&self, at: u32, present: &Present, document: DocumentId, contexts: &Contexts) -> Vec<Reading> {
        let Some(spelling) = self.spelling(at) else { return Vec::new() };
        let name = &spelling.name;
        let Some(key) = name.family().map(|part| part.key()) else { return Vec::new() };
        let found = |list: Option<&Vec<u32>>| -> Vec<(Because, u32)> {
            let part = |&full: &u32| Some((find_part(name, &self.spelling(full)?.name)?, full));
            let mut found: Vec<(Because, u32)> = list.into_iter().flatten().filter_map(part).collect();
            sort_by_key(&mut found, |&(because, full)| (because, self.spelling(full).map(|full| full.text.as_str())));
            found
        };
        let here = found(present.by_key.get(&key));
        for (wanted, confidence) in [(Because::Surname, 0.9), (Because::GivenName, 0.75), (Because::Typo, 0.7)] {
            let (mut readings, mut seen) = (Vec::<Reading>::new(), FxHashSet::default());
            for &(because, target) in here.iter().filter(|(because, _)| *because == wanted) {
                if seen.insert(self.groups.group(target)) {
                    readings.push(Reading { target, because, confidence });
                }
            }
            // "Mr" goes to whoever is known for a man, where somebody is.
            let known = |reading: &Reading| {
                let first = self.spelling(reading.target).and_then(|full| full.name.parts.first());
                name.addressed.is_some() && first.and_then(|first| first.gender()) == name.addressed
            };
            if readings.iter().any(known) {
                readings.retain(known);
            }
            // A slip or a given name that fits two fits nobody.
            if !readings.is_empty() {
                return if wanted != Because::Surname && readings.len() > 1 { Vec::new() } else { readings };
            }
        }
        match self.bearer(at) {
            Bearer::One(target) if contexts.share(document, self.groups.group(target)) => {
                vec![Reading { target, because: Because::OnlyBearer, confidence: 0.65 }]
            }
            _ => Vec::new(),
        }
    }

    /// Whom in the corpus a single name, or initials and a surname, fit. Looked for once a spelling: many may bear a surname,
    /// and many documents name it.
    fn bearer(&self, at: u32) -> Bearer {
        if let Some(&known) = self.known.borrow().get(&at) {
            return known;
        }
        let bearer = self.find_bearer(at);
        self.known.borrow_mut().insert(at, bearer);
        bearer
    }

    fn find_bearer(&self, at: u32) -> Bearer {
        let Some(spelling) = self.spelling(at).filter(|spelling| spelling.kind == Kind::Person) else {
            return Bearer::Nobody;
        };
        let name = &spelling.name;
        let Some(key) = name.family().map(|part| part.folded.as_str()) else { return Bearer::Nobody };
        let bears = |full: u32| {
            self.spelling(full).is_some_and(|full| match spelling.shape {
                Shape::Single => find_part(name, &full.name) == Some(Because::Surname),
                _ => fit_initials(name, &full.name) == Some(Fit::Agrees),
            })
        };
        let mut found = None;
        for &full in self.people.get(key).into_iter().flatten() {
            let is_new = found.is_none_or(|found| self.groups.group(found) != self.groups.group(full));
            if is_new && bears(full) {
                if found.is_some() {
                    return Bearer::Several;
                }
                found = Some(full);
            }
        }
        found.map_or(Bearer::Nobody, Bearer::One)
    }

    /// A reading where all of `targets` are one.
    fn only(&self, targets: &[u32], because: Because, confidence: f32) -> Option<Reading> {
        let (&target, rest) = targets.split_first()?;
        let group = self.groups.group(target);
        rest.iter().all(|&other| self.groups.group(other) == group).then_some(Reading { target, because, confidence })
    }

    /// The unit of each mention, by its plan.
    pub(super) fn carry_out(
        &mut self,
        document: DocumentId,
        uses: &[Use],
        plan: &Plan,
        allowed: &Option<FxHashSet<(u32, u32)>>,
    ) -> Vec<Option<Unit>> {
        debug_assert_eq!(uses.len(), plan.len());
        let (mut told, mut recast) = (FxHashSet::<(u32, u32)>::default(), FxHashSet::<(u32, u32)>::default());
        let mut units = Vec::with_capacity(plan.len());
        for (planned, used) in plan.iter().zip(uses) {
            let Some((at, reading)) = *planned else {
                units.push(None);
                continue;
            };
            let reading = reading.filter(|reading| {
                let group = self.groups.group(reading.target);
                allowed.as_ref().is_none_or(|allowed| allowed.contains(&(at, group)))
            });
            let unit = match reading {
                Some(reading) => {
                    // Initials that stand for nobody else here may themselves be alone in this document.
                    let unit = self.own_unit(reading.target, document);
                    if told.insert((at, reading.target)) {
                        self.read.push((at, document, reading));
                    }
                    unit
                }
                None => self.own_unit(at, document),
            };
            let target = reading.map_or(at, |reading| reading.target);
            if used.recast && recast.insert((at, target)) {
                self.read.push((at, document, Reading { target, because: Because::OtherKind, confidence: 0.7 }));
            }
            units.push(Some(unit));
        }
        units
    }

    /// The unit of a spelling that stands for itself: its group, or, where several people of the corpus bear the name, a
    /// unit of this document alone.
    fn own_unit(&mut self, at: u32, document: DocumentId) -> Unit {
        let group = self.groups.group(at);
        if self.says_enough(at) || self.groups.members(at).iter().any(|&member| self.says_enough(member)) {
            return group;
        }
        if let Some(&unit) = self.alone.get(&(group, document.0)) {
            return unit;
        }
        let several = matches!(self.bearer(at), Bearer::Several);
        let unit = if several { self.groups.add() } else { group };
        self.alone.insert((group, document.0), unit);
        unit
    }
}

/// The entities of all units.
pub fn build(resolver: &Resolver, work: &Work<'_>, units: Vec<Vec<Option<Unit>>>) -> Entities {
    let mut number_of_unit: FxHashMap<Unit, u32> = FxHashMap::default();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut of_mentions: Vec<Vec<Option<u32>>> = Vec::with_capacity(units.len());
    for ((document, uses), units) in resolver.documents.iter().enumerate().zip(&units) {
        let mut numbers = Vec::with_capacity(uses.len());
        for (used, unit) in uses.iter().zip(units) {
            let (Some(unit), Some(spelling)) = (*unit, used.spelling) else {
                numbers.push(None);
                continue;
            };
            let number = *number_of_unit.entry(unit).or_insert_with(|| {
                drafts.push(Draft { counts: FxHashMap::default(), mentions: Vec::new(), merges: Vec::new() });
                drafts.len() as u32 - 1
            });
            if let Some(draft) = drafts.get_mut(number as usize) {
                *draft.counts.entry(spelling).or_default() += 1;
                draft.mentions.push(Occurrence { document: DocumentId(document as u32), span: used.span });
            }
            numbers.push(Some(number));
        }
        of_mentions.push(numbers);
    }
    let text = |at: u32| work.spelling(at).map(|spelling| spelling.text.clone()).unwrap_or_default();
    for &(a, b, because, confidence) in &work.merges {
        let draft = number_of_unit.get(&work.groups.group(a)).and_then(|&at| drafts.get_mut(at as usize));
        if let Some(draft) = draft {
            draft.merges.push(Merge { a: text(a), b: text(b), document: None, because, confidence });
        }
    }
    for &(at, document, reading) in &work.read {
        let target = work.groups.group(reading.target);
        let unit = work.alone.get(&(target, document.0)).copied().unwrap_or(target);
        if let Some(draft) = number_of_unit.get(&unit).and_then(|&at| drafts.get_mut(at as usize)) {
            let Reading { because, confidence, .. } = reading;
            draft.merges.push(Merge {
                a: text(reading.target),
                b: text(at),
                document: Some(document),
                because,
                confidence,
            });
        }
    }
    in_order(work, drafts, of_mentions)
}

struct Draft {
    counts: FxHashMap<u32, u32>,
    mentions: Vec<Occurrence>,
    merges: Vec<Merge>,
}

impl Draft {
    /// The spelling to show: the most complete; of those the one whose family name is written most often, in whatever
    /// company; then the most frequent, then the longest.
    fn name(&self, work: &Work<'_>) -> u32 {
        let mut families: FxHashMap<&str, u32> = FxHashMap::default();
        for (&at, &count) in &self.counts {
            if let Some(family) = work.spelling(at).and_then(|spelling| spelling.name.family()) {
                *families.entry(family.folded.as_str()).or_default() += count;
            }
        }
        let rank = |at: u32, count: u32| {
            let spelling = work.spelling(at);
            let shape = spelling.map_or(0, |spelling| match spelling.shape {
                Shape::Full => 2,
                Shape::Initials => 1,
                Shape::Single => 0,
            });
            let text = spelling.map(|spelling| spelling.text.as_str()).unwrap_or_default();
            let shouts = text.chars().count() > 5 && !text.chars().any(char::is_lowercase);
            let plain = spelling.is_none_or(|spelling| !spelling.name.titled) && !fold(text).starts_with("the ");
            let family = spelling.and_then(|spelling| spelling.name.family()).map(|part| part.folded.as_str());
            let family = family.and_then(|family| families.get(family)).copied().unwrap_or_default();
            (shape, !shouts, plain, family, count, text.len(), std::cmp::Reverse(text))
        };
        let best = self.counts.iter().max_by(|x, y| rank(*x.0, *x.1).cmp(&rank(*y.0, *y.1)));
        debug_assert!(best.is_some(), "a draft has a mention");
        best.map_or(0, |(&at, _)| at)
    }

    fn aliases(&self, work: &Work<'_>) -> Vec<Alias> {
        let text = |at: u32| work.spelling(at).map(|spelling| spelling.text.clone()).unwrap_or_default();
        let mut aliases: Vec<Alias> = self.counts.iter().map(|(&at, &count)| Alias { text: text(at), count }).collect();
        sort_by(&mut aliases, |x, y| y.count.cmp(&x.count).then_with(|| x.text.cmp(&y.text)));
        aliases
    }
}

/// Entities by number of mentions, with ids, and the mentions pointing at them.
fn in_order(work: &Work<'_>, drafts: Vec<Draft>, mut of_mentions: Vec<Vec<Option<u32>>>) -> Entities {
    let mut entities: Vec<(u32, Entity)> = Vec::with_capacity(drafts.len());
    for (number, draft) in drafts.into_iter().enumerate() {
        let Some(spelling) = work.spelling(draft.name(work)) else { continue };
        let aliases = draft.aliases(work);
        let mut merges = draft.merges;
        sort_by(&mut merges, |x, y| (x.document, &x.a, &x.b, x.because).cmp(&(y.document, &y.a, &y.b, y.because)));
        let (kind, name) = (spelling.kind, spelling.text.clone());
        let id = id(kind, &name);
        entities.push((number as u32, Entity { id, kind, name, aliases, mentions: draft.mentions, merges }));
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
        // Namesakes, each known from one document alone.
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
    Entities { entities: entities.into_iter().map(|(_, entity)| entity).collect(), of_mentions }
}

/// Kind and name, word by word as the index has them, so that an entity is found by its id; letters of other alphabets stay
/// as they are.
fn id(kind: Kind, name: &str) -> String {
    let mut id = String::from(kind.name());
    for word in words_of(name) {
        id.push('-');
        id.push_str(&word);
    }
    id
}
