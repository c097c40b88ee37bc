//! `import`: what others say, proposed as corrections; the owner decides.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use super::config::Config;
use super::correct::{add, changes, find_names, today, written};
use super::outcome::Outcome;
use super::why::unwritable;
use crate::correct;
use crate::error::{Error, Result};
use crate::knowledge::Knowledge;
use crate::knowledge::terms::Terms;
use crate::model::{Corrections, Graph, Note, Word};
use crate::pipeline::{self, Before, Plan};
use crate::propose::{self, Format, Proposal, Quote};
use crate::report::Report;
use crate::text::names::Names;
use crate::{read, store};

/// Propose corrections from what others wrote down
///
/// Reads a table of relations or dates, relations in JSON Lines, or the corrections of somebody else, and shows which lines of corrections.tsv they would make and what those change. What the graph says already is left
/// out; what names nothing in it, contradicts a correction, or quotes words that stand in no note is told and refused.
/// Nothing is written without --write.
///
/// Examples:
///   paperclade import dates.csv
///   paperclade import edges.jsonl --write
///   paperclade import ../theirs/corrections.tsv
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// The file
    file: PathBuf,
    /// How it is written [default: by its ending]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write what is proposed into corrections.tsv
    #[arg(long)]
    write: bool,
    /// Take names that no note has
    #[arg(long)]
    new: bool,
    /// Who says so [default: the name of the file]
    #[arg(long, default_value = "", hide_default_value = true)]
    author: String,
    /// The notes [default: what paperclade.toml names, or what was built last]; may be repeated
    #[arg(long, value_name = "FOLDER")]
    notes: Vec<PathBuf>,
}

/// What becomes of a proposal.
enum Fate {
    /// It is a new line.
    Proposed,
    /// It is said already, and where.
    Known(&'static str),
    /// It cannot be a line, and why.
    Refused(String),
}

/// Shows what a file proposes and what that changes, and writes it where that is asked for.
///
/// # Errors
/// [`Error::Correction`] where the file cannot be read as its format; those of reading the notes, the graph and the
/// corrections, and of writing them.
pub fn run(arguments: &Arguments, config: &Config, out: &mut impl Write) -> Result<Outcome> {
    let format = arguments.format.or_else(|| Format::of(&arguments.file)).ok_or_else(|| {
        Error::Usage(format!("how is `{}` written? say `--format tsv|csv|jsonl`", arguments.file.display()))
    })?;
    let bytes = fs::read(&arguments.file).map_err(|source| Error::Read { path: arguments.file.clone(), source })?;
    let proposals = propose::proposals(&arguments.file, &String::from_utf8_lossy(&bytes), format)?;
    let paths = config.notes_of(&arguments.notes, "import FILE --notes NOTES")?;
    let path = config.corrections.clone().unwrap_or_else(|| correct::beside(&paths[0]));
    let terms = Terms::bundled()?;
    let before = correct::read(&path, &terms)?;
    let graph = store::load(&config.store)?;
    let notes = read::notes(&paths, &mut Report::default())?;
    let mut desk = Desk {
        names: Names::of(&graph),
        graph: &graph,
        notes: &notes,
        terms: &terms,
        path: &path,
        text: written(&path)?,
        list: before.clone(),
        taken: Vec::new(),
        takes_new: arguments.new,
    };
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let author = if arguments.author.is_empty() { &name } else { &arguments.author };
    let mut counts = [0_usize; 3];
    for proposal in proposals {
        let line = proposal.line;
        let (said, fate) = desk.weigh(proposal, author)?;
        let (at, words) = match fate {
            Fate::Proposed => (0, format!("+ {name}:{line}: {said}")),
            Fate::Known(place) => (1, format!("= {name}:{line}: {said}: {place}")),
            Fate::Refused(why) => (2, format!("! {name}:{line}: {said}: {why}")),
        };
        counts[at] += 1;
        writeln!(out, "{words}").map_err(unwritable)?;
    }
    let [proposed, known, refused] = counts;
    let (taken, after) = (desk.taken, desk.list);
    if proposed > 0 {
        let knowledge = Knowledge::load()?;
        let grown = |corrections: &Corrections| {
            let plan = Plan { notes: &paths, corrections, base: &config.base, before: Before::Nothing };
            pipeline::grow(&plan, &knowledge, &mut Report::default())
        };
        let changes = changes(&grown(&before)?, &grown(&after)?);
        let said = if changes.is_empty() { "nothing changes in the graph now" } else { "in the graph:" };
        writeln!(out, "{said}").map_err(unwritable)?;
        changes.iter().try_for_each(|change| writeln!(out, "{change}")).map_err(unwritable)?;
        if arguments.write {
            add(&path, &taken, &terms)?;
        }
    }
    let done = match (proposed, arguments.write) {
        (0, _) => String::new(),
        (_, true) => format!("; written to {}; next: paperclade build", path.display()),
        (_, false) => "; not written (--write writes them)".to_owned(),
    };
    writeln!(out, "{proposed} proposed, {known} known, {refused} refused{done}").map_err(unwritable)?;
    Ok(if proposed > 0 { Outcome::Done } else { Outcome::NothingFound })
}

/// What a proposal is weighed against, and what was taken so far.
struct Desk<'a> {
    names: Names<'a>,
    graph: &'a Graph,
    notes: &'a [Note],
    terms: &'a Terms,
    path: &'a std::path::Path,
    /// The text of the corrections, and what it says, with what was taken so far.
    text: String,
    list: Corrections,
    /// The lines that were taken.
    taken: Vec<[String; 7]>,
    takes_new: bool,
}

impl Desk<'_> {
    /// What a proposal says, and what becomes of it; one that is taken is added to the text.
    fn weigh(&mut self, proposal: Proposal, author: &str) -> Result<(String, Fate)> {
        let Proposal { mut cells, quote, .. } = proposal;
        let said = cells[..4].iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        if let Some(Quote { note, words }) = &quote {
            let found = self.notes.iter().find(|known| known.path == *note);
            let Some((found, at)) = found.and_then(|note| Some((note, note.text.find(words.as_str())?))) else {
                return Ok((said, Fate::Refused(format!("its quote does not stand in `{note}`"))));
            };
            if cells[4].is_empty() {
                cells[4] = format!("{note}:{} “{words}”", found.line_of(at));
            }
        }
        if cells[5].is_empty() {
            author.clone_into(&mut cells[5]);
        }
        if cells[6].is_empty() {
            cells[6] = today();
        }
        let text = correct::append(&self.text, &cells);
        let after = match correct::parse(self.path, text.as_bytes(), self.terms) {
            Ok(after) => after,
            Err(Error::Correction { reason, .. }) => return Ok((said, Fate::Refused(reason))),
            Err(Error::Contradiction { first, reason, .. }) => {
                return Ok((said, Fate::Refused(format!("it contradicts line {first}: {reason}"))));
            }
            Err(other) => return Err(other),
        };
        let Some(new) = after.list.last() else { return Ok((said, Fate::Known("it says nothing"))) };
        if self.list.list.iter().any(|known| known.word == new.word) {
            return Ok((said, Fate::Known("the corrections say so already")));
        }
        if !self.takes_new
            && let Err(error) = find_names(self.graph, &new.word)
        {
            let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
            return Ok((said, Fate::Refused(format!("{error}{hint}"))));
        }
        if self.is_so(&new.word) {
            return Ok((said, Fate::Known("the graph says so already")));
        }
        (self.text, self.list) = (text, after);
        self.taken.push(cells);
        Ok((said, Fate::Proposed))
    }

    /// Whether the graph is as the word has it.
    fn is_so(&self, word: &Word) -> bool {
        let id = |name: &str| self.names.get(name).map(|entity| entity.id.as_str());
        match word {
            Word::Assert(triple) => {
                let ends = id(&triple.subject).zip(id(&triple.object));
                self.graph.facts.iter().any(|fact| {
                    ends == Some((&fact.subject, &fact.object))
                        && fact.relation == triple.relation
                        && fact.basis() != "inferred"
                })
            }
            Word::Same(name, other) => id(name).is_some() && id(name) == id(other),
            Word::Date(name, date) => self.names.get(name).and_then(|entity| entity.published) == Some(*date),
            Word::Kind(name, kind) => self.names.get(name).is_some_and(|entity| entity.kind == *kind),
            Word::Rename(name, shown) => self.names.get(name).is_some_and(|entity| entity.label.text == *shown),
            // That nothing says otherwise now does not mean that nothing will.
            Word::Reject(_) | Word::Different(..) | Word::Ignore(_) => false,
        }
    }
}
