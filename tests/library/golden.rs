//! Golden cases: files that hold an input and what is expected of it, so that one person can review both.
//!
//! `UPDATE_GOLDEN=1 cargo test --test library golden` writes the expectations anew, to be reviewed as a diff.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// One file of a golden folder.
pub struct Case {
    /// Name of the file.
    pub name: String,
    /// All of it: the input with what is expected.
    pub text: String,
}

/// The cases of `tests/golden/{folder}`, by name.
pub fn cases(folder: &str) -> Vec<Case> {
    let entries = fs::read_dir(root().join("tests/golden").join(folder)).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.into_iter().map(|name| Case { text: read_file(&format!("tests/golden/{folder}/{name}")), name }).collect()
}

/// Holds every case of `folder`, of which there are `at_least` so many, to what `renew` makes of it: the whole file with
/// the expectation as it is today.
pub fn check(folder: &str, at_least: usize, renew: impl Fn(&Case) -> String) {
    let cases = cases(folder);
    assert!(cases.len() >= at_least, "the cases are gone");
    let mut failures = String::new();
    for case in cases {
        let renewed = renew(&case);
        if renewed == case.text {
            continue;
        }
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(root().join("tests/golden").join(folder).join(&case.name), renewed).unwrap();
        } else {
            let _ = writeln!(failures, "==== {}\n{}", case.name, difference(&case.text, &renewed));
        }
    }
    assert!(failures.is_empty(), "tests/golden/{folder}:\n{failures}");
}

/// A case as its input and its expectation, which is empty where there is none yet.
pub fn split<'a>(text: &'a str, divider: &str) -> (&'a str, &'a str) {
    text.split_once(divider).unwrap_or((text, ""))
}

/// A file of the repository, by its path from the root.
pub fn read_file(path: &str) -> String {
    fs::read_to_string(root().join(path.trim())).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Lines that only the expected text has, then lines that only the actual one has.
pub fn difference(expected: &str, actual: &str) -> String {
    let lines_missing = |from: &str, of: &str, sign: &str| -> String {
        of.lines()
            .filter(|line| !from.lines().any(|other| other == *line))
            .map(|line| format!("{sign} {line}\n"))
            .collect()
    };
    match lines_missing(actual, expected, "-") + &lines_missing(expected, actual, "+") {
        same if same.is_empty() && expected != actual => "the same lines in another order or number\n".into(),
        difference => difference,
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
