//! Contradictions and doubts between two names: what caps the probability that they are one person's.
//!
//! Labelled pairs hold too few of them for a regression to learn, and one of them outweighs any likeness: "Maria" and
//! "Mario" are a letter apart, and two people.

use super::alignment::{ComponentAgreement, ComponentPair, NameAlignment, is_gendered_surname_pair};
use super::known_names::{is_common_given_name, is_common_surname, is_syllabic_surname};
use super::nickname::GivenNameGender;
use super::parse::{ComponentForm, NameComponent, PersonName};

/// Highest probability of two names that contradict each other.
const CONTRADICTED: f32 = 0.1;
/// Highest probability of two names that are near, but better told apart.
const UNLIKELY: f32 = 0.4;
/// Highest probability of two names of which only the context can tell.
const DOUBTFUL: f32 = 0.55;
/// Highest probability of two names that are more often one person's than not, but not to be taken for certain.
const UNCERTAIN: f32 = 0.65;

/// The highest probability that the evidence leaves to `a` and `b`, 1 where nothing speaks against them.
pub fn confidence_ceiling(a: &PersonName, b: &PersonName) -> f32 {
    let (alignment, a, b) = &NameAlignment::align_with_merges(a, b);
    let names = AlignedNames { alignment, a, b };
    let pairs = alignment.pairs.iter().map(|pair| names.pair_ceiling(pair)).fold(1.0, f32::min);
    pairs.min(names.generation_ceiling()).min(names.middle_ceiling()).min(names.order_ceiling())
}

struct AlignedNames<'a> {
    alignment: &'a NameAlignment,
    a: &'a PersonName,
    b: &'a PersonName,
}

impl AlignedNames<'_> {
    fn components(&self, pair: &ComponentPair) -> Option<(&NameComponent, &NameComponent)> {
        Some((self.a.components.get(pair.index_a)?, self.b.components.get(pair.index_b)?))
    }

    /// Whether the order is turned round: "Mingze Xi".
    fn is_turned(&self) -> bool {
        !self.alignment.pairs.windows(2).all(|two| matches!(two, [x, y] if x.index_b < y.index_b))
    }

    /// Whether a pair is that of the family names: last in one of two names that stand in one order, or last in either.
    fn is_family(&self, pair: &ComponentPair) -> bool {
        let last = (pair.index_a + 1 == self.a.components.len(), pair.index_b + 1 == self.b.components.len());
        if self.is_turned() { last.0 || last.1 } else { last.0 && last.1 }
    }

    fn pair_ceiling(&self, pair: &ComponentPair) -> f32 {
        let Some((x, y)) = self.components(pair) else { return 1.0 };
        if pair.agreement == ComponentAgreement::Exact || pair.agreement == ComponentAgreement::Initial {
            return 1.0;
        }
        let is_written_alike = x.folded.is_ascii() && y.folded.is_ascii();
        let is_syllabic = || {
            self.alignment.pairs.iter().any(|other| {
                other.agreement == ComponentAgreement::Exact
                    && self.components(other).is_some_and(|(x, _)| is_syllabic_surname(&x.folded))
            })
        };
        if is_written_alike && pair.phonetic_distance > 0.45 && x.folded.len().min(y.folded.len()) < 9 && is_syllabic()
        {
            return UNLIKELY;
        }
        if x.shares_variant_group(y) {
            return 1.0;
        }
        let are_surnames = is_syllabic_surname(&x.folded) && is_syllabic_surname(&y.folded);
        if are_surnames && (pair.agreement == ComponentAgreement::Variant || pair.phonetic_distance > 0.25) {
            return UNLIKELY;
        }
        if !self.is_family(pair) {
            return given_ceiling(pair, x, y);
        }
        let is_hers = is_gendered_surname_pair(&x.phonetic_code, &y.phonetic_code)
            || is_czech_feminine(x, y)
            || is_czech_feminine(y, x);
        if is_hers {
            return if self.are_one_woman() { UNCERTAIN } else { CONTRADICTED };
        }
        if is_written_alike { family_ceiling(pair, x, y) } else { 1.0 }
    }

    /// Whether another word, a given name of women or of no known gender, stands in both.
    fn are_one_woman(&self) -> bool {
        self.alignment.pairs.iter().any(|pair| {
            !self.is_family(pair)
                && self
                    .components(pair)
                    .is_some_and(|(x, y)| [x, y].iter().all(|part| part.gender() != Some(GivenNameGender::Masculine)))
        })
    }

    /// Jr. against Sr. is a contradiction; a generation said once is a doubt.
    fn generation_ceiling(&self) -> f32 {
        match (self.a.generation, self.b.generation) {
            (a, b) if a == b => 1.0,
            ("", "2") | ("2", "") => UNCERTAIN,
            ("", _) | (_, "") => DOUBTFUL,
            _ => CONTRADICTED,
        }
    }

    /// Middle initials: the shorter row begins the longer, or they contradict each other ("H. W.", "W.").
    fn middle_ceiling(&self) -> f32 {
        let middle = |name: &PersonName| -> Option<Vec<String>> {
            let inner = name.components.get(1..name.components.len().checked_sub(1)?)?;
            let initials = inner.iter().all(|part| part.component_form == ComponentForm::Initial);
            initials.then(|| inner.iter().map(|part| part.folded.clone()).collect())
        };
        let (Some(a), Some(b)) = (middle(self.a), middle(self.b)) else { return 1.0 };
        let shorter = a.len().min(b.len());
        let begins = a.get(..shorter) == b.get(..shorter);
        if begins || self.is_turned() { 1.0 } else { CONTRADICTED }
    }

    /// Two given names turned round are two people; a first name that only one has may be another's.
    fn order_ceiling(&self) -> f32 {
        let may_be_given = |part: &NameComponent| part.is_given_name() || is_common_given_name(&part.folded);
        if self.is_turned() && self.a.components.iter().all(may_be_given) {
            return DOUBTFUL;
        }
        for (name, left) in [(self.a, &self.alignment.unmatched_a), (self.b, &self.alignment.unmatched_b)] {
            let other_matched = left.len() + 2 <= name.components.len();
            if other_matched && left.first() == Some(&0) && name.components.iter().take(2).all(may_be_given) {
                return if name.hyphenated.contains(&0) { DOUBTFUL } else { UNCERTAIN };
            }
        }
        1.0
    }
}

/// Family names of one letter's difference are two where both are common; of one known name the other may be a
/// misspelling.
fn family_ceiling(pair: &ComponentPair, x: &NameComponent, y: &NameComponent) -> f32 {
    // "Müller" and "Mueller" are one.
    let without_umlauts = |folded: &str| folded.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    if without_umlauts(&x.folded) == without_umlauts(&y.folded) {
        return 1.0;
    }
    let sounds_alike = pair.phonetic_distance < 0.5 && x.folded.chars().next() == y.folded.chars().next();
    match (is_common_surname(&x.folded), is_common_surname(&y.folded)) {
        (true, true) => {
            if sounds_alike {
                DOUBTFUL
            } else {
                CONTRADICTED
            }
        }
        (false, false) => 1.0,
        _ if x.folded.len().min(y.folded.len()) > 7 || pair.phonetic_distance < 0.2 => 1.0,
        _ => {
            if sounds_alike {
                UNCERTAIN
            } else {
                UNLIKELY
            }
        }
    }
}

/// "Dvorakova" beside "Dvorak".
fn is_czech_feminine(x: &NameComponent, y: &NameComponent) -> bool {
    x.folded.strip_suffix("ova").is_some_and(|stem| stem.len() > 2 && y.folded.starts_with(stem))
        && !y.folded.ends_with("ova")
}

/// Given names of two genders, or two known names of which neither is a form of the other, contradict each other.
fn given_ceiling(pair: &ComponentPair, x: &NameComponent, y: &NameComponent) -> f32 {
    let is_known = |part: &NameComponent| part.is_given_name() || is_common_given_name(&part.folded);
    if are_gender_counterparts(&x.folded, &y.folded) {
        return CONTRADICTED;
    }
    // "Jo" of Johannes.
    if pair.agreement == ComponentAgreement::Variant {
        let shorter = if x.folded.len() < y.folded.len() { x } else { y };
        return if is_known(shorter) { UNCERTAIN } else { 1.0 };
    }
    let other_gender = matches!((x.gender(), y.gender()), (Some(a), Some(b)) if a != b);
    if other_gender || (is_known(x) && is_known(y)) { CONTRADICTED } else { 1.0 }
}

/// Feminine endings, with the masculine ones that they stand beside.
const GENDERED_ENDINGS: &[(&str, &[&str])] = &[
    ("ia", &["", "o", "e", "io", "ius", "y"]),
    ("a", &["", "o", "os", "us", "as", "io"]),
    ("ine", &["", "ian", "in", "o"]),
    ("iane", &["ian"]),
    ("ina", &["", "a", "o", "ian"]),
    ("ica", &["ic", "ick"]),
    ("isa", &["is", "igi"]),
    ("ka", &["ek", "ko"]),
    ("elle", &["el"]),
    ("ella", &["el"]),
    ("anie", &["an", "en"]),
    ("ette", &["", "e", "o"]),
    ("etta", &["", "o", "y"]),
    ("ise", &["is"]),
    ("ienne", &["ien"]),
];

/// Whether two folded given names are the masculine and the feminine form of one.
pub fn are_gender_counterparts(a: &str, b: &str) -> bool {
    let is_hers = |hers: &str, his: &str| {
        GENDERED_ENDINGS.iter().any(|(ending, endings)| {
            hers.strip_suffix(ending).is_some_and(|stem| {
                stem.len() > 1 && his.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest))
            })
        })
    };
    is_hers(a, b) || is_hers(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ceiling(a: &str, b: &str) -> f32 {
        confidence_ceiling(&PersonName::parse(a), &PersonName::parse(b))
    }

    #[test]
    fn given_names_of_two_genders_contradict_each_other() {
        for (a, b) in [("mario", "maria"), ("eric", "erica"), ("stephan", "stephanie"), ("samir", "samira")] {
            assert!(are_gender_counterparts(a, b) && are_gender_counterparts(b, a), "{a} {b}");
        }
        assert!(!are_gender_counterparts("sergei", "sergey") && !are_gender_counterparts("anna", "anna"));
        assert_eq!(ceiling("Paul Renshaw", "Paula Renshaw"), CONTRADICTED);
        assert_eq!(ceiling("Maria Lund", "Marie Lund"), 1.0);
    }

    #[test]
    fn generations_and_middle_initials_tell_people_apart() {
        assert_eq!(ceiling("John Marlowe Jr.", "John Marlowe Sr."), CONTRADICTED);
        assert_eq!(ceiling("John Marlowe", "John Marlowe Jr."), UNCERTAIN);
        assert_eq!(ceiling("George H.W. Cole", "George W. Cole"), CONTRADICTED);
        assert_eq!(ceiling("George H.W. Cole", "George H. Cole"), 1.0);
    }

    #[test]
    fn two_common_surnames_are_two_however_near() {
        assert!(ceiling("James Barker", "James Parker") < 0.5);
        assert_eq!(ceiling("Jörg Müller", "Joerg Mueller"), 1.0);
        assert_eq!(ceiling("Tobias Schwarzkopff", "Tobias Schwarzkopf"), 1.0);
    }
}
