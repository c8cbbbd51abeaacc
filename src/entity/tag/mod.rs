//! Named-entity tagger: which tokens of a text are names, and of which class.
//!
//! A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features with BIOES labels.
//! The scores of a token are corrected by the other occurrences of its word in the document ([`Reader::read`]) and, in
//! a collection that is read twice, in the other documents ([`Reader::gather`], [`Reader::mentions_in`]); the labels
//! are then decoded by Viterbi, and the names refined by rules.

pub mod crf;
pub mod feature;
pub mod form;
pub mod label;
pub mod lexicon;
pub mod model;
pub mod pool;
mod settle;
pub mod template;
pub mod word;

use std::slice::SliceIndex;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::crf::Scores;
use self::feature::{IsFirst, OFFSETS, REACH, Run, Scene};
use self::form::{Form, Look};
use self::label::{Class, LABELS, OUTSIDE};
use self::lexicon::{Lexicon, List};
use self::model::Model;
use self::pool::{Places, Pool};
use self::settle::{Found, Words, settle};
use super::{Kind, Mention};
use crate::document::{Document, Language};
use crate::error::Result;
use crate::span::Span;

/// Longest chunk in tokens of a sentence that has more than twice as many: a sentence of megabytes is cut.
const SENTENCE_WORDS: usize = 200;

/// A tagging model. Clones share it.
#[derive(Debug, Clone)]
pub struct Tagger {
    model: Arc<Model>,
}

impl Tagger {
    /// Decodes a model file.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`] or [`crate::ErrorKind::NewerVersion`].
    pub fn open(file: Vec<u8>) -> Result<Tagger> {
        Ok(Tagger { model: Arc::new(Model::open(&file)?) })
    }

    /// Number of feature buckets that have weights.
    pub fn rows(&self) -> usize {
        self.model.rows()
    }

    /// The mentions of names in `document`, in text order, without overlaps; boilerplate is left out.
    pub fn mentions(&self, document: &Document) -> Vec<Mention> {
        self.reader().mentions(document)
    }

    /// A session for many documents: it caches word forms and their scores from one to the next.
    pub fn reader(&self) -> Reader {
        Reader::new(&self.model)
    }
}

impl Reader {
    /// Another session with the same model.
    #[cfg(feature = "parallel")]
    pub(crate) fn another(&self) -> Reader {
        Reader::new(&self.model)
    }

    fn new(model: &Arc<Model>) -> Reader {
        Reader {
            model: Arc::clone(model),
            page: Page::default(),
            sums: Vec::new(),
            renewals: 0,
            judged: Vec::new(),
            places: Places::default(),
            nothing: Pool::default(),
        }
    }
}

/// Tags one document after another with one model; owns the caches and buffers that this needs.
pub struct Reader {
    model: Arc<Model>,
    page: Page,
    /// Scores of each interned word form, at each offset from the token that is labelled.
    sums: Vec<[[i16; LABELS]; OFFSETS]>,
    /// Generation of the interned word forms that the cached scores belong to.
    renewals: u32,
    judged: Vec<Judged>,
    places: Places,
    nothing: Pool,
}

/// A token that may be part of a name.
struct Judged {
    /// Index of the token in the document.
    word: u32,
    /// Index of its word form.
    form: u32,
    /// Hash of the word with its neighbours in the name.
    key: u32,
    /// Adjacent tokens with one number are decoded together.
    stretch: u32,
    scores: Scores,
    likely: Scores,
}

/// Whether a token is outside of every name whatever its neighbours are.
fn is_clear(scores: &Scores) -> bool {
    const FAR: f32 = 9.0;
    let (outside, others) = scores.split_first().unwrap_or((&0.0, &[]));
    others.iter().all(|other| outside - other > FAR)
}

/// A tokenized document. Word forms are interned across documents; the trainer uses the same.
#[derive(Default)]
pub struct Page {
    /// Tokens, in order.
    pub words: Vec<Span>,
    /// Interned word forms; the first is the boundary of a sentence.
    pub forms: Vec<Form>,
    known: FxHashMap<u64, u32>,
    /// How often the interned word forms were dropped.
    renewals: u32,
    /// Word form ids of the tokens, sentence by sentence, each padded with [`REACH`] boundaries on both sides.
    pub ids: Vec<u32>,
    /// The same without padding, one for each token.
    spelled: Vec<u32>,
    /// Of each sentence, and of the end: its first token, and where its padded ids begin.
    pub sentences: Vec<(usize, usize)>,
    seen: FxHashMap<u32, u8>,
}

impl Page {
    /// Tokenizes the sentences of a text, in place of those before. Interned word forms are kept.
    pub fn read(&mut self, text: &str, sentences: &[Span], lexicon: &Lexicon) {
        const KNOWN_AT_MOST: usize = 1 << 18;
        if self.forms.len() > KNOWN_AT_MOST || self.forms.is_empty() {
            self.forms.clear();
            self.known.clear();
            self.renewals += 1;
            self.forms.push(Form::default());
        }
        self.words.clear();
        self.ids.clear();
        self.spelled.clear();
        self.sentences.clear();
        self.seen.clear();
        // Cells of a table have nothing to do with each other.
        let cells = sentences.iter().flat_map(|sentence| {
            let mut start = sentence.start as usize;
            sentence.of(text).split('\t').map(move |cell| {
                let span = Span::new(start, start + cell.len());
                start = span.end as usize + 1;
                span
            })
        });
        for cell in cells {
            let mut from = self.words.len();
            word::find_words(cell.of(text), cell.start as usize, &mut self.words);
            while from < self.words.len() {
                let count = cut(text, slice_items(&self.words, from..));
                self.sentences.push((from, self.ids.len()));
                self.ids.extend([0; REACH]);
                for at in from..from + count {
                    let id = self.id(self.words.get(at).map_or("", |span| span.of(text)), lexicon);
                    self.ids.push(id);
                    self.spelled.push(id);
                }
                self.ids.extend([0; REACH]);
                from += count;
            }
        }
        self.sentences.push((self.words.len(), self.ids.len()));
        self.gather();
    }

    /// Number of sentences; chunks of an overlong one count singly.
    pub fn len(&self) -> usize {
        self.sentences.len().saturating_sub(1)
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn id(&mut self, word: &str, lexicon: &Lexicon) -> u32 {
        let key = spelling(word);
        if let Some(&id) = self.known.get(&key) {
            return id;
        }
        let id = self.forms.len() as u32;
        self.forms.push(Form::of(word, lexicon));
        self.known.insert(key, id);
        id
    }

    /// Collects in which cases and contexts the document has each of its words.
    fn gather(&mut self) {
        let edge = Form::default();
        let form = |id: Option<&u32>| id.and_then(|&id| self.forms.get(id as usize)).unwrap_or(&edge);
        let mut first = IsFirst::Yes;
        for place in self.ids.windows(3) {
            let here = form(place.get(1));
            if here.look == Look::Edge {
                first = IsFirst::Yes;
                continue;
            }
            let bits = feature::evidence(form(place.first()), here, form(place.get(2)), first);
            if bits != 0 {
                *self.seen.entry(here.low).or_default() |= bits;
            }
            if here.look != Look::Mark {
                first = IsFirst::No;
            }
        }
    }

    /// Sentence `at` with everything that its features need, built in the buffers of `scratch`.
    pub fn scene<'a>(&'a self, at: usize, lexicon: &Lexicon, scratch: &'a mut Desk) -> Scene<'a> {
        let ids = match slice_items(&self.sentences, at..at + 2) {
            &[(_, from), (_, to)] => slice_items(&self.ids, from..to),
            _ => &[],
        };
        let mut context =
            Scene { forms: &self.forms, ids, runs: &[], phrases: &[], seen: &[], case: feature::Case::Ordinary };
        context.case = feature::find_case(&context);
        feature::find_runs(&context, &mut scratch.runs);
        feature::find_phrases(&context, lexicon, &mut scratch.phrases);
        scratch.seen.clear();
        scratch.seen.extend((0..ids.len().saturating_sub(2 * REACH)).map(|word| {
            let form = context.form(word, 0);
            if form.look.is_capital() { self.seen.get(&form.low).copied().unwrap_or_default() } else { 0 }
        }));
        context.runs = &scratch.runs;
        context.phrases = &scratch.phrases;
        context.seen = &scratch.seen;
        context
    }
}

/// Buffers that are reused for each sentence.
#[derive(Default)]
pub struct Desk {
    runs: Vec<Run>,
    phrases: Vec<(u16, u8)>,
    seen: Vec<u8>,
}

/// The items in a range that is known to lie in `items`. One that does not is a bug: with debug assertions it panics,
/// otherwise there are none.
#[inline(always)]
#[cfg_attr(debug_assertions, track_caller)]
fn slice_items<T>(items: &[T], range: impl SliceIndex<[T], Output = [T]>) -> &[T] {
    let piece = items.get(range);
    debug_assert!(piece.is_some(), "a range that does not lie in {} items", items.len());
    piece.unwrap_or_default()
}

/// Number of tokens in the next chunk: all of `words`, or, where they are too many, up to the last punctuation in
/// reach.
fn cut(text: &str, words: &[Span]) -> usize {
    if words.len() <= 2 * SENTENCE_WORDS {
        return words.len();
    }
    let piece = slice_items(words, ..SENTENCE_WORDS);
    let mark = piece.iter().rposition(|span| matches!(span.of(text), "." | ";" | "," | "|" | "!" | "?"));
    mark.map_or(SENTENCE_WORDS, |at| at + 1)
}

/// Whether the model covers a text of so many words: it is English, or short and of unknown language.
pub fn covers(language: Option<Language>, words: usize) -> bool {
    const FEW_WORDS: usize = 60;
    language.map_or(words < FEW_WORDS, |language| language.as_str() == "en")
}

/// Hash of a spelling as it stands: the key under which its word form is interned.
fn spelling(word: &str) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325u64;
    let (chunks, remainder) = word.as_bytes().as_chunks();
    for &chunk in chunks {
        state = (state ^ u64::from(u32::from_le_bytes(chunk))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state ^= state >> 29;
    }
    for &byte in remainder {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    state ^ (word.len() as u64) << 56
}

impl Reader {
    /// The mentions of names in `document`; see [`Tagger::mentions`].
    ///
    /// The model covers English. In a text of another language only names that the gazetteer lists are kept.
    pub fn mentions(&mut self, document: &Document) -> Vec<Mention> {
        let nothing = std::mem::take(&mut self.nothing);
        let mentions = self.mentions_in(document, &nothing);
        self.nothing = nothing;
        mentions
    }

    /// The mentions of names in `document`, one of those that `corpus` was collected from: what is clear elsewhere
    /// decides what is in doubt here. With an empty `corpus` these are its [`Reader::mentions`].
    ///
    /// ```no_run
    /// # fn f(tagger: &reading_room::entity::tag::Tagger, documents: &[reading_room::Document]) {
    /// let (mut reader, mut corpus) = (tagger.reader(), reading_room::entity::tag::pool::Pool::default());
    /// documents.iter().for_each(|document| reader.gather(document, &mut corpus));
    /// let mentions: Vec<_> = documents.iter().map(|document| reader.mentions_in(document, &corpus)).collect();
    /// # }
    /// ```
    pub fn mentions_in(&mut self, document: &Document, corpus: &Pool) -> Vec<Mention> {
        let mut mentions = self.read_in(&document.text, &document.sentences, corpus);
        if !self.is_english(document) {
            mentions.retain(|mention| self.is_listed(mention, &document.text));
        }
        mentions
    }

    /// Adds the evidence of `document` to `corpus`: the first of two passes. A document in another language than
    /// English adds nothing.
    pub fn gather(&mut self, document: &Document, corpus: &mut Pool) {
        self.page.read(&document.text, &document.sentences, &self.model.lexicon);
        if self.is_english(document) {
            self.judge_page();
            corpus.absorb(&self.places);
        }
    }

    /// Adds the evidence of an English `text` to `corpus`.
    pub fn gather_text(&mut self, text: &str, sentences: &[Span], corpus: &mut Pool) {
        self.page.read(text, sentences, &self.model.lexicon);
        self.judge_page();
        corpus.absorb(&self.places);
    }

    /// Whether the document that was tokenized last is in English.
    fn is_english(&self, document: &Document) -> bool {
        covers(document.language, self.page.words.len())
    }

    /// Whether the gazetteer lists a name, word for word.
    fn is_listed(&self, mention: &Mention, text: &str) -> bool {
        const SURE: f32 = 0.8;
        let lexicon = &self.model.lexicon;
        let name = mention.span.of(text);
        let mut spans = Vec::new();
        word::find_words(name, 0, &mut spans);
        let hashes: Vec<u32> = spans.iter().map(|span| lexicon::hash(&form::to_plain(span.of(name)))).collect();
        let whole =
            hashes.iter().copied().reduce(lexicon::extend).map(|hash| lexicon.look_up(hash)).unwrap_or_default();
        let is_word = |hash: Option<&u32>, list| hash.is_some_and(|&hash| lexicon.look_up(hash).is(list));
        mention.confidence >= SURE
            && match mention.kind {
                Kind::Place => whole.is(List::Country) || whole.is(List::City),
                Kind::Organisation => whole.is(List::Org),
                Kind::Person => {
                    hashes.len() > 1 && is_word(hashes.first(), List::First) && is_word(hashes.last(), List::Last)
                }
                _ => false,
            }
    }

    /// The mentions of names in the sentences of `text`.
    pub fn read(&mut self, text: &str, sentences: &[Span]) -> Vec<Mention> {
        let nothing = std::mem::take(&mut self.nothing);
        let mentions = self.read_in(text, sentences, &nothing);
        self.nothing = nothing;
        mentions
    }

    /// The mentions of names in the sentences of `text`, one of the texts that `corpus` was collected from.
    pub fn read_in(&mut self, text: &str, sentences: &[Span], corpus: &Pool) -> Vec<Mention> {
        self.page.read(text, sentences, &self.model.lexicon);
        self.judge_page();
        let found = self.decide(corpus);
        self.settle_all(text, &found)
    }

    /// Scores the tokens, and collects the evidence of all occurrences of each word.
    fn judge_page(&mut self) {
        self.weigh();
        self.judge();
        let mut places = std::mem::take(&mut self.places);
        places.clear();
        for word in &self.judged {
            if let Some(form) = self.capital(word) {
                places.add(form.low, word.key, &word.likely);
            }
        }
        self.places = places;
    }

    /// Corrects the scores by the evidence and decodes the names, as tokens of the document. The confidence of a name
    /// is the least probability with which one of its tokens is inside a name.
    fn decide(&self, corpus: &Pool) -> Vec<Found> {
        let mut scores: Vec<Scores> = Vec::new();
        let mut labels = Vec::new();
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(rest @ [first, ..]) = self.judged.get(from..) {
            scores.clear();
            labels.clear();
            for word in rest.iter().take_while(|word| word.stretch == first.stretch) {
                let mut own = word.scores;
                if let Some(form) = self.capital(word) {
                    self.places.correct(form.low, word.key, &word.likely, corpus, &mut own);
                }
                scores.push(own);
            }
            self.model.chain.best(&scores, &mut labels);
            for (class, start, end) in label::names(labels.iter().copied()) {
                let words = slice_items(rest, start..end);
                let kind = match class {
                    Class::Person => Kind::Person,
                    Class::Organisation => Kind::Organisation,
                    Class::Place => Kind::Place,
                    Class::Other => Kind::Other,
                };
                let confidence = words.iter().map(|word| 1.0 - word.likely[OUTSIDE]).fold(1.0, f32::min);
                let from = first.word as usize + start;
                found.push(Found { from, to: from + end - start, kind, confidence });
            }
            from += scores.len();
        }
        found
    }

    /// The word form of a token, if it is capitalised.
    fn capital(&self, word: &Judged) -> Option<&Form> {
        self.page.forms.get(word.form as usize).filter(|form| form.look.is_capital())
    }

    /// Applies the rules to the names sentence by sentence.
    fn settle_all(&self, text: &str, found: &[Found]) -> Vec<Mention> {
        let page = &self.page;
        let mut mentions = Vec::with_capacity(found.len());
        let mut rest = found;
        let mut own: Vec<Found> = Vec::new();
        for bounds in page.sentences.windows(2) {
            let [(from, _), (to, _)] = *bounds else { continue };
            let count = rest.iter().take_while(|name| name.from < to).count();
            let (here, later) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            rest = later;
            own.clear();
            own.extend(here.iter().map(|name| Found { from: name.from - from, to: name.to - from, ..*name }));
            let spans = slice_items(&page.words, from..to);
            let ids = slice_items(&page.spelled, from..to);
            settle(&Words { text, spans, ids, forms: &page.forms }, &mut own);
            for name in &own {
                if let (Some(first), Some(last)) = (spans.get(name.from), spans.get(name.to - 1)) {
                    let span = Span { start: first.start, end: last.end };
                    mentions.push(Mention { span, kind: name.kind, confidence: name.confidence });
                }
            }
        }
        mentions
    }

    /// Scores all tokens, and computes label marginals by forward–backward where labels are in doubt.
    fn judge(&mut self) {
        let mut scratch = Desk::default();
        let mut row: Vec<(Scores, bool)> = Vec::new();
        let (mut scores, mut likely) = (Vec::new(), Vec::new());
        let mut stretch = 0;
        self.judged.clear();
        for (sentence, &(first_word, _)) in self.page.sentences.iter().enumerate().take(self.page.len()) {
            let context = self.page.scene(sentence, &self.model.lexicon, &mut scratch);
            row.clear();
            for (at, around) in context.ids.windows(OFFSETS).enumerate() {
                let mut sums = [0i16; LABELS];
                for (offset, &id) in around.iter().enumerate() {
                    if let Some(own) = self.sums.get(id as usize).and_then(|sums| sums.get(offset)) {
                        sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
                    } else {
                        debug_assert!(false, "word form {id} was not scored");
                    }
                }
                feature::of_place(&context, at, |_, feature| model::add(&self.model, feature, &mut sums));
                let scores = model::to_scores(self.model.step, &sums);
                row.push((scores, is_clear(&scores)));
            }
            // Tokens that are clearly outside cut the chain: what stands on one side says nothing of the other.
            let mut at = 0;
            while let Some(rest @ [(_, clear), ..]) = row.get(at..) {
                if *clear {
                    at += 1;
                    continue;
                }
                let len = rest.iter().position(|word| word.1).map_or(rest.len(), |clear| clear + 1);
                scores.clear();
                scores.extend(rest.iter().take(len).map(|word| word.0));
                likely.clear();
                self.model.chain.marginals(&scores, &mut likely);
                for (place, (&scores, &own)) in scores.iter().zip(&likely).enumerate() {
                    let joined = |by: isize| {
                        let there = place.checked_add_signed(by).and_then(|place| likely.get(place));
                        let form = context.form(at + place, by);
                        let inside = there.is_some_and(|likely| likely.first().is_some_and(|&outside| outside < 0.5));
                        if inside && form.look.is_capital() { form.low } else { 0 }
                    };
                    let key = lexicon::extend(lexicon::extend(joined(-1), context.form(at + place, 0).low), joined(1));
                    let form = context.form_id_at(at + place, 0);
                    let word = (first_word + at + place) as u32;
                    self.judged.push(Judged { word, form, key, stretch, scores, likely: own });
                }
                stretch += 1;
                at += len;
            }
        }
    }

    /// Caches the scores of the word forms that are new.
    fn weigh(&mut self) {
        if self.renewals != self.page.renewals {
            self.renewals = self.page.renewals;
            self.sums.clear();
        }
        for form in slice_items(&self.page.forms, self.sums.len()..) {
            let mut sums = [[0i16; LABELS]; OFFSETS];
            for (offset, sums) in sums.iter_mut().enumerate() {
                feature::of_word(form, offset, |_, feature| model::add(&self.model, feature, sums));
            }
            self.sums.push(sums);
        }
    }
}
