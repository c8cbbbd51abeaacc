//! Synthetic training data: sentences of news from templates such as `{PER} joined {ORG}`, their slots filled from lists.
//!
//! They cover what annotated corpora hardly hold: match results, company reports, agency lines.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use reading_room::Span;
use reading_room::internals::entity::tag::label::NameClass;

use crate::ftrl::XorShiftRandom;
use crate::training_data::{AnnotatedText, TRAINING_CORPORA};

/// The fillers of slots, by the name of the slot.
struct TemplateFillers {
    lists: HashMap<String, Vec<String>>,
    random: XorShiftRandom,
}

impl TemplateFillers {
    fn pick_item(&mut self, list: &str) -> String {
        let number = self.random.next_number() >> 20;
        let items = self.lists.get(list).filter(|items| !items.is_empty());
        items.map_or(String::new(), |items| items[number as usize % items.len()].clone())
    }

    /// A full name, in one of the forms usual in different countries.
    fn person_name(&mut self) -> String {
        let (first, last) = (self.pick_item("FIRST"), self.surname());
        match (self.random.next_number() >> 20) % 20 {
            0 | 1 => format!("{first} {}. {last}", char::from(b'A' + ((self.random.next_number() >> 20) % 26) as u8)),
            2 | 3 => format!("{first} {} {last}", self.pick_item("SUR")),
            4 => format!("{first} {} {last}", self.pick_item("FIRST")),
            5 => format!("{first}-{} {last}", self.pick_item("FIRST")),
            6 => format!("{first} al-{last}"),
            7 => format!("{first} bin {last}"),
            8 => format!("{first} van der {last}"),
            9 => format!("{first} de {last}"),
            10 => format!("{last} {first}"),
            11 => format!("{} {}", self.pick_item("SHORT"), self.pick_item("SHORT")),
            12 => format!(
                "{} {}-{}",
                self.pick_item("SHORT"),
                self.pick_item("SHORT"),
                self.pick_item("SHORT").to_lowercase()
            ),
            13 => format!("{first} {last}-{}", self.pick_item("SUR")),
            _ => format!("{first} {last}"),
        }
    }

    /// A number below `count`.
    fn random_below(&mut self, count: u64) -> u64 {
        (self.random.next_number() >> 20) % count
    }

    /// A surname, one in four of which stands in no list.
    fn surname(&mut self) -> String {
        if self.random_below(4) == 0 { self.invented_word() } else { self.pick_item("SUR") }
    }

    /// A word that stands in no list: the beginning of one name and the end of another.
    fn invented_word(&mut self) -> String {
        const SOURCES: [&str; 4] = ["SUR", "CITY", "FIRST", "CITY"];
        let (one, other) = (SOURCES[self.random_below(4) as usize], SOURCES[self.random_below(4) as usize]);
        let (head, tail) = (self.pick_item(one), self.pick_item(other));
        let head = head.split(' ').next().unwrap_or_default();
        let tail = tail.rsplit(' ').next().unwrap_or_default();
        let begin: String = head.chars().take(head.chars().count().div_ceil(2)).collect();
        let end: String = tail.chars().skip(tail.chars().count() / 2).collect();
        begin + &end.to_lowercase()
    }

    /// Two to five capitals.
    fn invented_acronym(&mut self) -> String {
        let count = 2 + self.random_below(4);
        (0..count).map(|_| char::from(b'A' + self.random_below(26) as u8)).collect()
    }

    /// A firm that stands in no list.
    fn invented_firm(&mut self) -> String {
        match self.random_below(8) {
            0..=2 => self.invented_word(),
            3 => format!("{} {}", self.invented_word(), self.pick_item("BUSINESS")),
            4 => format!("{} {}", self.pick_item("SUR"), self.pick_item("BUSINESS")),
            5 => format!("{} {}", self.pick_item("CITY"), self.pick_item("BUSINESS")),
            6 => self.invented_acronym(),
            _ => format!("{} {}", self.invented_word(), self.invented_word()),
        }
    }

    /// A newspaper, station or agency, one in three of which stands in no list.
    fn media_outlet(&mut self) -> String {
        const ENDS: [&str; 8] = ["News", "TV", "Radio", "Daily", "Times", "Post", "Zeitung", "Online"];
        match self.random_below(12) {
            0..=2 => self.invented_word(),
            3 => format!("{} {}", self.invented_word(), ENDS[self.random_below(8) as usize]),
            4 => format!("{} {}", self.pick_item("CITY"), ENDS[self.random_below(8) as usize]),
            _ => self.pick_item("MEDIALIST"),
        }
    }

    /// A filler for the slot, and the class of name it is, if any.
    fn fill_gap(&mut self, gap: &str) -> (String, Option<NameClass>) {
        match gap {
            "N" => (((self.random.next_number() >> 20) % 30 + 1).to_string(), None),
            "MONTH" | "ROLE" | "FIELD" | "MINISTRY" | "BUSINESS" | "BODYWORD" | "PARTYWORD" | "CLUBWORD" | "FORCE" => {
                (self.pick_item(gap), None)
            }
            "MADEWORD" => (self.invented_word(), None),
            "ACRO" => (self.invented_acronym(), None),
            "PERUP" => (self.person_name().to_uppercase(), None),
            "COUNTRYUP" | "COMPANYUP" => (self.pick_item(gap.trim_end_matches("UP")).to_uppercase(), None),
            "PER" => (self.person_name(), Some(NameClass::Person)),
            "SUR" => (self.pick_item(gap), Some(NameClass::Person)),
            "MADESUR" => (self.invented_word(), Some(NameClass::Person)),
            "MADEPER" => (format!("{} {}", self.pick_item("FIRST"), self.invented_word()), Some(NameClass::Person)),
            "INITIAL" => (format!("{}.", char::from(b'A' + self.random_below(26) as u8)), Some(NameClass::Person)),
            "MADECITY" => (self.invented_word(), Some(NameClass::Place)),
            "MADE" => (self.invented_firm(), Some(NameClass::Organisation)),
            "MEDIA" => (self.media_outlet(), Some(NameClass::Organisation)),
            "DEM" | "EVENT" => (self.pick_item(gap), Some(NameClass::Other)),
            "CITYUP" => (self.pick_item("CITY").to_uppercase(), Some(NameClass::Place)),
            "CITYTEAM" => (self.pick_item("CITY"), Some(NameClass::Organisation)),
            "CITY" if self.random_below(12) == 0 => (self.invented_word(), Some(NameClass::Place)),
            "CITY" | "COUNTRY" | "STATE" | "REGION" => (self.pick_item(gap), Some(NameClass::Place)),
            _ => (self.pick_item(gap), Some(NameClass::Organisation)),
        }
    }
}

/// Each template filled `times` times. Deterministic.
pub fn generate_articles(
    templates: &Path,
    gazetteer: &Path,
    own: &Path,
    times: usize,
) -> std::io::Result<Vec<AnnotatedText>> {
    let read = |folder: &Path, name: &str| -> std::io::Result<Vec<String>> {
        let text = fs::read_to_string(folder.join(format!("{name}.txt")))?;
        Ok(text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect())
    };
    let mut lists: HashMap<String, Vec<String>> = HashMap::from([
        ("FIRST".into(), [read(gazetteer, "first")?, read(own, "given")?].concat()),
        ("SUR".into(), [read(gazetteer, "last")?, read(own, "surname")?].concat()),
        ("CITY".into(), read(gazetteer, "city")?),
        ("COUNTRY".into(), read(own, "country")?),
        ("DEM".into(), read(own, "demonym")?),
        ("ORG".into(), read(own, "org")?),
        ("TEAM".into(), read(own, "team")?),
        ("MEDIALIST".into(), read(own, "media")?),
        ("COMPANY".into(), read(own, "company")?),
        ("BODY".into(), read(own, "body")?),
        ("PARTY".into(), read(own, "party")?),
        ("CLUB".into(), read(own, "club")?),
    ]);
    let short: Vec<String> =
        lists["SUR"].iter().chain(&lists["FIRST"]).filter(|name| name.len() <= 4).cloned().collect();
    lists.insert("SHORT".into(), short);
    let text = fs::read_to_string(templates)?;
    for line in text.lines() {
        if let Some((name, items)) = line.strip_prefix("= ").and_then(|line| line.split_once(' ')) {
            lists.insert(name.to_owned(), items.split(';').map(str::to_owned).collect());
        }
    }
    let mut fillers = TemplateFillers { lists, random: XorShiftRandom(0x5eed_0000_0002) };
    let mut articles = Vec::new();
    for _ in 0..times {
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '='])) {
            articles.push(fill_template(line, &mut fillers));
        }
    }
    Ok(articles)
}

fn fill_template(template: &str, fillers: &mut TemplateFillers) -> AnnotatedText {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut open: Option<(NameClass, usize)> = None;
    let mut rest = template;
    while let Some(at) = rest.find(['[', ']', '{']) {
        text.push_str(&rest[..at]);
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match mark {
            b'[' => {
                let (class, after) = rest.split_once(' ').unwrap_or((rest, ""));
                let class = match class {
                    "LOC" => NameClass::Place,
                    "PER" => NameClass::Person,
                    "MISC" => NameClass::Other,
                    _ => NameClass::Organisation,
                };
                open = Some((class, text.len()));
                rest = after;
            }
            b']' => names.extend(open.take().map(|(class, from)| (Span::new(from, text.len()), class))),
            _ => {
                let (gap, after) = rest.split_once('}').unwrap_or((rest, ""));
                let (filler, class) = fillers.fill_gap(gap);
                let from = text.len();
                text.push_str(&filler);
                if let (Some(class), None) = (class, open) {
                    names.push((Span::new(from, text.len()), class));
                }
                rest = after;
            }
        }
    }
    text.push_str(rest);
    let sentences = vec![Span::new(0, text.len())];
    AnnotatedText {
        corpus: TRAINING_CORPORA.len() + 1,
        text,
        sentences,
        gold_names: names,
        unlabelled_spans: Vec::new(),
    }
}
