//! The words of one block: marks off, spaces made one, and each letter traceable to its place in the note.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Link, Prose, Span};
use crate::text::date;
use crate::text::lines::{FIELD, FORGOTTEN, PROPERTY, TAGS, begins_statement};
use crate::text::marks::{Letter, Sort, joins, kept};
use crate::text::script;

/// Words of a block that are being gathered.
#[derive(Debug)]
pub(crate) struct Inline<'a> {
    source: &'a str,
    letters: Vec<Letter>,
    links: Vec<(Range<usize>, String)>,
    open_links: Vec<(usize, String)>,
    strong: Vec<Range<usize>>,
    open_strong: Vec<usize>,
    slanted: Vec<Range<usize>>,
    /// For each open emphasis, where it begins and whether its star multiplies.
    open_emphasis: Vec<(usize, bool)>,
    /// What stands before this byte of the note is told already.
    told: usize,
}

/// A stretch of words that became a passage.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) prose: Prose,
    pub(crate) links: Vec<Link>,
    pub(crate) strong: Vec<Range<usize>>,
    pub(crate) span: Span,
}

static INLINE_TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^</?(?:b|i|em|strong|code|span|a|sub|sup|u|font|mark|kbd)[ >]")
        .expect("the names of tags are a valid pattern")
});

impl<'a> Inline<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            source: text,
            letters: Vec::new(),
            links: Vec::new(),
            open_links: Vec::new(),
            strong: Vec::new(),
            open_strong: Vec::new(),
            slanted: Vec::new(),
            open_emphasis: Vec::new(),
            told: 0,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Adds words; what is spelt otherwise in the note, as an entity is, stands for the whole stretch.
    pub(crate) fn text(&mut self, words: &str, span: Span) {
        self.push(words, span, Sort::Plain);
    }

    /// Adds words that stood between ticks; a line break in them is told as a space.
    pub(crate) fn code(&mut self, words: &str, span: Span) {
        let mut from = span.start;
        for glyph in words.chars() {
            let rest = &self.source[from..span.end];
            let found = rest.char_indices().find(|(_, c)| *c == glyph || (glyph == ' ' && matches!(*c, '\r' | '\n')));
            // What stands nowhere in the stretch cannot be quoted, so it is not told.
            let Some((at, found)) = found else { continue };
            let source = Span::new(from + at, from + at + found.len_utf8());
            from = source.end;
            self.letters.push(Letter { glyph, source, sort: Sort::Code });
        }
    }

    /// Adds the words between the tags of an HTML line; a tag that begins a block or cell parts words.
    pub(crate) fn html(&mut self, span: Span) {
        let line = &self.source[span.start..span.end];
        let mut is_tag = false;
        for (at, letter) in line.char_indices() {
            let source = Span::new(span.start + at, span.start + at + letter.len_utf8());
            match letter {
                '<' => {
                    is_tag = true;
                    if !INLINE_TAG.is_match(&line[at..]) {
                        self.letters.push(Letter { glyph: ' ', source, sort: Sort::Plain });
                    }
                }
                '>' if is_tag => is_tag = false,
                '\n' => self.letters.push(Letter { glyph: ' ', source, sort: Sort::Soft }),
                _ if is_tag => {}
                _ => self.letters.push(Letter { glyph: letter, source, sort: Sort::Plain }),
            }
        }
    }

    pub(crate) fn soft_break(&mut self, source: Span) {
        self.letters.push(Letter { glyph: ' ', source, sort: Sort::Soft });
    }

    pub(crate) fn hard_break(&mut self, source: Span) {
        self.letters.push(Letter { glyph: ' ', source, sort: Sort::Hard });
    }

    pub(crate) fn open_link(&mut self, target: &str) {
        self.open_links.push((self.letters.len(), decode(target)));
    }

    pub(crate) fn close_link(&mut self) {
        if let Some((start, target)) = self.open_links.pop() {
            self.links.push((start..self.letters.len(), target));
        }
    }

    /// Ends a wikilink; `[[pdf]](address)` is an ordinary link in brackets, which lists of papers abound with.
    pub(crate) fn close_wikilink(&mut self, end: usize) {
        let Some((start, target)) = self.open_links.pop() else { return };
        let address =
            self.source[end..].strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inner, _)| inner);
        if let Some(address) = address.filter(|address| !address.contains(char::is_whitespace)) {
            self.told = end + address.len() + 2;
            self.links.push((start..self.letters.len(), decode(address)));
            return;
        }
        let shown: String = self.letters[start..].iter().map(|each| each.glyph).collect();
        if shown.split('#').next() == Some(target.as_str()) && !target.is_empty() {
            // `[[Models/BERT#Loss]]` shows a path and a place in it; the name is in between.
            let section = shown.chars().take_while(|c| *c != '#').count();
            self.letters.truncate(start + section);
            let folders = self.letters[start..].iter().rposition(|each| each.glyph == '/').map_or(0, |at| at + 1);
            self.letters.drain(start..start + folders);
        }
        self.links.push((start..self.letters.len(), target));
    }

    /// Begins an emphasis; a star between two operands, as in `8*7B` or `n*(n-1)`, is none.
    pub(crate) fn open_emphasis(&mut self, span: Span) {
        let before = self.source[..span.start].chars().next_back();
        let mut after = self.source[span.start..].chars();
        let is_star = after.next() == Some('*');
        let multiplies = is_star && joins(before, after.next(), 1);
        if multiplies {
            self.star(span.start);
        }
        self.open_emphasis.push((self.letters.len(), multiplies));
    }

    pub(crate) fn close_emphasis(&mut self, span: Span) {
        match self.open_emphasis.pop() {
            Some((_, true)) => self.star(span.end - 1),
            Some((start, false)) => self.slanted.push(start..self.letters.len()),
            None => {}
        }
    }

    fn star(&mut self, at: usize) {
        self.letters.push(Letter { glyph: '*', source: Span::new(at, at + 1), sort: Sort::Code });
    }

    pub(crate) fn open_strong(&mut self) {
        self.open_strong.push(self.letters.len());
    }

    pub(crate) fn close_strong(&mut self) {
        if let Some(start) = self.open_strong.pop() {
            self.strong.push(start..self.letters.len());
        }
    }

    /// Whether only a line drawn under the words makes them a heading.
    pub(crate) fn is_underlined_prose(&self) -> bool {
        let Some(first) = self.letters.first() else { return false };
        let line = self.source[..first.source.start].rfind('\n').map_or(0, |at| at + 1);
        let is_atx = self.source[line..first.source.start].contains('#');
        let last = self.letters.iter().rev().find(|each| !each.glyph.is_whitespace()).map(|each| each.glyph);
        let has_lines = self.letters.iter().any(|each| matches!(each.sort, Sort::Soft | Sort::Hard));
        !is_atx && (has_lines || self.letters.len() > 100 || matches!(last, Some('。' | '；' | ';' | '.' | '，')))
    }

    fn push(&mut self, words: &str, span: Span, sort: Sort) {
        let is_verbatim = self.source.get(span.start..span.end) == Some(words);
        for (at, letter) in words.char_indices() {
            let source =
                if is_verbatim { Span::new(span.start + at, span.start + at + letter.len_utf8()) } else { span };
            if source.start < self.told {
                continue;
            }
            self.letters.push(Letter { glyph: letter, source, sort });
        }
    }

    /// All words as one passage.
    pub(crate) fn whole(self) -> Option<Piece> {
        let kept = kept(&self.letters);
        self.piece(0..self.letters.len(), &kept)
    }

    /// The words as passages: one, or one for each line where the lines are statements of their own.
    pub(crate) fn pieces(self) -> Vec<Piece> {
        let kept = kept(&self.letters);
        let mut pieces = Vec::new();
        for range in self.statements() {
            if let Some(piece) = self.piece(range, &kept) {
                let words = piece.prose.text();
                if !PROPERTY.is_match(words) && (!TAGS.is_match(words) || FORGOTTEN.is_match(words)) {
                    pieces.push(piece);
                }
            }
        }
        pieces
    }

    fn statements(&self) -> Vec<Range<usize>> {
        let breaks: Vec<usize> = (0..self.letters.len())
            .filter(|&at| matches!(self.letters[at].sort, Sort::Soft | Sort::Hard))
            .chain([self.letters.len()])
            .collect();
        let mut statements = Vec::new();
        let (mut start, mut line) = (0, 0);
        for pair in breaks.windows(2) {
            let (at, next) = (pair[0], pair[1]);
            if self.letters[at].sort == Sort::Hard || self.divides(line..at, at + 1..next) {
                statements.push(start..at);
                start = at + 1;
            }
            line = at + 1;
        }
        statements.push(start..self.letters.len());
        statements
    }

    /// Whether two lines that follow each other are statements of their own, not one wrapped sentence.
    fn divides(&self, line: Range<usize>, next: Range<usize>) -> bool {
        let words = |range: Range<usize>, most: usize| -> String {
            let letters = self.letters[range].iter().map(|each| each.glyph);
            letters.skip_while(|c| c.is_whitespace() || *c == '*').take(most).collect()
        };
        let is_bold = |range: &Range<usize>| range.start.abs_diff(next.start) <= 1 && range.len() >= 12;
        let opens_title = self.is_marked(&next) && self.strong.iter().any(is_bold);
        let next = words(next, 40);
        if opens_title || begins_statement(&next) {
            return true;
        }
        let start = words(line.clone(), 40);
        let mut glyphs = self.letters[line.clone()].iter().rev().map(|each| each.glyph);
        let last = glyphs.find(|c| !" *\u{3000}".contains(*c)).unwrap_or(' ');
        let is_chinese = || self.letters[line.clone()].iter().any(|each| script::is_han(each.glyph));
        let is_day = || line.start == 0 && line.len() <= 60 && date::begins(&start);
        (start.starts_with('《') && last == '》')
            || is_day()
            || FIELD.is_match(&start)
            || TAGS.is_match(&start)
            || FORGOTTEN.is_match(&start)
            || start.starts_with("[!")
            || self.is_marked(&line)
            || ("。；;：:！？!?".contains(last) && is_chinese())
            || (!is_chinese() && next.chars().any(script::is_han) && start.split(' ').count() >= 3)
    }

    /// Whether a line is in bold or italics from end to end, but for words behind it that brackets close.
    fn is_marked(&self, line: &Range<usize>) -> bool {
        let glyphs = |range: Range<usize>| self.letters[range].iter().map(|each| each.glyph).collect::<String>();
        let begins = |range: &&Range<usize>| {
            line.start <= range.start && range.end <= line.end && glyphs(line.start..range.start).trim().is_empty()
        };
        self.strong.iter().chain(&self.slanted).filter(begins).any(|range| {
            let rest = glyphs(range.end..line.end);
            let rest = rest.trim();
            let is_closed = rest.ends_with([')', '）', ']']) && rest.chars().count() <= 160;
            range.len() >= 2 && (rest.is_empty() || is_closed)
        })
    }

    fn piece(&self, range: Range<usize>, kept: &[bool]) -> Option<Piece> {
        let is_space = |at: &usize| self.letters[*at].glyph.is_whitespace();
        let shown: Vec<usize> = range.filter(|&at| kept[at]).collect();
        let start = shown.iter().position(|at| !is_space(at))?;
        let end = shown.iter().rposition(|at| !is_space(at))? + 1;
        let shown = &shown[start..end];
        let mut prose = Prose::default();
        let mut starts = Vec::with_capacity(shown.len());
        let mut buffer = [0; 4];
        let mut after_space = false;
        for at in shown {
            starts.push(prose.text().len());
            let Letter { glyph: letter, source, .. } = self.letters[*at];
            if letter.is_whitespace() {
                if !after_space {
                    prose.push_for(" ", source);
                }
            } else if self.source.get(source.start..source.end) == Some(letter.encode_utf8(&mut buffer)) {
                prose.push(letter.encode_utf8(&mut buffer), source.start);
            } else {
                prose.push_for(letter.encode_utf8(&mut buffer), source);
            }
            after_space = letter.is_whitespace();
        }
        let place = |letters: &Range<usize>| {
            let offset = |at: usize| {
                let index = shown.partition_point(|each| *each < at);
                starts.get(index).copied().unwrap_or(prose.text().len())
            };
            let range = offset(letters.start)..offset(letters.end);
            (!range.is_empty()).then_some(range)
        };
        let links = self
            .links
            .iter()
            .filter_map(|(letters, target)| place(letters).map(|range| Link { range, target: target.clone() }));
        let links = links.collect();
        let strong = self.strong.iter().filter_map(place).collect();
        let span = self.letters[shown[0]].source.cover(self.letters[shown[shown.len() - 1]].source);
        Some(Piece { prose, links, strong, span })
    }
}

impl Piece {
    /// The level of a heading whose writer left out the space after `#`; tags such as `#nlp` are none.
    pub(crate) fn forgotten_heading(&self) -> Option<u8> {
        let hashes = self.prose.text().bytes().take_while(|byte| *byte == b'#').count();
        let next = self.prose.text()[hashes..].chars().next()?;
        let is_heading = (2..=6).contains(&hashes) || (hashes == 1 && (next.is_ascii_digit() || next == '《'));
        u8::try_from(hashes).ok().filter(|_| is_heading && !next.is_whitespace())
    }

    /// The words after the hashes.
    pub(crate) fn without_hashes(self) -> Self {
        let hashes = self.prose.text().len() - self.prose.text().trim_start_matches('#').len();
        let mut prose = Prose::default();
        let text = self.prose.text().to_owned();
        for (at, letter) in text.char_indices().filter(|(at, _)| *at >= hashes) {
            let range = at..at + letter.len_utf8();
            let span = self.prose.span(range.clone());
            if span.end - span.start == letter.len_utf8() && letter != ' ' {
                prose.push(&text[range], span.start);
            } else {
                prose.push_for(&text[range], span);
            }
        }
        let shift = |range: Range<usize>| range.start.saturating_sub(hashes)..range.end.saturating_sub(hashes);
        let links = self.links.into_iter().map(|link| Link { range: shift(link.range), ..link }).collect();
        let strong = self.strong.into_iter().map(shift).collect();
        Self { prose, links, strong, span: self.span }
    }
}

/// A link's target with `%20` and its like spelt out; as it stands if that yields no UTF-8.
fn decode(target: &str) -> String {
    let bytes = target.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                decoded.push(byte);
                at += 3;
            }
            _ => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| target.to_owned())
}
