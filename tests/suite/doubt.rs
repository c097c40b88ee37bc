//! What notes say that cannot all be true: each contradiction with both quotes, until the owner settles it.

use std::collections::BTreeSet;
use std::process::Command;

use paperclade::doubt;
use paperclade::model::{Conflict, Contradiction, Corrections};
use paperclade::pipeline;
use serde_json::Value;

use crate::support::vault::Vault;

/// Two works that build on each other, the earlier on the later one.
const OPPOSITE: &str = "## 2024.3.1
《**FooNet: Nets for Foo**》

2023.1 的一篇文章，要点：

1，在BarNet的基础上改进了注意力
## 2024.3.2
《**BarNet: Bars for Everybody**》

2023.5 的一篇文章，要点：

1，在FooNet的基础上扩展
";

const CIRCLE: &str = "## 2024.3.3
《**AcmeNet: Tops of Mountains**》
1. 在ZipNet的基础上改进
## 2024.3.4
《**ZipNet: Fast and Small**》
1. 在TuxNet的基础上改进
## 2024.3.5
《**TuxNet: Penguins in the Cold**》
1. It builds on AcmeNet.
";

#[test]
fn opposite_directions_and_a_child_before_its_parent_come_with_both_quotes() {
    let found = contradictions(&[("a.md", OPPOSITE)], "");
    let opposite = of(&found, Conflict::OppositeDirections);
    assert_eq!(opposite.message, "BarNet and FooNet build on each other");
    assert_eq!(quotes(opposite), ["a.md:12 在FooNet的基础上扩展", "a.md:6 在BarNet的基础上改进了注意力"]);
    let early = of(&found, Conflict::ChildBeforeParent);
    assert_eq!(early.message, "FooNet (2023-01) builds on BarNet (2023-05), which is later");
    assert_eq!(
        quotes(early),
        [
            "a.md:6 在BarNet的基础上改进了注意力",
            "a.md:4 2023.1 的一篇文章，要点：",
            "a.md:10 2023.5 的一篇文章，要点："
        ]
    );
    assert_eq!(found.len(), 2, "two works that build on each other are no circle besides: {found:?}");
}

#[test]
fn what_would_build_on_a_much_later_work_is_left_out_and_reported() {
    let notes = OPPOSITE.replace("2023.1 ", "2021.3 ");
    let found = contradictions(&[("a.md", &notes)], "");
    assert!(found.is_empty(), "{found:?}");
    let (graph, report) = Vault::of(&[("a.md", &notes)]).graph();
    assert!(graph.facts.iter().all(|fact| fact.object != "work/barnet" || fact.relation != "extends"));
    let remarks: Vec<_> = report.remarks.iter().map(|remark| (remark.line, remark.message.as_str())).collect();
    assert_eq!(remarks, [(6, "read as FooNet (2021-03) extends BarNet (2023-05), which is later, and left out")]);
}

#[test]
fn a_circle_of_descent_is_told_once_with_each_step() {
    let found = contradictions(&[("a.md", CIRCLE)], "");
    let [circle] = &found[..] else { panic!("{found:?}") };
    assert_eq!(circle.kind, Conflict::DescentCycle);
    assert_eq!(circle.message, "descent comes back to where it began: AcmeNet → ZipNet → TuxNet → AcmeNet");
    assert_eq!(circle.places.iter().map(|place| place.line).collect::<Vec<_>>(), [3, 6, 9]);
    assert!(contradictions(&[("a.md", CIRCLE)], "reject\tTuxNet\textends\tAcmeNet\n").is_empty());
    // What the owner asserts is said in the corrections.
    let asserted = contradictions(&[("a.md", CIRCLE)], "assert\tZipNet\textends\tAcmeNet\tI know\n");
    assert!(quotes(of(&asserted, Conflict::OppositeDirections)).contains(&"corrections.tsv:1 I know".to_owned()));
}

#[test]
fn two_dates_that_exclude_each_other_are_told_and_a_date_that_is_only_nearer_is_not() {
    let note =
        |date: &str| format!("## 2024.3.1\n《**FooNet: Nets for Foo**》\n\n{date} 的一篇文章，要点：\n\n1，很有意思\n");
    let (a, b) = (note("2021"), note("2023.5"));
    let notes = [("a.md", a.as_str()), ("b.md", b.as_str())];
    let found = contradictions(&notes, "");
    let [dates] = &found[..] else { panic!("{found:?}") };
    assert_eq!((dates.kind, dates.message.as_str()), (Conflict::TwoDates, "FooNet is dated 2021 and 2023-05"));
    assert_eq!(quotes(dates), ["a.md:4 2021 的一篇文章，要点：", "b.md:4 2023.5 的一篇文章，要点："]);
    assert!(contradictions(&notes, "date\tFooNet\t\t2021\n").is_empty(), "the owner has said which holds");
    let near = note("2021.6");
    assert!(contradictions(&[("a.md", a.as_str()), ("b.md", near.as_str())], "").is_empty());
}

#[test]
fn one_name_for_two_papers_is_told_until_the_owner_says_what_they_are() {
    let other = "## 2024.4.1\n《**FooNet: A Theory of Sleep in Whales**》\n1. 一篇很有意思的文章\n";
    let first = "## 2024.3.1\n《**FooNet: Nets for Foo**》\n1. 一篇很有意思的文章\n";
    let notes = [("a.md", first), ("b.md", other)];
    let found = contradictions(&notes, "");
    let one = of(&found, Conflict::OneNameForTwo);
    assert!(one.message.starts_with("FooNet is the name of “"), "{}", one.message);
    assert_eq!(
        quotes(one),
        ["a.md:2 《**FooNet: Nets for Foo**》", "b.md:2 《**FooNet: A Theory of Sleep in Whales**》"]
    );
    let (a, b) = ("FooNet: Nets for Foo", "FooNet: A Theory of Sleep in Whales");
    for verb in ["different", "same"] {
        let found = contradictions(&notes, &format!("{verb}\t{a}\t\t{b}\n"));
        assert!(found.is_empty(), "{verb}: {found:?}");
    }
}

#[test]
fn two_names_for_one_paper_are_told_until_the_owner_says_what_they_are() {
    let note = "## 2024.3.1\n《**FooNet: Nets for Foo**》\n1. 论文 https://arxiv.org/abs/2101.00001 很有意思\n\
                ## 2024.3.2\n《**Whales: A Theory of Sleep**》\n1. 论文 https://arxiv.org/abs/2101.00001 很有意思\n";
    let found = contradictions(&[("a.md", note)], "");
    let one = of(&found, Conflict::TwoNamesForOne);
    assert!(one.message.starts_with("arXiv:2101.00001 is that of "), "{}", one.message);
    assert_eq!(one.places.iter().map(|place| place.line).collect::<BTreeSet<_>>(), BTreeSet::from([2, 5]));
    for verb in ["different", "same"] {
        let found = contradictions(&[("a.md", note)], &format!("{verb}\tFooNet\t\tWhales\n"));
        assert!(found.iter().all(|each| each.kind != Conflict::TwoNamesForOne), "{verb}: {found:?}");
    }
}

#[test]
fn a_variant_of_two_unrelated_works_has_two_parents() {
    let corrections = "assert\tFooNet\tvariantOf\tLSTM\nassert\tFooNet\tvariantOf\tBERT\n";
    let note = "## 2024.3.1\n《**FooNet: Nets for Foo**》\n1. 一篇很有意思的文章\n";
    let found = contradictions(&[("a.md", note)], corrections);
    let parents = of(&found, Conflict::TwoParents);
    assert_eq!(parents.message, "FooNet is a variant of BERT and of LSTM");
    let related = format!("{corrections}assert\tBERT\textends\tLSTM\n");
    assert!(contradictions(&[("a.md", note)], &related).iter().all(|each| each.kind != Conflict::TwoParents));
}

#[test]
fn sarif_has_what_the_standard_requires_and_leads_to_the_lines() {
    let vault = Vault::of(&[("my notes/a.md", OPPOSITE), ("my notes/b.md", CIRCLE)]);
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paperclade"));
        let output = command.args(words).current_dir(vault.folder()).output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("text"))
    };
    assert_eq!(run(&["build", "my notes"]).0, Some(0));
    let (code, text) = run(&["check", "--format", "sarif"]);
    assert_eq!(code, Some(1));
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let results = validated(&log);
    let opposite = results.iter().find(|result| result["ruleId"] == "opposite-directions").expect("found");
    let place = &opposite["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "my%20notes/a.md");
    assert_eq!(place["region"]["snippet"]["text"], "在FooNet的基础上扩展");
    assert_eq!(opposite["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 6);
    assert!(results.iter().any(|result| result["ruleId"] == "promise/no-descent-cycle"));
    assert_eq!(run(&["check", "--format", "sarif"]).1, text, "the same each time");

    let (_, json) = run(&["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["contradictions"].as_array().map(Vec::len), Some(3));
    assert_eq!(json["contradictions"][0]["kind"], "opposite-directions");
    assert_eq!(json["contradictions"][0]["places"][1]["line"], 6);
    let promises = json["promises"].as_array().expect("a list");
    assert!(promises.iter().any(|promise| promise["promise"] == "no-descent-cycle" && promise["state"] == "broken"));

    let (_, table) = run(&["check", "descent-cycle", "no-self-descent"]);
    assert!(table.ends_with("1 promise, 0 broken; 1 contradiction\n"), "{table}");
    assert!(table.contains("         b.md:9 “It builds on AcmeNet.” (TuxNet extends AcmeNet)\n"), "{table}");
    let (_, rows) = run(&["check", "descent-cycle", "--format", "csv"]);
    assert!(
        rows.contains("descent-cycle,doubt,\"descent comes back") || rows.contains("descent-cycle,doubt,descent"),
        "{rows}"
    );
}

/// The results of a log, after looking for what SARIF 2.1.0 requires (sections 3.13, 3.14, 3.19, 3.27, 3.28, 3.29, 3.30, 3.49).
fn validated(log: &Value) -> &Vec<Value> {
    assert_eq!(log["version"], "2.1.0");
    assert!(
        log["$schema"].as_str().is_some_and(|schema| schema.starts_with("https://") && schema.contains("sarif-2.1.0"))
    );
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "paperclade");
    assert!(["utf16CodeUnits", "unicodeCodePoints"].contains(&runs[0]["columnKind"].as_str().expect("a kind")));
    let rules = driver["rules"].as_array().expect("rules");
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "each rule once");
    assert!(rules.iter().all(|rule| rule["shortDescription"]["text"].as_str().is_some_and(|text| !text.is_empty())));
    let results = runs[0]["results"].as_array().expect("results");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(result["ruleId"], ids[index]);
        assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().expect("a level")));
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let none = Vec::new();
        let all = |list: &str| result[list].as_array().unwrap_or(&none).clone();
        for location in all("locations").iter().chain(&all("relatedLocations")) {
            let place = &location["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().expect("an address");
            assert!(uri.is_ascii() && !uri.contains(' ') && !uri.is_empty(), "{uri}");
            assert!(place["region"]["startLine"].as_u64().is_some_and(|line| line >= 1));
            assert!(place["region"]["snippet"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        }
        let ids: BTreeSet<u64> = all("relatedLocations").iter().filter_map(|place| place["id"].as_u64()).collect();
        assert_eq!(ids.len(), all("relatedLocations").len(), "related places have ids of their own");
    }
    results
}

/// What contradicts itself in notes with corrections.
fn contradictions(notes: &[(&str, &str)], corrections: &str) -> Vec<Contradiction> {
    let vault = Vault::of(notes);
    if !corrections.is_empty() {
        vault.write("corrections.tsv", corrections);
    }
    let corrections =
        pipeline::corrections(&[vault.folder().to_owned()], None).unwrap_or_else(|_| Corrections::default());
    doubt::contradictions(&vault.graph().0, &corrections)
}

fn of(found: &[Contradiction], kind: Conflict) -> &Contradiction {
    found.iter().find(|each| each.kind == kind).unwrap_or_else(|| panic!("no {kind:?} in {found:?}"))
}

/// `note:line quote` of each place.
fn quotes(contradiction: &Contradiction) -> Vec<String> {
    contradiction.places.iter().map(|place| format!("{}:{} {}", place.note, place.line, place.quote)).collect()
}
