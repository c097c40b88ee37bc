//! Quality: on no labelled set does a score fall below the floor that was reached before.
//!
//! `UPDATE_FLOOR=1` raises `floor.toml` to what is reached now and writes the tables of `README.md` anew; it lowers nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use paperclade::eval::{self, Figures, Gold, Tally};
use paperclade::model::vocabulary;
use paperclade::pipeline;
use paperclade::report::Report;

use crate::support::{self, knowledge};

/// For each set, the scores that were reached, 0 to 1.
type Floor = BTreeMap<String, BTreeMap<String, f64>>;

/// Scores are kept to the third decimal.
const STEP: f64 = 0.001;
/// What stands in the columns of the table, and under which name in `floor.toml`.
const COLUMNS: [(&str, &str); 8] = [
    ("entries", "entries"),
    ("lineage", "lineage F1"),
    ("lineage-precision", "precision"),
    ("lineage-recall", "recall"),
    ("comparison", "comparison"),
    ("evaluation", "evaluation"),
    ("introduction", "introduction"),
    ("survey", "survey"),
];

#[test]
fn no_score_falls_below_the_floor() {
    let path = folder().join("floor.toml");
    let mut floor: Floor = toml::from_str(&fs::read_to_string(&path).expect("floor.toml")).expect("scores by set");
    let (mut below, mut above) = (String::new(), String::new());
    let mut tally = Tally::of(knowledge().patterns.all.iter().map(|p| (p.id.as_str(), p.relation.as_str())));
    for (name, gold, notes) in sets() {
        let gold = Gold::read(&gold).expect("a gold standard");
        let mut report = Report::default();
        let graph = pipeline::build(&[notes], knowledge(), vocabulary::DEFAULT_BASE, &mut report).expect("a graph");
        let figures = eval::score(&gold, &graph);
        tally.add(&name, &figures.credits);
        let known = floor.entry(name.clone()).or_default();
        for (score, reached) in scores(&figures) {
            let least = known.entry(score.to_owned()).or_insert(0.0);
            if reached < *least - STEP / 2.0 {
                let _ = writeln!(below, "{name} {score}: {reached:.3}, and it was {least:.3}");
            } else if reached > *least + STEP / 2.0 {
                let _ = writeln!(above, "{name} {score}: {least:.3} → {reached:.3}");
                *least = reached;
            }
        }
    }
    let is_update = std::env::var_os("UPDATE_FLOOR").is_some();
    if is_update {
        fs::write(&path, written(&floor)).expect("floor.toml can be written");
        write_readme(&floor, &tally);
    } else if !above.is_empty() {
        support::tell(&format!("above the floor; UPDATE_FLOOR=1 raises it:\n{above}"));
    }
    assert!(below.is_empty(), "below the floor:\n{below}");
}

#[test]
fn the_readme_shows_the_floor() {
    let floor: Floor =
        toml::from_str(&fs::read_to_string(folder().join("floor.toml")).expect("floor.toml")).expect("scores");
    let readme = fs::read_to_string(folder().join("README.md")).expect("README.md");
    assert!(readme.contains(&table(&floor)), "UPDATE_FLOOR=1 writes the table anew");
}

/// Each labelled set that is there: its name, its gold standard and its notes.
fn sets() -> Vec<(String, PathBuf, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sets = vec![("sample".to_owned(), folder().join("sample.gold.jsonl"), root.join("data/notes"))];
    for place in [folder().join("sets"), root.join("../shared/eval")] {
        let Ok(found) = fs::read_dir(&place) else {
            support::skip(&format!("the labelled sets in {} are not here", place.display()));
            continue;
        };
        for set in found.flatten().map(|found| found.path()).filter(|path| path.join("gold.jsonl").is_file()) {
            let name = set.file_name().unwrap_or_default().to_string_lossy().into_owned();
            sets.push((name, set.join("gold.jsonl"), set.join("notes")));
        }
    }
    sets[1..].sort();
    sets
}

/// The scores of a set; those that nothing is labelled for are left out.
fn scores(figures: &Figures) -> Vec<(&'static str, f64)> {
    let lineage = figures.group("lineage").rates;
    let mut scores = vec![
        ("entries", figures.entries.f1()),
        ("orgs", figures.organizations.f1()),
        ("lineage-precision", lineage.precision()),
        ("lineage-recall", lineage.recall()),
    ];
    scores.extend(figures.relations.iter().map(|(group, related)| (*group, related.rates.f1())));
    let is_labelled = |group: &str| match group {
        "entries" => true,
        "orgs" => figures.organizations.found + figures.organizations.missed > 0,
        "lineage-precision" | "lineage-recall" => lineage.found + lineage.missed > 0,
        group => figures.group(group).rates.found + figures.group(group).rates.missed > 0,
    };
    scores.retain(|(group, _)| is_labelled(group));
    scores.into_iter().map(|(group, score)| (group, (score / STEP).round() * STEP)).collect()
}

fn written(floor: &Floor) -> String {
    let mut words = "# What each labelled set has reached, F1 unless it says otherwise; see README.md.\n".to_owned();
    for (set, scores) in floor {
        let _ = writeln!(words, "\n[{set}]");
        for (score, reached) in scores {
            let _ = writeln!(words, "{score} = {reached:.3}");
        }
    }
    words
}

fn table(floor: &Floor) -> String {
    let heads: Vec<&str> = COLUMNS.iter().map(|(_, head)| *head).collect();
    let mut rows = format!("| set | {} |\n| --- |{}\n", heads.join(" | "), " ---: |".repeat(COLUMNS.len()));
    for (set, scores) in floor {
        let cell = |name: &str| scores.get(name).map_or_else(String::new, |score| format!("{score:.3}"));
        let cells: Vec<String> = COLUMNS.iter().map(|(name, _)| cell(name)).collect();
        let _ = writeln!(rows, "| {set} | {} |", cells.join(" | "));
    }
    rows
}

/// What the patterns found, and which of them served one set only.
fn generality(tally: &Tally) -> String {
    let (narrow, idle, all) = (tally.narrow(), tally.idle(), tally.rows.len());
    let mut words = format!(
        "Of {all} patterns, {} found something on one set only and {} on none; {} served several.\n\n\
         | set | patterns that served it alone |\n| --- | --- |\n",
        narrow.len(),
        idle.len(),
        all - narrow.len() - idle.len()
    );
    for set in &tally.sets {
        let of_set: Vec<&str> = narrow.iter().filter(|(_, only)| only == set).map(|(pattern, _)| *pattern).collect();
        if !of_set.is_empty() {
            let _ = writeln!(words, "| {set} | {}: {} |", of_set.len(), of_set.join(", "));
        }
    }
    let _ = writeln!(words, "| none | {}: {} |", idle.len(), idle.join(", "));
    words
}

fn write_readme(floor: &Floor, tally: &Tally) {
    let path = folder().join("README.md");
    let readme = fs::read_to_string(&path).expect("README.md");
    let readme = replaced(&readme, "scores", &table(floor));
    let readme = replaced(&readme, "generality", &generality(tally));
    fs::write(&path, readme).expect("README.md can be written");
}

/// A text with other words between `<!-- name -->` and `<!-- /name -->`.
fn replaced(text: &str, name: &str, words: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).expect("the mark before it") + open.len();
    let end = text.find(&close).expect("the mark behind it");
    format!("{}\n{words}\n{}", &text[..start], &text[end..])
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quality")
}
