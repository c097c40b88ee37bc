//! `ask`, `query` and `check` as they are typed: what they write, and how they end.

use clap::Parser;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput};
use paperclade::cli::outcome::Outcome;
use paperclade::cli::{ask, check, query};
use paperclade::knowledge::questions;
use paperclade::model::{Corrections, Fact, Graph};
use paperclade::query::syntax;
use paperclade::store;
use spargebra::Query;

use crate::support::shelf;

#[derive(Parser)]
enum Verb {
    Ask(ask::Arguments),
    Query(query::Arguments),
    Check(check::Arguments),
}

/// What a command writes about a graph, and how it ends; an error as its words.
fn typed_on(graph: &Graph, words: &[&str]) -> (String, Option<Outcome>) {
    let questions = questions::load(None).expect("the shipped questions are proper");
    let store = store::open(store::quads(graph)).expect("a store in memory");
    let verb = Verb::try_parse_from(["paperclade"].iter().chain(words)).expect("proper arguments");
    let mut out = Vec::new();
    let source = ask::Source { graph, store: &store, questions: &questions };
    let ended = match verb {
        Verb::Ask(arguments) => ask::run(&arguments, source, &mut out),
        Verb::Query(arguments) => query::run(&arguments, &store, &graph.base, &mut out),
        Verb::Check(arguments) => {
            let (questions, corrections) = (&questions, &Corrections::default());
            check::run(&arguments, check::Source { graph, store: &store, questions, corrections, notes: &[] }, &mut out)
        }
    };
    match ended {
        Ok(outcome) => (String::from_utf8(out).expect("words"), Some(outcome)),
        Err(error) => (error.hint().map_or_else(|| error.to_string(), |hint| format!("{error}\nhint: {hint}")), None),
    }
}

fn typed(words: &[&str]) -> (String, Option<Outcome>) {
    typed_on(&shelf::graph(), words)
}

#[test]
fn an_answer_names_the_question_and_the_words_it_rests_on() {
    let (written, outcome) = typed(&["ask", "which works build on BLIP-2?"]);
    assert_eq!(outcome, Some(Outcome::Done));
    assert_eq!(
        written,
        "Which works build on this work, directly or through others? (works/built-on-by-at-all: work = BLIP-2)\n\n\
         work          date     through\n\
         ────────────  ───────  ─────────\n\
         MiniGPT-4     2023-04\n\
         InstructBLIP  2023-06\n\
         MiniGPT-5     2023-10  MiniGPT-4\n\n\
         MiniGPT-4\n  MiniGPT-4 uses the model BLIP-2\n    日志/daily log.md:33 “BLIP2 的 ViT + Vicuna”\n\
         InstructBLIP\n  InstructBLIP extends BLIP-2\n    日志/daily log.md:26 “在 BLIP-2 的架构上改进”\n\
         \x20 InstructBLIP uses the model BLIP-2\n    日志/daily log.md:60 “基于 BLIP-2 微调”\n\
         MiniGPT-5\n  MiniGPT-5 extends MiniGPT-4\n    日志/daily log.md:35 “基于 MiniGPT4 引入生成能力”\n\
         \x20 MiniGPT-4 uses the model BLIP-2\n    日志/daily log.md:33 “BLIP2 的 ViT + Vicuna”\n"
    );
    assert_eq!(typed(&["ask", "which", "works", "build", "on", "BLIP-2"]).0, written);
    let (short, _) = typed(&["ask", "which works build on BLIP-2?", "--no-evidence"]);
    assert!(written.starts_with(&short) && !short.contains('“'));
}

#[test]
fn what_was_read_names_the_entry() {
    let (written, _) = typed(&["ask", "what did I read in February 2024", "--format", "markdown"]);
    assert_eq!(
        written,
        "What did I read in this month? (library/read-in-month: month = 2024-02)\n\n\
         | work | read |\n| --- | --- |\n| SDXL | 2024-02 |\n\n\
         - SDXL\n  - 日志/daily log.md:10 (2024-02)\n"
    );
}

#[test]
fn a_question_in_chinese_is_answered_in_chinese() {
    let (written, _) = typed(&["ask", "CM3 之后是什么"]);
    assert!(written.starts_with("这个工作之后是什么？ (lineage/came-after: work = CM3)"), "{written}");
    let (written, outcome) = typed(&["ask", "DDPM 基于哪些工作？"]);
    assert!(written.ends_with("没有找到。\n"), "{written}");
    assert_eq!(outcome, Some(Outcome::NothingFound));
}

#[test]
fn what_a_rule_infers_names_the_rule() {
    let (written, _) = typed(&["ask", "what came after DALLE"]);
    assert!(written.contains("CM3 succeeds DALLE\n    inferred by the rule next-in-family from VQ-VAE\n"), "{written}");
}

#[test]
fn relations_between_two_works_bring_only_their_own_evidence() {
    let (written, _) = typed(&["ask", "how are InstructBLIP and BLIP-2 related"]);
    assert_eq!(written.matches('“').count(), 3, "{written}");
    assert!(written.contains(":27 “outperforms BLIP-2”"), "{written}");
}

#[test]
fn csv_has_a_row_for_each_place_and_none_where_evidence_is_left_out() {
    let asked = ["ask", "works/built-on-by-at-all", "work=BLIP-2", "--format", "csv"];
    let (written, _) = typed(&asked);
    let rows: Vec<&str> = written.lines().collect();
    assert_eq!(rows[0], "work,date,through,because,file,line,quote");
    assert_eq!(
        rows[1],
        "MiniGPT-4,2023-04,,MiniGPT-4 uses the model BLIP-2,日志/daily log.md,33,BLIP2 的 ViT + Vicuna"
    );
    // InstructBLIP says it twice, and MiniGPT-5 builds on BLIP-2 by two steps.
    assert_eq!(rows.iter().filter(|row| row.starts_with("InstructBLIP,")).count(), 2);
    assert_eq!(rows.iter().filter(|row| row.starts_with("MiniGPT-5,2023-10,MiniGPT-4,")).count(), 2);
    let (short, _) = typed(&[&asked[..], &["--no-evidence"]].concat());
    assert_eq!(short.lines().collect::<Vec<_>>()[..2], ["work,date,through", "MiniGPT-4,2023-04,"]);
    let (inferred, _) = typed(&["ask", "came-after", "DALLE", "--format", "csv"]);
    assert!(inferred.contains("CM3,succeeds,2022-01,CM3 succeeds DALLE (rule next-in-family),,,\r\n"), "{inferred}");
}

#[test]
fn json_is_that_of_sparql_with_the_question_and_the_evidence_beside() {
    let (written, _) = typed(&["ask", "哪些工作直接基于 MiniGPT-4", "--format", "json"]);
    let parsed = QueryResultsParser::from_format(QueryResultsFormat::Json)
        .for_reader(written.as_bytes())
        .expect("it is SPARQL 1.1 JSON");
    let ReaderQueryResultsParserOutput::Solutions(rows) = parsed else { panic!("{written}") };
    assert_eq!(rows.count(), 1);
    let told: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
    assert_eq!(told["question"]["name"], "works/built-on-by");
    assert_eq!(told["question"]["values"]["work"], "MiniGPT-4");
    assert_eq!(told["evidence"][0]["shown"]["relation"], "扩展");
    let evidence = &told["evidence"][0]["facts"][0]["evidence"][0];
    assert_eq!((&evidence["note"], &evidence["line"]), (&"日志/daily log.md".into(), &35.into()));
    assert_eq!(evidence["quote"], "基于 MiniGPT4 引入生成能力");
    let (read, _) = typed(&["ask", "read-in-month", "2024-02", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(&read).expect("it is JSON");
    assert_eq!(read["evidence"][0]["readings"][0]["line"], 10);
}

#[test]
fn relations_and_columns_are_named_in_the_language_of_the_question() {
    let (written, _) = typed(&["ask", "哪些工作直接基于 MiniGPT-4"]);
    assert!(written.contains("工作       关系  日期\n"), "{written}");
    assert!(written.contains("MiniGPT-5  扩展  2023-10\n"), "{written}");
    assert!(written.contains("  MiniGPT-5 扩展 MiniGPT-4\n"), "{written}");
    assert!(typed(&["ask", "who uses VQGAN"]).0.contains("CM3   uses the model  2022-01\n"));
    let questions = questions::load(None).expect("the shipped questions are proper");
    for question in &questions.questions {
        let query = syntax::parse(&question.text, &shelf::graph().base).expect("a query");
        let Query::Select { pattern, .. } = query else { panic!("{} is no SELECT", question.name) };
        let mut shown: Vec<String> = Vec::new();
        pattern.on_in_scope_variable(|variable| shown.push(variable.as_str().to_owned()));
        for column in shown.iter().filter(|column| !column.starts_with('_')) {
            assert!(questions.words.columns.contains_key(column), "{}: {column} has no Chinese name", question.name);
        }
    }
}

#[test]
fn a_question_by_name_takes_values_by_key_or_in_order() {
    let (by_key, outcome) = typed(&["ask", "works/builds-on-at-all", "work=sdxl", "--format", "csv"]);
    assert_eq!(outcome, Some(Outcome::Done));
    assert!(by_key.starts_with("work,date,through,because,file,line,quote\r\n"), "{by_key}");
    for words in [["works/builds-on-at-all", "SDXL"], ["builds-on-at-all", "work=http://localhost:7878/work/sdxl"]] {
        assert_eq!(typed(&["ask", words[0], words[1], "--format", "csv"]).0, by_key);
    }
    // A question in words may begin with the name of one.
    assert!(typed(&["ask", "timeline", "of", "LDM"]).0.contains("(lineage/timeline: work = LDM)"));
    assert_eq!(typed(&["ask", "read-in-month", "month=2024年2月", "--format", "csv"]).0.lines().count(), 2);
}

#[test]
fn what_is_wrong_with_a_question_by_name_is_said() {
    for (words, said) in [
        (
            &["ask", "works/builds-on"][..],
            "`works/builds-on` needs `work`; for example: paperclade ask works/builds-on work=minigpt-4",
        ),
        (
            &["ask", "works/builds-on", "work=SDXLL"],
            "nothing in the graph is called `SDXLL`\nhint: did you mean `SDXL`",
        ),
        (&["ask", "works/builds-on", "paper=SDXL"], "`paper=SDXL` does not fit: `works/builds-on` takes `work`"),
        (&["ask", "library/read", "SDXL"], "`SDXL` does not fit: `library/read` takes no value"),
        (
            &["ask", "works/bilds-on", "work=SDXL"],
            "there is no question `works/bilds-on`\nhint: did you mean `works/builds-on`",
        ),
        (&["ask", "library/read-in-month", "month=soon"], "`soon` is no month like 2024-02"),
        (&["ask", "library/read-in-year", "year=24"], "`24` is no year like 2024"),
        (&["query", "no-such-file.rq"], "cannot read `no-such-file.rq`"),
        (&["check", "no-self-decent"], "there is no promise `no-self-decent`\nhint: did you mean `no-self-descent`"),
    ] {
        let (written, outcome) = typed(words);
        assert!(written.starts_with(said), "{words:?}\n{written}");
        assert_eq!(outcome, None);
    }
}

#[test]
fn what_is_not_understood_comes_with_the_nearest_questions() {
    let (written, outcome) = typed(&["ask", "which works do not build on BLIP-2"]);
    assert!(
        written.starts_with("`which works do not build on BLIP-2` is not understood; the nearest questions are:\n")
    );
    assert!(written.contains("works/built-on-by-at-all") && written.matches("\n    ask \"").count() == 3, "{written}");
    assert_eq!(outcome, None);
    assert!(typed(&["ask", "今天天气怎么样"]).0.starts_with("没有听懂“今天天气怎么样”"));
}

#[test]
fn the_list_names_every_question_in_both_languages() {
    let (written, _) = typed(&["ask", "--list"]);
    let questions = questions::load(None).expect("the shipped questions are proper");
    assert_eq!(written.lines().count(), questions.questions.len() + 2);
    for question in &questions.questions {
        assert!(written.contains(&question.name) && written.contains(&question.summary_zh), "{}", question.name);
    }
}

#[test]
fn a_query_is_given_as_text_and_ends_with_nothing_found() {
    let (written, outcome) = typed(&["query", "SELECT ?w { ?w pc:buildsOn <work/blip-2> }"]);
    assert_eq!((written.as_str(), outcome), ("w\n────────────\nInstructBLIP\nMiniGPT-4\n", Some(Outcome::Done)));
    assert_eq!(
        typed(&["query", "ASK { <work/ddpm> pc:buildsOn ?x }"]),
        ("no\n".to_owned(), Some(Outcome::NothingFound))
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("own question.rq");
    std::fs::write(&file, "SELECT ?w { ?w pc:buildsOn <work/blip-2> }").expect("a file");
    assert_eq!(typed(&["query", file.to_str().expect("words")]).0, written);
}

#[test]
fn a_promise_that_is_broken_shows_its_rows() {
    let (written, outcome) = typed(&["check"]);
    assert!(written.ends_with(" promises, 0 broken; 0 contradictions\n"), "{written}");
    assert_eq!(outcome, Some(Outcome::Done));

    let mut graph = shelf::graph();
    let back = graph.facts.iter().find(|fact| fact.subject == "work/sdxl").cloned().expect("SDXL builds on SD");
    graph.facts.push(Fact {
        subject: "work/ddpm".to_owned(),
        relation: "extends".to_owned(),
        object: "work/sdxl".to_owned(),
        ..back
    });
    graph.sort();
    let (written, outcome) = typed_on(&graph, &["check"]);
    assert_eq!(outcome, Some(Outcome::NothingFound));
    assert!(
        written.contains("broken   no-descent-cycle: Which works descend from themselves through others?"),
        "{written}"
    );
    assert!(written.contains("broken   nothing-builds-on-a-later-work"), "{written}");
    assert!(written.contains("ok       no-self-descent\n") && written.contains(" 2 broken; "), "{written}");
    let (written, _) = typed_on(&graph, &["check", "no-descent-cycle", "--format", "csv"]);
    assert!(written.contains("no-descent-cycle,broken,\"work: DDPM, next: SDXL\"\r\n"), "{written}");
}

#[test]
fn questions_of_a_folder_are_added_and_replace_shipped_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("queries/mine");
    std::fs::create_dir_all(&own).expect("a folder");
    let text = "#+ summary: Which works are mine?\n#+ ask:\n#+   - which works are really mine\n\
                SELECT ?w WHERE { ?w a pc:Work } ORDER BY ?w\n";
    std::fs::write(own.join("works.rq"), text).expect("a file");
    std::fs::create_dir_all(folder.path().join("queries/library")).expect("a folder");
    std::fs::write(folder.path().join("queries/library/read.rq"), text).expect("a file");
    std::fs::write(folder.path().join("queries/words.toml"), "filler = [\"verily\"]\n").expect("a file");
    let questions = questions::load(Some(folder.path())).expect("proper questions");
    assert_eq!(questions.named("mine/works").expect("added").summary, "Which works are mine?");
    assert_eq!(questions.named("library/read").expect("replaced").summary, "Which works are mine?");
    assert!(questions.words.filler.contains(&"verily".to_owned()));

    std::fs::write(own.join("works.rq"), "SELECT ?w { ?w a ?_kind_iri }").expect("a file");
    let error = questions::load(Some(folder.path())).expect_err("no header").to_string();
    assert!(error.starts_with("queries/mine/works.rq: its header: "), "{error}");
    std::fs::write(own.join("works.rq"), "#+ summary: Which?\nSELECT ?w { ?w a ?_kind_iri }").expect("a file");
    let error = questions::load(Some(folder.path())).expect_err("no default").to_string();
    assert_eq!(error, "queries/mine/works.rq: the parameter `kind` has no default");
}
