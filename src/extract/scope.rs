//! Which of several statements about one mention holds: `better than models based on X` compares, and only that.

use super::wording::Hit;
use crate::model::vocabulary;

/// The hits that stand: of a lineage and a comparison over one mention, the one whose words hold the other's.
pub(crate) fn settle(hits: Vec<Hit<'_>>) -> Vec<Hit<'_>> {
    let loses: Vec<bool> = hits.iter().map(|hit| hits.iter().any(|other| is_overruled(hit, other))).collect();
    let mut kept: Vec<Hit<'_>> = Vec::with_capacity(hits.len());
    for (hit, loses) in hits.into_iter().zip(loses) {
        let again = kept
            .iter()
            .any(|other| other.subject == hit.subject && other.object == hit.object && other.relation == hit.relation);
        if !loses && !again {
            kept.push(hit);
        }
    }
    kept
}

fn is_overruled(hit: &Hit<'_>, other: &Hit<'_>) -> bool {
    let (compares, other_compares) =
        (vocabulary::COMPARISON.contains(&hit.relation), vocabulary::COMPARISON.contains(&other.relation));
    let differ = compares != other_compares && hit.anchor == other.anchor;
    let inside = other.at.start <= hit.at.start && hit.at.end <= other.at.end && other.at != hit.at;
    differ && inside
}
