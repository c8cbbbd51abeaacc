//! Named-entity tagger: which tokens of a text are names, and of which class.
//!
//! A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features with BIOES labels.
//! The scores of a token are corrected by the other occurrences of its word in the document
//! ([`TaggerSession::tag_text`]) and, in a collection that is read twice, in the other documents
//! ([`TaggerSession::collect_evidence`], [`TaggerSession::find_mentions_with_evidence`]); the labels are then decoded by
//! Viterbi, and the names refined by rules.

mod antecedent;
pub mod crf;
pub mod evidence;
pub mod feature;
pub mod gazetteer;
pub mod label;
pub mod model;
mod person_rules;
mod rules;
pub mod template;
mod tokenized_text;
pub mod tokenizer;
pub mod word_form;

use std::sync::Arc;

use self::antecedent::NameAntecedents;
use self::crf::LabelScores;
use self::evidence::{CorpusEvidence, DocumentEvidence};
use self::gazetteer::GazetteerList;
use self::label::{LABEL_COUNT, NameClass, OUTSIDE};
use self::model::CrfModel;
use self::person_rules::{HyphenatedSurnames, refine_people};
use self::rules::{SentenceTokens, TaggedName, apply_sentence_rules};
use self::template::CONTEXT_WIDTH;
use self::tokenized_text::slice_items;
pub use self::tokenized_text::{SentenceScratch, TokenizedText};
use self::word_form::WordForm;
use super::{EntityKind, EntityMention};
use crate::document::{Document, Language};
use crate::error::Result;
use crate::span::Span;

/// A tagging model. Clones share it.
#[derive(Debug, Clone)]
pub struct EntityTagger {
    crf: Arc<CrfModel>,
}

impl EntityTagger {
    /// Decodes a model file.
    ///
    /// Fails with [`crate::ErrorKind::Damaged`] or [`crate::ErrorKind::NewerVersion`].
    pub fn open(file: Vec<u8>) -> Result<EntityTagger> {
        Ok(EntityTagger { crf: Arc::new(CrfModel::open(&file)?) })
    }

    /// Number of feature buckets that have weights.
    #[doc(hidden)]
    pub fn weight_row_count(&self) -> usize {
        self.crf.weight_rows()
    }

    /// The mentions of names in `document`, in text order, without overlaps; boilerplate is left out.
    #[doc(hidden)]
    pub fn find_mentions(&self, document: &Document) -> Vec<EntityMention> {
        self.new_session().find_mentions(document)
    }

    /// A session for many documents: it caches word forms and their scores from one to the next.
    #[doc(hidden)]
    pub fn new_session(&self) -> TaggerSession {
        TaggerSession::new(&self.crf)
    }
}

impl TaggerSession {
    /// Another session with the same model.
    #[cfg(feature = "parallel")]
    pub(crate) fn new_sibling(&self) -> TaggerSession {
        TaggerSession::new(&self.crf)
    }

    fn new(model: &Arc<CrfModel>) -> TaggerSession {
        TaggerSession {
            crf: Arc::clone(model),
            tokenized: TokenizedText::default(),
            word_score_cache: Vec::new(),
            cache_generation: 0,
            scored_tokens: Vec::new(),
            document_evidence: DocumentEvidence::default(),
            no_evidence: CorpusEvidence::default(),
        }
    }
}

/// Tags one document after another with one model; owns the caches and buffers that this needs.
pub struct TaggerSession {
    crf: Arc<CrfModel>,
    tokenized: TokenizedText,
    /// Scores of each interned word form, at each offset from the token that is labelled.
    word_score_cache: Vec<[[i16; LABEL_COUNT]; CONTEXT_WIDTH]>,
    /// Generation of the interned word forms that the cached scores belong to.
    cache_generation: u32,
    scored_tokens: Vec<ScoredToken>,
    document_evidence: DocumentEvidence,
    no_evidence: CorpusEvidence,
}

/// A token that may be part of a name.
struct ScoredToken {
    /// Index of the token in the document.
    token: u32,
    /// Index of its word form.
    form_id: u32,
    /// Hash of the word with its neighbours in the name.
    context_key: u32,
    /// Adjacent tokens with one number are decoded together.
    chain_id: u32,
    label_scores: LabelScores,
    marginals: LabelScores,
}

/// Buffers of decoding.
#[derive(Default)]
struct DecoderScratch {
    scores: Vec<LabelScores>,
    labels: Vec<usize>,
}

/// Hash of a word with its neighbours in the name, each 0 where there is none.
fn context_key(before: u32, word: u32, after: u32) -> u32 {
    gazetteer::extend_phrase_hash(gazetteer::extend_phrase_hash(before, word), after)
}

/// Whether a token is outside of every name whatever its neighbours are.
fn is_clearly_outside(scores: &LabelScores) -> bool {
    const FAR: f32 = 9.0;
    let [outside, others @ ..] = scores;
    outside - crf::highest_score(others) > FAR
}

/// Whether the model covers a text of so many words: it is English, or short and of unknown language.
pub fn covers_language(language: Option<Language>, words: usize) -> bool {
    const FEW_WORDS: usize = 60;
    language.map_or(words < FEW_WORDS, |language| language.as_str() == "en")
}

impl TaggerSession {
    /// The mentions of names in `document`; see [`EntityTagger::find_mentions`].
    ///
    /// The model covers English. In a text of another language only names that the gazetteer lists are kept.
    pub fn find_mentions(&mut self, document: &Document) -> Vec<EntityMention> {
        let no_evidence = std::mem::take(&mut self.no_evidence);
        let mentions = self.find_mentions_with_evidence(document, &no_evidence);
        self.no_evidence = no_evidence;
        mentions
    }

    /// The mentions of names in `document`, one of those that `corpus` was collected from: what is clear elsewhere
    /// decides what is in doubt here. With an empty `corpus` these are its [`TaggerSession::find_mentions`].
    ///
    /// ```no_run
    /// # fn f(tagger: &reading_room::EntityTagger, documents: &[reading_room::Document]) {
    /// let (mut session, mut corpus) = (tagger.new_session(), reading_room::internals::entity::tag::evidence::CorpusEvidence::default());
    /// documents.iter().for_each(|document| session.collect_evidence(document, &mut corpus));
    /// let mentions: Vec<_> = documents.iter().map(|document| session.find_mentions_with_evidence(document, &corpus)).collect();
    /// # }
    /// ```
    pub fn find_mentions_with_evidence(&mut self, document: &Document, corpus: &CorpusEvidence) -> Vec<EntityMention> {
        let mut mentions = self.tag_text_with_evidence(&document.text, &document.sentences, corpus);
        if !self.is_english(document) {
            mentions.retain(|mention| self.is_in_gazetteer(mention, &document.text));
        }
        mentions
    }

    /// Adds the evidence of `document` to `corpus`: the first of two passes. A document in another language than
    /// English adds nothing.
    pub fn collect_evidence(&mut self, document: &Document, corpus: &mut CorpusEvidence) {
        self.tokenized.tokenize(&document.text, &document.sentences, &self.crf.gazetteer);
        if self.is_english(document) {
            self.score_document();
            corpus.add_document(&self.document_evidence);
        }
    }

    /// Adds the evidence of an English `text` to `corpus`.
    pub fn collect_text_evidence(&mut self, text: &str, sentences: &[Span], corpus: &mut CorpusEvidence) {
        self.tokenized.tokenize(text, sentences, &self.crf.gazetteer);
        self.score_document();
        corpus.add_document(&self.document_evidence);
    }

    /// Whether the document that was tokenized last is in English.
    fn is_english(&self, document: &Document) -> bool {
        covers_language(document.language, self.tokenized.tokens.len())
    }

    /// Whether the gazetteer lists a name, word for word.
    fn is_in_gazetteer(&self, mention: &EntityMention, text: &str) -> bool {
        const SURE: f32 = 0.8;
        let gazetteer = &self.crf.gazetteer;
        let name = mention.span.slice_of(text);
        let mut spans = Vec::new();
        tokenizer::tokenize_into(name, 0, &mut spans);
        let hashes: Vec<u32> =
            spans.iter().map(|span| gazetteer::hash_word(&word_form::normalise_word(span.slice_of(name)))).collect();
        let whole = hashes
            .iter()
            .copied()
            .reduce(gazetteer::extend_phrase_hash)
            .map(|hash| gazetteer.look_up_hash(hash))
            .unwrap_or_default();
        let is_word = |hash: Option<&u32>, list| hash.is_some_and(|&hash| gazetteer.look_up_hash(hash).is_in(list));
        mention.confidence >= SURE
            && match mention.kind {
                EntityKind::Place => whole.is_in(GazetteerList::Country) || whole.is_in(GazetteerList::City),
                EntityKind::Organisation => whole.is_in(GazetteerList::Organisation),
                EntityKind::Person => {
                    hashes.len() > 1
                        && is_word(hashes.first(), GazetteerList::GivenName)
                        && is_word(hashes.last(), GazetteerList::Surname)
                }
                _ => false,
            }
    }

    /// The mentions of names in the sentences of `text`.
    pub fn tag_text(&mut self, text: &str, sentences: &[Span]) -> Vec<EntityMention> {
        let no_evidence = std::mem::take(&mut self.no_evidence);
        let mentions = self.tag_text_with_evidence(text, sentences, &no_evidence);
        self.no_evidence = no_evidence;
        mentions
    }

    /// The mentions of names in the sentences of `text`, one of the texts that `corpus` was collected from.
    pub fn tag_text_with_evidence(
        &mut self,
        text: &str,
        sentences: &[Span],
        corpus: &CorpusEvidence,
    ) -> Vec<EntityMention> {
        self.tokenized.tokenize(text, sentences, &self.crf.gazetteer);
        self.score_document();
        let found = self.decode_names(corpus);
        self.apply_rules(text, &found)
    }

    /// The tokens of the text that was read last, each with the probability of each label.
    #[cfg(feature = "internals")]
    pub fn label_marginals(&self) -> impl Iterator<Item = (Span, LabelScores)> {
        let mut scored = self.scored_tokens.iter().peekable();
        self.tokenized.tokens.iter().zip(0..).map(move |(&span, token)| {
            let mut clearly_outside = [0.0; LABEL_COUNT];
            clearly_outside[OUTSIDE] = 1.0;
            (span, scored.next_if(|word| word.token == token).map_or(clearly_outside, |word| word.marginals))
        })
    }

    /// Scores the tokens, and collects the evidence of all occurrences of each word.
    fn score_document(&mut self) {
        self.fill_score_cache();
        self.score_tokens();
        let mut evidence = std::mem::take(&mut self.document_evidence);
        evidence.clear();
        for word in &self.scored_tokens {
            if let Some(form) = self.capitalised_form(word) {
                evidence.add_occurrence(form.lower_hash, word.context_key, &word.marginals);
            }
        }
        self.document_evidence = evidence;
    }

    /// Corrects the scores by the evidence and decodes the names, as tokens of the document; what holds a part of a full
    /// name is decoded again, as that says.
    fn decode_names(&self, corpus: &CorpusEvidence) -> Vec<TaggedName> {
        let form_at = |token: usize| self.tokenized.word_forms.get(*self.tokenized.form_ids.get(token)? as usize);
        let mut scratch = DecoderScratch::default();
        let mut found = Vec::new();
        for chain in self.chains() {
            self.decode_chain(chain, corpus, &NameAntecedents::default(), &mut scratch, &mut found);
        }
        let antecedents = NameAntecedents::collect(&found, form_at);
        if antecedents.is_empty() {
            return found;
        }
        let mut first_pass = found.into_iter().peekable();
        let mut found = Vec::new();
        for chain in self.chains() {
            let end = chain.last().map_or(0, |word| word.token as usize + 1);
            let names = std::iter::from_fn(|| first_pass.next_if(|name| name.start_token < end));
            if chain.iter().any(|word| self.is_part_alone(word, &antecedents)) {
                names.for_each(drop);
                self.decode_chain(chain, corpus, &antecedents, &mut scratch, &mut found);
            } else {
                found.extend(names);
            }
        }
        found
    }

    /// The scored tokens, chain by chain.
    fn chains(&self) -> impl Iterator<Item = &[ScoredToken]> {
        self.scored_tokens.chunk_by(|one, other| one.chain_id == other.chain_id)
    }

    /// Whether a token stands alone and is the part of a full name of the document.
    fn is_part_alone(&self, word: &ScoredToken, antecedents: &NameAntecedents) -> bool {
        self.capitalised_form(word).is_some_and(|form| {
            antecedents.contains(form.lower_hash) && word.context_key == context_key(0, form.lower_hash, 0)
        })
    }

    /// Decodes the names of one chain. The confidence of a name is the least probability with which one of its tokens is
    /// inside a name.
    fn decode_chain(
        &self,
        chain: &[ScoredToken],
        corpus: &CorpusEvidence,
        antecedents: &NameAntecedents,
        scratch: &mut DecoderScratch,
        found: &mut Vec<TaggedName>,
    ) {
        scratch.scores.clear();
        scratch.labels.clear();
        for word in chain {
            let mut own = word.label_scores;
            if let Some(form) = self.capitalised_form(word) {
                let key = word.context_key;
                self.document_evidence.adjust_scores(form.lower_hash, key, &word.marginals, corpus, &mut own);
                if key == context_key(0, form.lower_hash, 0) {
                    antecedents.adjust_scores(form.lower_hash, &mut own);
                }
            }
            scratch.scores.push(own);
        }
        self.crf.label_chain.viterbi(&scratch.scores, &mut scratch.labels);
        let first = chain.first().map_or(0, |word| word.token as usize);
        for (class, start, end) in label::decode_name_spans(scratch.labels.iter().copied()) {
            let words = slice_items(chain, start..end);
            let kind = match class {
                NameClass::Person => EntityKind::Person,
                NameClass::Organisation => EntityKind::Organisation,
                NameClass::Place => EntityKind::Place,
                NameClass::Other => EntityKind::Other,
            };
            let confidence = words.iter().map(|word| 1.0 - word.marginals[OUTSIDE]).fold(1.0, f32::min);
            found.push(TaggedName { start_token: first + start, end_token: first + end, kind, confidence });
        }
    }

    /// The word form of a token, if it is capitalised.
    fn capitalised_form(&self, word: &ScoredToken) -> Option<&WordForm> {
        self.tokenized.word_forms.get(word.form_id as usize).filter(|form| form.word_shape.is_capitalised())
    }

    /// Applies the rules to the names sentence by sentence.
    fn apply_rules(&self, text: &str, found: &[TaggedName]) -> Vec<EntityMention> {
        let tokenized = &self.tokenized;
        let mut mentions = Vec::with_capacity(found.len());
        let mut rest = found;
        let mut own: Vec<TaggedName> = Vec::new();
        let mut hyphenated = HyphenatedSurnames::default();
        for bounds in tokenized.sentence_starts.windows(2) {
            let [(from, _), (to, _)] = *bounds else { continue };
            let count = rest.iter().take_while(|name| name.start_token < to).count();
            let (here, later) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            rest = later;
            own.clear();
            own.extend(here.iter().map(|name| TaggedName {
                start_token: name.start_token - from,
                end_token: name.end_token - from,
                ..*name
            }));
            let spans = slice_items(&tokenized.tokens, from..to);
            let ids = slice_items(&tokenized.form_ids, from..to);
            let words = SentenceTokens {
                text,
                token_spans: spans,
                form_ids: ids,
                word_forms: &tokenized.word_forms,
                gazetteer: &self.crf.gazetteer,
            };
            apply_sentence_rules(&words, &mut own);
            refine_people(&words, &mut own, &mut hyphenated);
            for name in &own {
                if let (Some(first), Some(last)) = (spans.get(name.start_token), spans.get(name.end_token - 1)) {
                    let span = Span { start: first.start, end: last.end };
                    mentions.push(EntityMention { span, kind: name.kind, confidence: name.confidence });
                }
            }
        }
        mentions
    }

    /// Scores all tokens, and computes label marginals by forward-backward where labels are in doubt.
    fn score_tokens(&mut self) {
        let mut scratch = SentenceScratch::default();
        let mut row: Vec<(LabelScores, bool)> = Vec::new();
        let (mut features, mut scores, mut marginals) = (Vec::new(), Vec::new(), Vec::new());
        let mut chain = 0;
        self.scored_tokens.clear();
        for (sentence, &(first_word, _)) in self.tokenized.sentence_starts.iter().enumerate().take(self.tokenized.len())
        {
            let context = self.tokenized.sentence_context(sentence, &self.crf.gazetteer, &mut scratch);
            row.clear();
            for (at, around) in context.padded_form_ids.windows(CONTEXT_WIDTH).enumerate() {
                let mut scores = around.iter().enumerate().map(|(offset, &id)| {
                    let scores = self.word_score_cache.get(id as usize).and_then(|scores| scores.get(offset));
                    debug_assert!(scores.is_some(), "word form {id} was not scored");
                    scores.unwrap_or(&[0; LABEL_COUNT])
                });
                let mut next = || scores.next().unwrap_or(&[0; LABEL_COUNT]);
                let mut sums = *next();
                model::add_rows(&mut sums, next(), next(), next(), next());
                features.clear();
                feature::extract_context_features(&context, at, |_, feature| features.push(feature));
                model::add_weights(&self.crf, &features, &mut sums);
                let scores = model::dequantise_scores(self.crf.weight_scale, &sums);
                row.push((scores, is_clearly_outside(&scores)));
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
                marginals.clear();
                self.crf.label_chain.forward_backward(&scores, &mut marginals);
                for (place, (&scores, &own)) in scores.iter().zip(&marginals).enumerate() {
                    let joined = |by: isize| {
                        let there = place.checked_add_signed(by).and_then(|place| marginals.get(place));
                        let form = context.form_at(at + place, by);
                        let inside =
                            there.is_some_and(|marginals| marginals.first().is_some_and(|&outside| outside < 0.5));
                        if inside && form.word_shape.is_capitalised() { form.lower_hash } else { 0 }
                    };
                    let key = context_key(joined(-1), context.form_at(at + place, 0).lower_hash, joined(1));
                    let form = context.form_id_at(at + place, 0);
                    let word = (first_word + at + place) as u32;
                    self.scored_tokens.push(ScoredToken {
                        token: word,
                        form_id: form,
                        context_key: key,
                        chain_id: chain,
                        label_scores: scores,
                        marginals: own,
                    });
                }
                chain += 1;
                at += len;
            }
        }
    }

    /// Caches the scores of the word forms that are new.
    fn fill_score_cache(&mut self) {
        if self.cache_generation != self.tokenized.generation {
            self.cache_generation = self.tokenized.generation;
            self.word_score_cache.clear();
        }
        let mut features = Vec::new();
        for form in slice_items(&self.tokenized.word_forms, self.word_score_cache.len()..) {
            let mut sums = [[0i16; LABEL_COUNT]; CONTEXT_WIDTH];
            for (offset, sums) in sums.iter_mut().enumerate() {
                features.clear();
                feature::extract_word_features(form, offset, |_, feature| features.push(feature));
                model::add_weights(&self.crf, &features, sums);
            }
            self.word_score_cache.push(sums);
        }
    }
}
