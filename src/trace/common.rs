//! What several works all descend from.

use std::io::{self, Write};

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::quote::{WIDTH, title};
use crate::model::lineage::{Direction, Lineage};
use crate::model::{Date, Entity};
use crate::text::width::{columns, fit, one_line, wrapped};

/// How many shared works are written for people; the nearest are what they look for.
const MOST: usize = 30;

/// What works all descend from.
#[derive(Clone, Debug)]
pub struct Common<'a> {
    /// The works asked about.
    pub works: Vec<&'a Entity>,
    /// What they share, the nearest first.
    pub ancestors: Vec<Ancestor<'a>>,
}

/// A work that others all descend from.
#[derive(Clone, Debug)]
pub struct Ancestor<'a> {
    /// The work.
    pub work: &'a Entity,
    /// The least number of steps from each of the works asked about; 0 where it is one of them.
    pub steps: Vec<usize>,
    /// Whether no other work that they share builds on it.
    pub is_nearest: bool,
}

/// What these works all descend from, one of themselves included where the others descend from it.
#[must_use]
pub fn common<'a>(lineage: &Lineage<'a>, works: &[NodeIndex]) -> Common<'a> {
    let above: Vec<_> = works.iter().map(|&work| lineage.distances(work, Direction::Ancestors)).collect();
    let steps = |node: &NodeIndex| above.iter().map(|above| above.get(node).copied()).collect::<Option<Vec<usize>>>();
    let shared: Vec<(NodeIndex, Vec<usize>)> = above
        .first()
        .into_iter()
        .flat_map(|first| first.keys())
        .filter_map(|node| Some((*node, steps(node)?)))
        .collect();
    let is_shared = |node: NodeIndex| shared.binary_search_by_key(&node, |(node, _)| *node).is_ok();
    let mut ancestors: Vec<Ancestor> = shared
        .iter()
        .map(|(node, steps)| {
            let below = lineage.kin(*node, Direction::Descendants);
            let is_nearest = !below.iter().any(|kin| kin.node != *node && is_shared(kin.node));
            Ancestor { work: lineage.entity(*node), steps: steps.clone(), is_nearest }
        })
        .collect();
    ancestors.sort_by_key(|ancestor| {
        let all: usize = ancestor.steps.iter().sum();
        (!ancestor.is_nearest, all, ancestor.work.published, &ancestor.work.id)
    });
    Common { works: works.iter().map(|&work| lineage.entity(work)).collect(), ancestors }
}

/// Writes what works share, a line for each.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(common: &Common, out: &mut impl Write) -> io::Result<()> {
    let labels: Vec<&str> = common.works.iter().map(|work| work.label.text.as_str()).collect();
    let count = common.ancestors.len();
    let heading = format!("common ancestors of {}: ", one_line(&labels.join(", ")));
    let heading = format!("{heading}{}", if count == 0 { "none".to_owned() } else { count.to_string() });
    wrapped(&heading, WIDTH).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    if count == 0 {
        return Ok(());
    }
    writeln!(out)?;
    let rows: Vec<(String, String)> = common.ancestors.iter().take(MOST).map(row).collect();
    let steps = rows.iter().map(|(_, steps)| columns(steps)).max().unwrap_or(0);
    for (row, ancestor) in rows.iter().zip(&common.ancestors) {
        let (steps_away, nearest) = (&row.1, if ancestor.is_nearest { "  nearest" } else { "" });
        let gap = " ".repeat(steps - columns(steps_away));
        writeln!(out, "{gap}{steps_away}  {}{nearest}", fit(&row.0, WIDTH - steps - 2 - columns(nearest)))?;
    }
    if count > MOST {
        writeln!(out, "… and {} further away; `--format json` has them all", count - MOST)?;
    }
    writeln!(out, "\nsteps from each of them; `paperclade why` shows the sentences")
}

/// The title, and the steps as `3 + 2`.
fn row(ancestor: &Ancestor) -> (String, String) {
    let steps: Vec<String> = ancestor.steps.iter().map(usize::to_string).collect();
    (title(ancestor.work, WIDTH), steps.join(" + "))
}

/// The same for scripts: `works`, then `ancestors`, each `{id, label, published, steps, nearest}`.
#[must_use]
pub fn json<'a>(common: &'a Common) -> impl Serialize + use<'a> {
    let ancestor = |ancestor: &'a Ancestor| Row {
        id: &ancestor.work.id,
        label: &ancestor.work.label.text,
        published: ancestor.work.published,
        steps: &ancestor.steps,
        nearest: ancestor.is_nearest,
    };
    Whole {
        works: common.works.iter().map(|work| work.id.as_str()).collect(),
        ancestors: common.ancestors.iter().map(ancestor).collect(),
    }
}

#[derive(Serialize)]
struct Whole<'a> {
    works: Vec<&'a str>,
    ancestors: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Date>,
    steps: &'a [usize],
    nearest: bool,
}
