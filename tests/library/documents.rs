//! Articles as a whole: golden cases that a person can review, and statements true of any text.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use reading_room::internals::document::formats::{MappedSource, html, json, markdown};
use reading_room::internals::document::{SourceBlock, SourceFormat};
use reading_room::internals::ingest::SourceCollection;
use reading_room::{BlockRole, Document, ErrorKind, Source, Span};

use crate::golden;

// ---- golden cases -------------------------------------------------------------------------------------------------

/// Between the input of a case and the outline expected of it.
const DIVIDER: &str = "\n======== outline ========\n";

/// Every file in `tests/golden/parse` is a case: the article as a file of that ending would hold it, the divider, and
/// what is to be read in it, one sentence a line. `@FILE` as input stands for that file.
#[test]
fn golden_cases() {
    golden::check("parse", 17, |case| {
        let (input, _) = golden::split(&case.text, DIVIDER);
        let article = input.strip_prefix('@').map_or_else(|| input.to_owned(), golden::read_file);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(&case.name), article).unwrap();
        format!("{input}{DIVIDER}{}", outline(&folder.path().join(&case.name)))
    });
}

fn outline(file: &Path) -> String {
    let name = file.file_name().unwrap().to_str().unwrap();
    let corpus = SourceCollection::read_paths(&[file.to_path_buf()], |_, _| {});
    let mut refusals = corpus.errors;
    let mut outline = String::new();
    for reading in corpus.sources {
        match Document::parse(reading.source) {
            Ok(document) => outline += &describe(&document),
            Err(error) => refusals.push(error),
        }
    }
    for error in refusals {
        let _ = writeln!(outline, "error: {}", error.to_string().replace(&*file.to_string_lossy(), name));
    }
    outline
}

fn describe(document: &Document) -> String {
    let mut outline = String::new();
    let beside = |span: Option<Span>| if span.is_some() { "" } else { " (beside the text)" };
    let title = document.title.as_ref();
    let _ = writeln!(outline, "id: {}", document.id);
    let _ = writeln!(
        outline,
        "title: {}",
        title.map_or("none".into(), |title| format!("{}{}", title.text, beside(title.span)))
    );
    let date = document.date.map_or("none".into(), |line| format!("{}{}", line.date, beside(line.span)));
    let _ = writeln!(outline, "date: {date}");
    let _ = writeln!(outline, "language: {}", document.language.map_or("none".into(), |language| language.to_string()));
    if let Some(url) = &document.url {
        let _ = writeln!(outline, "url: {url}");
    }
    for block in &document.blocks {
        let role = serde_json::to_string(&block.role).unwrap();
        let mut label = role.trim_matches('"');
        let sentences = document.sentences.iter().filter(|sentence| block.span.contains(**sentence)).copied();
        let lines: Vec<Span> =
            if block.role == BlockRole::Boilerplate { vec![block.span] } else { sentences.collect() };
        for line in lines {
            let words: Vec<_> = line.slice_of(&document.text).split_whitespace().collect();
            let _ = writeln!(outline, "{label:>12} {}", words.join(" "));
            label = "";
        }
    }
    outline.push('\n');
    outline
}

// ---- statements true of any text ----------------------------------------------------------------------------------

/// What must hold of any document.
fn check(document: &Document) -> Result<(), TestCaseError> {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        prop_assert!(block.span.start as usize >= end && !block.span.is_empty(), "blocks rise and hold something");
        prop_assert!(text.get(block.span.as_range()).is_some(), "blocks lie on character edges");
        end = block.span.end as usize;
    }
    let mut end = 0;
    for sentence in &document.sentences {
        prop_assert!(sentence.start as usize >= end && !sentence.is_empty(), "sentences rise and hold something");
        prop_assert!(text.get(sentence.as_range()).is_some(), "sentences lie on character edges");
        let inside = |block: &&reading_room::internals::document::DocumentBlock| block.span.contains(*sentence);
        let block = document.blocks.iter().find(inside);
        prop_assert!(block.is_some_and(|block| block.role != BlockRole::Boilerplate), "no sentence crosses a block");
        end = sentence.end as usize;
    }
    let words = |spans: &mut dyn Iterator<Item = Span>| -> String {
        spans.flat_map(|span| span.slice_of(text).chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>()).collect()
    };
    let in_blocks =
        words(&mut document.blocks.iter().filter(|block| block.role != BlockRole::Boilerplate).map(|block| block.span));
    prop_assert_eq!(
        in_blocks,
        words(&mut document.sentences.iter().copied()),
        "sentences hold all words of their blocks"
    );
    prop_assert!(
        document.blocks.iter().filter(|block| block.role == BlockRole::Title).count() <= 1,
        "one title at most"
    );
    if let Some(span) = document.title.as_ref().and_then(|title| title.span) {
        let block = document.blocks.iter().find(|block| block.span == span);
        prop_assert!(block.is_some_and(|block| block.role == BlockRole::Title), "the title is a block");
    }
    if let Some(span) = document.date.and_then(|line| line.span) {
        prop_assert!(!span.slice_of(text).is_empty(), "the date stands in the text");
    }
    Ok(())
}

/// Characters outside of all blocks are blanks, or marks that make a heading, a list, a quote or a ruler.
fn check_coverage(document: &Document) -> Result<(), TestCaseError> {
    let mut at = 0;
    let mut outside = String::new();
    for span in
        document.blocks.iter().map(|block| block.span).chain([Span::new(document.text.len(), document.text.len())])
    {
        outside += document.text.get(at..span.start as usize).unwrap_or_default();
        at = span.end as usize;
    }
    let is_mark = |c: char| "#>-*+•·◦▪●‣=_~|.)".contains(c) || c.is_ascii_digit();
    let is_blank = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}".contains(c)
    };
    for (index, line) in outside.split('\n').enumerate() {
        let lost: String = line.chars().filter(|c| !is_mark(*c) && !is_blank(*c)).collect();
        prop_assert_eq!(&lost, "", "line {} of {:?}", index, outside);
    }
    Ok(())
}

/// Text as it might come: anything at all, or pieces of the web in any order.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "\\PC{0,40}",
        "[ \\t\\r\\n.!?…。“”\"'()\\[\\]A-Za-zа-яżółć0-9#>*-]{0,60}",
        prop::sample::select(vec![
            "\n",
            "\n\n",
            "\r\n",
            " ",
            "# ",
            "## ",
            "> ",
            "- ",
            "1. ",
            "=====\n",
            "Read also:\n",
            "You May Also Like\n",
            "Leave a Reply\n",
            "date 2023-05-30 ",
            "Published: May 30, 2023",
            "By Anna Nowak\n",
            "The river rose by two metres in the night, and nobody slept.\n\n",
            "R. Umerov",
            "U.S.",
            "…",
            "[1]",
            "\u{feff}",
            "\0",
            "\u{2028}",
            "<p>",
            "</p>",
            "<h1>",
            "<li>",
            "&amp;",
            "<nav>",
            "</nav>",
            "<br>",
            "<table><tr><td>",
            "<tr><td>",
            "<td>",
            "&nbsp;",
            "&shy;",
            "\u{ad}",
            "<div hidden>",
            "<p style=display:none>",
            "<div role=navigation>",
            "</div>",
            "<button>",
            "`",
            "Title: x\n",
            "---\n",
            "+++\n",
            "title: x\n",
            "| a | b |\n",
            "|---|---|\n",
            "```\n",
            "{\"text\":\"a\"}",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"documents\":",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn parse(source: Source) -> Option<Document> {
    match Document::parse(source) {
        Ok(document) => Some(document),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Input);
            None
        }
    }
}

/// What must hold of an article read from a file: every place of the text has one in the file.
fn check_reading(reading: MappedSource, file: &str) -> Result<(), TestCaseError> {
    let Some(document) = parse(reading.source) else { return Ok(()) };
    check(&document)?;
    let mut end = 0;
    for block in &document.blocks {
        let place = reading.source_map.to_source(block.span);
        prop_assert!(
            file.get(place.as_range()).is_some_and(|words| !words.is_empty()),
            "blocks have their places in the file"
        );
        prop_assert!(place.start >= end, "places in the file rise");
        end = place.end;
    }
    for sentence in &document.sentences {
        prop_assert!(!reading.source_map.to_source(*sentence).is_empty(), "sentences have their places in the file");
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_parses(text in any_text(), markdown in any::<bool>(), title in prop::option::of(any_text()), date in prop::option::of(any_text())) {
        let format = if markdown { SourceFormat::Markdown } else { SourceFormat::Plain };
        let source = Source { text: text.clone(), format, title, date, ..Source::default() };
        if let Some(document) = parse(source) {
            prop_assert_eq!(&document.text, &text, "the text is kept");
            check(&document)?;
            check_coverage(&document)?;
        }
    }

    #[test]
    fn any_blocks_parse(texts in prop::collection::vec((any_text(), 0..7_usize), 0..8)) {
        let roles = [BlockRole::Title, BlockRole::Heading, BlockRole::Paragraph, BlockRole::ListItem, BlockRole::Quote, BlockRole::Caption, BlockRole::Boilerplate];
        let blocks = texts.into_iter().map(|(text, role)| SourceBlock { role: roles[role], text }).collect();
        if let Some(document) = parse(Source { blocks: Some(blocks), ..Source::default() }) {
            check(&document)?;
        }
    }

    #[test]
    fn any_text_is_read_as_markdown_and_html(text in any_text()) {
        check_reading(markdown::read_markdown(&text), &text)?;
        check_reading(html::read_html(&text), &text)?;
    }

    #[test]
    fn any_bytes_are_read_as_json(text in any_text(), bytes in any::<Vec<u8>>()) {
        for reading in json::read_json(&text, "f").into_iter().chain(json::read_json_lines(text.as_bytes(), "f")).chain(json::read_json_lines(&bytes, "f")).flatten() {
            if let Some(document) = parse(reading.source) {
                check(&document)?;
            }
        }
    }

    #[test]
    fn parsing_twice_gives_the_same(text in any_text()) {
        let source = Source { text, ..Source::default() };
        prop_assert_eq!(parse(source.clone()), parse(source));
    }
}

#[test]
fn any_bytes_in_any_file_are_read_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let noise: Vec<Vec<u8>> = vec![
        vec![],
        vec![0; 1000],
        vec![0xFF; 1000],
        (0..=255).collect(),
        b"\xFF\xFE\0".to_vec(),
        b"\xFE\xFFa".to_vec(),
        b"\xEF\xBB\xBF".to_vec(),
        "<".repeat(1000).into_bytes(),
        "[".repeat(100_000).into_bytes(),
        b"</script><!--".to_vec(),
    ];
    for (number, bytes) in noise.iter().enumerate() {
        for ending in ["txt", "md", "html", "json", "jsonl"] {
            std::fs::write(folder.path().join(format!("{number}.{ending}")), bytes).unwrap();
        }
    }
    let corpus = SourceCollection::read_paths(&[folder.path().to_path_buf()], |_, _| {});
    for reading in corpus.sources {
        if let Some(document) = parse(reading.source) {
            check(&document).unwrap();
        }
    }
    for error in corpus.errors {
        assert!(error.location().is_some(), "{error}");
    }
}

#[test]
fn large_texts_take_linear_time() {
    let bytes = 512 * 1024;
    let limit = Duration::from_secs(20);
    for piece in [
        "a",
        " ",
        "\n",
        "word ",
        ". ",
        "Read also:\n",
        "# ",
        "> ",
        "1. ",
        "“",
        "[1]",
        "A. ",
        "date 2023-05-30 ",
        "Mr. ",
        "&",
        "<b>",
        "文。",
        "\u{301}",
    ] {
        let text = piece.repeat(bytes / piece.len());
        let started = Instant::now();
        parse(Source { text, ..Source::default() });
        assert!(started.elapsed() < limit, "{piece:?} took {:?}", started.elapsed());
    }
}
