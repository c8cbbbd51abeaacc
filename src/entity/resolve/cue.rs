//! Cues that the words around a mention give: gender, kinship, a credit. A bounded number of words is read.

use super::super::name::{GivenNameGender, gender_of_honorific};
use crate::analysis::fold::fold;
use crate::span::Span;

/// Bytes read before a mention and behind it.
const CUE_WINDOW: usize = 160;

const MASCULINE_KIN: &str =
    " husband brother son father grandson grandfather uncle nephew widower boyfriend fiance stepson stepfather ";
const FEMININE_KIN: &str =
    " wife sister daughter mother granddaughter grandmother aunt niece widow girlfriend stepdaughter stepmother ";
const OTHER_KIN: &str =
    " brothers sisters sons daughters children parents cousin twin fiancee spouse partner sibling siblings ";

/// What precedes the names of those who wrote or edited an article, folded.
const CREDITS: &[&str] = &[
    "editing by",
    "edited by",
    "reporting by",
    "writing by",
    "written by",
    "compiled by",
    "contributed by",
    "reporting and writing by",
    "photo by",
    "photograph by",
    "photography by",
];

/// The cues around a mention of a person.
#[derive(Debug, Clone, Copy, Default)]
pub struct MentionCue {
    /// Gender by the title right before it, or by kinship.
    pub stated_gender: Option<GivenNameGender>,
    /// Gender of the first pronoun after it. Weak: it may refer to somebody else.
    pub pronoun_gender: Option<GivenNameGender>,
    /// Introduced as somebody's relative: "his wife Anna Kowal", "Anna Kowal, her sister".
    pub is_relative: bool,
    /// The name of several people: "the Kowal brothers".
    pub is_family: bool,
}

/// The cues of the mention at `span`; `end` is where the next mention begins.
pub fn read_cue(text: &str, span: Span, end: usize) -> MentionCue {
    let before = words_before(text, span.start as usize);
    let (behind, pronoun_gender) = words_behind(text, span.end as usize, end);
    let title = before.last().and_then(|word| gender_of_honorific(word));
    let kin = kin_before(&before).or_else(|| kin_behind(&behind));
    MentionCue {
        stated_gender: title.or(kin.flatten()),
        pronoun_gender: pronoun_gender.filter(|_| kin.is_none()),
        is_relative: kin.is_some(),
        is_family: ["brothers", "sisters", "family", "siblings", "twins"]
            .iter()
            .any(|noun| text.get(span.end as usize..).is_some_and(|rest| rest.trim_start().starts_with(noun))),
    }
}

/// Whether the mention at `span` stands in a credit: "(Reporting by A; Editing by B and C)".
pub fn is_credited(text: &str, span: Span) -> bool {
    let start = span.start as usize;
    let mut from = start.saturating_sub(CUE_WINDOW);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..start).unwrap_or_default();
    let line = before.rsplit(['\n', '(', '[', '"', '“']).next().unwrap_or_default();
    if !["by ", "By ", "BY "].iter().any(|by| line.contains(by)) {
        return false;
    }
    let folded = fold(line);
    let Some(after) = CREDITS.iter().filter_map(|credit| Some(folded.rfind(credit)? + credit.len())).max() else {
        return false;
    };
    // After "by" stand names and places alone.
    let listed = folded.get(after..).unwrap_or_default();
    let unlisted = line.get(line.len().saturating_sub(listed.len())..).unwrap_or_default();
    unlisted.split(|c: char| !c.is_alphanumeric()).all(|word| {
        word.is_empty()
            || word.starts_with(char::is_uppercase)
            || [" and ", " in ", " by "].concat().contains(&format!(" {word} "))
    })
}

/// Folded words of the sentence before `start`, at most six.
fn words_before(text: &str, start: usize) -> Vec<String> {
    let mut from = start.saturating_sub(CUE_WINDOW);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut words: Vec<String> = Vec::new();
    for word in text.get(from..start).unwrap_or_default().split_whitespace().rev().take(6) {
        let is_title =
            matches!(fold(word).as_str(), "mr." | "mrs." | "ms." | "dr." | "sen." | "rep." | "gov." | "gen.");
        if !is_title && word.ends_with(['.', '!', '?', ':', ';', '”', '"', ')']) {
            break;
        }
        words.push(fold(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')));
    }
    words.reverse();
    words
}

/// Folded words behind `from` in its sentence, at most six, and the gender of the first pronoun before `end` in this
/// sentence or the next.
fn words_behind(text: &str, from: usize, end: usize) -> (Vec<String>, Option<GivenNameGender>) {
    let mut to = (from + CUE_WINDOW).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let (mut words, mut pronoun, mut sentences) = (Vec::new(), None, 0);
    let behind = text.get(from..to).unwrap_or_default();
    for word in behind.split_whitespace() {
        let at = from + (word.as_ptr() as usize - behind.as_ptr() as usize);
        let folded = fold(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’'));
        if at < end && pronoun.is_none() && sentences < 2 {
            pronoun = match folded.as_str() {
                "he" | "his" | "him" | "himself" => Some(GivenNameGender::Masculine),
                "she" | "her" | "hers" | "herself" => Some(GivenNameGender::Feminine),
                _ => None,
            };
        }
        if sentences == 0 && words.len() < 6 {
            words.push(folded);
        }
        sentences += usize::from(word.ends_with(['.', '!', '?']));
        if sentences > 1 {
            break;
        }
    }
    let is_appositive = behind.starts_with([',', '(']) || behind.starts_with(" (") || behind.starts_with(" –");
    (if is_appositive { words.into_iter().filter(|word| !word.is_empty()).collect() } else { Vec::new() }, pronoun)
}

/// The gender of a kinship noun; `None` where the word is none.
fn kin_gender(word: &str) -> Option<Option<GivenNameGender>> {
    let is_in = |list: &str| list.contains(&format!(" {word} "));
    match () {
        () if is_in(MASCULINE_KIN) => Some(Some(GivenNameGender::Masculine)),
        () if is_in(FEMININE_KIN) => Some(Some(GivenNameGender::Feminine)),
        () if is_in(OTHER_KIN) => Some(None),
        () => None,
    }
}

fn is_possessor(word: &str) -> bool {
    matches!(word, "his" | "her" | "their" | "my" | "our" | "whose")
        || word.ends_with("'s")
        || word.ends_with("’s")
        || word.ends_with("s'")
        || word.ends_with("s’")
}

/// "His late wife, X", "the couple's son X"; "First Lady X".
fn kin_before(before: &[String]) -> Option<Option<GivenNameGender>> {
    if let [.., first, lady] = before
        && (first.as_str(), lady.as_str()) == ("first", "lady")
    {
        return Some(Some(GivenNameGender::Feminine));
    }
    let (kin, rest) = before.split_last()?;
    let gender = kin_gender(kin)?;
    rest.iter().rev().take(4).any(|word| is_possessor(word)).then_some(gender)
}

/// "X, his younger sister", "X, the wife of Y", "X, Y's son".
fn kin_behind(behind: &[String]) -> Option<Option<GivenNameGender>> {
    let at = behind.iter().take(5).position(|word| kin_gender(word).is_some())?;
    let gender = kin_gender(behind.get(at)?)?;
    let is_owned = behind.iter().take(at).any(|word| is_possessor(word));
    (is_owned || behind.get(at + 1).is_some_and(|word| word == "of")).then_some(gender)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(text: &str) -> MentionCue {
        let start = text.find("Ann Lee").unwrap();
        read_cue(text, Span::new(start, start + 7), text.len())
    }

    #[test]
    fn relatives_are_told_by_the_words_beside_them() {
        for text in [
            "He came with his wife Ann Lee.",
            "They met Mr Lee's late sister, Ann Lee.",
            "The couple’s daughter Ann Lee left.",
            "Ann Lee, his younger sister, left.",
            "Ann Lee, the wife of a judge, left.",
            "First lady Ann Lee left.",
        ] {
            let cue = cue(text);
            assert!(cue.is_relative && cue.stated_gender == Some(GivenNameGender::Feminine), "{text}");
        }
        for text in ["Ann Lee said his wife left.", "Ann Lee, a nurse, left.", "The mother left. Ann Lee stayed."] {
            assert!(!cue(text).is_relative, "{text}");
        }
    }

    #[test]
    fn titles_and_pronouns_tell_the_gender() {
        assert_eq!(cue("Then Mrs. Ann Lee left.").stated_gender, Some(GivenNameGender::Feminine));
        assert_eq!(cue("Ann Lee left. She was late.").pronoun_gender, Some(GivenNameGender::Feminine));
        assert_eq!(cue("Ann Lee left. It rained. He came.").pronoun_gender, None);
    }

    #[test]
    fn credits_name_nobody() {
        let credited = |text: &str| {
            let start = text.find("Ann Lee").unwrap();
            is_credited(text, Span::new(start, start + 7))
        };
        for text in [
            "(Editing by Ann Lee)",
            "Reporting by Jo Berg in Oslo; Editing by Jan Holt and Ann Lee",
            "Additional reporting by Jo Berg, Ann Lee",
        ] {
            assert!(credited(text), "{text}");
        }
        for text in ["A letter written by hand was found by Ann Lee.", "The editing by Jo Berg pleased Ann Lee."] {
            assert!(!credited(text), "{text}");
        }
    }
}
