//! What pictures say in their own words, in English and Chinese. Everything else in them is the notes'.

use super::link::Link;
use crate::model::Status;
use crate::model::diagram::Line;
use crate::trace::words;

/// How a picture speaks: where its links lead, and in which language.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The address of a line in a note.
    pub link: Link,
    /// `zh`, or anything else for English.
    pub language: &'static str,
}

/// The words of one language.
pub(super) struct Phrases {
    language: &'static str,
    pub(super) lineage: &'static str,
    pub(super) timeline: &'static str,
    pub(super) concepts: &'static str,
    /// The heading of the legend over lines of descent.
    pub(super) descent: &'static str,
    /// The heading of the legend of a map of concepts.
    pub(super) counts: &'static str,
    pub(super) published: &'static str,
    /// What follows a date that the lexicon knows and no note says.
    pub(super) background: &'static str,
    pub(super) undated: &'static str,
    pub(super) inferred: &'static str,
    statuses: [&'static str; 3],
}

const ENGLISH: Phrases = Phrases {
    language: "en",
    lineage: "Lineage",
    timeline: "Timeline",
    concepts: "Concepts",
    descent: "earlier work → later work, which …",
    counts: "concept · how many works were read about it",
    published: "published",
    background: ", not from the notes",
    undated: "no date",
    inferred: "inferred",
    statuses: ["read", "to be read", "only mentioned"],
};

const CHINESE: Phrases = Phrases {
    language: "zh",
    lineage: "谱系",
    timeline: "时间线",
    concepts: "概念图",
    descent: "较早的工作 → 较晚的工作，后者……",
    counts: "概念 · 读过的相关工作数",
    published: "发表于",
    background: "（笔记中没有）",
    undated: "无日期",
    inferred: "推断",
    statuses: ["读过", "待读", "仅提到"],
};

impl Phrases {
    /// The words of a language; English for any that is not known.
    pub(super) fn of(language: &str) -> &'static Self {
        if language == CHINESE.language { &CHINESE } else { &ENGLISH }
    }

    /// What is said of a work that was read, waits or is only mentioned.
    pub(super) fn status(&self, status: Status) -> &'static str {
        match status {
            Status::Read => self.statuses[0],
            Status::Pending => self.statuses[1],
            Status::Mentioned => self.statuses[2],
        }
    }

    /// What a kind of line says.
    pub(super) fn line(&self, line: &Line) -> String {
        let relation = words::named(&line.relation, self.language);
        if line.is_inferred { self.because(&relation, self.inferred) } else { relation.into_owned() }
    }

    /// Words with a remark behind them.
    pub(super) fn because(&self, words: &str, remark: &str) -> String {
        if self.language == CHINESE.language { format!("{words}（{remark}）") } else { format!("{words} ({remark})") }
    }

    /// The title of the lineage of some works.
    pub(super) fn lineage_of(&self, works: &str) -> String {
        if self.language == CHINESE.language { format!("{works} 的谱系") } else { format!("Lineage of {works}") }
    }

    /// What a folded picture adds to its title.
    pub(super) fn folded(&self, works: usize, families: usize) -> String {
        match self.language {
            "zh" => format!("：{families} 个家族，共 {works} 个工作"),
            _ => format!(": {works} works in {families} families"),
        }
    }
}
