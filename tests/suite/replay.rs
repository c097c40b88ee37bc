//! Corrections are replayed on every build: none is lost, however the notes are edited in between.

use std::fs;

use paperclade::model::{Entity, Graph, Word};
use paperclade::pipeline::{self, Before};
use paperclade::report::Code;
use paperclade::text::names::Names;

use crate::support::random::Random;
use crate::support::tell;
use crate::support::vault::Vault;

/// Notes, corrections and rebuilds, unless `PAPERCLADE_REPLAY` says otherwise, as in `5000 1000 50`.
const SIZES: [usize; 3] = [40, 8, 4];
/// Works that belong to one correction.
const GROUP: usize = 5;

#[test]
fn no_correction_is_lost_by_rebuilds_with_edits() {
    let [notes, corrections, rebuilds] = sizes();
    assert!(corrections * GROUP <= notes, "each correction is about works of its own");
    let vault = Vault::of(&[]);
    (0..notes).for_each(|work| vault.write(&path(work), &note(work, "")));
    let written: String = (0..corrections).map(correction).collect();
    vault.write("corrections.tsv", &format!("# by hand\n\n{written}"));
    let mut random = Random(7);
    let mut held = 0;
    for rebuild in 0..=rebuilds {
        if rebuild > 0 {
            edit(&vault, &mut random, (notes, rebuild));
        }
        held += holding(&vault, corrections);
    }
    // What was deleted comes back, and every correction is at work again.
    (0..notes).for_each(|work| vault.write(&path(work), &note(work, "")));
    let (at_the_end, remarks) = (holding(&vault, corrections), idle(&vault));
    tell(&format!(
        "{notes} notes, {corrections} corrections, {rebuilds} rebuilds: {at_the_end} hold at the end, {held} times in all"
    ));
    assert_eq!((at_the_end, remarks), (corrections, 0));
    assert!(fs::read_to_string(vault.path("corrections.tsv")).expect("the file").ends_with(&written));
}

fn sizes() -> [usize; 3] {
    let given = std::env::var("PAPERCLADE_REPLAY").unwrap_or_default();
    let numbers: Vec<usize> = given.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    numbers.try_into().unwrap_or(SIZES)
}

fn name(work: usize) -> String {
    format!("Kelp{work}Net")
}

fn path(work: usize) -> String {
    format!("{:02}/{work}.md", work / 100)
}

/// A note on a work that extends the one before it, with more sentences.
fn note(work: usize, more: &str) -> String {
    let (day, name, group) = (work % 28 + 1, name(work), work / GROUP);
    let before = if work == 0 { "SeaNet".to_owned() } else { self::name(work - 1) };
    format!(
        "## 2024.3.{day}\n《**{name}: Growing Seaweed with {work} Roots**》\n1. 在{before}的基础上改进\n2. 优于Weed{group}Net\n{more}"
    )
}

/// A line about works that no other line is about, each verb in turn.
fn correction(number: usize) -> String {
    let work = |at: usize| name(number * GROUP + at);
    let [first, second, third] = [work(1), work(2), work(4)];
    let line = match number % 8 {
        0 => format!("assert\t{third}\tusesModel\t{first}"),
        1 => format!("reject\t{second}\textends\t{first}"),
        2 => format!("same\tAlga {number}\t\t{first}"),
        3 => format!("different\t{first}\t\t{third}"),
        4 => format!("rename\t{first}\t\tRenamed {number}"),
        5 => format!("kind\t{second}\t\tMethod"),
        6 => format!("ignore\tWeed{number}Net\t\t"),
        _ => format!("date\t{first}\t\t2019-03"),
    };
    format!("{line}\tby number {number}\n")
}

/// Edits, renames, deletes and brings back some notes; what is rejected and ignored is said again, in other places.
fn edit(vault: &Vault, random: &mut Random, (notes, rebuild): (usize, usize)) {
    for _ in 0..(notes / 100).max(4) {
        let work = random.below(notes);
        let before = if work == 0 { "SeaNet".to_owned() } else { name(work - 1) };
        let other = vault.path(&format!("moved/{work}.md"));
        match random.below(6) {
            0 => drop(fs::remove_file(vault.path(&path(work)))),
            1 => {
                fs::create_dir_all(vault.path("moved")).expect("a folder");
                drop(fs::rename(vault.path(&path(work)), other));
            }
            2 => {
                drop(fs::remove_file(other));
                vault.write(&path(work), &format!("前言 {rebuild}\n\n{}", note(work, "")));
            }
            _ => vault.write(
                &path(work),
                &note(work, &format!("3. 本文基于{before}，第 {rebuild} 次修改\n4. 优于Weed{}Net\n", work / GROUP)),
            ),
        }
    }
}

/// How many corrections hold in the graph; those about works that no note is about just then are not asked.
fn holding(vault: &Vault, corrections: usize) -> usize {
    let folder = vault.path("store");
    let (graph, _) = vault.graph_after(Before::Remembered(&folder));
    let list = pipeline::corrections(&[vault.folder().to_owned()], None).expect("corrections").list;
    assert_eq!(list.len(), corrections, "the file has all lines");
    let names = Names::of(&graph);
    for correction in &list {
        let is_there =
            correction.word.names().iter().all(|name| !name.starts_with("Kelp") || names.get(name).is_some());
        assert!(
            !is_there || holds(&graph, &names, &correction.word),
            "lost: line {}: {}",
            correction.line,
            correction.word
        );
    }
    let is_asked = |word: &Word| word.names().iter().all(|name| !name.starts_with("Kelp") || names.get(name).is_some());
    list.iter().filter(|correction| is_asked(&correction.word)).count()
}

fn holds(graph: &Graph, names: &Names<'_>, word: &Word) -> bool {
    let id = |name: &str| names.get(name).map(|entity| entity.id.as_str());
    let between = |subject: &str, object: &str| {
        let ends = id(subject).zip(id(object));
        let facts = graph.facts.iter().filter(move |fact| ends == Some((fact.subject.as_str(), fact.object.as_str())));
        facts.map(|fact| fact.relation.as_str()).collect::<Vec<_>>()
    };
    let is = |name: &str, what: &dyn Fn(&Entity) -> bool| names.get(name).is_some_and(what);
    match word {
        Word::Assert(triple) => between(&triple.subject, &triple.object).contains(&triple.relation.as_str()),
        Word::Reject(triple) => !between(&triple.subject, &triple.object).contains(&triple.relation.as_str()),
        Word::Same(name, other) => id(name).is_some() && id(name) == id(other),
        Word::Different(name, other) => id(name) != id(other),
        Word::Rename(name, shown) => is(name, &|entity| entity.label.text == *shown),
        Word::Kind(name, kind) => is(name, &|entity| entity.kind == *kind),
        Word::Ignore(name) => !graph.entities.iter().any(|entity| entity.label.text == *name),
        Word::Date(name, date) => is(name, &|entity| entity.published == Some(*date)),
    }
}

/// How many corrections match nothing.
fn idle(vault: &Vault) -> usize {
    let folder = vault.path("store");
    let (_, report) = vault.graph_after(Before::Remembered(&folder));
    report.remarks.iter().filter(|remark| remark.code == Code::IdleCorrection).count()
}
