//! Rules after decoding: they mend the boundaries of names, and find events and equipment among the other names.

use super::form::{Form, Look};
use super::lexicon::List;
use super::word::is_apostrophe;
use crate::entity::Kind;
use crate::span::{Span, slice_text};

/// A name as tokens of a sentence, or of a document before it is cut into sentences.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// First token.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// Its kind.
    pub kind: Kind,
    /// Confidence from 0 to 1.
    pub confidence: f32,
}

/// The tokens of a sentence with their word forms.
pub struct Words<'a> {
    /// The text that `spans` point into.
    pub text: &'a str,
    /// Spans of the tokens.
    pub spans: &'a [Span],
    /// Word form ids of the tokens.
    pub ids: &'a [u32],
    /// All interned word forms.
    pub forms: &'a [Form],
}

/// Nouns of equipment; below, adjectives that stand before them.
const MACHINES: &str = " tank tanks rifle rifles missile missiles rocket rockets carrier carriers howitzer howitzers drone \
    drones jet jets aircraft helicopter helicopters launcher launchers frigate frigates submarine submarines radar radars \
    vehicle vehicles gun guns cannon cannons grenade grenades mortar mortars bomber bombers fighter fighters torpedo \
    torpedoes pistol pistols revolver warship warships destroyer destroyers corvette corvettes minesweeper interceptor \
    interceptors airliner airliners spacecraft satellite satellites rover lander locomotive locomotives ";
const MACHINE_SORTS: &str = " anti-aircraft anti-tank anti-ship anti-drone armored armoured self-propelled recoilless \
    surface-to-air air-to-air man-portable shoulder-fired shoulder-launched remote-controlled unmanned ballistic \
    remote multiple-launch ";

/// Words for alliances that are not names while they stand alone: "the Alliance", "Allied leaders".
const UNIONS: &str = " alliance allied coalition bloc ";

impl<'a> Words<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.spans.get(at).map_or("", |span| span.of(self.text))
    }

    fn form(&self, at: usize) -> Option<&'a Form> {
        self.forms.get(*self.ids.get(at)? as usize)
    }

    fn look(&self, at: usize) -> Look {
        self.form(at).map_or(Look::Edge, |form| form.look)
    }

    fn is(&self, at: usize, list: List) -> bool {
        self.form(at).is_some_and(|form| form.entry.is(list))
    }

    fn is_one_of(&self, at: usize, words: &str) -> bool {
        let word = self.word(at);
        !word.is_empty()
            && word.len() < 20
            && words.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// Whether the words from `at` on say that equipment is named before them.
    fn is_machine_ahead(&self, at: usize) -> bool {
        self.is_one_of(at, MACHINE_SORTS)
            || self.is_one_of(at, MACHINES)
            || (self.look(at) == Look::Small && self.is_one_of(at + 1, MACHINES))
    }

    /// "MoD", "DoJ", "MoFA": a ministry or a department of something. A memorandum of understanding is neither.
    fn is_ministry(&self, at: usize) -> bool {
        let word = self.word(at);
        let of = word.strip_prefix("Mo").or_else(|| word.strip_prefix("Do")).unwrap_or_default();
        (1..=2).contains(&of.len()) && of.bytes().all(|byte| byte.is_ascii_uppercase()) && word != "MoU"
    }

    /// A model number: capitals, then digits, as in "M577" and "RS-24".
    fn is_model(&self, at: usize) -> bool {
        let word = self.word(at);
        let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
        let digits = slice_text(word, letters..).trim_start_matches('-');
        (1..=5).contains(&letters)
            && word.len() <= 10
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    }
}

/// Applies all rules to the names of one sentence, which are in order.
pub fn settle(words: &Words, found: &mut Vec<Found>) {
    let mut settled: Vec<Found> = Vec::with_capacity(found.len());
    let mut drafts = found.iter().copied().peekable();
    let mut at = 0;
    while at < words.ids.len() {
        if let Some(draft) = drafts.next_if(|draft| draft.from <= at) {
            at = draft.to.max(at + 1);
            let free_from = settled.last().map_or(0, |last| last.to);
            settled.extend(settle_one(words, draft).map(|name| widen(words, name, free_from)));
            continue;
        }
        // A model number that the tagger left outside.
        let next_is_name = drafts.peek().is_some_and(|draft| draft.from == at + 1);
        let is_model = words.look(at) == Look::Code && words.is_model(at) && words.is_machine_ahead(at + 1);
        let is_named = at > 0 && words.look(at) == Look::Capital && words.is_one_of(at + 1, MACHINE_SORTS);
        if !next_is_name && (is_model || is_named) {
            settled.push(Found { from: at, to: at + 1, kind: Kind::Equipment, confidence: 0.7 });
        } else if words.is_ministry(at) {
            settled.push(Found { from: at, to: at + 1, kind: Kind::Organisation, confidence: 0.7 });
        }
        at += 1;
    }
    *found = settled;
    join_events(words, found);
}

fn settle_one(words: &Words, draft: Found) -> Option<Found> {
    let mut name = draft;
    while name.from < name.to && is_before_names(words, &name) {
        name.from += 1;
    }
    while name.from < name.to && words.word(name.to - 1).starts_with(is_apostrophe) {
        name.to -= 1;
    }
    let own = name.from..name.to;
    let readable = |at: usize| !matches!(words.look(at), Look::Mark | Look::Hyphen | Look::Handle);
    if !own.clone().any(readable) {
        return None;
    }
    let all = |list: List| own.clone().all(|at| words.look(at) == Look::Hyphen || words.is(at, list));
    // People and things of a country are not names of anything.
    let of_country = all(List::Demonym) && !own.clone().any(|at| words.is(at, List::Country));
    let of_somebody = own.clone().any(|at| words.is(at, List::First) || words.is(at, List::Last));
    if of_country && (matches!(name.kind, Kind::Other | Kind::Place) || (name.kind == Kind::Person && !of_somebody)) {
        return None;
    }
    if name.kind == Kind::Organisation && own.len() == 1 && words.is_one_of(name.from, UNIONS) {
        return None;
    }
    // "Supreme Commander": an office without its holder.
    if name.kind == Kind::Person && words.is(name.to - 1, List::Title) && !of_somebody {
        return None;
    }
    let is_known = own.clone().any(|at| words.is(at, List::Org));
    let sort_ahead = name.kind == Kind::Organisation && !is_known && words.is_one_of(name.to, MACHINE_SORTS);
    if sort_ahead || matches!(name.kind, Kind::Person | Kind::Other) && words.is_machine_ahead(name.to) {
        let first_is_country = words.is(name.from, List::Demonym) && name.to - name.from > 1;
        name.from += usize::from(first_is_country);
        name.kind = Kind::Equipment;
    } else if name.kind == Kind::Other {
        name.kind = kind_of_other(words, &name);
    }
    Some(name)
}

/// Extends an organisation to the left over a coordination that the tagger left outside: "the" "Ethics" "and"
/// "Anti-Corruption Commission". Tokens before `free_from` belong to another name.
fn widen(words: &Words, mut name: Found, free_from: usize) -> Found {
    let Some(joint) = name.from.checked_sub(1) else { return name };
    let is_article = |at: usize| matches!(words.word(at), "the" | "The" | "A" | "An");
    let is_free =
        |at: usize| at >= free_from && words.look(at).is_capital() && !words.is(at, List::Demonym) && !is_article(at);
    let start = (0..joint).rev().take_while(|&at| is_free(at)).last();
    let (Some(start), Kind::Organisation) = (start, name.kind) else { return name };
    let holds = match words.word(joint) {
        "&" => true,
        "and" => words.is(name.to - 1, List::OrgWord) && start.checked_sub(1).is_some_and(is_article),
        _ => false,
    };
    if holds {
        name.from = start;
    }
    name
}

/// Whether the first token of a name is an article or a title, "the" or "President", and so no part of it.
fn is_before_names(words: &Words, name: &Found) -> bool {
    if matches!(words.word(name.from), "the" | "a" | "an") {
        return true;
    }
    name.kind == Kind::Person
        && name.to - name.from > 1
        && words.is(name.from, List::Title)
        && !words.is(name.from, List::First)
        && words.look(name.from + 1).is_capital()
}

fn kind_of_other(words: &Words, name: &Found) -> Kind {
    let own = name.from..name.to;
    let is_event = own.clone().any(|at| words.is(at, List::EventWord) && words.look(at).is_capital());
    if is_event {
        return Kind::Event;
    }
    let has_model = own.clone().any(|at| words.look(at) == Look::Code && words.is_model(at));
    let is_known = own.clone().any(|at| words.is(at, List::Machine)) && own.len() <= 3;
    if is_known || (has_model && words.is_machine_ahead(name.to)) {
        return Kind::Equipment;
    }
    Kind::Other
}

/// Merges the parts of an event: "NATO" "Summit" "in" "Vilnius".
fn join_events(words: &Words, found: &mut Vec<Found>) {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for &name in found.iter() {
        let mut name = name;
        let is_meeting = |at: usize| words.word(at) == "Summit";
        if name.kind == Kind::Organisation && (is_meeting(name.to) || is_meeting(name.to - 1)) {
            name.to += usize::from(is_meeting(name.to));
            name.kind = Kind::Event;
        }
        match joined.last_mut() {
            // The word was a name of its own.
            Some(last) if name.from < last.to => last.to = last.to.max(name.to),
            Some(last) if last.kind == Kind::Event && last.to == name.from && is_meeting(name.from) => {
                last.to = name.to
            }
            Some(last)
                if last.kind == Kind::Event
                    && name.kind == Kind::Place
                    && name.from == last.to + 1
                    && is_meeting(last.to - 1)
                    && matches!(words.word(last.to), "in" | "at") =>
            {
                last.to = name.to;
            }
            _ => joined.push(name),
        }
    }
    *found = joined;
}
