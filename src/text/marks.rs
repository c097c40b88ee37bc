//! Marks that Markdown leaves in the words: which go, and which multiply.

use crate::model::Span;

/// A letter of a block and the stretch of the note that it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub(super) glyph: char,
    pub(super) source: Span,
    pub(super) sort: Sort,
}

/// What a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words in which a mark may be left over.
    Plain,
    /// Words between code ticks, verbatim.
    Code,
    /// A line break that Markdown takes for a space.
    Soft,
    /// A line break that was asked for.
    Hard,
}

/// Which letters stay: marks that Markdown left over go, as in `COMET**: A` or next to full-width punctuation.
pub(super) fn kept(letters: &[Letter]) -> Vec<bool> {
    let mut kept = vec![true; letters.len()];
    if let [Letter { glyph: '[', .. }, Letter { glyph: '!', .. }, ..] = letters {
        // The kind of a callout: `[!note]-`.
        let end = letters.iter().position(|each| each.glyph == ']').map_or(0, |at| at + 1);
        let fold = letters.get(end).is_some_and(|each| matches!(each.glyph, '+' | '-'));
        kept[..end + usize::from(fold)].fill(false);
    }
    let is_mark = |at: usize, mark: char| letters[at].glyph == mark && letters[at].sort == Sort::Plain;
    let mut at = 0;
    while at < letters.len() {
        let mark = letters[at].glyph;
        let run = (at..letters.len()).take_while(|&next| is_mark(next, mark)).count();
        let after = at + run.max(1);
        let before = at.checked_sub(1).and_then(|before| letters.get(before)).map(|each| each.glyph);
        let drops = match mark {
            '*' if run > 0 => {
                let next = letters.get(after).map(|each| each.glyph);
                !(joins(before, next, run) || (run == 1 && multiplies_apart(letters, at)))
            }
            '_' | '=' | '~' if run == 2 => {
                let tight = |c: Option<&Letter>| c.is_some_and(|each| !each.glyph.is_whitespace());
                tight(at.checked_sub(1).and_then(|before| letters.get(before))) != tight(letters.get(after))
            }
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}' => true,
            _ => false,
        };
        if drops {
            kept[at..after].fill(false);
        }
        at = after;
    }
    kept
}

/// Whether a star between two letters multiplies, as in `8*7B`, `n*(n-1)` and `a * b`.
pub(super) fn joins(before: Option<char>, after: Option<char>, run: usize) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let operand = |c: char| c.is_ascii_alphanumeric();
    match run {
        1 => (operand(before) || ")]".contains(before)) && (operand(after) || "([".contains(after)),
        2 => operand(before) && after.is_ascii_digit(),
        _ => false,
    }
}

/// Whether a star between spaces multiplies: `a * b`, `3 * 7`.
fn multiplies_apart(letters: &[Letter], at: usize) -> bool {
    let word = |letters: &mut dyn Iterator<Item = &Letter>| -> usize {
        letters.skip(1).take(5).take_while(|each| each.glyph.is_ascii_alphanumeric()).count()
    };
    let is_space = |at: Option<&Letter>| at.is_some_and(|each| each.glyph == ' ');
    let apart = is_space(at.checked_sub(1).and_then(|before| letters.get(before))) && is_space(letters.get(at + 1));
    let (before, after) = (word(&mut letters[..at].iter().rev()), word(&mut letters[at + 1..].iter()));
    apart && (1..=3).contains(&before) && (1..=3).contains(&after)
}
