//! What all commands share: reading the paths, ending the output, the exit status.

use std::path::PathBuf;
use std::process::ExitCode;

use reading_room::internals::ingest::SourceCollection;
use reading_room::{Error, ErrorKind, Result};

use crate::progress::ProgressReport;

/// Reads the articles at `paths`, with a progress bar. An article that cannot be read is an error in the result.
pub fn read_sources(paths: &[PathBuf]) -> SourceCollection {
    let progress = ProgressReport::new("files read");
    SourceCollection::read_paths(paths, |done, total| progress.show_progress(done, total))
}

/// Prints the errors to standard error and returns the exit status: 0 if there are none, 1 otherwise.
pub fn report_errors(refusals: Result<Vec<Error>>) -> ExitCode {
    let refusals = refusals.unwrap_or_else(|error| vec![error]);
    for error in &refusals {
        eprintln!("error: {error}");
    }
    if refusals.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The result of a command whose output was `written`. A broken pipe is no error: who closes it has seen enough.
pub fn finish_output(written: std::io::Result<()>, refusals: Vec<Error>) -> Result<Vec<Error>> {
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let detail = format!("the output could not be written: {error}");
            Err(Error::new(ErrorKind::Io, detail).caused_by(error))
        }
        _ => Ok(refusals),
    }
}
