//! The program as a sentence: read notes, parse entries, recognize mentions, extract claims, resolve them to a graph,
//! correct it by the owner's word, infer what follows.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use crate::error::Result;
use crate::eval::{Example, Gold, Labels, Place};
use crate::knowledge::terms::Terms;
use crate::knowledge::{Knowledge, concepts};
use crate::model::{Claim, Corrections, Entry, Graph, Mention, Note};
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
    grow_from(read::notes(plan.notes, report)?, plan, knowledge, report)
}

/// The graph of notes that were read already; what the plan says of files is passed over.
///
/// # Errors
/// What [`infer::close`] returns.
pub fn grow_from(notes: Vec<Note>, plan: &Plan<'_>, knowledge: &Knowledge, report: &mut Report) -> Result<Graph> {
    let knowledge = &*correct::knowledge(knowledge, plan.corrections);
    let memory = match plan.before {
        Before::Nothing => Memory::none(),
        Before::Forgotten(folder) => Memory::empty(folder, knowledge, plan.corrections),
        Before::Remembered(folder) => Memory::recall(folder, knowledge, plan.corrections),
    };
    let contributions = corrected(notes, (knowledge, plan.corrections), &memory, report);
    let mut graph = resolve::stated(&contributions, &knowledge.lexicon, &knowledge.concepts, plan.base);
    resolve::order::leave_out_later(&mut graph, report);
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
    corrected(notes, (knowledge, &Corrections::default()), &Memory::none(), report)
}

fn corrected(
    notes: Vec<Note>,
    (knowledge, corrections): (&Knowledge, &Corrections),
    memory: &Memory,
    report: &mut Report,
) -> Vec<Contribution> {
    let kept: Vec<Kept> = notes
        .par_iter()
        .map(|note| memory.note(note).cloned().unwrap_or_else(|| Kept::of(note, read_entries(note, knowledge))))
        .collect();
    for kept in &kept {
        report.extend(kept.remarks.clone());
    }
    let mut parsed: Parsed = notes.into_iter().zip(&kept).map(|(note, kept)| (note, kept.entries.clone())).collect();
    correct::entries(parsed.iter_mut().flat_map(|(_, entries)| entries), corrections);
    let names = remember::names(parsed.iter().flat_map(|(_, entries)| entries));
    let recognizer = recognizer(&parsed, knowledge);
    let topics = Topics::new(&knowledge.concepts);
    let is_claim = correct::claims(corrections);
    let claims: Vec<Vec<Claim>> = parsed
        .par_iter()
        .zip(&kept)
        .map(|((note, entries), kept)| {
            let read = || entries.iter().flat_map(|entry| claims(note, entry, &recognizer, &topics, knowledge));
            kept.claims(&names).map_or_else(|| read().filter(&is_claim).collect(), <[Claim]>::to_vec)
        })
        .collect();
    if memory.keeps() {
        memory.keep(kept.into_iter().zip(&claims).map(|(kept, claims)| kept.with(claims, &names)).collect());
    }
    parsed.into_iter().zip(claims).map(|((note, entries), claims)| Contribution { note, entries, claims }).collect()
}

/// The graph of what notes say, without corrections, with what follows from it.
///
/// # Errors
/// What [`infer::close`] returns.
pub fn graph(contributions: &[Contribution], knowledge: &Knowledge, base: &str) -> Result<Graph> {
    let mut graph = resolve::graph(contributions, &knowledge.lexicon, &knowledge.concepts, base);
    graph.facts.extend(infer::close(&graph, &knowledge.rules, concepts::SCHEME)?);
    graph.sort();
    Ok(graph)
}

/// Candidates for relations that notes and their gold standard show the outcome of.
///
/// # Errors
/// What [`read::notes`] returns.
pub fn examples(paths: &[PathBuf], gold: &Gold, knowledge: &Knowledge) -> Result<Vec<Example>> {
    let parsed = entries(read::notes(paths, &mut Report::default())?, knowledge, &mut Report::default());
    let recognizer = recognizer(&parsed, knowledge);
    let names = names(&parsed);
    let labels = Labels::of(gold);
    let mut examples = Vec::new();
    for (note, entry) in parsed.iter().flat_map(|(note, entries)| entries.iter().map(move |entry| (note, entry))) {
        let mentions = mentions(entry, &recognizer);
        for candidate in extract::candidates(entry, &mentions, None) {
            let all = |name: &str| names.get(name).cloned().unwrap_or_else(|| vec![name.to_owned()]);
            let object = all(&candidate.object.name).into_iter().chain([candidate.words]).collect();
            let line = note.line_of(candidate.span.start);
            let place = Place { note: note.path.clone(), line, subject: all(&candidate.subject.name), object };
            let outcome = labels.outcome(&place);
            examples.extend(outcome.map(|outcome| Example { features: candidate.features, outcome }));
        }
    }
    Ok(examples)
}

type Parsed = Vec<(Note, Vec<Entry>)>;

fn entries(notes: Vec<Note>, knowledge: &Knowledge, report: &mut Report) -> Parsed {
    let read: Vec<(Note, (Vec<Entry>, Report))> = notes
        .into_par_iter()
        .map(|note| {
            let read = read_entries(&note, knowledge);
            (note, read)
        })
        .collect();
    let mut parsed = Vec::with_capacity(read.len());
    for (note, (entries, remarks)) in read {
        report.extend(remarks);
        parsed.push((note, entries));
    }
    parsed
}

fn read_entries(note: &Note, knowledge: &Knowledge) -> (Vec<Entry>, Report) {
    let mut remarks = Report::default();
    let mut entries = parse::entries(note, &mut remarks);
    recognize::christen(&mut entries, &knowledge.lexicon);
    (entries, remarks)
}

fn recognizer<'a>(parsed: &'a Parsed, knowledge: &'a Knowledge) -> Recognizer<'a> {
    Recognizer::new(&knowledge.lexicon, parsed.iter().flat_map(|(_, entries)| entries), &knowledge.ignored)
}

fn mentions(entry: &Entry, recognizer: &Recognizer<'_>) -> Vec<Vec<Mention>> {
    entry.passages.iter().map(|passage| recognizer.mentions(entry, passage)).collect()
}

/// All names of the papers that have entries, by the name that claims use.
fn names(parsed: &Parsed) -> HashMap<String, Vec<String>> {
    let entries = parsed.iter().flat_map(|(_, entries)| entries);
    entries
        .map(|entry| {
            let all = std::iter::once(&entry.name).chain(&entry.aliases).chain(&entry.title);
            (entry.name.clone(), all.cloned().collect())
        })
        .collect()
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
    let mentions = mentions(entry, recognizer);
    let named: Vec<_> = entry.passages.iter().map(|passage| topics.find(passage)).collect();
    let mut claims = extract::claims(note, entry, &mentions, &knowledge.patterns, &knowledge.judge);
    claims.extend(extract::topics(entry, &named));
    claims
}
