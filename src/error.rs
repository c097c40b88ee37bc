//! What stops the program: files, the store and bad arguments. Text never does.

use std::io;
use std::path::PathBuf;

/// What stopped the program.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read `{path}`: {source}", path = path.display())]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("cannot write `{path}`: {source}", path = path.display())]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A folder holds no notes.
    #[error("there are no notes (`*.md`) in `{path}`", path = path.display())]
    NoNotes {
        /// The folder.
        path: PathBuf,
    },
    /// There is no graph yet.
    #[error("there is no graph in `{path}`", path = path.display())]
    NoStore {
        /// The store's folder.
        path: PathBuf,
    },
    /// The store cannot be used as it is.
    #[error("the store in `{path}` is unusable: {reason}", path = path.display())]
    Store {
        /// The store's folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another build writes to the store.
    #[error("another build is writing to `{path}`", path = path.display())]
    Busy {
        /// The store's folder.
        path: PathBuf,
    },
    /// A piece of knowledge (lexicon, pattern, concept, rule, question) is malformed.
    #[error("{place}: {reason}")]
    Knowledge {
        /// The file, with a line where there is one.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A line of the corrections is malformed.
    #[error("{path}:{line}: {reason}", path = path.display())]
    Correction {
        /// The file.
        path: PathBuf,
        /// The line; the first is 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
        /// What to write instead, where that can be said.
        advice: Option<String>,
    },
    /// Two lines of the corrections exclude each other.
    #[error("{path}: lines {first} and {second} contradict each other: {reason}", path = path.display())]
    Contradiction {
        /// The file.
        path: PathBuf,
        /// The earlier line.
        first: usize,
        /// The later line.
        second: usize,
        /// What each of them says.
        reason: String,
    },
    /// A query cannot be parsed or evaluated.
    #[error("{0}")]
    Query(String),
    /// A query took longer than it may.
    #[error("the query was stopped after {0} s")]
    Timeout(u64),
    /// Nothing has this name.
    #[error("nothing in the graph is called `{name}`")]
    UnknownName {
        /// What was asked for.
        name: String,
        /// The nearest names, best first.
        nearest: Vec<String>,
    },
    /// There is no such question, format or other choice.
    #[error("there is no {what} `{name}`")]
    UnknownChoice {
        /// `question`, `format`, ….
        what: &'static str,
        /// What was asked for.
        name: String,
        /// The nearest choices, best first.
        nearest: Vec<String>,
    },
    /// The words on the command line do not fit.
    #[error("{0}")]
    Usage(String),
    /// A program that paperclade calls is missing or failed.
    #[error("{program}: {reason}")]
    Program {
        /// The program, such as `dot`.
        program: &'static str,
        /// What happened.
        reason: String,
    },
}

impl Error {
    /// What to do next, where there is advice to give.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Read { .. } => Some("check the path and its permissions".to_owned()),
            Self::Write { .. } => Some("check the folder's permissions and the free space".to_owned()),
            Self::NoNotes { .. } => Some("name a folder with Markdown files: `paperclade build NOTES`".to_owned()),
            Self::NoStore { .. } => Some("build one first: `paperclade build NOTES`".to_owned()),
            Self::Store { .. } => Some("`paperclade build --clean NOTES` makes it anew from the notes".to_owned()),
            Self::Busy { .. } => Some("wait until it is done, and try again".to_owned()),
            Self::UnknownName { nearest, .. } | Self::UnknownChoice { nearest, .. } if !nearest.is_empty() => {
                Some(format!("did you mean {}?", spoken_list(nearest)))
            }
            Self::Correction { advice, .. } => advice.clone(),
            Self::Contradiction { .. } => Some("take one of them out, or put `#` before it".to_owned()),
            Self::Timeout(_) => Some("narrow the query, or allow more: `--timeout SECONDS`".to_owned()),
            Self::Program { program: "dot", reason } if reason.starts_with("cannot be run") => {
                Some("install Graphviz: `apt-get install graphviz`".to_owned())
            }
            _ => None,
        }
    }
}

/// Names in backticks, as a sentence has them.
pub(crate) fn spoken_list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// A value, or what stopped the program.
pub type Result<T, E = Error> = std::result::Result<T, E>;
