//! .
pub struct SourceMap;
