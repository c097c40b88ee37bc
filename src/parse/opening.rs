//! The opening words of an entry → the paper's date and the organisations that made it, by structure alone.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Date;
use crate::parse::institutions::is_organization;
use crate::text::date::{self, Stated};
use crate::text::script::is_han;

/// What follows the organisations in a Chinese opening: `快手的一篇`, `微软出的`, `清华和北大合作的`.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"的?一[篇个项种]|的(?:一些)?(?:工作|文章|论文|研究|成果|综述|模型|技术报告)|[出提推做]出?的|合作|发表|提出|推出|发布|开源|研究(?:[^院所中员]|$)|关于|基于|领衔|主导|联手|带来|等人|大神|在(?:19|20)\d\d|围绕|针对")
        .expect("the pattern is valid")
});
static MADE_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:的?一[篇项]|[出发]?[表布]?的(?:工作|文章|论文|综述|技术报告)|出的|合作|领衔|联手|在(?:19|20)\d\d)")
        .expect("the pattern is valid")
});
static TIME_OF_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[年月]?(?:[初底末中]|上半年|下半年)(?:\s?(?:19|20)\d\d年?[初底末中]?)?)?[，,、：:的\s]*")
        .expect("the pattern is valid")
});
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:、|联合|以及|及|和|与|＋|\+|&|，|,|;|；|\band\b|/)\s*").expect("the pattern is valid")
});
/// What parts the organisations in the value of a field; `AT&T` stays whole.
static SEPARATED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s*[,，、;；|/]\s*|\s+(?:&|\+)\s+|和|与").expect("the pattern is valid"));
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"[A-Z][\w.&'-]*(?:\s+(?:of\s+|for\s+)?[A-Z][\w.&'-]*){0,4}";
    Regex::new(&format!(
        r"(?:\b(?:by|[Ff]rom|at|out of)|@)\s*(?:the\s+)?(?P<names>{name}(?:\s*(?:,|and|&|\+)\s*{name})*)"
    ))
    .expect("the pattern is valid")
});
/// What parts authors, makers, venue and date in a line of its own.
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:[,;()（）·|/，、；:：。]|\s[-–—]{1,2}\s|->|→|\.\s|\s[+&]\s|\sand\s)\s*")
        .expect("the pattern is valid")
});
pub(super) static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:universit\w+|institut\w+|labs?|laborator\w+|research|college|academy|school|inc|corp|AI|brain|polytechnic|center|centre)\b|大学|学院|研究院|研究所|实验室|公司|达摩院|科学院").expect("the pattern is valid")
});
static STATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:本文|该文|此文|文章|论文|paper|this (?:paper|work))[^。，,.;；]{0,8}(?:发表|提出|发布|出版|时间|published|released|presented)[^。，,.;；]{0,6}$").expect("the pattern is valid")
});

/// What the opening words state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Opening {
    pub(crate) published: Option<Date>,
    pub(crate) organizations: Vec<String>,
}

/// Reads the first words after a title, such as `2024.5 快手的一篇文章` or `Published by Google in May 2023`.
pub(crate) fn read(words: &str) -> Opening {
    let sentence = first_sentence(words);
    let dates = date::find(sentence);
    let stated = dates.iter().find(|stated| opens(sentence, stated));
    let organizations = if sentence.chars().any(is_han) { chinese(sentence, stated) } else { english(sentence) };
    let organizations = if organizations.is_empty() { listed(words) } else { organizations };
    Opening { published: stated.map(|stated| stated.date), organizations }
}

/// A date that a sentence anywhere in the note gives the paper: `本文提出时间2018-03`.
pub(crate) fn stated_date(words: &str) -> Option<Date> {
    // Only the words right before a date can announce it; a long line holds many dates.
    let before = |start: usize| {
        let from = words[..start].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        &words[from..start]
    };
    date::find(words).into_iter().find(|stated| STATED.is_match(before(stated.range.start))).map(|stated| stated.date)
}

/// Organisations from the value of a field: `Google, Stanford University`.
pub(crate) fn organizations(value: &str) -> Vec<String> {
    let names = SEPARATED.split(value).map(|name| name.trim().trim_matches(['[', ']', '.', '*']).trim());
    let names = names.map(|name| name.trim_start_matches(|c: char| c.is_ascii_digit() || " .)†".contains(c)));
    let names = names.map(|name| name.strip_suffix("et al").unwrap_or(name).trim());
    // `Goggle and Fold University` are two, `University of Paper and Crane Science` is one.
    let stands = |name: &str| PLACE.is_match(name) || !name.contains(' ');
    let names = names.flat_map(|name| match name.split_once(" and ") {
        Some((left, right)) if stands(left) && stands(right) => vec![left, right],
        _ => vec![name],
    });
    let names = names.map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty() && name.chars().count() < 60).collect()
}

/// The makers in a line of authors with a date: `Crane, Fold (Goggle), FoldConf 2021`.
fn listed(words: &str) -> Vec<String> {
    if words.chars().count() > LONGEST_LINE || date::find(words).is_empty() {
        return Vec::new();
    }
    let undated = |part: &str| {
        let end = date::find(part).first().map_or(part.len(), |stated| stated.range.start);
        part.get(..end).unwrap_or(part).trim().trim_end_matches('.').to_owned()
    };
    let is_place = |part: &str| {
        PLACE.is_match(part) && part.starts_with(char::is_uppercase) && part.split_whitespace().count() <= 6
    };
    let mut names: Vec<String> = LISTED.split(words).map(undated).collect();
    names.retain(|name| is_organization(name) || is_place(name));
    names.dedup();
    names
}

/// Longer lines are no lists of authors.
const LONGEST_LINE: usize = 220;

fn first_sentence(words: &str) -> &str {
    let end = words
        .char_indices()
        .find(|(at, c)| "。！？!?;；".contains(*c) || (*c == '.' && words[at + 1..].starts_with(' ')) || *at > 240);
    &words[..end.map_or(words.len(), |(at, _)| at)]
}

/// Whether a date stands where an opening states it: near the start, in brackets, or after words that announce it.
fn opens(sentence: &str, stated: &Stated) -> bool {
    let before = &sentence[..stated.range.start];
    let after = sentence[stated.range.end..].trim_start();
    let trimmed = before.trim_end();
    let announced = ["in", "In", "on", "published", "发表于", "发布于", "(", "（", "@", "于"]
        .iter()
        .any(|word| trimmed.ends_with(word));
    let length = before.chars().count();
    if length == 0 {
        return !stated.bare
            || after.is_empty()
            || !after.starts_with(|c: char| c.is_alphabetic() && !is_han(c))
            || sentence.chars().any(is_han);
    }
    // `(NeurIPS 2021)`: a venue and its year in brackets.
    let bracket = before
        .rfind(['(', '（', '['])
        .filter(|at| before.len() - at <= 30 && !before[*at..].contains([')', '）', ']']));
    let venue = bracket.is_some()
        || stated.bare && trimmed.chars().next_back().is_some_and(|c| c.is_ascii_uppercase()) && length < 30;
    let early = length <= 24 && !stated.bare;
    early || (announced && length <= 90) || venue || STATED.is_match(before)
}

fn chinese(sentence: &str, stated: Option<&Stated>) -> Vec<String> {
    // Two dates in a row, `2021年底2022年初`, are one statement of time.
    let start = stated.filter(|stated| stated.range.start <= 3).map_or(0, |stated| stated.range.end);
    let head = &sentence[start..];
    let head = &head[TIME_OF_YEAR.find(head).map_or(0, |found| found.end())..];
    let head = head.trim_start_matches("在").trim_start_matches("由").trim_start_matches("来自").trim_start();
    if stated.is_some_and(|stated| stated.range.start <= 3)
        && let Some(names) = known(head)
    {
        return names;
    }
    let Some(role) = ROLE.find(head) else { return Vec::new() };
    // Without a date, `研究` and `提出` follow whatever the sentence is about.
    if stated.is_none() && !MADE_BY.is_match(role.as_str()) {
        return Vec::new();
    }
    let led = ["领衔", "等人", "主导", "大神"].contains(&role.as_str());
    let names: Vec<&str> = BETWEEN.split(&head[..role.start()]).collect();
    let names = names.iter().filter_map(|name| organization(name, led));
    let mut names: Vec<String> = names.collect();
    // Without a date, `今年最重要的论文` says who made it no more than what it is.
    names.retain(|name| stated.is_some() || is_organization(name) || PLACE.is_match(name));
    names.dedup();
    names
}

/// The organizations of the lexicon that words begin with, if nothing but the end of a clause or what they do follows.
fn known(head: &str) -> Option<Vec<String>> {
    const CLAUSE: [char; 8] = ['，', ',', '：', ':', '。', '把', '将', '给'];
    let end = head.find(CLAUSE).unwrap_or(head.len());
    let names: Vec<&str> = BETWEEN.split(&head[..end]).map(|name| of_group(name).unwrap_or(name)).collect();
    let is_chinese_place = |name: &str| PLACE.is_match(name) && name.chars().any(is_han);
    let are_known =
        names.iter().all(|name| is_organization(name) || (PLACE.is_match(name) && name.chars().count() < 20));
    (are_known && names.iter().any(|name| is_organization(name) || is_chinese_place(name)))
        .then(|| names.into_iter().map(str::to_owned).collect())
}

/// The organization of somebody's group: `鹤大` of `鹤大王纸组`.
fn of_group(name: &str) -> Option<&str> {
    let whose = name.trim().strip_suffix('组').or_else(|| name.trim().strip_suffix("团队"))?;
    let ends = whose.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.rev().filter_map(|end| whose.get(..end)).find(|name| is_organization(name))
}

fn organization(name: &str, is_led: bool) -> Option<String> {
    const ROLES: [&str; 16] = [
        "实习生",
        "团队",
        "作者",
        "同学",
        "大佬",
        "老师",
        "学者",
        "研究员",
        "研究人员",
        "课题组",
        "小组",
        "的",
        "等",
        "合作",
        "出",
        "最新",
    ];
    let mut name = name.trim().trim_start_matches("来自").trim_start_matches("由").trim();
    while let Some(shorter) = ROLES.iter().find_map(|role| name.strip_suffix(role)) {
        name = shorter.trim_end();
    }
    if is_led {
        // `OpenAI Ilya 领衔的`: the last Latin word is the person who leads.
        name = name.rsplit_once(' ').map_or(name, |(organization, _)| organization);
    }
    let length = name.chars().count();
    let words = name.split_whitespace().count();
    let latin_fits = name.chars().next().is_some_and(|c| c.is_uppercase() || is_han(c)) || words == 1;
    let fits = (2..=24).contains(&length) && latin_fits && words <= 5 && date::first(name).is_none();
    let is_description = [
        "研究", "文章", "工作", "论文", "这是", "本文", "一", "文", "比较", "经典", "较早", "早期", "该", "用于",
        "提出",
    ]
    .iter()
    .any(|word| name.starts_with(word) || (word.chars().count() > 1 && name.contains(word) && !PLACE.is_match(name)));
    let is_paper = ["paper", "note", "model"].contains(&name.to_lowercase().as_str());
    (fits && !is_description && !is_paper).then(|| name.to_owned())
}

fn english(sentence: &str) -> Vec<String> {
    let mut names = Vec::new();
    for found in ENGLISH.captures_iter(sentence) {
        let after = &sentence[found.get(0).map_or(0, |whole| whole.end())..];
        let is_people = after.trim_start().starts_with("et al") || after.starts_with("'s");
        let stretch = found.name("names").map_or("", |names| names.as_str());
        for name in BETWEEN.split(stretch).map(str::trim).filter(|name| !name.is_empty() && !is_people) {
            let is_one_word = !name.contains(' ')
                && name.len() > 2
                && date::first(&format!("{name} 2000")).is_none_or(|stated| stated.bare);
            if (PLACE.is_match(name) || is_one_word) && !names.iter().any(|known| known == name) {
                names.push(name.trim_end_matches('.').to_owned());
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_states_date_and_organisations() {
        for (words, date, organizations) in [
            ("2024.5 蓝鲸的一篇折纸文章，要点：", "2024-05", vec!["蓝鲸"]),
            ("2023.12 字鹤和山南大学合作的工作，关于折纸", "2023-12", vec!["字鹤", "山南大学"]),
            ("2019.4，OpenFold Mila 领衔的一篇文章", "2019-04", vec!["OpenFold"]),
            ("FOLD 在2024.5的一篇文章", "2024-05", vec!["FOLD"]),
            ("2024.3 的一篇文章", "2024-03", vec![]),
            ("2022.12 Mega 实习生的一篇工作", "2022-12", vec!["Mega"]),
            ("2020年crane model用于折纸的奠基作", "2020", vec![]),
            ("2024.1 南AI-Lab与鹤城大学、商鹤的一篇", "2024-01", vec!["南AI-Lab", "鹤城大学", "商鹤"]),
            ("A paper by Goggle from May 2023 on folding", "2023-05", vec!["Goggle"]),
            (
                "Work from Fold Research and Crane University (FoldConf 2021)",
                "2021",
                vec!["Fold Research", "Crane University"],
            ),
        ] {
            let opening = read(words);
            assert_eq!(opening.published.map(|date| date.to_string()).as_deref(), Some(date), "{words}");
            assert_eq!(opening.organizations, organizations, "{words}");
        }
    }

    #[test]
    fn numbers_in_prose_date_nothing() {
        for words in ["They fold 2000 cranes", "在13年提出的折纸机基础上", "比较折纸机（2017）与本文"]
        {
            let published = read(words).published;
            assert!(published.is_none() || words.contains("2017"), "{words}");
        }
    }
}
