//! `verify`: whether every quote still stands in the notes.

use std::io::{self, Write};
use std::path::PathBuf;

use super::config::Config;
use super::format::Format;
use super::outcome::Outcome;
use super::why::{print, unwritable};
use crate::error::{Error, Result};
use crate::model::Graph;
use crate::read;
use crate::report::Report;
use crate::text::count::count;
use crate::verify::{self, Checked, State};

/// Look every quote of the graph up again in the notes
///
/// A quote is exact (it stands where it was), moved (on another line), changed (only words like it stand in the note) or
/// gone. Ends with 1 if any is not exact; `paperclade build` brings the graph up to date.
///
/// Examples:
///   paperclade verify notes
///   paperclade verify --format json
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// The notes that the graph was built from [default: what paperclade.toml names]
    #[arg(value_name = "NOTES")]
    pub notes: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Prints what became of each quote.
///
/// # Errors
/// Those of reading the notes; [`Error::Write`] where `out` cannot be written to.
pub fn run(arguments: &Arguments, graph: &Graph, config: &Config, out: &mut impl Write) -> Result<Outcome> {
    let paths = if arguments.notes.is_empty() { &config.notes } else { &arguments.notes };
    if paths.is_empty() {
        return Err(Error::Usage("which notes? name their folder: `paperclade verify NOTES`".to_owned()));
    }
    let notes = read::notes(paths, &mut Report::default())?;
    let checked = verify::quotes(graph, &notes);
    match arguments.format {
        Format::Json => print(&checked, out),
        Format::Text => tell(&checked, out),
    }
    .map_err(unwritable)?;
    let is_exact = checked.iter().all(|quote| quote.state == State::Exact);
    Ok(if is_exact { Outcome::Done } else { Outcome::NothingFound })
}

fn tell(checked: &[Checked], out: &mut impl Write) -> io::Result<()> {
    let mut counts = [0_usize; 4];
    for Checked { note, line, quote, state } in checked {
        let at = match state {
            State::Exact => 0,
            State::Moved { now } => {
                writeln!(out, "{note}:{line}: moved to line {now}: “{quote}”")?;
                1
            }
            State::Changed { now, words } => {
                writeln!(out, "{note}:{line}: changed: “{quote}”\n  now line {now}: “{words}”")?;
                2
            }
            State::Gone => {
                writeln!(out, "{note}:{line}: gone: “{quote}”")?;
                3
            }
        };
        counts[at] += 1;
    }
    let [exact, moved, changed, gone] = counts;
    writeln!(
        out,
        "{}: {exact} exact, {moved} moved, {changed} changed, {gone} gone",
        count(checked.len(), "quote", "quotes")
    )
}
