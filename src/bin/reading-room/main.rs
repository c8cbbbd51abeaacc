//! The command line: thin, over the same library that runs in the page.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod entities;
mod extract;
mod facts;
mod files;
mod match_names;
mod model;
mod pack;
mod page;
mod parse;
mod parts;
mod progress;
mod search;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

fn main() -> ExitCode {
    files::conclude(match Program::parse().command {
        Command::Parse(command) => command.run(),
        Command::Search(command) => command.run(),
        Command::Entities(command) => command.run(),
        Command::Extract(command) => command.run(),
        Command::Pack(command) => command.run(),
        Command::MatchNames(command) => command.run(),
    })
}

/// Reads, searches and packs collections of articles.
#[derive(Debug, Parser)]
#[command(name = "reading-room", version, propagate_version = true)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show the structure of articles: title, date, language, blocks, sentences
    Parse(parse::Parse),
    /// Find articles: those with all words first, the best passage of each
    Search(search::Search),
    /// List people, organisations, places and more, with all their spellings
    Entities(entities::ListEntities),
    /// Annotate articles from standard input: a JSON line out for each JSON line in
    Extract(extract::Extract),
    /// Make one HTML file of articles, which reads and searches itself
    Pack(pack::Pack),
    /// Say whether two names are one person's: a pair a line on standard input, tab between; 1 or 0 and the confidence out
    MatchNames(match_names::MatchNames),
}
