//! What every command does with its paths, and how it ends.

use std::path::PathBuf;
use std::process::ExitCode;

use reading_room::corpus::Corpus;
use reading_room::{Error, ErrorKind, Result};

use crate::progress::Progress;

/// The articles at `paths`. An article that cannot be read is in the refusals; the others are there all the same.
pub fn read(paths: &[PathBuf]) -> Corpus {
    let progress = Progress::new("files read");
    Corpus::read(paths, |done, total| progress.show(done, total))
}

/// Names what was refused on standard error and gives the exit status: 0 if everything went well, 1 otherwise.
pub fn conclude(refusals: Result<Vec<Error>>) -> ExitCode {
    let refusals = refusals.unwrap_or_else(|error| vec![error]);
    for error in &refusals {
        eprintln!("error: {error}");
    }
    if refusals.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How a command ends whose output was `written`. Who closes our output early has seen enough; that is no error.
pub fn finish(written: std::io::Result<()>, refusals: Vec<Error>) -> Result<Vec<Error>> {
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let detail = format!("the output could not be written: {error}");
            Err(Error::new(ErrorKind::Io, detail).because(error))
        }
        _ => Ok(refusals),
    }
}
