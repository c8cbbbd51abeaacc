//! Clitics: articles, prepositions and particles that are written together with the word, before it (proclitics: Arabic, Hebrew) or behind
//! it (enclitics: Korean, Persian). A stemmer would take the first letter of many a word for one; here the rest has to be a word.

use super::language::Language;

/// Clitics of a language, in folded letters.
struct CliticLists {
    proclitics: &'static str,
    enclitics: &'static str,
    /// Letters of the shortest word that bears one.
    min_chars: usize,
}

const NONE: CliticLists = CliticLists { proclitics: "", enclitics: "", min_chars: 0 };

fn clitic_lists(language: Language) -> CliticLists {
    match language.as_str() {
        "ar" => CliticLists {
            proclitics: "ال وال بال كال فال لل ولل و ف ب ل ك", min_chars: 3, ..NONE
        },
        "fa" => CliticLists { enclitics: "ها های هایی", min_chars: 3, ..NONE },
        "he" => CliticLists {
            proclitics: "ה ו ב ל מ כ ש וה וב ול ומ וש שה שב של מה כש כשה לכש", min_chars: 3, ..NONE
        },
        "ko" => CliticLists {
            enclitics: "이 가 은 는 을 를 의 에 에서 에게 께서 한테 로 으로 와 과 도 만 까지 부터 보다 처럼 이나 나 이라고 라고 들 들이 들은 들을 들의",
            min_chars: 2,
            ..NONE
        },
        _ => NONE,
    }
}

/// The forms of `word` (folded) with other clitics, or without one; of a word that may bear one both readings. Not every form is a word.
///
/// ```
/// use reading_room::{Language, internals::analysis::clitic::clitic_forms};
/// let forms = |word, tag| clitic_forms(word, Language::parse(tag).unwrap());
/// assert!(forms("부산에서", "ko").contains(&"부산은".into()) && forms("부산", "ko").contains(&"부산에서".into()));
/// assert!(forms("הספר", "he").contains(&"ספר".into()));
/// assert!(forms("harbour", "en").is_empty());
/// ```
pub fn clitic_forms(word: &str, language: Language) -> Vec<String> {
    let CliticLists { proclitics, enclitics, min_chars } = clitic_lists(language);
    let is_word = |rest: &&str| rest.chars().count() >= min_chars;
    let before = || proclitics.split_ascii_whitespace();
    let behind = || enclitics.split_ascii_whitespace();
    let without = before().filter_map(|clitic| word.strip_prefix(clitic));
    let without = without.chain(behind().filter_map(|clitic| word.strip_suffix(clitic)));
    let mut forms = Vec::new();
    for host in std::iter::once(word).chain(without).filter(is_word).filter(|_| min_chars > 0) {
        forms.push(host.to_owned());
        forms.extend(before().map(|clitic| format!("{clitic}{host}")));
        forms.extend(behind().map(|clitic| format!("{host}{clitic}")));
    }
    forms.retain(|form| form != word);
    crate::order::sort_by(&mut forms, Ord::cmp);
    forms.dedup();
    forms
}
