//! Note → entries. Never fails; odd text is reported.

mod fields;
mod front_matter;
mod opening;
mod page;
pub mod shapes;
mod title;
mod words;

use crate::model::{Entry, Note};
use crate::report::Report;
use page::Page;

/// What a note says about each paper, in the order of the note; passages about no paper in entries without a name.
#[must_use]
pub fn entries(note: &Note, report: &mut Report) -> Vec<Entry> {
    let page = Page::of(note, report);
    shapes::entries(&page, report)
}

/// Which way of keeping notes a file follows, such as `daily log`, and what in the file speaks for it.
#[must_use]
pub fn form(note: &Note) -> (&'static str, String) {
    let page = Page::of(note, &mut Report::default());
    let (shape, reason) = shapes::choose(&page);
    (shape.name(), reason)
}
