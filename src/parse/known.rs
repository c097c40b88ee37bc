//! Names that the lexicon knows: works, and words that look like names and are none.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::knowledge;
use crate::knowledge::lexicon::Lexicon;

static WORKS: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut works = Lexicon::default();
    // A malformed row is told where the lexicon is loaded in full; here it only is not known.
    let _ = works.add_table("works.tsv", "Work", table("works.tsv"));
    works
});
static IGNORED: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| table("ignored_names.tsv").lines().skip(1).filter_map(|row| row.split('\t').next()).collect());

fn table(file: &str) -> &'static str {
    knowledge::LEXICON.get_file(file).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// Whether the lexicon knows a work of this name.
pub(super) fn is_work(name: &str) -> bool {
    WORKS.get(name).is_some()
}

/// Whether a word looks like a name and is none.
pub(super) fn is_ignored(word: &str) -> bool {
    IGNORED.contains(word)
}
