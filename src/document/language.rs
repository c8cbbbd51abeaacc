//! The language of a text.

use std::fmt;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::packed::{lower, pack};

/// A language, by its two- or three-letter code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// The language of a tag such as `en`, `en-GB`, `pt_BR` or `fil`; `None` if it is not a tag.
    ///
    /// ```
    /// use reading_room::Language;
    /// assert_eq!(Language::parse("en-GB").unwrap().as_str(), "en");
    /// assert_eq!(Language::parse("English"), None);
    /// ```
    pub fn parse(tag: &str) -> Option<Self> {
        let code = tag.trim().split(['-', '_']).next()?;
        if !(2..=3).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let mut letters = [0; 3];
        for (letter, byte) in letters.iter_mut().zip(code.bytes()) {
            *letter = byte.to_ascii_lowercase();
        }
        Some(Language(letters))
    }

    /// The code, in small letters.
    pub fn as_str(&self) -> &str {
        let text = std::str::from_utf8(&self.0).unwrap_or_default();
        text.trim_end_matches('\0')
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.as_str())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Language::parse(&code).ok_or_else(|| de::Error::custom("not a language code"))
    }
}

/// Words that are looked at: more would not make the answer surer.
const SAMPLE_WORDS: usize = 250;

/// When one language has so many words more than the next, it is sure; after so many words it is looked whether one has.
const SURE_LEAD: u32 = 20;
const LOOKED_AT_EVERY: usize = 16;

/// Words of the language that must be seen before it is believed.
const LEAST_HITS: u32 = 3;

/// The small words by which a language is known. Words that neighbours share stand with each of them.
const FUNCTION_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is was that for with on as are by at from has have had his her their be been this which it he she they we not but were will would an said who its or about",
    ),
    (
        "de",
        "der die das und ist nicht ein eine einen einem einer mit für von auf den dem des sich im auch als es wird werden wurde haben hat sie er wir nach bei aus zum zur über dass noch wie ich",
    ),
    (
        "nl",
        "de het een en van is niet op te dat voor met zijn die aan er om ook als bij naar uit werd wordt heeft hebben hij zij maar nog over door deze dit ik we",
    ),
    (
        "fr",
        "le la les des et est une un dans que qui pour pas sur avec au aux du ce cette son ses par plus sont il elle ont été mais ou leur nous vous je ne se",
    ),
    (
        "es",
        "el la los las de que y en un una por con para del se es no su al lo como más pero sus este esta ha han fue son sobre entre también muy le",
    ),
    (
        "pt",
        "o os as de que e em um uma por com para do da dos das no na não se ao mais mas como foi são pelo pela ele ela também seu sua é à já",
    ),
    (
        "it",
        "il lo la gli le di che e un una per con del della dei delle nel nella non si al alla sono è più ma come ha hanno anche questo questa da dal stato i",
    ),
    (
        "ro",
        "și în de la cu pe nu este sunt un o din care pentru mai au ce să prin fi fost lui ale al acest această dar după sau ca le se",
    ),
    (
        "pl",
        "i w na z do nie się że to jest o jak po za od przez dla oraz ale są był była być ich jego jej które który która tym także już czy został pod przy ze",
    ),
    (
        "cs",
        "a v na se je že s z do to o za po jak ale jsou byl byla bylo být pro který která které jeho jejich také už při od ve nebo podle jako by si jsem",
    ),
    (
        "sk",
        "a v na sa je že s z do to o za po ako ale sú bol bola bolo byť pre ktorý ktorá ktoré jeho ich aj už pri od vo alebo podľa by si som",
    ),
    ("sl", "in je v na se da za so ki z s o pa ne po kot bi tudi ali bil bila bilo ter pri še od do iz jih ni to smo"),
    (
        "hr",
        "i u na je se da za su s od o koji koja koje ne kao što iz bi te će bio bila ili ali nije po do uz samo također kako",
    ),
    (
        "hu",
        "a az és hogy nem egy is meg ez de van volt csak már mint vagy ki ha el még azt minden lesz nagyon szerint ezt után által pedig",
    ),
    (
        "fi",
        "ja on ei se että oli hän ovat mutta kun myös kuin niin tai joka olla ole mukaan sen tämä jo vain hänen ne voi noin sekä kuitenkin",
    ),
    (
        "et",
        "ja on ei et see oli ta kui ka aga mis oma kes selle siis veel või nii ning pole seda need tema olid juba pärast ma",
    ),
    (
        "sv",
        "och i att det som en på är av för med den till inte om ett har de han var hon vi från så kan men också eller när jag sig ska efter",
    ),
    (
        "da",
        "og i at det som en på er af for med den til ikke om et har de han var hun vi fra så kan men også eller når jeg sig skal efter blev",
    ),
    (
        "no",
        "og i at det som en på er av for med den til ikke om et har de han var hun vi fra så kan men også eller når jeg seg skal etter ble",
    ),
    (
        "lt",
        "ir į kad yra su iš tai ar bet kaip buvo už jis ji jie apie dėl po per prie nuo taip pat tik jau bus šio savo kurie kuris ne iki",
    ),
    (
        "lv",
        "un ir ar no par ka tas kas uz bet kā lai arī viņš viņa tika bija pie pēc ne jau vai līdz gan to tā šo savu kuri nav būs",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak çok daha gibi kadar olan sonra ne ama en o var ise her ki olduğu değil tarafından göre ya mi",
    ),
    (
        "uk",
        "і в на з що не до у та це за як від його для про але був була були є їх які який яка також або під після по їй він вона ми ще вже",
    ),
    (
        "ru",
        "и в на с что не по к это за как от его для о но был была были из у же также или их которые который которая он она мы еще ещё уже при так",
    ),
    (
        "be",
        "і ў у на з што не да гэта за як ад яго для пра але быў была былі ёсць іх якія які якая таксама або пад пасля па ён яна мы яшчэ ўжо",
    ),
    (
        "bg",
        "и в на с че не за се от да е по са към това като до но той тя ще са който която които при или със беше му ги си",
    ),
    (
        "sr",
        "и у на је се да за су с од о који која које не као што из би те ће био била или али није по до уз само такође",
    ),
    (
        "id",
        "yang dan di untuk dengan ini dari dalam tidak pada adalah itu akan oleh juga sebagai ke mereka telah dapat ada bisa kami saya",
    ),
    (
        "zh",
        "的 了 在 是 和 与 與 及 或 也 就 都 而 但 被 把 将 將 对 對 从 從 到 以 于 於 上 中 为 為 之 其 这 這 那 个 個 一个 一個 他 她 它 我 你 我们 他们 有 没有 不 并 並 等",
    ),
    (
        "ja",
        "の は が を に へ と で も や から まで より など て た し する した して いる ある れ られ さ せ な だ です ます なっ これ それ この その こと もの よう ため という について として による では には とは へ",
    ),
    ("th", "ที่ และ ใน เป็น ของ ได้ มี การ ให้ ว่า จะ ไม่ ไป จาก กับ ก็ โดย แต่ หรือ มา นี้ นั้น แล้ว เพื่อ ซึ่ง อยู่ ต้อง ความ เขา ยัง ถึง"),
    (
        "ca",
        "el la els les de que i en un una per amb del dels és no es al com més però va han ha aquest aquesta són també seu seva hi o",
    ),
];

impl Language {
    /// The language of a text, by its script and its small words; `None` if there is too little text or no language
    /// stands out.
    ///
    /// ```
    /// # use reading_room::Language;
    /// let tell = |text| Language::detect(text).map(|language| language.to_string());
    /// assert_eq!(tell("Der Fluss ist in der Nacht um zwei Meter gestiegen, und die Leute sind nicht nach Hause gegangen.").as_deref(), Some("de"));
    /// assert_eq!(tell("Fluss"), None);
    /// ```
    pub fn detect(text: &str) -> Option<Language> {
        detect(&[text])
    }
}

/// As [`Language::detect`], of a text in pieces.
pub(super) fn detect(pieces: &[&str]) -> Option<Language> {
    let mut words = 0;
    let mut hits = [0_u32; FUNCTION_WORDS.len()];
    let table = function_words();
    let mut scripts = Scripts::default();
    let mut small = String::new();
    for word in pieces.iter().flat_map(|piece| Words { rest: piece }) {
        scripts.count(word);
        words += 1;
        if words > SAMPLE_WORDS || (words % LOOKED_AT_EVERY == 0 && lead(&hits) >= SURE_LEAD) {
            break;
        }
        let mut languages = if word.is_ascii() {
            table.languages(word)
        } else {
            small.clear();
            small.extend(word.chars().flat_map(char::to_lowercase));
            table.languages(&small)
        };
        while languages != 0 {
            if let Some(hits) = hits.get_mut(languages.trailing_zeros() as usize) {
                *hits += 1;
            }
            languages &= languages - 1;
        }
    }
    if let Some(code) = scripts.language() {
        return Language::parse(code);
    }
    let (best, most) =
        hits.iter().copied().enumerate().max_by_key(|(place, hits)| (*hits, std::cmp::Reverse(*place)))?;
    let second = hits.iter().copied().enumerate().filter(|(place, _)| *place != best).map(|(_, hits)| hits).max()?;
    let enough = most >= LEAST_HITS && most * 100 >= u32::try_from(words).ok()? * 12;
    // Two close relatives may differ by a few words only, but then by the same ones all the time.
    let clear = most * 20 >= second * 21 && most > second;
    let (code, _) = FUNCTION_WORDS.get(best)?;
    (enough && clear).then(|| Language::parse(code))?
}

/// By how many words the first language is before the second.
fn lead(hits: &[u32]) -> u32 {
    let (first, second) =
        hits.iter().fold((0, 0), |(first, second), &hits| (first.max(hits), second.max(first.min(hits))));
    first - second
}

/// Whether `word`, in small letters, is one of the small words of any of `languages`: it says little about what a text
/// is about.
pub fn is_function_word(word: &str, languages: &[Language]) -> bool {
    let named = function_words().languages(word);
    let codes = (0..).zip(FUNCTION_WORDS).filter(|(place, _)| named & (1 << place) != 0).map(|(_, (code, _))| *code);
    codes.into_iter().any(|code| languages.iter().any(|language| language.as_str() == code))
}

/// Signs written above or beneath letters, and the apostrophe inside Ukrainian words.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}')
}

/// Words in the order of a text: letters in a row, with their marks.
struct Words<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let begin = self.rest.find(is_letter)?;
        let rest = self.rest.get(begin..)?;
        let ascii = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let beyond = rest.get(ascii..)?;
        // Most words end at an ASCII character, and no table is asked about that.
        let more = if beyond.bytes().next().is_none_or(|byte| byte.is_ascii()) {
            0
        } else {
            beyond.find(|c| !is_letter(c)).unwrap_or(beyond.len())
        };
        let (word, rest) = rest.split_at_checked(ascii + more)?;
        self.rest = rest;
        Some(word)
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_mark(c)
}

/// All function words, each with a bit for every language that has it. A word is a number: its bytes.
struct FunctionWords(FxHashMap<u128, u32>);

impl FunctionWords {
    fn read() -> Self {
        let mut table = FxHashMap::default();
        for (place, (_, words)) in FUNCTION_WORDS.iter().enumerate() {
            for word in words.split(' ').filter_map(pack) {
                *table.entry(word).or_default() |= 1 << place;
            }
        }
        FunctionWords(table)
    }

    /// A bit for every language in the table that has `word`, whose letters beyond ASCII are small.
    fn languages(&self, word: &str) -> u32 {
        pack(word).and_then(|word| self.0.get(&lower(word))).copied().unwrap_or_default()
    }
}

fn function_words() -> &'static FunctionWords {
    const { assert!(FUNCTION_WORDS.len() <= 32) };
    static TABLE: OnceLock<FunctionWords> = OnceLock::new();
    TABLE.get_or_init(FunctionWords::read)
}

/// Characters seen, by script.
#[derive(Default)]
struct Scripts {
    all: u32,
    counts: [u32; SCRIPTS.len()],
}

/// Scripts that tell the language by themselves.
const SCRIPTS: [(&str, std::ops::RangeInclusive<char>); 15] = [
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

impl Scripts {
    fn count(&mut self, word: &str) {
        if word.is_ascii() {
            self.all += word.len().min(200) as u32;
            return;
        }
        // A "word" of a script without spaces may be a whole page.
        for c in word.chars().take(200) {
            self.all += 1;
            if c < '\u{370}' || ('\u{400}'..'\u{530}').contains(&c) {
                continue;
            }
            for (count, (_, range)) in self.counts.iter_mut().zip(&SCRIPTS) {
                *count += u32::from(range.contains(&c));
            }
        }
    }

    /// The language that most characters belong to by their script.
    fn language(&self) -> Option<&'static str> {
        let count = |code: &str| {
            SCRIPTS.iter().zip(self.counts).find(|((known, _), _)| *known == code).map_or(0, |(_, count)| count)
        };
        if self.all < 12 {
            return None;
        }
        // Japanese mixes its own letters with Chinese ones, Persian adds a few to the Arabic ones.
        let (japanese, chinese) = (count("ja"), count("zh"));
        if (japanese + chinese) * 2 > self.all {
            return Some(if japanese * 10 > japanese + chinese { "ja" } else { "zh" });
        }
        let (persian, arabic) = (count("fa"), count("ar"));
        if arabic * 2 > self.all {
            return Some(if persian * 50 > arabic { "fa" } else { "ar" });
        }
        SCRIPTS
            .iter()
            .zip(self.counts)
            .filter(|((code, _), _)| !matches!(*code, "fa"))
            .find(|(_, count)| count * 2 > self.all)
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

    #[test]
    fn tags_are_codes() {
        assert_eq!(Language::parse("PT_br").map(|l| l.to_string()).as_deref(), Some("pt"));
        for tag in ["", "e", "engl", "1a", "é-x"] {
            assert_eq!(Language::parse(tag), None, "{tag}");
        }
    }
}
