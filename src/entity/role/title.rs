//! Titles and appositives of names: "Mayor X", "the mayor, X", "X, head of the museum", "X is the president of Y".

use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::super::{EntityKind, FactConfidence};
use super::demonym::is_demonym;
use super::discourse::{DiscourseMention, DiscourseModel, PersonRole};
use super::gender::{FEMININE_NOUNS, MASCULINE_NOUNS, ReferentGender};
use super::noun::{ROLE_BOUNDARY_WORDS, ROLE_MODIFIERS, is_determiner, is_role_noun, normalise_role_word};
use crate::document::publication::month::find_month;

impl<'a> DiscourseModel<'a> {
    pub(super) fn extract_roles(&mut self) {
        let words = self.words;
        for at in 0..self.mentions.len() {
            let Some(&named) = self.mentions.get(at) else { break };
            if named.kind != EntityKind::Person {
                continue;
            }
            let title = self.title_before(named);
            let begin = title.as_ref().map_or(named.first_token, |title| title.start);
            if let Some(title) = title {
                self.record_role(at, title, 0.95);
            }
            // "on the player, X replied" says nothing of X: an appositive is set off on both sides.
            let closed = is_phrase_boundary(words.lower_at(named.end_token))
                || words.sentence_range(words.sentence_index(named.first_token)).end == named.end_token;
            if let Some(role) = self.appositive_before(begin).filter(|_| closed) {
                self.record_role(at, role, 0.85);
            }
            if let Some((role, confidence)) = self.role_after(named) {
                self.record_role(at, role, confidence);
            }
        }
    }

    pub(super) fn record_role(&mut self, at: usize, role: std::ops::Range<usize>, confidence: f32) {
        let words = self.words;
        let Some(named) = self.mentions.get(at) else { return };
        let sentence = words.sentence_range(words.sentence_index(named.first_token));
        let (Some(span), Some(sentence)) = (words.span_of(role.clone()), words.span_of(sentence)) else { return };
        let mut role_words: Vec<String> = role
            .filter(|&at| words.has_class(at, TokenClass::Letters))
            .map(|at| normalise_role_word(words.lower_at(at)).to_owned())
            .collect();
        let gender =
            match role_words.iter().find(|word| MASCULINE_NOUNS.contains(word) || FEMININE_NOUNS.contains(word)) {
                Some(word) if MASCULINE_NOUNS.contains(word) => ReferentGender::Masculine,
                Some(_) => ReferentGender::Feminine,
                None => ReferentGender::Unknown,
            };
        // "his Norwegian counterpart": the role of the person before, of another country.
        if role_words.iter().any(|word| word == "counterpart") {
            let before = self
                .mentions
                .iter()
                .take(at)
                .rev()
                .take(6)
                .filter_map(|named| self.referents.get(named.referent? as usize));
            if let Some(other_role) = before.filter_map(|person| person.role_words.first()).next() {
                let other_role: Vec<_> = other_role.iter().filter(|word| !is_demonym(word)).cloned().collect();
                role_words.extend(other_role);
            }
        }
        let confidence = FactConfidence::from_probability(confidence);
        self.roles.push(PersonRole { mention: named.mention_index, span, sentence, confidence });
        if let Some(person) = named.referent.and_then(|person| self.referents.get_mut(person as usize)) {
            person.role_words.push(role_words);
            if person.gender == ReferentGender::Unknown {
                person.gender = gender;
            }
        }
    }

    /// Title right before a name: "French Culture Minister", "Minister of National Education", "General".
    pub(super) fn title_before(&self, named: DiscourseMention) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        let limit = words
            .sentence_range(words.sentence_index(named.first_token))
            .start
            .max(named.first_token.saturating_sub(12));
        let mut from = named.first_token;
        let mut head = None;
        let mut small = 0;
        while from > limit {
            let at = from - 1;
            let word = words.lower_at(at);
            let other = self.mention_at(at);
            if other.is_some_and(|other| other.kind == EntityKind::Person || words.lower_at(other.end_token) == "and") {
                break;
            }
            // "Berg of Norway and Prime Minister Lee", but "Culture and Sports Minister Lee".
            let partner = words.lower_before(at, 1);
            if word == "and" && head.is_some() && !is_role_noun(partner) && !ROLE_MODIFIERS.contains(partner) {
                break;
            }
            let joins = matches!(word, "-" | "&" | "’" | "'")
                || (word == "." && words.lower_before(at, 1).len() <= 4 && !words.lower_before(at, 1).is_empty());
            let is_role = is_role_noun(word);
            if words.has_class(at, TokenClass::Letters) {
                let linked = is_one_of(word, "of for and the s to in")
                    && (word == "s" && words.joins_previous(at)
                        || (words.is_capitalised(at + 1) || words.lower_at(at + 1) == "the")
                            && from < named.first_token);
                let noun = is_role || ROLE_MODIFIERS.contains(word) || words.is_capitalised(at);
                if !noun && !linked {
                    small += 1;
                    let verb = ROLE_BOUNDARY_WORDS.contains(word)
                        || word.ends_with("ed")
                        || word.ends_with("ly")
                        || word.ends_with("ing");
                    if head.is_none() || small > 2 || verb {
                        break;
                    }
                }
                if is_role {
                    head = head.or(Some(at));
                }
            } else if !joins || (word == "." && head.is_none() && at + 1 != named.first_token) {
                break;
            }
            from -= 1;
        }
        let head = head?;
        // Between the head and the name only what the office is of: "Minister of National Defence".
        if head + 1 < named.first_token && !matches!(words.lower_at(head + 1), "of" | "for" | "." | "-" | "to") {
            return None;
        }
        // A role phrase starts with no preposition, conjunction or mark.
        while from < head
            && (is_one_of(words.lower_at(from), "of for and the s to in &")
                || words.has_class(from, TokenClass::Symbol))
        {
            from += 1;
        }
        // What precedes the determiner is no part: "In March the minister".
        if let Some(determiner) = (from..head)
            .rev()
            .find(|&at| words.lower_at(at) == "the" && !matches!(words.lower_before(at, 1), "of" | "for" | "in"))
        {
            from = determiner + 1;
        }
        let begin = words.sentence_range(words.sentence_index(from)).start;
        if from == begin
            && from < head
            && !is_role_noun(words.lower_at(from))
            && ROLE_BOUNDARY_WORDS.contains(words.lower_at(from))
        {
            from += 1;
        }
        let end = if words.lower_before(named.first_token, 1) == "." && named.first_token - 1 == head + 1 {
            head + 1
        } else {
            named.first_token
        };
        Some(from..end)
    }

    /// Role before the comma before a name or its title: "The head of the agency, X".
    pub(super) fn appositive_before(&self, begin: usize) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        if words.lower_before(begin, 1) != "," {
            return None;
        }
        let comma = begin - 1;
        let limit = words.sentence_range(words.sentence_index(begin)).start.max(comma.saturating_sub(14));
        let mut from = comma;
        while from > limit {
            let word = words.lower_at(from - 1);
            if is_phrase_boundary(word)
                || words.has_class(from - 1, TokenClass::Digits)
                || self.mention_at(from - 1).is_some_and(|named| named.kind == EntityKind::Person)
            {
                break;
            }
            from -= 1;
            if is_one_of(word, "a an his her its their")
                || (word == "the" && !matches!(words.lower_before(from, 1), "of" | "for" | "at" | "in"))
            {
                break;
            }
        }
        let from = from + usize::from(is_determiner(words.lower_at(from)));
        self.is_role_phrase(from..comma).then_some(from..comma)
    }

    /// Role after a name, with its confidence: appositive ("X, the chief executive of Y,"; "X (chief executive)"),
    /// relative clause ("X, who heads the union") or copula ("X is the president of Y").
    pub(super) fn role_after(&self, named: DiscourseMention) -> Option<(std::ops::Range<usize>, f32)> {
        let words = self.words;
        let limit = words.sentence_range(words.sentence_index(named.first_token)).end;
        let mut at = named.end_token;
        let mark = words.lower_at(at);
        let mut confidence = 0.9;
        if matches!(mark, "," | "(" | "–" | "—") {
            at += 1;
            if words.has_class(at, TokenClass::Digits) && words.lower_at(at + 1) == "," {
                at += 2;
            }
            if words.lower_at(at) == "who" {
                let verb = words.lower_at(at + 1);
                let leads = is_one_of(
                    verb,
                    "heads headed leads led chairs chaired runs ran coaches manages founded owns represents directs commands edits teaches",
                );
                return leads.then(|| (at + 1..self.role_end(at + 2, limit), 0.85)).filter(|(role, _)| role.len() > 1);
            }
        } else {
            match mark {
                "is" | "was" | "became" | "remains" => at += 1,
                _ => return None,
            }
            if matches!(words.lower_at(at), "named" | "appointed" | "elected" | "re-elected") {
                at += 1 + usize::from(words.lower_at(at + 1) == "as");
            }
            confidence = 0.8;
        }
        if is_one_of(words.lower_at(at), "now currently then also formerly himself herself") {
            at += 1;
        }
        at += usize::from(is_determiner(words.lower_at(at)));
        let end = self.role_end(at, limit);
        let closed = mark != ","
            || is_phrase_boundary(words.lower_at(end))
            || end == limit
            || words.has_class(end, TokenClass::Letters);
        (closed && self.is_role_phrase(at..end)).then_some((at..end, confidence))
    }

    /// End of the role phrase that starts at `from`, at most 16 tokens on.
    pub(super) fn role_end(&self, from: usize, limit: usize) -> usize {
        let words = self.words;
        let mut at = from;
        while at < limit.min(from + 16) {
            let word = words.lower_at(at);
            let inner = word == "." && words.joins_previous(at) && words.joins_previous(at + 1);
            let verb = is_one_of(
                word,
                "who which that said says told is was were has had will would when where after before until since by because but while added warned called as during on if",
            );
            let sign = words.has_class(at, TokenClass::Symbol) && !matches!(word, "-" | "&" | "’" | "'" | ".");
            let dated = matches!(word, "in" | "last" | "this" | "next") && {
                let next = words.lower_at(at + 1);
                words.has_class(at + 1, TokenClass::Digits)
                    || find_month(next).is_some()
                    || matches!(next, "year" | "month" | "week")
            };
            if (is_phrase_boundary(word) && !inner) || sign || verb || dated || words.has_class(at, TokenClass::Digits)
            {
                break;
            }
            at += 1;
        }
        while at > from && is_one_of(words.lower_at(at - 1), "in a an the of at for and to from") {
            at -= 1;
        }
        at
    }

    /// Whether `range` is a role phrase: a role noun among its first 7 tokens, no boundary word or verb before that,
    /// and no person in it.
    pub(super) fn is_role_phrase(&self, range: std::ops::Range<usize>) -> bool {
        let words = self.words;
        let head = range.clone().take(7).find(|&at| is_role_noun(words.lower_at(at)) && !words.is_possessive(at + 1));
        let Some(head) = head.filter(|_| !matches!(words.lower_at(range.start), "whose" | "who" | "which")) else {
            return false;
        };
        let plain = (range.start..head).all(|at| {
            let word = words.lower_at(at);
            !(ROLE_BOUNDARY_WORDS.contains(word) && word != "and" && word != "of")
                && word.len() < 30
                && !word.ends_with("ed")
                || word == "united"
                || word == "retired"
        });
        plain
            && !(range.start..range.end)
                .any(|at| self.mention_at(at).is_some_and(|named| named.kind == EntityKind::Person))
    }
}
