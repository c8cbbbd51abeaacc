//! The names of the parts of a large room.

/// Names a part of a large room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoomPart {
    /// A run of terms: which documents they stand in, how often.
    Terms(u32),
    /// The positions of the same terms.
    Positions(u32),
    /// Words that begin alike, for misspelt ones to be looked for in.
    Spellings(u32),
    /// A run of documents.
    Documents(u32),
    /// The ids of all documents.
    DocumentIds,
}

impl RoomPart {
    /// As files are called.
    pub fn file_name(self) -> String {
        match self {
            RoomPart::Terms(number) => format!("t{number}"),
            RoomPart::Positions(number) => format!("p{number}"),
            RoomPart::Spellings(number) => format!("w{number}"),
            RoomPart::Documents(number) => format!("d{number}"),
            RoomPart::DocumentIds => "ids".into(),
        }
    }

    /// The part of this name.
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
