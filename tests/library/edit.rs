//! Articles that come and go: the room answers as one that was built so from the beginning.

use proptest::prelude::*;
use reading_room::{Room, SearchOptions, Source};

/// One of a few ids, and words of a few, so that much is shared.
fn article() -> impl Strategy<Value = (u8, String)> {
    let word =
        prop::sample::select(vec!["fog", "Fog", "rain", "łódź", "lodz", "harbour", "night", "train", "the", "signed"]);
    (0u8..12, prop::collection::vec(word, 1..12).prop_map(|words| words.join(" ")))
}

fn source((id, text): &(u8, String)) -> Source {
    let date = (id % 3 > 0).then(|| format!("2024-01-{:02}", id + 1));
    let url = (id % 2 > 0).then(|| format!("https://site{}.example/", id % 4));
    Source { id: Some(format!("id{id}")), text: format!("Title {id}\n\n{text}."), date, url, ..Source::default() }
}

fn built(articles: &[(u8, String)]) -> Room {
    Room::open(articles.iter().map(source)).unwrap().0
}

/// Every article once, the last one under its id.
fn distinct(articles: &mut Vec<(u8, String)>) {
    let mut seen = [false; 12];
    articles.reverse();
    articles.retain(|(id, _)| !std::mem::replace(&mut seen[*id as usize], true));
    articles.reverse();
}

proptest! {
    #[test]
    fn a_room_that_was_edited_is_one_that_was_built_so(
        mut first in prop::collection::vec(article(), 0..12),
        steps in prop::collection::vec((prop::collection::vec(article(), 0..6), prop::collection::vec(0u8..12, 0..6)), 1..4),
        query in prop::sample::select(vec!["fog", "lodz", "harbour night", "\"night train\"", "sign", "title:title"]),
    ) {
        distinct(&mut first);
        let mut kept = first;
        let mut room = built(&kept);
        for (mut added, removed) in steps {
            distinct(&mut added);
            let gone: Vec<u8> = removed.into_iter().chain(added.iter().map(|(id, _)| *id)).collect();
            kept.retain(|(id, _)| !gone.contains(id));
            kept.extend(added.iter().cloned());
            let gone: Vec<String> = gone.iter().map(|id| format!("id{id}")).collect();
            let mut builder = room.additions(&gone, None).unwrap();
            for article in &added {
                builder.add(source(article)).unwrap();
            }
            room = room.edited(&gone, builder).unwrap();
            let fresh = built(&kept);
            prop_assert_eq!(room.to_bytes().unwrap(), fresh.to_bytes().unwrap());
            let options = SearchOptions { facets: 3, ..SearchOptions::default() };
            prop_assert_eq!(room.search(query, &options).unwrap(), fresh.search(query, &options).unwrap());
        }
    }
}

#[test]
fn an_article_that_comes_under_a_taken_id_gets_one_of_its_own() {
    let room = built(&[(1, "fog".into())]);
    let mut builder = room.additions(&[], None).unwrap();
    builder.add(source(&(1, "rain".into()))).unwrap();
    builder.add(Source { text: "Nameless.".into(), ..Source::default() }).unwrap();
    let room = room.edited(&[], builder).unwrap();
    let ids: Vec<String> = (0..3).map(|at| room.document(reading_room::DocumentId(at)).unwrap().id).collect();
    assert_eq!(ids, ["id1", "id1~2", "3"]);
}

#[test]
fn what_is_not_here_cannot_go() {
    let room = built(&[(1, "fog".into())]);
    let gone = ["nowhere".to_owned()];
    let room = room.edited(&gone, room.additions(&gone, None).unwrap()).unwrap();
    assert_eq!(room.len(), 1);
}
