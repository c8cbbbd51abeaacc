//! Names the page that the program embeds: the one that `make` has built, or an empty file where there is none, so that
//! every feature compiles on a fresh clone.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let page = find_page().map_or_else(write_empty_page, Ok)?;
    println!("cargo::rustc-env=EMBEDDED_PAGE={}", page.display());
    Ok(())
}

/// The built page, if the feature `page` asks for it and it is there.
fn find_page() -> Option<PathBuf> {
    env::var_os("CARGO_FEATURE_PAGE")?;
    let page = Path::new(&env::var_os("CARGO_MANIFEST_DIR")?).join("dist/reader.html");
    println!("cargo::rerun-if-changed={}", page.display());
    page.is_file().then_some(page)
}

fn write_empty_page() -> io::Result<PathBuf> {
    let page = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("empty.html");
    fs::write(&page, "")?;
    Ok(page)
}
