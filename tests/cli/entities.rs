//! `entities` and `extract` from outside: shapes, places, lines, exit status.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ARTICLE: &str = "Museum gets new roof\n\nAda Morel, the director of the museum, thanked the city of Lyon on Monday. \
    “Nobody believed in it,” Morel said. The city gave €1.5 million for the repairs. Ada Morel was in London in May.\n";

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reading-room"));
    command.args(arguments);
    command
}

fn extract(input: &str) -> (Output, Vec<Value>) {
    let mut child =
        program(&["extract"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    (output, lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// Every object with a place says exactly what stands there.
fn check_places(value: &Value, source: &str) {
    match value {
        Value::Object(fields) => {
            if let (Some(text), Some(start), Some(end)) = (fields.get("text"), fields.get("start"), fields.get("end")) {
                let place = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
                assert_eq!(source.get(place), text.as_str());
            }
            fields.values().for_each(|field| check_places(field, source));
        }
        Value::Array(items) => items.iter().for_each(|item| check_places(item, source)),
        _ => {}
    }
}

#[test]
fn entities_are_listed_with_their_places() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roof.txt"), ARTICLE).unwrap();
    let path = folder.path().display().to_string();
    let output = program(&["entities", &path, "--json"]).output().unwrap();
    assert!(output.status.success());
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    check_places(&found, ARTICLE);
    let people: Vec<&Value> =
        found["entities"].as_array().unwrap().iter().filter(|entity| entity["kind"] == "person").collect();
    assert_eq!(people.len(), 1, "{people:?}");
    assert_eq!(people[0]["name"], "Ada Morel");
    assert_eq!(people[0]["roles"][0]["text"], "director of the museum");
    assert_eq!(found["quotes"][0]["speaker"], people[0]["id"]);
    assert_eq!(found["amounts"][0]["value"], 1_500_000);
    assert_eq!(found["amounts"][0]["currency"], "EUR");
    assert!(found["dates"].as_array().unwrap().iter().all(|date| date["iso"].is_null()), "no day is guessed");

    let table = program(&["entities", &path, "--csv", "--kind", "place"]).output().unwrap();
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(table.starts_with("id,kind,name,aliases,mentions,articles\n"));
    assert!(table.contains("\"Lyon\"") && !table.contains("Morel"));
}

#[test]
fn a_line_comes_out_for_each_line_that_goes_in() {
    let text = "Ada Morel met Jo Lind in Lyon.";
    let input = format!("{{\"id\":7,\"text\":\"{text}\"}}\nnot json\n\n{{\"text\":\"Photo: Ada Morel\"}}\n");
    let (output, lines) = extract(&input);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("stdin:2"));
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["id"], "7");
    check_places(&lines[0], text);
    let named: Vec<&str> =
        lines[0]["mentions"].as_array().unwrap().iter().map(|mention| mention["text"].as_str().unwrap()).collect();
    assert_eq!(named, ["Ada Morel", "Jo Lind", "Lyon"]);
    assert!(lines[1]["id"].is_null() && lines[2]["id"].is_null());
    assert_eq!(lines[3]["mentions"][0]["text"], "Ada Morel");
}
