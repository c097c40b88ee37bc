//! How a line begins by naming a paper: `**CraneNet**: Learning to Fold, FoldConf 2021 [[pdf]](…)`, `CraneNet（蓝鲸）`.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Date;
use crate::parse::address::{BUTTON, is_paper_address};
use crate::parse::fields::{self, Sort};
use crate::parse::imprint::{self, Imprint};
use crate::parse::institutions::{is_organization, is_venue};
use crate::parse::known::{is_ignored, is_work};
use crate::parse::sections::is_section;
use crate::parse::shapes::headings;
use crate::parse::title::{self, Title};
use crate::parse::words::{is_chore, is_function_word, is_sentence, latin_words, starts_upper};
use crate::text::date;
use crate::text::markdown::Block;
use crate::text::script::is_han;

/// What a line names, and how sure its form makes that it is a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lead {
    pub(crate) title: Title,
    pub(crate) strength: Strength,
    /// Whether the name is in bold or a link.
    pub(crate) is_marked: bool,
    /// Whether a date, a venue or a link to a paper stands beside it.
    pub(crate) is_told: bool,
    /// Whether brackets behind it say that it is still to be read.
    pub(crate) is_pending: bool,
}

impl Lead {
    /// A title that something else makes certain.
    pub(crate) fn certain(title: Title) -> Self {
        Self { title, strength: Strength::Certain, is_marked: false, is_told: true, is_pending: false }
    }
}

/// How much speaks for a paper; what is less than certain needs others of its form beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// It begins with a capital.
    Possible,
    /// It is a made-up name, a known work, or has its maker behind it.
    Named,
    /// It has a link to a paper, a date, a venue, or the form of a title.
    Certain,
}

/// What stands before a name: a picture, a number, a word that says that a paper follows.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[\s*_>~\u{2190}-\u{2bff}\u{fe0f}\u{1f000}-\u{1faff}]|[(（\[]?\d{1,3}[.、)）\]:：]\s+|[(（\[【]\d{1,3}[)）\]】]\s*|#\d{1,3}\s+|[一二三四五六七八九十]{1,3}[、.．]\s*|\[![\w-]+\][+-]?\s*|(?i:paper|no\.?|论文|文章|第[一二三四五六七八九十\d]+篇)\s*(?:#?\s*\d{1,3}|[一二三四五六七八九十]{1,2})?\s*[:：.、-]\s*|(?i:day|session|lecture|episode|ep\.?|talk|meeting)\s*#?\d{1,3}\s*[:：|–—-]+\s*|(?:附录?|补充|另外?|番外|(?i:appendix|addendum|bonus|also|ps))\s*[:：]\s*|[-–—|]\s+)+")
        .expect("the pattern is valid")
});
/// Authors and year before a title: `Crane et al. (2020). Learning to Fold`, `Crane & Fold 2020: FoldNet`.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[A-Z][\p{L}'’-]+(?:,? (?:[A-Z]\.[- ]?)+)?(?:(?:,| &| and|,? et al\.?)\s?(?:[A-Z][\p{L}'’-]+(?:,? (?:[A-Z]\.[- ]?)+)?)?){0,8},?\s*[(\[]?(?:19|20)\d\d[a-z]?[)\]]?\s*[.:,–—|-]*\s+")
        .expect("the pattern is valid")
});
/// A date or a venue and its year before a title: `2020: FoldNet`, `FoldConf'20 - FoldNet`.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\**(?:[A-Z][A-Za-z]{2,9}[ '’]?)?(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}\**\s*(?:[:：|–—,，-]+\s*|\s)")
        .expect("the pattern is valid")
});
/// Where a name without marks ends.
static NAME_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[：:(（\[【《,，。；;—–|→=?？!！⭐★]|\s[-/@~←]\s?|\s:\w|\.\s|\.$|\s?https?://")
        .expect("the pattern is valid")
});
/// Where a title ends that stands behind a name: authors, venue, remark.
static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:\.\s|\.$|\s[-–—|]{1,2}\s|[—–]{1,2}|\s?[\[【|]|\s?[(（]|，|。|；|,\s|\*|https?://)")
        .expect("the pattern is valid")
});
/// Words that number a part of something.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:stage|step|part|phase|week|day|chapter|section|sec|table|tab|fig(?:ure)?|eq|exp|experiment|note|question|q|point|idea|case|group|session|version|task|goal|lesson|lecture|module|component|w|rq)[\s.-]?\d+\b|^(?:v\d[\d.]*|[\d.,]+\s?[BMKTx%]?|20\d\d.*)$")
        .expect("the pattern is valid")
});

/// What a block begins with, from byte `from` of its words on.
pub(crate) fn of(block: &Block, from: usize) -> Option<Lead> {
    let words = block.words();
    if fields::of(block).is_some_and(|(sort, _)| sort != Sort::Title) {
        return None;
    }
    let plain = from + BEFORE.find(&words[from..]).map_or(0, |before| before.end());
    let is_bold = block.strong.iter().any(|range| range.start <= plain && range.end > plain + 12);
    let (start, published) = if is_bold { (plain, None) } else { start(words, from) };
    let tail = words.get(start..).filter(|tail| !tail.is_empty())?;
    let links = || block.links.iter().filter(|link| !link.target.starts_with('#'));
    let shown_links = links().map(|link| &link.range).filter(|range| !BUTTON.is_match(&words[(*range).clone()]));
    let marked = block.strong.iter().chain(shown_links).filter(|range| range.start <= start + 1 && range.end > start);
    let marked = marked.max_by_key(|range| range.len());
    let end = marked.map_or_else(|| start + end_of_name(tail), |range| range.end);
    let shown = words[start.min(end)..end].trim_matches(|c: char| c.is_whitespace() || "*_:：".contains(c));
    let is_linked = links().any(|link| {
        let button = &words[link.range.clone()];
        is_paper_address(&link.target) && (link.range.start <= end || BUTTON.is_match(button))
    });
    let mut lead = named(shown, &words[end..], Known { is_linked, published })?;
    lead.is_marked = marked.is_some() || words[from..start].contains("[!");
    // A capital alone says little where a sentence goes on.
    let is_open = marked.is_none() && words[end..].starts_with([',', '，', '=', '。', '；', '?', '？', '!', '！']);
    (lead.strength > Strength::Possible || !is_open).then_some(lead)
}

/// What words without marks begin with.
pub(crate) fn of_words(words: &str) -> Option<Lead> {
    let (start, published) = start(words, 0);
    let words = &words[start..];
    let (shown, rest) = words.split_at(end_of_name(words));
    named(shown.trim(), rest, Known { is_linked: false, published })
}

/// A title in 《》 with what stands behind it: its short name, date, venue, makers.
pub(crate) fn in_marks(inner: &str, after: &str) -> Title {
    let mut title = title::read(inner);
    behind(&mut title, after);
    title
}

/// What is known of a name before it is read.
#[derive(Clone, Copy)]
struct Known {
    is_linked: bool,
    published: Option<Date>,
}

/// Where a name begins: behind numbers and labels, a date or venue, or authors and year; and the date before it.
fn start(words: &str, from: usize) -> (usize, Option<Date>) {
    let skip = |at: usize| at + BEFORE.find(&words[at..]).map_or(0, |before| before.end());
    let at = skip(from);
    let tail = &words[at..];
    if let Some((imprint, rest)) = imprint::behind(tail).filter(|(imprint, rest)| {
        (imprint.published.is_some() || imprint.has_venue) && rest.chars().any(char::is_alphabetic)
    }) {
        return (skip(words.len() - rest.len()), imprint.published);
    }
    let cited = CITED.find(tail).filter(|found| is_citation(found.as_str(), &tail[found.end()..]));
    let found = cited.or_else(|| DATED.find(tail)).filter(|found| found.end() < tail.len());
    let date = found.and_then(|found| date::first(found.as_str())).map(|stated| stated.date);
    match found.filter(|_| date.is_some()) {
        // A day is the reader's.
        Some(found) => (skip(at + found.end()), date.filter(|date| date.to_string().len() <= 7)),
        None => (at, None),
    }
}

/// Whether words before a year are people: some of them, or one who is followed by a made-up name.
fn is_citation(words: &str, rest: &str) -> bool {
    static PEOPLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"et al|&| and |\b[A-Z]\.").expect("the pattern is valid"));
    let first = words.split([',', ' ']).next().unwrap_or("");
    let name = rest[..end_of_name(rest)].trim();
    let is_one = || title::is_short_name(name) && is_made_up(name) && !is_made_up(first) && !is_work(first);
    (PEOPLE.is_match(words) || is_one()) && !is_organization(first) && !is_venue(first)
}

/// The end of a name or title without marks.
fn end_of_name(words: &str) -> usize {
    let title = title_end(words);
    if title::looks_like(&words[..title]) && title::is_capitalized(&words[..title]) {
        return title;
    }
    NAME_END.find(words).map_or(words.len(), |end| end.start())
}

fn title_end(words: &str) -> usize {
    TITLE_END.find_iter(words).map(|end| end.start()).find(|at| *at >= 8).unwrap_or(words.len())
}

fn named(shown: &str, rest: &str, known: Known) -> Option<Lead> {
    let mut title = title::read(shown);
    title.published = title.published.or(known.published);
    if title.name.chars().count() < 2 || is_section(&title.name) || is_section(shown) || PART.is_match(&title.name) {
        return None;
    }
    // Makers begin lines too: `2022/10/23. Goggle. ECCV 22`.
    if title.name == title.full && (is_organization(&title.name) || is_venue(&title.name)) && !is_work(&title.name) {
        return None;
    }
    let behind = behind(&mut title, rest);
    let is_dated = title.published.is_some() || behind.is_dated;
    let is_title = title.name != title.full && title::latin_count(&title.full) >= 3
        || title::looks_like(&title.full) && title::is_capitalized(&title.full);
    let latin = latin_words(&title.name);
    if latin.is_empty() || is_chore(&latin) || is_sentence(&latin) || title.name.ends_with(['?', '？', '!']) {
        return None;
    }
    let is_short = title::is_short_name(&title.name) && !title.name.chars().any(is_han);
    let begins = starts_upper(&title.name) || title.name.chars().any(char::is_uppercase) || turns(&title.name);
    let is_made = !title.organizations.is_empty() && (is_short || is_name_of_words(&title.name));
    let is_known_name = is_short && !is_ignored(&title.name) && (is_made_up(&title.name) || is_work(&title.name));
    let strength =
        if is_title || ((known.is_linked || is_dated) && begins && (is_short || is_name_of_words(&title.name))) {
            Strength::Certain
        } else if begins && (is_known_name || is_made) {
            Strength::Named
        } else if starts_upper(&title.name) && !is_generic(&title.name) && (is_short || is_name_of_words(&title.name)) {
            Strength::Possible
        } else {
            return None;
        };
    Some(Lead {
        title,
        strength,
        is_marked: false,
        is_told: known.is_linked || is_dated,
        is_pending: behind.is_pending,
    })
}

/// Whether a single word has an ending of words for parts and things, such as `Differences` or `Recognition`.
pub(crate) fn is_generic(name: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["tion", "sion", "ment", "ing", "ness", "ity", "ence", "ance", "ics", "ism", "sis", "ology"];
    let is_plural = name.ends_with('s') && !name.ends_with("ss") && !name.ends_with("us");
    !name.contains(' ') && (is_plural || ENDINGS.iter().any(|ending| name.ends_with(ending)))
}

/// Two to eight words that begin with capitals, such as `Mixtral of Experts`.
pub(crate) fn is_name_of_words(name: &str) -> bool {
    let latin = latin_words(name);
    let is_capital = latin.iter().all(|word| starts_upper(word) || is_function_word(word));
    (1..=8).contains(&latin.len()) && is_capital && !name.chars().any(is_han) && !name.contains([',', '，', '=', ';'])
}

/// Whether a name in small letters is of the kind of `word2vec`.
fn turns(name: &str) -> bool {
    static TURNS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[a-z]{2,}[24][a-z]{2,}").expect("the pattern is valid"));
    TURNS.is_match(name)
}

/// Whether words number a part of something: `Week 12`, `Step 3`.
pub(crate) fn is_part(words: &str) -> bool {
    PART.is_match(words)
}

/// Whether a name has the capitals, digits or hyphens of one that somebody made up.
fn is_made_up(name: &str) -> bool {
    turns(name)
        || name.split(|c: char| c.is_whitespace() || c == '/').any(|word| {
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            let inner = word.chars().skip(1).any(char::is_uppercase);
            let has_mark = word.contains(|c: char| c == '-' || c.is_ascii_digit());
            inner || (capitals >= 1 && has_mark) || (word.len() <= 3 && capitals == word.len() && capitals >= 2)
        })
        || name
            .split_whitespace()
            .skip(1)
            .any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && date::first(word).is_none())
}

#[derive(Default)]
struct Behind {
    is_dated: bool,
    is_pending: bool,
}

/// Takes what stands behind a name into the title: brackets, the title itself, date, venue and makers.
fn behind(title: &mut Title, rest: &str) -> Behind {
    let mut behind = Behind::default();
    let whole = rest;
    let mut rest = rest;
    let mut may_be_title = title.name == title.full;
    for _ in 0..6 {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "*_⭐★".contains(c));
        let Some(first) = rest.chars().next() else { break };
        let body = rest[first.len_utf8()..].trim_start();
        if matches!(first, '(' | '（' | '[' | '【') {
            let Some(end) = rest.find([')', '）', ']', '】']) else { break };
            let inner = rest[first.len_utf8()..end].trim_matches(|c: char| c.is_whitespace() || c == '[');
            let after = rest[end..].trim_start_matches([')', '）', ']', '】']);
            if headings::is_pending(inner) {
                behind.is_pending = true;
            } else if let Some(imprint) = imprint::in_brackets(inner) {
                behind.take(title, imprint);
            } else if may_be_title && title::latin_count(inner) >= 4 && title::is_capitalized(inner) {
                inner.clone_into(&mut title.full);
                may_be_title = false;
            } else if is_nick(inner) && title::latin_count(&title.full) >= 2 && may_be_title {
                inner.clone_into(&mut title.name);
                may_be_title = false;
            } else if !BUTTON.is_match(inner) && !inner.is_empty() && inner.chars().count() > 40 {
                break;
            }
            rest = after;
            continue;
        }
        if matches!(first, ':' | '：' | '-' | '–' | '—' | '|') && may_be_title {
            let body = body.trim_start_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
            let (shown, after) = body.split_at(title_end(body));
            if title::latin_count(shown) >= 2
                && title::is_capitalized(shown)
                && !shown.chars().any(is_han)
                && imprint::in_brackets(shown).is_none()
            {
                title.aliases.push(shown.trim().to_owned());
                title.full.push_str(whole[..whole.len() - after.len()].trim_end());
                may_be_title = false;
                rest = after;
                continue;
            }
        }
        let from = rest.trim_start_matches(|c: char| c.is_whitespace() || ",，:：@/·.-–—|".contains(c));
        let Some((imprint, end)) = imprint::leading(from) else { break };
        behind.take(title, imprint);
        rest = &from[end..];
    }
    behind
}

impl Behind {
    fn take(&mut self, title: &mut Title, imprint: Imprint) {
        self.is_dated |= imprint.published.is_some() || imprint.has_venue;
        title.published = title.published.or(imprint.published);
        title.organizations.extend(imprint.organizations);
    }
}

/// Whether brackets behind a title hold its short name.
fn is_nick(words: &str) -> bool {
    title::is_short_name(words)
        && words.chars().any(char::is_uppercase)
        && !is_section(words)
        && !BUTTON.is_match(words)
}
