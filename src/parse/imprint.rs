//! Short stretches that say when, where and by whom: `（2023.2，Stanford）`, `NeurIPS 2020 · MIT / Berkeley`.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Date;
use crate::parse::institutions::{is_organization, is_venue};
use crate::parse::opening::PLACE;
use crate::text::date;
use crate::text::script::is_han;

/// What an imprint tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Imprint {
    pub(crate) published: Option<Date>,
    pub(crate) read: Option<Date>,
    pub(crate) organizations: Vec<String>,
    /// A short name that it gives the paper: `known as CraneNet`.
    pub(crate) name: Option<String>,
    /// Whether it names where the paper appeared.
    pub(crate) has_venue: bool,
}

static SEPARATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:[,，、·•|;；+＋()（）\[\]【】\x00]|/|\s[-–—@]\s|联合|以及|\s(?:and|和|与)\s|和|与)\s*")
        .expect("the pattern is valid")
});
static CLAUSES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[,，·•|;；()（）]").expect("the pattern is valid"));
static ROW: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[/、+＋&]|\sand\s|和|与").expect("the pattern is valid"));
/// What stands before an organization or a date without being its name.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:(?:(?:a |the )?(?:blog post|paper|preprint|tech(?:nical)? report|work) )?(?:by|from|at|in|out of)\s+|(?:published|presented|appeared|accepted)\s+(?:in|at|by|to)\s+|arxiv\s+(?:preprint|版本?)\b|the\s+)|^(?:还是|又是|依旧是|来自|由|机构[:：]|单位[:：]|发表于|发表在|出自|发布于|收录于|@)\s*")
        .expect("the pattern is valid")
});
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\s*(?:出品|团队|等人?|的工作|的论文|实习生|出的|\bteam|\bet al\.?|发表|发布|提出|(?:上)?的一篇(?:文章)?|年|\bin|\bon|\bat|\bof)$",
    )
    .expect("the pattern is valid")
});
static PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:一作|二作|作者|通讯|大佬)|\bet al\b|等人$|^(?:first author|authors?)\b|\s&\s|^[A-Z]\.\s")
        .expect("the pattern is valid")
});
/// Links and numbers, which tell neither date nor maker.
static BUTTON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:arxiv.*|https?:.*|doi:.*|pdf|paper|link|code|github|project(?: page)?|page|blog|html|openreview|demo|slides|video|原文|论文|代码|链接|项目(?:主页)?|开源|引用.*|citations?.*|cited.*|\W*)$").expect("the pattern is valid")
});
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:简称|缩写[为是]?|名为|模型叫|又叫|known as|(?:is )?called|abbreviated(?: as| to)?|dubbed|nicknamed|a\.?k\.?a\.?)\s*[:：]?\s*(?P<name>[A-Za-z][\w.+-]*(?: [A-Z0-9][\w.+-]*)?)").expect("the pattern is valid")
});
/// A name in quotation marks that a line below a title begins with: `"CraneNet". Goggle, 2022`.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^\s*["“](?P<name>[A-Za-z][\w.+-]*[A-Z0-9+][\w.+-]*)["”]"#).expect("the pattern is valid")
});
/// Words before a date that make it the reader's.
static READ: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:写于|读于|记于|记录于|阅读于|整理于|更新于|阅读(?:时间|日期)?|记录(?:时间|日期)?|笔记(?:时间|日期)?|\bread(?:ing)?|\bwritten|\bnoted|\bnotes?|\bfinished)(?:\s+(?:on|in|at|from))?\s*[:：]?\s*$").expect("the pattern is valid")
});

/// Words before a day that make it the day of the note.
static POSTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:发布于|编辑于|修改于|更新于|\bposted|\bupdated|\bedited)(?:\s+(?:on|in|at))?\s*[:：]?\s*$")
        .expect("the pattern is valid")
});

/// Words of sentences about a paper, whose makers the opening gives.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)一篇|一个|合作|提出|要点|本文|这篇|关于|基于|的(?:工作|文章|论文)|\b(?:we|this|they|it|i|has|have|was|were|about|that)\b").expect("the pattern is valid")
});

/// Where a run of dates, venues and makers ends at the latest.
static RUN_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[。！；;：:\[【]|\.\s|\.$|\s?[—–]{1,2}|\s-\s|\s\*").expect("the pattern is valid"));

/// How many characters an imprint may have.
const LONGEST: usize = 140;

/// Reads what brackets behind a title hold; none unless a date, venue or maker is among it.
pub(crate) fn in_brackets(words: &str) -> Option<Imprint> {
    let parts = Parts::of(words)?;
    let is_imprint = parts.dates + parts.venues + parts.known > 0 && parts.prose == 0;
    is_imprint.then(|| parts.imprint())
}

/// Reads the words behind a title if they are an imprint in brackets, or one behind a dash; gives what follows it too.
pub(crate) fn behind(words: &str) -> Option<(Imprint, &str)> {
    let words = words.trim_start();
    let open = words.chars().next().filter(|c| matches!(c, '(' | '（' | '[' | '【'))?;
    let close = match open {
        '(' | '（' => [')', '）'],
        _ => [']', '】'],
    };
    let end = words.find(close)?;
    let inner = &words[open.len_utf8()..end];
    let rest = words[end..].trim_start_matches(close);
    Some((in_brackets(inner)?, rest))
}

/// Reads the imprint that words begin with and says where it ends: `FoldConf 2021, Goggle. It folds`.
pub(crate) fn leading(words: &str) -> Option<(Imprint, usize)> {
    let end = RUN_END.find_iter(words).map(|end| end.start()).find(|at| !words[..*at].ends_with("et al"));
    let run = &words[..end.unwrap_or(words.len())];
    let ends = run.match_indices([',', '，']).map(|(at, _)| at).chain([run.len()]);
    let mut known = None;
    let mut from = 0;
    for end in ends.take(6) {
        let Some(parts) = Parts::of(&run[from..end]).filter(|parts| parts.prose == 0) else { break };
        if parts.dates + parts.venues + parts.known > 0 {
            known = Some(end);
        } else if parts.unknown.len() > 1 || SENTENCE.is_match(&run[from..end]) {
            break;
        }
        from = (end + 1..=run.len()).find(|at| run.is_char_boundary(*at)).unwrap_or(run.len());
    }
    let end = known?;
    Some((in_brackets(&run[..end])?, end))
}

/// Reads a line of its own below a title: `> 2024-01-20 · Stanford · 2023.5`; prose is none.
pub(crate) fn line(words: &str) -> Option<Imprint> {
    let words = words.trim_matches(|c: char| c.is_whitespace() || "*_>#-–—`".contains(c));
    let end = words.find('。').or_else(|| words.find(". ").filter(|at| !words[..*at].ends_with("et al")));
    let first = words[..end.unwrap_or(words.len())].trim_end_matches('.');
    let parts = Parts::of(first).filter(|_| !SENTENCE.is_match(first))?;
    let known = parts.dates + parts.venues + parts.known;
    let is_imprint = parts.prose == 0 && known > 0 && parts.dates + parts.venues > 0 && parts.unknown.len() <= known
        || known >= 1 && parts.unknown.is_empty() && parts.prose == 0;
    let mut imprint = is_imprint.then(|| parts.imprint())?;
    imprint.name = imprint.name.or_else(|| named(words));
    Some(imprint)
}

/// The short name that words give a paper: `下文简称 CNet`, `known as CraneNet`.
pub(crate) fn named(words: &str) -> Option<String> {
    let found = NAMED.captures(words).or_else(|| QUOTED.captures(words))?;
    let name = found.name("name")?.as_str().trim_end_matches(['.', '-']);
    name.chars().any(char::is_uppercase).then(|| name.to_owned())
}

/// An imprint's parts by what they are.
#[derive(Debug, Default)]
struct Parts<'a> {
    imprint: Imprint,
    unknown: Vec<&'a str>,
    dates: usize,
    venues: usize,
    known: usize,
    prose: usize,
}

impl<'a> Parts<'a> {
    fn of(words: &'a str) -> Option<Self> {
        if words.trim().is_empty() || words.chars().count() > LONGEST {
            return None;
        }
        let mut parts = Self::default();
        let dates = date::find(words);
        let mut from = 0;
        for (at, stated) in dates.iter().enumerate() {
            parts.take_all(&words[from..stated.range.start]);
            let before = &words[from..stated.range.start];
            let is_day = stated.date.to_string().len() > 7;
            // The day that opens a line is the note's where another date is the paper's.
            let is_read = READ.is_match(before)
                || is_day && POSTED.is_match(before)
                || (is_day && at == 0 && before.trim().is_empty() && dates.len() > 1);
            let target = if is_read { &mut parts.imprint.read } else { &mut parts.imprint.published };
            *target = target.or(Some(stated.date));
            parts.dates += 1;
            from = stated.range.end;
        }
        parts.take_all(&words[from..]);
        Some(parts)
    }

    fn take_all(&mut self, words: &'a str) {
        let words = READ.find(words).map_or(words, |read| &words[..read.start()]);
        if let Some(name) = named(words) {
            self.imprint.name = Some(name);
            return;
        }
        SEPARATED.split(words).for_each(|part| self.take(part));
        // `Fold / MIT / Crane`: what stands in a row with an organization is one.
        let rows = CLAUSES.split(words).map(|clause| ROW.split(clause).map(str::trim).collect::<Vec<_>>());
        for row in rows.filter(|row| row.len() > 1 && row.iter().any(|name| is_organization(name))) {
            let others = row.into_iter().filter(|name| is_maker(name) && self.unknown.contains(name));
            let others: Vec<&str> = others.collect();
            self.unknown.retain(|name| !others.contains(name));
            for name in others {
                self.add(name);
            }
        }
    }

    fn take(&mut self, part: &'a str) {
        let mut part = part.trim_matches(|c: char| c.is_whitespace() || "*_'’\".:：-–—".contains(c));
        while let Some(found) = BEFORE.find(part).filter(|found| found.end() > 0) {
            part = part[found.end()..].trim();
        }
        let is_people = PEOPLE.is_match(part);
        if let Some(found) = AFTER.find(part) {
            part = part[..found.start()].trim();
        }
        if is_organization(part) {
            self.known += 1;
            self.add(part);
        } else if let Some((left, right)) = part.split_once(" & ").filter(|(left, _)| is_organization(left)) {
            self.known += 1;
            self.add(left);
            self.add(right);
        } else if is_people || BUTTON.is_match(part) || is_track(part) {
        } else if is_venue(part) {
            self.venues += 1;
        } else if PLACE.is_match(part) && part.split_whitespace().count() <= 7 && part.chars().count() <= 50 {
            self.known += 1;
            self.add(part);
        } else if part.split_whitespace().count() > 4
            || part.chars().filter(|c| is_han(*c)).count() > 8
            || part.starts_with(|c: char| c.is_lowercase())
        {
            self.prose += 1;
        } else {
            self.unknown.push(part);
        }
    }

    fn add(&mut self, name: &str) {
        let name = name.trim().to_owned();
        if !name.is_empty() && !self.imprint.organizations.contains(&name) {
            self.imprint.organizations.push(name);
        }
    }

    /// What the parts tell; a single unknown word beside a date is the maker if none other is.
    fn imprint(mut self) -> Imprint {
        self.imprint.has_venue = self.venues > 0;
        if let [only] = self.unknown[..]
            && self.known == 0
            && self.venues == 0
            && self.dates > 0
            && is_maker(only)
        {
            self.add(only);
        }
        self.imprint
    }
}

/// `oral`, `best paper`: what a venue says of a paper.
fn is_track(part: &str) -> bool {
    ["oral", "spotlight", "poster", "best paper", "highlight", "workshop", "preprint", "under review", "会议", "期刊"]
        .contains(&part.to_lowercase().as_str())
}

fn is_maker(part: &str) -> bool {
    const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔谭陆汪范石廖贾韦付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";
    let length = part.chars().count();
    if part.chars().any(is_han) {
        let is_person = length <= 3 && part.chars().next().is_some_and(|c| SURNAMES.contains(c));
        let is_prose = part.contains(|c: char| "的了这那就都也很最后前".contains(c));
        return length >= 2 && !is_person && !is_prose;
    }
    length >= 2 && !part.contains(' ') && part.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_tell_when_where_and_by_whom() {
        for (words, published, organizations) in [
            ("2023.2，Stanford", "2023-02", vec!["Stanford"]),
            ("2017.3，还是 FAIR", "2017-03", vec!["FAIR"]),
            ("2020.5 FAIR", "2020-05", vec!["FAIR"]),
            ("NIPS 2015，MSRA", "2015", vec!["MSRA"]),
            ("ECCV 2020, UC Berkeley", "2020", vec!["UC Berkeley"]),
            ("2023.3，OpenAI，一作宋飏", "2023-03", vec!["OpenAI"]),
            ("2015.6，UW + FAIR", "2015-06", vec!["UW", "FAIR"]),
            ("2024-01, CMU and Princeton", "2024-01", vec!["CMU", "Princeton"]),
            ("ICLR 2017，Fold & Crane，折纸大学", "2017", vec!["折纸大学"]),
        ] {
            let imprint = in_brackets(words).unwrap_or_default();
            assert_eq!(imprint.published.map(|date| date.to_string()).as_deref(), Some(published), "{words}");
            assert_eq!(imprint.organizations, organizations, "{words}");
        }
        for words in ["CraneNet", "an older fold", "Folding Paper Cranes for All"] {
            assert_eq!(in_brackets(words), None, "{words}");
        }
    }

    #[test]
    fn a_line_of_its_own_tells_the_day_of_reading_too() {
        let imprint = line("> 2024-01-20 · Stanford / MIT · 2023.5").unwrap_or_default();
        assert_eq!(imprint.read.map(|date| date.to_string()).as_deref(), Some("2024-01-20"));
        assert_eq!(imprint.published.map(|date| date.to_string()).as_deref(), Some("2023-05"));
        assert_eq!(imprint.organizations, ["Stanford", "MIT"]);
        assert_eq!(
            line("写于 2021-11").and_then(|imprint| imprint.read).map(|d| d.to_string()).as_deref(),
            Some("2021-11")
        );
        assert_eq!(
            line("OpenAI 2022, known as CraneGPT.").and_then(|imprint| imprint.name).as_deref(),
            Some("CraneGPT")
        );
        for words in
            ["In 2020 they folded cranes at Stanford without paper", "It folds.", "DeepMind folds better, of course"]
        {
            assert_eq!(line(words), None, "{words}");
        }
    }
}
