//! The organizations and venues of the lexicon, which say what the parts of an imprint are.

use std::sync::LazyLock;

use crate::knowledge;
use crate::knowledge::lexicon::Lexicon;

const TABLES: [(&str, &str); 2] = [("organizations.tsv", "Organization"), ("venues.tsv", "Venue")];

static KNOWN: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut known = Lexicon::default();
    for (file, kind) in TABLES {
        let text = knowledge::LEXICON.get_file(file).and_then(|file| file.contents_utf8()).unwrap_or_default();
        // A malformed row is told where the lexicon is loaded in full; here it only is not known.
        let _ = known.add_table(file, kind, text);
    }
    known
});

/// Whether words are the name of an organization.
pub(super) fn is_organization(words: &str) -> bool {
    is(words, "Organization")
}

/// Whether words are the name of a venue, whatever track or year stands beside it.
pub(super) fn is_venue(words: &str) -> bool {
    const TRACKS: [&str; 16] = [
        "oral",
        "poster",
        "spotlight",
        "findings",
        "workshop",
        "workshops",
        "best",
        "paper",
        "award",
        "long",
        "short",
        "main",
        "preprint",
        "proceedings",
        "findings of",
        "track",
    ];
    let bare: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || "'’-".contains(c))
        .filter(|word| !word.is_empty() && !word.chars().all(|c| c.is_ascii_digit()))
        .filter(|word| !TRACKS.contains(&word.to_lowercase().as_str()))
        .collect();
    let bare = bare.join(" ");
    let older = matches!(bare.as_str(), "NIPS" | "Arxiv" | "ArXiv" | "preprint" | "Blog" | "blog" | "博客");
    older || is(&bare, "Venue") || is(bare.trim_end_matches(|c: char| c.is_ascii_digit()), "Venue")
}

fn is(words: &str, kind: &str) -> bool {
    !words.is_empty() && KNOWN.get(words).is_some_and(|term| term.kind == kind)
}
