//! How lines of a note begin that are statements of their own.

use std::sync::LazyLock;

use regex::Regex;

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[(（]?\d{1,2}(?:[、，)）:：]|[.．](?:\D|$))|[①-⑳]|[一二三四五六七八九十]{1,3}[、，.])")
        .expect("the forms of numbers are a valid pattern")
});
pub(super) static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:[a-z][\w-]*:: |(?:paper )?(?:title|authors?|year|date|venue|conference|journal|published|link|url|pdf|code|arxiv|doi|tags?|keywords?|organi[sz]ations?|orgs?|institut(?:e|ion)s?|affiliations?|company|labs?|teams?|status|model|name|nick(?:name)?|short name|(?:date )?read|标题|题目|论文|作者|年份|时间|日期|会议|期刊|发表|链接|机构|作者单位|单位|团队|代码|标签|关键词|简称|原文|(?:记录|阅读|发表|发布)(?:时间|日期))\s*[:：])",
    )
    .expect("the names of fields are a valid pattern")
});
/// A line that begins with a label of its own: `Evaluated on: COCO`, `后续工作：…`.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[A-Z][a-z]+(?:[ -][a-z]+){0,2}: |\p{Han}{2,8}[:：])")
        .expect("the form of labels is a valid pattern")
});
pub(super) static PROPERTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:id|collapsed|heading|background-color|file|file-path|(?:hl|ls|logseq)[\w.-]*):: ")
        .expect("the names of properties are a valid pattern")
});
/// A heading whose writer left out the space after `#`.
pub(super) static FORGOTTEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:#{2,6}[^#\s]|#(?:\d|《))").expect("the forms of headings are a valid pattern"));
pub(super) static TAGS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:#[^\s#]+\s*)+$").expect("the form of tags is a valid pattern"));

/// Whether a line begins as only a statement of its own does: with a title, a number, a field, a label, a heading.
pub(super) fn begins_statement(line: &str) -> bool {
    line.starts_with('《')
        || NUMBERED.is_match(line)
        || FIELD.is_match(line)
        || LABEL.is_match(line)
        || FORGOTTEN.is_match(line)
}
