//! Which words an expression cannot do without, so that it is tried only where one of them stands.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Letters of which one must stand in every text that an expression matches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cue {
    /// The letters, in the case of the expression.
    pub letters: String,
    /// Whether a word begins with them.
    pub begins_word: bool,
}

/// Classes of more letters than this tell nothing.
const SMALL_CLASS: usize = 10;
/// Cues longer than this are not worth more.
const LONG_ENOUGH: usize = 8;

/// Sets of cues, of each of which one must stand; no set if some text without any letters of its own would match.
///
/// # Errors
/// What is wrong with the expression.
pub fn cues(expression: &str) -> Result<Vec<Vec<Cue>>, String> {
    let parsed = regex_syntax::parse(expression).map_err(|error| error.to_string())?;
    let mut sets = Vec::new();
    match parsed.kind() {
        HirKind::Concat(parts) => each(parts, false, |set| sets.push(set)),
        _ => sets.extend(of(&parsed, false)),
    }
    sets.sort_by_key(|set| std::cmp::Reverse(worth(set)));
    sets.truncate(MOST_SETS);
    Ok(sets)
}

/// Sets beyond these keep away little more.
const MOST_SETS: usize = 3;

/// The cues of each part of a sequence that has some.
fn each(parts: &[Hir], at_word: bool, mut see: impl FnMut(Vec<Cue>)) {
    let mut at_word = at_word;
    for part in parts {
        let is_boundary = matches!(part.kind(), HirKind::Look(Look::WordAscii));
        if !is_boundary {
            of(part, at_word).into_iter().for_each(&mut see);
        }
        at_word = is_boundary;
    }
}

/// The best set of cues of a part; `at_word` says that a word must begin right before it.
fn of(part: &Hir, at_word: bool) -> Option<Vec<Cue>> {
    match part.kind() {
        HirKind::Literal(literal) => {
            let letters = String::from_utf8(literal.0.to_vec()).ok()?;
            // What stands for names is in every sentence that is looked at.
            let letters = letters.trim_matches(|c: char| c.is_control() || c == ' ').to_owned();
            let begins_word = at_word && literal.0.starts_with(letters.as_bytes());
            (!letters.is_empty()).then(|| vec![Cue { letters, begins_word }])
        }
        HirKind::Class(Class::Unicode(class)) => {
            let letters = || class.iter().flat_map(|range| range.start()..=range.end());
            let is_small = letters().take(SMALL_CLASS + 1).count() <= SMALL_CLASS;
            let is_telling = is_small && letters().all(|letter| !letter.is_control() && letter != ' ');
            is_telling
                .then(|| letters().map(|letter| Cue { letters: letter.to_string(), begins_word: at_word }).collect())
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => of(&repetition.sub, at_word),
        HirKind::Capture(capture) => of(&capture.sub, at_word),
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(of(branch, at_word)?);
            }
            all.sort();
            all.dedup();
            Some(all)
        }
        HirKind::Concat(parts) => {
            let mut best: Option<Vec<Cue>> = None;
            each(parts, at_word, |set| {
                if best.as_ref().is_none_or(|best| worth(best) < worth(&set)) {
                    best = Some(set);
                }
            });
            best
        }
        _ => None,
    }
}

/// How rare the commonest of some cues may be: long letters first, then few of them.
fn worth(cues: &[Cue]) -> (usize, std::cmp::Reverse<usize>) {
    let weight = |cue: &Cue| -> usize {
        let letters: usize = cue.letters.chars().map(|letter| if letter.is_ascii() { 2 } else { 5 }).sum();
        (letters + usize::from(cue.begins_word)).min(LONG_ENOUGH * 2)
    };
    (cues.iter().map(weight).min().unwrap_or(0), std::cmp::Reverse(cues.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_the_letters_that_every_match_has() {
        for (expression, letters) in [
            (r"(?-u:\b)builds? (?:up)?on \x01", vec![vec!["build"], vec!["on"]]),
            (r"(?:在|以)\x01(?:的)?(?:基础上|之上)", vec![vec!["之上", "基础上"], vec!["以", "在"]]),
            (r"\x01 *的?", vec![]),
            (r"(?:better|\x01)", vec![]),
        ] {
            let found = cues(expression).expect("a good expression");
            let found: Vec<Vec<&str>> =
                found.iter().map(|set| set.iter().map(|cue| cue.letters.as_str()).collect()).collect();
            assert_eq!(found, letters, "{expression}");
        }
    }
}
