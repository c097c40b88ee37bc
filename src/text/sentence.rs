//! Where sentences end, in Chinese and in English.

use std::ops::Range;

use super::script;

/// Sentences longer than this are cut at the next comma, so that odd text costs no more than its length.
const LONG: usize = 3_000;

/// The sentences of a text, without the space around them.
#[must_use]
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let end = at + letter.len_utf8();
        let ends = match letter {
            '。' | '！' | '？' | '；' | '!' | '?' | '\n' => true,
            // `TL;DR` is one word.
            ';' => !(before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()),
            '.' => next.is_whitespace() && is_full_stop(&text[start..at], text[end..].trim_start(), before),
            '，' | ',' | '、' | ' ' => end - start > LONG,
            _ => end - start > 2 * LONG,
        };
        if ends {
            push_trimmed(text, start..end, &mut sentences);
            start = end;
        }
        before = letter;
    }
    push_trimmed(text, start..text.len(), &mut sentences);
    sentences
}

/// Whether a dot followed by a space ends a sentence: not behind `et al`, `e.g`, `vs` or an initial.
fn is_full_stop(before: &str, after: &str, last: char) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '（')).next().unwrap_or("");
    let is_short =
        matches!(word, "al" | "e.g" | "i.e" | "vs" | "cf" | "Fig" | "Eq" | "resp" | "approx" | "w.r.t" | "etc");
    let is_initial = word.len() == 1 && last.is_ascii_uppercase();
    // Hasty notes begin sentences with small letters; short words before the dot are abbreviations.
    let goes_on = word.len() <= 3 && after.chars().next().is_some_and(|c| c.is_ascii_lowercase());
    !is_short && !is_initial && !goes_on
}

fn push_trimmed(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let words = &text[range.clone()];
    let trimmed = words.trim();
    if trimmed.chars().any(|c| script::is_word(c) || script::is_han(c)) {
        let start = range.start + (words.len() - words.trim_start().len());
        sentences.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_in_both_scripts_and_not_behind_abbreviations() {
        for (text, count) in [
            ("用 BERT 做。效果好；快", 3),
            ("They use GPT-3.5. It works, e.g. on SQuAD. Done", 3),
            ("as in Smith et al. (2017) they", 1),
            ("", 0),
        ] {
            assert_eq!(split(text).len(), count, "{text}");
        }
    }
}
