//! Rules after decoding: they mend the boundaries of names, and find events and equipment among the other names.

use super::gazetteer::{GazetteerList, WordGazetteer, hash_words};
use super::tokenizer::is_apostrophe;
use super::word_form::{WordForm, WordShape};
use crate::entity::EntityKind;
use crate::span::{Span, slice_text};

/// A name as tokens of a sentence, or of a document before it is cut into sentences.
#[derive(Debug, Clone, Copy)]
pub struct TaggedName {
    /// First token.
    pub start_token: usize,
    /// One past the last.
    pub end_token: usize,
    /// Its kind.
    pub kind: EntityKind,
    /// Confidence from 0 to 1.
    pub confidence: f32,
}

/// The tokens of a sentence with their word forms.
pub struct SentenceTokens<'a> {
    /// The text that `token_spans` point into.
    pub text: &'a str,
    /// Spans of the tokens.
    pub token_spans: &'a [Span],
    /// Word form ids of the tokens.
    pub form_ids: &'a [u32],
    /// All interned word forms.
    pub word_forms: &'a [WordForm],
    /// For names of several words.
    pub gazetteer: &'a WordGazetteer,
}

/// Nouns of equipment; below, adjectives that stand before them.
const EQUIPMENT_NOUNS: [u32; 64] = hash_words(
    "tank tanks rifle rifles missile missiles rocket rockets carrier carriers howitzer howitzers drone \
    drones jet jets aircraft helicopter helicopters launcher launchers frigate frigates submarine submarines radar radars \
    vehicle vehicles gun guns cannon cannons grenade grenades mortar mortars bomber bombers fighter fighters torpedo \
    torpedoes pistol pistols revolver warship warships destroyer destroyers corvette corvettes minesweeper interceptor \
    interceptors airliner airliners spacecraft satellite satellites rover lander locomotive locomotives",
);
const EQUIPMENT_MODIFIERS: [u32; 18] = hash_words(
    "anti-aircraft anti-tank anti-ship anti-drone armored armoured self-propelled recoilless \
    surface-to-air air-to-air man-portable shoulder-fired shoulder-launched remote-controlled unmanned ballistic \
    remote multiple-launch",
);

/// Words that no name of equipment holds.
const NOT_EQUIPMENT: &str = " act fund funds treaty index agreement day award prize plan deal ";
/// Names of storms begin with these.
const STORMS: &str = " hurricane typhoon cyclone ";
/// Heads of names of events, after at least one other word.
const EVENT_HEADS: &str = " war olympics paralympics games cup championship championships final finals summit conference \
    forum festival fest marathon revolution uprising rebellion crisis exhibition expo fair biennale carnival derby massacre \
    earthquake tsunami pandemic parade bowl regatta referendum election elections prix tournament tour coup genocide \
    protests riots attacks bombing bombings eurovision masters open convention symposium rally ";

/// Words inside names of organisations that their acronyms leave out.
const NAME_CONNECTORS: &str = " of the and for in on & ";

/// Words for alliances that are not names while they stand alone: "the Alliance", "Allied leaders".
const ALLIANCE_WORDS: &str = " alliance allied coalition bloc ";

impl<'a> SentenceTokens<'a> {
    pub fn token_text(&self, at: usize) -> &'a str {
        self.token_spans.get(at).map_or("", |span| span.slice_of(self.text))
    }

    pub fn form_at(&self, at: usize) -> Option<&'a WordForm> {
        self.word_forms.get(*self.form_ids.get(at)? as usize)
    }

    pub fn shape_at(&self, at: usize) -> WordShape {
        self.form_at(at).map_or(WordShape::Boundary, |form| form.word_shape)
    }

    pub fn is_in_list(&self, at: usize, list: GazetteerList) -> bool {
        self.form_at(at).is_some_and(|form| form.gazetteer_entry.is_in(list))
    }

    /// The lists of the gazetteer that hold a token, as bits.
    pub fn lists_at(&self, at: usize) -> u16 {
        self.form_at(at).map_or(0, |form| form.gazetteer_entry.lists)
    }

    /// Whether nothing stands between two tokens.
    pub fn are_joined(&self, at: usize, next: usize) -> bool {
        let ends = self.token_spans.get(at).zip(self.token_spans.get(next));
        ends.is_some_and(|(one, other)| one.end == other.start)
    }

    pub fn is_one_of(&self, at: usize, words: &str) -> bool {
        let word = self.token_text(at);
        !word.is_empty()
            && word.len() < 20
            && words.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// Whether a token is one of many words, given by their hashes.
    fn is_word_in(&self, at: usize, hashes: &[u32]) -> bool {
        self.form_at(at).is_some_and(|form| hashes.contains(&form.lower_hash))
    }

    /// Whether the words from `at` on say that equipment is named before them.
    fn is_equipment_ahead(&self, at: usize) -> bool {
        self.is_word_in(at, &EQUIPMENT_MODIFIERS)
            || self.is_word_in(at, &EQUIPMENT_NOUNS)
            || (self.shape_at(at) == WordShape::Lowercase && self.is_word_in(at + 1, &EQUIPMENT_NOUNS))
    }

    /// "MoD", "DoJ", "MoFA": a ministry or a department of something. A memorandum of understanding is neither.
    fn is_ministry_acronym(&self, at: usize) -> bool {
        let word = self.token_text(at);
        let of = word.strip_prefix("Mo").or_else(|| word.strip_prefix("Do")).unwrap_or_default();
        (1..=2).contains(&of.len()) && of.bytes().all(|byte| byte.is_ascii_uppercase()) && word != "MoU"
    }

    /// A word of the list of machines. Digits are all alike there, so a number counts only in a long model number: "A320",
    /// "F-16", not "500" nor "M4".
    fn is_known_equipment(&self, at: usize) -> bool {
        let word = self.token_text(at);
        self.is_in_list(at, GazetteerList::Equipment)
            && match self.shape_at(at) {
                WordShape::Numeric => false,
                WordShape::Alphanumeric => word.contains('-') || word.bytes().filter(u8::is_ascii_digit).count() > 2,
                _ => true,
            }
    }

    /// A model number: capitals, then digits, as in "M577" and "RS-24".
    fn is_model_number(&self, at: usize) -> bool {
        let word = self.token_text(at);
        let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
        let digits = slice_text(word, letters..).trim_start_matches('-');
        (1..=5).contains(&letters)
            && word.len() <= 10
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    }
}

/// Applies all rules to the names of one sentence, which are in order.
pub fn apply_sentence_rules(words: &SentenceTokens, found: &mut Vec<TaggedName>) {
    let mut settled: Vec<TaggedName> = Vec::with_capacity(found.len());
    let mut drafts = found.iter().copied().peekable();
    let mut at = 0;
    while at < words.form_ids.len() {
        if let Some(draft) = drafts.next_if(|draft| draft.start_token <= at) {
            at = draft.end_token.max(at + 1);
            let free_from = settled.last().map_or(0, |last| last.end_token);
            settled.extend(
                refine_name(words, draft)
                    .map(|name| extend_to_acronym(words, extend_left(words, name, free_from), free_from)),
            );
            continue;
        }
        // A model number that the tagger left outside.
        let next_is_name = drafts.peek().is_some_and(|draft| draft.start_token == at + 1);
        let is_model = words.shape_at(at) == WordShape::Alphanumeric
            && words.is_model_number(at)
            && words.is_equipment_ahead(at + 1);
        let is_named =
            at > 0 && words.shape_at(at) == WordShape::Capitalised && words.is_word_in(at + 1, &EQUIPMENT_MODIFIERS);
        if !next_is_name && (is_model || is_named) {
            settled.push(TaggedName {
                start_token: at,
                end_token: at + 1,
                kind: EntityKind::Equipment,
                confidence: 0.7,
            });
        } else if words.is_ministry_acronym(at) {
            settled.push(TaggedName {
                start_token: at,
                end_token: at + 1,
                kind: EntityKind::Organisation,
                confidence: 0.7,
            });
        }
        at += 1;
    }
    *found = settled;
    split_possessives(words, found);
    merge_event_names(words, found);
}

/// Splits an organisation after the possessive of another name: "CDC" "'s" "Advisory Committee". A possessive that is part
/// of the name is of no acronym and no country: "People's Party".
fn split_possessives(words: &SentenceTokens, found: &mut Vec<TaggedName>) {
    let owner_end = |name: &TaggedName| {
        let joint = (name.start_token + 1..name.end_token.saturating_sub(1))
            .find(|&at| words.token_text(at).starts_with(is_apostrophe))?;
        let owner = name.start_token..joint;
        let is_acronym = owner.len() == 1 && words.shape_at(owner.start) == WordShape::AllCaps;
        let is_country = owner.clone().all(|at| words.is_in_list(at, GazetteerList::Country));
        (name.kind == EntityKind::Organisation && (is_acronym || is_country)).then_some((joint, is_country))
    };
    let mut split = Vec::with_capacity(found.len());
    for name in found.drain(..) {
        if let Some((joint, is_country)) = owner_end(&name) {
            let kind = if is_country { EntityKind::Place } else { name.kind };
            split.push(TaggedName { end_token: joint, kind, ..name });
            split.push(TaggedName { start_token: joint + 1, ..name });
        } else {
            split.push(name);
        }
    }
    *found = split;
}

fn refine_name(words: &SentenceTokens, draft: TaggedName) -> Option<TaggedName> {
    let mut name = draft;
    while name.start_token < name.end_token && is_leading_title(words, &name) {
        name.start_token += 1;
    }
    let is_trailing = |at: usize| words.token_text(at).starts_with(is_apostrophe) || is_abbreviated_title(words, at);
    while name.start_token < name.end_token && is_trailing(name.end_token - 1) {
        name.end_token -= 1;
    }
    let own = name.start_token..name.end_token;
    let readable =
        |at: usize| !matches!(words.shape_at(at), WordShape::Punctuation | WordShape::Hyphen | WordShape::Handle);
    if !own.clone().any(readable) {
        return None;
    }
    let all = |list: GazetteerList| {
        own.clone().all(|at| words.shape_at(at) == WordShape::Hyphen || words.is_in_list(at, list))
    };
    // People and things of a country are not names of anything.
    let of_country = all(GazetteerList::Demonym) && !own.clone().any(|at| words.is_in_list(at, GazetteerList::Country));
    let of_somebody = own
        .clone()
        .any(|at| words.is_in_list(at, GazetteerList::GivenName) || words.is_in_list(at, GazetteerList::Surname));
    if of_country
        && (matches!(name.kind, EntityKind::Other | EntityKind::Place)
            || (name.kind == EntityKind::Person && !of_somebody))
    {
        return None;
    }
    let is_known = own.clone().any(|at| words.is_in_list(at, GazetteerList::Organisation));
    if name.kind == EntityKind::Organisation
        && ((of_country && !is_known) || (own.len() == 1 && words.is_one_of(name.start_token, ALLIANCE_WORDS)))
    {
        return None;
    }
    if all(GazetteerList::Concept) && !(name.kind == EntityKind::Person && of_somebody) {
        name.kind = EntityKind::Other;
    }
    // "Supreme Commander": an office without its holder.
    if name.kind == EntityKind::Person
        && words.is_in_list(name.end_token - 1, GazetteerList::PersonTitle)
        && !of_somebody
    {
        return None;
    }
    let is_thing = match name.kind {
        EntityKind::Organisation => !is_known && words.is_word_in(name.end_token, &EQUIPMENT_MODIFIERS),
        // A weapon may be named as a man is: "Carl Gustaf recoilless rifles".
        EntityKind::Person => {
            words.is_one_of(name.end_token, " anti-tank anti-aircraft recoilless self-propelled shoulder-fired ")
                || (!of_somebody && words.is_equipment_ahead(name.end_token))
        }
        EntityKind::Other => {
            words.is_equipment_ahead(name.end_token) && !own.clone().any(|at| words.is_one_of(at, NOT_EQUIPMENT))
        }
        _ => false,
    };
    if is_thing {
        let first_is_country = words.is_in_list(name.start_token, GazetteerList::Demonym) && own.len() > 1;
        name.start_token += usize::from(first_is_country);
        name.kind = EntityKind::Equipment;
    } else if name.kind == EntityKind::Other {
        name.kind = classify_other_kind(words, &name);
    }
    Some(name)
}

/// Extends an organisation to the left over a coordination that the tagger left outside: "the" "Ethics" "and"
/// "Anti-Corruption Commission". Tokens before `free_from` belong to another name.
fn extend_left(words: &SentenceTokens, mut name: TaggedName, free_from: usize) -> TaggedName {
    let Some(joint) = name.start_token.checked_sub(1) else { return name };
    let is_article = |at: usize| matches!(words.token_text(at), "the" | "The" | "A" | "An");
    let is_free = |at: usize| {
        at >= free_from
            && words.shape_at(at).is_capitalised()
            && !words.is_in_list(at, GazetteerList::Demonym)
            && !is_article(at)
    };
    let start = (0..joint).rev().take_while(|&at| is_free(at)).last();
    let (Some(start), EntityKind::Organisation) = (start, name.kind) else { return name };
    let holds = match words.token_text(joint) {
        "&" => true,
        "and" => {
            words.is_in_list(name.end_token - 1, GazetteerList::OrganisationWord)
                && start.checked_sub(1).is_some_and(is_article)
        }
        _ => false,
    };
    if holds {
        name.start_token = start;
    }
    name
}

/// Extends an organisation to the left as far as the acronym after it says: "Economic and Financial" "Crimes Commission"
/// "(EFCC)". What has an acronym is no person.
fn extend_to_acronym(words: &SentenceTokens, mut name: TaggedName, free_from: usize) -> TaggedName {
    let acronym = words.token_text(name.end_token + 1);
    let is_acronym = words.token_text(name.end_token) == "("
        && words.token_text(name.end_token + 2) == ")"
        && words.shape_at(name.end_token + 1) == WordShape::AllCaps
        && (3..=8).contains(&acronym.len());
    if !is_acronym || !matches!(name.kind, EntityKind::Organisation | EntityKind::Person) {
        return name;
    }
    let mut letters = acronym.bytes().rev().peekable();
    let mut start = name.end_token;
    while let (Some(letter), Some(at)) = (letters.peek(), start.checked_sub(1)) {
        let initial = words.token_text(at).bytes().next().unwrap_or_default();
        if at < free_from {
            return name;
        } else if words.shape_at(at).is_capitalised() && initial == *letter {
            letters.next();
        } else if !words.is_one_of(at, NAME_CONNECTORS) || start == name.end_token {
            return name;
        }
        start = at;
    }
    if letters.peek().is_none() {
        name.start_token = name.start_token.min(start);
        name.kind = EntityKind::Organisation;
    }
    name
}

/// "Gov." at the end of a name: an office that begins the next one.
fn is_abbreviated_title(words: &SentenceTokens, at: usize) -> bool {
    let word = words.token_text(at);
    word.len() > 2
        && word.ends_with('.')
        && words.shape_at(at) == WordShape::Capitalised
        && words.is_in_list(at, GazetteerList::PersonTitle)
}

/// Whether the first token of a name is an article or a title, "the" or "President", and so no part of it.
fn is_leading_title(words: &SentenceTokens, name: &TaggedName) -> bool {
    if matches!(words.token_text(name.start_token), "the" | "a" | "an") {
        return true;
    }
    name.kind == EntityKind::Person
        && name.end_token - name.start_token > 1
        && words.is_in_list(name.start_token, GazetteerList::PersonTitle)
        && !words.is_in_list(name.start_token, GazetteerList::GivenName)
        && words.shape_at(name.start_token + 1).is_capitalised()
}

fn classify_other_kind(words: &SentenceTokens, name: &TaggedName) -> EntityKind {
    if is_event(words, name) {
        return EntityKind::Event;
    }
    let mut own = name.start_token..name.end_token;
    if own.len() > 3 || own.clone().any(|at| words.is_one_of(at, NOT_EQUIPMENT)) {
        return EntityKind::Other;
    }
    let has_model = own.clone().any(|at| words.shape_at(at) == WordShape::Alphanumeric && words.is_model_number(at));
    if own.any(|at| words.is_known_equipment(at)) || (has_model && words.is_equipment_ahead(name.end_token)) {
        return EntityKind::Equipment;
    }
    EntityKind::Other
}

/// Whether a name is that of an event, by its head: "Winter Olympics", "Festival of Books", "World War II", "Hurricane
/// Ida". A title is none ("The Art of War"), nor is what an event gave its name to ("Olympic", "Hurricane Hunters").
fn is_event(words: &SentenceTokens, name: &TaggedName) -> bool {
    let (start, mut end) = (name.start_token, name.end_token);
    if words.is_one_of(start, "the") {
        return false;
    }
    if words.is_one_of(start, STORMS) {
        return end - start == 2 && words.shape_at(start + 1).is_capitalised();
    }
    if words.is_one_of(start, "battle siege") {
        return words.is_one_of(start + 1, "of");
    }
    if words.is_one_of(start, "operation") {
        return end - start > 1;
    }
    let joint = (start + 1..end).find(|&at| words.is_one_of(at, "of in at on for"));
    end = joint.unwrap_or(end);
    let is_number = |at: usize| words.shape_at(at) == WordShape::Numeric || words.is_one_of(at, "i ii iii one two");
    while end > start + 1 && is_number(end - 1) {
        end -= 1;
    }
    words.is_one_of(end - 1, if end - start > 1 { EVENT_HEADS } else { "olympics paralympics intifada" })
}

/// Merges the parts of an event: "NATO" "Summit" "in" "Vilnius".
fn merge_event_names(words: &SentenceTokens, found: &mut Vec<TaggedName>) {
    let mut joined: Vec<TaggedName> = Vec::with_capacity(found.len());
    for &name in found.iter() {
        let mut name = name;
        let is_meeting = |at: usize| words.token_text(at) == "Summit";
        if name.kind == EntityKind::Organisation && (is_meeting(name.end_token) || is_meeting(name.end_token - 1)) {
            name.end_token += usize::from(is_meeting(name.end_token));
            name.kind = EntityKind::Event;
        }
        match joined.last_mut() {
            // The word was a name of its own.
            Some(last) if name.start_token < last.end_token => last.end_token = last.end_token.max(name.end_token),
            Some(last)
                if last.kind == EntityKind::Event
                    && last.end_token == name.start_token
                    && is_meeting(name.start_token) =>
            {
                last.end_token = name.end_token
            }
            Some(last)
                if last.kind == EntityKind::Event
                    && name.kind == EntityKind::Place
                    && name.start_token == last.end_token + 1
                    && is_meeting(last.end_token - 1)
                    && matches!(words.token_text(last.end_token), "in" | "at") =>
            {
                last.end_token = name.end_token;
            }
            _ => joined.push(name),
        }
    }
    *found = joined;
}
