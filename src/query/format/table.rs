//! Answers → aligned columns for a terminal; a Chinese letter takes two places.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::model::Answers;

/// Writes the column names, a rule and the rows; no row is broken.
///
/// # Errors
/// If `out` takes no more.
pub fn write(answers: &Answers, out: &mut impl Write) -> io::Result<()> {
    let rows: Vec<Vec<String>> = answers
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| one_line(cell.as_deref().unwrap_or(""))).collect())
        .collect();
    let headings = &answers.columns;
    let widths: Vec<usize> = headings
        .iter()
        .enumerate()
        .map(|(at, heading)| rows.iter().map(|row| row[at].width()).chain([heading.width()]).max().unwrap_or_default())
        .collect();
    line(headings, &widths, out)?;
    line(&widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>(), &widths, out)?;
    rows.iter().try_for_each(|row| line(row, &widths, out))
}

fn line(cells: &[String], widths: &[usize], out: &mut impl Write) -> io::Result<()> {
    let padded: Vec<String> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))))
        .collect();
    writeln!(out, "{}", padded.join("  ").trim_end())
}

/// Control characters would break the columns, or worse, the terminal.
fn one_line(cell: &str) -> String {
    cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
