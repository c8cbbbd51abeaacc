//! Builds a room of three articles, searches it, and stores it.
//!
//!     cargo run --example search -- "night train"

use reading_room::view::Segment;
use reading_room::{Result, Room, RoomBuilder, SearchOptions, Source};

const ARTICLES: [(&str, &str, &str); 3] = [
    (
        "trains",
        "2024-03-01",
        "Night trains return\n\nThe first one left Vienna at dusk. Every berth of the train was taken.",
    ),
    ("ferry", "2024-03-04", "The ferry retires\n\nIt crossed the river for ninety years, mostly at night."),
    (
        "bridge",
        "2024-05-20",
        "The bridge reopens\n\nMasons worked on it for two winters. Trains may cross it from May.",
    ),
];

fn main() -> Result<()> {
    let query = std::env::args().nth(1).unwrap_or_else(|| "night train".into());
    let room = build()?;

    let answer = room.search(&query, &SearchOptions { limit: 3, ..SearchOptions::default() })?;
    println!("{query:?}: {} articles, {} with every word", answer.total, answer.complete);
    for hit in &answer.hits {
        println!("\n{:.2}  {}  {}", hit.score, hit.article.id, marked(&hit.heading));
        hit.snippets.iter().for_each(|snippet| println!("      {}", marked(snippet)));
    }

    // A room is stored whole and opens without parsing or indexing anything again.
    let bytes = room.to_bytes()?;
    println!("\nstored in {} bytes", bytes.len());
    assert_eq!(Room::from_bytes(bytes)?.search(&query, &SearchOptions::default())?.total, answer.total);
    Ok(())
}

/// Matches in brackets. They come as segments, not as offsets, so that nothing has to be converted to be shown.
fn marked(segments: &[Segment]) -> String {
    segments.iter().map(|part| if part.hit { format!("[{}]", part.text) } else { part.text.clone() }).collect()
}

fn build() -> Result<Room> {
    let mut builder = RoomBuilder::default();
    for (id, date, text) in ARTICLES {
        builder.add(Source { id: Some(id.into()), date: Some(date.into()), text: text.into(), ..Source::default() })?;
    }
    builder.build()
}
