//! Reads files and folders into articles. A file that cannot be read gives an error with its location; the others are
//! read all the same.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::encoding::decode;
use crate::document::Source;
use crate::document::formats::{Reading, SourceMap, html, json, markdown};
use crate::error::{Error, ErrorKind, Result};

/// The path that stands for standard input.
const STDIN: &str = "-";

/// File extensions that are read, for messages.
const KNOWN: &str = ".txt, .md, .html, .json and .jsonl";

/// Articles read from disk, and errors for those that could not be read.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The articles in the order of the paths and, within a folder, of file names. Their ids are unique.
    pub readings: Vec<Reading>,
    /// One error for each file or article left out, with its location.
    pub refusals: Vec<Error>,
}

impl Corpus {
    /// Reads files and, recursively, folders (hidden files aside); `-` is JSON Lines on standard input. Calls
    /// `on_progress` after each file with the number of files done and the total.
    pub fn read(paths: &[PathBuf], mut on_progress: impl FnMut(usize, usize)) -> Corpus {
        let mut corpus = Corpus::default();
        let files: Vec<File> = paths.iter().flat_map(|path| corpus.find_files(path)).collect();
        for (done, file) in (1..).zip(&files) {
            corpus.add(file);
            on_progress(done, files.len());
        }
        corpus.name_apart();
        corpus
    }

    /// The files at or below `path`. What cannot be read joins the errors.
    fn find_files(&mut self, path: &Path) -> Vec<File> {
        let shown = path.display().to_string();
        if path.as_os_str() == STDIN {
            return vec![File { path: path.into(), id: "stdin".into(), format: FileFormat::Stdin }];
        }
        let is_folder = match fs::metadata(path) {
            Ok(metadata) => metadata.is_dir(),
            Err(error) => {
                self.refusals.push(Error::new(ErrorKind::Io, describe(&error)).because(error).at(shown, None));
                return Vec::new();
            }
        };
        if !is_folder {
            let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let Some(format) = FileFormat::of(path) else {
                let detail = format!("not a kind of file that can be read; those are {KNOWN}");
                self.refusals.push(Error::new(ErrorKind::Input, detail).at(shown, None));
                return Vec::new();
            };
            return vec![File { path: path.into(), id, format }];
        }
        let files = self.walk(path);
        if files.is_empty() {
            let detail = format!("no articles in this folder; they would be files ending in {KNOWN}");
            self.refusals.push(Error::new(ErrorKind::EmptyCorpus, detail).at(shown, None));
        }
        files
    }

    /// The files below a folder, sorted by name. Symbolic links are followed; a cycle of links is cut.
    fn walk(&mut self, folder: &Path) -> Vec<File> {
        let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        let mut files = Vec::new();
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    if let Some(format) = FileFormat::of(entry.path()) {
                        files.push(File { path: entry.path().into(), id: id_below(folder, entry.path()), format });
                    }
                }
                Ok(_) => {}
                // A cycle of links holds nothing that is not read elsewhere.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().map(Path::to_path_buf).unwrap_or_else(|| folder.into());
                    let broken_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
                    if !broken_link || FileFormat::of(&path).is_some() {
                        let detail = error.io_error().map_or_else(|| error.to_string(), describe);
                        self.refusals.push(
                            Error::new(ErrorKind::Io, detail).because(error).at(path.display().to_string(), None),
                        );
                    }
                }
            }
        }
        files
    }

    fn add(&mut self, file: &File) {
        let name = if file.format == FileFormat::Stdin { "stdin".into() } else { file.path.display().to_string() };
        let found = match file.read(&name) {
            Ok(found) => found,
            Err(error) => vec![Err(error)],
        };
        if found.is_empty() {
            self.refusals.push(Error::new(ErrorKind::Input, "there is no article in it").at(name, None));
            return;
        }
        let several = found.len() > 1 || matches!(file.format, FileFormat::JsonLines | FileFormat::Stdin);
        for (number, reading) in (1..).zip(found) {
            match reading {
                Ok(mut reading) => {
                    let unnamed = || if several { format!("{}/{number}", file.id) } else { file.id.clone() };
                    let id = reading.source.id.take().filter(|id| !id.trim().is_empty()).unwrap_or_else(unnamed);
                    reading.source.id = Some(id);
                    reading.source.source.get_or_insert_with(|| name.clone());
                    self.readings.push(reading);
                }
                Err(error) => self.refusals.push(error),
            }
        }
    }

    /// Makes ids unique: the first article of an id keeps it, the next get `~2`, `~3`.
    fn name_apart(&mut self) {
        let mut taken: HashSet<String> = HashSet::new();
        // A generated id never equals one that another article brought along.
        let chosen: HashSet<String> = self.readings.iter().filter_map(|reading| reading.source.id.clone()).collect();
        let mut next: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for reading in &mut self.readings {
            debug_assert!(reading.source.id.is_some(), "every article got an id when it was added");
            let id = reading.source.id.take().unwrap_or_default();
            let mut own = id.clone();
            if taken.contains(&own) {
                let number = next.entry(id.clone()).or_insert(1);
                while taken.contains(&own) || chosen.contains(&own) {
                    *number += 1;
                    own = format!("{id}~{number}");
                }
            }
            taken.insert(own.clone());
            reading.source.id = Some(own);
        }
    }
}

/// A file to read articles from.
#[derive(Debug)]
struct File {
    path: PathBuf,
    /// Its path below the folder that was given, without the extension: the id of its article.
    id: String,
    format: FileFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileFormat {
    Text,
    Markdown,
    Html,
    Json,
    JsonLines,
    Stdin,
}

impl FileFormat {
    /// The format by file extension, in any letter case; `None` if it is unknown.
    fn of(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "text" => FileFormat::Text,
            "md" | "markdown" => FileFormat::Markdown,
            "html" | "htm" | "xhtml" => FileFormat::Html,
            "json" => FileFormat::Json,
            "jsonl" | "ndjson" => FileFormat::JsonLines,
            _ => return None,
        })
    }
}

impl File {
    /// Reads the articles of the file; each that cannot be read is an error of its own.
    fn read(&self, name: &str) -> Result<Vec<Result<Reading>>> {
        let bytes = self
            .read_bytes()
            .map_err(|error| Error::new(ErrorKind::Io, describe(&error)).because(error).at(name, None))?;
        if u32::try_from(bytes.len()).is_err() {
            return Err(Error::new(ErrorKind::TooLarge, "larger than 4 GiB").at(name, None));
        }
        match self.format {
            FileFormat::Stdin => return Ok(json::read_lines(&bytes, "stdin")),
            FileFormat::JsonLines => return Ok(json::read_lines(&bytes, name)),
            _ => {}
        }
        // Decoding knows the line, only this function the name of the file.
        let decoded = decode(bytes, self.format == FileFormat::Html).map_err(|error| {
            let line = error.place().and_then(|place| place.line);
            error.at(name, line)
        })?;
        let reading = match self.format {
            FileFormat::Json => return Ok(json::read(&decoded.text, name)),
            FileFormat::Markdown => markdown::read(&decoded.text),
            FileFormat::Html => html::read(&decoded.text),
            _ => {
                let map = SourceMap::verbatim(decoded.text.len(), 0);
                Reading { source: Source { text: decoded.text, ..Source::default() }, map }
            }
        };
        Ok(vec![Ok(Reading { map: reading.map.shifted(decoded.mark_bytes), ..reading })])
    }

    fn read_bytes(&self) -> std::io::Result<Vec<u8>> {
        if self.format != FileFormat::Stdin {
            return fs::read(&self.path);
        }
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The path of a file relative to `folder`, without the extension, with `/` on every system.
fn id_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path).with_extension("");
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The message of an I/O error, first letter in lower case, without the number of the operating system.
fn describe(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split_once(" (os error").map_or(text.as_str(), |(plain, _)| plain);
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
