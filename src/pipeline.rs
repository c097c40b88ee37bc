//! The program as a sentence: read notes, parse entries, recognize mentions, extract claims, resolve them to a graph,
//! correct it by the owner's word, infer what follows.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use crate::error::Result;
use crate::knowledge::terms::Terms;
use crate::knowledge::{Knowledge, concepts};
use crate::model::{Claim, Corrections, Entry, Graph, Note};
use crate::recognize::{Recognizer, Topics};
use crate::remember::{Kept, Memory};
use crate::report::Report;
use crate::resolve::Contribution;
use crate::text::fold;
use crate::{correct, extract, infer, parse, read, recognize, remember, resolve};

/// What a graph is grown from, and under which addresses.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// Files and folders of notes.
    pub notes: &'a [PathBuf],
    /// The owner's word.
    pub corrections: &'a Corrections,
    /// What addresses of things begin with; ends in `/`.
    pub base: &'a str,
    /// What of the build before is used.
    pub before: Before<'a>,
}

/// What of the build before is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before<'a> {
    /// Nothing, and nothing is kept for the next one.
    Nothing,
    /// Nothing, but what is made is kept in this folder.
    Forgotten(&'a Path),
    /// What was made of the notes that are unchanged, as it is kept in this folder.
    Remembered(&'a Path),
}

/// The graph of the notes in these files and folders, without corrections.
///
/// # Errors
/// As [`grow`].
pub fn build(paths: &[PathBuf], knowledge: &Knowledge, base: &str, report: &mut Report) -> Result<Graph> {
    grow(&Plan { notes: paths, corrections: &Corrections::default(), base, before: Before::Nothing }, knowledge, report)
}

/// The graph of the notes as the corrections have it.
///
/// # Errors
/// What [`read::notes`] and [`infer::close`] return.
pub fn grow(plan: &Plan<'_>, knowledge: &Knowledge, report: &mut Report) -> Result<Graph> {
    let notes = read::notes(plan.notes, report)?;
    let knowledge = &*correct::knowledge(knowledge, plan.corrections);
    let memory = match plan.before {
        Before::Nothing => Memory::none(),
        Before::Forgotten(folder) => Memory::empty(folder, knowledge, plan.corrections),
        Before::Remembered(folder) => Memory::recall(folder, knowledge, plan.corrections),
    };
    let contributions = corrected(notes, (knowledge, plan.corrections), memory, report);
    let mut graph = resolve::stated(&contributions, &knowledge.lexicon, &knowledge.concepts, plan.base);
    let mut applied = correct::apply(&mut graph, plan.corrections, knowledge, &Terms::bundled()?);
    resolve::settle(&mut graph.facts);
    let inferred = infer::close_without(&graph, &knowledge.rules, concepts::SCHEME, |fact| applied.rejects(fact))?;
    graph.facts.extend(inferred);
    graph.sort();
    applied.report(|keys| stand(keys, &contributions), report);
    Ok(graph)
}

/// The corrections for these notes: in the file that is named, or beside the first of the notes.
///
/// # Errors
/// As [`correct::read`].
pub fn corrections(paths: &[PathBuf], named: Option<&Path>) -> Result<Corrections> {
    let beside = || paths.first().map(|notes| correct::beside(notes));
    match named.map(Path::to_owned).or_else(beside) {
        Some(path) => correct::read(&path, &Terms::bundled()?),
        None => Ok(Corrections::default()),
    }
}

/// What each note says, in the order of the notes.
#[must_use]
pub fn contributions(notes: Vec<Note>, knowledge: &Knowledge, report: &mut Report) -> Vec<Contribution> {
    corrected(notes, (knowledge, &Corrections::default()), Memory::none(), report)
}

/// A note on its way: what it says of papers, and what was made of it before.
struct Reading<'a> {
    note: Note,
    entries: Vec<Entry>,
    kept: Kept,
    before: Option<&'a Kept>,
}

fn corrected(
    notes: Vec<Note>,
    (knowledge, corrections): (&Knowledge, &Corrections),
    memory: Memory,
    report: &mut Report,
) -> Vec<Contribution> {
    let mut readings: Vec<Reading> = notes.into_par_iter().map(|note| reading(note, knowledge, &memory)).collect();
    readings.iter().for_each(|reading| report.extend(reading.kept.remarks.clone()));
    correct::entries(readings.iter_mut().flat_map(|reading| &mut reading.entries), corrections);
    let titled = || readings.iter().flat_map(|reading| &reading.entries);
    let names = remember::names(titled());
    let recognizer = Recognizer::new(&knowledge.lexicon, titled(), &knowledge.ignored);
    let topics = Topics::new(&knowledge.concepts);
    let is_claim = correct::claims(corrections);
    let claims: Vec<Vec<Claim>> = readings
        .par_iter()
        .map(|reading| {
            if let Some(claims) = reading.before.and_then(|before| before.claims(&names)) {
                return claims.to_vec();
            }
            let entries = with_passages(reading, knowledge);
            let claims = entries.iter().flat_map(|entry| claims(&reading.note, entry, &recognizer, &topics, knowledge));
            claims.filter(&is_claim).collect()
        })
        .collect();
    let mut kept = BTreeMap::new();
    let mut contributions = Vec::new();
    for (Reading { note, entries, kept: made, .. }, claims) in readings.into_iter().zip(claims) {
        if memory.keeps() {
            kept.insert(note.path.clone(), made.with(claims.clone(), &names));
        }
        contributions.push(Contribution { note, entries, claims });
    }
    memory.keep(kept);
    contributions
}

fn reading<'a>(note: Note, knowledge: &Knowledge, memory: &'a Memory) -> Reading<'a> {
    if let Some(before) = memory.note(&note) {
        return Reading { note, entries: before.entries.clone(), kept: before.clone(), before: Some(before) };
    }
    let mut remarks = Report::default();
    let entries = entries(&note, knowledge, &mut remarks);
    let kept = Kept::of(&note, &entries, &remarks);
    Reading { note, entries, kept, before: None }
}

fn entries(note: &Note, knowledge: &Knowledge, remarks: &mut Report) -> Vec<Entry> {
    let mut entries = parse::entries(note, remarks);
    recognize::christen(&mut entries, &knowledge.lexicon);
    entries
}

/// The entries of a note with their passages, which are not remembered.
fn with_passages<'a>(reading: &'a Reading<'_>, knowledge: &Knowledge) -> Cow<'a, [Entry]> {
    if reading.before.is_none() {
        return Cow::Borrowed(&reading.entries);
    }
    let read = entries(&reading.note, knowledge, &mut Report::default());
    let both = reading.entries.iter().cloned().zip(read);
    both.map(|(entry, read)| Entry { passages: read.passages, ..entry }).collect()
}

/// Which of these folded words stand in the notes.
fn stand(keys: &[String], contributions: &[Contribution]) -> Vec<bool> {
    let mut found = vec![false; keys.len()];
    if let Ok(finder) = AhoCorasick::new(keys) {
        for contribution in contributions {
            for hit in finder.find_overlapping_iter(&fold::key(&contribution.note.text)) {
                found[hit.pattern().as_usize()] = true;
            }
        }
    }
    found
}

fn claims(
    note: &Note,
    entry: &Entry,
    recognizer: &Recognizer<'_>,
    topics: &Topics,
    knowledge: &Knowledge,
) -> Vec<Claim> {
    let mentions: Vec<_> = entry.passages.iter().map(|passage| recognizer.mentions(entry, passage)).collect();
    let named: Vec<_> = entry.passages.iter().map(|passage| topics.find(passage)).collect();
    let mut claims = extract::claims(note, entry, &mentions, &knowledge.patterns);
    claims.extend(extract::topics(entry, &named));
    claims
}
