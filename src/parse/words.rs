//! Single words, as the forms of titles need them.

use crate::text::script::is_han;

/// Whether a word has the capitals or digits of a made-up name.
pub(super) fn has_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 || word.chars().any(|c| c.is_ascii_digit())
}

/// Whether words announce a part of a note, so that they name no paper.
pub(super) fn is_label(words: &str) -> bool {
    const LABELS: [&str; 30] = [
        "paper",
        "title",
        "summary",
        "note",
        "notes",
        "abstract",
        "introduction",
        "conclusion",
        "method",
        "methods",
        "what",
        "how",
        "why",
        "todo",
        "update",
        "edit",
        "tl;dr",
        "link",
        "code",
        "video",
        "blog",
        "author",
        "authors",
        "year",
        "date",
        "venue",
        "example",
        "survey",
        "review",
        "part",
    ];
    LABELS.contains(&words.to_lowercase().as_str())
}

/// Whether the words are something to do rather than something to read.
pub(super) fn is_chore(latin: &[&str]) -> bool {
    const CHORES: [&str; 22] = [
        "read",
        "write",
        "try",
        "implement",
        "check",
        "finish",
        "watch",
        "buy",
        "add",
        "fix",
        "update",
        "review",
        "look",
        "find",
        "see",
        "ask",
        "run",
        "reproduce",
        "todo",
        "compare",
        "summarize",
        "send",
    ];
    latin.first().is_some_and(|word| CHORES.contains(&word.to_lowercase().as_str()))
}

/// Whether words belong to a sentence rather than to a title.
pub(super) fn is_sentence(latin: &[&str]) -> bool {
    const WORDS: [&str; 22] = [
        "we", "they", "it", "i", "this", "these", "their", "should", "could", "would", "was", "were", "has", "have",
        "because", "which", "they're", "it's", "our", "my", "there", "also",
    ];
    latin.iter().any(|word| WORDS.contains(&word.to_lowercase().trim_matches(',')))
}

/// Whether a word is written small in titles.
pub(super) fn is_function_word(word: &str) -> bool {
    const WORDS: [&str; 31] = [
        "a", "an", "the", "of", "for", "with", "in", "on", "to", "and", "or", "from", "by", "via", "as", "at", "is",
        "are", "using", "over", "into", "through", "without", "under", "between", "towards", "toward", "than",
        "beyond", "be", "not",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether a word begins with a capital or a digit.
pub(super) fn starts_upper(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// The words in Latin letters.
pub(super) fn latin_words(words: &str) -> Vec<&str> {
    words
        .split(|c: char| c.is_whitespace() || is_han(c) || "，。：:、；《》（）()[]【】?!,".contains(c))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect()
}
