//! Every file of `queries/`: its header, its parameters, and its answer on the sample graph.
//!
//! `UPDATE_ANSWERS=1 cargo test --test suite questions` writes the answers anew; read the difference before you keep it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use paperclade::knowledge::Knowledge;
use paperclade::knowledge::questions::{self, Question, Questions};
use paperclade::model::vocabulary;
use paperclade::pipeline;
use paperclade::query::{Format, Labels, Options, Results, answer, check, format, syntax};
use paperclade::report::Report;
use paperclade::text::names::Names;
use spargebra::Query;
use spargebra::algebra::GraphPattern;

use paperclade::store;

use crate::support::shelf;

fn all() -> Questions {
    questions::load(None).expect("the shipped questions are proper")
}

fn checked(check: impl Fn(&Question) -> Result<(), String>) {
    let questions = all();
    let mut failures = String::new();
    for question in questions.questions.iter().chain(&questions.promises) {
        if let Err(failure) = check(question) {
            let _ = writeln!(failures, "{}: {failure}", question.name);
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

fn require(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

#[test]
fn every_question_parses_names_its_columns_and_is_ordered() {
    checked(|question| {
        let query = syntax::parse(&question.text, vocabulary::DEFAULT_BASE).map_err(|e| e.to_string())?;
        let Query::Select { mut pattern, .. } = query else { return Err("is no SELECT".to_owned()) };
        require(!question.text.contains("SELECT *") && !question.text.contains("DISTINCT *"), "SELECT *")?;
        loop {
            pattern = match pattern {
                GraphPattern::OrderBy { .. } => return Ok(()),
                GraphPattern::Project { inner, .. }
                | GraphPattern::Distinct { inner }
                | GraphPattern::Slice { inner, .. } => *inner,
                _ => return Err("does not end in ORDER BY".to_owned()),
            };
        }
    });
}

#[test]
fn every_header_is_complete_and_asks() {
    checked(|question| {
        require(question.summary.ends_with('?'), "the summary is no question")?;
        require(question.summary_zh.ends_with('？'), "the Chinese summary is no question")?;
        require(!question.description.is_empty() && !question.tags.is_empty(), "no description or tags")?;
        for parameter in &question.parameters {
            require(!parameter.example.is_empty(), "a parameter without a default")?;
            for phrasing in &question.phrasings {
                require(
                    phrasing.contains(&format!("{{{}}}", parameter.name)),
                    &format!("`{phrasing}` lacks {{{}}}", parameter.name),
                )?;
            }
        }
        let languages: Vec<&str> =
            question.phrasings.iter().map(|words| paperclade::text::script::language(words)).collect();
        let is_promise = question.name.starts_with("checks/");
        require(is_promise || (languages.contains(&"zh") && languages.contains(&"en")), "not asked in both languages")
    });
}

#[test]
fn prefixes_are_declared_as_the_project_has_them_and_used() {
    checked(|question| {
        let declared = |line: &&str| line.starts_with("PREFIX ");
        for line in question.text.lines().filter(declared) {
            let parts: Vec<&str> = line.split(' ').collect();
            let (prefix, namespace) = (parts[1].trim_end_matches(':'), parts[2].trim_matches(['<', '>']));
            let known = vocabulary::PREFIXES.contains(&(prefix, namespace));
            require(known, &format!("{line} is not the project's"))?;
            let uses = question.text.matches(&format!("{prefix}:")).count();
            require(uses > 1, &format!("{prefix}: is not used"))?;
        }
        for (prefix, _) in vocabulary::PREFIXES {
            let body: String = question.text.lines().filter(|line| !line.starts_with(['#', 'P'])).collect();
            let is_used = body.contains(&format!(" {prefix}:")) || body.contains(&format!("({prefix}:"));
            require(
                !is_used || question.text.contains(&format!("PREFIX {prefix}: ")),
                &format!("{prefix}: is not declared"),
            )?;
        }
        Ok(())
    });
}

#[test]
fn no_two_questions_share_a_summary_or_a_phrasing() {
    let questions = all();
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for question in questions.questions.iter().chain(&questions.promises) {
        let words = question.phrasings.iter().chain([&question.summary, &question.summary_zh]);
        for said in words {
            let earlier = seen.insert(said, &question.name);
            assert!(
                earlier.is_none_or(|earlier| earlier == question.name),
                "{} and {earlier:?}: {said}",
                question.name
            );
        }
    }
}

#[test]
fn the_answers_on_the_sample_are_those_on_file() {
    let (graph, questions) = (shelf::graph(), all());
    let sample = store::open(store::quads(&graph)).expect("a store in memory");
    let names = Names::of(&graph);
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/answers");
    let mut failures = String::new();
    for question in &questions.questions {
        let values: Vec<String> =
            question.parameters.iter().map(|parameter| format!("{}={}", parameter.name, parameter.example)).collect();
        let understood = answer::named(question, &values, &graph, &names);
        let understood = understood.unwrap_or_else(|error| panic!("{}: {error}", question.name));
        let results = answer::answer(&sample, &understood, &Options::default()).expect("questions can be answered");
        assert!(matches!(results, Results::Rows(_)));
        let mut actual = Vec::new();
        format::write(&results, Some(Format::Tsv), &Labels::of(&sample, &graph.base), &mut actual).expect("memory");
        let actual = String::from_utf8(actual).expect("words");
        let file = folder.join(format!("{}.tsv", question.name));
        if std::env::var_os("UPDATE_ANSWERS").is_some() {
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            std::fs::write(&file, &actual).expect("a file");
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if expected != actual {
            let _ = writeln!(failures, "{}\nexpected:\n{expected}\nfound:\n{actual}", question.name);
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_default_is_found_in_the_sample_notes() {
    let notes = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/notes");
    let knowledge = Knowledge::load().expect("the shipped knowledge is proper");
    let graph = pipeline::build(&[notes], &knowledge, vocabulary::DEFAULT_BASE, &mut Report::default())
        .expect("the sample notes can be read");
    let names = Names::of(&graph);
    checked(|question| {
        let values: Vec<String> =
            question.parameters.iter().map(|parameter| format!("{}={}", parameter.name, parameter.example)).collect();
        answer::named(question, &values, &graph, &names).map(drop).map_err(|error| error.to_string())
    });
}

#[test]
fn the_sample_keeps_every_promise() {
    let (graph, questions) = (shelf::graph(), all());
    let kept = check::check(
        &store::open(store::quads(&graph)).expect("a store in memory"),
        &questions.promises,
        &Options::default(),
    )
    .expect("promises are queries");
    for promise in kept {
        assert_eq!(promise.verdict, check::Verdict::Kept, "{}", promise.promise.name);
    }
}

#[test]
fn the_table_of_questions_is_current() {
    let questions = all();
    let mut table = "# What can be asked\n\nGenerated from the headers of the files: \
                     `UPDATE_ANSWERS=1 cargo test --test suite questions`.\nA file with a header is all that a new question \
                     needs; its answer on the sample goes to `tests/answers/`.\n\n\
                     | question | in Chinese | parameters | file |\n| --- | --- | --- | --- |\n"
        .to_owned();
    for question in questions.questions.iter().chain(&questions.promises) {
        let parameters: Vec<&str> = question.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        let Question { name, summary, summary_zh, .. } = question;
        let _ = writeln!(table, "| {summary} | {summary_zh} | {} | [{name}]({name}.rq) |", parameters.join(", "));
    }
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("queries/README.md");
    if std::env::var_os("UPDATE_ANSWERS").is_some() {
        std::fs::write(&file, &table).expect("a file");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), table);
}

#[test]
fn no_answer_is_left_of_a_question_that_is_gone() {
    let questions = all();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/answers");
    for about in std::fs::read_dir(folder).expect("a folder").map(|about| about.expect("a folder").path()) {
        for answer in std::fs::read_dir(&about).expect("a folder").map(|answer| answer.expect("a file").path()) {
            let name = |path: &std::path::Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let name = format!("{}/{}", name(&about).expect("a name"), name(&answer).expect("a name"));
            assert!(questions.questions.iter().any(|question| question.name == name), "{name}");
        }
    }
}
