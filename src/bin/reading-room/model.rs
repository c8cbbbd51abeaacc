//! The model that the program carries.

use reading_room::Result;
use reading_room::entity::tag::Tagger;

/// Its bytes.
pub const MODEL: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/english.room-model"));

/// The tagger, ready to read.
pub fn tagger() -> Result<Tagger> {
    Tagger::open(MODEL.to_vec())
}
