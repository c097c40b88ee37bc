//! The comments by which a line of an outline is known again: `<!-- work/sdxl -->` at its end.

use std::fmt::Write;

/// An id as it can stand in a comment of HTML: letters, digits, `/`, `.`, `_`, `:` and single `-`; all else by its number.
pub(super) fn safe(id: &str) -> String {
    let mut written = String::with_capacity(id.len());
    for letter in id.chars() {
        let is_second_dash = letter == '-' && written.ends_with('-');
        if letter.is_alphanumeric() || (matches!(letter, '/' | '.' | '_' | ':' | '-') && !is_second_dash) {
            written.push(letter);
        } else {
            let _ = write!(written, "%{:X}.", u32::from(letter));
        }
    }
    written
}

/// A line that ends in its id.
pub(super) fn marked(words: &str, id: &str) -> String {
    format!("{words} <!-- {} -->", safe(id))
}

/// The id at the end of a line.
pub(super) fn id(line: &str) -> Option<&str> {
    let line = line.trim_end().strip_suffix("-->")?;
    let id = line[line.rfind("<!--")? + 4..].trim();
    (!id.is_empty() && !id.contains(char::is_whitespace)).then_some(id)
}

/// A short number for the words of a line, by which a later run sees whether somebody changed them.
pub(super) fn hash(line: &str) -> String {
    blake3::hash(line.trim_end().as_bytes()).to_hex()[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_survives_its_comment() {
        for odd in ["work/a b", "work/-- --> <!--", "note/日志.md", "a---b", "", "<>"] {
            let line = marked("words <!-- x -->", &format!("k/{odd}"));
            assert_eq!(id(&line), Some(safe(&format!("k/{odd}")).as_str()), "{odd}");
            assert_eq!(line.matches("-->").count(), 2, "{odd}");
        }
        assert_eq!(id("no comment"), None);
        assert_eq!(id("<!-- two words -->"), None);
    }
}
