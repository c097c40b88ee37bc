//! Template of a wording → regular expression over a reading of a sentence.
//!
//! In a reading (`extract/reading.rs`) letters are in lower case, and a name with what people put around it
//! (`the original X model`) is one letter, so that a slot is one byte whatever is named and however it is wrapped.
//!
//! | in a template | means |
//! | --- | --- |
//! | `{object}`, `{subject}` | a list of names: `X`, `X、Y 和 Z` |
//! | `{loose}` | the same with `，` between its members too |
//! | `{among:N}` | all names in the next N letters of the clause are the objects |
//! | `{any}`, `{one}` | one name that is neither |
//! | `{join}` | what joins two names of a list |
//! | `{chain}` | names joined by arrows, each the later of the one before it |
//! | `{sum}` | operands joined by `+`, mentions among them: the objects |
//! | `{gap}`, `{gap:30}` | up to 12 (30) letters within a clause |
//! | `{name}` of a class in `words.toml` | any word of it |
//! | a space | optional space; between Latin letters a space that must be there |
//! | anything else | a regular expression, whatever the case |

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

use super::required::{self, Cue};
use super::words::Words;

/// The first letter that masks a mention.
pub const FIRST_SLOT: char = '\u{e000}';
/// The last letter that masks a mention.
pub const LAST_SLOT: char = '\u{f8fe}';
/// The letter that stands in a reading for a name and what is around it.
pub const NAME: char = '\u{1}';
/// The letter that stands in a reading for a word or mark that joins two names.
pub const JOIN: char = '\u{2}';

/// One name, in a reading or in a masked sentence: guards look at both.
const ANY: &str = r"(?:\x01|[\u{e000}-\u{f8fe}])";
/// Letters that end a clause; gaps never pass them.
const CLAUSE_END: &str = r"，。；！？,;!?\n";

/// An expression that is compiled when it is first asked for: most wordings occur in few notes.
#[derive(Clone)]
pub struct Expression {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl std::fmt::Debug for Expression {
    /// As it is written: whether it is compiled yet is nobody's business.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.source)
    }
}

impl Expression {
    /// The expression of a template.
    ///
    /// # Errors
    /// What is wrong with the template; whether the expression compiles is seen by [`Expression::check`].
    pub fn of(template: &str, words: &Words) -> Result<Self, String> {
        Ok(Self { source: source(template, words)?, compiled: OnceLock::new() })
    }

    /// The expression as the crate `regex` reads it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
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

    /// Sets of letters, of each of which one must stand where it is found; no set where it may be found anywhere.
    ///
    /// # Errors
    /// Why it does not parse.
    pub fn cues(&self) -> Result<Vec<Vec<Cue>>, String> {
        required::cues(&self.source)
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
const DFA_CACHE: usize = 1 << 19;

fn source(template: &str, words: &Words) -> Result<String, String> {
    let template = lower(template);
    let mut source = String::new();
    let mut rest = template.as_str();
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
    // Readings have no other space, and small classes make small automata.
    Ok(source.replace(r"\s", " ").replace(r"\d", "[0-9]").replace(r"\w", "[a-z0-9_]"))
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
        "any" | "one" => Ok(ANY.to_owned()),
        "join" => Ok(join(words)),
        "chain" => Ok(r"(?P<chain>\x01(?: *(?:→|->|-->|—>|⇒|=>|➜) *\x01)+)".to_owned()),
        "sum" => Ok(sum()),
        "loose" => Ok(format!("(?P<object>{}(?: *[，,、] *{})*(?: *等)?)", list(words), list(words))),
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

fn list(words: &Words) -> String {
    format!(r"\x01(?:{}\x01)*(?: *等)?", join(words))
}

/// What joins the names of a list: what surely does is one letter of the reading, what may stands as written.
fn join(words: &Words) -> String {
    format!(r"(?:\x02| *{} *)", words.class_or_nothing("loose_join"))
}

/// A template in the case of readings; what stands behind a backslash is no letter of a text.
fn lower(template: &str) -> String {
    let mut is_escaped = false;
    let lowered = |letter: char| {
        let lowered = if is_escaped { letter } else { letter.to_ascii_lowercase() };
        is_escaped = letter == '\\' && !is_escaped;
        lowered
    };
    template.chars().map(lowered).collect()
}

fn sum() -> String {
    // An operand is what is named, without a verb that says what is done with it.
    let letters = r"+＋，。；、,;:：()（）\[\]*=<>#\n用拿把接是就被将从让";
    let operand = format!(r"[^{letters}]*[^{letters} ](?: ?[（(][^（()）\n]*[）)])?");
    // A plus with space behind it alone belongs to the name before it: `GRU4Rec+ 0.75`.
    let plus = r"(?: [+＋] ?|[+＋])";
    format!(r"(?P<object>{operand}(?:{plus}{operand})+)")
}

/// Puts word boundaries where Latin words begin, and at the end of a literal that ends in one.
///
/// A word begins at the start of the literal, behind `|`, and at the start of a group that does not continue a word:
/// in `(?:call|re(?:use|do)) X` that is before `call`, `re` and `X`, not before `use` and `do`.
pub(super) fn bounded(literal: &str) -> String {
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
    let is_class = source[..end].chars().rev().nth(1) == Some('\\');
    if source[..end].ends_with(|c: char| c.is_ascii_alphanumeric()) && !is_class {
        source.insert_str(end, r"(?-u:\b)");
    }
    source
}

/// Spaces of a literal as expressions: one must be there between Latin letters, and may be elsewhere.
pub(super) fn spaced(literal: &str) -> String {
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
    use std::collections::HashMap;

    use super::*;

    fn found(template: &str, reading: &str) -> Option<String> {
        let words = Words::new(HashMap::from([("loose_join".to_owned(), vec!["与".to_owned(), "with".to_owned()])]));
        let expression = Expression::of(template, &words).expect("a good template");
        expression
            .get()?
            .captures(reading)
            .and_then(|found| found.name("object"))
            .map(|found| found.as_str().to_owned())
    }

    #[test]
    fn slots_take_lists_and_spaces_fit_both_scripts() {
        for (template, reading, object) in [
            ("在 {object} 的? 基础上", "在\u{1}\u{2}\u{1} 的基础上", Some("\u{1}\u{2}\u{1}")),
            ("在 {object} 的? 基础上", "在\u{1} 与 \u{1} 的基础上", Some("\u{1} 与 \u{1}")),
            ("Builds? (up)?on {object}", "it builds upon \u{1}.", Some("\u{1}")),
            ("on {object}", "convolution \u{1}", None),
            ("基于 {gap} {object}", "基于一些不错的\u{1}", Some("\u{1}")),
            ("基于 {gap} {object}", "基于实验，\u{1}", None),
            ("采用 {sum}", "采用\u{1} + 3个扩散模型", Some("\u{1} + 3个扩散模型")),
        ] {
            assert_eq!(found(template, reading).as_deref(), object, "{template} on {reading}");
        }
    }
}
