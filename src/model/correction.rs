//! What the owner of the notes says about the graph, whatever the notes say.

use super::Date;

/// The owner's corrections, in the order of their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// How remarks call the file.
    pub file: String,
    /// The corrections.
    pub list: Vec<Correction>,
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The line of the file; the first is 1.
    pub line: usize,
    /// What is said.
    pub word: Word,
    /// Why, in the owner's words.
    pub reason: String,
    /// Who said it.
    pub author: String,
    /// When it was said.
    pub date: Option<Date>,
}

/// What a correction says. Names are as the owner spells them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// The relation holds.
    Assert(Triple),
    /// The relation does not hold, however it is found; the relation may be [`ANY`].
    Reject(Triple),
    /// The first is the second.
    Same(String, String),
    /// The first is not the second.
    Different(String, String),
    /// The first is shown as the second.
    Rename(String, String),
    /// The first is a thing of this kind.
    Kind(String, String),
    /// It is never a name.
    Ignore(String),
    /// It was published then.
    Date(String, Date),
}

/// A relation between two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triple {
    /// The later thing.
    pub subject: String,
    /// The relation.
    pub relation: String,
    /// The earlier thing.
    pub object: String,
}

/// Any relation, in what is rejected.
pub const ANY: &str = "*";

/// Every verb, as the file has it.
pub const VERBS: [&str; 8] = ["assert", "reject", "same", "different", "rename", "kind", "ignore", "date"];

impl Word {
    /// The verb.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Assert(_) => "assert",
            Self::Reject(_) => "reject",
            Self::Same(..) => "same",
            Self::Different(..) => "different",
            Self::Rename(..) => "rename",
            Self::Kind(..) => "kind",
            Self::Ignore(_) => "ignore",
            Self::Date(..) => "date",
        }
    }

    /// Verb, subject, relation and object, as the file has them.
    #[must_use]
    pub fn cells(&self) -> [String; 4] {
        let (subject, relation, object) = match self {
            Self::Assert(triple) | Self::Reject(triple) => {
                (triple.subject.clone(), triple.relation.clone(), triple.object.clone())
            }
            Self::Same(name, value)
            | Self::Different(name, value)
            | Self::Rename(name, value)
            | Self::Kind(name, value) => (name.clone(), String::new(), value.clone()),
            Self::Ignore(name) => (name.clone(), String::new(), String::new()),
            Self::Date(name, date) => (name.clone(), String::new(), date.to_string()),
        };
        [self.verb().to_owned(), subject, relation, object]
    }

    /// The names of things that it speaks of.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Assert(triple) | Self::Reject(triple) => vec![&triple.subject, &triple.object],
            Self::Same(name, other) | Self::Different(name, other) | Self::Rename(name, other) => vec![name, other],
            Self::Kind(name, _) | Self::Ignore(name) | Self::Date(name, _) => vec![name],
        }
    }
}

impl std::fmt::Display for Word {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let cells: Vec<String> = self.cells().into_iter().filter(|cell| !cell.is_empty()).collect();
        out.write_str(&cells.join(" "))
    }
}
