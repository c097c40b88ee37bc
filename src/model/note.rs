//! A Markdown file as read.

use super::Span;

/// A Markdown file as read: its text is never changed.
#[derive(Clone, Debug)]
pub struct Note {
    /// The path below the folder of notes, with `/` between folders.
    pub path: String,
    /// The whole text, without a byte order mark.
    pub text: String,
    line_starts: Vec<usize>,
    /// Characters before each line, so that positions are counted once.
    line_characters: Vec<usize>,
}

impl Note {
    /// A note of this path and text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let mut line_characters = vec![0];
        for pair in line_starts.windows(2) {
            let before = line_characters.last().copied().unwrap_or(0);
            line_characters.push(before + text[pair[0]..pair[1]].chars().count());
        }
        Self { path: path.into(), text, line_starts, line_characters }
    }

    /// The number of the line that holds this byte; the first is 1.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset).max(1)
    }

    /// The words of line `number` without its line break; empty where there is no such line.
    #[must_use]
    pub fn line(&self, number: usize) -> &str {
        self.text.get(self.line_span(number).start..self.line_span(number).end).unwrap_or("")
    }

    /// The stretch of line `number` without its line break; empty where there is no such line.
    #[must_use]
    pub fn line_span(&self, number: usize) -> Span {
        let Some(&start) = number.checked_sub(1).and_then(|index| self.line_starts.get(index)) else {
            return Span::new(self.text.len(), self.text.len());
        };
        let end = self.line_starts.get(number).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        Span::new(start, end)
    }

    /// How many lines there are; an empty note has one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The words of a stretch; empty if the stretch does not fit this note.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// A stretch in characters from the start of the text, as RFC 5147 counts.
    ///
    /// # Panics
    /// If the stretch does not begin and end between two characters of this note.
    #[must_use]
    pub fn characters(&self, span: Span) -> (usize, usize) {
        let line = self.line_of(span.start) - 1;
        let start = self.line_characters[line] + self.text[self.line_starts[line]..span.start].chars().count();
        (start, start + self.text[span.start..span.end].chars().count())
    }

    /// The file name without its folders and its `.md`.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one_and_lose_their_break() {
        let note = Note::new("a/b.md", "one\r\ntwo\n");
        assert_eq!((note.line(1), note.line(2), note.line(3), note.line(9)), ("one", "two", "", ""));
        assert_eq!((note.line_of(0), note.line_of(5), note.line_of(8)), (1, 2, 2));
        assert_eq!(note.stem(), "b");
    }
}
