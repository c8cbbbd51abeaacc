//! Coreference within a document: short forms are resolved to full names.

use rustc_hash::{FxHashMap, FxHashSet};

use super::acronym::AcronymExpansions;
use super::cooccurrence::CooccurrenceContexts;
use super::document_cues::{DocumentCues, voted_gender};
use super::entity::MergeReason;
use super::person::{InitialsFit, MAX_NAMESAKES, NameCompleteness, find_part, fit_initials};
use super::spelling::{NameSpelling, SpellingUse};
use super::state::{NameBearer, ResolutionState, ResolutionUnit, ShortFormReading};
use crate::document::DocumentId;
use crate::entity::EntityKind;
use crate::entity::name::PersonName;
use crate::order::sort_by_key;

/// For each mention its spelling and its resolution; the latter `None` where it stands for itself.
pub type ReadingPlan = Vec<Option<(u32, Option<ShortFormReading>)>>;

/// Full names in one document: candidate antecedents.
#[derive(Default)]
struct DocumentNames {
    /// People by the phonetic keys of their words.
    people_by_key: FxHashMap<String, Vec<u32>>,
    /// Organisations of several words by the first.
    organisations_by_word: FxHashMap<String, u32>,
}

impl DocumentNames {
    fn add(&mut self, state: &ResolutionState<'_>, at: u32) {
        let Some(spelling) = state.spelling(at) else { return };
        for part in &spelling.name.components {
            let list = self.people_by_key.entry(part.blocking_key()).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
}

impl ResolutionState<'_> {
    /// Resolves the mentions of every document: for each its unit.
    pub fn read_documents(&mut self, documents: &[Vec<SpellingUse>]) -> Vec<Vec<Option<ResolutionUnit>>> {
        let expansions = self.acronym_expansions(documents);
        let contexts = CooccurrenceContexts::new(self, documents);
        let mut plans: Vec<ReadingPlan> = Vec::with_capacity(documents.len());
        for (number, uses) in documents.iter().enumerate() {
            plans.push(self.plan_readings(DocumentId(number as u32), uses, &expansions, &contexts));
        }
        self.resolve_surnames(documents, &mut plans);
        self.merge_titled_surnames(&plans);
        let allowed = self.allowed_readings(&plans);
        let mut units = Vec::with_capacity(documents.len());
        for ((number, uses), plan) in documents.iter().enumerate().zip(plans) {
            units.push(self.apply_plan(DocumentId(number as u32), uses, &plan, &allowed));
        }
        units
    }

    /// Resolutions of short forms that the cannot-link constraints leave, as pairs of spelling and cluster; `None`
    /// without constraints. Decided in the order of the spellings, so that the order of documents does not matter.
    fn allowed_readings(&self, plans: &[ReadingPlan]) -> Option<FxHashSet<(u32, u32)>> {
        if !self.clusters.has_cannot_links() {
            return None;
        }
        let mut wanted: FxHashSet<(u32, u32)> = FxHashSet::default();
        for reading in plans.iter().flatten() {
            if let Some((spelling, Some(reading))) = reading {
                wanted.insert((*spelling, self.clusters.find_root(reading.target)));
            }
        }
        let mut wanted: Vec<(u32, u32)> = wanted.into_iter().collect();
        let text = |at: u32| self.spelling(at).map(|spelling| spelling.text.as_str());
        let first_text = |group: u32| self.clusters.members(group).iter().filter_map(|&at| text(at)).min();
        sort_by_key(&mut wanted, |&(spelling, group)| (text(spelling), first_text(group)));
        let mut held: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut allowed = FxHashSet::default();
        for (spelling, group) in wanted {
            let held = held.entry(group).or_insert_with(|| self.clusters.members(group).to_vec());
            // The whole cluster of the short form comes with it.
            let own = self.clusters.members(spelling);
            if !held.iter().any(|&at| own.iter().any(|&own| self.clusters.is_cannot_link(at, own))) {
                held.push(spelling);
                allowed.insert((spelling, group));
            }
        }
        Some(allowed)
    }

    /// Resolves each mention of a document: candidates first, then one for each mention.
    fn plan_readings(
        &self,
        document: DocumentId,
        uses: &[SpellingUse],
        expansions: &AcronymExpansions,
        contexts: &CooccurrenceContexts,
    ) -> ReadingPlan {
        let mut present = DocumentNames::default();
        let mut organisations: Vec<u32> = Vec::new();
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for at in uses.iter().filter_map(|at| at.spelling) {
            let count = counts.entry(at).or_default();
            *count += 1;
            let Some(spelling) = self.spelling(at).filter(|_| *count == 1 && self.is_corpus_wide(at)) else { continue };
            match spelling.kind {
                EntityKind::Person => present.add(self, at),
                EntityKind::Organisation => {
                    if let Some((word, _)) = spelling.equality_key.split_once(' ') {
                        present.organisations_by_word.entry(word.to_owned()).or_insert(at);
                    }
                    organisations.push(at);
                }
                _ => {}
            }
        }
        let mut readings: FxHashMap<u32, Vec<ShortFormReading>> = FxHashMap::default();
        let mut weak: Vec<u32> = counts.keys().copied().filter(|&at| !self.is_corpus_wide(at)).collect();
        sort_by_key(&mut weak, |&at| self.spelling(at).map(|spelling| (spelling.kind, spelling.text.as_str())));
        let mut bracketed: FxHashMap<u32, u32> = FxHashMap::default();
        for (long, short) in self.bracketed_acronyms(uses) {
            bracketed.entry(self.clusters.find_root(short)).or_insert(long);
        }
        let by_initials = self.organisations_by_initials(&organisations);
        let (mut initials, mut singles) = (Vec::new(), Vec::new());
        for at in weak {
            match self.spelling(at).map(|spelling| (spelling.kind, spelling.completeness)) {
                Some((EntityKind::Person, NameCompleteness::Initials)) => initials.push(at),
                Some((EntityKind::Person, _)) => singles.push(at),
                Some((_, NameCompleteness::Full)) | None => {}
                _ => {
                    let found = self.read_acronym(at, document, &bracketed, &by_initials, expansions, contexts);
                    readings.insert(at, found.into_iter().collect());
                }
            }
        }
        for &at in &initials {
            let Some(&count) = counts.get(&at) else { continue };
            let found = self.read_initials(at, &present, count);
            readings.insert(at, found.into_iter().collect());
        }
        // Initials without an antecedent are a candidate antecedent of a surname.
        for &at in &initials {
            if readings.get(&at).is_none_or(Vec::is_empty) {
                present.add(self, at);
            }
        }
        let cues = DocumentCues::new(self, uses);
        for &at in &singles {
            readings.insert(at, self.read_single(at, &present, &cues));
        }
        self.read_short_forms(uses, &counts, &mut readings);
        for at in organisations {
            let is_known_elsewhere = self.spelling(at).map(|spelling| spelling.count) != counts.get(&at).copied();
            if !is_known_elsewhere && let Some(reading) = self.read_mistagged_surname(at, &present) {
                readings.entry(at).or_default().push(reading);
            }
        }
        self.choose_readings(uses, &readings)
    }

    /// One resolution a mention: of several candidates the antecedent mentioned last before it.
    fn choose_readings(&self, uses: &[SpellingUse], readings: &FxHashMap<u32, Vec<ShortFormReading>>) -> ReadingPlan {
        // Short forms by the cluster they may mean, so that a mention does not go through all bearers of its name.
        let mut meant_by: FxHashMap<u32, Vec<(u32, ShortFormReading)>> = FxHashMap::default();
        for (&at, several) in readings.iter().filter(|(_, readings)| readings.len() > 1) {
            for &reading in several {
                meant_by.entry(self.clusters.find_root(reading.target)).or_default().push((at, reading));
            }
        }
        let mut last_named: FxHashMap<u32, ShortFormReading> = FxHashMap::default();
        let mut plan = Vec::with_capacity(uses.len());
        for used in uses {
            let Some(at) = used.spelling else {
                plan.push(None);
                continue;
            };
            let nearest = || {
                let reading = last_named.get(&at)?;
                Some(ShortFormReading { reason: MergeReason::NearestBefore, confidence: 0.6, ..*reading })
            };
            let reading = match readings.get(&at).map(Vec::as_slice).unwrap_or_default() {
                [only] => Some(*only),
                _ => nearest(),
            };
            // Two candidates and neither mentioned before: it stands for itself, and is no antecedent.
            let target = reading.map_or(at, |reading| reading.target);
            for &(meant, reading) in meant_by.get(&self.clusters.find_root(target)).into_iter().flatten() {
                last_named.insert(meant, reading);
            }
            plan.push(Some((at, reading)));
        }
        plan
    }

    /// Resolves initials and a surname to the one person of the document, or else of the corpus, whom they fit.
    fn read_initials(&self, at: u32, present: &DocumentNames, count: u32) -> Option<ShortFormReading> {
        let name = &self.spelling(at)?.name;
        let key = name.family_name()?.blocking_key();
        let (mut agreeing, mut others) = (Vec::new(), Vec::new());
        for &full in present.people_by_key.get(&key).into_iter().flatten() {
            match self.spelling(full).and_then(|full| fit_initials(name, &full.name)) {
                Some(InitialsFit::Agrees) => agreeing.push(full),
                Some(InitialsFit::OtherInitial) => others.push(full),
                None => {}
            }
        }
        if !agreeing.is_empty() {
            return self.only_reading(&agreeing, MergeReason::Initial, 0.9);
        }
        // Once or twice a wrong initial may be a misspelling; more often it is another person.
        if !others.is_empty() && matches!(self.corpus_bearer(at), NameBearer::Nobody) && count <= 2 {
            return self.only_reading(&others, MergeReason::WrongInitial, 0.6);
        }
        match self.corpus_bearer(at) {
            NameBearer::OnePerson(target) => {
                Some(ShortFormReading { target, reason: MergeReason::Initial, confidence: 0.75 })
            }
            _ => None,
        }
    }

    /// Candidates for a single name: the people of the document whom it fits; else an organisation there whose name
    /// begins with it.
    fn read_single(&self, at: u32, present: &DocumentNames, cues: &DocumentCues) -> Vec<ShortFormReading> {
        let Some(spelling) = self.spelling(at) else { return Vec::new() };
        let name = &spelling.name;
        let Some(key) = name.family_name().map(|part| part.blocking_key()) else { return Vec::new() };
        let found = |list: Option<&Vec<u32>>| -> Vec<(MergeReason, u32)> {
            let part = |&full: &u32| Some((find_part(name, &self.spelling(full)?.name)?, full));
            let mut found: Vec<(MergeReason, u32)> = list.into_iter().flatten().filter_map(part).collect();
            sort_by_key(&mut found, |&(reason, full)| (reason, self.spelling(full).map(|full| full.text.as_str())));
            found
        };
        let here = found(present.people_by_key.get(&key));
        for (wanted, confidence) in
            [(MergeReason::Surname, 0.9), (MergeReason::GivenName, 0.75), (MergeReason::Typo, 0.7)]
        {
            let (mut readings, mut seen) = (Vec::<ShortFormReading>::new(), FxHashSet::default());
            for &(reason, target) in here.iter().filter(|(reason, _)| *reason == wanted) {
                if seen.insert(self.clusters.find_root(target)) {
                    readings.push(ShortFormReading { target, reason, confidence });
                }
            }
            if readings.is_empty() {
                continue;
            }
            // The last word of a name is the surname, if any has it there.
            let is_last = |reading: &ShortFormReading| {
                let last = self.spelling(reading.target).and_then(|full| full.name.components.last());
                last.map(|part| &part.folded) == name.components.last().map(|part| &part.folded)
            };
            if wanted == MergeReason::Surname && readings.iter().any(is_last) {
                readings.retain(is_last);
            }
            self.keep_agreeing(at, cues, &mut readings);
            // A misspelling or a given name that fits two resolves to neither.
            return if wanted != MergeReason::Surname && readings.len() > 1 { Vec::new() } else { readings };
        }
        let organisation = present.organisations_by_word.get(spelling.equality_key.trim_end());
        let is_plain = here.is_empty() && !name.has_honorific;
        let short_form = |&target| ShortFormReading { target, reason: MergeReason::OtherKind, confidence: 0.7 };
        organisation.filter(|_| is_plain).map(short_form).into_iter().collect()
    }

    /// An organisation of one word that is the surname of the one person of the document who bears it.
    fn read_mistagged_surname(&self, at: u32, present: &DocumentNames) -> Option<ShortFormReading> {
        let spelling = self.spelling(at).filter(|spelling| !spelling.text.contains(' '))?;
        let name = PersonName::parse(&spelling.text);
        let key = name.family_name()?.blocking_key();
        let last = name.components.last().map(|part| &part.folded);
        let bears = |full: &u32| {
            self.spelling(*full).is_some_and(|full| full.name.components.last().map(|part| &part.folded) == last)
        };
        let people = present.people_by_key.get(&key).filter(|people| people.len() <= MAX_NAMESAKES)?;
        let bearers: Vec<u32> = people.iter().copied().filter(bears).collect();
        self.only_reading(&bearers, MergeReason::OtherKind, 0.7)
    }

    /// Drops candidates for a surname that the text contradicts: of the other gender, or introduced as a relative of
    /// somebody who bore the surname before.
    fn keep_agreeing(&self, at: u32, cues: &DocumentCues, readings: &mut Vec<ShortFormReading>) {
        let stated = self.spelling(at).and_then(|spelling| spelling.name.honorific_gender);
        let votes = cues.votes_of(at);
        let bare = cues.first_byte(at);
        let first_full = |reading: &ShortFormReading| cues.first_full(self.clusters.find_root(reading.target));
        let gender = |reading: &ShortFormReading| {
            let given = self.spelling(reading.target).and_then(NameSpelling::given_gender);
            given.or_else(|| first_full(reading).and_then(|used| used.cue.stated_gender))
        };
        // "Mr" keeps to candidates whose given name is a man's, where there are any.
        if readings.iter().any(|reading| stated.is_some() && gender(reading) == stated) {
            readings.retain(|reading| gender(reading) == stated);
        }
        let is_before = |reading: &ShortFormReading| bare < first_full(reading).map(|used| used.span.start);
        // Pronouns are weak: they count where the surname came first, or where there are several.
        let is_contradicted = |reading: &ShortFormReading| {
            let voted = voted_gender(votes).filter(|_| is_before(reading) || votes.iter().sum::<u32>() > 2);
            matches!((gender(reading), stated.or(voted)), (Some(known), Some(said)) if known != said)
        };
        readings.retain(|reading| !is_contradicted(reading));
        let is_relative = |reading: &ShortFormReading| first_full(reading).is_some_and(|used| used.cue.is_relative);
        let (relatives, others): (Vec<ShortFormReading>, Vec<ShortFormReading>) =
            readings.drain(..).partition(is_relative);
        *readings = match others.is_empty() {
            true => relatives.into_iter().filter(|reading| !is_before(reading)).collect(),
            false => others,
        };
    }

    /// The people of the corpus whom a short form fits, cached by spelling: many may bear a surname, and many documents
    /// mention it.
    fn corpus_bearer(&self, at: u32) -> NameBearer {
        if let Some(&known) = self.cached_bearers.borrow().get(&at) {
            return known;
        }
        let bearer = self.find_bearer(at);
        self.cached_bearers.borrow_mut().insert(at, bearer);
        bearer
    }

    fn find_bearer(&self, at: u32) -> NameBearer {
        let Some(spelling) = self.spelling(at).filter(|spelling| spelling.kind == EntityKind::Person) else {
            return NameBearer::Nobody;
        };
        let name = &spelling.name;
        let Some(key) = name.family_name().map(|part| part.folded.as_str()) else { return NameBearer::Nobody };
        let bears = |full: u32| {
            self.spelling(full).is_some_and(|full| match spelling.completeness {
                NameCompleteness::Single => find_part(name, &full.name) == Some(MergeReason::Surname),
                _ => fit_initials(name, &full.name) == Some(InitialsFit::Agrees),
            })
        };
        let mut found = None;
        for &full in self.people_by_word.get(key).into_iter().flatten() {
            let is_new = found.is_none_or(|found| self.clusters.find_root(found) != self.clusters.find_root(full));
            if is_new && bears(full) {
                if found.is_some() {
                    return NameBearer::Several;
                }
                found = Some(full);
            }
        }
        found.map_or(NameBearer::Nobody, NameBearer::OnePerson)
    }

    /// The resolution to `targets`, where all are one cluster.
    fn only_reading(&self, targets: &[u32], reason: MergeReason, confidence: f32) -> Option<ShortFormReading> {
        let (&target, rest) = targets.split_first()?;
        let group = self.clusters.find_root(target);
        rest.iter().all(|&other| self.clusters.find_root(other) == group).then_some(ShortFormReading {
            target,
            reason,
            confidence,
        })
    }

    /// Unit of each mention, by its resolution where the constraints allow that.
    fn apply_plan(
        &mut self,
        document: DocumentId,
        uses: &[SpellingUse],
        plan: &ReadingPlan,
        allowed: &Option<FxHashSet<(u32, u32)>>,
    ) -> Vec<Option<ResolutionUnit>> {
        debug_assert_eq!(uses.len(), plan.len());
        let (mut reported, mut reclassified) = (FxHashSet::<(u32, u32)>::default(), FxHashSet::<(u32, u32)>::default());
        let mut units = Vec::with_capacity(plan.len());
        for (planned, used) in plan.iter().zip(uses) {
            let Some((at, reading)) = *planned else {
                units.push(None);
                continue;
            };
            let reading = reading.filter(|reading| {
                let group = self.clusters.find_root(reading.target);
                allowed.as_ref().is_none_or(|allowed| allowed.contains(&(at, group)))
            });
            let unit = match reading {
                Some(reading) => {
                    let unit = self.unit_of_spelling(reading.target, document);
                    if reported.insert((at, reading.target)) {
                        self.document_merges.push((at, document, reading));
                    }
                    unit
                }
                None => self.unit_of_spelling(at, document),
            };
            let target = reading.map_or(at, |reading| reading.target);
            if used.is_reclassified && reclassified.insert((at, target)) {
                self.document_merges.push((
                    at,
                    document,
                    ShortFormReading { target, reason: MergeReason::OtherKind, confidence: 0.7 },
                ));
            }
            units.push(Some(unit));
        }
        units
    }

    /// Joins the spellings of a surname that stands for itself: "Obama", "Mr. Obama", "President Obama". "Mr. Holt" and
    /// "Mrs. Holt" are two, and "Holt" is neither.
    fn merge_titled_surnames(&mut self, plans: &[ReadingPlan]) {
        let mut by_surname: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for (at, _) in plans.iter().flatten().flatten().filter(|(_, reading)| reading.is_none()) {
            let Some(spelling) = self.spelling(*at).filter(|_| !self.is_corpus_wide(*at) && seen.insert(*at)) else {
                continue;
            };
            if (spelling.kind, spelling.completeness) == (EntityKind::Person, NameCompleteness::Single) {
                by_surname.entry(spelling.equality_key.as_str()).or_default().push(*at);
            }
        }
        let mut surnames: Vec<(&str, Vec<u32>)> = by_surname.into_iter().filter(|(_, list)| list.len() > 1).collect();
        sort_by_key(&mut surnames, |&(key, _)| key);
        for (_, mut list) in surnames {
            sort_by_key(&mut list, |&at| self.spelling(at).map(|spelling| spelling.text.as_str()));
            let spellings = self.spellings;
            let gender = |at: u32| spellings.get(at as usize).and_then(|spelling| spelling.name.honorific_gender);
            let mut genders = list.iter().filter_map(|&at| gender(at));
            let first = genders.next();
            let is_one = genders.all(|other| Some(other) == first);
            for (place, &a) in list.iter().enumerate() {
                let next = list.iter().skip(place + 1).find(|&&b| is_one || gender(a) == gender(b));
                if let Some(&b) = next
                    && self.clusters.try_union(a, b, |_, _| false)
                {
                    self.name_merges.push((a, b, MergeReason::SameName, 0.8));
                }
            }
        }
    }

    /// Unit of a spelling that stands for itself: its cluster, or, where it is the name of another in each document, one
    /// of this document alone.
    fn unit_of_spelling(&mut self, at: u32, document: DocumentId) -> ResolutionUnit {
        let group = self.clusters.find_root(at);
        if self.is_local.get(at as usize) != Some(&true) || self.is_corpus_wide(at) {
            return group;
        }
        if let Some(&unit) = self.document_units.get(&(group, document.0)) {
            return unit;
        }
        let unit = self.clusters.add_singleton();
        self.document_units.insert((group, document.0), unit);
        unit
    }
}
