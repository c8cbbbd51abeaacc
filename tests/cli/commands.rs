//! The command line from outside: output, errors, exit status.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs the program in `folder` with `input` on its standard input.
fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reading-room"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn parse_prints_places_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        (
            "a.txt",
            "\u{feff}Published: 2023-05-30\nThe river rises\n\nThe żółć river rose by two metres in the night. Nobody slept.\n\nRead also:\nA flood",
        ),
        (
            "b.html",
            "<title>x</title><article><h1>The <b>river</b></h1><p>It rose &amp; fell. Nobody slept.</p></article>",
        ),
        ("c.md", "# The *river*\n\nIt **rose** &mdash; and fell.\n"),
    ];
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let output = run(folder.path(), &["parse", ".", "--json"], "");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let parsed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let shown: Vec<(String, Vec<String>)> = parsed["documents"]
        .as_array()
        .unwrap()
        .iter()
        .zip(files)
        .map(|(document, (_, content))| {
            let cut = |place: &Value| {
                content[place["start"].as_u64().unwrap() as usize..place["end"].as_u64().unwrap() as usize].to_owned()
            };
            let blocks = document["blocks"].as_array().unwrap().iter();
            let sentences = document["sentences"].as_array().unwrap();
            assert!(sentences.iter().all(|sentence| !cut(sentence).is_empty()));
            (
                cut(&document["title"]),
                blocks.map(|block| format!("{}: {}", block["role"].as_str().unwrap(), cut(block))).collect(),
            )
        })
        .collect();
    assert_eq!(shown[0].0, "The river rises");
    assert_eq!(
        shown[0].1,
        [
            "boilerplate: Published: 2023-05-30",
            "title: The river rises",
            "paragraph: The żółć river rose by two metres in the night. Nobody slept.",
            "boilerplate: Read also:",
            "boilerplate: A flood"
        ]
    );
    assert_eq!(shown[1].0, "The <b>river");
    assert_eq!(shown[1].1[1], "paragraph: It rose &amp; fell. Nobody slept.");
    assert_eq!(shown[2].1, ["title: The *river", "paragraph: It **rose** &mdash; and fell."]);
    let first = &parsed["documents"][0];
    assert_eq!((first["id"].as_str(), first["language"].as_str()), (Some("a"), Some("en")));
    let date = &first["date"];
    assert_eq!(date["iso"], "2023-05-30");
    assert_eq!(
        &files[0].1[date["start"].as_u64().unwrap() as usize..date["end"].as_u64().unwrap() as usize],
        "2023-05-30"
    );
}

#[test]
fn json_lines_come_from_standard_input_and_metadata_has_no_place() {
    let folder = tempfile::tempdir().unwrap();
    let input =
        "{\"id\":\"x\",\"title\":\"A title\",\"date\":\"May 30, 2023\",\"text\":\"The river rose by two metres.\"}\n";
    let output = run(folder.path(), &["parse", "-", "--json"], input);
    assert_eq!(output.status.code(), Some(0));
    let parsed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let document = &parsed["documents"][0];
    assert_eq!(document["id"], "x");
    assert_eq!(document["title"], serde_json::json!({"text": "A title", "start": null, "end": null}));
    assert_eq!(document["date"], serde_json::json!({"iso": "2023-05-30", "start": null, "end": null}));
}

#[test]
fn the_outline_is_readable() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "The river rises\n\nThe river rose by two metres in the night. Nobody slept.\n",
    )
    .unwrap();
    let output = run(folder.path(), &["parse", "a.txt"], "");
    insta::assert_snapshot!(text(&output.stdout), @r"
    a  (a.txt)
      no date · en · 3 sentences
            title  The river rises
        paragraph  The river rose by two metres in the night.
                   Nobody slept.
    ");
}

#[test]
fn what_was_refused_is_named_and_the_rest_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Words that can be read.").unwrap();
    fs::write(folder.path().join("b.txt"), "").unwrap();
    fs::write(folder.path().join("c.jsonl"), "{\"text\":\"fine\"}\n{oops\n").unwrap();
    let output = run(folder.path(), &["parse", ".", "--json"], "");
    assert_eq!(output.status.code(), Some(1));
    let parsed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(parsed["documents"].as_array().unwrap().len(), 2);
    let errors: Vec<&str> = text(&output.stderr).lines().collect();
    assert_eq!(
        errors,
        ["error: ./c.jsonl:2: not JSON: key must be a string, column 2", "error: ./b.txt: there is no text in it"]
    );
}

#[test]
fn nothing_to_read_is_a_failure_and_still_json() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["parse", ".", "--json"], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "{\"documents\":[]}\n");
    assert!(text(&output.stderr).starts_with("error: .: no articles in this folder"));
    assert_eq!(run(folder.path(), &["parse", "-"], "").status.code(), Some(1));
}

#[test]
fn wrong_usage_has_a_status_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&[][..], &["parse"], &["parse", ".", "--yaml"], &["dance"]] {
        let output = run(folder.path(), arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains("Usage"), "{arguments:?}");
    }
    assert_eq!(run(folder.path(), &["--help"], "").status.code(), Some(0));
    assert_eq!(run(folder.path(), &["--version"], "").status.code(), Some(0));
}

#[test]
fn progress_stays_off_output_that_is_no_terminal() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..500 {
        fs::write(folder.path().join(format!("{number}.txt")), "Words to be read. ".repeat(500)).unwrap();
    }
    let output = run(folder.path(), &["parse", "."], "");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn names_and_sums_that_a_query_asks_for_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let articles = "{\"id\":\"pier\",\"text\":\"The World Bank gave 30 million euros for the pier, said Ada Morel, the mayor of Lyon.\"}\n\
                    {\"id\":\"lamps\",\"text\":\"The council of Lyon spent 5 million euros on lamps, a street at a time.\"}\n";
    let found = |query: &str| -> Vec<String> {
        let output = run(folder.path(), &["search", "-", "--query", query, "--json"], articles);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        answer["hits"].as_array().unwrap().iter().map(|hit| hit["document"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found("amount:>10m"), ["pier"]);
    assert_eq!(found("lyon -amount:>10m"), ["lamps"]);
    assert_eq!(found("person:morel"), ["pier"]);
    assert_eq!(found("amount:>1bn"), [""; 0]);
}
