//! The library from outside, natively.

mod corpus;
mod documents;
mod edit;
mod entities;
mod facts;
mod golden;
mod narrowing;
mod parts;
mod resolve;
mod room;
mod search;
mod survey;
mod tagging;
