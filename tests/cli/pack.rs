//! `pack` from outside: the page, errors, exit status. With the feature `page` the program carries the page that the
//! build made; without it, it says so.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn pack(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_reading-room");
    Command::new(program).arg("pack").args(arguments).current_dir(folder).output().unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn village() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("village")).unwrap();
    fs::write(folder.path().join("village/bridge.txt"), "The bridge reopens\n\nMasons worked for two winters.")
        .unwrap();
    fs::write(folder.path().join("village/ferry.txt"), "The <ferry> & its end\n\nIt crossed the river.\n").unwrap();
    folder
}

#[test]
fn wrong_usage_ends_with_two() {
    let folder = village();
    assert_eq!(pack(folder.path(), &["village"]).status.code(), Some(2));
    assert_eq!(pack(folder.path(), &["--output", "page.html"]).status.code(), Some(2));
}

#[cfg(not(feature = "page"))]
#[test]
fn without_the_page_the_program_says_how_to_get_it() {
    let folder = village();
    let output = pack(folder.path(), &["village", "--output", "page.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output).contains("make"), "{}", complaint(&output));
    assert!(!folder.path().join("page.html").exists());
}

#[test]
fn the_page_may_be_named() {
    let folder = village();
    fs::write(folder.path().join("own.html"), "<title>{{title}}</title>{{corpus}}{{model}}").unwrap();
    let output = pack(folder.path(), &["village", "--output", "page.html", "--page", "own.html"]);
    assert!(output.status.success(), "{}", complaint(&output));
    assert!(fs::read_to_string(folder.path().join("page.html")).unwrap().starts_with("<title>village</title><script"));
}

#[test]
fn a_page_that_cannot_be_filled_is_named() {
    let folder = village();
    for (page, words) in [("none.html", "none.html: "), ("village/ferry.txt", "not a page that pack can fill")] {
        let output = pack(folder.path(), &["village", "--output", "page.html", "--page", page]);
        assert_eq!(output.status.code(), Some(1));
        assert!(complaint(&output).contains(words), "{}", complaint(&output));
    }
    assert!(!folder.path().join("page.html").exists());
}

#[cfg(feature = "page")]
mod with_the_page {
    use super::*;

    fn page(folder: &Path) -> String {
        fs::read_to_string(folder.join("page.html")).unwrap()
    }

    #[test]
    fn a_page_carries_its_index_where_that_is_asked_for_or_pays() {
        let folder = village();
        let page = |wish: &[&str]| {
            let output = pack(folder.path(), &[&["village", "--output", "page.html"], wish].concat());
            assert!(output.status.success(), "{}", complaint(&output));
            fs::read_to_string(folder.path().join("page.html")).unwrap()
        };
        let carries = |page: &str, part: &str| page.contains(&format!("data-part=\"{part}\">H4s"));
        assert!(carries(&page(&[]), "model") && !carries(&page(&[]), "room"));
        assert!(carries(&page(&["--prebuilt", "always"]), "room"));
        assert!(carries(&page(&["--prebuilt", "always"]), "model"), "for articles of the reader's own");
        let long = "The ferry crossed the river at dawn, and nobody was on it.\n\n".repeat(5_000);
        fs::write(folder.path().join("village/long.txt"), long).unwrap();
        assert!(carries(&page(&[]), "room"));
        assert!(!carries(&page(&["--prebuilt", "never"]), "room"));
    }

    #[test]
    fn a_folder_becomes_a_page() {
        let folder = village();
        let output = pack(folder.path(), &["village", "--output", "page.html"]);
        assert_eq!((output.status.code(), complaint(&output).as_str()), (Some(0), ""));
        let page = page(folder.path());
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
        assert!(page.contains("<title>village</title>"), "named after the folder");
        assert!(page.contains("<li>The bridge reopens</li>"));
        assert!(page.contains("<li>The &lt;ferry&gt; &amp; its end</li>"));
        for blank in ["title", "language", "articles", "corpus", "model", "policy", "style", "script", "core"] {
            assert!(!page.contains(&format!("{{{{{blank}}}}}")), "{blank} is filled");
        }
    }

    #[test]
    fn title_and_language_are_as_told() {
        let folder = village();
        let wishes = ["village", "--output", "page.html", "--title", "Naše \"novine\"", "--language", "hr"];
        assert_eq!(pack(folder.path(), &wishes).status.code(), Some(0));
        let page = page(folder.path());
        assert!(page.contains("<html lang=\"hr\">") && page.contains("<title>Naše &quot;novine&quot;</title>"));
        let wrong = pack(folder.path(), &["village", "--output", "page.html", "--language", "\"><script>"]);
        assert_eq!(wrong.status.code(), Some(1));
        assert!(complaint(&wrong).contains("no language tag"));
    }

    #[test]
    fn where_the_folder_lies_does_not_show() {
        let (here, there) = (village(), village());
        let pages = [&here, &there].map(|folder| {
            let village = folder.path().join("village");
            let wishes = [village.to_str().unwrap(), "--output", "page.html"];
            assert!(pack(folder.path(), &wishes).status.success());
            page(folder.path())
        });
        assert_eq!(pages[0], pages[1]);
    }

    #[test]
    fn the_same_folder_gives_the_same_bytes() {
        let folder = village();
        let pages = [(); 2].map(|()| {
            assert!(pack(folder.path(), &["village", "--output", "page.html"]).status.success());
            page(folder.path())
        });
        assert_eq!(pages[0], pages[1]);
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_rest_is_packed() {
        let folder = village();
        fs::write(folder.path().join("village/broken.jsonl"), "{\"text\": \"One lamp.\"}\n{\"text\": \n").unwrap();
        let output = pack(folder.path(), &["village", "--output", "page.html"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(complaint(&output).contains("broken.jsonl:2"), "{}", complaint(&output));
        assert_eq!(page(folder.path()).lines().filter(|line| line.starts_with("<li>")).count(), 3);
    }

    #[test]
    fn failure_leaves_the_old_page() {
        let folder = village();
        fs::create_dir(folder.path().join("empty")).unwrap();
        fs::write(folder.path().join("page.html"), "old").unwrap();
        let empty = pack(folder.path(), &["empty", "--output", "page.html"]);
        assert_eq!(empty.status.code(), Some(1));
        assert!(complaint(&empty).contains("no article"), "{}", complaint(&empty));
        let missing = pack(folder.path(), &["nowhere", "--output", "page.html"]);
        assert_eq!(missing.status.code(), Some(1));
        assert!(complaint(&missing).contains("nowhere"), "{}", complaint(&missing));
        assert_eq!(page(folder.path()), "old");
    }

    #[test]
    fn a_missing_output_folder_is_named() {
        let folder = village();
        let output = pack(folder.path(), &["village", "--output", "none/page.html"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(complaint(&output).contains("no folder none"), "{}", complaint(&output));
    }
}

#[cfg(all(unix, feature = "page"))]
#[test]
fn an_output_that_is_there_keeps_what_it_is() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = village();
    let page = folder.path().join("village/page.html");
    fs::write(&page, "old").unwrap();
    fs::set_permissions(&page, fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&page, folder.path().join("link.html")).unwrap();
    let sizes = [(), ()].map(|()| {
        let output = pack(folder.path(), &["village", "--output", "link.html"]);
        assert!(output.status.success(), "{}", complaint(&output));
        fs::metadata(&page).unwrap().len()
    });
    assert!(fs::symlink_metadata(folder.path().join("link.html")).unwrap().is_symlink());
    assert_eq!(fs::metadata(&page).unwrap().permissions().mode() & 0o777, 0o600);
    // The page lies among the articles, and is not one of them.
    assert_eq!(sizes[0], sizes[1]);
    fs::remove_file(&page).unwrap();
    let piped = pack(folder.path(), &["village", "--output", "/dev/stdout"]);
    assert_eq!(piped.stdout.len() as u64, sizes[0]);
}

#[cfg(feature = "page")]
#[test]
fn a_large_collection_is_a_page_and_a_folder_and_takes_the_place_of_an_earlier_one() {
    let folder = village();
    let arguments = ["village", "--output", "reader.html", "--layout", "folder"];
    assert!(pack(folder.path(), &arguments).status.success());
    let parts = folder.path().join("reader-parts");
    fs::write(parts.join("of-an-earlier-run.js"), "").unwrap();
    assert!(pack(folder.path(), &arguments).status.success());
    let mut names: Vec<String> =
        fs::read_dir(&parts).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["d0.js", "ids.js", "model.js", "p0.js", "t0.js", "w0.js"]);
    assert!(fs::read_to_string(parts.join("t0.js")).unwrap().starts_with("readingRoomPart(\"t0\",\"H4sI"));
    let page = fs::read_to_string(folder.path().join("reader.html")).unwrap();
    assert!(page.contains("script-src 'self' file: 'sha256-") && page.contains("The &lt;ferry&gt; &amp; its end"));
    assert!(!page.contains("data-part=\"model\""));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "no draft is left: {left:?}");
}

#[cfg(feature = "page")]
#[test]
fn a_folder_that_cannot_be_written_leaves_the_old_page() {
    let folder = village();
    fs::write(folder.path().join("reader.html"), "old").unwrap();
    fs::write(folder.path().join("reader-parts"), "a file where the folder should be").unwrap();
    let output = pack(folder.path(), &["village", "--output", "reader.html", "--layout", "folder"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output).contains("reader-parts"), "{}", complaint(&output));
    assert_eq!(fs::read_to_string(folder.path().join("reader.html")).unwrap(), "old");
}

#[cfg(feature = "page")]
#[test]
fn articles_come_through_a_pipe() {
    use std::io::Write;
    let folder = village();
    let program = env!("CARGO_BIN_EXE_reading-room");
    let mut child = Command::new(program)
        .args(["pack", "-", "--output", "reader.html", "--title", "Piped"])
        .current_dir(folder.path())
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let lines = b"{\"title\":\"One\",\"text\":\"Fog.\"}\n{\"title\":\"Two\",\"text\":\"Rain.\"}\n";
    child.stdin.take().unwrap().write_all(lines).unwrap();
    assert!(child.wait().unwrap().success());
    let page = fs::read_to_string(folder.path().join("reader.html")).unwrap();
    assert!(page.contains("<title>Piped</title>") && page.contains("<li>One</li>\n<li>Two</li>"));
}
