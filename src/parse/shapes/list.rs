//! Lists where a bullet is a paper: `- [Title](link) - remark`, `- **Nick**: Title. Authors. Venue 2023. [paper]`.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Date, Entry, Role};
use crate::parse::address::{BUTTON, is_paper_address};
use crate::parse::fields;
use crate::parse::imprint;
use crate::parse::lead::{self, Strength};
use crate::parse::page::{Page, in_role, titled};
use crate::parse::sections::is_section;
use crate::parse::shapes::{kinds, log_titles};
use crate::parse::title::{self, Title};
use crate::text::date;
use crate::text::markdown::{Block, Kind, Task};

/// Where a title ends in a bullet that goes on: authors, venue, remark.
static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:\.\s|\s[-–—|]{1,2}\s|\s?[\[【|]|\s[(（]|，|。|；|,\s*(?:[A-Z][\w-]*['’ ]{0,2}\d{2,4}|[A-Z]\.|(?:[A-Z][\w.-]+\s+){1,3}et al|et al|arXiv|\*)|\*)").expect("the pattern is valid")
});
/// Authors and a title in quotation marks.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^[A-Z][^"“”]{3,160}[,.]\s*["“]((?:[^\s"“”]+\s+){3,30}[^\s"“”]+)["”]"#).expect("the pattern is valid")
});
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:contents|resources|tools?|code|links|related|blogs?|courses?|tutorials?|libraries|frameworks|references|glossary|terms)\b|目录|资源|工具|代码|链接|参考|相关|博客|教程|术语|框架").expect("the pattern is valid")
});
static LEADING_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*[\[(（【*]*\s*(?:[A-Za-z]{2,10}[ '’]?)?(?:\d{4}|\d{2})(?:[./-]\d{1,2}){0,2}\s*[\])）】*:：]+[\s:：,-]*",
    )
    .expect("the pattern is valid")
});

/// The bullets about papers, by their places among the blocks.
pub(super) fn items(page: &Page) -> Vec<(usize, Title)> {
    let mut items = sure(page);
    if log_titles::level(page).is_some() || kinds::is_about_one(page) {
        return items;
    }
    let (marked, all) = kinds::of_bullets(page);
    let of_marked = marked.is_of_papers();
    let of_all = all.is_of_papers() && all.others * 3 <= all.papers() && all.certain + all.named >= 3;
    for (at, block) in page.blocks.iter().enumerate() {
        let is_bullet = matches!(block.kind, Kind::Item(Task::None)) && block.depth == 1;
        if !is_bullet || items.iter().any(|(known, _)| *known == at) || is_beside_papers(block) {
            continue;
        }
        if let Some(lead) = lead::of(block, 0).filter(|lead| of_all || (of_marked && lead.is_marked)) {
            items.push((at, lead.title));
        }
    }
    items.sort_by_key(|(at, _)| *at);
    items
}

/// Whether a bullet stands under a heading of what goes with papers and is none.
fn is_beside_papers(block: &Block) -> bool {
    block.under.first().is_some_and(|heading| BESIDE.is_match(heading))
}

/// The bullets that are papers by their own form; what hangs from one needs a link of its own to be another.
fn sure(page: &Page) -> Vec<(usize, Title)> {
    let mut items = Vec::new();
    let mut open: Option<usize> = None;
    for (at, block) in page.blocks.iter().enumerate() {
        if !matches!(block.kind, Kind::Item(_)) {
            open = open.filter(|depth| block.depth >= *depth);
            continue;
        }
        let is_below = open.is_some_and(|depth| block.depth > depth);
        let is_linked = || block.links.iter().any(|link| is_paper_address(&link.target));
        if (!is_below || is_linked())
            && let Some(title) = title_of(block)
        {
            items.push((at, title));
            open = if is_below { open } else { Some(block.depth) };
        } else if !is_below {
            open = None;
        }
    }
    items
}

/// The entry with this title that a bullet is.
pub(super) fn of(title: Title, block: &Block) -> Entry {
    let mut entry = titled(title, block.span);
    let words = block.words();
    entry.published = entry.published.or_else(|| published(words, entry.title.as_deref().unwrap_or("")));
    entry.identifiers = block.links.iter().flat_map(|link| fields::identifiers(&link.target)).collect();
    entry.identifiers.dedup();
    entry.passages.push(in_role(block, Role::Title));
    entry
}

fn title_of(block: &Block) -> Option<Title> {
    let words = block.words();
    let leads_to_paper = block.links.iter().any(|link| is_paper_address(&link.target));
    let has_button =
        block.links.iter().any(|link| words.get(link.range.clone()).is_some_and(|words| BUTTON.is_match(words)));
    let start = LEADING_DATE.find(words).map_or(0, |found| found.end());
    let linked = block.links.iter().find(|link| {
        let shown = words.get(link.range.clone()).unwrap_or("");
        link.range.start <= start + 60 && title::latin_count(shown) >= 3 && !BUTTON.is_match(shown)
    });
    if let Some(link) = linked {
        let shown = words.get(link.range.clone())?;
        let fits = is_paper_address(&link.target) || (leads_to_paper && title::latin_count(shown) >= 4);
        return fits.then(|| with_nick(words, link.range.start, start, shown));
    }
    if let Some(range) = block.strong.iter().find(|range| title::latin_count(&words[(*range).clone()]) >= 4) {
        let shown = &words[range.clone()];
        let fits = leads_to_paper || has_button || title::looks_like(shown);
        // `**Learning to Fold** (CraneNet), Goggle 2021`
        let nicked = lead::of(block, 0).filter(|lead| fits && lead.is_marked && lead.title.name != lead.title.full);
        if let Some(lead) = nicked {
            return Some(lead.title);
        }
        return (fits && !title::read(shown).full.is_empty()).then(|| with_nick(words, range.start, start, shown));
    }
    if let Some(lead) =
        lead::of(block, 0).filter(|lead| lead.is_marked && lead.is_told && lead.strength == Strength::Certain)
    {
        return Some(lead.title);
    }
    if let Some(title) = cited(block) {
        return Some(title);
    }
    if let Some(title) = named_before_imprint(block) {
        return Some(title);
    }
    let mut buttons = block.links.iter().map(|link| &link.range);
    let button = buttons
        .find(|range| range.start > start && words.get((*range).clone()).is_some_and(|shown| BUTTON.is_match(shown)));
    let plain = leading_title(&words[start..button.map_or(words.len(), |button| button.start)]);
    let is_name = title::latin_count(plain) >= 2 && plain.starts_with(char::is_uppercase);
    let fits = (leads_to_paper && (is_name || title::latin_count(plain) >= 3) && !BUTTON.is_match(plain))
        || (title::looks_like(plain) && (has_button || is_cited(words)));
    (fits && !is_authors(plain)).then(|| title::read(plain))
}

/// A title behind its authors, as in a list of references: `Crane et al. (2020). Learning to Fold. FoldConf.`
fn cited(block: &Block) -> Option<Title> {
    let words = block.words();
    if let Some(found) = QUOTED.captures(words) {
        let year = date::find(words).into_iter().map(|stated| stated.date).next();
        let read = title::read(found[1].trim_end_matches([',', '.']));
        return year.map(|year| Title { published: read.published.or(Some(year)), ..read });
    }
    let lead =
        lead::of(block, 0).filter(|lead| lead.strength == Strength::Certain && lead.title.published.is_some())?;
    let is_behind = !words.starts_with(lead.title.name.as_str()) && title::latin_count(&lead.title.full) >= 4;
    is_behind.then_some(lead.title)
}

/// `**CraneNet**（Goggle，2023.2）：…`: a bold short name with an imprint behind it.
fn named_before_imprint(block: &Block) -> Option<Title> {
    let words = block.words();
    let bold = block.strong.iter().find(|range| range.start <= 2).cloned();
    // `CraneNet (2022): …` needs no marks where a colon follows.
    let range = bold.clone().or_else(|| words.find(['(', '（']).map(|end| 0..end))?;
    let name = words[range.clone()].trim();
    let (imprint, rest) = imprint::behind(&words[range.end..])?;
    if bold.is_none() && !(rest.starts_with([':', '：']) && name.starts_with(char::is_uppercase)) {
        return None;
    }
    let fits =
        imprint.published.is_some() && !is_section(name) && (title::is_short_name(name) || title::looks_like(name));
    fits.then(|| Title { published: imprint.published, organizations: imprint.organizations, ..title::read(name) })
}

/// The date of a line of authors below a title: `Ana Crane, Bo Fold, CVPR, 2018`.
pub(super) fn citation_date(words: &str) -> Option<Date> {
    date::find(words)
        .pop()
        .filter(|stated| is_authors(words) && words.len() - stated.range.end <= 2)
        .map(|stated| stated.date)
}

/// Whether words are names of people with commas between them.
fn is_authors(words: &str) -> bool {
    let names: Vec<&str> = words.split(',').map(str::trim).collect();
    let is_name = |name: &&&str| {
        let words = name.split_whitespace().count();
        (2..=4).contains(&words) && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
    };
    names.iter().filter(is_name).count() >= 2 && names.iter().filter(is_name).count() * 2 >= names.len()
}

/// The title with the short name that stands before it: `**Nick**: [Title](…)`, `[Nick] Title`.
fn with_nick(words: &str, title_start: usize, start: usize, shown: &str) -> Title {
    let before = words.get(start..title_start).unwrap_or("");
    let before = before.trim_matches(|c: char| c.is_whitespace() || ":：-–—|()[]（）【】*".contains(c));
    let inner = title::read(shown);
    if title::is_short_name(before)
        && date::first(before).is_none()
        && before.chars().any(char::is_uppercase)
        && inner.name == inner.full
    {
        return Title { name: before.to_owned(), ..inner };
    }
    inner
}

fn leading_title(words: &str) -> &str {
    let end = TITLE_END.find_iter(words).map(|found| found.start()).find(|at| *at >= 8);
    words[..end.unwrap_or(words.len())].trim()
}

/// Whether a venue and year or authors follow, as in a list of references.
fn is_cited(words: &str) -> bool {
    date::find(words).iter().any(|stated| stated.range.start > 12) && words.len() > 40
}

/// The first date outside the title.
fn published(words: &str, title: &str) -> Option<Date> {
    let at = words.find(title).map(|start| start..start + title.len());
    let outside = date::find(words).into_iter().find(|stated| {
        at.as_ref().is_none_or(|title| stated.range.end <= title.start || stated.range.start >= title.end)
    });
    outside.filter(|stated| !stated.bare || near_venue(words, stated.range.start)).map(|stated| stated.date)
}

fn near_venue(words: &str, at: usize) -> bool {
    let before = words[..at].trim_end();
    before.is_empty() || before.ends_with(|c: char| c.is_alphabetic() || "([（【,.，'’*".contains(c))
}
