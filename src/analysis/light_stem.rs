//! Light stemming: endings of nouns and adjectives are stripped by table (Savoy 2006: it serves retrieval as well as full stemming). By
//! hand for the languages that no kept library has in parts: all of Snowball is 91 KB of the download (brotli), these tables are less than one.
//!
//! A table is applied in passes to the folded word. In each pass the longest ending goes for which enough letters stay; `ce>k` replaces it.

use super::language::Language;

/// Letters that stay of a word, at least.
const MIN_STEM_CHARS: usize = 3;

/// The passes of a language, each a list of endings in folded letters.
type EndingPasses = &'static [&'static str];

/// Cases, then what is left of -ów and -owa, then vowels and consonants that change.
const POLISH: EndingPasses = &[
    "owie ami iami ach iach ego iego emu iemu ymi imi ych ich owi em iem om iom ej iej ym im ie ia io iu a e i o u y \
     dzie>d dze>g ce>k cie>t scie>st rze>r sce>sk",
    "ow",
    "er>r ier>r iec>c ek>k",
];
const CZECH: EndingPasses = &[
    "ovi ove ova ovo ami emi imi ymi ach ech ich ych eho iho ymu emu imu ata aty atu ou em im ym um am ej yj y i a e u o \
     ze>h ce>k re>r",
    "ov uv",
    "er>r ec>c ek>k en>n",
];
const SLOVAK: EndingPasses = &[
    "ovi ove ova ovo ovia ami iami ach iach och ich ych eho ieho emu iemu ymi imi om em im ym iam ej ou ia ie iu mi y i a e u o",
    "ov",
    "er>r ec>c ek>k en>n",
];
const UKRAINIAN: EndingPasses = &[
    "ами ями ого ього ому ьому ими іми ових ою ею єю ам ям ах ях ом ем єм их іх им ім ий ій ої еи єи ові еві єві у ю а я о е є и і ь",
    "ів>ов єв>ов ев>ов",
    "ов",
    "ец>ц ер>р ок>к ск>ськ",
];
const BELARUSIAN: EndingPasses = &[
    "амі ямі ага яга аму яму ымі імі ою аю яй ай ам ям ах ях ом ем ым ім ых іх ой ей ы і у ю а я о е э ь",
    "оу ау еу ов ав",
    "ец>ц ар>р ок>к",
];
/// The article behind the noun first.
const BULGARIAN: EndingPasses =
    &["ият ия ьт ът ят та то те", "ища ове еве овци ки>к ци>к а я о е и у ъ ю ь", "ец>ц ър>р"];
const MACEDONIAN: EndingPasses = &["иот от та то те", "ови еви ки>к ци>к а о е и у ј", "ец>ц ар>р"];
/// Bosnian, Croatian, Serbian and Slovene, in both alphabets.
const SOUTH_SLAVIC: EndingPasses = &[
    "ovima evima ima ama oga ega omu emu ome eme om em oj og eg im ih mi ju ci>k zi>g si>h a e i o u \
     овима евима има ама ога ега ому ему оме ом ем ој ог ег им их ју ци>к зи>г си>х а е и о у",
    "ov ev ов ев",
    "ac>c ar>r ak>k an>n ец>ц ац>ц ар>р ак>к ан>н",
];
const LATVIAN: EndingPasses =
    &["ajiem ajam ajai ajos ajas aja iem jiem ais ams am em im um ai ei jam jos ju ja jas us is as es os s a e i o u"];
const GREEK: EndingPasses =
    &["οσ ου ο ον οι ων ουσ α ασ εσ ε η ησ ην εισ εωσ εων ι ια ιου ιων ιεσ ιασ ιο μα ματοσ ματα ματων", "ι σ"];

/// The final consonants of Finnish stems in the weak grade (consonant gradation), behind the stems of Snowball.
const FINNISH_GRADATION: EndingPasses = &["nk>ng mp>mm nt>nn lt>ll rt>rr pp>p tt>t kk>k"];

/// The light stem of a folded word; `None` for a language without a table.
pub(super) fn light_stem(folded: &str, language: Language) -> Option<String> {
    let passes = match language.as_str() {
        "be" => BELARUSIAN,
        "bg" => BULGARIAN,
        "bs" | "hr" | "sl" | "sr" => SOUTH_SLAVIC,
        "cs" => CZECH,
        "el" => GREEK,
        "lv" => LATVIAN,
        "mk" => MACEDONIAN,
        "pl" => POLISH,
        "sk" => SLOVAK,
        "uk" => UKRAINIAN,
        _ => return None,
    };
    Some(strip_endings(folded, passes))
}

/// `stem` with its last consonants in the weak grade, where the language has gradation.
pub(super) fn weaken_consonants(stem: String, language: Language) -> String {
    if language.as_str() == "fi" { strip_endings(&stem, FINNISH_GRADATION) } else { stem }
}

fn strip_endings(word: &str, passes: EndingPasses) -> String {
    let mut stem = word.to_owned();
    for endings in passes {
        let candidates = endings.split_ascii_whitespace().filter_map(|rule| {
            let (ending, replacement) = rule.split_once('>').unwrap_or((rule, ""));
            let kept = stem.strip_suffix(ending)?;
            let enough = kept.chars().count() + replacement.chars().count() >= MIN_STEM_CHARS;
            enough.then_some((ending.len(), kept.len(), replacement))
        });
        if let Some((_, kept, replacement)) = candidates.max_by_key(|&(ending, ..)| ending) {
            stem.truncate(kept);
            stem.push_str(replacement);
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fold::fold;

    /// Whether all words of each group have one stem, and no two groups the same.
    fn check(tag: &str, groups: &[&str]) {
        let language = Language::parse(tag).unwrap();
        let stems: Vec<Vec<String>> = groups
            .iter()
            .map(|group| group.split(' ').map(|word| light_stem(&fold(word), language).unwrap()).collect())
            .collect();
        let merged: Vec<&Vec<String>> =
            stems.iter().filter(|group| group.iter().any(|stem| *stem != group[0])).collect();
        assert!(merged.is_empty(), "{tag}: {merged:?}");
        let mut firsts: Vec<&String> = stems.iter().map(|group| &group[0]).collect();
        firsts.sort();
        firsts.dedup();
        assert_eq!(firsts.len(), groups.len(), "{tag}: {stems:?}");
    }

    #[test]
    fn slavic_cases_have_one_stem() {
        check(
            "pl",
            &[
                "Gdynia Gdyni Gdynię Gdynią",
                "Kraków Krakowa Krakowie Krakowem",
                "Polska Polski Polskę Polsce",
                "rada rady radzie radę",
                "sąd sądu sądowi sądem sądzie sądy sądów",
                "premier premiera premierem premierowi premierów",
                "Litwa Litwy Litwie",
                "Lubelski Lubelskiego Lubelskiemu Lubelskim",
                "umowa umowy umowie umów umowami",
                "Warta Warcie Warty",
            ],
        );
        check(
            "cs",
            &[
                "Brno Brna Brně Brnem",
                "Praha Prahy Praze Prahou",
                "škola školy škole školou školách",
                "soud soudu soudem soudů",
                "Novotný Novotného Novotnému Novotným",
                "minister ministra ministrem",
            ],
        );
        check(
            "sk",
            &[
                "Košice Košíc Košiciach",
                "škola školy škole školou školách",
                "súd súdu súdom súdy súdov",
                "Prešov Prešova Prešove",
            ],
        );
        check(
            "uk",
            &[
                "Одеса Одеси Одесі Одесу Одесою",
                "Харків Харкова Харкові Харковом",
                "Київ Києва Києві Києвом",
                "суд суду судом суди судів",
                "Шевченко Шевченка Шевченком",
                "Коваленський Коваленського Коваленському",
            ],
        );
        check("be", &["Мінск Мінска Мінску", "школа школы школу школай"]);
        check("bg", &["градът града град", "общината община общини", "министерството министерство министерства"]);
        check("mk", &["градот град градови", "општината општина општини"]);
        check("hr", &["Split Splita Splitu Splitom", "Rijeka Rijeke Rijeci Rijekom", "sud suda sudu sudom sudovi"]);
        check("sr", &["Нови Новог Новом Нових", "суд суда суду судом судови"]);
        check("sl", &["Ljubljana Ljubljane Ljubljani Ljubljano", "sodišče sodišča sodišču"]);
    }

    #[test]
    fn baltic_and_greek_cases_have_one_stem() {
        check(
            "lv",
            &["Rīga Rīgas Rīgā Rīgu Rīgai", "tiesa tiesas tiesai tiesu tiesām", "Kalniņš Kalniņa Kalniņu Kalniņam"],
        );
        check("el", &["Πάτρα Πάτρας", "κυβέρνηση κυβέρνησης κυβερνήσεις κυβερνήσεων", "δήμος δήμου δήμο δήμοι δήμων"]);
    }

    #[test]
    fn a_short_word_stays() {
        let polish = Language::parse("pl").unwrap();
        assert_eq!(light_stem("rok", polish).as_deref(), Some("rok"));
        assert_eq!(light_stem("", polish).as_deref(), Some(""));
        assert_eq!(light_stem("word", Language::parse("zu").unwrap()), None);
    }
}
