//! `paperclade diff`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::config::Config;
use super::format::Format;
use super::outcome::Outcome;
use super::why::{print, unwritable};
use crate::error::Result;
use crate::knowledge::Knowledge;
use crate::knowledge::terms::Terms;
use crate::model::{Corrections, Graph};
use crate::pipeline::{Before, Plan};
use crate::report::Report;
use crate::trace::changes::{self, story};
use crate::{correct, pipeline, read, store};

const EXAMPLES: &str = "\
Examples:
  paperclade diff last-week/.paperclade .paperclade
  paperclade diff --notes notes HEAD~5 HEAD
  paperclade diff --notes notes main my-branch --format json";

/// Show what is different between two graphs or revisions
///
/// Works, relations, and the sentences responsible. A and B are folders of graphs, or, with --notes, revisions of git: then
/// the notes and their corrections are read as they stood at each, and the files on disk are neither read nor touched.
/// Lines that only moved make no difference.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// The folder of a graph, or a revision
    #[arg(value_name = "A")]
    pub before: PathBuf,
    /// The folder of another graph, or another revision
    #[arg(value_name = "B")]
    pub after: PathBuf,
    /// Compare revisions of the notes in this folder
    #[arg(long, value_name = "FOLDER")]
    pub notes: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Prints what is different.
///
/// # Errors
/// Those of loading a graph, or of asking git and reading notes; [`crate::error::Error::Write`] where `out` cannot be
/// written to.
pub fn run(arguments: &Arguments, config: &Config, out: &mut impl Write) -> Result<Outcome> {
    let (before, after) = match &arguments.notes {
        None => (store::load(&arguments.before)?, store::load(&arguments.after)?),
        Some(folder) => {
            let knowledge = Knowledge::load()?;
            let graph = |revision: &Path| graph_at(folder, &revision.to_string_lossy(), &knowledge, config);
            (graph(&arguments.before)?, graph(&arguments.after)?)
        }
    };
    let changes = changes::changes(&before, &after);
    match arguments.format {
        Format::Text => story::write(&changes, out),
        Format::Json => print(&changes, out),
    }
    .map_err(unwritable)?;
    Ok(if changes.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

fn graph_at(folder: &Path, revision: &str, knowledge: &Knowledge, config: &Config) -> Result<Graph> {
    let notes = read::revision(folder, revision)?;
    let path = config.corrections.clone().unwrap_or_else(|| correct::beside(folder));
    let corrections = match read::file_at(&path, revision)? {
        Some(bytes) => correct::parse(&path, &bytes, &Terms::bundled()?)?,
        None => Corrections::default(),
    };
    let plan = Plan { notes: &[], corrections: &corrections, base: &config.base, before: Before::Nothing };
    pipeline::grow_from(notes, &plan, knowledge, &mut Report::default())
}
