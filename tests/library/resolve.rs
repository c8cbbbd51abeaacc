//! Mentions into entities: who is one person, and who must never become one.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use reading_room::Span;
use reading_room::internals::entity::resolve::{
    EntityCorrections, EntityName, EntityResolution, EntityResolver, MergeReason,
};
use reading_room::internals::entity::{EntityKind, EntityMention};

/// Reads a text with mentions in brackets: `[Anna Kowalska] lives in [=Łódź] and works for [+Acme Ltd].` A sign tells the kind:
/// none a person, `=` a place, `+` an organisation, `*` equipment.
fn read(marked: &str) -> (String, Vec<EntityMention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (name, left) = after.split_once(']').unwrap();
        let (kind, name) = match name.chars().next().unwrap() {
            '=' => (EntityKind::Place, &name[1..]),
            '+' => (EntityKind::Organisation, &name[1..]),
            '*' => (EntityKind::Equipment, &name[1..]),
            _ => (EntityKind::Person, name),
        };
        let span = Span::new(text.len(), text.len() + name.len());
        mentions.push(EntityMention { span, kind, confidence: 1.0 });
        text.push_str(name);
        rest = left;
    }
    text.push_str(rest);
    (text, mentions)
}

fn resolve_with(
    documents: &[&str],
    corrections: &EntityCorrections,
) -> (EntityResolution, Vec<(String, Vec<EntityMention>)>) {
    let read: Vec<_> = documents.iter().map(|marked| read(marked)).collect();
    let mut resolver = EntityResolver::default();
    read.iter().for_each(|(text, mentions)| resolver.add_document(text, mentions, &[]));
    (resolver.finish(corrections), read)
}

/// The entities of `documents`, a line each: the name, then the other spellings in order.
fn resolve(documents: &[&str]) -> Vec<String> {
    let (entities, _) = resolve_with(documents, &EntityCorrections::default());
    let mut lines: Vec<String> = entities
        .entities
        .iter()
        .map(|entity| {
            let others = entity.aliases.iter().map(|alias| &alias.text).filter(|text| **text != entity.name);
            let mut others: Vec<&str> = others.map(String::as_str).collect();
            others.sort_unstable();
            if others.is_empty() { entity.name.clone() } else { format!("{}: {}", entity.name, others.join(", ")) }
        })
        .collect();
    lines.sort_unstable();
    lines
}

#[test]
fn spellings_of_the_seeds() {
    assert_eq!(
        resolve(&[
            "[Rustem Umerov] spoke. [Umerov] said. [T. Umerov] signed. [Umerov’s] office",
            "[Rustem Umarov] met [Arvydas Anušauskas]. [Anušauskas] and [Umarov] agreed",
            "[Arvydas Anaszauskas] said. [Valerii Zalozny] listened. [Zalozny]",
            "[Valerii Załużny] and [Wiesław Kukuła]. General [Kukuła]",
            "[Gen. Wiesław Kokula] wrote. [Kukula] signed, [Kokula] too",
        ]),
        [
            "Arvydas Anušauskas: Anušauskas, Arvydas Anaszauskas",
            "Rustem Umerov: Rustem Umarov, T. Umerov, Umarov, Umerov",
            "Valerii Zalozny: Valerii Załużny, Zalozny",
            "Wiesław Kukuła: Gen. Wiesław Kokula, Kokula, Kukula, Kukuła",
        ]
    );
}

#[test]
fn a_couple_is_neither_of_the_two() {
    assert_eq!(resolve(&["[John Smith] came.", "[John & Jane Smith] came."]), ["John & Jane Smith", "John Smith"]);
}

/// A surname that every document names and many bear must not be weighed against all of them each time.
#[test]
fn a_surname_of_many_in_many_documents() {
    let mut documents: Vec<String> = Vec::new();
    for first in 'A'..='Z' {
        for second in 'a'..='t' {
            documents.push(format!("[{first}{second}ko{second}r Smith] spoke."));
            documents.push("[Smith] spoke. [Smith] left.".to_owned());
        }
    }
    let marked: Vec<&str> = documents.iter().map(String::as_str).collect();
    let (entities, _) = resolve_with(&marked, &EntityCorrections::default());
    let alone = entities.entities.iter().filter(|entity| entity.name == "Smith");
    // One surname that nothing explains, in many documents, is one entity.
    assert_eq!(alone.map(|entity| entity.mentions.len()).collect::<Vec<_>>(), [documents.len()]);
}

#[test]
fn a_surname_is_the_one_likely_bearers() {
    let news = [
        "[Anna Falk] of [+Acme] spoke in [=Oslo]. [Falk] left.",
        "[Anna Falk] of [+Acme] came to [=Oslo]. [Falk] sang.",
        "[Anna Falk] of [+Acme] left [=Oslo]. [Falk] slept.",
    ];
    let with = |more: &[&'static str]| resolve(&[&news, more].concat());
    // Her articles are about Acme and Oslo, and nobody else is called by the surname.
    assert_eq!(
        with(&["[Piet Falk] fished.", "[Falk] of [+Acme] is in [=Oslo]."]),
        ["Acme", "Anna Falk: Falk", "Oslo", "Piet Falk"]
    );
    // Somebody known needs no introduction.
    assert_eq!(with(&["[Piet Falk] fished.", "[Falk] won."]), ["Acme", "Anna Falk: Falk", "Oslo", "Piet Falk"]);
    // Another gender, a particle and a title behind the name are contradictions.
    for other in ["[Mr Falk] won.", "[Van Falk] won.", "[Falk Shaikh] won."] {
        assert_eq!(with(&[other]).len(), 4, "{other}");
    }
    // Two are equally likely.
    assert_eq!(
        resolve(&["[Anna Falk] came. [Falk] left.", "[Piet Falk] came. [Falk] left.", "[Falk] won."]),
        ["Anna Falk: Falk", "Falk", "Piet Falk: Falk"]
    );
}

#[test]
fn what_stays_open_is_told() {
    let documents = ["[Anna Falk] came. [Falk] left.", "[Piet Falk] came. [Falk] left.", "[Falk] won."];
    let (resolution, _) = resolve_with(&documents, &EntityCorrections::default());
    let name = |at: u32| resolution.entities[at as usize].name.as_str();
    let mut pairs: Vec<_> = resolution.possible.iter().map(|pair| (name(pair.a), name(pair.b))).collect();
    pairs.sort_unstable();
    assert_eq!(pairs, [("Anna Falk", "Falk"), ("Piet Falk", "Falk")]);
    assert!(resolution.possible.iter().all(|pair| pair.confidence < 0.6));
}

#[test]
fn a_relative_never_takes_the_surname() {
    assert_eq!(
        resolve(&["[Kowal] came to Oslo. His wife [Anna Kowal] came too. [Kowal] left."]),
        ["Anna Kowal", "Kowal"]
    );
    assert_eq!(
        resolve(&["[Jan Kowal] came. His sister, [Anna Kowal], came too. [Kowal] left."]),
        ["Anna Kowal", "Jan Kowal: Kowal"]
    );
    assert_eq!(resolve(&["[Kowal] came. He left. [Anna Kowal] came, too."]), ["Anna Kowal", "Kowal"]);
    assert_eq!(resolve(&["[Mullah Omar] fled. [Abu Omar] was seized."]), ["Abu Omar", "Mullah Omar"]);
}

#[test]
fn names_are_shown_without_titles() {
    assert_eq!(resolve(&["[C.E.O. Tim Sand] met [Timothy J. Sand]. [Tim Sand] left."]), ["Timothy J. Sand: Tim Sand"]);
    assert_eq!(resolve(&["[Mr. Sand] left. [Sand] came back."]), ["Sand: Mr. Sand"]);
    assert_eq!(resolve(&["[ANNA BERG] spoke."]), ["Anna Berg: ANNA BERG"]);
    assert_eq!(resolve(&["[Mervyn King] spoke.", "[Bob King] spoke."]), ["Bob King", "Mervyn King"]);
}

#[test]
fn another_spelling_alone_is_no_link() {
    assert_eq!(resolve(&["[George H.W. Dale] and [George W. Dale] came."]), ["George H.W. Dale", "George W. Dale"]);
    assert_eq!(resolve(&["[Jo Berg] came. (Editing by [Ann Lee] and [Jan Holt])"]), ["Jo Berg"]);
}

#[test]
fn a_double_surname_is_that_of_the_full_name_before_it() {
    assert_eq!(
        resolve(&["[Carmen Ruiz Ortega] came. [Ruiz Ortega] spoke, and [Ruiz Ortega] left."]),
        ["Carmen Ruiz Ortega: Ruiz Ortega"]
    );
    let two = "[Carmen Ruiz Ortega] met [Pablo Ruiz Ortega]. [Ruiz Ortega] spoke.";
    assert_eq!(resolve(&[two]), ["Carmen Ruiz Ortega", "Pablo Ruiz Ortega", "Ruiz Ortega"]);
}

#[test]
fn a_lone_organisation_may_be_the_surname_of_a_person_there() {
    assert_eq!(resolve(&["[Ada Quimby] spoke in [=Oslo]. [+Quimby] left."]), ["Ada Quimby: Quimby", "Oslo"]);
}

#[test]
fn families_stay_apart() {
    assert_eq!(
        resolve(&[
            "[Lech Kaczyński] and [Jarosław Kaczyński] are brothers.",
            "[Jarosław Kaczyński] spoke; [Kaczyński] left."
        ]),
        ["Jarosław Kaczyński: Kaczyński", "Lech Kaczyński"]
    );
    assert_eq!(
        resolve(&["[Martin Okafor Jr.] succeeds [Martin Okafor Sr.]", "[Martin Okafor] fishes."]),
        ["Martin Okafor", "Martin Okafor Jr.", "Martin Okafor Sr."]
    );
    assert_eq!(
        resolve(&["[Pavel Novák] and his wife [Jana Nováková]. [Nováková] sings, [Novák] plays."]),
        ["Jana Nováková: Nováková", "Pavel Novák: Novák"]
    );
    assert_eq!(
        resolve(&["[Igor Orlov] met [Anna Orlova]. [Orlov] smiled; [Orlova] did not."]),
        ["Anna Orlova: Orlova", "Igor Orlov: Orlov"]
    );
    assert_eq!(
        resolve(&["[John Baker] called. [Mrs Baker] was out. [Mr Baker] waited. [Laura Baker] came."]),
        ["John Baker: Mr Baker", "Laura Baker: Mrs Baker"]
    );
    assert_eq!(resolve(&["[Daniel Weber]", "[Daniela Weber]", "[Mario Conti]", "[Maria Conti]"]).len(), 4);
    assert_eq!(resolve(&["[Vitali Klitschko] trains [Wladimir Klitschko]"]).len(), 2);
}
#[test]
fn a_surname_of_two_goes_to_the_one_named_last_or_stays_alone() {
    assert_eq!(
        resolve(&[
            "[Ruth Meier] is minister of health. [Meier] said so. [Peter Meier] runs the treasury. [Meier] paid."
        ]),
        ["Peter Meier: Meier", "Ruth Meier: Meier"]
    );
    assert_eq!(
        resolve(&["[Meier] opened. Then [Ruth Meier] and [Peter Meier] came."]),
        ["Meier", "Peter Meier", "Ruth Meier"]
    );
    // A document that says no more than the surname of two is about one of them, and does not say which.
    assert_eq!(resolve(&["[Ruth Meier]", "[Peter Meier]", "[Meier] won."]), ["Meier", "Peter Meier", "Ruth Meier"]);
    assert_eq!(resolve(&["[Ruth Meier]", "[Meier] won."]), ["Meier", "Ruth Meier"]);
    assert_eq!(
        resolve(&["[Ruth Meier] of [+Acme] visited [=Oslo]", "[Meier] won at [+Acme], in [=Oslo]."]),
        ["Acme", "Oslo", "Ruth Meier: Meier"]
    );
}

#[test]
fn initials() {
    assert_eq!(
        resolve(&["[John Okafor] and [J. Okafor]. [J. R. Okafor] too", "[J. Okafor]"]),
        ["John Okafor: J. Okafor, J. R. Okafor"]
    );
    assert_eq!(
        resolve(&["[John Okafor]. [James Okafor]. [J. Okafor]", "[P. Okafor] wrote."]),
        ["J. Okafor", "James Okafor", "John Okafor", "P. Okafor"]
    );
    // Not a slip of the pen: somebody in the corpus has this initial.
    assert_eq!(
        resolve(&["[John Okafor] and [T. Okafor]", "[Thomas Okafor]"]),
        ["John Okafor", "Thomas Okafor: T. Okafor"]
    );
    assert_eq!(
        resolve(&["[John A. Okafor]", "[John B. Okafor]", "[John Okafor]"]),
        ["John A. Okafor", "John B. Okafor", "John Okafor"]
    );
    assert_eq!(resolve(&["[J. Okafor] wrote. [Okafor] sent it."]), ["J. Okafor: Okafor"]);
}

#[test]
fn orders_particles_and_alphabets() {
    assert_eq!(resolve(&["[Nagy Ferenc]", "[Ferenc Nagy]. [Nagy] left."]), ["Ferenc Nagy: Nagy, Nagy Ferenc"]);
    assert_eq!(resolve(&["[Mao Zedong] and [Mao]", "[Zhou Enlai]"]), ["Mao Zedong: Mao", "Zhou Enlai"]);
    assert_eq!(resolve(&["[Kim Jong-il] and [Kim Jong-un]"]).len(), 2);
    assert_eq!(
        resolve(&["[Ahmed al-Sharif] spoke, [al-Sharif] said", "[Ahmad Al Sharif]", "[Ahmed el-Sharif]"]).len(),
        1
    );
    assert_eq!(resolve(&["[Bashar al-Assad]", "[Hafez al-Assad]", "[Bashar Assad]"]).len(), 2);
    assert_eq!(resolve(&["[Володимир Вакуленко]", "[Volodymyr Vakulenko]", "[Vladimir Vakulenko]"]).len(), 1);
    assert_eq!(
        resolve(&["[Ursula von der Leyen]. [von der Leyen] said. [Mrs. von der Leyen]"]),
        ["Ursula von der Leyen: Mrs. von der Leyen, von der Leyen"]
    );
    assert_eq!(resolve(&["[Ahmad bin Hasan]", "[Hasan bin Ahmad]"]).len(), 2);
}

#[test]
fn organisations() {
    assert_eq!(
        resolve(&[
            "The [+Ministry of Works] ([+MoW]) paid. [+MoW] was late. [+The Ministry of Works] knew.",
            "[+Acme Widget Co. Ltd] and the [+Acme Widget] of [Bill Acme]",
            "The [+United Nations] met. The [+U.N.] and the [+UN]",
        ]),
        [
            "Acme Widget Co. Ltd: Acme Widget",
            "Bill Acme",
            "Ministry of Works: MoW, The Ministry of Works",
            "United Nations: U.N., UN"
        ]
    );
    // Two ministries with one acronym: where neither stands in the document it belongs to none.
    assert_eq!(resolve(&["[+Ministry of Works] ([+MOW])", "[+Museum of Wood] ([+MOW])", "[+MOW] alone"]).len(), 3);
    assert_eq!(resolve(&["[+Leeds United] beat [+Manchester United]; [=Leeds] sang. [=Manchester] cried"]).len(), 4);
}

#[test]
fn short_forms_of_organisations() {
    // What a company does is left out, or one word of its name; the tagger may take the rest for a person or a place.
    assert_eq!(
        resolve(&["[+Norlund Motor Co] hired. [=Norlund] rose, and [+Harker Stiles Group Inc] fell. [Harker] sold."]),
        ["Harker Stiles Group Inc: Harker", "Norlund Motor Co: Norlund"]
    );
    // Somebody of that name is there: it is his.
    assert_eq!(
        resolve(&["[+Harker Stiles Inc] pays [Anna Harker]. [Harker] smiled."]),
        ["Anna Harker: Harker", "Harker Stiles Inc"]
    );
    // What is named after another body is a body of its own, and a city no firm.
    assert_eq!(
        resolve(&["[+Norlund] pays the [+Norlund Foundation]", "[=Boston], [+Boston Consulting Group]"]).len(),
        4
    );
    // A noun stands for the one body named before it, and joins no two of them.
    assert_eq!(
        resolve(&["[+Bank of Norland] lent. The [+Bank] waits.", "[+Bank of Surland] lent. The [+Bank] waits."]),
        ["Bank of Norland: Bank", "Bank of Surland: Bank"]
    );
    assert_eq!(
        resolve(&["The [+Shoreham Post] and the [+Dale Post] wrote. The [+Post] won.", "The [+Post] is here."]),
        ["Dale Post", "Post", "Post", "Shoreham Post"]
    );
}

#[test]
fn a_ministry_is_of_one_country() {
    let lines = resolve(&[
        "The [+Russian Foreign Ministry] spoke. The [+Foreign Ministry] denied it.",
        "The [+Chinese Foreign Ministry] spoke. The [+Ministry of Foreign Affairs] and the [+Foreign Ministry] denied it.",
        "The [+Foreign Ministry] is closed.",
    ]);
    assert!(lines.contains(&"Russian Foreign Ministry: Foreign Ministry".to_owned()), "{lines:?}");
    assert!(
        lines.contains(&"Chinese Foreign Ministry: Foreign Ministry, Ministry of Foreign Affairs".to_owned()),
        "{lines:?}"
    );
    assert!(lines.contains(&"Foreign Ministry".to_owned()), "{lines:?}");
    assert_eq!(resolve(&["[+Department of Justice]", "the [+Justice Department]"]).len(), 1);
}

#[test]
fn an_acronym_of_two_is_read_by_what_the_article_speaks_of() {
    let lines = resolve(&[
        "[+General Milling Corp] ([+GM]) of [=Dale]. [+GM] rose.",
        "[+Garden Makers Inc] ([+GM]) of [=Holm]. [+GM] fell.",
        "[+GM] will build in [=Dale].",
        "[+GM] said nothing.",
    ]);
    assert_eq!(lines, ["Dale", "GM", "Garden Makers Inc: GM", "General Milling Corp: GM", "Holm"]);
}

#[test]
fn the_frequent_form_that_says_most_is_shown() {
    let often = "[+FBI] ".repeat(30);
    assert_eq!(resolve(&[&often, "[+Federal Bureau of Investigation]"]), ["FBI: Federal Bureau of Investigation"]);
    assert_eq!(resolve(&["[+GOP] [+GOP] [+Republicans] [+Republican Party]"]), ["Republican Party: GOP, Republicans"]);
}

#[test]
fn places_by_table_alone() {
    assert_eq!(resolve(&["[=Fla.] and [=Florida]", "[=Washington, D.C.] and [=Washington]", "[=Wash.]"]).len(), 3);
    assert_eq!(resolve(&["[=New York City], [=N.Y.], [=New York]"]), ["New York City", "New York: N.Y."]);
    assert_eq!(resolve(&["[=Kiev] and [=Kyiv]", "[=Lvov]", "[=Lviv]", "[=Peking], [=Beijing]"]).len(), 3);
    assert_eq!(resolve(&["[=Iran] and [=Iraq]", "[=Niger], [=Nigeria]", "[=Austria], [=Australia]"]).len(), 6);
    assert_eq!(resolve(&["the [=USA] and the [=United States], [=U.S.]"]), ["United States: U.S., USA"]);
}

#[test]
fn equipment_by_its_letters_and_digits() {
    assert_eq!(resolve(&["[*M-577] and [*M577]", "[*M113]"]).len(), 2);
}

#[test]
fn acronyms_join_their_names_across_the_corpus() {
    // Known everywhere: no brackets, no common document.
    assert_eq!(
        resolve(&[
            "The [+EU] met.",
            "The [+European Union] voted.",
            "[+W.H.O.] warned",
            "[+World Health Organization]"
        ]),
        ["European Union: EU", "World Health Organization: W.H.O."]
    );
    // Known from one article, by brackets or by its initials.
    assert_eq!(
        resolve(&[
            "[+Lagos Tennis League] and the [+LTL]",
            "[+LTL] final",
            "The [+Board of Cricket] ([+BoC])",
            "[+BoC]"
        ]),
        ["Board of Cricket: BoC", "Lagos Tennis League: LTL"]
    );
    // Two names with one acronym: elsewhere it stays alone.
    assert_eq!(
        resolve(&["[+Lagos Tennis League] and the [+LTL]", "[+Lima Trade Ledger]: [+LTL]", "[+LTL] alone"]),
        ["LTL", "Lagos Tennis League: LTL", "Lima Trade Ledger: LTL"]
    );
    // A document's own brackets say more than what the world knows.
    assert_eq!(
        resolve(&["[+Ethics Unit] ([+EU]). [+EU] staff", "[+EU] and [+European Union]"]),
        ["Ethics Unit: EU", "European Union: EU"]
    );
    assert_eq!(resolve(&["The [=US] and [=America]", "[=U.S.]", "[=United States]"]).len(), 1);
    assert_eq!(resolve(&["The [+US] said", "[+United States] said", "[+UK], [+United Kingdom]"]).len(), 2);
}

#[test]
fn a_name_of_another_kind_joins_where_one_kind_dominates() {
    let kremlin = ["[=Kremlin] wall, the [=Kremlin]", "[=Kremlin] gate", "The [+Kremlin] denied it"];
    let (entities, _) = resolve_with(&kremlin, &EntityCorrections::default());
    assert_eq!(entities.entities.len(), 1);
    assert_eq!(entities.entities[0].kind, EntityKind::Place);
    assert!(entities.entities[0].merges.iter().any(|merge| merge.reason == MergeReason::OtherKind));
    assert_eq!(resolve(&["[=Kremlin] wall, the [=Kremlin]", "The [+Kremlin] denied it"]).len(), 2);
    assert_eq!(resolve(&["[Ngozi Adeyemi]", "[Ngozi Adeyemi]", "[Ngozi Adeyemi] and [+Ngozi Adeyemi]"]).len(), 1);
    // A surname tagged as a firm goes to its bearer in the document, and to nobody else.
    assert_eq!(
        resolve(&["[Priya Raman]: [Raman], [Raman], [Raman]. [+Raman] ruled", "[Arjun Raman], [Raman]"]),
        ["Arjun Raman: Raman", "Priya Raman: Raman"]
    );
    // A firm of somebody's name does not swallow who is called so, nor a person a town.
    assert_eq!(resolve(&["[+Mercado] [+Mercado] [+Mercado] fell", "[Mercado] won", "[Lucia Mercado]"]).len(), 3);
    assert_eq!(resolve(&["[Austin] served. [Austin] and [Austin] won", "[=Austin] is hot"]).len(), 2);
    // The reader said that they differ.
    let spelled = |kind| EntityName { kind, text: "Kremlin".into() };
    let apart = EntityCorrections {
        different: vec![(spelled(EntityKind::Place), spelled(EntityKind::Organisation))],
        same: vec![],
    };
    assert_eq!(resolve_with(&kremlin, &apart).0.entities.len(), 2);
}

#[test]
fn people_of_many_countries_stay_themselves() {
    for apart in [
        ["[Nguyễn Văn Minh]", "[Nguyễn Văn Nam]"],
        ["[Park Ji-sung]", "[Park Ji-young]"],
        ["[Li Na]", "[Li Nan]"],
        ["[Chukwuma Okonkwo]", "[Chukwuemeka Okonkwo]"],
        ["[Rahul Sharma]", "[Rohit Sharma]"],
        ["[Khalid bin Salem]", "[Salem bin Khalid]"],
        ["[José García López]", "[José García Pérez]"],
        ["[Kovács István]", "[Kovács Ilona]"],
        ["[Mr Okoye]", "[Mrs Okoye]"],
        ["[Carlos Ruiz Jr.]", "[Carlos Ruiz]"],
    ] {
        assert_eq!(resolve(&apart).len(), 2, "{apart:?}");
    }
    for one in [
        ["[Kovács István]", "[István Kovács]"],
        ["[Khaled al-Harbi]", "[Khalid Al Harbi]"],
        ["[Nguyễn Văn Minh]", "[Nguyen Van Minh]"],
        ["[Park Ji-sung]", "[Park Ji Sung]"],
        ["[Justice Leila Haddad]", "[Leila Haddad]"],
    ] {
        assert_eq!(resolve(&one).len(), 1, "{one:?}");
    }
    assert_eq!(resolve(&["[John and Jane Smith] wed. [John Smith] cried; [Jane Smith] sang. [Smith] left."]).len(), 3);
}

#[test]
fn every_merge_says_why() {
    let documents = ["[Anna Kowalska] and [Kowalska]", "[A. Kowalska]", "[Ana Kovalska] of [=Kiev]", "[=Kyiv]"];
    let (entities, _) = resolve_with(&documents, &EntityCorrections::default());
    for entity in &entities.entities {
        // Enough links to hold all spellings together.
        let spellings: BTreeSet<&str> = entity.aliases.iter().map(|alias| alias.text.as_str()).collect();
        let linked: BTreeSet<&str> =
            entity.merges.iter().flat_map(|merge| [merge.a.as_str(), merge.b.as_str()]).collect();
        assert!(entity.aliases.len() == 1 || spellings == linked, "{spellings:?} {linked:?}");
        for merge in &entity.merges {
            assert!((0.5..=1.0).contains(&merge.confidence) && !merge.reason.as_sentence().is_empty());
        }
    }
    let reasons: BTreeSet<MergeReason> =
        entities.entities.iter().flat_map(|entity| entity.merges.iter().map(|merge| merge.reason)).collect();
    assert!(
        reasons.is_superset(&BTreeSet::from([MergeReason::Surname, MergeReason::Initial, MergeReason::PlaceTable])),
        "{reasons:?}"
    );
}

fn person(text: &str) -> EntityName {
    EntityName { kind: EntityKind::Person, text: text.into() }
}

#[test]
fn the_reader_knows_better() {
    let documents = ["[Anna Kowalska] and [Kowalska]", "[Hanka Nowak] wrote"];
    let same = EntityCorrections {
        same: vec![(person("Anna Kowalska"), person("Hanka Nowak"))],
        ..EntityCorrections::default()
    };
    let (entities, _) = resolve_with(&documents, &same);
    assert_eq!(entities.entities.len(), 1);
    assert!(entities.entities[0].merges.iter().any(|merge| merge.reason == MergeReason::Reader));
    let different = EntityCorrections {
        different: vec![(person("Anna Kowalska"), person("Kowalska"))],
        ..EntityCorrections::default()
    };
    assert_eq!(resolve_with(&documents, &different).0.entities.len(), 3);
}

#[test]
fn ids_are_made_of_kind_and_name() {
    let (entities, _) = resolve_with(&["[Łucja Święta] in [=Święta]", "[Łucja Święta]"], &EntityCorrections::default());
    let ids: Vec<&str> = entities.entities.iter().map(|entity| entity.id.as_str()).collect();
    assert_eq!(ids, ["person-lucja-swieta", "place-swieta"]);
}

#[test]
fn hostile_mentions_do_no_harm() {
    let long = format!("[{}] and [...] [ ] [\u{202e}] [=’s]", "a".repeat(100_000));
    let (entities, _) = resolve_with(&[&long, ""], &EntityCorrections::default());
    assert_eq!(entities.entities.len(), 1);
    assert_eq!(entities.of_mentions[0].len(), 5);
    assert_eq!(resolve(&[]), Vec::<String>::new());
}

const NAMES: &[&str] = &[
    "Anna Kowalska",
    "A. Kowalska",
    "Kowalska",
    "Ana Kovalska",
    "Mrs Kowalska",
    "Jan Kowalski",
    "Kowalski",
    "J. Kowalski",
    "Jan A. Kowalski",
    "Jan B. Kowalski",
    "Kowalski Jan",
    "Jane Kowalski",
    "Anna",
    "=Kiev",
    "=Kyiv",
    "=Iran",
    "+Ministry of Works",
    "+MoW",
    "+the Ministry of Works",
    "*M577",
];

/// The partition of all mentions, each named by its document and number, documents by their first number.
fn partition(documents: &[(usize, String)], corrections: &EntityCorrections) -> BTreeSet<BTreeSet<(usize, usize)>> {
    let marked: Vec<&str> = documents.iter().map(|(_, text)| text.as_str()).collect();
    let (entities, _) = resolve_with(&marked, corrections);
    let mut blocks: BTreeMap<u32, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for ((document, _), mentions) in documents.iter().zip(&entities.of_mentions) {
        for (at, entity) in mentions.iter().enumerate() {
            blocks.entry(entity.unwrap()).or_default().insert((*document, at));
        }
    }
    blocks.into_values().collect()
}

fn corpora() -> impl Strategy<Value = Vec<(usize, String)>> {
    let mention = prop_oneof![4 => prop::sample::select(NAMES).prop_map(|name| format!("[{name}] ")), 1 => Just("([+MoW]) ".to_owned())];
    let document = prop::collection::vec(mention, 1..8).prop_map(|mentions| mentions.concat());
    prop::collection::vec(document, 1..6).prop_map(|documents| documents.into_iter().enumerate().collect())
}

fn corrections() -> impl Strategy<Value = EntityCorrections> {
    let spelled = prop::sample::select(NAMES).prop_map(|name| {
        let (_, mentions) = read(&format!("[{name}]"));
        EntityName { kind: mentions[0].kind, text: name.trim_start_matches(['=', '+', '*']).into() }
    });
    let pairs = || prop::collection::vec((spelled.clone(), spelled.clone()), 0..3);
    (pairs(), pairs()).prop_map(|(same, different)| EntityCorrections { same, different })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_order_of_documents_does_not_matter(documents in corpora(), corrections in corrections()) {
        let mut turned = documents.clone();
        turned.reverse();
        prop_assert_eq!(partition(&documents, &corrections), partition(&turned, &corrections));
        turned.rotate_left(documents.len() / 2);
        prop_assert_eq!(partition(&documents, &corrections), partition(&turned, &corrections));
    }

    #[test]
    fn every_mention_is_in_exactly_one_entity(documents in corpora()) {
        let marked: Vec<&str> = documents.iter().map(|(_, text)| text.as_str()).collect();
        let (entities, read) = resolve_with(&marked, &EntityCorrections::default());
        let total: usize = read.iter().map(|(_, mentions)| mentions.len()).sum();
        prop_assert_eq!(entities.entities.iter().map(|entity| entity.mentions.len()).sum::<usize>(), total);
        let ids: BTreeSet<&str> = entities.entities.iter().map(|entity| entity.id.as_str()).collect();
        prop_assert_eq!(ids.len(), entities.entities.len());
        for entity in &entities.entities {
            prop_assert_eq!(entity.aliases.iter().map(|alias| alias.count as usize).sum::<usize>(), entity.mentions.len());
            for place in &entity.mentions {
                let (text, mentions) = &read[place.document.0 as usize];
                let at = mentions.iter().position(|mention| mention.span == place.span).unwrap();
                prop_assert_eq!(mentions[at].kind, entity.kind);
                prop_assert!(!place.span.slice_of(text).is_empty());
                let number = entities.of_mentions[place.document.0 as usize][at].unwrap();
                prop_assert_eq!(&entities.entities[number as usize].id, &entity.id);
            }
        }
    }

    #[test]
    fn corrections_always_win(documents in corpora(), corrections in corrections()) {
        let marked: Vec<&str> = documents.iter().map(|(_, text)| text.as_str()).collect();
        let (entities, read) = resolve_with(&marked, &corrections);
        let of_spelling = |spelled: &EntityName| -> BTreeSet<u32> {
            let mut found = BTreeSet::new();
            for ((text, mentions), numbers) in read.iter().zip(&entities.of_mentions) {
                for (mention, number) in mentions.iter().zip(numbers) {
                    if mention.kind == spelled.kind && mention.span.slice_of(text) == spelled.text {
                        found.insert(number.unwrap());
                    }
                }
            }
            found
        };
        for (a, b) in &corrections.different {
            if a != b {
                prop_assert!(of_spelling(a).is_disjoint(&of_spelling(b)), "{:?} {:?}", a, b);
            }
        }
        if corrections.different.is_empty() {
            for (a, b) in corrections.same.iter().filter(|(a, b)| a != b) {
                let (a, b) = (of_spelling(a), of_spelling(b));
                let all: BTreeSet<u32> = a.union(&b).copied().collect();
                prop_assert!(a.is_empty() || b.is_empty() || all.len() == 1, "{:?}", all);
            }
        }
    }
}
