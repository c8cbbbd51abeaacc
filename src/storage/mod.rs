//! Storage: how a room becomes bytes and is read in place. Container, term dictionary, varints, lazily loaded parts, gzip.

pub(crate) mod container;
pub(crate) mod gzip;
pub(crate) mod lazy_parts;
pub(crate) mod room_part;
pub(crate) mod term_dictionary;
pub(crate) mod varint;
