//! `paperclade trace`.

use std::io::Write;

use petgraph::graph::NodeIndex;

use super::outcome::Outcome;
use super::why::{print, unwritable};
use crate::draw::{self, Link, Subject};
use crate::error::{Error, Result};
use crate::model::lineage::{Direction, is_inferred};
use crate::model::{Fact, Graph, Lineage, vocabulary};
use crate::text::names::{Names, nearest};
use crate::trace::{self, Reach, tree::Detail};

const EXAMPLES: &str = "\
Examples:
  paperclade trace SDXL --ancestors
  paperclade trace BLIP-2 --descendants --depth 2 --stated
  paperclade trace MiniGPT-4 --siblings
  paperclade trace SDXL ADM --common
  paperclade trace VQ-VAE --format svg > vq-vae.svg
  paperclade trace --all --format html --link 'vscode://file/notes/{path}:{line}'";

/// Show what a work descends from and what builds on it
///
/// Every step comes with the sentence that states it, as FILE:LINE and quote. Works that only a rule joins hang from
/// dashed lines. A work that was met before is shown once and then as `… see above`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
#[expect(clippy::doc_markdown, reason = "it is the help, which knows no Markdown")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch that people type")]
pub struct Arguments {
    /// The works, by any of their names
    #[arg(required_unless_present = "all")]
    pub works: Vec<String>,
    /// Show what it descends from (alone: only that)
    #[arg(long)]
    pub ancestors: bool,
    /// Show what builds on it (alone: only that)
    #[arg(long)]
    pub descendants: bool,
    /// Show what it builds on directly, and what else builds on that; as a tree or JSON
    #[arg(long, conflicts_with_all = ["ancestors", "descendants", "depth", "family", "all"])]
    pub siblings: bool,
    /// Show what the works all descend from, the nearest first; as a list or JSON
    #[arg(long, conflicts_with_all = ["ancestors", "descendants", "depth", "siblings", "family", "all"])]
    pub common: bool,
    /// Show everything that is joined to it by any steps; in pictures
    #[arg(long, conflicts_with_all = ["ancestors", "descendants", "depth", "all"])]
    pub family: bool,
    /// Show every work; in pictures
    #[arg(long, conflicts_with_all = ["works", "ancestors", "descendants", "depth"])]
    pub all: bool,
    /// Go no more than this many steps
    #[arg(long, value_name = "STEPS", value_parser = clap::value_parser!(u16).range(1..))]
    pub depth: Option<u16>,
    /// Follow only these relations, such as extends; may be repeated
    #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
    pub relations: Vec<String>,
    /// Leave out what is only inferred
    #[arg(long)]
    pub stated: bool,
    /// Leave out the quotes; in trees
    #[arg(long)]
    pub brief: bool,
    /// How to print it; svg and html need Graphviz
    #[arg(long, value_enum, default_value_t = Format::Tree)]
    pub format: Format,
    /// The address of a line in a note, in pictures [default: {path}#L{line}]
    #[arg(long, value_name = "TEMPLATE")]
    pub link: Option<String>,
}

/// How to print a lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A tree for people
    Tree,
    /// One JSON object for each work
    Json,
    /// A picture in the language of Graphviz
    Dot,
    /// A picture with links, and quotes on hover
    Svg,
    /// A picture for Markdown
    Mermaid,
    /// The SVG picture in a page of its own
    Html,
}

/// How many siblings are shown for each work that they share.
const SIBLINGS: usize = 30;

/// Prints the lineage of works.
///
/// # Errors
/// [`Error::UnknownName`] or [`Error::UnknownChoice`] for a name or relation that there is none of, [`Error::Usage`] where
/// a tree is to show more than a tree can, [`Error::Program`] where Graphviz is missing or fails, and [`Error::Write`] where
/// `out` cannot be written to.
pub fn run(arguments: &Arguments, graph: &Graph, out: &mut impl Write) -> Result<Outcome> {
    let relations = relations(&arguments.relations, graph)?;
    let is_wanted = |fact: &Fact| {
        (!arguments.stated || !is_inferred(fact))
            && (relations.is_empty() || relations.contains(&fact.relation.as_str()))
    };
    let lineage = Lineage::of_facts(graph, is_wanted);
    let names = Names::of(graph);
    let works = arguments.works.iter().map(|name| node(&lineage, &names, name)).collect::<Result<Vec<_>>>()?;
    match arguments.format {
        Format::Tree | Format::Json if arguments.common => common(arguments, &lineage, &works, out),
        Format::Tree | Format::Json => families(arguments, &lineage, &works, out),
        _ if arguments.siblings || arguments.common => Err(Error::Usage(
            "`--siblings` and `--common` are for the terminal and scripts: leave out `--format`, or take json"
                .to_owned(),
        )),
        Format::Dot | Format::Svg | Format::Mermaid | Format::Html => picture(arguments, &lineage, works, out),
    }
}

fn common(arguments: &Arguments, lineage: &Lineage, works: &[NodeIndex], out: &mut impl Write) -> Result<Outcome> {
    if works.len() < 2 {
        return Err(Error::Usage("in common with which? name two works: `paperclade trace A B --common`".to_owned()));
    }
    let common = trace::common::common(lineage, works);
    match arguments.format {
        Format::Json => print(&trace::common::json(&common), out),
        _ => trace::common::write(&common, out),
    }
    .map_err(unwritable)?;
    Ok(if common.ancestors.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

/// The node of the work that people call so.
pub(super) fn node(lineage: &Lineage, names: &Names, name: &str) -> Result<NodeIndex> {
    let entity = names.find(name)?;
    lineage.node(&entity.id).ok_or_else(|| Error::UnknownName { name: name.to_owned(), nearest: Vec::new() })
}

fn relations<'a>(wanted: &'a [String], graph: &'a Graph) -> Result<Vec<&'a str>> {
    let mut known: Vec<&str> = graph.facts.iter().map(|fact| fact.relation.as_str()).collect();
    known.extend(vocabulary::LINEAGE);
    known.extend([vocabulary::BUILDS_ON, vocabulary::SUCCEEDS]);
    known.retain(|relation| vocabulary::is_descent(relation));
    known.sort_unstable();
    known.dedup();
    let find = |name: &'a String| {
        known.iter().copied().find(|relation| relation.eq_ignore_ascii_case(name)).ok_or_else(|| Error::UnknownChoice {
            what: "relation of descent",
            name: name.clone(),
            nearest: nearest(name, known.iter().map(|relation| (*relation, *relation))),
        })
    };
    wanted.iter().map(find).collect()
}

fn families(arguments: &Arguments, lineage: &Lineage, works: &[NodeIndex], out: &mut impl Write) -> Result<Outcome> {
    if arguments.all || arguments.family {
        return Err(Error::Usage(
            "`--all` and `--family` are for pictures: add `--format svg`, dot, mermaid or html".to_owned(),
        ));
    }
    let reach = Reach { directions: directions(arguments), depth: arguments.depth.map_or(usize::MAX, usize::from) };
    let detail = if arguments.brief { Detail::Names } else { Detail::Quotes(1) };
    let mut outcome = Outcome::NothingFound;
    for (at, &work) in works.iter().enumerate() {
        let family = if arguments.siblings {
            trace::siblings(lineage, work, SIBLINGS)
        } else {
            trace::family(lineage, work, &reach)
        };
        if family.trees.iter().any(|tree| !tree.branches.is_empty()) {
            outcome = Outcome::Done;
        }
        if arguments.format == Format::Json {
            print(&trace::json::family(&family), out).map_err(unwritable)?;
            continue;
        }
        if at > 0 {
            writeln!(out).map_err(unwritable)?;
        }
        trace::tree::write(&family, lineage.graph, detail, out).map_err(unwritable)?;
    }
    Ok(outcome)
}

fn picture(arguments: &Arguments, lineage: &Lineage, works: Vec<NodeIndex>, out: &mut impl Write) -> Result<Outcome> {
    let subject = if arguments.all {
        Subject::Everything
    } else if arguments.family {
        Subject::Families(works)
    } else {
        Subject::Kin {
            works,
            directions: directions(arguments),
            depth: arguments.depth.map_or(usize::MAX, usize::from),
        }
    };
    let link = arguments.link.as_ref().map_or_else(|| Ok(Link::default()), Link::new)?;
    let diagram = draw::diagram(lineage, &subject, &link);
    let text = match arguments.format {
        Format::Mermaid => draw::mermaid(&diagram),
        Format::Svg => draw::svg(&draw::dot(&diagram))?,
        Format::Html => draw::html(&diagram.title, &draw::svg(&draw::dot(&diagram))?),
        Format::Dot | Format::Tree | Format::Json => draw::dot(&diagram),
    };
    out.write_all(text.as_bytes()).map_err(unwritable)?;
    Ok(if diagram.edges.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

fn directions(arguments: &Arguments) -> Vec<Direction> {
    let sides = [(arguments.ancestors, Direction::Ancestors), (arguments.descendants, Direction::Descendants)];
    let chosen = |is_chosen: bool| sides.into_iter().filter(move |side| side.0 == is_chosen).map(|side| side.1);
    if chosen(true).next().is_some() { chosen(true).collect() } else { chosen(false).collect() }
}
