//! Noun phrases that can give or receive money: a name, or a definite institution ("the Danish government").

use super::super::EntityKind;
use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of, is_phrase_boundary};
use super::AmountParty;
use super::parser::AmountParser;
use super::purpose::{DETERMINERS, is_copula_or_auxiliary, is_weekday_or_month};

/// Nouns of bodies that own money. A person without a name ("a man", "officials") is nobody.
static INSTITUTIONS: WordClassLexicon = WordClassLexicon::new(
    "
    government governments council councils company companies firm firms bank banks ministry department agency
    administration university college school hospital foundation foundations charity charities fund funds trust club
    city county state states municipality province board commission committee committees campaign party parties union
    unions insurer insurers airline retailer family congress parliament senate legislature lawmakers legislators
    taxpayers investors shareholders ministers councillors donors creditors owners corporation bureau authority
    association federation league institute museum church carmaker automaker lender supermarket publisher manufacturer
    developer operator conglomerate giant consortium alliance pac treasury diocese archdiocese estate
    brewer broadcaster studio utility couple regulator regulators watchdog
",
);

/// Institutions in the plural, which need no article: "Taxpayers will pay".
const BARE_PLURALS: &str = "taxpayers investors shareholders ministers councillors lawmakers legislators donors \
    creditors unions companies firms banks congress parliament";

/// Heads of names that are no party: what is decided, written or done.
const NON_AGENTS: &str = "bill act plan budget deal law program programme package agreement amendment treaty initiative \
    project report resolution proposal acts scheme game series war crisis index show";

/// Words that do not continue a noun phrase.
pub(super) static NOUN_PHRASE_STOPS: WordClassLexicon = WordClassLexicon::new(
    "
    of to for from with by in on at against into after before since until than between among under via as through
    without about over including despite near amid within toward towards during around per like upon across above below
    and or nor but while because when although though whereas so that which who whom whose where if unless whether
    is are was were be been being has have had will would could should may might can must do does did
    it he she they we i you this these those last next not also yesterday today tomorrow now then later alone only
    said says saying each every annually both
",
);

/// Words before a noun phrase that make it part of something else.
const GOVERNING_WORDS: &str = "of to for from with by in on at against into after before since until than between \
    among under via like as through without about over including despite per near and or nor if unless whether both \
    within toward towards during around not amid upon across if unlike besides";

/// Titles that may stand outside a name.
const TITLES: &str = "mr mrs ms dr sen rep gov gen prof president senator governor congressman mayor minister";

/// Adverbs between a subject and its verb, beside those in -ly.
const ADVERBS: &str = "also already since once later now then still just even alone ever soon often always again first \
    together itself himself herself themselves today yesterday further thus";

/// Nouns in -ly.
const NOUNS_IN_LY: &str = "family supply assembly ally italy july rally reply monopoly anomaly bully";

/// A noun phrase as a party: its tokens, and its head where that is a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct PartyPhrase {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) mention: Option<usize>,
}

impl AmountParser<'_> {
    pub(super) fn amount_party(&self, phrase: PartyPhrase) -> Option<AmountParty> {
        let span = self.words.span_of(phrase.start..phrase.end)?;
        Some(AmountParty { span, mention: phrase.mention.map(|mention| mention as u32) })
    }

    /// The party whose last token is before `end`, with the words that belong to it: "the government of Norway".
    pub(super) fn party_before(&self, end: usize) -> Option<PartyPhrase> {
        let Some(named) = self.name_before(end) else { return self.institution_before(end) };
        let before = self.before_title(named.start);
        match self.words.lower_before(before, 1) {
            "of" | "in" | "for" | "at" => {
                let body = self.institution_before(before - 1);
                Some(body.map_or(named, |body| PartyPhrase { end, ..body }))
            }
            "and" | "&" => self.coordination_before(named, before - 1),
            // "Lee and her brother Kim"
            _ if is_one_of(self.words.lower_before(before, 2), "his her their its")
                && self.words.lower_before(before, 3) == "and" =>
            {
                self.coordination_before(named, before - 3)
            }
            _ => Some(named),
        }
    }

    /// The token before which an article or title of the name at `start` stands: "the", "Mr."
    pub(super) fn before_title(&self, start: usize) -> usize {
        let words = self.words;
        let point = usize::from(start > 0 && self.is_title_point(start - 1));
        let title = is_one_of(words.lower_before(start, point + 1), TITLES);
        if title { start - point - 1 } else { start - usize::from(words.lower_before(start, 1) == "the") }
    }

    /// Whether the token at `at` is the point of a title: "Mr."
    pub(super) fn is_title_point(&self, at: usize) -> bool {
        let words = self.words;
        words.lower_at(at) == "." && words.joins_previous(at) && is_one_of(words.lower_before(at, 1), TITLES)
    }

    /// "Sweden, Denmark and Norway", which ends with `last` after the conjunction at `and`; of two clauses, `last`.
    fn coordination_before(&self, last: PartyPhrase, and: usize) -> Option<PartyPhrase> {
        let words = self.words;
        if is_phrase_boundary(words.lower_before(and, 1)) {
            return Some(last);
        }
        let mut first = self.name_before(and)?;
        while words.lower_before(first.start, 1) == ","
            && let Some(more) = self.name_before(first.start - 1)
        {
            match words.lower_before(more.start, 1) {
                // "the states of Sweden, Denmark and Norway"
                "of" => return None,
                before if is_one_of(before, GOVERNING_WORDS) => break,
                _ => first = more,
            }
        }
        Some(PartyPhrase { start: first.start, end: last.end, mention: None })
    }

    /// The name that ends before the token `end`: of a person, an organisation or a place.
    fn name_before(&self, end: usize) -> Option<PartyPhrase> {
        let byte = self.words.get(end.checked_sub(1)?)?.end;
        let place = self.mentions.partition_point(|mention| mention.span.end < byte);
        let mention = self.mentions.get(place).filter(|mention| mention.span.end == byte)?;
        // A name may be cut: "New York Real Estate Institute".
        let mut start = self.words.first_at_byte(mention.span.start);
        let sentence = self.words.sentence_range(self.words.sentence_index(start));
        while start > sentence.start && self.is_name_word(start - 1) {
            start -= 1;
        }
        // "a liberal super PAC" is nobody by name.
        let is_common = end - start == 1 && self.words.lower_at(start) == "pac";
        (self.is_agent(mention.kind, end) && !is_common).then_some(PartyPhrase { start, end, mention: Some(place) })
    }

    /// Whether the token at `at` continues a name to the left: a capitalised word that is no function word.
    fn is_name_word(&self, at: usize) -> bool {
        let words = self.words;
        let word = words.lower_at(at);
        words.lower_at(at) == "&"
            || words.has_class(at, TokenClass::Letters)
                && words.is_capitalised(at)
                && !NOUN_PHRASE_STOPS.contains(word)
                && !DETERMINERS.contains(word)
                && !is_one_of(word, GOVERNING_WORDS)
                && !self.is_adverb(at)
                && !is_one_of(word, TITLES)
                && !is_weekday_or_month(word)
                && at > words.sentence_range(words.sentence_index(at)).start
                && !words.is_in_heading(at)
    }

    /// Whether the token at `at` is inside a name: "." of "Acme Corp."
    pub(super) fn is_in_name(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let place = self.mentions.partition_point(|mention| mention.span.end <= word.start);
        self.mentions.get(place).is_some_and(|mention| mention.span.start <= word.start)
    }

    /// Whether a name of `kind` that ends before `end` can own money.
    fn is_agent(&self, kind: EntityKind, end: usize) -> bool {
        matches!(kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Place)
            && !is_one_of(self.words.lower_before(end, 1), NON_AGENTS)
            && !is_weekday_or_month(self.words.lower_before(end, 1))
    }

    /// A definite institution that ends before `end`: "the local council", "Norway's government", bare "Taxpayers".
    fn institution_before(&self, end: usize) -> Option<PartyPhrase> {
        let words = self.words;
        let head = end.checked_sub(1).filter(|&head| INSTITUTIONS.contains(words.lower_at(head)))?;
        let sentence = words.sentence_range(words.sentence_index(head));
        let mut start = head;
        while start > sentence.start && head - start < 6 {
            let word = words.lower_at(start - 1);
            if word == "the" {
                return Some(PartyPhrase { start: start - 1, end, mention: None });
            }
            if words.is_possessive(start - 1) || (word == "s" && words.is_possessive(start.checked_sub(2)?)) {
                let owner = self.name_before(start - if word == "s" { 2 } else { 1 })?;
                return Some(PartyPhrase { start: owner.start, end, mention: None });
            }
            // "Lee and her family"
            if is_one_of(word, "his her their its") && words.lower_before(start, 2) == "and" {
                let first = self.name_before(start.checked_sub(2)?)?;
                return Some(PartyPhrase { start: first.start, end, mention: None });
            }
            let joins = words.has_class(start - 1, TokenClass::Letters) || word == "-" || word == ".";
            if !joins || NOUN_PHRASE_STOPS.contains(word) || DETERMINERS.contains(word) {
                break;
            }
            start -= 1;
        }
        let opens = start == sentence.start || is_phrase_boundary(words.lower_at(start - 1));
        // "The Obama administration" and "Obama administration officials" are told by the head alone.
        let named =
            self.mentions.partition_point(|mention| mention.span.end <= words.get(start).map_or(0, |w| w.start));
        let led = self.mentions.get(named).is_some_and(|name| words.first_at_byte(name.span.start) == start);
        let bare = is_one_of(words.lower_at(head), BARE_PLURALS) && head - start <= 1 && opens;
        (bare || led && start < head).then_some(PartyPhrase { start, end, mention: None })
    }

    /// Whether the noun phrase that starts at `start` stands by itself: it is no complement ("after talks with Norway"),
    /// and nothing makes its clause a condition.
    pub(super) fn stands_alone(&self, start: usize) -> bool {
        let words = self.words;
        let first = words.sentence_range(words.sentence_index(start)).start;
        let mut start = self.before_title(start);
        // "the founder of merchant bank Lee"
        let described = start;
        while start > first
            && described - start < 4
            && self.continues_noun(start - 1)
            && !words.is_capitalised(start - 1)
            && !DETERMINERS.contains(words.lower_before(start, 1))
        {
            start -= 1;
        }
        if !is_one_of(words.lower_before(start, 1), "of for with") {
            start = described;
        }
        if start <= first {
            return true;
        }
        let before = words.lower_before(start, 1);
        let coordinates = before == "and" && is_phrase_boundary(words.lower_before(start, 2));
        let conditional = (1..=4)
            .take_while(|&back| start >= first + back && !is_phrase_boundary(words.lower_before(start, back)))
            .any(|back| {
                is_one_of(
                    words.lower_before(start, back),
                    "if unless whether denied denies denying deny false falsely never no suggesting notion myth",
                )
            });
        !conditional
            && (coordinates || !is_one_of(before, GOVERNING_WORDS))
            && before != "-"
            && !words.has_class(start - 1, TokenClass::Digits)
    }

    /// The party that starts at `at`, and the token after it: "the Harbour Fund", "billionaire Ann Lee".
    pub(super) fn party_after(&self, at: usize) -> Option<(PartyPhrase, usize)> {
        let words = self.words;
        let from = at + usize::from(words.lower_at(at) == "the");
        let Some(named) = self.name_after(at).or_else(|| self.name_after(from)) else {
            return self.institution_after(at, from);
        };
        let end = named.end;
        let whole = PartyPhrase { start: at, ..named };
        if words.is_possessive(end) || self.continues_noun(end) {
            return self.institution_after(at, end).filter(|_| from > at || words.is_possessive(end));
        }
        match words.lower_at(end) {
            "-" | "/" => None,
            "and" | "&" => {
                let other = self.name_after(end + 1 + usize::from(words.lower_at(end + 1) == "the"))?;
                let closed = !self.continues_noun(other.end) && !words.is_possessive(other.end);
                closed.then_some((PartyPhrase { start: at, end: other.end, mention: None }, other.end))
            }
            "," => {
                // "from Norway, Sweden and Denmark" is more than the first.
                let other = self.name_after(end + 1);
                let listed = other.is_some_and(|other| is_one_of(words.lower_at(other.end), "and , &"));
                (!listed).then_some((whole, end))
            }
            _ => Some((whole, end)),
        }
    }

    /// The name that starts at `at`, perhaps after up to three words that say who it is: "investor Ann Lee".
    fn name_after(&self, at: usize) -> Option<PartyPhrase> {
        let words = self.words;
        let place =
            self.mentions.partition_point(|mention| mention.span.start < words.get(at).map_or(u32::MAX, |w| w.start));
        let mention = self.mentions.get(place)?;
        let start = words.first_at_byte(mention.span.start);
        let end = words.first_at_byte(mention.span.end);
        // "to help Lee" is an infinitive.
        let described = start <= at + 3
            && words.lower_before(at, 1) != "to"
            && (at..start).all(|at| {
                (words.has_class(at, TokenClass::Letters) || self.is_title_point(at))
                    && !words.lower_at(at).ends_with("ing")
                    && !NOUN_PHRASE_STOPS.contains(words.lower_at(at))
                    && !DETERMINERS.contains(words.lower_at(at))
            });
        let fits = start == at || described && mention.kind == EntityKind::Person;
        (fits && self.is_agent(mention.kind, end)).then_some(PartyPhrase { start, end, mention: Some(place) })
    }

    /// A definite institution that starts at `at`, its head at or after `from`: "the local council of Leeds".
    fn institution_after(&self, at: usize, from: usize) -> Option<(PartyPhrase, usize)> {
        let words = self.words;
        let mut head =
            from + if words.is_possessive(from) { 1 + usize::from(words.lower_at(from + 1) == "s") } else { 0 };
        if from == at {
            return None;
        }
        let limit = head + 5;
        while head < limit {
            let word = words.lower_at(head);
            let joins = words.has_class(head, TokenClass::Letters) || word == "-";
            if !joins || NOUN_PHRASE_STOPS.contains(word) {
                return None;
            }
            if INSTITUTIONS.contains(word) && !self.continues_noun(head + 1) && words.lower_at(head + 1) != "-" {
                break;
            }
            head += 1;
        }
        if head == limit || words.is_possessive(head + 1) {
            return None;
        }
        let mut end = head + 1;
        if words.lower_at(end) == "of"
            && let Some(named) = self.name_after(end + 1)
        {
            end = named.end;
        }
        Some((PartyPhrase { start: at, end, mention: None }, end))
    }

    /// Whether the token at `at` continues a noun phrase: a word that is no preposition, conjunction or verb we know.
    pub(super) fn continues_noun(&self, at: usize) -> bool {
        let words = self.words;
        words.has_class(at, TokenClass::Letters)
            && !NOUN_PHRASE_STOPS.contains(words.lower_at(at))
            && !is_copula_or_auxiliary(words.lower_at(at))
            && !is_weekday_or_month(words.lower_at(at))
            && !self.is_adverb(at)
            && words.sentence_index(at) == words.sentence_index(at.saturating_sub(1))
    }

    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let word = self.words.lower_at(at);
        is_one_of(word, ADVERBS)
            || word.len() > 4 && word.ends_with("ly") && !self.words.is_capitalised(at) && !is_one_of(word, NOUNS_IN_LY)
    }
}
