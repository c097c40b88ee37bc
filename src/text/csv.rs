//! Rows of CSV as RFC 4180 has them.

use std::borrow::Cow;
use std::io::{self, Write};

/// Writes one row; cells are quoted where they need it.
///
/// # Errors
/// If `out` takes no more.
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>, out: &mut impl Write) -> io::Result<()> {
    let cells: Vec<Cow<'_, str>> = cells.into_iter().map(quoted).collect();
    write!(out, "{}\r\n", cells.join(","))
}

fn quoted(cell: &str) -> Cow<'_, str> {
    let is_plain = !cell.contains(['"', ',', '\r', '\n']) && cell.trim() == cell;
    if is_plain { Cow::Borrowed(cell) } else { Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\""))) }
}
