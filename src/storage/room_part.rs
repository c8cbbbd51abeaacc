//! The names of the lazily loaded parts of a large room.

/// The name of a lazily loaded part of a large room, by kind and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoomPart {
    /// A shard of terms with their posting lists, positions apart.
    Terms(u32),
    /// The positions of the terms of the shard with the same number.
    Positions(u32),
    /// A list of the spelling index, for fuzzy matches.
    Spellings(u32),
    /// A chunk of the doc store.
    Documents(u32),
    /// The dictionary of all document ids.
    DocumentIds,
}

impl RoomPart {
    /// Its file name: a letter and a number, or `ids`.
    pub fn file_name(self) -> String {
        match self {
            RoomPart::Terms(number) => format!("t{number}"),
            RoomPart::Positions(number) => format!("p{number}"),
            RoomPart::Spellings(number) => format!("w{number}"),
            RoomPart::Documents(number) => format!("d{number}"),
            RoomPart::DocumentIds => "ids".into(),
        }
    }

    /// The part with this file name; `None` for any other text.
    pub fn parse_name(name: &str) -> Option<Self> {
        if name == "ids" {
            return Some(RoomPart::DocumentIds);
        }
        let (kind, number) = name.split_at_checked(1)?;
        let number = number.parse().ok()?;
        match kind {
            "t" => Some(RoomPart::Terms(number)),
            "p" => Some(RoomPart::Positions(number)),
            "w" => Some(RoomPart::Spellings(number)),
            "d" => Some(RoomPart::Documents(number)),
            _ => None,
        }
    }
}
