//! Labelled speech: transcripts and interviews, where a label names the speaker of a paragraph without marks.

use rustc_hash::FxHashMap;

use super::super::EntityKind;
use super::super::role::DiscourseModel;
use super::super::token_row::{TokenClass, TokenRow, is_one_of};
use crate::document::{BlockRole, Document};
use crate::span::Span;

/// How many tokens a label may have, the colon aside: "Prof. Dr. Ann Lee".
const LABEL_TOKENS: usize = 7;

/// How many paragraphs of an answer belong to it, where none of them has a label.
const ANSWER_PARAGRAPHS: usize = 8;

/// A paragraph, or several, that one speaker says.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelledSpeech {
    pub(super) span: Span,
    /// Index of a mention in the discourse model.
    pub(super) speaker: Option<usize>,
    /// The label, where it is no name that is known.
    pub(super) label: Option<Span>,
}

/// What the label of a paragraph says of its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpeakerLabel {
    Known(usize),
    /// "Q:" and "A:"
    Question,
    Answer,
    /// "Reporter:"
    Words,
}

/// A paragraph with a label.
struct LabelledBlock {
    block: usize,
    label: SpeakerLabel,
    label_tokens: std::ops::Range<usize>,
    speech: Span,
}

/// The labelled speeches of a transcript or an interview, in order; none in other articles.
pub(super) fn find_labelled_speeches(
    document: &Document,
    words: &TokenRow<'_>,
    discourse: &DiscourseModel<'_>,
) -> Vec<LabelledSpeech> {
    let labelled = find_labels(document, words, discourse);
    let interviewee = find_interviewee(words, discourse);
    if is_transcript(&labelled, words, discourse) {
        return speeches_of(&labelled, words, interviewee);
    }
    interviewee.map_or_else(Vec::new, |person| answers_under_questions(document, words, person))
}

/// Whether the labels are those of speakers: two or more, a person or a question among them, and somebody asks or speaks
/// of himself, or two people take turns. A list of films or of players has labels as well.
fn is_transcript(labelled: &[LabelledBlock], words: &TokenRow<'_>, discourse: &DiscourseModel<'_>) -> bool {
    let is_spoken = |block: &&LabelledBlock| {
        let first = words.first_at_byte(block.speech.start);
        let end = words.first_at_byte(block.speech.end);
        words.lower_before(end, 1) == "?"
            || (first..end).take(40).any(|at| is_one_of(words.lower_at(at), "i we my our me us you your"))
    };
    let spoken = labelled.iter().filter(is_spoken).count();
    let named = labelled.iter().any(|block| block.label != SpeakerLabel::Words);
    // The last word of a person's name.
    let name = |block: &LabelledBlock| match block.label {
        SpeakerLabel::Known(place) => {
            let named = discourse.mentions.get(place).filter(|named| named.kind == EntityKind::Person)?;
            Some(words.lower_at(named.end_token - 1))
        }
        _ => None,
    };
    let takes_turns = |three: &[LabelledBlock]| match three {
        [one, other, again] => {
            let (first, second) = (name(one), name(other));
            again.block == one.block + 2
                && first.is_some()
                && second.is_some()
                && first == name(again)
                && first != second
        }
        _ => false,
    };
    labelled.len() >= 2 && named && (spoken * 2 >= labelled.len() || labelled.windows(3).any(takes_turns))
}

fn speeches_of(labelled: &[LabelledBlock], words: &TokenRow<'_>, interviewee: Option<usize>) -> Vec<LabelledSpeech> {
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for block in labelled {
        *times.entry(words.surface_at(block.label_tokens.start)).or_default() += 1;
    }
    let mut speeches = Vec::new();
    for (place, block) in labelled.iter().enumerate() {
        let beside = |other: Option<&LabelledBlock>| {
            other.is_some_and(|other| other.label != SpeakerLabel::Words && other.block.abs_diff(block.block) == 1)
        };
        let (speaker, label) = match block.label {
            SpeakerLabel::Known(mention) => (Some(mention), None),
            SpeakerLabel::Answer => (interviewee, None),
            SpeakerLabel::Question => continue,
            SpeakerLabel::Words => {
                let again = times.get(words.surface_at(block.label_tokens.start)).is_some_and(|&times| times > 1);
                let before = place.checked_sub(1).and_then(|place| labelled.get(place));
                if !again && !beside(before) && !beside(labelled.get(place + 1)) {
                    continue;
                }
                (None, words.span_of(block.label_tokens.clone()))
            }
        };
        speeches.push(LabelledSpeech { span: block.speech, speaker, label });
    }
    speeches
}

/// The first mention of each person, by the last word of the name and by its initials: "LEE", "AL".
fn people_by_label(words: &TokenRow<'_>, discourse: &DiscourseModel<'_>) -> FxHashMap<String, usize> {
    let mut people = FxHashMap::default();
    for (place, named) in discourse.mentions.iter().enumerate() {
        if named.kind != EntityKind::Person || named.end_token == named.first_token {
            continue;
        }
        people.entry(words.lower_at(named.end_token - 1).to_owned()).or_insert(place);
        if named.end_token >= named.first_token + 2 {
            let initials = (named.first_token..named.end_token).filter_map(|at| words.lower_at(at).chars().next());
            people.entry(initials.collect()).or_insert(place);
        }
    }
    people
}

/// Paragraphs that start with a label and a colon, and go on as speech does.
fn find_labels(document: &Document, words: &TokenRow<'_>, discourse: &DiscourseModel<'_>) -> Vec<LabelledBlock> {
    let by_name = people_by_label(words, discourse);
    let mut labelled = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        if !matches!(block.role, BlockRole::Paragraph | BlockRole::ListItem | BlockRole::Quote) {
            continue;
        }
        let first = words.first_at_byte(block.span.start);
        let end = words.first_at_byte(block.span.end);
        let Some(colon) = (first..end.min(first + LABEL_TOKENS + 1)).find(|&at| words.lower_at(at) == ":") else {
            continue;
        };
        let label_tokens = first..colon;
        let Some(label) = read_label(label_tokens.clone(), words, discourse, &by_name) else { continue };
        let Some(speech) = words.span_of(colon + 1..end) else { continue };
        let stops = is_one_of(words.lower_before(end, 1), ". ? ! … ” \" ) — – -");
        let quoted = is_one_of(words.lower_at(colon + 1), "“ \" „ « ‘");
        if stops && !quoted && words.has_class(colon + 1, TokenClass::Letters) && end > colon + 2 {
            labelled.push(LabelledBlock { block: number, label, label_tokens, speech });
        }
    }
    labelled
}

fn read_label(
    label: std::ops::Range<usize>,
    words: &TokenRow<'_>,
    discourse: &DiscourseModel<'_>,
    by_name: &FxHashMap<String, usize>,
) -> Option<SpeakerLabel> {
    let last = label.end.checked_sub(1).filter(|&last| last >= label.start)?;
    if label.len() == 1 && words.is_capitalised(last) {
        match words.lower_at(last) {
            "q" | "question" => return Some(SpeakerLabel::Question),
            "a" | "answer" => return Some(SpeakerLabel::Answer),
            _ => {}
        }
    }
    let is_name = |at: usize| words.is_capitalised(at) || !words.has_class(at, TokenClass::Letters);
    if !label.clone().all(is_name) || label.clone().any(|at| words.has_class(at, TokenClass::Digits)) {
        return None;
    }
    if let Some(place) = discourse.mention_ending_at(last)
        && let Some(named) = discourse.mentions.get(place)
        && matches!(named.kind, EntityKind::Person | EntityKind::Organisation)
        && named.first_token >= label.start
    {
        return Some(SpeakerLabel::Known(place));
    }
    Some(by_name.get(words.lower_at(last)).map_or(SpeakerLabel::Words, |&place| SpeakerLabel::Known(place)))
}

/// The one who is interviewed: the first person named after "interview with", "spoke to" and the like, at most 600
/// tokens into the article.
fn find_interviewee(words: &TokenRow<'_>, discourse: &DiscourseModel<'_>) -> Option<usize> {
    (0..words.len().min(600)).find_map(|at| {
        let talk = is_one_of(
            words.lower_at(at),
            "interview conversation talk chat spoke speaks talked talks sat interviewed interviews caught questions",
        );
        let talk = talk || words.lower_at(at) == "a" && words.lower_before(at, 1) == "&";
        if !talk {
            return None;
        }
        let direct = words.lower_at(at).starts_with("interviewe") || words.lower_at(at) == "interviews";
        let from = match () {
            () if direct => at + 1,
            () if is_one_of(words.lower_at(at + 1), "with to for") => at + 2,
            () if is_one_of(words.lower_at(at + 2), "with to for") => at + 3,
            () => return None,
        };
        let place = discourse.first_mention_from(from);
        let named = discourse.mentions.get(place)?;
        (named.kind == EntityKind::Person
            && named.first_token <= from + 6
            && words.sentence_index(named.first_token) == words.sentence_index(at))
        .then_some(place)
    })
}

/// Answers under headings that ask: each is what `person` says.
fn answers_under_questions(document: &Document, words: &TokenRow<'_>, person: usize) -> Vec<LabelledSpeech> {
    let asks = |at: usize| {
        document.blocks.get(at).is_some_and(|block| {
            block.role == BlockRole::Heading && block.span.slice_of(&document.text).trim_end().ends_with('?')
        })
    };
    let questions: Vec<usize> = (0..document.blocks.len()).filter(|&at| asks(at)).collect();
    if questions.len() < 2 {
        return Vec::new();
    }
    let answer = |&question: &usize| {
        let answer = document.blocks.iter().skip(question + 1).take(ANSWER_PARAGRAPHS);
        let mut answer = answer.take_while(|block| block.role == BlockRole::Paragraph).map(|block| block.span);
        let first = answer.next()?;
        let span = Span { start: first.start, end: answer.last().unwrap_or(first).end };
        let spoken = words.first_at_byte(span.start)..words.first_at_byte(span.end);
        let spoken = spoken.take(60).any(|at| is_one_of(words.lower_at(at), "i we my our me us you your"));
        let marked = document.text.get(span.start as usize..)?.starts_with(['“', '"', '„', '«']);
        (spoken && !marked).then_some(LabelledSpeech { span, speaker: Some(person), label: None })
    };
    questions.iter().filter_map(answer).collect()
}
