//! The library from outside, natively.

mod documents;
mod edit;
mod entities;
mod facts;
mod golden;
mod ingest;
mod narrowing;
mod parts;
mod repetition;
mod resolve;
mod room;
mod search;
mod segmenter;
mod survey;
mod tagging;
