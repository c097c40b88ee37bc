//! Days or papers one under the other: `## 2024.9.1`, then `《Title》` or a heading, then what was thought of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Date, Entry, Role, Status};
use crate::parse::fields::{self, Sort};
use crate::parse::imprint;
use crate::parse::lead::{self, Strength};
use crate::parse::opening;
use crate::parse::page::{Page, in_role, marked_start, nameless, passage, titled};
use crate::parse::shapes::kinds::{self, Tally};
use crate::parse::shapes::{headings, list, log_form, log_titles, pending};
use crate::parse::title::{self, Title};
use crate::report::{Code, Report};
use crate::text::date;
use crate::text::markdown::{Block, Kind, Task};

/// The level of a to-read list that a line of text stands over.
const BELOW_HEADINGS: u8 = 7;

/// How a day's words begin that tell what was read: `Read CraneNet`, `今天读了 CraneNet`.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?i:today:?|i|finally|re-?)\s+)?(?i:read(?:ing)?|finished|skimmed|studied|looked (?:at|into)|on)\s*(?i:the paper)?[:：]?\s+|^(?i:today:?)\s+|^(?:今[天日]|下午|晚上|上午)?(?:主要|继续|又|终于)?[读看](?:了|完|的是)?(?:一下|一篇)?(?:论文)?\s*[:：]?\s*")
        .expect("the pattern is valid")
});

/// The entries of a log.
pub(super) fn entries(page: &Page, report: &mut Report) -> Vec<Entry> {
    let mut log = Log {
        page,
        report,
        entries: Vec::new(),
        current: None,
        year: log_form::year_of(page),
        month: None,
        day: log_form::file_day(page),
        pending: headings::is_pending(&page.note.stem().replace(['-', '_'], " ")).then_some(0),
        level: 0,
        heading: 0,
        item: None,
        is_fresh: false,
        waiting: None,
        starts_day: true,
        papers: log_titles::level(page).map(|(level, ..)| level),
        has_short_days: headings::has_short_days(page),
        bold: kinds::of_bold_lines(page),
        items: if log_form::is_told_in_lists(page) { list::items(page).into_iter().collect() } else { BTreeMap::new() },
    };
    for (at, block) in page.blocks.iter().enumerate() {
        match log.items.remove(&at).filter(|_| log.pending.is_none()) {
            Some(title) => log.bullet(block, title),
            None => log.take(block),
        }
    }
    log.entries
}

struct Log<'a, 'b> {
    page: &'a Page<'a>,
    report: &'b mut Report,
    entries: Vec<Entry>,
    /// The entry that passages go to.
    current: Option<usize>,
    year: Option<u16>,
    month: Option<Date>,
    day: Option<Date>,
    /// The level of the heading over a to-read list, while in it.
    pending: Option<u8>,
    /// The level of heading that ends the current entry.
    level: u8,
    /// The level of the last heading.
    heading: u8,
    /// How deep the item stands that began the current entry.
    item: Option<usize>,
    /// Whether the opening words of the current entry are still to come.
    is_fresh: bool,
    /// The last paper of a to-read list, and how deep its item stands if it is no heading.
    waiting: Option<(usize, Option<usize>)>,
    /// Whether nothing stood yet under the last heading that is a date.
    starts_day: bool,
    /// The level of headings that are papers.
    papers: Option<u8>,
    /// Whether headings begin with days without a year.
    has_short_days: bool,
    /// What the lines in bold are.
    bold: Tally,
    /// The bullets that are papers, where no heading or line of text is.
    items: BTreeMap<usize, Title>,
}

impl Log<'_, '_> {
    fn take(&mut self, block: &Block) {
        match block.kind {
            Kind::Heading(level) => self.heading(block, level),
            Kind::Paragraph if block.depth == 0 && self.announces(block) => {
                self.pending = Some(BELOW_HEADINGS);
                self.current = None;
                self.attach(block);
            }
            Kind::Paragraph if block.depth == 0 && self.pending == Some(BELOW_HEADINGS) => {
                self.pending = None;
                self.current = None;
                self.text(block);
            }
            Kind::Item(task) if self.pending.is_some() || task != Task::None => self.task(block, task),
            _ if self.pending.is_some() => self.beside_tasks(block),
            Kind::Item(_) | Kind::Paragraph => self.text(block),
            Kind::Cell(_) => self.attach(block),
        }
    }

    /// A bullet that is a paper.
    fn bullet(&mut self, block: &Block, title: Title) {
        let level = self.heading;
        self.begin(block, title, level);
        self.item = Some(block.depth);
        let day = headings::dated(block.words(), self.year).map(|(date, _)| date);
        if let (Some(day), Some(entry)) = (day.filter(|day| day.to_string().len() > 7), self.entries.last_mut()) {
            entry.read = Some(day);
            entry.published = entry.published.filter(|published| *published != day);
        }
    }

    /// Whether a line of text stands over a to-read list as a heading would: `待读`.
    fn announces(&self, block: &Block) -> bool {
        let words = block.words().trim_end_matches([':', '：']);
        let next = self.page.blocks.iter().skip_while(|other| other.span != block.span).nth(1);
        let over_list = next.is_some_and(|next| matches!(next.kind, Kind::Item(_)));
        over_list && words.chars().count() <= 16 && headings::is_pending(words)
    }

    fn heading(&mut self, block: &Block, level: u8) {
        self.waiting = None;
        self.heading = level;
        if self.pending.is_some_and(|pending| level <= pending) {
            self.pending = None;
            self.current = None;
        }
        let words = block.words();
        let short = || {
            let ((month, day), rest) =
                headings::short_day(words).filter(|_| self.has_short_days || date::month_and_day(words).is_some())?;
            Some((self.year.and_then(|year| Date::new(year, Some(month), Some(day))), rest))
        };
        let dated = headings::dated(words, self.year).map(|(date, rest)| (Some(date), rest)).or_else(short);
        if let Some((date, rest)) = dated {
            if let Some(date) = date {
                self.dated(block, date);
            }
            let lead = || lead::of(block, words.len() - rest.len()).map(|lead| lead.title);
            if let Some(title) = log_titles::heading(rest).or_else(lead).filter(|_| !rest.is_empty()) {
                self.begin(block, title, level);
            } else if !rest.is_empty() {
                self.attach(block);
            }
        } else if let Some(lead) = lead::of(block, 0).filter(|lead| lead.is_pending && self.papers == Some(level)) {
            self.begin(block, lead.title, level);
            self.entries.last_mut().into_iter().for_each(|entry| entry.status = Status::Pending);
        } else if self.pending.is_some() {
            self.task(block, Task::Open);
        } else if headings::is_pending(words) && !headings::is_title_of_list(self.page, block) {
            self.pending = Some(level);
            self.current = None;
            self.attach(block);
        } else if let Some(title) = log_titles::heading(words).or_else(|| self.heading_name(block, level)) {
            self.begin(block, title, level);
        } else {
            if level <= self.level || self.current.is_none() {
                self.current = None;
                self.level = level;
            }
            self.attach(block);
        }
    }

    /// A heading that is a short name begins an entry where a day is being told and no other paper is.
    fn heading_name(&self, block: &Block, level: u8) -> Option<Title> {
        let at = self.page.blocks.iter().position(|other| other.span == block.span)?;
        if self.papers == Some(level)
            && let Some(lead) = kinds::heading(self.page, at)
        {
            return Some(lead.title);
        }
        let words = block.words();
        let in_entry = self.current.is_some_and(|current| self.entries[current].title.is_some()) && level > self.level;
        let title = title::read(words);
        let name = title.name.as_str();
        let mixed = name.chars().skip(1).any(char::is_uppercase) && name.chars().count() >= 3 && !name.contains(' ');
        (self.day.is_some() && !in_entry && mixed && title::is_short_name(name)).then_some(title)
    }

    fn dated(&mut self, block: &Block, date: Date) {
        self.current = None;
        self.pending = None;
        self.starts_day = true;
        self.year = Some(date.year());
        let is_day = date.to_string().len() > 7;
        if date.month().is_none() {
            (self.month, self.day) = (None, None);
        } else if is_day {
            if let Some(month) = self.month.filter(|month| (month.year(), month.month()) != (date.year(), date.month()))
            {
                let message = format!("the day {date} stands under the month {month}");
                self.report.at(self.page.note, block.span, Code::DateConflict, message);
            }
            self.day = Some(date);
        } else {
            (self.month, self.day) = (Some(date), Some(date));
        }
    }

    fn begin(&mut self, block: &Block, title: Title, level: u8) {
        let mut entry = titled(title, block.span);
        entry.read = self.day;
        entry.passages.push(in_role(block, Role::Title));
        entry.identifiers = block.links.iter().flat_map(|link| fields::identifiers(&link.target)).collect();
        let (name, title) = (entry.name.len(), entry.title.as_ref().map_or(0, String::len));
        let remark =
            block.words().get(name.max(title)..).unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
        if entry.published.is_none() && matches!(block.kind, Kind::Item(_)) {
            let opening = opening::read(remark);
            entry.published = opening.published.or_else(|| fields::published(remark));
            entry.organizations.extend(opening.organizations);
        }
        self.current = Some(self.entries.len());
        self.entries.push(entry);
        self.level = level;
        self.item = None;
        self.is_fresh = true;
        self.starts_day = false;
    }

    fn text(&mut self, block: &Block) {
        if self.is_fresh
            && let Some(title) = self.full_title(block)
        {
            self.entitle(block, title);
            return;
        }
        if let Some(title) = self.title_line(block) {
            let level = self.heading;
            self.begin(block, title, level);
            self.item = matches!(block.kind, Kind::Item(_)).then_some(block.depth);
            return;
        }
        if self.item.is_some_and(|depth| block.depth < depth) {
            self.current = None;
            self.item = None;
        }
        self.starts_day = false;
        self.attach(block);
    }

    /// The title in full right below a heading that is a short name.
    fn full_title(&self, block: &Block) -> Option<Title> {
        let entry = &self.entries[self.current?];
        let is_short = entry.title.as_ref().is_some_and(|title| *title == entry.name) && title::is_short(&entry.name);
        if !is_short || imprint::line(block.words()).is_some() {
            return None;
        }
        if let Some((Sort::Title, from)) = fields::of(block) {
            return Some(title::read(&block.words()[from..]));
        }
        let lead = lead::of(block, 0).filter(|lead| lead.strength == Strength::Certain)?;
        let is_full = title::latin_count(&lead.title.full) >= 4 && title::is_capitalized(&lead.title.full);
        (is_full && block.depth <= 1).then_some(lead.title)
    }

    /// Gives the current entry its title in full, and what stands beside it.
    fn entitle(&mut self, block: &Block, title: Title) {
        let Some(current) = self.current else { return };
        let entry = &mut self.entries[current];
        if title.name != title.full {
            entry.aliases.push(title.name);
        }
        entry.aliases.extend(title.aliases);
        entry.title = Some(title.full);
        entry.published = entry.published.or(title.published);
        entry.organizations.extend(title.organizations);
        entry.organizations.dedup();
        entry.identifiers.extend(block.links.iter().flat_map(|link| fields::identifiers(&link.target)));
        entry.passages.push(in_role(block, Role::Title));
    }

    fn title_line(&self, block: &Block) -> Option<Title> {
        let words = block.words();
        if block.depth <= 1
            && let Some((inner, after)) = title::in_title_marks(words)
        {
            return Some(lead::in_marks(inner, after));
        }
        if let Some((Sort::Title, at)) = fields::of(block).filter(|_| block.depth <= 1) {
            return Some(title::read(&words[at..]));
        }
        if block.depth == 0
            && let Some(title) = log_titles::behind_brackets(words)
        {
            return Some(title);
        }
        let in_item = matches!(block.kind, Kind::Item(_));
        let has_title = self.current.is_some_and(|current| self.entries[current].title.is_some());
        let may_begin =
            if in_item { block.depth == 1 && (!has_title || self.item == Some(1)) } else { block.depth == 0 };
        if !may_begin {
            return None;
        }
        if let Some(title) = log_titles::bold(block).filter(|_| !in_item) {
            return Some(title);
        }
        if let Some(title) = self.bold_name(block).filter(|_| !in_item) {
            return Some(title);
        }
        if let Some(marked) = marked_start(block).filter(|marked| title::looks_like(marked)) {
            let rest = words[words.find(marked).unwrap_or(0) + marked.len()..].trim();
            let is_bracketed =
                rest.starts_with(['(', '（', '[']) && rest.ends_with([')', '）', ']']) && rest.len() <= 60;
            let is_whole = rest.len() <= 3 || is_bracketed;
            return (is_whole || in_item || rest.len() <= 40)
                .then(|| title::read(if is_whole { words } else { marked }));
        }
        let is_first = self.starts_day && !in_item;
        ((is_first || (in_item && self.day.is_some())) && title::looks_like(words) && title::is_capitalized(words))
            .then(|| title::read(words))
    }

    /// A line that begins with a name in bold, where a day is being told and nothing but papers is in bold, or nothing
    /// else was told of that day.
    fn bold_name(&self, block: &Block) -> Option<Title> {
        let is_first = self.current.is_none_or(|current| self.entries[current].title.is_none());
        if let Some(found) = TOLD.find(block.words()).filter(|_| is_first && self.day.is_some() && block.depth == 0) {
            let lead = lead::of(block, found.end()).filter(|lead| lead.strength >= Strength::Named);
            return lead.map(|lead| lead.title);
        }
        let is_bold = (!block.strong.is_empty() || block.words().starts_with("[!"))
            && (self.day.is_some() || self.bold.certain > 0);
        let from = block.strong.first().filter(|bold| is_first && bold.start <= 40).map_or(0, |bold| bold.start);
        let lead = lead::of(block, from).filter(|lead| is_bold && lead.is_marked)?;
        let fits = match lead.strength {
            Strength::Certain => true,
            Strength::Named => is_first || self.bold.is_of_papers(),
            Strength::Possible => is_first && from == 0,
        };
        fits.then_some(lead.title)
    }

    fn task(&mut self, block: &Block, task: Task) {
        let Some(title) = pending::title(block) else { return self.beside_tasks(block) };
        let mut entry = titled(title, block.span);
        entry.status = if task == Task::Done { Status::Read } else { Status::Pending };
        entry.identifiers = fields::identifiers(block.words());
        entry.identifiers.extend(block.links.iter().flat_map(|link| fields::identifiers(&link.target)));
        entry.passages.push(in_role(block, Role::Title));
        self.waiting = Some((self.entries.len(), (block.depth > 0).then_some(block.depth)));
        self.entries.push(entry);
        if self.pending.is_some() {
            self.current = None;
        }
    }

    /// Words in a to-read list that are no paper: what hangs from one belongs to it, the rest to none.
    fn beside_tasks(&mut self, block: &Block) {
        if let Some((index, _)) = self.waiting.filter(|(_, depth)| depth.is_none_or(|depth| block.depth > depth)) {
            self.entries[index].passages.push(passage(block));
        } else {
            self.waiting = None;
            self.attach(block);
        }
    }

    fn attach(&mut self, block: &Block) {
        let index = *self.current.get_or_insert_with(|| {
            self.entries.push(nameless(block.span));
            self.entries.len() - 1
        });
        let entry = &mut self.entries[index];
        entry.read = entry.read.or(self.day);
        if self.is_fresh && entry.title.is_some() {
            self.is_fresh = log_form::open(entry, block);
            if let (Some(published), Some(read)) = (entry.published, entry.read)
                && !self.is_fresh
                && read.is_before(published)
            {
                let message = format!("a paper of {published} was read on {read}");
                self.report.at(self.page.note, block.span, Code::DateConflict, message);
            }
        }
        if fields::of(block).is_none_or(|(sort, _)| sort != Sort::Other || entry.title.is_none()) {
            entry.passages.push(passage(block));
        }
    }
}
