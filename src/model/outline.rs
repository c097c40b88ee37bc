//! A survey before it is written: sections, and in each the works with what the notes say of them.

use serde::{Deserialize, Serialize};

use super::Date;

/// A survey before it is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// What it is about.
    pub title: String,
    /// The language of the headings: `en` or `zh`.
    pub language: String,
    /// The sections in the order of reading; every read work stands in exactly one.
    pub sections: Vec<Section>,
}

/// Works that belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// What it stands for: `concept/diffusion`, `family/work/vq-vae`, `year/2024`, or `rest`.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// The lines of descent that run through it, the longest first.
    pub lines: Vec<Line>,
    /// The works: what is built on before what builds on it, then by year.
    pub points: Vec<Point>,
    /// Which of them are compared, and with what.
    pub comparisons: Vec<Comparison>,
    /// What the notes on them leave open.
    pub questions: Vec<Question>,
    /// What they build on or are compared with and no note covers, the most used first.
    pub gaps: Vec<Gap>,
}

/// A line of descent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The works, the earliest first.
    pub works: Vec<Stop>,
}

/// A work on a line of descent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// The id of the entity.
    pub id: String,
    /// The name to show.
    pub label: String,
    /// Whether only a rule joins it to the stop before.
    pub is_inferred: bool,
    /// Whether it was read.
    pub is_read: bool,
}

/// A work in a section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The id of the entity.
    pub id: String,
    /// The name to show.
    pub label: String,
    /// The paper's title.
    pub title: Option<String>,
    /// The paper's date.
    pub published: Option<Date>,
    /// Public identifiers, such as `arXiv:2112.10752`.
    pub identifiers: Vec<String>,
    /// Names of the organizations that made it.
    pub organizations: Vec<String>,
    /// What the note says of it, verbatim; none where it says nothing.
    pub quote: Option<String>,
    /// Where that stands, or else where the entry begins.
    pub place: Place,
}

/// A line of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The note's path.
    pub note: String,
    /// The line; the first is 1.
    pub line: usize,
}

/// A comparison that a note makes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The ids of the two works, the one of the section first.
    pub works: [String; 2],
    /// Their names.
    pub labels: [String; 2],
    /// The words, verbatim.
    pub quote: String,
    /// Where they stand.
    pub place: Place,
}

/// A sentence that leaves something open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The id of the work.
    pub work: String,
    /// Its name.
    pub label: String,
    /// The words, verbatim.
    pub quote: String,
    /// Where they stand.
    pub place: Place,
}

/// A work that works of a section use and no note covers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// The id of the entity.
    pub id: String,
    /// The name to show.
    pub label: String,
    /// Whether it stands on a to-read list.
    pub is_pending: bool,
    /// Names of the works of the section that use it.
    pub used_by: Vec<String>,
}

impl Outline {
    /// The works in the order of reading.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.sections.iter().flat_map(|section| &section.points)
    }
}
