//! The owner's word: what each correction does, and what happens to one that cannot hold.

use std::fs;
use std::path::Path;
use std::process::Command;

use paperclade::correct;
use paperclade::knowledge::terms::Terms;
use paperclade::model::{Because, Graph, Status};
use paperclade::report::{Code, Report};

use crate::support::vault::{self, Vault};

const NOTE: &str = "## 2024.3.1
《**FooNet: Nets for Foo**》
1. 在BarNet的基础上改进了注意力
2. 优于QuxNet，与BazNet类似
## 2024.3.2
《**FooNet-2: More Nets for Foo**》
1. FooNet-2在QuxNet的基础上扩展
";

#[test]
fn an_asserted_fact_is_in_the_graph_with_its_line_and_reason() {
    let (graph, _) = grown("# mine\n\nassert\tFooNet\textends\tQuxNet\tthe code says so\n");
    let fact = graph.facts.iter().find(|fact| fact.object == "work/quxnet" && fact.subject == "work/foonet");
    let because = Because::Asserted { line: 3, reason: "the code says so".to_owned() };
    assert_eq!(
        fact.map(|fact| (fact.relation.as_str(), &fact.because)),
        Some(("comparesWith", &fact.expect("a fact").because))
    );
    assert!(
        graph.facts.iter().any(|fact| fact.relation == "extends" && fact.because == because),
        "{:?}",
        spoken(&graph)
    );
}

#[test]
fn an_asserted_fact_that_is_also_stated_keeps_its_evidence_and_beats_other_relations_of_the_pair() {
    check("", &["FooNet extends BarNet (stated)"], &[]);
    check("assert\tfoo-net\textends\tbarnet", &["FooNet extends BarNet (stated)"], &["extends BarNet (asserted)"]);
    check("assert\tFooNet\tusesMethod\tBarNet", &["FooNet usesMethod BarNet (asserted)"], &["FooNet extends BarNet"]);
    check("assert\tFooNet\tbuildsOn\tBarNet", &["FooNet extends BarNet (stated)"], &["buildsOn"]);
}

#[test]
fn a_thing_that_only_the_owner_names_is_made() {
    let (graph, _) = grown(
        "assert\tFooNet\tusesModel\tLSTM\nassert\tFooNet\thasTopic\t扩散模型\nassert\tFooNet\tevaluatedOn\tMyOwnBench\n",
    );
    let kind = |id: &str| graph.entity(id).map(|entity| entity.kind.clone());
    assert_eq!(kind("dataset/myownbench").as_deref(), Some("Dataset"), "{:?}", spoken(&graph));
    assert!(graph.facts.iter().any(|fact| fact.object.starts_with("concept/") && fact.basis() == "asserted"));
    assert!(graph.facts.iter().any(|fact| graph.label(&fact.object) == "LSTM"));
}

#[test]
fn a_rejected_fact_stays_away_however_it_is_found() {
    check("reject\tFooNet\textends\tBarNet", &["FooNet comparesWith QuxNet"], &["FooNet extends BarNet"]);
    check("reject\tFooNet\tbuildsOn\tBarNet", &[], &["BarNet"]);
    check("reject\tFooNet\t*\tQuxNet", &["FooNet-2 extends QuxNet"], &["FooNet comparesWith QuxNet"]);
    check("", &["FooNet-2 extends FooNet (inferred)"], &[]);
    check("reject\tFooNet-2\textends\tFooNet", &[], &["FooNet-2 extends FooNet"]);
}

#[test]
fn what_only_a_rejected_fact_named_is_gone() {
    let (graph, _) = grown("reject\tFooNet\textends\tBarNet\n");
    assert!(graph.entity("work/barnet").is_none());
    assert!(graph.entity("work/foonet").is_some());
}

#[test]
fn two_names_that_are_the_same_are_one_thing() {
    let (graph, _) = grown("same\tBarNet\tQuxNet\n");
    assert!(graph.entity("work/barnet").is_none());
    let one = graph.entity("work/quxnet").expect("one thing");
    assert!(one.aliases.iter().any(|alias| alias.text == "BarNet"));
    assert!(spoken(&graph).contains(&"FooNet extends QuxNet (stated)".to_owned()), "{:?}", spoken(&graph));
    let (graph, _) = grown("same\t福网络\tFooNet\n");
    assert!(graph.entity("work/foonet").expect("it").aliases.iter().any(|alias| alias.text == "福网络"));
}

#[test]
fn a_name_that_the_owner_gives_is_recognized() {
    let vault = Vault::of(&[("a.md", NOTE), ("b.md", "## 2024.4.1\n《**ZipNet: Zip**》\n1. 在福网络的基础上改进\n")]);
    vault.write("corrections.tsv", "same\t福网络\tFooNet\n");
    let (graph, _) = vault.graph();
    assert!(spoken(&graph).iter().any(|fact| fact.starts_with("Zip") && fact.ends_with("extends FooNet (stated)")));
}

#[test]
fn two_papers_of_one_short_name_are_told_apart_by_their_titles() {
    let other = "## 2024.4.1\n《**FooNet: Quite Another Thing**》\n1. 在ZipNet的基础上改进\n";
    let vault = Vault::of(&[("a.md", NOTE), ("b.md", other)]);
    let works = |graph: &Graph| graph.entities.iter().filter(|entity| entity.status == Status::Read).count();
    assert_eq!(works(&vault.graph().0), 2);
    vault.write("corrections.tsv", "different\tFooNet: Nets for Foo\tFooNet: Quite Another Thing\n");
    let (graph, report) = vault.graph();
    assert_eq!(works(&graph), 3, "{report:?} {:?}", spoken(&graph));
    assert_eq!(idle(&report), [""; 0]);
    assert!(spoken(&graph).contains(&"FooNet extends BarNet (stated)".to_owned()), "{:?}", spoken(&graph));
    assert!(spoken(&graph).iter().any(|fact| fact.ends_with("Quite Another Thing extends ZipNet (stated)")));
}

#[test]
fn an_alias_of_the_lexicon_that_is_different_is_a_thing_of_its_own() {
    let note = "## 2024.4.1\n《**ZipNet: Zip**》\n1. 在Stable Diffusion的基础上改进，优于SD\n";
    let vault = Vault::of(&[("b.md", note)]);
    vault.write("corrections.tsv", "different\tSD\tStable Diffusion\n");
    let (graph, report) = vault.graph();
    assert!(graph.entity("work/sd").is_some(), "{:?}", spoken(&graph));
    assert_eq!(idle(&report), [""; 0]);
}

#[test]
fn a_thing_is_shown_dated_and_classed_as_the_owner_says() {
    let (graph, report) = grown("rename\tBarNet\tBar Network\ndate\tBarNet\t2019-02\nkind\tQuxNet\tmethod\n");
    let bar = graph.entity("work/barnet").expect("its address stays");
    assert_eq!(
        (bar.label.text.as_str(), bar.published.map(|date| date.to_string())),
        ("Bar Network", Some("2019-02".to_owned()))
    );
    assert!(graph.entity("method/quxnet").is_some_and(|entity| entity.kind == "Method"), "{:?}", spoken(&graph));
    assert_eq!(idle(&report), [""; 0]);
}

#[test]
fn an_ignored_word_is_no_name_and_no_paper() {
    check("ignore\tBarNet", &[], &["BarNet"]);
    let (graph, report) = grown("ignore\tFooNet\nignore\tNets for Foo\nignore\tFooNet: Nets for Foo\n");
    assert!(!graph.entities.iter().any(|entity| entity.label.text == "FooNet"), "{:?}", spoken(&graph));
    assert!(idle(&report).len() <= 1, "{report:?}");
}

#[test]
fn a_correction_that_matches_nothing_is_reported_at_its_line_and_kept() {
    let (_, report) =
        grown("date\tFooNet\t2021\nreject\tFooNet\textends\tNobodyNet\n\nignore\tNowhereNet\nrename\tNoNet\tYesNet\n");
    assert_eq!(idle(&report), ["corrections.tsv:2", "corrections.tsv:4", "corrections.tsv:5"]);
}

#[test]
fn a_malformed_line_names_its_line_and_what_to_write() {
    for (text, said, advice) in [
        ("asert\tA\textends\tB", "f.tsv:1: verb: there is no verb `asert`", "did you mean `assert`"),
        (
            "assert A extends B",
            "f.tsv:1: verb: there is no verb `assert A extends B`",
            "put one tab, not spaces, between the columns",
        ),
        ("#\n\nassert\tA\textend\tB", "f.tsv:3: relation: there is no relation `extend`", "did you mean `extends`"),
        ("assert\tA\t\tB", "f.tsv:1: relation: the cell is empty", "the columns are verb"),
        ("assert\tA\t*\tB", "f.tsv:1: relation: there is no relation `*`", "there are "),
        ("reject\tA\textends", "f.tsv:1: object: the cell is empty", "the columns are verb"),
        ("assert\tA\textends\ta", "f.tsv:1: object: it is the subject, `a`", "name two things"),
        (
            "same\tA\textends\tB",
            "f.tsv:1: relation: `same` has none, and here stands `extends`",
            "leave the third column empty",
        ),
        (
            "same\tBLIP-2\t\tblip 2",
            "f.tsv:1: object: `blip 2` and `BLIP-2` are one name, for only marks and case differ",
            "give their titles",
        ),
        ("kind\tA\t\tDataSett", "f.tsv:1: kind: there is no kind `DataSett`", "did you mean `Dataset`"),
        ("date\tA\t\tsoon", "f.tsv:1: object: `soon` is no date like 2024, 2024-03 or 2024-03-16", ""),
        ("ignore\tA\t\tB", "f.tsv:1: object: `ignore` has none", "leave the third and fourth columns empty"),
        ("ignore\t--", "f.tsv:1: subject: `--` has no letter or digit", "write the name of a thing"),
        ("ignore\tA\t\t\t\t\tsoon", "f.tsv:1: date: `soon` is no date like 2024, 2024-03 or 2024-03-16", ""),
        ("ignore\tA\t\t\t\t\t2024\tx", "f.tsv:1: 8 columns where 7 are the most", "the columns are verb"),
        ("<<<<<<< HEAD\nignore\tA", "f.tsv:1: git left an unfinished merge here", "take out the marks"),
    ] {
        let error = parsed(text).expect_err(text);
        assert_eq!(error.to_string(), said);
        assert!(error.hint().unwrap_or_default().contains(advice), "{:?}", error.hint());
    }
    let error = parsed_bytes(b"ignore\tA\nignore\t\xff\n").expect_err("no UTF-8");
    assert_eq!(error.to_string(), "f.tsv:2: it is not UTF-8");
}

#[test]
fn two_lines_that_contradict_each_other_are_both_named() {
    for (text, lines) in [
        ("assert\tA\textends\tB\nreject\ta\textends\tb", "lines 1 and 2"),
        ("reject\tA\t*\tB\n#\nassert\tA\tsimilarTo\tB", "lines 1 and 3"),
        ("reject\tA\tbuildsOn\tB\nassert\tA\tusesData\tB", "lines 1 and 2"),
        ("assert\tA\textends\tB\nassert\tB\tusesModel\tA", "lines 1 and 2"),
        ("assert\tA\textends\tB\nassert\tA\tusesModel\tB", "lines 1 and 2"),
        ("same\tA\t\tB\ndifferent\tB\t\tA", "lines 1 and 2"),
        ("same\tA\t\tB\nsame\tB\t\tC\ndifferent\tA\t\tC", "lines 2 and 3"),
        ("date\tA\t\t2021\ndate\ta\t\t2022", "lines 1 and 2"),
        ("kind\tA\t\tWork\nkind\tA\t\tDataset", "lines 1 and 2"),
        ("same\tA\t\tB\nrename\tA\t\tX\nrename\tB\t\tY", "lines 2 and 3"),
        ("ignore\tA\nassert\tA\textends\tB", "lines 1 and 2"),
    ] {
        let error = parsed(text).expect_err(text).to_string();
        assert!(error.starts_with(&format!("f.tsv: {lines} contradict each other: `")), "{error}");
    }
    for text in [
        "assert\tA\textends\tB\nassert\tA\textends\tB\nreject\tA\tusesModel\tB\nreject\tB\t*\tA",
        "assert\tA\tbuildsOn\tB\nassert\tA\textends\tB\nassert\tA\tcomparesWith\tB",
        "date\tA\t\t2021\ndate\tA\t\t2021\ndate\tB\t\t2022",
    ] {
        assert!(parsed(text).is_ok(), "{text}");
    }
}

#[test]
fn a_line_is_added_and_everything_else_stays() {
    let row = |words: [&str; 7]| words.map(str::to_owned);
    let text = "# mine\r\n\r\nignore\tA\t\t\tbecause";
    let more = correct::append(text, &row(["date", "B\tC", "", "2021", "line\nbreak", "me", ""]));
    assert_eq!(more, "# mine\r\n\r\nignore\tA\t\t\tbecause\r\ndate\tB C\t\t2021\tline break\tme\r\n");
    let first = correct::append("", &row(["ignore", "A", "", "", "", "", "2024-01-01"]));
    assert!(first.starts_with("# What you know better") && first.ends_with("\nignore\tA\t\t\t\t\t2024-01-01\n"));
    assert_eq!(parsed(&first).expect("it reads back").list.len(), 1);
}

#[test]
fn the_command_shows_what_changes_and_writes_one_line() {
    let vault = Vault::of(&[("a.md", NOTE)]);
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paperclade"));
        let output = command.args(words).args(["--notes", "."]).current_dir(vault.folder()).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let reject = ["correct", "reject", "foonet", "extends", "bar-net", "--reason", "no"];
    let (code, shown, _) = run(&[&reject[..], &["--dry-run"]].concat());
    assert!(code == Some(0) && shown.contains("- FooNet extends BarNet (stated, a.md:3)"), "{shown}");
    assert!(!vault.path("corrections.tsv").exists());
    assert_eq!(run(&reject).0, Some(0));
    let written = fs::read_to_string(vault.path("corrections.tsv")).expect("written");
    assert!(written.lines().last().is_some_and(|line| line.starts_with("reject\tfoonet\textends\tbar-net\tno\t\t20")));
    let (code, _, error) = run(&["correct", "assert", "FooNet", "extends", "BarNet"]);
    assert!(code == Some(2) && error.contains("contradict each other"), "{error}");
    let (code, _, error) = run(&["correct", "date", "FoNet", "2021"]);
    assert!(code == Some(2) && error.contains("did you mean `FooNet`"), "{error}");
    assert_eq!(fs::read_to_string(vault.path("corrections.tsv")).expect("as before"), written);
}

#[test]
fn lines_that_are_written_at_once_are_all_kept_and_so_is_what_somebody_typed_meanwhile() {
    let vault = Vault::of(&[("a.md", NOTE)]);
    vault.write("corrections.tsv", "# mine\n\ndate\tBarNet\t\t2018");
    let (years, mine) = (["2019", "2020", "2021"], "\r\n# typed meanwhile\r\n\r\n");
    let file = vault.path("corrections.tsv");
    std::thread::scope(|scope| {
        let command = |year: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_paperclade"));
            command.args(["correct", "assert", "FooNet", "usesModel", &format!("Net{year}"), "--new", "--notes", "."]);
            command.current_dir(vault.folder()).output().expect("it runs").status.success()
        };
        let running: Vec<_> = years.map(|year| scope.spawn(move || command(year))).into_iter().collect();
        // While they still weigh what changes, which takes longer than this.
        let mut open = fs::File::options().append(true).open(&file).expect("the file");
        std::io::Write::write_all(&mut open, mine.as_bytes()).expect("written");
        assert!(running.into_iter().all(|one| one.join().expect("it ends")));
    });
    let written = fs::read_to_string(&file).expect("the file");
    assert!(written.starts_with("# mine\n\ndate\tBarNet\t\t2018") && written.contains(mine), "{written}");
    assert!(years.iter().all(|year| written.contains(&format!("assert\tFooNet\tusesModel\tNet{year}\t"))), "{written}");
    assert_eq!(parsed(&written).expect("it is understood").list.len(), 4);
}

#[test]
fn the_notes_that_were_built_last_are_known_even_when_they_moved_with_their_store() {
    let vault = Vault::of(&[("first/notes/a.md", NOTE)]);
    let run = |folder: &str, words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paperclade"));
        command.args(words).current_dir(vault.path(folder)).output().expect("it runs").status.code()
    };
    assert_eq!(run("first", &["build", "notes"]), Some(0));
    assert_eq!(run("first", &["correct", "reject", "FooNet", "extends", "BarNet"]), Some(0));
    assert!(vault.path("first/notes/corrections.tsv").exists());
    fs::rename(vault.path("first"), vault.path("second")).expect("renamed");
    assert_eq!(run("second", &["correct", "date", "FooNet", "2021"]), Some(0));
    let written = fs::read_to_string(vault.path("second/notes/corrections.tsv")).expect("written");
    assert_eq!(written.lines().filter(|line| !line.starts_with('#')).count(), 2, "{written}");
    assert_eq!(run("second", &["build"]), Some(0));
    fs::rename(vault.path("second/notes"), vault.path("second/away")).expect("renamed");
    assert_eq!(run("second", &["correct", "date", "QuxNet", "2021"]), Some(2), "they are not there any more");
}

#[test]
fn a_build_with_a_malformed_line_leaves_the_store_as_it_is() {
    let vault = Vault::of(&[("a.md", NOTE)]);
    let build = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paperclade"));
        command.args(["build", "."]).current_dir(vault.folder()).output().expect("it runs")
    };
    assert_eq!(build().status.code(), Some(0));
    let before = fs::read(vault.path(".paperclade/current.json")).expect("a store");
    vault.write("corrections.tsv", "reject\tFooNet\n");
    let output = build();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("corrections.tsv:1: relation: the cell is empty"));
    assert_eq!(fs::read(vault.path(".paperclade/current.json")).expect("a store"), before);
}

/// Checks which facts there are and which there are not, with one correction.
fn check(correction: &str, there: &[&str], gone: &[&str]) {
    let (graph, _) = grown(&format!("{correction}\n"));
    let facts = spoken(&graph);
    for words in there {
        assert!(facts.iter().any(|fact| fact.contains(words)), "{correction}: no `{words}` in {facts:?}");
    }
    for words in gone {
        assert!(!facts.iter().any(|fact| fact.contains(words)), "{correction}: `{words}` in {facts:?}");
    }
}

fn grown(corrections: &str) -> (Graph, Report) {
    let vault = Vault::of(&[("a.md", NOTE)]);
    vault.write("corrections.tsv", corrections);
    vault.graph()
}

fn spoken(graph: &Graph) -> Vec<String> {
    vault::spoken(graph)
}

fn idle(report: &Report) -> Vec<String> {
    let remarks = report.remarks.iter().filter(|remark| remark.code == Code::IdleCorrection);
    remarks.map(|remark| format!("{}:{}", remark.note, remark.line)).collect()
}

fn parsed(text: &str) -> paperclade::error::Result<paperclade::model::Corrections> {
    parsed_bytes(text.as_bytes())
}

fn parsed_bytes(bytes: &[u8]) -> paperclade::error::Result<paperclade::model::Corrections> {
    correct::parse(Path::new("f.tsv"), bytes, &Terms::bundled().expect("the ontology"))
}
