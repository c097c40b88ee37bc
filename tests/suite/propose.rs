//! What the files of others propose.

use std::path::Path;

use paperclade::propose::{self, Format};

use crate::support::console::Console;

fn proposed(text: &str, format: Format) -> Vec<String> {
    let found = propose::proposals(Path::new("f"), text, format).expect("it can be read");
    found.into_iter().map(|each| format!("{} {}", each.line, each.cells.join("|"))).collect()
}

#[test]
fn tables_json_lines_and_corrections_propose_the_same_lines() {
    let csv = "subject,relation,object,basis,reason\n\"A, B\",extends,C,stated,why\nA,extends,D,inferred,\n";
    assert_eq!(proposed(csv, Format::Csv), ["2 assert|A, B|extends|C|why||"]);
    // Lines are counted the same however they end.
    let rows = "subject,relation,object\nA,extends,B\n\nC,extends,D\n";
    let expected = ["2 assert|A|extends|B|||", "4 assert|C|extends|D|||"];
    assert_eq!(proposed(rows, Format::Csv), expected);
    assert_eq!(proposed(&rows.replace('\n', "\r\n"), Format::Csv), expected);
    assert_eq!(proposed("name,date\nA,2021-03\n", Format::Csv), ["2 date|A||2021-03|||"]);
    let jsonl = "{\"type\":\"node\",\"id\":\"work/a\",\"label\":\"A, B\"}\n\
                 {\"type\":\"relation\",\"subject\":\"work/a\",\"relation\":\"extends\",\"object\":\"C\",\"reason\":\"why\"}\n\
                 {\"type\":\"relation\",\"subject\":\"work/a\",\"relation\":\"extends\",\"object\":\"D\",\"basis\":\"inferred\"}\n";
    assert_eq!(proposed(jsonl, Format::Jsonl), ["2 assert|A, B|extends|C|why||"]);
    let tsv =
        "# mine\n\nverb\tsubject\trelation\tobject\treason\tauthor\tdate\nassert\tA, B\textends\tC\twhy\tme\t2024\n";
    assert_eq!(proposed(tsv, Format::Tsv), ["4 assert|A, B|extends|C|why|me|2024"]);
}

#[test]
fn what_cannot_be_read_names_its_line() {
    for (text, format, said) in [
        ("a,b\n", Format::Csv, "f:1: the head names neither"),
        ("{}\n[1\n", Format::Jsonl, "f:2: it is no object of JSON"),
    ] {
        let error = propose::proposals(Path::new("f"), text, format).expect_err("it cannot be read");
        assert!(error.to_string().starts_with(said), "{error}");
    }
}

#[test]
fn what_the_program_exports_proposes_nothing_new() {
    let console = Console::with_notes();
    console.answer(&["build", "data/notes/lora.md"]);
    for format in ["csv", "jsonl"] {
        let file = format!("own.{format}");
        std::fs::write(console.path().join(&file), console.answer(&["export", "--format", format])).expect("written");
        let ran = console.run(&["import", &file]);
        assert!(
            ran.code == Some(1) && ran.out.contains("0 proposed, ") && ran.out.ends_with(" 0 refused\n"),
            "{ran:?}"
        );
    }
}
