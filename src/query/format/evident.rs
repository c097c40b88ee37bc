//! Answers with the places in the notes that they rest on: JSON for scripts, CSV for spreadsheets.

use std::io::{self, Write};

use oxigraph::sparql::results::QueryResultsFormat;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Answers, Labels, standard};
use crate::model::{Because, Evidence, Fact, Graph, Reading};
use crate::query::evidence::Ground;
use crate::query::results::Rows;
use crate::query::understand::{Argument, Understood};
use crate::text::csv;

/// The columns that CSV has behind those of the answer.
const PLACE: [&str; 4] = ["because", "file", "line", "quote"];

/// An answer, and what it rests on.
#[derive(Clone, Copy)]
pub struct Evident<'a> {
    /// What was asked.
    pub understood: &'a Understood<'a>,
    /// The answer.
    pub rows: &'a Rows,
    /// What each row rests on; none to leave it out.
    pub grounds: Option<&'a [Ground<'a>]>,
    /// What it was asked of.
    pub graph: &'a Graph,
}

/// Writes SPARQL 1.1 JSON with two members more, which other readers pass over. Members are added to, never renamed.
///
/// `question` is `{name, summary, language, values}`. `evidence` has, for each of the bindings, `shown` with the words for
/// people; `facts`, each `{subject, relation, object, basis, confidence, rule, premises, reason, evidence}` with ids, where
/// each evidence is `{note, line, characters, quote, pattern, confidence}`; and `readings`, each `{note, line, read}`.
///
/// # Errors
/// If `out` takes no more.
pub fn json(answer: &Evident<'_>, labels: &Labels<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut written = Vec::new();
    standard::write(answer.rows, QueryResultsFormat::Json, &mut written)?;
    let mut whole: Map<String, Value> = serde_json::from_slice(&written)?;
    let question = &answer.understood.question;
    let values = question.parameters.iter().zip(&answer.understood.values);
    let values: Map<String, Value> =
        values.map(|(parameter, value)| (parameter.name.clone(), shown_value(value, answer.graph))).collect();
    let asked = Asked {
        name: &question.name,
        summary: question.summary_in(answer.understood.language),
        language: answer.understood.language,
        values,
    };
    whole.insert("question".to_owned(), serde_json::to_value(asked)?);
    let shown = super::shown(answer.rows, labels);
    let rows = shown.rows.iter().enumerate().map(|(at, cells)| {
        let cells = answer.rows.columns.iter().zip(cells);
        let shown = cells.filter_map(|(column, cell)| Some((column.clone(), Value::from(cell.clone()?)))).collect();
        let ground = answer.grounds.and_then(|grounds| grounds.get(at));
        let facts = ground.map(|ground| ground.facts.iter().map(|fact| told(fact)).collect());
        let readings = ground.map(|ground| ground.readings.iter().map(Entry::of).collect());
        Row { shown, facts, readings }
    });
    // The members are written in the order of the alphabet, so that `results` is the last: some readers stop there.
    whole.insert("evidence".to_owned(), serde_json::to_value(rows.collect::<Vec<_>>())?);
    serde_json::to_writer(&mut *out, &whole)?;
    writeln!(out)
}

/// Writes CSV with things by their names: a row for each place that a row of the answer rests on, one at least.
///
/// # Errors
/// If `out` takes no more.
pub fn csv(answer: &Evident<'_>, labels: &Labels<'_>, out: &mut impl Write) -> io::Result<()> {
    let Answers { rows, .. } = super::shown(answer.rows, labels);
    let columns = answer.rows.columns.iter().map(String::as_str);
    csv::row(columns.chain(if answer.grounds.is_some() { PLACE.as_slice() } else { &[] }.iter().copied()), out)?;
    for (at, cells) in rows.iter().enumerate() {
        let cells = cells.iter().map(|cell| cell.as_deref().unwrap_or(""));
        let Some(grounds) = answer.grounds else {
            csv::row(cells, out)?;
            continue;
        };
        let mut places = grounds.get(at).map_or_else(Vec::new, |ground| places(ground, answer.graph, labels));
        if places.is_empty() {
            places.push([const { String::new() }; 4]);
        }
        for place in &places {
            csv::row(cells.clone().chain(place.iter().map(String::as_str)), out)?;
        }
    }
    Ok(())
}

fn shown_value(value: &Argument, graph: &Graph) -> Value {
    match value {
        Argument::Thing(id) => graph.label(id).into(),
        Argument::Words(words) => words.as_str().into(),
        Argument::Number(number) => (*number).into(),
    }
}

/// What is believed, file, line and quote; the last three are empty for what no note says.
fn places(ground: &Ground<'_>, graph: &Graph, labels: &Labels<'_>) -> Vec<[String; 4]> {
    let mut places = Vec::new();
    for fact in &ground.facts {
        let (subject, object) = (graph.label(&fact.subject), graph.label(&fact.object));
        let said = format!("{subject} {} {object}", labels.relation(&fact.relation));
        let evidence = fact.evidence().iter();
        places.extend(evidence.map(|at| [said.clone(), at.note.clone(), at.line.to_string(), at.quote.clone()]));
        match &fact.because {
            Because::Stated(_) => {}
            Because::Inferred { rule, .. } => {
                places.push([format!("{said} (rule {rule})"), String::new(), String::new(), String::new()]);
            }
            Because::Asserted { line, reason } => {
                places.push([said, "corrections.tsv".to_owned(), line.to_string(), reason.clone()]);
            }
        }
    }
    places.extend(ground.readings.iter().map(|at| {
        let entry = if labels.language() == "zh" { "条目" } else { "entry" };
        [entry.to_owned(), at.note.clone(), at.line.to_string(), String::new()]
    }));
    places
}

fn told(fact: &Fact) -> Told<'_> {
    let (rule, premises) = fact.conclusion().unzip();
    Told {
        subject: &fact.subject,
        relation: &fact.relation,
        object: &fact.object,
        basis: fact.basis(),
        confidence: fact.confidence(),
        rule,
        premises: premises.unwrap_or_default(),
        reason: fact.reason(),
        evidence: fact.evidence(),
    }
}

#[derive(Serialize)]
struct Asked<'a> {
    name: &'a str,
    summary: &'a str,
    language: &'a str,
    values: Map<String, Value>,
}

#[derive(Serialize)]
struct Row<'a> {
    shown: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<Vec<Told<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    readings: Option<Vec<Entry<'a>>>,
}

#[derive(Serialize)]
struct Told<'a> {
    subject: &'a str,
    relation: &'a str,
    object: &'a str,
    basis: &'static str,
    confidence: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    premises: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    evidence: &'a [Evidence],
}

#[derive(Serialize)]
struct Entry<'a> {
    note: &'a str,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<String>,
}

impl<'a> Entry<'a> {
    fn of(reading: &'a Reading) -> Self {
        Self { note: &reading.note, line: reading.line, read: reading.read.map(|date| date.to_string()) }
    }
}
