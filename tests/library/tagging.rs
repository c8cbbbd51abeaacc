//! The tagger with the model that ships: what it finds in the seeds and in articles of other subjects, and what it makes of
//! bad input.

use std::fs;
use std::path::Path;

use reading_room::internals::entity::tag::EntityTagger;
use reading_room::internals::entity::tag::evidence::CorpusEvidence;
use reading_room::internals::entity::{EntityKind, EntityMention};
use reading_room::{Document, Language, Source, Span};

use crate::golden;

fn tagger() -> EntityTagger {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/english.room-model");
    EntityTagger::open(fs::read(model).unwrap()).unwrap()
}

fn parse(text: &str) -> Document {
    Document::parse(Source { text: text.to_owned(), language: Some("en".into()), ..Source::default() }).unwrap()
}

fn find(text: &str) -> Vec<(EntityKind, String)> {
    let document = parse(text);
    let mentions = tagger().find_mentions(&document);
    mentions.iter().map(|mention| (mention.kind, mention.span.slice_of(&document.text).to_owned())).collect()
}

/// An article with its names marked, `[PER Ada Lovelace] lived in [LOC London]`.
fn unmark(marked: &str) -> (String, Vec<(EntityKind, String, usize)>) {
    let (mut text, mut names) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, inside)) = rest.split_once('[') {
        text.push_str(before);
        let (inner, after) = inside.split_once(']').unwrap();
        let (kind, name) = inner.split_once(' ').unwrap();
        let kind = match kind {
            "PER" => EntityKind::Person,
            "ORG" => EntityKind::Organisation,
            "LOC" => EntityKind::Place,
            "EVENT" => EntityKind::Event,
            "GEAR" => EntityKind::Equipment,
            _ => EntityKind::Other,
        };
        names.push((kind, name.to_owned(), text.len()));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    (text, names)
}

/// F1 of exact span and kind over these files, in percent, counting only `kinds`; what is wrong goes to the output.
fn score(prefix: &str, kinds: &[EntityKind]) -> f64 {
    let tagger = tagger();
    let (mut both, mut found, mut marked) = (0, 0, 0);
    for case in golden::cases("entities").iter().filter(|case| case.name.starts_with(prefix)) {
        let (text, mut names) = unmark(&case.text);
        let document = Document::parse(Source { text, ..Source::default() }).unwrap();
        let mentions = tagger.find_mentions(&document);
        let wanted = |kind: EntityKind| kinds.contains(&kind);
        names.retain(|name| wanted(name.0));
        for mention in mentions.iter().filter(|mention| wanted(mention.kind)) {
            let surface = mention.span.slice_of(&document.text);
            found += 1;
            let is_right = names.iter().any(|(kind, name, start)| {
                *kind == mention.kind && name == surface && *start == mention.span.start as usize
            });
            both += usize::from(is_right);
            if !is_right {
                println!("{}: + {:?} {surface} at {}", case.name, mention.kind, mention.span.start);
            }
        }
        for (kind, name, start) in &names {
            let is_found = |mention: &EntityMention| {
                mention.kind == *kind
                    && mention.span.start as usize == *start
                    && mention.span.slice_of(&document.text) == name
            };
            if !mentions.iter().any(is_found) {
                println!("{}: - {kind:?} {name} at {start}", case.name);
            }
        }
        marked += names.len();
    }
    let f1 = 200.0 * both as f64 / (found + marked) as f64;
    println!("{prefix}: {both} of {marked} found, {found} given, F1 {f1:.1}");
    f1
}

const MAIN: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];

#[test]
fn articles_of_many_subjects_are_read() {
    assert!(score("news-", &MAIN) >= 90.0);
}

/// Written after the model and its rules, and marked before it read them; nothing was changed for them.
#[test]
fn articles_that_nothing_was_tuned_on_are_read() {
    for kind in MAIN {
        score("blind-", &[kind]);
    }
    assert!(score("blind-", &MAIN) >= 84.0);
}

#[test]
fn the_seeds_are_read() {
    let kinds =
        [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Event, EntityKind::Equipment];
    assert!(score("seed-", &kinds) >= 96.0);
}

#[test]
fn a_collection_read_twice_is_read_alike_in_any_order() {
    let tagger = tagger();
    let texts = [
        "Shares in Brandt Pharmaceuticals fell on Monday. Brandt said it would close its plant in Lyon.",
        "Brandt said its profit fell. Analysts at Barclays expect Brandt to sell its unit in Norway.",
        "A spokesman for Brandt did not comment. Lyon won 2-1.",
        "Der Konzern Brandt schloss am Montag sein Werk in Lyon.",
    ];
    let mut documents: Vec<Document> = texts.iter().map(|text| parse(text)).collect();
    let mut reader = tagger.new_session();
    let (mut corpus, mut backwards) = (CorpusEvidence::default(), CorpusEvidence::default());
    documents.iter().for_each(|document| reader.collect_evidence(document, &mut corpus));
    documents.reverse();
    documents.iter().for_each(|document| reader.collect_evidence(document, &mut backwards));
    assert!(!corpus.is_empty());
    assert_eq!(corpus, backwards);
    for document in &documents {
        assert_eq!(
            reader.find_mentions_with_evidence(document, &corpus),
            tagger.new_session().find_mentions_with_evidence(document, &backwards)
        );
        assert_eq!(
            reader.find_mentions_with_evidence(document, &CorpusEvidence::default()),
            tagger.find_mentions(document)
        );
    }
}

#[test]
fn every_token_has_the_probabilities_of_its_labels() {
    let document = parse("The prices of bread and of milk rose again last week, Maria Okafor said in Nairobi.");
    let mut session = tagger().new_session();
    let mentions = session.find_mentions(&document);
    let tokens: Vec<_> = session.label_marginals().collect();
    assert_eq!(tokens.len(), 18);
    for (token, marginals) in tokens {
        assert!((marginals.iter().sum::<f32>() - 1.0).abs() < 1e-3);
        let is_named = mentions.iter().any(|mention| mention.span.contains(token));
        assert_eq!(is_named, marginals[0] < 0.5, "{}", token.slice_of(&document.text));
    }
}

#[test]
fn machines_are_told_from_people() {
    let found = find("The army ordered 40 Otto Breda anti-tank rifles and twelve K9 howitzers from Norway.");
    assert!(found.contains(&(EntityKind::Equipment, "K9".into())), "{found:?}");
    assert!(found.contains(&(EntityKind::Equipment, "Otto Breda".into())), "{found:?}");
    assert!(found.contains(&(EntityKind::Place, "Norway".into())), "{found:?}");
}

#[test]
fn a_summit_with_its_place_is_one_event() {
    let found = find("Ministers agreed on it at the ASEAN Summit in Bangkok last year.");
    assert!(found.contains(&(EntityKind::Event, "ASEAN Summit in Bangkok".into())), "{found:?}");
}

#[test]
fn an_acronym_in_brackets_gives_the_bounds_of_its_name_and_is_known_afterwards() {
    let found = find(
        "The Economic and Financial Crimes Commission (EFCC) arrested two men in Lagos. Lawyers of the men accused EFCC of delay.",
    );
    for name in ["Economic and Financial Crimes Commission", "EFCC"] {
        assert!(found.contains(&(EntityKind::Organisation, name.into())), "{found:?}");
    }
    assert_eq!(found.iter().filter(|(kind, name)| *kind == EntityKind::Organisation && name == "EFCC").count(), 2);
}

#[test]
fn peoples_faiths_and_laws_are_no_people_organisations_or_places() {
    let three = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
    for text in [
        "Thousands of Muslims and Sikhs marched on Friday, and Rohingya families fled.",
        "After Brexit prices rose, and lawmakers want to repeal Obamacare and cut Medicare.",
        "He converted to Islam during Ramadan and left the Catholic faith.",
    ] {
        let found = find(text);
        assert!(!found.iter().any(|(kind, _)| three.contains(kind)), "{found:?}");
    }
}

#[test]
fn an_office_before_a_name_is_no_part_of_it() {
    let found = find("Ohio Gov. Mary Halden signed the bill. Sen. Paul Brandt, a Republican, praised Rep. Ann Coyle.");
    for name in ["Mary Halden", "Paul Brandt", "Ann Coyle"] {
        assert!(found.contains(&(EntityKind::Person, name.into())), "{found:?}");
    }
    assert!(found.contains(&(EntityKind::Place, "Ohio".into())), "{found:?}");
}

#[test]
fn what_is_no_event_and_no_machine_is_not_shown_as_one() {
    for text in [
        "The Trident Fund and the FTSE 100 fell, while the PATRIOT Act was debated in London.",
        "She wrote The Art of War and starred in The Tonight Show, and he sang The Battle Hymn of the Republic.",
    ] {
        let found = find(text);
        assert!(!found.iter().any(|(kind, _)| matches!(kind, EntityKind::Event | EntityKind::Equipment)), "{found:?}");
    }
    let found = find("He fought in World War II, ran the Boston Marathon and survived Hurricane Katrina.");
    for name in ["World War II", "Boston Marathon", "Hurricane Katrina"] {
        assert!(found.contains(&(EntityKind::Event, name.into())), "{found:?}");
    }
}

#[test]
fn compounds_and_initials_are_cut_where_names_end() {
    let found = find("The France-Germany match was seen by J. R. Hartley, and Hartley's brother, in Lyon.");
    for (kind, name) in [
        (EntityKind::Place, "France"),
        (EntityKind::Place, "Germany"),
        (EntityKind::Person, "J. R. Hartley"),
        (EntityKind::Person, "Hartley"),
        (EntityKind::Place, "Lyon"),
    ] {
        assert!(found.contains(&(kind, name.into())), "{name}: {found:?}");
    }
}

#[test]
fn names_with_and_are_whole_and_two_names_stay_two() {
    let found = find(
        "The Ethics and Anti-Corruption Commission sued Hartley & Moss Plc. Reuters and Oxford University agreed.",
    );
    for name in ["Ethics and Anti-Corruption Commission", "Hartley & Moss Plc", "Reuters", "Oxford University"] {
        assert!(found.contains(&(EntityKind::Organisation, name.into())), "{name}: {found:?}");
    }
}

#[test]
fn people_have_the_shape_of_names() {
    let person = |name: &str| (EntityKind::Person, name.to_owned());
    assert!(find("June Porter opened the pier, and the crew cheered.").contains(&person("June Porter")));
    assert!(find("T.W. Parker wrote a novel about the pier. He was eighty.").contains(&person("T.W. Parker")));
    assert!(find("Desmond Houston won the race, and his sister came.").contains(&person("Desmond Houston")));
    assert!(find("Mary Porter-Webb spoke, and the crew cheered.").contains(&person("Mary Porter-Webb")));
    assert!(find("Mary Porter-Webb spoke. Then Porter-Webb left.").contains(&person("Porter-Webb")));
    for text in ["They met in June Monday last.", "The shop in downtown Houston is shut.", "It opens on 4 May Street."]
    {
        assert!(find(text).iter().all(|(kind, _)| *kind != EntityKind::Person), "{text}: {:?}", find(text));
    }
}

#[test]
fn people_of_a_country_are_not_mentions() {
    let found = find("The French and the Japanese met Norwegian officials. Americans were there too.");
    assert_eq!(found, []);
}

#[test]
fn capitals_and_small_letters_find_less_and_invent_nothing() {
    let shouted = find("FLOODS KILL TWELVE IN NORTHERN ITALY AS RESCUERS SEARCH FOR MISSING");
    assert!(shouted.iter().all(|(_, name)| name.contains("ITALY")), "{shouted:?}");
    assert_eq!(find("floods killed twelve people and rescuers are still searching for more of them"), []);
}

#[test]
fn other_languages_find_only_what_stands_in_lists() {
    let text = "Der Bürgermeister von Hamburg sagte am Montag, dass die Stadt neue Wohnungen bauen werde. Das Rathaus und \
                die Elbphilharmonie seien davon nicht betroffen, erklärte Frau Schmidtchen der Zeitung.";
    let document = Document::parse(Source {
        text: text.into(),
        language: Language::parse("de").map(|l| l.to_string()),
        ..Source::default()
    })
    .unwrap();
    let mentions = tagger().find_mentions(&document);
    assert!(mentions.iter().all(|mention| mention.span.slice_of(text) == "Hamburg"), "{mentions:?}");
}

#[test]
fn tweets_have_no_handles_for_names() {
    let found = find(
        "@anna_k omg!! new vid is up #mondaymood #LondonCalling http://t.co/AbC1 via @TeamBlue RT @JohnSmith99: yesss",
    );
    assert!(found.iter().all(|(_, name)| !name.contains(['@', '#', '/'])), "{found:?}");
}

#[test]
fn names_do_not_run_from_cell_to_cell_of_a_table() {
    let found = find(
        "Team | Coach | Points\nNorway | Lars Holm | 12\nFrance | Jean Petit | 9\n\nName\tTown\nAnna Holm\tLeeds\n",
    );
    assert!(found.iter().all(|(_, name)| !name.contains(['|', '\t', '\n'])), "{found:?}");
    assert!(found.contains(&(EntityKind::Place, "Norway".into())), "{found:?}");
}

#[test]
fn languages_without_capitals_or_of_other_letters_invent_nothing() {
    for text in [
        "北京市政府星期一宣布了新的計畫。",
        "قال الوزير يوم الاثنين إن المحادثات ستستمر.",
        "รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไป",
    ] {
        let document = Document::parse(Source { text: text.into(), ..Source::default() }).unwrap();
        assert_eq!(tagger().find_mentions(&document), [], "{text}");
    }
}

/// All of it is one sentence; a program that is built for tests is given a tenth.
#[test]
fn megabytes_in_one_sentence_are_read() {
    let size = if cfg!(debug_assertions) { 1 << 20 } else { 10 << 20 };
    let words = "and Ada Lovelace of Acme in Lyon saw a very long train go by, ";
    let mut document = parse("Once.");
    document.text = words.repeat(size / words.len());
    document.sentences = vec![Span::new(0, document.text.len())];
    let mentions = tagger().find_mentions(&document);
    assert!(mentions.len() > size / 200);
    assert!(mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
}

#[test]
fn whoever_reports_is_no_person() {
    for (text, medium) in [
        ("Svetozor reported on March 3 that the foreign minister had met union leaders in Oslo.", "Svetozor"),
        ("“We will not accept this,” Morgenpost quoted the minister as saying.", "Morgenpost"),
        ("The Daily Lantern reported on Monday that the mayor of Lyon had resigned.", "Daily Lantern"),
    ] {
        let found = find(text);
        assert!(found.contains(&(EntityKind::Organisation, medium.into())), "{medium}: {found:?}");
    }
    let found =
        find("According to Anna Lindqvist, prices will fall. According to Lindqvist, it is only a matter of weeks.");
    assert_eq!(found, [(EntityKind::Person, "Anna Lindqvist".into()), (EntityKind::Person, "Lindqvist".into())]);
}

#[test]
fn hostile_texts_are_read() {
    let tagger = tagger();
    let texts = [
        "Ada Lovelace of Acme, ".repeat(20_000),
        "A".repeat(400_000),
        "A.".repeat(40_000),
        "a-B".repeat(100_000),
        "’s ".repeat(100_000),
        "( [ \u{301} \u{200d} ".repeat(40_000),
        "北京".repeat(60_000),
        "x\ty\tZ\t1\n".repeat(50_000),
    ];
    for text in texts {
        let Ok(document) = Document::parse(Source { text, ..Source::default() }) else { continue };
        let mut last = 0;
        for mention in tagger.find_mentions(&document) {
            assert!(mention.span.start >= last && !mention.span.slice_of(&document.text).is_empty());
            last = mention.span.end;
        }
    }
}

#[test]
fn a_damaged_model_is_refused() {
    let good = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("models/english.room-model")).unwrap();
    for at in [0, 8, 13, 30, 100, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 64;
        assert!(EntityTagger::open(bad).is_err(), "bit of byte {at}");
    }
    for len in [0, 7, 20, 300, good.len() - 1] {
        assert!(EntityTagger::open(good[..len].to_vec()).is_err(), "cut at {len}");
    }
}

mod properties {
    use proptest::prelude::*;
    use reading_room::internals::entity::tag::EntityTagger;
    use std::sync::OnceLock;

    static TAGGER: OnceLock<EntityTagger> = OnceLock::new();

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn mentions_of_any_text_rise_and_lie_on_character_edges(text in "(\\PC|\n|Anna |Paris |U\\.S\\. |’s ){0,60}") {
            let document = reading_room::Document::parse(reading_room::Source { text, ..Default::default() });
            if let Ok(document) = document {
                let mut last = 0;
                for mention in TAGGER.get_or_init(super::tagger).find_mentions(&document) {
                    prop_assert!(mention.span.start >= last);
                    prop_assert!(document.text.get(mention.span.as_range()).is_some_and(|surface| !surface.is_empty()));
                    last = mention.span.end;
                }
            }
        }
    }
}
