//! Statements by weight: what the words around a mention speak for, where no wording is known.

use super::masked::Masked;
use super::topic::Acts;
use super::wording::Hit;
use super::{features, guard, on_one_line, topic};
use crate::knowledge::judge::{Judge, OUTCOMES};
use crate::knowledge::patterns::Guard;
use crate::model::claim::Named;
use crate::model::{Claim, Entry, Note, Passage, Span};

/// How sure the judge must be; below this its precision on notes that it has not seen falls off.
const ENOUGH: f32 = 0.7;
/// How sure it must be that words state nothing to overrule a wording.
const DENIED: f32 = 0.97;

/// A mention that may stand in a relation to what its clause is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// What the clause is about.
    pub subject: Named,
    /// What is mentioned.
    pub object: Named,
    /// The words that mention it.
    pub words: String,
    /// Where they stand in the note.
    pub span: Span,
    /// What speaks for and against a relation.
    pub features: Vec<String>,
    /// Which mention of the sentence it is.
    number: usize,
}

/// The mentions of a sentence that no hit speaks of, and that can be related.
pub(crate) fn candidates(entry: &Entry, passage: &Passage, masked: &Masked<'_>, hits: &[Hit<'_>]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    if entry.name.is_empty() || super::is_title(entry, passage) {
        return candidates;
    }
    for (number, mention) in masked.mentions.iter().enumerate() {
        let can_be = !matches!(mention.kind.as_str(), "Organization" | "Venue" | "Metric");
        let too_general = mention.generic && mention.kind == "Method";
        let spoken_of = hits.iter().any(|hit| hit.anchor == number || hit.subject.name == mention.name);
        if mention.name == entry.name || !can_be || too_general || spoken_of || topic::is_own_size(entry, mention) {
            continue;
        }
        let at = masked.place(number).start;
        let Some(subject) = topic::of(entry, masked, at, Acts::WORKS.comparing(true)) else { continue };
        let object = topic::named(entry, mention);
        if subject.name != object.name {
            candidates.push(Candidate {
                subject,
                object,
                words: passage.prose.text()[mention.range.clone()].to_owned(),
                span: passage.prose.span(mention.range.clone()),
                features: features::of(entry, passage, masked, number),
                number,
            });
        }
    }
    candidates
}

/// Whether the judge is sure that the words around the object of a hit state nothing.
pub(crate) fn denies(entry: &Entry, passage: &Passage, masked: &Masked<'_>, hit: &Hit<'_>, judge: &Judge) -> bool {
    let is_of_paper = hit.subject.name == entry.name && hit.object.name != entry.name;
    // It has learnt nothing of what a paper introduces or surveys.
    let is_known = OUTCOMES.contains(&hit.relation);
    if !is_of_paper || !is_known || super::is_title(entry, passage) {
        return false;
    }
    let features = features::of(entry, passage, masked, hit.anchor);
    judge.verdict(&features).probabilities[0] > DENIED
}

/// What the judge is sure of.
pub(crate) fn claim(
    note: &Note,
    passage: &Passage,
    masked: &Masked<'_>,
    candidate: &Candidate,
    knowledge: (&Judge, &[Guard]),
) -> Option<Claim> {
    let (judge, guards) = knowledge;
    let (outcome, likely) = judge.verdict(&candidate.features).outcome(ENOUGH)?;
    let relation = fitting(OUTCOMES[outcome], &candidate.object.kind)?;
    let place = masked.place(candidate.number);
    if guard::takes_force(&masked.lower, place.clone(), guards) {
        return None;
    }
    let clause = topic::clause(&masked.text, place);
    let whole = passage.prose.span(masked.range(clause));
    Some(Claim {
        subject: candidate.subject.clone(),
        relation: relation.to_owned(),
        object: candidate.object.clone(),
        span: on_one_line(note, whole, candidate.span),
        pattern: format!("judge: {}", judge.because(&candidate.features, outcome)),
        // Never as sure as a wording that somebody wrote down.
        confidence: f64::from((likely * 80.0).round()) / 100.0,
    })
}

/// The relation that fits the kind of its object.
fn fitting<'a>(relation: &'a str, kind: &str) -> Option<&'a str> {
    let is_data = kind == "Dataset";
    match relation {
        "evaluatedOn" => is_data.then_some(relation),
        "usesData" => (is_data || kind == "Work").then_some(relation),
        "extends" | "usesModel" | "usesMethod" | "variantOf" if is_data => Some("usesData"),
        "usesModel" if kind == "Method" => Some("usesMethod"),
        _ => (!is_data).then_some(relation),
    }
}
