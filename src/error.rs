//! The one error type of the crate: a kind to match on, a sentence to read, and the location in the input where there
//! is one.

use std::fmt;

use crate::{order::sort_by_key, storage::room_part::RoomPart};

/// `Result` of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An article could not be read: not text, not JSON, no `text` field.
    Input,
    /// No article could be read: everything was refused.
    EmptyCorpus,
    /// Bytes given as a stored room are damaged, or are no stored room.
    Damaged,
    /// A stored room was written by a newer version of the program.
    NewerVersion,
    /// No article or entity has the id that was asked for.
    NotFound,
    /// Parts of a large room are not here yet. [`Error::missing_parts`] names them: put them in and ask again.
    MissingParts,
    /// More text than 32-bit offsets can address.
    TooLarge,
    /// The file system or the terminal failed.
    Io,
}

impl ErrorKind {
    /// A stable code for programs; it does not change between releases.
    pub fn code(self) -> &'static str {
        match self {
            ErrorKind::Input => "input",
            ErrorKind::EmptyCorpus => "empty-corpus",
            ErrorKind::Damaged => "damaged",
            ErrorKind::NewerVersion => "newer-version",
            ErrorKind::NotFound => "not-found",
            ErrorKind::MissingParts => "missing-parts",
            ErrorKind::TooLarge => "too-large",
            ErrorKind::Io => "io",
        }
    }
}

/// The location of an error in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorLocation {
    /// File name as it was given.
    pub source: String,
    /// Line, counted from 1, where the format has lines.
    pub line: Option<usize>,
}

impl fmt::Display for ErrorLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.source),
            None => f.write_str(&self.source),
        }
    }
}

/// The one error type of the crate.
///
/// ```
/// use reading_room::{Error, ErrorKind};
///
/// let error = Error::new(ErrorKind::Input, "not valid UTF-8 at byte 12").at_location("notes.txt", Some(3));
/// assert_eq!(error.to_string(), "notes.txt:3: not valid UTF-8 at byte 12");
/// assert_eq!(error.kind().code(), "input");
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<Failure>);

/// What an error holds, behind a pointer: what cannot fail today pays for no more than that.
#[derive(Debug, thiserror::Error)]
#[error("{}{detail}", .location.as_ref().map(|location| format!("{location}: ")).unwrap_or_default())]
struct Failure {
    kind: ErrorKind,
    detail: String,
    location: Option<ErrorLocation>,
    missing_parts: Vec<RoomPart>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with a sentence for people; no location and no cause yet.
    pub fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Error(Box::new(Failure {
            kind,
            detail: detail.into(),
            location: None,
            missing_parts: Vec::new(),
            source: None,
        }))
    }

    /// A part of a large room is not here.
    pub(crate) fn missing(part: RoomPart) -> Self {
        let mut error = Error::new(ErrorKind::MissingParts, "parts of the room are not here yet");
        error.0.missing_parts.push(part);
        error
    }

    /// The same error with its location: the file `source` and, where known, the `line` (from 1).
    pub fn at_location(mut self, source: impl Into<String>, line: Option<usize>) -> Self {
        self.0.location = Some(ErrorLocation { source: source.into(), line });
        self
    }

    /// The same error with `cause` as its source.
    pub fn caused_by(mut self, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(cause));
        self
    }

    /// Two errors as one: all parts that either misses. An error of another kind hides one of missing parts, and the first the second.
    pub(crate) fn and(mut self, other: Error) -> Self {
        match (self.kind(), other.kind()) {
            (ErrorKind::MissingParts, ErrorKind::MissingParts) => {
                let parts = &mut self.0.missing_parts;
                parts.extend(other.0.missing_parts);
                sort_by_key(parts, |&part| part);
                parts.dedup();
                self
            }
            (ErrorKind::MissingParts, _) => other,
            _ => self,
        }
    }

    /// The kind, to match on.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The sentence, without the location.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The location in the input; `None` if there is none.
    pub fn location(&self) -> Option<&ErrorLocation> {
        self.0.location.as_ref()
    }

    /// The parts that [`crate::Room::put_part`] has to take before the question can be answered, rising, each once; of an error of another
    /// kind none.
    pub fn missing_parts(&self) -> &[RoomPart] {
        &self.0.missing_parts
    }
}
