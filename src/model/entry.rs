//! What was written about one paper.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Date, Prose, Span, Status};

/// What a note says about one paper: how it is called, when it was read, and the passages about it.
///
/// Passages that belong to no paper stand in an entry with an empty `name` and no title.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The short name that a reader would use; the title if there is none; empty where no paper is named.
    pub name: String,
    /// Other names of the paper that its title, heading, file name or front matter gives.
    pub aliases: Vec<String>,
    /// The title without marks, nickname and dates.
    pub title: Option<String>,
    /// The line of the title, or the first line of the entry.
    pub at: Span,
    /// The day or month that it was written under.
    pub read: Option<Date>,
    /// The paper's own date as stated.
    pub published: Option<Date>,
    /// Organisations as stated.
    pub organizations: Vec<String>,
    /// Public identifiers as stated, such as `arXiv:2112.10752`.
    pub identifiers: Vec<String>,
    /// Whether it was read or waits on a list.
    pub status: Status,
    /// The passages in the order of the note, title and headings included.
    pub passages: Vec<Passage>,
}

impl Entry {
    /// The entry without its passages, which are most of a note.
    #[must_use]
    pub fn outline(&self) -> Self {
        Self {
            name: self.name.clone(),
            aliases: self.aliases.clone(),
            title: self.title.clone(),
            organizations: self.organizations.clone(),
            identifiers: self.identifiers.clone(),
            passages: Vec::new(),
            ..*self
        }
    }
}

/// One paragraph, list item, heading or table cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// What the passage is in its note.
    pub role: Role,
    /// The words.
    pub prose: Prose,
    /// Links in the words.
    pub links: Vec<Link>,
    /// How deep it stands in lists; 0 outside of any.
    pub depth: u8,
    /// The words of the nearest heading above it, and of the list items that it hangs from, outermost first.
    pub under: Vec<String>,
}

/// What a passage is in its note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The paper's title or the row or item that stands for it.
    Title,
    /// Any other heading.
    Heading,
    /// A paragraph.
    #[default]
    Paragraph,
    /// A list item's own words.
    Item,
    /// A table cell.
    Cell,
}

/// A link in the words of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words that carry it, in bytes of the prose.
    pub range: Range<usize>,
    /// Where it leads, decoded: `Vision Transformer.md`, `https://…`, or a wikilink's page.
    pub target: String,
}
