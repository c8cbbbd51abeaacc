//! Entities in a room: found, listed, searched by any of their names, corrected, stored.

use std::path::Path;

use reading_room::internals::entity::resolve::{EntityCorrections, EntityName};
use reading_room::internals::entity::tag::EntityTagger;
use reading_room::view::{HitView, MatchKind, Recognition};
use reading_room::{
    AmountOrder, CollectionRecogniser, EntitiesOptions, EntityKind, ErrorKind, FactFilters, GraphOptions, Room,
    RoomBuilder, SearchOptions, Source,
};

use crate::golden;

fn tagger() -> EntityTagger {
    EntityTagger::open(include_bytes!("../../models/english.room-model").to_vec()).unwrap()
}

fn room_of(texts: &[(&str, &str, &str)]) -> Room {
    let mut builder = RoomBuilder::default();
    for (id, date, text) in texts {
        let date = (!date.is_empty()).then(|| (*date).to_owned());
        let source = Source {
            id: Some((*id).into()),
            date,
            text: (*text).into(),
            language: Some("en".into()),
            ..Source::default()
        };
        builder.add(source).unwrap();
    }
    let mut room = builder.build().unwrap();
    room.recognise(&tagger(), &EntityCorrections::default()).unwrap();
    room
}

/// News that nobody wrote, of one person under two spellings, her namesake and a bank.
fn harbour() -> Room {
    room_of(&[
        (
            "strike",
            "2024-03-04",
            "Dockers strike in Gdynia\n\nTransport minister Katarzyna Wiśniewska met Omar Haddad in Gdynia on Monday. \
             “The port will open again,” Wiśniewska told reporters. The World Bank lent 20 million euros for the cranes.",
        ),
        (
            "talks",
            "2024-03-09",
            "Talks go on\n\nKatarzyna Wisniewska and Omar Haddad spoke for three hours in Gdynia. Haddad said the strike \
             would end. “We are close,” he said.",
        ),
        (
            "bank",
            "2024-04-01",
            "Bank doubts the port\n\nThe World Bank wants its money back by 1 June 2024. “This is not what we paid for,” \
             said Ingrid Solberg, who speaks for the World Bank in Oslo.",
        ),
        ("weather", "", "Rain on the coast\n\nIt rained all week, and nobody was named in the report about the rain."),
    ])
}

fn ids(hits: &[HitView]) -> Vec<&str> {
    hits.iter().map(|hit| hit.article.id.as_str()).collect()
}

fn search(room: &Room, query: &str) -> Vec<HitView> {
    room.search(query, &SearchOptions::default()).unwrap().hits
}

#[test]
fn one_spelling_finds_the_others_below_the_exact_ones() {
    // Accents alone are not another name; the names here differ in more.
    let room = room_of(&[
        (
            "a",
            "2024-01-01",
            "Minister Yevhen Palamar visited Odesa. Palamar said the road was open. Yevhen Palamar left.",
        ),
        ("b", "2024-01-02", "Minister Evgeny Palamar, in Odessa, opened a school. Palamar stayed for the day."),
    ]);
    let hits = search(&room, "yevhen");
    assert_eq!(ids(&hits), ["a"], "a given name alone says too little");
    let hits = search(&room, "yevhen palamar");
    assert_eq!(ids(&hits), ["a", "b"]);
    assert!(hits[1].complete, "by another name it is whole");
    assert!(
        hits[1].matched.iter().any(|matched| matched.kind == MatchKind::Alias && matched.entity.is_some()),
        "{hits:?}"
    );
    let places = search(&room, "Odesa");
    assert_eq!(ids(&places), ["a", "b"]);
    let alias = places[1].matched.iter().find(|matched| matched.kind == MatchKind::Alias).unwrap();
    assert_eq!(alias.term, "Odessa");
    assert_eq!(ids(&search(&room, "\"Odesa\" ")), ["a"], "in quotation marks just these words are meant");
}

#[test]
fn a_spelling_that_stands_nowhere_finds_who_sounds_so() {
    let room = harbour();
    let answer = room.search("vishnevska", &SearchOptions::default()).unwrap();
    let mut found = ids(&answer.hits);
    found.sort_unstable();
    assert_eq!(found, ["strike", "talks"]);
    assert_eq!(answer.named[0].entity.name, "Katarzyna Wiśniewska");
}

#[test]
fn filters_name_people_bodies_places_and_speakers() {
    let room = harbour();
    let sorted = |query: &str| {
        let hits = search(&room, query);
        let mut found: Vec<String> = hits.iter().map(|hit| hit.article.id.clone()).collect();
        found.sort_unstable();
        found
    };
    assert_eq!(sorted("person:haddad"), ["strike", "talks"]);
    assert_eq!(sorted("org:\"World Bank\""), ["bank", "strike"]);
    assert_eq!(sorted("place:gdynia hours"), ["talks"]);
    assert_eq!(sorted("said:solberg"), ["bank"]);
    assert_eq!(sorted("said:haddad"), ["talks"]);
    assert_eq!(sorted("gdynia -person:haddad"), Vec::<String>::new());
    assert_eq!(sorted("person:nobody"), Vec::<String>::new());
    let quoted = search(&room, "said:solberg");
    let marked: String =
        quoted[0].snippets.iter().flatten().filter(|segment| segment.hit).map(|s| s.text.as_str()).collect();
    assert_eq!(marked, "This is not what we paid for,");
}

#[test]
fn facets_count_articles_of_the_answer_and_narrow_it() {
    let room = harbour();
    let options = SearchOptions { facets: 3, ..SearchOptions::default() };
    let answer = room.search("gdynia", &options).unwrap();
    let people = answer.facets.iter().find(|facet| facet.kind == EntityKind::Person).unwrap();
    assert_eq!(people.total, 2);
    assert!(people.entities.iter().all(|entity| entity.count == 2));
    let entities = vec![people.entities[0].entity.id.clone(), "organisation-world-bank".into()];
    let narrowed = room.search("", &SearchOptions { entities, ..options.clone() }).unwrap();
    assert_eq!(ids(&narrowed.hits), ["strike"]);
    assert_eq!(narrowed.named.len(), 2, "what the answer is narrowed to has a name");
    let found = room.search("gdynia", &SearchOptions { entities: vec!["person-no-one".into()], ..options }).unwrap();
    assert_eq!(found.total, 0);
}

#[test]
fn one_entity_has_its_names_places_words_and_company() {
    let room = harbour();
    let entity = room.entity("person-katarzyna-wisniewska", 0, 10).unwrap();
    assert_eq!((entity.row.mentions, entity.row.articles), (3, 2));
    assert_eq!((entity.first_date.as_deref(), entity.last_date.as_deref()), (Some("2024-03-04"), Some("2024-03-09")));
    assert_eq!(entity.aliases.len(), 3);
    assert_eq!(entity.sentences.total, 3);
    assert_eq!(entity.quotes.items[0].text, "The port will open again,");
    assert_eq!(entity.row.role.as_deref(), Some("Transport minister"));
    assert!(entity.associates.iter().any(|other| other.row.entity.name == "Omar Haddad" && other.sentences == 2));
    assert!(entity.merges.iter().any(|merge| merge.b == "Wiśniewska" || merge.a == "Wiśniewska"));
    assert_eq!(room.entity("person-wisniewska", 0, 1).unwrap().row.entity.id, entity.row.entity.id);
    assert_eq!(room.entity("person-nobody", 0, 1).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn an_article_shows_who_is_in_it() {
    let room = harbour();
    let article = room.article("strike", "port").unwrap();
    assert_eq!(article.recognition, Recognition::Full);
    let segments: Vec<_> =
        article.heading.iter().flatten().chain(article.blocks.iter().flat_map(|b| &b.segments)).collect();
    let named: Vec<(&str, &str)> = segments
        .iter()
        .filter_map(|segment| {
            let entity = article.entities.get(segment.entity? as usize)?;
            Some((segment.text.as_str(), entity.row.entity.name.as_str()))
        })
        .collect();
    assert!(named.contains(&("Wiśniewska", "Katarzyna Wiśniewska")), "{named:?}");
    assert!(named.contains(&("Gdynia", "Gdynia")));
    assert_eq!(article.amounts[0].value, Some(20e6));
    assert_eq!(article.dates[0].iso.as_deref(), Some("2024-03-04"));
    let related = room.related("strike", 5).unwrap();
    assert_eq!(related[0].article.id, "talks");
    assert!(!related[0].entities.is_empty());
}

#[test]
fn every_entity_is_found_by_its_id() {
    let room = room_of(&[(
        "a",
        "2024-01-01",
        "Minister Conor O'Brien of the U.S. met Ali al-Hakim and Jean-Luc D’Arcy in St. John's. O'Brien praised AT&T and \
         the Q'orianka Kilcher Foundation. “We agree,” said Mr. O'Brien.",
    )]);
    let all = room.entities(&EntitiesOptions { limit: 50, ..EntitiesOptions::default() }).unwrap().entities;
    assert!(all.len() >= 4, "{all:?}");
    for row in all {
        assert_eq!(room.entity(&row.entity.id, 0, 1).unwrap().row.entity, row.entity);
    }
}

#[test]
fn facts_of_all_articles_come_in_order() {
    let room = harbour();
    let all = FactFilters { limit: 10, ..FactFilters::default() };
    let quotes = room.quotes(&all).unwrap();
    assert_eq!(quotes.page.total, 3);
    assert_eq!(quotes.page.items[0].article.id, "bank");
    let his = FactFilters { entity: Some("person-omar-haddad".into()), ..all.clone() };
    assert_eq!(room.quotes(&his).unwrap().page.total, 1);
    assert_eq!(room.amounts(&all, AmountOrder::Newest).unwrap().page.items[0].currency.as_deref(), Some("EUR"));
    let timeline = room.timeline(&all).unwrap();
    let isos: Vec<_> = timeline.page.items.iter().filter_map(|date| date.iso.as_deref()).collect();
    assert_eq!(isos, ["2024-03-04", "2024-06-01"]);
    let later = FactFilters { after: reading_room::CalendarDate::parse_iso("2024-05-01"), ..all };
    assert_eq!(room.timeline(&later).unwrap().page.total, 1);
    let graph = room.graph(&GraphOptions { limit: 10, ..GraphOptions::default() }).unwrap();
    let name = |at: u32| graph.nodes[at as usize].row.entity.name.as_str();
    assert!(graph.edges.iter().any(|edge| [name(edge.a), name(edge.b)].contains(&"Omar Haddad")));
}

#[test]
fn what_was_merged_can_be_taken_apart_and_put_back() {
    let mut room = harbour();
    let spelled = |text: &str| EntityName { kind: EntityKind::Person, text: text.into() };
    let apart = EntityCorrections {
        different: vec![(spelled("Katarzyna Wiśniewska"), spelled("Katarzyna Wisniewska"))],
        ..EntityCorrections::default()
    };
    room.correct(&apart).unwrap();
    let people = EntitiesOptions { kind: Some(EntityKind::Person), query: "wisniewska".into(), offset: 0, limit: 10 };
    assert_eq!(room.entities(&people).unwrap().total, 2);
    room.correct(&EntityCorrections::default()).unwrap();
    assert_eq!(room.entities(&people).unwrap().total, 1);
    let same = EntityCorrections {
        same: vec![(spelled("Omar Haddad"), spelled("Ingrid Solberg"))],
        ..EntityCorrections::default()
    };
    room.correct(&same).unwrap();
    assert_eq!(room.entity("person-ingrid-solberg", 0, 1).unwrap().row.articles, 3);
}

#[test]
fn a_stored_room_keeps_its_entities_and_answers_alike() {
    let room = harbour();
    let again = Room::from_bytes(room.to_bytes().unwrap()).unwrap();
    let all = EntitiesOptions { limit: 100, ..EntitiesOptions::default() };
    assert_eq!(room.entities(&all).unwrap(), again.entities(&all).unwrap());
    for query in ["vishnevska", "said:solberg", "world bank", "person:h"] {
        let options = SearchOptions { facets: 5, ..SearchOptions::default() };
        assert_eq!(room.search(query, &options).unwrap(), again.search(query, &options).unwrap());
    }
    assert_eq!(room.to_bytes().unwrap(), harbour().to_bytes().unwrap(), "the same articles give the same bytes");
}

#[test]
fn a_room_of_an_older_format_keeps_its_articles_and_is_recognised_again() {
    let room = harbour();
    let mut stored = room.to_bytes().unwrap();
    stored[8] = 2;
    let checksum = xxhash_rust::xxh64::xxh64(&stored[20..], 0);
    stored[12..20].copy_from_slice(&checksum.to_le_bytes());
    let older = Room::from_bytes(stored).unwrap();
    assert_eq!(older.len(), room.len());
    assert!(older.search("solberg", &SearchOptions::default()).unwrap().total > 0);
    assert_eq!(older.entities(&EntitiesOptions::default()).unwrap().recognition, Recognition::None);
}

#[test]
fn an_article_that_is_recognised_on_demand_has_its_sums() {
    let text = "Anna Berg gave $5 million to the World Bank on Monday, and the ferries sailed again.";
    let (mut room, _) =
        Room::open([Source { id: Some("sum".into()), text: text.into(), ..Source::default() }]).unwrap();
    room.recognise_on_demand(EntityTagger::open(std::fs::read("models/english.room-model").unwrap()).unwrap());
    let article = room.article("sum", "").unwrap();
    let giver = article.amounts[0].giver_entity.as_ref().unwrap();
    assert_eq!((giver.name.as_str(), giver.id.as_str()), ("Anna Berg", ""));
}

#[test]
fn a_room_that_was_not_read_answers_without_names() {
    let mut builder = RoomBuilder::default();
    builder.add(Source { text: "Omar Haddad spoke in Gdynia.".into(), ..Source::default() }).unwrap();
    let room = builder.build().unwrap();
    assert_eq!(room.entities(&EntitiesOptions::default()).unwrap().recognition, Recognition::None);
    assert_eq!(
        room.search("person:haddad", &SearchOptions::default()).unwrap().total,
        1,
        "a name is a word until then"
    );
    assert_eq!(room.article("1", "").unwrap().recognition, Recognition::None);
    assert_eq!(room.quotes(&FactFilters::default()).unwrap().page.total, 0);
    assert_eq!(room.related("1", 3).unwrap(), []);
}

#[test]
fn another_language_is_said_to_be_out_of_reach() {
    let mut builder = RoomBuilder::default();
    let text = "Die Ministerin Anna Schmidt hat am Montag in Berlin gesagt, dass der neue Hafen gebaut wird. Das ist gut für die Stadt.";
    builder
        .add(Source { id: Some("de".into()), text: text.into(), language: Some("de".into()), ..Source::default() })
        .unwrap();
    let mut room = builder.build().unwrap();
    room.recognise(&tagger(), &EntityCorrections::default()).unwrap();
    assert_eq!(room.article("de", "").unwrap().recognition, Recognition::Limited);
}

/// The articles that ship: each spelling of a person finds the articles with the others.
#[test]
fn the_seeds_know_their_people_by_any_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut builder = RoomBuilder::default();
    for reading in reading_room::internals::ingest::SourceCollection::read_paths(&[folder], |_, _| {}).sources {
        builder.add(reading.source).unwrap();
    }
    let mut room = builder.build().unwrap();
    room.recognise(&tagger(), &EntityCorrections::default()).unwrap();
    let found = |query: &str| {
        let answer = room.search(query, &SearchOptions::default()).unwrap();
        let mut found: Vec<String> =
            answer.hits.iter().filter(|hit| hit.complete).map(|hit| hit.article.id[..3].to_owned()).collect();
        found.sort_unstable();
        found.join(" ")
    };
    assert_eq!(found("Umerov"), "002 003");
    assert_eq!(found("Umarov"), "002 003");
    assert_eq!(found("Anušauskas"), "000 001");
    assert_eq!(found("Anaszauskas"), "000 001");
    assert_eq!(found("Kiev"), "003 004");
    assert_eq!(found("said:kasciunas"), "003");
}

#[test]
fn all_cores_together_read_what_one_reads() {
    let sources: Vec<Source> =
        golden::cases("facts").into_iter().map(|case| Source { text: case.text, ..Source::default() }).collect();
    let mut one = RoomBuilder::default();
    sources.iter().for_each(|source| assert!(one.add(source.clone()).is_ok()));
    let mut one = one.build().unwrap();
    one.recognise(&tagger(), &EntityCorrections::default()).unwrap();

    let mut all = RoomBuilder::default();
    assert!(all.add_all(sources).iter().all(Result::is_ok));
    let mut all = all.build().unwrap();
    let mut recogniser = CollectionRecogniser::new(&tagger());
    while all.read_some_on_all_cores(&mut recogniser, 7).unwrap() > 0 {}
    all.take_recognised(recogniser, &EntityCorrections::default()).unwrap();
    assert!(all.to_bytes().unwrap() == one.to_bytes().unwrap());
}

#[test]
fn a_hit_that_is_there_for_a_name_alone_is_explained_by_it() {
    let options = SearchOptions { explain: true, ..SearchOptions::default() };
    let answer = harbour().search("person:haddad", &options).unwrap();
    assert!(!answer.hits.is_empty());
    for hit in answer.hits {
        let explanation = hit.explanation.unwrap();
        let [part] = explanation.parts.as_slice() else { panic!("{explanation:?}") };
        assert_eq!(part.typed, "haddad");
        assert!((part.points - hit.score).abs() < 1e-4 && explanation.nearness == 0.0);
    }
}
