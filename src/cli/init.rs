//! `init`: a commented `paperclade.toml`.

use std::io::Write;
use std::path::Path;

use super::config::FILE;
use super::outcome::Outcome;
use crate::error::{Error, Result};

const TEXT: &str = r#"# Where paperclade finds and puts things; paths are given from this file on.

# The notes that `paperclade build` reads where none are named.
notes = ["."]

# The folder of the graph. It holds nothing that `paperclade build` could not make again.
# store = ".paperclade"

# What the addresses of your works begin with; `paperclade export` writes it into every file.
# base = "http://localhost:7878/"

# A folder whose `queries/` holds more questions for `paperclade ask`.
# knowledge = "knowledge"

# What you know better than your notes say [default: corrections.tsv in the first folder of notes].
# corrections = "corrections.tsv"
"#;

/// Write a commented paperclade.toml into this folder
///
/// Examples:
///   paperclade init
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {}

/// Writes the file, unless there is one.
///
/// # Errors
/// [`Error::Usage`] if there is one, [`Error::Write`] if it cannot be written.
pub fn run(_arguments: &Arguments, out: &mut impl Write) -> Result<Outcome> {
    let path = Path::new(FILE);
    if path.exists() {
        return Err(Error::Usage(format!("there is a {FILE} here already; edit that one")));
    }
    let unwritable = |source| Error::Write { path: path.to_owned(), source };
    std::fs::write(path, TEXT).map_err(unwritable)?;
    writeln!(out, "{FILE} is written; next: paperclade build").map_err(unwritable)?;
    Ok(Outcome::Done)
}
