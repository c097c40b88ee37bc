//! `corrections.tsv`: one correction a line, in columns that tabs divide.
//!
//! Columns: verb, subject, relation, object, reason, author, date. A verb that takes no relation leaves that column
//! empty, or, where nothing follows the object, leaves it out. Comments (`#`) and blank lines are the owner's.

use std::path::{Path, PathBuf};

use super::conflict;
use crate::error::{Error, Result, spoken_list};
use crate::knowledge::terms::Terms;
use crate::model::correction::{ANY, Triple, VERBS};
use crate::model::{Correction, Corrections, Date, Word};
use crate::text::fold;
use crate::text::names::nearest;

/// The columns, in their order; a file may begin with this line.
const HEADER: [&str; 7] = ["verb", "subject", "relation", "object", "reason", "author", "date"];

/// What a new file begins with.
const PREFACE: &str = "\
# What you know better than your notes say; `paperclade build` applies every line. Tabs divide the columns.
#
# assert    A  extends    B            it holds (any relation)
# reject    A  extends    B            it does not, however it is found (`*`: no relation does)
# same      A             B            A is B
# different A             B            A is not B
# rename    A             B            show A as B
# kind      A             Dataset      A is a Work, Method, Dataset, Metric, Concept, Organization or Venue
# ignore    A                          A is no name
# date      A             2022-08      A was published then
#
";

/// The corrections in the bytes of a file.
///
/// # Errors
/// [`Error::Correction`] where a line is malformed, [`Error::Contradiction`] where two lines exclude each other.
pub fn parse(path: &Path, bytes: &[u8], terms: &Terms) -> Result<Corrections> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut list = Vec::new();
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let malformed =
            |Malformed { reason, advice }| Error::Correction { path: path.to_owned(), line: at + 1, reason, advice };
        let line = std::str::from_utf8(line)
            .map_err(|_| malformed(Malformed::new("it is not UTF-8", "save the file as UTF-8")))?;
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells != HEADER {
            list.push(correction(&cells, at + 1, terms).map_err(malformed)?);
        }
    }
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    conflict::refuse(path, &list)?;
    Ok(Corrections { file, list })
}

/// The text of a file with one more correction at its end; everything else stays as it is.
///
/// The cells are in the order of the columns. A name or reason loses its tabs and line breaks, which no cell can hold.
#[must_use]
pub fn append(text: &str, cells: &[String; 7]) -> String {
    let mut whole = if text.trim().is_empty() { PREFACE.to_owned() } else { text.to_owned() };
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if !whole.ends_with('\n') {
        whole.push_str(ending);
    }
    let cells: Vec<String> = cells.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    whole.push_str(cells.join("\t").trim_end());
    whole.push_str(ending);
    whole
}

/// What is wrong with a line, and what to write instead.
struct Malformed {
    reason: String,
    advice: Option<String>,
}

impl Malformed {
    fn new(reason: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { reason: reason.into(), advice: Some(advice.into()) }
    }
}

fn correction(cells: &[&str], line: usize, terms: &Terms) -> Result<Correction, Malformed> {
    let cell = |at: usize| cells.get(at).copied().unwrap_or("");
    let verb = cell(0);
    if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| verb.starts_with(mark)) {
        return Err(Malformed::new(
            "git left an unfinished merge here",
            "keep the lines that hold, and take out the marks",
        ));
    }
    if !VERBS.contains(&verb) {
        return Err(unknown("verb", verb, VERBS, cells.len() == 1));
    }
    if cells.len() > HEADER.len() {
        let reason = format!("{} columns where {} are the most", cells.len(), HEADER.len());
        return Err(Malformed::new(reason, format!("the columns are {}", HEADER.join(", "))));
    }
    let date = match cell(6) {
        "" => None,
        text => Some(date("date", text)?),
    };
    let word = word(verb, [cell(1), cell(2), cell(3)], terms)?;
    Ok(Correction { line, word, reason: cell(4).to_owned(), author: cell(5).to_owned(), date })
}

fn word(verb: &str, [subject, relation, object]: [&str; 3], terms: &Terms) -> Result<Word, Malformed> {
    let subject = name("subject", subject)?;
    if matches!(verb, "assert" | "reject") {
        let triple =
            Triple { relation: self::relation(verb, relation, terms)?, object: name("object", object)?, subject };
        if fold::key(&triple.subject) == fold::key(&triple.object) {
            return Err(Malformed::new(format!("object: it is the subject, `{}`", triple.object), "name two things"));
        }
        return Ok(if verb == "assert" { Word::Assert(triple) } else { Word::Reject(triple) });
    }
    // By hand, people leave out the column that these verbs do not need.
    let (relation, object) = if object.is_empty() { ("", relation) } else { (relation, object) };
    if !relation.is_empty() && relation != "-" {
        let reason = format!("relation: `{verb}` has none, and here stands `{relation}`");
        return Err(Malformed::new(reason, "leave the third column empty; what it is about stands in the fourth"));
    }
    if verb == "ignore" {
        return match object {
            "" => Ok(Word::Ignore(subject)),
            _ => Err(Malformed::new("object: `ignore` has none", "leave the third and fourth columns empty")),
        };
    }
    Ok(match verb {
        "kind" => Word::Kind(subject, kind(object, terms)?),
        "date" => Word::Date(subject, date("object", object)?),
        "rename" if object.is_empty() => return Err(missing("object")),
        "rename" => Word::Rename(subject, object.to_owned()),
        _ => {
            let other = name("object", object)?;
            if fold::key(&subject) == fold::key(&other) {
                let reason = format!("object: `{other}` and `{subject}` are one name, for only marks and case differ");
                return Err(Malformed::new(reason, "to tell two papers of one name apart, give their titles"));
            }
            if verb == "same" { Word::Same(subject, other) } else { Word::Different(subject, other) }
        }
    })
}

fn name(column: &str, cell: &str) -> Result<String, Malformed> {
    if cell.is_empty() {
        return Err(missing(column));
    }
    if fold::key(cell).is_empty() {
        return Err(Malformed::new(format!("{column}: `{cell}` has no letter or digit"), "write the name of a thing"));
    }
    Ok(cell.to_owned())
}

fn missing(column: &str) -> Malformed {
    Malformed::new(format!("{column}: the cell is empty"), format!("the columns are {}", HEADER.join(", ")))
}

fn relation(verb: &str, cell: &str, terms: &Terms) -> Result<String, Malformed> {
    if cell == ANY && verb == "reject" {
        return Ok(cell.to_owned());
    }
    if cell.is_empty() {
        return Err(missing("relation"));
    }
    let known = terms.relations.keys().find(|relation| fold::key(relation) == fold::key(cell));
    known.cloned().ok_or_else(|| unknown("relation", cell, terms.relations.keys().map(String::as_str), false))
}

fn kind(cell: &str, terms: &Terms) -> Result<String, Malformed> {
    if cell.is_empty() {
        return Err(missing("object"));
    }
    let known = terms.kinds.iter().find(|kind| fold::key(kind) == fold::key(cell));
    known.cloned().ok_or_else(|| unknown("kind", cell, terms.kinds.iter().map(String::as_str), false))
}

fn date(column: &str, cell: &str) -> Result<Date, Malformed> {
    cell.parse().map_err(|reason| Malformed { reason: format!("{column}: {reason}"), advice: None })
}

fn unknown<'a>(what: &str, cell: &str, known: impl IntoIterator<Item = &'a str>, is_alone: bool) -> Malformed {
    let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
    let near = nearest(cell, known.iter().map(|each| (each.as_str(), each.as_str())));
    let advice = if is_alone && cell.contains(' ') {
        "put one tab, not spaces, between the columns".to_owned()
    } else if near.is_empty() {
        format!("there are {}", spoken_list(&known).replace(" or ", " and "))
    } else {
        format!("did you mean {}?", spoken_list(&near))
    };
    Malformed::new(format!("{what}: there is no {what} `{cell}`"), advice)
}

/// Where the corrections of these notes lie: beside them, in the first folder that is named.
#[must_use]
pub fn beside(notes: &Path) -> PathBuf {
    let folder = if notes.is_dir() { notes } else { notes.parent().unwrap_or(notes) };
    folder.join(super::FILE)
}
