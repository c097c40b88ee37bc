//! Corrections → the graph as the owner has it. What matches nothing is remembered, to be reported.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::conflict::covers;
use super::index::Index;
use super::merge::{self, Moves};
use crate::knowledge::Knowledge;
use crate::knowledge::terms::Terms;
use crate::model::correction::Triple;
use crate::model::{Because, Correction, Corrections, Date, Fact, Graph, Word, vocabulary};
use crate::report::{Code, Remark, Report};
use crate::text::fold;
use crate::text::names::label;

/// Corrections that are carried out, and what is still to be kept out of the graph.
#[derive(Debug)]
pub struct Applied<'a> {
    corrections: &'a Corrections,
    /// What is rejected of a pair: the relation and the line.
    rejected: HashMap<(String, String), Vec<(&'a str, usize)>>,
    /// Lines that matched something.
    done: BTreeSet<usize>,
    /// Lines that could not be carried out, and why.
    failed: BTreeMap<usize, String>,
}

/// Carries the corrections out, on a graph in which nothing is inferred yet.
pub fn apply<'a>(graph: &mut Graph, corrections: &'a Corrections, knowledge: &Knowledge, terms: &Terms) -> Applied<'a> {
    let (rejected, done, failed) = (HashMap::new(), BTreeSet::new(), BTreeMap::new());
    let mut applied = Applied { corrections, rejected, done, failed };
    if corrections.list.is_empty() {
        return applied;
    }
    graph.sort();
    applied.join(graph);
    applied.classify(graph);
    applied.describe(graph);
    applied.reject(graph);
    applied.assert(graph, knowledge, terms);
    graph.sort();
    applied
}

impl<'a> Applied<'a> {
    /// Whether the owner rejects this fact, however it is found.
    pub fn rejects(&mut self, fact: &Fact) -> bool {
        let Some(rejected) = self.rejected.get(&(fact.subject.clone(), fact.object.clone())) else { return false };
        let lines = rejected.iter().filter(|(relation, _)| covers(relation, &fact.relation)).map(|(_, line)| *line);
        let before = self.done.len();
        let lines: Vec<usize> = lines.collect();
        self.done.extend(&lines);
        debug_assert!(self.done.len() >= before);
        !lines.is_empty()
    }

    /// Remarks on the corrections that match nothing any more or could not be carried out; `holds` says whether a word
    /// still stands in the notes.
    pub fn report(&self, holds: impl Fn(&[String]) -> Vec<bool>, report: &mut Report) {
        let words: Vec<(usize, String)> = self.each(|word| match word {
            // As in [`words`](super::words).
            Word::Ignore(name) | Word::Kind(name, _) => Some(fold::key(name)),
            _ => None,
        });
        let keys: Vec<String> = words.iter().map(|(_, key)| key.clone()).collect();
        let found = if keys.is_empty() { Vec::new() } else { holds(&keys) };
        let still = words.iter().zip(found).filter(|(_, found)| *found).map(|((line, _), _)| *line);
        let done: BTreeSet<usize> = self.done.iter().copied().chain(still).collect();
        for correction in self.corrections.list.iter().filter(|correction| !done.contains(&correction.line)) {
            let why = self.failed.get(&correction.line);
            let message = why.map_or_else(|| idle(&correction.word), Clone::clone);
            let (note, line) = (self.corrections.file.clone(), correction.line);
            report.remarks.push(Remark { note, line, code: Code::IdleCorrection, message });
        }
    }

    fn each<T>(&self, wanted: impl Fn(&'a Word) -> Option<T>) -> Vec<(usize, T)> {
        let list = self.corrections.list.iter();
        list.filter_map(|correction: &'a Correction| Some((correction.line, wanted(&correction.word)?))).collect()
    }

    /// `same`, then whether `different` holds.
    fn join(&mut self, graph: &mut Graph) {
        let index = Index::of(graph);
        let mut moves = Moves::new();
        let root = |moves: &Moves, id: &str| {
            let mut id = id.to_owned();
            while let Some(next) = moves.get(&id) {
                id.clone_from(next);
            }
            id
        };
        for (line, (name, other)) in self.each(pair_of_same) {
            match (index.id(name), index.id(other)) {
                (Some(from), Some(to)) => {
                    let (from, to) = (root(&moves, from), root(&moves, to));
                    if from != to {
                        moves.insert(from, to);
                    }
                }
                (Some(known), None) => add_name(graph, known, other),
                (None, Some(known)) => add_name(graph, known, name),
                (None, None) => continue,
            }
            self.done.insert(line);
        }
        let ends: Moves = moves.keys().map(|id| (id.clone(), root(&moves, id))).collect();
        merge::move_all(graph, &ends);
        let index = Index::of(graph);
        for (line, (name, other)) in self.each(pair_of_different) {
            match (index.id(name), index.id(other)) {
                (Some(a), Some(b)) if a == b => {
                    let why = format!("`{name}` and `{other}` are still one thing: the notes use both names for it");
                    self.failed.insert(line, why);
                }
                (Some(_), Some(_)) => drop(self.done.insert(line)),
                _ => {}
            }
        }
    }

    /// `kind`: the kind is part of the address.
    fn classify(&mut self, graph: &mut Graph) {
        let index = Index::of(graph);
        let mut moves = Moves::new();
        for (line, (name, kind)) in self.each(name_and_kind) {
            let Some(at) = index.at(name) else { continue };
            let entity = &mut graph.entities[at];
            self.done.insert(line);
            kind.clone_into(&mut entity.kind);
            let rest = entity.id.split_once('/').map_or(entity.id.as_str(), |(_, rest)| rest);
            let id = format!("{}/{rest}", kind.to_lowercase());
            if id != entity.id {
                moves.insert(entity.id.clone(), id);
            }
        }
        merge::move_all(graph, &moves);
    }

    /// `rename` and `date`.
    fn describe(&mut self, graph: &mut Graph) {
        let index = Index::of(graph);
        for (line, (name, shown)) in self.each(name_and_shown) {
            match (index.at(name), index.at(shown)) {
                (Some(at), other) if other.is_none_or(|other| other == at) => {
                    let entity = &mut graph.entities[at];
                    let former = std::mem::replace(&mut entity.label, label(shown));
                    entity.aliases.push(former);
                    merge::tidy(entity);
                    self.done.insert(line);
                }
                (Some(_), Some(_)) => {
                    let why = format!("`{shown}` is the name of another thing; if they are one, say `same`");
                    self.failed.insert(line, why);
                }
                // The notes have taken the new name over.
                (None, Some(_)) => drop(self.done.insert(line)),
                (_, None) => {}
            }
        }
        for (line, (name, date)) in self.each(name_and_date) {
            let Some(at) = index.at(name) else { continue };
            let entity = &mut graph.entities[at];
            (entity.published, entity.published_is_background) = (Some(date), false);
            self.done.insert(line);
        }
    }

    fn reject(&mut self, graph: &mut Graph) {
        let index = Index::of(graph);
        for (line, triple) in self.each(rejected) {
            let ends = index.id(&triple.subject).zip(index.id(&triple.object));
            let Some((subject, object)) = ends else { continue };
            let pair = (subject.to_owned(), object.to_owned());
            self.rejected.entry(pair).or_default().push((&triple.relation, line));
        }
        let (gone, kept) = std::mem::take(&mut graph.facts).into_iter().partition(|fact| self.rejects(fact));
        graph.facts = kept;
        leave_out_what_nothing_supports(graph, gone);
    }

    fn assert(&mut self, graph: &mut Graph, knowledge: &Knowledge, terms: &Terms) {
        let asserted = self.each(asserted);
        let mut index = Index::of(graph);
        let mut wanted = Vec::new();
        for (line, triple) in asserted {
            let range = terms.relations.get(&triple.relation).map_or("Work", String::as_str);
            let kind = match (range, triple.relation.as_str()) {
                (_, "evaluatedOn" | "usesData") => "Dataset",
                ("Thing", _) => "Work",
                (range, _) => range,
            };
            let subject = index.found_or_added(graph, &triple.subject, "Work", knowledge);
            let object = index.found_or_added(graph, &triple.object, kind, knowledge);
            if subject == object {
                let why = format!("`{}` and `{}` are one thing", triple.subject, triple.object);
                self.failed.insert(line, why);
                continue;
            }
            self.done.insert(line);
            wanted.push((line, subject, triple.relation.as_str(), object));
        }
        // Of several lineage relations of a pair, the asserted one holds.
        let chosen: HashMap<(&str, &str), &str> = wanted
            .iter()
            .filter(|(_, _, relation, _)| vocabulary::LINEAGE.contains(relation))
            .map(|(_, subject, relation, object)| ((subject.as_str(), object.as_str()), *relation))
            .collect();
        graph.facts.retain(|fact| {
            let chosen = chosen.get(&(fact.subject.as_str(), fact.object.as_str()));
            !vocabulary::is_lineage(&fact.relation) || chosen.is_none_or(|relation| *relation == fact.relation)
        });
        let mut known: BTreeSet<(String, String, String)> = BTreeSet::new();
        for fact in &graph.facts {
            let of = |relation: &str| (fact.subject.clone(), relation.to_owned(), fact.object.clone());
            known.insert(of(&fact.relation));
            known.extend(vocabulary::is_lineage(&fact.relation).then(|| of(vocabulary::BUILDS_ON)));
        }
        let reasons: HashMap<usize, &str> =
            self.corrections.list.iter().map(|correction| (correction.line, correction.reason.as_str())).collect();
        for (line, subject, relation, object) in wanted {
            if known.insert((subject.clone(), relation.to_owned(), object.clone())) {
                let reason = reasons.get(&line).copied().unwrap_or_default().to_owned();
                let because = Because::Asserted { line, reason };
                graph.facts.push(Fact { subject, relation: relation.to_owned(), object, because });
            }
        }
    }
}

fn pair_of_same(word: &Word) -> Option<(&str, &str)> {
    if let Word::Same(name, other) = word { Some((name, other)) } else { None }
}

fn pair_of_different(word: &Word) -> Option<(&str, &str)> {
    if let Word::Different(name, other) = word { Some((name, other)) } else { None }
}

fn name_and_kind(word: &Word) -> Option<(&str, &str)> {
    if let Word::Kind(name, kind) = word { Some((name, kind)) } else { None }
}

fn name_and_shown(word: &Word) -> Option<(&str, &str)> {
    if let Word::Rename(name, shown) = word { Some((name, shown)) } else { None }
}

fn name_and_date(word: &Word) -> Option<(&str, Date)> {
    if let Word::Date(name, date) = word { Some((name, *date)) } else { None }
}

fn rejected(word: &Word) -> Option<&Triple> {
    if let Word::Reject(triple) = word { Some(triple) } else { None }
}

fn asserted(word: &Word) -> Option<&Triple> {
    if let Word::Assert(triple) = word { Some(triple) } else { None }
}

/// What only rejected facts named was never named.
fn leave_out_what_nothing_supports(graph: &mut Graph, gone: Vec<Fact>) {
    let mut doubtful: BTreeSet<String> = gone.into_iter().flat_map(|fact| [fact.subject, fact.object]).collect();
    for fact in &graph.facts {
        doubtful.remove(&fact.subject);
        doubtful.remove(&fact.object);
    }
    let used: BTreeSet<String> =
        graph.entities.iter().flat_map(|entity| entity.organizations.iter().cloned()).collect();
    graph
        .entities
        .retain(|entity| !doubtful.contains(&entity.id) || !entity.readings.is_empty() || used.contains(&entity.id));
}

/// Why a correction has no effect.
fn idle(word: &Word) -> String {
    let what = match word {
        Word::Reject(_) => "nothing states or infers it any more",
        Word::Ignore(_) | Word::Kind(..) => "the word stands in no note any more",
        _ => "nothing in the graph has this name any more",
    };
    format!("`{word}` matches nothing: {what}")
}

fn add_name(graph: &mut Graph, id: &str, name: &str) {
    let at = graph.entities.iter().position(|entity| entity.id == id);
    if let Some(entity) = at.and_then(|at| graph.entities.get_mut(at)) {
        let is_known = entity.aliases.iter().any(|alias| fold::key(&alias.text) == fold::key(name));
        entity.aliases.extend((!is_known).then(|| label(name)));
        merge::tidy(entity);
    }
}
