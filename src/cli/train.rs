//! `train`: the weights of the judge, from labelled notes.

use std::io::{self, Write};
use std::path::PathBuf;

use super::eval::{Set, sets};
use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::eval::{self, Example, Figures, Gold};
use crate::knowledge::Knowledge;
use crate::knowledge::judge::Judge;
use crate::model::vocabulary;
use crate::pipeline;
use crate::report::Report;

/// Learn what words speak for which relation, from labelled notes
///
/// Writes the table of weights that ships as data/judge.tsv. The same notes give the same table. With --left-out, each
/// set is scored with a judge that learnt from the other sets only, beside the patterns alone, and nothing is written.
///
/// Examples:
///   paperclade train a/gold.jsonl b/gold.jsonl > data/judge.tsv
///   paperclade train a/gold.jsonl b/gold.jsonl c/gold.jsonl --left-out
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// Gold standards (*.jsonl), each with its notes behind it [default: the folder `notes` beside it]
    #[arg(required = true, value_name = "GOLD [NOTES]")]
    pub paths: Vec<PathBuf>,
    /// Score each set by what the others teach
    #[arg(long)]
    pub left_out: bool,
}

/// Learns and writes the table, or scores each set by what the others teach.
///
/// # Errors
/// Those of reading the gold standards and the notes.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome> {
    let sets = sets(&arguments.paths)?;
    let mut knowledge = Knowledge::load()?;
    let mut taught: Vec<Vec<Example>> = Vec::new();
    for set in &sets {
        taught.push(pipeline::examples(std::slice::from_ref(&set.notes), &Gold::read(&set.gold)?, &knowledge)?);
    }
    if !arguments.left_out {
        let table = eval::learn(&taught.concat()).table();
        said(write!(out, "{table}"))?;
        return Ok(Outcome::Done);
    }
    for (at, set) in sets.iter().enumerate() {
        knowledge.judge = Judge::default();
        let alone = figures(set, &knowledge)?;
        let others: Vec<&[Example]> = taught
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, examples)| examples.as_slice())
            .collect();
        knowledge.judge = eval::learn(&others.concat());
        let beside = figures(set, &knowledge)?;
        for group in ["lineage", "comparison"] {
            let [a, b] = [&alone, &beside].map(|figures| figures.group(group).rates);
            said(writeln!(
                out,
                "{:10} {group:10}  patterns P {:.3} R {:.3} F1 {:.3}   with judge P {:.3} R {:.3} F1 {:.3}",
                set.name,
                a.precision(),
                a.recall(),
                a.f1(),
                b.precision(),
                b.recall(),
                b.f1(),
            ))?;
        }
    }
    Ok(Outcome::Done)
}

fn figures(set: &Set, knowledge: &Knowledge) -> Result<Figures> {
    let notes = std::slice::from_ref(&set.notes);
    let graph = pipeline::build(notes, knowledge, vocabulary::DEFAULT_BASE, &mut Report::default())?;
    Ok(eval::score(&Gold::read(&set.gold)?, &graph))
}

fn said(written: io::Result<()>) -> Result<()> {
    written.map_err(|source| Error::Write { path: PathBuf::from("standard output"), source })
}
