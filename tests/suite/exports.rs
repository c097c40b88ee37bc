//! What `exports/` shows is what the program writes today.
//!
//! `exports/README.md` names each file and its command. `UPDATE_EXPORTS=1 cargo test --test suite exports` writes the
//! files anew; read the difference before you keep it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::console::{Console, has_graphviz};
use crate::support::{gallery, skip, tree};

const PAGE: &str = "exports/README.md";
const DRAWN_BY: &str = "The SVG files were drawn by ";
/// The fonts that pictures ask for, as `src/draw/look.rs` has them.
const FONTS: &str = "Noto Sans CJK SC,WenQuanYi Micro Hei,PingFang SC,Microsoft YaHei,sans-serif";

#[test]
fn the_exports_are_what_the_program_writes() {
    let update = std::env::var_os("UPDATE_EXPORTS").is_some();
    let page = tree::text(PAGE);
    let drawers = drawers();
    let has_drawers = drawers.as_ref().is_some_and(|drawers| page.contains(&format!("{DRAWN_BY}{drawers};")));
    let console = Console::with_graph();
    let mut wrong = String::new();
    for (file, command) in commands(&page) {
        let path = tree::root().join("exports").join(&file);
        let is_drawn = Path::new(&file).extension().is_some_and(|ending| ending == "svg");
        if is_drawn && !has_drawers && !(update && drawers.is_some()) {
            skip(&format!("{file} was drawn by another Graphviz or font than {drawers:?}"));
            continue;
        }
        let (code, written) = console.type_line(&command);
        assert_eq!(code, Some(0), "{command}: {written}");
        if update {
            fs::write(&path, &written).expect("there is room");
        } else if fs::read_to_string(&path).unwrap_or_default() != written {
            let _ = writeln!(wrong, "exports/{file} is not what `{command}` writes");
        }
    }
    if let (true, Some(drawers)) = (update, &drawers) {
        fs::write(tree::root().join(PAGE), drawn_by(&page, drawers)).expect("there is room");
    }
    let (index, shown) = (tree::root().join("exports/index.html"), gallery::page(&commands(&page)));
    if update {
        fs::write(&index, &shown).expect("there is room");
    } else if fs::read_to_string(&index).unwrap_or_default() != shown {
        let _ = writeln!(wrong, "exports/index.html does not show what lies there");
    }
    assert!(wrong.is_empty(), "\n{wrong}UPDATE_EXPORTS=1 cargo test --test suite exports");
}

#[test]
fn every_file_of_the_exports_has_its_command() {
    let page = tree::text(PAGE);
    let files: Vec<String> = commands(&page).into_iter().map(|(file, _)| format!("exports/{file}")).collect();
    for ending in ["nq", "ttl", "dot", "svg", "mmd", "bib", "csv"] {
        for file in tree::files("exports", ending) {
            assert!(files.contains(&file), "{file} has no command in {PAGE}");
        }
    }
    let count = |ending: &str| files.iter().filter(|file| file.ends_with(ending)).count();
    assert!(count(".svg") >= 3 && count(".dot") >= 3 && count(".mmd") >= 3 && count(".csv") >= 10, "{files:?}");
    let index = tree::text("exports/index.html");
    for file in &files {
        let link = format!("href=\"{}\"", file.trim_start_matches("exports/"));
        assert!(index.contains(&link), "exports/index.html does not lead to {file}");
    }
    assert!(!index.contains("http://") && !index.contains("https://"), "the page needs nothing from elsewhere");
}

#[test]
fn graphviz_draws_every_picture_of_the_exports() {
    if !has_graphviz() {
        return;
    }
    for file in tree::files("exports", "dot") {
        let drawn = Command::new("dot").arg("-Tsvg").arg(tree::root().join(&file)).output().expect("it is installed");
        assert!(
            drawn.status.success() && drawn.stderr.is_empty(),
            "{file}: {}",
            String::from_utf8_lossy(&drawn.stderr)
        );
    }
}

/// The rows of the page: file and command.
fn commands(page: &str) -> Vec<(String, String)> {
    let row = |line: &str| {
        let (file, command) = line.strip_prefix("| [")?.split_once("](")?;
        let command = command.split_once("| `")?.1.strip_suffix("` |")?;
        Some((file.to_owned(), command.to_owned()))
    };
    page.lines().filter_map(row).collect()
}

/// The Graphviz and the font that draw here; none if either is missing.
fn drawers() -> Option<String> {
    let version = Command::new("dot").arg("-V").output().ok()?.stderr;
    let version = String::from_utf8(version).ok()?.trim().strip_prefix("dot - ")?.to_owned();
    let font = Command::new("fc-match").args(["-f", "%{family}", FONTS]).output().ok()?.stdout;
    let fonts = String::from_utf8(font).ok()?;
    Some(format!("{version} with the font {}", fonts.split(',').next()?))
}

/// The page with the Graphviz and the font that drew.
fn drawn_by(page: &str, drawers: &str) -> String {
    let line = |line: &str| match line.strip_prefix(DRAWN_BY).and_then(|rest| rest.split_once(';')) {
        Some((_, rest)) => format!("{DRAWN_BY}{drawers};{rest}\n"),
        None => format!("{line}\n"),
    };
    page.lines().map(line).collect()
}
