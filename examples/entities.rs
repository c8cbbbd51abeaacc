//! Finds the people, organisations and places of a few articles, and what is said of them.
//!
//!     cargo run --example entities
//!
//! The model is a file of its own (`models/english.room-model`), read at run time.

use std::error::Error;
use std::path::Path;

use reading_room::{EntitiesOptions, EntityCorrections, EntityTagger, FactFilters, Room, Source};

const ARTICLES: [&str; 2] = [
    "Museum gets a new roof\n\nAda Morel, the director of the museum, thanked the city of Lyon on Monday. “Nobody believed \
     in it,” Morel said. The city gave €1.5 million for the repairs.",
    "The roof is finished\n\nThe museum in Lyon reopens in May. A. Morel will speak at the ceremony.",
];

fn main() -> Result<(), Box<dyn Error>> {
    let (mut room, refused) = Room::open(ARTICLES.map(|text| Source { text: text.into(), ..Source::default() }))?;
    assert!(refused.is_empty(), "every article could be parsed");

    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/english.room-model");
    room.recognise(&EntityTagger::open(std::fs::read(model)?)?, &EntityCorrections::default())?;

    println!("entities, the most mentioned first:");
    let options = EntitiesOptions { limit: 10, ..EntitiesOptions::default() };
    for row in room.entities(&options)?.entities {
        let role = row.role.map(|role| format!(", {role}")).unwrap_or_default();
        let others = if row.others.is_empty() { String::new() } else { format!(", also {}", row.others.join(", ")) };
        println!("  {} mentions: {} ({}{role}{others})", row.mentions, row.entity.name, row.entity.kind.as_str());
    }

    println!("\nquotations:");
    for quote in room.quotes(&FactFilters { limit: 10, ..FactFilters::default() })?.page.items {
        let speaker = quote.speaker.map_or_else(|| "somebody".to_owned(), |speaker| speaker.name);
        println!("  {speaker}: “{}”", quote.text);
    }
    Ok(())
}
