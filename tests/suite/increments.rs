//! An incremental build is a clean build, quad for quad, whatever was done to the notes in between.

use std::cell::Cell;
use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use paperclade::knowledge::Knowledge;
use paperclade::knowledge::lexicon::{Lexicon, Term};
use paperclade::pipeline::Before;
use paperclade::store;
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};

use crate::support::tell;
use crate::support::vault::{self, Vault};

/// How many sequences are tried unless `PAPERCLADE_SEQUENCES` says otherwise.
const SEQUENCES: u32 = 6;

const NAMES: [&str; 8] = ["FooNet", "BarNet", "FooNet-2", "QuxGAN", "ZipFormer", "LSTM", "BERT", "乘法网络"];

const SENTENCES: [&str; 7] = [
    "在{}的基础上改进了注意力",
    "builds on {} and is simpler",
    "优于{}",
    "用{}做编码器",
    "受{}启发",
    "[{}](QuxGAN.md) 也是这样做的",
    "我们提出了{}",
];

const CORRECTIONS: [&str; 14] = [
    "assert\tFooNet\textends\tLSTM\tsure",
    "assert\tBarNet\tusesModel\tNewNet",
    "reject\tFooNet\t*\tBarNet",
    "reject\tFooNet-2\textends\tFooNet",
    "reject\tQuxGAN\tbuildsOn\tBERT",
    "same\tBarNet\t\tQuxGAN",
    "same\t乘法网络\t\tFooNet",
    "different\tBERT\t\t乘法网络",
    "rename\tZipFormer\t\tZip Two",
    "kind\tZipFormer\t\tMethod",
    "kind\tNewNet\t\tDataset",
    "ignore\tLSTM",
    "date\tFooNet\t\t2019-03",
    "# nothing",
];

/// Something that happens between two builds.
#[derive(Clone, Debug)]
enum Event {
    Write(usize, String),
    Append(usize, String),
    Delete(usize),
    Rename(usize, usize),
    Correct(Vec<usize>),
    Learn(bool),
    Damage(usize),
    ForgetStore,
}

#[test]
fn an_incremental_build_equals_a_clean_one_after_any_events() {
    let cases = std::env::var("PAPERCLADE_SEQUENCES").ok().and_then(|number| number.parse().ok()).unwrap_or(SEQUENCES);
    let config =
        Config { cases, failure_persistence: Some(Box::new(FileFailurePersistence::Off)), ..Config::default() };
    // The same sequences every time, so that a failure can be looked into.
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let sequences = prop::collection::vec(event(), 1..8);
    let held = Cell::new(0_u32);
    let outcome = runner.run(&sequences, |events| {
        holds(&events)?;
        held.set(held.get() + 1);
        if held.get().is_multiple_of(100) {
            tell(&format!("{} sequences hold", held.get()));
        }
        Ok(())
    });
    outcome.expect("every sequence");
}

#[test]
fn what_is_unchanged_is_not_read_again_and_what_is_gone_leaves_nothing() {
    let note = |name: &str, other: &str| {
        format!("## 2024.3.1\n《**{name}: The Title of {name}**》\n1. 在{other}的基础上改进\n")
    };
    let vault = Vault::of(&[("a.md", &note("FooNet", "BarNet")), ("b.md", &note("ZipNet", "FooNet"))]);
    let folder = vault.path("store");
    let build = || vault.graph_after(Before::Remembered(&folder)).0;
    assert_eq!(build().facts.len(), 2);
    let cache = fs::read_to_string(folder.join("notes.cache")).expect("a memory");
    // What is remembered is believed: a claim that is changed there, with its hash, comes back changed.
    let (_, rest) = cache.split_once('\n').expect("a hash");
    let changed = rest.replace("\"BarNet\"", "\"BazNet\"");
    let forged = format!("{}\n{changed}", blake3::hash(changed.as_bytes()).to_hex());
    fs::write(folder.join("notes.cache"), forged).expect("written");
    assert!(build().entity("work/baznet").is_some(), "the note was read again");
    vault.write("a.md", &format!("{} \n", note("FooNet", "BarNet")));
    assert!(build().entity("work/baznet").is_none(), "an edited note is read again");
    fs::rename(vault.path("a.md"), vault.path("c.md")).expect("renamed");
    fs::remove_file(vault.path("b.md")).expect("removed");
    let graph = build();
    assert_eq!(graph.notes, ["c.md"]);
    assert!(graph.facts.iter().flat_map(paperclade::model::Fact::evidence).all(|evidence| evidence.note == "c.md"));
    assert!(graph.entity("work/zipnet").is_none());
    let cache = fs::read_to_string(folder.join("notes.cache")).expect("a memory");
    assert!(!cache.contains("\"b.md\"") && !cache.contains("\"a.md\""));
}

#[test]
fn a_forgotten_or_damaged_memory_is_made_again() {
    let vault = Vault::of(&[("a.md", "## 2024.3.1\n《**FooNet: A Title**》\n1. 在BarNet的基础上改进\n")]);
    let folder = vault.path("store");
    let (graph, _) = vault.graph_after(Before::Remembered(&folder));
    let whole = fs::read(folder.join("notes.cache")).expect("a memory");
    for damaged in [&b""[..], b"x", &whole[..whole.len() / 2], &whole[..whole.len() - 1], b"0\n{}"] {
        fs::write(folder.join("notes.cache"), damaged).expect("written");
        assert_eq!(vault.graph_after(Before::Remembered(&folder)).0, graph);
        assert_eq!(fs::read(folder.join("notes.cache")).expect("a memory"), whole);
    }
    fs::write(folder.join("notes.cache"), "junk").expect("written");
    fs::write(folder.join("notes.cache.77.part"), "half").expect("written");
    assert_eq!(vault.graph_after(Before::Forgotten(&folder)).0, graph);
    assert!(!folder.join("notes.cache.77.part").exists());
    assert_eq!(fs::read(folder.join("notes.cache")).expect("a memory"), whole);
}

fn holds(events: &[Event]) -> Result<(), TestCaseError> {
    let vault = Vault::of(&[("0.md", "## 2024.1.1\n《**FooNet: Foo**》\n1. 在BarNet的基础上改进\n")]);
    let folder = vault.path("store");
    let mut knowledge = &*FEW;
    for event in events {
        happen(&vault, event);
        if let Event::Learn(more) = event {
            knowledge = if *more { &*MORE } else { &*FEW };
        }
        let (graph, remarks) = vault.grown(knowledge, Before::Remembered(&folder));
        if !matches!(event, Event::Damage(_) | Event::ForgetStore) {
            let (clean, clean_remarks) = vault.grown(knowledge, Before::Nothing);
            let text = |quads: Vec<_>| quads.iter().map(ToString::to_string).collect::<Vec<String>>();
            prop_assert_eq!(text(store::quads(&graph)), text(store::quads(&clean)));
            prop_assert_eq!(&graph, &clean);
            prop_assert_eq!(remarks, clean_remarks);
        }
    }
    Ok(())
}

fn happen(vault: &Vault, event: &Event) {
    let path = |at: &usize| vault.path(&format!("{at}.md"));
    match event {
        Event::Write(at, text) => fs::write(path(at), text).expect("written"),
        Event::Append(at, text) => {
            let before = fs::read_to_string(path(at)).unwrap_or_default();
            fs::write(path(at), before + text).expect("written");
        }
        Event::Delete(at) => drop(fs::remove_file(path(at))),
        Event::Rename(from, to) => drop(fs::rename(path(from), path(to))),
        Event::Correct(lines) => {
            let lines: Vec<&str> = lines.iter().map(|at| CORRECTIONS[*at]).collect();
            fs::write(vault.path("corrections.tsv"), lines.join("\n")).expect("written");
            // Lines that contradict each other build nothing; they are taken out again.
            if !vault.is_understood() {
                fs::remove_file(vault.path("corrections.tsv")).expect("removed");
            }
        }
        Event::Damage(at) => {
            if let Ok(mut bytes) = fs::read(vault.path("store/notes.cache")) {
                let at = at % bytes.len();
                bytes[at] ^= 1;
                fs::write(vault.path("store/notes.cache"), bytes).expect("written");
            }
        }
        Event::ForgetStore => drop(fs::remove_dir_all(vault.path("store"))),
        Event::Learn(_) => {}
    }
    // A folder without notes is refused; one note says nothing.
    fs::write(vault.path("none.md"), "nothing\n").expect("written");
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => (0_usize..4, note()).prop_map(|(at, text)| Event::Write(at, text)),
        4 => (0_usize..4, entry()).prop_map(|(at, text)| Event::Append(at, text)),
        2 => (0_usize..4).prop_map(Event::Delete),
        2 => (0_usize..4, 0_usize..4).prop_map(|(from, to)| Event::Rename(from, to)),
        4 => prop::collection::vec(0..CORRECTIONS.len(), 0..5).prop_map(Event::Correct),
        1 => any::<bool>().prop_map(Event::Learn),
        1 => any::<usize>().prop_map(Event::Damage),
        1 => Just(Event::ForgetStore),
    ]
}

prop_compose! {
    fn note()(entries in prop::collection::vec(entry(), 0..4)) -> String {
        entries.concat()
    }
}

prop_compose! {
    fn entry()(
        day in 1_u8..29,
        name in 0..NAMES.len(),
        sentences in prop::collection::vec((0..SENTENCES.len(), 0..NAMES.len()), 0..4),
    ) -> String {
        let mut text = format!("## 2024.3.{day}\n《**{}: A Study of {day}**》，2023 年\n", NAMES[name]);
        for (at, (sentence, name)) in sentences.into_iter().enumerate() {
            let _ = writeln!(text, "{}. {}", at + 1, SENTENCES[sentence].replace("{}", NAMES[name]));
        }
        text
    }
}

/// Knowledge with few names, so that a build is quick.
static FEW: LazyLock<Knowledge> = LazyLock::new(|| knowing(&["LSTM", "BERT"]));
/// Knowledge with one name more.
static MORE: LazyLock<Knowledge> = LazyLock::new(|| knowing(&["LSTM", "BERT", "ZipFormer"]));

fn knowing(names: &[&str]) -> Knowledge {
    let mut knowledge = vault::knowledge().clone();
    knowledge.lexicon = Lexicon::default();
    for name in names {
        let kind = "Method".to_owned();
        let aliases = vec![format!("{name} model")];
        knowledge.lexicon.add(Term { name: (*name).to_owned(), aliases, kind, ..Term::default() });
    }
    knowledge
}
