//! Years and decades.

use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of};
use super::parser::{DateParser, ParsedTimex};
use super::value::{DateInterval, PartialDate};
use crate::entity::FactConfidence;

/// Words before a number that say what it numbers: roads, rooms, laws, models.
static NUMBERED_THINGS: WordClassLexicon = WordClassLexicon::new(
    "
    route routes highway interstate motorway road street avenue flight room suite page pages p pp section sec article
    rule rules chapter verse title code model type channel number no nos nr num item bill resolution resolutions lot
    gate platform building apartment apt box unit form forms local version area extension ext proposition line serial
    boeing airbus docket case permit regulation directive order paragraph para usc cfr vol volume sq lines psalm
    asteroid comet hill size grade points about than nearly some over almost approximately roughly exactly only at
    eur usd
",
);

/// Words after a year that stands as a noun.
static YEAR_FOLLOWERS: WordClassLexicon = WordClassLexicon::new(
    "a an the he she it they we his her its their and or but as when where who which that to was were is are has had \
     will would saw brought marked began ended on at in with by for",
);

impl DateParser<'_> {
    /// "the 1990s", "the ’80s", "mid-1990s".
    pub(super) fn parse_decade(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let digits = words.surface_at(at);
        let ends = words.lower_at(at + 1) == "s" && words.joins_previous(at + 1)
            || matches!(words.lower_at(at + 1), "’" | "'")
                && words.lower_at(at + 2) == "s"
                && words.joins_previous(at + 2);
        if !ends || !words.has_class(at, TokenClass::Digits) || !digits.ends_with('0') {
            return None;
        }
        let end = at + 2 + usize::from(words.lower_at(at + 1) != "s");
        let number: i32 = digits.parse().ok()?;
        let glued = words.lower_at(at + 1) == "s";
        let mark = matches!(words.lower_before(at, 1), "’" | "'" | "‘");
        let lead = at.checked_sub(usize::from(mark)).unwrap_or(at);
        let part = is_one_of(words.lower_before(lead, 1), "early late mid -");
        let part_len = usize::from(part) + usize::from(words.lower_before(lead, 1) == "-");
        // "in his late 80s" is an age.
        if is_one_of(words.lower_before(lead, 1 + part_len), "his her their my your our") {
            return None;
        }
        let led = part || words.lower_before(lead, 1) == "the";
        let (year, confidence) = match digits.len() {
            // "2010’s winner" is of the year.
            4 if (1500..2100).contains(&number) && (glued || led) => (number, FactConfidence::Certain),
            2 if (20..=90).contains(&number) && (led || mark) => (1900 + number, FactConfidence::Likely),
            _ => return None,
        };
        // "1900s" is a century, "2000s" a decade.
        let span = if year % 100 == 0 && year < 2000 { 99 } else { 9 };
        let counted = year % 100 == 0 && words.lower_at(end) == "of";
        let when = DateInterval::between(PartialDate::from_year(year), PartialDate::from_year(year + span));
        ParsedTimex::new_interval(when.filter(|_| !counted), end).map(|read| read.at_most(confidence))
    }

    /// Whether the number from `at` to `end` is a part of a longer one: "555-2016", "1430/2019", "2016-44-1".
    pub(super) fn is_number_part(&self, at: usize, end: usize) -> bool {
        let words = self.words;
        let mark = |at: usize| matches!(words.lower_at(at), "-" | "/" | "." | ":" | "_" | "+" | "§" | "–");
        let digits = |at: usize| words.has_class(at, TokenClass::Digits);
        let before = words.joins_previous(at) && mark(at.wrapping_sub(1)) && digits(at.wrapping_sub(2));
        let after = words.joins_previous(end) && mark(end) && words.joins_previous(end + 1) && digits(end + 1);
        before && words.joins_previous(at.wrapping_sub(1)) || after
    }

    /// "a secret 2009 audit", "into 2015", "2018 saw": a year of living memory without a preposition, where no plural after
    /// it makes it a count. English writes counts with a comma, and round ones are too often counts all the same.
    fn is_attributive_year(&self, at: usize, year: i32) -> bool {
        let words = self.words;
        let opens = at == words.sentence_range(words.sentence_index(at)).start;
        let next = words.lower_at(at + 1);
        let plural =
            words.has_class(at + 1, TokenClass::Letters) && !words.is_capitalised(at + 1) && is_counted_noun(next);
        self.is_english
            && (1950..=2049).contains(&year)
            && year % 50 != 0
            && !plural
            && if opens { YEAR_FOLLOWERS.contains(next) } else { words.has_class(at - 1, TokenClass::Letters) }
    }

    /// A bare year, where it is no count: a preposition or such stands before it and no unit after it.
    pub(super) fn parse_plain_year(&self, at: usize) -> Option<ParsedTimex> {
        let words = self.words;
        let year = self.parse_year(at)?;
        let before = words.lower_before(at, 1);
        let next = words.lower_at(at + 1);
        let counted = year % 50 == 0
            && words.has_class(at + 1, TokenClass::Letters)
            && is_counted_noun(next)
            && !words.is_capitalised(at + 1);
        let cue = is_one_of(before, "in since until till by from of during after before year to between through");
        let led =
            is_one_of(before, "the a its his her their our s ( , late early mid - season around circa than – for")
                || words.is_in_heading(at)
                || words.is_capitalised(at.wrapping_sub(1))
                || (before == "and" && at.checked_sub(2).is_some_and(|last| self.parse_year(last).is_some()));
        let unit = is_one_of(
            next,
            "people men women children soldiers metres meters km kilometres kilometers miles feet tonnes tons euros dollars pounds hours percent % $ € £ kg m mm hectares residents workers jobs homes troops students copies million billion zł",
        );
        let pointed =
            before == "." && is_one_of(words.lower_before(at, 2), "no nos sec art c p pp r vol rt hwy rte ext");
        let signed = is_one_of(before, "$ € £ # № § @ + :")
            || NUMBERED_THINGS.contains(before)
            || pointed
            || self.is_number_part(at, at + 1)
            || is_one_of(next, "bc bce b.c")
            || (next == "b" && words.matches_at(at + 2, &[".", "c"]))
            || (words.has_class(at + 1, TokenClass::Digits) && !words.joins_previous(at + 1));
        let modern = (1900..=2099).contains(&year);
        let followed = words.has_class(at + 1, TokenClass::Letters);
        let fits = match modern {
            true => cue || led || self.is_attributive_year(at, year),
            false if before == "in" => true,
            false => cue && (!followed || YEAR_FOLLOWERS.contains(next)),
        };
        (fits && !counted && !unit && !signed)
            .then(|| ParsedTimex::new_absolute(PartialDate::from_year(year), at + 1))?
    }
}

/// Plural nouns after a round number: "in 2000 cases" holds a count, not a year.
pub(super) fn is_counted_noun(word: &str) -> bool {
    word == "people" || (word.ends_with('s') && word.len() > 3 && !is_one_of(word, "was has his this elections games"))
}
