//! Note → entries. Never fails; odd text is reported.

use crate::model::{Entry, Note};
use crate::report::Report;

/// What a note says about each paper, in the order of the note; passages about no paper in entries without a name.
#[must_use]
pub fn entries(_note: &Note, _report: &mut Report) -> Vec<Entry> {
    Vec::new()
}
