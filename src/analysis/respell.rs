//! Other spellings of a word by rule: British and American, umlauts and rings written as two letters, irregular plurals.

/// British and American endings, and the parts of words that differ. The dictionary of the index decides whether there is such a word.
const ENDINGS: &[(&str, &str)] = &[
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("oural", "oral"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ising", "izing"),
    ("isation", "ization"),
    ("isations", "izations"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("centre", "center"),
    ("centres", "centers"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("litre", "liter"),
    ("litres", "liters"),
    ("theatre", "theater"),
    ("theatres", "theaters"),
    ("fibre", "fiber"),
    ("ence", "ense"),
    ("ences", "enses"),
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("llers", "lers"),
    ("amme", "am"),
    ("ammes", "ams"),
    ("grey", "gray"),
    ("inium", "inum"),
    ("man", "men"),
    ("child", "children"),
    ("person", "people"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("mouse", "mice"),
    ("wife", "wives"),
    ("life", "lives"),
    ("knife", "knives"),
    ("analysis", "analyses"),
    ("crisis", "crises"),
];

/// Letters that are written as two where a keyboard lacks them.
const LETTERS: &[(&str, &str)] = &[("ü", "ue"), ("ö", "oe"), ("ä", "ae"), ("å", "aa"), ("ø", "oe")];

/// Shortest word that a British or American spelling is sought for, in bytes; `man` and the like are shorter.
const MIN_BYTES: usize = 5;

/// Spellings that may stand for `word`, which is in lower case with its accents. Plain words stand in dictionaries without mark.
///
/// ```
/// use reading_room::internals::analysis::respell::respellings;
/// assert_eq!(respellings("harbour"), ["harbor"]);
/// assert_eq!(respellings("zürich"), ["zuerich"]);
/// assert_eq!(respellings("goering"), ["göring", "gøring"]);
/// ```
pub fn respellings(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (british, american) in ENDINGS {
        for (from, to) in [(british, american), (american, british)] {
            // An ending, or a whole word.
            let stem = word.strip_suffix(from).filter(|stem| {
                let whole = matches!(*from, "man" | "men") || word.len() >= MIN_BYTES;
                whole && (!stem.is_empty() || from.len() > 2)
            });
            let other = stem.map(|stem| format!("{stem}{to}"));
            found.extend(other.filter(|other| !found.contains(other)));
        }
    }
    for (letter, pair) in LETTERS {
        for (from, to) in [(letter, pair), (pair, letter)] {
            found.extend(word.contains(from).then(|| word.replace(from, to)));
        }
    }
    found
}
