//! Later works that are named after the note's paper: `ConvNeXt V2 adds …`, `VALL-E X：跨语言版` in the note on the first.
//!
//! A name that is the paper's with a version or a suffix says by itself that the work goes on from the paper; the words
//! need only be about it, and measure nothing.

use std::sync::LazyLock;

use regex::Regex;

use super::masked::Masked;
use super::wording::Hit;
use super::{guard, on_one_line, topic};
use crate::knowledge::patterns::Guard;
use crate::model::claim::Named;
use crate::model::{Claim, Entry, Mention, Note, Passage, vocabulary};
use crate::text::fold;

/// Words by which a clause measures a work instead of saying what it is.
static MEASURES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:beats?|beaten|outperforms?|better|worse|behind|ahead|faster|slower|scores?|gets|reaches|vs|than|similar|compared?)\b|比|超过|优于|不如|相当|持平|接近|领先|落后|差不多|类似|\d\s*(?:%|AP|mAP|ms|fps|分|个?点)|[:：]?\s\d+\.\d")
        .expect("a valid expression")
});

/// What the paper's name is followed by in the name of a later work.
static SUFFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[-_ .]?(?:[vV]|ver(?:sion)? ?)?(?P<number>\d+(?:\.\d+)?)|\+{1,2}|[-_ ](?:II|III|X|[A-Z][A-Za-z]*)|[A-Z][a-z]*)$")
        .expect("a valid expression")
});

/// The pattern by which evidence refers to this rule.
const RULE: &str = "named-after-paper";
/// How sure it is.
const CONFIDENCE: f64 = 0.75;

/// What a sentence says of works that are named after the paper, beside what wordings found.
pub(crate) fn claims(
    (note, entry, passage): (&Note, &Entry, &Passage),
    masked: &Masked<'_>,
    hits: &[Hit<'_>],
    guards: &[Guard],
) -> Vec<Claim> {
    let mut claims = Vec::new();
    if entry.name.is_empty() || super::is_title(entry, passage) {
        return claims;
    }
    for (number, mention) in masked.mentions.iter().enumerate() {
        let place = masked.place(number);
        let is_spoken_of = hits.iter().any(|hit| hit.anchor == number || hit.subject.name == mention.name);
        if is_spoken_of || !is_later_namesake(entry, mention) || !topic::begins_clause(masked, place.start) {
            continue;
        }
        let clause = topic::clause(&masked.text, place.clone());
        let words = &masked.lower[clause.clone()];
        let says_something = topic::makes_subject(&masked.text[place.end..], true)
            || masked.text[place.end..].trim_start().starts_with([':', '：', '—']);
        if !says_something || MEASURES.is_match(words) || guard::takes_force(&masked.lower, place, guards) {
            continue;
        }
        let whole = passage.prose.span(masked.range(clause));
        claims.push(Claim {
            subject: Named { name: mention.name.clone(), kind: mention.kind.clone() },
            relation: vocabulary::EXTENDS.to_owned(),
            object: Named { name: entry.name.clone(), kind: "Work".to_owned() },
            span: on_one_line(note, whole, passage.prose.span(mention.range.clone())),
            pattern: RULE.to_owned(),
            confidence: CONFIDENCE,
        });
    }
    claims
}

/// Whether a mention is a work, no size of the paper's model, whose name is the paper's and something behind it.
fn is_later_namesake(entry: &Entry, mention: &Mention) -> bool {
    let is_known = matches!(mention.source, crate::model::Source::Lexicon | crate::model::Source::Entry);
    if mention.kind != "Work" || mention.name == entry.name || topic::is_own_size(entry, mention) && !is_known {
        return false;
    }
    let own = fold::key(&entry.name);
    if own.chars().count() < 3 {
        return false;
    }
    // `Deformable DETR`, `UP-DETR`, `xDeepFM`
    let before = mention.name.strip_suffix(entry.name.as_str()).unwrap_or("");
    if before.ends_with([' ', '-']) || before == "x" {
        return true;
    }
    let ends = mention.name.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let Some(end) = ends.into_iter().find(|end| fold::key(&mention.name[..*end]) == own) else { return false };
    let rest = &mention.name[end..];
    // `SAMURAI` is not named after SAM, as `WhisperX` is after Whisper.
    let goes_on = rest.starts_with(char::is_uppercase) && mention.name[..end].ends_with(char::is_uppercase);
    !goes_on && SUFFIX.is_match(rest)
}
