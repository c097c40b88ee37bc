//! Outline → OPML, for outliners such as `OmniOutliner`, Logseq and `MindNode`.

use std::fmt::Write;

use super::words::Words;
use crate::model::Outline;
use crate::text::width::one_line;

/// The outline as OPML 2.0; what the note says stands in `_note`.
#[must_use]
pub fn opml(outline: &Outline) -> String {
    let title = escaped(&outline.title);
    let words = Words::of(&outline.language);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>{title}</title></head>\n<body>\n"
    );
    for section in &outline.sections {
        let _ = writeln!(text, "<outline text=\"{}\">", escaped(&section.heading));
        for point in &section.points {
            let date = point.published.map(|date| format!(" ({date})")).unwrap_or_default();
            let quote = point.quote.as_deref().unwrap_or("");
            let place = format!("{}:{}", point.place.note, point.place.line);
            let note = if quote.is_empty() { place } else { format!("{quote} ({place})") };
            let _ =
                writeln!(text, "  <outline text=\"{}{date}\" _note=\"{}\"/>", escaped(&point.label), escaped(&note));
        }
        for comparison in &section.comparisons {
            let told =
                format!("{}{} – {}", words.introducing(words.compared), comparison.labels[0], comparison.labels[1]);
            let note = format!("{} ({}:{})", comparison.quote, comparison.place.note, comparison.place.line);
            let _ = writeln!(text, "  <outline text=\"{}\" _note=\"{}\"/>", escaped(&told), escaped(&note));
        }
        for question in &section.questions {
            let told = format!("{}{}", words.introducing(words.open), question.label);
            let note = format!("{} ({}:{})", question.quote, question.place.note, question.place.line);
            let _ = writeln!(text, "  <outline text=\"{}\" _note=\"{}\"/>", escaped(&told), escaped(&note));
        }
        for gap in &section.gaps {
            let why = words.introducing(if gap.is_pending { words.pending } else { words.unread });
            let _ = writeln!(text, "  <outline text=\"{}\"/>", escaped(&format!("{why}{}", gap.label)));
        }
        text.push_str("</outline>\n");
    }
    text.push_str("</body>\n</opml>\n");
    text
}

fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in one_line(words).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => safe.push(char::REPLACEMENT_CHARACTER),
            letter => safe.push(letter),
        }
    }
    safe
}
