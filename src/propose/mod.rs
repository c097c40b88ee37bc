//! Files of others → corrections that the owner of the notes may take over. Reads only; decides nothing.

mod json_lines;
mod table;

use std::path::Path;

use crate::error::{Error, Result};

/// What a line of a file would have the owner say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The line of the file; 0 where it has none.
    pub line: usize,
    /// Verb, subject, relation, object, reason, author and date, as a line of corrections has them.
    pub cells: [String; 7],
    /// The words that it rests on and their note, where the file names them.
    pub quote: Option<Quote>,
}

/// Words that are said to stand in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The note's path.
    pub note: String,
    /// The words.
    pub words: String,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Corrections of somebody else, as corrections.tsv has them
    Tsv,
    /// A table with a head: subject, relation, object; or name, date
    Csv,
    /// Relations, an object a line, as `export --format jsonl` writes them
    Jsonl,
}

impl Format {
    /// The format that the ending of a file tells.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "tsv" => Some(Self::Tsv),
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// What a file proposes, in its order.
///
/// # Errors
/// [`Error::Correction`] for a line that cannot be read as what the format has.
pub fn proposals(path: &Path, text: &str, format: Format) -> Result<Vec<Proposal>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = match format {
        Format::Tsv => Ok(table::corrections(text)),
        Format::Csv => table::relations(text),
        Format::Jsonl => json_lines::relations(text),
    };
    read.map_err(|Unreadable { line, reason }| {
        let advice = Some("say how the file is written: `--format tsv|csv|jsonl`".to_owned());
        Error::Correction { path: path.to_owned(), line, reason, advice }
    })
}

/// Why a file cannot be read, and where.
struct Unreadable {
    line: usize,
    reason: String,
}

impl Proposal {
    /// A proposal of four cells, which a file without reasons makes.
    fn of(line: usize, [verb, subject, relation, object]: [&str; 4]) -> Self {
        let cells = [verb, subject, relation, object, "", "", ""].map(str::to_owned);
        Self { line, cells, quote: None }
    }
}
