//! Parse: what a note says about each paper.

use std::fmt::Write as _;

use paperclade::model::{Entry, Note, Status};
use paperclade::parse;
use paperclade::report::Report;
use proptest::prelude::{ProptestConfig, prop_assert, proptest};

use crate::support::case_file;

#[test]
fn cases() {
    case_file::run("parse", |fence, wanted| {
        let path = if fence.rest.is_empty() { "notes/note.md" } else { fence.rest.as_str() };
        let note = Note::new(path, fence.words.as_str());
        let mut report = Report::default();
        let entries = parse::entries(&note, &mut report);
        match wanted {
            "form" => format!("{}\n", parse::form(&note).name),
            "entries" => {
                entries.iter().filter(|entry| !entry.name.is_empty()).map(|entry| line_of(&note, entry)).collect()
            }
            "passages" => entries.iter().map(|entry| passages_of(&note, entry)).collect(),
            "remarks" => report.remarks.iter().fold(String::new(), |mut lines, remark| {
                let _ = writeln!(lines, "{} {}: {}", remark.line, remark.code.word(), remark.message);
                lines
            }),
            other => panic!("no fence is called {other}"),
        }
    });
}

fn line_of(note: &Note, entry: &Entry) -> String {
    let mut line = format!("{} {}", note.line_of(entry.at.start), entry.name);
    let title = entry.title.as_deref().unwrap_or("");
    for (name, value) in [
        ("title", if title == entry.name { String::new() } else { title.to_owned() }),
        ("also", entry.aliases.join("; ")),
        ("read", entry.read.map_or_else(String::new, |date| date.to_string())),
        ("published", entry.published.map_or_else(String::new, |date| date.to_string())),
        ("by", entry.organizations.join(", ")),
        ("id", entry.identifiers.join(", ")),
    ] {
        if !value.is_empty() {
            let _ = write!(line, " | {name} {value}");
        }
    }
    line + if entry.status == Status::Pending { " | pending\n" } else { "\n" }
}

fn passages_of(note: &Note, entry: &Entry) -> String {
    let mut lines = String::new();
    for passage in &entry.passages {
        let words = passage.prose.text();
        let line = note.line_of(passage.prose.span(0..1).start);
        let role = format!("{:?}", passage.role).to_lowercase();
        let _ = write!(lines, "{line} {role} of {}: {words}", if entry.name.is_empty() { "none" } else { &entry.name });
        for link in &passage.links {
            let _ = write!(lines, " [{} → {}]", &words[link.range.clone()], link.target);
        }
        let _ = writeln!(lines, " < {}", passage.under.join(" < "));
    }
    lines
}

/// Whether every letter of every passage stands where its prose says.
fn is_traceable(note: &Note) -> bool {
    let entries = parse::entries(note, &mut Report::default());
    let mut passages = entries.iter().flat_map(|entry| &entry.passages);
    passages.all(|passage| {
        let words = passage.prose.text();
        words.char_indices().filter(|(_, letter)| letter.is_alphanumeric()).all(|(at, letter)| {
            let span = passage.prose.span(at..at + letter.len_utf8());
            let source = note.slice(span);
            source.contains(letter) || source.starts_with('&')
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_text_is_read_and_every_letter_is_traceable(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "# ", "## 2024.9.1", "《", "》", "**", "*", "_", "`", "[[", "]]", "](x%20y)", "[", "|", "|-|\n", "\n", "\n\n", "    ", "- ", "1. ",
                "- [ ] ", "> ", "```", "---\n", "<b>", "&nbsp;", "\u{3000}", "折纸", "Crane", "：", "。", "2024", "\r\n", "![", "\\", "#", "==", "<div>",
                "[^1]", "title: x", "()", "é", "😀", "~~", "\t",
            ]),
            0..60,
        )
    ) {
        let note = Note::new("n.md", pieces.concat());
        prop_assert!(is_traceable(&note), "{:?}", note.text);
    }
}

#[test]
fn deep_and_long_notes_are_read() {
    let deep_list: String = (0..2_000).flat_map(|depth| ["  ".repeat(depth), "- crane\n".to_owned()]).collect();
    let tall = [
        ">".repeat(10_000) + " crane",
        "- ".repeat(10_000) + "crane",
        "-     ".repeat(3_000) + "a crane folds",
        "*".repeat(20_000),
        "[[".repeat(5_000),
    ];
    for text in tall.into_iter().chain([deep_list, "《".repeat(5_000), "a: ".repeat(9_000)]) {
        assert!(is_traceable(&Note::new("n.md", text)));
    }
}
