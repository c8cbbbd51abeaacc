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
    files::report_errors(match CommandLine::parse().command {
        CliCommand::Parse(command) => command.run(),
        CliCommand::Search(command) => command.run(),
        CliCommand::Entities(command) => command.run(),
        CliCommand::Extract(command) => command.run(),
        CliCommand::Pack(command) => command.run(),
        CliCommand::MatchNames(command) => command.run(),
    })
}

/// Reads, searches and packs collections of articles.
#[derive(Debug, Parser)]
#[command(name = "reading-room", version, propagate_version = true)]
struct CommandLine {
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Debug, Subcommand)]
enum CliCommand {
    /// Show the structure of articles: title, date, language, blocks, sentences
    Parse(parse::ParseCommand),
    /// Find articles: those with all words first, the best passage of each
    Search(search::SearchCommand),
    /// List people, organisations, places and more, with all their spellings
    Entities(entities::EntitiesCommand),
    /// Annotate articles from standard input: a JSON line out for each JSON line in
    Extract(extract::ExtractCommand),
    /// Make one HTML file of articles, which reads and searches itself
    Pack(pack::PackCommand),
    /// Say whether two names are one person's: a pair a line on standard input, tab between; 1 or 0 and the confidence out
    MatchNames(match_names::MatchNamesCommand),
}
