//! `paperclade trace`.

use std::io::Write;
use std::path::Path;

use petgraph::graph::NodeIndex;

use super::outcome::Outcome;
use super::why::{print, unwritable};
use crate::draw::{self, Link, Style, Subject};
use crate::error::{Error, Result};
use crate::model::lineage::{Direction, is_inferred};
use crate::model::{Graph, Lineage, vocabulary};
use crate::store::{self, Near, Steps};
use crate::text::count::count;
use crate::text::names::{Names, nearest};
use crate::trace::reach::{self, Depth};
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
    /// Fold trees of more works than this, where no depth is asked for
    #[arg(long, value_name = "NUMBER", default_value_t = 300)]
    pub most: usize,
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

/// What of the graph in this folder is needed: all of it for pictures, otherwise the kin of the works.
///
/// # Errors
/// As [`store::near`].
pub fn graph(arguments: &Arguments, folder: &Path) -> Result<Graph> {
    if !matches!(arguments.format, Format::Tree | Format::Json) || arguments.all || arguments.family {
        return store::load(folder);
    }
    let works: Vec<&str> = arguments.works.iter().map(String::as_str).collect();
    let choose = |steps: &Steps, works: &[usize]| {
        if arguments.common {
            reach::common(steps, works)
        } else if arguments.siblings {
            reach::siblings(steps, works)
        } else {
            reach::family(steps, works, &directions(arguments), depth(arguments))
        }
    };
    store::near(folder, &Near { works: &works, keep: keep(arguments)?, choose })
}

/// How far a tree goes: as asked, or as far as somebody can read; scripts are given everything.
fn depth(arguments: &Arguments) -> Depth {
    match (arguments.depth, arguments.format) {
        (Some(depth), _) => Depth::Steps(usize::from(depth)),
        (None, Format::Tree) => Depth::Works(arguments.most),
        (None, _) => Depth::Steps(usize::MAX),
    }
}

/// Prints the lineage of works.
///
/// # Errors
/// [`Error::UnknownName`] or [`Error::UnknownChoice`] for a name or relation that there is none of, [`Error::Usage`] where
/// a tree is to show more than a tree can, [`Error::Program`] where Graphviz is missing or fails, and [`Error::Write`] where
/// `out` cannot be written to.
pub fn run(arguments: &Arguments, graph: &Graph, out: &mut impl Write) -> Result<Outcome> {
    let keep = keep(arguments)?;
    let lineage = Lineage::of_any(graph, |fact| keep(&fact.relation, is_inferred(fact)));
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

/// Whether a step is wanted, by its relation and whether it is only inferred.
fn keep(arguments: &Arguments) -> Result<impl Fn(&str, bool) -> bool> {
    let known: Vec<&str> =
        vocabulary::LINEAGE.into_iter().chain([vocabulary::BUILDS_ON, vocabulary::SUCCEEDS]).collect();
    let find = |name: &String| {
        known.iter().copied().find(|relation| relation.eq_ignore_ascii_case(name)).ok_or_else(|| Error::UnknownChoice {
            what: "relation of descent",
            name: name.clone(),
            nearest: nearest(name, known.iter().map(|relation| (*relation, *relation))),
        })
    };
    let wanted = arguments.relations.iter().map(find).collect::<Result<Vec<&str>>>()?;
    let stated = arguments.stated;
    Ok(move |relation: &str, inferred: bool| {
        let is_wanted = if wanted.is_empty() { vocabulary::is_descent(relation) } else { wanted.contains(&relation) };
        is_wanted && !(stated && inferred)
    })
}

fn families(arguments: &Arguments, lineage: &Lineage, works: &[NodeIndex], out: &mut impl Write) -> Result<Outcome> {
    if arguments.all || arguments.family {
        return Err(Error::Usage(
            "`--all` and `--family` are for pictures: add `--format svg`, dot, mermaid or html".to_owned(),
        ));
    }
    let directions = directions(arguments);
    let detail = if arguments.brief { Detail::Names } else { Detail::Quotes(1) };
    let (mut outcome, mut folded) = (Outcome::NothingFound, None);
    for (at, &work) in works.iter().enumerate() {
        let family = if arguments.siblings {
            trace::siblings(lineage, work, SIBLINGS)
        } else {
            let distances =
                || directions.iter().flat_map(|&direction| lineage.distances(work, direction).into_values());
            let depth = match depth(arguments) {
                Depth::Steps(depth) => depth,
                Depth::Works(most) => reach::depth_of(distances(), most),
            };
            folded = folded.max((arguments.depth.is_none() && depth != usize::MAX).then_some(depth));
            trace::family(lineage, work, &Reach { directions: directions.clone(), depth })
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
    if let Some(depth) = folded {
        let steps = count(depth, "step", "steps");
        writeln!(out, "\nfolded behind {steps}: these are many works; `--depth` or `--most` shows more")
            .map_err(unwritable)?;
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
    let diagram = draw::diagram(lineage, &subject, &Style { link, language: "en" });
    let text = match arguments.format {
        Format::Mermaid => draw::mermaid(&diagram),
        Format::Svg => draw::svg(&draw::dot(&diagram))?,
        Format::Html => draw::html(&diagram, &draw::svg(&draw::dot(&diagram))?),
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
