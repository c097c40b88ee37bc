//! Note → entries. Never fails; odd text is reported.

mod address;
mod fields;
mod file_name;
mod front_matter;
mod imprint;
mod institutions;
mod known;
mod lead;
mod opening;
mod page;
mod sections;
mod shapes;
mod title;
mod words;

use crate::model::{Entry, Note};
use crate::report::Report;
pub use page::LONGEST_LINE;
use page::Page;

/// A way of keeping notes that a file follows, and why it is held to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its name, such as `daily log`.
    pub name: &'static str,
    /// What in the file speaks for it.
    pub reason: String,
}

/// What a note says about each paper, in the order of the note; passages about no paper in entries without a name.
#[must_use]
pub fn entries(note: &Note, report: &mut Report) -> Vec<Entry> {
    let page = Page::of(note, report);
    shapes::entries(&page, report)
}

/// Which way of keeping notes a file follows.
#[must_use]
pub fn form(note: &Note) -> Form {
    let page = Page::of(note, &mut Report::default());
    let (shape, reason) = shapes::choose(&page);
    Form { name: shape.name(), reason }
}
