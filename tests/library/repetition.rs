//! What is said many times is one thing: paragraphs that recur across articles, and versions of one story.

use reading_room::internals::entity::resolve::EntityCorrections;
use reading_room::internals::entity::tag::EntityTagger;
use reading_room::{AmountOrder, BlockRole, CollectionRecogniser, FactFilters, Room, RoomBuilder, Source};

fn tagger() -> EntityTagger {
    EntityTagger::open(include_bytes!("../../models/english.room-model").to_vec()).unwrap()
}

const NOTE: &str = "Editor's note: Harold Lindqvist, who gave $40 million to this paper on 3 May 2011, has no say in what it \
                    prints. “We print what we find,” said Harold Lindqvist.";

const FERRY: &str = "The ferry to Holm was sold on Tuesday for 12 million euros, the harbour master said in the morning.\n\n\
    “Nobody asked the islanders,” said Ingrid Solberg, who has run the only shop on Holm for eleven years.\n\n\
    The new owners want to begin on 1 June 2024 and to keep the old timetable through the whole of the summer.\n\n\
    A meeting with the people of the island is planned, but no day has been set for it, and no hall was found.";

fn source(id: &str, date: &str, text: String) -> Source {
    let language = Some("en".into());
    Source { id: Some(id.into()), date: Some(date.into()), text, language, ..Source::default() }
}

/// Three versions of one story, and three other stories; all but one version end in the same note.
fn sources() -> Vec<Source> {
    let later = FERRY.replace("no hall was found", "the school may be used");
    vec![
        source("ferry-1", "2024-04-02", format!("Ferry sold\n\n{FERRY}")),
        source("ferry-2", "2024-04-03", format!("Island ferry has new owners\n\n{later}\n\n{NOTE}")),
        source("ferry-3", "2024-04-04", format!("Ferry sold, islanders angry\n\n{FERRY}\n\n{NOTE}")),
        source(
            "snow",
            "2024-04-05",
            format!(
                "Snow in spring\n\nSnow fell on the hills of Brenn for the third night in a row, and the road was closed.\n\n{NOTE}"
            ),
        ),
        source(
            "choir",
            "2024-04-06",
            format!(
                "A choir for all\n\nAnyone who can hold a tune may come to the town hall of Brenn on Sunday evening.\n\n{NOTE}"
            ),
        ),
        source(
            "bus",
            "2024-04-07",
            "A new bus\n\nThe night bus between Brenn and the coast runs every hour from next Friday onwards.".into(),
        ),
    ]
}

fn room_of(sources: Vec<Source>) -> Room {
    let mut builder = RoomBuilder::default();
    sources.into_iter().for_each(|source| assert!(builder.add(source).is_ok()));
    let mut room = builder.build().unwrap();
    room.recognise(&tagger(), &EntityCorrections::default()).unwrap();
    room
}

fn all() -> FactFilters {
    FactFilters { limit: 100, possible: true, ..FactFilters::default() }
}

/// Facts with the number of versions that tell each.
type ToldFacts = Vec<(String, u32)>;

/// The quotations, the amounts and the dates that no article reckons from its day.
fn facts(room: &Room) -> (ToldFacts, ToldFacts, ToldFacts) {
    let quotes = room.quotes(&all()).unwrap().page.items.into_iter().map(|quote| (quote.text, quote.versions));
    let amounts = room.amounts(&all(), AmountOrder::Newest).unwrap().page.items.into_iter();
    let dates = room.timeline(&all()).unwrap().page.items.into_iter().filter(|date| !date.relative);
    (
        quotes.collect(),
        amounts.map(|amount| (amount.text, amount.versions)).collect(),
        dates.map(|date| (date.text, date.versions)).collect(),
    )
}

fn once(text: &str) -> ToldFacts {
    vec![(text.to_owned(), 3)]
}

#[test]
fn facts_of_a_story_are_told_once_and_those_of_a_note_never() {
    let room = room_of(sources());
    let (quotes, amounts, dates) = facts(&room);
    assert_eq!(quotes, once("Nobody asked the islanders,"));
    assert_eq!(amounts, once("12 million euros"));
    assert_eq!(dates, once("1 June 2024"));
    assert_eq!(room.quotes(&all()).unwrap().speakers[0].count, 1);
    let article = FactFilters { article: Some("ferry-2".into()), ..all() };
    assert_eq!(room.quotes(&article).unwrap().page.items[0].versions, 1);
}

#[test]
fn a_recurring_paragraph_is_boilerplate_of_the_articles() {
    let room = room_of(sources());
    for (id, count) in [("snow", Some(4)), ("ferry-3", Some(4)), ("ferry-1", None), ("bus", None)] {
        let article = room.article(id, "paper").unwrap();
        let set_aside: Vec<_> = article.blocks.iter().filter(|block| block.role == BlockRole::Boilerplate).collect();
        assert_eq!(set_aside.first().and_then(|block| block.recurring), count, "{id}");
        assert_eq!(set_aside.len(), usize::from(count.is_some()), "{id}");
        assert!(!article.entities.iter().any(|entity| entity.row.entity.name.contains("Lindqvist")), "{id}");
        assert_eq!(article.hits, 0);
    }
}

#[test]
fn an_article_lists_the_other_versions_and_what_differs() {
    let room = room_of(sources());
    let versions = room.article("ferry-2", "").unwrap().versions;
    assert_eq!(versions.total, 2);
    assert_eq!(
        versions.items.iter().map(|version| version.article.id.as_str()).collect::<Vec<_>>(),
        ["ferry-1", "ferry-3"]
    );
    let first = &versions.items[0];
    assert!((0.8..1.0).contains(&first.similarity), "{}", first.similarity);
    assert_eq!((first.only_here.total, first.only_there.total), (1, 1));
    assert!(first.only_here.items[0].ends_with("and the school may be used."));
    assert!(first.only_there.items[0].ends_with("and no hall was found."));
    assert_eq!(room.article("bus", "").unwrap().versions.total, 0);
    let hits = room.search("ferry", &reading_room::SearchOptions::default()).unwrap().hits;
    assert!(hits.iter().all(|hit| hit.versions == 3));
    assert!(room.related("ferry-1", 5).unwrap().iter().all(|other| !other.article.id.starts_with("ferry")));
}

#[test]
fn what_is_repeated_is_stored_and_outlives_corrections() {
    let mut room = room_of(sources());
    let before = facts(&room);
    let stored = Room::from_bytes(room.to_bytes().unwrap()).unwrap();
    assert_eq!(facts(&stored), before);
    assert_eq!(stored.article("ferry-1", "").unwrap(), room.article("ferry-1", "").unwrap());
    room.correct(&EntityCorrections::default()).unwrap();
    assert!(room.to_bytes().unwrap() == stored.to_bytes().unwrap());
}

#[test]
fn the_order_of_articles_does_not_matter() {
    let mut backwards = sources();
    backwards.reverse();
    let (forward, backward) = (room_of(sources()), room_of(backwards));
    assert_eq!(facts(&forward), facts(&backward));
    for id in ["ferry-1", "snow", "bus"] {
        let (one, other) = (forward.article(id, "").unwrap(), backward.article(id, "").unwrap());
        assert_eq!((one.versions, one.blocks.len()), (other.versions, other.blocks.len()));
    }
}

#[test]
fn articles_that_come_and_go_change_what_recurs() {
    let room = room_of(sources());
    let gone = ["snow".to_owned(), "ferry-1".to_owned()];
    let added = room.additions(&gone, None).unwrap();
    let mut room = room.edited(&gone, added).unwrap();
    room.recognise(&tagger(), &EntityCorrections::default()).unwrap();
    // The note stands in two stories now: in one of two versions, and in one without.
    assert!(room.article("choir", "").unwrap().blocks.iter().all(|block| block.recurring.is_none()));
    assert_eq!(room.article("ferry-2", "").unwrap().versions.total, 1);
}

#[test]
fn all_cores_find_the_same() {
    let (mut one, mut all) = (CollectionRecogniser::new(&tagger()), CollectionRecogniser::new(&tagger()));
    let room = room_of(sources());
    while room.read_some(&mut one, 5).unwrap() > 0 {}
    while room.read_some_on_all_cores(&mut all, 5).unwrap() > 0 {}
    let found = one.repetition();
    assert_eq!(found, all.repetition());
    assert_eq!((found.recurring.paragraphs().count(), found.stories.groups().count()), (1, 1));
}
