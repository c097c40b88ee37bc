//! Lines that say first what they are about: `Guanaco：LLaMA + QLoRA`, `**Datasets.** COCO, LVIS`.

use std::sync::LazyLock;

use regex::Regex;

use super::topic;
use crate::model::claim::Named;
use crate::model::{Entry, Mention, Passage, Role};

/// What stands between the name that a line is about and what is said of it.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\s?[（(][^（()）]{0,60}[）)]){0,2}\s*(?:[:：]|——|—|–| -) ?\S").expect("a valid expression")
});
/// A label that stands alone.
static ALONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[\p{Han}A-Za-z][\p{Han}A-Za-z /]{1,20}[。.:：]?$").expect("a valid expression"));

/// Headings under which data sets are named because something was measured on them.
static EVALUATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\d+[.、 ]*|[一二三四五六七八九十][、. ]*)?(?:实验|评测|评估|结果|数据集|测试|主要结果|experiments?|evaluations?|results?|datasets?|benchmarks?)\W?.{0,12}$")
        .expect("a valid expression")
});

/// Whether a heading says that what follows was measured.
pub(crate) fn is_of_evaluation(heading: &str) -> bool {
    EVALUATION.is_match(heading.trim())
}

/// What a line is about that begins with the name of a work and a colon.
pub(crate) fn of(entry: &Entry, passage: &Passage, mentions: &[Mention]) -> Option<Named> {
    let first = mentions.first().filter(|mention| mention.kind == "Work" && !mention.generic)?;
    let text = passage.prose.text();
    let begins_line = passage.role == Role::Item && text[..first.range.start].trim().is_empty();
    let named = topic::named(entry, first);
    (begins_line && named.name != entry.name && BEHIND.is_match(&text[first.range.end..])).then_some(named)
}

/// A sentence that is but a label, as words that lead to the next.
pub(crate) fn leading(sentence: &str) -> Option<String> {
    let words = sentence.trim();
    (ALONE.is_match(words) && words.split_whitespace().count() <= 3)
        .then(|| format!("{}: ", words.trim_end_matches(['。', '.', ':', '：'])))
}
