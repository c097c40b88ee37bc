//! `correct`: a line for `corrections.tsv`, with what it changes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Subcommand;

use super::config::Config;
use super::outcome::Outcome;
use super::why::unwritable;
use crate::correct;
use crate::error::{Error, Result};
use crate::knowledge::Knowledge;
use crate::knowledge::terms::Terms;
use crate::model::correction::Triple;
use crate::model::{Corrections, Date, Graph, Word};
use crate::pipeline::{self, Before, Plan};
use crate::report::{Code, Report};
use crate::text::names::Names;

/// Say what you know better than your notes; every build keeps to it
///
/// Writes one line into corrections.tsv beside the notes and shows what it changes. You may edit the file: one correction
/// a line, tabs between the columns verb, subject, relation, object, reason, author, date; `#` begins a comment.
///
/// Examples:
///   paperclade correct reject CM3 extends GPT --reason "only a comparison"
///   paperclade correct assert SDXL extends "Stable Diffusion"
///   paperclade correct same SD "Stable Diffusion" --dry-run
///   paperclade correct date LDM 2021-12
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// Why it is so
    #[arg(long, global = true, default_value = "", hide_default_value = true)]
    reason: String,
    /// Who says so
    #[arg(long, global = true, default_value = "", hide_default_value = true)]
    author: String,
    /// Show what would change, and write nothing
    #[arg(long, global = true)]
    dry_run: bool,
    /// Take names that no note has
    #[arg(long, global = true)]
    new: bool,
    /// The notes [default: what paperclade.toml names, or what was built last]; may be repeated
    #[arg(long, global = true, value_name = "FOLDER")]
    notes: Vec<PathBuf>,
}

#[derive(Clone, Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
enum Verb {
    /// A relation holds
    Assert(Relation),
    /// A relation does not hold, however it is found; `'*'` for any relation
    Reject(Relation),
    /// The first is the second
    Same(Pair),
    /// The first is not the second
    Different(Pair),
    /// The first is to be shown as the second
    Rename(Pair),
    /// A thing is a Work, Method, Dataset, Metric, Concept, Organization or Venue
    Kind {
        /// The thing
        name: String,
        /// What it is
        kind: String,
    },
    /// A word is never a name
    Ignore {
        /// The word
        name: String,
    },
    /// A work was published then: 2022, 2022-08 or 2022-08-31
    Date {
        /// The work
        name: String,
        /// When
        date: String,
    },
}

#[derive(Clone, Debug, clap::Args)]
struct Relation {
    /// The later work
    subject: String,
    /// The relation, such as extends
    #[arg(value_name = "RELATION")]
    name: String,
    /// The earlier work
    object: String,
}

#[derive(Clone, Debug, clap::Args)]
struct Pair {
    /// A name
    name: String,
    /// Another name
    other: String,
}

/// Writes a correction and shows what it changes.
///
/// # Errors
/// [`Error::UnknownName`] for a name that no note has, unless `--new` takes it; [`Error::Correction`] and
/// [`Error::Contradiction`] where the line would not be understood; those of reading the notes and writing the file.
pub fn run(arguments: &Arguments, config: &Config, out: &mut impl Write) -> Result<Outcome> {
    let paths = &config.notes_of(&arguments.notes, "correct … --notes NOTES")?;
    let path = config.corrections.clone().unwrap_or_else(|| correct::beside(&paths[0]));
    let terms = Terms::bundled()?;
    let before = correct::read(&path, &terms)?;
    let [verb, subject, relation, object] = arguments.verb.cells();
    let (reason, author) = (arguments.reason.clone(), arguments.author.clone());
    let cells = [verb, subject, relation, object, reason, author, today()];
    let after = correct::parse(&path, correct::append(&written(&path)?, &cells).as_bytes(), &terms)?;
    let Some(new) = after.list.last() else { return Ok(Outcome::NothingFound) };
    let knowledge = Knowledge::load()?;
    let grown = |corrections: &Corrections| {
        let mut report = Report::default();
        let plan = Plan { notes: paths, corrections, base: &config.base, before: Before::Nothing };
        pipeline::grow(&plan, &knowledge, &mut report).map(|graph| (graph, report))
    };
    let (old, _) = grown(&before)?;
    if !arguments.new {
        find_names(&old, &new.word)?;
    }
    let (graph, report) = grown(&after)?;
    let changes = changes(&old, &graph);
    let idle = report.remarks.iter().find(|remark| remark.code == Code::IdleCorrection && remark.line == new.line);
    let (line, done) = if arguments.dry_run {
        (new.line, "not written (--dry-run)")
    } else {
        let written = add(&path, &[cells], &terms)?;
        (written.list.last().map_or(new.line, |new| new.line), "written; next: paperclade build")
    };
    let said = |out: &mut dyn Write| -> std::io::Result<()> {
        changes.iter().try_for_each(|change| writeln!(out, "{change}"))?;
        if let Some(remark) = idle {
            writeln!(out, "note: {}", remark.message)?;
        } else if changes.is_empty() {
            writeln!(out, "nothing changes in the graph now")?;
        }
        writeln!(out, "{}:{line}: {} {done}", path.display(), new.word)
    };
    said(out).map_err(unwritable)?;
    Ok(Outcome::Done)
}

impl Verb {
    /// Verb, subject, relation and object.
    fn cells(&self) -> [String; 4] {
        let row = |verb: &str, subject: &str, relation: &str, object: &str| {
            [verb, subject, relation, object].map(str::to_owned)
        };
        match self {
            Self::Assert(it) => row("assert", &it.subject, &it.name, &it.object),
            Self::Reject(it) => row("reject", &it.subject, &it.name, &it.object),
            Self::Same(pair) => row("same", &pair.name, "", &pair.other),
            Self::Different(pair) => row("different", &pair.name, "", &pair.other),
            Self::Rename(pair) => row("rename", &pair.name, "", &pair.other),
            Self::Kind { name, kind } => row("kind", name, "", kind),
            Self::Ignore { name } => row("ignore", name, "", ""),
            Self::Date { name, date } => row("date", name, "", date),
        }
    }
}

/// The text of the file; empty where there is none.
pub(super) fn written(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

/// Adds lines to the file as it is at this moment: what somebody else has written into it meanwhile stays.
///
/// The words of the lines are in the order of the columns. Returns what the whole file then says.
pub(super) fn add(path: &Path, lines: &[[String; 7]], terms: &Terms) -> Result<Corrections> {
    let refused = |source| Error::Write { path: path.to_owned(), source };
    // Lines are added and nothing is put in the place of the file, so that links to it and its permissions stay.
    let mut file = fs::File::options().create(true).append(true).open(path).map_err(refused)?;
    // Some network file systems have no locks; there, one of two at the same moment may say so too early.
    let _ = file.lock();
    let before = written(path)?;
    let text = lines.iter().fold(before.clone(), |text, cells| correct::append(&text, cells));
    let corrections = correct::parse(path, text.as_bytes(), terms)?;
    let length = file.metadata().map_err(refused)?.len();
    let (kept, new) = text.strip_prefix(&before).map_or((0, text.as_str()), |new| (length, new));
    file.set_len(kept).map_err(refused)?;
    file.write_all(new.as_bytes()).and_then(|()| file.sync_all()).map_err(|source| {
        // On a full disk, half a line would be a malformed one.
        let _ = file.set_len(kept);
        refused(source)
    })?;
    Ok(corrections)
}

pub(super) fn find_names(graph: &Graph, word: &Word) -> Result<()> {
    let names = Names::of(graph);
    let find = |name: &str| names.find(name).map(drop);
    match word {
        Word::Assert(Triple { subject, object, .. }) | Word::Reject(Triple { subject, object, .. }) => {
            find(subject)?;
            find(object)
        }
        Word::Same(name, other) | Word::Different(name, other) => {
            find(name)?;
            find(other)
        }
        Word::Rename(name, _) | Word::Kind(name, _) | Word::Date(name, _) => find(name),
        // What is no name need not be in the graph: it may only stand in the way of others.
        Word::Ignore(_) => Ok(()),
    }
}

/// How many changes are shown one by one.
const SHOWN: usize = 40;

/// What a correction changes: facts and things that come and go, and things that are told otherwise.
pub(super) fn changes(old: &Graph, new: &Graph) -> Vec<String> {
    let mut changes: Vec<String> = Vec::new();
    let things = |graph: &Graph| -> Vec<String> {
        graph.entities.iter().map(|entity| format!("{} ({})", entity.label.text, entity.kind)).collect()
    };
    let facts = |graph: &Graph| -> Vec<String> {
        let fact = |fact: &crate::model::Fact| {
            let place = fact.evidence().first().map(|each| format!(", {}:{}", each.note, each.line));
            let (subject, object) = (graph.label(&fact.subject), graph.label(&fact.object));
            format!("{subject} {} {object} ({}{})", fact.relation, fact.basis(), place.unwrap_or_default())
        };
        graph.facts.iter().map(fact).collect()
    };
    for (mut before, mut after) in [(things(old), things(new)), (facts(old), facts(new))] {
        before.sort();
        after.sort();
        changes.extend(before.iter().filter(|it| after.binary_search(it).is_err()).map(|it| format!("- {it}")));
        changes.extend(after.iter().filter(|it| before.binary_search(it).is_err()).map(|it| format!("+ {it}")));
    }
    for entity in &new.entities {
        let Some(former) = old.entity(&entity.id) else { continue };
        let (from, to) = (former.published, entity.published);
        if from != to {
            let said = |date: Option<Date>| date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
            changes.push(format!("~ {}: {} → {}", entity.label.text, said(from), said(to)));
        }
        let is_new = |alias: &&crate::model::Label| !former.aliases.contains(alias) && former.label != **alias;
        let names = entity.aliases.iter().filter(is_new);
        changes.extend(names.map(|alias| format!("~ {}: also called {}", entity.label.text, alias.text)));
    }
    let more = changes.len().saturating_sub(SHOWN);
    changes.truncate(SHOWN);
    changes.extend((more > 0).then(|| format!("… and {more} more")));
    changes
}

/// Today, in UTC.
pub(super) fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day that lies this many days after 1970-01-01, by the Gregorian calendar.
fn civil(days: u64) -> (u64, u64, u64) {
    // Years begin in March, so that the leap day is their last; 400 of them have 146,097 days.
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_are_dates() {
        for (days, date) in [(0, (1970, 1, 1)), (59, (1970, 3, 1)), (19_782, (2024, 2, 29)), (20_782, (2026, 11, 25))] {
            assert_eq!(super::civil(days), date);
        }
    }
}
