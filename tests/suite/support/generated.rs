//! Notes made up by a seeded generator: bilingual, in three ways of keeping notes, of any size.
//!
//! Sentences are the patterns' own examples with names of the lexicon in the place of theirs, between sentences that state
//! nothing; every so many bytes a new paper begins, so that names and relations grow with the size.

use std::fmt::Write as _;

use paperclade::knowledge::Knowledge;
use paperclade::model::Note;

use super::random::Random;

/// Bytes of one note, about.
const NOTE: usize = 24_000;

const FILLERS: [&str; 14] = [
    "训练过程分两个阶段，先冻结大部分参数，再放开全部参数一起训练，学习率用余弦衰减",
    "作者在附录里给出了更多的可视化结果，肉眼看细节确实更清楚一些",
    "The loss has three terms, and their weights were found by a small grid search.",
    "整体思路比较直接，工程上的细节很多，值得对照代码再读一遍",
    "Training takes about four days on eight cards; inference is fast enough for a demo.",
    "数据清洗的规则写得很细，例如去掉过短的句子和重复的图片",
    "Their ablations suggest that most of the gain comes from the longer schedule.",
    "这里的符号和前文不一致，要注意下标的含义",
    "At test time the two branches are averaged, which costs nothing and helps a little.",
    "结果部分的表格很多，主要结论是规模越大效果越稳定",
    "The authors discuss limits openly: small objects and long inputs remain hard.",
    "输入的分辨率从低到高逐步增加，显存占用也随之上升",
    "Implementation details are in the supplementary material.",
    "个人感觉这一点最有意思，后面可以再想一想",
];

/// Notes of so many bytes together, the same for the same seed and knowledge.
pub fn notes(knowledge: &Knowledge, bytes: usize, seed: u64) -> Vec<Note> {
    let mut writer = Writer::new(knowledge, seed);
    let mut notes = Vec::new();
    let mut written = 0;
    while written < bytes {
        let number = notes.len();
        let mut text = String::new();
        let size = NOTE.min(bytes - written);
        while text.len() < size {
            match number % 3 {
                0 => writer.day(&mut text),
                1 => writer.paper(&mut text),
                _ => writer.bullets(&mut text),
            }
            // A note on one paper is shorter than a log.
            if number % 3 == 1 && text.len() > NOTE / 8 {
                break;
            }
        }
        written += text.len();
        notes.push(Note::new(format!("{:03}/{number:05}.md", number / 100), text));
    }
    notes
}

struct Writer<'a> {
    knowledge: &'a Knowledge,
    examples: Vec<&'a str>,
    random: Random,
    /// The name of the lexicon that comes next, so that each comes in turn.
    next: usize,
    papers: usize,
}

impl<'a> Writer<'a> {
    fn new(knowledge: &'a Knowledge, seed: u64) -> Self {
        let examples = knowledge.patterns.all.iter().flat_map(|pattern| &pattern.source.matches);
        let examples = examples.map(String::as_str).filter(|example| !example.is_empty()).collect();
        Self { knowledge, examples, random: Random(seed | 1), next: 0, papers: 0 }
    }

    fn day(&mut self, text: &mut String) {
        let (month, day, paper) = (1 + self.papers / 28 % 12, 1 + self.papers % 28, self.title());
        let _ = write!(text, "## 2024.{month}.{day}\n《{paper}》\n\n2023.{month} 的一篇文章，要点：\n\n");
        for number in 1..=6 + self.random.below(8) {
            let _ = writeln!(text, "{number}，{}", self.sentence());
        }
        text.push('\n');
    }

    fn paper(&mut self, text: &mut String) {
        let _ = write!(text, "# {}\n\n", self.title());
        for _ in 0..2 + self.random.below(4) {
            for _ in 0..3 + self.random.below(4) {
                let _ = write!(text, "{} ", self.sentence());
            }
            text.push_str("\n\n");
        }
    }

    fn bullets(&mut self, text: &mut String) {
        let _ = write!(text, "## {}\n\n", self.title());
        for head in ["What", "How", "结果"] {
            let _ = writeln!(text, "* {head}");
            for _ in 0..2 + self.random.below(4) {
                let _ = writeln!(text, "  * **{}**", self.sentence());
            }
        }
        text.push('\n');
    }

    /// A paper that no lexicon knows.
    fn title(&mut self) -> String {
        self.papers += 1;
        format!("Kelp{0}Net: Growing Seaweed with {0} Roots", self.papers)
    }

    /// One sentence in three states something.
    fn sentence(&mut self) -> String {
        if self.random.below(3) > 0 {
            return FILLERS[self.random.below(FILLERS.len())].to_owned();
        }
        let example = self.examples[self.random.below(self.examples.len())];
        let mut words = String::new();
        let mut rest = example;
        while let Some(open) = rest.find(['[', '<']) {
            let close = rest[open..].find([']', '>']).map_or(rest.len() - 1, |close| open + close);
            words.push_str(&rest[..open]);
            words.push_str(self.name());
            rest = &rest[close + 1..];
        }
        words.push_str(rest);
        if !words.ends_with(['.', '。']) {
            words.push('。');
        }
        words
    }

    fn name(&mut self) -> &'a str {
        let terms = &self.knowledge.lexicon.terms;
        self.next = (self.next + 1) % terms.len();
        terms[self.next].name.as_str()
    }
}
