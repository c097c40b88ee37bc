//! Answers → a Markdown table.

use std::io::{self, Write};

use crate::model::Answers;

/// Writes a table of GitHub's kind; cells are escaped, so that none of them becomes markup.
///
/// # Errors
/// If `out` takes no more.
pub fn write(answers: &Answers, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "| {} |", answers.columns.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(answers.columns.len()))?;
    answers.rows.iter().try_for_each(|row| {
        let cells: Vec<String> = row.iter().map(|cell| escape(cell.as_deref().unwrap_or(""))).collect();
        writeln!(out, "| {} |", cells.join(" | "))
    })
}

fn escape(cell: &str) -> String {
    let mut escaped = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' => escaped.extend(['\\', c]),
            _ if c.is_control() => escaped.push(' '),
            _ => escaped.push(c),
        }
    }
    escaped
}
