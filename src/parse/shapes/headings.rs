//! What headings of a log announce: a day, a month, a list of what to read.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Date;
use crate::parse::lead::{self, Strength};
use crate::parse::page::Page;
use crate::text::date;
use crate::text::markdown::{Block, Kind};

static BEFORE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[^\w]*(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|周[一二三四五六日天]|星期[一二三四五六日天]|day\s*\d+|第\d+天|week\s*\d+|week of|date|日期|更新|read on|读于|阅读)[\s,，:：|-]*)?$").expect("the pattern is valid")
});
static AFTER_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[\s\]】)）,，、.:：|~–—-]*(?:[(（]?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|周[一二三四五六日天]|星期[一二三四五六日天])[)）]?[\s,，:：|-]*)?").expect("the pattern is valid")
});
static PENDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:pending|to[ -]?read|todo|to[ -]do|reading list|want to read|backlog|unread|up next|read later|read next|next (?:week|up|time)|someday|queued?|not (?:yet )?read(?: yet)?|still to read|in the pipeline|upcoming|wish ?list)\b|待读|待看|待阅读|未读|想读|要读|准备读|计划阅读|阅读计划|阅读清单|阅读列表|待办|书单|还没[看读]|没看|没读|未看|想看|准备看|排队|要看|打算[读看]|之后[读看]|再[读看]|下周[读看]|接下来[读看]|稍后|后续阅读|阅读队列|待补|待整理").expect("the pattern is valid")
});
static DONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bdone\b|\bfinished\b|\balready read\b|已读|读过|已完成|读完").expect("the pattern is valid")
});

/// A month and a day at the start: `3.14 CraneNet`, `03/14`, `[3-14] CraneNet`.
static SHORT_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W{0,3}(?:(\d{1,2})\s?[./-]\s?(\d{1,2})|(\d\d)(\d\d))(?:[\s\]】)）,，:：|~–—-]|$)")
        .expect("the pattern is valid")
});
/// A day in eight digits.
static COMPACT_DAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\W{0,3}(20\d\d)(\d\d)(\d\d)\b").expect("the pattern is valid"));

/// A day whose year stands last: `14.05.2024`, `5/14/2024`.
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\W{0,3}|[A-Z][a-z]{2,8},? )(\d{1,2})([./-])(\d{1,2})[./-](20\d\d)\b")
        .expect("the pattern is valid")
});

/// The date that a heading begins with, and the words after it.
pub(super) fn dated(words: &str, year: Option<u16>) -> Option<(Date, &str)> {
    if let Some(found) = COMPACT_DAY.captures(words) {
        let date = Date::new(found[1].parse().ok()?, found[2].parse().ok(), found[3].parse().ok())?;
        return Some((date, rest(words, found[0].len())));
    }
    if let Some(found) = DAY_FIRST.captures(words) {
        let number = |group: usize| found[group].parse::<u8>().ok();
        let (first, second) = (number(1)?, number(3)?);
        // `5/14/2024` begins with the month, `14.5.2024` with the day.
        let (month, day) = if &found[2] == "/" && first <= 12 { (first, second) } else { (second, first) };
        let date = Date::new(found[4].parse().ok()?, Some(month), Some(day))?;
        return Some((date, rest(words, found[0].len())));
    }
    let full = date::first(words).filter(|stated| BEFORE_DATE.is_match(&words[..stated.range.start]));
    let full = full.filter(|stated| !stated.bare || rest(words, stated.range.end).is_empty());
    let stated = full.or_else(|| date::within_year(words, year?).filter(|stated| is_apart(words, stated.range.end)))?;
    Some((stated.date, rest(words, stated.range.end)))
}

/// A day without its year that a heading begins with, as a month and a day of the month, and the words after it.
pub(crate) fn short_day(words: &str) -> Option<((u8, u8), &str)> {
    if let Some((month, day, end)) = date::month_and_day(words) {
        return Some(((month, day), rest(words, end)));
    }
    let found = SHORT_DAY.captures(words)?;
    let number = |group: usize| found.get(group).and_then(|digits| digits.as_str().parse::<u8>().ok());
    // `0326` is a day where others like it stand beside it.
    let day = number(1)
        .or(number(3))
        .zip(number(2).or(number(4)))
        .filter(|(month, day)| (1..=12).contains(month) && (1..=31).contains(day))?;
    Some((day, rest(words, found.get(0)?.end())))
}

/// Lines of text that are days, or begin with one and name something, are headings where no heading is: `**3月1日**`.
pub(crate) fn promote_days(blocks: &mut [Block]) {
    let is_day = |block: &Block| {
        let words = block.words();
        let full = dated(words, None).filter(|(date, _)| date.to_string().len() > 7).map(|(_, rest)| rest);
        let after = full.or_else(|| date::month_and_day(words).map(|(.., end)| rest(words, end)));
        after.is_some_and(|rest| rest.is_empty() || lead::of(block, words.len() - rest.len()).is_some())
    };
    // A long line must name a paper behind its day.
    let names = |block: &Block| {
        let rest = dated(block.words(), None).map_or("", |(_, rest)| rest);
        let lead = lead::of(block, block.words().len() - rest.len());
        !rest.is_empty() && lead.is_some_and(|lead| lead.strength >= Strength::Named)
    };
    let is_heading = |block: &Block| matches!(block.kind, Kind::Heading(_));
    if blocks.iter().any(|block| is_heading(block) && is_day(block)) {
        return;
    }
    let is_line = |block: &Block| {
        let is_text = block.kind == Kind::Paragraph && block.depth == 0 && is_day(block);
        is_text && (block.words().chars().count() <= 120 || names(block))
    };
    if blocks.iter().filter(|block| is_line(block)).count() >= 2 {
        blocks.iter_mut().filter(|block| is_line(block)).for_each(|block| block.kind = Kind::Heading(6));
    }
}

/// Whether numbers before the titles of a page, as in `3.14 CraneNet`, are days and not numbers of sections.
pub(super) fn has_short_days(page: &Page) -> bool {
    let headings = page.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_)));
    let days: Vec<(&str, (u8, u8))> =
        headings.filter_map(|block| Some((block.words(), short_day(block.words())?.0))).collect();
    // Sections are numbered from one on, and never with a nought before.
    let is_day = |(words, (_, day)): &(&str, (u8, u8))| {
        *day >= 10 || date::month_and_day(words).is_some() || words.chars().take(8).any(|c| c == '/' || c == '0')
    };
    days.len() >= 2 && days.iter().filter(|day| is_day(day)).count() * 2 >= days.len()
}

fn is_apart(words: &str, end: usize) -> bool {
    words[end..].chars().next().is_none_or(|c| !c.is_ascii_alphanumeric())
}

fn rest(words: &str, end: usize) -> &str {
    let after = &words[end..];
    let skipped = AFTER_DATE.find(after).map_or(0, |found| found.end());
    after[skipped..].trim()
}

/// Whether a heading announces what is still to be read.
pub(crate) fn is_pending(words: &str) -> bool {
    words.chars().count() <= 40 && PENDING.is_match(words) && !DONE.is_match(words)
}

/// Whether a page's title calls the whole a list of readings, while a part of it is what is still to be read.
pub(super) fn is_title_of_list(page: &Page, block: &Block) -> bool {
    let is_first = page.blocks.first().is_some_and(|first| first.span == block.span);
    let mut parts = page.blocks.iter().skip(1).filter(|block| matches!(block.kind, Kind::Heading(_)));
    is_first
        && (parts.any(|part| is_pending(part.words()))
            || page.blocks.iter().any(|block| matches!(block.kind, Kind::Cell(_))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_read_in_many_forms() {
        for (words, expected, after) in [
            ("2024.9", "2024-09", ""),
            ("2024.9.1", "2024-09-01", ""),
            ("2024年9月1日 周日", "2024-09-01", ""),
            ("9月1日", "2024-09-01", ""),
            ("January 5, 2024", "2024-01-05", ""),
            ("Friday, January 5, 2024", "2024-01-05", ""),
            ("2024-01-05: Cranes for All", "2024-01-05", "Cranes for All"),
        ] {
            let found = dated(words, Some(2024)).map(|(date, rest)| (date.to_string(), rest));
            assert_eq!(found, Some((expected.to_owned(), after)), "{words}");
        }
        for words in ["Cranes (2018)", "2048 games of folding", "3.8B cranes", "Method"] {
            assert_eq!(dated(words, Some(2024)), None, "{words}");
        }
    }

    #[test]
    fn lists_of_what_to_read_announce_themselves() {
        for words in ["pending list", "To read", "待读", "TODO", "📚 Reading list"] {
            assert!(is_pending(words), "{words}");
        }
        for words in ["已读 / reading list", "Method", "2024.9"] {
            assert!(!is_pending(words), "{words}");
        }
    }
}
