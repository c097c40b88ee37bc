//! Remarks on the text: odd words are reported here and never stop anything.

use serde::{Deserialize, Serialize};

use crate::model::{Note, Span};

/// Remarks gathered along the way, in the order they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The remarks.
    pub remarks: Vec<Remark>,
}

/// Something odd at a place in a note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Remark {
    /// The note's path.
    pub note: String,
    /// The line; the first is 1; 0 for the whole note.
    pub line: usize,
    /// What kind of remark it is.
    pub code: Code,
    /// What is odd, in words.
    pub message: String,
}

/// What kind of remark it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Bytes that are not UTF-8 were replaced.
    InvalidUtf8,
    /// A note has no words.
    Empty,
    /// Front matter could not be parsed.
    FrontMatter,
    /// A date heading does not fit the heading above it, or a paper is dated after it was read.
    DateConflict,
    /// Two entries give one paper different dates.
    TwoDates,
    /// A sentence was read as building on a later work, and left out.
    LaterParent,
    /// A line is too long to be read.
    HugeLine,
    /// What is called like a note was not read.
    NotRead,
    /// The name of a file is odd.
    OddName,
    /// A correction matches nothing any more, or cannot be carried out.
    IdleCorrection,
}

impl Code {
    /// The word by which the remark is shown and searched.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::InvalidUtf8 => "invalid-utf8",
            Self::Empty => "empty",
            Self::FrontMatter => "front-matter",
            Self::DateConflict => "date-conflict",
            Self::TwoDates => "two-dates",
            Self::LaterParent => "later-parent",
            Self::HugeLine => "huge-line",
            Self::NotRead => "not-read",
            Self::OddName => "odd-name",
            Self::IdleCorrection => "idle-correction",
        }
    }
}

impl Report {
    /// Remarks on a stretch of a note.
    pub fn at(&mut self, note: &Note, span: Span, code: Code, message: impl Into<String>) {
        let line = note.line_of(span.start);
        self.remarks.push(Remark { note: note.path.clone(), line, code, message: message.into() });
    }

    /// Remarks on a whole note.
    pub fn on(&mut self, path: &str, code: Code, message: impl Into<String>) {
        self.remarks.push(Remark { note: path.to_owned(), line: 0, code, message: message.into() });
    }

    /// Takes in the remarks of another report.
    pub fn extend(&mut self, other: Self) {
        self.remarks.extend(other.remarks);
    }
}
