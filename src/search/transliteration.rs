//! Transliteration: the ways in which a name is written in other romanisations (Gaddafi, Qadhafi) and in other alphabets (Зеленський).
//!
//! A word is read as sounds, each the longest run of letters that a row of the table holds, and written with the other letters of the
//! row. Vowels stay, but for i and y, and so do c and k: every further choice would bring together ordinary words.

use std::sync::LazyLock;

/// Fewest letters of a word that is sought in other romanisations; of shorter ones too many are other words.
const MIN_ROMAN_CHARS: usize = 5;

/// The same in another alphabet.
const MIN_ALPHABET_CHARS: usize = 4;

/// Longest word.
const MAX_CHARS: usize = 20;

const SCRIPT_COUNT: usize = 3;
const LATIN: SoundScript = SoundScript(0);
const CYRILLIC: SoundScript = SoundScript(1);
const GREEK: SoundScript = SoundScript(2);

/// The ways to write one sound in Latin, Cyrillic and Greek. A word is read by every row that has its letters.
type SoundRow = [Vec<&'static str>; SCRIPT_COUNT];

static SOUNDS: LazyLock<Vec<SoundRow>> = LazyLock::new(|| {
    SOUND_LETTERS.iter().map(|row| row.map(|letters| letters.split_ascii_whitespace().collect())).collect()
});

const SOUND_LETTERS: &[[&str; SCRIPT_COUNT]] = &[
    ["shch schtsch shh", "щ", ""],
    ["tch tsch ch", "ч", "τσ"],
    ["sh sch", "ш", "σ"],
    ["zh", "ж", "ζ"],
    ["dzh dj", "дж џ", "τζ"],
    ["kh h", "х г", "χ"],
    ["ts tz", "ц тс", "τσ"],
    ["ya ia ja", "я иа іа ја", "ια"],
    ["yu iu ju", "ю иу іу ју", "ιου"],
    ["yo", "ио іо йо ьо", "ιο"],
    ["ks x", "кс", "ξ"],
    ["ph f ff", "ф", "φ"],
    ["th", "т", "θ"],
    ["iy yy ij yj ii yi y i", "ий ии ій ый иі іі й и і ы ј", "ι η υ ει οι"],
    ["a", "а", "α"],
    ["b bb", "б", "μπ β"],
    ["v w", "в", "β υ"],
    ["g gh gg q", "г ґ", "γ γκ"],
    ["dh d dd", "д", "δ ντ"],
    ["e", "е э є", "ε αι"],
    ["z", "з", "ζ"],
    ["k q kk", "к ќ", "κ"],
    ["l ll", "л ль љ", "λ λλ"],
    ["m mm", "м", "μ"],
    ["n nn", "н нь њ", "ν"],
    ["o", "о", "ο ω"],
    ["p pp", "п", "π"],
    ["r rr", "р рь", "ρ"],
    ["s ss", "с сс сь", "σ σσ"],
    ["t tt", "т ть ћ", "τ τθ"],
    ["ou", "у оу", "ου"],
    ["u", "у", "ου"],
    ["c", "к ц", "κ"],
    ["j", "дж й ж ј", "τζ"],
];

/// A script: a column of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SoundScript(usize);

/// A word read as sounds: for each the rows that it may be.
pub struct SoundedWord {
    sounds: Vec<Vec<&'static SoundRow>>,
    scripts: Vec<SoundScript>,
}

impl SoundedWord {
    /// Reads a folded word; `None` where a letter stands for no sound, and for very long and short words.
    pub fn read(folded: &str) -> Option<Self> {
        let chars = folded.chars().count();
        let script = folded.chars().next().and_then(script_of).filter(|_| chars <= MAX_CHARS)?;
        let wanted = |other: &SoundScript| match (script, *other) {
            (LATIN, LATIN) => chars >= MIN_ROMAN_CHARS,
            (own, other) => own != other && chars >= MIN_ALPHABET_CHARS,
        };
        let scripts: Vec<SoundScript> = [LATIN, CYRILLIC, GREEK].into_iter().filter(wanted).collect();
        if scripts.is_empty() {
            return None;
        }
        Some(SoundedWord { sounds: read_sounds(folded, script)?, scripts })
    }

    /// The scripts in which it may be written otherwise.
    pub fn scripts(&self) -> &[SoundScript] {
        &self.scripts
    }

    /// The letters that the sound at `at` may have.
    pub fn letters_at(&self, script: SoundScript, at: usize) -> impl Iterator<Item = &'static str> {
        self.sounds.get(at).into_iter().flatten().filter_map(move |row| row.get(script.0)).flatten().copied()
    }

    /// The number of its sounds.
    pub fn sound_count(&self) -> usize {
        self.sounds.len()
    }
}

/// Whether two words differ in more than letters that are written once or twice: "super" is no other way to write "supper".
pub fn differs_in_sounds(a: &str, b: &str) -> bool {
    let single = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    single(a) != single(b)
}

fn script_of(c: char) -> Option<SoundScript> {
    match c {
        'a'..='z' => Some(LATIN),
        '\u{400}'..='\u{4ff}' => Some(CYRILLIC),
        'α'..='ω' => Some(GREEK),
        _ => None,
    }
}

/// The rows of each sound of `word`: those that hold the longest run of letters.
fn read_sounds(word: &str, script: SoundScript) -> Option<Vec<Vec<&'static SoundRow>>> {
    let mut rest = word;
    let mut sounds = Vec::new();
    while !rest.is_empty() {
        let read = |row: &SoundRow| {
            let letters = row.get(script.0).into_iter().flatten();
            letters.filter(|letters| rest.starts_with(**letters)).map(|letters| letters.len()).max()
        };
        let longest = SOUNDS.iter().filter_map(read).max()?;
        sounds.push(SOUNDS.iter().filter(|row| read(row) == Some(longest)).collect());
        // The soft sign is no sound.
        let after = rest.get(longest..)?;
        rest = after.strip_prefix('ь').unwrap_or(after);
    }
    Some(sounds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fold::fold;

    fn is_way_to_write(typed: &str, other: &str) -> bool {
        fn is_rest(word: &SoundedWord, script: SoundScript, at: usize, rest: &str) -> bool {
            let ends =
                |letters: &str| rest.strip_prefix(letters).is_some_and(|rest| is_rest(word, script, at + 1, rest));
            if at == word.sound_count() { rest.is_empty() } else { word.letters_at(script, at).any(ends) }
        }
        let Some(word) = SoundedWord::read(&fold(typed)) else { return false };
        word.scripts().iter().any(|&script| is_rest(&word, script, 0, &fold(other)))
    }

    #[test]
    fn names_are_the_same_in_other_romanisations() {
        for (a, b) in [
            ("Shevchenko", "Schewtschenko"),
            ("Qadhafi", "Gaddafi"),
            ("Lukashenka", "Lukaschenka"),
            ("Valeriy", "Valery"),
            ("Kharkiv", "Harkiv"),
            ("Yanukovych", "Ianukovitch"),
            ("Riyadh", "Riyad"),
            ("Aleksander", "Alexander"),
        ] {
            assert!(is_way_to_write(a, b), "{a} {b}");
            assert!(is_way_to_write(b, a), "{b} {a}");
        }
    }

    #[test]
    fn names_are_the_same_in_other_alphabets() {
        for (latin, other) in [
            ("Poroshenko", "Порошенко"),
            ("Kharkiv", "Харків"),
            ("Lavrov", "Лавров"),
            ("Yanukovych", "Янукович"),
            ("Kuznetsov", "Кузнецов"),
            ("Kolomoisky", "Коломойський"),
            ("Papandreou", "Παπανδρέου"),
            ("Patras", "Πάτρας"),
            ("Tkachenko", "Ткаченко"),
            ("Izyum", "Ізюм"),
            ("Kryvyi", "Кривий"),
            ("Lviv", "Львів"),
        ] {
            assert!(is_way_to_write(latin, other), "{latin} {other}");
            assert!(is_way_to_write(other, latin), "{other} {latin}");
        }
    }

    #[test]
    fn other_words_are_other_words() {
        for (a, b) in
            [("found", "fund"), ("major", "mayor"), ("court", "kourt"), ("breaks", "brakes"), ("carol", "karol")]
        {
            assert!(!is_way_to_write(a, b), "{a} {b}");
        }
        assert!(!differs_in_sounds("super", "supper") && differs_in_sounds("qaddafi", "gaddafi"));
        assert!(!is_way_to_write("west", "vest") && !is_way_to_write("東京", "東京") && !is_way_to_write("", ""));
        assert!(!is_way_to_write(&"a".repeat(30), &"a".repeat(30)));
    }
}
