//! Who asks: the command line. One file for each verb; only `terminal` prints.

pub mod ask;
pub mod build;
pub mod check;
pub mod config;
pub mod coverage;
pub mod diff;
pub mod draw;
pub mod eval;
pub mod train;
pub mod correct;
pub mod export;
pub mod format;
pub mod gaps;
pub mod import;
pub mod init;
pub mod outcome;
pub mod outline;
pub mod query;
pub mod terminal;
pub mod trace;
pub mod verify;
pub mod why;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Result;
use crate::knowledge::questions;
use crate::{pipeline, store};
use config::Config;
use outcome::Outcome;

/// The family tree of the papers you read, grown from your own notes
///
/// Start with: paperclade build NOTES
#[derive(Debug, Parser)]
#[command(name = "paperclade", version, verbatim_doc_comment, propagate_version = true, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// The folder of the graph [default: .paperclade beside paperclade.toml, or here]
    #[arg(long, global = true, value_name = "FOLDER")]
    store: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Init(init::Arguments),
    Build(build::Arguments),
    Correct(correct::Arguments),
    Import(import::Arguments),
    Ask(ask::Arguments),
    Query(query::Arguments),
    Trace(trace::Arguments),
    Why(why::Arguments),
    Outline(outline::Arguments),
    Gaps(gaps::Arguments),
    Diff(diff::Arguments),
    Draw(draw::Arguments),
    Check(check::Arguments),
    Verify(verify::Arguments),
    Export(export::Arguments),
    Eval(eval::Arguments),
    Train(train::Arguments),
    Coverage(coverage::Arguments),
}

/// Runs the program and says how it went: 0 done, 1 nothing found or a check failed, 2 wrong usage or input.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return terminal::usage(&error),
    };
    let mut out = Vec::new();
    match obey(&arguments, &mut out) {
        Ok(outcome) => terminal::done(&out, outcome),
        Err(error) => terminal::failed(&out, &error),
    }
}

fn obey(arguments: &Arguments, out: &mut impl Write) -> Result<Outcome> {
    let config = Config::find(arguments.store.as_deref())?;
    match &arguments.verb {
        Verb::Init(arguments) => init::run(arguments, out),
        Verb::Build(arguments) => build::run(arguments, &config, out),
        Verb::Correct(arguments) => correct::run(arguments, &config, out),
        Verb::Import(arguments) => import::run(arguments, &config, out),
        Verb::Ask(arguments) => {
            let (graph, store) = store::load_both(&config.store)?;
            let questions = questions::load(config.knowledge.as_deref())?;
            ask::run(arguments, ask::Source { graph: &graph, store: &store, questions: &questions }, out)
        }
        Verb::Query(arguments) => {
            let (graph, store) = store::load_both(&config.store)?;
            query::run(arguments, &store, &graph.base, out)
        }
        Verb::Trace(arguments) => trace::run(arguments, &trace::graph(arguments, &config.store)?, out),
        Verb::Why(arguments) => why::run(arguments, &why::graph(arguments, &config.store)?, out),
        Verb::Outline(arguments) => outline::run(arguments, &store::load(&config.store)?, out),
        Verb::Diff(arguments) => diff::run(arguments, &config, out),
        Verb::Draw(arguments) => draw::run(arguments, &store::load(&config.store)?, out),
        Verb::Gaps(arguments) => gaps::run(arguments, &store::load(&config.store)?, out),
        Verb::Verify(arguments) => verify::run(arguments, &config, out),
        Verb::Check(arguments) => {
            let (graph, store) = store::load_both(&config.store)?;
            let questions = questions::load(config.knowledge.as_deref())?;
            // Where the notes are gone, the graph can still be checked.
            let notes = config.notes_of(&[], "check").unwrap_or_default();
            let corrections = pipeline::corrections(&notes, config.corrections.as_deref())?;
            let (graph, store, questions, corrections) = (&graph, &store, &questions, &corrections);
            check::run(arguments, check::Source { graph, store, questions, corrections, notes: &notes }, out)
        }
        Verb::Export(arguments) => export::run(arguments, &store::load(&config.store)?, out),
        Verb::Eval(arguments) => eval::run(arguments, out),
        Verb::Train(arguments) => train::run(arguments, out),
        Verb::Coverage(arguments) => coverage::run(arguments, &config, out),
    }
}
