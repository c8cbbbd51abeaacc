//! Annotated corpora: texts with gold names, read from CoNLL-like files (a token and its IOB label a line) and detokenized.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use reading_room::EntityKind;
use reading_room::Span;
use reading_room::internals::entity::tag::evidence::CorpusEvidence;
use reading_room::internals::entity::tag::label::{self, BioesPosition, LABEL_COUNT, NameClass, OUTSIDE};
use reading_room::internals::entity::tag::{EntityTagger, TaggerSession, TokenizedText, gazetteer::WordGazetteer};

/// An annotated corpus, and how far its labels are trusted.
pub struct TrainingCorpus {
    /// File name without `.tsv.gz`.
    pub file_name: &'static str,
    /// Weight of one of its sentences in the gradient.
    pub sentence_weight: f32,
    /// Whether it labels other names than those of people, organisations and places. If not, such a name is no negative example.
    pub marks_others: bool,
    /// Whether its labels count only where a model trained on the corpora before it agrees (agreement filter).
    pub is_doubted: bool,
}

/// Every corpus; `models/README.md` says where each comes from.
pub const TRAINING_CORPORA: &[TrainingCorpus] = &[
    TrainingCorpus { file_name: "wikigold", sentence_weight: 1.0, marks_others: true, is_doubted: false },
    TrainingCorpus { file_name: "re3d-open", sentence_weight: 1.0, marks_others: true, is_doubted: false },
    TrainingCorpus { file_name: "uner-ewt-dev", sentence_weight: 1.0, marks_others: false, is_doubted: false },
    TrainingCorpus { file_name: "crossner", sentence_weight: 0.8, marks_others: true, is_doubted: false },
    TrainingCorpus { file_name: "redocred", sentence_weight: 1.0, marks_others: true, is_doubted: false },
    TrainingCorpus { file_name: "gum-open", sentence_weight: 1.0, marks_others: true, is_doubted: false },
    TrainingCorpus { file_name: "wnut17-train", sentence_weight: 0.4, marks_others: true, is_doubted: false },
    TrainingCorpus { file_name: "btc", sentence_weight: 0.3, marks_others: false, is_doubted: false },
    TrainingCorpus { file_name: "gmb", sentence_weight: 0.5, marks_others: true, is_doubted: true },
];

/// A text with its gold names.
#[derive(Clone)]
pub struct AnnotatedText {
    /// Index in [`TRAINING_CORPORA`]; beyond its end for golden and generated texts.
    pub corpus: usize,
    /// The text.
    pub text: String,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Gold names: span and class.
    pub gold_names: Vec<(Span, NameClass)>,
    /// Spans without a label: every label is allowed there.
    pub unlabelled_spans: Vec<Span>,
}

/// The texts of one corpus, in the order of the file. Fails if the file cannot be read.
pub fn load_corpus(corpus: usize, folder: &Path) -> std::io::Result<Vec<AnnotatedText>> {
    let name = TRAINING_CORPORA[corpus].file_name;
    let file = BufReader::new(GzDecoder::new(File::open(folder.join(format!("{name}.tsv.gz")))?));
    let mut articles: Vec<AnnotatedText> = Vec::new();
    let mut sentence: Vec<(String, String)> = Vec::new();
    let mut in_document = false;
    let mut fresh = true;
    for line in file.lines().map(|line| line.map(Some)).chain([Ok(None)]) {
        let line = line?;
        if let Some((word, rest)) = line.as_deref().and_then(|line| line.split_once('\t')) {
            let tag = rest.split('\t').next().unwrap_or("O");
            sentence.push((word.trim().to_owned(), tag.to_owned()));
            continue;
        }
        if sentence.len() == 1 && sentence[0].0 == "-DOCSTART-" {
            in_document = true;
            fresh = true;
        } else if !sentence.is_empty() {
            if fresh || !in_document {
                articles.push(AnnotatedText {
                    corpus,
                    text: String::new(),
                    sentences: Vec::new(),
                    gold_names: Vec::new(),
                    unlabelled_spans: Vec::new(),
                });
            }
            fresh = false;
            append_detokenized(articles.last_mut().expect("one was just put there"), &sentence, name);
        }
        sentence.clear();
    }
    Ok(articles)
}

/// Appends a tokenized sentence as running text: detokenization by rules for spaces around punctuation.
fn append_detokenized(article: &mut AnnotatedText, sentence: &[(String, String)], corpus: &str) {
    if !article.text.is_empty() {
        article.text.push('\n');
    }
    let start = article.text.len();
    let mut glued = true;
    let mut quoted = false;
    let mut open: Option<NameClass> = None;
    for (word, tag) in sentence {
        let word = match word.as_str() {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            word => word,
        };
        let closes =
            matches!(word, "," | "." | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "..." | "’" | "'" | "n't" | "n’t")
                || (word.starts_with(['\'', '’']) && word.len() < 6 && word.chars().skip(1).all(char::is_alphabetic))
                || (word == "\"" && quoted);
        if !glued && !closes && article.text.len() > start {
            article.text.push(' ');
        }
        glued = matches!(word, "(" | "[" | "$" | "£" | "€" | "#") || (word == "\"" && !quoted);
        if word == "\"" {
            quoted = !quoted;
        }
        let from = article.text.len();
        article.text.push_str(word);
        let to = article.text.len();
        let class = match tag.get(2..) {
            Some("PER") => Some(NameClass::Person),
            Some("ORG") => Some(NameClass::Organisation),
            Some("LOC") => Some(NameClass::Place),
            Some("MISC") => Some(NameClass::Other),
            _ => None,
        };
        // Handles are not names: they are drawn as links, and whoever they belong to is somewhere else.
        let class = class.filter(|_| !(corpus == "btc" && word.starts_with('@')));
        match (class, article.gold_names.last_mut()) {
            (Some(class), Some(name)) if open == Some(class) && tag.starts_with('I') => {
                name.0 = Span::new(name.0.start as usize, to)
            }
            (Some(class), _) => article.gold_names.push((Span::new(from, to), class)),
            _ => {}
        }
        open = class;
    }
    article.sentences.push(Span::new(start, article.text.len()));
}

fn class_of_kind(kind: EntityKind) -> NameClass {
    match kind {
        EntityKind::Person => NameClass::Person,
        EntityKind::Organisation => NameClass::Organisation,
        EntityKind::Place => NameClass::Place,
        _ => NameClass::Other,
    }
}

/// The articles of a file of JSON Lines, gzipped, that nobody has labelled; each line has a `text`.
pub fn load_unlabelled_articles(file: &Path) -> std::io::Result<Vec<AnnotatedText>> {
    #[derive(serde::Deserialize)]
    struct Article {
        #[serde(default)]
        title: String,
        text: String,
    }
    let lines = BufReader::new(GzDecoder::new(File::open(file)?)).lines();
    lines
        .map(|line| {
            let Article { title, text } = serde_json::from_str(&line?)?;
            unlabelled_article(format!("{title}\n\n{text}"))
        })
        .collect()
}

/// Labels a collection by what `tagger` finds in it, reading it twice; see [`AnnotatedText::label_by`].
pub fn label_articles(articles: &mut [AnnotatedText], tagger: &EntityTagger, min_probability: f32) {
    let (mut session, mut collection) = (tagger.new_session(), CorpusEvidence::default());
    for article in articles.iter() {
        session.collect_text_evidence(&article.text, &article.sentences, &mut collection);
    }
    articles.iter_mut().for_each(|article| article.label_by(&mut session, &collection, min_probability));
}

/// A text without labels, parsed as the program parses an article.
fn unlabelled_article(text: String) -> std::io::Result<AnnotatedText> {
    let document = reading_room::Document::parse(reading_room::Source { text, ..Default::default() })
        .map_err(std::io::Error::other)?;
    Ok(AnnotatedText {
        corpus: TRAINING_CORPORA.len(),
        text: document.text,
        sentences: document.sentences,
        gold_names: Vec::new(),
        unlabelled_spans: Vec::new(),
    })
}

/// Golden articles, `[PER Ada Lovelace] lived in [LOC London]`: for evaluation only, never trained on. Their corpus
/// index is one past the last.
pub fn load_golden_articles(folder: &Path) -> std::io::Result<Vec<AnnotatedText>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("news-")));
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        let marked = std::fs::read_to_string(path)?;
        let mut text = String::new();
        let mut names = Vec::new();
        let mut rest = marked.as_str();
        while let Some(at) = rest.find('[') {
            text.push_str(&rest[..at]);
            let Some((inner, after)) = rest[at + 1..].split_once(']') else { break };
            let Some((class, name)) = inner.split_once(' ') else { break };
            let class = match class {
                "PER" => NameClass::Person,
                "ORG" => NameClass::Organisation,
                "LOC" => NameClass::Place,
                _ => NameClass::Other,
            };
            names.push((Span::new(text.len(), text.len() + name.len()), class));
            text.push_str(name);
            rest = after;
        }
        text.push_str(rest);
        articles.push(AnnotatedText { gold_names: names, ..unlabelled_article(text)? });
    }
    Ok(articles)
}

impl AnnotatedText {
    /// The same text with each word replaced by `change(word)`, spans moved along (data augmentation). A word whose number
    /// of characters would change stays as it is.
    pub fn with_changed_case(&self, change: impl Fn(&str) -> String) -> AnnotatedText {
        let mut places = vec![0u32; self.text.len() + 1];
        let mut text = String::with_capacity(self.text.len());
        let mut word_from = 0;
        let bounds = self
            .text
            .char_indices()
            .filter(|(_, c)| c.is_whitespace() || *c == '-')
            .map(|(at, c)| (at, at + c.len_utf8()));
        for (at, next) in bounds.chain([(self.text.len(), self.text.len())]) {
            let word = &self.text[word_from..at];
            let changed = change(word);
            let same = changed.chars().count() == word.chars().count();
            let changed = if same { changed } else { word.to_owned() };
            for ((old, _), (new, _)) in word.char_indices().zip(changed.char_indices()) {
                places[word_from + old] = (text.len() + new) as u32;
            }
            text.push_str(&changed);
            places[at] = text.len() as u32;
            text.push_str(&self.text[at..next]);
            word_from = next;
        }
        let moved = |span: Span| Span { start: places[span.start as usize], end: places[span.end as usize] };
        AnnotatedText {
            corpus: self.corpus,
            sentences: self.sentences.iter().map(|&span| moved(span)).collect(),
            gold_names: self.gold_names.iter().map(|&(span, class)| (moved(span), class)).collect(),
            unlabelled_spans: self.unlabelled_spans.iter().map(|&span| moved(span)).collect(),
            text,
        }
    }

    /// Drops the gold names that `tagger` does not predict, and leaves their words and its other predictions unlabelled;
    /// `None` where more names are dropped than kept.
    pub fn filter_by_agreement(mut self, tagger: &mut TaggerSession) -> Option<AnnotatedText> {
        let found = tagger.tag_text(&self.text, &self.sentences);
        let agrees = |span: Span, class: NameClass| {
            found.iter().any(|mention| mention.span == span && class_of_kind(mention.kind) == class)
        };
        let mut unsure: Vec<Span> = Vec::new();
        unsure.extend(self.gold_names.iter().filter(|(span, class)| !agrees(*span, *class)).map(|name| name.0));
        let doubted = unsure.len();
        let sure = self.gold_names.len() - doubted;
        unsure.extend(
            found
                .iter()
                .filter(|mention| !self.gold_names.contains(&(mention.span, class_of_kind(mention.kind))))
                .map(|mention| mention.span),
        );
        if doubted > sure {
            return None;
        }
        self.gold_names.retain(|(span, class)| agrees(*span, *class));
        self.unlabelled_spans = unsure;
        Some(self)
    }

    /// Takes for gold names those that `tagger` finds in this text, where it gives each of their words at least this probability for the
    /// class. Words of which it is less sure, outside of names too, are left unlabelled.
    fn label_by(&mut self, tagger: &mut TaggerSession, collection: &CorpusEvidence, min_probability: f32) {
        let found = tagger.tag_text_with_evidence(&self.text, &self.sentences, collection);
        self.gold_names = found.iter().map(|mention| (mention.span, class_of_kind(mention.kind))).collect();
        for (token, marginals) in tagger.label_marginals() {
            let class = self.gold_names.iter().find(|(span, _)| span.contains(token)).map(|name| name.1);
            let is_of_class = |label: &usize| label::decode_label(*label).map(|(class, _)| class) == class;
            let probability: f32 = (0..LABEL_COUNT).filter(is_of_class).map(|label| marginals[label]).sum();
            if probability < min_probability {
                self.unlabelled_spans.push(token);
            }
        }
        let unsure = &self.unlabelled_spans;
        self.gold_names.retain(|(span, _)| !unsure.iter().any(|token| span.contains(*token)));
    }

    /// For each token of `tokenized`, which holds this text, a bit mask of the labels it may have: the constraint of a partially labelled
    /// CRF.
    pub fn allowed_label_masks(&self, tokenized: &TokenizedText) -> Vec<u32> {
        let others = (0..LABEL_COUNT)
            .filter(|&label| label::decode_label(label).is_some_and(|(class, _)| class == NameClass::Other))
            .fold(0u32, |mask, label| mask | 1 << label);
        let plain = if TRAINING_CORPORA.get(self.corpus).is_none_or(|corpus| corpus.marks_others) {
            1 << OUTSIDE
        } else {
            1 << OUTSIDE | others
        };
        let mut allowed = vec![plain; tokenized.tokens.len()];
        let inside = |span: Span| {
            let from = tokenized.tokens.partition_point(|word| word.end <= span.start);
            let to = tokenized.tokens.partition_point(|word| word.start < span.end);
            from..to
        };
        for &span in &self.unlabelled_spans {
            allowed[inside(span)].fill((1 << LABEL_COUNT) - 1);
        }
        for &(span, class) in &self.gold_names {
            let words = inside(span);
            for at in words.clone() {
                let place = match (at == words.start, at + 1 == words.end) {
                    (true, true) => BioesPosition::Single,
                    (true, false) => BioesPosition::Begin,
                    (false, true) => BioesPosition::End,
                    (false, false) => BioesPosition::Inside,
                };
                allowed[at] = 1 << label::encode_label(class, place);
            }
        }
        allowed
    }

    /// Tokenizes this text into `tokenized`; answers with the label masks of its tokens.
    pub fn tokenize_with_labels(&self, tokenized: &mut TokenizedText, gazetteer: &WordGazetteer) -> Vec<u32> {
        tokenized.tokenize(&self.text, &self.sentences, gazetteer);
        self.allowed_label_masks(tokenized)
    }
}
