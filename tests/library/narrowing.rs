//! What says why an article stands where it does, and when and where the articles of an answer appeared.

use reading_room::view::{Counted, MatchKind};
use reading_room::{Room, SearchFilters, SearchOptions, Source};

fn source(id: &str, date: &str, from: &str, text: &str) -> Source {
    let url = from.contains("://").then(|| from.to_owned());
    let file = (!from.contains("://")).then(|| from.to_owned());
    let language = Some("en".into());
    Source {
        id: Some(id.into()),
        date: Some(date.into()),
        url,
        source: file,
        language,
        text: text.into(),
        ..Source::default()
    }
}

fn room() -> Room {
    let articles = [
        source(
            "a",
            "2024-03-01",
            "https://www.coast.example/fog?x",
            "The harbour fog kept every ferry in the harbour.",
        ),
        source("b", "2024-05-09", "http://coast.example/", "A harbour without a ferry. Fog came late in the year."),
        source("c", "2024-05-30", "papers/1924/town.txt", "The town built a harbor, and a ferry ran to the island."),
        source("d", "", "alone.txt", "Vineyards are in bloom in the valley this year."),
    ];
    let (room, refused) = Room::open(articles).unwrap();
    assert!(refused.is_empty());
    room
}

fn ids(room: &Room, query: &str, options: &SearchOptions) -> Vec<String> {
    room.search(query, options).unwrap().hits.into_iter().map(|hit| hit.article.id).collect()
}

#[test]
fn points_add_up_to_the_score() {
    let room = room();
    let options = SearchOptions { explain: true, ..SearchOptions::default() };
    for query in [
        "harbour fog",
        "fog ferries vineyard",
        "harbour ferry island ",
        "\"harbour fog\" late",
        "harbuor",
        "\"fog island\" ferry",
    ] {
        let answer = room.search(query, &options).unwrap();
        assert!(!answer.hits.is_empty(), "{query}");
        for hit in answer.hits {
            let explained = hit.explanation.unwrap();
            let points: f64 = explained.parts.iter().map(|part| part.points).sum();
            assert!((points + explained.nearness - hit.score).abs() < 1e-4, "{query}: {explained:?} {}", hit.score);
            assert!(explained.parts.iter().all(|part| (part.points > 0.0) == part.kind.is_some()));
        }
    }
    assert!(room.search("fog", &SearchOptions::default()).unwrap().hits[0].explanation.is_none());
}

#[test]
fn a_part_says_what_was_typed_and_how_it_was_found() {
    let options = SearchOptions { explain: true, ..SearchOptions::default() };
    let answer = room().search("harbour fgo vineyard ", &options).unwrap();
    let hit = answer.hits.iter().find(|hit| hit.article.id == "a").unwrap();
    let parts = &hit.explanation.as_ref().unwrap().parts;
    let shown: Vec<(&str, Option<MatchKind>, usize)> =
        parts.iter().map(|part| (part.typed.as_str(), part.kind, part.articles)).collect();
    let expected = [("harbour", Some(MatchKind::Exact), 3), ("fgo", None, 0), ("vineyard", None, 1)];
    assert_eq!(shown, expected);
}

#[test]
fn words_that_stand_together_bring_points() {
    let options = SearchOptions { explain: true, ..SearchOptions::default() };
    let answer = room().search("harbour fog ", &options).unwrap();
    let nearness: Vec<f64> = answer.hits.iter().map(|hit| hit.explanation.as_ref().unwrap().nearness).collect();
    assert_eq!(answer.hits[0].article.id, "a");
    assert!(nearness[0] > nearness[1], "{nearness:?}");
}

#[test]
fn an_answer_is_spread_over_time_and_places() {
    let options = SearchOptions { facets: 5, ..SearchOptions::default() };
    let spread = room().search("harbour harbor year ", &options).unwrap().spread.unwrap();
    let counted = |list: &[Counted]| list.iter().map(|one| format!("{} {}", one.name, one.count)).collect::<Vec<_>>();
    assert_eq!(counted(&spread.dates), ["2024-03 1", "2024-04 0", "2024-05 2"]);
    assert_eq!(spread.undated, 1);
    assert_eq!(counted(&spread.sources), ["coast.example 2", "papers/1924 1"]);
    assert_eq!(counted(&spread.languages), ["en 4"]);
    assert!(room().search("fog", &SearchOptions::default()).unwrap().spread.is_none());
}

#[test]
fn a_source_or_a_language_narrows_an_answer() {
    let room = room();
    let all = SearchOptions::default();
    assert_eq!(ids(&room, "ferry source:coast.example", &all), ["a", "b"]);
    assert_eq!(ids(&room, "ferry source:PAPERS", &all), ["c"]);
    assert_eq!(ids(&room, "source:\"papers/1924\"", &all), ["c"]);
    assert!(ids(&room, "ferry source:elsewhere", &all).is_empty());
    assert_eq!(ids(&room, "ferry source:", &all).len(), 3);
    assert_eq!(ids(&room, "ferry language:en", &all).len(), 3);
    assert!(ids(&room, "ferry language:fr", &all).is_empty());
    let filters = SearchFilters { source: Some("coast".into()), ..SearchFilters::default() };
    assert_eq!(ids(&room, "fog ", &SearchOptions { filters, ..SearchOptions::default() }), ["a", "b"]);
}

#[test]
fn sources_are_stored_with_the_room() {
    let again = Room::from_bytes(room().to_bytes().unwrap()).unwrap();
    assert_eq!(ids(&again, "ferry source:coast", &SearchOptions::default()), ["a", "b"]);
}
