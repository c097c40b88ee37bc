//! `paperclade why`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use super::format::Format;
use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::model::explanation::Kinship;
use crate::model::lineage::is_inferred;
use crate::model::{Graph, Lineage, vocabulary};
use crate::store::{self, Near, Steps};
use crate::text::names::Names;
use crate::trace::{self, Limits, reach};

const EXAMPLES: &str = "\
Examples:
  paperclade why DDPM SDXL
  paperclade why \"Stable Diffusion\" DDPM --format json
  paperclade why MiniGPT-4 InstructBLIP --undirected";

/// Show how one work descends from another, with the sentence for every step
///
/// It does not matter which of the two is named first. The lines of descent run from the ancestor to the descendant, the
/// surest and shortest first; steps that only a rule yields are marked, and the weakest step of each line is named.
/// Where neither descends from the other, their nearest common ancestors are shown, and the exit status is 1.
/// With --undirected, ways that go up and down are shown, too: `→` leads to a later work, `←` to an earlier one, and `~`
/// stands between works that the notes only compare.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// One of the works, by any of its names
    pub a: String,
    /// The other one
    pub b: String,
    /// Show at most this many lines of descent
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
    pub paths: u16,
    /// Show no line of more steps than this
    #[arg(long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=100))]
    pub steps: u16,
    /// Show how they are related by any steps: up, down, and across what is compared
    #[arg(long)]
    pub undirected: bool,
    /// Leave out what is only inferred
    #[arg(long)]
    pub stated: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What of the graph in this folder is needed: the works between the two.
///
/// # Errors
/// As [`store::near`].
pub fn graph(arguments: &Arguments, folder: &Path) -> Result<Graph> {
    let choose = |steps: &Steps, works: &[usize]| {
        let [a, b] = *works else { return BTreeSet::new() };
        let choose = if arguments.undirected { reach::connection } else { reach::explanation };
        choose(steps, [a, b], limits(arguments))
    };
    let keep = |relation: &str, inferred| keep(arguments, relation, inferred);
    store::near(folder, &Near { works: &[&arguments.a, &arguments.b], keep, choose })
}

/// Whether a step is wanted, by its relation and whether it is only inferred.
fn keep(arguments: &Arguments, relation: &str, inferred: bool) -> bool {
    let is_known =
        vocabulary::is_descent(relation) || (arguments.undirected && vocabulary::COMPARISON.contains(&relation));
    is_known && !(arguments.stated && inferred)
}

fn limits(arguments: &Arguments) -> Limits {
    Limits { paths: usize::from(arguments.paths), steps: usize::from(arguments.steps) }
}

/// Prints how two works are related.
///
/// # Errors
/// [`Error::UnknownName`] for a name that nothing has; [`Error::Write`] where `out` cannot be written to.
pub fn run(arguments: &Arguments, graph: &Graph, out: &mut impl Write) -> Result<Outcome> {
    let names = Names::of(graph);
    let lineage = Lineage::of_any(graph, |fact| keep(arguments, &fact.relation, is_inferred(fact)));
    let works =
        [super::trace::node(&lineage, &names, &arguments.a)?, super::trace::node(&lineage, &names, &arguments.b)?];
    let limits = limits(arguments);
    let explanation = if arguments.undirected {
        trace::connection(&lineage, works, limits)
    } else {
        trace::explanation(&lineage, works, limits)
    };
    match arguments.format {
        Format::Text => trace::story::write(&explanation, graph, out),
        Format::Json => print(&trace::json::explanation(&explanation), out),
    }
    .map_err(unwritable)?;
    let is_found = matches!(explanation.kinship, Kinship::Descent { .. } | Kinship::Joined { .. });
    Ok(if is_found { Outcome::Done } else { Outcome::NothingFound })
}

/// The error for an output that cannot be written to.
pub(super) fn unwritable(source: io::Error) -> Error {
    Error::Write { path: Path::new("standard output").to_owned(), source }
}

/// Prints a value as JSON over several lines.
pub(super) fn print(value: &impl serde::Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
