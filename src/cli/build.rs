//! `build`: notes into the graph.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use super::config::Config;
use super::outcome::Outcome;
use super::terminal;
use crate::error::{Error, Result};
use crate::knowledge::Knowledge;
use crate::model::{Graph, Status};
use crate::pipeline::{Before, Plan};
use crate::report::Report;
use crate::store::Former;
use crate::text::count::count;
use crate::{parse, pipeline, read, store};

/// Read notes into the graph
///
/// Reads every Markdown file in the folders, and changes none. Says what it found and what is odd about the notes.
/// The former graph stays until the new one is whole on disk.
///
/// Examples:
///   paperclade build notes
///   paperclade build --dry-run -v notes
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// Folders and files to read [default: what paperclade.toml names]
    #[arg(value_name = "NOTES")]
    pub notes: Vec<PathBuf>,
    /// Make everything anew, whatever state the graph is in
    #[arg(long)]
    pub clean: bool,
    /// Read and report, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Say of each note in which form it is kept, and why it is thought so
    #[arg(short, long)]
    pub verbose: bool,
}

/// Builds the graph and says what is in it.
///
/// # Errors
/// Those of reading the notes and of publishing the graph; the former graph stays.
pub fn run(arguments: &Arguments, config: &Config, out: &mut impl Write) -> Result<Outcome> {
    let start = Instant::now();
    let paths = if arguments.notes.is_empty() { &config.notes } else { &arguments.notes };
    if paths.is_empty() {
        return Err(Error::Usage("which notes? name their folder: `paperclade build NOTES`".to_owned()));
    }
    let knowledge = Knowledge::load()?;
    let corrections = pipeline::corrections(paths, config.corrections.as_deref())?;
    let plan = Plan { notes: paths, corrections: &corrections, base: &config.base, before: before(arguments, config) };
    let mut report = Report::default();
    if arguments.verbose {
        for note in read::notes(paths, &mut Report::default())? {
            let form = parse::form(&note);
            terminal::say(&format!("{}: {}, since {}", note.path, form.name, form.reason));
        }
    }
    let graph = pipeline::grow(&plan, &knowledge, &mut report)?;
    terminal::remarks(&report);
    if !arguments.dry_run
        && let Former::Unusable(reason) = store::publish(&config.store, &graph)?
    {
        terminal::say(&format!("the graph that was there could not be used ({reason}); it was made anew"));
    }
    let summary = summary(&graph, &report, start.elapsed().as_secs_f64());
    writeln!(out, "{summary}").map_err(|source| Error::Write { path: PathBuf::from("standard output"), source })?;
    Ok(Outcome::Done)
}

fn before<'a>(arguments: &Arguments, config: &'a Config) -> Before<'a> {
    match (arguments.dry_run, arguments.clean) {
        (true, _) => Before::Nothing,
        (false, true) => Before::Forgotten(&config.store),
        (false, false) => Before::Remembered(&config.store),
    }
}

fn summary(graph: &Graph, report: &Report, seconds: f64) -> String {
    let with = |status| graph.entities.iter().filter(|entity| entity.status == status && entity.kind == "Work").count();
    let stated = graph.facts.iter().filter(|fact| fact.basis() == "stated").count();
    format!(
        "{}: {} read, {} to read, {} mentioned; {} stated and {} inferred; {}; {seconds:.2} s",
        count(graph.notes.len(), "note", "notes"),
        with(Status::Read),
        with(Status::Pending),
        with(Status::Mentioned),
        count(stated, "fact", "facts"),
        graph.facts.len() - stated,
        count(report.remarks.len(), "remark", "remarks"),
    )
}
