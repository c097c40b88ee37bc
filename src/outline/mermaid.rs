//! Outline → a mind map in Mermaid.

use std::fmt::Write;

use crate::model::Outline;
use crate::text::width::{fit, one_line};

/// The widest label in columns.
const WIDEST: usize = 40;

/// The outline as a Mermaid mind map.
#[must_use]
pub fn mermaid(outline: &Outline) -> String {
    let mut map = format!("mindmap\n  root((\"{}\"))\n", escaped(&outline.title));
    let mut number = 0;
    for (at, section) in outline.sections.iter().enumerate() {
        let _ = writeln!(map, "    s{at}[\"{}\"]", escaped(&section.heading));
        for point in &section.points {
            let date = point.published.map(|date| format!(" {}", date.year())).unwrap_or_default();
            let _ = writeln!(map, "      w{number}[\"{}{date}\"]", escaped(&point.label));
            number += 1;
        }
    }
    map
}

/// Words inside quotes: Mermaid knows no backslash, but entities with `#` for `&`.
fn escaped(words: &str) -> String {
    let mut safe = String::new();
    for letter in fit(&one_line(words), WIDEST).chars() {
        match letter {
            '"' | '<' | '>' | '&' | '#' | ';' | '`' | '\\' | '(' | ')' | '[' | ']' | '{' | '}' => {
                let _ = write!(safe, "#{};", u32::from(letter));
            }
            letter => safe.push(letter),
        }
    }
    safe
}
