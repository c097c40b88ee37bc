//! Console sessions in Markdown: what is typed, and what must come.
//!
//! A `console` block holds lines `$ command`, each followed by what it prints; `? 2` first, if it ends with another code
//! than 0. `[..]` stands for any words of a line, and a line `...` for any lines.

use std::fmt::Write as _;
use std::fs;

use super::console::Console;
use super::tree;

/// Plays every `console` block of a file in one folder; what goes otherwise is returned, or written where that is asked for.
pub(crate) fn play(file: &str, console: &Console) -> String {
    let text = tree::text(file);
    let (mut kept, mut failures) = (String::new(), String::new());
    let mut lines = text.lines().peekable();
    let mut is_console = false;
    while let Some(line) = lines.next() {
        push(&mut kept, line);
        if line.starts_with("```") {
            is_console = !is_console && line == "```console";
            continue;
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| is_console) else { continue };
        let mut wanted = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
            wanted.push(line);
        }
        let actual = printed(console, command);
        let actual: Vec<&str> = actual.lines().collect();
        if fits(&wanted, &actual) {
            for line in wanted {
                push(&mut kept, line);
            }
        } else {
            let _ = writeln!(
                failures,
                "{file}: $ {command}\n--- wanted\n{}\n--- came\n{}\n",
                wanted.join("\n"),
                actual.join("\n")
            );
            for line in actual {
                push(&mut kept, &without_time(line));
            }
        }
    }
    if std::env::var_os("UPDATE_COMMANDS").is_some() && !failures.is_empty() {
        fs::write(tree::root().join(file), kept).expect("the session can be written");
        return String::new();
    }
    failures
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// What a command prints, with its exit code before it unless that is 0, and without blanks at the end of lines.
fn printed(console: &Console, command: &str) -> String {
    let (code, out) = console.type_line(command);
    let code = match code {
        Some(0) => String::new(),
        Some(code) => format!("? {code}\n"),
        None => "? stopped\n".to_owned(),
    };
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    format!("{code}{}", lines.join("\n"))
}

/// Whether lines are as wanted.
fn fits(wanted: &[&str], actual: &[&str]) -> bool {
    match wanted.split_first() {
        None => actual.is_empty(),
        Some((&"...", rest)) => (0..=actual.len()).any(|at| fits(rest, &actual[at..])),
        Some((line, rest)) => {
            actual.split_first().is_some_and(|(first, others)| line_fits(line, first) && fits(rest, others))
        }
    }
}

fn line_fits(wanted: &str, actual: &str) -> bool {
    let mut parts = wanted.split("[..]");
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = actual.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// The line with `[..]` for how long something took.
fn without_time(line: &str) -> String {
    match line.strip_suffix(" s").and_then(|line| line.rsplit_once(' ')) {
        Some((words, number)) if number.parse::<f64>().is_ok() => format!("{words} [..] s"),
        _ => line.to_owned(),
    }
}

#[test]
fn a_session_fits_as_its_signs_say() {
    let fits =
        |wanted: &str, actual: &str| fits(&wanted.lines().collect::<Vec<_>>(), &actual.lines().collect::<Vec<_>>());
    assert!(fits("a\n...\nd", "a\nb\nc\nd") && fits("...", "") && fits("a [..] c[..]", "a b c d"));
    assert!(!fits("a\n...\nd", "a\nb") && !fits("a", "a\nb") && !fits("a [..] c", "a b c d"));
    assert_eq!(without_time("6 notes; 1.99 s"), "6 notes; [..] s");
}
