//! The tagger's model, compiled into the program.

use reading_room::Result;
use reading_room::internals::entity::tag::EntityTagger;

/// Bytes of the model file.
pub const TAGGER_MODEL: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/english.room-model"));

/// The tagger with that model.
pub fn open_tagger() -> Result<EntityTagger> {
    EntityTagger::open(TAGGER_MODEL.to_vec())
}
