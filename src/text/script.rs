//! Which script a letter is of: Chinese touches Latin without a space, so word edges are found by script.

/// Whether a letter is Chinese (or Japanese kana, which people mix in).
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

/// Whether a letter belongs to words that spaces divide: Latin, Greek, Cyrillic letters and digits.
#[must_use]
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

/// Whether the words from `start` to `end` are not the middle of a longer Latin word.
///
/// # Panics
/// If `start` or `end` does not lie between two letters.
#[must_use]
pub fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joins = |inner: Option<char>, outer: Option<char>| matches!((inner, outer), (Some(inner), Some(outer)) if is_word(inner) && is_word(outer));
    let words = &text[start..end];
    !joins(words.chars().next(), text[..start].chars().next_back())
        && !joins(words.chars().next_back(), text[end..].chars().next())
}

/// The language that a text is mostly written in: `zh` if a tenth of its letters are Chinese, else `en`.
#[must_use]
pub fn language(text: &str) -> &'static str {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let word = text.chars().filter(|c| is_word(*c)).count();
    if han * 10 > word { "zh" } else { "en" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_between_chinese_letters_stands_alone_and_inside_a_word_does_not() {
        let text = "用BERT做RoBERTa";
        let first = text.find("BERT").expect("there");
        let second = text.rfind("BERT").expect("there");
        assert!(stands_alone(text, first, first + 4));
        assert!(!stands_alone(text, second, second + 4));
    }
}
