//! The reporting clause of a passage: after it, before it, or at the end of the sentence.

use super::super::Kind;
use super::super::word::{among, is_break};
use super::attributor::{Reader, Report, Subject};
use super::cue::{is_naming, is_saying};
use super::passage::Passage;

impl Reader<'_> {
    /// Clause after the passage: "…,” said X", "…,” X said", "…,” according to X".
    pub(super) fn behind(&self, passage: &Passage, next_open: usize) -> Option<Report> {
        let words = self.words;
        let close_sentence = words.sentence_of(passage.close);
        let mark = words.sentence(words.sentence_of(passage.close.saturating_sub(1)));
        let mut from = passage.close + 1;
        while among(words.small(from), ", — – - ” ’ .") && from < next_open && words.sentence_of(from) == close_sentence
        {
            from += 1;
        }
        let mut limit = mark.end.min(next_open);
        if passage.close >= mark.end || from >= mark.end {
            // The sentence ended with the passage; a short one behind may still report it: “Why?” Jane asked.
            let next = words.sentence(words.sentence_of(from));
            let same_line = words.get(from.wrapping_sub(1)).zip(words.get(from)).is_some_and(|(last, next)| {
                !words.text.get(last.end as usize..next.start as usize).unwrap_or("\n").contains('\n')
            });
            if from != next.start || next.start > next_open || !same_line {
                return None;
            }
            let speaks = (next.start..next.end).any(|at| at == next_open);
            let cue = (next.start..next.end.min(next.start + 10)).find(|&at| self.is_cue(at))?;
            let after = words.small(cue + 1);
            let ends = is_break(after) && after != ":" || among(after, "of in at on after with to") && !speaks;
            let object = among(after, "that it he she the they");
            if object || !(ends || cue + 1 >= next.end || (cue == next.start)) || (speaks && cue + 3 < next_open) {
                return None;
            }
            limit = next.end.min(next_open);
        }
        if from >= limit {
            return None;
        }
        if words.reads(from, &["according", "to"]) {
            let subject = self.subject_after(from + 1, limit);
            return Some(Report { cue: from, subject, end: from + 2 });
        }
        let mut at = from;
        while at < limit.min(from + 28) {
            // "Lee quoted the politician as saying": the one who is quoted speaks.
            if words.small(at) == "quoted" {
                let saying = (at + 1..limit.min(at + 12)).find(|&at| words.small(at) == "as");
                if saying.is_some() || words.small_before(at, 1) == "was" {
                    let passive = matches!(words.small_before(at, 1), "was" | "were" | "is");
                    let subject = if passive { self.subject_before(at, from) } else { self.subject_after(at, limit) };
                    return Some(Report { cue: at, subject, end: limit });
                }
            }
            if self.is_cue(at) && !words.small(at).ends_with("ing") {
                if at == from {
                    return Some(Report { cue: at, subject: self.subject_after(at, limit), end: at + 1 });
                }
                let relative = matches!(words.small_before(at, 1), "who" | "which" | "to");
                if !relative {
                    let subject = self.subject_before(at, from);
                    return Some(Report { cue: at, subject, end: at + 1 });
                }
            }
            let word = words.small(at);
            if matches!(word, ";" | ":" | "“" | "\"" | "„" | "«") {
                break;
            }
            at += 1;
        }
        self.any_verb_behind(passage, from, limit)
    }

    /// "“…,” Jane Doe grinned": after a comma within the marks any verb beside a name is a cue.
    pub(super) fn any_verb_behind(&self, passage: &Passage, from: usize, limit: usize) -> Option<Report> {
        let words = self.words;
        if !matches!(words.small(passage.close.saturating_sub(1)), "," | "?" | "!") {
            return None;
        }
        let is_verb = |at: usize| {
            let word = words.small(at);
            at < limit && !words.is_capital(at) && word.len() > 4 && (word.ends_with("ed") || word.ends_with('s'))
        };
        let place = self.cast.next_from(from);
        let named = self.cast.named.get(place).filter(|named| named.kind == Kind::Person)?;
        let report = |cue: usize, end: usize| Some(Report { cue, subject: Subject::Known(place, 0.8), end });
        if named.from == from && is_verb(named.to) {
            return report(named.to, named.to + 1);
        }
        if named.from == from + 1 && is_verb(from) { report(from, from + 1) } else { None }
    }

    /// Clause at the end of the sentence: "… “a disgrace” and should go, Jane Doe said."
    pub(super) fn at_the_end(&self, passage: &Passage) -> Option<Report> {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(passage.close));
        let limit = sentence.end.min(passage.close + 60);
        let mut comma = None;
        for at in passage.close + 1..limit {
            if words.small(at) == "," && !self.cast_quotes(at) {
                comma = Some(at);
            }
            if words.reads(at, &["according", "to"]) && !self.cast_quotes(at) {
                return Some(Report { cue: at, subject: self.subject_after(at + 1, sentence.end), end: at + 2 });
            }
            if let Some(comma) = comma
                && is_saying(words.small(at))
                && self.is_cue(at)
                && !self.cast_quotes(at)
            {
                let ends = at + 1 >= limit
                    || is_break(words.small(at + 1))
                    || among(words.small(at + 1), "on in at yesterday during after");
                if ends && at <= comma + 12 {
                    return Some(Report {
                        cue: at,
                        subject: self.subject_before(at, sentence.start.max(passage.close + 1)),
                        end: at + 1,
                    });
                }
            }
        }
        None
    }

    pub(super) fn cast_quotes(&self, at: usize) -> bool {
        let next = self.cast.quoted.partition_point(|range| range.start <= at);
        next.checked_sub(1).and_then(|place| self.cast.quoted.get(place)).is_some_and(|range| at < range.end)
    }

    /// Clause before the passage: "X said that “…" and "X: “…".
    pub(super) fn before(&self, passage: &Passage, last_close: usize) -> Option<Report> {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(passage.open));
        let mark = passage.open.saturating_sub(1);
        let from = sentence.start.max(last_close.min(mark)).max(mark.saturating_sub(36));
        let cue = (from..mark).rev().find(|&at| self.is_cue(at) || words.reads(at, &["according", "to"]));
        if let Some(cue) = cue {
            if words.small(cue) == "according" {
                let subject = self.subject_after(cue + 1, mark);
                return Some(Report { cue, subject, end: 0 });
            }
            // Other stops between the cue and the passage separate them.
            if (cue..mark).any(|at| matches!(words.small(at), ";" | "?" | "!")) {
                return None;
            }
            let word = words.small(cue);
            if word.ends_with("ing") && !matches!(words.small_before(cue, 1), "is" | "was" | "are" | "were" | "been") {
                if words.small_before(cue, 1) == "as" {
                    let quoted = (from..cue)
                        .rev()
                        .find(|&at| matches!(words.small(at), "quoted" | "quotes" | "quoting" | "cited"))?;
                    let passive = matches!(words.small_before(quoted, 1), "was" | "is" | "were" | "been");
                    let subject = if passive {
                        self.subject_before(quoted, sentence.start)
                    } else {
                        self.subject_after(quoted, mark)
                    };
                    return Some(Report { cue, subject, end: 0 });
                }
                let subject = self.sentence_subject(sentence.start, cue);
                return Some(Report { cue, subject, end: 0 });
            }
            // "was called “…” by X"
            if among(words.small_before(cue, 1), "was were is are been be being") && !matches!(word, "said" | "told") {
                let by = passage.close + 1;
                let by = by + usize::from(words.small(by) == ",");
                if words.small(by) == "by" {
                    return Some(Report { cue, subject: self.subject_after(by, sentence.end), end: by + 1 });
                }
                if let Some(by) = (cue + 1..mark).find(|&at| words.small(at) == "by") {
                    return Some(Report { cue, subject: self.subject_after(by, mark), end: 0 });
                }
                return is_naming(word).then_some(Report { cue, subject: Subject::Unnamed, end: 0 });
            }
            return Some(Report { cue, subject: self.subject_before(cue, sentence.start), end: 0 });
        }
        // "Jane Doe: “…”"
        if words.small_before(mark, 1) == ":" && mark > sentence.start {
            let subject = self.sentence_subject(sentence.start, mark);
            return matches!(subject, Subject::Known(..)).then_some(Report { cue: mark - 1, subject, end: 0 });
        }
        None
    }

    /// Whether the cue leads into the passage: at most two tokens between, the mark included, or seven if a comma or a
    /// colon precedes the mark.
    pub(super) fn leads_into(&self, cue: usize, open: usize) -> bool {
        let words = self.words;
        cue < open && open - cue <= 8 && (matches!(words.small_before(open, 2), ":" | ",") || open - cue <= 3)
    }
}
