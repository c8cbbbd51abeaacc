//! Cuts a large room into parts, and searches it with no more of them loaded than the question needs.
//!
//!     cargo run --release --example large
//!
//! A part is stored wherever bytes can be fetched by name: here in a folder, in the page of `reading-room pack` beside it.

use std::error::Error;
use std::fs;
use std::path::Path;

use reading_room::{ErrorKind, Room, SearchOptions, Source};

const ARTICLES: usize = 5_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("reading-room-large-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let (head, parts) = store(&folder)?;
    println!("{ARTICLES} articles: a head of {head} bytes, {parts} parts");

    let room = Room::from_bytes(fs::read(folder.join("head"))?)?;
    for query in ["harbour", "\"river police\"", "haborur"] {
        let (mut loads, mut rounds) = (0, 0);
        let answer = loop {
            // The core never waits: an error names the parts that are missing, and the question is asked again once they are here.
            match room.search(query, &SearchOptions::default()) {
                Err(error) if error.kind() == ErrorKind::MissingParts => {
                    rounds += 1;
                    for &part in error.missing_parts() {
                        room.put_part(part, fs::read(folder.join(part.file_name()))?)?;
                        loads += 1;
                    }
                }
                answer => break answer?,
            }
        };
        println!("{query}: {} articles; parts loaded: {loads}, in rounds: {rounds}", answer.total);
    }
    fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Builds a room and stores its head and parts in `folder`; the length of the head, the number of parts.
fn store(folder: &Path) -> reading_room::Result<(usize, usize)> {
    let (whole, _) = Room::open((0..ARTICLES).map(article))?;
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes)
            .map_err(|cause| reading_room::Error::new(ErrorKind::Io, cause.to_string()).caused_by(cause))
    };
    let mut parts = 0;
    let head = whole.cut_parts(|part, bytes| {
        parts += 1;
        write(&part.file_name(), &bytes)
    })?;
    write("head", &head)?;
    Ok((head.len(), parts))
}

/// An article of made-up news; its number picks the words.
fn article(number: usize) -> Source {
    const WORDS: [&str; 16] = [
        "harbour", "river", "police", "council", "bridge", "market", "school", "winter", "train", "library", "garden",
        "museum", "ferry", "village", "tower", "mayor",
    ];
    let word = |at: usize| WORDS[(number * 7 + at * at * 3 + number / 16 * at) % WORDS.len()];
    let sentence = |from: usize| (from..from + 12).map(word).collect::<Vec<_>>().join(" ");
    let text = format!("Report {number} on the {}\n\n{}.\n\n{}.", word(0), sentence(1), sentence(20));
    Source { id: Some(format!("report-{number}")), text, ..Source::default() }
}
