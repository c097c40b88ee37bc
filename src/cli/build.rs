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
use crate::watch::Watch;
use crate::{correct, parse, pipeline, read, store};

/// Read notes into the graph
///
/// Reads every Markdown file in the folders, and changes none. Says what it found and what is odd about the notes.
/// The former graph stays until the new one is whole on disk.
///
/// With --watch it goes on, and reads again what changes, until it is ended with Ctrl-C; what cannot be read meanwhile is
/// told, and the former graph stays.
///
/// Examples:
///   paperclade build notes
///   paperclade build --watch notes
///   paperclade build --dry-run -v notes
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// Folders and files to read [default: what paperclade.toml names, or what was built last]
    #[arg(value_name = "NOTES")]
    pub notes: Vec<PathBuf>,
    #[command(flatten)]
    how: How,
    /// Say of each note in which form it is kept, and why it is thought so
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Clone, Copy, Debug, clap::Args)]
struct How {
    /// Make everything anew, whatever state the graph is in
    #[arg(long)]
    clean: bool,
    /// Go on, and build again whenever the notes or corrections change
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
    /// Read and report, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Builds the graph and says what is in it; never returns where it is to go on.
///
/// # Errors
/// Those of reading the notes and of publishing the graph; the former graph stays.
pub fn run(arguments: &Arguments, config: &Config, out: &mut impl Write) -> Result<Outcome> {
    let paths = &config.notes_of(&arguments.notes, "build NOTES")?;
    let knowledge = Knowledge::load()?;
    if arguments.how.watch {
        return watch(paths, arguments, config, &knowledge);
    }
    let (summary, report) = build(paths, before(arguments.how, config), config, &knowledge)?;
    if arguments.verbose {
        tell_forms(paths)?;
    }
    terminal::remarks(&report.remarks);
    writeln!(out, "{summary}").map_err(|source| Error::Write { path: PathBuf::from("standard output"), source })?;
    Ok(Outcome::Done)
}

/// Builds once, and again whenever something changed.
fn watch(paths: &[PathBuf], arguments: &Arguments, config: &Config, knowledge: &Knowledge) -> Result<Outcome> {
    let corrections = config.corrections.clone().unwrap_or_else(|| correct::beside(&paths[0]));
    // From here on nothing is missed: what changes while the first build reads is seen after it.
    let mut watch = Watch::of(paths.iter().cloned().chain([corrections.clone()]).collect());
    let stamps = || read::stamps(paths, [corrections.as_path()]);
    let first = stamps();
    let (summary, report) = build(paths, before(arguments.how, config), config, knowledge)?;
    if arguments.verbose {
        tell_forms(paths)?;
    }
    terminal::remarks(&report.remarks);
    terminal::show(format!("{summary}\n").as_bytes());
    let how = if watch.is_told() { "" } else { ", by looking every second, since the system does not tell of changes" };
    terminal::say(&format!("watching{how}; Ctrl-C ends it"));
    let mut known = report.remarks;
    watch.act_on_changes(first, stamps, || match build(paths, Before::Remembered(&config.store), config, knowledge) {
        Ok((summary, report)) => {
            // What was said before and still holds is not said again.
            terminal::remarks(report.remarks.iter().filter(|remark| !known.contains(remark)));
            terminal::show(format!("{summary}\n").as_bytes());
            known = report.remarks;
        }
        Err(error) => terminal::complain(&error),
    })
}

/// Builds the graph, writes it unless nothing is to be kept, and returns what is in it.
fn build(paths: &[PathBuf], before: Before<'_>, config: &Config, knowledge: &Knowledge) -> Result<(String, Report)> {
    let start = Instant::now();
    loop {
        let seen = store::generation(&config.store);
        let corrections = pipeline::corrections(paths, config.corrections.as_deref())?;
        let mut report = Report::default();
        let plan = Plan { notes: paths, corrections: &corrections, base: &config.base, before };
        let graph = pipeline::grow(&plan, knowledge, &mut report)?;
        if before != Before::Nothing {
            match store::publish_after(seen, &config.store, &graph)? {
                Some(Former::Unusable(reason)) => {
                    terminal::say(&format!("the graph that was there could not be used ({reason}); it was made anew"));
                }
                Some(Former::Nothing | Former::Graph) => {}
                // What it was built from may be newer than what this build has read.
                None => {
                    terminal::say("another build has published meanwhile; the notes are read again");
                    continue;
                }
            }
            store::keep_sources(&config.store, paths)?;
        }
        return Ok((summary(&graph, &report, start.elapsed().as_secs_f64()), report));
    }
}

fn tell_forms(paths: &[PathBuf]) -> Result<()> {
    for listed in read::list(paths, &mut Report::default())? {
        let Some(note) = listed.note(&mut Report::default())? else { continue };
        let form = parse::form(&note);
        terminal::say(&format!("{}: {}, since {}", note.path, form.name, form.reason));
    }
    Ok(())
}

fn before(how: How, config: &Config) -> Before<'_> {
    match (how.dry_run, how.clean) {
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
