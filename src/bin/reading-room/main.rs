//! The command line: thin, over the same library that runs in the page.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

// The tests of the boundary build every target for the browser; there is no command line there.
#[cfg(not(target_family = "wasm"))]
mod files;
#[cfg(not(target_family = "wasm"))]
mod parse;
#[cfg(not(target_family = "wasm"))]
mod progress;

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    use clap::Parser;

    match Program::parse().command {
        Command::Parse(command) => files::conclude(command.run()),
    }
}

#[cfg(target_family = "wasm")]
fn main() {}

/// Reads, searches and packs collections of articles.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug, clap::Parser)]
#[command(name = "reading-room", version, propagate_version = true)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[cfg(not(target_family = "wasm"))]
#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Show the structure of articles: title, date, language, blocks, sentences
    Parse(parse::Parse),
}
