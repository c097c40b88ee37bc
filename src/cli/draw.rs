//! `paperclade draw`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use petgraph::graph::NodeIndex;

use super::outcome::Outcome;
use super::terminal;
use super::why::unwritable;
use crate::draw::{self, Ink, Link, Style, Subject};
use crate::error::{Error, Result};
use crate::knowledge::concepts::{Concepts, SCHEME};
use crate::model::{Diagram, Graph, Lineage};
use crate::outline::{self, About, By};
use crate::text::count::count;
use crate::text::names::Names;

const EXAMPLES: &str = "\
Examples:
  paperclade draw library --format svg > library.svg
  paperclade draw family BLIP-2 --comparisons --format html > blip-2.html
  paperclade draw timeline --format png --output timeline.png
  paperclade draw concepts --format mermaid";

/// Draw the library, a family, a timeline, the concepts or the outline
///
/// Pictures of more than 300 works are folded: works that descend from one another become one box with their number.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// What to draw
    #[arg(value_enum)]
    pub subject: Kind,
    /// The works of the family, by any of their names
    pub works: Vec<String>,
    /// How to print it; all but dot and mermaid need Graphviz
    #[arg(long, value_enum, default_value_t = Format::Dot)]
    pub format: Format,
    /// Write the picture into this file [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Draw which works the notes compare, too
    #[arg(long)]
    pub comparisons: bool,
    /// Fold pictures with more works than this
    #[arg(long, value_name = "NUMBER", default_value_t = draw::MOST)]
    pub most: usize,
    /// The language of headings and concepts, en or zh [default: that of the notes]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"])]
    pub language: Option<String>,
    /// The address of a line in a note [default: {path}#L{line}]
    #[arg(long, value_name = "TEMPLATE")]
    pub link: Option<String>,
}

/// What to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// Every work that builds on another or is built on
    Library,
    /// Everything that is joined to some works by any steps
    Family,
    /// What was read over the years, with a lane for each topic
    Timeline,
    /// What was read about, the narrower beside the broader
    Concepts,
    /// The sections of the outline and their works
    Outline,
}

/// How to print a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The language of Graphviz
    Dot,
    /// A picture with links, and quotes on hover
    Svg,
    /// A picture of dots
    Png,
    /// A picture for paper
    Pdf,
    /// A picture for Markdown
    Mermaid,
    /// The SVG picture in a page of its own
    Html,
}

/// Draws.
///
/// # Errors
/// [`Error::UnknownName`] for a work that there is none of, [`Error::Usage`] for a family of no work, [`Error::Program`]
/// where Graphviz is missing or fails, [`Error::Write`] where the picture cannot be written.
pub fn run(arguments: &Arguments, graph: &Graph, out: &mut impl Write) -> Result<Outcome> {
    let link = arguments.link.as_ref().map_or_else(|| Ok(Link::default()), Link::new)?;
    let language = match arguments.language.as_deref() {
        Some("zh") => "zh",
        Some(_) => "en",
        None => outline::language(graph),
    };
    let diagram = diagram(arguments, graph, &Style { link, language })?;
    let bytes = match arguments.format {
        Format::Dot => draw::dot(&diagram).into_bytes(),
        Format::Svg => draw::svg(&draw::dot(&diagram))?.into_bytes(),
        Format::Png => draw::rendered(&draw::dot(&diagram), Ink::Screen)?,
        Format::Pdf => draw::rendered(&draw::dot(&diagram), Ink::Paper)?,
        Format::Mermaid => draw::mermaid(&diagram).into_bytes(),
        Format::Html => draw::html(&diagram, &draw::svg(&draw::dot(&diagram))?).into_bytes(),
    };
    match &arguments.output {
        Some(path) => {
            fs::write(path, bytes).map_err(|source| Error::Write { path: path.clone(), source })?;
            terminal::say(&format!("{} is written: {}", path.display(), count(diagram.nodes.len(), "box", "boxes")));
        }
        None => out.write_all(&bytes).map_err(unwritable)?,
    }
    Ok(if diagram.nodes.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

fn diagram(arguments: &Arguments, graph: &Graph, style: &Style) -> Result<Diagram> {
    let lineage = Lineage::of(graph);
    let concepts = Concepts::parse(SCHEME)?;
    let outline = || outline::outline(graph, &concepts, (&About::Everything, By::Topic), Some(style.language));
    let lineal = |subject: &Subject| {
        let diagram = draw::folded(draw::diagram(&lineage, subject, style), arguments.most);
        if arguments.comparisons { draw::with_comparisons(diagram, graph, style) } else { diagram }
    };
    Ok(match arguments.subject {
        Kind::Library => lineal(&Subject::Everything),
        Kind::Family if arguments.works.is_empty() => {
            return Err(Error::Usage("whose family? name a work: `paperclade draw family WORK`".to_owned()));
        }
        Kind::Family => {
            let names = Names::of(graph);
            let works = arguments.works.iter().map(|name| super::trace::node(&lineage, &names, name));
            lineal(&Subject::Families(works.collect::<Result<Vec<_>>>()?))
        }
        Kind::Timeline => {
            let lanes: Vec<(String, Vec<NodeIndex>)> = outline()
                .sections
                .into_iter()
                .map(|section| {
                    let works = section.points.iter().filter_map(|point| lineage.node(&point.id)).collect();
                    (section.heading, works)
                })
                .collect();
            let diagram = draw::timeline(&lineage, &lanes, style);
            if diagram.nodes.len() > arguments.most {
                lineal(&Subject::Everything)
            } else if arguments.comparisons {
                draw::with_comparisons(diagram, graph, style)
            } else {
                diagram
            }
        }
        Kind::Concepts => draw::concept_map(graph, &concepts, style.language),
        Kind::Outline => outline::mind_map(&outline(), |path, line| style.link.to(path, line)),
    })
}
