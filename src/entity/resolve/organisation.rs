//! Names of organisations: normalisation, and acronyms with their expansions.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::analysis::fold::fold;
use crate::entity::place_names::canonical_place_name;

/// Legal forms, which normalisation strips.
const LEGAL_FORMS: &str = " ltd limited inc incorporated corp corporation co company llc llp lp plc gmbh ag kg se sa spa srl bv nv oy oyj ab as asa \
aps sro zrt kft doo ooo oao zao pao jsc pjsc ojsc cjsc pty pvt sas sarl uab sia ou group holding holdings and ";

/// Names of one organisation that no rule on their letters joins: one organisation a line, folded, a comma between, the
/// canonical key first. Written from general knowledge; other bodies with the same letters are rare in the news and
/// expand them in brackets.
const ORGANISATION_ALIASES: &str = "\
eu,european union
un,united nations
nato,north atlantic treaty organization,north atlantic treaty organisation
who,world health organization,world health organisation
wto,world trade organization,world trade organisation
imf,international monetary fund
iaea,international atomic energy agency
icc,international criminal court
icj,international court of justice
echr,european court of human rights
ecb,european central bank
osce,organization for security and cooperation in europe,organisation for security and cooperation in europe,organization for security and co operation in europe
oecd,organisation for economic cooperation and development,organisation for economic co operation and development
opec,organization of the petroleum exporting countries
unicef,united nations childrens fund
unhcr,united nations high commissioner for refugees
ilo,international labour organization
asean,association of southeast asian nations
ioc,international olympic committee
icrc,international committee of the red cross
wfp,world food programme
cia,central intelligence agency
fbi,federal bureau of investigation
nasa,national aeronautics and space administration
bbc,british broadcasting
ap,associated press
afp,agence france presse
cnn,cable news network
cdc,centers for disease control and prevention,centers for disease control,us centers for disease control and prevention,us centers for disease control
federal reserve,fed,us federal reserve,federal reserve board,federal reserve system,us fed
republican party,republicans,republican,gop,grand old party
democratic party,democrats,democrat,dems
liberal democrats,liberal democrat,lib dems,lib dem
tories,tory
islamic state,isis,isil,daesh,islamic state of iraq and syria,islamic state in iraq and syria,islamic state of iraq and the levant,islamic state in iraq and the levant,islamic state of iraq and al sham
al qaeda,al qaida,al qaidah
hezbollah,hizbollah,hizbullah
washington post,wapo
";

/// Canonical key of each alias.
static CANONICAL_KEYS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let lines = ORGANISATION_ALIASES.lines().filter_map(|line| Some((line, line.split(',').next()?)));
    lines.flat_map(|(line, first)| line.split(',').map(move |name| (name, first))).collect()
});

/// The canonical key: the first of the organisation's line or the country's, else the key itself.
fn canonical_key(key: &str) -> &str {
    CANONICAL_KEYS.get(key).copied().unwrap_or_else(|| canonical_place_name(key))
}

/// Whether `key` is that of an organisation of the table or of a country that is known by its letters: it means the same
/// in every document.
pub fn is_listed(key: &str) -> bool {
    CANONICAL_KEYS.contains_key(key) || ["united states", "united kingdom"].contains(&key)
}

/// Equality key of an organisation: folded, without "the", legal forms and punctuation; the aliases of the table share
/// one, and so do "Department of Justice" and "Justice Department".
pub fn organisation_key(text: &str) -> String {
    canonical_key(&untabled_key(text)).to_owned()
}

/// The key without the table.
pub fn untabled_key(text: &str) -> String {
    turn_genitive(plain_key(text))
}

/// Heads of state bodies that stand before what they are for or after it.
const TURNING_HEADS: [&str; 2] = ["department", "ministry"];

/// "department of justice" as "justice department", wherever the head stands in the key.
fn turn_genitive(key: String) -> String {
    let turned = TURNING_HEADS.iter().find_map(|head| {
        let (before, rest) = key.split_once(head)?;
        let (own, country) = match rest.strip_prefix(" of ")?.split_once(" of ") {
            Some((own, country)) => (own, country),
            None => (rest.strip_prefix(" of ")?, ""),
        };
        let is_whole = before.is_empty() || before.ends_with(' ');
        (is_whole && !own.starts_with("the ")).then(|| {
            let words = before.split(' ').chain(country.split(' ')).chain(own.split(' ')).chain([*head]);
            words.filter(|word| !word.is_empty()).collect::<Vec<&str>>().join(" ")
        })
    });
    turned.unwrap_or(key)
}

/// The words of the key in the order of the text.
fn plain_key(text: &str) -> String {
    let folded = fold(text);
    let folded = folded.replace("defense", "defence").replace("foreign affairs ministry", "foreign ministry");
    let folded = folded.replace("ministry of foreign affairs", "foreign ministry");
    let mut words: Vec<String> = folded
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '‐' | '–' | '/'))
        .map(|word| if word == "&" { "and".into() } else { word.chars().filter(|c| c.is_alphanumeric()).collect() })
        .filter(|word: &String| !word.is_empty())
        .collect();
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    while let [_, .., before, last] | [before, last] = words.as_slice() {
        // "Harker & Company" and "Harker Capital" may be two firms of one founder.
        if before == "and" && last == "company" || !LEGAL_FORMS.contains(&format!(" {last} ")) {
            break;
        }
        words.pop();
    }
    words.join(" ")
}

/// Whether `text` has the shape of an acronym: "MoD", "U.N.", "NATO".
pub fn is_acronym(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| *c != '.').collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters.len())
        && letters.iter().all(|c| c.is_alphabetic())
        && capitals >= 2
        && capitals * 2 >= letters.len()
}

/// Acronyms that `name` may have, folded, each with whether it is of capitalised words alone: the initials of its
/// capitalised words and of all words, of "Justice Department" as if it were "Department of Justice", and without what
/// acronyms leave out: a country before the name, a second half after "and", "Department of".
pub fn word_initials(name: &str) -> Vec<(String, bool)> {
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut forms: Vec<Vec<&str>> = vec![words.clone()];
    if let ["U", "S", rest @ ..] | ["US" | "UK", rest @ ..] = words.as_slice() {
        forms.push(rest.to_vec());
    }
    for form in forms.clone() {
        match form.as_slice() {
            ["Department" | "Ministry", "of", rest @ ..] => forms.push(rest.to_vec()),
            [own @ .., head @ ("Department" | "Ministry")] => {
                forms.push([*head, "of"].iter().chain(own).copied().collect());
            }
            _ => {}
        }
        if let Some(joint) = form.iter().position(|word| *word == "and").filter(|&joint| joint + 2 == form.len()) {
            forms.push(form.iter().take(joint).copied().collect());
        }
    }
    let mut found = Vec::new();
    for form in &forms {
        let large = fold(
            &form
                .iter()
                .filter(|word| word.starts_with(char::is_uppercase))
                .filter_map(|word| word.chars().next())
                .collect::<String>(),
        );
        let all = fold(&form.iter().filter_map(|word| word.chars().next()).collect::<String>());
        if large.chars().count() < 2 {
            continue;
        }
        if all != large {
            found.push((all, false));
        }
        found.push((large, true));
    }
    found
}

/// The letters of an acronym, folded: all of them, and the capitals alone.
pub fn acronym_letters(acronym: &str) -> [String; 2] {
    let pick = |keep: fn(&char) -> bool| fold(&acronym.chars().filter(keep).collect::<String>());
    [pick(|c| c.is_alphabetic()), pick(|c| c.is_uppercase())]
}

/// Whether `acronym`, in brackets right after `name`, can abbreviate it: its letters are a subsequence of the name, and
/// a word begins with the first. A looser form of Schwartz and Hearst (2003).
pub fn may_shorten(acronym: &str, name: &str) -> bool {
    let letters = fold(&acronym.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let name = fold(name);
    let Some(first) = letters.chars().next() else { return false };
    let mut words = name.split_whitespace();
    words.clone().any(|word| word.starts_with(first))
        && !words.any(|word| word == letters)
        && letters.len() < name.len()
        && {
            let mut rest = name.chars();
            letters.chars().filter(|c| c.is_alphabetic()).all(|letter| rest.any(|c| c == letter))
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_legal_forms_come_and_go() {
        assert_eq!(organisation_key("The Acme Widget Company, Ltd."), organisation_key("Acme Widget"));
        assert_eq!(organisation_key("Johnson & Johnson"), organisation_key("Johnson and Johnson"));
        assert_eq!(organisation_key("U.N."), organisation_key("UN"));
        assert_ne!(organisation_key("Acme Widgets"), organisation_key("Acme Gadgets"));
        assert_eq!(organisation_key("The Company"), "company");
        assert_eq!(organisation_key("the World Health Organization"), organisation_key("W.H.O."));
        assert_eq!(organisation_key("U.S."), organisation_key("United States of America"));
        assert_eq!(organisation_key("Harbour & Co."), organisation_key("Harbour Group Holdings plc"));
        assert_ne!(organisation_key("Harker & Company"), organisation_key("Harker"));
    }

    #[test]
    fn a_department_of_something_is_the_something_department() {
        assert_eq!(organisation_key("Department of Justice"), organisation_key("the Justice Department"));
        assert_eq!(organisation_key("Ministry of Defence"), organisation_key("Defence Ministry"));
        assert_eq!(organisation_key("Ministry of Defence of Norland"), "norland defence ministry");
        assert_eq!(organisation_key("U.S. Department of Energy"), organisation_key("US Energy Department"));
        assert_eq!(organisation_key("Ministry of Foreign Affairs"), organisation_key("Foreign Ministry"));
        assert_eq!(organisation_key("Defense Ministry"), organisation_key("Ministry of Defence"));
        assert_ne!(organisation_key("Ministry of Defence"), organisation_key("Ministry of Health"));
        assert_eq!(organisation_key("University of Norland"), "university of norland");
    }

    #[test]
    fn no_alias_is_listed_twice() {
        let mut names: Vec<&str> = ORGANISATION_ALIASES.lines().flat_map(|line| line.split(',')).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|two| two[0] != two[1]), "{:?}", names.windows(2).find(|two| two[0] == two[1]));
        assert!(names.iter().all(|name| plain_key(name) == **name));
        assert_eq!(organisation_key("GOP"), organisation_key("Republicans"));
        assert_ne!(organisation_key("Republican Party"), organisation_key("Democratic Party"));
    }

    fn is_initials_of(acronym: &str, name: &str) -> bool {
        let [letters, capitals] = acronym_letters(acronym);
        word_initials(name)
            .iter()
            .any(|(initials, is_large)| *initials == letters || *is_large && *initials == capitals)
    }

    #[test]
    fn initials_of_words() {
        assert!(is_acronym("MoD") && is_acronym("U.N.") && !is_acronym("Acme") && !is_acronym("A"));
        assert!(is_initials_of("MoD", "Ministry of Defence"));
        assert!(is_initials_of("UN", "United Nations") && is_initials_of("FAO", "Food and Agriculture Organization"));
        assert!(!is_initials_of("UN", "United States") && !is_initials_of("UN", "Unicorn"));
        assert!(may_shorten("Interpol", "International Criminal Police Organization") || !is_acronym("Interpol"));
        assert!(may_shorten("MSZ", "Ministerstwo Spraw Zagranicznych"));
    }
}
