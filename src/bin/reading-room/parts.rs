//! The folder of parts beside the page of a large collection: a script for each part, since from disk a page can load
//! nothing else.

use std::path::{Path, PathBuf};
use std::{fs, process};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use reading_room::{Error, ErrorKind, Part, Result, Room, gzip};

use crate::model::MODEL;
use crate::progress::Progress;

/// Parts that are compressed in parallel.
const BATCH: usize = 256;

/// A folder while it is written, under a draft name: the folder of an earlier run stays whole until this one is
/// complete.
pub struct Folder {
    name: String,
    draft: PathBuf,
    target: PathBuf,
}

impl Folder {
    /// Creates an empty draft folder for the page `output`.
    pub fn beside(output: &Path) -> Result<Self> {
        let stem = output.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let name = format!("{stem}-parts");
        let target = output.with_file_name(&name);
        let draft = output.with_file_name(format!(".{name}.{}.draft", process::id()));
        let _ = fs::remove_dir_all(&draft); // of a run that was killed
        fs::create_dir_all(&draft).map_err(|cause| refused(&draft, cause))?;
        Ok(Folder { name, draft, target })
    }

    /// The name of the folder, as the page refers to it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes the parts of `room`; returns its head.
    pub fn fill(&self, room: &Room) -> Result<Vec<u8>> {
        let progress = Progress::new("parts written");
        let mut waiting = Vec::with_capacity(BATCH);
        let mut written = 0;
        let head = room.cut(|part, bytes| {
            waiting.push((part, bytes));
            if waiting.len() == BATCH {
                self.write(&waiting)?;
                written += waiting.len();
                progress.show(written, written);
                waiting.clear();
            }
            Ok(())
        })?;
        self.write(&waiting)?;
        // For articles of the reader's own.
        self.write_one("model", MODEL)?;
        Ok(head)
    }

    fn write(&self, parts: &[(Part, Vec<u8>)]) -> Result<()> {
        parts.par_iter().try_for_each(|(part, bytes)| self.write_one(&part.name(), bytes))
    }

    fn write_one(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.draft.join(format!("{name}.js"));
        let script = format!("readingRoomPart(\"{name}\",\"{}\")\n", BASE64.encode(gzip(bytes)));
        fs::write(&path, script).map_err(|cause| refused(&path, cause))
    }

    /// Moves the draft into place, over the folder of an earlier run.
    pub fn replace(self) -> Result<()> {
        if self.target.is_dir() {
            fs::remove_dir_all(&self.target).map_err(|cause| refused(&self.target, cause))?;
        }
        fs::rename(&self.draft, &self.target).map_err(|cause| refused(&self.target, cause))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing is left of a run that failed; after `replace` there is nothing.
        let _ = fs::remove_dir_all(&self.draft);
    }
}

/// The page with a content security policy that also allows scripts of its own place: on a server its origin, on disk
/// the files around it.
pub fn allow_parts(page: &str) -> String {
    page.replacen("script-src ", "script-src 'self' file: ", 1)
}

fn refused(path: &Path, cause: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("cannot write {}: {cause}", path.display())).because(cause)
}
