//! Families and explanations as JSON for scripts and agents. The fields are a promise: they are added to, never renamed.
//!
//! A work is `{id, label, kind, published, status}`; a step is `{later, earlier, relation, basis, confidence, rule,
//! premises, reason, evidence}` with ids, where `basis` is `stated`, `inferred` or `asserted` and each evidence is
//! `{note, line, characters, quote, pattern, confidence}`. Fields without a value are left out.

use serde::Serialize;

use crate::model::explanation::{self, Kinship};
use crate::model::family::{self, Onward, Side};
use crate::model::lineage::Direction;
use crate::model::{self, Date, Evidence, Fact, Status};

/// A family: `work`, then `ancestors`, `descendants` and `siblings` (only those asked for) as lists of branches in reading order,
/// then `cycles` as lists of ids, each ending where it begins.
///
/// A branch is `{level, from, work, steps, onward}`; `onward` is `open`, `see-above`, `see-below`, `cycle` or `cut`, and `hidden`
/// says how many works one step behind it were cut off by the depth.
#[must_use]
pub fn family<'a>(family: &'a model::Family) -> impl Serialize + use<'a> {
    Family {
        work: work(family.work),
        ancestors: side(family, Side::Line(Direction::Ancestors)),
        descendants: side(family, Side::Line(Direction::Descendants)),
        siblings: side(family, Side::Siblings),
        cycles: family.cycles.iter().map(|cycle| cycle.iter().map(|work| work.id.as_str()).collect()).collect(),
    }
}

/// An explanation: `works`, `kinship` (`same`, `descent`, `too-far`, `shared` or `apart`; without direction `same`,
/// `joined` or `unjoined`), then as it applies `paths`, `more`, `circular`, `steps` (the least number of them) and `shared`
/// with `{ancestor, paths}`.
///
/// A path is `{works, hops, weakest}` from the ancestor on, or from the first work to the second: ids, `{later, earlier, inferred, confidence, steps}`, and
/// the place of the weakest hop.
#[must_use]
pub fn explanation<'a>(explanation: &'a model::Explanation) -> impl Serialize + use<'a> {
    let mut told =
        Explanation { works: explanation.works.iter().map(|entity| work(entity)).collect(), ..Explanation::default() };
    match &explanation.kinship {
        Kinship::Same => told.kinship = "same",
        Kinship::Descent { paths, more, circular } => {
            told.kinship = "descent";
            told.paths = paths.iter().map(path).collect();
            told.more = Some(*more);
            told.circular = Some(*circular);
        }
        Kinship::TooFar { steps, .. } => {
            told.kinship = "too-far";
            told.steps = Some(*steps);
        }
        Kinship::Shared(shared) => {
            told.kinship = "shared";
            let shared = shared.iter();
            told.shared = shared
                .map(|each| Shared { ancestor: work(each.ancestor), paths: each.paths.iter().map(path).collect() })
                .collect();
        }
        Kinship::Apart => told.kinship = "apart",
        Kinship::Joined { paths, more } => {
            told.kinship = "joined";
            told.paths = paths.iter().map(path).collect();
            told.more = Some(*more);
        }
        Kinship::Unjoined { steps } => {
            told.kinship = "unjoined";
            told.steps = *steps;
        }
    }
    told
}

fn side<'a>(family: &'a model::Family, side: Side) -> Option<Vec<Branch<'a>>> {
    let tree = family.trees.iter().find(|tree| tree.side == side)?;
    Some(tree.branches.iter().map(branch).collect())
}

fn branch<'a>(branch: &'a family::Branch) -> Branch<'a> {
    let (onward, hidden) = match branch.onward {
        Onward::Open => ("open", None),
        Onward::SeeAbove => ("see-above", None),
        Onward::SeeBelow => ("see-below", None),
        Onward::Cycle => ("cycle", None),
        Onward::Deeper(count) => ("cut", Some(count)),
    };
    let steps = branch.facts.iter().map(|fact| step(fact)).collect();
    Branch { level: branch.level, from: &branch.from.id, work: work(branch.work), steps, onward, hidden }
}

fn path<'a>(path: &'a explanation::Path) -> Path<'a> {
    let weakest = path.weakest().and_then(|weakest| path.hops.iter().position(|hop| std::ptr::eq(hop, weakest)));
    Path {
        works: path.works().map(|work| work.id.as_str()).collect(),
        hops: path.hops.iter().map(hop).collect(),
        weakest,
    }
}

fn hop<'a>(hop: &'a explanation::Hop) -> Hop<'a> {
    Hop {
        later: &hop.later.id,
        earlier: &hop.earlier.id,
        inferred: hop.is_inferred(),
        confidence: hop.confidence(),
        steps: hop.facts.iter().map(|fact| step(fact)).collect(),
    }
}

fn work(entity: &model::Entity) -> Work<'_> {
    Work {
        id: &entity.id,
        label: &entity.label.text,
        kind: &entity.kind,
        published: entity.published,
        status: entity.status,
    }
}

fn step(fact: &Fact) -> Step<'_> {
    let (rule, premises) = fact.conclusion().unzip();
    Step {
        later: &fact.subject,
        earlier: &fact.object,
        relation: &fact.relation,
        basis: fact.basis(),
        confidence: fact.confidence(),
        rule,
        premises: premises.unwrap_or_default(),
        reason: fact.reason(),
        evidence: fact.evidence(),
    }
}

#[derive(Serialize)]
struct Family<'a> {
    work: Work<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ancestors: Option<Vec<Branch<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    descendants: Option<Vec<Branch<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    siblings: Option<Vec<Branch<'a>>>,
    cycles: Vec<Vec<&'a str>>,
}

#[derive(Serialize)]
struct Branch<'a> {
    level: usize,
    from: &'a str,
    work: Work<'a>,
    steps: Vec<Step<'a>>,
    onward: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<usize>,
}

#[derive(Serialize)]
struct Work<'a> {
    id: &'a str,
    label: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Date>,
    status: Status,
}

#[derive(Serialize)]
struct Step<'a> {
    later: &'a str,
    earlier: &'a str,
    relation: &'a str,
    basis: &'static str,
    confidence: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    premises: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Evidence]>::is_empty")]
    evidence: &'a [Evidence],
}

#[derive(Default, Serialize)]
struct Explanation<'a> {
    works: Vec<Work<'a>>,
    kinship: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    paths: Vec<Path<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    circular: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shared: Vec<Shared<'a>>,
}

#[derive(Serialize)]
struct Shared<'a> {
    ancestor: Work<'a>,
    paths: Vec<Path<'a>>,
}

#[derive(Serialize)]
struct Path<'a> {
    works: Vec<&'a str>,
    hops: Vec<Hop<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weakest: Option<usize>,
}

#[derive(Serialize)]
struct Hop<'a> {
    later: &'a str,
    earlier: &'a str,
    inferred: bool,
    confidence: f64,
    steps: Vec<Step<'a>>,
}
