//! A note taken apart, and the making of entries out of its blocks.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Entry, Note, Passage, Role, Span, Status};
use crate::parse::front_matter::{self, FrontMatter};
use crate::parse::imprint::Imprint;
use crate::parse::shapes::headings;
use crate::parse::title::{self, Title};
use crate::report::{Code, Report};
use crate::text::markdown::{self, Block, Kind};

/// A note taken apart: front matter and blocks.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) note: &'a Note,
    pub(crate) front: FrontMatter,
    pub(crate) blocks: Vec<Block>,
}

/// Bytes of the longest line that is read: a whole paper copied onto one line has fewer, a picture or a log that was pasted more.
pub const LONGEST_LINE: usize = 200_000;

impl<'a> Page<'a> {
    /// Takes a note apart.
    pub(crate) fn of(note: &'a Note, report: &mut Report) -> Self {
        let front = front_matter::read(note, report);
        let mut blocks = markdown::blocks(&without_huge_lines(note, report), front.end);
        if !front.fields.is_empty() {
            blocks.retain(|block| !repeats_front_matter(block));
        }
        mark_callouts(note, &mut blocks);
        headings::promote_days(&mut blocks);
        Self { note, front, blocks }
    }
}

/// The text with spaces for each line that is too long, so that all else stands where it stood.
fn without_huge_lines<'a>(note: &'a Note, report: &mut Report) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(note.text.as_str());
    for span in (1..=note.line_count()).map(|number| note.line_span(number)) {
        let length = span.end - span.start;
        if length > LONGEST_LINE {
            let message = format!("a line of {length} bytes is not read; {LONGEST_LINE} are the most, so break it up");
            report.at(note, span, Code::HugeLine, message);
            text.to_mut().replace_range(span.start..span.end, &" ".repeat(length));
        }
    }
    text
}

/// The title of a callout, `> [!note] CraneNet`, is as good as bold.
fn mark_callouts(note: &Note, blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| block.kind == Kind::Paragraph && block.strong.is_empty()) {
        let line = note.line(note.line_of(block.span.start)).trim_start_matches(['>', ' ']);
        if line.starts_with("[!") {
            block.strong.push(0..block.words().len());
        }
    }
}

/// Some programs leave a second block of front matter in the text.
fn repeats_front_matter(block: &Block) -> bool {
    let has_key = |word: &str| ["toc:", "tags:", "title:"].iter().any(|key| word.starts_with(key));
    let is_prose = matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) && block.depth == 0;
    is_prose && has_key(block.words())
}

impl Page<'_> {
    /// Whether the note has neither words nor fields.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.front.fields.is_empty()
    }
}

/// An entry with this title at this place.
pub(crate) fn titled(title: Title, at: Span) -> Entry {
    let Title { name, aliases, full, published, organizations } = title;
    Entry { name, aliases, title: Some(full), at, published, organizations, status: Status::Read, ..Entry::default() }
}

/// Lets an imprint tell what the entry does not know yet.
pub(crate) fn imprinted(entry: &mut Entry, imprint: Imprint) {
    entry.published = entry.published.or(imprint.published);
    entry.read = entry.read.or(imprint.read);
    entry.organizations.extend(imprint.organizations);
    entry.organizations.dedup();
    let title = entry.title.as_deref().unwrap_or("");
    // What a paper with a short name of its own calls something is a part of it.
    let has_own_name = title::is_short_name(&entry.name) && entry.name.contains(char::is_uppercase);
    if let Some(name) = imprint.name.filter(|name| *name != entry.name && !has_own_name) {
        // A name in small letters is the file's.
        let alias = if entry.name == title || !entry.name.contains(char::is_uppercase) {
            std::mem::replace(&mut entry.name, name)
        } else {
            name
        };
        entry.aliases.push(alias);
    }
}

/// An entry for passages about no paper.
pub(crate) fn nameless(at: Span) -> Entry {
    Entry { at, status: Status::Read, ..Entry::default() }
}

/// A block as a passage in its usual role.
pub(crate) fn passage(block: &Block) -> Passage {
    let role = match block.kind {
        Kind::Heading(_) => Role::Heading,
        Kind::Paragraph => Role::Paragraph,
        Kind::Item(_) => Role::Item,
        Kind::Cell(_) => Role::Cell,
    };
    in_role(block, role)
}

/// A block as a passage in this role.
pub(crate) fn in_role(block: &Block, role: Role) -> Passage {
    Passage {
        role,
        prose: block.prose.clone(),
        links: block.links.clone(),
        depth: u8::try_from(block.depth).unwrap_or(u8::MAX),
        under: block.under.clone(),
    }
}

/// The number of an item: `【3】 `, `(2) `, `1. `.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[(（\[【]\s?\d{1,3}\s?[)）\]】]|\d{1,3}[.、)）:：])\s*").expect("the pattern is valid")
});

/// The bold words that a block begins with, behind its number.
pub(crate) fn leading_strong(block: &Block) -> Option<&Range<usize>> {
    let number = NUMBER.find(block.words()).map_or(0, |number| number.end());
    block.strong.iter().find(|range| range.start <= number + 2)
}

/// The bold or linked words that a block begins with.
pub(crate) fn marked_start(block: &Block) -> Option<&str> {
    let words = block.words();
    let links = block.links.iter().map(|link| &link.range);
    let marked = leading_strong(block).into_iter().chain(links.filter(|range| range.start <= 2));
    marked.max_by_key(|range| range.len()).and_then(|range| words.get(range.clone()))
}
