//! Cue verbs: the verbs that report speech.

use super::super::EntityKind;
use super::super::lexicon::WordClassLexicon;
use super::super::token_row::{TokenClass, is_one_of};
use super::attributor::QuoteAttributor;
use super::word_class::is_determiner;

/// Stems of regular cue verbs.
pub(super) static CUE_VERB_STEMS: WordClassLexicon = WordClassLexicon::new(
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
    learn noted hope fear decri slam alleg blast mock ridicul likened liken rebuff
",
);

/// Irregular forms of cue verbs, and those of other languages.
pub(super) static IRREGULAR_CUE_FORMS: WordClassLexicon = WordClassLexicon::new(
    "
    say says said saying tell tells told telling wrote writes writing written thought thinks think spoke speaks put puts
    read reads cried cries replied replies denied denies clarified testified implied sang swore feels felt
    sagte sagt erklärte betonte meinte powiedział powiedziała mówi podkreślił podkreśliła dodał dodała zaznaczył
    zaznaczyła ocenił oceniła stwierdził stwierdziła dit déclaré affirmé ajouté expliqué dijo afirmó añadió explicó
    aseguró disse detto dichiarato сказав сказала заявив заявила додав додала сказал заявил добавил добавила отметил
    отметила sakė teigė pabrėžė sako teigia
",
);

impl QuoteAttributor<'_> {
    /// Whether a quotation mark follows the token at `at`, at most a comma, a colon or "that" between.
    fn leads_to_mark(&self, at: usize) -> bool {
        let words = self.words;
        let next = at + 1 + usize::from(matches!(words.lower_at(at + 1), "," | ":" | "that"));
        is_one_of(words.lower_at(next), "“ \" „ «")
    }

    pub(super) fn is_cue_verb(&self, at: usize) -> bool {
        let words = self.words;
        let word = words.lower_at(at);
        // "Asked whether …, she said"
        if words.is_capitalised(at) && word.ends_with("ed") {
            return false;
        }
        // "so-called"
        if !words.has_class(at, TokenClass::Letters)
            || words.lower_before(at, 1) == "-"
            || (words.is_capitalised(at) && at != words.sentence_range(words.sentence_index(at)).start)
        {
            return false;
        }
        if IRREGULAR_CUE_FORMS.contains(word) {
            // "is put", "have thought": these count only right after a subject.
            return !matches!(word, "put" | "puts" | "read" | "reads" | "think")
                || self.discourse.mention_ending_at(at.wrapping_sub(1)).is_some()
                || matches!(words.lower_before(at, 1), "he" | "she" | "they" | "it");
        }
        let after_name = || {
            self.discourse.mention_ending_at(at.wrapping_sub(1)).is_some()
                || self
                    .discourse
                    .mention_at(at + 1)
                    .is_some_and(|named| named.first_token == at + 1 && named.kind == EntityKind::Person)
                || is_one_of(words.lower_before(at, 1), "he she they who also ) ,")
        };
        let known = |stem: &str| {
            // "labelled", "quipped"
            let mut chars = stem.chars();
            let doubled = chars.next_back().is_some_and(|last| last.is_ascii() && chars.next_back() == Some(last));
            CUE_VERB_STEMS.contains(stem)
                || (doubled && stem.get(..stem.len() - 1).is_some_and(|stem| CUE_VERB_STEMS.contains(stem)))
        };
        let stem_of = |ending: &str| word.strip_suffix(ending).filter(|stem| known(stem));
        if stem_of("ed")
            .or_else(|| stem_of("d"))
            .or_else(|| {
                word.strip_suffix("ied").filter(|stem| {
                    CUE_VERB_STEMS.contains(stem) || matches!(*stem, "repl" | "clarif" | "testif" | "den" | "impl")
                })
            })
            .is_some()
        {
            // "the reported plan", "the club’s continued role"
            let owned = words.lower_before(at, 1) == "s" && words.is_possessive(at.saturating_sub(2));
            return !owned && !is_determiner(words.lower_before(at, 1));
        }
        if stem_of("ing").is_some() {
            return !is_determiner(words.lower_before(at, 1));
        }
        // "They add, “…”", "went on to add “…”", "the study reports “…”"
        if self.leads_to_mark(at) && (is_base_form(word) || stem_of("s").is_some()) {
            return !is_determiner(words.lower_before(at, 1)) && words.lower_before(at, 1) != "of";
        }
        // The present tense looks like a plural: "Jones argues", but "the claims of".
        (stem_of("s").or_else(|| stem_of("es")).is_some() && (after_name() || is_speech_verb(word)))
            || (word == "admits" || word == "admitted")
    }
}

/// Base forms that report speech right before a quotation mark.
fn is_base_form(word: &str) -> bool {
    is_one_of(word, "add argue ask note explain insist warn write conclude suggest claim reply state")
}

/// Verbs of naming, whose object is described in the speaker's words: "called it a “disgrace”".
pub(super) fn is_naming_verb(word: &str) -> bool {
    ["describ", "call", "dub", "label", "brand", "term", "hail", "prais", "condemn", "denounc", "dismiss"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

/// Verbs that always report speech, with or without "that" or a comma.
pub(super) fn is_speech_verb(word: &str) -> bool {
    IRREGULAR_CUE_FORMS.contains(word)
        || is_one_of(
            word,
            "added adds asked asks replied explained explains insisted admitted admits recalled recalls warned warns joked answered continued concluded argued argues insists stressed noted stated",
        )
}
