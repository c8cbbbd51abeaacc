//! The boundary itself, run as WebAssembly in headless browsers: the shapes that cross it, and the errors.
#![cfg(target_family = "wasm")]

use js_sys::{Array, JSON, Reflect};
use reading_room::wasm::{JsRecogniser, JsRoom, JsRoomBuilder, set_segmenter};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn json(text: &str) -> JsValue {
    JSON::parse(text).expect("the test's JSON is well formed")
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, name| Reflect::get(&value, &name.into()).expect("an object"))
}

fn room(documents: &str) -> JsRoom {
    let mut builder = JsRoomBuilder::new(None);
    let refused = builder.add(json(documents).unchecked_into());
    assert_eq!(refused.length(), 0);
    builder.build().expect("a room")
}

const TWO: &str = r#"[
    { "id": "fog", "title": "Fog in the harbour", "date": "2024-03-01", "text": "The ferry to Ærø waited. </script><b>Fog</b> lay on Łódź." },
    { "id": "sun", "title": null, "text": "Nothing but sun all day long." }
]"#;

#[wasm_bindgen_test]
fn an_answer_is_plain_data_with_nulls() {
    let answer = room(TWO).search("fog", JsValue::UNDEFINED).expect("an answer");
    // What JSON cannot say (undefined, Map) would be lost here.
    let again = json(&String::from(JSON::stringify(&answer).expect("plain data")));
    assert_eq!(JSON::stringify(&again).unwrap(), JSON::stringify(&answer).unwrap());
    assert_eq!(get(&answer, "total"), 1);
    assert_eq!(get(&answer, "hits.0.id"), "fog");
    assert_eq!(get(&answer, "hits.0.date"), "2024-03-01");
    assert!(get(&answer, "hits.0.url").is_null());
    assert!(get(&answer, "suggestion").is_null());
    assert_eq!(get(&answer, "hits.0.heading.0.text"), "Fog");
    assert_eq!(get(&answer, "hits.0.heading.0.hit"), true);
    assert_eq!(get(&answer, "hits.0.matched.0.as"), "exact");
}

#[wasm_bindgen_test]
fn markup_in_an_article_arrives_as_text() {
    let article = room(TWO).article("fog", "lodz").expect("an article");
    let segments: Array = get(&article, "blocks.0.segments").unchecked_into();
    let texts: Vec<String> = segments.iter().filter_map(|segment| get(&segment, "text").as_string()).collect();
    assert_eq!(texts.concat(), "The ferry to Ærø waited. </script><b>Fog</b> lay on Łódź.");
    assert!(texts.contains(&"Łódź".to_owned()));
    assert_eq!(get(&article, "hits"), 1);
    assert!(get(&article, "previous").is_null());
    assert_eq!(get(&article, "next.id"), "sun");
}

#[wasm_bindgen_test]
fn options_reach_the_search() {
    let room = room(TWO);
    let answer = room.search("fog sun", json(r#"{ "limit": 1, "offset": 1 }"#)).expect("an answer");
    assert_eq!(get(&answer, "total"), 2);
    assert_eq!(get(&answer, "hits.length"), 1);
    let answer = room.search("fog sun", json(r#"{ "filters": { "after": "2024-01-01" } }"#)).expect("an answer");
    assert_eq!(get(&answer, "total"), 1);
    let answer = room.search("fog", JsValue::from_str("not options")).expect("what is no option is left out");
    assert_eq!(get(&answer, "total"), 1);
}

#[wasm_bindgen_test]
fn an_unknown_id_is_an_error_with_a_code() {
    let error = room(TWO).article("nowhere", "").expect_err("no such article");
    assert!(error.is_instance_of::<js_sys::Error>());
    assert_eq!(get(&error, "code"), "not-found");
    assert_eq!(get(&error, "name"), "RoomError");
}

#[wasm_bindgen_test]
fn an_article_without_text_is_refused_and_the_others_stay() {
    let mut builder = JsRoomBuilder::new(Some("en".to_owned()));
    let documents = r#"[{ "source": "a.jsonl", "text": "" }, 7, null, { "text": "Sun and rain." }]"#;
    let refused = builder.add(json(documents).unchecked_into());
    assert_eq!(refused.length(), 3);
    assert_eq!(get(&refused.get(0), "code"), "input");
    assert_eq!(get(&refused.get(0), "source"), "a.jsonl");
    let overview = builder.build().expect("a room").overview(0, 10).expect("an overview");
    assert_eq!(get(&overview, "total"), 1);
}

#[wasm_bindgen_test]
fn a_stored_room_answers_alike() {
    let room = room(TWO);
    let stored = room.to_bytes().expect("bytes");
    let again = JsRoom::from_bytes(stored.clone()).expect("a room");
    let answers = [&room, &again].map(|room| room.search("harbour", JsValue::UNDEFINED).expect("an answer"));
    let [first, second] = answers.map(|answer| String::from(JSON::stringify(&answer).unwrap()));
    assert_eq!(first, second);

    let mut damaged = stored;
    if let Some(last) = damaged.last_mut() {
        *last ^= 1;
    }
    let error = JsRoom::from_bytes(damaged).err().expect("damage is noticed");
    assert_eq!(get(&error, "code"), "damaged");
}

#[wasm_bindgen_test]
fn articles_come_and_go_and_an_unknown_part_is_refused() {
    let room = room(TWO);
    let gone = vec!["fog".to_owned()];
    let mut added = room.additions(gone.clone(), None).expect("a builder");
    let refused = added.add(json(r#"[{ "id": "fog", "text": "Fog until noon." }, { "id": "none" }]"#).unchecked_into());
    assert_eq!(refused.length(), 1);
    room.edit(gone, added).expect("an edit");
    assert_eq!(room.size(), 2);
    assert_eq!(get(&room.search("noon", JsValue::UNDEFINED).expect("an answer"), "total"), 1);
    assert_eq!(get(&room.search("harbour", JsValue::UNDEFINED).expect("an answer"), "total"), 0);
    assert_eq!(get(&room.put("x7", Vec::new()).unwrap_err(), "code"), "input");
    assert_eq!(get(&room.put("t0", vec![1, 2, 3]).unwrap_err(), "code"), "damaged");
    assert_eq!(reading_room::wasm::gzip(b"fog")[..2], [0x1f, 0x8b]);
}

#[wasm_bindgen_test]
fn suggestions_hold_words_and_articles() {
    let suggested = room(TWO).suggest("harb", 5).expect("suggestions");
    assert_eq!(get(&suggested, "words.0.query"), "harbour");
    assert_eq!(get(&suggested, "articles.0.id"), "fog");
}

const MODEL: &[u8] = include_bytes!("../models/english.room-model");

/// A room read for entities, and how many calls that took.
fn recognised(documents: &str) -> (JsRoom, u32) {
    let room = room(documents);
    let mut recogniser = JsRecogniser::new(MODEL.to_vec()).expect("a model");
    let mut calls = 1;
    while recogniser.read(&room, 1).expect("articles that can be read") > 0 {
        calls += 1;
    }
    assert!(!room.recognised());
    room.recognise(recogniser).expect("entities");
    (room, calls)
}

const NEWS: &str = r#"[
    { "id": "one", "date": "2024-03-01", "language": "en", "text": "Transport minister Yevhen Palamar met Omar Haddad of the World Bank in Odesa. “The port is open,” Palamar told reporters on Monday. He paid 20 million euros for <b>cranes</b>." },
    { "id": "two", "language": "en", "text": "Minister Evgeny Palamar opened a school in Odessa with Omar Haddad." }
]"#;

#[wasm_bindgen_test]
fn entities_come_in_steps_and_cross_as_plain_data() {
    let (room, calls) = recognised(NEWS);
    assert_eq!(calls, 4, "two articles, read twice");
    assert!(room.recognised());
    let views = [
        room.entities(json(r#"{ "kind": "person", "query": "pal", "limit": 5 }"#)),
        // An id made from any of the spellings will do.
        room.entity("person-yevhen-palamar", JsValue::UNDEFINED),
        room.quotes(json(r#"{ "entity": "person-yevhen-palamar" }"#)),
        room.amounts(JsValue::UNDEFINED),
        room.timeline(JsValue::NULL),
        room.graph(json(r#"{ "limit": 4 }"#)),
        room.related("one", 3),
        room.article("one", "palamar"),
        room.search("palamar", json(r#"{ "facets": 3, "filters": { "entities": ["person-omar-haddad"] } }"#)),
        room.suggest("oma", 3),
    ];
    let [entities, entity, quotes, amounts, timeline, graph, related, article, found, suggested] =
        views.map(|view| view.expect("an answer"));
    for view in [&entities, &entity, &quotes, &amounts, &timeline, &graph, &related, &article, &found, &suggested] {
        let again = json(&String::from(JSON::stringify(view).expect("plain data")));
        assert_eq!(JSON::stringify(&again).unwrap(), JSON::stringify(view).unwrap());
    }
    assert_eq!(get(&entities, "entities.0.name"), "Evgeny Palamar");
    assert_eq!(get(&entity, "firstDate"), "2024-03-01");
    assert_eq!(get(&quotes, "items.0.text"), "The port is open,");
    assert_eq!(get(&quotes, "items.0.speaker.id"), "person-evgeny-palamar");
    assert_eq!(get(&amounts, "items.0.currency"), "EUR");
    assert!(get(&amounts, "items.0.upTo").is_null());
    assert_eq!(get(&related, "0.id"), "two");
    assert_eq!(get(&article, "recognition"), "full");
    assert_eq!(get(&found, "total"), 2);
    assert_eq!(get(&found, "facets.0.kind"), "person");
    assert_eq!(get(&suggested, "entities.0.name"), "Omar Haddad");
    let error = room.entity("person-nobody", JsValue::UNDEFINED).expect_err("no such entity");
    assert_eq!(get(&error, "code"), "not-found");
}

#[wasm_bindgen_test]
fn what_is_said_of_all_articles_crosses_as_plain_data() {
    let (room, _) = recognised(NEWS);
    let pair =
        room.together("person-evgeny-palamar", "person-omar-haddad", json(r#"{ "limit": 1 }"#)).expect("an answer");
    assert_eq!((get(&pair, "total"), get(&pair, "items.length")), (JsValue::from(2), JsValue::from(1)));
    let about = room.about(JsValue::UNDEFINED).expect("an answer");
    assert_eq!(get(&about, "files.total"), 2);
    assert_eq!(get(&about, "files.items.0.hash").as_string().map(|hash| hash.len()), Some(64));
    assert_eq!(get(&about, "found.amounts"), 1);
    let narrowed = room.quotes(json(r#"{ "query": "nothing like it" }"#)).expect("an answer");
    assert_eq!(get(&narrowed, "total"), 0);
    let sums = room.amounts(json(r#"{ "sort": "largest" }"#)).expect("an answer");
    assert_eq!(get(&sums, "items.0.value"), 20e6);
    assert_eq!(
        get(&room.graph(JsValue::NULL).expect("an answer"), "nodes.0.x").as_f64().map(f64::is_finite),
        Some(true)
    );
    assert_eq!(get(&room.highlights(3).expect("an answer"), "length"), 0);
}

#[wasm_bindgen_test]
fn corrections_take_names_apart_and_back() {
    let (room, _) = recognised(NEWS);
    let count = || get(&room.entities(json(r#"{ "query": "palamar" }"#)).expect("an answer"), "total");
    let before = count();
    let apart = r#"{ "different": [[{ "kind": "person", "text": "Yevhen Palamar" }, { "kind": "person", "text": "Evgeny Palamar" }], 7] }"#;
    room.correct(json(apart)).expect("resolved anew");
    assert_eq!(count().as_f64(), before.as_f64().map(|count| count + 1.0));
    room.correct(json("{}")).expect("resolved anew");
    assert_eq!(count(), before);
}

#[wasm_bindgen_test]
fn a_damaged_model_is_an_error_with_a_code() {
    let error = JsRecogniser::new(MODEL.get(..1000).expect("bytes").to_vec()).err().expect("damage is noticed");
    assert_eq!(get(&error, "code"), "damaged");
}

#[wasm_bindgen_test]
fn words_without_spaces_are_found_with_the_browsers_dictionary() {
    set_segmenter(js_sys::Function::new_with_args(
        "text",
        "const words = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text);
         return Uint32Array.from(words, ({ index, segment }) => index + segment.length)",
    ));
    let room = room(
        r#"[{ "id": "port", "text": "𠮷野の知事は水曜日に選挙の日程を発表した。" }, { "id": "fog", "text": "港に霧が出た。" }]"#,
    );
    let answer = room.search("知事選挙日程 ", JsValue::UNDEFINED).expect("an answer");
    assert_eq!((get(&answer, "total"), get(&answer, "complete")), (1.into(), 1.into()));
    let words = room.suggest("選", 5).expect("suggestions");
    assert_eq!(get(&words, "words.1.query"), "選挙");
}
