//! Cases of extraction: what the words of a note state, and above all what they do not.
//!
//! A line of a `claims` fence is `subject relation object`, where `this` is the note's first paper, `extends/usesModel`
//! stands for either relation, and ` | pattern` may follow. A line behind `? ` may be missing; there `*` is anything.
//! A fence `claims known wrong: why` shows what a careful reader wants and the program does not find yet.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use paperclade::model::{Note, vocabulary};
use paperclade::report::Report;
use paperclade::resolve::Contribution;
use paperclade::text::fold;
use paperclade::{pipeline, resolve};

use crate::support::case_file::{self, Fence};
use crate::support::{self, knowledge};

/// What begins the mark of a fence whose claims are not found yet.
const KNOWN_WRONG: &str = "known wrong:";

#[test]
fn extract() {
    let is_update = std::env::var_os("UPDATE_CASES").is_some();
    let (mut failures, mut wrong, mut count) = (String::new(), String::new(), 0);
    for path in case_file::paths("extract") {
        let text = fs::read_to_string(&path).expect("a case");
        let fences = case_file::fences(&text);
        let mut updated = text.clone();
        let notes: Vec<&Fence> = fences.iter().filter(|fence| fence.name == "note").collect();
        let contributions = contributions(&notes);
        for (at, fence) in fences.iter().enumerate().rev().filter(|(_, fence)| fence.name == "claims") {
            let note =
                fences[..at].iter().rfind(|fence| fence.name == "note").expect("a note stands before its claims");
            let place =
                format!("{}:{}", path.file_name().unwrap_or_default().display(), line_of(&text, note.range.start));
            let wanted: Vec<Wanted> = fence.words.lines().map(|line| Wanted::of(line, &place)).collect();
            let number = notes.iter().position(|other| other.range == note.range).expect("one of the notes");
            let found = found(&contributions[number]);
            let amiss = amiss(&wanted, &found);
            let reason = fence.rest.strip_prefix(KNOWN_WRONG).map(str::trim);
            count += 1;
            match (reason, amiss.is_empty()) {
                (None, true) => {}
                (Some(reason), false) => {
                    let _ = write!(wrong, "\n{place} known wrong: {reason}\n{}{amiss}", quoted(note));
                }
                (Some(_), true) => {
                    let _ = write!(failures, "\n{place} is right now: take `{}` away\n", fence.rest);
                    // The mark stands between the fence's name and the end of its line.
                    let start = fence.range.start - 1 - fence.rest.len() - 1;
                    updated.replace_range(start..fence.range.start - 1, "");
                }
                (None, false) => {
                    let _ = write!(failures, "\n{place}\n{}{amiss}", quoted(note));
                    updated.replace_range(fence.range.clone(), &rewritten(&wanted, &found));
                }
            }
        }
        if is_update && updated != text {
            fs::write(&path, updated).expect("the case can be written");
        }
    }
    if std::env::var_os("SHOW_WRONG").is_some() {
        let number = wrong.matches(KNOWN_WRONG).count();
        support::tell(&format!("{number} of {count} cases are known to be wrong\n{wrong}"));
    }
    assert!(failures.is_empty() || is_update, "{failures}");
}

/// A relation that was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    subject: String,
    relation: String,
    object: String,
    pattern: String,
}

/// What the notes of a file say. They are read at once, since getting ready takes longer than reading.
fn contributions(notes: &[&Fence]) -> Vec<Contribution> {
    let path = |number: usize, rest: &str| format!("{number:03}/{}", if rest.is_empty() { "note.md" } else { rest });
    let notes = notes.iter().enumerate().map(|(number, note)| Note::new(path(number, &note.rest), note.words.as_str()));
    pipeline::contributions(notes.collect(), knowledge(), &mut Report::default())
}

/// What a note states, once lineage relations of one pair are settled; topics are left out.
fn found(contribution: &Contribution) -> BTreeSet<Found> {
    let this = contribution.entries.iter().map(|entry| entry.name.as_str()).find(|name| !name.is_empty());
    let this = fold::key(this.unwrap_or_default());
    let (lexicon, concepts) = (&knowledge().lexicon, &knowledge().concepts);
    let graph = resolve::graph(std::slice::from_ref(contribution), lexicon, concepts, vocabulary::DEFAULT_BASE);
    let name = |id: &str| {
        let label = graph.label(id);
        if fold::key(label) == this { "this".to_owned() } else { label.to_owned() }
    };
    let facts = graph.facts.iter().filter(|fact| fact.relation != vocabulary::HAS_TOPIC);
    facts
        .map(|fact| Found {
            subject: name(&fact.subject),
            relation: fact.relation.clone(),
            object: name(&fact.object),
            pattern: fact.evidence().first().map(|evidence| evidence.pattern.clone()).unwrap_or_default(),
        })
        .collect()
}

/// A line of a case.
struct Wanted {
    line: String,
    is_optional: bool,
    subject: String,
    relations: Vec<String>,
    object: String,
    pattern: Option<String>,
}

impl Wanted {
    fn of(line: &str, place: &str) -> Self {
        let (claim, pattern) = line.split_once(" | ").map_or((line, None), |(claim, pattern)| (claim, Some(pattern)));
        let (is_optional, claim) = claim.strip_prefix("? ").map_or((false, claim), |claim| (true, claim));
        let is_relation = |word: &str| word.split('/').all(is_known);
        let word = claim.split_whitespace().find(|word| is_relation(word));
        let word = word.unwrap_or_else(|| panic!("{place}: `{line}` names no relation"));
        let (subject, object) = claim.split_once(&format!(" {word} ")).expect("a subject and an object");
        Self {
            line: line.to_owned(),
            is_optional,
            subject: subject.trim().to_owned(),
            relations: word.split('/').map(str::to_owned).collect(),
            object: object.trim().to_owned(),
            pattern: pattern.map(|pattern| pattern.trim().to_owned()),
        }
    }

    fn is(&self, found: &Found) -> bool {
        let same = |wanted: &str, name: &str| wanted == "*" && self.is_optional || known(wanted) == known(name);
        same(&self.subject, &found.subject)
            && same(&self.object, &found.object)
            && self.relations.contains(&found.relation)
            && self.pattern.as_ref().is_none_or(|pattern| *pattern == found.pattern)
    }
}

/// The name by which the lexicon files a thing, so that a case may use any of its names.
fn known(name: &str) -> String {
    fold::key(knowledge().lexicon.get(name).map_or(name, |term| term.name.as_str()))
}

fn is_known(relation: &str) -> bool {
    let others = ["evaluatedOn", "introduces", "surveys"];
    vocabulary::LINEAGE.contains(&relation) || vocabulary::COMPARISON.contains(&relation) || others.contains(&relation)
}

/// What is missing, behind `-`, and what should not be there, behind `+`.
fn amiss(wanted: &[Wanted], found: &BTreeSet<Found>) -> String {
    let mut lines = String::new();
    for line in wanted.iter().filter(|line| !line.is_optional && !found.iter().any(|found| line.is(found))) {
        let _ = writeln!(lines, "  - {}", line.line);
    }
    for found in found.iter().filter(|found| !wanted.iter().any(|line| line.is(found))) {
        let Found { subject, relation, object, pattern } = found;
        let _ = writeln!(lines, "  + {subject} {relation} {object} | {pattern}");
    }
    lines
}

/// The lines that hold, then what was found beside them.
fn rewritten(wanted: &[Wanted], found: &BTreeSet<Found>) -> String {
    let holds = |line: &&Wanted| line.is_optional || found.iter().any(|found| line.is(found));
    let kept = wanted.iter().filter(holds).map(|line| format!("{}\n", line.line));
    let others = found.iter().filter(|found| !wanted.iter().any(|line| line.is(found)));
    kept.chain(others.map(|found| format!("{} {} {}\n", found.subject, found.relation, found.object))).collect()
}

fn quoted(note: &Fence) -> String {
    note.words.lines().fold(String::new(), |mut lines, line| {
        let _ = writeln!(lines, "  > {line}");
        lines
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}
