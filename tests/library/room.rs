//! Statements that are true of any articles and any query, and hostile guests.

use proptest::prelude::*;
use reading_room::internals::analysis::fold::fold;
use reading_room::{Error, ErrorKind, Room, RoomBuilder, SearchOptions, Source, view::Segment};

fn room<'a>(articles: impl IntoIterator<Item = (String, &'a str)>) -> Room {
    let mut builder = RoomBuilder::default();
    for (id, text) in articles {
        // An empty article is refused, and that is all that happens.
        let refused = builder.add(Source { id: Some(id), text: text.to_owned(), ..Source::default() }).err();
        assert!(refused.is_none_or(|error| error.kind() == ErrorKind::Input));
    }
    builder.build().unwrap()
}

fn numbered(texts: &[String]) -> impl DoubleEndedIterator<Item = (String, &str)> {
    texts.iter().enumerate().map(|(number, text)| (format!("article-{number}"), text.as_str()))
}

fn joined(segments: &[Segment]) -> String {
    segments.iter().map(|segment| segment.text.as_str()).collect()
}

/// A small vocabulary, so that articles share words with each other and with the queries.
fn prose() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "fog",
        "Fog’s",
        "harbour",
        "Łódź",
        "night-train",
        "signed",
        "signing",
        "the",
        "1,5",
        "東京",
    ]);
    let mark = prop::sample::select(vec![" ", " ", " ", ", ", ". ", "! ", "\n\n", " “", "” "]);
    prop::collection::vec((word, mark), 0..60)
        .prop_map(|pairs| pairs.into_iter().flat_map(|(word, mark)| [word, mark]).collect())
}

fn query() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "fog",
        "harb",
        "lodz",
        "\"night train\"",
        "-fog",
        "OR",
        "title:fog",
        "sign",
        "hrabour",
        "before:2024",
        "the",
        "\"",
        "京",
    ]);
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_snippet_is_a_passage_of_its_article(texts in prop::collection::vec(prose(), 1..6), query in query()) {
        let room = room(numbered(&texts));
        let (_, hits) = room.search_placed(&query, &SearchOptions::default()).unwrap();
        for hit in hits {
            let document = room.document(hit.document).unwrap();
            for snippet in &hit.view.snippets {
                prop_assert!(document.text.contains(&joined(snippet)));
            }
            prop_assert_eq!(joined(&hit.view.heading), hit.view.article.label.clone());
        }
    }

    #[test]
    fn what_is_found_is_marked_in_the_article(texts in prop::collection::vec(prose(), 1..6), word in prop::sample::select(vec!["fog ", "lodz ", "sign ", "京 "])) {
        let room = room(numbered(&texts));
        for hit in room.search(word, &SearchOptions::default()).unwrap().hits {
            let article = room.article(&hit.article.id, word).unwrap();
            prop_assert!(article.hits > 0);
            let blocks: String = article.blocks.iter().map(|block| joined(&block.segments)).collect();
            let marked = article.blocks.iter().flat_map(|block| &block.segments).chain(article.heading.iter().flatten());
            for segment in marked.filter(|segment| segment.hit) {
                let begins_alike = fold(&segment.text).chars().next() == fold(word).chars().next();
                prop_assert!(begins_alike || blocks.contains(&segment.text));
            }
        }
    }

    #[test]
    fn the_order_of_the_articles_changes_no_score(texts in prop::collection::vec(prose(), 1..6), query in query()) {
        let scores = |room: Room| {
            let hits = room.search(&query, &SearchOptions::default()).unwrap().hits;
            let mut scores: Vec<_> = hits.into_iter().map(|hit| (hit.article.id, hit.complete, format!("{:.4}", hit.score))).collect();
            scores.sort();
            scores
        };
        prop_assert_eq!(scores(room(numbered(&texts))), scores(room(numbered(&texts).rev())));
    }

    #[test]
    fn a_stored_room_is_the_same_room(texts in prop::collection::vec(prose(), 0..6), query in query()) {
        let built = room(numbered(&texts));
        let stored = built.to_bytes().unwrap();
        let loaded = Room::from_bytes(stored.clone()).unwrap();
        prop_assert_eq!(loaded.to_bytes().unwrap(), stored);
        let options = SearchOptions::default();
        prop_assert_eq!(built.search(&query, &options).unwrap(), loaded.search(&query, &options).unwrap());
        prop_assert_eq!(built.overview(0, 10).unwrap(), loaded.overview(0, 10).unwrap());
    }

    #[test]
    fn pages_together_are_the_whole_answer(texts in prop::collection::vec(prose(), 1..12), query in query(), size in 1usize..4) {
        let room = room(numbered(&texts));
        let whole = room.search(&query, &SearchOptions { limit: 100, ..SearchOptions::default() }).unwrap();
        prop_assert_eq!(whole.hits.len(), whole.total);
        let pages = (0..whole.total).step_by(size).flat_map(|offset| {
            room.search(&query, &SearchOptions { limit: size, offset, ..SearchOptions::default() }).unwrap().hits
        });
        prop_assert_eq!(pages.collect::<Vec<_>>(), whole.hits);
    }

    #[test]
    fn any_query_has_an_answer(text in "\\PC{0,200}", query in "\\PC{0,60}") {
        let room = room([("only".to_owned(), text.as_str())]);
        room.search(&query, &SearchOptions::default()).unwrap();
        room.suggest(&query, 5).unwrap();
        if room.len() == 1 {
            room.article("only", &query).unwrap();
        }
    }

    #[test]
    fn bytes_that_are_no_room_are_an_error(bytes: Vec<u8>, texts in prop::collection::vec(prose(), 1..3), at: prop::sample::Index, bit in 0u8..8) {
        prop_assert!(Room::from_bytes(bytes).is_err());
        let mut damaged = room(numbered(&texts)).to_bytes().unwrap();
        let at = at.index(damaged.len());
        damaged[at] ^= 1 << bit;
        prop_assert!(Room::from_bytes(damaged).is_err());
    }
}

#[test]
fn hostile_guests_are_only_guests() {
    let long = "a".repeat(100_000);
    let guests = [
        "😀",
        "\u{301}\u{301}",
        "שלום עולם",
        "</script><!--",
        "\0\0\0",
        "<b>bold</b>",
        "\u{202e}evil",
        &long,
        "a-b-c-".repeat(9_000).as_str(),
    ]
    .map(str::to_owned);
    let room = room(numbered(&guests));
    for guest in &guests {
        room.search(guest, &SearchOptions::default()).unwrap();
        room.suggest(guest, 5).unwrap();
    }
    let script = room.search("script", &SearchOptions::default()).unwrap();
    assert_eq!(script.total, 1);
    assert_eq!(joined(&script.hits[0].heading), "</script><!--");
}

#[test]
fn an_empty_room_can_be_asked() {
    let (room, refused) = Room::open([]).unwrap();
    assert!(room.is_empty() && refused.is_empty());
    assert_eq!(room.search("anything", &SearchOptions::default()).unwrap().total, 0);
    assert_eq!(room.overview(0, 10).unwrap().total, 0);
    assert_eq!(room.article("x", "").unwrap_err().kind(), ErrorKind::NotFound);
    assert!(Room::from_bytes(room.to_bytes().unwrap()).unwrap().is_empty());
}

#[test]
fn one_id_given_twice_names_two_articles() {
    let room = room([("same".to_owned(), "The first of them."), ("same".to_owned(), "The second of them.")]);
    let ids: Vec<String> = room.overview(0, 10).unwrap().articles.into_iter().map(|article| article.id).collect();
    assert_eq!(ids, ["same", "same~2"]);
    assert!(room.article("same~2", "").is_ok());
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_stays() {
    let sources = ["", "Bread and tea."].map(|text| Source {
        source: Some("box.jsonl".into()),
        text: text.into(),
        ..Source::default()
    });
    let (room, refused) = Room::open(sources).unwrap();
    assert_eq!(room.len(), 1);
    assert_eq!(refused.iter().map(Error::kind).collect::<Vec<_>>(), [ErrorKind::Input]);
    assert!(refused[0].to_string().starts_with("box.jsonl"));
}
