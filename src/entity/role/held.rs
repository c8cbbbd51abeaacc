//! Titles and appositives of names: "Mayor X", "the mayor, X", "X, head of the museum", "X is the president of Y".

use super::super::Kind;
use super::super::word::{Make, among, is_break};
use super::demonym::is_demonym;
use super::discourse::{Cast, HeldRole, Named};
use super::gender::{Gender, HE, SHE};
use super::noun::{MODIFIERS, STOPS, is_determiner, is_head, plain};
use crate::document::month::find_month;

impl<'a> Cast<'a> {
    pub(super) fn gather_roles(&mut self) {
        let words = self.words;
        for at in 0..self.named.len() {
            let Some(&named) = self.named.get(at) else { break };
            if named.kind != Kind::Person {
                continue;
            }
            let title = self.role_before(named);
            let begin = title.as_ref().map_or(named.from, |title| title.start);
            if let Some(title) = title {
                self.hold(at, title, 0.95);
            }
            // "on the player, X replied" says nothing of X: an appositive is set off on both sides.
            let closed =
                is_break(words.small(named.to)) || words.sentence(words.sentence_of(named.from)).end == named.to;
            if let Some(role) = self.role_led_by_comma(begin).filter(|_| closed) {
                self.hold(at, role, 0.85);
            }
            if let Some((role, confidence)) = self.role_after(named) {
                self.hold(at, role, confidence);
            }
        }
    }

    pub(super) fn hold(&mut self, at: usize, role: std::ops::Range<usize>, confidence: f32) {
        let words = self.words;
        let Some(named) = self.named.get(at) else { return };
        let sentence = words.sentence(words.sentence_of(named.from));
        let (Some(span), Some(sentence)) = (words.span(role.clone()), words.span(sentence)) else { return };
        let mut told: Vec<String> =
            role.filter(|&at| words.is(at, Make::Letters)).map(|at| plain(words.small(at)).to_owned()).collect();
        let gender = match told.iter().find(|word| HE.has(word) || SHE.has(word)) {
            Some(word) if HE.has(word) => Gender::He,
            Some(_) => Gender::She,
            None => Gender::Unknown,
        };
        // "his Norwegian counterpart": the role of the person before, of another country.
        if told.iter().any(|word| word == "counterpart") {
            let before =
                self.named.iter().take(at).rev().take(6).filter_map(|named| self.people.get(named.person? as usize));
            if let Some(office) = before.filter_map(|person| person.roles.first()).next() {
                let office: Vec<_> = office.iter().filter(|word| !is_demonym(word)).cloned().collect();
                told.extend(office);
            }
        }
        self.roles.push(HeldRole { mention: named.index, span, sentence, confidence });
        if let Some(person) = named.person.and_then(|person| self.people.get_mut(person as usize)) {
            person.roles.push(told);
            if person.gender == Gender::Unknown {
                person.gender = gender;
            }
        }
    }

    /// Title right before a name: "French Culture Minister", "Minister of National Education", "General".
    pub(super) fn role_before(&self, named: Named) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        let limit = words.sentence(words.sentence_of(named.from)).start.max(named.from.saturating_sub(12));
        let mut from = named.from;
        let mut head = None;
        let mut small = 0;
        while from > limit {
            let at = from - 1;
            let word = words.small(at);
            let other = self.at_word(at);
            if other.is_some_and(|other| other.kind == Kind::Person || words.small(other.to) == "and") {
                break;
            }
            // "Berg of Norway and Prime Minister Lee", but "Culture and Sports Minister Lee".
            let partner = words.small_before(at, 1);
            if word == "and" && head.is_some() && !is_head(partner) && !MODIFIERS.has(partner) {
                break;
            }
            let joins = matches!(word, "-" | "&" | "’" | "'")
                || (word == "." && words.small_before(at, 1).len() <= 4 && !words.small_before(at, 1).is_empty());
            let office = is_head(word);
            if words.is(at, Make::Letters) {
                let linked = among(word, "of for and the s to in")
                    && (word == "s" && words.is_glued(at)
                        || (words.is_capital(at + 1) || words.small(at + 1) == "the") && from < named.from);
                let noun = office || MODIFIERS.has(word) || words.is_capital(at);
                if !noun && !linked {
                    small += 1;
                    let verb = STOPS.has(word) || word.ends_with("ed") || word.ends_with("ly") || word.ends_with("ing");
                    if head.is_none() || small > 2 || verb {
                        break;
                    }
                }
                if office {
                    head = head.or(Some(at));
                }
            } else if !joins || (word == "." && head.is_none() && at + 1 != named.from) {
                break;
            }
            from -= 1;
        }
        let head = head?;
        // Between the head and the name only what the office is of: "Minister of National Defence".
        if head + 1 < named.from && !matches!(words.small(head + 1), "of" | "for" | "." | "-" | "to") {
            return None;
        }
        // A role phrase starts with no preposition, conjunction or mark.
        while from < head && (among(words.small(from), "of for and the s to in &") || words.is(from, Make::Mark)) {
            from += 1;
        }
        // What precedes the determiner is no part: "In March the minister".
        if let Some(determiner) = (from..head)
            .rev()
            .find(|&at| words.small(at) == "the" && !matches!(words.small_before(at, 1), "of" | "for" | "in"))
        {
            from = determiner + 1;
        }
        let begin = words.sentence(words.sentence_of(from)).start;
        if from == begin && from < head && !is_head(words.small(from)) && STOPS.has(words.small(from)) {
            from += 1;
        }
        let end =
            if words.small_before(named.from, 1) == "." && named.from - 1 == head + 1 { head + 1 } else { named.from };
        Some(from..end)
    }

    /// Role before the comma before a name or its title: "The head of the agency, X".
    pub(super) fn role_led_by_comma(&self, begin: usize) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        if words.small_before(begin, 1) != "," {
            return None;
        }
        let comma = begin - 1;
        let limit = words.sentence(words.sentence_of(begin)).start.max(comma.saturating_sub(14));
        let mut from = comma;
        while from > limit {
            let word = words.small(from - 1);
            if is_break(word)
                || words.is(from - 1, Make::Digits)
                || self.at_word(from - 1).is_some_and(|named| named.kind == Kind::Person)
            {
                break;
            }
            from -= 1;
            if among(word, "a an his her its their")
                || (word == "the" && !matches!(words.small_before(from, 1), "of" | "for" | "at" | "in"))
            {
                break;
            }
        }
        let from = from + usize::from(is_determiner(words.small(from)));
        self.is_role(from..comma).then_some(from..comma)
    }

    /// Role after a name, with its confidence: appositive ("X, the chief executive of Y,"; "X (chief executive)"),
    /// relative clause ("X, who heads the union") or copula ("X is the president of Y").
    pub(super) fn role_after(&self, named: Named) -> Option<(std::ops::Range<usize>, f32)> {
        let words = self.words;
        let limit = words.sentence(words.sentence_of(named.from)).end;
        let mut at = named.to;
        let mark = words.small(at);
        let mut confidence = 0.9;
        if matches!(mark, "," | "(" | "–" | "—") {
            at += 1;
            if words.is(at, Make::Digits) && words.small(at + 1) == "," {
                at += 2;
            }
            if words.small(at) == "who" {
                let verb = words.small(at + 1);
                let leads = among(
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
            if matches!(words.small(at), "named" | "appointed" | "elected" | "re-elected") {
                at += 1 + usize::from(words.small(at + 1) == "as");
            }
            confidence = 0.8;
        }
        if among(words.small(at), "now currently then also formerly himself herself") {
            at += 1;
        }
        at += usize::from(is_determiner(words.small(at)));
        let end = self.role_end(at, limit);
        let closed = mark != "," || is_break(words.small(end)) || end == limit || words.is(end, Make::Letters);
        (closed && self.is_role(at..end)).then_some((at..end, confidence))
    }

    /// End of the role phrase that starts at `from`, at most 16 tokens on.
    pub(super) fn role_end(&self, from: usize, limit: usize) -> usize {
        let words = self.words;
        let mut at = from;
        while at < limit.min(from + 16) {
            let word = words.small(at);
            let inner = word == "." && words.is_glued(at) && words.is_glued(at + 1);
            let verb = among(
                word,
                "who which that said says told is was were has had will would when where after before until since by because but while added warned called as during on if",
            );
            let sign = words.is(at, Make::Mark) && !matches!(word, "-" | "&" | "’" | "'" | ".");
            let dated = matches!(word, "in" | "last" | "this" | "next") && {
                let next = words.small(at + 1);
                words.is(at + 1, Make::Digits)
                    || find_month(next).is_some()
                    || matches!(next, "year" | "month" | "week")
            };
            if (is_break(word) && !inner) || sign || verb || dated || words.is(at, Make::Digits) {
                break;
            }
            at += 1;
        }
        while at > from && among(words.small(at - 1), "in a an the of at for and to from") {
            at -= 1;
        }
        at
    }

    /// Whether `range` is a role phrase: a role noun among its first 7 tokens, no boundary word or verb before that,
    /// and no person in it.
    pub(super) fn is_role(&self, range: std::ops::Range<usize>) -> bool {
        let words = self.words;
        let head = range.clone().take(7).find(|&at| is_head(words.small(at)) && !words.is_possessive(at + 1));
        let Some(head) = head.filter(|_| !matches!(words.small(range.start), "whose" | "who" | "which")) else {
            return false;
        };
        let plain = (range.start..head).all(|at| {
            let word = words.small(at);
            !(STOPS.has(word) && word != "and" && word != "of") && word.len() < 30 && !word.ends_with("ed")
                || word == "united"
                || word == "retired"
        });
        plain && !(range.start..range.end).any(|at| self.at_word(at).is_some_and(|named| named.kind == Kind::Person))
    }
}
