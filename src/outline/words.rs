//! What an outline says in its own words: headings and what introduces a line. Everything else is the notes'.

use crate::text::script;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    /// The language's tag.
    pub(super) language: &'static str,
    /// The title.
    pub(super) survey: &'static str,
    /// The heading of what fits nowhere else.
    pub(super) rest: &'static str,
    /// The heading of what has no date.
    pub(super) undated: &'static str,
    /// What introduces a line of descent.
    pub(super) lineage: &'static str,
    /// What introduces a comparison.
    pub(super) compared: &'static str,
    /// What introduces an open question.
    pub(super) open: &'static str,
    /// What introduces a work that was not read.
    pub(super) unread: &'static str,
    /// What introduces a work that waits on a list.
    pub(super) pending: &'static str,
    /// Marks a work that a merge brought.
    pub(super) new: &'static str,
    colon: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    survey: "Survey outline",
    rest: "Further works",
    undated: "Undated",
    lineage: "Lineage",
    compared: "Compared",
    open: "Open",
    unread: "Not read yet",
    pending: "Still to read",
    new: "(new)",
    colon: ": ",
};

const CHINESE: Words = Words {
    language: "zh",
    survey: "综述提纲",
    rest: "其他工作",
    undated: "无日期",
    lineage: "脉络",
    compared: "对比",
    open: "待解",
    unread: "未读",
    pending: "待读",
    new: "（新）",
    colon: "：",
};

impl Words {
    /// The words of a language; English for any that is not known.
    pub(super) fn of(language: &str) -> &'static Self {
        if language == CHINESE.language { &CHINESE } else { &ENGLISH }
    }

    pub(super) fn survey_of(&self, subject: &str) -> String {
        format!("{}{}{subject}", self.survey, self.colon)
    }

    pub(super) fn family(&self, root: &str) -> String {
        match self.language {
            "zh" if root.chars().next_back().is_some_and(script::is_han) => format!("{root}一系"),
            "zh" => format!("{root} 一系"),
            _ => format!("{root} and what came of it"),
        }
    }

    /// `words: ` as it introduces something.
    pub(super) fn introducing(&self, words: &str) -> String {
        format!("{words}{}", self.colon)
    }

    /// `a, b and c` in short.
    pub(super) fn list(&self, items: &[String]) -> String {
        items.join(if self.language == "zh" { "、" } else { ", " })
    }
}
