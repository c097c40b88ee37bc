//! Works by when they were published: a section for each year, years with one work joined to the next.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::Group;
use super::words::Words;
use crate::model::Lineage;

/// The works by year, the earliest first; those without a date last.
pub(super) fn groups(lineage: &Lineage, works: &[NodeIndex], phrases: &Words) -> Vec<Group> {
    let mut years: BTreeMap<u16, Vec<NodeIndex>> = BTreeMap::new();
    let mut undated = Vec::new();
    for &work in works {
        match lineage.date(work) {
            Some(date) => years.entry(date.year()).or_default().push(work),
            None => undated.push(work),
        }
    }
    let mut spans: Vec<((u16, u16), Vec<NodeIndex>)> = Vec::new();
    for (year, works) in years {
        match spans.last_mut() {
            Some((span, known)) if known.len() < 2 => {
                span.1 = year;
                known.extend(works);
            }
            _ => spans.push(((year, year), works)),
        }
    }
    // The last year has no next one: alone, it joins the one before.
    if spans.len() > 1
        && spans.last().is_some_and(|(_, works)| works.len() < 2)
        && let (Some((span, alone)), Some((before, known))) = (spans.pop(), spans.last_mut())
    {
        before.1 = span.1;
        known.extend(alone);
    }
    let mut groups: Vec<Group> = spans.into_iter().map(|(span, works)| group(span, works)).collect();
    if !undated.is_empty() {
        groups.push(Group { id: "undated".to_owned(), heading: phrases.undated.to_owned(), works: undated });
    }
    groups
}

fn group((first, last): (u16, u16), works: Vec<NodeIndex>) -> Group {
    let heading = if first == last { first.to_string() } else { format!("{first}–{last}") };
    Group { id: format!("year/{first}"), heading, works }
}
