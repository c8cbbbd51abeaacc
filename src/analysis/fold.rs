//! Character folding, the normalisation of terms: case, diacritics and letter variants. Index and query both go through it.
//!
//! Folding changes the term, never the span. By hand, with a table for Latin, Greek, Cyrillic and Arabic: the general libraries for
//! Unicode normalisation and transliteration would cost 50 to 220 KB of download.

use crate::{analysis::letter, order::sort_by_key};

/// Each row: a plain letter and the lower-case letters that fold to it.
const VARIANTS: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ('b', "ƀḃḅḇɓ"),
    ('c', "çćĉċčḉ"),
    ('d', "ðďđḋḍḏḑḓɗ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệɛə"),
    ('f', "ƒḟ"),
    ('g', "ĝğġģǥǧǵḡ"),
    ('h', "ĥħȟḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįıǐȉȋḭḯỉịɨɩ"),
    ('j', "ĵǰɟ"),
    ('k', "ķĸƙǩḱḳḵ"),
    ('l', "ĺļľŀłḷḹḻḽɫ"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňŋǹṅṇṉṋɲ"),
    ('o', "òóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợɔ"),
    ('p', "ṕṗ"),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšſșṡṣṥṧṩẛ"),
    ('t', "ţťŧțṫṭṯṱẗ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựʉ"),
    ('v', "ṽṿʋ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷƴȳẏẙỳỵỷỹ"),
    ('z', "źżžƶẑẓẕ"),
    ('α', "άὰάἀἁἂἃἄἅἆἇᾶᾳ"),
    ('ε', "έὲέἐἑἒἓἔἕ"),
    ('η', "ήὴήἠἡἢἣἤἥἦἧῆῃ"),
    ('ι', "ίϊΐὶίἰἱἲἳἴἵἶἷῖ"),
    ('ο', "όὸόὀὁὂὃὄὅ"),
    ('υ', "ύϋΰὺύὐὑὒὓὔὕὖὗῦ"),
    ('ω', "ώὼώὠὡὢὣὤὥὦὧῶῳ"),
    ('ρ', "ῤῥ"),
    ('σ', "ς"),
    ('е', "ёѐ"),
    ('г', "ґѓ"),
    ('и', "ѝ"),
    ('і', "ї"),
    ('у', "ў"),
    ('к', "ќ"),
    ('ا', "أإآٱ"),
    ('ي', "ىئ"),
    ('و', "ؤ"),
];

/// Letters that fold to two or three: ligatures and digraphs.
const DIGRAPHS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('ǽ', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
    ('ĳ', "ij"),
    ('ǆ', "dz"),
    ('ǉ', "lj"),
    ('ǌ', "nj"),
    ('ﬀ', "ff"),
    ('ﬁ', "fi"),
    ('ﬂ', "fl"),
    ('ﬃ', "ffi"),
    ('ﬄ', "ffl"),
    ('ﬅ', "st"),
    ('ﬆ', "st"),
];

/// Every variant with its plain letter, sorted for binary search.
static VARIANT_TABLE: std::sync::LazyLock<Vec<(char, char)>> = std::sync::LazyLock::new(|| {
    let mut table: Vec<(char, char)> =
        VARIANTS.iter().flat_map(|&(plain, variants)| variants.chars().map(move |variant| (variant, plain))).collect();
    sort_by_key(&mut table, |&(variant, _)| variant);
    table
});

/// Combining marks (accents, points, vowel signs) and invisible characters.
pub fn is_combining_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'      // accents
        | '\u{483}'..='\u{489}'    // Church Slavonic titles
        | '\u{591}'..='\u{5bd}'    // Hebrew points
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' // Arabic vowels, tatweel
        | '\u{93c}' | '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}' // viramas
        | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' // Thai vowels and tones
        | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' // soft hyphen, joiners, space of no width
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Letters of scripts that are written without spaces between words, and emoji.
pub fn is_unspaced_script(c: char) -> bool {
    // One comparison settles most characters.
    c >= '\u{e00}'
        && matches!(c,
        '\u{e00}'..='\u{eff}'        // Thai, Lao
        | '\u{1000}'..='\u{109f}'    // Myanmar
        | '\u{1780}'..='\u{17ff}'    // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' // Hiragana, Katakana, signs of repetition
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
        || is_emoji(c)
}

/// Pictures among the letters, of flags each half. They stand side by side without spaces, and each is a word.
pub fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}')
}

/// Invisible characters that are no part of the spelling: they are dropped even where accents are kept.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{640}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Appends `c` in lower case with its accents: the spelling.
pub fn push_lowercase(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if let Some(step) = sound_mark_step(c) {
        // The mark of a half-width kana, written behind it: the letters with it come next in the alphabet.
        let marked = out.pop().and_then(|kana| char::from_u32(kana as u32 + step));
        out.extend(marked);
    } else if !is_invisible(c) {
        letter::push_lowercase(normal_width(c), out);
    }
}

/// The folded letters of most alphabets; [`NO_LETTER`] for what folds to nothing, or to several.
static FOLDED_LETTERS: std::sync::LazyLock<[char; letter::TABLE_END]> = std::sync::LazyLock::new(|| {
    std::array::from_fn(|code| {
        let mut plain = String::new();
        look_up_folded(char::from_u32(code as u32).unwrap_or_default(), &mut plain);
        let mut letters = plain.chars();
        letters.next().filter(|_| letters.next().is_none()).unwrap_or(NO_LETTER)
    })
});
const NO_LETTER: char = ' ';

/// Appends the folded form of `c`, which is in lower case already.
fn push_folded(c: char, out: &mut String) {
    match FOLDED_LETTERS.get(c as usize) {
        Some(&plain) if plain != NO_LETTER => out.push(plain),
        _ => look_up_folded(c, out),
    }
}

fn look_up_folded(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c);
    } else if is_combining_mark(c) {
        // A combining mark: its letter is out already.
    } else if let Ok(at) = VARIANT_TABLE.binary_search_by_key(&c, |&(variant, _)| variant) {
        out.extend(VARIANT_TABLE.get(at).map(|&(_, plain)| plain));
    } else if matches!(c, 'ぁ'..='ゖ') {
        // Hiragana to katakana, which names of abroad are written in.
        out.extend(char::from_u32(c as u32 + 0x60));
    } else if let Some((_, plain)) = DIGRAPHS.iter().find(|(double, _)| *double == c) {
        out.push_str(plain);
    } else {
        out.push(c);
    }
}

/// Width folding: full-width Latin letters and digits, and half-width katakana, as old East Asian systems write them, become ordinary ones.
fn normal_width(c: char) -> char {
    const KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{ff66}'..='\u{ff9d}' => KATAKANA.chars().nth(c as usize - 0xff66).unwrap_or(c),
        _ => c,
    }
}

/// How far behind a half-width kana the one with this sound mark comes in the alphabet; `None` for any other character.
fn sound_mark_step(c: char) -> Option<u32> {
    match c {
        '\u{ff9e}' => Some(1),
        '\u{ff9f}' => Some(2),
        _ => None,
    }
}

/// `text` folded: in lower case, with plain letters.
///
/// ```
/// use reading_room::internals::analysis::fold::fold;
/// assert_eq!(fold("Łódź"), "lodz");
/// assert_eq!(fold("Straße"), fold("STRASSE"));
/// assert_eq!(fold("e\u{301}te\u{301}"), fold("été"));
/// ```
pub fn fold(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    text.chars().for_each(|c| push_lowercase(c, &mut lower));
    let mut out = String::with_capacity(lower.len());
    fold_lower(&lower, &mut out);
    out
}

/// Appends `lower`, which is in lower case already, folded.
pub fn fold_lower(lower: &str, out: &mut String) {
    lower.chars().for_each(|c| push_folded(c, out));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_and_strokes_fold_to_the_plain_letter() {
        assert_eq!(fold("Ąčđéǧħïĵķłñøřšțůžß"), "acdeghijklnorstuzss");
        assert_eq!(fold("Ёлка їжак ґанок"), "елка іжак ганок");
        assert_eq!(fold("ΆΈΉΊΌΎΏς"), "αεηιουωσ");
    }

    #[test]
    fn an_accent_by_itself_folds_away_with_its_letter() {
        assert_eq!(fold("Z\u{30c}iz\u{30c}ka"), "zizka");
        assert_eq!(fold("co\u{ad}operate"), "cooperate");
    }

    #[test]
    fn full_width_letters_are_ordinary_ones() {
        assert_eq!(fold("ＮＡＴＯ２０２３"), "nato2023");
        assert_eq!(fold("ﾄﾞｲﾂ ﾊﾟﾝ"), fold("ドイツ パン"));
        assert_eq!(fold("さくら"), fold("サクラ"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
