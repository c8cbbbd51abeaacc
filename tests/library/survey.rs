//! A room looked at as a whole: quotations, sums and dates narrowed and put in order, pairs, and what the corpus is made of.

use reading_room::internals::entity::{AmountCategory, resolve::EntityCorrections, tag::EntityTagger};
use reading_room::{AmountOrder, CalendarDate, FactFilters, GraphOptions, Room, RoomBuilder, SearchOptions, Source};

const BRIDGE: &str = "Bridge to be rebuilt\n\nMinister Ewa Lisowska met Tom Arden in Gdynia. “The bridge will stand by \
                      June 2025,” Lisowska told reporters. The World Bank gave 30 million euros for the piers.";
const DOUBTS: &str = "Doubts about the bridge\n\nTom Arden praised Ewa Lisowska in Gdynia on 3 March 2024. “Nobody asked the \
                      ferrymen,” said Tom Arden. The World Bank gave 30 million euros. The World Bank gave 5 million euros \
                      for lamps. Repairs cost about 9 million dollars.";

fn room() -> Room {
    let mut builder = RoomBuilder::default();
    for (id, date, text) in [("bridge", "2024-03-01", BRIDGE), ("doubts", "2024-03-05", DOUBTS)] {
        let source = Source {
            id: Some(id.into()),
            date: Some(date.into()),
            text: text.into(),
            language: Some("en".into()),
            ..Source::default()
        };
        builder.add(source).unwrap();
    }
    let mut room = builder.build().unwrap();
    let tagger = EntityTagger::open(include_bytes!("../../models/english.room-model").to_vec()).unwrap();
    room.recognise(&tagger, &EntityCorrections::default()).unwrap();
    room
}

fn all() -> FactFilters {
    FactFilters { limit: 20, ..FactFilters::default() }
}

#[test]
fn words_narrow_quotations_sums_and_dates() {
    let room = room();
    let with = |query: &str| FactFilters { query: query.into(), ..all() };
    let quotes = |query: &str| -> Vec<String> {
        room.quotes(&with(query)).unwrap().page.items.into_iter().map(|quote| quote.text).collect()
    };
    assert_eq!(quotes("").len(), 2);
    assert_eq!(quotes("bridge stand"), ["The bridge will stand by June 2025,"]);
    assert_eq!(quotes("FERRY"), ["Nobody asked the ferrymen,"], "the beginning of a word, in any case");
    let speakers = room.quotes(&with("")).unwrap().speakers;
    assert_eq!(speakers.iter().map(|speaker| speaker.count).collect::<Vec<_>>(), [1, 1]);
    assert!(quotes("lisowska").is_empty(), "who speaks is no part of what is said");
    assert_eq!(room.amounts(&with("lamps"), AmountOrder::Newest).unwrap().page.total, 1);
    assert_eq!(room.timeline(&with("praised")).unwrap().page.total, 1);
}

#[test]
fn sums_are_put_in_order_and_added_up_where_that_means_something() {
    let room = room();
    let texts = |order| -> Vec<String> {
        room.amounts(&all(), order).unwrap().page.items.into_iter().map(|amount| amount.text).collect()
    };
    assert_eq!(
        texts(AmountOrder::Newest),
        ["30 million euros", "5 million euros", "about 9 million dollars", "30 million euros"],
    );
    assert_eq!(
        texts(AmountOrder::Largest),
        ["30 million euros", "30 million euros", "5 million euros", "about 9 million dollars"],
        "by currency, the one with most sums first"
    );
    assert_eq!(texts(AmountOrder::Giver).last().unwrap(), "about 9 million dollars", "nobody is said to give them");
    // The text says for what two of them are.
    assert_eq!(
        texts(AmountOrder::Purpose),
        ["5 million euros", "30 million euros", "about 9 million dollars", "30 million euros"],
    );
    let totals = room.amounts(&all(), AmountOrder::Newest).unwrap().totals;
    assert_eq!(totals.len(), 1, "nobody is said to pay the dollars");
    assert_eq!(
        (totals[0].currency.as_str(), totals[0].category, totals[0].value, totals[0].count),
        ("EUR", AmountCategory::Donation, 35e6, 2),
        "what is said twice counts once"
    );
}

#[test]
fn a_timeline_has_bars_of_dates_and_of_publication() {
    let view = room().timeline(&all()).unwrap();
    let bars: Vec<_> = view.bars.iter().filter(|bar| bar.dates + bar.articles > 0).collect();
    assert_eq!(
        bars.iter().map(|bar| (bar.name.as_str(), bar.dates, bar.articles)).collect::<Vec<_>>(),
        [("2024-03", 1, 2), ("2025-06", 1, 0)]
    );
    let narrow = FactFilters {
        after: CalendarDate::parse_iso("2024-03-01"),
        before: CalendarDate::parse_iso("2024-04-01"),
        ..all()
    };
    let view = room().timeline(&narrow).unwrap();
    assert_eq!(view.page.total, 1);
    assert_eq!(view.bars.first().map(|bar| (bar.name.as_str(), bar.dates, bar.articles)), Some(("2024-03-01", 0, 1)));
}

#[test]
fn an_edge_has_the_sentences_that_it_stands_for() {
    let room = room();
    let graph = room.graph(&GraphOptions { limit: 60, ..GraphOptions::default() }).unwrap();
    assert!(graph.nodes.iter().all(|node| (0.0..=1.0).contains(&node.x) && (0.0..=1.0).contains(&node.y)));
    for edge in &graph.edges {
        let id = |at: u32| graph.nodes[at as usize].row.entity.id.as_str();
        let page = room.together(id(edge.a), id(edge.b), 0, 10).unwrap();
        assert_eq!(page.total, edge.sentences as usize);
        for evidence in page.items {
            assert!(evidence.sentence.iter().filter(|segment| segment.hit).count() >= 2, "{evidence:?}");
        }
    }
    assert!(!graph.edges.is_empty());
    assert!(room.together("person-nobody", "person-ewa-lisowska", 0, 10).is_err());
}

#[test]
fn files_have_the_hash_of_their_text_and_what_was_found_is_counted() {
    let about = room().about(0, 10).unwrap();
    assert_eq!(about.files.total, 2);
    assert_eq!(about.files.items[0].bytes, BRIDGE.len());
    // From `sha256sum` over the same bytes.
    assert_eq!(about.files.items[0].hash, "9ed4add6845c69d7b7b32a1d96b3f3346c6498161fd66cedcde8ee47f515d70f");
    assert_eq!((about.covered, about.uncovered), (2, 0));
    assert_eq!((about.found.quotes, about.found.speakers, about.found.amounts), (2, 2, 4));
    assert!(about.found.entities >= 4 && about.found.mentions > about.found.entities);
    let none = RoomBuilder::default().build().unwrap().about(0, 10).unwrap();
    assert_eq!((none.files.total, none.found.mentions), (0, 0));
}

#[test]
fn an_entity_has_its_articles_by_time_and_its_last_sentence() {
    let view = room().entity("person-tom-arden", 0, 1).unwrap();
    let bars: Vec<(&str, u32)> = view.bars.iter().map(|bar| (bar.name.as_str(), bar.count)).collect();
    assert_eq!(bars.first().zip(bars.last()), Some((&("2024-03-01", 1), &("2024-03-05", 1))));
    assert_eq!((view.sentences.total, view.sentences.items.len()), (3, 1));
    let last: String = view.last.unwrap().sentence.into_iter().map(|segment| segment.text).collect();
    assert!(last.contains("said Tom Arden"), "{last}");
}

#[test]
fn hits_name_whom_their_articles_name_most() {
    let hits = room().search("ferrymen", &SearchOptions::default()).unwrap().hits;
    let names: Vec<&str> = hits[0].entities.iter().map(|entity| entity.name.as_str()).collect();
    assert!(names.contains(&"Tom Arden") && names.contains(&"World Bank") && names.len() <= 4, "{names:?}");
}

#[test]
fn a_query_asks_for_sums() {
    let room = room();
    let found = |query: &str| -> Vec<String> {
        let answer = room.search(query, &SearchOptions { limit: 10, ..SearchOptions::default() }).unwrap();
        let mut ids: Vec<String> = answer.hits.into_iter().map(|hit| hit.article.id).collect();
        ids.sort();
        ids
    };
    assert_eq!(found("amount:30m"), ["bridge", "doubts"]);
    assert_eq!(found("amount:<10m"), ["doubts"]);
    assert_eq!(found("bridge amount:4m..6m"), ["doubts"]);
    assert_eq!(found("bridge -amount:5m"), ["bridge"]);
    assert_eq!(found("amount:$9m"), ["doubts"]);
    assert_eq!(found("amount:$30m"), [""; 0], "those are euros");
    assert_eq!(found("amount:>30m"), [""; 0]);
}
