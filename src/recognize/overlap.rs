//! Which of several overlapping mentions to believe.

use crate::model::{Mention, Source};

/// The longest mentions that do not overlap, in order; of two as long, the one known better.
#[must_use]
pub(super) fn longest(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.sort_by_key(|mention| (std::cmp::Reverse(mention.range.len()), rank(mention.source), mention.range.start));
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let free =
            kept.iter().all(|other| other.range.end <= mention.range.start || mention.range.end <= other.range.start);
        if free {
            kept.push(mention);
        }
    }
    kept.sort_by_key(|mention| mention.range.start);
    kept
}

fn rank(source: Source) -> u8 {
    match source {
        Source::Entry => 0,
        Source::Lexicon => 1,
        Source::Introduced => 2,
        Source::Form => 3,
    }
}
