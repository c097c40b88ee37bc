//! Graph → JSON Lines: a row for each thing, then a row for each relation. Scripts rely on the names of the fields.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Date, Entity, Fact, Graph};

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    for entity in &graph.entities {
        line(&node(graph, entity), out)?;
    }
    for fact in &graph.facts {
        line(&relation(fact), out)?;
    }
    Ok(())
}

fn line(row: &Row<'_>, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    writeln!(out)
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Row<'a> {
    Node {
        id: &'a str,
        kind: String,
        label: &'a str,
        aliases: Vec<&'a str>,
        title: Option<&'a str>,
        status: &'static str,
        published: Option<Date>,
        read: Vec<Date>,
        orgs: Vec<&'a str>,
        identifiers: &'a [String],
        source: Option<Place<'a>>,
    },
    Relation {
        subject: &'a str,
        relation: &'a str,
        object: &'a str,
        basis: &'static str,
        confidence: f64,
        evidence: Vec<Proof<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        rule: Option<&'a str>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        premises: &'a [String],
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<&'a str>,
    },
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Proof<'a> {
    file: &'a str,
    line: usize,
    quote: &'a str,
    pattern: &'a str,
    confidence: f64,
}

fn node<'a>(graph: &'a Graph, entity: &'a Entity) -> Row<'a> {
    let mut read: Vec<Date> = entity.readings.iter().filter_map(|reading| reading.read).collect();
    read.sort();
    read.dedup();
    Row::Node {
        id: &entity.id,
        kind: entity.kind.to_lowercase(),
        label: &entity.label.text,
        aliases: entity.aliases.iter().map(|alias| alias.text.as_str()).collect(),
        title: entity.title.as_deref(),
        status: entity.status.word(),
        published: entity.published,
        read,
        orgs: organizations(graph, entity),
        identifiers: &entity.identifiers,
        source: entity.readings.first().map(|reading| Place { file: &reading.note, line: reading.line }),
    }
}

/// Who made it, in the words of its entries; by label where the entries do not say.
fn organizations<'a>(graph: &'a Graph, entity: &'a Entity) -> Vec<&'a str> {
    let mut words: Vec<&str> =
        entity.readings.iter().flat_map(|reading| &reading.organizations).map(String::as_str).collect();
    if words.is_empty() {
        words = entity.organizations.iter().map(|id| graph.label(id)).collect();
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn relation(fact: &Fact) -> Row<'_> {
    let (rule, premises) = fact.conclusion().unzip();
    let evidence = fact.evidence().iter().map(|each| Proof {
        file: &each.note,
        line: each.line,
        quote: &each.quote,
        pattern: &each.pattern,
        confidence: each.confidence,
    });
    Row::Relation {
        subject: &fact.subject,
        relation: &fact.relation,
        object: &fact.object,
        basis: fact.basis(),
        confidence: fact.confidence(),
        evidence: evidence.collect(),
        rule,
        premises: premises.unwrap_or_default(),
        reason: fact.reason(),
    }
}
