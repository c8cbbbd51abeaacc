//! The folder of parts beside the page of a large collection: a script for each part, since from disk a page can load
//! nothing else.

use std::path::{Path, PathBuf};
use std::{fs, process};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use reading_room::{Error, ErrorKind, Result, Room, RoomPart, gzip};

use crate::model::TAGGER_MODEL;
use crate::progress::ProgressReport;

/// Parts that are compressed in parallel.
const BATCH_PARTS: usize = 256;

/// A folder while it is written, under a draft name: the folder of an earlier run stays whole until this one is
/// complete.
pub struct PartsFolder {
    name: String,
    draft_path: PathBuf,
    target_path: PathBuf,
}

impl PartsFolder {
    /// Creates an empty draft folder for the page `output`.
    pub fn create_beside(output: &Path) -> Result<Self> {
        let stem = output.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let name = format!("{stem}-parts");
        let target = output.with_file_name(&name);
        let draft = output.with_file_name(format!(".{name}.{}.draft", process::id()));
        let _ = fs::remove_dir_all(&draft); // of a run that was killed
        fs::create_dir_all(&draft).map_err(|cause| write_error(&draft, cause))?;
        Ok(PartsFolder { name, draft_path: draft, target_path: target })
    }

    /// The name of the folder, as the page refers to it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes the parts of `room`; returns its head.
    pub fn write_room(&self, room: &Room) -> Result<Vec<u8>> {
        let progress = ProgressReport::new("parts written");
        let mut waiting = Vec::with_capacity(BATCH_PARTS);
        let mut written = 0;
        let head = room.cut_parts(|part, bytes| {
            waiting.push((part, bytes));
            if waiting.len() == BATCH_PARTS {
                self.write_batch(&waiting)?;
                written += waiting.len();
                progress.show_progress(written, written);
                waiting.clear();
            }
            Ok(())
        })?;
        self.write_batch(&waiting)?;
        // For articles of the reader's own.
        self.write_part("model", TAGGER_MODEL)?;
        Ok(head)
    }

    fn write_batch(&self, parts: &[(RoomPart, Vec<u8>)]) -> Result<()> {
        parts.par_iter().try_for_each(|(part, bytes)| self.write_part(&part.file_name(), bytes))
    }

    fn write_part(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.draft_path.join(format!("{name}.js"));
        let script = format!("readingRoomPart(\"{name}\",\"{}\")\n", BASE64.encode(gzip(bytes)));
        fs::write(&path, script).map_err(|cause| write_error(&path, cause))
    }

    /// Moves the draft into place, over the folder of an earlier run.
    pub fn move_into_place(self) -> Result<()> {
        if self.target_path.is_dir() {
            fs::remove_dir_all(&self.target_path).map_err(|cause| write_error(&self.target_path, cause))?;
        }
        fs::rename(&self.draft_path, &self.target_path).map_err(|cause| write_error(&self.target_path, cause))
    }
}

impl Drop for PartsFolder {
    fn drop(&mut self) {
        // Nothing is left of a run that failed; after `replace` there is nothing.
        let _ = fs::remove_dir_all(&self.draft_path);
    }
}

/// The page with a content security policy that also allows scripts of its own place: on a server its origin, on disk
/// the files around it.
pub fn allow_part_scripts(page: &str) -> String {
    page.replacen("script-src ", "script-src 'self' file: ", 1)
}

fn write_error(path: &Path, cause: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("cannot write {}: {cause}", path.display())).caused_by(cause)
}
