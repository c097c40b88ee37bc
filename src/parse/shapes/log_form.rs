//! What speaks for a log, and what is read of it before and beside its entries.

use crate::model::{Date, Entry};
use crate::parse::fields::{self, Sort};
use crate::parse::imprint;
use crate::parse::opening;
use crate::parse::page::{Page, imprinted};
use crate::parse::shapes::{headings, kinds, log_titles, pending};
use crate::parse::title;
use crate::text::date;
use crate::text::markdown::{Block, Kind};

/// What speaks for a log, if anything does.
pub(super) fn reason(page: &Page) -> Option<String> {
    let year = year_of(page);
    let headings = || page.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_)));
    let days = headings()
        .filter(|block| headings::dated(block.words(), year).is_some_and(|(date, _)| date.month().is_some()))
        .count();
    // Items in 《》 may be references; under days they are papers.
    let depth = usize::from(days > 0);
    let lines = page.blocks.iter().filter(|block| block.depth <= depth);
    let marked = lines.filter(|block| title::in_title_marks(block.words()).is_some()).count();
    let level = log_titles::level(page);
    // A file whose first title stands alone on its level is about that paper.
    let is_one_paper = level.is_none_or(|(level, ..)| level > 1)
        && page.blocks.iter().take(8).enumerate().any(|(at, block)| {
            block.kind == Kind::Heading(1)
                && log_titles::heading(block.words()).is_some()
                && !kinds::names_several(block.words())
                || matches!(fields::at(&page.blocks, at), Some((Sort::Title, _)))
        });
    let catalogued = super::catalogue::count(page);
    let own = marked + headings().filter(|block| title::looks_like(block.words())).count();
    if catalogued >= 4 && catalogued > own.max(days) * 2 {
        return None;
    }
    let in_bold =
        page.blocks.iter().filter(|block| block.kind == Kind::Paragraph && log_titles::bold(block).is_some()).count();
    if in_bold >= 3 || (in_bold >= 1 && days == 1) {
        return Some(format!("{in_bold} lines are titles in bold"));
    }
    if headings::has_short_days(page) {
        return Some("headings begin with days".to_owned());
    }
    if days >= 2 {
        return Some(format!("{days} headings are dates"));
    }
    if marked >= 2 || (marked == 1 && days == 1) {
        return Some(format!("{marked} lines are titles in 《》"));
    }
    let titles = (0..page.blocks.len()).filter(|at| matches!(fields::at(&page.blocks, *at), Some((Sort::Title, _))));
    let titles = titles.count();
    if titles >= 2 {
        return Some(format!("{titles} fields are titles"));
    }
    let bold = kinds::of_bold_lines(page);
    if bold.is_of_papers() && bold.certain >= 2 && !kinds::is_about_one(page) {
        return Some(format!("{} lines begin with papers in bold", bold.papers()));
    }
    if waits(page) {
        return Some("its title announces what to read".to_owned());
    }
    if headings::is_pending(&page.note.stem().replace(['-', '_'], " ")) {
        return Some("the file is named as a list of what to read".to_owned());
    }
    if let Some((_, titles, size)) = level.filter(|_| !is_one_paper) {
        return Some(format!("{titles} of {size} headings of one level are titles"));
    }
    let is_named_for_day = page.note.stem().len() <= DAY_NAME && !is_named_for_one(page);
    file_day(page).filter(|_| is_named_for_day).map(|date| format!("the file is named {date}"))
}

/// Longer names of files, in bytes, say more than a day.
const DAY_NAME: usize = 22;

/// Whether a file is named for a day and one paper, which its only title names: `2021-03-27-crane.md`.
fn is_named_for_one(page: &Page) -> bool {
    let slug = page.note.stem().trim_start_matches(|c: char| !c.is_alphabetic());
    let titles = page.blocks.iter().filter(|block| block.kind == Kind::Heading(1)).count();
    slug.chars().count() >= 3 && titles == 1 && page.blocks.first().is_some_and(|first| first.kind == Kind::Heading(1))
}

/// Whether the title of a page announces what is to be read, over names.
fn waits(page: &Page) -> bool {
    let first = page.blocks.first().filter(|block| matches!(block.kind, Kind::Heading(_)));
    first.is_some_and(|first| headings::is_pending(first.words()))
        && page.blocks.iter().filter(|block| block.depth == 1 && pending::title(block).is_some()).count() >= 2
}

/// Whether the papers of a log are bullets and nothing else.
pub(super) fn is_told_in_lists(page: &Page) -> bool {
    let is_marked = |block: &Block| title::in_title_marks(block.words()).is_some();
    let is_text = |block: &&Block| block.depth == 0 && (is_marked(block) || log_titles::bold(block).is_some());
    log_titles::level(page).is_none() && !page.blocks.iter().any(|block| is_text(&block))
}

pub(super) fn year_of(page: &Page) -> Option<u16> {
    let first = page.blocks.first().map_or("", |block| block.words());
    let texts = [page.note.stem(), first, page.note.path.as_str()];
    let named =
        texts.iter().find_map(|text| date::first(&text.replace(['-', '_', '/'], " "))).map(|stated| stated.date.year());
    let headings = page.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_)));
    named.or_else(|| {
        headings.filter_map(|block| headings::dated(block.words(), None)).map(|(date, _)| date.year()).next()
    })
}

pub(super) fn file_day(page: &Page) -> Option<Date> {
    let stem = page.note.stem();
    let stated = date::first(stem).filter(|stated| !stated.bare && stated.range.start == 0)?;
    stated.date.month().map(|_| stated.date)
}

/// Takes date, organisations and identifiers from a passage near the title; says whether the opening is still to come.
pub(super) fn open(entry: &mut Entry, block: &Block) -> bool {
    entry.identifiers.extend(fields::identifiers(block.words()));
    entry.identifiers.extend(block.links.iter().flat_map(|link| fields::identifiers(&link.target)));
    entry.identifiers.dedup();
    if let Some((sort, at)) = fields::of(block) {
        fields::apply(entry, sort, &block.words()[at..]);
        return true;
    }
    let linked: usize = block.links.iter().map(|link| link.range.len()).sum();
    if linked * 10 >= block.words().len() * 8
        || block.words().starts_with("http")
        || matches!(block.kind, Kind::Heading(_))
    {
        return true;
    }
    if let Some(imprint) = imprint::line(block.words()) {
        imprinted(entry, imprint);
    }
    let opening = opening::read(block.words());
    entry.published = entry.published.or(opening.published);
    if entry.organizations.is_empty() {
        entry.organizations = opening.organizations;
    }
    false
}
