//! What the graph rests on: quotes stand where they are said to, notes stay as they are, and building is repeatable.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::SystemTime;

use paperclade::knowledge::Knowledge;
use paperclade::model::{Because, Graph, vocabulary};
use paperclade::pipeline;
use paperclade::report::Report;

use crate::support::console::{Console, contents};
use crate::support::tree;

/// The graphs of [`folders`], built once.
static GRAPHS: LazyLock<Vec<(PathBuf, Graph)>> =
    LazyLock::new(|| folders().into_iter().map(|folder| (folder.clone(), built(&folder))).collect());

fn built(notes: &Path) -> Graph {
    let knowledge = Knowledge::load().expect("the shipped knowledge is proper");
    pipeline::build(&[notes.to_owned()], &knowledge, vocabulary::DEFAULT_BASE, &mut Report::default())
        .expect("the notes can be read")
}

/// The folders of notes there are: the sample, and those beside the repository.
fn folders() -> Vec<PathBuf> {
    let labelled = tree::labelled("zh-daily").map(|set| set.join("notes"));
    std::iter::once(tree::root().join("data/notes")).chain(labelled).collect()
}

#[test]
fn every_quote_stands_verbatim_at_its_file_and_line() {
    for (folder, graph) in GRAPHS.iter() {
        let mut quotes = 0;
        for fact in &graph.facts {
            for evidence in fact.evidence() {
                // Read anew and by other means than the program's, so that a mistake of its own is not believed.
                let text = fs::read_to_string(folder.join(&evidence.note)).expect("the note is there");
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                let place = format!("{}:{} {:?}", evidence.note, evidence.line, evidence.quote);
                let (start, end) = evidence.characters;
                let at_characters: String = text.chars().skip(start).take(end - start).collect();
                assert_eq!(at_characters, evidence.quote, "{place}: other words at characters {start} to {end}");
                let from_line = text.split('\n').skip(evidence.line - 1).collect::<Vec<_>>().join("\n");
                let first = evidence.quote.split('\n').next().unwrap_or_default();
                let line = from_line.split('\n').next().unwrap_or_default();
                assert!(line.contains(first) && from_line.contains(&evidence.quote), "{place}: not on that line");
                assert!(!evidence.quote.trim().is_empty(), "{place}: no words");
                quotes += 1;
            }
        }
        assert!(quotes > 100, "{} has only {quotes} quotes", folder.display());
    }
}

#[test]
fn every_fact_has_a_quote_or_a_rule() {
    for (_, graph) in GRAPHS.iter() {
        for fact in &graph.facts {
            let rests = match &fact.because {
                Because::Stated(evidence) => {
                    !evidence.is_empty() && evidence.iter().all(|each| !each.pattern.is_empty())
                }
                Because::Inferred { rule, premises } => !rule.is_empty() && !premises.is_empty(),
                Because::Asserted { line, .. } => *line > 0,
            };
            assert!(rests, "{fact:?}");
        }
    }
}

#[test]
fn building_leaves_the_notes_as_they_are() {
    let console = Console::with_notes();
    let notes = console.path().join("data/notes");
    let before = (contents(&notes), times(&notes));
    console.answer(&["build", "data/notes"]);
    console.answer(&["ask", "library/read"]);
    assert!(before == (contents(&notes), times(&notes)), "a note was changed, added or removed");
}

#[test]
fn a_second_build_is_the_same_byte_for_byte() {
    for folder in folders() {
        let console = Console::empty();
        let folder = folder.to_string_lossy();
        for store in ["one", "two"] {
            console.answer(&["--store", store, "build", &folder]);
        }
        let one = console.path().join("one");
        console.answer(&["--store", "one", "build", "--clean", &folder]);
        let names_and_bytes = |store: &Path| -> Vec<_> {
            contents(store).into_iter().map(|(path, bytes)| (path.file_name().map(ToOwned::to_owned), bytes)).collect()
        };
        let (one, two) = (names_and_bytes(&one), names_and_bytes(&console.path().join("two")));
        assert!(one == two, "{folder}: two builds differ");
    }
}

/// When each file below a folder was last written.
fn times(folder: &Path) -> Vec<SystemTime> {
    let written = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).expect("the file is there");
    contents(folder).iter().map(|(path, _)| written(path)).collect()
}
