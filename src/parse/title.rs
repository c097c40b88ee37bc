//! Words → title, short name and date of a paper, by their form alone.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Date;
use crate::parse::imprint::{self, Imprint};
use crate::parse::sections::is_section;
use crate::parse::words::{has_capitals, is_chore, is_function_word, is_label, is_sentence, latin_words, starts_upper};
use crate::text::date;
use crate::text::script::is_han;

/// How words name a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// The short name, or the title.
    pub(crate) name: String,
    /// Other names: the short name's long form, the title without its short name.
    pub(crate) aliases: Vec<String>,
    /// The title without marks, bracketed short name and date.
    pub(crate) full: String,
    /// A date beside the title.
    pub(crate) published: Option<Date>,
    /// Makers beside the title.
    pub(crate) organizations: Vec<String>,
}

/// Words that stand before a title to say that it is one.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:paper|title|article|reading|论文阅读笔记|论文阅读|论文笔记|论文精读|阅读笔记|论文标题|论文题目|论文名称?|论文|文章|标题|题目)\s*\d*\s*[:：]\s*|【(?:论文[^】]{0,6}|paper[^】]{0,8}|阅读[^】]{0,4})】\s*|第?[一二三四五六七八九十\d]{1,3}篇\s*[:：、]\s*|\d{1,2}[.)]\s+|\d{1,2}\s?[、）]\s*|[(（\[【]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[)）\]】]\s*|[一二三四五六七八九十]{1,3}[、．]\s*)")
        .expect("the labels are a valid pattern")
});
/// Words in Chinese before an English title: `综述阅读：A Survey of Paper Cranes`.
static CHINESE_LABEL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\p{Han}{2,8}(?:\s?\d{1,2})?\s*[:：]\s*").expect("the pattern is valid"));
/// What follows the name of a paper in the title of its notes: `CraneNet 读书笔记`, `CraneNet notes`.
static NOTES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<name>\w)(?:\s*[:：|-]?\s*(?:论文|文章)?(?:阅读|读书|学习|精读|解读)?笔记|\s+[-–—]?\s*(?:[Pp]aper|[Rr]eading)?\s?[Nn]otes)$").expect("the pattern is valid")
});
static LEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[(（【\[]\s*([^()（）【】\[\]]{1,40}?)\s*[)）】\]]\s*[:：]?\s*(\S.*)$").expect("the pattern is valid")
});
static TRAILING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(.*\S)\s*[(（【\[]\s*([^()（）【】\[\]]{1,120}?)\s*[)）】\]]\s*[.。]?$")
        .expect("the pattern is valid")
});
static INNER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(.{2,60}?)\s*[(（]\s*([^()（）]{2,20})\s*[)）]\s*[:：]\s*(\S.*)$").expect("the pattern is valid")
});
static COLON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^([^:：《》]{1,60}?)\s*(?:[:：]|\s(?:-{1,3}|[–—|])\s|[–—]{1,2}\s)\s*(\S.*)$")
        .expect("the pattern is valid")
});
static VENUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[A-Za-z&/ ]{2,24}[ ,'’-]{0,2}(?:19|20)\d\d(?:\s\w+)?$|^(?:19|20)\d\d[ ,]{0,2}[A-Za-z&/ ]{2,24}$|^arxiv.*$|^[A-Z]{2,8}['’]\d\d$").expect("the pattern is valid")
});
/// Authors and year: `Smith et al., 2021`.
static CITATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[A-Z][\w.&,'’ -]{1,60}?,?\s(?:19|20)\d\d[a-z]?$").expect("the pattern is valid"));
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\s(（\[<:：–—-]*https?://.*$").expect("the pattern is valid"));
/// Reads the words of a title line, heading, link or file name.
pub(crate) fn read(words: &str) -> Title {
    let words = strip(words);
    let trailing =
        TRAILING.captures(&words).and_then(|found| Some((found[1].to_owned(), imprint::in_brackets(&found[2])?)));
    let (words, imprint) = trailing.unwrap_or((words, Imprint::default()));
    let (words, published) = without_date(&cut_remark(&words));
    let mut read = named(&words);
    read.published = imprint.published.or(read.published).or(published);
    read.organizations.extend(imprint.organizations);
    read.aliases.retain(|alias| *alias != read.name && *alias != read.full && !alias.is_empty());
    read.aliases.dedup();
    read
}

/// Whether words have the form of an English paper's title, or of a name with a title behind it.
pub(crate) fn looks_like(words: &str) -> bool {
    let words = cut_remark(&strip(words));
    let latin: Vec<&str> = latin_words(&words);
    if latin.is_empty() || words.chars().next().is_some_and(is_han) || is_chore(&latin) || words.contains("://") {
        return false;
    }
    let read = named(&words);
    if is_section(&read.name) {
        return false;
    }
    if read.name != read.full && latin_words(&read.full).len() >= 4 {
        return true;
    }
    if words.chars().any(is_han)
        || words.ends_with(['.', ':', '：', ';', ',', '，', '、'])
        || words.contains(['，', '。', '、', '；', '='])
        || words.contains(". ")
    {
        return false;
    }
    let capitals = latin.iter().filter(|word| starts_upper(word) && !is_function_word(word)).count();
    let content = latin.iter().filter(|word| !is_function_word(word)).count();
    let begins = latin.first().is_some_and(|word| starts_upper(word));
    let joined = latin.iter().skip(1).any(|word| is_function_word(word));
    match latin.len() {
        4 | 5 => begins && capitals * 10 >= content * 7 && content >= 2 && (joined || latin.len() == 5),
        // `Do As I Say, Not As I Do` has the words of a sentence and the capitals of a title.
        6..=30 if begins && capitals * 10 >= content * 9 => true,
        6..=30 => begins && (capitals * 10 >= content * 7 || joined) && !is_sentence(&latin),
        _ => false,
    }
}

/// Whether capitals say that the words are a title even where sentences stand: most of its words begin with one.
pub(crate) fn is_capitalized(words: &str) -> bool {
    let latin = latin_words(words);
    let content = latin.iter().filter(|word| !is_function_word(word)).count();
    let capitals = latin.iter().filter(|word| !is_function_word(word) && starts_upper(word)).count();
    content >= 2 && capitals * 10 >= content * 7
}

/// The words inside `《…》` if a line is a title in that form, and what follows it.
pub(crate) fn in_title_marks(words: &str) -> Option<(&str, &str)> {
    let words = words.trim().trim_start_matches(|c: char| c.is_ascii_digit() || ".、) ".contains(c));
    let words = LABEL.find(words).map_or(words, |label| &words[label.end()..]);
    let rest = words.strip_prefix('《')?;
    let (inner, after) = rest.rsplit_once('》').unwrap_or((rest, ""));
    let after = after.trim();
    let is_note = after.is_empty()
        || after.starts_with(['(', '（', '[', '【', '-', '—', '@', ':', '：'])
        || date::first(after).is_some_and(|stated| stated.range.start == 0);
    (is_note && !inner.contains('》') && !inner.trim().is_empty() && after.chars().count() < 60)
        .then_some((inner.trim(), after))
}

/// How many words in Latin letters there are.
pub(crate) fn latin_count(words: &str) -> usize {
    latin_words(words).len()
}

/// Whether words are few enough to be a name: one to three words with no punctuation of sentences.
pub(crate) fn is_short(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=3).contains(&count)
        && words.chars().count() <= 32
        && !words.contains([',', '，', '。', ':', '：', '?', '？', '/'])
}

/// Whether words have the form of a short name: few, with an inner capital, digit or hyphen, or one capitalised word.
pub(crate) fn is_short_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let last = words.split_whitespace().last().unwrap_or("");
    if !is_short(words) || words.chars().any(is_han) || !words.chars().any(char::is_alphabetic) || is_label(words) {
        return false;
    }
    match count {
        1 => words.chars().count() <= 24,
        _ if words.split_whitespace().any(|word| has_capitals(word) || word.chars().any(|c| c.is_ascii_digit())) => {
            true
        }
        2 => {
            let generic = ["s", "ing", "tion", "ment", "sis", "ity", "ence", "ics", "age", "ure"];
            !generic.iter().any(|ending| last.to_lowercase().ends_with(ending))
        }
        _ => false,
    }
}

fn named(words: &str) -> Title {
    let plain = || Title { name: words.to_owned(), full: words.to_owned(), ..Title::default() };
    if let Some(found) = INNER.captures(words).filter(|found| is_abbreviation(&found[2]) && latin_count(&found[3]) >= 1)
    {
        let aliases = vec![found[1].to_owned(), format!("{} ({})", &found[1], &found[2]), found[3].to_owned()];
        return Title { name: found[2].to_owned(), aliases, full: words.to_owned(), ..Title::default() };
    }
    if let Some(found) = LEADING.captures(words) {
        if let Some(date) = venue_date(&found[1]) {
            return Title { published: Some(date), ..named(&found[2]) };
        }
        if is_short_name(&found[1]) {
            let inner = named(&found[2]);
            let aliases = [vec![inner.name.clone()], inner.aliases].concat();
            let aliases = if inner.name == inner.full { Vec::new() } else { aliases };
            return Title { name: found[1].to_owned(), aliases, ..inner };
        }
    }
    if let Some(found) = TRAILING.captures(words) {
        if let Some(date) = venue_date(&found[2]) {
            return Title { published: Some(date), ..named(&found[1]) };
        }
        // `CraneNet (Learning to Fold Paper Cranes)`
        if is_short_name(&found[1]) && latin_count(&found[2]) >= 4 && is_capitalized(&found[2]) {
            return Title { name: found[1].to_owned(), full: found[2].to_owned(), ..Title::default() };
        }
        if VENUE.is_match(&found[2]) {
            return named(&found[1]);
        }
        // `CraneNet (Goggle, folded by hand)`: a remark behind a short name is no part of it.
        if is_short_name(&found[1]) && starts_upper(&found[1]) && found[2].contains([',', '，']) {
            return Title { name: found[1].to_owned(), full: words.to_owned(), ..Title::default() };
        }
        if is_abbreviation(&found[2]) && latin_count(&found[1]) >= 2 {
            let inner = named(&found[1]);
            let alias = Some(inner.name.clone()).filter(|name| *name != inner.full);
            let aliases = alias.into_iter().chain(inner.aliases).collect();
            return Title { name: found[2].to_owned(), aliases, ..inner };
        }
    }
    let Some(found) = COLON.captures(words) else { return plain() };
    let (left, right) = (found[1].trim(), found[2].trim());
    let name = without_report(left);
    let survey = ["survey", "review", "overview", "case study", "tutorial"]
        .iter()
        .any(|word| right.to_lowercase().contains(word));
    let is_one_name = name.split_whitespace().count() == 1 || has_capitals(name) || !survey;
    if is_short_name(name) && is_one_name && (latin_count(right) >= 2 || right.chars().any(is_han)) {
        let aliases = vec![left.to_owned(), right.to_owned()];
        return Title { name: name.to_owned(), aliases, full: words.to_owned(), ..Title::default() };
    }
    // `CraneNet / FoldNet: Learning to Fold`: two names of one paper.
    let both = left.split_once(" / ").filter(|(one, other)| is_short_name(one) && is_short_name(other));
    if let Some((one, other)) = both.filter(|_| latin_count(right) >= 3) {
        let aliases = vec![other.to_owned(), left.to_owned(), right.to_owned()];
        return Title { name: one.to_owned(), aliases, full: words.to_owned(), ..Title::default() };
    }
    plain()
}

/// A name without the words that say what kind of paper presents it: `Phi-3 Technical Report`.
fn without_report(words: &str) -> &str {
    ["Technical Report", "technical report", "Tech Report", "System Card", "Model Card"]
        .iter()
        .find_map(|kind| words.strip_suffix(kind))
        .map_or(words, str::trim)
}

fn strip(words: &str) -> String {
    let mut words = words.trim().trim_start_matches(|c| is_picture(c) || c == ' ');
    while let Some(label) = LABEL.find(words).filter(|label| label.end() > 0) {
        words = words[label.end()..].trim_start();
    }
    let words = without_notes(words);
    let label = CHINESE_LABEL.find(words).map_or(0, |label| label.end());
    let words =
        if latin_count(&words[label..]) >= 3 && !words[label..].contains(is_han) { &words[label..] } else { words };
    let words =
        ADDRESS.find(words).filter(|address| address.start() > 8).map_or(words, |address| &words[..address.start()]);
    let words = words.strip_prefix('《').map_or(words, |inner| inner.trim_end().strip_suffix('》').unwrap_or(inner));
    words.trim().trim_matches(|c| "\"“”`*".contains(c)).trim().to_owned()
}

/// The words before `notes`, where those name what the notes are on.
fn without_notes(words: &str) -> &str {
    const KINDS: [&str; 12] = [
        "reading",
        "paper",
        "papers",
        "research",
        "my",
        "study",
        "meeting",
        "lecture",
        "lab",
        "literature",
        "course",
        "weekly",
    ];
    let name = NOTES.captures(words).and_then(|notes| notes.name("name")).map(|name| &words[..name.end()]);
    let is_kind = |name: &str| KINDS.contains(&name.to_lowercase().rsplit(' ').next().unwrap_or(""));
    name.filter(|name| !is_kind(name) && !name.ends_with(is_han)).unwrap_or(words)
}

/// Whether a character is an emoji or another small picture.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{200d}' | '\u{1f000}'..='\u{1faff}')
}

/// An English title without the Chinese remark that follows it.
fn cut_remark(words: &str) -> String {
    let Some(at) = words.find(is_han).filter(|at| *at > 0) else { return words.to_owned() };
    let before = &words[..at];
    if latin_count(before) < 4 {
        return words.to_owned();
    }
    let open = before.rfind(['(', '（', '【', '[']).filter(|open| !before[*open..].contains([')', '）', '】', ']']));
    let before = &before[..open.unwrap_or(before.len())];
    before.trim_end_matches(|c: char| c.is_whitespace() || "(（【[,，:：;；-–—".contains(c)).to_owned()
}

/// Words without a year that hangs on their end: `…translation2014`, `…Transformers, 2020`.
fn without_date(words: &str) -> (String, Option<Date>) {
    let digits = words.len() - words.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = &words[..words.len() - digits];
    let last = before.chars().next_back().unwrap_or(' ');
    let date = words[before.len()..].parse::<u16>().ok().filter(|year| digits == 4 && (1940..2060).contains(year));
    let is_apart = last.is_alphabetic() || before.ends_with(", ") || before.ends_with(". ");
    match date.and_then(|year| Date::new(year, None, None)).filter(|_| is_apart && latin_count(before) >= 4) {
        Some(date) => (without_venue(before.trim_end_matches([',', ' ', '.'])).to_owned(), Some(date)),
        None => (words.to_owned(), None),
    }
}

/// Words without the venue that the year stood beside: `…, CVPR`, `…, ArXiv`.
fn without_venue(words: &str) -> &str {
    let last = words.rsplit_once([',', '.']).map(|(before, last)| (before, last.trim()));
    let venue = last.filter(|(before, last)| !last.contains(' ') && has_capitals(last) && latin_count(before) >= 2);
    venue.map_or(words, |(before, _)| before.trim_end())
}

fn venue_date(words: &str) -> Option<Date> {
    let stated = date::first(words)?;
    let whole = stated.range.len() == words.trim().len();
    (whole || VENUE.is_match(words.trim()) || CITATION.is_match(words.trim())).then_some(stated.date)
}

fn is_abbreviation(words: &str) -> bool {
    let capitals = words.chars().filter(|c| c.is_uppercase()).count();
    is_short_name(words)
        && words.split_whitespace().count() <= 2
        && (capitals >= 2 || words.chars().any(|c| c.is_ascii_digit()))
        && !VENUE.is_match(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_found_wherever_it_stands() {
        for (words, name, title) in [
            ("ZetaNet: Learning to Fold Paper Cranes", "ZetaNet", "ZetaNet: Learning to Fold Paper Cranes"),
            ("(ZetaNet)Learning to Fold Paper Cranes", "ZetaNet", "Learning to Fold Paper Cranes"),
            ("【ZetaNet】Learning to Fold Paper Cranes", "ZetaNet", "Learning to Fold Paper Cranes"),
            ("Learning to Fold Paper Cranes (ZetaNet)", "ZetaNet", "Learning to Fold Paper Cranes"),
            ("Zeta Folding (ZeF): Learning to Fold Paper", "ZeF", "Zeta Folding (ZeF): Learning to Fold Paper"),
            ("Zeta-2 Technical Report: Folding at Home", "Zeta-2", "Zeta-2 Technical Report: Folding at Home"),
            (
                "Paper Folding for Robots: A Survey",
                "Paper Folding for Robots: A Survey",
                "Paper Folding for Robots: A Survey",
            ),
            ("论文：Learning to Fold Paper Cranes", "Learning to Fold Paper Cranes", "Learning to Fold Paper Cranes"),
            ("(2) ZetaNet: Learning to Fold", "ZetaNet", "ZetaNet: Learning to Fold"),
            ("3、ZetaNet", "ZetaNet", "ZetaNet"),
            ("ZetaNet -- Learning to Fold Paper", "ZetaNet", "ZetaNet -- Learning to Fold Paper"),
            ("ZetaNet / ZeF: Learning to Fold Paper", "ZetaNet", "ZetaNet / ZeF: Learning to Fold Paper"),
            ("ZetaNet (Goggle, folds by hand)", "ZetaNet", "ZetaNet (Goggle, folds by hand)"),
            ("（四）ZetaNet", "ZetaNet", "ZetaNet"),
            (
                "Learning to Fold Paper Cranes (NeurIPS 2021)",
                "Learning to Fold Paper Cranes",
                "Learning to Fold Paper Cranes",
            ),
        ] {
            let read = read(words);
            assert_eq!((read.name.as_str(), read.full.as_str()), (name, title), "{words}");
        }
    }

    #[test]
    fn a_chinese_remark_and_a_year_are_cut_off() {
        let read = read("Learning to fold paper cranes with robots2014年，提出了折纸机");
        assert_eq!(read.full, "Learning to fold paper cranes with robots");
        assert_eq!(read.published.map(|date| date.to_string()).as_deref(), Some("2014"));
    }

    #[test]
    fn titles_are_told_from_chores_terms_and_sentences() {
        for words in [
            "Learning to Fold Paper Cranes",
            "ZeNet: a robot that folds paper",
            "Folding the paper of deep cranes via origami",
        ] {
            assert!(looks_like(words), "{words}");
        }
        for words in [
            "write a survey",
            "LLM docs",
            "读论文",
            "GAP global average pooling",
            "We fold the paper in two steps",
            "MAE loss，重建",
        ] {
            assert!(!looks_like(words), "{words}");
        }
    }
}
