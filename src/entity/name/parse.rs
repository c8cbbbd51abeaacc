//! Parser of person names: honorifics, particles and generation suffixes apart from the components of the name.

use super::nickname::{Gender, gender, lines_of};
use super::sound::{skeleton, sound};
use crate::fold::{fold, is_mark};

/// Honorifics and titles, before a name or after it, that are no part of it.
const TITLES: &str = " mr mrs ms miss dr prof professor sir dame lord lady baron baroness count countess comtesse king queen \
prince princess president prasident vice minister premier chancellor senator governor congressman congresswoman \
representative rep sen gov mayor judge justice ambassador secretary general gen lieutenant lt colonel col major maj captain \
capt commander cmdr cdr brigadier admiral adm sergeant sgt corporal private marshal chief director chairman chairwoman ceo \
detective inspector officer pope bishop archbishop cardinal father fr sister brother rev reverend rabbi imam sheikh shaikh \
sheik sayyid mullah maulvi ayatollah hajji haj mme mlle monsieur madame herr frau fraulein signor signora signorina senor \
senora don dona ir ing mag phd md msc mba esq jhr dhr mw mevr mej drs mevrouw overste pan pani saint st hon honorable \
familie family fam furst furstin graf grafin kapitan pastor coach the of und y llc sa ltd acting former deputy and en et tsar tsarina ";

/// Particles between given name and surname, or before a surname, that many spellings leave out.
const PARTICLES: &str = " van von de der den ter ten te du des la le les lo li di da do dos das del della dei degli zu zum zur af av \
al el ul ad as an ash at bin ibn ben bint bat abu abou ait ould mac mc o d l t s vd v und zur in op het y e i ";

/// Generation suffixes, by the generation that they stand for.
const GENERATIONS: &[(&str, &str)] = &[
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
pub enum Form {
    /// The whole word.
    Word,
    /// Its beginning: "Wilh.", "Th."
    Short,
    /// Its first letter.
    Initial,
}

/// A component of a name: a given name, a surname or an initial.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// In lower case, without accents.
    pub folded: String,
    /// Its phonetic code.
    pub sound: Vec<u8>,
    /// How much of it is written.
    pub form: Form,
    /// The variant groups of a given name: names that share one are variants of one name.
    pub lists: &'static [u16],
}

impl Part {
    fn new(word: &str, form: Form) -> Self {
        let folded = fold(word);
        let lists = if form == Form::Word { lines_of(&folded) } else { &[] };
        Part { folded, sound: sound(word), form, lists }
    }

    /// Whether the two are variants of one given name; a name is no variant of itself here.
    pub fn is_form_of(&self, other: &Part) -> bool {
        self.folded != other.folded && self.lists.iter().any(|list| other.lists.contains(list))
    }

    /// Whether it is a known given name.
    pub fn is_given(&self) -> bool {
        !self.lists.is_empty()
    }

    /// Its gender, if it is a given name; `None` where it is unknown or ambiguous.
    pub fn gender(&self) -> Option<Gender> {
        gender(self.lists)
    }

    /// Blocking key: only components that share it are worth a comparison. Not useful for deciding whether they agree.
    pub fn key(&self) -> String {
        skeleton(&self.sound)
    }
}

/// A parsed person name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Name {
    /// Components in order, the surname last where a comma marks it.
    pub parts: Vec<Part>,
    /// Particles ("van", "de", "al") in order, folded, with the index of the component that follows.
    pub particles: Vec<(usize, String)>,
    /// Generation: "2" for Jr. and II, "3" for III; empty where there is no suffix.
    pub generation: &'static str,
    /// Whether there was an honorific.
    pub titled: bool,
    /// Gender of the first honorific that has one: "Mrs", "Mr".
    pub addressed: Option<Gender>,
}

/// Components of a name beyond this many are dropped.
const MAX_PARTS: usize = 10;

impl Name {
    /// Parses `text`. Empty where there is no word in it.
    ///
    /// ```
    /// use reading_room::entity::name::Name;
    /// let name = Name::parse("Dr. J. R. van der Berg, Jr.");
    /// assert_eq!(name.parts.iter().map(|part| part.folded.as_str()).collect::<Vec<_>>(), ["j", "r", "berg"]);
    /// assert_eq!((name.particles.len(), name.generation), (2, "2"));
    /// ```
    pub fn parse(text: &str) -> Name {
        let text = text.trim();
        let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
        let mut name = Name::default();
        let mut family = None;
        if let Some((before, after)) = text.split_once(',') {
            match find_generation(&fold(after.trim().trim_end_matches('.'))) {
                Some(generation) => {
                    name.read(before);
                    name.generation = generation;
                    return name.or_literal(text);
                }
                None => name.read(after),
            }
            family = Some(before);
        }
        name.read(family.unwrap_or(text));
        name.or_literal(text)
    }

    /// Appends the components of `text`.
    fn read(&mut self, text: &str) {
        let words: Vec<Word> = words(text);
        let shouting = text.chars().any(|c| c.is_uppercase()) && !text.chars().any(|c| c.is_lowercase());
        for (at, word) in words.iter().enumerate() {
            let folded = fold(&word.text);
            let listed = |list: &str| list.contains(&format!(" {folded} "));
            let letters = word.text.chars().filter(|&c| !is_mark(c)).count();
            let is_first = self.parts.is_empty() && at == 0;
            let generation = find_generation(&folded);
            if self.parts.len() == MAX_PARTS || folded.is_empty() {
                continue;
            }
            // "V. Woolf" and "Harold V" are told apart by full stop and position.
            if let Some(generation) = generation
                && !is_first
                && !(word.pointed && letters == 1)
                && at + 1 == words.len()
            {
                self.generation = generation;
                continue;
            }
            if letters > 1 && (listed(TITLES) && !(is_first && words.len() == 1)) {
                self.titled = true;
                self.addressed = self.addressed.or(find_address(&folded));
                continue;
            }
            let upper = word.text.chars().all(|c| c.is_uppercase());
            let is_given = is_first && folded == "ben"; // In front, short for Benjamin; between two names, son.
            if listed(PARTICLES) && !is_given && at + 1 < words.len() && !(letters == 1 && (word.pointed || upper)) {
                self.particles.push((self.parts.len(), folded));
                continue;
            }
            if letters == 1 && word.text.chars().all(|c| c.is_alphabetic() && !crate::fold::is_unspaced(c)) {
                self.parts.push(Part::new(&word.text, Form::Initial));
            } else if upper && !shouting && letters <= 4 && !folded.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
                for letter in word.text.chars() {
                    self.parts.push(Part::new(letter.encode_utf8(&mut [0; 4]), Form::Initial));
                }
            } else if word.pointed && letters <= 5 && at + 1 < words.len() {
                self.parts.push(Part::new(&word.text, Form::Short));
            } else {
                self.parts.push(Part::new(&word.text, Form::Word));
            }
        }
    }

    /// The same, or, where only honorifics and particles were found, the words themselves: "Prince", "The Edge".
    fn or_literal(mut self, text: &str) -> Self {
        if self.parts.is_empty() {
            self.parts = words(text).iter().take(MAX_PARTS).map(|word| Part::new(&word.text, Form::Word)).collect();
            self.particles.clear();
        }
        self
    }

    /// The last component that is written out: the surname in most orders.
    pub fn family(&self) -> Option<&Part> {
        self.parts.iter().rfind(|part| part.form == Form::Word)
    }

    /// The name with component `at` and the particle or component before it merged; `None` where nothing stands before
    /// it.
    pub fn merged(&self, at: usize) -> Option<Name> {
        let part = self.parts.get(at).filter(|part| part.form == Form::Word)?;
        let mut merged = self.clone();
        if let Some(particle) = self.particles.iter().rposition(|&(before, _)| before == at) {
            let (_, particle) = merged.particles.remove(particle);
            *merged.parts.get_mut(at)? = Part::new(&(particle + &part.folded), Form::Word);
            return Some(merged);
        }
        let before = self.parts.get(at.checked_sub(1)?).filter(|part| part.form == Form::Word)?;
        *merged.parts.get_mut(at - 1)? = Part::new(&format!("{}{}", before.folded, part.folded), Form::Word);
        merged.parts.remove(at);
        Some(merged)
    }

    /// All components without spaces, for names that lost theirs.
    pub fn joined(&self) -> String {
        self.parts.iter().map(|part| part.folded.as_str()).collect()
    }
}

fn find_address(folded: &str) -> Option<Gender> {
    match folded {
        "mr" | "sir" | "lord" | "herr" | "monsieur" | "signor" | "senor" | "don" | "king" | "prince" => {
            Some(Gender::Man)
        }
        "mrs" | "ms" | "miss" | "lady" | "dame" | "frau" | "madame" | "mme" | "mlle" | "signora" | "signorina"
        | "senora" | "dona" | "queen" | "princess" | "baroness" | "countess" => Some(Gender::Woman),
        _ => None,
    }
}

fn find_generation(word: &str) -> Option<&'static str> {
    GENERATIONS.iter().find(|(spelled, _)| *spelled == word).map(|&(_, generation)| generation)
}

struct Word {
    text: String,
    /// Whether a full stop follows.
    pointed: bool,
}

/// Splits `text` into runs of letters and digits; apostrophes are dropped: "O’Neill" is one word, "d'Arc" too.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
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
        if c.is_alphanumeric() || is_mark(c) {
            match words.last_mut().filter(|_| open) {
                Some(word) => word.text.push(c),
                None => words.push(Word { text: c.into(), pointed: false }),
            }
            open = true;
        } else if !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | 'ʻ') {
            if let Some(word) = words.last_mut().filter(|_| open) {
                word.pointed = c == '.';
            }
            open = false;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> String {
        Name::parse(text).parts.iter().map(|part| part.folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn titles_particles_and_generations_are_no_names() {
        assert_eq!(parts("President Anna de la Cruz"), "anna cruz");
        assert_eq!(parts("Smith, John"), "john smith");
        assert_eq!(parts("Martin Okafor III's"), "martin okafor");
        assert_eq!(Name::parse("Martin Okafor Jr.").generation, Name::parse("Martin Okafor, Jr").generation);
        assert_eq!(parts("Prince"), "prince");
        assert_eq!(parts(""), "");
    }

    #[test]
    fn initials_are_told_from_words() {
        let forms = |text: &str| Name::parse(text).parts.iter().map(|part| part.form).collect::<Vec<_>>();
        assert_eq!(forms("J.-C. Okafor"), [Form::Initial, Form::Initial, Form::Word]);
        assert_eq!(
            forms("JC Okafor"),
            [Form::Word, Form::Word].map(|_| Form::Initial).into_iter().chain([Form::Word]).collect::<Vec<_>>()
        );
        assert_eq!(forms("Wilh. Okafor"), [Form::Short, Form::Word]);
        assert_eq!(forms("ANNA OKAFOR"), [Form::Word, Form::Word]);
    }
}
