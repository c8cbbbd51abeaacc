//! Short forms of organisations: "Ford" of "Ford Motor Co", "the Commission" of "European Commission", "Senate" of
//! "U.S. Senate"; and double surnames of people, "Ruiz Ortega" of "Carmen Ruiz Ortega". Each is resolved within a document
//! to the only long name there that it fits; where the documents of a short form agree, its cluster joins that of the
//! long name everywhere.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bearer::has_particles_of;
use super::entity::MergeReason;
use super::organisation::{is_acronym, untabled_key};
use super::person::{MAX_NAMESAKES, NameCompleteness, find_part};
use super::spelling::SpellingUse;
use super::state::{ResolutionState, ShortFormReading};
use crate::analysis::fold::fold;
use crate::entity::EntityKind;
use crate::entity::role::{is_demonym, is_same_stem};
use crate::order::{sort_by, sort_by_key};

/// What a company does, after its own name: the short form leaves it out.
const COMPANY_DESCRIPTORS: &str = " motor motors airlines airways airline air lines railway railways railroad stores industries industrial \
international technologies technology systems communications telecommunications telecom energy oil gas petroleum pharmaceuticals pharmaceutical \
electronics electric financial insurance bank banking brothers partners entertainment pictures studios media steel chemical chemicals foods \
mining resources automobile automotive computer computers software networks semiconductor laboratories enterprises aerospace party university \
college ";

/// What makes a body of its own of what is named before it: "Google News", "Ford Foundation".
const BODIES: &str = " committee subcommittee commission council news department ministry division foundation fund school institute center \
centre museum theatre hall court board bureau office agency authority administration organization organisation government campaign conference \
caucus democrats republicans gop members police army navy union association federation league cup open championship stadium arena park street \
tower building airport hospital church press times post journal magazine tribune radio tv television channel online business nightly evening \
today show records act initiative project network ";

/// Words that begin many names and are none alone.
const MODIFIERS: &str = " national international european first new great united royal federal state central general world southern northern \
eastern western north south east west democratic republican islamic christian catholic liberal conservative social public senate white supreme \
high free big black red green blue local county communist socialist ";

/// Nouns that stand for a body named before: "the Bank", "the Post". Alone they are nobody's name.
const GENERIC_NOUNS: &str = " bank post times journal tribune herald court committee subcommittee commission council ministry department agency \
university college institute foundation center centre league association board bureau company group fund society authority corporation \
administration federation ";

/// The last words of the state bodies that many countries have.
const STATE_BODIES: &str = " ministry department senate congress parliament army navy force corps guard court treasury cabinet government \
representatives commission agency administration bureau embassy house committee subcommittee ";

/// Countries, unions and chambers that stand before a body as they are, and no demonym says.
const COUNTRY_WORDS: &str = " us uk eu un senate house ";

/// A long name is the only one meant where it stands in so many times as many documents of the short form as all others.
const DOMINANT_RATIO: u32 = 4;

/// A name that is mentioned so many times as often as a longer one is no short form of it: "White House" of "White House
/// Counsel". At 1 a short form is rarer than its long name.
const MAX_SHORT_RATIO: u32 = 5;

/// How a short form is made of a long name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ShortFormFit {
    /// What is left out says what a company does: "Ford Motor".
    Descriptor,
    /// One other word is left out: "Wells Fargo".
    OtherWord,
    /// A noun that stands for any such body: it needs the long name before it.
    Generic,
    /// Its country, or what it is the house of, is left out: it needs the long name before it.
    Country,
}

impl ShortFormFit {
    /// Whether the short form is a name of its own, and no noun that stands for one.
    fn is_own_name(self) -> bool {
        matches!(self, ShortFormFit::Descriptor | ShortFormFit::OtherWord)
    }
}

fn is_listed_word(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Whether `key` is a noun that stands for a body named before.
pub fn is_generic_noun(key: &str) -> bool {
    is_listed_word(GENERIC_NOUNS, key)
}

/// The country words and the rest of a state body: "russian", "foreign ministry".
fn split_country(key: &str) -> Option<(&str, &str)> {
    let is_body = |name: &str| name.rsplit(' ').next().is_some_and(|last| is_listed_word(STATE_BODIES, last));
    let from_behind = || {
        let (base, country) = key.rsplit_once(" of ")?;
        is_body(base).then_some((country, base))
    };
    let from_before = || {
        let (country, base) = key.split_once(' ').filter(|(_, base)| is_body(key) && !base.starts_with("of "))?;
        match base.strip_prefix("states ").or_else(|| base.strip_prefix("kingdom ")) {
            Some(rest) if country == "united" => Some((if base.starts_with("states") { "us" } else { "uk" }, rest)),
            _ => (is_demonym(country) || is_listed_word(COUNTRY_WORDS, country)).then_some((country, base)),
        }
    };
    from_before().or_else(from_behind)
}

/// Whether the words `short` are a short form of `long`.
fn fit_short_form(short: &[&str], long: &[&str]) -> Option<ShortFormFit> {
    let &[first, ..] = short else { return None };
    if let Some((_, base)) = split_country(&long.join(" "))
        && base == short.join(" ")
    {
        return Some(ShortFormFit::Country);
    }
    if let Some(tail @ [next, ..]) = long.strip_prefix(short) {
        let is_alone = short.len() == 1;
        if is_alone && is_generic_noun(first) {
            return (*next == "of").then_some(ShortFormFit::Generic);
        }
        if is_alone && (is_listed_word(MODIFIERS, first) || is_demonym(first)) || first.len() < 3 {
            return None;
        }
        if tail.iter().all(|word| is_listed_word(COMPANY_DESCRIPTORS, word)) {
            return Some(ShortFormFit::Descriptor);
        }
        let is_word = next.len() > 3 && !next.bytes().any(|byte| byte.is_ascii_digit());
        let is_department = matches!(*next, "department" | "ministry");
        return (tail.len() == 1 && is_word && (is_department || !is_listed_word(BODIES, next)))
            .then_some(ShortFormFit::OtherWord);
    }
    let is_tail = long.len() > short.len() && long.ends_with(short);
    (is_tail && short.last().is_some_and(|last| is_generic_noun(last))).then_some(ShortFormFit::Generic)
}

/// A short form in a document with the only long name there that it fits.
#[derive(Debug, Clone, Copy)]
struct FoundShortForm {
    short: u32,
    long: u32,
    fit: ShortFormFit,
}

/// What the documents of a short form say of it.
#[derive(Debug, Default)]
struct ShortFormTally {
    documents: u32,
    /// Long names by cluster: the documents that have both, and whether what is left out says what a company does.
    longs: FxHashMap<u32, (u32, bool)>,
}

impl ResolutionState<'_> {
    /// Joins short forms with the long names that the collection gives them, and marks the names that mean another body in
    /// every document.
    pub fn merge_short_forms(&mut self, documents: &[Vec<SpellingUse>]) {
        self.merge_state_bodies();
        for at in self.organisation_spellings() {
            if self.spelling(at).is_some_and(|spelling| is_generic_noun(&spelling.equality_key)) {
                self.mark_local(at);
            }
        }
        let mut tallies: FxHashMap<u32, ShortFormTally> = FxHashMap::default();
        for uses in documents {
            let mut here: Vec<u32> = uses.iter().filter_map(|used| used.spelling).collect();
            sort_by_key(&mut here, |&at| at);
            here.dedup();
            let mut seen = FxHashSet::default();
            for at in here.into_iter().map(|at| self.clusters.find_root(at)) {
                if seen.insert(at) {
                    tallies.entry(at).or_default().documents += 1;
                }
            }
            for (short, long) in self.find_double_surnames(uses) {
                let tally = tallies.entry(self.clusters.find_root(short)).or_default();
                tally.longs.entry(self.clusters.find_root(long)).or_default().0 += 1;
            }
            for found in self.find_short_forms(uses) {
                let is_organisation = self.spelling(found.short).is_some_and(|s| s.kind == EntityKind::Organisation);
                if is_organisation && found.fit.is_own_name() {
                    let tally = tallies.entry(self.clusters.find_root(found.short)).or_default();
                    let long = tally.longs.entry(self.clusters.find_root(found.long)).or_default();
                    (long.0, long.1) = (long.0 + 1, long.1 || found.fit == ShortFormFit::Descriptor);
                }
            }
        }
        let text = |at: u32| self.spelling(at).map(|spelling| spelling.text.as_str());
        let mut agreed: Vec<(u32, u32)> =
            tallies.iter().filter_map(|(&short, tally)| Some((short, tally.agreed_long()?))).collect();
        sort_by_key(&mut agreed, |&(short, long)| (text(short), text(long)));
        for (short, long) in agreed {
            let is_person = self.spelling(short).is_some_and(|short| short.kind == EntityKind::Person);
            let reason = if is_person { MergeReason::Surname } else { MergeReason::ShortForm };
            self.join_names(long, short, reason, 0.8);
        }
    }

    /// Full names of organisations, in an order that does not depend on documents.
    fn organisation_spellings(&self) -> Vec<u32> {
        self.sorted_spellings(|spelling| {
            spelling.kind == EntityKind::Organisation && spelling.completeness == NameCompleteness::Full
        })
    }

    fn join_names(&mut self, a: u32, b: u32, reason: MergeReason, confidence: f32) {
        if self.clusters.try_union(a, b, |_, _| false) {
            self.name_merges.push((a, b, reason, confidence));
        }
    }

    /// A name that means another body in every document is resolved in each for itself.
    fn mark_local(&mut self, at: u32) {
        for member in self.clusters.members(at).to_vec() {
            if let Some(local) = self.is_local.get_mut(member as usize) {
                *local = true;
            }
        }
    }

    /// Joins state bodies that name one country, and the bare name with them where one country has nearly all; where
    /// several have it, the bare name is local.
    fn merge_state_bodies(&mut self) {
        let mut bare: FxHashMap<&str, u32> = FxHashMap::default();
        let mut qualified: FxHashMap<String, Vec<(String, u32)>> = FxHashMap::default();
        let all = self.organisation_spellings();
        for &at in &all {
            let Some(spelling) = self.spelling(at) else { continue };
            bare.entry(&spelling.equality_key).or_insert(at);
            if let Some((country, base)) = split_country(&spelling.equality_key) {
                qualified.entry(base.to_owned()).or_default().push((country.to_owned(), at));
            }
        }
        let mut bases: Vec<(String, Vec<(String, u32)>)> = qualified.into_iter().collect();
        sort_by(&mut bases, |x, y| x.0.cmp(&y.0));
        for (base, bodies) in bases {
            let mut countries: Vec<(&str, u32, u32)> = Vec::new();
            for (country, at) in &bodies {
                let count = self.spelling(*at).map_or(0, |spelling| spelling.count);
                match countries.iter_mut().find(|known| is_same_stem(known.0, country)) {
                    Some(known) => {
                        known.2 += count;
                        let first = known.1;
                        self.join_names(first, *at, MergeReason::SameName, 0.9);
                    }
                    None => countries.push((country, *at, count)),
                }
            }
            let Some(&own) = bare.get(base.as_str()) else { continue };
            let own_count: u32 =
                self.clusters.members(own).iter().filter_map(|&at| self.spelling(at)).map(|s| s.count).sum();
            let most = countries.iter().max_by_key(|country| country.2).copied();
            let Some((_, most_at, most_count)) = most else { continue };
            let others = countries.iter().map(|country| country.2).sum::<u32>() - most_count;
            if most_count >= 3 && most_count >= DOMINANT_RATIO * others {
                self.join_names(most_at, own, MergeReason::ShortForm, 0.8);
            } else if DOMINANT_RATIO * others >= own_count {
                self.mark_local(own);
            }
        }
    }

    /// Short forms in a document, each with the only long name there that it fits.
    fn find_short_forms(&self, uses: &[SpellingUse]) -> Vec<FoundShortForm> {
        let mut first_use: FxHashMap<u32, usize> = FxHashMap::default();
        for (place, at) in uses.iter().enumerate().filter_map(|(place, used)| Some((place, used.spelling?))) {
            first_use.entry(at).or_insert(place);
        }
        let mut here: Vec<u32> = first_use.keys().copied().collect();
        sort_by_key(&mut here, |&at| self.spelling(at).map(|spelling| (spelling.kind, spelling.text.as_str())));
        let keys: Vec<(u32, String)> = here.iter().filter_map(|&at| Some((at, self.short_form_key(at)?))).collect();
        let mut by_word: FxHashMap<&str, Vec<(u32, Vec<&str>)>> = FxHashMap::default();
        for (at, key) in &keys {
            let words: Vec<&str> = key.split(' ').collect();
            let is_organisation = self.spelling(*at).is_some_and(|s| s.kind == EntityKind::Organisation);
            if let ([first, .., last], true) = (words.as_slice(), is_organisation) {
                by_word.entry(first).or_default().push((*at, words.clone()));
                by_word.entry(last).or_default().push((*at, words.clone()));
            }
        }
        let mut found = Vec::new();
        for (at, key) in &keys {
            let short: Vec<&str> = key.split(' ').collect();
            let ends = [short.first(), short.last()].into_iter().flatten().take(short.len());
            let longs = ends.filter_map(|word| by_word.get(word)).flatten().filter(|(long, _)| long != at);
            let mut fitting = longs.filter_map(|(long, words)| {
                let fit = fit_short_form(&short, words).filter(|&fit| self.may_be_short_form(*at, *long, fit))?;
                let is_before = first_use.get(long) < first_use.get(at);
                (fit.is_own_name() || is_before).then_some((*long, fit))
            });
            let Some((long, fit)) = fitting.next() else { continue };
            let root = self.clusters.find_root(long);
            if fitting.all(|(other, _)| self.clusters.find_root(other) == root) && root != self.clusters.find_root(*at)
            {
                found.push(FoundShortForm { short: *at, long, fit });
            }
        }
        found
    }

    /// Double surnames in a document, each with the only full name before it that they end: "Ruiz Ortega" after "Carmen
    /// Ruiz Ortega". A kunya is a surname as well: "Abu Zayd".
    fn find_double_surnames(&self, uses: &[SpellingUse]) -> Vec<(u32, u32)> {
        let mut by_last: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let (mut seen, mut found) = (FxHashSet::default(), Vec::new());
        for at in uses.iter().filter_map(|used| used.spelling).filter(|&at| self.is_corpus_wide(at)) {
            let Some(spelling) = self.spelling(at).filter(|known| known.kind == EntityKind::Person && seen.insert(at))
            else {
                continue;
            };
            let parts = &spelling.name.components;
            let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
            let known = by_last.entry(&last.folded).or_default();
            let ends = |long: &&u32| {
                self.spelling(**long).is_some_and(|long| {
                    // Longer is a row of names that nothing divides.
                    (parts.len() + 1..=parts.len() + 2).contains(&long.name.components.len())
                        && !long.text.contains(['"', '“'])
                        && find_part(&spelling.name, &long.name) == Some(MergeReason::Surname)
                        && has_particles_of(&spelling.name, &long.name)
                })
            };
            if parts.len() > 1 && !first.is_given_name() || first.folded.starts_with("abu") {
                let longs: Vec<u32> = known.iter().take(MAX_NAMESAKES).filter(ends).copied().collect();
                let root = longs.first().map(|&long| self.clusters.find_root(long));
                if let Some(&long) = longs.first()
                    && longs.iter().all(|&other| Some(self.clusters.find_root(other)) == root)
                {
                    found.push((at, long));
                }
            }
            known.push(at);
        }
        found
    }

    /// Whether the spelling `short` may be a short form of `long` in this way: its own name has no article and no legal
    /// form, is no lower-case word short of the long one, and is not known much better.
    fn may_be_short_form(&self, short: u32, long: u32, fit: ShortFormFit) -> bool {
        let (Some(s), Some(l)) = (self.spelling(short), self.spelling(long)) else { return false };
        let count = |at: u32| -> u32 {
            self.clusters.members(at).iter().filter_map(|&at| self.spelling(at)).map(|spelling| spelling.count).sum()
        };
        let is_known_better = || count(short) > MAX_SHORT_RATIO * count(long);
        let is_bare = || {
            let mut members = self.clusters.members(short).iter().filter_map(|&at| self.spelling(at));
            let has_article = members.any(|member| fold(&member.text).starts_with("the "));
            let has_legal_form = s.text.split_whitespace().count() > untabled_key(&s.text).split(' ').count();
            !has_article && !has_legal_form && !l.text.split(' ').any(|word| word.starts_with(char::is_lowercase))
        };
        match fit {
            ShortFormFit::Country => true,
            ShortFormFit::Generic => self.is_local.get(short as usize) == Some(&true) || !is_known_better(),
            ShortFormFit::Descriptor if s.kind == EntityKind::Organisation => is_bare(),
            _ => is_bare() && !is_known_better(),
        }
    }

    /// The words by which a spelling may be or have a short form: of organisations their key, of people and places one
    /// word.
    fn short_form_key(&self, at: u32) -> Option<String> {
        let spelling = self.spelling(at)?;
        match spelling.kind {
            EntityKind::Organisation if !is_acronym(&spelling.text) => Some(untabled_key(&spelling.text)),
            EntityKind::Person if spelling.completeness == NameCompleteness::Single && !spelling.name.has_honorific => {
                Some(fold(&spelling.text))
            }
            EntityKind::Place => Some(fold(&spelling.text)).filter(|key| !key.contains(' ')),
            _ => None,
        }
    }

    /// Adds the short forms of a document to its `readings`. A person or a place is the organisation where nobody of that
    /// name is there, and where no other document knows the place.
    pub fn read_short_forms(
        &self,
        uses: &[SpellingUse],
        counts: &FxHashMap<u32, u32>,
        readings: &mut FxHashMap<u32, Vec<ShortFormReading>>,
    ) {
        for FoundShortForm { short, long, fit } in self.find_short_forms(uses) {
            let Some(spelling) = self.spelling(short) else { continue };
            let known = readings.get(&short).map(Vec::as_slice).unwrap_or_default();
            let is_free = match spelling.kind {
                EntityKind::Organisation => known.is_empty(),
                EntityKind::Person => {
                    fit.is_own_name()
                        && known
                            .iter()
                            .all(|known| fit == ShortFormFit::Descriptor && known.reason >= MergeReason::OnlyBearer)
                }
                _ => fit == ShortFormFit::Descriptor && counts.get(&short).is_some_and(|&here| here == spelling.count),
            };
            if is_free && self.is_pinned.get(short as usize) != Some(&true) {
                let confidence = if fit == ShortFormFit::Descriptor { 0.85 } else { 0.7 };
                readings
                    .insert(short, vec![ShortFormReading { target: long, reason: MergeReason::ShortForm, confidence }]);
            }
        }
    }
}

impl ShortFormTally {
    /// The long name that the collection gives a short form: nearly all documents with any have it, and it stands in
    /// enough of the short form's documents, in half of them where the word that is left out says nothing.
    fn agreed_long(&self) -> Option<u32> {
        let all: u32 = self.longs.values().map(|long| long.0).sum();
        let (&long, &(both, is_descriptor)) =
            self.longs.iter().find(|(_, long)| long.0 >= DOMINANT_RATIO * (all - long.0))?;
        let least = if is_descriptor { both * 5 + 2 } else { both * 2 };
        (least >= self.documents).then_some(long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(short: &str, long: &str) -> Option<ShortFormFit> {
        let words = |text: &str| untabled_key(text);
        let (short, long) = (words(short), words(long));
        fit_short_form(&short.split(' ').collect::<Vec<_>>(), &long.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn a_short_form_leaves_out_what_a_company_does() {
        assert_eq!(fit("Norlund", "Norlund Motor Co"), Some(ShortFormFit::Descriptor));
        assert_eq!(fit("Harker", "Harker Stiles Group Inc"), Some(ShortFormFit::OtherWord));
        assert_eq!(fit("Norlund", "Norlund Foundation"), None);
        assert_eq!(fit("National", "National Motors"), None);
        assert_eq!(fit("Treasury", "Treasury Department"), Some(ShortFormFit::OtherWord));
        assert_eq!(fit("Senate", "Senate Finance Committee"), None);
    }

    #[test]
    fn a_generic_noun_stands_for_the_body_that_ends_or_begins_with_it() {
        assert_eq!(fit("the Post", "Shoreham Post"), Some(ShortFormFit::Generic));
        assert_eq!(fit("Bank", "Bank of Norland"), Some(ShortFormFit::Generic));
        assert_eq!(fit("House", "White House"), None);
        assert_eq!(fit("State", "Islamic State"), None);
    }

    #[test]
    fn a_state_body_is_split_from_its_country() {
        assert_eq!(split_country("russian foreign ministry"), Some(("russian", "foreign ministry")));
        assert_eq!(split_country("supreme court of norland"), Some(("norland", "supreme court")));
        assert_eq!(split_country("homeland security department"), None);
        assert_eq!(split_country("united states senate"), Some(("us", "senate")));
        assert_eq!(split_country("house of representatives"), Some(("representatives", "house")));
        assert_eq!(split_country("senate rules committee"), Some(("senate", "rules committee")));
        assert_eq!(split_country("white house"), None);
    }
}
