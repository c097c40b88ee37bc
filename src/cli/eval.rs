//! `eval`: how right the graph is.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::format::Format;
use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::eval::{self, Figures, Gold, Miss, Missed, Rates, Share, Tally};
use crate::knowledge::Knowledge;
use crate::knowledge::judge::Judge;
use crate::knowledge::patterns::Patterns;
use crate::model::vocabulary;
use crate::pipeline;
use crate::report::Report;

const EXAMPLES: &str = "\
Examples:
  paperclade eval labelled/gold.jsonl                     # notes in labelled/notes
  paperclade eval sample.gold.jsonl data/notes --misses 5
  paperclade eval a/gold.jsonl b/gold.jsonl --patterns    # which pattern serves which set
  paperclade eval gold.jsonl --format json";

/// Say how right the graph is, by notes that somebody labelled
///
/// Reads the notes anew and compares what they state with the gold standard: how many papers and relations are right
/// (P), how many of those there are were found (R), and both in one (F1); then each miss with its line, and for a wrong
/// relation the pattern that made it. The store is neither read nor changed.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Gold standards (*.jsonl), each with its notes behind it [default: the folder `notes` beside it]
    #[arg(required = true, value_name = "GOLD [NOTES]")]
    pub paths: Vec<PathBuf>,
    /// List no more than this many misses of each kind [default: all]
    #[arg(long, value_name = "N")]
    pub misses: Option<usize>,
    /// Print how often each pattern was right and wrong on each set instead
    #[arg(long)]
    pub patterns: bool,
    /// Leave out what the judge adds: how right the patterns are by themselves
    #[arg(long)]
    pub no_judge: bool,
    /// Try the patterns of a folder such as data/patterns in place of those that are built in
    #[arg(long, value_name = "FOLDER")]
    pub wordings: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// A gold standard and the notes that it is of.
pub(super) struct Set {
    pub(super) name: String,
    pub(super) gold: PathBuf,
    pub(super) notes: PathBuf,
}

/// Scores each set and prints the figures.
///
/// # Errors
/// Those of reading the gold standard and the notes.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome> {
    let sets = sets(&arguments.paths)?;
    let mut knowledge = Knowledge::load()?;
    if arguments.no_judge {
        knowledge.judge = Judge::default();
    }
    let patterns = knowledge.patterns.all.iter().map(|pattern| (pattern.id.as_str(), pattern.relation.as_str()));
    let mut tally = Tally::of(patterns);
    if let Some(folder) = &arguments.wordings {
        knowledge.patterns = Patterns::read(folder)?;
    }
    for set in &sets {
        let gold = Gold::read(&set.gold)?;
        let notes = std::slice::from_ref(&set.notes);
        let graph = pipeline::build(notes, &knowledge, vocabulary::DEFAULT_BASE, &mut Report::default())?;
        let mut figures = eval::score(&gold, &graph);
        tally.add(&set.name, &figures.credits);
        if arguments.patterns {
            continue;
        }
        limit(&mut figures.misses, arguments.misses);
        if sets.len() > 1 && arguments.format == Format::Text {
            said(writeln!(out, "{}", set.name))?;
        }
        write(&set.name, &figures, arguments.format, out)?;
    }
    match arguments.format {
        _ if !arguments.patterns => Ok(()),
        Format::Text => table(&tally, out),
        Format::Json => rows(&tally, out),
    }?;
    Ok(Outcome::Done)
}

/// Prints the figures of a set.
///
/// # Errors
/// [`Error::Write`] if `out` takes no more.
pub fn write(set: &str, figures: &Figures, format: Format, out: &mut impl Write) -> Result<()> {
    match format {
        Format::Json => json(set, figures, out),
        Format::Text => text(figures, out),
    }
}

/// A path that ends in `.jsonl` begins a set; any other names the notes of the set before it.
pub(super) fn sets(paths: &[PathBuf]) -> Result<Vec<Set>> {
    let mut sets: Vec<Set> = Vec::new();
    for path in paths {
        let is_gold = path.extension().is_some_and(|ending| ending == "jsonl" || ending == "json");
        if is_gold {
            let notes = path.parent().unwrap_or(Path::new("")).join("notes");
            sets.push(Set { name: name(path), gold: path.clone(), notes });
        } else if let Some(set) = sets.last_mut() {
            set.notes.clone_from(path);
        } else {
            let words =
                format!("`{}` is no gold standard: it ends in .jsonl, and its notes come after it", path.display());
            return Err(Error::Usage(words));
        }
    }
    Ok(sets)
}

/// `zh-daily` for `zh-daily/gold.jsonl`, `sample` for `sample.gold.jsonl`.
fn name(gold: &Path) -> String {
    let words =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = words(gold.file_stem());
    let parent = words(gold.parent().and_then(Path::file_name));
    match stem.strip_suffix("gold").map(|rest| rest.trim_end_matches('.')) {
        Some("") if !parent.is_empty() => parent,
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => stem,
    }
}

/// Keeps so many misses of each group and kind, in the order of the notes.
fn limit(misses: &mut Vec<Miss>, most: Option<usize>) {
    let group = |miss: &Miss| eval::GROUPS.iter().position(|(group, _)| *group == miss.group);
    misses.sort_by(|a, b| (group(a), a.kind, &a.file, a.line).cmp(&(group(b), b.kind, &b.file, b.line)));
    let mut count = 0;
    let mut last: Option<(&str, Missed)> = None;
    misses.retain(|miss| {
        let kind = (miss.group, miss.kind);
        count = if last == Some(kind) { count + 1 } else { 1 };
        last = Some(kind);
        most.is_none_or(|most| count <= most)
    });
}

fn text(figures: &Figures, out: &mut impl Write) -> Result<()> {
    let mut lines = vec![line("entries", figures.entries)];
    for (label, share) in [("published", figures.published), ("read", figures.read), ("pending", figures.pending)] {
        let Share { right, of } = share;
        lines.push(format!("{label:13} {right}/{of}"));
    }
    lines.push(line("orgs", figures.organizations));
    for (group, related) in &figures.relations {
        lines.push(format!(
            "{}  typed {}  lined {}  reversed {}  confused {}",
            line(group, related.rates),
            related.typed,
            related.lined,
            related.reversed,
            related.confused
        ));
    }
    if !figures.misses.is_empty() {
        lines.push(String::new());
    }
    for miss in &figures.misses {
        let place = if miss.file.is_empty() { miss.line.to_string() } else { format!("{}:{}", miss.file, miss.line) };
        let by = if miss.patterns.is_empty() { String::new() } else { format!(" [{}]", miss.patterns.join(", ")) };
        lines.push(format!("{} {}  {place}: {} | {}{by}", miss.group, miss.kind.word(), miss.what, miss.quote));
    }
    said(writeln!(out, "{}", lines.join("\n")))
}

fn line(label: &str, rates: Rates) -> String {
    format!(
        "{label:13} P {:.3}  R {:.3}  F1 {:.3}   (tp {} fp {} fn {})",
        rates.precision(),
        rates.recall(),
        rates.f1(),
        rates.found,
        rates.wrong,
        rates.missed
    )
}

#[derive(Serialize)]
struct Scored<'a> {
    set: &'a str,
    figures: &'a Figures,
    misses: &'a [Miss],
}

fn json(set: &str, figures: &Figures, out: &mut impl Write) -> Result<()> {
    let row = serde_json::to_string(&Scored { set, figures, misses: &figures.misses });
    said(row.map_err(io::Error::from).and_then(|row| writeln!(out, "{row}")))
}

/// A table for Markdown, then the patterns that serve one set only.
fn table(tally: &Tally, out: &mut impl Write) -> Result<()> {
    let mut lines = vec![format!("| relation | pattern | {} |", tally.sets.join(" | "))];
    lines.push(format!("| --- | --- |{}", " ---: |".repeat(tally.sets.len())));
    let mut rows: Vec<_> = tally.rows.iter().collect();
    rows.sort_by_key(|(pattern, (relation, _))| (relation, *pattern));
    for (pattern, (relation, counts)) in
        rows.into_iter().filter(|(_, (_, counts))| counts.iter().any(|count| *count != (0, 0)))
    {
        let counts = counts.iter().map(|count| match count {
            (0, 0) => String::new(),
            (right, wrong) => format!("{right}/{wrong}"),
        });
        lines.push(format!("| {relation} | {pattern} | {} |", counts.collect::<Vec<_>>().join(" | ")));
    }
    let narrow: Vec<String> = tally.narrow().iter().map(|(pattern, set)| format!("{pattern} ({set})")).collect();
    let (all, idle) = (tally.rows.len(), tally.idle());
    lines.push(format!("\nright/wrong pairs; {all} patterns"));
    lines.push(format!("\nin one set only: {}: {}", narrow.len(), narrow.join(", ")));
    lines.push(format!("\nin none: {}: {}", idle.len(), idle.join(", ")));
    said(writeln!(out, "{}", lines.join("\n")))
}

#[derive(Serialize)]
struct Row<'a> {
    pattern: &'a str,
    relation: &'a str,
    sets: std::collections::BTreeMap<&'a str, (usize, usize)>,
}

fn rows(tally: &Tally, out: &mut impl Write) -> Result<()> {
    for (pattern, (relation, counts)) in &tally.rows {
        let sets = tally.sets.iter().map(String::as_str).zip(counts.iter().copied()).collect();
        let row = serde_json::to_string(&Row { pattern, relation, sets });
        said(row.map_err(io::Error::from).and_then(|row| writeln!(out, "{row}")))?;
    }
    Ok(())
}

fn said(written: io::Result<()>) -> Result<()> {
    written.map_err(|source| Error::Write { path: "standard output".into(), source })
}
