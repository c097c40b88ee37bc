//! `check`: whether the graph keeps its promises, and what in it contradicts itself.

use std::io::{self, Write};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use oxigraph::model::{Literal, Term};
use oxigraph::store::Store;

use super::outcome::Outcome;
use super::why::print;
use crate::doubt;
use crate::error::{Error, Result};
use crate::export::sarif::{self, Breach};
use crate::knowledge::questions::{Question, Questions};
use crate::model::{Conflict, Contradiction, Corrections, Graph, Place};
use crate::query::check::{self, Kept, Verdict};
use crate::query::results::{Results, Rows};
use crate::query::{self, Format, Labels, Options};
use crate::text::count::count;

const EXAMPLES: &str = "\
Examples:
  paperclade check
  paperclade check no-descent-cycle two-dates
  paperclade check --format sarif > paperclade.sarif";

/// Check the promises of the graph, and what in it contradicts itself
///
/// Every fact has evidence, nothing builds on itself or on a later work, and so on. Each promise is a question in
/// queries/checks/ whose every row is a breach. Contradictions come with every quote that says so: descent in both
/// directions or in a circle, a work before its parent, two dates, one name for two things, two names for one. What a
/// correction settles is none any more. Ends with 1 if a promise is broken or anything contradicts itself.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Only these promises and kinds of contradictions
    #[arg(value_name = "PROMISE")]
    pub promises: Vec<String>,
    /// table, markdown, csv, tsv, xml, json or sarif
    #[arg(long, value_name = "FORMAT", default_value = "table", hide_default_value = true)]
    pub format: Form,
    /// After how many seconds each promise is given up
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub timeout: u64,
}

/// How to print what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As rows.
    Rows(Format),
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, for editors.
    Sarif,
}

impl FromStr for Form {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        match word.to_lowercase().as_str() {
            "json" => Ok(Self::Json),
            "sarif" => Ok(Self::Sarif),
            other => other.parse().map(Self::Rows),
        }
    }
}

/// What is checked, and what the owner said of it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The graph.
    pub graph: &'a Graph,
    /// The same graph, for queries.
    pub store: &'a Store,
    /// The promises among what can be asked.
    pub questions: &'a Questions,
    /// What the owner has settled.
    pub corrections: &'a Corrections,
    /// Where the notes lie.
    pub notes: &'a [PathBuf],
}

/// Checks promises and contradictions and writes what became of each.
///
/// # Errors
/// [`Error::UnknownChoice`] for a promise that there is not; [`Error::Knowledge`] for one that is no query.
pub fn run(arguments: &Arguments, source: Source<'_>, out: &mut impl Write) -> Result<Outcome> {
    let (promises, kinds) = chosen(&arguments.promises, source.questions)?;
    let base = &source.graph.base;
    let options = Options { time_limit: Duration::from_secs(arguments.timeout), ..Options::of(base) };
    let kept = check::check(source.store, &promises, &options)?;
    let mut doubts = doubt::contradictions(source.graph, source.corrections);
    doubts.retain(|doubt| kinds.contains(&doubt.kind));
    let labels = Labels::of(source.store, base);
    match arguments.format {
        Form::Rows(Format::Table) => {
            report(&kept, &labels, out)?;
            said(tell(&doubts, out))?;
            said(summary(&kept, (!kinds.is_empty()).then_some(doubts.len()), out))?;
        }
        Form::Rows(format) => {
            query::format::write(&Results::Rows(listed(&kept, &doubts, &labels)), Some(format), &labels, out)?;
        }
        Form::Json => said(print(&json(&kept, &doubts, &labels), out))?,
        Form::Sarif => {
            let breaches: Vec<Breach> = kept.iter().flat_map(|kept| breaches(kept, &labels)).collect();
            said(sarif::write(&doubts, &breaches, |note| place_of(note, source.notes), out))?;
        }
    }
    let is_well = doubts.is_empty() && kept.iter().all(|kept| kept.verdict == Verdict::Kept);
    Ok(if is_well { Outcome::Done } else { Outcome::NothingFound })
}

/// Where a note lies, as people would type it; its path among the notes, where the notes are not known.
fn place_of(note: &str, notes: &[PathBuf]) -> String {
    let candidates = notes.iter().map(|root| match root.parent() {
        Some(parent) if root.is_file() || notes.len() > 1 => parent.join(note),
        _ => root.join(note),
    });
    let found = candidates.into_iter().find(|path| path.is_file());
    found.map_or_else(|| note.to_owned(), |path| path.to_string_lossy().trim_start_matches("./").to_owned())
}

/// The promises and kinds of contradictions that are named, or all of them.
fn chosen(names: &[String], questions: &Questions) -> Result<(Vec<Question>, Vec<Conflict>)> {
    if names.is_empty() {
        return Ok((questions.promises.clone(), Conflict::ALL.to_vec()));
    }
    let (mut promises, mut kinds) = (Vec::new(), Vec::new());
    for name in names {
        let is_meant = |promise: &&Question| promise.name == *name || short(&promise.name) == name;
        if let Some(kind) = Conflict::ALL.iter().find(|kind| kind.word() == name) {
            kinds.push(*kind);
        } else if let Some(promise) = questions.promises.iter().find(is_meant) {
            promises.push(promise.clone());
        } else {
            let choices = questions.promises.iter().map(|promise| short(&promise.name));
            let choices = choices.chain(Conflict::ALL.iter().map(|kind| kind.word()));
            let nearest = crate::text::names::nearest(name, choices.map(|choice| (choice, choice)));
            return Err(Error::UnknownChoice { what: "promise", name: name.clone(), nearest });
        }
    }
    Ok((promises, kinds))
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
    Ok(())
}

fn tell(doubts: &[Contradiction], out: &mut impl Write) -> io::Result<()> {
    for Contradiction { kind, message, places } in doubts {
        writeln!(out, "doubt    {}: {message}", kind.word())?;
        for Place { note, line, quote, says } in places {
            writeln!(out, "         {note}:{line} “{quote}” ({says})")?;
        }
    }
    Ok(())
}

fn summary(kept: &[Kept<'_>], doubts: Option<usize>, out: &mut impl Write) -> io::Result<()> {
    let with = |word| kept.iter().filter(|kept| kept.verdict.word() == word).count();
    let stopped = with(Verdict::Stopped.word());
    let unknown = if stopped > 0 { format!(", {stopped} stopped") } else { String::new() };
    let doubts = doubts.map(|doubts| format!("; {}", count(doubts, "contradiction", "contradictions")));
    let promises = count(kept.len(), "promise", "promises");
    writeln!(out, "{promises}, {} broken{unknown}{}", with("broken"), doubts.unwrap_or_default())
}

/// What breaks a promise, in words.
fn breaches(kept: &Kept<'_>, labels: &Labels<'_>) -> Vec<Breach> {
    let Verdict::Broken(rows) = &kept.verdict else { return Vec::new() };
    let shown = query::format::shown(rows, labels);
    let breach = |row: &Vec<Option<String>>| {
        let cells = shown.columns.iter().zip(row);
        let words: Vec<String> =
            cells.map(|(column, value)| format!("{column}: {}", value.as_deref().unwrap_or(""))).collect();
        let (promise, summary) = (short(&kept.promise.name).to_owned(), kept.promise.summary.clone());
        Breach { promise, summary, words: words.join(", ") }
    };
    shown.rows.iter().map(breach).collect()
}

fn json(kept: &[Kept<'_>], doubts: &[Contradiction], labels: &Labels<'_>) -> serde_json::Value {
    let promises = kept.iter().map(|each| {
        let breaches: Vec<String> = breaches(each, labels).into_iter().map(|breach| breach.words).collect();
        serde_json::json!({
            "promise": short(&each.promise.name),
            "state": each.verdict.word(),
            "breaches": breaches,
        })
    });
    serde_json::json!({ "promises": promises.collect::<Vec<_>>(), "contradictions": doubts })
}

/// One row for each breach and contradiction, and one without words for each promise that is kept or unknown.
fn listed(kept: &[Kept<'_>], doubts: &[Contradiction], labels: &Labels<'_>) -> Rows {
    let cell = |words: &str| Some(Term::from(Literal::new_simple_literal(words)));
    let mut rows = Vec::new();
    for each in kept {
        let start = |breach| vec![cell(short(&each.promise.name)), cell(each.verdict.word()), breach];
        let broken = breaches(each, labels);
        rows.extend(broken.is_empty().then(|| start(None)));
        rows.extend(broken.iter().map(|breach| start(cell(&breach.words))));
    }
    rows.extend(doubts.iter().map(|doubt| {
        let places = doubt.places.iter().map(|place| format!("{}:{} “{}”", place.note, place.line, place.quote));
        let words: Vec<String> = std::iter::once(doubt.message.clone()).chain(places).collect();
        vec![cell(doubt.kind.word()), cell("doubt"), cell(&words.join("; "))]
    }));
    Rows { columns: ["promise", "state", "breach"].map(str::to_owned).to_vec(), rows }
}

fn short(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn said(written: io::Result<()>) -> Result<()> {
    written.map_err(|source| Error::Write { path: "standard output".into(), source })
}
