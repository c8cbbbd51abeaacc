//! A room in parts answers as the whole one does, and asks for no more than it needs.

use std::collections::HashMap;

use proptest::prelude::*;
use reading_room::{Error, ErrorKind, Result, Room, RoomPart, SearchOptions, Source};

fn cut(whole: &Room) -> (Vec<u8>, HashMap<RoomPart, Vec<u8>>) {
    let mut parts = HashMap::new();
    let head = whole.cut_parts(|part, bytes| {
        parts.insert(part, bytes);
        Ok(())
    });
    (head.unwrap(), parts)
}

/// A room whose parts are at hand, and how many it has asked for.
struct Fetched {
    room: Room,
    parts: HashMap<RoomPart, Vec<u8>>,
    fetched: usize,
}

impl Fetched {
    fn new(whole: &Room) -> Self {
        let (head, parts) = cut(whole);
        Fetched { room: Room::from_bytes(head).unwrap(), parts, fetched: 0 }
    }

    fn ask<T>(&mut self, question: impl Fn(&Room) -> Result<T>) -> Result<T> {
        loop {
            let answer = question(&self.room);
            let missing = answer.as_ref().err().map_or(&[][..], Error::missing_parts);
            if missing.is_empty() {
                return answer;
            }
            for part in missing {
                self.room.put_part(*part, self.parts.remove(part).expect("asked for once, and there")).unwrap();
                self.fetched += 1;
            }
        }
    }
}

/// Enough words to be cut into many parts: a number in letters stands in few articles each.
fn article(number: usize) -> Source {
    let word = |n: usize| (0..4).map(|at| char::from(b'a' + (n / 26_usize.pow(at) % 26) as u8)).collect::<String>();
    let words: Vec<String> = (0..60).map(|at| word(number * 31 + at * at * 7)).collect();
    let text = format!("The pier of {}\n\nFog lay on the pier. {} The harbour slept.", word(number), words.join(" "));
    let date = Some(format!("2024-{:02}-{:02}", number % 12 + 1, number % 28 + 1));
    Source { id: Some(format!("a{number}")), text, date, ..Source::default() }
}

#[test]
fn answers_are_those_of_the_whole_room() {
    let (whole, _) = Room::open((0..4000).map(article)).unwrap();
    let mut cut = Fetched::new(&whole);
    let parts = cut.parts.len();
    let options = SearchOptions { facets: 3, ..SearchOptions::default() };
    for query in
        ["fog pier ", "\"the pier\"", "title:pier ", "hrabour ", "after:2024-11 fog ", "-fog ", "pier*", "harbo"]
    {
        let expected = whole.search(query, &options).unwrap();
        assert_eq!(cut.ask(|room| room.search(query, &options)).unwrap(), expected, "{query}");
    }
    assert_eq!(cut.ask(|room| room.overview(0, 12)).unwrap(), whole.overview(0, 12).unwrap());
    assert_eq!(cut.ask(|room| room.article("a77", "fog")).unwrap(), whole.article("a77", "fog").unwrap());
    assert_eq!(
        cut.ask(|room| room.article("none", "")).unwrap_err().kind(),
        whole.article("none", "").unwrap_err().kind()
    );
    assert!(cut.fetched * 2 < parts, "{} of {parts} parts", cut.fetched);
    assert!(cut.room.to_bytes().is_err(), "what is not there cannot be stored");
}

#[test]
fn a_misspelt_word_costs_little_more_than_a_right_one() {
    let (whole, _) = Room::open((0..4000).map(article)).unwrap();
    let fetched = |query: &str| {
        let mut cut = Fetched::new(&whole);
        let options = SearchOptions { limit: 1, ..SearchOptions::default() };
        let answer = cut.ask(|room| room.search(query, &options)).unwrap();
        assert_eq!(answer, whole.search(query, &options).unwrap());
        (cut.fetched, cut.parts.len())
    };
    let (right, parts) = fetched("harbour ");
    let (wrong, _) = fetched("hrabour ");
    assert!(wrong <= right + 2 && parts > 100, "{wrong} parts, {right} of {parts} where it is spelt right");
}

#[test]
fn what_can_be_fetched_together_is_asked_for_together() {
    let (whole, _) = Room::open((0..4000).map(article)).unwrap();
    let cut = Fetched::new(&whole);
    let missing = |query: &str| -> Vec<Vec<String>> {
        let mut rounds = Vec::new();
        let options = SearchOptions { limit: 3, ..SearchOptions::default() };
        while let Err(error) = cut.room.search(query, &options) {
            for part in error.missing_parts() {
                cut.room.put_part(*part, cut.parts[part].clone()).unwrap();
            }
            rounds.push(error.missing_parts().iter().map(|part| part.file_name()).collect());
        }
        rounds
    };
    let rounds = missing("fog pier -kept ");
    assert_eq!(rounds.len(), 2, "{rounds:?}");
    assert!(rounds[0].len() > 2 && rounds[0].iter().all(|name| name.starts_with('t')), "the terms of all words");
    // What stands close together may change the order, but not by so much that other articles would be asked for.
    assert!(
        rounds[1].iter().any(|name| name.starts_with('d')),
        "articles before it is known how close the words stand"
    );
    assert!(missing("\"fog lay\" ").iter().flatten().any(|name| name.starts_with('p')), "the places of a phrase");
}

#[test]
fn a_broken_part_is_refused_and_the_room_stays() {
    let (whole, _) = Room::open((0..50).map(article)).unwrap();
    let mut cut = Fetched::new(&whole);
    let (&part, bytes) = cut.parts.iter().next().unwrap();
    let mut bad = bytes.clone();
    bad[30] ^= 1;
    assert!(cut.room.put_part(part, bad).is_err());
    let _ = cut.room.put_part(RoomPart::Terms(9_999), bytes.clone());
    assert_eq!(cut.ask(|room| room.search("fog", &SearchOptions::default())).unwrap().total, 50);
}

#[test]
fn parts_have_names_that_are_read_back() {
    for part in [
        RoomPart::Terms(0),
        RoomPart::Positions(12),
        RoomPart::Spellings(3),
        RoomPart::Documents(4_000_000),
        RoomPart::DocumentIds,
    ] {
        assert_eq!(RoomPart::parse_name(&part.file_name()), Some(part));
    }
    for wrong in ["", "t", "x1", "t-1", "ż3", "idsx", "t99999999999"] {
        assert_eq!(RoomPart::parse_name(wrong), None);
    }
}

proptest! {
    #[test]
    fn any_part_is_taken_or_refused_without_panic(bytes: Vec<u8>, number in 0u32..3, kind in 0u8..5) {
        let (whole, _) = Room::open((0..3).map(article)).unwrap();
        let room = Room::from_bytes(cut(&whole).0).unwrap();
        let part = [RoomPart::Terms(number), RoomPart::Positions(number), RoomPart::Documents(number), RoomPart::DocumentIds, RoomPart::Spellings(number)][kind as usize];
        prop_assert!(room.put_part(part, bytes).is_err());
        let error = room.search("fog", &SearchOptions::default()).unwrap_err();
        prop_assert_eq!((error.kind(), error.missing_parts()), (ErrorKind::MissingParts, &[RoomPart::Terms(0)][..]));
    }
}
