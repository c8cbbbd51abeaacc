//! Parser of person names: honorifics, particles and generation suffixes apart from the components of the name.

use super::nickname::{GivenNameGender, gender_of_groups, variant_groups_of};
use super::phonetic::{consonant_key, phonetic_code};
use crate::analysis::fold::{fold, is_combining_mark};

/// Honorifics and titles, before a name or after it, that are no part of it.
const HONORIFICS: &str = " mr mrs ms miss dr prof professor sir dame lord lady baron baroness count countess comtesse king queen \
prince princess president prasident vice minister premier chancellor senator governor congressman congresswoman \
representative rep sen gov mayor judge justice ambassador secretary general gen lieutenant lt colonel col major maj captain \
capt commander cmdr cdr brigadier admiral adm sergeant sgt corporal private marshal chief director chairman chairwoman ceo \
detective inspector officer pope bishop archbishop cardinal father fr sister brother rev reverend rabbi imam sheikh shaikh \
sheik sayyid mullah maulvi ayatollah hajji haj mme mlle monsieur madame herr frau fraulein signor signora signorina senor \
senora don dona ir ing mag phd md msc mba esq jhr dhr mw mevr mej drs mevrouw overste pan pani saint st hon honorable \
familie family fam furst furstin graf grafin kapitan pastor coach the of und y llc sa ltd acting former deputy and en et tsar tsarina ";

/// Titles that are surnames, too.
const TITLE_SURNAMES: &str = " king prince bishop baron lord judge major marshal dean cardinal graf page saint ";

/// Particles between given name and surname, or before a surname, that many spellings leave out.
const NAME_PARTICLES: &str = " van von de der den ter ten te du des la le les lo li di da do dos das del della dei degli zu zum zur af av \
al el ul ad as an ash at bin ibn ben bint bat abu abou ait ould mac mc o d l t s vd v und zur in op het y e i ";

/// Generation suffixes, by the generation that they stand for.
const GENERATION_SUFFIXES: &[(&str, &str)] = &[
    ("jr", "2"),
    ("jnr", "2"),
    ("junior", "2"),
    ("younger", "2"),
    ("jonge", "2"),
    ("ii", "2"),
    ("i", "1"),
    ("sr", "1"),
    ("snr", "1"),
    ("senior", "1"),
    ("elder", "1"),
    ("iii", "3"),
    ("iv", "4"),
    ("v", "5"),
    ("vi", "6"),
    ("vii", "7"),
    ("viii", "8"),
    ("ix", "9"),
    ("x", "10"),
    ("xi", "11"),
    ("xii", "12"),
    ("xiii", "13"),
    ("xiv", "14"),
    ("xvi", "16"),
];

/// How much of a component is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComponentForm {
    /// The whole word.
    Full,
    /// Its beginning: "Wilh.", "Th."
    Abbreviated,
    /// Its first letter.
    Initial,
}

/// A component of a name: a given name, a surname or an initial.
#[derive(Debug, Clone, PartialEq)]
pub struct NameComponent {
    /// In lower case, without accents.
    pub folded: String,
    /// Its phonetic code.
    pub phonetic_code: Vec<u8>,
    /// How much of it is written.
    pub component_form: ComponentForm,
    /// The variant groups of a given name: names that share one are variants of one name.
    pub variant_groups: &'static [u16],
}

impl NameComponent {
    fn new(word: &str, form: ComponentForm) -> Self {
        let folded = fold(word);
        let lists = if form == ComponentForm::Full { variant_groups_of(&folded) } else { &[] };
        NameComponent { folded, phonetic_code: phonetic_code(word), component_form: form, variant_groups: lists }
    }

    /// Whether the two are variants of one given name; a name is no variant of itself here.
    pub fn is_variant_of(&self, other: &NameComponent) -> bool {
        self.folded != other.folded && self.variant_groups.iter().any(|list| other.variant_groups.contains(list))
    }

    /// Whether both stand in one line of variants.
    #[cfg(feature = "internals")]
    pub fn shares_variant_group(&self, other: &NameComponent) -> bool {
        self.variant_groups.iter().any(|group| other.variant_groups.contains(group))
    }

    /// Whether it is a known given name.
    pub fn is_given_name(&self) -> bool {
        !self.variant_groups.is_empty()
    }

    /// Its gender, if it is a given name; `None` where it is unknown or ambiguous.
    pub fn gender(&self) -> Option<GivenNameGender> {
        gender_of_groups(self.variant_groups)
    }

    /// Blocking key: only components that share it are worth a comparison. Not useful for deciding whether they agree.
    pub fn blocking_key(&self) -> String {
        consonant_key(&self.phonetic_code)
    }
}

/// A parsed person name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonName {
    /// Components in order, the surname last where a comma marks it.
    pub components: Vec<NameComponent>,
    /// Particles ("van", "de", "al") in order, folded, with the index of the component that follows.
    pub particles: Vec<(usize, String)>,
    /// Generation: "2" for Jr. and II, "3" for III; empty where there is no suffix.
    pub generation: &'static str,
    /// Indices of the components that a hyphen joins to the next: "Jean-Marie".
    pub hyphenated: Vec<usize>,
    /// Whether there was an honorific.
    pub has_honorific: bool,
    /// Gender of the first honorific that has one: "Mrs", "Mr".
    pub honorific_gender: Option<GivenNameGender>,
}

/// Components of a name beyond this many are dropped.
const MAX_COMPONENTS: usize = 10;

impl PersonName {
    /// Parses `text`. Empty where there is no word in it.
    ///
    /// ```
    /// use reading_room::internals::entity::name::PersonName;
    /// let name = PersonName::parse("Dr. J. R. van der Berg, Jr.");
    /// assert_eq!(name.components.iter().map(|component| component.folded.as_str()).collect::<Vec<_>>(), ["j", "r", "berg"]);
    /// assert_eq!((name.particles.len(), name.generation), (2, "2"));
    /// ```
    pub fn parse(text: &str) -> PersonName {
        let text = text.trim();
        let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
        let mut name = PersonName::default();
        let mut family = None;
        if let Some((before, after)) = text.split_once(',') {
            match parse_generation(&fold(after.trim().trim_end_matches('.'))) {
                Some(generation) => {
                    name.parse_words(before);
                    name.generation = generation;
                    return name.or_verbatim(text);
                }
                None => name.parse_words(after),
            }
            family = Some(before);
        }
        name.parse_words(family.unwrap_or(text));
        name.or_verbatim(text)
    }

    /// Appends the components of `text`.
    fn parse_words(&mut self, text: &str) {
        let words = join_bound_words(split_name_words(text));
        let shouting = text.chars().any(|c| c.is_uppercase()) && !text.chars().any(|c| c.is_lowercase());
        for (at, word) in words.iter().enumerate() {
            let folded = fold(&word.text);
            let listed = |list: &str| list.contains(&format!(" {folded} "));
            let letters = word.text.chars().filter(|&c| !is_combining_mark(c)).count();
            let is_first = self.components.is_empty() && at == 0;
            let generation = parse_generation(&folded);
            if self.components.len() == MAX_COMPONENTS || folded.is_empty() {
                continue;
            }
            // "V. Woolf" and "Harold V" are told apart by full stop and position, "Mingze Xi" and "Pius XI" by their capitals.
            if let Some(generation) = generation
                && !is_first
                && !(folded == "xi" && word.text.contains(char::is_lowercase))
                && !(word.has_period && letters == 1)
                && at + 1 == words.len()
            {
                self.generation = generation;
                continue;
            }
            // "Bob King", "Dr. King".
            let is_surname = at > 0
                && at + 1 == words.len()
                && listed(TITLE_SURNAMES)
                && (!self.components.is_empty() || self.has_honorific);
            if letters > 1 && listed(HONORIFICS) && !is_surname && !(is_first && words.len() == 1) {
                self.has_honorific = true;
                self.honorific_gender = self.honorific_gender.or(gender_of_honorific(&folded));
                continue;
            }
            let upper = word.text.chars().all(|c| c.is_uppercase());
            // In front, short for Benjamin and a Chinese surname; between two names, son and an article.
            let is_given = is_first && matches!(folded.as_str(), "ben" | "li");
            if listed(NAME_PARTICLES)
                && !is_given
                && at + 1 < words.len()
                && !(letters == 1 && (word.has_period || upper))
            {
                self.particles.push((self.components.len(), folded));
                continue;
            }
            if word.has_hyphen {
                self.hyphenated.push(self.components.len());
            }
            if letters == 1
                && word.text.chars().all(|c| c.is_alphabetic() && !crate::analysis::fold::is_unspaced_script(c))
            {
                self.components.push(NameComponent::new(&word.text, ComponentForm::Initial));
            } else if upper && !shouting && letters <= 4 && !folded.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
                for letter in word.text.chars() {
                    self.components.push(NameComponent::new(letter.encode_utf8(&mut [0; 4]), ComponentForm::Initial));
                }
            } else if word.has_period && letters <= 5 && at + 1 < words.len() {
                self.components.push(NameComponent::new(&word.text, ComponentForm::Abbreviated));
            } else {
                self.components.push(NameComponent::new(&word.text, ComponentForm::Full));
            }
        }
    }

    /// The same, or, where only honorifics and particles were found, the words themselves: "Prince", "The Edge".
    fn or_verbatim(mut self, text: &str) -> Self {
        if self.components.is_empty() {
            self.components = split_name_words(text)
                .iter()
                .take(MAX_COMPONENTS)
                .map(|word| NameComponent::new(&word.text, ComponentForm::Full))
                .collect();
            self.particles.clear();
        }
        self
    }

    /// The last component that is written out: the surname in most orders.
    pub fn family_name(&self) -> Option<&NameComponent> {
        self.components.iter().rfind(|part| part.component_form == ComponentForm::Full)
    }

    /// The name with component `at` and all particles before it merged; `None` where fewer than two stand there.
    pub fn merge_particles(&self, at: usize) -> Option<PersonName> {
        let part = self.components.get(at).filter(|part| part.component_form == ComponentForm::Full)?;
        let mut merged = self.clone();
        let before: Vec<&str> =
            self.particles.iter().filter(|(next, _)| *next == at).map(|(_, particle)| particle.as_str()).collect();
        if before.len() < 2 {
            return None;
        }
        *merged.components.get_mut(at)? = NameComponent::new(&(before.concat() + &part.folded), ComponentForm::Full);
        merged.particles.retain(|(next, _)| *next != at);
        Some(merged)
    }

    /// The name with component `at` and the particle or component before it merged; `None` where nothing stands before
    /// it.
    pub fn merge_component(&self, at: usize) -> Option<PersonName> {
        let part = self.components.get(at).filter(|part| part.component_form == ComponentForm::Full)?;
        let mut merged = self.clone();
        if let Some(particle) = self.particles.iter().rposition(|&(before, _)| before == at) {
            let (_, particle) = merged.particles.remove(particle);
            *merged.components.get_mut(at)? = NameComponent::new(&(particle + &part.folded), ComponentForm::Full);
            return Some(merged);
        }
        let before =
            self.components.get(at.checked_sub(1)?).filter(|part| part.component_form == ComponentForm::Full)?;
        *merged.components.get_mut(at - 1)? =
            NameComponent::new(&format!("{}{}", before.folded, part.folded), ComponentForm::Full);
        merged.components.remove(at);
        Some(merged)
    }

    /// All components without spaces, for names that lost theirs.
    pub fn concatenate(&self) -> String {
        self.components.iter().map(|part| part.folded.as_str()).collect()
    }
}

/// Whether `word` is an honorific or a title, with or without its full stop.
pub fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&format!(" {} ", fold(word.trim_end_matches('.'))))
}

/// The gender that a folded honorific says.
pub fn gender_of_honorific(folded: &str) -> Option<GivenNameGender> {
    match folded {
        "mr" | "sir" | "lord" | "herr" | "monsieur" | "signor" | "senor" | "don" | "king" | "prince" => {
            Some(GivenNameGender::Masculine)
        }
        "mrs" | "ms" | "miss" | "lady" | "dame" | "frau" | "madame" | "mme" | "mlle" | "signora" | "signorina"
        | "senora" | "dona" | "queen" | "princess" | "baroness" | "countess" => Some(GivenNameGender::Feminine),
        _ => None,
    }
}

fn parse_generation(word: &str) -> Option<&'static str> {
    GENERATION_SUFFIXES.iter().find(|(spelled, _)| *spelled == word).map(|&(_, generation)| generation)
}

struct RawNameWord {
    text: String,
    /// Whether a full stop follows.
    has_period: bool,
    /// Whether a hyphen follows.
    has_hyphen: bool,
}

/// Splits `text` into runs of letters and digits; apostrophes are dropped: "O’Neill" is one word, "d'Arc" too.
fn split_name_words(text: &str) -> Vec<RawNameWord> {
    let mut words: Vec<RawNameWord> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        // "AnnaKowalska" lost its space; "McAdam" and "LaRue" did not.
        let lost_space = c.is_uppercase()
            && words
                .last()
                .is_some_and(|word| word.text.chars().count() > 3 && word.text.ends_with(char::is_lowercase));
        if lost_space {
            open = false;
        }
        if c.is_alphanumeric() || is_combining_mark(c) {
            match words.last_mut().filter(|_| open) {
                Some(word) => word.text.push(c),
                None => words.push(RawNameWord { text: c.into(), has_period: false, has_hyphen: false }),
            }
            open = true;
        } else if !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | 'ʻ') {
            if let Some(word) = words.last_mut().filter(|_| open) {
                word.has_period = c == '.';
                word.has_hyphen = matches!(c, '-' | '‐' | '‑');
            }
            open = false;
        }
    }
    words
}

/// Titles that are written letter by letter.
const DOTTED_TITLES: &[&[&str]] = &[&["c", "e", "o"], &["c", "f", "o"], &["c", "o", "o"], &["ph", "d"]];

/// Joins what is one word in several, and drops titles that are: a kunya is a name of its own ("Abu Omar" is not Omar), the
/// article of Arabic script a particle, "C.E.O." no initials.
fn join_bound_words(words: Vec<RawNameWord>) -> Vec<RawNameWord> {
    let mut joined: Vec<RawNameWord> = Vec::with_capacity(words.len());
    let mut words = words.into_iter().peekable();
    while let Some(mut word) = words.next() {
        let is_kunya = matches!(fold(&word.text).as_str(), "abu" | "abou" | "umm");
        let is_bound = |next: &RawNameWord| !matches!(fold(&next.text).as_str(), "al" | "el" | "l" | "as" | "ad");
        if is_kunya && let Some(next) = words.next_if(is_bound) {
            let kunya = if word.text.starts_with(['u', 'U']) { "Umm" } else { "Abu" };
            word = RawNameWord { text: format!("{kunya}{}", next.text.to_lowercase()), ..next };
        }
        match word.text.strip_prefix("ال").filter(|rest| rest.chars().count() > 2) {
            Some(rest) => {
                joined.push(RawNameWord { text: "al".to_owned(), has_period: false, has_hyphen: false });
                joined.push(RawNameWord { text: rest.to_owned(), ..word });
            }
            None => joined.push(word),
        }
        for title in DOTTED_TITLES {
            let start = joined.len().saturating_sub(title.len());
            let ends = joined.get(start..).is_some_and(|last| {
                last.len() == title.len()
                    && last.iter().zip(*title).all(|(word, letters)| word.has_period && fold(&word.text) == **letters)
            });
            if ends {
                joined.truncate(start);
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> String {
        PersonName::parse(text).components.iter().map(|part| part.folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn titles_particles_and_generations_are_no_names() {
        assert_eq!(parts("President Anna de la Cruz"), "anna cruz");
        assert_eq!(parts("Smith, John"), "john smith");
        assert_eq!(parts("Martin Okafor III's"), "martin okafor");
        assert_eq!(
            PersonName::parse("Martin Okafor Jr.").generation,
            PersonName::parse("Martin Okafor, Jr").generation
        );
        assert_eq!((parts("Mingze Xi"), parts("Pius XI")), ("mingze xi".into(), "pius".into()));
        assert_eq!((parts("Abu Omar"), parts("C.E.O. Tim Sloane")), ("abuomar".into(), "tim sloane".into()));
        assert_eq!(parts("Prince"), "prince");
        assert_eq!(parts(""), "");
    }

    #[test]
    fn initials_are_told_from_words() {
        let forms =
            |text: &str| PersonName::parse(text).components.iter().map(|part| part.component_form).collect::<Vec<_>>();
        assert_eq!(forms("J.-C. Okafor"), [ComponentForm::Initial, ComponentForm::Initial, ComponentForm::Full]);
        assert_eq!(
            forms("JC Okafor"),
            [ComponentForm::Full, ComponentForm::Full]
                .map(|_| ComponentForm::Initial)
                .into_iter()
                .chain([ComponentForm::Full])
                .collect::<Vec<_>>()
        );
        assert_eq!(forms("Wilh. Okafor"), [ComponentForm::Abbreviated, ComponentForm::Full]);
        assert_eq!(forms("ANNA OKAFOR"), [ComponentForm::Full, ComponentForm::Full]);
    }
}
