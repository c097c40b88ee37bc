//! Every verb as people type it, on the sample notes; and what must not happen when something is wrong.
//!
//! `UPDATE_COMMANDS=1 cargo test --test suite commands` writes the sessions anew; read the difference before you keep it.

use std::fmt::Write as _;
use std::fs;

use crate::support::console::{Console, contents};
use crate::support::{session, skip, tree};

#[test]
fn sessions_go_as_they_are_written() {
    let failures: String =
        tree::files("tests/commands", "md").iter().map(|file| session::play(file, &Console::with_graph())).collect();
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_verb_has_a_session() {
    let help = Console::empty().answer(&["--help"]);
    let verbs = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let mut missing = String::new();
    for verb in verbs.filter_map(|line| line.split_whitespace().next()).filter(|verb| *verb != "help") {
        let session = format!("tests/commands/{verb}.md");
        if !tree::root().join(&session).is_file() {
            let _ = writeln!(missing, "{session}");
        }
    }
    assert!(missing.is_empty(), "these are missing:\n{missing}");
}

#[test]
fn a_build_that_fails_leaves_the_store_untouched() {
    let console = Console::with_graph();
    let store = console.path().join(".paperclade");
    let before = contents(&store);
    fs::create_dir(console.path().join("empty")).expect("there is room");
    for notes in ["empty", "no-such-folder", "data/notes/no-such-note.md"] {
        let ran = console.run(&["build", notes]);
        assert_eq!(ran.code, Some(2), "{notes}: {ran:?}");
        assert!(contents(&store) == before, "building {notes} changed the store");
    }
}

#[test]
fn asking_leaves_the_store_untouched() {
    let console = Console::with_graph();
    let store = console.path().join(".paperclade");
    let before = contents(&store);
    for line in [
        "paperclade ask which works build on BLIP-2",
        "paperclade query 'SELECT ?s { ?s ?p ?o } LIMIT 1'",
        "paperclade query 'SELCT'",
        "paperclade query 'DELETE WHERE { ?s ?p ?o }'",
        "paperclade trace SDXL",
        "paperclade why VAE DALLE",
        "paperclade trace nobody-knows-this",
        "paperclade check",
        "paperclade build --dry-run data/notes/lora.md",
    ] {
        console.type_line(line);
        assert!(contents(&store) == before, "`{line}` changed the store");
    }
}

#[cfg(unix)]
#[test]
fn a_note_without_permission_is_named_and_the_store_untouched() {
    use std::os::unix::fs::PermissionsExt;

    let console = Console::with_graph();
    let store = console.path().join(".paperclade");
    let before = contents(&store);
    let note = console.path().join("data/notes/lora.md");
    fs::set_permissions(&note, fs::Permissions::from_mode(0o000)).expect("it is ours");
    if fs::read(&note).is_ok() {
        skip("root may read everything");
        return;
    }
    let ran = console.run(&["build", "data/notes"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.talk.contains("lora.md") && ran.talk.contains("ermission"), "{ran:?}");
    assert!(contents(&store) == before);
}

#[test]
fn an_unknown_name_is_answered_with_the_three_nearest() {
    let console = Console::with_graph();
    for arguments in
        [["trace", "BLIP-9"].as_slice(), &["why", "BLIP-9", "SDXL"], &["ask", "works/about", "work=BLIP-9"]]
    {
        let ran = console.run(arguments);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        let hint = ran.talk.lines().find(|line| line.starts_with("hint: did you mean ")).unwrap_or_default();
        assert_eq!(hint.matches('`').count(), 6, "three names for {arguments:?}: {ran:?}");
        assert!(hint.contains("`BLIP-2`"), "{hint}");
    }
}
