//! `match-names`: whether two names are one person's, a line in, a line out.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};

use clap::Args;
use reading_room::internals::entity::name::compare_names;
use reading_room::{Error, ErrorKind, Result};

use crate::files;

/// The name of standard input in messages.
const STDIN_NAME: &str = "standard input";

/// Options of `match-names`.
#[derive(Debug, Args)]
pub struct MatchNamesCommand {}

impl MatchNamesCommand {
    /// Compares every pair on standard input; returns an error for each line that holds none.
    pub fn run(&self) -> Result<Vec<Error>> {
        let mut refusals = Vec::new();
        let input = BufReader::new(std::io::stdin().lock());
        let written = judge_pairs(input, BufWriter::new(std::io::stdout().lock()), &mut refusals);
        files::finish_output(written, refusals)
    }
}

/// Writes the verdict and its confidence for each pair of `input`.
fn judge_pairs(mut input: BufReader<impl Read>, mut out: impl Write, refusals: &mut Vec<Error>) -> std::io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                refusals.push(
                    Error::new(ErrorKind::Io, format!("it could not be read: {error}"))
                        .at_location(STDIN_NAME, Some(number)),
                );
                break;
            }
        }
        match read_pair(&line) {
            Ok((a, b)) => {
                let verdict = compare_names(a, b);
                writeln!(out, "{}\t{:.3}", u8::from(verdict.is_same_person), verdict.confidence)?;
            }
            Err(why) => refusals.push(Error::new(ErrorKind::Input, why).at_location(STDIN_NAME, Some(number))),
        }
        // A program at the other end of the pipe may wait for each answer.
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()
}

/// The two names of a line; a third column and what follows is not looked at.
fn read_pair(line: &[u8]) -> std::result::Result<(&str, &str), &'static str> {
    let line = std::str::from_utf8(line).map_err(|_| "not valid UTF-8")?;
    let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
    let mut fields = line.split('\t').map(str::trim);
    match (fields.next(), fields.next()) {
        (Some(a), Some(b)) if contains_name(a) && contains_name(b) => Ok((a, b)),
        (Some(_), Some(_)) => Err("a name is missing"),
        _ => Err("no tab between two names"),
    }
}

fn contains_name(field: &str) -> bool {
    field.chars().any(char::is_alphanumeric)
}
