//! Feature templates: from which words around a token, and from what of them, a feature is made.
//!
//! The number of a template is hashed into its features, so it belongs to the format of the model: a template may be
//! added or retired, never renumbered.

use self::TemplateScope::{Clustered, General, Lexicalised, Listed};

/// How many tokens on either side of a token its features look at.
pub const CONTEXT_RADIUS: usize = 2;
/// Width of the window around a token, itself included.
pub const CONTEXT_WIDTH: usize = 2 * CONTEXT_RADIUS + 1;

/// What the features of a template know a word by. In training those of each scope but the last are dropped at random,
/// and the others learn to do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateScope {
    /// By itself, so that they say nothing of an out-of-vocabulary word.
    Lexicalised,
    /// By gazetteer lists, which hold few of the names of a text.
    Listed,
    /// By clusters, which rare words have not.
    Clustered,
    /// By what every word has: shapes, parts, neighbours.
    General,
}

/// A template, as its features are hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeatureTemplate {
    /// Its number; no other template has it at the same offset.
    pub number: u32,
    /// What its features identify.
    pub scope: TemplateScope,
}

/// A template of the features of one word, which exists once for each offset from the token that is labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordTemplate {
    number: u32,
    /// At the token that is labelled; the spelling of a neighbour says nothing that identifies the token.
    scope: TemplateScope,
}

impl WordTemplate {
    /// Nothing: how frequent each label is.
    pub const BIAS: Self = Self::new(0, General);
    /// The word in lower case.
    pub const LOWER: Self = Self::new(1, Lexicalised);
    /// Class of shape and coarse cluster.
    pub const SHAPE_COARSE_CLUSTER: Self = Self::new(2, Clustered);
    /// Class of shape and all gazetteer lists.
    pub const SHAPE_LISTS: Self = Self::new(3, Listed);
    /// Cluster and capitalisation.
    pub const CLUSTER_CAPITAL: Self = Self::new(4, Clustered);
    /// The word as it stands.
    pub const EXACT: Self = Self::new(5, Lexicalised);
    /// Outline of the word: "Xx", "XX", "X-dd".
    pub const OUTLINE: Self = Self::new(6, General);
    /// Class of shape.
    pub const SHAPE: Self = Self::new(7, General);
    /// Prefixes of two, three and four letters, with capitalisation. Four letters are most of many words.
    pub const PREFIXES: [Self; 3] = [Self::new(8, General), Self::new(9, General), Self::new(10, Lexicalised)];
    /// Suffix of three letters of the word beside the token.
    pub const NEIGHBOUR_SUFFIX: Self = Self::new(8, General);
    /// Suffixes of one to four letters, with capitalisation.
    pub const SUFFIXES: [Self; 4] =
        [Self::new(12, General), Self::new(13, General), Self::new(14, General), Self::new(15, Lexicalised)];
    /// Suffix of two letters and outline.
    pub const SUFFIX_OUTLINE: Self = Self::new(16, Lexicalised);
    /// Suffix of two letters and prefix of three.
    pub const SUFFIX_PREFIX: Self = Self::new(17, Lexicalised);
    /// One gazetteer list, with class of shape at the token and capitalisation beside it.
    pub const LIST: Self = Self::new(18, Listed);

    const fn new(number: u32, scope: TemplateScope) -> Self {
        WordTemplate { number, scope }
    }

    /// The template for the word `offset - CONTEXT_RADIUS` places after the token that is labelled.
    #[inline]
    pub const fn at(self, offset: usize) -> FeatureTemplate {
        let scope = match self.scope {
            Lexicalised if offset != CONTEXT_RADIUS => General,
            scope => scope,
        };
        FeatureTemplate { number: 64 * (offset as u32 + 1) + self.number, scope }
    }
}

/// Templates of the context of a token. "Previous", "word" and "next" are the token and its neighbours; a run is the
/// row of capitalised words in which the token stands, and all templates of a run include the token's position in it.
impl FeatureTemplate {
    /// Previous word, word.
    pub const PREVIOUS_AND_WORD: Self = Self::context(0, Lexicalised);
    /// Word, next word.
    pub const WORD_AND_NEXT: Self = Self::context(1, Lexicalised);
    /// Previous and next word, shape.
    pub const PREVIOUS_NEXT_SHAPE: Self = Self::context(2, General);
    /// Outlines of previous word and word.
    pub const PREVIOUS_OUTLINE: Self = Self::context(3, General);
    /// Outlines of word and next word.
    pub const OUTLINE_NEXT: Self = Self::context(4, General);
    /// Shapes of three words.
    pub const SHAPE_TRIGRAM: Self = Self::context(5, General);
    /// Shapes of five words.
    pub const SHAPE_FIVEGRAM: Self = Self::context(6, General);
    /// Clusters of previous word and word, shape.
    pub const PREVIOUS_CLUSTER: Self = Self::context(7, Clustered);
    /// Clusters of word and next word, shape.
    pub const CLUSTER_NEXT: Self = Self::context(8, Clustered);
    /// Clusters of previous and next word, shape.
    pub const CLUSTERS_AROUND: Self = Self::context(9, Clustered);
    /// Coarse clusters of three words, shape.
    pub const COARSE_CLUSTER_TRIGRAM: Self = Self::context(10, Clustered);
    /// Clusters of the two words before, shape.
    pub const TWO_CLUSTERS_BEFORE: Self = Self::context(11, Clustered);
    /// Clusters of the two words after, shape.
    pub const TWO_CLUSTERS_AFTER: Self = Self::context(12, Clustered);
    /// Previous word, shape.
    pub const PREVIOUS_WORD_SHAPE: Self = Self::context(13, General);
    /// Next word, shape.
    pub const NEXT_WORD_SHAPE: Self = Self::context(14, General);
    /// The two words before, shape.
    pub const TWO_WORDS_BEFORE: Self = Self::context(15, General);
    /// The two words after, shape.
    pub const TWO_WORDS_AFTER: Self = Self::context(16, General);
    /// Gazetteer lists of previous word and word, shape.
    pub const PREVIOUS_LISTS: Self = Self::context(17, Listed);
    /// Gazetteer lists of word and next word, shape.
    pub const LISTS_NEXT: Self = Self::context(18, Listed);
    /// Gazetteer lists and shapes of three words.
    pub const LISTS_SHAPE_TRIGRAM: Self = Self::context(19, Listed);
    /// Case of the sentence, whether the word is its first, shape.
    pub const SENTENCE_CASE: Self = Self::context(20, General);
    /// Case of the sentence where it is unusual, gazetteer lists, shape.
    pub const SENTENCE_CASE_LISTS: Self = Self::context(21, Listed);
    /// Case of the sentence where it is unusual, cluster, shape.
    pub const SENTENCE_CASE_CLUSTER: Self = Self::context(22, Clustered);
    /// The first word of a sentence.
    pub const FIRST_WORD: Self = Self::context(23, Lexicalised);
    /// Gazetteer lists and cluster of the first word of a sentence.
    pub const FIRST_LISTS_CLUSTER: Self = Self::context(24, Listed);
    /// One gazetteer list of a phrase around the word, position in the phrase, shape.
    pub const PHRASE_LIST: Self = Self::context(25, Listed);
    /// Whether the document has the word in lower case and capitalised, first in its sentence, shape.
    pub const DOCUMENT_CASE: Self = Self::context(26, General);
    /// One bit of what the document says of the word, first in its sentence, shape.
    pub const DOCUMENT_BIT: Self = Self::context(27, General);
    /// All that the document says of the word, gazetteer lists.
    pub const DOCUMENT_LISTS: Self = Self::context(28, Listed);
    /// Length of the run.
    pub const RUN_LENGTH: Self = Self::context(30, General);
    /// Last word of the run.
    pub const RUN_LAST: Self = Self::context(31, Lexicalised);
    /// Coarse cluster and gazetteer lists of the last word of the run.
    pub const RUN_LAST_COARSE_LISTS: Self = Self::context(32, Listed);
    /// First word of the run.
    pub const RUN_FIRST: Self = Self::context(33, Lexicalised);
    /// Gazetteer lists of the first and the last word of the run.
    pub const RUN_LISTS: Self = Self::context(34, Listed);
    /// Words before and after the run.
    pub const WORDS_AROUND_RUN: Self = Self::context(35, General);
    /// Word before the run, shape.
    pub const WORD_BEFORE_RUN: Self = Self::context(36, General);
    /// Word after the run, shape.
    pub const WORD_AFTER_RUN: Self = Self::context(37, General);
    /// Clusters of the words before and after the run.
    pub const CLUSTERS_AROUND_RUN: Self = Self::context(38, Clustered);
    /// Cluster of the last word of the run.
    pub const RUN_LAST_CLUSTER: Self = Self::context(39, Clustered);
    /// Coarse clusters of the words before and after the run, length of the run.
    pub const COARSE_CLUSTERS_AROUND_RUN: Self = Self::context(40, Clustered);
    /// Suffix of three letters of the last word of the run.
    pub const RUN_LAST_SUFFIX: Self = Self::context(41, Lexicalised);

    const fn context(number: u32, scope: TemplateScope) -> Self {
        FeatureTemplate { number: 1000 + number, scope }
    }
}
