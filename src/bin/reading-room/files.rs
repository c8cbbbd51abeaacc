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
    let refusals = match refusals {
        Ok(refusals) => refusals,
        // Whoever reads our output has seen enough.
        Err(error) if is_closed_pipe(&error) => return ExitCode::SUCCESS,
        Err(error) => vec![error],
    };
    for error in &refusals {
        eprintln!("error: {error}");
    }
    if refusals.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The error of output that could not be written.
pub fn not_written(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, "the output could not be written").because(error)
}

fn is_closed_pipe(error: &Error) -> bool {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<std::io::Error>());
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
