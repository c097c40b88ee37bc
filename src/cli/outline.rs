//! `paperclade outline`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::outcome::Outcome;
use super::terminal;
use super::why::{print, unwritable};
use crate::draw::{self, Link};
use crate::error::{Error, Result};
use crate::knowledge::concepts::{Concepts, SCHEME};
use crate::model::{Graph, Outline};
use crate::outline::{self, About, By};
use crate::text::count::count;
use crate::text::fold;
use crate::text::names::Names;

const EXAMPLES: &str = "\
Examples:
  paperclade outline
  paperclade outline \"diffusion models\" --by family
  paperclade outline --into survey.md
  paperclade outline --format latex --bib survey.bib > survey.tex";

/// Sort what was read into the outline of a survey
///
/// Each section opens with its lines of descent, lists its works in the order of reading with what the note says of each
/// and where, and closes with comparisons, open questions and works that were not read. Every work stands in one section.
///
/// With --into, the outline is brought into a file that may have been edited by hand: what was written, moved or deleted
/// there stays so; new works come marked as new; lines that nobody touched are brought up to date.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Only works about this concept, or of the family of this work
    pub topic: Option<String>,
    /// What the sections are made of
    #[arg(long, value_enum, default_value_t = Sorting::Topic)]
    pub by: Sorting,
    /// How to print it; svg needs Graphviz
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    pub format: Format,
    /// The language of the headings, en or zh [default: that of the notes]
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"])]
    pub language: Option<String>,
    /// Bring it into this Markdown file, which may have been edited by hand
    #[arg(long, value_name = "FILE")]
    pub into: Option<PathBuf>,
    /// Write the works as BibTeX into this file
    #[arg(long, value_name = "FILE")]
    pub bib: Option<PathBuf>,
    /// The address of a line in a note, in pictures [default: {path}#L{line}]
    #[arg(long, value_name = "TEMPLATE")]
    pub link: Option<String>,
}

/// What the sections are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Sorting {
    /// What the works are about
    Topic,
    /// What they descend from
    Family,
    /// When they were published
    Time,
}

/// How to print an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text with headings and lists
    Markdown,
    /// A document with a tree and citations
    Latex,
    /// A mind map for Markdown
    Mermaid,
    /// A mind map in the language of Graphviz
    Dot,
    /// A mind map as a picture
    Svg,
    /// One JSON object
    Json,
    /// For outliners
    Opml,
}

/// Prints or merges an outline.
///
/// # Errors
/// [`Error::UnknownName`] for a topic that there is none of, [`Error::Usage`] where another format than Markdown is to be
/// merged, [`Error::Read`] and [`Error::Write`] of the files, [`Error::Program`] where Graphviz is missing or fails.
pub fn run(arguments: &Arguments, graph: &Graph, out: &mut impl Write) -> Result<Outcome> {
    if arguments.into.is_some() && arguments.format != Format::Markdown {
        return Err(Error::Usage("`--into` merges Markdown; leave out `--format`".to_owned()));
    }
    let concepts = Concepts::parse(SCHEME)?;
    let about = arguments.topic.as_ref().map_or(Ok(About::Everything), |topic| about(topic, graph, &concepts))?;
    let by = match arguments.by {
        Sorting::Topic => By::Topic,
        Sorting::Family => By::Family,
        Sorting::Time => By::Time,
    };
    let outline = outline::outline(graph, &concepts, (&about, by), arguments.language.as_deref());
    if let Some(path) = &arguments.bib {
        write_file(path, &outline::bibliography(&outline))?;
    }
    match &arguments.into {
        Some(path) => merge(&outline, path)?,
        None => write(arguments, &outline, out)?,
    }
    Ok(if outline.sections.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

fn write(arguments: &Arguments, outline: &Outline, out: &mut impl Write) -> Result<()> {
    let link = arguments.link.as_ref().map_or_else(|| Ok(Link::default()), Link::new)?;
    let picture = || draw::dot(&outline::mind_map(outline, |path, line| link.to(path, line)));
    let name = arguments.bib.as_ref().and_then(|path| path.file_stem()).map(|name| name.to_string_lossy().into_owned());
    let text = match arguments.format {
        Format::Markdown => outline::markdown(outline),
        Format::Latex => outline::latex(outline, name.as_deref()),
        Format::Mermaid => outline::mermaid(outline),
        Format::Dot => picture(),
        Format::Svg => draw::svg(&picture())?,
        Format::Opml => outline::opml(outline),
        Format::Json => return print(outline, out).map_err(unwritable),
    };
    out.write_all(text.as_bytes()).map_err(unwritable)
}

fn merge(outline: &Outline, path: &Path) -> Result<()> {
    let existing = match fs::read_to_string(path) {
        Ok(existing) => existing,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(source) => return Err(Error::Read { path: path.to_owned(), source }),
    };
    let merged = outline::merged(outline, &existing);
    if merged == existing {
        terminal::say(&format!("{}: nothing new", path.display()));
        return Ok(());
    }
    write_file(path, &merged)?;
    terminal::say(&format!(
        "{}: {} in {}",
        path.display(),
        count(outline.points().count(), "work", "works"),
        count(outline.sections.len(), "section", "sections")
    ));
    Ok(())
}

/// Writes a file so that a failure leaves the former one.
fn write_file(path: &Path, text: &str) -> Result<()> {
    let unwritable = |source| Error::Write { path: path.to_owned(), source };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    let unfinished = path.with_file_name(name);
    fs::write(&unfinished, text).map_err(unwritable)?;
    fs::rename(&unfinished, path).map_err(unwritable)
}

/// What the topic names: a concept that the notes or the scheme know, or a work.
fn about(topic: &str, graph: &Graph, concepts: &Concepts) -> Result<About> {
    let names = Names::of(graph);
    let key = fold::key(topic);
    let is_meant = |labels: &[crate::model::Label]| labels.iter().any(|label| fold::key(&label.text) == key);
    let concept = concepts.iter().find(|(name, concept)| fold::key(name) == key || is_meant(&concept.labels));
    if let Some((name, _)) = concept {
        return Ok(About::Concept(name.to_owned()));
    }
    let entity = names.find(topic)?;
    Ok(match entity.id.strip_prefix("concept/") {
        Some(name) => About::Concept(name.to_owned()),
        None => About::Work(entity.id.clone()),
    })
}
