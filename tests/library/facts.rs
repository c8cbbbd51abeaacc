//! What articles say: quotes with their speakers, sums, dates and roles, over cases that a person can review.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use reading_room::internals::entity::{ArticleAnnotation, EntityKind, EntityMention};
use reading_room::{Document, Source, Span};

use crate::golden;

/// Between the input of a case and the facts expected of it.
const DIVIDER: &str = "\n======== facts ========\n";

/// An article with the mentions that a case gives by hand: `@person Jane Doe | Doe` says that wherever one of these
/// stands, that person is meant. `@date` is the day of publication, `@file` stands for the text of a file.
struct Case {
    name: String,
    input: String,
    wanted: String,
    document: Document,
    mentions: Vec<EntityMention>,
    /// The name by which each mention's bearer is known in the case.
    bearers: Vec<String>,
}

impl Case {
    fn read(case: &golden::Case) -> Case {
        let (input, wanted) = golden::split(&case.text, DIVIDER);
        let name = case.name.clone();
        let mut source = Source { id: Some(name.clone()), ..Source::default() };
        let mut names: Vec<(EntityKind, &str, &str)> = Vec::new();
        let mut rest = input;
        while let Some(line) = rest.strip_prefix('@') {
            let (line, after) = line.split_once('\n').unwrap_or((line, ""));
            rest = after;
            let (key, value) = line.split_once(' ').unwrap();
            let kind = match key {
                "person" => EntityKind::Person,
                "org" => EntityKind::Organisation,
                "place" => EntityKind::Place,
                "date" => {
                    source.date = Some(value.to_owned());
                    continue;
                }
                "file" => {
                    source.text = golden::read_file(value);
                    continue;
                }
                other => panic!("{name}: @{other} is unknown"),
            };
            let bearer = value.split(" | ").next().unwrap();
            names.extend(value.split(" | ").map(|surface| (kind, bearer, surface)));
        }
        if source.text.is_empty() {
            source.text = rest.strip_prefix('\n').unwrap_or(rest).to_owned();
        }
        let document = Document::parse(source).unwrap();
        let mut found: Vec<(Span, EntityKind, &str)> = Vec::new();
        // The longest name at a place is the one.
        names.sort_by_key(|(_, _, surface)| std::cmp::Reverse(surface.len()));
        for (kind, bearer, surface) in names {
            for (start, _) in document.text.match_indices(surface) {
                let span = Span::new(start, start + surface.len());
                let cut = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let inside = cut(document.text[..start].chars().next_back())
                    || cut(document.text[start + surface.len()..].chars().next());
                if !inside && found.iter().all(|(other, ..)| other.end <= span.start || span.end <= other.start) {
                    found.push((span, kind, bearer));
                }
            }
        }
        found.sort_by_key(|(span, ..)| *span);
        let mentions = found.iter().map(|&(span, kind, _)| EntityMention { span, kind, confidence: 1.0 }).collect();
        let bearers = found.iter().map(|(.., bearer)| (*bearer).to_owned()).collect();
        Case { name, input: input.to_owned(), wanted: wanted.to_owned(), document, mentions, bearers }
    }

    fn facts(&self) -> String {
        let text = self.document.text.as_str();
        let on_one_line = |span: Span| span.slice_of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let or_none = |span: Option<Span>| span.map_or("none".to_owned(), on_one_line);
        let bearer = |mention: u32| self.bearers[mention as usize].as_str();
        let found = ArticleAnnotation::from_mentions(&self.document, self.mentions.clone());
        let mut facts = String::new();
        for quote in found.quotes {
            let speaker = quote.speaker.map_or("none", bearer);
            let _ = writeln!(facts, "quote: {speaker} | {} | {}", or_none(quote.cue), on_one_line(quote.span));
        }
        for amount in found.amounts {
            let currency = amount.currency.map_or("open".to_owned(), |currency| currency.as_str().to_owned());
            let value = amount.value.map_or("open".to_owned(), |value| value.to_string());
            let up_to = amount.up_to.map_or(String::new(), |value| format!(" to {value}"));
            let _ = writeln!(
                facts,
                "amount: {currency} {value}{up_to} | {} | for: {} | by: {}",
                on_one_line(amount.span),
                or_none(amount.purpose),
                or_none(amount.giver.map(|party| party.span))
            );
        }
        for date in found.dates {
            let iso = date.to_iso().unwrap_or_else(|| "open".to_owned());
            let relative = if date.relative { " (relative)" } else { "" };
            let _ = writeln!(facts, "date: {iso}{relative} | {}", on_one_line(date.span));
        }
        for role in found.roles {
            let _ = writeln!(facts, "role: {} | {}", bearer(role.mention), on_one_line(role.span));
        }
        facts
    }
}

fn cases(folder: &str) -> Vec<Case> {
    golden::cases(folder).iter().map(Case::read).collect()
}

/// Every file in `tests/golden/facts` is a case: names, the article, the divider and every fact in it.
#[test]
fn golden_cases() {
    println!("{}", Score::of(&cases("facts"), "quote: "));
    golden::check("facts", 17, |case| {
        let case = Case::read(case);
        format!("{}{DIVIDER}{}", case.input, case.facts())
    });
}

/// How many of the facts that somebody wrote down by reading are found.
#[derive(Default)]
struct Score {
    kind: String,
    right: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    fn of(cases: &[Case], kind: &str) -> Score {
        let mut score = Score { kind: kind.trim_end_matches([':', ' ']).to_owned(), ..Score::default() };
        for case in cases {
            let facts = case.facts();
            let keys = |facts: &str| facts.lines().filter(|line| line.starts_with(kind)).map(key).collect::<Vec<_>>();
            let mut wanted = keys(&case.wanted);
            let found = keys(&facts);
            score.found += found.len();
            score.wanted += wanted.len();
            for fact in found {
                if let Some(place) = wanted.iter().position(|wanted| *wanted == fact) {
                    wanted.remove(place);
                    score.right += 1;
                }
            }
        }
        score
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: F1 {:.1} ({} right, {} found, {} wanted)",
            self.kind,
            self.f1(),
            self.right,
            self.found,
            self.wanted
        )
    }
}

/// What must agree: of a quote its speaker and its words, of a sum its currency, value and words, of a date all.
fn key(line: &str) -> String {
    let mut parts: Vec<&str> = line.split(" | ").collect();
    match line.split(':').next() {
        Some("quote") => drop(parts.remove(1)),
        Some("amount") => parts.truncate(2),
        _ => {}
    }
    parts.join(" | ")
}

/// Articles written after the rules, each with what a reader finds in it, and scored before anything was changed for
/// them (CHANGELOG has the numbers). What they showed has been mended since; what is still wrong stands here, not in the
/// golden cases.
#[test]
fn unseen_articles() {
    let cases = cases("facts-unseen");
    assert!(cases.len() >= 8, "the articles are gone");
    let mut report = String::new();
    for case in &cases {
        let _ = writeln!(report, "==== {}", case.name);
        report += &golden::difference(&case.wanted, &case.facts());
    }
    let floors = [("quote: ", 85.0), ("amount: ", 90.0), ("date: ", 90.0), ("role: ", 75.0)];
    let scores = floors.map(|(kind, _)| Score::of(&cases, kind));
    scores.iter().for_each(|score| println!("{score}"));
    println!("{report}");
    for ((_, floor), score) in floors.iter().zip(&scores) {
        assert!(score.f1() >= *floor, "{score}\n{report}");
    }
}

// ---- statements true of any text ----------------------------------------------------------------------------------

/// Everything that can be read in a document, with mentions at the places given, in parts of a thousand.
fn read_all(text: &str, places: &[(u32, u32, u8)]) {
    let Ok(document) =
        Document::parse(Source { text: text.into(), date: Some("2023-05-30".into()), ..Source::default() })
    else {
        return;
    };
    let text = document.text.as_str();
    let edge = |part: u32| {
        let byte = text.len() * part as usize / 1000;
        (byte..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap()
    };
    let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Other];
    let mentions: Vec<EntityMention> = places
        .iter()
        .map(|&(from, len, kind)| EntityMention {
            span: Span::new(edge(from), edge((from + len).min(1000))),
            kind: kinds[kind as usize % kinds.len()],
            confidence: 1.0,
        })
        .collect();
    let fits = |span: Span| !span.is_empty() && text.get(span.as_range()).is_some();
    let found = ArticleAnnotation::from_mentions(&document, mentions);
    let mentions = &found.mentions;
    let mut last = 0;
    for quote in &found.quotes {
        assert!(fits(quote.span) && quote.cue.is_none_or(fits) && quote.span.start >= last);
        assert!(quote.speaker.is_none_or(|speaker| (speaker as usize) < mentions.len()));
        last = quote.span.end;
    }
    last = 0;
    for amount in &found.amounts {
        assert!(
            fits(amount.span) && amount.purpose.is_none_or(fits) && amount.giver.is_none_or(|party| fits(party.span))
        );
        assert!(amount.span.start >= last, "sums do not overlap");
        last = amount.span.end;
    }
    last = 0;
    for date in &found.dates {
        assert!(fits(date.span) && date.span.start >= last, "dates do not overlap");
        last = date.span.end;
        let day = |moment: Option<reading_room::internals::entity::PartialDate>| {
            moment.is_none_or(|moment| moment.first_day().is_some())
        };
        assert!(date.value.is_err() || date.value.is_ok_and(|when| day(when.from) && day(when.to)), "the day exists");
    }
    for role in &found.roles {
        assert!(fits(role.span) && fits(role.sentence) && (role.mention as usize) < mentions.len());
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,300}", places in proptest::collection::vec((0_u32..1000, 0_u32..60, 0_u8..4), 0..12)) {
        read_all(&text, &places);
    }

    /// Texts made of what the rules look at.
    #[test]
    fn any_row_of_telling_words_is_read(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..80),
        places in proptest::collection::vec((0_u32..1000, 0_u32..60, 0_u8..4), 0..12),
    ) {
        read_all(&pieces.concat(), &places);
    }
}

const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "„",
    " ",
    " ",
    " ",
    " ",
    "\n\n",
    ", ",
    ". ",
    ": ",
    "(",
    ")",
    "-",
    "–",
    "said ",
    "she ",
    "he ",
    "told ",
    "Ann Lee ",
    "Jo Berg ",
    "the ",
    "minister ",
    "of ",
    "by ",
    "between ",
    "and ",
    "to ",
    "from ",
    "since ",
    "until ",
    "$",
    "€",
    "EUR ",
    "5",
    "1,200",
    "99999999999999999999",
    "2023",
    "31",
    "0",
    "million ",
    "bn ",
    "trillion ",
    "a ",
    "half ",
    "May ",
    "February ",
    "30 ",
    "29 ",
    "Tuesday ",
    "last ",
    "next ",
    "ago ",
    "years ",
    "days ",
    "three ",
    "in ",
    "according ",
    "quoted ",
    "as ",
    "saying ",
    "who ",
    "Q",
    "4 ",
    "st ",
    "1990s ",
    "/",
    "05/06/2021",
    "’s ",
    "her ",
    "spokesman ",
    "for ",
    "ı",
    "ﬁ",
    "İ",
    "🦀",
];

/// One sentence, or one open quotation, of many words takes a time that grows with its length alone.
#[test]
fn hostile_texts_take_linear_time() {
    let unit = [
        "Ann Lee said ",
        "“ ",
        "‘a ",
        "“a ” ",
        "\"a",
        ", Ann Lee, ",
        "$5m to ",
        "between 5 and ",
        "the minister said “a” ",
        "May 5, ",
        "since ",
        "he said “no,” ",
        "a a a a ",
        "one ",
        "minister of ",
        "“I go,” she said. ",
        "“I go\n\n",
    ];
    for unit in unit {
        let time = |bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            let document = Document::parse(Source { text, ..Source::default() }).unwrap();
            let mut mentions: Vec<EntityMention> = Vec::new();
            for (start, name) in document.text.match_indices("Ann Lee") {
                mentions.push(EntityMention {
                    span: Span::new(start, start + name.len()),
                    kind: EntityKind::Person,
                    confidence: 1.0,
                });
            }
            let start = Instant::now();
            ArticleAnnotation::from_mentions(&document, mentions);
            start.elapsed()
        };
        // A busy machine may stretch one measure, hardly three.
        let grows = || {
            let small = time(10_000).max(Duration::from_millis(10));
            let large = time(80_000);
            (large > small * 30).then(|| format!("{unit:?}: {small:?}, eight times the text {large:?}"))
        };
        if let Some(slow) = grows().and_then(|_| grows()).and_then(|_| grows()) {
            panic!("{slow}");
        }
    }
}

/// Articles far longer than any that is written, at sizes that a quadratic search would not come through.
#[test]
fn articles_of_any_length_come_to_an_end() {
    for unit in ["\"a ", "'a ", "“‘a ", "“a «b „c ", "‘a’s ", "“a” ", "» a « ", "million ", "7", "$7 to ", "word, "]
    {
        let text = unit.repeat(30_000);
        let document = Document::parse(Source { text, ..Source::default() }).unwrap();
        let found = ArticleAnnotation::from_mentions(&document, Vec::new());
        let facts = found.quotes.len() + found.amounts.len() + found.dates.len() + found.roles.len();
        assert!(facts <= 60_000, "{unit:?}");
    }
}
