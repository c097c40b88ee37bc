//! Changes in words, within the columns of a terminal: `+` for what came, `-` for what went, `~` for what changed.

use std::io::{self, Write};

use crate::model::changes::{Changes, FactChange, Fate, Link, State, WorkChange};
use crate::text::width::{columns, fit, one_line};
use crate::trace::quote::{WIDTH, placed};
use crate::trace::words;

/// The widest name of a work beside another, in columns.
const NAME: usize = 28;
/// How many sentences are told for each relation.
const SENTENCES: usize = 2;

/// Writes what is different.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(changes: &Changes, out: &mut impl Write) -> io::Result<()> {
    if changes.is_empty() {
        return writeln!(out, "nothing is different");
    }
    writeln!(out, "works: {}", counts(changes.works.iter().map(|work| work.fate)))?;
    changes.works.iter().try_for_each(|work| tell_work(work, out))?;
    writeln!(out, "\nrelations: {}", counts(changes.facts.iter().map(|fact| fact.fate)))?;
    changes.facts.iter().try_for_each(|fact| tell_fact(fact, out))?;
    let [come, gone] = changes.topics;
    if come + gone > 0 {
        writeln!(out, "\ntopics of works: +{come} -{gone}")?;
    }
    Ok(())
}

fn tell_work(work: &WorkChange, out: &mut impl Write) -> io::Result<()> {
    let told = match (&work.before, &work.after) {
        (Some(before), Some(after)) => format!("  {}", difference(before, after)),
        (Some(state), None) | (None, Some(state)) => {
            let date = state.published.map(|date| format!("  {date}")).unwrap_or_default();
            format!("{date}  ({})", state.status.word())
        }
        (None, None) => String::new(),
    };
    let room = WIDTH.saturating_sub(columns(&told) + 2).max(NAME);
    let label = one_line(&work.label);
    writeln!(out, "{}", fit(&format!("{} {}{told}", sign(work.fate), fit(&label, room)), WIDTH))
}

fn difference(before: &State, after: &State) -> String {
    let mut parts = Vec::new();
    if before.status != after.status {
        parts.push(format!("{} → {}", before.status.word(), after.status.word()));
    }
    if before.published != after.published {
        let date = |state: &State| state.published.map_or("no date".to_owned(), |date| date.to_string());
        parts.push(format!("{} → {}", date(before), date(after)));
    }
    if before.title != after.title {
        parts.push(format!("title: {}", one_line(after.title.as_deref().unwrap_or("none"))));
    }
    parts.join(", ")
}

fn tell_fact(fact: &FactChange, out: &mut impl Write) -> io::Result<()> {
    let relation = match (&fact.before, &fact.after) {
        (Some(before), Some(after)) => format!("{} (before: {})", told(after), told(before)),
        (Some(link), None) | (None, Some(link)) => told(link),
        (None, None) => String::new(),
    };
    let statement = format!(
        "{} {} – {relation} – {}",
        sign(fact.fate),
        fit(&one_line(&fact.subject_label), NAME),
        fit(&one_line(&fact.object_label), NAME)
    );
    writeln!(out, "{}", fit(&statement, WIDTH))?;
    for sentence in fact.sentences.iter().take(SENTENCES) {
        let place = format!("{}:{}", one_line(&sentence.place.note), sentence.place.line);
        writeln!(out, "    {}", placed(&place, &sentence.quote, WIDTH - 4))?;
    }
    Ok(())
}

fn told(link: &Link) -> String {
    let words = words::active(&link.relation);
    if link.basis == "stated" { words.into_owned() } else { format!("{words} [{}]", link.basis) }
}

fn counts(fates: impl Iterator<Item = Fate>) -> String {
    let (mut added, mut removed, mut changed) = (0, 0, 0);
    for fate in fates {
        match fate {
            Fate::Added => added += 1,
            Fate::Removed => removed += 1,
            Fate::Changed => changed += 1,
        }
    }
    format!("+{added} -{removed} ~{changed}")
}

fn sign(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "+",
        Fate::Removed => "-",
        Fate::Changed => "~",
    }
}
