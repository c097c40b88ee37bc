//! Which conclusions are believed: those that say something new and contradict nothing.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::model::vocabulary::{LINEAGE, is_descent, is_lineage};
use crate::model::{Fact, Graph};

/// What a graph holds and what was concluded from it so far.
pub(super) struct Belief<'a> {
    graph: &'a Graph,
    known: HashSet<(String, String, String)>,
    lineage: HashSet<(String, String)>,
    /// The later thing → the earlier ones that it descends from.
    descent: BTreeMap<String, BTreeSet<String>>,
    news: Vec<Fact>,
}

impl<'a> Belief<'a> {
    pub(super) fn of(graph: &'a Graph) -> Self {
        let mut belief =
            Self { graph, known: HashSet::new(), lineage: HashSet::new(), descent: BTreeMap::new(), news: Vec::new() };
        graph.facts.iter().for_each(|fact| belief.learn(fact));
        belief
    }

    /// Takes in the conclusions that are new, contradict nothing and are not rejected, the strongest relation first, and returns them.
    pub(super) fn accept(
        &mut self,
        mut conclusions: Vec<Fact>,
        is_rejected: &mut impl FnMut(&Fact) -> bool,
    ) -> Vec<Fact> {
        let strength = |fact: &Fact| LINEAGE.iter().position(|relation| *relation == fact.relation);
        conclusions.sort_by_cached_key(|fact| {
            (strength(fact).unwrap_or(LINEAGE.len()), fact.relation.clone(), fact.subject.clone(), fact.object.clone())
        });
        let mut accepted = Vec::new();
        for fact in conclusions {
            let is_possible = self.is_new(&fact) && (!is_descent(&fact.relation) || self.is_possible_descent(&fact));
            if is_possible && !is_rejected(&fact) {
                self.learn(&fact);
                accepted.push(fact);
            }
        }
        self.news.extend_from_slice(&accepted);
        accepted
    }

    /// All that was accepted, sorted.
    pub(super) fn into_new_facts(mut self) -> Vec<Fact> {
        self.news.sort_by(|a, b| (&a.subject, &a.relation, &a.object).cmp(&(&b.subject, &b.relation, &b.object)));
        self.news
    }

    fn learn(&mut self, fact: &Fact) {
        let (subject, object) = (fact.subject.clone(), fact.object.clone());
        if is_lineage(&fact.relation) {
            self.lineage.insert((subject.clone(), object.clone()));
        }
        if is_descent(&fact.relation) {
            self.descent.entry(subject.clone()).or_default().insert(object.clone());
        }
        self.known.insert((subject, fact.relation.clone(), object));
    }

    fn is_new(&self, fact: &Fact) -> bool {
        let triple = (fact.subject.clone(), fact.relation.clone(), fact.object.clone());
        let pair = (fact.subject.clone(), fact.object.clone());
        fact.subject != fact.object
            && self.graph.entity(&fact.subject).is_some()
            && self.graph.entity(&fact.object).is_some()
            && !self.known.contains(&triple)
            && !(is_descent(&fact.relation) && self.lineage.contains(&pair))
    }

    /// Whether the subject may be the later of the two: no date says otherwise, and the object does not descend from it.
    fn is_possible_descent(&self, fact: &Fact) -> bool {
        let date = |id: &str| self.graph.entity(id).and_then(|entity| entity.published);
        let is_backward = date(&fact.subject).zip(date(&fact.object)).is_some_and(|(a, b)| a.is_before(b));
        !is_backward && !self.descends(&fact.object, &fact.subject)
    }

    fn descends(&self, from: &str, to: &str) -> bool {
        let mut seen = HashSet::from([from]);
        let mut waiting = vec![from];
        while let Some(id) = waiting.pop() {
            if id == to {
                return true;
            }
            let earlier = self.descent.get(id).into_iter().flatten().map(String::as_str);
            waiting.extend(earlier.filter(|id| seen.insert(id)));
        }
        false
    }
}
