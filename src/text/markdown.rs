//! Markdown → blocks of prose, one for each heading, paragraph, list item and table cell. Any text is Markdown.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::model::{Link, Prose, Span};
use crate::text::inline::{Inline, Piece};
use crate::text::script;

/// A heading, a paragraph, a list item's own words, or a table cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The words without marks.
    pub prose: Prose,
    /// Links in the words.
    pub links: Vec<Link>,
    /// The bold stretches, in bytes of the prose.
    pub strong: Vec<std::ops::Range<usize>>,
    /// Where it stands in the note.
    pub span: Span,
    /// How many lists it stands in.
    pub depth: usize,
    /// The words of the nearest heading above it, and of the list items or column it hangs from, outermost first.
    pub under: Vec<String>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading of this level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list item's own words.
    Item(Task),
    /// A table cell.
    Cell(Place),
}

/// Whether a list item is a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// It is none.
    None,
    /// `[ ]`
    Open,
    /// `[x]`
    Done,
}

/// Where a cell stands; row 0 is the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The number of the table in the note.
    pub table: usize,
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl Block {
    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        self.prose.text()
    }
}

/// The blocks of a note's text from byte `start` on.
#[must_use]
pub fn blocks(text: &str, start: usize) -> Vec<Block> {
    let mut walk = Walk::new(text);
    walk.all(start);
    walk.blocks
}

/// How many list items above a block are told; deeper nesting tells nothing more and would cost quadratic memory.
const ANCESTORS: usize = 12;
/// How many bytes of each are told.
const ANCESTOR_BYTES: usize = 600;

struct Walk<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    words: Inline<'a>,
    container: Container,
    heading: Option<String>,
    items: Vec<Item>,
    columns: Vec<String>,
    table: usize,
    row: usize,
    column: usize,
    images: usize,
    /// Whether the text is one indented line, so that lines in lines in lines need no stack.
    is_line: bool,
}

struct Item {
    own: Option<String>,
    task: Task,
}

/// What the words that are being gathered stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Text,
    Heading(u8),
    Cell,
    Html,
    Fence,
    Indented,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            words: Inline::new(text),
            container: Container::Text,
            heading: None,
            items: Vec::new(),
            columns: Vec::new(),
            table: 0,
            row: 0,
            column: 0,
            images: 0,
            is_line: false,
        }
    }

    fn all(&mut self, start: usize) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_WIKILINKS;
        for (event, range) in Parser::new_ext(&self.text[start..], options).into_offset_iter() {
            self.take(event, Span::new(range.start + start, range.end + start));
        }
        self.flush();
    }

    fn take(&mut self, event: Event, span: Span) {
        match event {
            Event::Start(tag) => self.open(tag, span),
            Event::End(tag) => self.close(tag, span),
            _ if self.images > 0 || self.container == Container::Fence => {}
            Event::Text(_) if self.container == Container::Indented => self.indented(span),
            Event::Text(words) => self.words.text(&words, span),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => self.words.code(&words, span),
            Event::Html(_) if self.container == Container::Html => self.words.html(span),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.words.hard_break(span),
            Event::InlineHtml(_) | Event::Html(_) | Event::FootnoteReference(_) => {}
            Event::SoftBreak => self.words.soft_break(span),
            Event::HardBreak => self.words.hard_break(span),
            Event::Rule => self.flush(),
            Event::TaskListMarker(done) => {
                if let Some(item) = self.items.last_mut() {
                    item.task = if done { Task::Done } else { Task::Open };
                }
            }
        }
    }

    fn open(&mut self, tag: Tag, span: Span) {
        match tag {
            Tag::Emphasis => self.words.open_emphasis(span),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::Strong => self.words.open_strong(),
            Tag::Link { dest_url, link_type, .. } => {
                let page = matches!(link_type, LinkType::WikiLink { .. });
                self.words.open_link(if page { dest_url.split('#').next().unwrap_or("") } else { &dest_url });
            }
            Tag::Image { .. } => self.images += 1,
            other => self.open_block(&other),
        }
    }

    fn open_block(&mut self, tag: &Tag) {
        self.flush();
        self.container = match tag {
            Tag::Heading { level, .. } => Container::Heading(*level as u8),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Container::Fence,
            Tag::CodeBlock(CodeBlockKind::Indented) => Container::Indented,
            Tag::HtmlBlock => Container::Html,
            Tag::TableCell => Container::Cell,
            _ => Container::Text,
        };
        match tag {
            Tag::Item => self.items.push(Item { own: None, task: Task::None }),
            Tag::Table(_) => self.columns.clear(),
            Tag::TableHead => (self.row, self.column) = (0, 0),
            Tag::TableRow => self.column = 0,
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis => self.words.close_emphasis(span),
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Strong => self.words.close_strong(),
            TagEnd::Link if self.text[span.start..].starts_with("[[") => self.words.close_wikilink(span.end),
            TagEnd::Link => self.words.close_link(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            other => self.close_block(other),
        }
    }

    fn close_block(&mut self, tag: TagEnd) {
        self.flush();
        self.container = Container::Text;
        match tag {
            TagEnd::Item => {
                self.items.pop();
            }
            TagEnd::TableCell => self.column += 1,
            TagEnd::TableHead | TagEnd::TableRow => self.row += 1,
            TagEnd::Table => self.table += 1,
            _ => {}
        }
    }

    /// People indent prose by four spaces, which Markdown takes for code; lines that read like code are left out.
    fn indented(&mut self, span: Span) {
        let line = &self.text[span.start..span.end];
        let trimmed = line.trim();
        let prose = trimmed.chars().any(script::is_han)
            || (trimmed.split_whitespace().count() >= 3 && !trimmed.contains(['{', '}', '=', ';', '<', '$', '|']));
        if trimmed.is_empty() || !prose || self.is_line {
            return;
        }
        let mut line_walk = Walk::new(&self.text[..span.end]);
        line_walk.is_line = true;
        line_walk.all(span.start + (line.len() - line.trim_start().len()));
        for block in line_walk.blocks {
            let (kind, depth) = match block.kind {
                Kind::Item(task) => (Kind::Item(task), block.depth),
                _ => (Kind::Paragraph, 0),
            };
            let depth = depth + self.items.len();
            self.blocks.push(Block { kind, depth, under: self.under(self.items.len()), ..block });
        }
    }

    /// Ends the words that are being gathered and makes blocks of them.
    fn flush(&mut self) {
        let words = std::mem::replace(&mut self.words, Inline::new(self.text));
        match self.container {
            Container::Heading(level) => self.add_heading(words, level),
            Container::Cell => self.add_cell(words),
            _ => words.pieces().into_iter().for_each(|piece| self.add(piece)),
        }
    }

    fn add_heading(&mut self, words: Inline, level: u8) {
        if words.is_empty() {
            return;
        }
        // A line under a paragraph makes it a heading, which people who draw lines between notes do not mean.
        if words.is_underlined_prose() {
            self.container = Container::Text;
            words.pieces().into_iter().for_each(|piece| self.add(piece));
            return;
        }
        if let Some(piece) = words.whole() {
            self.push_heading(piece, level);
        }
    }

    fn push_heading(&mut self, piece: Piece, level: u8) {
        self.heading = Some(shorten(piece.prose.text()));
        let under = Vec::new();
        self.push(piece, Kind::Heading(level), under);
    }

    fn add_cell(&mut self, words: Inline) {
        let place = Place { table: self.table, row: self.row, column: self.column };
        let piece = words.whole();
        if place.row == 0 {
            self.columns.push(piece.as_ref().map_or_else(String::new, |piece| shorten(piece.prose.text())));
        }
        if let Some(piece) = piece {
            let mut under = self.under(0);
            if place.row > 0 {
                under.extend(self.columns.get(place.column).filter(|name| !name.is_empty()).cloned());
            }
            self.push(piece, Kind::Cell(place), under);
        }
    }

    fn add(&mut self, piece: Piece) {
        if let Some(level) = piece.forgotten_heading()
            && self.items.is_empty()
        {
            let piece = piece.without_hashes();
            self.push_heading(piece, level);
            return;
        }
        let above = self.items.len();
        match self.items.last_mut() {
            Some(item) if item.own.is_none() => {
                item.own = Some(shorten(piece.prose.text()));
                let task = item.task;
                let under = self.under(above - 1);
                self.push(piece, Kind::Item(task), under);
            }
            _ => {
                let under = self.under(above);
                self.push(piece, Kind::Paragraph, under);
            }
        }
    }

    fn push(&mut self, piece: Piece, kind: Kind, under: Vec<String>) {
        let Piece { prose, links, strong, span } = piece;
        self.blocks.push(Block { kind, prose, links, strong, span, depth: self.items.len(), under });
    }

    /// The nearest heading, then the own words of the outer `count` items.
    fn under(&self, count: usize) -> Vec<String> {
        let items = &self.items[count.saturating_sub(ANCESTORS)..count];
        self.heading.iter().cloned().chain(items.iter().filter_map(|item| item.own.clone())).collect()
    }
}

fn shorten(words: &str) -> String {
    let end = words.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= ANCESTOR_BYTES).last();
    words[..end.unwrap_or(0)].to_owned()
}
