//! Outline → Markdown: a line for each thing that is said, with its id behind it, so that a later run knows it again.

use std::fmt::Write;

use super::marker::{hash, marked};
use super::words::Words;
use crate::model::Outline;
use crate::model::outline::{Line, Place, Point, Section};
use crate::text::width::one_line;

/// A section as lines.
pub(super) struct Block {
    /// The heading, `## …`.
    pub(super) heading: String,
    /// Lines of descent, works, and what closes the section.
    pub(super) parts: [Vec<Item>; 3],
}

/// A line with its id.
#[derive(Clone)]
pub(super) struct Item {
    /// The id of what it says, safe for a comment.
    pub(super) id: String,
    /// The whole line, its id included.
    pub(super) line: String,
}

/// How the list of known lines begins.
pub(super) const KNOWN: &str = "<!-- paperclade knows these lines, so that what you delete stays away:";

/// The outline as Markdown, with a list of its lines at the end.
#[must_use]
pub fn markdown(outline: &Outline) -> String {
    let mut text = format!("# {}\n", escaped(&outline.title));
    let blocks = blocks(outline);
    for block in &blocks {
        push_block(&mut text, block);
    }
    let known = blocks.iter().flat_map(|block| block.parts.iter().flatten());
    push_known(&mut text, known.map(|item| (item.id.clone(), hash(&item.line))));
    text
}

/// The sections as lines.
pub(super) fn blocks(outline: &Outline) -> Vec<Block> {
    let phrases = Words::of(&outline.language);
    outline.sections.iter().map(|section| block(section, phrases)).collect()
}

/// Adds a section with empty lines around its parts.
pub(super) fn push_block(text: &mut String, block: &Block) {
    let _ = writeln!(text, "\n{}", block.heading);
    for part in block.parts.iter().filter(|part| !part.is_empty()) {
        text.push('\n');
        for item in part {
            text.push_str(&item.line);
            text.push('\n');
        }
    }
}

/// Adds the list of known lines.
pub(super) fn push_known(text: &mut String, known: impl IntoIterator<Item = (String, String)>) {
    let _ = writeln!(text, "\n{KNOWN}");
    for (id, hash) in known {
        let _ = writeln!(text, "{id} {hash}");
    }
    text.push_str("-->\n");
}

fn block(section: &Section, phrases: &Words) -> Block {
    let item = |phrases: String, id: String| Item { line: marked(&phrases, &id), id: super::marker::safe(&id) };
    let lines = section.lines.iter().map(line).collect::<Vec<_>>().join("; ");
    let lead = if lines.is_empty() {
        Vec::new()
    } else {
        vec![item(phrases.introducing(phrases.lineage) + &lines, format!("lineage/{}", section.id))]
    };
    let works = section.points.iter().map(|point| item(bullet(point), point.id.clone())).collect();
    let mut closing = Vec::new();
    for comparison in &section.comparisons {
        let [one, other] = &comparison.labels;
        let told =
            format!("{} – {}: “{}” {}", name(one), name(other), quote(&comparison.quote), place(&comparison.place));
        let [one, other] = &comparison.works;
        closing.push(item(
            format!("* {}{told}", phrases.introducing(phrases.compared)),
            format!("compared/{one}:{other}"),
        ));
    }
    for question in &section.questions {
        let told = format!("{}: “{}” {}", name(&question.label), quote(&question.quote), place(&question.place));
        let id = format!("open/{}:{}", question.work, hash(&question.quote));
        closing.push(item(format!("* {}{told}", phrases.introducing(phrases.open)), id));
    }
    for gap in &section.gaps {
        let why = phrases.introducing(if gap.is_pending { phrases.pending } else { phrases.unread });
        let used_by: Vec<String> = gap.used_by.iter().map(|label| name(label)).collect();
        let told = format!("* {why}**{}** ← {}", name(&gap.label), phrases.list(&used_by));
        closing.push(item(told, format!("gap/{}", gap.id)));
    }
    Block { heading: format!("## {}", escaped(&section.heading)), parts: [lead, works, closing] }
}

fn line(line: &Line) -> String {
    let mut told = String::new();
    for (at, stop) in line.works.iter().enumerate() {
        if at > 0 {
            told.push_str(if stop.is_inferred { " ⇢ " } else { " → " });
        }
        told.push_str(&name(&stop.label));
    }
    told
}

fn bullet(point: &Point) -> String {
    let date = point.published.map(|date| format!(" ({date})")).unwrap_or_default();
    let said = point.quote.as_deref().map(|words| format!(": {}", quote(words))).unwrap_or_default();
    let place = if point.place.note.is_empty() { String::new() } else { format!(" {}", place(&point.place)) };
    format!("- **{}**{date}{said}{place}", name(&point.label))
}

fn place(place: &Place) -> String {
    format!("({}:{})", quote(&place.note), place.line)
}

/// A note's own words keep their Markdown, but for comments, which would hide what follows.
fn quote(words: &str) -> String {
    one_line(words).replace("<!--", "&lt;!--")
}

/// A name without Markdown of its own.
fn name(label: &str) -> String {
    escaped(label)
}

fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in one_line(words).trim().chars() {
        if matches!(letter, '*' | '_' | '`' | '[' | ']' | '<' | '#' | '\\' | '|') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}
