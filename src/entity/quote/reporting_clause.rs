//! The reporting clause of a passage: after it, before it, or at the end of the sentence.

use super::super::EntityKind;
use super::super::token_row::{is_one_of, is_phrase_boundary};
use super::attributor::{CueSubject, QuoteAttributor, ReportingClause};
use super::cue::{is_naming_verb, is_speech_verb};
use super::passage::QuotedPassage;

impl QuoteAttributor<'_> {
    /// Clause after the passage: "…,” said X", "…,” X said", "…,” according to X".
    pub(super) fn clause_after(&self, passage: &QuotedPassage, next_open: usize) -> Option<ReportingClause> {
        let words = self.words;
        let close_sentence = words.sentence_index(passage.end_token);
        let mark = words.sentence_range(words.sentence_index(passage.end_token.saturating_sub(1)));
        let mut from = passage.end_token + 1;
        while is_one_of(words.lower_at(from), ", — – - ” ’ .")
            && from < next_open
            && words.sentence_index(from) == close_sentence
        {
            from += 1;
        }
        let mut limit = mark.end.min(next_open);
        if passage.end_token >= mark.end || from >= mark.end {
            // The sentence ended with the passage; a short one behind may still report it: “Why?” Jane asked.
            let next = words.sentence_range(words.sentence_index(from));
            let same_line = words.get(from.wrapping_sub(1)).zip(words.get(from)).is_some_and(|(last, next)| {
                !words.text.get(last.end as usize..next.start as usize).unwrap_or("\n").contains('\n')
            });
            if from != next.start || next.start > next_open || !same_line {
                return None;
            }
            let speaks = (next.start..next.end).any(|at| at == next_open);
            let cue = (next.start..next.end.min(next.start + 10)).find(|&at| self.is_cue_verb(at))?;
            let after = words.lower_at(cue + 1);
            let ends =
                is_phrase_boundary(after) && after != ":" || is_one_of(after, "of in at on after with to") && !speaks;
            let object = is_one_of(after, "that it he she the they");
            if object || !(ends || cue + 1 >= next.end || (cue == next.start)) || (speaks && cue + 3 < next_open) {
                return None;
            }
            limit = next.end.min(next_open);
        }
        if from >= limit {
            return None;
        }
        if words.matches_at(from, &["according", "to"]) {
            let subject = self.subject_after(from + 1, limit);
            return Some(ReportingClause { cue: from, subject, end: from + 2 });
        }
        let mut at = from;
        while at < limit.min(from + 28) {
            // "Lee quoted the politician as saying": the one who is quoted speaks.
            if words.lower_at(at) == "quoted" {
                let saying = (at + 1..limit.min(at + 12)).find(|&at| words.lower_at(at) == "as");
                if saying.is_some() || words.lower_before(at, 1) == "was" {
                    let passive = matches!(words.lower_before(at, 1), "was" | "were" | "is");
                    let subject = if passive { self.subject_before(at, from) } else { self.subject_after(at, limit) };
                    return Some(ReportingClause { cue: at, subject, end: limit });
                }
            }
            if self.is_cue_verb(at) && !words.lower_at(at).ends_with("ing") {
                if at == from {
                    return Some(ReportingClause { cue: at, subject: self.subject_after(at, limit), end: at + 1 });
                }
                // "« … », a déclaré X": an auxiliary in front, as the perfect of other languages has it.
                if at == from + 1 && is_one_of(words.lower_at(from), "a ha hat ont han haben") {
                    return Some(ReportingClause { cue: at, subject: self.subject_after(at, limit), end: at + 1 });
                }
                let relative = matches!(words.lower_before(at, 1), "who" | "which" | "to");
                if !relative {
                    let subject = self.subject_before(at, from);
                    return Some(ReportingClause { cue: at, subject, end: at + 1 });
                }
            }
            let word = words.lower_at(at);
            if matches!(word, ";" | ":" | "“" | "\"" | "„" | "«") {
                break;
            }
            at += 1;
        }
        self.any_verb_after(passage, from, limit)
    }

    /// "“…,” Jane Doe grinned": after a comma within the marks any verb beside a name is a cue.
    pub(super) fn any_verb_after(&self, passage: &QuotedPassage, from: usize, limit: usize) -> Option<ReportingClause> {
        let words = self.words;
        if !matches!(words.lower_at(passage.end_token.saturating_sub(1)), "," | "?" | "!") {
            return None;
        }
        let is_verb = |at: usize| {
            let word = words.lower_at(at);
            at < limit && !words.is_capitalised(at) && word.len() > 4 && (word.ends_with("ed") || word.ends_with('s'))
        };
        let place = self.discourse.first_mention_from(from);
        let named = self.discourse.mentions.get(place).filter(|named| named.kind == EntityKind::Person)?;
        let report =
            |cue: usize, end: usize| Some(ReportingClause { cue, subject: CueSubject::Known(place, 0.8), end });
        if named.first_token == from && is_verb(named.end_token) {
            return report(named.end_token, named.end_token + 1);
        }
        if named.first_token == from + 1 && is_verb(from) { report(from, from + 1) } else { None }
    }

    /// Clause at the end of the sentence: "… “a disgrace” and should go, Jane Doe said."
    pub(super) fn clause_at_sentence_end(&self, passage: &QuotedPassage) -> Option<ReportingClause> {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(passage.end_token));
        let limit = sentence.end.min(passage.end_token + 60);
        let mut comma = None;
        for at in passage.end_token + 1..limit {
            if words.lower_at(at) == "," && !self.is_in_quotes(at) {
                comma = Some(at);
            }
            if words.matches_at(at, &["according", "to"]) && !self.is_in_quotes(at) {
                return Some(ReportingClause {
                    cue: at,
                    subject: self.subject_after(at + 1, sentence.end),
                    end: at + 2,
                });
            }
            if let Some(comma) = comma
                && is_speech_verb(words.lower_at(at))
                && self.is_cue_verb(at)
                && !self.is_in_quotes(at)
            {
                let ends = at + 1 >= limit
                    || is_phrase_boundary(words.lower_at(at + 1))
                    || is_one_of(words.lower_at(at + 1), "on in at yesterday during after");
                if ends && at <= comma + 12 {
                    return Some(ReportingClause {
                        cue: at,
                        subject: self.subject_before(at, sentence.start.max(passage.end_token + 1)),
                        end: at + 1,
                    });
                }
            }
        }
        None
    }

    pub(super) fn is_in_quotes(&self, at: usize) -> bool {
        let next = self.discourse.quoted_ranges.partition_point(|range| range.start <= at);
        next.checked_sub(1)
            .and_then(|place| self.discourse.quoted_ranges.get(place))
            .is_some_and(|range| at < range.end)
    }

    /// Clause before the passage: "X said that “…" and "X: “…".
    pub(super) fn clause_before(&self, passage: &QuotedPassage, last_close: usize) -> Option<ReportingClause> {
        let words = self.words;
        let sentence = words.sentence_range(words.sentence_index(passage.first_token));
        let mark = passage.first_token.saturating_sub(1);
        let from = sentence.start.max(last_close.min(mark)).max(mark.saturating_sub(36));
        let cue = (from..mark).rev().find(|&at| self.is_cue_verb(at) || words.matches_at(at, &["according", "to"]));
        // "According to a report published in May, “…”": its attribute is no cue.
        let source = |cue: usize| {
            (from.max(cue.saturating_sub(12))..cue)
                .rev()
                .take_while(|&at| words.lower_at(at) != ",")
                .find(|&at| words.matches_at(at, &["according", "to"]))
        };
        let cue = cue.map(|cue| source(cue).unwrap_or(cue));
        if let Some(cue) = cue {
            if words.lower_at(cue) == "according" {
                let subject = self.subject_after(cue + 1, mark);
                return Some(ReportingClause { cue, subject, end: 0 });
            }
            // Other stops between the cue and the passage separate them.
            if (cue..mark).any(|at| matches!(words.lower_at(at), ";" | "?" | "!")) {
                return None;
            }
            let word = words.lower_at(cue);
            if word.ends_with("ing") && !matches!(words.lower_before(cue, 1), "is" | "was" | "are" | "were" | "been") {
                if words.lower_before(cue, 1) == "as" {
                    let quoted = (from..cue)
                        .rev()
                        .find(|&at| matches!(words.lower_at(at), "quoted" | "quotes" | "quoting" | "cited"))?;
                    let passive = matches!(words.lower_before(quoted, 1), "was" | "is" | "were" | "been");
                    let subject = if passive {
                        self.subject_before(quoted, sentence.start)
                    } else {
                        self.subject_after(quoted, mark)
                    };
                    return Some(ReportingClause { cue, subject, end: 0 });
                }
                let subject = self.sentence_subject(sentence.start, cue);
                return Some(ReportingClause { cue, subject, end: 0 });
            }
            // "was called “…” by X"
            if is_one_of(words.lower_before(cue, 1), "was were is are been be being")
                && !matches!(word, "said" | "told")
            {
                let by = passage.end_token + 1;
                let by = by + usize::from(words.lower_at(by) == ",");
                if words.lower_at(by) == "by" {
                    return Some(ReportingClause { cue, subject: self.subject_after(by, sentence.end), end: by + 1 });
                }
                if let Some(by) = (cue + 1..mark).find(|&at| words.lower_at(at) == "by") {
                    return Some(ReportingClause { cue, subject: self.subject_after(by, mark), end: 0 });
                }
                return is_naming_verb(word).then_some(ReportingClause { cue, subject: CueSubject::Unnamed, end: 0 });
            }
            return Some(ReportingClause { cue, subject: self.subject_before(cue, sentence.start), end: 0 });
        }
        // "Jane Doe: “…”"
        if words.lower_before(mark, 1) == ":" && mark > sentence.start {
            let subject = self.sentence_subject(sentence.start, mark);
            return matches!(subject, CueSubject::Known(..)).then_some(ReportingClause {
                cue: mark - 1,
                subject,
                end: 0,
            });
        }
        None
    }

    /// Whether the cue leads into the passage: at most two tokens between, the mark included, or seven if a comma or a
    /// colon precedes the mark.
    pub(super) fn leads_into(&self, cue: usize, open: usize) -> bool {
        let words = self.words;
        cue < open && open - cue <= 8 && (matches!(words.lower_before(open, 2), ":" | ",") || open - cue <= 3)
    }
}
