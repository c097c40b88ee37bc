//! A new outline into a file that somebody has edited. What is hand-written stays, line for line; what is ours is brought
//! up to date where nobody touched it; what was deleted stays away; new works come marked as new.

use std::collections::{BTreeMap, BTreeSet};

use super::markdown::{Block, Item, KNOWN, blocks, push_known};
use super::marker::{hash, id};
use super::words::Words;
use crate::model::Outline;

/// What the list of known lines says of one that was never as we wrote it.
const EDITED: &str = "edited";

/// The file with the outline brought in.
#[must_use]
pub fn merged(outline: &Outline, existing: &str) -> String {
    if existing.trim().is_empty() {
        return super::markdown(outline);
    }
    let blocks = blocks(outline);
    let mut page = Page::read(existing);
    page.refresh(&blocks);
    let phrases = Words::of(&outline.language);
    for block in &blocks {
        page.insert(block, phrases);
    }
    page.written()
}

/// The lines of a file and what is known of them.
struct Page {
    lines: Vec<Row>,
    /// What the list at the end says: ids, and the hashes of the lines as we wrote them.
    known: BTreeMap<String, String>,
    /// How lines end here: with nothing or with a carriage return.
    ending: &'static str,
}

/// A line of the file.
struct Row {
    text: String,
    id: Option<String>,
    /// Whether it stands as we wrote it.
    is_ours: bool,
}

impl Page {
    fn read(existing: &str) -> Self {
        let mut known = BTreeMap::new();
        let mut texts: Vec<&str> = Vec::new();
        let mut is_in_list = false;
        let mut lines: Vec<&str> = existing.split('\n').collect();
        if lines.last() == Some(&"") {
            lines.pop();
        }
        let has_end = |from: usize| lines[from..].iter().any(|line| line.trim() == "-->");
        for (at, &line) in lines.iter().enumerate() {
            if line.trim_end() == KNOWN && has_end(at) {
                is_in_list = true;
                if texts.last().is_some_and(|text| text.trim().is_empty()) {
                    texts.pop();
                }
                continue;
            }
            match (is_in_list, line.trim(), entry(line)) {
                (true, "-->", _) => is_in_list = false,
                (true, _, Some((id, hash))) => {
                    known.insert(id.to_owned(), hash.to_owned());
                }
                // Whoever writes into the list, too, is heard.
                _ => texts.push(line),
            }
        }
        let row = |text: &&str| {
            let id = id(text).map(str::to_owned);
            let is_ours = id.as_ref().is_some_and(|id| known.get(id).is_some_and(|known| *known == hash(text)));
            Row { text: (*text).to_owned(), id, is_ours }
        };
        let ending = if texts.first().is_some_and(|text| text.ends_with('\r')) { "\r" } else { "" };
        Self { lines: texts.iter().map(row).collect(), known, ending }
    }

    /// Brings lines that stand as we wrote them up to date; those that close a section and hold no longer go.
    fn refresh(&mut self, blocks: &[Block]) {
        let items: BTreeMap<&str, &Item> = items(blocks).map(|item| (item.id.as_str(), item)).collect();
        let ending = self.ending;
        let mut gone = Vec::new();
        self.lines.retain_mut(|row| {
            let Some(id) = row.id.as_ref().filter(|_| row.is_ours) else { return true };
            match items.get(id.as_str()) {
                Some(item) => {
                    row.text = format!("{}{ending}", item.line);
                    true
                }
                None if is_closing(id) => {
                    gone.push(id.clone());
                    false
                }
                None => true,
            }
        });
        for id in &gone {
            self.known.remove(id);
        }
    }

    /// Inserts what is new in a section: works beside the works that they are read with, or a section of its own.
    fn insert(&mut self, block: &Block, phrases: &Words) {
        let [lead, works, closing] = &block.parts;
        let is_new = |page: &Self, item: &&Item| !page.known.contains_key(&item.id) && page.at(&item.id).is_none();
        if works.iter().all(|work| self.at(&work.id).is_none()) {
            let works: Vec<Item> =
                works.iter().filter(|work| is_new(self, work)).map(|work| marked_new(work, phrases)).collect();
            if works.is_empty() {
                return;
            }
            let fresh = |part: &[Item]| part.iter().filter(|item| is_new(self, item)).cloned().collect::<Vec<_>>();
            let parts = [fresh(lead), works, fresh(closing)];
            let is_open = self.lines.last().is_some_and(|row| !row.text.trim().is_empty());
            if is_open {
                self.push(String::new());
            }
            self.push(block.heading.clone());
            for part in parts.iter().filter(|part| !part.is_empty()) {
                self.push(String::new());
                let end = self.lines.len();
                part.iter().enumerate().for_each(|(at, item)| self.put(end + at, item));
            }
            return;
        }
        for (number, work) in works.iter().enumerate() {
            if !is_new(self, &work) {
                continue;
            }
            let before = works[..number].iter().rev().find_map(|known| self.at(&known.id)).map(|at| self.end_of(at));
            let after = || works[number..].iter().find_map(|known| self.at(&known.id));
            if let Some(at) = before.or_else(after) {
                self.put(at, &marked_new(work, phrases));
            }
        }
        for item in closing {
            if is_new(self, &item) {
                let at = self.place_to_close(works);
                self.put(at, item);
            }
        }
    }

    /// Where a section's closing lines go on: behind the last of them, or behind its last work and an empty line.
    fn place_to_close(&mut self, works: &[Item]) -> usize {
        let last = works.iter().rev().find_map(|work| self.at(&work.id)).unwrap_or(self.lines.len() - 1);
        let rest = self.lines[last + 1..].iter().position(|row| row.text.starts_with('#'));
        let end = rest.map_or(self.lines.len(), |length| last + 1 + length);
        let closing = (last..end).rev().find(|&at| self.lines[at].id.as_deref().is_some_and(is_closing));
        if let Some(at) = closing {
            return self.end_of(at);
        }
        let in_section = |at: &usize| self.lines[*at].id.is_some();
        let at = self.end_of((last..end).rev().find(in_section).unwrap_or(last));
        self.lines.insert(at, Row { text: self.ending.to_owned(), id: None, is_ours: false });
        at + 1
    }

    fn at(&self, id: &str) -> Option<usize> {
        self.lines.iter().position(|row| row.id.as_deref() == Some(id))
    }

    /// The place behind a line and everything that is indented under it.
    fn end_of(&self, at: usize) -> usize {
        let is_under = |row: &Row| row.text.starts_with([' ', '\t']) && !row.text.trim().is_empty();
        let under = self.lines[at + 1..].iter().take_while(|row| is_under(row)).count();
        at + 1 + under
    }

    fn push(&mut self, text: String) {
        self.lines.push(Row { text: text + self.ending, id: None, is_ours: false });
    }

    fn put(&mut self, at: usize, item: &Item) {
        let row = Row { text: format!("{}{}", item.line, self.ending), id: Some(item.id.clone()), is_ours: true };
        self.lines.insert(at, row);
    }

    fn written(self) -> String {
        let mut known = self.known;
        for row in self.lines.iter().filter(|row| !row.is_ours) {
            // Edited before we could see it: from now on it is theirs.
            row.id.iter().for_each(|id| {
                known.entry(id.clone()).or_insert_with(|| EDITED.to_owned());
            });
        }
        let mut seen = BTreeSet::new();
        for row in self.lines.iter().filter(|row| row.is_ours) {
            row.id.iter().filter(|id| seen.insert((*id).clone())).for_each(|id| {
                known.insert(id.clone(), hash(&row.text));
            });
        }
        let order = self.lines.iter().filter_map(|row| row.id.clone());
        let mut listed = BTreeSet::new();
        let mut list: Vec<(String, String)> = Vec::new();
        for id in order.chain(known.keys().cloned().collect::<Vec<_>>()) {
            if let Some(hash) = known.get(&id).filter(|_| listed.insert(id.clone())) {
                list.push((id, hash.clone()));
            }
        }
        let mut text = String::new();
        for row in &self.lines {
            text.push_str(&row.text);
            text.push('\n');
        }
        push_known(&mut text, list);
        text
    }
}

fn items(blocks: &[Block]) -> impl Iterator<Item = &Item> {
    blocks.iter().flat_map(|block| block.parts.iter().flatten())
}

/// Whether a line of this id closes a section.
fn is_closing(id: &str) -> bool {
    ["compared/", "open/", "gap/"].iter().any(|kind| id.starts_with(kind))
}

fn marked_new(item: &Item, phrases: &Words) -> Item {
    let rest = item.line.strip_prefix("- ").unwrap_or(&item.line);
    let gap = if phrases.new.is_ascii() { " " } else { "" };
    Item { line: format!("- {}{gap}{rest}", phrases.new), ..item.clone() }
}

/// A line of the list of known lines.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (id, hash) = line.trim_end().split_once(' ')?;
    let is_hash = hash == EDITED || hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && !id.is_empty()).then_some((id, hash))
}
