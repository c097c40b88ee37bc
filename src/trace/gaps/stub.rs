//! A note to begin with, for a work that was not read.

use std::fmt::Write;

use crate::model::gaps::Missing;
use crate::text::script;
use crate::text::width::one_line;

/// A skeleton of a note on a work: what is known of it, what the notes say, and room for the rest.
///
/// `paperclade build` reads it as a work that waits, until `status: read` is written into it.
#[must_use]
pub fn stub(missing: &Missing) -> String {
    let quotes = missing.sentences.iter().map(|sentence| sentence.quote.as_str()).collect::<Vec<_>>().concat();
    let is_chinese = script::language(&quotes) == "zh";
    let mut note = String::from("---\n");
    let title = missing.title.as_deref().unwrap_or(&missing.label);
    let _ = writeln!(note, "title: {}", quoted(title));
    if title != missing.label {
        let _ = writeln!(note, "aliases: [{}]", quoted(&missing.label));
    }
    if let Some(published) = missing.published {
        let _ = writeln!(note, "published: {published}");
    }
    for identifier in &missing.identifiers {
        if let Some(arxiv) = identifier.strip_prefix("arXiv:") {
            let _ = writeln!(note, "arxiv: \"{arxiv}\"");
        }
    }
    note.push_str("status: to-read\n---\n\n");
    let _ = writeln!(note, "# {}\n", one_line(&missing.label));
    let heads = if is_chinese {
        ["做什么", "怎么做", "基于", "结果", "问题"]
    } else {
        ["What it does", "How", "Builds on", "Results", "Open"]
    };
    for head in heads {
        let _ = write!(note, "## {head}\n\n\n");
    }
    if !missing.sentences.is_empty() {
        // A comment: these words are of other notes, and would be counted twice.
        let said = if is_chinese { "笔记里已经提到" } else { "said of it so far" };
        let _ = writeln!(note, "<!-- {said}");
        for sentence in &missing.sentences {
            let quote = one_line(&sentence.quote).replace("--", "- -");
            let _ = writeln!(note, "{}:{} “{quote}”", sentence.place.note.replace("--", "- -"), sentence.place.line);
        }
        note.push_str("-->\n");
    }
    note
}

/// Words as YAML takes them.
fn quoted(words: &str) -> String {
    serde_json::to_string(one_line(words).as_ref()).unwrap_or_default()
}
