//! Names that are known before any note is read: `data/lexicon/*.tsv`, one kind of thing a file.

use std::collections::HashMap;

use include_dir::Dir;

use crate::error::{Error, Result};
use crate::model::Date;
use crate::text::fold;

/// Which file of the lexicon holds which kind of thing; the first wins where two know one name.
const FILES: [(&str, &str); 6] = [
    ("works.tsv", "Work"),
    ("datasets.tsv", "Dataset"),
    ("methods.tsv", "Method"),
    ("metrics.tsv", "Metric"),
    ("organizations.tsv", "Organization"),
    ("venues.tsv", "Venue"),
];

/// All known names.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The things, in the order of the files.
    pub terms: Vec<Term>,
    by_key: HashMap<String, usize>,
}

/// A known thing and its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The name to show.
    pub name: String,
    /// Other names, without spellings that differ in case, spaces or hyphens only.
    pub aliases: Vec<String>,
    /// The title of the paper that introduced it.
    pub title: Option<String>,
    /// What it is: the local name of an ontology class.
    pub kind: String,
    /// When it was first published.
    pub published: Option<Date>,
    /// A public identifier such as `arXiv:2112.10752`.
    pub identifier: Option<String>,
    /// Which of its names are ordinary words too, so that the context must show that the name is meant.
    pub ambiguous: Vec<String>,
    /// Whether it is so general (Transformer, dropout) that it is worth an edge in plain statements only.
    pub generic: bool,
}

impl Lexicon {
    /// The lexicon in a folder of tables.
    ///
    /// # Errors
    /// [`Error::Knowledge`] with file and line where a row is malformed.
    pub fn load(folder: &Dir) -> Result<Self> {
        let mut lexicon = Self::default();
        for (file, kind) in FILES {
            let Some(text) = folder.get_file(file).and_then(|file| file.contents_utf8()) else { continue };
            lexicon.add_table(file, kind, text)?;
        }
        Ok(lexicon)
    }

    /// Adds the rows of one table; its first line names the columns.
    ///
    /// # Errors
    /// [`Error::Knowledge`] with file and line where a row is malformed.
    pub fn add_table(&mut self, file: &str, kind: &str, text: &str) -> Result<()> {
        for (at, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
            let term =
                term(kind, line).map_err(|reason| Error::Knowledge { place: format!("{file}:{}", at + 1), reason })?;
            self.add(term);
        }
        Ok(())
    }

    /// Adds a thing; names that are taken stay with whoever has them.
    pub fn add(&mut self, term: Term) {
        let at = self.terms.len();
        for name in std::iter::once(&term.name).chain(&term.aliases).chain(&term.title) {
            self.by_key.entry(fold::key(name)).or_insert(at);
        }
        self.terms.push(term);
    }

    /// The thing of this name, however it is spelt.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Term> {
        self.get_key(&fold::key(name))
    }

    /// The thing of this folded name.
    #[must_use]
    pub fn get_key(&self, key: &str) -> Option<&Term> {
        self.by_key.get(key).map(|&at| &self.terms[at])
    }
}

fn term(kind: &str, line: &str) -> Result<Term, String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [name, aliases, title, year, identifier, remark] = cells[..] else {
        return Err(format!("{} columns where 6 are due", cells.len()));
    };
    if name.is_empty() {
        return Err("the name is missing".to_owned());
    }
    let aliases: Vec<String> =
        aliases.split('|').map(str::trim).filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
    let published = if year.is_empty() { None } else { Some(year.parse::<Date>()?) };
    Ok(Term {
        ambiguous: ambiguous_names(remark, name),
        generic: remark.starts_with("generic"),
        name: name.to_owned(),
        aliases,
        title: some(title),
        kind: kind.to_owned(),
        published,
        identifier: some(identifier),
    })
}

/// `ambiguous` says so of the name, `ambiguous: A|B` of the aliases A and B.
fn ambiguous_names(remark: &str, name: &str) -> Vec<String> {
    let Some(rest) = remark.split(';').find_map(|part| part.trim().strip_prefix("ambiguous")) else {
        return Vec::new();
    };
    match rest.strip_prefix(':').map(str::trim).filter(|names| !names.is_empty()) {
        Some(names) => names.split('|').map(fold::key).collect(),
        None => vec![fold::key(name)],
    }
}

fn some(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_and_a_bad_row_names_its_line() {
        let mut lexicon = Lexicon::default();
        let head = "name\taliases\ttitle\tyear\tidentifier\tremark\n";
        let row = "Stable Diffusion\tSD\t\t2022-08\tarXiv:2112.10752\tambiguous: SD\n";
        lexicon.add_table("works.tsv", "Work", &format!("{head}{row}")).expect("a good table");
        let term = lexicon.get("stable-diffusion").expect("known");
        assert_eq!((term.name.as_str(), term.ambiguous.as_slice()), ("Stable Diffusion", &["sd".to_owned()][..]));
        let error = lexicon.add_table("works.tsv", "Work", &format!("{head}X\ty\n")).expect_err("a bad row");
        assert_eq!(error.to_string(), "works.tsv:2: 2 columns where 6 are due");
    }
}
