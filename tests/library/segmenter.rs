//! Writing systems without spaces: words by a dictionary, every run of letters as a phrase.

use proptest::prelude::*;
use reading_room::internals::analysis::token::{Tokenizer, spelling_of};
use reading_room::{Room, RoomBuilder, RoomPart, SearchOptions, Source, segment_by_dictionary};

fn room(texts: &[&str]) -> Room {
    fill(RoomBuilder::default().with_segmenter(segment_by_dictionary), texts)
}

fn fill(mut builder: RoomBuilder, texts: &[&str]) -> Room {
    for (number, text) in texts.iter().enumerate() {
        let source = Source { id: Some(number.to_string()), text: (*text).into(), ..Source::default() };
        builder.add(source).unwrap();
    }
    builder.build().unwrap()
}

/// The ids of what is found, and how many of them have every word.
fn found(room: &Room, query: &str) -> (Vec<String>, usize) {
    let answer = room.search(query, &SearchOptions::default()).unwrap();
    (answer.hits.iter().map(|hit| hit.article.id.clone()).collect(), answer.complete)
}

fn marked(room: &Room, query: &str) -> Vec<String> {
    let answer = room.search(query, &SearchOptions::default()).unwrap();
    let segments = answer.hits[0].snippets.iter().flatten();
    segments.filter(|segment| segment.hit).map(|segment| segment.text.clone()).collect()
}

const JAPANESE: [&str; 4] = [
    "知事の会見\n\n東京都の知事は水曜日に選挙の日程を発表した。港の工事は来年まで続く見通しだ。",
    "港の工事\n\n新しい港の工事が始まった。市長は記者団に、費用は三億円だと述べた。",
    "京都の祭り\n\n京都の祭りには大勢の観光客が集まった。天気は良く、川の水位も低かった。",
    "東京都の予算\n\n東京都は来年度の予算案をまとめた。東京都の職員は京都を訪れていない。",
];

#[test]
fn words_stand_whole_at_the_place_of_their_first_letter() {
    let mut words = Vec::new();
    let places = Tokenizer::new(segment_by_dictionary).tokenize("京都の祭り2024", |token| {
        words.push((spelling_of(token.key).to_owned(), token.position, token.width))
    });
    let expected = [
        ("京都", 0, 2),
        ("京", 0, 1),
        ("都", 1, 1),
        ("の", 2, 1),
        ("祭り", 3, 2),
        ("祭", 3, 1),
        ("り", 4, 1),
        ("2024", 5, 1),
    ];
    assert_eq!(words, expected.map(|(word, position, width)| (word.to_owned(), position, width)));
    assert_eq!(places, 6);
}

#[test]
fn a_question_without_spaces_is_read_as_its_words() {
    let room = room(&JAPANESE);
    let (ids, complete) = found(&room, "知事選挙日程 ");
    assert_eq!((ids[0].as_str(), complete), ("0", 1));
    assert_eq!(marked(&room, "知事選挙日程 "), ["知事", "選挙", "日程"]);
}

#[test]
fn a_word_comes_before_the_same_letters_in_another() {
    let room = room(&JAPANESE);
    let (ids, _) = found(&room, "京都 ");
    assert_eq!(ids[0], "2");
    // Nothing is lost: the letters stand in Tōkyō-to, too.
    assert!(ids.contains(&"0".to_owned()));
}

#[test]
fn a_quotation_and_an_exclusion_are_taken_as_they_stand() {
    let room = room(&JAPANESE);
    assert_eq!(found(&room, "\"港の工事\" ").0.len(), 2);
    assert_eq!(found(&room, "\"工事の港\" ").1, 0);
    let (ids, _) = found(&room, "港 -工事は来年 ");
    assert_eq!(ids, ["1"]);
}

#[test]
fn what_is_typed_is_completed_to_words() {
    let room = room(&JAPANESE);
    let words: Vec<String> = room.suggest("港 観", 5).unwrap().words.into_iter().map(|word| word.query).collect();
    assert!(words.contains(&"港 観光".to_owned()) || words.contains(&"港 観光客".to_owned()), "{words:?}");
}

#[test]
fn chinese_and_thai_are_read_too() {
    let room = room(&[
        "市长谈港口\n\n市长星期三宣布，港口的工程明年开始，费用为三亿元。居民对此表示欢迎。",
        "河水上涨\n\n昨夜河水上涨了两米，许多居民离开了家。学校星期一仍然关闭。",
        "นายกเทศมนตรีเปิดท่าเรือใหม่\n\nนายกเทศมนตรีกล่าวว่าท่าเรือใหม่จะเปิดในปีหน้า และโรงเรียนจะปิดในวันจันทร์",
    ]);
    assert_eq!(found(&room, "港口费用 "), (vec!["0".to_owned()], 1));
    assert_eq!(found(&room, "学校关闭 ").0[0], "1");
    assert_eq!(found(&room, "โรงเรียนท่าเรือ "), (vec!["2".to_owned()], 1));
}

#[test]
fn every_room_has_a_segmenter_of_its_own() {
    /// All letters are one word.
    fn whole(run: &str) -> Vec<usize> {
        vec![run.len()]
    }
    let without = || fill(RoomBuilder::default(), &JAPANESE);
    let by_line = || fill(RoomBuilder::default().with_segmenter(whole), &JAPANESE);
    let bytes = |room: Room| room.to_bytes().unwrap();
    let alone = bytes(without());
    let dictionary = bytes(room(&JAPANESE));
    let lines = bytes(by_line());
    assert!(alone != dictionary && dictionary != lines && lines != alone, "each room has words of its own");
    // Whatever was made before.
    assert_eq!([bytes(by_line()), bytes(room(&JAPANESE)), bytes(without())], [lines, dictionary.clone(), alone]);

    // Rooms that are open side by side read the same question each in its own way.
    let open = || Room::from_bytes(dictionary.clone()).unwrap();
    let (plain, segmented) = (open(), open().with_segmenter(segment_by_dictionary));
    for _ in 0..2 {
        assert_eq!(found(&segmented, "知事選挙日程 ").1, 1);
        assert_eq!(found(&plain, "知事選挙日程 ").1, 0, "as one run of letters it stands nowhere");
        assert_eq!(found(&plain, "選挙 "), found(&segmented, "選挙 "));
    }
    // What is made of a room reads as it does.
    let added = segmented.additions(&[], None).unwrap();
    let edited = segmented.edited(&[], added).unwrap();
    assert_eq!(edited.to_bytes().unwrap(), dictionary);
    assert_eq!(found(&edited, "知事選挙日程 ").1, 1);
}

/// Whether these are parts of positions.
fn positions(parts: &[RoomPart]) -> bool {
    parts.iter().any(|part| matches!(part, RoomPart::Positions(_)))
}

#[test]
fn in_a_large_room_a_known_word_is_not_looked_for_by_its_letters() {
    let word = |n: usize| (0..4).map(|at| char::from(b'a' + (n / 26_usize.pow(at) % 26) as u8)).collect::<String>();
    let texts: Vec<String> = (0..3000)
        .map(|n| {
            format!("{} {}", JAPANESE[n % 4], (0..40).map(|at| word(n * 31 + at * 7)).collect::<Vec<_>>().join(" "))
        })
        .collect();
    let whole = room(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let mut parts = std::collections::HashMap::new();
    let head = whole.cut_parts(|part, bytes| {
        parts.insert(part, bytes);
        Ok(())
    });
    let cut = Room::from_bytes(head.unwrap()).unwrap().with_segmenter(segment_by_dictionary);
    let mut ask = |query: &str| {
        let mut fetched = Vec::new();
        loop {
            let missing = match cut.search(query, &SearchOptions::default()) {
                Ok(answer) => return (answer, fetched),
                Err(error) => error.missing_parts().to_vec(),
            };
            for part in missing {
                cut.put_part(part, parts.remove(&part).unwrap()).unwrap();
                fetched.push(part);
            }
        }
    };
    let (answer, fetched) = ask("知事 ");
    assert_eq!(answer.total, 750);
    assert!(!positions(&fetched), "{fetched:?}");
    // What is no word by itself is found by its letters, and so is a quotation.
    let (answer, fetched) = ask("\"京都の祭\" ");
    assert_eq!(answer.total, 750);
    assert!(positions(&fetched));
}

proptest! {
    #[test]
    fn places_rise_and_words_lie_on_edges(text in "[ก-๛ぁ-ヿ一-三々a-c .,'’\u{e31}\u{e48}0-9-]{0,60}") {
        let mut letters = 0;
        let places = Tokenizer::new(segment_by_dictionary).tokenize(&text, |token| {
            assert!(text.get(token.start..token.end).is_some_and(|surface| !surface.is_empty()));
            assert!(token.position >= letters);
            if token.width == 1 {
                letters = token.position + 1;
            }
        });
        prop_assert!(places >= letters);
        let room = room(&[&format!("{text} 港")]);
        prop_assert!(room.search(&text, &SearchOptions::default()).is_ok());
    }
}
