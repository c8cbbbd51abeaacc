//! Names from outside: the command that compares them, and what it must never confuse.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use reading_room::internals::entity::name::compare_names;

fn match_names(input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reading-room"))
        .arg("match-names")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn one_line_out_for_each_pair_in() {
    let output = match_names(
        "Anna Kowalska\tKowalska, Anna\nAnna Kowalska\tPiotr Nowak\nЮрий Петренко\tYurii Petrenko".as_bytes(),
    );
    let lines: Vec<(&str, f32)> = std::str::from_utf8(&output.stdout)
        .unwrap()
        .lines()
        .map(|line| line.split_once('\t').map(|(same, confidence)| (same, confidence.parse().unwrap())).unwrap())
        .collect();
    assert_eq!(lines.iter().map(|line| line.0).collect::<Vec<_>>(), ["1", "0", "1"]);
    assert!(lines.iter().all(|line| (0.0..=1.0).contains(&line.1)));
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn bad_lines_are_named_and_the_others_answered() {
    let output = match_names(
        b"Anna Kowalska\tA. Kowalska\nonly one name\n\xff\xfe\tx\nAnna\t \nA. B. Okafor\tA. B. Okafor\textra\r\n",
    );
    assert_eq!(std::str::from_utf8(&output.stdout).unwrap().lines().count(), 2);
    let errors = std::str::from_utf8(&output.stderr).unwrap();
    for line in ["standard input:2:", "standard input:3:", "standard input:4:"] {
        assert!(errors.contains(line), "{errors}");
    }
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn nothing_in_is_nothing_out() {
    let output = match_names(b"");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
}

#[test]
fn spellings_of_one_person() {
    for (a, b) in [
        ("Rustem Umerov", "Rustem Umarov"),
        ("Rustem Umerov", "R. Umerov"),
        ("Arvydas Anušauskas", "Arvydas Anaszauskas"),
        ("Valerii Zaluzhnyi", "Walerij Załużny"),
        ("Wiesław Kukuła", "Wieslaw Kukula"),
        ("Jaap de Hoop Scheffer", "J. de Hoop Scheffer"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Nagy Ferenc", "Ferenc Nagy"),
        ("Bill Clinton", "William Clinton"),
        ("Владимир Высоцкий", "Vladimir Vysotsky"),
        ("Volodymyr Horowitz", "Vladimir Horowitz"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Martin Luther King Jr.", "Martin Luther King, Jr"),
    ] {
        let verdict = compare_names(a, b);
        assert!(verdict.is_same_person, "{a} / {b} {}", verdict.confidence);
    }
}

#[test]
fn people_who_share_a_part_of_their_name() {
    for (a, b) in [
        ("Vitali Klitschko", "Wladimir Klitschko"),
        ("George Bush", "Laura Bush"),
        ("Lech Kaczyński", "Jarosław Kaczyński"),
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Serena Williams", "Venus Williams"),
        ("Kim Jong-il", "Kim Jong-un"),
        ("Sergey Ivanov", "Sergey Lavrov"),
        ("Anna Kowalska", "Jan Kowalski"),
        ("Ahmad bin Hasan al-Tamimi", "Hasan bin Ahmad al-Tamimi"),
        ("J. Smith", "Robert Smith"),
    ] {
        let verdict = compare_names(a, b);
        assert!(!verdict.is_same_person, "{a} / {b} {}", verdict.confidence);
    }
}

#[test]
fn pairs_of_invented_names_over_many_cultures() {
    let mut wrong = Vec::new();
    for line in include_str!("../names/pairs.tsv").lines() {
        let [a, b, label, kind] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let verdict = compare_names(a, b);
        let holds = match label {
            "1" => verdict.is_same_person,
            "0" => !verdict.is_same_person && verdict.confidence < 0.6,
            _ => (0.1..0.7).contains(&verdict.confidence),
        };
        if !holds {
            wrong.push(format!("{kind}: {a} / {b} {}", verdict.confidence));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
