//! The program as a sentence: read notes, parse entries, recognize mentions, extract claims, resolve them to a graph,
//! correct it by the owner's word, infer what follows.

use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use crate::error::Result;
use crate::knowledge::terms::Terms;
use crate::knowledge::{Knowledge, concepts};
use crate::model::{Claim, Corrections, Entry, Graph, Note};
use crate::recognize::{Recognizer, Topics};
use crate::report::Report;
use crate::resolve::Contribution;
use crate::text::fold;
use crate::{correct, extract, infer, parse, read, recognize, resolve};

/// What a graph is grown from, and under which addresses.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// Files and folders of notes.
    pub notes: &'a [PathBuf],
    /// The owner's word.
    pub corrections: &'a Corrections,
    /// What addresses of things begin with; ends in `/`.
    pub base: &'a str,
}

/// The graph of the notes in these files and folders, without corrections.
///
/// # Errors
/// As [`grow`].
pub fn build(paths: &[PathBuf], knowledge: &Knowledge, base: &str, report: &mut Report) -> Result<Graph> {
    grow(&Plan { notes: paths, corrections: &Corrections::default(), base }, knowledge, report)
}

/// The graph of the notes as the corrections have it.
///
/// # Errors
/// What [`read::notes`] and [`infer::close`] return.
pub fn grow(plan: &Plan<'_>, knowledge: &Knowledge, report: &mut Report) -> Result<Graph> {
    let notes = read::notes(plan.notes, report)?;
    let knowledge = &*correct::knowledge(knowledge, plan.corrections);
    let contributions = corrected(notes, knowledge, plan.corrections, report);
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
    corrected(notes, knowledge, &Corrections::default(), report)
}

fn corrected(
    notes: Vec<Note>,
    knowledge: &Knowledge,
    corrections: &Corrections,
    report: &mut Report,
) -> Vec<Contribution> {
    let mut read: Vec<(Note, Vec<Entry>, Report)> = notes
        .into_par_iter()
        .map(|note| {
            let mut remarks = Report::default();
            let mut entries = parse::entries(&note, &mut remarks);
            recognize::christen(&mut entries, &knowledge.lexicon);
            (note, entries, remarks)
        })
        .collect();
    read.iter_mut().for_each(|(_, _, remarks)| report.extend(std::mem::take(remarks)));
    correct::entries(read.iter_mut().flat_map(|(_, entries, _)| entries), corrections);
    let titled = read.iter().flat_map(|(_, entries, _)| entries);
    let recognizer = Recognizer::new(&knowledge.lexicon, titled, &knowledge.ignored);
    let topics = Topics::new(&knowledge.concepts);
    let is_claim = correct::claims(corrections);
    let claims: Vec<Vec<Claim>> = read
        .par_iter()
        .map(|(note, entries, _)| {
            let claims = entries.iter().flat_map(|entry| claims(note, entry, &recognizer, &topics, knowledge));
            claims.filter(&is_claim).collect()
        })
        .collect();
    read.into_iter().zip(claims).map(|((note, entries, _), claims)| Contribution { note, entries, claims }).collect()
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
