//! `coverage`: what stands in one sentence with no fact between.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::config::Config;
use super::format::Format;
use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::eval::{self, Open};
use crate::knowledge::Knowledge;
use crate::report::Report;
use crate::{pipeline, read};

const EXAMPLES: &str = "\
Examples:
  paperclade coverage notes
  paperclade coverage notes --list 50
  paperclade coverage notes --format json | jq .share";

/// Say what the notes name together and the graph does not relate
///
/// Counts the pairs of works, methods and datasets that stand in one sentence; the paper that an entry is about counts as
/// named in each sentence of it. Then lists the pairs with no fact between them, the most promising first: known names,
/// near each other, in a sentence with the words of some pattern. Most of them state nothing; the others are the queue
/// for new patterns and corrections.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Folders and files to read [default: what paperclade.toml names, or what was built last]
    #[arg(value_name = "NOTES")]
    pub notes: Vec<PathBuf>,
    /// List no more than this many pairs
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub list: usize,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Counts and lists the pairs.
///
/// # Errors
/// Those of reading the notes.
pub fn run(arguments: &Arguments, config: &Config, out: &mut impl Write) -> Result<Outcome> {
    let paths = &config.notes_of(&arguments.notes, "coverage NOTES")?;
    let knowledge = Knowledge::load()?;
    let mut report = Report::default();
    let contributions = pipeline::contributions(read::notes(paths, &mut report)?, &knowledge, &mut report);
    let graph = pipeline::graph(&contributions, &knowledge, &config.base)?;
    let mut coverage = eval::coverage(&contributions, &graph, &knowledge);
    let (open, share) = (coverage.open.len(), coverage.share());
    coverage.open.truncate(arguments.list);
    let printed = match arguments.format {
        Format::Json => {
            let counted = Counted { pairs: coverage.pairs, open, share, list: &coverage.open };
            serde_json::to_string(&counted).map_err(io::Error::from).and_then(|row| writeln!(out, "{row}"))
        }
        Format::Text => {
            let head = format!(
                "{} pairs in one sentence, {open} ({:.1} %) with no fact between",
                coverage.pairs,
                share * 100.0
            );
            writeln!(out, "{head}").and_then(|()| list(&coverage.open, out))
        }
    };
    printed.map_err(|source| Error::Write { path: "standard output".into(), source })?;
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct Counted<'a> {
    pairs: usize,
    open: usize,
    share: f64,
    list: &'a [Open],
}

fn list(pairs: &[Open], out: &mut impl Write) -> io::Result<()> {
    pairs.iter().try_for_each(|Open { one, other, file, line, sentence, .. }| {
        writeln!(out, "\n{one} · {other}\n  {file}:{line}: {sentence}")
    })
}
