//! Roles of people, as the article words them, and who is meant by "the minister", "she" and "the politician".

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::lexicon::Lexicon;
use super::word::{Make, Words, among, is_break};
use super::{Kind, Mention};
use crate::document::Document;
use crate::document::month::find_month;
use crate::span::Span;

/// A role that a sentence gives to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HeldRole {
    /// Whose: the place of the mention in the list that was given.
    pub mention: u32,
    /// The words of the role, without the article before them: "French Culture Minister".
    pub span: Span,
    /// The sentence that says so.
    pub sentence: Span,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
}

/// Every role that `document` gives to the people among `mentions`, in order.
///
/// ```
/// use reading_room::{Document, Source, Span};
/// use reading_room::entity::{Kind, Mention, find_roles};
/// let text = "French Culture Minister Ada Morel met Jo Lind, the head of the museum, on Monday.";
/// let document = Document::parse(Source { text: text.into(), ..Source::default() })?;
/// let person = |start, end| Mention { span: Span::new(start, end), kind: Kind::Person, confidence: 1.0 };
/// let roles = find_roles(&document, &[person(24, 33), person(38, 45)]);
/// let said: Vec<_> = roles.iter().map(|role| (role.mention, role.span.of(text))).collect();
/// assert_eq!(said, [(0, "French Culture Minister"), (1, "head of the museum")]);
/// # Ok::<(), reading_room::Error>(())
/// ```
pub fn find_roles(document: &Document, mentions: &[Mention]) -> Vec<HeldRole> {
    let words = Words::new(document);
    Cast::new(&words, mentions).roles
}

/// Nouns that are roles. The first line governs or leads, the second speaks for others, the others work.
static HEADS: Lexicon = Lexicon::new(
    "
    minister president premier chancellor secretary senator governor mayor congressman congresswoman congressperson mp mps mep
    lawmaker deputy ambassador commissioner councillor councilor councilman councilwoman representative delegate prince
    princess king queen emperor pope bishop archbishop cardinal imam rabbi leader speaker whip envoy diplomat vice-president
    pm undersecretary taoiseach president-elect politician chairperson parliamentarian
    spokesman spokeswoman spokesperson
    chief chairman chairwoman chair head director ceo cfo cto coo founder co-founder cofounder owner manager boss executive
    commander commander-in-chief general colonel major captain lieutenant sergeant admiral brigadier marshal corporal
    judge justice magistrate prosecutor attorney lawyer solicitor barrister counsel sheriff constable officer detective
    inspector superintendent coach trainer goalkeeper striker midfielder defender forward winger skipper quarterback pitcher
    batsman bowler player driver rider runner swimmer champion professor scientist researcher physicist biologist chemist
    economist analyst historian psychologist sociologist astronomer geologist ecologist engineer doctor nurse surgeon
    physician epidemiologist virologist dean rector principal headteacher teacher lecturer author writer novelist poet
    journalist reporter editor correspondent columnist critic actor actress singer musician composer conductor artist
    painter sculptor designer architect filmmaker producer photographer choreographer curator chef farmer fisherman baker
    shopkeeper builder plumber electrician carpenter activist campaigner organiser organizer volunteer coordinator
    administrator treasurer adviser advisor aide assistant counterpart expert specialist consultant strategist trader
    investor entrepreneur developer broker banker accountant auditor ombudsman regulator inspector-general warden ranger
    pilot astronaut cosmonaut sailor soldier veteran student resident neighbour neighbor mother father son daughter wife
    husband widow brother sister witness defendant suspect victim plaintiff host presenter broadcaster comedian librarian
    archivist meteorologist hydrologist forecaster seismologist paramedic firefighter midwife pharmacist dentist vet
    gardener winemaker brewer programmer hacker mathematician statistician philosopher theologian pastor priest vicar nun
    monk anthropologist archaeologist linguist climatologist oceanographer neuroscientist geneticist zoologist botanist
    guitarist drummer pianist violinist cellist soprano tenor bassist rapper dj referee umpire cyclist boxer golfer skier
    skater gymnast rower jockey footballer cricketer climber captain-elect manageress headmistress headmaster
    superintendent postmaster stationmaster beekeeper shepherd butcher grocer tailor hairdresser waiter waitress barista
    owner-operator landlord landlady pupil tenant agent publisher bookseller restorer conservator keeper partner
",
);

/// Words before a head that belong to it, though they are small.
static MODIFIERS: Lexicon = Lexicon::new(
    "
    prime foreign defense defence interior finance justice health education culture environment energy economy trade
    agriculture transport labor labour home deputy vice acting interim former then ex outgoing incoming senior junior
    chief head executive general managing national regional state federal local assistant associate lead co first
    second third supreme high special press party opposition club team police fire union company group national
    parliamentary presidential military naval army air assembly house council city town county district university
    school research medical legal political technical sporting commercial creative artistic musical human resources
    marketing communications operating financial technology information security intelligence longtime veteran
    fellow retired late current new young star top rival newly elected appointed
",
);

/// General words for somebody already named.
static GENERAL: Lexicon = Lexicon::new(
    "
    politician lawmaker official leader minister
    man woman boy girl teenager pensioner father mother husband wife widow
    rider driver runner swimmer skier boxer golfer cyclist sprinter jockey rower footballer cricketer batsman bowler pitcher star player striker midfielder defender goalkeeper winger forward captain skipper champion athlete
    singer actor actress author writer novelist artist musician director filmmaker comedian
    scientist researcher professor academic expert economist analyst
    executive businessman businesswoman entrepreneur billionaire founder boss owner chief
    coach manager trainer boss
    judge prosecutor lawyer attorney barrister defendant
    general commander officer soldier
",
);

/// Words at which no name of a role goes on to the left.
static STOPS: Lexicon = Lexicon::new(
    "
    said says told met was were is are has had have by with to from that when while after before as but or if on at in
    into against between about says asked added replaced quoted beat named called between through over under than than
    because including like also not who which where it he she they we i you his her their its our my this these those
    a an the and of for
",
);

/// Whether somebody is spoken of as he or as she.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
    Unknown,
}

static HE: Lexicon = Lexicon::new(
    "
    mr sir lord king prince father son husband brother spokesman chairman congressman councilman businessman actor monk
    headmaster landlord policeman fisherman batsman waiter emperor pope priest uncle grandfather
",
);

static SHE: Lexicon = Lexicon::new(
    "
    mrs ms miss lady dame queen princess mother daughter wife sister spokeswoman chairwoman congresswoman councilwoman
    businesswoman actress nun headmistress landlady policewoman waitress widow midwife soprano aunt grandmother
",
);

/// Frequent given names whose letters do not tell.
static HIS_NAMES: Lexicon = Lexicon::new(
    "
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
    steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas
    eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank raymond patrick jack dennis jerry
    peter tom jim bill bob mike joe dan tim ben sam nick steve tony adam henry hans jan luca nikita mustafa juan carlos
    luis jose pedro ivan sergei vladimir dmitri ali ahmed mohammed omar hassan raj kumar hiroshi kenji wei oliver harry
    simon martin ian alan keith graham neil stuart philip roger colin trevor nigel francois pierre jean luc marco paolo
    giovanni andrea lars erik sven olaf piotr pawel marek tomasz krzysztof andrzej jonas tomas
",
);

static HER_NAMES: Lexicon = Lexicon::new(
    "
    mary elizabeth jennifer susan margaret karen nancy betty helen sharon carol ruth michelle kimberly deborah dorothy
    amy emily ashley kathleen anne ann alice jane joan judith joyce janet catherine katherine kate frances christine
    megan rachel hannah grace chloe zoe sophie lucy charlotte isabel ingrid astrid carmen pilar ines agnes beatrice
    marie claire sylvie nathalie isabelle florence yvonne gwen eleanor heather gillian hilary fiona alison abigail
    lauren madison evelyn doris edith mavis iris rosemary kathryn lois beth nicole danielle jacqueline simone leigh
    siobhan aoife niamh maeve caitlin bronwen freya ruby pearl daisy poppy ivy hazel joy faith hope dawn gail
",
);

/// A mention with its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// Place in the list that was given.
    pub index: u32,
    pub kind: Kind,
    /// First word and the one after the last.
    pub from: usize,
    pub to: usize,
    /// Number of the person, for people.
    person: Option<u32>,
}

struct Person {
    /// Words of the longest name.
    names: Vec<String>,
    gender: Gender,
    /// Words of each role, in small letters, with the mention that has it.
    roles: Vec<Vec<String>>,
    /// The last mention so far, as a place in `named`, while people are gathered.
    first: usize,
}

/// The people of an article with what is known of them.
pub(super) struct Cast<'a> {
    words: &'a Words<'a>,
    pub named: Vec<Named>,
    people: Vec<Person>,
    pub roles: Vec<HeldRole>,
    /// Words that stand in quotation marks: people named there are not the ones who act.
    pub quoted: Vec<std::ops::Range<usize>>,
    /// Who is known to speak in a sentence, by its number.
    speakers: FxHashMap<usize, usize>,
}

/// How far back an antecedent is looked for.
const SENTENCES_BACK: usize = 12;

impl<'a> Cast<'a> {
    pub fn new(words: &'a Words<'a>, mentions: &[Mention]) -> Self {
        let mut named: Vec<Named> = (0..)
            .zip(mentions)
            .map(|(index, mention)| Named {
                index,
                kind: mention.kind,
                from: words.at_byte(mention.span.start),
                to: words.at_byte(mention.span.end),
                person: None,
            })
            .filter(|named| named.from < named.to && words.sentence_of(named.from) == words.sentence_of(named.to - 1))
            .collect();
        crate::order::sort_by_key(&mut named, |named| (named.from, named.to));
        let mut end = 0;
        named.retain(|named| {
            let apart = named.from >= end;
            end = end.max(named.to);
            apart
        });
        let mut cast = Cast {
            words,
            named,
            people: Vec::new(),
            roles: Vec::new(),
            quoted: Vec::new(),
            speakers: FxHashMap::default(),
        };
        cast.gather_people();
        cast.gather_roles();
        cast
    }

    /// Mentions that share a surname and do not differ in the given name are one person.
    fn gather_people(&mut self) {
        let words = self.words;
        let mut by_word: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for at in 0..self.named.len() {
            let Some(&named) = self.named.get(at) else { break };
            if named.kind != Kind::Person {
                continue;
            }
            let mut names: Vec<String> = (named.from..named.to)
                .filter(|&at| words.is(at, Make::Letters))
                .map(|at| words.small(at).to_owned())
                .collect();
            while names.len() > 1
                && names
                    .first()
                    .is_some_and(|name| HE.has(name) || SHE.has(name) || matches!(name.as_str(), "dr" | "prof"))
            {
                names.remove(0);
            }
            let Some(last) = names.last() else { continue };
            let known = by_word.get(last).and_then(|people| {
                people
                    .iter()
                    .rev()
                    .take(8)
                    .copied()
                    .find(|&person| self.people.get(person as usize).is_some_and(|person| fits(person, &names)))
            });
            let number = known.unwrap_or(self.people.len() as u32);
            let gender = self.gender_told(named, &names);
            if let Some(person) = self.people.get_mut(number as usize) {
                if person.names.len() < names.len() {
                    for name in &names {
                        let people = by_word.entry(name.clone()).or_default();
                        if people.last() != Some(&number) {
                            people.push(number);
                        }
                    }
                    person.names = names;
                }
                if person.gender == Gender::Unknown {
                    person.gender = gender;
                }
            } else {
                for name in &names {
                    by_word.entry(name.clone()).or_default().push(number);
                }
                self.people.push(Person { names, gender, roles: Vec::new(), first: at });
            }
            if let Some(named) = self.named.get_mut(at) {
                named.person = Some(number);
            }
        }
    }

    /// What the title before a name or the given name says.
    fn gender_told(&self, named: Named, names: &[String]) -> Gender {
        let words = self.words;
        let point = usize::from(words.small_before(named.from, 1) == ".");
        for title in [words.small_before(named.from, 1 + point), words.small(named.from)] {
            if HE.has(title) {
                return Gender::He;
            }
            if SHE.has(title) {
                return Gender::She;
            }
        }
        match names {
            [first, _, ..] if HIS_NAMES.has(first) => Gender::He,
            [first, _, ..] if HER_NAMES.has(first) => Gender::She,
            _ => Gender::Unknown,
        }
    }

    fn gather_roles(&mut self) {
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
            // "on the player, X replied" says nothing of X: the name is set off on both sides.
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

    fn hold(&mut self, at: usize, role: std::ops::Range<usize>, confidence: f32) {
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
        // "his Norwegian counterpart": the office of the one named before, of another country.
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

    /// The title right before a name: "French Culture Minister", "Minister of National Education", "General".
    fn role_before(&self, named: Named) -> Option<std::ops::Range<usize>> {
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
        // "the Minister for Trade and X" would take X's own title away; "and" cannot begin.
        while from < head && (among(words.small(from), "of for and the s to in &") || words.is(from, Make::Mark)) {
            from += 1;
        }
        // What is of a sentence before the determiner is no part: "In March the minister".
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

    /// "The head of the agency, X": the role before a comma before a name, or before the title of the name.
    fn role_led_by_comma(&self, begin: usize) -> Option<std::ops::Range<usize>> {
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

    /// "X, the chief executive of Y," and "X, who heads the union" and "X is the president of Y" and "X (chief executive)".
    fn role_after(&self, named: Named) -> Option<(std::ops::Range<usize>, f32)> {
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

    /// Where the words of a role that begin at `from` end.
    fn role_end(&self, from: usize, limit: usize) -> usize {
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

    /// Whether these words name a role: one of the nouns stands before the first preposition, and no verb between.
    fn is_role(&self, range: std::ops::Range<usize>) -> bool {
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

    /// The mention that covers the word at `at`.
    pub fn at_word(&self, at: usize) -> Option<&Named> {
        let next = self.named.partition_point(|named| named.from <= at);
        self.named.get(next.checked_sub(1)?).filter(|named| at < named.to)
    }

    /// Place in `named` of the mention whose last word is at `at`.
    pub fn ending_at(&self, at: usize) -> Option<usize> {
        let next = self.named.partition_point(|named| named.from <= at);
        let place = next.checked_sub(1)?;
        self.named.get(place).filter(|named| named.to == at + 1).map(|_| place)
    }

    /// Place in `named` of the first mention that begins at `at` or later.
    pub fn next_from(&self, at: usize) -> usize {
        self.named.partition_point(|named| named.from < at)
    }

    /// Whether two mentions, by their places in `named`, are of one person.
    pub fn is_same_person(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let person = |place: Option<usize>| self.named.get(place?)?.person;
        person(one).is_some() && person(one) == person(other)
    }

    /// Remembers who speaks in a sentence.
    pub fn note_speaker(&mut self, sentence: usize, place: usize) {
        self.speakers.insert(sentence, place);
    }

    fn is_quoted(&self, at: usize) -> bool {
        let next = self.quoted.partition_point(|range| range.start <= at);
        next.checked_sub(1).and_then(|place| self.quoted.get(place)).is_some_and(|range| at < range.end)
    }

    fn gender_of(&self, place: usize) -> Gender {
        let person = self.named.get(place).and_then(|named| self.people.get(named.person? as usize));
        let Some(person) = person else { return Gender::Unknown };
        match person.gender {
            // Weak: half of the world's given names in -a are women's.
            Gender::Unknown
                if person.names.len() > 1 && person.names.first().is_some_and(|name| name.ends_with('a')) =>
            {
                Gender::She
            }
            known => known,
        }
    }

    /// The one whom the sentence speaks of first, outside of quotation marks; for people and bodies alike.
    pub fn subject_of(&self, sentence: usize, before: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        self.main_subject_of(sentence, before, fits).or_else(|| {
            // Who is the only one named may be meant, though the sentence is about something else.
            let range = self.words.sentence(sentence);
            let from = self.next_from(range.start);
            let mut named = self.named.iter().enumerate().skip(from).take(12).filter(|(place, named)| {
                named.from < range.end.min(before)
                    && !self.is_quoted(named.from)
                    && !self.words.is_possessive(named.to)
                    && fits(*place)
            });
            named.next().map(|(place, _)| place).filter(|_| named.next().is_none())
        })
    }

    /// The first one in the sentence who does not hang on a preposition.
    fn main_subject_of(&self, sentence: usize, before: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        if let Some(&place) = self.speakers.get(&sentence)
            && fits(place)
        {
            return Some(place);
        }
        let words = self.words;
        let range = words.sentence(sentence);
        let first = self.next_from(range.start);
        let mut named = self
            .named
            .iter()
            .enumerate()
            .skip(first)
            .take(12)
            .take_while(|(_, named)| named.from < range.end.min(before));
        named
            .find(|(place, named)| {
                !self.is_quoted(named.from)
                    && !words.is_possessive(named.to)
                    && fits(*place)
                    && !self.is_governed(named.from, range.start)
            })
            .map(|(place, _)| place)
    }

    /// Whether a preposition stands before the noun phrase that ends in the mention at `from`.
    pub fn is_governed(&self, from: usize, limit: usize) -> bool {
        let words = self.words;
        let mut at = from;
        while at > limit.max(from.saturating_sub(8)) {
            at -= 1;
            let word = words.small(at);
            if among(
                word,
                "of for with by from to in on at against between about after including under and than like over into near behind alongside",
            ) {
                return true;
            }
            let title = is_head(word)
                || MODIFIERS.has(word)
                || words.is_capital(at)
                || matches!(word, "the" | "a" | "an" | "." | "-");
            if !title {
                return false;
            }
        }
        false
    }

    /// Who is meant by a pronoun at `at`: the last one spoken of as the subject whom it fits.
    pub fn resolve_pronoun(&self, at: usize) -> Option<(usize, f32)> {
        let words = self.words;
        let pronoun = words.small(at);
        let (kind, gender) = match pronoun {
            "he" | "him" | "his" | "er" | "il" | "on" | "він" | "он" | "jis" => (Kind::Person, Gender::He),
            "she" | "her" | "sie" | "elle" | "ona" | "вона" | "она" | "ji" => (Kind::Person, Gender::She),
            "it" => (Kind::Organisation, Gender::Unknown),
            _ => return None,
        };
        let suits = |place: usize| {
            self.named.get(place).is_some_and(|named| named.kind == kind)
                && match (self.gender_of(place), gender) {
                    (Gender::Unknown, _) | (_, Gender::Unknown) => true,
                    (known, wanted) => known == wanted,
                }
        };
        let here = words.sentence_of(at);
        if let Some(place) = self.main_subject_of(here, at, &suits) {
            return Some((place, 0.75));
        }
        let mut sentence = here;
        for back in 1..=SENTENCES_BACK {
            sentence = sentence.checked_sub(1)?;
            let range = words.sentence(sentence);
            // "She met X. She said": she is not X.
            let again = (range.start..range.end.min(range.start + 3))
                .find(|&at| words.small(at) == pronoun && !self.is_quoted(at));
            let limit = again.unwrap_or(range.end);
            if let Some(place) = self.subject_of(sentence, limit, &suits) {
                return Some((place, if back < 4 { 0.85 } else { 0.65 }));
            }
        }
        None
    }

    /// Who is meant by the noun phrase in `range`: the one whose role has its words, else, for general words, the last
    /// one spoken of.
    pub fn resolve_nominal(&self, range: std::ops::Range<usize>) -> Option<(usize, f32)> {
        let words = self.words;
        // The head stands before the first preposition: "the minister of culture".
        let phrase_end =
            range.clone().skip(1).find(|&at| among(words.small(at), "of for from at in with ,")).unwrap_or(range.end);
        // "the Dutchman", "the 24-year-old"
        let by_kind = |at: usize| {
            let word = words.small(at);
            at > range.start
                && (words.is_capital(at) && word.len() > 5 && (word.ends_with("man") || word.ends_with("woman")))
                || (word == "old" && words.small_before(at, 2) == "year")
        };
        let head_at = (range.start..phrase_end)
            .rev()
            .find(|&at| is_head(words.small(at)) || GENERAL.has(words.small(at)) || by_kind(at))?;
        // "boss Kev Dobbs" is Kev Dobbs, whom nobody marked.
        if head_at + 1 < range.end && words.is_capital(head_at + 1) && words.is(head_at + 1, Make::Letters) {
            return None;
        }
        // "the minister's spokesman" is somebody else; "spokesman" was then the head already.
        let head = plain(words.small(head_at));
        let mut wanted = Vec::new();
        for at in range.start..range.end {
            let word = words.small(at);
            if words.is(at, Make::Letters)
                && at != head_at
                && !among(word, "the a an of for s in at and his her its their")
            {
                wanted.push((plain(word), words.is_capital(at)));
            }
        }
        let unknown = matches!(words.small(range.start), "a" | "an" | "another" | "one" | "some");
        if unknown {
            return None;
        }
        let mut best: Option<(i32, usize)> = None;
        for person in self.people.iter().rev().take(64) {
            for role in &person.roles {
                if !role.iter().any(|word| word == head) {
                    continue;
                }
                let mut score = 10;
                for &(word, capital) in &wanted {
                    let matched = role.iter().any(|told| is_same_stem(told, word));
                    let other_country = capital && is_demonym(word) && role.iter().any(|told| is_demonym(told));
                    score += match (matched, other_country, capital) {
                        (true, ..) => 3,
                        (false, true, _) => -20,
                        (false, _, true) => -4,
                        (false, ..) => -3,
                    };
                }
                let latest = self.last_before(person, range.start).unwrap_or(person.first);
                let is_before = self.named.get(latest).is_some_and(|named| named.from < range.start);
                score += i32::from(is_before) * 2;
                let later = best.is_none_or(|(known, place)| (score, latest) > (known, place));
                if score > 4 && later {
                    best = Some((score, latest));
                }
            }
        }
        if let Some((score, place)) = best {
            return Some((place, if score >= 12 { 0.85 } else { 0.6 }));
        }
        // "her lawyer" is not she, and "Brown's lawyer" not Brown.
        let owned = range.clone().any(|at| words.is_possessive(at))
            || among(words.small(range.start), "his her its their my our");
        let group = GENERAL.find(head).or(by_kind(head_at).then_some(1)).filter(|_| !owned)?;
        let fits = |place: usize, of_the_trade: bool| {
            let gender_fits = match self.gender_of(place) {
                Gender::She => !among(head, "man boy father husband businessman actor") && !head.ends_with("man"),
                Gender::He => {
                    !among(head, "woman girl mother wife widow businesswoman actress") && !head.ends_with("woman")
                }
                Gender::Unknown => true,
            };
            let person = self.named.get(place).and_then(|named| self.people.get(named.person? as usize));
            gender_fits
                && person.is_some_and(|person| {
                    let told = person.roles.iter().flatten().any(|word| same_trade(word, group));
                    told || !of_the_trade && (person.roles.is_empty() || group == 1)
                })
        };
        let here = words.sentence_of(range.start);
        [true, false].into_iter().find_map(|of_the_trade| {
            let fits = |place: usize| fits(place, of_the_trade);
            (0..=4)
                .find_map(|back| self.subject_of(here.checked_sub(back)?, range.start, &fits))
                .map(|place| (place, 0.6))
        })
    }

    /// The last mention of somebody before the word at `at`.
    fn last_before(&self, person: &Person, at: usize) -> Option<usize> {
        let number = self.named.get(person.first)?.person;
        let end = self.next_from(at);
        (end.saturating_sub(64)..end).rev().find(|&place| {
            self.named.get(place).is_some_and(|named| named.person == number && !self.is_quoted(named.from))
        })
    }
}

/// Whether a longer or shorter form of a name can be this person's.
fn fits(person: &Person, names: &[String]) -> bool {
    let (Some(last), Some(known_last)) = (names.last(), person.names.last()) else { return false };
    if names.len() == 1 {
        return person.names.contains(last);
    }
    if person.names.len() == 1 {
        return known_last == last;
    }
    let (Some(first), Some(known)) = (names.first(), person.names.first()) else { return false };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    known_last == last && (first == known || initial(first, known) || initial(known, first))
}

/// Whether a noun is a role.
fn is_head(word: &str) -> bool {
    HEADS.has(word)
        || ["ologist", "chemist", "physicist", "ographer", "atrician"].iter().any(|ending| word.ends_with(ending))
}

/// One spelling for words that are spelled in two ways.
fn plain(word: &str) -> &str {
    match word {
        "defence" => "defense",
        "labour" => "labor",
        "spokesperson" | "spokeswoman" => "spokesman",
        "chairwoman" | "chairperson" | "chair" => "chairman",
        _ => word,
    }
}

fn is_determiner(word: &str) -> bool {
    among(word, "the a an its his her their our")
}

/// Whether a word says of which country: "irish", "norwegian".
fn is_demonym(word: &str) -> bool {
    let ending = ["ian", "ish", "ese", "ean", "can"]
        .iter()
        .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending));
    ending
        && !among(
            word,
            "politician civilian ocean these guardian musician physician republican librarian comedian historian",
        )
        || among(
            word,
            "french german dutch greek czech swiss thai israeli iraqi pakistani afghan welsh saudi us uk british american norwegian icelandic slovak serb croat arab",
        )
}

/// Countries whose people go by another stem.
static STEMS: Lexicon = Lexicon::new(
    "
    poland polish
    france french
    spain spanish
    netherlands dutch
    britain british uk
    greece greek
    denmark danish
    wales welsh
    turkey turkish
    switzerland swiss
    us american states america
    finland finnish
    peru peruvian
    ireland irish
    iceland icelandic
    sweden swedish
    norway norwegian
    cyprus cypriot
",
);

/// "Norwegian" and "Norway", "culture" and "cultural".
fn is_same_stem(one: &str, other: &str) -> bool {
    if one == other || STEMS.find(one).is_some_and(|line| STEMS.find(other) == Some(line)) {
        return true;
    }
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    same >= 5 || (same == 4 && one.chars().count().min(other.chars().count()) <= 6)
}

/// Whether somebody with `word` in a role can be called by a general word of `group`.
fn same_trade(word: &str, group: u8) -> bool {
    if group == 0 {
        return HEADS.find(word) == Some(0) || word == "head" || word == "minister";
    }
    GENERAL.find(word) == Some(group)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    /// Finds in `text` the people named, each wherever the name stands.
    pub(crate) fn people(text: &str, names: &[&str]) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = names
            .iter()
            .flat_map(|name| text.match_indices(name).map(|(start, _)| Span::new(start, start + name.len())))
            .map(|span| Mention { span, kind: Kind::Person, confidence: 1.0 })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        mentions
    }

    fn roles(text: &str, names: &[&str]) -> Vec<String> {
        let document =
            Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() }).unwrap();
        find_roles(&document, &people(text, names)).iter().map(|role| role.span.of(text).to_owned()).collect()
    }

    #[test]
    fn roles_stand_before_names_and_behind_them() {
        for (text, wanted) in [
            ("Danish Defense Minister Ann Lee left.", "Danish Defense Minister"),
            ("The minister of National Defence Ann Lee left.", "minister of National Defence"),
            ("They met Norway’s foreign minister Ann Lee.", "Norway’s foreign minister"),
            ("Ann Lee, the chief executive of Vole Ltd, left.", "chief executive of Vole Ltd"),
            ("Ann Lee, 43, a nurse from Leeds, left.", "nurse from Leeds"),
            ("The Commander-in-Chief of the Armed Forces, Ann Lee, left.", "Commander-in-Chief of the Armed Forces"),
            ("Ann Lee, who heads the union, left.", "heads the union"),
            ("Ann Lee is the president of the club.", "president of the club"),
            ("Ann Lee was appointed director of the zoo in May.", "director of the zoo"),
            ("Ann Lee (chief economist) left.", "chief economist"),
        ] {
            assert_eq!(roles(text, &["Ann Lee"]), [wanted], "{text}");
        }
    }

    #[test]
    fn not_every_noun_beside_a_name_is_a_role() {
        for text in [
            "The train that Ann Lee took left.",
            "Asked about the player, Ann Lee left.",
            "Ann Lee, in a red coat, left.",
            "She told the minister that Ann Lee left.",
        ] {
            assert_eq!(roles(text, &["Ann Lee"]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_role_ends_where_the_next_person_begins() {
        let text = "President Jo Berg of Norway and Prime Minister Ann Lee met.";
        assert_eq!(roles(text, &["Jo Berg", "Ann Lee"]), ["President", "Prime Minister"]);
    }

    fn meant(text: &str, names: &[&str], phrase: &str) -> Option<String> {
        let document =
            Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() }).unwrap();
        let words = Words::new(&document);
        let cast = Cast::new(&words, &people(text, names));
        let start = text.rfind(phrase).unwrap() as u32;
        let range = words.at_byte(start)..words.at_byte(start + phrase.len() as u32);
        let found = if range.len() == 1 { cast.resolve_pronoun(range.start) } else { cast.resolve_nominal(range) };
        let named = cast.named.get(found?.0).copied()?;
        words.span(named.from..named.to).map(|span| span.of(text).to_owned())
    }

    #[test]
    fn noun_phrases_mean_the_one_with_that_role() {
        let text = "Irish Defense Minister Jan Nowak and his Norwegian counterpart Ona Petraitė met. The Irish defence minister, \
                    the Norwegian minister and the president left.";
        let names = ["Jan Nowak", "Ona Petraitė"];
        assert_eq!(meant(text, &names, "The Irish defence minister").as_deref(), Some("Jan Nowak"));
        assert_eq!(meant(text, &names, "the Norwegian minister").as_deref(), Some("Ona Petraitė"));
        assert_eq!(meant(text, &names, "the president"), None);
    }

    #[test]
    fn pronouns_mean_the_last_subject_whom_they_fit() {
        let text = "Mary Lee met John Berg. He left. She stayed.";
        assert_eq!(meant(text, &["Mary Lee", "John Berg"], "She").as_deref(), Some("Mary Lee"));
        assert_eq!(meant(text, &["Mary Lee", "John Berg"], "He").as_deref(), Some("John Berg"));
        assert_eq!(meant("Nobody came. She stayed.", &[], "She"), None);
    }
}
