//! Tables where a row is a paper.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Entry, Role, Status};
use crate::parse::address;
use crate::parse::fields::{self, Sort};
use crate::parse::institutions::is_organization;
use crate::parse::lead::{self, Strength};
use crate::parse::opening;
use crate::parse::page::{Page, in_role, passage, titled};
use crate::parse::shapes::{headings, kinds};
use crate::parse::title::{self, Title};
use crate::text::markdown::{Block, Kind};
use crate::text::script::is_han;

/// A row of a table of papers.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The places of its cells among the blocks.
    pub(super) blocks: Range<usize>,
    columns: Columns,
}

/// Which column tells what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Columns {
    title: Option<usize>,
    name: Option<usize>,
    dates: Vec<usize>,
    read: Option<usize>,
    organization: Option<usize>,
    /// Whether the paper was read.
    status: Option<usize>,
    /// Whether a column holds what was thought of it.
    has_remarks: bool,
}

/// The rows that are papers, in the order of the note.
pub(super) fn rows(page: &Page) -> Vec<Row> {
    let mut rows = Vec::new();
    // Names in a file about one paper are those that it is measured against.
    let is_about_one = kinds::is_about_one(page);
    let mut columns = Columns::default();
    let mut at = 0;
    while let Some(block) = page.blocks.get(at) {
        let Kind::Cell(place) = block.kind else {
            at += 1;
            continue;
        };
        let same = |other: &Block| matches!(other.kind, Kind::Cell(next) if (next.table, next.row) == (place.table, place.row));
        let end = at + page.blocks[at..].iter().take_while(|block| same(block)).count();
        if place.row == 0 {
            columns = Columns::of(&page.blocks[at..end]);
            columns.complete(
                page.blocks[end..]
                    .iter()
                    .filter(|block| matches!(block.kind, Kind::Cell(next) if next.table == place.table)),
            );
        } else if columns.is_of_papers()
            && (!is_about_one || is_linked(&page.blocks[at..end]))
            && title_of(&page.blocks[at..end], &columns).is_some()
        {
            rows.push(Row { blocks: at..end, columns: columns.clone() });
        }
        at = end;
    }
    let leads = |row: &Row| is_linked(&page.blocks[row.blocks.clone()]);
    let has_link = |row: &Row| title_cell(page, row).is_some_and(|cell| !cell.links.is_empty());
    let leading = rows.iter().filter(|row| leads(row)).count();
    if leading * 10 >= rows.len() * 6 {
        // Where papers are linked, a Chinese title without a link is that of a talk or a remark.
        rows.retain(|row| {
            leads(row) || has_link(row) || title_cell(page, row).is_none_or(|cell| !cell.words().chars().any(is_han))
        });
    }
    rows
}

fn is_linked(cells: &[Block]) -> bool {
    cells.iter().flat_map(|cell| &cell.links).any(|link| address::is_paper_address(&link.target))
}

fn title_cell<'a>(page: &'a Page, row: &Row) -> Option<&'a Block> {
    let column = row.columns.title.or(row.columns.name)?;
    let mut cells = page.blocks[row.blocks.clone()].iter();
    cells.find(|cell| matches!(cell.kind, Kind::Cell(place) if place.column == column))
}

/// The entry that a row is.
pub(super) fn entry(page: &Page, row: &Row) -> Entry {
    let cells = &page.blocks[row.blocks.clone()];
    let title = title_of(cells, &row.columns).unwrap_or_default();
    let span = cells.iter().map(|cell| cell.span).reduce(crate::model::Span::cover).unwrap_or_default();
    let mut entry = titled(title, span);
    for cell in cells {
        let Kind::Cell(place) = cell.kind else { continue };
        let is_title = row.columns.title.or(row.columns.name) == Some(place.column);
        entry.identifiers.extend(cell.links.iter().flat_map(|link| fields::identifiers(&link.target)));
        if row.columns.dates.contains(&place.column) {
            entry.published = entry.published.or_else(|| fields::published(cell.words()));
        }
        if row.columns.read == Some(place.column) {
            fields::apply(&mut entry, Sort::Read, cell.words());
        }
        if row.columns.status == Some(place.column) && waits(cell.words()) {
            entry.status = Status::Pending;
        }
        if row.columns.organization == Some(place.column) {
            entry.organizations = opening::organizations(cell.words());
        }
        entry.passages.push(if is_title { in_role(cell, Role::Title) } else { passage(cell) });
    }
    entry.identifiers.dedup();
    entry
}

impl Columns {
    fn of(header: &[Block]) -> Self {
        let mut columns = Self::default();
        let has_venue = header.iter().any(|cell| fields::sort(cell.words()) == Some(Sort::Date));
        for cell in header {
            let Kind::Cell(place) = cell.kind else { continue };
            let name = cell.words().trim().to_lowercase();
            // `Paper (year)`, `Model / paper`
            let first = name.split(['(', '（', '/']).next().unwrap_or("").trim();
            match fields::sort(&name).or_else(|| fields::sort(first)) {
                Some(Sort::Title) if columns.title.is_none() => columns.title = Some(place.column),
                Some(Sort::Name) if columns.name.is_none() => columns.name = Some(place.column),
                // Beside a year or venue, a date is the day that the row was written.
                Some(Sort::Day) if has_venue => columns.read = Some(place.column),
                Some(Sort::Date | Sort::Day) => columns.dates.push(place.column),
                Some(Sort::Read) => columns.read = Some(place.column),
                Some(Sort::Organization) => columns.organization = Some(place.column),
                _ if is_name(first) && columns.name.is_none() => columns.name = Some(place.column),
                _ if is_status(first) => columns.status = Some(place.column),
                _ => columns.has_remarks |= is_remark(first),
            }
        }
        columns
    }

    /// Tells columns that the header does not announce by what their cells hold.
    fn complete<'a>(&mut self, cells: impl Iterator<Item = &'a Block>) {
        let mut tallies: BTreeMap<usize, (usize, usize, usize, usize)> = BTreeMap::new();
        for cell in cells {
            let Kind::Cell(place) = cell.kind else { continue };
            let words = cell.words().trim();
            let (all, dates, makers, names) = tallies.entry(place.column).or_default();
            *all += 1;
            *dates += usize::from(words.chars().count() <= 24 && fields::published(words).is_some());
            let organizations = opening::organizations(words);
            *makers += usize::from(!organizations.is_empty() && organizations.iter().all(|name| is_organization(name)));
            *names += usize::from(lead::of(cell, 0).is_some_and(|lead| lead.strength >= Strength::Named));
        }
        let most = |part: usize, all: usize| all >= 2 && part * 10 >= all * 6;
        for (column, (all, dates, makers, names)) in tallies {
            if self.title == Some(column) || self.name == Some(column) || self.read == Some(column) {
                continue;
            }
            if most(dates, all) && self.dates.is_empty() {
                self.dates.push(column);
            } else if most(makers, all) && self.organization.is_none() {
                self.organization = Some(column);
            } else if column == 0 && most(names, all) && self.title.is_none() && self.name.is_none() {
                self.name = Some(column);
            }
        }
    }

    /// A table of papers has a column of titles, or one of names beside one of dates, makers or remarks; others hold results.
    fn is_of_papers(&self) -> bool {
        self.title.is_some()
            || (self.name.is_some() && (!self.dates.is_empty() || self.organization.is_some() || self.has_remarks))
    }
}

fn is_status(header: &str) -> bool {
    ["status", "state", "read?", "done", "done?", "progress", "状态", "进度", "是否已读", "已读"].contains(&header)
}

fn is_remark(header: &str) -> bool {
    const WORDS: [&str; 19] = [
        "note",
        "notes",
        "remark",
        "comment",
        "idea",
        "summary",
        "contribution",
        "takeaway",
        "trick",
        "about",
        "what",
        "备注",
        "说明",
        "要点",
        "笔记",
        "思路",
        "思想",
        "一句话",
        "贡献",
    ];
    WORDS.iter().any(|word| header.ends_with(word) || header.ends_with(&format!("{word}s")))
}

/// Whether the cell of a status says that a paper waits to be read.
fn waits(words: &str) -> bool {
    headings::is_pending(words)
        || ["no", "☐", "⬜", "❌", "✗", "-", "否", "未", "skimmed later", "not yet", "open"]
            .contains(&words.trim().to_lowercase().as_str())
}

fn is_name(header: &str) -> bool {
    [
        "model",
        "models",
        "name",
        "method",
        "nick",
        "work",
        "名称",
        "模型",
        "方法",
        "工作",
        "算法",
        "algorithm",
        "system",
        "network",
    ]
    .contains(&header)
}

fn title_of(cells: &[Block], columns: &Columns) -> Option<Title> {
    let cell = |column: Option<usize>| {
        column.and_then(|column| {
            cells.iter().find(|cell| matches!(cell.kind, Kind::Cell(place) if place.column == column))
        })
    };
    let name = cell(columns.name).map(|cell| cell.words().trim()).filter(|name| !name.is_empty());
    let title =
        cell(columns.title).map(shown).filter(|title| title.chars().any(char::is_alphabetic) && !is_button(title));
    match (title, name) {
        (Some(title), name) => {
            let read = title::read(title);
            let nick = name.filter(|name| read.name == read.full && *name != read.full && title::is_short(name));
            Some(match nick {
                Some(nick) => Title { name: nick.to_owned(), ..read },
                None => read,
            })
        }
        (None, Some(name)) => Some(title::read(name)),
        (None, None) => None,
    }
}

/// The words of a cell that name the paper: those of its link to a paper or of a long link, else all of them.
fn shown(cell: &Block) -> &str {
    let words = cell.words();
    let shown = |link: &crate::model::Link| words.get(link.range.clone()).filter(|shown| !is_button(shown));
    let mut papers = cell.links.iter().filter(|link| address::is_paper_address(&link.target)).filter_map(shown);
    if let (Some(paper), None) = (papers.next(), papers.next()) {
        return paper;
    }
    let longest = cell.links.iter().filter_map(shown).max_by_key(|shown| shown.len());
    longest.filter(|shown| title::latin_count(shown) >= 2 || shown.len() * 2 > words.len()).unwrap_or(words)
}

fn is_button(words: &str) -> bool {
    ["paper", "link", "pdf", "arxiv", "论文", "链接", "code", "url"]
        .contains(&words.trim_matches(['[', ']']).to_lowercase().as_str())
}
