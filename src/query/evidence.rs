//! Rows of an answer → the facts or the entries that they rest on, and where they stand in the notes.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::io::{self, Write};

use oxigraph::model::Term;
use regex::Regex;

use crate::model::{Because, Evidence, Fact, Graph, Reading, vocabulary};
use crate::store;

use super::Labels;
use super::results::Rows;
use super::understand::{Argument, Understood};

/// The tag of questions whose rows rest on entries.
const READING: &str = "reading";
/// How many places are shown for one fact.
const PLACES: usize = 3;

/// What a row rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground<'a> {
    /// The id of the thing that the row is about.
    pub about: String,
    /// Facts between it and the things asked about: one, or those of the shortest path.
    pub facts: Vec<&'a Fact>,
    /// The entries about it, where the question is about reading.
    pub readings: &'a [Reading],
}

/// What each row rests on; nothing for rows that rest on no single fact, such as counts.
#[must_use]
pub fn of_rows<'a>(found: &Rows, understood: &Understood<'_>, graph: &'a Graph) -> Vec<Ground<'a>> {
    let relations = relations(&understood.question.text);
    let facts: Vec<&Fact> = graph.facts.iter().filter(|fact| relations.contains(fact.relation.as_str())).collect();
    let asked: Vec<&str> = understood
        .values
        .iter()
        .filter_map(|value| match value {
            Argument::Thing(id) => Some(id.as_str()),
            Argument::Words(_) | Argument::Number(_) => None,
        })
        .collect();
    let trails: Vec<Trails<'_>> = asked.iter().map(|id| Trails::to(id, &facts)).collect();
    let is_about_reading = understood.question.tags.iter().any(|tag| tag == READING);
    let mut by_subject = BySubject::new();
    for &fact in &facts {
        by_subject.entry(fact.subject.as_str()).or_default().push(fact);
    }
    let rows = found.rows.iter().map(|row| {
        let things = things(row, graph);
        let mut ids: Vec<&str> = things.iter().map(String::as_str).collect();
        let named = relation_in(row);
        let mut facts = between(&ids, &by_subject, named.as_deref());
        ids.retain(|id| !asked.contains(id));
        for (other, trails) in asked.iter().zip(&trails) {
            for id in &ids {
                let direct = between(&[*id, *other], &by_subject, named.as_deref());
                facts.extend(if direct.is_empty() { trails.from(id) } else { direct });
            }
        }
        let mut seen = HashSet::new();
        facts.retain(|fact| seen.insert(std::ptr::from_ref(*fact)));
        let about = things.into_iter().next().unwrap_or_default();
        let readings = graph.entity(&about).filter(|_| is_about_reading).map_or(&[][..], |entity| &entity.readings);
        Ground { about, facts, readings }
    });
    rows.collect()
}

/// Writes, for each row that rests on something, where it stands in the notes.
///
/// # Errors
/// If `out` takes no more.
pub fn write(
    grounds: &[Ground<'_>],
    (graph, labels): (&Graph, &Labels<'_>),
    marks: Marks,
    out: &mut impl Write,
) -> io::Result<()> {
    let [first, second, third] = match marks {
        Marks::Spaces => ["", "  ", "    "],
        Marks::List => ["- ", "  - ", "    - "],
    };
    for ground in grounds.iter().filter(|ground| ground.is_something()) {
        writeln!(out, "{first}{}", graph.label(&ground.about))?;
        for fact in &ground.facts {
            let (subject, object) = (graph.label(&fact.subject), graph.label(&fact.object));
            writeln!(out, "{second}{subject} {} {object}", labels.relation(&fact.relation))?;
            because(fact, graph, labels.language()).iter().try_for_each(|reason| writeln!(out, "{third}{reason}"))?;
        }
        for reading in ground.readings {
            let date = reading.read.map_or_else(String::new, |date| format!(" ({date})"));
            writeln!(out, "{second}{}:{}{date}", reading.note, reading.line)?;
        }
    }
    Ok(())
}

/// How lines are set apart from those that they belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// By spaces, for a terminal.
    Spaces,
    /// As a Markdown list.
    List,
}

impl Ground<'_> {
    /// Whether there is anything to show.
    #[must_use]
    pub fn is_something(&self) -> bool {
        !self.facts.is_empty() || !self.readings.is_empty()
    }
}

fn because(fact: &Fact, graph: &Graph, language: &str) -> Vec<String> {
    let is_chinese = language == "zh";
    match &fact.because {
        Because::Stated(evidence) => {
            let place = |place: &Evidence| format!("{}:{} “{}”", place.note, place.line, place.quote);
            let more = evidence.len().saturating_sub(PLACES);
            let more =
                (more > 0).then(|| if is_chinese { format!("另有 {more} 处") } else { format!("and {more} more") });
            evidence.iter().take(PLACES).map(place).chain(more).collect()
        }
        Because::Inferred { rule, premises } => {
            let premises: Vec<&str> = premises.iter().map(|id| graph.label(id)).collect();
            vec![if is_chinese {
                format!("由规则 {rule} 推出，依据 {}", premises.join("、"))
            } else {
                format!("inferred by the rule {rule} from {}", premises.join(", "))
            }]
        }
        Because::Asserted { line, reason } => vec![format!("corrections.tsv:{line} “{reason}”")],
    }
}

/// The relations that a question is about: those that it names, and all kinds of descent for `buildsOn`.
fn relations(text: &str) -> BTreeSet<&str> {
    let shape = Regex::new(r"\bpc:([a-z][A-Za-z]*)").expect("the pattern is a constant");
    let mut relations: BTreeSet<&str> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| shape.captures_iter(line))
        .filter_map(|found| found.get(1))
        .map(|name| name.as_str())
        .collect();
    if relations.contains(vocabulary::BUILDS_ON) {
        relations.extend(vocabulary::LINEAGE);
    }
    relations
}

/// The ids of the things in a row, each once.
fn things(row: &[Option<Term>], graph: &Graph) -> Vec<String> {
    let mut things = Vec::new();
    for cell in row.iter().flatten() {
        if let Term::NamedNode(node) = cell
            && let Some(id) = store::id(&graph.base, node.as_str())
            && graph.entity(&id).is_some()
            && !things.contains(&id)
        {
            things.push(id);
        }
    }
    things
}

/// The relation that a row names in one of its columns.
fn relation_in(row: &[Option<Term>]) -> Option<String> {
    row.iter().flatten().find_map(|cell| match cell {
        Term::NamedNode(node) => node.as_str().strip_prefix(vocabulary::PC).map(str::to_owned),
        _ => None,
    })
}

/// Facts by the id of their subject.
type BySubject<'a> = HashMap<&'a str, Vec<&'a Fact>>;

/// The facts between any two of these things.
fn between<'a>(things: &[&str], facts: &BySubject<'a>, relation: Option<&str>) -> Vec<&'a Fact> {
    let of = |thing: &&str| facts.get(*thing).into_iter().flatten().copied();
    things
        .iter()
        .flat_map(of)
        .filter(|fact| fact.object != fact.subject && things.contains(&fact.object.as_str()))
        .filter(|fact| relation.is_none_or(|relation| fact.relation == relation))
        .collect()
}

/// The next step of the shortest way to one thing, from each of its descendants and ancestors.
struct Trails<'a> {
    up: HashMap<&'a str, &'a Fact>,
    down: HashMap<&'a str, &'a Fact>,
}

impl<'a> Trails<'a> {
    fn to(id: &str, facts: &[&'a Fact]) -> Self {
        let descent: Vec<&Fact> = facts.iter().copied().filter(|fact| vocabulary::is_descent(&fact.relation)).collect();
        Self {
            up: steps(id, &descent, |fact| (&fact.subject, &fact.object)),
            down: steps(id, &descent, |fact| (&fact.object, &fact.subject)),
        }
    }

    /// The facts of the way from here; none if there is no way.
    fn from(&self, id: &str) -> Vec<&'a Fact> {
        let mut facts = Vec::new();
        let mut at = id;
        while let Some(&fact) = self.up.get(at) {
            facts.push(fact);
            at = &fact.object;
        }
        if facts.is_empty() {
            at = id;
            while let Some(&fact) = self.down.get(at) {
                facts.push(fact);
                at = &fact.subject;
            }
            // From the later work to the earlier one, as the other way round.
            facts.reverse();
        }
        facts
    }
}

/// For each thing that leads to `goal`, the fact that is the first step of the shortest way.
fn steps<'a>(
    goal: &str,
    facts: &[&'a Fact],
    ends: impl Fn(&'a Fact) -> (&'a String, &'a String),
) -> HashMap<&'a str, &'a Fact> {
    let mut into: HashMap<&str, Vec<&'a Fact>> = HashMap::new();
    for &fact in facts {
        into.entry(ends(fact).1.as_str()).or_default().push(fact);
    }
    let mut steps: HashMap<&str, &'a Fact> = HashMap::new();
    let mut queue: VecDeque<&str> = VecDeque::from([goal]);
    while let Some(reached) = queue.pop_front() {
        for &fact in into.get(reached).into_iter().flatten() {
            let start = ends(fact).0.as_str();
            if start != goal && !steps.contains_key(start) {
                steps.insert(start, fact);
                queue.push_back(start);
            }
        }
    }
    steps
}
