//! The lexicon's tables: every row is well-formed, in order, and known by names that nothing else has.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use paperclade::knowledge::lexicon::Lexicon;
use paperclade::knowledge::{LEXICON, ignored};
use paperclade::text::fold;

const COLUMNS: &str = "name\taliases\ttitle\tyear\tidentifier\tremark";
/// Each table with the kind of its things, and how many rows it has at the least.
const TABLES: [(&str, &str, usize); 6] = [
    ("works.tsv", "Work", 1_500),
    ("datasets.tsv", "Dataset", 300),
    ("methods.tsv", "Method", 0),
    ("metrics.tsv", "Metric", 60),
    ("organizations.tsv", "Organization", 150),
    ("venues.tsv", "Venue", 0),
];

#[test]
fn rows_have_six_columns_and_are_sorted_by_name() {
    let mut failures = String::new();
    for (file, _, least) in TABLES {
        let text = read(file);
        assert_eq!(text.lines().next(), Some(COLUMNS), "{file}");
        let mut last = (String::new(), String::new());
        for (number, line) in rows(&text) {
            let cells: Vec<&str> = line.split('\t').collect();
            let name = cells[0];
            if cells.len() != 6 || cells.iter().any(|cell| cell.trim() != *cell) || name.is_empty() {
                let _ = writeln!(failures, "{file}:{number}: a row is {COLUMNS} without space around the tabs");
            }
            let here = (name.to_lowercase(), name.to_owned());
            if here <= last {
                let _ = writeln!(failures, "{file}:{number}: `{name}` belongs before `{}`", last.1);
            }
            last = here;
        }
        let count = rows(&text).count();
        if count < least {
            let _ = writeln!(failures, "{file}: {count} rows where {least} are promised");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn no_name_is_given_twice() {
    let mut failures = String::new();
    // A work, a dataset and a method are told apart by name alone; other kinds by what they do in a sentence.
    for group in
        [&["works.tsv", "datasets.tsv", "methods.tsv"][..], &["metrics.tsv"], &["organizations.tsv"], &["venues.tsv"]]
    {
        let mut taken: BTreeMap<String, String> = BTreeMap::new();
        for file in group {
            for (number, line) in rows(&read(file)) {
                let cells: Vec<&str> = line.split('\t').collect();
                let aliases = cells[1].split('|').filter(|alias| !alias.is_empty());
                for name in std::iter::once(cells[0]).chain(aliases) {
                    let key = fold::key(name);
                    if key.is_empty() {
                        let _ = writeln!(failures, "{file}:{number}: `{name}` has no letter");
                    }
                    if let Some(other) = taken.insert(key, format!("{file}:{number}")) {
                        let _ = writeln!(failures, "{file}:{number}: `{name}` is given in {other} too");
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{failures}", failures.lines().count());
}

#[test]
fn years_and_identifiers_are_plausible() {
    let mut failures = String::new();
    for (file, ..) in TABLES {
        for (number, line) in rows(&read(file)) {
            let cells: Vec<&str> = line.split('\t').collect();
            let (year, identifier) = (cells[3], cells[4]);
            let is_plausible = year.is_empty()
                || year
                    .get(..4)
                    .and_then(|year| year.parse::<u16>().ok())
                    .is_some_and(|year| (1900..=2030).contains(&year));
            if !is_plausible {
                let _ = writeln!(failures, "{file}:{number}: the year `{year}`");
            }
            if !identifier.is_empty() && !is_identifier(identifier) {
                let _ = writeln!(failures, "{file}:{number}: the identifier `{identifier}`");
            }
            let submitted = identifier.strip_prefix("arXiv:").and_then(month);
            let published = year.get(..4).and_then(|year| year.parse::<u16>().ok());
            if let (Some(submitted), Some(published)) = (submitted, published)
                && submitted.abs_diff(published) > 4
            {
                let _ = writeln!(failures, "{file}:{number}: {identifier} is of {submitted}, not {published}");
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_table_is_read_and_its_kind_is_a_term() {
    let lexicon = Lexicon::load(&LEXICON).expect("good tables");
    let ontology = std::fs::read_to_string(root().join("ontology/paperclade.ttl")).expect("the ontology");
    for (file, kind, _) in TABLES {
        let known = lexicon.terms.iter().filter(|term| term.kind == kind).count();
        assert_eq!(known, rows(&read(file)).count(), "{file}");
        assert!(ontology.contains(&format!("\npc:{kind} a owl:Class ;")), "{kind}");
    }
    let names: Vec<String> = std::fs::read_dir(root().join("data/lexicon"))
        .expect("the folder")
        .flatten()
        .filter_map(|file| file.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "tsv") && name != "ignored_names.tsv")
        .collect();
    assert_eq!(names.len(), TABLES.len(), "a table that nothing reads: {names:?}");
}

#[test]
fn ordinary_words_are_sorted() {
    for (file, everywhere) in [("ordinary_words.txt", true), ("english_words.txt", false)] {
        let text = std::fs::read_to_string(root().join("data/lexicon").join(file)).expect("the words");
        let words: Vec<&str> = text.lines().collect();
        assert!(words.is_sorted_by(|a, b| a < b), "sorted, none twice: {file}");
        for word in words {
            assert!(word.bytes().all(|letter| letter.is_ascii_lowercase()), "`{word}`");
            assert!(ignored::is_ordinary(word, true), "`{word}`");
            assert_eq!(ignored::is_ordinary(word, false), everywhere, "`{word}`");
        }
    }
}

#[test]
fn ignored_names_are_sorted_and_have_reasons() {
    let text = read("ignored_names.tsv");
    assert_eq!(text.lines().next(), Some("word\treason"));
    assert_eq!(ignored::load(&text).expect("good rows").len(), rows(&text).count(), "a word stands twice");
    let mut last = (String::new(), String::new());
    for (number, line) in rows(&text) {
        let (word, reason) = line.split_once('\t').expect("two columns");
        assert!(reason.trim().len() > 3, "ignored_names.tsv:{number}: why is `{word}` no name?");
        let here = (word.to_lowercase(), word.to_owned());
        assert!(here > last, "ignored_names.tsv:{number}: `{word}` belongs before `{}`", last.1);
        last = here;
    }
}

/// `arXiv:2112.10752`, `arXiv:cs/0112017`, `doi:10.…`, or another scheme and a name without spaces.
fn is_identifier(identifier: &str) -> bool {
    let digits = |words: &str| !words.is_empty() && words.chars().all(|c| c.is_ascii_digit());
    match identifier.split_once(':') {
        Some(("arXiv", number)) => {
            let new = number.split_once('.').is_some_and(|(month, number)| {
                digits(month)
                    && month.len() == 4
                    && digits(number)
                    && (4..=5).contains(&number.len())
                    && is_month(month)
            });
            let old = number.split_once('/').is_some_and(|(archive, number)| {
                archive.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '.')
                    && digits(number)
                    && number.len() == 7
            });
            new || old
        }
        Some(("doi", number)) => number.starts_with("10.") && number.contains('/') && !number.contains(' '),
        Some((scheme, name)) => scheme.chars().all(char::is_alphanumeric) && !name.is_empty() && !name.contains(' '),
        None => false,
    }
}

fn is_month(month: &str) -> bool {
    month[2..].parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
}

/// The year of an arXiv number.
fn month(number: &str) -> Option<u16> {
    let digits = number.split_once('/').map_or(number, |(_, digits)| digits).get(..2)?;
    let year: u16 = digits.parse().ok()?;
    Some(if year > 90 { 1900 + year } else { 2000 + year })
}

fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()).map(|(at, line)| (at + 1, line))
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join("data/lexicon").join(file)).expect("a table")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
