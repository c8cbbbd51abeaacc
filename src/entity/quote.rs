//! What people are quoted as saying, and who says it.
//!
//! First the quotation marks are paired, over paragraphs where the opening mark is repeated; then each passage looks for
//! the verb that reports it and for the verb's subject: behind the passage, before it, at the passage it goes on from,
//! and last in the sentence before. A passage that nobody is said to say has no speaker.

use serde::{Deserialize, Serialize};

use super::lexicon::Lexicon;
use super::role::Cast;
use super::word::{Make, Words, among, is_break};
use super::{Kind, Mention};
use crate::document::{Document, Role};
use crate::span::Span;

/// A passage in quotation marks that somebody says.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The words between the marks.
    pub span: Span,
    /// Who says them: the place of a mention in the list that was given. `None` where the text names nobody.
    pub speaker: Option<u32>,
    /// The word that reports them: "said".
    pub cue: Option<Span>,
    /// How sure the speaker is, from 0 to 1; 0 where there is none.
    pub confidence: f32,
}

/// Every quotation in `document`, in order; titles of works and words held at arm's length are not quotations.
///
/// ```
/// use reading_room::{Document, Source, Span};
/// use reading_room::entity::{Kind, Mention, find_quotes};
/// let text = "Ada Morel runs the museum. “Nobody came at first,” she said. “Now there are queues.”";
/// let document = Document::parse(Source { text: text.into(), ..Source::default() })?;
/// let ada = Mention { span: Span::new(0, 9), kind: Kind::Person, confidence: 1.0 };
/// let quotes = find_quotes(&document, &[ada]);
/// assert_eq!(quotes[0].span.of(text), "Nobody came at first,");
/// assert_eq!(quotes[1].span.of(text), "Now there are queues.");
/// assert!(quotes.iter().all(|quote| quote.speaker == Some(0)));
/// # Ok::<(), reading_room::Error>(())
/// ```
pub fn find_quotes(document: &Document, mentions: &[Mention]) -> Vec<Quote> {
    let words = Words::new(document);
    let passages = find_passages(document, &words);
    let mut cast = Cast::new(&words, mentions);
    cast.quoted = passages.iter().map(|passage| passage.open..passage.close).collect();
    let mut reader = Reader { words: &words, cast, found: Vec::new() };
    for place in 0..passages.len() {
        let found = reader.read(&passages, place);
        reader.found.push(found);
    }
    let mut quotes = Vec::new();
    for (passage, found) in passages.iter().zip(reader.found) {
        if found.is_quote {
            let speaker = found.speaker.and_then(|place| reader.cast.named.get(place)).map(|named| named.index);
            let confidence = if speaker.is_some() { found.confidence } else { 0.0 };
            let cue = found.cue.filter(|&at| words.is(at, Make::Letters)).and_then(|at| words.span(at..at + 1));
            quotes.push(Quote { span: passage.span, speaker, cue, confidence });
        }
    }
    quotes
}

/// What stands between an opening mark and its closing mark.
#[derive(Debug, Clone, Copy)]
struct Passage {
    /// The words, without the marks.
    span: Span,
    /// First word inside, which is not the mark.
    open: usize,
    /// One past the last word inside.
    close: usize,
}

/// What closes a passage that `open` opens; nothing for what opens none.
fn closers(open: char) -> &'static [char] {
    match open {
        '“' | '‟' => &['”', '"', '“'],
        '"' => &['"', '”'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '「' => &['」'],
        '『' => &['』'],
        '‘' => &['’'],
        '\'' => &['\''],
        _ => &[],
    }
}

/// One character with its place and its neighbours.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: u32,
    c: char,
    before: char,
    after: char,
    /// The character after the next.
    beyond: char,
    block: u32,
    /// Whether nothing but space stands before it in its block.
    leads: bool,
}

impl Mark {
    fn is_open(&self) -> bool {
        let free = self.before.is_whitespace()
            || matches!(self.before, '(' | '[' | '-' | '–' | '—' | ':' | '/' | '“' | '"' | '‘' | '\'' | '„' | '…');
        let begins = !self.after.is_whitespace() && !matches!(self.after, ',' | '.' | ';' | '!' | '?' | ')' | ':');
        match self.c {
            '„' | '「' | '『' => true,
            '“' | '‟' => begins && (free || !self.before.is_alphanumeric()),
            '«' => !self.after.is_whitespace() || free,
            '"' => free && begins,
            '»' => free && begins,
            '‘' | '\'' => {
                free && begins && self.after.is_alphabetic() && !self.is_clipped()
                    || (free && self.after.is_numeric() && self.c == '‘' && !self.beyond.is_numeric())
            }
            _ => false,
        }
    }

    /// 'em and 'tis.
    fn is_clipped(&self) -> bool {
        self.after == 't' && matches!(self.beyond, 'i' | 'w') || (self.after == 'e' && self.beyond == 'm')
    }

    /// Whether it can close what `open` opened.
    fn is_close(&self, open: char) -> bool {
        if !closers(open).contains(&self.c) {
            return false;
        }
        match self.c {
            '’' | '\'' => !self.before.is_whitespace() && !self.after.is_alphanumeric(),
            '"' => !self.before.is_whitespace() || self.after.is_whitespace() || self.after == ',',
            // “ closes in German; in English it opens, and closes only by mistake.
            '“' => open == '„' || (!self.before.is_whitespace() && !self.after.is_alphanumeric()),
            '«' => !self.before.is_whitespace(),
            _ => true,
        }
    }

    /// Whether an apostrophe that could end a plural's possessive must close: a stop stands before it or behind it.
    fn is_sure(&self) -> bool {
        !matches!(self.c, '’' | '\'')
            || matches!(self.before, '.' | ',' | '!' | '?' | '…' | ';')
            || (matches!(self.after, '.' | ',' | '!' | '?' | ';' | ':' | ')') && self.before != 's')
    }
}

/// The passages in quotation marks, in order, outermost only.
fn find_passages(document: &Document, words: &Words) -> Vec<Passage> {
    let text = document.text.as_str();
    let mut marks = Vec::new();
    let blocks: Vec<_> = document.blocks.iter().filter(|block| block.role != Role::Boilerplate).collect();
    for (number, block) in (0..).zip(&blocks) {
        let mut before = ' ';
        let mut leads = true;
        let mut chars = block.span.of(text).char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if matches!(c, '“' | '”' | '‟' | '"' | '„' | '«' | '»' | '‘' | '’' | '\'' | '「' | '」' | '『' | '』')
            {
                let mut ahead = chars.clone().map(|(_, c)| c);
                let (after, beyond) = (ahead.next().unwrap_or(' '), ahead.next().unwrap_or(' '));
                let inner = matches!(c, '’' | '\'') && before.is_alphanumeric() && after.is_alphanumeric();
                // 6'2" and 12" are measures.
                let inches = matches!(c, '"' | '\'') && before.is_numeric() && !after.is_whitespace();
                if !inner && !inches {
                    marks.push(Mark {
                        at: block.span.start + at as u32,
                        c,
                        before,
                        after,
                        beyond,
                        block: number,
                        leads,
                    });
                }
            }
            leads &= c.is_whitespace();
            before = c;
        }
    }
    let mut passages = Vec::new();
    let mut hopeless = None;
    let mut at = 0;
    while let Some(open) = marks.get(at) {
        // Where one mark found nothing to close it, the next of its kind need not look again.
        let known = hopeless.is_some_and(|(c, block)| c == open.c && open.block <= block);
        let end = if open.is_open() && !known { find_close(&marks, at) } else { Err(open.block) };
        let end = match end {
            Ok(end) => Some(end),
            Err(reached) => {
                if open.is_open() && !known && !matches!(open.c, '‘' | '\'') {
                    hopeless = Some((open.c, reached));
                }
                None
            }
        };
        let Some(end) = end else {
            at += 1;
            continue;
        };
        let close = marks.get(end).map_or(open.at, |mark| mark.at);
        let start = open.at + open.c.len_utf8() as u32;
        let inner = text.get(start as usize..close as usize).unwrap_or_default();
        let trimmed = inner.trim();
        if !trimmed.is_empty() {
            let start = start + (inner.len() - inner.trim_start().len()) as u32;
            let span = Span { start, end: start + trimmed.len() as u32 };
            passages.push(Passage { span, open: words.at_byte(span.start), close: words.at_byte(span.end) });
        }
        at = end + 1;
    }
    passages
}

/// The mark that closes what the mark at `from` opens, or the block in which the search for it ended. A paragraph that begins with the opening mark again goes on with
/// the passage; so does, for a while, one that has no opening mark before the closing one.
fn find_close(marks: &[Mark], from: usize) -> Result<usize, u32> {
    let open = marks.get(from).ok_or(0_u32)?;
    let mut block = open.block;
    let mut depth = 0_u32;
    let mut weak = None;
    // Where the passage did not end with its paragraph, the last mark that could have closed it.
    let mut fallback = None;
    for (place, mark) in marks.iter().enumerate().skip(from + 1) {
        if mark.block != block {
            if weak.is_some() || fallback.is_some() {
                break;
            }
            let repeats = mark.leads && mark.c == open.c && mark.is_open();
            // Over the paragraphs between, if they hold no mark at all.
            if matches!(open.c, '‘' | '\'') && !repeats || mark.block > block + 2 {
                break;
            }
            if !repeats && mark.is_open() && !mark.is_close(open.c) {
                break;
            }
            block = mark.block;
            depth = 0;
            if repeats {
                continue;
            }
        }
        if mark.is_close(open.c) && !(mark.c == '“' && open.c != '„' && mark.is_open()) {
            if depth > 0 {
                depth -= 1;
                fallback = Some(place);
            } else if mark.is_sure() {
                return Ok(place);
            } else {
                weak = weak.or(Some(place));
            }
        } else if mark.c == open.c && mark.is_open() {
            if matches!(open.c, '‘' | '\'') {
                break;
            }
            if matches!(open.c, '"' | '»' | '\'') {
                continue;
            }
            depth += 1;
        }
    }
    weak.or(fallback).ok_or(block)
}

/// Verbs that report speech, without their endings.
static STEMS: Lexicon = Lexicon::new(
    "
    stress emphasiz emphasis underlin underscor highlight not point remark comment observ announc declar stat claim
    argu insist maintain assert contend explain clarif describ call dub label brand term warn caution threaten urg appeal
    demand ask question wonder inquir enquir answer repl respond retort counter add continu conclud recall remember
    admit conced acknowledg confess confirm den reject dismiss suggest propos recommend advis reveal disclos report
    relay quot cit mention joke quip shout yell scream whisper mutter murmur exclaim cri sigh laugh boast brag lament
    complain protest object vow pledg promis predict forecast prais thank welcom hail criticis criticiz condemn denounc
    accus blam tweet post publish testif read express voic convey echo reiterat repeat agre assur reassur inform
    estimat believ hint impl indicat signal summaris summariz elaborat reflect opin bemoan enthus interject plead
    order instruct cheer jok rul rant sing chant scold retort apologis apologiz joke term characteriz characteris
    boom grin shrug smil chuckl croak growl grumbl hiss moan mumbl mus snap snarl sob stammer splutter thunder ventur
    volunteer wail whin beam chim crow deadpan drawl fum gasp giggl groan gush howl implor interrupt inton roar scoff
    sneer snort speculat stutter teas bark bellow blurt chid concur confid chirp nod bristl fir admit
    learn noted hope fear decri slam blast mock ridicul likened liken rebuff
",
);

/// Forms that no ending makes.
static IRREGULAR: Lexicon = Lexicon::new(
    "
    say says said saying tell tells told telling wrote writes writing written thought thinks think spoke speaks put puts
    read reads cried cries replied replies denied denies clarified testified implied sang swore feels felt
    sagte sagt erklärte betonte meinte powiedział powiedziała mówi podkreślił podkreśliła dodał dodała zaznaczył
    zaznaczyła ocenił oceniła stwierdził stwierdziła dit déclaré affirmé ajouté expliqué dijo afirmó añadió explicó
    aseguró disse detto dichiarato сказав сказала заявив заявила додав додала сказал заявил добавил добавила отметил
    отметила sakė teigė pabrėžė sako teigia
",
);

/// Verbs that give somebody's words for a thing: "called it a “disgrace”".
fn is_naming(word: &str) -> bool {
    ["describ", "call", "dub", "label", "brand", "term", "hail", "prais", "condemn", "denounc", "dismiss"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

/// Verbs that need no that and no comma; any of these is spoken.
fn is_saying(word: &str) -> bool {
    IRREGULAR.has(word)
        || among(
            word,
            "added adds asked asks replied explained explains insisted admitted admits recalled recalls warned warns joked answered continued concluded argued argues insists stressed noted stated",
        )
}

struct Reader<'a> {
    words: &'a Words<'a>,
    cast: Cast<'a>,
    found: Vec<Found>,
}

/// What is known of a passage.
#[derive(Debug, Clone, Copy)]
struct Found {
    is_quote: bool,
    /// A place in the cast's list.
    speaker: Option<usize>,
    cue: Option<usize>,
    confidence: f32,
    /// Where the words that report it end, if they stand behind it.
    end: usize,
}

/// Who is the subject of a reporting verb.
#[derive(Debug, Clone, Copy)]
enum Subject {
    /// Somebody known: a place in the cast, and how sure.
    Known(usize, f32),
    /// Somebody whom the text does not name: "a resident".
    Unnamed,
}

/// A reporting verb and its subject.
#[derive(Debug, Clone, Copy)]
struct Report {
    cue: usize,
    subject: Subject,
    end: usize,
}

impl Reader<'_> {
    fn read(&mut self, passages: &[Passage], place: usize) -> Found {
        let none = Found { is_quote: false, speaker: None, cue: None, confidence: 0.0, end: 0 };
        let Some(&passage) = passages.get(place) else { return none };
        let words = self.words;
        let shape = self.shape(&passage);
        let next_open = passages.get(place + 1).map_or(usize::MAX, |next| next.open.saturating_sub(1));
        let last_close = place.checked_sub(1).and_then(|last| passages.get(last)).map_or(0, |last| last.close + 1);
        let sentence = words.sentence_of(passage.open);

        let mut report = None;
        if shape.stops || shape.comma_after {
            report = self.behind(&passage, next_open);
        }
        let mut before = self.before(&passage, last_close);
        // "…,” said X, the mayor, “and …": the verb belongs to the words before it, and its subject with it.
        let last = self.found.last().filter(|found| found.is_quote && found.end > 0).copied();
        if let (Some(report), Some(last)) = (&mut before, last)
            && Some(report.cue) == last.cue
            && let Some(speaker) = last.speaker
        {
            report.subject = Subject::Known(speaker, last.confidence);
        }
        // "He said: “…,” and the minister agreed": what leads straight into the passage counts more.
        let leads = before.is_some_and(|before| self.leads_into(before.cue, passage.open));
        if report.is_none() || leads {
            report = before.or(report);
        }
        if report.is_none() && !shape.stops && !shape.titled {
            report = self.at_the_end(&passage, next_open);
        }
        let mut found = match report {
            Some(Report { cue, subject, end }) => {
                let (speaker, confidence) = match subject {
                    Subject::Known(place, confidence) => (Some(place), confidence),
                    Subject::Unnamed => (None, 0.0),
                };
                let (speaker, confidence) = match speaker {
                    Some(_) => (speaker, confidence),
                    None => self.voiced_by(&passage, end).map_or((None, 0.0), |place| (Some(place), 0.5)),
                };
                let work = shape.titled && shape.words <= 6 && !self.leads_into(cue, passage.open) && end == 0;
                Found { is_quote: !work, speaker, cue: Some(cue), confidence, end }
            }
            None => none,
        };
        if report.is_none() {
            found = self.carried(passages, place, &shape, last_close).unwrap_or(none);
        }
        let whole = shape.words >= 4 && shape.stops && shape.capital && !shape.titled;
        if !found.is_quote
            && report.is_none()
            && whole
            && !words.is_heading(passage.open)
            && self.stands_alone(&passage)
        {
            found.is_quote = true;
        }
        if let (true, Some(speaker)) = (found.is_quote, found.speaker) {
            self.cast.note_speaker(sentence, speaker);
            self.cast.note_speaker(words.sentence_of(passage.close.saturating_sub(1)), speaker);
            if found.end > 0 {
                self.cast.note_speaker(words.sentence_of(found.end.saturating_sub(1)), speaker);
            }
        }
        found
    }

    fn shape(&self, passage: &Passage) -> Shape {
        let words = self.words;
        let inside = passage.open..passage.close;
        let is_word = |at: usize| words.is(at, Make::Letters) && (!words.is_glued(at) || at == passage.open);
        let letters = inside.clone().filter(|&at| is_word(at)).take(20).count();
        let small = inside.clone().take(12).filter(|&at| is_word(at) && !words.is_capital(at));
        let small = small.filter(|&at| words.surface(at).len() > 3 || !words.is_capital(passage.open)).count();
        let last = words.small(passage.close.saturating_sub(1));
        let mark = words.small(passage.close);
        let behind = if matches!(mark, "”" | "\"" | "“" | "»" | "«" | "’" | "'" | "」" | "』") {
            words.small(passage.close + 1)
        } else {
            ""
        };
        Shape {
            words: letters,
            stops: among(last, ", . ! ? … — – ; 。")
                || (last == "’" || last == "'")
                    && matches!(words.small_before(passage.close, 2), "." | "," | "!" | "?"),
            comma_after: behind == ",",
            capital: words.is_capital(passage.open)
                || words.is(passage.open, Make::Mark)
                || words.is(passage.open, Make::Digits),
            titled: small == 0 && letters > 0 && !matches!(last, "." | "!" | "?" | ","),
        }
    }

    /// Whether the passage is a sentence by itself: nothing of another sentence stands before it.
    fn stands_alone(&self, passage: &Passage) -> bool {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(passage.open));
        let before = words.small_before(passage.open, 2);
        passage.open <= sentence.start + 1 || before == ":"
    }

    fn is_cue(&self, at: usize) -> bool {
        let words = self.words;
        let word = words.small(at);
        // "Asked whether …, she said"
        if words.is_capital(at) && word.ends_with("ed") {
            return false;
        }
        // "so-called"
        if !words.is(at, Make::Letters)
            || words.small_before(at, 1) == "-"
            || (words.is_capital(at) && at != words.sentence(words.sentence_of(at)).start)
        {
            return false;
        }
        if IRREGULAR.has(word) {
            // "is put", "have thought": of these only what is plain counts.
            return !matches!(word, "put" | "puts" | "read" | "reads" | "think")
                || self.cast.ending_at(at.wrapping_sub(1)).is_some()
                || matches!(words.small_before(at, 1), "he" | "she" | "they" | "it");
        }
        let after_name = || {
            self.cast.ending_at(at.wrapping_sub(1)).is_some()
                || self.cast.at_word(at + 1).is_some_and(|named| named.from == at + 1 && named.kind == Kind::Person)
                || among(words.small_before(at, 1), "he she they who also ) ,")
        };
        let known = |stem: &str| {
            // "labelled", "quipped"
            let mut chars = stem.chars();
            let doubled = chars.next_back().is_some_and(|last| last.is_ascii() && chars.next_back() == Some(last));
            STEMS.has(stem) || (doubled && stem.get(..stem.len() - 1).is_some_and(|stem| STEMS.has(stem)))
        };
        let stem_of = |ending: &str| word.strip_suffix(ending).filter(|stem| known(stem));
        if stem_of("ed")
            .or_else(|| stem_of("d"))
            .or_else(|| {
                word.strip_suffix("ied")
                    .filter(|stem| STEMS.has(stem) || matches!(*stem, "repl" | "clarif" | "testif" | "den" | "impl"))
            })
            .is_some()
        {
            // "the reported plan", "as expected"
            return !is_article(words.small_before(at, 1));
        }
        if stem_of("ing").is_some() {
            return !is_article(words.small_before(at, 1));
        }
        // The present tense looks like a plural: "Jones argues", but "the claims of".
        (stem_of("s").or_else(|| stem_of("es")).is_some() && (after_name() || is_saying(word)))
            || (word == "admits" || word == "admitted")
    }

    /// "…,” said X" and "…,” X said" and "…,” according to X".
    fn behind(&self, passage: &Passage, next_open: usize) -> Option<Report> {
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

    /// "“…,” Jane Doe grinned": behind a comma within the marks any verb next to a name reports.
    fn any_verb_behind(&self, passage: &Passage, from: usize, limit: usize) -> Option<Report> {
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

    /// "… “a disgrace” and should go, Jane Doe said."
    fn at_the_end(&self, passage: &Passage, next_open: usize) -> Option<Report> {
        let words = self.words;
        let sentence = words.sentence(words.sentence_of(passage.close));
        let limit = sentence.end.min(passage.close + 60);
        let _ = next_open;
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

    fn cast_quotes(&self, at: usize) -> bool {
        let next = self.cast.quoted.partition_point(|range| range.start <= at);
        next.checked_sub(1).and_then(|place| self.cast.quoted.get(place)).is_some_and(|range| at < range.end)
    }

    /// "X said that “…" and "X: “…".
    fn before(&self, passage: &Passage, last_close: usize) -> Option<Report> {
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
            // A stop of another kind between the verb and the passage parts them.
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

    /// Whether nothing but "that", a comma or a colon stands between a verb and the passage.
    fn leads_into(&self, cue: usize, open: usize) -> bool {
        let words = self.words;
        cue < open && open - cue <= 8 && (matches!(words.small_before(open, 2), ":" | ",") || open - cue <= 3)
    }

    /// A passage without a verb of its own: it goes on from the one before, or the sentence before says who speaks.
    fn carried(&self, passages: &[Passage], place: usize, shape: &Shape, last_close: usize) -> Option<Found> {
        let words = self.words;
        let passage = passages.get(place)?;
        let sentence = words.sentence(words.sentence_of(passage.open));
        let last = place.checked_sub(1).and_then(|last| Some((passages.get(last)?, self.found.get(last)?)));
        if let Some((before, found)) = last.filter(|(_, found)| found.is_quote) {
            let between = self.text_between(before, passage);
            let same_line = !between.contains('\n');
            let last_sentence = words.sentence_of(before.close.saturating_sub(1).max(found.end.saturating_sub(1)));
            let here = words.sentence_of(passage.open);
            let adjacent = here == last_sentence || words.sentence(last_sentence).end == sentence.start;
            // "go home", and that "it is late"; “A,” she said. “B.”
            let follows = here == last_sentence && !shape.titled && self.is_joined(last_close, passage.open);
            let goes_on = same_line && found.end > 0 && adjacent && self.stands_alone(passage) && shape.words >= 2;
            if follows || goes_on {
                return Some(Found {
                    is_quote: true,
                    speaker: found.speaker,
                    cue: found.cue,
                    confidence: found.confidence * 0.95,
                    end: found.end.min(1) * passage.close,
                });
            }
        }
        if !(self.stands_alone(passage) && shape.words >= 2 && (shape.stops || shape.words >= 4))
            || words.is_heading(passage.open)
        {
            return None;
        }
        let previous = words.sentence_of(passage.open).checked_sub(1)?;
        let range = words.sentence(previous);
        if words.is_heading(range.start) {
            return None;
        }
        let anyone = |place: usize| self.cast.named.get(place).is_some_and(|named| named.kind == Kind::Person);
        let colon = words.small(range.end.saturating_sub(1)) == ":";
        let cue = (range.clone()).take(60).find(|&at| self.is_cue(at) && !self.cast_quotes(at));
        let quoted_before = last.is_some_and(|(before, found)| {
            found.is_quote && words.sentence_of(before.close.saturating_sub(1)) == previous
        });
        if let Some((_, found)) = last.filter(|_| quoted_before)
            && found.speaker.is_some()
        {
            // A question is answered by the other one who talks.
            let asked = words.small(last_close.saturating_sub(2)) == "?" && self.begins_block(passage);
            let speakers =
                self.found.iter().rev().take(5).filter(|found| found.is_quote).filter_map(|found| found.speaker);
            let other = speakers.into_iter().find(|&place| !self.cast.is_same_person(Some(place), found.speaker));
            let speaker = if asked { other } else { found.speaker };
            return Some(Found { is_quote: true, speaker, cue: None, confidence: 0.5, end: 0 });
        }
        let personal = (passage.open..passage.close).take(80).any(|at| among(words.small(at), "i we my our me us you"));
        if !(colon || cue.is_some() || personal) {
            return None;
        }
        let subject = match cue {
            Some(cue) => match self.subject_before(cue, range.start) {
                Subject::Known(place, confidence) => Some((place, confidence)),
                Subject::Unnamed if words.is(cue, Make::Letters) && self.has_plain_subject(cue, range.start) => {
                    return None;
                }
                Subject::Unnamed => None,
            },
            None => None,
        };
        let subject = subject.or_else(|| match self.sentence_subject(range.start, range.end) {
            Subject::Known(place, confidence) => Some((place, confidence)),
            Subject::Unnamed => None,
        });
        let subject = subject.or_else(|| {
            let pronoun = |at: &usize| matches!(words.small(*at), "he" | "she" | "him" | "his" | "her");
            range.clone().take(40).find(pronoun).filter(|_| personal).and_then(|at| self.cast.resolve_pronoun(at))
        });
        let (speaker, _) = subject.filter(|(place, _)| anyone(*place) || colon)?;
        let confidence = if colon {
            0.85
        } else if cue.is_some() {
            0.6
        } else {
            0.5
        };
        Some(Found { is_quote: true, speaker: Some(speaker), cue: cue.filter(|_| colon), confidence, end: 0 })
    }

    /// Whether the passage begins its paragraph.
    fn begins_block(&self, passage: &Passage) -> bool {
        let before = self.words.get(passage.open.wrapping_sub(2)).map_or(0, |word| word.end);
        self.words.text.get(before as usize..passage.span.start as usize).is_some_and(|gap| gap.contains('\n'))
    }

    /// "officials said": the subject is there, and is nobody by name.
    fn has_plain_subject(&self, cue: usize, limit: usize) -> bool {
        cue > limit && self.words.is(cue - 1, Make::Letters)
    }

    fn text_between(&self, before: &Passage, passage: &Passage) -> &str {
        self.words.text.get(before.span.end as usize..passage.span.start as usize).unwrap_or_default()
    }

    /// Whether only a few small words stand between two passages of a sentence.
    fn is_joined(&self, from: usize, open: usize) -> bool {
        let words = self.words;
        let between = from..open.saturating_sub(1);
        between.len() <= 10
            && between.clone().all(|at| !self.is_cue(at))
            && between.clone().any(|at| matches!(words.small(at), "and" | "that" | "but" | "or" | "as"))
    }

    /// The subject of a whole sentence, for participles: "X met Y, saying “…”".
    fn sentence_subject(&self, from: usize, end: usize) -> Subject {
        let words = self.words;
        for at in from..end.min(from + 6) {
            let leads = at == from || among(words.small_before(at, 1), "and but yet so later then , also");
            if leads
                && matches!(words.small(at), "he" | "she")
                && let Some((place, confidence)) = self.cast.resolve_pronoun(at)
            {
                return Subject::Known(place, confidence);
            }
        }
        let sentence = words.sentence_of(from);
        let person = |place: usize| self.cast.named.get(place).is_some_and(|named| named.kind == Kind::Person);
        let body = |place: usize| self.cast.named.get(place).is_some_and(|named| named.kind == Kind::Organisation);
        if is_article(words.small(from))
            && let Some((place, confidence)) = self.cast.resolve_nominal(from..self.noun_end(from + 1, end))
            && self
                .cast
                .subject_of(sentence, end, &person)
                .is_none_or(|found| self.cast.named.get(found).is_some_and(|named| named.from > from + 6))
        {
            return Subject::Known(place, confidence * 0.9);
        }
        match self.cast.subject_of(sentence, end, &person).or_else(|| self.cast.subject_of(sentence, end, &body)) {
            Some(place) => Subject::Known(place, 0.8),
            None => Subject::Unnamed,
        }
    }

    fn noun_end(&self, from: usize, limit: usize) -> usize {
        (from..limit.min(from + 8))
            .find(|&at| is_break(self.words.small(at)) || self.is_cue(at) || is_auxiliary(self.words.small(at)))
            .unwrap_or(limit.min(from + 8))
    }

    /// The subject of the verb at `cue`, read backwards: "Jane Doe, the head of the agency, also said".
    fn subject_before(&self, cue: usize, limit: usize) -> Subject {
        let words = self.words;
        let mut at = cue;
        let mut steps = 0;
        while at > limit && steps < 40 {
            steps += 1;
            let back = at - 1;
            let word = words.small(back);
            if let Some(place) = self.cast.ending_at(back)
                && let Some(&named) = self.cast.named.get(place)
            {
                let before = words.small_before(named.from, 1);
                let led = if before == "the" { words.small_before(named.from, 2) } else { before };
                let named_start = named.from > limit;
                if named_start && among(led, "of for from at in with on to by") {
                    // "Ann Lee of the Water Council said"
                    if let Some(governor) = self.governor(place) {
                        return Subject::Known(governor, 0.9);
                    }
                    // "the head of NASA said": the one who heads it.
                    if let Some(subject) = self.nominal(named.from, back + 1, limit) {
                        return subject;
                    }
                    at = named.from;
                    continue;
                }
                // "the Dutchman said" is whoever is Dutch, though it was taken for a name.
                let by_article = before == "the" && named.kind == Kind::Person && named.to == named.from + 1;
                if by_article && let Some(subject @ Subject::Known(..)) = self.nominal(named.from, back + 1, limit) {
                    return subject;
                }
                if named.kind == Kind::Person || named.kind == Kind::Organisation {
                    return Subject::Known(place, 0.95);
                }
                if named.kind == Kind::Place || named.kind == Kind::Other {
                    return match self.nominal(named.from, back + 1, limit) {
                        Some(subject) => subject,
                        None => Subject::Unnamed,
                    };
                }
                at = named.from;
                continue;
            }
            if among(word, "he she it er sie il elle on ona він вона он она jis ji") {
                return match self.cast.resolve_pronoun(back) {
                    Some((place, confidence)) => Subject::Known(place, confidence),
                    None => Subject::Unnamed,
                };
            }
            if among(word, "i we you they one people officials police witnesses sources others some many critics") {
                return Subject::Unnamed;
            }
            if matches!(word, "who" | "which") {
                let before = back - usize::from(words.small_before(back, 1) == ",");
                return match before.checked_sub(1).and_then(|last| self.cast.ending_at(last)) {
                    Some(place) => Subject::Known(place, 0.85),
                    None => Subject::Unnamed,
                };
            }
            if word == ")" {
                let open = (limit.max(back.saturating_sub(12))..back).rev().find(|&at| words.small(at) == "(");
                at = open.unwrap_or(back);
                continue;
            }
            if matches!(word, "," | "–" | "—" | "-") {
                match self.apposition(back, limit) {
                    Some(subject) => return subject,
                    None => {
                        at = back;
                        continue;
                    }
                }
            }
            if is_auxiliary(word) || is_adverb(word) {
                at = back;
                continue;
            }
            if words.is(back, Make::Letters) {
                // "and added", "but stressed": the subject of the verb before.
                if matches!(word, "and" | "but" | "then" | "or") {
                    return self.sentence_subject(limit, cue);
                }
                if matches!(word, "to" | "that") || self.is_cue(back) {
                    at = back;
                    continue;
                }
                if let Some(subject) = self.nominal(back + 1, back + 1, limit) {
                    return subject;
                }
                return Subject::Unnamed;
            }
            at = back;
        }
        if cue > limit && self.cast.next_from(limit) < self.cast.next_from(cue) {
            return self.sentence_subject(limit, cue);
        }
        Subject::Unnamed
    }

    /// The person of whom the mention at `place` says where they belong: "Ann Lee of the Water Council".
    fn governor(&self, place: usize) -> Option<usize> {
        let words = self.words;
        let from = self.cast.named.get(place)?.from;
        let from = from - usize::from(words.small_before(from, 1) == "the");
        let belongs = matches!(words.small_before(from, 1), "of" | "from" | "at" | "for");
        let before = self.cast.ending_at(from.checked_sub(2).filter(|_| belongs)?)?;
        Some(before).filter(|&place| self.is_person(place))
    }

    fn is_person(&self, place: usize) -> bool {
        self.cast.named.get(place).is_some_and(|named| named.kind == Kind::Person)
    }

    /// What stands before a comma before the verb: "X, 43, said", "X, a farmer, said", "the mayor, X, said".
    fn apposition(&self, comma: usize, limit: usize) -> Option<Subject> {
        let words = self.words;
        let from = limit.max(comma.saturating_sub(24));
        let mut first = None;
        // "Lee Ltd, the largest of them, said"
        let mut body = None;
        let mut at = comma;
        while at > from {
            at -= 1;
            if !matches!(words.small(at), "," | "–" | "—") {
                continue;
            }
            let last = at.checked_sub(1).and_then(|last| self.cast.ending_at(last));
            // "Ann Lee of the Water Council, which …, said"
            let last = last.map(|place| self.governor(place).unwrap_or(place));
            let person = last.filter(|&place| {
                self.cast
                    .named
                    .get(place)
                    .is_some_and(|named| named.kind == Kind::Person && !self.cast.is_governed(named.from, from))
            });
            if person.is_some() {
                first = person;
            } else if body.is_none() {
                let body_here = at.checked_sub(1).and_then(|last| self.cast.ending_at(last)).filter(|&place| {
                    let named = self.cast.named.get(place);
                    named.is_some_and(|named| named.kind == Kind::Organisation && named.from <= from + 1)
                });
                body = body_here;
            }
        }
        let near = comma.checked_sub(1).and_then(|last| self.cast.ending_at(last));
        if let Some(place) = near
            && self.cast.named.get(place).is_some_and(|named| {
                named.kind == Kind::Person
                    && !among(words.small_before(named.from, 1), "of for with to by against at from")
            })
        {
            // "Jane Doe, whose brother is Jim Roe, said" is Jane; "the mayor, Jane Doe, said" is Jane as well.
            let set_off = self.cast.named.get(place).is_some_and(|named| words.small_before(named.from, 1) == ",");
            return Some(Subject::Known(first.filter(|_| !set_off).unwrap_or(place), 0.9));
        }
        first.or(body).map(|place| Subject::Known(place, 0.9))
    }

    /// The noun phrase that ends before `end`, read back to its article: "the French culture minister".
    fn nominal(&self, from: usize, end: usize, limit: usize) -> Option<Subject> {
        let words = self.words;
        let mut start = from;
        while start > limit.max(end.saturating_sub(12)) {
            let word = words.small(start - 1);
            if is_break(word) || self.is_cue(start - 1) || among(word, "that which who and when but") {
                break;
            }
            start -= 1;
            if is_article(word) && !among(words.small_before(start, 1), "of for in at from to") {
                break;
            }
        }
        if start == end {
            return None;
        }
        // "Brown's lawyer" is not Brown.
        Some(match self.cast.resolve_nominal(start..end) {
            Some((place, confidence)) => Subject::Known(place, confidence),
            None => Subject::Unnamed,
        })
    }

    /// The subject behind an inverted verb: "said Jane Doe", "said the club's captain, Jane Doe", "said the minister".
    fn subject_after(&self, cue: usize, limit: usize) -> Subject {
        let words = self.words;
        let mut at = cue + 1;
        let mut body = None;
        let mut comma = false;
        let from = at;
        while at < limit.min(cue + 18) {
            let word = words.small(at);
            if at == from && among(word, "he she er sie il elle on ona він вона он она jis ji") {
                return match self.cast.resolve_pronoun(at) {
                    Some((place, confidence)) => Subject::Known(place, confidence),
                    None => Subject::Unnamed,
                };
            }
            let place = self.cast.next_from(at);
            if let Some(named) = self.cast.named.get(place).filter(|named| named.from == at) {
                if words.is_possessive(named.to) {
                    at = named.to + 2;
                    continue;
                }
                if named.kind == Kind::Person && !(comma && words.small_before(at, 1) != ",") {
                    return Subject::Known(place, 0.95);
                }
                if named.kind == Kind::Organisation && body.is_none() && !comma {
                    body = Some((place, at == from || (at == from + 1 && words.small(from) == "the")));
                }
                at = named.to;
                continue;
            }
            if word == "," || word == "(" {
                if comma {
                    break;
                }
                comma = true;
                at += 1;
                continue;
            }
            let verb = is_auxiliary(word)
                || self.is_cue(at)
                || among(word, "who that when after as while during because on before");
            if verb || is_break(word) {
                break;
            }
            at += 1;
        }
        if let Some((place, true)) = body {
            return Subject::Known(place, 0.9);
        }
        let end = self.noun_end(from, limit.min(at.max(from)));
        match self.cast.resolve_nominal(from..end) {
            Some((place, confidence)) => Subject::Known(place, confidence),
            None => Subject::Unnamed,
        }
    }

    /// A passage in the first person, given out by somebody's office, is that person's: "… the office of X said", and,
    /// where a translation tore the sentence, "… the press said. X's office."
    fn voiced_by(&self, passage: &Passage, end: usize) -> Option<usize> {
        let words = self.words;
        if end == 0 || !(passage.open..passage.close).take(40).any(|at| matches!(words.small(at), "i" | "my" | "me")) {
            return None;
        }
        let sentence = words.sentence_of(end - 1);
        let here = words.sentence(sentence);
        let next = words.sentence(sentence + 1);
        let torn = here.end.saturating_sub(end) <= 2
            && next.len() <= 10
            && !(next.start..next.end).any(|at| is_auxiliary(words.small(at)) || self.is_cue(at));
        let office = |at: usize| {
            among(words.small(at), "office press spokesman spokeswoman spokesperson secretariat staff team")
        };
        let range = [if torn { next } else { 0..0 }, passage.close + 1..end]
            .into_iter()
            .find(|range| range.clone().any(office))?;
        let first = self.cast.next_from(range.start);
        let person = self.cast.named.get(first).filter(|named| named.kind == Kind::Person && named.to <= range.end);
        person.map(|_| first)
    }
}

/// What a passage looks like.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// Words, up to 20.
    words: usize,
    /// Whether it ends with a stop or a comma.
    stops: bool,
    /// Whether a comma stands right behind it.
    comma_after: bool,
    /// Whether it begins as a sentence does.
    capital: bool,
    /// Whether every longer word has a capital letter, as in the title of a work.
    titled: bool,
}

fn is_article(word: &str) -> bool {
    among(word, "the a an his her its their our my this that one another")
}

fn is_auxiliary(word: &str) -> bool {
    among(word, "has have had was is are were been be did does would will can could may")
}

fn is_adverb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ly"))
        || among(
            word,
            "also then later once further again still now already just soon often earlier even himself herself first went on today yesterday not s",
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    /// Quotes as "speaker: words"; capitalised two-word names are given as people.
    fn quotes(text: &str, names: &[&str]) -> Vec<String> {
        let document =
            Document::parse(Source { text: text.into(), language: Some("en".into()), ..Source::default() }).unwrap();
        let mut mentions: Vec<Mention> = names
            .iter()
            .flat_map(|name| document.text.match_indices(name).map(|(start, _)| Span::new(start, start + name.len())))
            .map(|span| Mention { span, kind: Kind::Person, confidence: 1.0 })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        let name = |at: u32| mentions[at as usize].span.of(&document.text);
        let describe =
            |quote: &Quote| format!("{}: {}", quote.speaker.map_or("-", name), quote.span.of(&document.text));
        find_quotes(&document, &mentions).iter().map(describe).collect()
    }

    fn check(text: &str, wanted: &[&str]) {
        assert_eq!(quotes(text, &["Ann Lee", "Jo Berg"]), wanted, "{text}");
    }

    #[test]
    fn every_pair_of_marks_is_known() {
        for (open, close) in
            [("“", "”"), ("\"", "\""), ("„", "”"), ("„", "“"), ("«", "»"), ("« ", " »"), ("‘", "’"), ("'", "'")]
        {
            let text = format!("{open}We don’t go home yet,{close} Ann Lee said on the stairs.");
            check(&text, &["Ann Lee: We don’t go home yet,"]);
        }
    }

    #[test]
    fn the_verb_stands_behind_before_or_turned_round() {
        check("“It is late now,” said Ann Lee.", &["Ann Lee: It is late now,"]);
        check("“It is late now,” said the warden, Ann Lee.", &["Ann Lee: It is late now,"]);
        check("“It is late now,” Ann Lee, who runs the inn, said.", &["Ann Lee: It is late now,"]);
        check("Ann Lee said: “It is late now.”", &["Ann Lee: It is late now."]);
        check("Ann Lee told Jo Berg that “it is late now”.", &["Ann Lee: it is late now"]);
        check("According to Ann Lee, “it is late now”.", &["Ann Lee: it is late now"]);
        check("“It is late now,” according to Ann Lee.", &["Ann Lee: It is late now,"]);
        check("“Is it late now?” Ann Lee asked. Nobody knew.", &["Ann Lee: Is it late now?"]);
        check("Ann Lee: “It is late now.”", &["Ann Lee: It is late now."]);
        check("Ann Lee met Jo Berg, adding that “it is late now”.", &["Ann Lee: it is late now"]);
        check("The inn is “a cold and dark place”, Ann Lee said.", &["Ann Lee: a cold and dark place"]);
        check("The inn was described as “a cold and dark place” by Ann Lee.", &["Ann Lee: a cold and dark place"]);
        check("Jo Berg quoted Ann Lee as saying “it is late now”.", &["Ann Lee: it is late now"]);
    }

    #[test]
    fn a_quotation_goes_on_behind_its_verb_and_over_paragraphs() {
        check("“It is late,” Ann Lee said. “Go home.”", &["Ann Lee: It is late,", "Ann Lee: Go home."]);
        check("“It is late,” Ann Lee said, “and it is cold.”", &["Ann Lee: It is late,", "Ann Lee: and it is cold."]);
        check(
            "Ann Lee said: “It is late.\n\n“It is cold.\n\n“Go home.”",
            &["Ann Lee: It is late.\n\n“It is cold.\n\n“Go home."],
        );
        check(
            "Ann Lee said he should “go home”, and that “it is getting late now”.",
            &["Ann Lee: go home", "Ann Lee: it is getting late now"],
        );
    }

    #[test]
    fn pronouns_and_nominals_speak_for_people() {
        check("Ann Lee came. “It is late now,” she said.", &["Ann Lee: It is late now,"]);
        check(
            "The mayor, Ann Lee, came with Jo Berg. “It is late now,” the mayor said.",
            &["Ann Lee: It is late now,"],
        );
        check("Ann Lee came. “It is late now,” said a neighbour.", &["-: It is late now,"]);
        check("Ann Lee came. “It is late now,” her lawyer said.", &["-: It is late now,"]);
    }

    #[test]
    fn nested_marks_belong_to_the_outer_words() {
        check(
            "“She called it ‘a dark place’ and left,” Ann Lee said.",
            &["Ann Lee: She called it ‘a dark place’ and left,"],
        );
        check(
            "‘She called it “a dark place” and left,’ Ann Lee said.",
            &["Ann Lee: She called it “a dark place” and left,"],
        );
    }

    #[test]
    fn titles_and_words_at_arm_s_length_are_not_quotations() {
        check("The film “The Long Night” opened with the so-called “experts” there.", &[]);
        check("Ann Lee said the film “The Long Night” was long.", &[]);
        check("It was a “hard day” for the players’ union and the teachers’ one.", &[]);
        check("He is 6'2\" tall, rock 'n' roll, the '90s and 'em all.", &[]);
    }

    #[test]
    fn a_passage_that_nobody_says_has_no_speaker() {
        check(
            "Jo Berg likes trains. The line is old.\n\n“The station was built long ago. Nobody remembers it now.”",
            &["-: The station was built long ago. Nobody remembers it now."],
        );
    }

    #[test]
    fn an_office_gives_out_the_words_of_its_chief() {
        check("“I have signed it today,” the office of Ann Lee said.", &["Ann Lee: I have signed it today,"]);
    }
}
