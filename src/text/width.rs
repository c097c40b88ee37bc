//! How many columns words take on a terminal: a Chinese letter takes two.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns the words take.
#[must_use]
pub fn columns(words: &str) -> usize {
    words.width()
}

/// The words, cut at their end with `…` where they are wider than this.
#[must_use]
pub fn fit(words: &str, limit: usize) -> Cow<'_, str> {
    if columns(words) <= limit {
        return Cow::Borrowed(words);
    }
    let kept = prefix_length(words.chars(), limit.saturating_sub(1));
    Cow::Owned(format!("{}…", words[..kept].trim_end()))
}

/// The words, cut at their start with `…` where they are wider than this: of a path, the file stays.
#[must_use]
pub fn fit_end(words: &str, limit: usize) -> Cow<'_, str> {
    if columns(words) <= limit {
        return Cow::Borrowed(words);
    }
    let kept = prefix_length(words.chars().rev(), limit.saturating_sub(1));
    Cow::Owned(format!("…{}", &words[words.len() - kept..]))
}

/// The words in lines of at most so many columns, broken at spaces; what has none is cut.
#[must_use]
pub fn wrapped(words: &str, limit: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let word = fit(word, limit);
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(&word) <= limit => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word.into_owned()),
        }
    }
    lines
}

/// The words on one line: line breaks, tabs and other control characters become spaces.
#[must_use]
pub fn one_line(words: &str) -> Cow<'_, str> {
    if words.contains(char::is_control) {
        Cow::Owned(words.replace(char::is_control, " "))
    } else {
        Cow::Borrowed(words)
    }
}

fn prefix_length(letters: impl Iterator<Item = char>, limit: usize) -> usize {
    let mut used = 0;
    letters
        .take_while(|letter| {
            used += letter.width().unwrap_or(0);
            used <= limit
        })
        .map(char::len_utf8)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_letters_take_two_columns_and_are_never_halved() {
        assert_eq!(columns("VQ生成"), 6);
        for (limit, cut) in [(6, "VQ生成"), (5, "VQ生…"), (4, "VQ…"), (1, "…")] {
            assert_eq!(fit("VQ生成", limit), cut);
        }
        assert_eq!(fit_end("日志/daily.md", 9), "…daily.md");
        assert_eq!(one_line("a\nb\tc"), "a b c");
        assert_eq!(wrapped("图像 and words", 8), ["图像 and", "words"]);
    }
}
