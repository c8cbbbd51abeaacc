//! What typed text is read as.

use super::{parse::MAX_PIECES, *};
use crate::analysis::token::Tokenizer;
use proptest::prelude::*;

fn outline_word(word: &QueryWord) -> String {
    let any = "_".repeat(word.skipped as usize);
    let text = crate::analysis::token::spelling_of(&word.key);
    match word.pattern {
        None => format!("{any}{text}{}", if word.prefix { "*" } else { "" }),
        Some(WordPattern::Wildcard) => format!("{any}w:{text}"),
        Some(WordPattern::Regex) => format!("/{text}/"),
        Some(WordPattern::Near(edits)) => format!("{text}~{edits}"),
    }
}

fn outline_clause(clause: &QueryClause) -> String {
    let atom = |atom: &QueryAtom| {
        let field = atom.field.map_or(String::new(), |field| format!("{field:?}:").to_lowercase());
        field + &atom.words.iter().map(outline_word).collect::<Vec<_>>().join("_")
    };
    let mut any: Vec<String> = clause.groups.iter().map(|group| format!("({})", outline_group(group))).collect();
    any.extend(clause.alternatives.iter().map(atom));
    format!("{}{}", if clause.required { "+" } else { "" }, any.join("|"))
}

fn outline_group(group: &QueryGroup) -> String {
    let near = group.nearness.map(|near| format!("{}{}", if near.ordered { "<" } else { "~" }, near.gap));
    let excluded = group.excluded.iter().map(|clause| format!("-{}", outline_clause(clause)));
    let all = near.into_iter().chain(group.clauses.iter().map(outline_clause)).chain(excluded);
    all.collect::<Vec<_>>().join(" ")
}

/// The tree as text: alternatives by `|`, words of a phrase by `_`, `*` behind what may go on, groups in parentheses.
fn outline(text: &str) -> String {
    let query = Query::parse(text, Tokenizer::default());
    let mut out = vec![outline_group(&QueryGroup { clauses: query.clauses, excluded: query.excluded, nearness: None })];
    out.extend(query.entity_filters.iter().map(|named| {
        let sign = if named.excluded { "-" } else { "" };
        let as_what = match named.constraint {
            EntityConstraint::Kind(kind) => kind.as_str(),
            EntityConstraint::Speaker => "said",
        };
        format!("{sign}{as_what}:{}", outline_clause(&named.clause))
    }));
    out.extend(query.after.map(|day| format!("after:{day}")));
    out.extend(query.before.map(|day| format!("before:{day}")));
    out.retain(|part| !part.is_empty());
    out.join(" ")
}

/// The parts with how they were read.
fn reading(text: &str) -> Vec<String> {
    let query = Query::parse(text, Tokenizer::default());
    query.parts.into_iter().map(|part| format!("{:?} {}", part.kind, &text[part.range])).collect()
}

#[test]
fn the_last_word_may_go_on_until_a_space_follows() {
    assert_eq!(outline("night tra"), "night tra*");
    assert_eq!(outline("night tra "), "night tra");
    assert_eq!(outline("night tra."), "night tra");
    assert_eq!(outline("nig* train "), "nig* train");
}

#[test]
fn quoted_words_stand_side_by_side() {
    assert_eq!(outline("\"night train\" fog "), "night_train fog");
    assert_eq!(outline("“night train” "), "night_train");
    assert_eq!(outline("\"night tra"), "night_tra*");
    assert_eq!(outline("fog\"night train\""), "fog night_train");
}

#[test]
fn a_compound_is_its_parts_or_the_whole() {
    assert_eq!(outline("cyber-attack "), "cyberattack|cyber_attack");
    assert_eq!(outline("10:30 "), "10_30");
}

#[test]
fn minus_excludes_and_or_joins() {
    assert_eq!(outline("fog -rain -\"night train\" "), "fog -rain -night_train");
    assert_eq!(outline("fog OR mist harbour "), "fog|mist harbour");
    assert_eq!(outline("OR fog OR "), "fog");
    assert_eq!(outline("or fog "), "or fog");
}

#[test]
fn every_sign_of_prohibition_is_one() {
    for text in
        ["fog NOT rain ", "fog AND NOT rain ", "fog !rain ", "fog ! rain ", "fog - rain", "fog –rain ", "fog −rain "]
    {
        assert_eq!(outline(text).replace(['+', '*'], ""), "fog -rain", "{text}");
    }
    assert_eq!(outline("fog -(rain OR hail) "), "fog -rain|hail");
    assert_eq!(outline("fog NOT \"night train\" "), "fog -night_train");
    assert_eq!(outline("fog -(rain hail) "), "fog -(rain hail)");
    // A dash in a headline, and the end of a sentence.
    assert_eq!(outline("fog closes the harbour - three ferries wait ").matches('-').count(), 0);
    assert_eq!(outline("fog! rain "), "fog rain");
}

#[test]
fn the_minus_of_a_number_is_its_sign() {
    assert_eq!(outline("-5 degrees "), "5 degrees");
    assert_eq!(outline("fog at -12.5 °C "), "fog at 12.5 c");
    assert_eq!(outline("fog -2023 "), "fog -2023");
}

#[test]
fn and_or_and_parentheses_nest() {
    assert_eq!(outline("fog AND rain "), "+fog +rain");
    assert_eq!(outline("fog && rain || hail "), "(+fog +rain)|hail");
    assert_eq!(outline("(fog OR rain) AND (harbour OR quay) "), "+fog|rain +harbour|quay");
    assert_eq!(outline("fog OR (rain harbour -quay) mist "), "(rain harbour -quay)|fog mist");
    assert_eq!(outline("+fog +rain hail "), "+fog +rain hail");
    assert_eq!(outline("title:(fog OR rain) "), "title:fog|title:rain");
}

#[test]
fn small_letters_are_operators_where_they_must_be() {
    assert_eq!(outline("fog or rain or hail "), "fog|rain|hail");
    assert_eq!(outline("(fog or rain) and harbour "), "fog|rain and harbour");
    assert_eq!(outline("(fog or rain) AND harbour and not quay "), "+fog|rain +harbour -quay");
    assert_eq!(outline("ferry or bridge over the sound "), "ferry or bridge over the sound");
    assert_eq!(outline("WHY THE HARBOUR IS NOT READY YET ").matches('-').count(), 0);
}

#[test]
fn words_near_each_other_are_a_group() {
    assert_eq!(outline("\"fog rain\"~5 "), "(~5 fog rain)");
    assert_eq!(outline("fog NEAR/5 rain "), "(~4 fog rain)");
    assert_eq!(outline("fog w/5 (rain OR \"wet snow\") "), "(~4 fog rain|wet_snow)");
    assert_eq!(outline("fog pre/3 rain "), "(<2 fog rain)");
    assert_eq!(outline("NEAR(fog rain, 5) hail "), "(~5 fog rain) hail");
    assert_eq!(outline("fog AROUND(3) rain "), "(~2 fog rain)");
    assert_eq!(outline("fog NEAR rain "), "(~9 fog rain)");
}

#[test]
fn patterns_are_told_from_punctuation() {
    assert_eq!(outline("h*bour wom?n ?oat "), "w:h*bour w:wom?n w:?oat");
    assert_eq!(outline("harb* "), "harb*");
    assert_eq!(outline("\"night tra*\" \"night * harbour\" "), "night_tra* night__harbour");
    assert_eq!(outline("harbor~1 smith~ Müller~2 "), "harbor~1 smith~1 müller~2");
    assert_eq!(outline("/colou?r/ fog^3 "), "/colou?r/ fog");
    assert_eq!(outline("who owns the ferry? "), "who owns the ferry");
    assert_eq!(outline("\"who owns it?\" "), "who_owns_it");
    assert_eq!(outline("and/or /fog "), "and_or fog");
}

#[test]
fn days_have_ranges() {
    assert_eq!(outline("date:2022-02..2022-03 "), "after:2022-02-01 before:2022-04-01");
    assert_eq!(outline("date:[2021-12-31 TO 2022-12] "), "after:2021-12-31 before:2023-01-01");
    assert_eq!(outline("date:2022 "), "after:2022-01-01 before:2023-01-01");
    assert_eq!(outline("date:>2022-02 "), "after:2022-03-01");
    assert_eq!(outline("date:<=2022-02-28 "), "before:2022-03-01");
    assert_eq!(outline("date:2022..2 "), "after:2022-01-01");
}

#[test]
fn parts_say_how_they_were_read() {
    assert_eq!(
        reading("fog AND \"night train\" -rain (hail OR snow) title:quay harb* w/3 x"),
        [
            "Required fog",
            "Required \"night train\"",
            "Excluded -rain",
            "Any (hail OR snow)",
            "Field title:quay",
            "Near harb* w/3 x"
        ]
    );
    assert!(!Query::parse("fog \"night train\"", Tokenizer::default()).has_operators());
}

#[test]
fn what_is_endless_is_cut() {
    for text in [
        "(", "((a) ", "NOT ", "a* ", "*a*b ", "\"", "a OR ", "NEAR(", "/(a+)+/ ", "-", "w/5 ", "a~ ", "title:(", "[",
        "|",
    ] {
        let query = Query::parse(&text.repeat(200_000), Tokenizer::default());
        assert!(query.clauses.len() <= MAX_PIECES, "{text}");
    }
}

#[test]
fn operators_name_fields_and_days() {
    assert_eq!(outline("title:fog title:\"night train\" "), "title:fog title:night_train");
    assert_eq!(outline("after:2023 before:2024-02 x "), "x after:2023-01-01 before:2024-02-01");
    assert_eq!(outline("-title:fog "), "-title:fog");
    assert_eq!(outline("Title:fog BEFORE:2024 note:this "), "title:fog note_this before:2024-01-01");
}

#[test]
fn operators_name_people_and_bodies() {
    assert_eq!(outline("person:\"Anna Kowalska\" org:nato "), "person:anna_kowalska organisation:nato");
    assert_eq!(outline("-place:lodz said:kow"), "-place:lodz said:kow*");
}

#[test]
fn half_typed_operators_do_nothing_yet() {
    for text in [
        "",
        " ",
        "-",
        "\"",
        "\"\"",
        "title:",
        "before:",
        "before:20",
        "after:2023-1",
        "-\"",
        "title:\"",
        ":",
        "person:",
        "said:\"",
        "NOT",
        "AND",
        "!",
        "+",
        "(",
        "()",
        "NEAR(",
        "w/5",
        "title:(",
        "date:",
        "date:>",
        "&&",
        "||",
        "-(",
        "/",
        "~",
        "*",
    ] {
        assert_eq!(outline(text), "", "{text}");
    }
}

const PIECES: [&str; 24] = [
    "a",
    "fog ",
    "(",
    ")",
    " OR ",
    " AND ",
    "NOT ",
    "-",
    "!",
    "+",
    "\"",
    "~5",
    "*",
    "?",
    " w/3 ",
    "NEAR(",
    ",5)",
    "/x/",
    "title:",
    "date:2022..",
    "person:",
    " ",
    "[",
    "|",
];

proptest! {
    #[test]
    fn any_text_is_a_query(text in "\\PC*") {
        let query = Query::parse(&text, Tokenizer::default());
        for mut clause in query.clauses {
            clause.each_atom(&mut |atom| {
                assert!(text.get(atom.start..atom.end).is_some_and(|piece| !piece.is_empty()));
            });
        }
        for part in query.parts {
            prop_assert!(text.get(part.range).is_some());
        }
    }

    #[test]
    fn any_operators_are_a_query(words in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..12)) {
        let text = words.concat();
        let query = Query::parse(&text, Tokenizer::default());
        for part in query.parts {
            prop_assert!(text.get(part.range).is_some());
        }
    }
}

#[test]
fn a_sum_or_a_range_of_sums_is_a_filter() {
    let read = |text: &str| {
        let query = Query::parse(text, Tokenizer::default());
        let end = |bound: Bound<ExactDecimal>| match bound {
            Bound::Included(value) => format!("={value}"),
            Bound::Excluded(value) => value.to_string(),
            Bound::Unbounded => String::new(),
        };
        let filter = |AmountFilter { range, excluded }: AmountFilter| {
            let currency = range.currency.map(|currency| format!(" {}", currency.as_str())).unwrap_or_default();
            format!("{}{}..{}{currency}", if excluded { "-" } else { "" }, end(range.from), end(range.to))
        };
        query.amount_filters.into_iter().map(filter).collect::<Vec<_>>()
    };
    assert_eq!(read("fog amount:>1m "), ["1000000.."]);
    assert_eq!(read("amount:>=1.5m amount:<2bn"), ["=1500000..", "..2000000000"]);
    assert_eq!(read("amount:€1m..€5m "), ["=1000000..=5000000 EUR"]);
    assert_eq!(read("amount:500k.."), ["=500000.."]);
    assert_eq!(read("amount:\"20 million zlotys\""), ["=20000000..=20000000 PLN"]);
    assert_eq!(read("amount:1,000,000 -amount:$5"), ["=1000000..=1000000", "-=5..=5 USD"]);
    assert_eq!(read("amount:1,5m"), ["=1500000..=1500000"]);
    for text in ["amount:", "amount:>", "amount:much", "amount:..", "amount:>99999999999999999999m"] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
}
