//! The page that shows all exports: pictures as they are, answers as tables, and the beginning of everything else.

use std::fmt::Write as _;
use std::path::Path;

use super::tree;

/// How many rows of a table and lines of a text are shown.
const ROWS: usize = 12;
const LINES: usize = 40;

const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>paperclade: what the sample notes yield</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #222; background: #fff; }
h2 { margin: 3rem 0 0; font-size: 1.1rem; }
code, pre { font: 0.85rem/1.45 ui-monospace, monospace; }
pre { overflow: auto; max-height: 24rem; padding: 0.75rem; background: #f5f5f5; }
img { max-width: 100%; height: auto; border: 1px solid #ddd; }
table { border-collapse: collapse; font-size: 0.9rem; }
td, th { text-align: left; vertical-align: top; padding: 0.2rem 0.7rem 0.2rem 0; border-bottom: 1px solid #ddd; }
nav a { margin-right: 0.8rem; }
</style>
<h1>What the sample notes yield</h1>
<p>Each file is what its command writes about the notes in <a href=\"../data/notes/\">data/notes</a>; a test compares them.</p>
";

/// The page for these files, each with its command, in their order.
pub(crate) fn page(files: &[(String, String)]) -> String {
    let mut page = HEAD.to_owned();
    let links = files.iter().map(|(file, _)| format!("<a href=\"#{0}\">{0}</a>", escaped(file)));
    let _ = writeln!(page, "<nav>{}</nav>", links.collect::<Vec<_>>().join("\n"));
    for (file, command) in files {
        let (file, command) = (escaped(file), escaped(command));
        let _ = write!(
            page,
            "<h2 id=\"{file}\"><a href=\"{file}\">{file}</a></h2>\n<p><code>{command}</code></p>\n{}\n",
            shown(&file)
        );
    }
    page.push_str("</html>\n");
    page
}

fn shown(file: &str) -> String {
    let text = || tree::text(&format!("exports/{file}"));
    match Path::new(file).extension().and_then(|ending| ending.to_str()) {
        Some("svg") => format!("<a href=\"{file}\"><img loading=\"lazy\" src=\"{file}\" alt=\"{file}\"></a>"),
        Some("csv") => table(&text()),
        _ => {
            let text = text();
            let more = text.lines().count().saturating_sub(LINES);
            // Addresses of other places would look as if the page needed them.
            let lines: Vec<String> = text.lines().take(LINES).map(|line| line.chars().take(200).collect()).collect();
            let head = escaped(&lines.join("\n")).replace("://", ":&#47;/");
            let more = if more > 0 { format!("\n… {more} lines more") } else { String::new() };
            format!("<details><summary>{} lines</summary><pre>{head}{more}</pre></details>", text.lines().count())
        }
    }
}

fn table(csv: &str) -> String {
    let rows = records(csv);
    let more = rows.len().saturating_sub(ROWS + 1);
    let mut table = String::from("<table>\n");
    for (at, row) in rows.iter().take(ROWS + 1).enumerate() {
        let tag = if at == 0 { "th" } else { "td" };
        let cells: Vec<String> = row.iter().map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell))).collect();
        let cells = cells.concat();
        let _ = writeln!(table, "<tr>{cells}</tr>");
    }
    let more = if more > 0 { format!("<p>… {more} rows more</p>") } else { String::new() };
    format!("{table}</table>{more}")
}

/// The cells of CSV.
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = csv.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    rows
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
