//! `pack`: anybody's articles as one HTML file that reads and searches itself, or as a page and a folder.

use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, process};

use clap::{Args, ValueEnum};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use reading_room::internals::analysis::segmenter::segment_by_dictionary;
use reading_room::internals::entity::resolve::EntityCorrections;
use reading_room::internals::ingest::SourceCollection;
use reading_room::{CollectionRecogniser, Document, Error, ErrorKind, Language, Result, Room, RoomBuilder, Source};

use crate::files;
use crate::model::open_tagger;
use crate::page::{PackedArticle, PageContents, fill_page, has_blanks};
use crate::parts;
use crate::progress::ProgressReport;

/// The page without a corpus; empty where this program was built without one (see `build.rs`).
const EMBEDDED_PAGE: &str = include_str!(env!("EMBEDDED_PAGE"));

/// Above this many articles the page takes more than a moment to open.
const COMFORTABLE_ARTICLES: usize = 2_000;

/// Bytes of text from which a page with a prebuilt index opens sooner than one that builds it. Below, what the index
/// adds to the file is not worth it.
const PREBUILT_MIN_BYTES: usize = 256 * 1024;

/// Bytes of text from which a page comes with a folder of parts: one file would be too much to load whole.
const FOLDER_MIN_BYTES: usize = 20 * 1024 * 1024;

/// Articles of a large collection that the page itself lists, for readers without JavaScript.
const MAX_LISTED_ARTICLES: usize = 100;

/// Articles processed between two updates of the progress bar.
const BATCH_ARTICLES: usize = 1024;

/// Whether a page carries its index, with the names found beforehand, or makes it when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PrebuiltMode {
    /// Where the page opens sooner with it
    Auto,
    Always,
    Never,
}

/// Whether everything is in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PageLayout {
    /// One file up to 20 MB of text
    Auto,
    File,
    /// A page, and beside it a folder of parts that are loaded when they are wanted; names are found in each article
    Folder,
}

/// Options of `pack`.
#[derive(Debug, Args)]
pub struct PackCommand {
    /// Files and folders with articles; `-` reads JSON Lines from standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The page to write
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Name of the collection; without it, the name of the first path
    #[arg(long)]
    title: Option<String>,
    /// Language of the page, and of articles whose own cannot be told, as a tag like "en"
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Whether the page carries its index and the names, or makes them when it is opened
    #[arg(long, value_enum, default_value_t = PrebuiltMode::Auto, value_name = "WHEN")]
    prebuilt: PrebuiltMode,
    /// One file, or a page with a folder of parts beside it
    #[arg(long, value_enum, default_value_t = PageLayout::Auto, value_name = "LAYOUT")]
    layout: PageLayout,
    /// The page to fill, in place of the one that this program carries: `reader.html` of a build or of a release
    #[arg(long, env = "READING_ROOM_PAGE", value_name = "FILE")]
    page: Option<PathBuf>,
}

impl PackCommand {
    /// Writes the page; returns the errors of articles that are not in it. If anything fails, an earlier page at the
    /// output stays whole.
    pub fn run(&self) -> Result<Vec<Error>> {
        let page = &*self.read_page()?;
        let language = self.language()?;
        let SourceCollection { sources: mut readings, errors: mut refusals } = files::read_sources(&self.paths);
        readings.retain(|reading| !self.is_output(&reading.source));
        let sources = readings.into_iter().map(|reading| reading.source).collect();
        let mut articles = parse_articles(sources, &mut refusals);
        articles.iter_mut().for_each(|article| self.strip_source_folders(&mut article.source));
        if articles.is_empty() {
            for error in &refusals {
                eprintln!("error: {error}");
            }
            return Err(Error::new(ErrorKind::EmptyCorpus, "there is no article to pack"));
        }
        let bytes: usize = articles.iter().map(|article| article.source.text_len()).sum();
        let is_large = self.layout == PageLayout::Auto && bytes >= FOLDER_MIN_BYTES;
        if is_large || self.layout == PageLayout::Folder {
            self.write_page_and_parts(page, articles, language)?;
            return Ok(refusals);
        }
        let prebuilt = match self.prebuilt {
            PrebuiltMode::Auto => {
                articles.iter().map(|article| article.source.text.len()).sum::<usize>() >= PREBUILT_MIN_BYTES
            }
            always => always == PrebuiltMode::Always,
        };
        let room = prebuilt.then(|| build_stored_room(&articles, language)).transpose()?;
        if articles.len() > COMFORTABLE_ARTICLES {
            let count = articles.len();
            eprintln!("warning: {count} articles; a page with more than {COMFORTABLE_ARTICLES} may be slow to open");
        }
        let filled = fill_page(
            page,
            &PageContents { title: &self.title(), language, articles: &articles, room: room.as_deref(), parts: None },
        )?;
        replace_file(&self.output, filled.as_bytes())?;
        Ok(refusals)
    }

    /// The page that is filled: the one that was named, or the embedded one.
    fn read_page(&self) -> Result<Cow<'static, str>> {
        let Some(path) = &self.page else {
            if EMBEDDED_PAGE.is_empty() {
                let detail = "this program carries no page to fill; build one with `make`, or name the reader.html of a \
                              build or a release with --page or READING_ROOM_PAGE";
                return Err(Error::new(ErrorKind::Io, detail));
            }
            return Ok(Cow::Borrowed(EMBEDDED_PAGE));
        };
        let place = || path.display().to_string();
        let page = fs::read_to_string(path).map_err(|cause| {
            Error::new(ErrorKind::Io, cause.to_string()).caused_by(cause).at_location(place(), None)
        })?;
        if !has_blanks(&page) {
            let detail = "not a page that pack can fill; that is the reader.html of a build or a release";
            return Err(Error::new(ErrorKind::Input, detail).at_location(place(), None));
        }
        Ok(Cow::Owned(page))
    }

    /// Writes a page with the head of the room, and beside it the folder of its parts.
    fn write_page_and_parts(
        &self,
        page: &str,
        mut articles: Vec<PackedArticle>,
        language: Option<Language>,
    ) -> Result<()> {
        // Articles that are read together share a part: the latest first.
        articles.sort_by(|a, b| b.date.cmp(&a.date));
        let listed =
            articles.iter().take(MAX_LISTED_ARTICLES).map(|article| article.without_source()).collect::<Vec<_>>();
        let room = index_articles(articles, language)?;
        let folder = parts::PartsFolder::create_beside(&self.output)?;
        let head = folder.write_room(&room)?;
        drop(room);
        let page = parts::allow_part_scripts(page);
        let filling = PageContents {
            title: &self.title(),
            language,
            articles: &listed,
            room: Some(&head),
            parts: Some(folder.name()),
        };
        let filled = fill_page(&page, &filling)?;
        folder.move_into_place()?;
        replace_file(&self.output, filled.as_bytes())
    }

    /// Whether this is the page that an earlier run wrote into the folder of the articles.
    fn is_output(&self, source: &Source) -> bool {
        let read = source.source.as_ref().and_then(|named| fs::canonicalize(named).ok());
        read.is_some_and(|read| fs::canonicalize(&self.output).is_ok_and(|output| output == read))
    }

    /// Shortens the file name of an article to the part from the given path on, so that folders of this machine stay
    /// private.
    fn strip_source_folders(&self, source: &mut Source) {
        let below = |named: &String| {
            let folders = self.paths.iter().flat_map(|path| [Some(path.as_path()), path.parent()]).flatten();
            let short = folders.filter_map(|folder| Path::new(named).strip_prefix(folder).ok());
            let short = short.filter(|path| !path.as_os_str().is_empty()).min_by_key(|path| path.as_os_str().len());
            short.map(|path| path.to_string_lossy().into_owned())
        };
        source.source = source.source.take().map(|named| below(&named).unwrap_or(named));
    }

    fn language(&self) -> Result<Option<Language>> {
        let Some(tag) = &self.language else { return Ok(None) };
        let unknown = || Error::new(ErrorKind::Input, format!("{tag:?} is no language tag; write one like \"en\""));
        Language::parse(tag).ok_or_else(unknown).map(Some)
    }

    fn title(&self) -> String {
        let named = self.paths.iter().filter_map(|path| fs::canonicalize(path).ok()).find_map(|path| {
            let name = if path.is_dir() { path.file_name() } else { path.file_stem() };
            Some(name?.to_string_lossy().into_owned())
        });
        self.title.clone().filter(|title| !title.trim().is_empty()).or(named).unwrap_or_else(|| "Reading room".into())
    }
}

/// Parses the sources in parallel and returns the articles in order; errors join `refusals`.
fn parse_articles(sources: Vec<Source>, refusals: &mut Vec<Error>) -> Vec<PackedArticle> {
    let progress = ProgressReport::new("articles packed");
    let total = sources.len();
    let mut articles = Vec::with_capacity(total);
    for (batch, done) in sources.chunks(BATCH_ARTICLES).zip((0..).step_by(BATCH_ARTICLES)) {
        let parsed: Vec<Result<Document>> = batch.par_iter().map(|source| Document::parse(source.clone())).collect();
        for (source, parsed) in batch.iter().zip(parsed) {
            match parsed {
                Ok(document) => articles.push(PackedArticle {
                    label: document.display_label(),
                    date: document.date.map(|line| line.date.to_iso()),
                    source: source.clone(),
                }),
                Err(error) => refusals.push(error),
            }
        }
        progress.show_progress(done + batch.len(), total);
    }
    articles
}

/// Builds a room without names; each article is dropped once it is indexed.
fn index_articles(articles: Vec<PackedArticle>, language: Option<Language>) -> Result<Room> {
    let total = articles.len();
    let mut builder = RoomBuilder::new(language).with_segmenter(segment_by_dictionary);
    let progress = ProgressReport::new("articles indexed");
    let mut rest = articles.into_iter().map(|article| article.source);
    for done in (0..total).step_by(BATCH_ARTICLES) {
        for added in builder.add_all(rest.by_ref().take(BATCH_ARTICLES).collect()) {
            added?;
        }
        progress.show_progress((done + BATCH_ARTICLES).min(total), total);
    }
    builder.build()
}

/// Builds a room with names, in its stored form.
fn build_stored_room(articles: &[PackedArticle], language: Option<Language>) -> Result<Vec<u8>> {
    let total = articles.len();
    let mut builder = RoomBuilder::new(language).with_segmenter(segment_by_dictionary);
    let progress = ProgressReport::new("articles indexed");
    for (batch, done) in articles.chunks(BATCH_ARTICLES).zip((0..).step_by(BATCH_ARTICLES)) {
        let sources = batch.iter().map(|article| article.source.clone()).collect();
        for added in builder.add_all(sources) {
            added?;
        }
        progress.show_progress(done + batch.len(), total);
    }
    let mut room = builder.build()?;
    drop(progress);
    let progress = ProgressReport::new("articles read for names");
    let tagger = open_tagger()?;
    let mut recogniser = CollectionRecogniser::new(&tagger);
    // Every article is read twice.
    loop {
        let left = room.read_some_on_all_cores(&mut recogniser, BATCH_ARTICLES as u32)? as usize;
        progress.show_progress(2 * total - left, 2 * total);
        if left == 0 {
            break;
        }
    }
    room.take_recognised(recogniser, &EntityCorrections::default())?;
    room.to_bytes()
}

/// Replaces a file atomically, by a draft that is renamed: a reader finds the old file or the new one. A link is
/// followed, the permissions of an existing file are kept, and a device or a pipe is simply written to.
pub fn replace_file(output: &Path, bytes: &[u8]) -> Result<()> {
    let refused = |detail: String| Error::new(ErrorKind::Io, format!("cannot write {}: {detail}", output.display()));
    let target = fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(refused(format!("there is no folder {}", folder.display())));
    }
    let present = fs::metadata(&target).ok();
    let Some(name) = target.file_name().filter(|_| !target.is_dir()) else {
        return Err(refused("it is a folder, name a file in it".into()));
    };
    if present.as_ref().is_some_and(|present| !present.is_file()) {
        let written = fs::OpenOptions::new().write(true).open(&target).and_then(|mut file| file.write_all(bytes));
        return written.map_err(|cause| refused(cause.to_string()).caused_by(cause));
    }
    let draft = folder.join(format!(".{}.{}.draft", name.to_string_lossy(), process::id()));
    let written = fs::File::create_new(&draft)
        .and_then(|mut file| {
            if let Some(present) = present {
                file.set_permissions(present.permissions())?;
            }
            file.write_all(bytes).and_then(|()| file.sync_all())
        })
        .and_then(|()| fs::rename(&draft, &target));
    written.map_err(|cause| {
        // Nothing to be done if even this fails; the cause is what people need to know.
        let _ = fs::remove_file(&draft);
        refused(cause.to_string()).caused_by(cause)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_page_and_no_draft() {
        let folder = tempfile::tempdir().unwrap();
        let occupied = folder.path().join("page.html");
        fs::create_dir(&occupied).unwrap();
        assert!(replace_file(&occupied, b"new").unwrap_err().to_string().contains("is a folder"));
        let missing = folder.path().join("none/page.html");
        assert!(replace_file(&missing, b"new").unwrap_err().to_string().contains("there is no folder"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn writing_replaces_the_old_page() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("page.html");
        for bytes in ["old and long", "new"] {
            replace_file(&output, bytes.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&output).unwrap(), bytes);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
