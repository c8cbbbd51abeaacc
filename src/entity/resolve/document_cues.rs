//! Cues of the names in one document, gathered once.

use rustc_hash::FxHashMap;

use super::spelling::SpellingUse;
use super::state::ResolutionState;
use crate::entity::name::GivenNameGender;

/// What a document says of its names by the words around them.
#[derive(Debug, Default)]
pub struct DocumentCues {
    /// First use in full of each cluster.
    first_full: FxHashMap<u32, SpellingUse>,
    /// First use of each spelling, and votes for its gender.
    spellings: FxHashMap<u32, (u32, [u32; 2])>,
}

impl DocumentCues {
    /// In time linear in the uses.
    pub fn new(state: &ResolutionState<'_>, uses: &[SpellingUse]) -> Self {
        let mut cues = DocumentCues::default();
        for used in uses {
            let Some(at) = used.spelling else { continue };
            if state.is_corpus_wide(at) {
                cues.first_full.entry(state.clusters.find_root(at)).or_insert(*used);
            }
            let (_, votes) = cues.spellings.entry(at).or_insert((used.span.start, [0, 0]));
            add_votes(votes, used);
        }
        cues
    }

    /// The first use in full of a cluster.
    pub fn first_full(&self, root: u32) -> Option<&SpellingUse> {
        self.first_full.get(&root)
    }

    /// Whether a cluster is introduced as somebody's relative.
    pub fn is_relative(&self, root: u32) -> bool {
        self.first_full(root).is_some_and(|used| used.cue.is_relative)
    }

    /// Byte at which a spelling stands first.
    pub fn first_byte(&self, spelling: u32) -> Option<u32> {
        self.spellings.get(&spelling).map(|(start, _)| *start)
    }

    /// Votes for the gender of a spelling, masculine and feminine.
    pub fn votes_of(&self, spelling: u32) -> [u32; 2] {
        self.spellings.get(&spelling).map(|(_, votes)| *votes).unwrap_or_default()
    }
}

/// Adds the votes of the cues at one use, masculine and feminine; a stated gender counts for three pronouns.
pub fn add_votes([his, hers]: &mut [u32; 2], used: &SpellingUse) {
    for (gender, weight) in [(used.cue.stated_gender, 3), (used.cue.pronoun_gender, 1)] {
        match gender {
            Some(GivenNameGender::Masculine) => *his += weight,
            Some(GivenNameGender::Feminine) => *hers += weight,
            None => {}
        }
    }
}

/// The gender that votes agree on: four in five.
pub fn voted_gender([his, hers]: [u32; 2]) -> Option<GivenNameGender> {
    match () {
        () if his > 4 * hers => Some(GivenNameGender::Masculine),
        () if hers > 4 * his => Some(GivenNameGender::Feminine),
        () => None,
    }
}
