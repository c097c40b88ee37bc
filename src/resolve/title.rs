//! Entry → the words in which it names and dates its paper; verbatim.

use crate::model::{Dated, Entry, Gist, Note};
use crate::text::date;

/// Lines of more letters than this are cut.
const LONGEST: usize = 200;

/// The line of the title.
pub(super) fn words(note: &Note, entry: &Entry) -> String {
    let words = note.slice(entry.at).lines().next().unwrap_or_default();
    cut(words).trim_end().to_owned()
}

/// The date of the paper, with the line that gives it: the first one, from the title on, where it stands.
///
/// Where no line has it, as where a file is named by it, the title stands for it.
pub(super) fn dated(note: &Note, entry: &Entry) -> Option<Dated> {
    let date = entry.published?;
    let title = note.line_of(entry.at.start);
    let lines = entry.passages.iter().filter(|passage| !passage.prose.text().is_empty());
    let lines = lines.map(|passage| note.line_of(passage.prose.span(0..passage.prose.text().len()).start));
    // Front matter stands before everything.
    let mut lines = std::iter::once(title).chain(lines).chain(1..title);
    let states = |line: &usize| date::find(note.line(*line)).iter().any(|stated| stated.date == date);
    let line = lines.find(states).unwrap_or(title);
    let quote = cut(note.line(line)).trim().to_owned();
    Some(Dated { date, at: Gist { quote, line } })
}

fn cut(words: &str) -> &str {
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(at, _)| at);
    &words[..end]
}
