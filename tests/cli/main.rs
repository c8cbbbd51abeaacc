//! The command line from outside: what it prints, what it refuses, how it ends.

mod commands;
mod entities;
mod names;
mod pack;
