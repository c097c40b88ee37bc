//! The promises of `ARCHITECTURE.md` that the source itself shows: layers, lengths, who prints, who writes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::support::tree;

/// What may use what: a module uses only modules of lower layers.
const LAYERS: [&[&str]; 8] = [
    &["model"],
    &["report", "error"],
    &["text", "knowledge"],
    &["read", "parse", "recognize", "extract", "resolve", "correct", "propose", "store", "remember"],
    &["infer", "query", "trace", "doubt", "verify", "watch"],
    &["outline", "draw", "export", "eval"],
    &["pipeline"],
    &["cli", "serve", "mcp"],
];

/// Uses within a layer that are meant, and why.
const MEANT: [(&str, &str, &str); 1] =
    [("knowledge", "text", "names and patterns are folded exactly as the notes are, or they would not meet")];

/// Files that write to the disk, and what.
const WRITERS: [(&str, &str); 6] = [
    ("src/cli/correct.rs", "corrections.tsv beside the notes, where `correct` adds a line"),
    ("src/cli/draw.rs", "the picture that --output names"),
    ("src/remember/file.rs", "what was made of each note, in the folder of the graph"),
    ("src/cli/init.rs", "paperclade.toml, if there is none"),
    ("src/cli/outline.rs", "the outline and bibliography that --into and --bib name"),
    ("src/store/publish.rs", "the folder of the graph"),
];

#[test]
fn a_module_uses_only_modules_of_lower_layers() {
    let mut wrong = String::new();
    for (file, user, used) in uses() {
        let (Some(upper), Some(lower)) = (layer(&user), layer(&used)) else {
            let _ = writeln!(wrong, "{file}: `{user}` or `{used}` stands in no layer");
            continue;
        };
        let is_meant = MEANT.iter().any(|(from, to, _)| *from == user && *to == used);
        if lower >= upper && !is_meant {
            let _ = writeln!(wrong, "{file}: {user} (layer {upper}) uses {used} (layer {lower})");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_declared_exception_is_still_needed() {
    let uses: BTreeSet<(String, String)> = uses().into_iter().map(|(_, user, used)| (user, used)).collect();
    for (user, used, reason) in MEANT {
        assert!(uses.contains(&(user.to_owned(), used.to_owned())), "{user} no longer uses {used} ({reason})");
    }
    for (file, what) in WRITERS {
        assert!(tree::root().join(file).is_file(), "{file} no longer writes {what}");
    }
}

#[test]
fn every_module_stands_in_a_layer_and_in_the_architecture() {
    let page = tree::text("ARCHITECTURE.md");
    let modules = tree::text("src/lib.rs");
    for module in modules.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
        assert!(layer(module).is_some(), "`{module}` stands in no layer");
        assert!(page.contains(&format!("`{module}")) || page.contains(module), "ARCHITECTURE.md lacks `{module}`");
    }
    for (at, layer) in LAYERS.iter().enumerate() {
        let row = format!("| {at} | {} |", layer.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" "));
        assert!(page.contains(&row), "ARCHITECTURE.md lacks the row\n{row}");
    }
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let long: Vec<_> = tree::rust()
        .into_iter()
        .map(|file| (tree::text(&file).lines().count(), file))
        .filter(|(lines, _)| *lines > 400)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in tree::rust() {
        let begins = tree::text(&file);
        assert!(begins.starts_with("//! "), "{file} begins with no `//! ` line");
    }
}

#[test]
fn only_the_terminal_prints() {
    let printing = ["println!", "print!(", "eprint!(", "stdout()", "stderr()"];
    let printers = files_with(&printing);
    assert_eq!(printers, ["src/cli/terminal.rs"], "only cli/terminal.rs prints");
}

#[test]
fn nothing_is_unwrapped_left_to_do_or_unsafe() {
    let sloppy = [".unwrap()", "todo!(", "unimplemented!(", "dbg!(", "unsafe {", "unsafe fn", "unsafe impl"];
    assert_eq!(files_with(&sloppy), [""; 0]);
}

#[test]
fn only_declared_files_write_to_the_disk() {
    let writing = ["fs::write", "File::create", "File::options", "OpenOptions", "fs::rename", "fs::remove", "fs::copy"];
    let writers = files_with(&writing);
    let undeclared: Vec<_> =
        writers.iter().filter(|file| WRITERS.iter().all(|(declared, _)| declared != file)).collect();
    assert!(undeclared.is_empty(), "{undeclared:?} may write to notes: declare what they write, or let them not");
    assert!(!writers.iter().any(|file| file.starts_with("src/read/")), "reading never writes");
}

#[test]
fn the_text_side_knows_no_rdf() {
    let stages =
        ["src/model/", "src/report/", "src/text/", "src/read/", "src/parse/", "src/recognize/", "src/extract/"];
    let seen = files_with(&["oxigraph::", "oxrdf::", "spargebra::"]);
    let wrong: Vec<_> = seen.iter().filter(|file| stages.iter().any(|stage| file.starts_with(stage))).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn nothing_goes_out_to_the_network() {
    // `serve` listens on loopback when it comes; nothing else has any business with a socket.
    let sockets = ["TcpStream", "TcpListener", "UdpSocket", "UnixStream", "std::net", "ToSocketAddrs"];
    let talkers: Vec<_> = files_with(&sockets).into_iter().filter(|file| !file.starts_with("src/serve/")).collect();
    assert!(talkers.is_empty(), "{talkers:?}");
    let clients =
        ["reqwest", "ureq", "hyper-util", "curl", "isahc", "attohttpc", "oxhttp", "openssl", "native-tls", "rustls"];
    let lock = tree::text("Cargo.lock");
    let packages: BTreeSet<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = ")).collect();
    for client in clients {
        assert!(!packages.contains(format!("\"{client}\"").as_str()), "{client} can call the network");
    }
}

#[test]
fn what_is_folder_or_file_of_knowledge_is_built_in() {
    let loader = tree::text("src/knowledge/mod.rs");
    for folder in ["data/lexicon", "data/patterns", "ontology", "queries"] {
        assert!(loader.contains(&format!("include_dir!(\"$CARGO_MANIFEST_DIR/{folder}\")")), "{folder}");
    }
}

/// The layer that a module stands in.
fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Which files of `src/` have one of these words outside of comments.
fn files_with(words: &[&str]) -> Vec<String> {
    let has = |file: &String| {
        let code = code(file);
        words.iter().any(|word| code.contains(word))
    };
    tree::files("src", "rs").into_iter().filter(has).collect()
}

/// The words of a file without its comments.
fn code(file: &str) -> String {
    tree::text(file)
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .fold(String::new(), |code, line| code + line + "\n")
}

/// Every use of one module of the library by another: file, user, used.
fn uses() -> BTreeSet<(String, String, String)> {
    let mut found = BTreeSet::new();
    for file in tree::files("src", "rs") {
        let below = file.trim_start_matches("src/");
        let user = below.split('/').next().unwrap_or(below).trim_end_matches(".rs");
        if ["lib", "main"].contains(&user) {
            continue;
        }
        for used in used(&code(&file), depth(below)) {
            if used != user {
                found.insert((file.clone(), user.to_owned(), used));
            }
        }
    }
    found
}

/// How many modules a file stands below the root of the library.
fn depth(below: &str) -> usize {
    below.split('/').count() - usize::from(below.ends_with("/mod.rs"))
}

/// The modules of the root that code names, by `crate::` or by as many `super::` as lead to the root.
fn used(code: &str, depth: usize) -> Vec<String> {
    let to_root = "super::".repeat(depth);
    let mut used = Vec::new();
    for (root, is_relative) in [("crate::", false), (to_root.as_str(), true)] {
        for (at, _) in code.match_indices(root) {
            // `super::super::` does not lead to the root where a third one follows or went before.
            if is_relative && (code[..at].ends_with("super::") || code[at + root.len()..].starts_with("super::")) {
                continue;
            }
            used.extend(named(&code[at + root.len()..]));
        }
    }
    used.retain(|module| module.chars().all(|letter| letter.is_ascii_lowercase()) && !module.is_empty());
    used
}

/// The first names of a path or of a `{…}` group of paths.
fn named(path: &str) -> Vec<String> {
    let word =
        |path: &str| path.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let (mut names, mut open, mut start) = (Vec::new(), 0, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => open += 1,
            '}' if open == 0 => {
                names.push(word(&group[start..at]));
                break;
            }
            '}' => open -= 1,
            ',' if open == 0 => {
                names.push(word(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn uses_are_found_however_they_are_written() {
    assert_eq!(named("{extract, model::{Claim, Note}, infer}; x"), ["extract", "model", "infer"]);
    assert_eq!(used("use crate::query::{self, Format};", 2), ["query"]);
    assert_eq!(used("use super::super::store; use super::outcome;", 2), ["store"]);
    assert_eq!(used("use super::trace;", 1), ["trace"]);
}
