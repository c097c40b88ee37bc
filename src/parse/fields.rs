//! Lines such as `* **Title**: …` and `Year: 2016`, which say of a paper what a library catalogue would.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Date, Entry};
use crate::parse::opening;
use crate::parse::title;
use crate::text::date;
use crate::text::markdown::{Block, Kind};

/// What a field tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Title,
    Name,
    Date,
    /// A date that is the paper's, or beside a year or venue the reader's.
    Day,
    Read,
    Organization,
    Identifier,
    /// Authors, tags and the like: no passage and nothing that an entry keeps.
    Other,
}

static IDENTIFIERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)arxiv(?:\.org/(?:abs|pdf|html)/|:\s?)(?P<arxiv>\d{4}\.\d{4,5}|[a-z-]+/\d{7})|(?:doi\.org/|doi:\s?)(?P<doi>10\.\d{4,9}/[^\s)>\],]+)|openreview\.net/(?:forum|pdf)\?id=(?P<openreview>[\w-]+)|aclanthology\.org/(?P<acl>[\w.-]+\d)").expect("the pattern is valid")
});

/// A venue with its year in two digits: `ICML'21`.
static VENUE_YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b[A-Z][A-Za-z]+\s?['’](\d\d)\b").expect("the pattern is valid"));

/// The field that a name announces, if it announces one.
pub(crate) fn sort(name: &str) -> Option<Sort> {
    let name = name.trim().to_lowercase();
    let name = name.strip_prefix("paper ").unwrap_or(&name);
    Some(match name {
        "title" | "paper" | "标题" | "题目" | "论文" | "论文题目" | "论文标题" | "论文名称" | "论文名" | "文章"
        | "article" => Sort::Title,
        "name" | "nick" | "nickname" | "short name" | "short" | "abbreviation" | "abbr" | "acronym" | "简称"
        | "缩写" | "模型名称" | "模型名" | "方法名" | "model name" | "method name" | "aka" | "alias" | "aliases"
        | "别名" => Sort::Name,
        "date" | "时间" | "日期" => Sort::Day,
        "year" | "published" | "publication date" | "published in" | "publication" | "venue" | "conference"
        | "journal" | "conf" | "submitted" | "发表" | "发表时间" | "发表年份" | "年份" | "会议" | "期刊" | "发表于"
        | "会议/期刊" | "会议期刊" | "发布时间" | "publish date" | "released" | "release date" | "publisher"
        | "publish year" | "publication year" | "year published" | "published year" | "published on" | "出处"
        | "来源" | "年份/会议" | "发表会议" | "venue/year" | "conference/journal" | "时间/会议" | "published at"
        | "appeared in" | "发表日期" | "论文时间" | "发布日期" | "会议/年份" | "venue & year" => {
            Sort::Date
        }
        "read" | "date read" | "read on" | "read date" | "reading date" | "阅读时间" | "阅读日期" | "读于"
        | "记录时间" | "阅读" | "写于" | "记录于" | "记录日期" | "笔记时间" | "笔记日期" | "阅读于" | "读完"
        | "read at" | "finished" | "date finished" | "noted" | "written" | "created" | "date added" | "notes taken"
        | "last read" | "completed" => Sort::Read,
        "organization"
        | "organizations"
        | "organisation"
        | "org"
        | "orgs"
        | "institution"
        | "institutions"
        | "institute"
        | "institutes"
        | "organisations"
        | "institutional affiliation"
        | "affil"
        | "from"
        | "by"
        | "labs"
        | "author affiliation"
        | "author affiliations"
        | "university"
        | "作者机构"
        | "发表机构"
        | "第一单位"
        | "一作单位"
        | "来自"
        | "affiliation"
        | "affiliations"
        | "company"
        | "lab"
        | "机构"
        | "单位"
        | "作者单位"
        | "团队"
        | "公司"
        | "组织"
        | "研究机构"
        | "发布机构"
        | "来源机构" => Sort::Organization,
        "link" | "links" | "url" | "arxiv" | "doi" | "pdf" | "paper link" | "paper url" | "链接" | "论文链接"
        | "论文地址" | "地址" | "原文" | "原文链接" | "paper_url" | "source" => Sort::Identifier,
        "author" | "authors" | "作者" | "tag" | "tags" | "keywords" | "keyword" | "关键词" | "标签" | "code"
        | "github" | "代码" | "代码链接" | "代码地址" | "project" | "project page" | "项目地址" | "项目主页"
        | "status" | "rating" | "citation" | "citations" | "bibtex" | "type" | "category" | "parent item"
        | "zotero" | "citekey" | "slides" | "video" | "implementation" => Sort::Other,
        _ => return None,
    })
}

/// The field that a block is: its sort and where its value begins.
pub(crate) fn of(block: &Block) -> Option<(Sort, usize)> {
    let words = block.words();
    let (at, colon) = words.char_indices().find(|(at, c)| matches!(c, ':' | '：') || *at > 40)?;
    let name = words[..at].trim_matches(|c: char| c.is_whitespace() || "*-[]【】".contains(c));
    let rest = &words[at + colon.len_utf8()..];
    let value = rest.trim_start_matches([':', ' ']);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十 #".contains(c));
    let sort = sort(name)
        .or_else(|| sort(bare))
        .or_else(|| names_model(name, value))
        .filter(|_| matches!(colon, ':' | '：'))?;
    let sort = if sort == Sort::Title { title_or_address(value)? } else { sort };
    let is_prose = match sort {
        Sort::Name => value.chars().count() > 40,
        // `From: …` and `Finished: …` may begin a sentence.
        Sort::Organization | Sort::Date | Sort::Day | Sort::Read => value.chars().count() > 160,
        _ => false,
    };
    if is_prose {
        return None;
    }
    (!value.is_empty() || !block.links.is_empty()).then_some((sort, words.len() - value.len()))
}

/// `Model: CraneNet` gives a name, `Model: three folds in a row` tells how it works.
fn names_model(name: &str, value: &str) -> Option<Sort> {
    let is_model = ["model", "method", "模型", "方法"].contains(&name.trim().to_lowercase().as_str());
    let is_name =
        !value.contains(char::is_whitespace) && title::is_short_name(value) && value.starts_with(char::is_uppercase);
    (is_model && is_name).then_some(Sort::Name)
}

/// `Paper: https://…` and `论文：[链接](…)` give an address; `论文：本文提出……。` is a sentence.
fn title_or_address(value: &str) -> Option<Sort> {
    const BUTTONS: [&str; 10] = ["link", "pdf", "arxiv", "here", "paper", "url", "链接", "地址", "论文", "原文"];
    let key = value.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if value.starts_with("http") || value.starts_with("arxiv.org") || BUTTONS.contains(&key.as_str()) {
        return Some(Sort::Identifier);
    }
    (!value.contains(['。', '；']) && value.chars().count() <= 250).then_some(Sort::Title)
}

/// The field that a block is the value of: its own, or one that the heading over it names, as in `## Paper title`.
pub(crate) fn at(blocks: &[Block], at: usize) -> Option<(Sort, usize)> {
    let block = blocks.get(at)?;
    let above = at.checked_sub(1).and_then(|above| blocks.get(above));
    let heading =
        above.filter(|above| matches!(above.kind, Kind::Heading(_)) && !matches!(block.kind, Kind::Heading(_)));
    let name = heading.map(|heading| heading.words().trim_end_matches([':', '：', ' ']));
    // A heading `Paper` or `Link` may stand over anything.
    let named = name
        .filter(|name| !["paper", "论文", "article", "文章"].contains(&name.to_lowercase().as_str()))
        .and_then(sort);
    let named =
        named.filter(|sort| matches!(sort, Sort::Title | Sort::Date | Sort::Day | Sort::Read | Sort::Organization));
    of(block).or(named.map(|sort| (sort, 0)))
}

/// Lets a field say what it tells of an entry; titles and names are left to the form.
pub(crate) fn apply(entry: &mut Entry, sort: Sort, value: &str) {
    match sort {
        Sort::Date | Sort::Day if entry.published.is_none() => entry.published = published(value),
        Sort::Read if entry.read.is_none() => entry.read = date::first(value).map(|stated| stated.date),
        Sort::Organization => entry.organizations.extend(opening::organizations(value)),
        _ => {}
    }
}

/// The date in the value of a field; a venue's year will do.
pub(crate) fn published(value: &str) -> Option<Date> {
    let short = || {
        let year = VENUE_YEAR.captures(value)?[1].parse::<u16>().ok()?;
        Date::new(if year < 40 { 2000 + year } else { 1900 + year }, None, None)
    };
    date::first(value).map(|stated| stated.date).or_else(short)
}

/// Public identifiers in words or addresses, such as `arXiv:1706.03762`.
pub(crate) fn identifiers(text: &str) -> Vec<String> {
    let found = IDENTIFIERS.captures_iter(text).filter_map(|captures| {
        let named = |name: &str, prefix: &str| captures.name(name).map(|found| format!("{prefix}:{}", found.as_str()));
        let doi = named("doi", "doi").map(|doi| doi.trim_end_matches('.').to_owned());
        named("arxiv", "arXiv").or(doi).or(named("openreview", "openreview")).or(named("acl", "acl"))
    });
    let mut identifiers: Vec<String> = found.collect();
    identifiers.dedup();
    identifiers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_read_from_addresses_without_versions() {
        assert_eq!(identifiers("http://arxiv.org/abs/1606.05413v1"), ["arXiv:1606.05413"]);
        assert_eq!(identifiers("https://doi.org/10.1000/abc.def."), ["doi:10.1000/abc.def"]);
        assert!(identifiers("https://example.org/1606.05413").is_empty());
    }
}
