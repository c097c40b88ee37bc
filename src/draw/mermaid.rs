//! Diagram → Mermaid, for pictures inside Markdown. For small pictures: Mermaid itself draws no more than 500 edges.

use std::fmt::Write;

use crate::model::Status;
use crate::model::diagram::{Diagram, Edge, Flow, Node};
use crate::text::width::fit;
use crate::trace::words;

/// Beyond these Mermaid refuses to draw as it is usually set up.
const MOST_EDGES: usize = 500;
const MOST_LETTERS: usize = 50_000;

/// The picture as a Mermaid flowchart; it begins with a remark where Mermaid would refuse to draw it.
#[must_use]
pub fn mermaid(diagram: &Diagram) -> String {
    let mut chart = String::from(match diagram.flow {
        Flow::Down => "flowchart TB\n",
        Flow::Right => "flowchart LR\n",
    });
    for (at, node) in diagram.nodes.iter().enumerate() {
        let _ = writeln!(chart, "  {}", boxed(at, node));
    }
    for edge in &diagram.edges {
        let _ = writeln!(chart, "  {}", arrow(edge, diagram.language));
    }
    for (at, node) in diagram.nodes.iter().enumerate() {
        if let Some(url) = &node.url {
            let _ = writeln!(chart, "  click n{at} href \"{}\"", quotable(url));
        }
    }
    chart.push_str("  classDef pending fill:#fff,stroke:#9a9a9a,color:#555\n");
    chart.push_str("  classDef mentioned fill:#fff,stroke:#b0b0b0,color:#777,stroke-dasharray:4 3\n");
    chart.push_str("  classDef focus fill:#ffe9a8,stroke:#111,color:#111,stroke-width:2px\n");
    format!("{}{chart}", warning(diagram.edges.len(), chart.chars().count()))
}

fn warning(edges: usize, letters: usize) -> String {
    if edges <= MOST_EDGES && letters <= MOST_LETTERS {
        return String::new();
    }
    format!(
        "%% {edges} edges and {letters} letters: Mermaid draws at most {MOST_EDGES} and {MOST_LETTERS} unless it is set \
         up otherwise; draw fewer works, or use svg\n"
    )
}

fn boxed(at: usize, node: &Node) -> String {
    let label = escaped(&fit(&node.label, 32));
    let year = node.published.map(|date| format!("<br/>{}", date.year())).unwrap_or_default();
    let class = match (node.is_focus, node.status) {
        (true, _) => ":::focus",
        (false, Status::Read) => "",
        (false, Status::Pending) => ":::pending",
        (false, Status::Mentioned) => ":::mentioned",
    };
    format!("n{at}[\"{label}{year}\"]{class}")
}

fn arrow(edge: &Edge, language: &str) -> String {
    let line = match (edge.line.is_inferred, edge.line.relation.as_str()) {
        (true, _) => "-.->",
        (false, "extends") => "==>",
        (false, _) => "-->",
    };
    format!("n{} {line}|\"{}\"| n{}", edge.earlier, escaped(&words::named(&edge.line.relation, language)), edge.later)
}

/// An address inside quotes: Mermaid takes it letter for letter, so what would end it is percent-encoded.
fn quotable(url: &str) -> String {
    url.replace('"', "%22").replace('<', "%3C").replace('>', "%3E").replace('`', "%60").replace('\\', "%5C")
}

/// Words inside quotes: Mermaid knows no backslash, but entities with `#` for `&`.
fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '"' | '<' | '>' | '&' | '#' | ';' | '`' | '\\' | '|' => {
                let _ = write!(safe, "#{};", u32::from(letter));
            }
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}
