//! Any words as a quoted string of the DOT language.

/// The words between quotes, so that Graphviz shows them as they are: in labels, tooltips and addresses alike.
///
/// Graphviz reads three languages in one string: quotes of DOT, backslash sequences such as `\N` for the node's name, and
/// entities such as `&lt;`. Some versions read the second one twice in the tooltips of nodes, where a doubled backslash
/// before `N` becomes the name after all: a space without width after each backslash keeps the letter apart.
/// Line breaks become `\n`; other control characters, which SVG cannot hold, become spaces.
pub(super) fn escaped(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len() + 2);
    quoted.push('"');
    for letter in words.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\\u{200b}"),
            '&' => quoted.push_str("&amp;"),
            '\n' => quoted.push_str("\\n"),
            '\r' => {}
            '\u{fffe}' | '\u{ffff}' => quoted.push(char::REPLACEMENT_CHARACTER),
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
