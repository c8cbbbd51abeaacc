//! Language detection by script and by stop words (the small-word technique of Grefenstette 1995).
//!
//! By hand: the stop words are in the download anyway, where a model of letter n-grams would come on top.

use super::language::Language;
use super::stop_words::{STOP_WORDS, stop_word_table};
use crate::analysis::{
    letter::{is_alphabetic, push_lowercase},
    short_word::{AsciiRun, pack_word},
    swar::find_first,
};

/// Words that are sampled, at most: more would not make the answer surer.
const MAX_SAMPLE_WORDS: usize = 250;

/// Sampling stops when one language leads the second by so many stop words, which is checked each time after so many
/// words.
const DECISIVE_LEAD: u32 = 16;
const CHECK_INTERVAL_WORDS: usize = 8;

/// Stop words of a language that must be seen before it is detected.
const MIN_STOP_WORD_HITS: u32 = 3;

impl Language {
    /// Detects the language of a text by its script and its stop words; `None` if there is too little text or no
    /// language stands out.
    ///
    /// ```
    /// # use reading_room::Language;
    /// let tell = |text| Language::detect(text).map(|language| language.to_string());
    /// assert_eq!(tell("Der Fluss ist in der Nacht um zwei Meter gestiegen, und die Leute sind nicht nach Hause gegangen.").as_deref(), Some("de"));
    /// assert_eq!(tell("Fluss"), None);
    /// ```
    pub fn detect(text: &str) -> Option<Language> {
        detect_in_pieces(&[text])
    }
}

/// As [`Language::detect`], for a text in pieces.
pub(crate) fn detect_in_pieces(pieces: &[&str]) -> Option<Language> {
    let mut words = 0;
    let mut hits = [0_u32; STOP_WORDS.len()];
    let table = stop_word_table();
    let mut scripts = ScriptCounts::default();
    let mut lowercase = String::new();
    for (word, short_word) in pieces.iter().flat_map(|piece| SampleWords { rest: piece }) {
        scripts.count_word(word);
        words += 1;
        if words > MAX_SAMPLE_WORDS || (words % CHECK_INTERVAL_WORDS == 0 && lead_of_best(&hits) >= DECISIVE_LEAD) {
            break;
        }
        let short_word = short_word.or_else(|| {
            lowercase.clear();
            word.chars().for_each(|c| push_lowercase(c, &mut lowercase));
            pack_word(&lowercase)
        });
        let mut languages = short_word.map_or(0, |short_word| table.language_bits(short_word));
        while languages != 0 {
            if let Some(hits) = hits.get_mut(languages.trailing_zeros() as usize) {
                *hits += 1;
            }
            languages &= languages - 1;
        }
    }
    if let Some(code) = scripts.dominant_language() {
        return Language::parse(code);
    }
    let (best, most) =
        hits.iter().copied().enumerate().max_by_key(|(place, hits)| (*hits, std::cmp::Reverse(*place)))?;
    let second = hits.iter().copied().enumerate().filter(|(place, _)| *place != best).map(|(_, hits)| hits).max()?;
    let enough = most >= MIN_STOP_WORD_HITS && most * 100 >= u32::try_from(words).ok()? * 12;
    // Two close relatives may differ by a few words only, but then by the same ones all the time.
    let clear = most * 20 >= second * 21 && most > second;
    let (code, _) = STOP_WORDS.get(best)?;
    (enough && clear).then(|| Language::parse(code))?
}

/// The lead of the first language over the second, in stop words.
fn lead_of_best(hits: &[u32]) -> u32 {
    let (first, second) =
        hits.iter().fold((0, 0), |(first, second), &hits| (first.max(hits), second.max(first.min(hits))));
    first - second
}

/// Combining marks of Latin and Cyrillic, letters and signs of the Indic scripts, and the signs of Thai.
fn is_combining_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}')
}

/// Iterates over the words of a text: letters in a row, with their combining marks; short ASCII ones come also as short
/// words in lower case.
struct SampleWords<'t> {
    rest: &'t str,
}

impl<'t> Iterator for SampleWords<'t> {
    type Item = (&'t str, Option<u128>);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let begin = find_first(self.rest.as_bytes(), |eight| eight.letter_mask() | eight.non_ascii_mask());
            let rest = self.rest.get(begin..).filter(|rest| !rest.is_empty())?;
            let ascii = AsciiRun::leading_letters(rest.as_bytes());
            let beyond = rest.get(ascii.len..)?;
            // Most words end at an ASCII character, which needs no look-up in a table.
            let is_over = beyond.bytes().next().is_none_or(|byte| byte.is_ascii());
            let more = if is_over { 0 } else { beyond.find(|c| !is_letter_or_mark(c)).unwrap_or(beyond.len()) };
            let (word, after) = rest.split_at_checked(ascii.len + more)?;
            if word.is_empty() {
                // A character beyond ASCII that is no letter.
                self.rest = beyond.get(beyond.chars().next()?.len_utf8()..)?;
                continue;
            }
            self.rest = after;
            return Some((word, ascii.short_word.filter(|_| more == 0)));
        }
    }
}

fn is_letter_or_mark(c: char) -> bool {
    is_alphabetic(c) || is_combining_mark(c)
}

/// Counts of characters by script.
#[derive(Default)]
struct ScriptCounts {
    total_chars: u32,
    counts: [u32; SCRIPT_RANGES.len()],
}

/// Scripts that determine the language by themselves, as ranges of code points.
const SCRIPT_RANGES: [(&str, std::ops::RangeInclusive<char>); 15] = [
    ("ja", '\u{3041}'..='\u{30FF}'),
    ("zh", '\u{4E00}'..='\u{9FFF}'),
    ("ko", '\u{AC00}'..='\u{D7A3}'),
    ("el", '\u{370}'..='\u{3FF}'),
    ("he", '\u{590}'..='\u{5FF}'),
    ("fa", '\u{67E}'..='\u{6D2}'),
    ("ar", '\u{600}'..='\u{6FF}'),
    ("hi", '\u{900}'..='\u{97F}'),
    ("ta", '\u{B80}'..='\u{BFF}'),
    ("th", '\u{E00}'..='\u{E7F}'),
    ("hy", '\u{530}'..='\u{58F}'),
    ("ka", '\u{10A0}'..='\u{10FF}'),
    ("bn", '\u{980}'..='\u{9FF}'),
    ("te", '\u{C00}'..='\u{C7F}'),
    ("km", '\u{1780}'..='\u{17FF}'),
];

/// The language of a word's script, where one language alone is written in it, or nearly alone.
pub fn script_language(word: &str) -> Option<Language> {
    let first = word.chars().next()?;
    let of_one = SCRIPT_RANGES.iter().filter(|(code, _)| !matches!(*code, "ja" | "zh" | "fa"));
    of_one.into_iter().find(|(_, range)| range.contains(&first)).and_then(|(code, _)| Language::parse(code))
}

impl ScriptCounts {
    fn count_word(&mut self, word: &str) {
        if word.is_ascii() {
            self.total_chars += word.len().min(200) as u32;
            return;
        }
        // A "word" of a script without spaces may be a whole page.
        for c in word.chars().take(200) {
            self.total_chars += 1;
            if c < '\u{370}' || ('\u{400}'..'\u{530}').contains(&c) {
                continue;
            }
            for (count, (_, range)) in self.counts.iter_mut().zip(&SCRIPT_RANGES) {
                *count += u32::from(range.contains(&c));
            }
        }
    }

    /// The language to whose script more than half of the characters belong; `None` if there is none, or fewer than 12
    /// characters.
    fn dominant_language(&self) -> Option<&'static str> {
        let count = |code: &str| {
            SCRIPT_RANGES.iter().zip(self.counts).find(|((known, _), _)| *known == code).map_or(0, |(_, count)| count)
        };
        if self.total_chars < 12 {
            return None;
        }
        // Japanese mixes its own letters with Chinese ones, Persian adds a few to the Arabic ones.
        let (japanese, chinese) = (count("ja"), count("zh"));
        if (japanese + chinese) * 2 > self.total_chars {
            return Some(if japanese * 10 > japanese + chinese { "ja" } else { "zh" });
        }
        let (persian, arabic) = (count("fa"), count("ar"));
        if arabic * 2 > self.total_chars {
            return Some(if persian * 50 > arabic { "fa" } else { "ar" });
        }
        SCRIPT_RANGES
            .iter()
            .zip(self.counts)
            .filter(|((code, _), _)| !matches!(*code, "fa"))
            .find(|(_, count)| count * 2 > self.total_chars)
            .map(|((code, _), _)| *code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tell(text: &str) -> Option<String> {
        Language::detect(text).map(|language| language.to_string())
    }

    #[test]
    fn languages_are_told_from_a_sentence_or_two() {
        for (code, text) in [
            (
                "en",
                "The river rose by two metres in the night, and the people of the lower town carried their chairs upstairs.",
            ),
            (
                "de",
                "Der Fluss stieg in der Nacht um zwei Meter, und die Bewohner der Unterstadt trugen ihre Stühle nach oben.",
            ),
            (
                "nl",
                "De rivier steeg in de nacht met twee meter en de bewoners van de benedenstad droegen hun stoelen naar boven, zoals het hoort.",
            ),
            (
                "fr",
                "La rivière est montée de deux mètres dans la nuit, et les habitants de la ville basse ont porté leurs chaises à l’étage.",
            ),
            (
                "es",
                "El río subió dos metros en la noche y los vecinos de la ciudad baja llevaron sus sillas al piso de arriba, como es costumbre.",
            ),
            (
                "pt",
                "O rio subiu dois metros durante a noite e os moradores da cidade baixa levaram as cadeiras para o andar de cima, como não se via.",
            ),
            (
                "it",
                "Il fiume è salito di due metri nella notte e gli abitanti della città bassa hanno portato le sedie al piano di sopra.",
            ),
            (
                "pl",
                "Rzeka podniosła się w nocy o dwa metry, a mieszkańcy dolnego miasta, które było już puste, nie wrócili na noc do domów.",
            ),
            (
                "cs",
                "Řeka se v noci zvedla o dva metry a lidé z dolního města, které už bylo prázdné, se nevrátili domů ani podle rady.",
            ),
            (
                "sk",
                "Rieka sa v noci zdvihla o dva metre a ľudia z dolného mesta, ktoré už bolo prázdne, sa nevrátili domov ani podľa rady.",
            ),
            (
                "lt",
                "Upė per naktį pakilo dviem metrais, o žmonės iš žemutinio miesto nusinešė kėdes į viršų, nes taip buvo jau ne kartą.",
            ),
            (
                "lv",
                "Upe naktī pacēlās par diviem metriem, un cilvēki no lejas pilsētas uznesa krēslus augšā, jo tas bija ne pirmo reizi un arī pēc tam.",
            ),
            (
                "et",
                "Jõgi tõusis öösel kahe meetri võrra ja inimesed viisid oma toolid üles, sest see oli juba tuttav ning vesi ei olnud veel läinud.",
            ),
            (
                "fi",
                "Joki nousi yöllä kaksi metriä, ja alakaupungin ihmiset kantoivat tuolinsa yläkertaan, mutta se ei ollut enää uutta, kun vesi on noussut myös ennen.",
            ),
            (
                "sv",
                "Floden steg två meter under natten och de som bodde i nedre staden bar sina stolar till övervåningen, men det var inte första gången.",
            ),
            (
                "hu",
                "A folyó az éjjel két métert emelkedett, és az alsóváros lakói felvitték a székeket az emeletre, mert ez már nem az első eset volt.",
            ),
            (
                "ro",
                "Râul a crescut cu doi metri în timpul nopții, iar locuitorii din orașul de jos au dus scaunele la etaj, pentru că nu este prima dată.",
            ),
            (
                "tr",
                "Nehir gece iki metre yükseldi ve aşağı şehirde yaşayan insanlar için bu çok yeni bir şey değildi, daha önce de olduğu gibi.",
            ),
            (
                "uk",
                "Річка за ніч піднялася на два метри, і мешканці нижнього міста віднесли стільці нагору, бо це було вже не вперше, як і торік.",
            ),
            (
                "ru",
                "Река за ночь поднялась на два метра, и жители нижнего города отнесли стулья наверх, потому что это было уже не в первый раз, как и в прошлом году.",
            ),
            (
                "bg",
                "Реката се вдигна с два метра през нощта и хората от долния град качиха столовете си на горния етаж, защото това не е за първи път.",
            ),
            (
                "be",
                "Рака за ноч паднялася на два метры, і жыхары ніжняга горада занеслі крэслы наверх, бо гэта было ўжо не ўпершыню, як і летась.",
            ),
            ("el", "Το ποτάμι ανέβηκε δύο μέτρα μέσα στη νύχτα."),
            ("ja", "川は夜の間に二メートル上がった。"),
            ("zh", "河水在夜里涨了两米，下城的人们把椅子搬到楼上。"),
            ("ko", "강물이 밤사이에 이 미터 올랐다."),
            ("ar", "ارتفع النهر مترين في الليل."),
            ("he", "הנהר עלה בלילה בשני מטרים."),
            ("th", "แม่น้ำสูงขึ้นสองเมตรในตอนกลางคืน"),
        ] {
            assert_eq!(tell(text).as_deref(), Some(code), "{text}");
        }
    }

    #[test]
    fn too_little_and_nonsense_stay_unknown() {
        for text in [
            "",
            "River",
            "😀",
            "155 R12 2023-05-30",
            "Lorem ipsum dolor sit amet consectetur",
            "xyzzy plugh qwert asdf",
        ] {
            assert_eq!(tell(text), None, "{text}");
        }
    }
}
