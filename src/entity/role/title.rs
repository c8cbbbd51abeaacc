//! Titles and appositives of names: "Mayor X", "the mayor, X", "X, head of the museum", "X is the president of Y".

use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::super::{EntityKind, FactConfidence};
use super::demonym::is_demonym;
use super::discourse::{DiscourseMention, DiscourseModel, PersonRole};
use super::gender::{FEMININE_NOUNS, MASCULINE_NOUNS, ReferentGender};
use super::noun::{
    ROLE_BOUNDARY_WORDS, ROLE_MODIFIERS, TITLE_QUALIFIERS, expand_title, is_courtesy_title, is_determiner,
    is_role_noun, normalise_role_word,
};
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
        let mut role_words: Vec<String> = (role.start..self.own_part_end(&role))
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

    /// Where the part of a role that speaks of its holder ends: before the other person in "adviser to Mr. Berg".
    fn own_part_end(&self, role: &std::ops::Range<usize>) -> usize {
        let words = self.words;
        let names_another = |at: usize| {
            is_one_of(words.lower_at(at), "to of for under with")
                && (at + 1..role.end.min(at + 5)).any(|next| self.is_person(next))
        };
        role.clone().find(|&at| names_another(at)).unwrap_or(role.end)
    }

    fn is_person(&self, at: usize) -> bool {
        self.mention_at(at).is_some_and(|named| named.kind == EntityKind::Person)
    }

    /// Whether the token at `at` is the head of a title: a role noun, an abbreviation of one, or "First Lady".
    fn is_role_head(&self, at: usize) -> bool {
        let words = self.words;
        let word = words.lower_at(at);
        is_role_noun(word)
            || (word == "lady" && words.lower_before(at, 1) == "first")
            || (word == "mate" && words.lower_before(at, 1) == "running")
            || (words.is_capitalised(at) && words.lower_at(at + 1) == "." && expand_title(word).is_some())
    }

    /// Title right before a name: "French Culture Minister", "Minister of National Education", "Sen.".
    pub(super) fn title_before(&self, named: DiscourseMention) -> Option<std::ops::Range<usize>> {
        let words = self.words;
        let limit = words
            .sentence_range(words.sentence_index(named.first_token))
            .start
            .max(named.first_token.saturating_sub(12));
        let head = self.title_head(named.first_token, limit)?;
        let mut from = self.title_start(head, limit);
        // A role phrase starts with no preposition, conjunction or mark.
        while from < head
            && (is_one_of(words.lower_at(from), "of for and the s to in &")
                || words.has_class(from, TokenClass::Symbol))
        {
            from += 1;
        }
        let abbreviated = expand_title(words.lower_at(head)).is_some();
        let point = words.lower_before(named.first_token, 1) == "." && named.first_token == head + 2;
        Some(from..named.first_token - usize::from(point && !abbreviated))
    }

    /// The head of the title that ends before the token at `end`: the role noun there, or the one whose office follows it,
    /// as in "Minister of National Defence".
    fn title_head(&self, end: usize, limit: usize) -> Option<usize> {
        let words = self.words;
        let mut at = end.checked_sub(1).filter(|&at| at >= limit)?;
        // "President-elect", "Sen."
        if is_one_of(words.lower_at(at), "elect designate") && words.lower_before(at, 1) == "-" {
            at = at.checked_sub(2)?;
        } else if words.lower_at(at) == "." {
            at = at.checked_sub(1)?;
        }
        if at >= limit && self.is_role_head(at) {
            // "a major Berg donor", "deputy Berg campaign manager"
            let adjective = is_one_of(words.lower_at(at), "major deputy general principal hopeful chief head");
            return (!self.is_person(at) && (!adjective || words.is_capitalised(at))).then_some(at);
        }
        // Only what the office is of stands between the head and the name.
        at = end - 1;
        while at > limit {
            let word = words.lower_at(at);
            let links = is_one_of(word, "of for the and") && at + 1 < end;
            let names = words.has_class(at, TokenClass::Letters)
                && (words.is_capitalised(at) || ROLE_MODIFIERS.contains(word))
                && !is_courtesy_title(word)
                && !is_calendar_word(word);
            if !(links || names || word == "-") || self.is_person(at) {
                return None;
            }
            at -= 1;
            if self.is_role_head(at) {
                return matches!(words.lower_at(at + 1), "of" | "for").then_some(at);
            }
        }
        None
    }

    /// The first token of the title with this head.
    fn title_start(&self, head: usize, limit: usize) -> usize {
        let words = self.words;
        let mut from = head;
        let mut small = 0;
        while from > limit {
            let at = from - 1;
            if self.is_on_other_line(at) {
                break;
            }
            if self.is_person(at) {
                return self.owner_start(from, head).unwrap_or(from);
            }
            // "Berg of Norway and Prime Minister Lee"
            if self.mention_at(at).is_some_and(|other| words.lower_at(other.end_token) == "and") {
                break;
            }
            let joins = if words.has_class(at, TokenClass::Letters) {
                self.extends_title(at, head, &mut small)
            } else {
                let word = words.lower_at(at);
                let initial = word == "." && words.joins_previous(at) && words.lower_before(at, 1).len() <= 4;
                let between = words.is_capitalised(from) && words.is_capitalised(at.wrapping_sub(1));
                let initial_hyphen = words.lower_before(at, 1).chars().count() == 1;
                matches!(word, "’" | "'") && words.is_possessive(at)
                    || word == "-" && words.joins_previous(at) && !initial_hyphen
                    || word == "&" && between
                    || initial && words.is_capitalised(at - 1)
            };
            if !joins {
                break;
            }
            from = at;
        }
        self.skip_unknown_words(from, head)
    }

    /// The start of a title behind small words that no determiner makes a part of it: "allow special counsel".
    fn skip_unknown_words(&self, mut from: usize, head: usize) -> usize {
        let words = self.words;
        let determined = |at: usize| is_determiner(words.lower_before(at, 1));
        while from < head
            && words.has_class(from, TokenClass::Letters)
            && !words.is_capitalised(from)
            && !determined(from)
            && words.lower_at(from + 1) != "-"
            && !self.is_known_modifier(words.lower_at(from))
        {
            from += 1;
        }
        from
    }

    fn is_known_modifier(&self, word: &str) -> bool {
        is_role_noun(word)
            || ROLE_MODIFIERS.contains(word)
            || TITLE_QUALIFIERS.contains(word)
            || expand_title(word).is_some()
            || is_demonym(word)
            || matches!(word, "running" | "first")
    }

    /// Whether the line breaks after the token at `at`.
    fn is_on_other_line(&self, at: usize) -> bool {
        let words = self.words;
        let between = words.get(at).zip(words.get(at + 1)).map(|(one, next)| (one.end as usize, next.start as usize));
        between.and_then(|(end, start)| words.text.get(end..start)).is_some_and(|between| between.contains('\n'))
    }

    /// Whether the word at `at` belongs to the title that goes on after it.
    fn extends_title(&self, at: usize, head: usize, small: &mut u32) -> bool {
        let words = self.words;
        let word = words.lower_at(at);
        let right = at + 1 + usize::from(words.has_class(at + 1, TokenClass::Symbol));
        let before = words.lower_before(at, 1);
        if is_calendar_word(word) || is_courtesy_title(word) {
            return false;
        }
        if word == "s" && words.joins_previous(at) {
            return true;
        }
        // "Bank of England Governor", but not "adviser to President" nor "government of President".
        if is_one_of(word, "of for") {
            return at + 1 < head
                && words.is_capitalised(right)
                && words.is_capitalised(at - 1)
                && !is_role_noun(before);
        }
        // "Culture and Sports Minister"
        if word == "and" {
            return at + 1 < head && (is_role_noun(before) || ROLE_MODIFIERS.contains(before));
        }
        if ROLE_BOUNDARY_WORDS.contains(word) {
            return false;
        }
        let known = self.is_known_modifier(word);
        let verb = word.ends_with("ed") || word.ends_with("ly") || word.ends_with("ing");
        if words.is_capitalised(at) {
            // "JUST WATCHED Pope": what shouts before a title that does not is a label.
            let shouts = |at: usize| words.surface_at(at).chars().all(char::is_uppercase);
            if word.len() > 4 && shouts(at) && !shouts(right) && self.mention_at(at).is_none() {
                return false;
            }
            let opens = at == words.sentence_range(words.sentence_index(at)).start;
            // "Divisional manager Berg" opens a sentence; "Meanwhile President Berg" has no more than the title.
            let adjective = !words.is_capitalised(right) && !verb;
            return known || adjective || !opens || self.mention_at(at).is_some() || is_affiliation(word);
        }
        if word == "running" && words.lower_at(right) == "mate" {
            return true;
        }
        if TITLE_QUALIFIERS.contains(word) {
            // "a state President Berg won"
            let national = is_one_of(words.lower_at(head), "president minister chancellor secretary premier");
            return !(national && matches!(word, "state" | "federal"));
        }
        // "replace former Attorney General", "let President": before a capital or a qualifier nothing small belongs.
        let closed = words.is_capitalised(right) || TITLE_QUALIFIERS.class_of(words.lower_at(right)) == Some(0);
        *small += u32::from(!known);
        !closed && (known || *small <= 2 && !verb)
    }

    /// Where the role that goes on at `from` begins with the person whose it is: "Lind’s lawyer", "Lind adviser".
    fn owner_start(&self, from: usize, head: usize) -> Option<usize> {
        let words = self.words;
        let owner = self.mention_at(from.checked_sub(1)?)?;
        let possessive = words.is_possessive(from);
        let attributive = !words.is_capitalised(from)
            && !words.is_capitalised(head)
            && words.has_class(from, TokenClass::Letters)
            && !TITLE_QUALIFIERS.contains(words.lower_at(from))
            && owner.end_token == owner.first_token + 1;
        ((possessive && from < head && owner.end_token - owner.first_token <= 4) || attributive)
            .then_some(owner.first_token)
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
            let point = word == "." && self.is_inner_point(from - 1);
            if (is_phrase_boundary(word) && !point && !words.is_possessive(from - 1))
                || words.has_class(from - 1, TokenClass::Digits)
            {
                break;
            }
            if self.is_person(from - 1) {
                from = self.owner_start(from, comma).unwrap_or(from);
                break;
            }
            from -= 1;
            if is_one_of(word, "a an his her its their")
                || (word == "the" && !matches!(words.lower_before(from, 1), "of" | "for" | "at" | "in"))
            {
                break;
            }
        }
        // "According to Lind, counsel of the centre, Berg spoke": the role is Lind’s.
        let earlier = words.lower_before(from, 1) == "," && from >= 2 && self.is_person(from - 2);
        let from = from + usize::from(is_determiner(words.lower_at(from)));
        (!earlier && self.is_role_phrase(from..comma)).then_some(from..comma)
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
                let object = is_determiner(words.lower_at(at + 2)) || words.is_capitalised(at + 2);
                return (leads && object)
                    .then(|| (at + 1..self.role_end(at + 2, limit), 0.85))
                    .filter(|(role, _)| role.len() > 1);
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
        // "the first president to visit" is no office.
        if is_one_of(words.lower_at(at), "first only last next second third best worst most least latest same one")
            && words.lower_at(at + 1) != "lady"
            && words.lower_at(at + 1) != "deputy"
        {
            return None;
        }
        let end = self.role_end(at, limit);
        let closed = mark != ","
            || is_phrase_boundary(words.lower_at(end))
            || end == limit
            || words.has_class(end, TokenClass::Letters);
        (closed && self.is_role_phrase(at..end)).then_some((at..end, confidence))
    }

    /// Whether the point at `at` is one of an abbreviation: "U.S.", "Mr. Berg", "Sen. Lind".
    fn is_inner_point(&self, at: usize) -> bool {
        let words = self.words;
        let before = words.lower_before(at, 1);
        words.joins_previous(at)
            && (words.joins_previous(at + 1) && words.has_class(at + 1, TokenClass::Letters)
                || is_courtesy_title(before)
                || expand_title(before).is_some()
                || before.chars().count() == 1 && words.lower_before(at, 2) == ".")
    }

    /// End of the role phrase that starts at `from`, at most 16 tokens on.
    pub(super) fn role_end(&self, from: usize, limit: usize) -> usize {
        let words = self.words;
        let mut at = from;
        let mut headed = false;
        while at < limit.min(from + 16) {
            let word = words.lower_at(at);
            let inner = word == "." && self.is_inner_point(at);
            let verb = is_one_of(
                word,
                "who which that said says told is was were has had will would when where after before until since by because but while added warned called as during on if into whether about over against",
            ) || (headed && word.ends_with("ed") && !words.is_capitalised(at));
            let sign = words.has_class(at, TokenClass::Symbol) && !matches!(word, "-" | "&" | "’" | "'" | ".");
            let dated = matches!(word, "in" | "last" | "this" | "next") && {
                let next = words.lower_at(at + 1);
                words.has_class(at + 1, TokenClass::Digits)
                    || find_month(next).is_some()
                    || matches!(next, "year" | "month" | "week")
            };
            let breaks = headed && (word == "and" && !self.goes_on_after_and(at, limit) || self.is_infinitive(at));
            if (is_phrase_boundary(word) && !inner && !words.is_possessive(at))
                || (sign && !words.is_possessive(at))
                || verb
                || dated
                || breaks
                || words.has_class(at, TokenClass::Digits)
            {
                break;
            }
            headed |= self.is_role_head(at);
            at += 1;
        }
        while at > from
            && is_one_of(words.lower_at(at - 1), "in a an the of at for and to from with under on as or not")
        {
            at -= 1;
        }
        at
    }

    /// Whether "to" at `at` begins an infinitive, not a complement: "candidate to beat", but "adviser to the board".
    fn is_infinitive(&self, at: usize) -> bool {
        let words = self.words;
        let next = words.lower_at(at + 1);
        words.lower_at(at) == "to"
            && !words.is_capitalised(at + 1)
            && !is_determiner(next)
            && !is_role_noun(next)
            && !ROLE_MODIFIERS.contains(next)
    }

    /// Whether what follows "and" is a part of the role: a capitalised word or another role, and no verb.
    fn goes_on_after_and(&self, at: usize, limit: usize) -> bool {
        let words = self.words;
        let next = at + 1 + usize::from(is_determiner(words.lower_at(at + 1)));
        words.is_capitalised(next)
            || (next..limit.min(next + 4)).find_map(|next| match words.lower_at(next) {
                _ if self.is_role_head(next) => Some(true),
                word if ROLE_BOUNDARY_WORDS.contains(word) || word.ends_with("ing") => Some(false),
                _ if !words.has_class(next, TokenClass::Letters) => Some(false),
                _ => None,
            }) == Some(true)
    }

    /// Whether `range` is a role phrase: a role noun that heads it among its first 8 tokens, no boundary word or verb before
    /// that, and no other person but its owner or, behind the head, the one it serves.
    pub(super) fn is_role_phrase(&self, range: std::ops::Range<usize>) -> bool {
        let words = self.words;
        if matches!(words.lower_at(range.start), "whose" | "who" | "which") {
            return false;
        }
        let Some(head) = range.clone().take(8).find(|&at| self.heads_phrase(at, range.end)) else { return false };
        let plain = (range.start..head).all(|at| {
            let word = words.lower_at(at);
            let inside = is_one_of(word, "of for")
                && words.is_capitalised(at + 1)
                && words.is_capitalised(at.wrapping_sub(1))
                && !is_role_noun(words.lower_before(at, 1));
            let verb = word.ends_with("ed") && !is_one_of(word, "united retired appointed elected armed");
            let evaluates = word.ends_with("ly") && !is_one_of(word, "newly family assembly daily weekly");
            let owner = self.is_person(at) && {
                let end = self.mention_at(at).map_or(at, |named| named.end_token);
                words.is_possessive(end)
                    || (end < head && !words.is_capitalised(end) && !ROLE_BOUNDARY_WORDS.contains(words.lower_at(end)))
            };
            (inside || word == "and" || !ROLE_BOUNDARY_WORDS.contains(word))
                && !verb
                && !evaluates
                && word.len() < 30
                && (owner || !self.is_person(at))
        });
        // "adviser to Senator Berg" is a role, "Secretary of State Berg" is Berg’s.
        let served = (head + 1..range.end).find(|&at| self.is_person(at));
        let linked = served.is_none_or(|served| {
            let title = |at: usize| {
                let word = words.lower_at(at);
                word == "." || is_courtesy_title(word) || matches!(word, "former" | "vice") || self.is_role_head(at)
            };
            let link = (head + 1..served).rev().find(|&at| !title(at) && !is_determiner(words.lower_at(at)));
            link.is_some_and(|at| is_one_of(words.lower_at(at), "to of for with under"))
        });
        plain && linked && !self.is_person(head)
    }

    /// Whether a role noun at `at` heads its phrase: what follows is its end, a preposition or another sign, not a noun.
    fn heads_phrase(&self, at: usize, end: usize) -> bool {
        let words = self.words;
        let next = at + 1;
        let follows = next >= end
            || !words.has_class(next, TokenClass::Letters)
            || is_one_of(words.lower_at(next), "of for at in to from with under on and or who by");
        self.is_role_head(at) && !words.is_possessive(next) && follows
    }
}

/// Weekdays and months, which stand before a title and are no part of it.
fn is_calendar_word(word: &str) -> bool {
    is_one_of(word, "monday tuesday wednesday thursday friday saturday sunday today yesterday")
        || (word.len() > 3 && find_month(word).is_some())
}

/// Parties and demonyms, which begin a title at the start of a sentence.
fn is_affiliation(word: &str) -> bool {
    is_demonym(word)
        || is_one_of(word, "republican democratic democrat independent conservative labour liberal tory gop socialist")
}
