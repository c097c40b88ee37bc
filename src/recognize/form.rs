//! Names that no lexicon has, by how they look: `PixelCNN`, `XLM-RoBERTa`, `QK-Norm`, `SD2`.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Mention, Source};
use crate::text::{fold, script};

static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[2-6]D-?)?[A-Za-z][A-Za-z0-9]*(?:(?:[-_.·]|\*)?[A-Za-z0-9]+)*\+{0,2}").expect("a valid expression")
});
static SIZE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\d+(?:\.\d+)?[bmk]|\d+x\d+b?|\d{2,}|tiny|mini|small|base|medium|large|huge|giant|xl|xxl|[bslhg]|[bslhg]\d+|instruct|chat|uncased|cased)$")
        .expect("a valid expression")
});

/// A version behind a name and a space.
static VERSION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ (?:[vV]\d(?:\.\d)?|X)(?-u:\b)").expect("a valid expression"));

/// Words behind an unknown name that say that it is data.
const DATA: [&str; 8] = ["数据集", "测试集", "基准", "榜", "语料", "dataset", "benchmark", "corpus"];

/// Mentions of things that no lexicon has, and known ones made longer by a size or a version.
pub(super) fn find(text: &str, known: &[Mention], ignored: &HashSet<String>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for token in TOKEN.find_iter(text) {
        // A plus sign belongs to a name only where nothing is added behind it.
        let adds = text[token.end()..].trim_start().starts_with(|c: char| c.is_alphanumeric());
        let adds = adds && !token.as_str().ends_with("++");
        let length = if adds { token.as_str().trim_end_matches('+').len() } else { token.len() };
        let (start, end) = trimmed(text, token.start(), token.start() + length);
        let inside: Vec<&Mention> =
            known.iter().filter(|mention| mention.range.start < end && start < mention.range.end).collect();
        match inside[..] {
            [] if looks_like_name(&text[start..end], ignored) => {
                let is_data = DATA.iter().any(|word| text[end..].trim_start().starts_with(word));
                let kind = if is_data { "Dataset" } else { "Work" };
                mentions.push(mention(start..end, &text[start..end], kind));
            }
            [first] if first.range.start == start && first.range.end < end => {
                mentions.extend(lengthened(text, first, end));
            }
            [first, ..] if first.range.start >= start && is_compound(text, start, end, &inside) => {
                mentions.push(mention(start..end, &text[start..end], "Work"));
            }
            _ => {}
        }
    }
    mentions.extend(known.iter().filter(|mention| mention.kind == "Work").filter_map(|known| versioned(text, known)));
    mentions
}

/// A known work with a version behind a space: `ConvNeXt V2`, `VALL-E X`.
fn versioned(text: &str, known: &Mention) -> Option<Mention> {
    let end = known.range.end + VERSION.find(&text[known.range.end..])?.end();
    let range = known.range.start..end;
    Some(mention(range.clone(), &text[range], &known.kind))
}

fn mention(range: std::ops::Range<usize>, name: &str, kind: &str) -> Mention {
    Mention { range, name: name.to_owned(), variant: None, kind: kind.to_owned(), source: Source::Form, generic: false }
}

/// The token without marks at its end and without lower-case words joined by hyphens: `CLIP-based`.
fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let mut end = end;
    while let Some((head, tail)) = text[start..end].rsplit_once(['-', '_']) {
        let is_word = tail.len() > 1 && tail.chars().all(|c| c.is_ascii_lowercase());
        let names_size = SIZE.is_match(tail);
        let head_is_name = head.chars().any(|c| c.is_ascii_uppercase());
        if !(is_word && !names_size && head_is_name) {
            break;
        }
        end = start + head.len();
    }
    (start, end)
}

/// A known name with more behind it: a size keeps the thing, a version or another part makes a new one.
fn lengthened(text: &str, known: &Mention, end: usize) -> Option<Mention> {
    let rest = text[known.range.end..end].trim_start_matches(['-', '_', '.', '·']);
    let joined = rest.len() < end - known.range.end;
    let adds = rest.bytes().all(|letter| letter == b'+');
    if rest.is_empty() || !joined && !adds {
        return None;
    }
    let range = known.range.start..end;
    if rest.split(['-', '_', '.']).all(|part| SIZE.is_match(part)) {
        return Some(Mention { variant: Some(text[range.clone()].to_owned()), range, ..known.clone() });
    }
    let is_new = rest.chars().all(|c| !c.is_ascii_lowercase()) || rest.starts_with(|c: char| c.is_ascii_uppercase());
    let is_version = rest.starts_with(['v', 'V']) && rest[1..].chars().all(|c| c.is_ascii_digit() || c == '.');
    (is_new || is_version).then(|| mention(range.clone(), &text[range], &known.kind))
}

/// Whether known names and capitals, joined by hyphens, make one name: `VQVAE-GAN`.
fn is_compound(text: &str, start: usize, end: usize, inside: &[&Mention]) -> bool {
    let token = &text[start..end];
    let covers = inside.iter().any(|mention| mention.range.start <= start && end <= mention.range.end);
    let all_capital = token.split('-').all(|part| part.chars().any(|c| c.is_ascii_uppercase()));
    // `w2v-BERT`, `faster-whisper`: a known name behind something that is no mere prefix.
    let is_prefix = |part: &str| PREFIXES.contains(&part.to_ascii_lowercase().as_str());
    let of_kind = inside.last().is_some_and(|last| {
        last.range.end == end && last.range.start > start && !last.generic && !token.split('-').any(is_prefix)
    });
    !covers && token.contains('-') && (all_capital || of_kind)
}

/// What stands before a name with a hyphen without making another name.
const PREFIXES: [&str; 26] = [
    "pre", "non", "post", "anti", "multi", "cross", "self", "co", "sub", "inter", "intra", "re", "semi", "super",
    "vanilla", "original", "standard", "mono", "per", "the", "a", "in", "no", "over", "like", "based",
];

fn looks_like_name(token: &str, ignored: &HashSet<String>) -> bool {
    let key = fold::key(token);
    let singular = token.strip_suffix('s').map(fold::key).unwrap_or_default();
    if ignored.contains(&key)
        || ignored.contains(&singular)
        || token.len() > 40
        || token.split('-').all(|part| SIZE.is_match(part))
    {
        return false;
    }
    let parts: Vec<&str> = token.split(['-', '_', '.', '·']).collect();
    if parts.iter().all(|part| ignored.contains(&fold::key(part)) || part.chars().all(|c| c.is_ascii_digit())) {
        return false;
    }
    let letters: Vec<char> = token.chars().filter(char::is_ascii_alphabetic).collect();
    let capitals = letters.iter().filter(|c| c.is_ascii_uppercase()).count();
    let digits = token.chars().any(|c| c.is_ascii_digit());
    let all_capitals = capitals == letters.len();
    let inner_capital = parts.iter().any(|part| has_inner_capital(part));
    let plural_acronym = token.ends_with('s') && capitals >= 2 && capitals + 1 == letters.len();
    match () {
        () if letters.len() < 2 => false,
        () if all_capitals || plural_acronym => capitals >= 3 || (capitals >= 2 && digits),
        () if inner_capital => capitals >= 2 || digits || letters.len() >= 4,
        () => capitals >= 1 && digits && letters.len() >= 3 && !token.contains('.') && !is_sentence_word(&parts),
    }
}

fn has_inner_capital(part: &str) -> bool {
    let letters: Vec<char> = part.chars().collect();
    letters.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
        || (letters.len() > 2
            && letters[0].is_ascii_uppercase()
            && letters[1].is_ascii_uppercase()
            && letters.iter().any(char::is_ascii_lowercase))
}

/// Words such as `Stage-1`, `Phase-2`, `Step1` count, they do not name.
fn is_sentence_word(parts: &[&str]) -> bool {
    let head = parts[0].trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_lowercase();
    matches!(
        head.as_str(),
        "stage"
            | "phase"
            | "step"
            | "task"
            | "level"
            | "top"
            | "part"
            | "layer"
            | "block"
            | "version"
            | "type"
            | "class"
            | "fig"
            | "figure"
            | "table"
            | "eq"
            | "section"
            | "chapter"
            | "day"
            | "week"
            | "round"
            | "epoch"
            | "paper"
            | "point"
            | "exp"
            | "option"
            | "head"
            | "section3"
    ) || !script::is_word(parts[0].chars().next().unwrap_or(' '))
}
