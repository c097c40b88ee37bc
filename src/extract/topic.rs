//! Who a statement without a named subject is about: the note's paper, or the work that the clause begins with.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::masked::{Masked, slot_number};
use crate::model::claim::Named;
use crate::model::{Entry, Mention};
use crate::text::{fold, script};

/// What may stand before the subject of a clause without being it.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\s|[-–—*•\d.、)）(（:：]|模型|方法|数据|实验结果|结果|总的来说|总体上?|总体来说|后来的?|后面的?|之后的?|随后|此后|同期的?|同时期的?|同年的?|之前的?|此前的?|先前的?|早先的?|以前的?|早期的?|现在的?|如今|目前|隔壁|社区|官方|例如|比如说?|譬如|表[里中]|背景里说?|引言(?:里|铺垫)?|相关工作里?|附录里|脚注里?|以及|至于|首先|其次|然后|最后|同时|另外|此外|其中|而且|并且|因此|所以|但是?|不过|而|当然|the\b|a\b|an\b|and\b|but\b|also\b|however\b|then\b|while\b|that\b|thus\b|so\b|here\b|first\b|second\b|finally\b|moreover\b|later\b|previously\b|earlier\b|meanwhile\b|recently\b|original\b|standard\b)+")
        .expect("a valid expression")
});
/// Words by which a clause says that it speaks of the paper, or of a part of its model.
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:整体|总体|架构|结构|整个|本文|本工作|本论文|本篇|本模型|该文|该论文|该工作|该方法|该模型|文章|文中|论文|作者|我们|paper\b|they\b|we\b|it\b|its\b|their\b|this\b|these\b|our\b|authors?\b|in this)")
        .expect("a valid expression")
});
/// Words by which a clause speaks of other people's work.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:someone|somebody|others|people|users|many|most|researchers|(?:the )?(?:community|field|industry)|nobody|no one)\b|(?:an?|the|some|several|other|most|(?:the )?(?:same )?authors?['’]s?|their) (?:earlier|previous|prior|later|follow-?up|other|existing|concurrent|related) (?:\w+ )?(?:works?|papers?|methods?|models?|systems?|approach(?:es)?|ones?)\b|(?:earlier|previous|prior|later|existing|other|concurrent|related) (?:works?|papers?|methods|models|systems|approaches)\b|有人|别人|大家|很多人|不少人|后人|社区|同行|前人|传统(?:的?)(?:方法|做法|模型)|其[他它]的?(?:方法|工作|模型|论文)|以往的?(?:方法|工作|模型)?|已有的?(?:方法|工作|模型)|现有的?(?:方法|工作|模型))")
        .expect("a valid expression")
});
/// Two or more words with capitals that nobody knows as a name, right before what is said: `Soft Crane uses …`.
static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:The )?(?P<name>[A-Z][a-zA-Z]+(?:[ -](?:and |of )?[A-Z][a-zA-Z+]*){1,3}) (?:also |then |later |itself |only |just )?(?:(?:is|was|are|were|has|[a-z]+(?:s|ed)) .*)?$")
        .expect("a valid expression")
});
/// What parts of a paper and its model are called, with capitals too.
static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:stages?|steps?|phases?|parts?|encoders?|decoders?|data|models?|training|text|image|images|video|audio|speech|vision|language|modules?|networks?|branch|heads?|backbones?|losse?s?|section|method|experiments?|results?|inference|pre-?training|fine-?tuning|generator|discriminator|teachers?|students?|tokenizer|policy|reward|our|we|they)\b")
        .expect("a valid expression")
});
/// Words by which a clause goes on about the work that the clause before ended with.
static RELATIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:which|whose|that (?:is|are|was|were|uses?))\b").expect("a valid expression"));
/// What stands between a name and a statement about it: adverbs, brackets, a part of the thing.
static ADJACENT: LazyLock<Regex> = LazyLock::new(|| {
    let adverbs = "也|都|就|又|则|正|还|是|直接|后来|其实|本身|自己|最近|之后|随后|先|再|只|主要|同样|均|已经?|本来|一开始|最早|最初|现在|仍然?|依旧|依然|干脆|同时|进一步|另外|(?:also|itself|just|simply|then|later|still|only|basically|essentially|directly|first|already|even|now|mainly|mostly|again|both|further|actually|is|are|was|were|has|have|had|been|can|will)\\b";
    let part = "的 ?[^，。；、\\s\u{e000}-\u{f8fe}]{1,8}";
    Regex::new(&format!(
        r"[\u{{e000}}-\u{{f8fe}}](?:[（(][^（()）]*[）)])?(?: ?{part})?(?: ?(?:{adverbs}))*(?: ?的)?\s*$"
    ))
    .expect("a valid expression")
});
/// What stands before a name that begins a statement inside its clause: a mark, a conjunction, whose it is.
static BEFORE_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[，。；：:;,（(—–-]|[^把将用对给从在比让由被以拿跟和与同向到为是]的|顺带一提|顺便|['’]s|前辈|同门|作者|比如|例如|像|包括|其中|如|但|而|连|年|\b(?:and|but|while|whereas|that|because|since|where|how|so|though|although)(?: (?:the|a|an|its|their|recent|later|original|own))*|^(?:the|a|an|recent|later))\s*$")
        .expect("a valid expression")
});
/// What follows a name that is no subject, in Chinese: what it is used as, where it stands, what is done to it.
static NOT_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[+＋/、&]|'s\b|\d|[为是]? ?\d|的?基础上|等|的\s*[^\u{e000}-\u{f8fe}\s]|(?:来|先|只|整个?)?(?:微调|初始化|基座|底座|续训|抽|提取|提特征|出框|出图|出波形|切|编码|解码|当|作为|做老师|做骨干|做底座|充当|担任|负责|锁|冻|打分|打底|做底|起步|权重|出特征|训练?|预训练|蒸馏|评)|(?:数据集?|榜单?|测试集|验证集)?(?:上|里|中|榜))")
        .expect("a valid expression")
});
/// What follows a name and a comma that goes on about it: `X, a later descendant, …`.
static APPOSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:，|, (?:an?|the|which|our|their|now|its)\b|, (?:for (?:its|their) part|in turn|in contrast|by contrast|on the other hand|too|likewise|however|though|meanwhile),)").expect("a valid expression")
});
/// Words that do not make a subject of the name before them.
const NO_VERBS: [&str; 40] = [
    "on", "with", "from", "for", "as", "in", "of", "by", "via", "like", "plus", "without", "and", "or", "to", "than",
    "over", "at", "into", "again", "but", "vs", "versus", "too", "here", "instead", "only", "under", "after", "before",
    "through", "per", "style", "based", "pre", "fine", "w", "not", "nor", "if",
];
/// Words behind a participle by which it is told from a past tense.
const PREPOSITIONS: [&str; 10] = ["on", "with", "using", "by", "from", "in", "for", "as", "via", "to"];
/// How participles end that the notes use of models which somebody else works with.
const PARTICIPLES: [&str; 8] =
    ["tuned", "trained", "pretrained", "finetuned", "distilled", "initialized", "initialised", "followed"];

/// Clauses longer than this are not quoted whole.
const LONG_CLAUSE: usize = 120;

/// What a statement at byte `at` is about; nothing where no paper is named and no clause before begins with a work.
///
/// Techniques act in few statements: `QLoRA extends LoRA`, but who uses `RoPE` is the paper; `acts` says which kinds may.
/// Nothing, too, where the clause is about other people's work.
pub(crate) fn of(entry: &Entry, masked: &Masked<'_>, at: usize, acts: Acts) -> Option<Named> {
    // A line that begins with a name and a colon is about that name to its end.
    if masked.about.is_some() {
        return masked.about.clone();
    }
    let paper = paper(entry);
    let can_act = |mention: &Mention| acts.kinds.contains(&mention.kind.as_str()) && !mention.generic;
    if let Some(mention) = bracketed(masked, at, can_act).or_else(|| beside(masked, at, can_act)) {
        return Some(named(entry, mention));
    }
    // Data or a metric right before a statement are what it is about, and no paper.
    let is_measure =
        |mention: &Mention| matches!(mention.kind.as_str(), "Dataset" | "Metric") && mention.name != entry.name;
    if !acts.compare && beside(masked, at, is_measure).is_some() {
        return None;
    }
    let mut end = at;
    // A few clauses back is as far as a reader carries a subject.
    for _ in 0..4 {
        let start = clause_start(&masked.text, end);
        let opening = OPENING.find(&masked.text[start..end]).map_or(start, |opening| start + opening.end());
        let clause = &masked.text[opening..end];
        let is_unknown = || UNKNOWN.captures(clause).is_some_and(|found| !PARTS.is_match(&found["name"]));
        if !clause.is_empty() && (OTHERS.is_match(clause) || end == at && is_unknown()) {
            return None;
        }
        if RELATIVE.is_match(clause) {
            // `PixelCNNs, which use …`: the last work before the comma.
            let before = masked.text[..start].chars().rev().find_map(slot_number).map(|number| masked.mentions[number]);
            return before.filter(|mention| can_act(mention)).map(|mention| named(entry, mention)).or(paper);
        }
        // The statement itself may begin inside the word that names the paper, since some wordings see what stands before them.
        if PAPER.is_match(&masked.text[opening..]) {
            return paper;
        }
        if let Some(mention) = subject_of(masked, opening..end, start == 0, &can_act) {
            return Some(named(entry, mention));
        }
        if start == 0 {
            return paper;
        }
        end = start - masked.text[..start].chars().next_back().map_or(1, char::len_utf8);
    }
    paper
}

/// The paper of the note, if it has a name.
pub(crate) fn paper(entry: &Entry) -> Option<Named> {
    (!entry.name.is_empty()).then(|| Named { name: entry.name.clone(), kind: "Work".to_owned() })
}

/// Whether the paper of the note presents a way to measure, by its title.
pub(crate) fn presents_measure(entry: &Entry) -> bool {
    static MEASURES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:metrics?|scores?|evaluat\w+|measur\w+|distance|index|correlation)\b|指标|度量|评价|评估")
            .expect("a valid expression")
    });
    MEASURES.is_match(entry.title.as_deref().unwrap_or(&entry.name))
}

/// The work right before the bracket in which a statement stands: `X（基于 Y）`.
fn bracketed<'a>(masked: &Masked<'a>, at: usize, can_act: impl Fn(&Mention) -> bool) -> Option<&'a Mention> {
    let before = &masked.text[..at];
    let open = before.rfind(['（', '('])?;
    let is_closed = before[open..].contains(['）', ')']);
    let mention = masked.mentions[slot_number(before[..open].trim_end().chars().next_back()?)?];
    (!is_closed && can_act(mention)).then_some(mention)
}

/// The work right before a statement, with nothing but adverbs between: `顺带一提 X 也用 Y`.
fn beside<'a>(masked: &Masked<'a>, at: usize, can_act: impl Fn(&Mention) -> bool) -> Option<&'a Mention> {
    let statement = masked.text[at..].trim_start();
    if !begins_statement(statement) {
        return None;
    }
    let clause = &masked.text[clause_start(&masked.text, at)..at];
    let found = ADJACENT.find(clause)?;
    let letter = found.as_str().chars().next()?;
    let mention = masked.mentions[slot_number(letter)?];
    (can_act(mention) && BEFORE_SUBJECT.is_match(&clause[..found.start()])).then_some(mention)
}

/// The work that a clause begins with, if something is said of it.
fn subject_of<'a>(
    masked: &Masked<'a>,
    clause: Range<usize>,
    is_first: bool,
    can_act: &impl Fn(&Mention) -> bool,
) -> Option<&'a Mention> {
    let words = &masked.text[clause.clone()];
    let first = words.chars().next()?;
    let mention = masked.mentions[slot_number(first)?];
    let behind = clause.start + first.len_utf8();
    if mention.kind == "Organization" {
        // `NVIDIA 的 Magic3D`: whose it is stands before what it is.
        let rest = masked.text[behind..clause.end].trim_start_matches(['的', '家', ' ']);
        return subject_of(masked, clause.end - rest.len()..clause.end, is_first, can_act);
    }
    // What is said may be the very statement that is asked about, so the text behind the clause counts.
    (can_act(mention) && makes_subject(&masked.text[behind..], is_first)).then_some(mention)
}

/// Whether what follows a name at the start of a clause makes it what the clause is about.
pub(crate) fn makes_subject(rest: &str, is_first: bool) -> bool {
    let mut rest = rest.trim_start();
    // `X（2019）uses`: what stands in brackets changes nothing.
    if let Some(inside) = rest.strip_prefix(['（', '(']) {
        rest =
            inside.find(['）', ')']).map_or("", |close| inside[close..].trim_start_matches(['）', ')']).trim_start());
    }
    match rest.chars().next() {
        None => false,
        Some('，' | ',' | '。' | '.' | '；' | ';' | '）' | ')') => is_first && APPOSED.is_match(rest),
        Some(letter) if letter.is_ascii_alphabetic() => begins_statement(rest),
        Some(_) => !NOT_SUBJECT.is_match(rest),
    }
}

/// Whether words can say something of a name before them: a verb that is no participle, or Chinese.
fn begins_statement(words: &str) -> bool {
    let mut all = words.split(|c: char| !c.is_ascii_alphabetic());
    let first = all.next().unwrap_or("").to_ascii_lowercase();
    if first.is_empty() {
        return words.chars().next().is_some_and(script::is_han);
    }
    let is_participle = PARTICIPLES.contains(&first.as_str())
        && all.next().is_some_and(|next| PREPOSITIONS.contains(&next.to_ascii_lowercase().as_str()));
    !first.ends_with("ing") && !NO_VERBS.contains(&first.as_str()) && !is_participle
}

/// Whether nothing but opening words stands between the start of a clause and this place.
pub(crate) fn begins_clause(masked: &Masked<'_>, at: usize) -> bool {
    let clause = &masked.text[clause_start(&masked.text, at)..at];
    clause.trim().is_empty() || OPENING.find(clause).is_some_and(|opening| opening.end() == clause.len())
}

/// What statements of a sort are about.
#[derive(Clone, Copy)]
pub(crate) struct Acts {
    kinds: &'static [&'static str],
    /// Whether they compare, so that data before them are what was measured on.
    compare: bool,
}

impl Acts {
    /// Statements about works.
    pub(crate) const WORKS: Self = Self { kinds: &["Work"], compare: false };
    /// Statements about works or methods: what extends what, what came of what.
    pub(crate) const WORKS_AND_METHODS: Self = Self { kinds: &["Work", "Method"], compare: false };

    /// The same, for statements that compare.
    pub(crate) fn comparing(self, compare: bool) -> Self {
        Self { compare, ..self }
    }
}

/// Whether a mention names a size of the entry's own model.
pub(crate) fn is_own_size(entry: &Entry, mention: &Mention) -> bool {
    let own = fold::key(&entry.name);
    let name = mention.variant.as_ref().unwrap_or(&mention.name);
    let ends = name.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let Some(end) = ends.into_iter().find(|end| fold::key(&name[..*end]) == own) else { return false };
    // `Phi-3 mini`, `DRN-C-42`; but WhisperX and VALL-E X are works of their own, and so are VQ-VAE-2 and MoCo v2.
    let rest = name[end..].trim_start_matches(['-', '_', ' ']);
    let is_apart = rest.len() < name.len() - end;
    let is_version = rest.strip_prefix(['v', 'V']).unwrap_or(rest).parse::<f32>().is_ok();
    own.len() >= 2 && is_apart && rest.chars().count() > 1 && !is_version
}

/// The thing of a mention; a variant of the note's own paper counts as the paper.
pub(crate) fn named(entry: &Entry, mention: &Mention) -> Named {
    // `Phi-3 mini` in the note on Phi-3; but VQ-VAE-2 in the note on VQ-VAE is another work.
    if is_own_size(entry, mention)
        && mention.source != crate::model::Source::Lexicon
        && mention.source != crate::model::Source::Entry
    {
        return Named { name: entry.name.clone(), kind: "Work".to_owned() };
    }
    Named { name: mention.name.clone(), kind: mention.kind.clone() }
}

/// The thing of a mention, sizes of the note's own paper included.
pub(crate) fn literally(mention: &Mention) -> Named {
    Named { name: mention.variant.as_ref().unwrap_or(&mention.name).clone(), kind: mention.kind.clone() }
}

/// Where the clause that ends at `end` begins: behind the last comma, colon or semicolon that joins no list of names.
pub(crate) fn clause_start(text: &str, end: usize) -> usize {
    for (at, letter) in text[..end].char_indices().rev() {
        let next = at + letter.len_utf8();
        match letter {
            '，' | '；' | ';' | '。' | '：' | '—' | '\n' => return next,
            // `X - what it does`: a dash between spaces.
            '-' | '–' if text[..at].ends_with(' ') && text[next..].starts_with(' ') => return next,
            ',' | ':' if !is_list_comma(text, at) => return next,
            _ => {}
        }
    }
    0
}

/// The clause around a match, or the match itself where the clause is long.
pub(crate) fn clause(text: &str, found: Range<usize>) -> Range<usize> {
    let start = clause_start(text, found.start);
    let rest = text[found.end..].char_indices().find(|(at, letter)| match letter {
        '，' | '；' | ';' | '。' | '\n' => true,
        ',' => !is_list_comma(text, found.end + at),
        _ => false,
    });
    let end = rest.map_or(text.len(), |(at, _)| found.end + at);
    if text[start..end].chars().count() > LONG_CLAUSE { found } else { start..end }
}

/// A comma between two masked names.
fn is_list_comma(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end().chars().next_back().and_then(slot_number);
    let after = text[at + 1..].trim_start().chars().next().and_then(slot_number);
    before.is_some() && after.is_some()
}
