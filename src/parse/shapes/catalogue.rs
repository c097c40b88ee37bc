//! A list or tables with a paper in each bullet or row.

use std::collections::BTreeMap;

use crate::model::{Date, Entry, Status};
use crate::parse::page::{Page, nameless, passage};
use crate::parse::shapes::{headings, kinds, list, pending, table};
use crate::parse::title::Title;
use crate::text::markdown::{Block, Kind, Task};

/// What speaks for a catalogue, if anything does.
pub(super) fn reason(page: &Page) -> Option<String> {
    let rows = table::rows(page);
    let items = list::items(page);
    let bullets = page.blocks.iter().filter(|block| matches!(block.kind, Kind::Item(_)) && block.depth == 1).count();
    if rows.len() >= 2 {
        return Some(format!("{} rows of a table are papers", rows.len()));
    }
    let tasks = tasks(page);
    if tasks >= 2 && tasks * 10 >= bullets * 6 {
        return Some(format!("{tasks} of {bullets} bullets are tasks to read papers"));
    }
    let others = page.blocks.iter().filter(|block| block.kind == Kind::Paragraph).count();
    let only_papers = items.len() >= 2 && items.len() * 10 >= bullets * 9 && others < items.len();
    // In a file about no one paper fewer bullets need be papers.
    let mostly_papers = items.len() >= 3 && items.len() * 10 >= bullets * 7 && others <= items.len() * 2;
    let is_list = only_papers
        || (mostly_papers && !kinds::is_about_one(page))
        || (items.len() >= 4 && items.len() * 2 >= bullets)
        || items.len() >= 10;
    is_list.then(|| format!("{} of {bullets} bullets are papers", items.len()))
}

/// How many tasks are papers.
fn tasks(page: &Page) -> usize {
    let is_task = |block: &&Block| matches!(block.kind, Kind::Item(Task::Open | Task::Done)) && block.depth == 1;
    page.blocks.iter().filter(is_task).filter(|block| pending::title(block).is_some()).count()
}

/// How many bullets and rows are papers.
pub(super) fn count(page: &Page) -> usize {
    table::rows(page).len() + list::items(page).len()
}

/// The entries of a catalogue.
pub(super) fn entries(page: &Page) -> Vec<Entry> {
    let mut rows = table::rows(page).into_iter().peekable();
    let items: BTreeMap<usize, Title> = list::items(page).into_iter().collect();
    let mut entries: Vec<Entry> = Vec::new();
    let is_pending = headings::is_pending(&page.note.stem().replace(['-', '_'], " "));
    let mut state = State { pending: is_pending.then_some(0), ..State::default() };
    let mut at = 0;
    while let Some(block) = page.blocks.get(at) {
        if let Some(row) = rows.next_if(|row| row.blocks.start == at) {
            at = row.blocks.end;
            let mut entry = table::entry(page, &row);
            if state.status(Task::None) == Status::Pending {
                entry.status = Status::Pending;
            }
            entries.push(state.in_context(entry));
            state.open = None;
            continue;
        }
        at += 1;
        match block.kind {
            Kind::Heading(_) if headings::is_title_of_list(page, block) => state.open = None,
            Kind::Heading(level) => state.heading(block, level),
            Kind::Item(task) => {
                let paper = items.get(&(at - 1)).cloned().map(|title| list::of(title, block));
                let is_task = task != Task::None || state.status(task) == Status::Pending;
                let waits = is_task && state.open.is_none_or(|(_, depth)| block.depth <= depth);
                let waiting = || pending::title(block).filter(|_| waits).map(|title| list::of(title, block));
                if let Some(entry) = paper.or_else(waiting) {
                    let day = headings::dated(block.words(), None).map(|(date, _)| date);
                    let is_day =
                        |day: &Date| day.to_string().len() > 7 || (task == Task::Done && day.month().is_some());
                    let day = day.filter(is_day);
                    let published = entry.published.filter(|published| Some(*published) != day);
                    let entry = Entry { status: state.status(task), read: entry.read.or(day), published, ..entry };
                    state.open = Some((entries.len(), block.depth));
                    entries.push(state.in_context(entry));
                    continue;
                }
            }
            _ => {}
        }
        if let Some((index, _)) = state
            .open
            .filter(|(_, depth)| block.depth > *depth || (block.depth == *depth && block.kind == Kind::Paragraph))
        {
            let entry = &mut entries[index];
            entry.published = entry.published.or_else(|| list::citation_date(block.words()));
            entry.passages.push(passage(block));
        } else {
            state.open = None;
            beside(&mut entries, block);
        }
    }
    entries
}

#[derive(Default)]
struct State {
    /// The last paper and how deep its bullet stands.
    open: Option<(usize, usize)>,
    /// The level of the heading over a to-read list, while in it.
    pending: Option<u8>,
    day: Option<Date>,
}

impl State {
    fn heading(&mut self, block: &Block, level: u8) {
        self.open = None;
        if self.pending.is_some_and(|pending| level <= pending) {
            self.pending = None;
        }
        if headings::is_pending(block.words()) {
            self.pending = Some(level);
        }
        let day = headings::dated(block.words(), None).map(|(date, _)| date).filter(|date| date.month().is_some());
        self.day = day.or(self.day.filter(|_| level > 1 && day.is_none()));
    }

    fn status(&self, task: Task) -> Status {
        match task {
            Task::Open => Status::Pending,
            Task::None if self.pending.is_some() => Status::Pending,
            Task::None | Task::Done => Status::Read,
        }
    }

    fn in_context(&self, entry: Entry) -> Entry {
        let read = if entry.status == Status::Read { entry.read.or(self.day) } else { None };
        Entry { read, ..entry }
    }
}

/// Adds words about no paper to the entry that gathers them.
fn beside(entries: &mut Vec<Entry>, block: &Block) {
    let joins = entries.last().is_some_and(|last| last.title.is_none());
    if !joins {
        entries.push(nameless(block.span));
    }
    if let Some(last) = entries.last_mut() {
        last.passages.push(passage(block));
    }
}
