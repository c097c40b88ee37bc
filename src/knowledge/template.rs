//! Template of a wording → regular expression over a sentence whose mentions are masked.
//!
//! A mention is masked as one letter of the private use area, so a slot is one class of letters whatever the name is.
//!
//! | in a template | means |
//! | --- | --- |
//! | `{object}`, `{subject}` | a list of mentions: `X`, `X、Y 和 Z`, `the original X model` |
//! | `{loose}` | the same with `，` between its members too |
//! | `{among:N}` | all mentions in the next N letters of the clause are the objects |
//! | `{any}` | one bare mention |
//! | `{one}` | one mention that is neither |
//! | `{sum}` | operands joined by `+`, mentions among them: the objects |
//! | `{gap}`, `{gap:30}` | up to 12 (30) letters within a clause |
//! | `{name}` of a class in `words.toml` | any word of it |
//! | a space | optional space; between Latin letters a space that must be there |
//! | anything else | a regular expression, whatever the case |

use std::collections::HashMap;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// The first letter that masks a mention.
pub const FIRST_SLOT: char = '\u{e000}';
/// The last letter that masks a mention.
pub const LAST_SLOT: char = '\u{f8fe}';

const SLOT: &str = r"[\u{e000}-\u{f8fe}]";
/// Letters that end a clause; gaps never pass them.
const CLAUSE_END: &str = r"，。；！？,;!?\n";

/// Named classes of words, as expressions.
#[derive(Clone, Debug, Default)]
pub struct Words {
    classes: HashMap<String, String>,
}

impl Words {
    /// Classes of words from their lists; a word may use classes that stand for single words.
    #[must_use]
    pub fn new(lists: HashMap<String, Vec<String>>) -> Self {
        let classes = lists
            .into_iter()
            .map(|(name, mut words)| {
                // The longest first, so that a word is never cut by one that it begins with.
                words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
                let words: Vec<String> = words.iter().map(|word| bounded(&spaced(word))).collect();
                (name, format!("(?:{})", words.join("|")))
            })
            .collect();
        Self { classes }
    }

    fn class(&self, name: &str) -> Option<&str> {
        self.classes.get(name).map(String::as_str)
    }

    fn class_or_nothing(&self, name: &str) -> &str {
        self.class(name).unwrap_or("(?:)")
    }
}

/// An expression that is compiled when it is first asked for: most wordings occur in few notes.
#[derive(Clone, Debug)]
pub struct Expression {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Expression {
    /// The expression of a template.
    ///
    /// # Errors
    /// What is wrong with the template; whether the expression compiles is seen by [`Expression::check`].
    pub fn of(template: &str, words: &Words) -> Result<Self, String> {
        Ok(Self { source: source(template, words)?, compiled: OnceLock::new() })
    }

    /// The compiled expression; none if it does not compile, which [`Expression::check`] tells.
    pub fn get(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| built(&self.source).ok()).as_ref()
    }

    /// Compiles it.
    ///
    /// # Errors
    /// Why it does not compile.
    pub fn check(&self) -> Result<(), String> {
        built(&self.source).map(|_| ()).map_err(|error| error.to_string())
    }

    /// Whether it is found in a text.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.get().is_some_and(|expression| expression.is_match(text))
    }
}

/// Sentences are short and wordings many: a small cache for each is faster in all than the usual 2 MB.
fn built(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source).dfa_size_limit(DFA_CACHE).build()
}

/// How much memory the automaton of one wording may take while it is searched, in bytes.
const DFA_CACHE: usize = 1 << 15;

fn source(template: &str, words: &Words) -> Result<String, String> {
    let mut source = String::from("(?i)");
    let mut rest = template;
    let mut literal = String::new();
    while let Some(open) = find_slot(rest) {
        literal.push_str(&rest[..open]);
        let close = rest[open..].find('}').ok_or("a `{` is never closed")? + open;
        source.push_str(&bounded(&spaced(&literal)));
        literal.clear();
        source.push_str(&slot(&rest[open + 1..close], words)?);
        rest = &rest[close + 1..];
    }
    literal.push_str(rest);
    source.push_str(&bounded(&spaced(&literal)));
    // Prose has no other space, and a class of two letters makes a smaller automaton than all that Unicode calls space.
    Ok(source.replace(r"\s", r"[ \t]"))
}

/// Where the next `{name}` opens; `{2,5}` is a count of the expression and none.
fn find_slot(text: &str) -> Option<usize> {
    text.match_indices('{').map(|(at, _)| at).find(|at| text[at + 1..].starts_with(|c: char| c.is_ascii_lowercase()))
}

fn slot(name: &str, words: &Words) -> Result<String, String> {
    let (name, argument) = name.split_once(':').map_or((name, None), |(name, argument)| (name, Some(argument)));
    match name {
        "object" => Ok(format!("(?P<object>{})", list(words))),
        "subject" => Ok(format!("(?P<subject>{})", list(words))),
        "among" => {
            let limit: usize = argument.unwrap_or("80").parse().map_err(|_| format!("`{name}` takes a number"))?;
            let count = count(limit);
            Ok(format!(r"(?P<object>[^，。；！？;!?\n]{count})"))
        }
        "any" => Ok(SLOT.to_owned()),
        "one" => Ok(format!("(?:{})", item(words))),
        "sum" => Ok(sum()),
        "loose" => Ok(format!("(?P<object>{}(?:\\s*[，,、]\\s*{})*(?:\\s*等)?)", list(words), list(words))),
        "gap" => {
            let limit: usize = argument.unwrap_or("12").parse().map_err(|_| format!("`{name}` takes a number"))?;
            Ok(format!("[^{CLAUSE_END}]{}?", count(limit)))
        }
        class => words.class(class).map(str::to_owned).ok_or_else(|| format!("there is no class of words `{class}`")),
    }
}

/// Up to so many letters; long gaps go up to the end of the clause, since counting letters makes large automata.
fn count(limit: usize) -> String {
    if limit > LONG_GAP { "*".to_owned() } else { format!("{{0,{limit}}}") }
}

/// Gaps longer than this are not counted.
const LONG_GAP: usize = 16;

/// One mention with what people put around a name: `the original X model`, `X（abbreviated Y）`.
fn item(words: &Words) -> String {
    let before = words.class_or_nothing("before_name");
    let after = words.class_or_nothing("after_name");
    // Bounded repetitions of letters make large automata: brackets end where they close.
    let brackets = r"(?:\s*[（(][^（()）\n]*[）)]){0,2}";
    // A name right after another belongs to it: `CLIP ViT`.
    format!(r#"(?:{before}\s*)*["“'‘]?{SLOT}["”'’]?(?:['’]s(?-u:\b))?{brackets}(?:\s{SLOT}{brackets})?(?:\s*{after})*"#)
}

fn list(words: &Words) -> String {
    let item = item(words);
    let join = words.class_or_nothing("join");
    format!(r"{item}(?:\s*{join}\s*{item})*(?:\s*等)?")
}

fn sum() -> String {
    let operand = r"[^+＋，。；、,;:：()（）\[\]*=<>#\n]+";
    format!(r"(?P<object>{operand}(?:[（(][^（()）\n]*[）)])?\s*(?:[+＋]\s*{operand}(?:[（(][^（()）\n]*[）)])?)+)")
}

/// Puts word boundaries where Latin words begin, and at the end of a literal that ends in one.
///
/// A word begins at the start of the literal, behind `|`, and at the start of a group that does not continue a word:
/// in `(?:call|re(?:use|do)) X` that is before `call`, `re` and `X`, not before `use` and `do`.
fn bounded(literal: &str) -> String {
    let letters: Vec<char> = literal.chars().collect();
    let mut source = String::with_capacity(literal.len() + 16);
    // For each open group, whether words begin in it.
    let mut groups = vec![true];
    let mut begins = true;
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        match letter {
            '(' => {
                groups.push(begins);
                source.push(letter);
                if letters.get(at + 1) == Some(&'?') {
                    let colon = letters[at..].iter().position(|c| *c == ':').map_or(at, |offset| at + offset);
                    source.extend(&letters[at + 1..=colon.max(at + 1)]);
                    at = colon.max(at + 1);
                }
            }
            ')' => {
                groups.pop();
                begins = false;
                source.push(letter);
            }
            '|' => {
                begins = groups.last().copied().unwrap_or(true);
                source.push(letter);
            }
            '\\' => {
                source.extend(&letters[at..(at + 2).min(letters.len())]);
                at += 1;
                begins = letters.get(at) == Some(&'s');
            }
            '[' | '{' => {
                let close = if letter == '[' { ']' } else { '}' };
                let end =
                    letters[at..].iter().position(|c| *c == close).map_or(letters.len() - 1, |offset| at + offset);
                source.extend(&letters[at..=end]);
                at = end;
                begins = false;
            }
            _ => {
                if begins && letter.is_ascii_alphanumeric() {
                    source.push_str(r"(?-u:\b)");
                }
                begins = letter == '^' || begins && matches!(letter, '*' | '+' | '?');
                source.push(letter);
            }
        }
        at += 1;
    }
    // The end of a word lies before the space behind it.
    let space = [r"\s*", r"\s+"].into_iter().find(|space| source.ends_with(space)).unwrap_or("");
    let end = source.len() - space.len();
    if source[..end].ends_with(|c: char| c.is_ascii_alphanumeric()) && !source[..end].ends_with(r"\b") {
        source.insert_str(end, r"(?-u:\b)");
    }
    source
}

/// Spaces of a literal as expressions: one must be there between Latin letters, and may be elsewhere.
fn spaced(literal: &str) -> String {
    let mut source = String::with_capacity(literal.len() + 8);
    let is_mark = |c: &char| matches!(c, '(' | ')' | '?' | ':' | '*' | '+' | '\\' | '^');
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    for (at, letter) in literal.char_indices() {
        if letter != ' ' {
            source.push(letter);
            continue;
        }
        let before = literal[..at].chars().rev().find(|c| !is_mark(c));
        let after = literal[at + 1..].chars().find(|c| !is_mark(c));
        let optional = literal[..at].ends_with('?');
        source.push_str(if is_latin(before) && is_latin(after) && !optional { r"\s+" } else { r"\s*" });
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(template: &str, sentence: &str) -> Option<String> {
        let words = Words::new(HashMap::from([
            ("join".to_owned(), vec!["和".to_owned(), "and".to_owned(), "、".to_owned(), ",".to_owned()]),
            ("before_name".to_owned(), vec!["the".to_owned(), "原始".to_owned()]),
            ("after_name".to_owned(), vec!["model".to_owned(), "模型".to_owned()]),
        ]));
        let expression = Expression::of(template, &words).expect("a good template");
        expression
            .get()?
            .captures(sentence)
            .and_then(|found| found.name("object"))
            .map(|found| found.as_str().to_owned())
    }

    #[test]
    fn slots_take_lists_and_spaces_fit_both_scripts() {
        for (template, sentence, object) in [
            ("在 {object} 的? 基础上", "在\u{e000}、\u{e001}和\u{e002} 的基础上", Some("\u{e000}、\u{e001}和\u{e002}")),
            ("builds? (up)?on {object}", "it builds upon the \u{e000} model.", Some("the \u{e000} model")),
            ("on {object}", "convolution \u{e000}", None),
            ("基于 {gap} {object}", "基于一些不错的\u{e000}", Some("\u{e000}")),
            ("基于 {gap} {object}", "基于实验，\u{e000}", None),
            ("采用 {sum}", "采用\u{e000} + 3个扩散模型", Some("\u{e000} + 3个扩散模型")),
        ] {
            assert_eq!(found(template, sentence).as_deref(), object, "{template} on {sentence}");
        }
    }
}
