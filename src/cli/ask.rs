//! `ask`: a question in words, or by name.

use std::io::{self, Write};
use std::time::Duration;

use oxigraph::model::{Literal, Term};
use oxigraph::store::Store;

use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::knowledge::questions::{Question, Questions};
use crate::knowledge::terms::Terms;
use crate::model::Graph;
use crate::query::evidence::{self, Ground, Marks};
use crate::query::format::evident::{self, Evident};
use crate::query::labels::Wording;
use crate::query::results::{Results, Rows};
use crate::query::understand::{Argument, Understanding, Understood, understand};
use crate::query::{self, Format, Labels, Options};
use crate::text::names::Names;
use crate::text::script;

const EXAMPLES: &str = "\
Examples:
  paperclade ask which works build on BLIP-2
  paperclade ask \"哪些工作基于 BLIP-2？\"
  paperclade ask works/built-on-by work=BLIP-2
  paperclade ask \"what did I read in February 2024\" --format markdown
  paperclade ask works/built-on-by work=BLIP-2 --format json | jq '.evidence[].facts[].evidence[].quote'
  paperclade ask --list";

/// Ask a question in English or Chinese, or by its name
///
/// Says which question was understood, then the answer, and for each row the words of the notes that it rests on.
/// What is not understood is said, with the nearest questions; nothing is guessed.
///
/// csv has a row for each place in the notes, with because, file, line and quote behind the columns of the answer. json is
/// SPARQL 1.1 JSON with two members more: question, and evidence with, for each row, its words and the facts and entries
/// behind it. tsv and xml are SPARQL 1.1 and nothing else.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// The question in words, or its name with key=value
    #[arg(value_name = "WORDS…|NAME key=value…", required_unless_present = "list")]
    pub words: Vec<String>,
    /// List the questions that can be asked
    #[arg(long, conflicts_with = "words")]
    pub list: bool,
    /// Leave out the words of the notes
    #[arg(long)]
    pub no_evidence: bool,
    /// table, markdown, csv, json, tsv or xml
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// After how many seconds it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub timeout: u64,
}

/// What questions are asked of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The graph, for names and evidence.
    pub graph: &'a Graph,
    /// The same graph, for queries.
    pub store: &'a Store,
    /// What can be asked.
    pub questions: &'a Questions,
}

/// Answers the question.
///
/// # Errors
/// [`Error::Usage`] if it is not understood or lacks a value; [`Error::UnknownName`] if nothing has a name in it.
pub fn run(arguments: &Arguments, source: Source<'_>, out: &mut impl Write) -> Result<Outcome> {
    let labels = Labels::of(source.store, &source.graph.base);
    if arguments.list {
        query::format::write(&Results::Rows(listed(source.questions)), arguments.format, &labels, out)?;
        return Ok(Outcome::Done);
    }
    let understood = understood(&arguments.words, source)?;
    let terms = Terms::bundled()?;
    let words = &source.questions.words;
    let labels = labels.in_words(Wording { terms: &terms, words, language: understood.language });
    let options = Options { time_limit: Duration::from_secs(arguments.timeout), ..Options::of(&source.graph.base) };
    let results = query::answer::answer(source.store, &understood, &options)?;
    let grounds = match &results {
        Results::Rows(rows) if !arguments.no_evidence => Some(evidence::of_rows(rows, &understood, source.graph)),
        _ => None,
    };
    match (arguments.format, &results) {
        (Some(format @ (Format::Csv | Format::Json)), Results::Rows(rows)) => {
            let answer = Evident { understood: &understood, rows, grounds: grounds.as_deref(), graph: source.graph };
            let written = match format {
                Format::Json => evident::json(&answer, &labels, out),
                _ => evident::csv(&answer, &labels, out),
            };
            said(written)?;
        }
        (format, results) if format.is_none_or(Format::is_for_people) => {
            said(writeln!(out, "{}\n", asked(&understood, source.graph)))?;
            for_people(format, results, &labels, out)?;
            said(because(grounds.as_deref().unwrap_or(&[]), (source.graph, &labels), format, out))?;
        }
        (format, results) => query::format::write(results, format, &labels, out)?,
    }
    Ok(if results.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

fn for_people(format: Option<Format>, results: &Results, labels: &Labels<'_>, out: &mut impl Write) -> Result<()> {
    if !results.is_empty() {
        return query::format::write(results, format, labels, out);
    }
    said(writeln!(out, "{}", if labels.language() == "zh" { "没有找到。" } else { "Nothing was found." }))
}

/// Writes what the rows rest on, after an empty line.
fn because(
    grounds: &[Ground<'_>],
    source: (&Graph, &Labels<'_>),
    format: Option<Format>,
    out: &mut impl Write,
) -> io::Result<()> {
    if grounds.iter().any(Ground::is_something) {
        writeln!(out)?;
    }
    let marks = if format == Some(Format::Markdown) { Marks::List } else { Marks::Spaces };
    evidence::write(grounds, source, marks, out)
}

/// The question that the words are, by name or in words.
fn understood<'a>(words: &[String], source: Source<'a>) -> Result<Understood<'a>> {
    let names = Names::of(source.graph);
    let by_name = words.first().filter(|name| !name.contains(char::is_whitespace)).and_then(|name| {
        let has_keys = words[1..].iter().all(|word| word.contains('='));
        match source.questions.get(name) {
            // `timeline of LDM` begins with a name too, and is none.
            Some(question) if name.contains('/') || has_keys || words.len() - 1 == question.parameters.len() => {
                Some(Ok(question))
            }
            Some(_) => None,
            None => (has_keys && name.contains('/') && name.is_ascii()).then(|| source.questions.named(name)),
        }
    });
    if let Some(question) = by_name {
        return query::answer::named(question?, &words[1..], source.graph, &names);
    }
    let text = words.join(" ");
    match understand(&text, source.questions, &names)? {
        Understanding::Clear(understood) => Ok(understood),
        Understanding::Unclear { nearest, language } => Err(Error::Usage(unclear(&text, &nearest, language))),
    }
}

fn unclear(text: &str, nearest: &[&Question], language: &str) -> String {
    let near = nearest.iter().map(|question| {
        let phrasing = question.phrasings.iter().find(|phrasing| script::language(phrasing) == language);
        let phrasing = phrasing.map_or("", String::as_str);
        format!("\n  {}  {}\n    ask \"{phrasing}\"", question.name, question.summary_in(language))
    });
    let near: String = near.collect();
    match language {
        "zh" => format!("没有听懂“{text}”。最接近的问题：{near}\n  所有问题：paperclade ask --list"),
        _ => format!(
            "`{text}` is not understood; the nearest questions are:{near}\n  all of them: paperclade ask --list"
        ),
    }
}

/// The question as it was understood, with its values.
fn asked(understood: &Understood<'_>, graph: &Graph) -> String {
    let values = understood.question.parameters.iter().zip(&understood.values).map(|(parameter, value)| {
        let shown = match value {
            Argument::Thing(id) => graph.label(id).to_owned(),
            Argument::Words(words) => words.clone(),
            Argument::Number(number) => number.to_string(),
        };
        format!("{} = {shown}", parameter.name)
    });
    let values: Vec<String> = values.collect();
    let summary = understood.question.summary_in(understood.language);
    let values = if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) };
    format!("{summary} ({}{values})", understood.question.name)
}

fn listed(questions: &Questions) -> Rows {
    let cell = |words: &str| Some(Term::from(Literal::new_simple_literal(words)));
    let row = |question: &Question| vec![cell(&question.name), cell(&question.summary), cell(&question.summary_zh)];
    Rows {
        columns: ["name", "question", "问题"].map(str::to_owned).to_vec(),
        rows: questions.questions.iter().map(row).collect(),
    }
}

fn said(written: io::Result<()>) -> Result<()> {
    written.map_err(|source| Error::Write { path: "standard output".into(), source })
}
