//! Synthetic training data: sentences of news from templates such as `{PER} joined {ORG}`, their slots filled from lists.
//!
//! They cover what annotated corpora hardly hold: match results, company reports, agency lines.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use reading_room::Span;
use reading_room::internals::entity::tag::label::Class;

use crate::ftrl::Random;
use crate::training_data::{Article, CORPORA};

/// The fillers of slots, by the name of the slot.
struct Fillers {
    lists: HashMap<String, Vec<String>>,
    random: Random,
}

impl Fillers {
    fn pick(&mut self, list: &str) -> String {
        let number = self.random.next() >> 20;
        let items = self.lists.get(list).filter(|items| !items.is_empty());
        items.map_or(String::new(), |items| items[number as usize % items.len()].clone())
    }

    /// A full name, in one of the forms usual in different countries.
    fn person(&mut self) -> String {
        let (first, last) = (self.pick("FIRST"), self.surname());
        match (self.random.next() >> 20) % 20 {
            0 | 1 => format!("{first} {}. {last}", char::from(b'A' + ((self.random.next() >> 20) % 26) as u8)),
            2 | 3 => format!("{first} {} {last}", self.pick("SUR")),
            4 => format!("{first} {} {last}", self.pick("FIRST")),
            5 => format!("{first}-{} {last}", self.pick("FIRST")),
            6 => format!("{first} al-{last}"),
            7 => format!("{first} bin {last}"),
            8 => format!("{first} van der {last}"),
            9 => format!("{first} de {last}"),
            10 => format!("{last} {first}"),
            11 => format!("{} {}", self.pick("SHORT"), self.pick("SHORT")),
            12 => format!("{} {}-{}", self.pick("SHORT"), self.pick("SHORT"), self.pick("SHORT").to_lowercase()),
            13 => format!("{first} {last}-{}", self.pick("SUR")),
            _ => format!("{first} {last}"),
        }
    }

    /// A number below `count`.
    fn dice(&mut self, count: u64) -> u64 {
        (self.random.next() >> 20) % count
    }

    /// A surname, one in four of which stands in no list.
    fn surname(&mut self) -> String {
        if self.dice(4) == 0 { self.made_up() } else { self.pick("SUR") }
    }

    /// A word that stands in no list: the beginning of one name and the end of another.
    fn made_up(&mut self) -> String {
        const SOURCES: [&str; 4] = ["SUR", "CITY", "FIRST", "CITY"];
        let (one, other) = (SOURCES[self.dice(4) as usize], SOURCES[self.dice(4) as usize]);
        let (head, tail) = (self.pick(one), self.pick(other));
        let head = head.split(' ').next().unwrap_or_default();
        let tail = tail.rsplit(' ').next().unwrap_or_default();
        let begin: String = head.chars().take(head.chars().count().div_ceil(2)).collect();
        let end: String = tail.chars().skip(tail.chars().count() / 2).collect();
        begin + &end.to_lowercase()
    }

    /// A firm that stands in no list.
    fn made_up_firm(&mut self) -> String {
        match self.dice(8) {
            0..=2 => self.made_up(),
            3 => format!("{} {}", self.made_up(), self.pick("BUSINESS")),
            4 => format!("{} {}", self.pick("SUR"), self.pick("BUSINESS")),
            5 => format!("{} {}", self.pick("CITY"), self.pick("BUSINESS")),
            6 => {
                let count = 3 + self.dice(3);
                (0..count).map(|_| char::from(b'A' + self.dice(26) as u8)).collect()
            }
            _ => format!("{} {}", self.made_up(), self.made_up()),
        }
    }

    /// A newspaper, station or agency, one in three of which stands in no list.
    fn medium(&mut self) -> String {
        const ENDS: [&str; 8] = ["News", "TV", "Radio", "Daily", "Times", "Post", "Zeitung", "Online"];
        match self.dice(12) {
            0..=2 => self.made_up(),
            3 => format!("{} {}", self.made_up(), ENDS[self.dice(8) as usize]),
            4 => format!("{} {}", self.pick("CITY"), ENDS[self.dice(8) as usize]),
            _ => self.pick("MEDIALIST"),
        }
    }

    /// A filler for the slot, and the class of name it is, if any.
    fn fill(&mut self, gap: &str) -> (String, Option<Class>) {
        match gap {
            "N" => (((self.random.next() >> 20) % 30 + 1).to_string(), None),
            "MONTH" | "ROLE" | "FIELD" | "MINISTRY" | "BUSINESS" | "BODYWORD" | "PARTYWORD" | "CLUBWORD" | "FORCE" => {
                (self.pick(gap), None)
            }
            "MADEWORD" => (self.made_up(), None),
            "PER" => (self.person(), Some(Class::Person)),
            "SUR" => (self.pick(gap), Some(Class::Person)),
            "MADESUR" => (self.made_up(), Some(Class::Person)),
            "MADEPER" => (format!("{} {}", self.pick("FIRST"), self.made_up()), Some(Class::Person)),
            "INITIAL" => (format!("{}.", char::from(b'A' + self.dice(26) as u8)), Some(Class::Person)),
            "MADECITY" => (self.made_up(), Some(Class::Place)),
            "MADE" => (self.made_up_firm(), Some(Class::Organisation)),
            "MEDIA" => (self.medium(), Some(Class::Organisation)),
            "DEM" | "EVENT" => (self.pick(gap), Some(Class::Other)),
            "CITYUP" => (self.pick("CITY").to_uppercase(), Some(Class::Place)),
            "CITYTEAM" => (self.pick("CITY"), Some(Class::Organisation)),
            "CITY" if self.dice(12) == 0 => (self.made_up(), Some(Class::Place)),
            "CITY" | "COUNTRY" | "STATE" | "REGION" => (self.pick(gap), Some(Class::Place)),
            _ => (self.pick(gap), Some(Class::Organisation)),
        }
    }
}

/// Each template filled `times` times. Deterministic.
pub fn write(templates: &Path, gazetteer: &Path, own: &Path, times: usize) -> std::io::Result<Vec<Article>> {
    let read = |folder: &Path, name: &str| -> std::io::Result<Vec<String>> {
        let text = fs::read_to_string(folder.join(format!("{name}.txt")))?;
        Ok(text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect())
    };
    let mut lists: HashMap<String, Vec<String>> = HashMap::from([
        ("FIRST".into(), read(gazetteer, "first")?),
        ("SUR".into(), read(gazetteer, "last")?),
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
    let mut fillers = Fillers { lists, random: Random(0x5eed_0000_0002) };
    let mut articles = Vec::new();
    for _ in 0..times {
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '='])) {
            articles.push(fill(line, &mut fillers));
        }
    }
    Ok(articles)
}

fn fill(template: &str, fillers: &mut Fillers) -> Article {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut open: Option<(Class, usize)> = None;
    let mut rest = template;
    while let Some(at) = rest.find(['[', ']', '{']) {
        text.push_str(&rest[..at]);
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match mark {
            b'[' => {
                let (class, after) = rest.split_once(' ').unwrap_or((rest, ""));
                let class = match class {
                    "LOC" => Class::Place,
                    "PER" => Class::Person,
                    "MISC" => Class::Other,
                    _ => Class::Organisation,
                };
                open = Some((class, text.len()));
                rest = after;
            }
            b']' => names.extend(open.take().map(|(class, from)| (Span::new(from, text.len()), class))),
            _ => {
                let (gap, after) = rest.split_once('}').unwrap_or((rest, ""));
                let (filler, class) = fillers.fill(gap);
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
    Article { corpus: CORPORA.len() + 1, text, sentences, names, unsure: Vec::new() }
}
