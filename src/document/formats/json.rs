//! JSON and JSON Lines reader: articles that come with their metadata.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::source_map::SourceMap;
use super::{MappedSource, markdown};
use crate::document::source::{Source, SourceFormat};
use crate::error::{Error, ErrorKind, Result};

/// The articles of a JSON file: one object, a list of them, or `{"documents": […]}`. `name` is the file, for errors.
pub fn read_json(text: &str, name: &str) -> Vec<Result<MappedSource>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let value: &RawValue = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return vec![Err(json_error(&error, name, 1))],
    };
    let items: Vec<&RawValue> = match serde_json::from_str(value.get()) {
        Ok(items) => items,
        Err(_) => match serde_json::from_str::<JsonDocuments>(value.get()) {
            Ok(JsonDocuments { documents: Some(items) }) => items,
            _ => return vec![read_article(value.get(), name, line_of_part(text, value), name.to_owned())],
        },
    };
    let mut lines = LineCounter { text, offset_bytes: 0, line: 1 };
    items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let line = lines.line_at(offset_of_part(text, item.get()));
            read_article(item.get(), name, line, format!("{name}#{}", index + 1))
        })
        .collect()
}

/// The articles of a JSON Lines file, one a line. Empty lines are skipped, and an invalid line is an error of its own.
pub fn read_json_lines(bytes: &[u8], name: &str) -> Vec<Result<MappedSource>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lines = (1..).zip(bytes.split(|&byte| byte == b'\n')).filter(|(_, line)| !line.trim_ascii().is_empty());
    lines
        .map(|(number, line)| {
            let text = str::from_utf8(line).map_err(|error| {
                let detail = format!("not valid UTF-8 at byte {} of the line", error.valid_up_to());
                Error::new(ErrorKind::Input, detail).at_location(name, Some(number))
            })?;
            read_article(text, name, number, format!("{name}:{number}"))
        })
        .collect()
}

#[derive(Deserialize)]
struct JsonDocuments<'a> {
    #[serde(borrow)]
    documents: Option<Vec<&'a RawValue>>,
}

/// Reads one article at `line` of the file `name`; `label` says which of the file's articles it is.
fn read_article(json: &str, name: &str, line: usize, label: String) -> Result<MappedSource> {
    let mut value: Value = serde_json::from_str(json).map_err(|error| json_error(&error, name, line))?;
    let refused = |detail: &str| Error::new(ErrorKind::Input, detail).at_location(name, Some(line));
    let Some(fields) = value.as_object_mut() else { return Err(refused("not an article: no JSON object")) };
    let has = |key: &str| fields.get(key).is_some_and(|value| !value.is_null());
    if !has("text") && !has("blocks") {
        return Err(refused("no \"text\" in it"));
    }
    if !has("text") {
        fields.remove("text");
    }
    // Numbers become text, since an id may be one and a date may be a year; values of other types are dropped.
    for key in ["id", "source", "title", "date", "url", "language"] {
        match fields.get_mut(key) {
            Some(Value::String(_)) | None => {}
            Some(Value::Number(number)) => {
                let text = number.to_string();
                fields.insert(key.into(), Value::String(text));
            }
            Some(_) => {
                fields.remove(key);
            }
        }
    }
    if fields.get("format").is_some_and(|format| !matches!(format.as_str(), Some("plain" | "markdown"))) {
        fields.remove("format");
    }
    let mut source: Source = serde_json::from_value(value).map_err(|error| refused(&error.to_string()))?;
    source.source.get_or_insert(label);
    if source.format == SourceFormat::Markdown && source.blocks.is_none() {
        let reading = markdown::read_markdown(&source.text);
        return Ok(MappedSource { source: merge_metadata(source, reading.source), source_map: reading.source_map });
    }
    let map = SourceMap::verbatim(
        source
            .blocks
            .as_ref()
            .map_or(source.text.len(), |blocks| blocks.iter().map(|block| block.text.len() + 2).sum()),
        0,
    );
    Ok(MappedSource { source, source_map: map })
}

/// Merges metadata: what was given beside the text takes precedence over what was read in it.
fn merge_metadata(said: Source, read: Source) -> Source {
    Source {
        id: said.id,
        source: said.source,
        title: said.title.or(read.title),
        date: said.date.or(read.date),
        url: said.url.or(read.url),
        language: said.language.or(read.language),
        ..read
    }
}

/// Converts an error of the JSON parser; the parsed piece began at line `first` of the file.
fn json_error(error: &serde_json::Error, name: &str, first: usize) -> Error {
    let text = error.to_string();
    // The parser counts lines from the beginning of the piece; the location of our error counts from that of the file.
    let detail = text.rsplit_once(" at line ").map_or(text.as_str(), |(detail, _)| detail);
    let line = first + error.line().saturating_sub(1);
    Error::new(ErrorKind::Input, format!("not JSON: {detail}, column {}", error.column())).at_location(name, Some(line))
}

/// Offset in bytes of `part`, a slice of `text`, in it.
fn offset_of_part(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

fn line_of_part(text: &str, part: &RawValue) -> usize {
    LineCounter { text, offset_bytes: 0, line: 1 }.line_at(offset_of_part(text, part.get()))
}

/// Counts lines from one offset to the next, so that no line is counted twice.
struct LineCounter<'a> {
    text: &'a str,
    offset_bytes: usize,
    line: usize,
}

impl LineCounter<'_> {
    fn line_at(&mut self, at: usize) -> usize {
        debug_assert!(self.offset_bytes <= at, "offsets rise");
        let between = self.text.as_bytes().get(self.offset_bytes..at).unwrap_or_default();
        self.line += between.iter().filter(|&&byte| byte == b'\n').count();
        self.offset_bytes = self.offset_bytes.max(at);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(readings: Vec<Result<MappedSource>>) -> Vec<Result<String, String>> {
        readings
            .into_iter()
            .map(|reading| reading.map(|reading| reading.source.text).map_err(|error| error.to_string()))
            .collect()
    }

    #[test]
    fn one_object_a_list_and_a_collection_are_read() {
        for json in [
            r#"{"text":"a"}"#,
            r#"[{"text":"a"}]"#,
            r#"{"documents":[{"text":"a"}],"title":"x"}"#,
            "\u{feff}{\"text\":\"a\",\"id\":7,\"tags\":[1]}",
        ] {
            assert_eq!(texts(read_json(json, "f.json")), [Ok("a".into())], "{json}");
        }
    }

    #[test]
    fn errors_name_the_line_they_stand_in() {
        let found = texts(read_json("[\n {\"text\": \"a\"},\n {\"title\": \"b\"},\n 7\n]", "f.json"));
        assert_eq!(
            found,
            [
                Ok("a".into()),
                Err("f.json:3: no \"text\" in it".into()),
                Err("f.json:4: not an article: no JSON object".into())
            ]
        );
        let found = texts(read_json_lines(b"{\"text\":\"a\"}\r\n\r\n{\"text\":}\n{\"text\":\"b\"}\n", "f.jsonl"));
        assert_eq!(found.len(), 3);
        assert!(found[1].as_ref().is_err_and(|error| error.starts_with("f.jsonl:3: not JSON: ")), "{found:?}");
        let broken = texts(read_json("{\n\"text\": \"a\",\n", "f.json"));
        assert!(broken[0].as_ref().is_err_and(|error| error.starts_with("f.json:")), "{broken:?}");
    }

    #[test]
    fn markdown_in_json_is_read_as_markdown() {
        let reading = read_json(r##"{"text":"# A\n\nb","format":"markdown","title":"T"}"##, "f").remove(0).unwrap();
        assert_eq!(reading.source.blocks.unwrap().len(), 2);
        assert_eq!(reading.source.title.as_deref(), Some("T"));
    }

    #[test]
    fn odd_fields_are_passed_over() {
        let source = read_json(r#"{"text":"a","date":{"x":1},"url":null,"id":12,"format":"weird"}"#, "f")
            .remove(0)
            .unwrap()
            .source;
        assert_eq!((source.id.as_deref(), source.date, source.url), (Some("12"), None, None));
    }
}
