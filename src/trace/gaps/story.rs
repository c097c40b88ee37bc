//! Gaps in words, within the columns of a terminal.

use std::io::{self, Write};

use crate::model::Status;
use crate::model::gaps::{Gaps, Missing, Waiting};
use crate::text::width::{columns, fit, one_line};
use crate::trace::quote::{WIDTH, placed};

/// How much is told.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The greatest number of missing works.
    pub works: usize,
    /// The greatest number of sentences for each.
    pub sentences: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { works: 20, sentences: 2 }
    }
}

/// Writes the missing works and what became of the to-read lists.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(gaps: &Gaps, limits: Limits, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "mentioned and not read: {}", gaps.missing.len())?;
    for (at, missing) in gaps.missing.iter().take(limits.works).enumerate() {
        tell(missing, at + 1, limits.sentences, out)?;
    }
    if gaps.missing.len() > limits.works {
        writeln!(out, "\n… and {} more; `--limit NUMBER` shows them", gaps.missing.len() - limits.works)?;
    }
    if !gaps.pending.is_empty() {
        let read = gaps.pending.iter().filter(|waiting| waiting.is_read).count();
        writeln!(out, "\non to-read lists: {}, of which {read} read since", gaps.pending.len())?;
        gaps.pending.iter().try_for_each(|waiting| tell_waiting(waiting, limits.sentences, out))?;
    }
    Ok(())
}

fn tell(missing: &Missing, number: usize, sentences: usize, out: &mut impl Write) -> io::Result<()> {
    let date = missing.published.map(|date| format!("  {date}")).unwrap_or_default();
    let status = if missing.status == Status::Pending { "  (to read)" } else { "" };
    let label = one_line(&missing.label);
    writeln!(out, "\n{}", fit(&format!("{number:>2}. {label}{date}{status}"), WIDTH))?;
    let mut counts = Vec::new();
    if missing.paths > 0 {
        counts.push(count(missing.paths, "line of descent", "lines of descent"));
    }
    counts.push(count(u64::try_from(missing.sentences.len()).unwrap_or(u64::MAX), "sentence", "sentences"));
    let kin = [("from", &missing.ancestors), ("to", &missing.descendants)];
    let kin: Vec<String> = kin
        .iter()
        .filter(|(_, works)| !works.is_empty())
        .map(|(word, works)| format!("{word} {}", works.join(", ")))
        .collect();
    let kin = if kin.is_empty() { String::new() } else { format!("; {}", kin.join(" ")) };
    writeln!(out, "    {}", fit(&format!("{}{kin}", counts.join(", ")), WIDTH - 4))?;
    for sentence in missing.sentences.iter().take(sentences) {
        let place = format!("{}:{}", one_line(&sentence.place.note), sentence.place.line);
        writeln!(out, "    {}", placed(&place, &sentence.quote, WIDTH - 4))?;
    }
    Ok(())
}

fn tell_waiting(waiting: &Waiting, statements: usize, out: &mut impl Write) -> io::Result<()> {
    let state = match (waiting.is_read, &waiting.entry) {
        (true, Some(entry)) => {
            let date = waiting.read.map(|date| format!(" {date}")).unwrap_or_default();
            format!("  read{date} ({}:{})", one_line(&entry.note), entry.line)
        }
        _ => String::new(),
    };
    let mark = if waiting.is_read { "x" } else { " " };
    let room = WIDTH.saturating_sub(columns(&state) + 6).max(20);
    writeln!(out, "  [{mark}] {}{state}", fit(&one_line(&waiting.label), room))?;
    for said in waiting.said.iter().take(statements) {
        writeln!(out, "      {}", fit(&one_line(said), WIDTH - 6))?;
    }
    if waiting.said.len() > statements {
        writeln!(out, "      and {} more", waiting.said.len() - statements)?;
    }
    Ok(())
}

fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
