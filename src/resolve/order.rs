//! Statements that time forbids: nothing builds on what came out after it.

use crate::model::{Because, Date, Fact, Graph, vocabulary};
use crate::report::{Code, Remark, Report};

/// How many months a work may be dated before what it builds on: papers are dated by their first or their last version.
const SLACK: u16 = 6;

/// Leaves out what a work is said to build on that is later than the work, and reports each sentence that was read so.
///
/// Such a sentence is nearly always about the later work, `X2 gives it a second stage`, and was read the wrong way round.
pub fn leave_out_later(graph: &mut Graph, report: &mut Report) {
    let mut facts = std::mem::take(&mut graph.facts);
    facts.retain(|fact| {
        let Some((early, late)) = dates(graph, fact) else { return true };
        let (subject, object) = (graph.label(&fact.subject), graph.label(&fact.object));
        let message =
            format!("read as {subject} ({early}) {} {object} ({late}), which is later, and left out", fact.relation);
        report.remarks.extend(fact.evidence().iter().map(|evidence| Remark {
            note: evidence.note.clone(),
            line: evidence.line,
            code: Code::LaterParent,
            message: message.clone(),
        }));
        false
    });
    graph.facts = facts;
}

/// The dates of a stated lineage whose object is too late for it.
fn dates(graph: &Graph, fact: &Fact) -> Option<(Date, Date)> {
    let is_stated = matches!(fact.because, Because::Stated(_)) && vocabulary::is_lineage(&fact.relation);
    let published = |id: &str| graph.entity(id).and_then(|entity| entity.published);
    let (early, late) = (published(&fact.subject)?, published(&fact.object)?);
    (is_stated && early.is_before_by(SLACK, late)).then_some((early, late))
}
