//! Quotes, looked up again after the notes were edited.

use paperclade::model::{Fact, Graph, Note};
use paperclade::store;
use paperclade::verify::{self, State};

use crate::support::console::Console;
use crate::support::vault::Vault;

const NOTE: &str = "## 2024.3.1\n《**FooNet: Foo**》\n1. 在BarNet的基础上改进了注意力机制\n2. 优于QuxNet\n";

fn built() -> Graph {
    Vault::of(&[("a.md", NOTE)]).graph().0
}

/// What became of each quote in these notes.
fn looked_up(graph: &Graph, notes: &[Note]) -> verify::LookedUp {
    verify::look_up(graph, |path| Ok(notes.iter().find(|note| note.path == path).cloned())).expect("notes")
}

/// What became of each quote in another text, in a word: `3 moved 4`.
fn states(graph: &Graph, text: &str) -> Vec<String> {
    let checked = looked_up(graph, &[Note::new("a.md", text)]).checked();
    let said = checked.into_iter().map(|quote| match quote.state {
        State::Exact => format!("{} exact", quote.line),
        State::Moved { now, .. } => format!("{} moved {now}", quote.line),
        State::Changed { now, words, .. } => format!("{} changed {now} {words}", quote.line),
        State::Gone => format!("{} gone", quote.line),
    });
    said.collect()
}

#[test]
fn a_quote_is_exact_moved_changed_or_gone() {
    let graph = built();
    assert_eq!(states(&graph, NOTE), ["2 exact", "3 exact", "4 exact"]);
    assert_eq!(states(&graph, &format!("\n{NOTE}")), ["2 moved 3", "3 moved 4", "4 moved 5"]);
    let edited = NOTE.replace("BarNet的基础上", "BarNet 2的基础上").replace("2. 优于QuxNet", "2. 没了");
    let changed = states(&graph, &edited);
    assert!(changed[1].starts_with("3 changed 3 在BarNet 2的基础上"), "{changed:?}");
    assert_eq!(changed.last().map(String::as_str), Some("4 gone"));
    assert!(looked_up(&graph, &[]).checked().iter().all(|quote| quote.state == State::Gone));
}

#[test]
fn words_before_a_quote_move_it_within_its_line() {
    let graph = built();
    let longer = NOTE.replace("Foo**》", "Foo, More**》");
    let checked = looked_up(&graph, &[Note::new("a.md", longer.as_str())]).checked();
    let moved = checked.iter().filter(|quote| matches!(quote.state, State::Moved { now, .. } if now == quote.line));
    assert!(moved.count() >= 2, "{checked:?}");
}

#[test]
fn quotes_of_the_same_words_keep_their_order() {
    let entry = |day: u32, name: &str| format!("## 2024.3.{day}\n《**{name}: A Title of {name}**》\n1. 优于QuxNet\n");
    let text = entry(1, "FooNet") + &entry(2, "ZipNet");
    let (graph, _) = Vault::of(&[("a.md", &text)]).graph();
    // Both move by the distance between them: the first to where the second was.
    let moved = states(&graph, &format!("\n\n\n{text}"));
    assert_eq!(moved, ["2 moved 5", "3 moved 6", "5 moved 8", "6 moved 9"]);
}

#[test]
fn what_moved_is_fixed_as_a_build_would_and_what_changed_stays() {
    let vault = Vault::of(&[("a.md", NOTE)]);
    let (mut graph, _) = vault.graph();
    let edited = format!("前言\n\n{}", NOTE.replace("2. 优于", "2. 很短的一句\n3. 优于"));
    vault.write("a.md", &edited);
    let notes = [Note::new("a.md", edited.as_str())];
    looked_up(&graph, &notes).fix(&mut graph);
    assert!(states(&graph, &edited).iter().all(|state| state.ends_with("exact")), "{:?}", states(&graph, &edited));
    let places = |graph: &Graph| {
        let evidence = graph.facts.iter().flat_map(Fact::evidence);
        evidence.map(|each| (each.line, each.characters, each.quote.clone())).collect::<Vec<_>>()
    };
    assert_eq!(places(&graph), places(&vault.graph().0));
    let before = graph.clone();
    let gone = [Note::new("a.md", "nothing\n")];
    looked_up(&graph, &gone).fix(&mut graph);
    assert!(graph == before, "what is gone is not touched");
}

#[test]
fn every_quote_of_the_sample_notes_is_exact_and_fix_writes_to_the_store_only() {
    let console = Console::with_notes();
    console.answer(&["build", "data/notes"]);
    let exact = console.answer(&["verify"]);
    assert!(exact.ends_with("exact, 0 moved, 0 changed, 0 gone\n"), "{exact}");
    let note = console.path().join("data/notes/lora.md");
    let text = std::fs::read_to_string(&note).expect("a sample note");
    std::fs::write(&note, format!("\n\n{text}")).expect("written");
    let moved = console.run(&["verify", "--format", "json"]);
    assert!(moved.code == Some(1) && moved.out.contains("\"state\": \"moved\""), "{moved:?}");
    let fixed = console.run(&["verify", "--fix"]);
    assert_eq!((fixed.code, fixed.talk.contains("have their new places")), (Some(0), true), "{fixed:?}");
    assert!(console.answer(&["verify"]).ends_with("exact, 0 moved, 0 changed, 0 gone\n"));
    assert_eq!(std::fs::read_to_string(&note).expect("the note"), format!("\n\n{text}"), "notes are never modified");
    let graph = store::load(&console.path().join(".paperclade")).expect("a graph");
    assert!(store::load_quads(&console.path().join(".paperclade")).is_ok());
    assert!(graph.facts.iter().flat_map(Fact::evidence).any(|each| each.note == "lora.md"));
}

#[test]
fn a_fix_beside_a_build_takes_nothing_of_it_back() {
    let vault = Vault::of(&[("a.md", NOTE)]);
    let program = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_paperclade"));
        command.args(arguments).current_dir(vault.folder()).output().expect("it runs")
    };
    assert!(program(&["build", "."]).status.success());
    let mut text = NOTE.to_owned();
    for round in 0..3 {
        // All quotes move, and there is a new one, which only the build can know of.
        text = format!("前言 {round}\n{text}3. 用ZipNet{round}做编码器\n");
        vault.write("a.md", &text);
        let beside = std::thread::scope(|scope| {
            let build = scope.spawn(|| program(&["build", "."]));
            let fix = program(&["verify", "--fix"]);
            (build.join().expect("it ends").status.code(), fix.status.code())
        });
        assert_eq!(beside, (Some(0), Some(0)), "{round}");
        assert_eq!(store::load(&vault.path(".paperclade")).expect("a graph"), vault.graph().0, "{round}");
    }
}
