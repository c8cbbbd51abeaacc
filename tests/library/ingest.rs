//! Files and folders to articles: what is read, under which id, and what is refused with which words.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use reading_room::internals::ingest::SourceCollection;
use reading_room::{Document, ErrorKind};
use tempfile::TempDir;

/// A folder with these files; a name may hold folders.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read(paths: &[&Path]) -> SourceCollection {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    SourceCollection::read_paths(&paths, |_, _| {})
}

fn ids(corpus: &SourceCollection) -> Vec<&str> {
    corpus.sources.iter().map(|reading| reading.source.id.as_deref().unwrap()).collect()
}

/// What was refused, the folder's own path left out.
fn refusals(corpus: &SourceCollection, folder: &TempDir) -> Vec<String> {
    let root = folder.path().display().to_string();
    corpus.errors.iter().map(|error| error.to_string().replace(&root, "")).collect()
}

#[test]
fn a_folder_is_read_in_order_with_what_is_below_it() {
    let folder = folder(&[
        ("b.txt", b"Second."),
        ("a/z.md", b"# First"),
        ("a/.hidden.txt", b"no"),
        (".git/x.txt", b"no"),
        ("c/photo.jpg", b"\xFF\xD8"),
        ("README", b"no ending"),
        ("d.HTML", b"<p>Third.</p>"),
        ("e.jsonl", b"{\"text\":\"Fourth.\"}\n{\"text\":\"Fifth.\",\"id\":\"five\"}\n"),
        ("f.json", b"{\"text\":\"Sixth.\"}"),
    ]);
    let corpus = read(&[folder.path()]);
    assert_eq!(ids(&corpus), ["a/z", "b", "d", "e/1", "five", "f"]);
    assert_eq!(refusals(&corpus, &folder), [] as [&str; 0]);
    let source = corpus.sources[3].source.source.as_deref().unwrap();
    assert!(source.ends_with("e.jsonl:1"), "{source}");
}

#[test]
fn articles_of_one_name_stay_apart() {
    let folder = folder(&[
        ("a.txt", b"One."),
        ("a.md", b"Two."),
        ("b/a.txt", b"Three."),
        ("c.json", b"[{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"a~2\",\"text\":\"y\"}]"),
    ]);
    let corpus = read(&[folder.path(), &folder.path().join("b")]);
    assert_eq!(ids(&corpus), ["a", "a~3", "b/a", "a~4", "a~2", "a~5"]);
    assert_eq!(ids(&corpus), ids(&read(&[folder.path(), &folder.path().join("b")])), "the same on every run");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let folder = folder(&[
        ("good.txt", b"Words."),
        ("latin.txt", b"one\ntwo caf\xE9\n"),
        ("binary.txt", b"\x7FELF\0\0\0\0\x01\x02\x03"),
        ("broken.json", b"{\n  \"text\": \"a\",\n  oops\n}"),
        ("empty.jsonl", b"\n"),
        ("mixed.jsonl", b"{\"text\":\"fine\"}\n{\"text\":\"caf\xE9\"}\n[1]\n"),
    ]);
    let corpus = read(&[folder.path()]);
    assert_eq!(ids(&corpus), ["good", "mixed/1"]);
    assert_eq!(
        refusals(&corpus, &folder),
        [
            "/binary.txt:1: not text: a byte 0x00 at 4, and more of the kind",
            "/broken.json:3: not JSON: key must be a string, column 3",
            "/empty.jsonl: there is no article in it",
            "/latin.txt:2: not valid UTF-8 at byte 11",
            "/mixed.jsonl:2: not valid UTF-8 at byte 12 of the line",
            "/mixed.jsonl:3: not an article: no JSON object",
        ]
    );
}

#[test]
fn paths_that_hold_nothing_say_so() {
    let folder = folder(&[("only.pdf", b"%PDF")]);
    let corpus = read(&[folder.path(), &folder.path().join("only.pdf"), &folder.path().join("missing.txt")]);
    let kinds: Vec<_> = corpus.errors.iter().map(reading_room::Error::kind).collect();
    assert_eq!(kinds, [ErrorKind::EmptyCorpus, ErrorKind::Input, ErrorKind::Io]);
    assert_eq!(
        refusals(&corpus, &folder),
        [
            ": no articles in this folder; they would be files ending in .txt, .md, .html, .json and .jsonl",
            "/only.pdf: not a kind of file that can be read; those are .txt, .md, .html, .json and .jsonl",
            "/missing.txt: no such file or directory",
        ]
    );
}

#[test]
fn an_empty_article_is_refused_when_it_is_parsed() {
    let folder = folder(&[
        ("empty.txt", b""),
        ("blank.md", b" \n\n"),
        ("bare.html", b"<html><script>x</script></html>"),
        ("nul.json", br#"{"text":"\u0000"}"#),
    ]);
    let corpus = read(&[folder.path()]);
    for reading in corpus.sources {
        let name = reading.source.source.clone().unwrap();
        let error = Document::parse(reading.source).unwrap_err();
        assert_eq!(error.to_string(), format!("{name}: there is no text in it"));
    }
}

#[test]
fn old_encodings_are_read_where_they_are_declared() {
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend("Żółw śpi.".encode_utf16().flat_map(u16::to_le_bytes));
    let folder = folder(&[
        ("a.txt", &utf16),
        ("b.html", b"<meta charset=windows-1252><p>Caf\xE9 \x96 bar.</p>"),
        ("c.txt", b"\xEF\xBB\xBFWords."),
    ]);
    let corpus = read(&[folder.path()]);
    assert_eq!(refusals(&corpus, &folder), [] as [&str; 0]);
    let texts: Vec<_> =
        corpus.sources.iter().map(|reading| Document::parse(reading.source.clone()).unwrap().text).collect();
    assert_eq!(texts, ["Żółw śpi.", "Café – bar.", "Words."]);
    // Places are counted in the file, its byte order mark included.
    let document = Document::parse(corpus.sources[2].source.clone()).unwrap();
    assert_eq!(corpus.sources[2].source_map.to_source(document.blocks[0].span).as_range(), 3..9);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_never_in_a_circle() {
    let folder = folder(&[("real/a.txt", b"Words.")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("real/again")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("real/a.txt"), folder.path().join("b.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("c.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("d.jpg")).unwrap();
    let corpus = read(&[folder.path()]);
    assert_eq!(ids(&corpus), ["b", "real/a"]);
    assert_eq!(refusals(&corpus, &folder), ["/c.txt: no such file or directory"]);
}

#[test]
fn a_line_of_50_megabytes_is_read_in_reasonable_time() {
    let words = b"All work and no play makes a dull boy. ".repeat(50 * 1024 * 1024 / 39);
    let noise: Vec<u8> =
        (0..50 * 1024 * 1024_u64).map(|index| b' ' + (index.wrapping_mul(2_654_435_761) >> 13 & 63) as u8).collect();
    let folder = folder(&[("words.txt", &words), ("noise.jsonl", &noise)]);
    let started = Instant::now();
    let corpus = read(&[folder.path()]);
    assert_eq!(corpus.errors.len(), 1, "noise is no JSON");
    for reading in corpus.sources {
        assert_eq!(Document::parse(reading.source).unwrap().blocks.len(), 1);
    }
    assert!(started.elapsed() < Duration::from_secs(90), "{:?}", started.elapsed());
}

#[test]
fn progress_counts_files() {
    let folder = folder(&[("a.txt", b"x"), ("b.txt", b"y")]);
    let mut seen = Vec::new();
    SourceCollection::read_paths(&[folder.path().to_path_buf()], |done, total| seen.push((done, total)));
    assert_eq!(seen, [(1, 2), (2, 2)]);
}
