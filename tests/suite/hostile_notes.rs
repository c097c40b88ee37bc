//! Folders and notes as odd as disks and people can make them: no note stops the program, and what is not read is said.
//!
//! `PAPERCLADE_HOSTILE=1` tries them at full size (30 MB in a line, 100,000 files, a million mentions), which takes minutes.

use std::fmt::Write as _;
use std::fs;

use paperclade::model::{Fact, Graph, Status, vocabulary};
use paperclade::report::{Code, Report};
use paperclade::{parse, read, store};

use crate::support::console::Console;
use crate::support::vault::Vault;

/// A small size for every run of the tests, or the full one where that is asked for.
fn size(small: usize, full: usize) -> usize {
    if std::env::var_os("PAPERCLADE_HOSTILE").is_some() { full } else { small }
}

const NOTE: &str = "# FooNet: Foo\n\nFooNet builds on BERT.\n";

/// Which remarks of a kind there are, with the note that each is on.
fn remarked(report: &Report, code: Code) -> Vec<&str> {
    report.remarks.iter().filter(|remark| remark.code == code).map(|remark| remark.note.as_str()).collect()
}

/// What the store would hold can be read again, letter for letter.
fn can_be_stored(graph: &Graph) {
    let folder = tempfile::tempdir().expect("a folder");
    store::publish(folder.path(), graph).expect("published");
    let (again, quads) = store::load_both(folder.path()).expect("what was published");
    assert!(again == *graph);
    assert_eq!(quads.len().expect("a length"), store::quads(graph).len());
}

#[test]
fn a_note_beyond_the_limit_is_remarked_on_and_not_read() {
    let vault = Vault::of(&[("small.md", NOTE)]);
    let largest = usize::try_from(read::LARGEST).expect("it fits");
    vault.write("just.md", &" ".repeat(largest));
    vault.write("too large.md", &" ".repeat(largest + 1));
    let mut report = Report::default();
    let notes = read::notes(&[vault.folder().to_owned()], &mut report).expect("notes");
    let paths: Vec<&str> = notes.iter().map(|note| note.path.as_str()).collect();
    assert_eq!((paths, remarked(&report, Code::NotRead)), (vec!["just.md", "small.md"], vec!["too large.md"]));
    let console = Console::empty();
    fs::rename(vault.path("too large.md"), console.path().join("large.md")).expect("moved");
    let ran = console.run(&["build", "large.md"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.talk.contains("error: cannot read `large.md`: it is larger than 32 MiB")
            && !console.path().join(".paperclade").exists(),
        "{ran:?}"
    );
}

#[test]
fn a_line_is_read_up_to_a_limit_and_beyond_it_the_rest_of_the_note_is() {
    let said = "它在BarNet的基础上改进。";
    // As a paper on one line, copied from a PDF, then as long as a line may be, and then longer.
    let lengths = [10_000, size(30_000, parse::LONGEST_LINE), parse::LONGEST_LINE + 1, size(1_000_000, 30_000_000)];
    for length in lengths {
        for filler in ["x", "The loss falls. ", "FooNet 优于 CLIP，"] {
            let line = filler.repeat((length - said.len()) / filler.len()) + said;
            let line = format!("{}{line}", " ".repeat(length - line.len()));
            let (graph, report) = Vault::of(&[("a.md", &format!("{NOTE}\n{line}\n"))]).graph();
            let is_read = length <= parse::LONGEST_LINE;
            let remarks = remarked(&report, Code::HugeLine);
            assert_eq!(remarks, if is_read { vec![] } else { vec!["a.md"] }, "{filler} {length}");
            let builds_on = |object: &str| graph.facts.iter().any(|fact| fact.object == object);
            assert!(builds_on("work/bert"), "the rest of the note is read");
            assert_eq!(builds_on("work/barnet"), is_read, "{filler} {length}");
        }
    }
}

#[test]
fn lists_and_quotes_of_any_depth_are_read() {
    let depth = size(1_000, 10_000);
    let mut list = String::from(NOTE);
    (0..depth).for_each(|level| writeln!(list, "{}- item", " ".repeat(2 * level)).expect("a string"));
    let line = format!("{NOTE}\n{} an item\n\n{} a quote\n", "- ".repeat(depth), ">".repeat(depth));
    let signs = ["[", "**", "`", "<", "![[", "$", "|", "《", "（", "\\"].map(|sign| sign.repeat(depth)).join(" x\n\n");
    for text in [list, line, format!("{NOTE}\n{signs}\n")] {
        let (graph, _) = Vault::of(&[("a.md", &text)]).graph();
        assert!(graph.entity("work/foonet").is_some());
        can_be_stored(&graph);
    }
}

#[test]
fn mentions_without_number_are_read() {
    let count = size(1_000, 333_333);
    let mut text = String::from(NOTE);
    (0..count).for_each(|at| write!(text, "\nIt uses KelpNet{at}, CLIP and MossNet{at}.\n").expect("a string"));
    let (graph, _) = Vault::of(&[("a.md", &text)]).graph();
    let last = graph.entity(&format!("work/mossnet{}", count - 1));
    assert!(last.is_some(), "the last name is found as the first is");
    can_be_stored(&graph);
}

#[test]
fn letters_that_turn_or_hide_words_are_kept_as_they_are() {
    let odd =
        "\u{202e}FooNet\u{202c} builds\u{200b} on BERT\u{200f}，\u{2066}在\u{feff}GPT-2\u{2069}\u{200d}的基础上\u{301}";
    let text =
        format!("# Foo\u{200b}Net: \u{202e}Foo\n\n{odd}。\n\n- {odd}\n\n| a | b |\n|--|--|\n| {odd} | شبكة BERT |\n");
    let vault = Vault::of(&[("a.md", &text), ("b.md", &text.replace('\n', "\r\n")), ("c.md", NOTE)]);
    let (graph, _) = vault.graph();
    let mut quotes = 0;
    for evidence in graph.facts.iter().flat_map(Fact::evidence) {
        let note = fs::read_to_string(vault.path(&evidence.note)).expect("a note");
        let line = note.lines().nth(evidence.line - 1).expect("a line");
        assert!(line.contains(&evidence.quote), "{evidence:?}");
        quotes += 1;
    }
    assert!(quotes > 0, "something is stated");
    can_be_stored(&graph);
}

#[test]
fn many_files_are_read() {
    let count = size(300, 100_000);
    let vault = Vault::of(&[]);
    for at in 0..count {
        vault.write(&format!("{}/{at}.md", at / 1_000), &format!("# KelpNet{at}: Growing\n\nIt builds on BERT.\n"));
    }
    let (graph, report) = vault.graph();
    assert_eq!((graph.notes.len(), report.remarks.len()), (count, 0));
    assert_eq!(graph.entities.iter().filter(|entity| entity.status == Status::Read).count(), count);
}

#[test]
fn a_file_that_changes_while_it_is_read_is_one_thing_or_another() {
    let vault = Vault::of(&[("a.md", NOTE), ("b.md", NOTE)]);
    let other = "# BarNet: Bar\n\nBarNet is inspired by CLIP.\n".repeat(50);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| (0..5).map(|_| vault.graph().0).collect::<Vec<Graph>>());
        for round in 0.. {
            // As editors write: over the old file, or beside it and then in its place; and it may be gone for a while.
            match round % 4 {
                0 => vault.write("a.md", &other),
                1 => drop(fs::remove_file(vault.path("a.md"))),
                2 => vault.write("a.md.tmp", NOTE),
                _ => drop(fs::rename(vault.path("a.md.tmp"), vault.path("a.md"))),
            }
            if reader.is_finished() {
                break;
            }
        }
        for graph in reader.join().expect("every build ends well") {
            assert!(graph.notes.contains(&"b.md".to_owned()) && graph.entity("work/foonet").is_some());
            let quotes = graph.facts.iter().flat_map(Fact::evidence).map(|evidence| evidence.quote.as_str());
            assert!(quotes.into_iter().all(|quote| NOTE.contains(quote) || other.contains(quote)));
        }
    });
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;
    use crate::support::skip;

    #[test]
    fn links_are_named_and_lead_nowhere() {
        let vault = Vault::of(&[("a.md", NOTE), ("sub/b.md", NOTE)]);
        for (target, link) in [("..", "sub/loop"), ("a.md", "c.md"), ("d.md", "d.md"), ("nowhere", "e.md")] {
            symlink(target, vault.path(link)).expect("a link");
        }
        let (graph, report) = vault.graph();
        assert_eq!(graph.notes, ["a.md", "sub/b.md"]);
        assert_eq!(remarked(&report, Code::NotRead), ["c.md", "d.md", "e.md", "sub/loop"]);
        // What is named is read, whatever leads there.
        symlink(vault.folder(), vault.path("all")).expect("a link");
        let mut report = Report::default();
        let notes = read::notes(&[vault.path("all")], &mut report).expect("notes");
        assert_eq!(notes.len(), 2);
    }

    #[test]
    fn nobody_waits_at_a_pipe() {
        let vault = Vault::of(&[("a.md", NOTE)]);
        let opened = AtomicBool::new(false);
        let pipes = ["b.md", "corrections.tsv"].map(|name| vault.path(name));
        let made = |path| Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success());
        if !pipes.iter().all(made) {
            skip("mkfifo is missing");
            return;
        }
        std::thread::scope(|scope| {
            for pipe in &pipes {
                let opened = &opened;
                // Opening a pipe to write waits for somebody who opens it to read, who is thereby freed.
                scope.spawn(move || {
                    drop(fs::File::options().write(true).open(pipe));
                    opened.store(true, Ordering::SeqCst);
                });
            }
            let mut report = Report::default();
            let notes = read::notes(&[vault.folder().to_owned()], &mut report);
            let is_understood = vault.is_understood();
            let was_opened = opened.load(Ordering::SeqCst);
            for pipe in &pipes {
                drop(fs::File::open(pipe));
            }
            assert!(!was_opened, "a pipe was opened");
            assert_eq!(notes.expect("notes").len(), 1);
            assert_eq!(remarked(&report, Code::NotRead), ["b.md"]);
            assert!(!is_understood, "corrections that cannot be read are no corrections");
        });
    }

    #[test]
    fn names_of_any_bytes_make_valid_addresses() {
        let vault = Vault::of(&[]);
        let odd: [&[u8]; 8] = [
            b"\"<>{}|\\^`.md",
            b"new\nline\ttab.md",
            b"not \xff utf-8.md",
            b"not \xfe utf-8.md",
            b"not %FE utf-8.md",
            b"%41 #?&;.md",
            b"\x1b[31mred\x07.md",
            "\u{202e}右から\u{200b}左.md".as_bytes(),
        ];
        for name in odd {
            fs::write(vault.folder().join(OsStr::from_bytes(name)), NOTE).expect("a note");
        }
        let (graph, report) = vault.graph();
        // The one that is spelt as another one is shown; it is remarked on, not mixed up.
        assert_eq!((graph.notes.len(), remarked(&report, Code::NotRead)), (7, vec!["not %FE utf-8.md"]));
        assert_eq!(remarked(&report, Code::OddName), ["not %FE utf-8.md", "not %FF utf-8.md"]);
        can_be_stored(&graph);
        for note in &graph.notes {
            let iri = store::iri(vocabulary::DEFAULT_BASE, &format!("note/{note}"));
            assert!(iri.is_ascii() && !iri.contains([' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}']), "{iri}");
            assert_eq!(store::id(vocabulary::DEFAULT_BASE, &iri), Some(format!("note/{note}")));
        }
        let ran = Console::empty().run(&["build", "--dry-run", "-v", &vault.folder().to_string_lossy()]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let is_calm = |letter: char| letter == '\n' || !letter.is_control();
        assert!(ran.talk.chars().all(is_calm), "no name moves the cursor: {ran:?}");
    }
}

#[test]
fn folders_of_one_name_are_told_apart_and_no_file_is_read_twice() {
    let vault = Vault::of(&[("x/notes/a.md", NOTE), ("y/notes/a.md", "# BarNet: Bar\n"), ("x/notes/sub/b.md", NOTE)]);
    let names = |folders: &[&str]| -> Vec<String> {
        let paths: Vec<_> = folders.iter().map(|folder| vault.path(folder)).collect();
        let notes = read::notes(&paths, &mut Report::default()).expect("notes");
        notes.into_iter().map(|note| note.path).collect()
    };
    assert_eq!(names(&["x/notes", "y"]), ["notes/a.md", "notes/sub/b.md", "y/notes/a.md"]);
    assert_eq!(names(&["x/notes", "x/notes/sub"]), ["notes/a.md", "notes/sub/b.md"]);
    let apart = names(&["x/notes", "y/notes"]);
    assert!(apart.len() == 3 && apart[0].ends_with("x/notes/a.md") && apart[2].ends_with("y/notes/a.md"), "{apart:?}");
}
