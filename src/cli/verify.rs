//! `verify`: whether every quote still stands in the notes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;

use super::config::Config;
use super::format::Format;
use super::outcome::Outcome;
use super::terminal;
use super::why::{print, unwritable};
use crate::error::Result;
use crate::read::{self, Listed};
use crate::report::Report;
use crate::store;
use crate::text::count::count;
use crate::verify::{self, Checked, Piece, State};

/// Look every quote of the graph up again in the notes
///
/// A quote is exact (it stands where it was), moved (to another place of the note), changed (only words like it stand
/// there; `[-gone-]` and `{+new+}` tell the difference) or gone. Ends with 1 if any is not exact.
///
/// `paperclade build` brings the graph up to date; with --fix, quotes that moved get their new places in the graph, and
/// nothing else changes. Notes never do.
///
/// Examples:
///   paperclade verify notes
///   paperclade verify --fix
///   paperclade verify --format json
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// The notes that the graph was built from [default: what paperclade.toml names, or what was built last]
    #[arg(value_name = "NOTES")]
    pub notes: Vec<PathBuf>,
    /// Give quotes that moved their new places in the graph
    #[arg(long)]
    pub fix: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Prints what became of each quote.
///
/// # Errors
/// Those of reading the notes and the graph, and of publishing it with --fix.
pub fn run(arguments: &Arguments, config: &Config, out: &mut impl Write) -> Result<Outcome> {
    let paths = config.notes_of(&arguments.notes, "verify NOTES")?;
    let looked_up = loop {
        let seen = store::generation(&config.store);
        let mut graph = store::load(&config.store)?;
        let notes = read::list(&paths, &mut Report::default())?;
        let by_path: HashMap<&str, &Listed> = notes.iter().map(|listed| (listed.path(), listed)).collect();
        let looked_up = verify::look_up(&graph, |path| {
            let note = by_path.get(path).map(|listed| listed.note(&mut Report::default()));
            Ok(note.transpose()?.flatten().map(Cow::into_owned))
        })?;
        if !arguments.fix || looked_up.moved() == 0 {
            break looked_up;
        }
        looked_up.fix(&mut graph);
        // What a build has published meanwhile is newer, and is looked at in its turn.
        if store::publish_after(seen, &config.store, &graph)?.is_some() {
            break looked_up;
        }
    };
    let checked = looked_up.checked();
    match arguments.format {
        Format::Json => print(&checked, out),
        Format::Text => tell(&checked, out),
    }
    .map_err(unwritable)?;
    if arguments.fix && looked_up.moved() > 0 {
        terminal::say(&format!("{} of them have their new places in the graph now", looked_up.moved()));
    }
    let is_well = |state: &State| match state {
        State::Exact => true,
        State::Moved { .. } => arguments.fix,
        State::Changed { .. } | State::Gone => false,
    };
    Ok(if checked.iter().all(|quote| is_well(&quote.state)) { Outcome::Done } else { Outcome::NothingFound })
}

fn tell(checked: &[Checked], out: &mut impl Write) -> io::Result<()> {
    let mut counts = [0_usize; 4];
    for Checked { note, line, quote, state } in checked {
        let at = match state {
            State::Exact => 0,
            State::Moved { now, characters: (start, _) } if now == line => {
                writeln!(out, "{note}:{line}: moved, but still on this line, to character {start}: “{quote}”")?;
                1
            }
            State::Moved { now, .. } => {
                writeln!(out, "{note}:{line}: moved to line {now}: “{quote}”")?;
                1
            }
            State::Changed { now, difference, .. } => {
                writeln!(out, "{note}:{line}: changed: “{quote}”\n  now line {now}: “{}”", marked(difference))?;
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

/// A difference as git shows it within a line.
fn marked(difference: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Kept(words) => words.clone(),
        Piece::Gone(words) => format!("[-{words}-]"),
        Piece::New(words) => format!("{{+{words}+}}"),
    };
    difference.iter().map(piece).collect()
}
