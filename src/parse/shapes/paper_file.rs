//! One file per paper: the title from fields, front matter, a heading, a link, or the file's name.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Date, Entry, Role, Span, Status};
use crate::parse::address;
use crate::parse::fields::{self, Sort};
use crate::parse::file_name;
use crate::parse::imprint::{self, Imprint};
use crate::parse::lead;
use crate::parse::opening;
use crate::parse::page::{Page, imprinted, in_role, marked_start, nameless, passage, titled};
use crate::parse::sections::is_section;
use crate::parse::shapes::{headings, log_form};
use crate::parse::title::{self, Title};
use crate::text::date;
use crate::text::fold;
use crate::text::markdown::{Block, Kind};
use crate::text::script::is_han;

static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"!?\[([^\]]*)\]\([^)]*\)").expect("the form of links is a valid pattern"));

/// How many blocks at the top may be fields.
const TOP: usize = 20;

/// The entry of a file about one paper; without a name if the file is about none.
pub(super) fn entries(page: &Page) -> Vec<Entry> {
    let named = if is_about_many(page) || page.is_empty() { None } else { name(page) };
    let Some(at) = named.as_ref().map(|named| named.at).or(page.blocks.first().map(|block| block.span)) else {
        return Vec::new();
    };
    let mut entry = match &named {
        Some(named) => titled(named.title.clone(), named.at),
        None => nameless(at),
    };
    let title_block = named.as_ref().and_then(|named| named.block);
    if named.is_some() {
        front_matter(page, &mut entry);
        entry.read = entry.read.or_else(|| log_form::file_day(page));
    }
    let has_venue =
        (0..page.blocks.len().min(TOP)).any(|at| matches!(fields::at(&page.blocks, at), Some((Sort::Date, _))));
    let opening_end = opening_end(page, title_block);
    let mut is_fresh = true;
    // The day that a file is named for is the note's, wherever it stands.
    let day = log_form::file_day(page);
    let of_paper = |date: &Date| Some(*date) != day;
    for (at, block) in page.blocks.iter().enumerate() {
        let field = if at < TOP && named.is_some() { fields::at(&page.blocks, at) } else { None };
        if let Some((sort, from)) = field {
            let sort = if sort == Sort::Day && has_venue { Sort::Read } else { sort };
            fields::apply(&mut entry, sort, &block.words()[from..]);
        }
        if at < TOP {
            entry.identifiers.extend(identifiers(block, field.is_some() || Some(at) == title_block));
        }
        let is_opening =
            named.is_some() && field.is_none() && Some(at) != title_block && !matches!(block.kind, Kind::Heading(_));
        if is_opening && at < TOP && at <= opening_end {
            let mut lines = lines(page, block).filter_map(|line| imprint::line(&line)).collect::<Vec<_>>();
            for imprint in &mut lines {
                imprint.published = imprint.published.filter(of_paper);
            }
            let is_imprint = !lines.is_empty();
            let name = imprint::named(block.words());
            let named = name.map(|name| Imprint { name: Some(name), ..Imprint::default() });
            lines.into_iter().chain(named).for_each(|imprint| imprinted(&mut entry, imprint));
            if is_fresh && !is_imprint {
                is_fresh = false;
                let opening = opening::read(block.words());
                entry.published = entry.published.or(opening.published.filter(of_paper));
                entry.organizations.extend(opening.organizations);
            }
        }
        if named.is_some() && entry.published.is_none() {
            entry.published = opening::stated_date(block.words());
        }
        match field {
            Some((Sort::Title, _)) => entry.passages.push(in_role(block, Role::Title)),
            Some(_) => {}
            None if Some(at) == title_block => entry.passages.push(in_role(block, Role::Title)),
            None => entry.passages.push(passage(block)),
        }
    }
    entry.organizations.dedup();
    entry.identifiers.dedup();
    vec![entry]
}

/// Where the words under the title end: at the second heading below it, since the first may head what is known of it.
fn opening_end(page: &Page, title: Option<usize>) -> usize {
    let from = title.map_or(0, |title| title + 1);
    let headings = page.blocks.iter().enumerate().skip(from);
    let mut headings = headings.filter(|(_, block)| matches!(block.kind, Kind::Heading(_))).map(|(at, _)| at);
    let first = headings.next().unwrap_or(page.blocks.len());
    if first <= from { headings.next().unwrap_or(page.blocks.len()) } else { first }
}

/// The lines of a block as they stand in the note, with the words of links in place of the links.
fn lines<'a>(page: &'a Page, block: &Block) -> impl Iterator<Item = String> + use<'a> {
    let text = page.note.slice(block.span);
    text.lines().map(|line| LINK.replace_all(line, "$1").replace("**", ""))
}

/// How a file names its paper and where.
struct Named {
    title: Title,
    at: Span,
    block: Option<usize>,
}

fn name(page: &Page) -> Option<Named> {
    let stem = page.note.stem();
    let from_file = file_name::read(stem);
    let front_title = page.front.get(&["title", "标题", "paper title", "论文"]);
    let front_name = front_title.and_then(|field| field.values.first()).map(|title| title::read(title));
    let first = page.blocks.iter().position(|block| matches!(block.kind, Kind::Heading(_)));
    let heading = first.filter(|at| *at < TOP && is_title_heading(page, *at));
    let from_heading = heading.map(|at| title::read(page.blocks[at].words()));
    let short = |title: &&Title| title::is_short(&title.name) && !is_generic(&title.name);
    let is_slug = stem.matches('-').count() >= 2 && !stem.contains(char::is_uppercase);
    let usual = if is_generic(stem) || is_slug { None } else { Some(&from_file) };
    let short = front_name.as_ref().filter(short).or(from_heading.as_ref().filter(short)).or(usual.filter(short));
    let mut named = long_title(page, heading, &from_file)?;
    let stated = (0..page.blocks.len().min(TOP)).find_map(|at| {
        let (_, from) = fields::at(&page.blocks, at).filter(|(sort, _)| *sort == Sort::Name)?;
        Some(page.blocks[at].words()[from..].trim()).filter(|name| title::is_short(name))
    });
    if let Some(stated) = stated {
        let written = std::mem::replace(&mut named.title.name, stated.to_owned());
        named.title.aliases.push(written);
    }
    // A title that gives no short name takes the file's: `Neural_Doodle.md`.
    if named.title.name == named.title.full
        && let Some(short) = short.filter(|short| short.name != named.title.full)
    {
        named.title.name.clone_from(&short.name);
    }
    // A file name in small letters is an address, not a spelling: `crane-net.md`.
    let spelt = usual.filter(|_| front_title.is_none() && stem.chars().any(|c| c.is_uppercase() || is_han(c)));
    let others = [front_name.as_ref(), from_heading.as_ref(), spelt];
    for other in others.into_iter().flatten() {
        named.title.aliases.extend([other.name.clone(), other.full.clone()]);
    }
    let aliases = page.front.get(&["aliases", "alias", "别名", "short name", "nickname", "abbr"]);
    named.title.aliases.extend(aliases.into_iter().flat_map(|field| field.values.clone()));
    let Title { name, full, aliases, .. } = &mut named.title;
    let mut seen = vec![fold::key(name), fold::key(full)];
    aliases.retain(|alias| {
        let key = fold::key(alias);
        let is_new = !key.is_empty() && !is_generic(alias) && !seen.contains(&key);
        seen.push(key);
        is_new
    });
    Some(named)
}

/// The title in full, from the best place that gives one.
fn long_title(page: &Page, heading: Option<usize>, from_file: &Title) -> Option<Named> {
    let field = page.blocks.iter().take(TOP).enumerate();
    let field = field.map(|(at, _)| (at, fields::at(&page.blocks, at)));
    let title =
        field.filter_map(|(at, field)| field.filter(|(sort, _)| *sort == Sort::Title).map(|(_, from)| (at, from)));
    if let Some((at, from)) = { title }.next() {
        let block = &page.blocks[at];
        let title = title::read(&block.words()[from..]);
        return Some(Named { title, at: block.span, block: Some(at) });
    }
    let marked =
        page.blocks.iter().take(6).enumerate().find_map(|(at, block)| marked_title(block, at).map(|title| (at, title)));
    if let Some((at, title)) = marked {
        return Some(Named { title, at: page.blocks[at].span, block: Some(at) });
    }
    let heading_title = heading.map(|at| Named {
        title: title::read(page.blocks[at].words()),
        at: page.blocks[at].span,
        block: Some(at),
    });
    if heading_title.as_ref().is_some_and(|named| title::latin_count(&named.title.full) >= 4) {
        return heading_title;
    }
    if let Some(named) = front_title(page).filter(|named| title::latin_count(&named.title.full) >= 4) {
        return Some(named);
    }
    if title::latin_count(&from_file.full) < 4
        && let Some(named) = linked_title(page)
    {
        return Some(named);
    }
    if (is_generic(page.note.stem()) || title::latin_count(&from_file.full) < 4)
        && let Some(named) = heading_title.or_else(|| front_title(page))
    {
        return Some(named);
    }
    let at = page.blocks.first().map_or(Span::default(), |block| block.span);
    (!is_generic(page.note.stem())).then(|| Named { title: from_file.clone(), at, block: None })
}

/// A line that is a title in 《》, or the note's first words in bold.
fn marked_title(block: &Block, at: usize) -> Option<Title> {
    if block.depth > 0 {
        return None;
    }
    if let Some((inner, after)) = title::in_title_marks(block.words()) {
        return Some(lead::in_marks(inner, after));
    }
    let bold =
        marked_start(block).filter(|bold| at == 0 && bold.len() == block.words().len() && title::looks_like(bold));
    bold.map(title::read)
}

fn front_title(page: &Page) -> Option<Named> {
    let field = page.front.get(&["title", "标题", "paper title", "论文"])?;
    let title = title::read(field.values.first()?);
    (!is_generic(&title.full)).then_some(Named { title, at: field.span, block: None })
}

/// A block near the top that is one link whose words are a title.
fn linked_title(page: &Page) -> Option<Named> {
    let mut headings = 0;
    for (at, block) in page.blocks.iter().enumerate().take(40) {
        headings += usize::from(matches!(block.kind, Kind::Heading(_)));
        let words = block.words();
        let whole = block.links.iter().find(|link| link.range.len() * 10 >= words.len() * 9);
        let Some(link) = whole.filter(|link| link.target.contains("://") && headings <= 1) else { continue };
        let shown = words.get(link.range.clone()).unwrap_or("");
        if title::latin_count(shown) >= 4 && (address::is_paper_address(&link.target) || title::is_capitalized(shown)) {
            return Some(Named { title: title::read(shown), at: block.span, block: Some(at) });
        }
    }
    None
}

/// Whether a heading names the paper; below the first level its form must tell it from a section.
fn is_title_heading(page: &Page, at: usize) -> bool {
    let block = &page.blocks[at];
    let Kind::Heading(level) = block.kind else { return false };
    let is_first = at == 0 || fold::key(block.words()) == fold::key(page.note.stem());
    let words = block.words();
    let full = title::read(words).full;
    let is_name = title::latin_count(&full) <= 3 && full.starts_with(char::is_uppercase) && !full.chars().any(is_han);
    // Below the first level a short heading names a part of the note.
    let fits = level == 1 || (is_name && is_first) || title::looks_like(words);
    let is_section = words.ends_with([':', '：'])
        || is_generic(words)
        || fields::sort(words).is_some()
        || fields::of(block).is_some();
    fits && !is_section && words.chars().any(char::is_alphabetic)
}

/// Whether words are what any note may be called.
fn is_generic(words: &str) -> bool {
    let key = words.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    key.chars().count() < 2 || is_section(words) || key.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a file is an index, a template or a map of other notes.
fn is_about_many(page: &Page) -> bool {
    let stem = page.note.stem().to_lowercase();
    let is_index =
        ["readme", "index", "_index", "home", "moc", "template", "contributing", "license", "changelog", "todo"];
    let kind = page.front.first(&["type", "kind", "category"]).unwrap_or("").to_lowercase();
    let tagged = page
        .front
        .get(&["tags", "tag"])
        .is_some_and(|field| field.values.iter().any(|tag| tag.eq_ignore_ascii_case("moc")));
    let named = is_index.contains(&stem.as_str())
        || stem.split([' ', '_', '-']).any(|word| word == "moc")
        || stem.contains("template");
    named || tagged || ["moc", "index", "template"].contains(&kind.as_str()) || is_map(page)
}

/// Whether nearly all of a file is links to other notes.
fn is_map(page: &Page) -> bool {
    let bullets: Vec<&Block> = page.blocks.iter().filter(|block| matches!(block.kind, Kind::Item(_))).collect();
    let links = bullets.iter().filter(|block| {
        let inner = block.links.iter().find(|link| !link.target.contains("://"));
        inner.is_some_and(|link| link.range.len() * 10 >= block.words().len() * 9)
    });
    bullets.len() >= 10 && links.count() * 10 >= bullets.len() * 9
}

fn front_matter(page: &Page, entry: &mut Entry) {
    for field in &page.front.fields {
        let value = field.values.first().map_or("", String::as_str);
        let sort = fields::sort(&field.name);
        match field.name.as_str() {
            "date created" | "created" | "date" | "added" | "creation date" | "date added" => {
                entry.read = entry.read.or_else(|| date::first(value).map(|stated| stated.date));
            }
            "status" | "state" | "tags" | "tag" => {
                let waits = field.values.iter().any(|value| headings::is_pending(&value.replace(['-', '_', '/'], " ")));
                entry.status = if waits { Status::Pending } else { entry.status };
            }
            "aliases" | "title" => {}
            _ => {
                if let Some(sort) = sort {
                    field.values.iter().take(8).for_each(|value| fields::apply(entry, sort, value));
                }
                entry.identifiers.extend(fields::identifiers(value));
                if field.name == "arxiv" && entry.identifiers.is_empty() {
                    entry.identifiers.extend(fields::identifiers(&format!("arXiv:{value}")));
                }
            }
        }
    }
    if let Some(read) = page.front.first(&["read", "date read", "read on", "read date"]) {
        entry.read = date::first(read).map(|stated| stated.date).or(entry.read);
    }
}

fn identifiers(block: &Block, is_own: bool) -> Vec<String> {
    let linked = block.links.iter().filter(|link| is_own || link.range.len() * 10 >= block.words().len() * 8);
    let linked = linked.flat_map(|link| fields::identifiers(&link.target));
    let stated = if is_own { fields::identifiers(block.words()) } else { Vec::new() };
    linked.chain(stated).collect()
}
