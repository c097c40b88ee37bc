//! One way of keeping notes per file, and the choice between them.

mod catalogue;
mod daily_log;
pub(super) mod headings;
mod kinds;
mod list;
mod log_form;
mod log_titles;
mod paper_file;
mod pending;
mod table;

use super::page::Page;
use crate::model::Entry;
use crate::report::Report;

/// A way of keeping notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Days or papers one under the other.
    DailyLog,
    /// A list or tables with a paper in each bullet or row.
    Catalogue,
    /// One paper.
    PaperFile,
}

impl Shape {
    /// The name by which it is told.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::DailyLog => "daily log",
            Self::Catalogue => "catalogue",
            Self::PaperFile => "paper file",
        }
    }
}

/// The way that a page is kept, and what speaks for it.
pub(super) fn choose(page: &Page) -> (Shape, String) {
    if let Some(reason) = log_form::reason(page) {
        return (Shape::DailyLog, reason);
    }
    if let Some(reason) = catalogue::reason(page) {
        return (Shape::Catalogue, reason);
    }
    (Shape::PaperFile, "neither dates and titles in a row nor a list or table of papers".to_owned())
}

/// The entries of a page.
pub(super) fn entries(page: &Page, report: &mut Report) -> Vec<Entry> {
    match choose(page).0 {
        Shape::DailyLog => daily_log::entries(page, report),
        Shape::Catalogue => catalogue::entries(page),
        Shape::PaperFile => paper_file::entries(page),
    }
}
