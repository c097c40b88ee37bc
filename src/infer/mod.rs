//! Graph and rules → the facts that follow. What is stated or asserted is never changed, doubled or contradicted.
//!
//! Rules see the default graph (what is believed), the background, and hints: names and dates in a form that
//! SPARQL can compare. They run to a fixed point, those of a lower order first; a rule that asks what is *not* there
//! needs a higher order than the rules that could still add it.

mod belief;
mod hints;
mod spelling;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use belief::Belief;

use crate::error::{Error, Result};
use crate::knowledge::rules::Rule;
use crate::model::vocabulary::{self, PC};
use crate::model::{Because, Fact, Graph};
use crate::store;

/// Rounds after which rules of one order are cut off; each round can only add, so this bounds odd rules alone.
const ROUNDS: usize = 20;

/// The facts that follow from a graph by rules, sorted; none that the graph already has.
///
/// `background` is Turtle that the rules may use, such as the hierarchy of concepts.
///
/// # Errors
/// [`Error::Knowledge`] if the background cannot be parsed or a rule cannot be evaluated.
pub fn close(graph: &Graph, rules: &[Rule], background: &str) -> Result<Vec<Fact>> {
    close_without(graph, rules, background, |_| false)
}

/// As [`close`], without the facts that are rejected and what would rest on them.
///
/// # Errors
/// As [`close`].
pub fn close_without(
    graph: &Graph,
    rules: &[Rule],
    background: &str,
    mut is_rejected: impl FnMut(&Fact) -> bool,
) -> Result<Vec<Fact>> {
    let store = ground(graph, background)?;
    let mut belief = Belief::of(graph);
    let orders: BTreeSet<u32> = rules.iter().map(|rule| rule.order).collect();
    for order in orders {
        let rules: Vec<&Rule> = rules.iter().filter(|rule| rule.order == order).collect();
        for _ in 0..ROUNDS {
            let news = belief.accept(conclusions(graph, &rules, &store)?, &mut is_rejected);
            let triples: Vec<Quad> = news.iter().flat_map(|fact| plain_triples(&graph.base, fact)).collect();
            let properties: BTreeSet<NamedNode> = triples.iter().map(|triple| triple.predicate.clone()).collect();
            store.extend(triples).map_err(|error| Error::Query(error.to_string()))?;
            if !rules.iter().any(|rule| may_read(rule, &properties)) {
                break;
            }
        }
    }
    Ok(belief.into_new_facts())
}

/// Whether a rule may conclude something else once there are new triples with these properties.
fn may_read(rule: &Rule, properties: &BTreeSet<NamedNode>) -> bool {
    let Ok(spargebra::Query::Construct { pattern, .. }) = spargebra::SparqlParser::new().parse_query(&rule.query)
    else {
        return true;
    };
    let pattern = pattern.to_string();
    let words: Vec<&str> = pattern.split_whitespace().collect();
    // In `?a <p> ?b .` the property comes two words before the dot; whatever does not look like one may be any property.
    let is_open = |triple: &[&str]| triple[2] == "." && !triple[0].starts_with(['<', '(']);
    !properties.is_empty()
        && (pattern.contains("!(")
            || words.windows(3).any(is_open)
            || properties.iter().any(|property| pattern.contains(&property.to_string())))
}

/// What the rules see: what is believed, the background and the hints.
fn ground(graph: &Graph, background: &str) -> Result<Store> {
    let background = parsed(background)?;
    store::open(store::believed(graph).into_iter().chain(background).chain(hints::of(graph)))
}

/// The triples of the background, which is parsed once as long as it is the same.
fn parsed(background: &str) -> Result<Vec<Quad>> {
    static LAST: Mutex<(String, Vec<Quad>)> = Mutex::new((String::new(), Vec::new()));
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if last.0 != background {
        let triples = RdfParser::from_format(RdfFormat::Turtle).for_slice(background).collect::<Result<Vec<Quad>, _>>();
        let place = "background of the rules".to_owned();
        let triples = triples.map_err(|error| Error::Knowledge { place, reason: error.to_string() })?;
        *last = (background.to_owned(), triples);
    }
    Ok(last.1.clone())
}

/// A conclusion: its subject, relation and object; for each rule that draws it, the premises.
type Conclusions = BTreeMap<(String, String, String), BTreeMap<String, BTreeSet<String>>>;

fn conclusions(graph: &Graph, rules: &[&Rule], store: &Store) -> Result<Vec<Fact>> {
    let mut found = Conclusions::new();
    for rule in rules {
        for statement in statements(rule, store)? {
            let local = |iri: &NamedNode| store::id(&graph.base, iri.as_str());
            let relation = statement.predicate.as_ref().and_then(|iri| iri.as_str().strip_prefix(PC));
            let ends = statement.subject.as_ref().and_then(local).zip(statement.object.as_ref().and_then(local));
            let (Some((subject, object)), Some(relation)) = (ends, relation) else { continue };
            let by_rule = found.entry((subject, relation.to_owned(), object)).or_default();
            by_rule.entry(rule.name.clone()).or_default().extend(statement.premises.iter().filter_map(local));
        }
    }
    let first = |((subject, relation, object), by_rule): (_, BTreeMap<String, BTreeSet<String>>)| {
        let (rule, premises) = by_rule.into_iter().next()?;
        let because = Because::Inferred { rule, premises: premises.into_iter().collect() };
        Some(Fact { subject, relation, object, because })
    };
    Ok(found.into_iter().filter_map(first).collect())
}

/// A reified statement as a rule constructs it.
#[derive(Default)]
struct Statement {
    subject: Option<NamedNode>,
    predicate: Option<NamedNode>,
    object: Option<NamedNode>,
    premises: Vec<NamedNode>,
}

fn statements(rule: &Rule, store: &Store) -> Result<impl Iterator<Item = Statement> + use<>> {
    let failed = |reason: String| Error::Knowledge { place: format!("rule `{}`", rule.name), reason };
    let query = SparqlEvaluator::new().parse_query(&rule.query).map_err(|error| failed(error.to_string()))?;
    let results = query.on_store(store).execute().map_err(|error| failed(error.to_string()))?;
    let QueryResults::Graph(triples) = results else {
        return Err(failed("a rule is a CONSTRUCT query".to_owned()));
    };
    let premise = NamedNode::new_unchecked(format!("{PC}premise"));
    let mut by_node: HashMap<NamedOrBlankNode, Statement> = HashMap::new();
    for triple in triples {
        let triple = triple.map_err(|error| failed(error.to_string()))?;
        let Term::NamedNode(value) = triple.object else { continue };
        let statement = by_node.entry(triple.subject).or_default();
        match NamedNodeRef::from(&triple.predicate) {
            rdf::SUBJECT => statement.subject = Some(value),
            rdf::PREDICATE => statement.predicate = Some(value),
            rdf::OBJECT => statement.object = Some(value),
            property if property == premise.as_ref() => statement.premises.push(value),
            _ => {}
        }
    }
    Ok(by_node.into_values())
}

/// The triples by which later rules see a fact.
fn plain_triples(base: &str, fact: &Fact) -> Vec<Quad> {
    let thing = |id: &str| NamedNode::new_unchecked(store::iri(base, id));
    let mut relations = vec![fact.relation.as_str()];
    relations.extend(vocabulary::is_lineage(&fact.relation).then_some(vocabulary::BUILDS_ON));
    let triple = |relation| {
        let property = NamedNode::new_unchecked(format!("{PC}{relation}"));
        Quad::new(thing(&fact.subject), property, thing(&fact.object), GraphName::DefaultGraph)
    };
    relations.into_iter().map(triple).collect()
}
