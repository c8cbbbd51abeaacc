//! The tagger's model, compiled into the program.

use reading_room::Result;
use reading_room::entity::tag::Tagger;

/// Bytes of the model file.
pub const MODEL: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/english.room-model"));

/// The tagger with that model.
pub fn tagger() -> Result<Tagger> {
    Tagger::open(MODEL.to_vec())
}
