//! Reads files and folders into articles. A file that cannot be read gives an error with its location; the others are
//! read all the same.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::encoding::decode_text;
use crate::document::Source;
use crate::document::formats::{MappedSource, SourceMap, html, json, markdown};
use crate::error::{Error, ErrorKind, Result};

/// The path that stands for standard input.
const STDIN_PATH: &str = "-";

/// File extensions that are read, for messages.
const KNOWN_EXTENSIONS: &str = ".txt, .md, .html, .json and .jsonl";

/// Articles read from disk, and errors for those that could not be read.
#[derive(Debug, Default)]
pub struct SourceCollection {
    /// The articles in the order of the paths and, within a folder, of file names. Their ids are unique.
    pub sources: Vec<MappedSource>,
    /// One error for each file or article left out, with its location.
    pub errors: Vec<Error>,
}

impl SourceCollection {
    /// Reads files and, recursively, folders (hidden files aside); `-` is JSON Lines on standard input. Calls
    /// `on_progress` after each file with the number of files done and the total.
    pub fn read_paths(paths: &[PathBuf], mut on_progress: impl FnMut(usize, usize)) -> SourceCollection {
        let mut corpus = SourceCollection::default();
        let files: Vec<SourceFile> = paths.iter().flat_map(|path| corpus.find_files(path)).collect();
        for (done, file) in (1..).zip(&files) {
            corpus.add_file(file);
            on_progress(done, files.len());
        }
        corpus.make_ids_unique();
        corpus
    }

    /// The files at or below `path`. What cannot be read joins the errors.
    fn find_files(&mut self, path: &Path) -> Vec<SourceFile> {
        let shown = path.display().to_string();
        if path.as_os_str() == STDIN_PATH {
            return vec![SourceFile { path: path.into(), id: "stdin".into(), format: SourceFileFormat::Stdin }];
        }
        let is_folder = match fs::metadata(path) {
            Ok(metadata) => metadata.is_dir(),
            Err(error) => {
                self.errors.push(
                    Error::new(ErrorKind::Io, describe_io_error(&error)).caused_by(error).at_location(shown, None),
                );
                return Vec::new();
            }
        };
        if !is_folder {
            let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let Some(format) = SourceFileFormat::from_extension(path) else {
                let detail = format!("not a kind of file that can be read; those are {KNOWN_EXTENSIONS}");
                self.errors.push(Error::new(ErrorKind::Input, detail).at_location(shown, None));
                return Vec::new();
            };
            return vec![SourceFile { path: path.into(), id, format }];
        }
        let files = self.walk_folder(path);
        if files.is_empty() {
            let detail = format!("no articles in this folder; they would be files ending in {KNOWN_EXTENSIONS}");
            self.errors.push(Error::new(ErrorKind::EmptyCorpus, detail).at_location(shown, None));
        }
        files
    }

    /// The files below a folder, sorted by name. Symbolic links are followed; a cycle of links is cut.
    fn walk_folder(&mut self, folder: &Path) -> Vec<SourceFile> {
        let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        let mut files = Vec::new();
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    if let Some(format) = SourceFileFormat::from_extension(entry.path()) {
                        files.push(SourceFile {
                            path: entry.path().into(),
                            id: relative_id(folder, entry.path()),
                            format,
                        });
                    }
                }
                Ok(_) => {}
                // A cycle of links holds nothing that is not read elsewhere.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().map(Path::to_path_buf).unwrap_or_else(|| folder.into());
                    let broken_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
                    if !broken_link || SourceFileFormat::from_extension(&path).is_some() {
                        let detail = error.io_error().map_or_else(|| error.to_string(), describe_io_error);
                        self.errors.push(
                            Error::new(ErrorKind::Io, detail)
                                .caused_by(error)
                                .at_location(path.display().to_string(), None),
                        );
                    }
                }
            }
        }
        files
    }

    fn add_file(&mut self, file: &SourceFile) {
        let name =
            if file.format == SourceFileFormat::Stdin { "stdin".into() } else { file.path.display().to_string() };
        let found = match file.read_articles(&name) {
            Ok(found) => found,
            Err(error) => vec![Err(error)],
        };
        if found.is_empty() {
            self.errors.push(Error::new(ErrorKind::Input, "there is no article in it").at_location(name, None));
            return;
        }
        let several = found.len() > 1 || matches!(file.format, SourceFileFormat::JsonLines | SourceFileFormat::Stdin);
        for (number, reading) in (1..).zip(found) {
            match reading {
                Ok(mut reading) => {
                    let unnamed = || if several { format!("{}/{number}", file.id) } else { file.id.clone() };
                    let id = reading.source.id.take().filter(|id| !id.trim().is_empty()).unwrap_or_else(unnamed);
                    reading.source.id = Some(id);
                    reading.source.source.get_or_insert_with(|| name.clone());
                    self.sources.push(reading);
                }
                Err(error) => self.errors.push(error),
            }
        }
    }

    /// Makes ids unique: the first article of an id keeps it, the next get `~2`, `~3`.
    fn make_ids_unique(&mut self) {
        let mut taken: HashSet<String> = HashSet::new();
        // A generated id never equals one that another article brought along.
        let chosen: HashSet<String> = self.sources.iter().filter_map(|reading| reading.source.id.clone()).collect();
        let mut next: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for reading in &mut self.sources {
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
struct SourceFile {
    path: PathBuf,
    /// Its path below the folder that was given, without the extension: the id of its article.
    id: String,
    format: SourceFileFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SourceFileFormat {
    Text,
    Markdown,
    Html,
    Json,
    JsonLines,
    Stdin,
}

impl SourceFileFormat {
    /// The format by file extension, in any letter case; `None` if it is unknown.
    fn from_extension(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "text" => SourceFileFormat::Text,
            "md" | "markdown" => SourceFileFormat::Markdown,
            "html" | "htm" | "xhtml" => SourceFileFormat::Html,
            "json" => SourceFileFormat::Json,
            "jsonl" | "ndjson" => SourceFileFormat::JsonLines,
            _ => return None,
        })
    }
}

impl SourceFile {
    /// Reads the articles of the file; each that cannot be read is an error of its own.
    fn read_articles(&self, name: &str) -> Result<Vec<Result<MappedSource>>> {
        let bytes = self.read_bytes().map_err(|error| {
            Error::new(ErrorKind::Io, describe_io_error(&error)).caused_by(error).at_location(name, None)
        })?;
        if u32::try_from(bytes.len()).is_err() {
            return Err(Error::new(ErrorKind::TooLarge, "larger than 4 GiB").at_location(name, None));
        }
        match self.format {
            SourceFileFormat::Stdin => return Ok(json::read_json_lines(&bytes, "stdin")),
            SourceFileFormat::JsonLines => return Ok(json::read_json_lines(&bytes, name)),
            _ => {}
        }
        // Decoding knows the line, only this function the name of the file.
        let decoded = decode_text(bytes, self.format == SourceFileFormat::Html).map_err(|error| {
            let line = error.location().and_then(|location| location.line);
            error.at_location(name, line)
        })?;
        let reading = match self.format {
            SourceFileFormat::Json => return Ok(json::read_json(&decoded.text, name)),
            SourceFileFormat::Markdown => markdown::read_markdown(&decoded.text),
            SourceFileFormat::Html => html::read_html(&decoded.text),
            _ => {
                let map = SourceMap::verbatim(decoded.text.len(), 0);
                MappedSource { source: Source { text: decoded.text, ..Source::default() }, source_map: map }
            }
        };
        Ok(vec![Ok(MappedSource { source_map: reading.source_map.shifted_by(decoded.bom_bytes), ..reading })])
    }

    fn read_bytes(&self) -> std::io::Result<Vec<u8>> {
        if self.format != SourceFileFormat::Stdin {
            return fs::read(&self.path);
        }
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The path of a file relative to `folder`, without the extension, with `/` on every system.
fn relative_id(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path).with_extension("");
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The message of an I/O error, first letter in lower case, without the number of the operating system.
fn describe_io_error(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split_once(" (os error").map_or(text.as_str(), |(plain, _)| plain);
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
