//! `check`: whether the graph keeps its promises.

use std::io::{self, Write};
use std::time::Duration;

use oxigraph::model::{Literal, Term};
use oxigraph::store::Store;

use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::knowledge::questions::{Question, Questions};
use crate::query::check::{self, Kept, Verdict};
use crate::query::results::{Results, Rows};
use crate::query::{self, Format, Labels, Options};
use crate::text::count::count;

const EXAMPLES: &str = "\
Examples:
  paperclade check
  paperclade check no-descent-cycle
  paperclade check --format csv";

/// Check the promises of the graph
///
/// Every fact has evidence, nothing builds on itself or on a later work, and so on. Each promise is a question in
/// queries/checks/ whose every row is a breach. Ends with 1 if one is broken.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Only these promises
    #[arg(value_name = "PROMISE")]
    pub promises: Vec<String>,
    /// table, markdown, csv, tsv, json or xml
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// After how many seconds each promise is given up
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub timeout: u64,
}

/// Checks the promises and writes what became of each.
///
/// # Errors
/// [`Error::UnknownChoice`] for a promise that there is not; [`Error::Knowledge`] for one that is no query.
pub fn run(
    arguments: &Arguments,
    questions: &Questions,
    store: &Store,
    base: &str,
    out: &mut impl Write,
) -> Result<Outcome> {
    let chosen = chosen(&arguments.promises, questions)?;
    let options = Options { time_limit: Duration::from_secs(arguments.timeout), ..Options::of(base) };
    let kept = check::check(store, &chosen, &options)?;
    let labels = Labels::of(store, base);
    match arguments.format {
        None | Some(Format::Table) => report(&kept, &labels, out)?,
        format => query::format::write(&Results::Rows(listed(&kept, &labels)), format, &labels, out)?,
    }
    let is_kept = kept.iter().all(|kept| kept.verdict == Verdict::Kept);
    Ok(if is_kept { Outcome::Done } else { Outcome::NothingFound })
}

fn chosen(names: &[String], questions: &Questions) -> Result<Vec<Question>> {
    if names.is_empty() {
        return Ok(questions.promises.clone());
    }
    let find = |name: &String| {
        let is_meant = |promise: &&Question| promise.name == *name || short(&promise.name) == name;
        questions.promises.iter().find(is_meant).cloned().ok_or_else(|| Error::UnknownChoice {
            what: "promise",
            name: name.clone(),
            nearest: crate::text::names::nearest(
                name,
                questions.promises.iter().map(|promise| (short(&promise.name), short(&promise.name))),
            ),
        })
    };
    names.iter().map(find).collect()
}

fn report(kept: &[Kept<'_>], labels: &Labels<'_>, out: &mut impl Write) -> Result<()> {
    for Kept { promise, verdict } in kept {
        let (word, name) = (verdict.word(), short(&promise.name));
        match verdict {
            Verdict::Kept => said(writeln!(out, "{word:<7}  {name}"))?,
            Verdict::Stopped => said(writeln!(out, "{word:<7}  {name}: the time was over; allow more with --timeout"))?,
            Verdict::Broken(breaches) => {
                said(writeln!(out, "{word:<7}  {name}: {} {}", promise.summary, promise.summary_zh))?;
                let mut table = Vec::new();
                said(query::format::table::write(&query::format::shown(breaches, labels), &mut table))?;
                for line in String::from_utf8_lossy(&table).lines() {
                    said(writeln!(out, "         {line}"))?;
                }
            }
        }
    }
    let with = |word| kept.iter().filter(|kept| kept.verdict.word() == word).count();
    let stopped = with(Verdict::Stopped.word());
    let unknown = if stopped > 0 { format!(", {stopped} stopped") } else { String::new() };
    said(writeln!(out, "{}, {} broken{unknown}", count(kept.len(), "promise", "promises"), with("broken")))
}

/// One row for each breach, and one without words for each promise that is kept or unknown.
fn listed(kept: &[Kept<'_>], labels: &Labels<'_>) -> Rows {
    let cell = |words: &str| Some(Term::from(Literal::new_simple_literal(words)));
    let mut rows = Vec::new();
    for Kept { promise, verdict } in kept {
        let start = |breach| vec![cell(short(&promise.name)), cell(verdict.word()), breach];
        let Verdict::Broken(breaches) = verdict else {
            rows.push(start(None));
            continue;
        };
        let shown = query::format::shown(breaches, labels);
        for row in &shown.rows {
            let words: Vec<String> = shown
                .columns
                .iter()
                .zip(row)
                .map(|(column, value)| format!("{column}: {}", value.as_deref().unwrap_or("")))
                .collect();
            rows.push(start(cell(&words.join(", "))));
        }
    }
    Rows { columns: ["promise", "state", "breach"].map(str::to_owned).to_vec(), rows }
}

fn short(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn said(written: io::Result<()>) -> Result<()> {
    written.map_err(|source| Error::Write { path: "standard output".into(), source })
}
