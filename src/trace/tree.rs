//! A family as a tree on a terminal of eighty columns.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};
use std::io::{self, Write};

use super::quote::{WIDTH, inference, support, title};
use super::words;
use crate::model::family::{Branch, Family, Onward, Side, Tree};
use crate::model::lineage::{Direction, is_inferred};
use crate::model::{Fact, Graph};
use crate::text::width::{columns, fit, wrapped};

/// How much a tree tells of each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Only the works and the relations.
    Names,
    /// This many of the quotes of each fact, too.
    Quotes(usize),
}

/// Levels after which a branch goes on at the left margin, so that every line has room for words.
const DEEPEST: usize = 12;

/// Writes a family as trees, each work once; what only a rule yields hangs from a dashed line.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(family: &Family, graph: &Graph, detail: Detail, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", title(family.work, WIDTH))?;
    for tree in &family.trees {
        let (heading, nearest) = match tree.side {
            Side::Line(Direction::Ancestors) => ("ancestors", 1),
            Side::Line(Direction::Descendants) => ("descendants", 1),
            Side::Siblings => ("siblings", 2),
        };
        let counted = tree.branches.iter().filter(|branch| branch.level >= nearest);
        let works: BTreeSet<&str> = counted.map(|branch| branch.work.id.as_str()).collect();
        let count = works.iter().filter(|id| **id != family.work.id).count();
        writeln!(out, "\n{heading}: {}", if count == 0 { "none".to_owned() } else { count.to_string() })?;
        Writer { tree, graph, detail }.write(out)?;
    }
    for cycle in &family.cycles {
        let labels: Vec<&str> = cycle.iter().map(|work| work.label.text.as_str()).collect();
        let cycle = format!("cycle: {}; one of these steps must be wrong", labels.join(" → "));
        writeln!(out, "\n{}", wrapped(&cycle, WIDTH).join("\n"))?;
    }
    Ok(())
}

struct Writer<'t, 'a> {
    tree: &'t Tree<'a>,
    graph: &'t Graph,
    detail: Detail,
}

impl Writer<'_, '_> {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let branches = &self.tree.branches;
        let lasts = lasts(branches);
        let mut waiting = VecDeque::from([(0_usize, 0_usize)]);
        while let Some((first, base)) = waiting.pop_front() {
            if let Some(above) = first.checked_sub(1) {
                writeln!(out, "\n{}, continued", fit(&branches[above].work.label.text, WIDTH - 11))?;
            }
            let mut guides = String::new();
            let end = end_of(branches, first, base);
            let mut at = first;
            while at < end {
                let depth = branches[at].level - base;
                truncate(&mut guides, depth - 1);
                let next = end_of(branches, at + 1, branches[at].level).min(end);
                let has_more = next > at + 1;
                let goes_below = has_more && depth == DEEPEST;
                self.branch(at, (&guides, lasts[at]), has_more, out)?;
                if goes_below {
                    writeln!(out, "{guides}{}… continued below", if lasts[at] { "   " } else { "│  " })?;
                    waiting.push_back((at + 1, branches[at].level));
                    at = next;
                } else {
                    guides.push_str(if lasts[at] { "   " } else { "│  " });
                    at += 1;
                }
            }
        }
        Ok(())
    }

    fn branch(
        &self,
        at: usize,
        (guides, is_last): (&str, bool),
        has_more: bool,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let branch = &self.tree.branches[at];
        let corner = if is_last { "└" } else { "├" };
        let line = if branch.facts.iter().all(|fact| is_inferred(fact)) { "┄" } else { "─" };
        let onward = match branch.onward {
            Onward::Open => String::new(),
            Onward::SeeAbove => "  … see above".to_owned(),
            Onward::SeeBelow => "  … see below".to_owned(),
            Onward::Cycle => "  ↺ cycle: stands above".to_owned(),
            Onward::Deeper(count) => format!("  … {count} more behind it"),
        };
        let relations = self.relations(branch);
        let used = columns(guides) + 3 + columns(&relations) + 1 + columns(&onward);
        let work = title(branch.work, WIDTH.saturating_sub(used));
        let text = format!("{guides}{corner}{line} {relations} {work}{onward}");
        writeln!(out, "{}", fit(&text, WIDTH))?;
        let below = format!("{guides}{}{}", if is_last { "   " } else { "│  " }, if has_more { "│ " } else { "  " });
        for line in self.details(&branch.facts, WIDTH - columns(&below)) {
            writeln!(out, "{below}{line}")?;
        }
        Ok(())
    }

    fn relations(&self, branch: &Branch) -> String {
        let word: fn(&str) -> Cow<'_, str> = match (self.tree.side, branch.level) {
            (Side::Line(Direction::Ancestors), _) | (Side::Siblings, 1) => words::active,
            (Side::Line(Direction::Descendants) | Side::Siblings, _) => words::passive,
        };
        branch.facts.iter().map(|fact| word(&fact.relation)).collect::<Vec<_>>().join(", ")
    }

    fn details(&self, facts: &[&Fact], width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for fact in facts {
            lines.extend(
                inference(fact, self.graph).map(|inference| fit(&format!("({inference})"), width).into_owned()),
            );
            if let Detail::Quotes(limit) = self.detail {
                lines.extend(support(fact, limit, width));
            }
        }
        lines
    }
}

/// The place behind the last branch from `first` on whose level is above `base`.
fn end_of(branches: &[Branch], first: usize, base: usize) -> usize {
    let length = branches[first..].iter().position(|branch| branch.level <= base);
    length.map_or(branches.len(), |length| first + length)
}

/// For each branch whether no other one follows that hangs from the same work.
fn lasts(branches: &[Branch]) -> Vec<bool> {
    let mut follows: Vec<bool> = Vec::new();
    let mut lasts = vec![true; branches.len()];
    for (at, branch) in branches.iter().enumerate().rev() {
        follows.resize(branch.level + 1, false);
        lasts[at] = !std::mem::replace(&mut follows[branch.level], true);
    }
    lasts
}

fn truncate(guides: &mut String, levels: usize) {
    let end = guides.char_indices().nth(levels * 3).map_or(guides.len(), |(at, _)| at);
    guides.truncate(end);
}
