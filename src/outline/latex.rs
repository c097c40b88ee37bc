//! Outline → LaTeX: a tree of the sections, then the sections with citations.

use std::fmt::Write;

use super::bibliography::key;
use super::words::Words;
use crate::model::Outline;
use crate::model::outline::{Line, Place, Section};
use crate::text::script;
use crate::text::width::{fit, one_line};

/// The widest label in the tree, in columns.
const WIDEST: usize = 40;

/// The outline as a document that `xelatex` or `lualatex` compiles; `bibliography` is the name of the `.bib` file.
#[must_use]
pub fn latex(outline: &Outline, bibliography: Option<&str>) -> String {
    let words = Words::of(&outline.language);
    let class = if has_chinese(outline) { "\\documentclass[UTF8]{ctexart}" } else { "\\documentclass{article}" };
    let mut text = format!(
        "% latexmk -xelatex\n{class}\n\\usepackage[margin=2.5cm]{{geometry}}\n\\usepackage{{adjustbox}}\n\
         \\usepackage[edges]{{forest}}\n\\usepackage[hidelinks]{{hyperref}}\n\
         % File names do not break: let the words before them give way.\n\\emergencystretch=3em\n\\title{{{}}}\n\\date{{}}\n\
         \\begin{{document}}\n\\maketitle\n\n",
        escaped(&outline.title)
    );
    text.push_str(&tree(outline));
    outline.sections.iter().for_each(|section| push_section(&mut text, section, words));
    if let Some(name) = bibliography {
        let _ = write!(text, "\n\\bibliographystyle{{plain}}\n\\bibliography{{{name}}}\n");
    }
    text.push_str("\n\\end{document}\n");
    text
}

fn tree(outline: &Outline) -> String {
    let mut tree = String::from(
        "\\begin{adjustbox}{max width=\\textwidth, max totalheight=0.75\\textheight, center}\n\\begin{forest}\n  \
         for tree={grow'=0, draw, rounded corners, font=\\small, anchor=base west, l sep=8mm, s sep=1mm}, forked edges\n",
    );
    let _ = writeln!(tree, "  [{{{}}}", escaped(&outline.title));
    for section in &outline.sections {
        let _ = writeln!(tree, "    [{{{}}}", escaped(&section.heading));
        for point in &section.points {
            let label = escaped(&fit(&point.label, WIDEST));
            let _ = writeln!(tree, "      [{{{label}~\\cite{{{}}}}}]", key(&point.id));
        }
        tree.push_str("    ]\n");
    }
    tree.push_str("  ]\n\\end{forest}\n\\end{adjustbox}\n");
    tree
}

fn push_section(text: &mut String, section: &Section, words: &Words) {
    let _ = write!(text, "\n\\section{{{}}}\n", escaped(&section.heading));
    if !section.lines.is_empty() {
        let lines: Vec<String> = section.lines.iter().map(line).collect();
        let _ = write!(text, "\n{}{}\n", escaped(&words.introducing(words.lineage)), lines.join("; "));
    }
    text.push_str("\n\\begin{itemize}\n");
    for point in &section.points {
        let date = point.published.map(|date| format!(" ({date})")).unwrap_or_default();
        let said = point.quote.as_deref().map(|quote| format!(": {}", quoted(quote))).unwrap_or_default();
        let label = escaped(&point.label);
        let _ = writeln!(
            text,
            "  \\item \\textbf{{{label}}}~\\cite{{{}}}{date}{said} {}",
            key(&point.id),
            place(&point.place)
        );
    }
    text.push_str("\\end{itemize}\n");
    let mut closing = Vec::new();
    for comparison in &section.comparisons {
        let [one, other] = comparison.labels.each_ref().map(|label| escaped(label));
        let told = format!("{one} -- {other}: ``{}'' {}", quoted(&comparison.quote), place(&comparison.place));
        closing.push(escaped(&words.introducing(words.compared)) + &told);
    }
    for question in &section.questions {
        let told = format!("{}: ``{}'' {}", escaped(&question.label), quoted(&question.quote), place(&question.place));
        closing.push(escaped(&words.introducing(words.open)) + &told);
    }
    for gap in &section.gaps {
        let why = words.introducing(if gap.is_pending { words.pending } else { words.unread });
        closing.push(format!(
            "{}{} ($\\leftarrow$ {})",
            escaped(&why),
            escaped(&gap.label),
            escaped(&words.list(&gap.used_by))
        ));
    }
    if !closing.is_empty() {
        text.push_str("\n\\begin{itemize}\n");
        for told in &closing {
            let _ = writeln!(text, "  \\item {told}");
        }
        text.push_str("\\end{itemize}\n");
    }
}

fn line(line: &Line) -> String {
    let mut told = String::new();
    for (at, stop) in line.works.iter().enumerate() {
        if at > 0 {
            told.push_str(if stop.is_inferred { " $\\Rightarrow$ " } else { " $\\to$ " });
        }
        told.push_str(&escaped(&stop.label));
    }
    told
}

fn place(place: &Place) -> String {
    if place.note.is_empty() {
        String::new()
    } else {
        format!("\\texttt{{\\small({}:{})}}", escaped(&place.note), place.line)
    }
}

fn has_chinese(outline: &Outline) -> bool {
    let quotes = outline.points().flat_map(|point| point.quote.iter().chain([&point.label]).chain(&point.title));
    outline.language == "zh" || quotes.flat_map(|words| words.chars()).any(script::is_han)
}

/// Words of a note as LaTeX shows them: what they have between `**` is bold.
fn quoted(words: &str) -> String {
    let safe = escaped(words);
    let parts: Vec<&str> = safe.split("**").collect();
    if parts.len().is_multiple_of(2) {
        // One of the marks stands alone, so it is none.
        return safe;
    }
    let part =
        |(at, part): (usize, &&str)| if at % 2 == 1 { format!("\\textbf{{{part}}}") } else { (*part).to_owned() };
    parts.iter().enumerate().map(part).collect()
}

/// Words as LaTeX shows them.
pub(super) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in one_line(words).chars() {
        match letter {
            '\\' => safe.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
                safe.push('\\');
                safe.push(letter);
            }
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '→' => safe.push_str("$\\to$"),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_words_of_a_note_are_bold_and_lone_marks_stay() {
        assert_eq!(quoted("**C**ausally-**M**asked 50%"), "\\textbf{C}ausally-\\textbf{M}asked 50\\%");
        assert_eq!(quoted("2**3"), "2**3");
    }
}
