//! Headings and lines of a log that are titles.

use crate::parse::imprint;
use crate::parse::lead;
use crate::parse::page::{Page, leading_strong};
use crate::parse::sections::is_section;
use crate::parse::shapes::kinds;
use crate::parse::title::{self, Title};
use crate::text::markdown::{Block, Kind};

/// The level of the headings that are papers, how many those are, and how many headings of that level there are.
pub(super) fn level(page: &Page) -> Option<(u8, usize, usize)> {
    let of_level = |level: u8| {
        let headings = page.blocks.iter().filter(move |block| block.kind == Kind::Heading(level));
        headings.filter(|block| !is_section(block.words()))
    };
    let is_about_one = kinds::is_about_one(page);
    let (bullets, _) = kinds::of_bullets(page);
    let counts = (1..=4).filter_map(|level| {
        let papers = of_level(level).filter(|block| is_paper(block.words())).count();
        let names = of_level(level).filter(|block| !is_paper(block.words()) && is_name(block.words())).count();
        let size = of_level(level).count();
        let all = papers + names;
        if papers >= 2 && all * 10 >= size * 6 {
            return Some((level, all, size));
        }
        let tally = kinds::of_headings(page, level);
        // Headings over lists of papers are topics.
        let is_over_papers = bullets.is_of_papers() && bullets.certain > tally.certain.max(1);
        (!is_about_one && tally.is_of_papers() && !is_over_papers).then(|| (level, tally.papers(), size))
    });
    counts.max_by_key(|(_, all, _)| *all)
}

/// Whether a heading is a title for sure: it has a short name in it, capitals, or an imprint behind it.
fn is_paper(words: &str) -> bool {
    let title = heading(words);
    title.is_some_and(|title| {
        title.name != title.full || title::is_capitalized(&title.full) || title.published.is_some()
    })
}

/// Whether a heading is a made-up name, which is a paper where others of its level are.
pub(super) fn is_name(words: &str) -> bool {
    let name = title::read(words).name;
    let is_made_up = name.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit());
    is_made_up && name.chars().count() >= 3 && title::is_short_name(&name) && !is_section(words)
}

/// The title that a heading is.
pub(super) fn heading(words: &str) -> Option<Title> {
    if let Some((inner, after)) = title::in_title_marks(words) {
        return Some(lead::in_marks(inner, after));
    }
    if title::looks_like(words) {
        return Some(title::read(words));
    }
    // `CraneNet（2022.3，Goggle）`
    let read = Some(title::read(words)).filter(|read| !lead::is_part(&read.name))?;
    let has_imprint = read.published.is_some() && read.full.len() + 6 <= words.trim().len();
    (has_imprint && title::latin_count(&read.name) >= 1 && !is_section(&read.name) && is_titular(&read)).then_some(read)
}

fn is_titular(title: &Title) -> bool {
    title::is_short_name(&title.name) || title::is_capitalized(&title.full)
}

/// A line that begins with a venue or date in brackets: `【CVPR 2020】CraneNet：…`.
pub(super) fn behind_brackets(words: &str) -> Option<Title> {
    let (imprint, rest) = imprint::behind(words).filter(|(imprint, _)| imprint.published.is_some())?;
    let fits = rest.chars().count() <= 160 && !rest.contains('。') && title::latin_count(rest) >= 1;
    let read = title::read(rest);
    let is_one = title::looks_like(rest) || read.name != read.full || title::is_short_name(rest);
    (fits && is_one).then(|| Title { published: read.published.or(imprint.published), ..read })
}

/// A title in bold with an imprint in brackets behind it, or a bold short name with the title behind it.
pub(super) fn bold(block: &Block) -> Option<Title> {
    let words = block.words();
    let strong = leading_strong(block).map(|range| (&words[range.clone()], range.end));
    let (bold, end) = strong.filter(|(bold, _)| !is_section(bold))?;
    let rest = words[end..].trim();
    if let Some((imprint, after)) = imprint::behind(rest) {
        let fits = after.chars().count() <= 3 || title::latin_count(bold) >= 3 || title::is_short_name(bold);
        let read = title::read(bold);
        let published = read.published.or(imprint.published);
        return fits.then_some(Title { published, organizations: imprint.organizations, ..read });
    }
    let full = title::read(rest);
    let is_nick = title::is_short_name(bold) && title::looks_like(rest) && title::is_capitalized(&full.full);
    is_nick.then(|| Title { name: bold.to_owned(), ..full })
}
