//! `paperclade gaps`.

use std::io::Write;

use super::format::Format;
use super::outcome::Outcome;
use super::why::{print, unwritable};
use crate::error::{Error, Result};
use crate::model::{Graph, Lineage};
use crate::text::names::Names;
use crate::trace::gaps::{self, story};

const EXAMPLES: &str = "\
Examples:
  paperclade gaps
  paperclade gaps --limit 5 --sentences 9
  paperclade gaps --stub BLIP-2 > blip-2.md";

/// Show what the notes mention and no note covers
///
/// First what most lines of descent between read works run through, then what most sentences mention; each with the
/// sentences. Below, the to-read lists: what of them has been read since, and what the notes say of the rest.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Show at most this many works
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub limit: usize,
    /// Show at most this many sentences for each
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    pub sentences: usize,
    /// Print a note to begin with, for this work
    #[arg(long, value_name = "WORK")]
    pub stub: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Prints what is missing, or a note to begin with.
///
/// # Errors
/// [`Error::UnknownName`] and [`Error::Usage`] for a stub of what there is none of or what was read, [`Error::Write`] where
/// `out` cannot be written to.
pub fn run(arguments: &Arguments, graph: &Graph, out: &mut impl Write) -> Result<Outcome> {
    let lineage = Lineage::of(graph);
    let gaps = gaps::gaps(&lineage);
    if let Some(name) = &arguments.stub {
        let entity = Names::of(graph).find(name)?;
        let missing = gaps.missing.iter().find(|missing| missing.id == entity.id).ok_or_else(|| {
            Error::Usage(format!("`{}` is no work that is mentioned and was not read", entity.label.text))
        })?;
        out.write_all(gaps::stub(missing).as_bytes()).map_err(unwritable)?;
        return Ok(Outcome::Done);
    }
    match arguments.format {
        Format::Text => {
            let limits = story::Limits { works: arguments.limit, sentences: arguments.sentences };
            story::write(&gaps, limits, out)
        }
        Format::Json => print(&gaps, out),
    }
    .map_err(unwritable)?;
    Ok(if gaps.missing.is_empty() && gaps.pending.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}
