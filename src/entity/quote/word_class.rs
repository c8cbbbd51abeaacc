//! Closed word classes around a subject: determiners, auxiliaries, adverbs.

use super::super::token_row::is_one_of;

pub(super) fn is_determiner(word: &str) -> bool {
    is_one_of(word, "the a an his her its their our my this that one another")
}

pub(super) fn is_auxiliary(word: &str) -> bool {
    is_one_of(word, "has have had was is are were been be did does would will can could may")
}

pub(super) fn is_adverb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ly"))
        || is_one_of(
            word,
            "also then later once further again still now already just soon often earlier even himself herself first went on today yesterday not s",
        )
}

/// Abbreviated titles, whose point ends no clause: "said Gen. Holm".
pub(super) fn is_title_abbreviation(word: &str) -> bool {
    is_one_of(
        word,
        "mr mrs ms mx dr drs prof rev gen lt col maj capt cpl sgt cmdr adm brig gov rep reps sen sens del pres hon supt \
         insp det atty amb fr sr br msgr st jr messrs mme mlle",
    )
}
