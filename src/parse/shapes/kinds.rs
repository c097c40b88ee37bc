//! What the headings, bold lines and bullets of a page begin with, each kind taken together: a name alone says little,
//! and a row of names much.

use std::sync::LazyLock;

use regex::Regex;

use crate::parse::address::is_paper_address;
use crate::parse::fields::{self, Sort};
use crate::parse::imprint;
use crate::parse::lead::{self, Lead, Strength};
use crate::parse::page::{Page, leading_strong};
use crate::parse::sections::is_section;
use crate::parse::shapes::headings;
use crate::parse::title;
use crate::text::fold;
use crate::text::markdown::{Block, Kind};
use crate::text::script::is_han;

/// What follows the name of a paper in the title of its notes.
static NOTES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\s:：|_-]*(?:(?:论文|文章|原文)?(?:阅读|读书|学习|精读|解读|研读|复习|泛读)?(?:笔记|记录|总结|分析|心得|小记)?|(?i:(?:paper|reading)?\s*(?:notes?|summary|review)))$")
        .expect("the pattern is valid")
});
/// What stands between or behind names in the title of notes on many papers.
static MANY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s(?:&|and|vs\.?|与|和|\+)\s|、|[与和]|[二两三四五六七八九十几]篇|系列|家族|合集|汇总|整理|一览|清单|\b(?:family|papers|models|series|awesome|list|notes on|reading|survey of|log|logs|diary|journal)\b")
        .expect("the pattern is valid")
});

/// How many lines of one kind begin with a paper, by how sure they are of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) certain: usize,
    pub(super) named: usize,
    pub(super) possible: usize,
    pub(super) others: usize,
}

impl Tally {
    fn add(&mut self, lead: Option<&Lead>) {
        match lead.map(|lead| lead.strength) {
            Some(Strength::Certain) => self.certain += 1,
            Some(Strength::Named) => self.named += 1,
            Some(Strength::Possible) => self.possible += 1,
            None => self.others += 1,
        }
    }

    /// How many are papers if any are.
    pub(super) fn papers(self) -> usize {
        self.certain + self.named + self.possible
    }

    /// Whether the kind is of papers: two at least are surely or probably, and most of all the others may be.
    pub(super) fn is_of_papers(self) -> bool {
        let likely = self.certain + self.named;
        let papers = self.papers();
        // Where every line is a name, fewer need be made up.
        let is_likely = likely * 2 >= papers || (self.others == 0 && papers >= 3 && likely * 3 >= papers);
        likely >= 2 && papers * 10 >= (papers + self.others) * 6 && is_likely
    }
}

/// The headings of a level; what parts of any note are called is left out.
pub(super) fn of_headings(page: &Page, level: u8) -> Tally {
    let mut tally = Tally::default();
    for (at, block) in page.blocks.iter().enumerate().filter(|(_, block)| block.kind == Kind::Heading(level)) {
        if !is_section(block.words()) && !is_announcement(block) {
            tally.add(heading(page, at).as_ref());
        }
    }
    tally
}

/// What a heading begins with; what is said of a paper right below makes it certain.
pub(super) fn heading(page: &Page, at: usize) -> Option<Lead> {
    let block = &page.blocks[at];
    let below = page.blocks.iter().skip(at + 1).take(2);
    let mut below = below.take_while(|block| !matches!(block.kind, Kind::Heading(_)));
    let is_told = below.any(tells_of_paper);
    if let Some(lead) = lead::of(block, 0) {
        let strength = if is_told { Strength::Certain } else { lead.strength };
        return Some(Lead { strength, ..lead });
    }
    let title = title::read(block.words());
    let is_title = title::latin_count(&title.full) >= 2 && !title.full.contains(is_han) && !is_section(block.words());
    (is_told && is_title).then(|| Lead::certain(title))
}

/// Whether a block says what only is said of a paper: its full title, date and venue, an address.
fn tells_of_paper(block: &Block) -> bool {
    let words = block.words();
    let field = fields::of(block).map(|(sort, _)| sort);
    matches!(field, Some(Sort::Title | Sort::Date | Sort::Identifier))
        || imprint::line(words).is_some_and(|imprint| imprint.published.is_some() || imprint.has_venue)
        || lead::of(block, 0)
            .is_some_and(|lead| lead.strength == Strength::Certain && title::latin_count(&lead.title.full) >= 4)
        || block.links.iter().any(|link| is_paper_address(&link.target) && link.range.len() * 10 >= words.len() * 8)
}

fn headings_of<'a>(page: &'a Page, level: u8) -> impl Iterator<Item = &'a Block> {
    page.blocks.iter().filter(move |block| block.kind == Kind::Heading(level))
}

fn is_announcement(block: &Block) -> bool {
    headings::is_pending(block.words()) || headings::dated(block.words(), None).is_some()
}

/// The lines of text that begin in bold.
pub(super) fn of_bold_lines(page: &Page) -> Tally {
    let mut tally = Tally::default();
    let is_bold = |block: &&Block| {
        block.kind == Kind::Paragraph
            && block.depth == 0
            && (leading_strong(block).is_some() || block.words().starts_with("[!"))
    };
    for block in page.blocks.iter().filter(is_bold) {
        tally.add(lead::of(block, 0).as_ref());
    }
    tally
}

/// The bullets of the outermost lists: those that begin in bold or with a link, and all of them.
pub(super) fn of_bullets(page: &Page) -> (Tally, Tally) {
    let (mut marked, mut all) = (Tally::default(), Tally::default());
    let bullets = page.blocks.iter().filter(|block| matches!(block.kind, Kind::Item(_)) && block.depth == 1);
    for block in bullets {
        let lead = lead::of(block, 0);
        let is_marked = block.strong.iter().any(|range| range.start <= 2)
            || block.links.iter().any(|link| link.range.start <= 2 && !link.target.starts_with('#'));
        if is_marked {
            marked.add(lead.as_ref().filter(|lead| lead.is_marked));
        }
        all.add(lead.as_ref());
    }
    (marked, all)
}

/// Whether a page says at its top which one paper it is about.
pub(super) fn is_about_one(page: &Page) -> bool {
    const KEYS: [&str; 10] =
        ["year", "venue", "arxiv", "doi", "org", "aliases", "conference", "journal", "citekey", "authors"];
    if page.front.get(&KEYS).is_some() || has_title_field(page) {
        return true;
    }
    title_of_one(page).is_some_and(|(title, strength)| strength == Strength::Certain || !rows_of_names(page, title))
}

fn has_title_field(page: &Page) -> bool {
    let is_title = |at: &usize| matches!(fields::at(&page.blocks, *at), Some((Sort::Title, _)));
    (0..page.blocks.len().min(8)).any(|at| is_title(&at)) && (0..page.blocks.len()).filter(is_title).count() == 1
}

/// The first heading if it names one paper and no other stands on its level.
fn title_of_one<'a>(page: &'a Page) -> Option<(&'a Block, Strength)> {
    let first = page.blocks.iter().take(8).find(|block| matches!(block.kind, Kind::Heading(_)))?;
    let Kind::Heading(level) = first.kind else { return None };
    if level > 1 || headings_of(page, level).count() > 1 {
        return None;
    }
    let words = first.words();
    let lead = lead::of(first, 0);
    if names_several(words) {
        return None;
    }
    if lead.as_ref().is_some_and(|lead| title::looks_like(&lead.title.full)) {
        return Some((first, Strength::Certain));
    }
    if MANY.is_match(words) {
        return None;
    }
    let is_file_name = fold::key(words) == fold::key(page.note.stem());
    if let Some(lead) = lead.filter(|lead| lead.strength >= Strength::Named || is_file_name) {
        return Some((first, lead.strength));
    }
    let han = words.find(is_han)?;
    let (name, rest) = words.split_at(han);
    let lead = lead::of_words(name).filter(|lead| lead.strength >= Strength::Named)?;
    NOTES.is_match(rest).then_some((first, lead.strength))
}

/// Whether words list two short names at least: `CraneNet / FoldFormer`, `Folding: CraneNet, FoldFormer and SwanNet`.
pub(super) fn names_several(words: &str) -> bool {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*[,，、:：()（）]\s*|\s+(?:[/&+|]|and|vs\.?|与|和)\s+|与|和").expect("the pattern is valid")
    });
    let parts: Vec<&str> = BETWEEN.split(words).map(str::trim).filter(|part| !part.is_empty()).collect();
    let names = parts.iter().filter(|part| {
        title::is_short_name(part)
            && part.split_whitespace().count() <= 2
            && lead::of_words(part).is_some_and(|lead| lead.strength == Strength::Named)
    });
    let is_joined = parts.len() >= 2
        && (words.contains(" / ")
            || words.contains(['&', '、', '和', '与', '+'])
            || words.contains(" and ")
            || words.contains(" vs")
            || parts.len() > 2);
    names.count() >= 2 && is_joined
}

/// Whether headings below the title are names and nothing else, as in a file `GAN` with `DCGAN`, `WGAN` and so on.
fn rows_of_names(page: &Page, title: &Block) -> bool {
    (2..=3).any(|level| {
        let all = headings_of(page, level).filter(|block| block.span != title.span).count();
        let tally = of_headings(page, level);
        let likely = tally.certain + tally.named;
        likely >= 3 && likely * 10 >= all * 8
    })
}
