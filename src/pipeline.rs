//! The program as a sentence: read notes, parse entries, recognize mentions, extract claims, resolve them to a graph.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::error::Result;
use crate::knowledge::{Knowledge, concepts};
use crate::model::{Claim, Entry, Graph, Note};
use crate::recognize::{Recognizer, Topics};
use crate::report::Report;
use crate::resolve::Contribution;
use crate::{extract, infer, parse, read, recognize, resolve};

/// The graph of the notes in these files and folders.
///
/// # Errors
/// What [`read::notes`] and [`infer::close`] return.
pub fn build(paths: &[PathBuf], knowledge: &Knowledge, base: &str, report: &mut Report) -> Result<Graph> {
    let notes = read::notes(paths, report)?;
    graph(&contributions(notes, knowledge, report), knowledge, base)
}

/// The graph of what notes say, with what follows from it.
///
/// # Errors
/// What [`infer::close`] returns.
pub fn graph(contributions: &[Contribution], knowledge: &Knowledge, base: &str) -> Result<Graph> {
    let mut graph = resolve::graph(contributions, &knowledge.lexicon, &knowledge.concepts, base);
    graph.facts.extend(infer::close(&graph, &knowledge.rules, concepts::SCHEME)?);
    graph.sort();
    Ok(graph)
}

/// What each note says, in the order of the notes.
#[must_use]
pub fn contributions(notes: Vec<Note>, knowledge: &Knowledge, report: &mut Report) -> Vec<Contribution> {
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
    let titled = read.iter().flat_map(|(_, entries, _)| entries);
    let recognizer = Recognizer::new(&knowledge.lexicon, titled, &knowledge.ignored);
    let topics = Topics::new(&knowledge.concepts);
    let claims: Vec<Vec<Claim>> = read
        .par_iter()
        .map(|(note, entries, _)| {
            entries.iter().flat_map(|entry| claims(note, entry, &recognizer, &topics, knowledge)).collect()
        })
        .collect();
    read.into_iter().zip(claims).map(|((note, entries, _), claims)| Contribution { note, entries, claims }).collect()
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
