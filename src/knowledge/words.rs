//! Classes of words that templates name, as expressions: `data/patterns/words.toml`.

use std::collections::{HashMap, HashSet};

use regex::Regex;
use regex_syntax::hir::literal::Extractor;

use super::template::{bounded, spaced};

/// Named classes of words, as expressions.
#[derive(Clone, Debug, Default)]
pub struct Words {
    classes: HashMap<String, String>,
    joins: HashSet<String>,
}

/// What people put around a name without changing what is named.
#[derive(Clone, Debug)]
pub struct Around {
    /// Words before a name, as many as there are, up to its quotation mark.
    pub before: Regex,
    /// What follows right behind a name: quotation mark, brackets, words, a second name that belongs to it.
    pub after: Regex,
    /// Words and marks that join two names and do nothing else.
    pub joins: HashSet<String>,
}

/// Expressions of more literals than this are kept as they are.
const MOST_LITERALS: usize = 64;

impl Words {
    /// Classes of words from their lists; a word may be an expression.
    #[must_use]
    pub fn new(lists: HashMap<String, Vec<String>>) -> Self {
        let joins = lists.get("join").into_iter().flatten().cloned().collect();
        let classes = lists.into_iter().map(|(name, words)| (name, class(&words))).collect();
        Self { classes, joins }
    }

    /// The expression of a class.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<&str> {
        self.classes.get(name).map(String::as_str)
    }

    /// The expression of a class, or one that matches nothing but the empty text.
    #[must_use]
    pub fn class_or_nothing(&self, name: &str) -> &str {
        self.class(name).unwrap_or("(?:)")
    }

    /// What may stand around a name.
    ///
    /// # Errors
    /// Why an expression does not compile.
    pub fn around(&self) -> Result<Around, String> {
        let before = format!(r#"(?:{} *)+["“'‘]?"#, self.class_or_nothing("before_name"));
        let slot = r"[\u{e000}-\u{f8fe}]";
        // Bounded repetitions of letters make large automata: brackets end where they close.
        let brackets = r"(?: *[（(][^（()）\n]*[）)]){0,2}";
        let words = self.class_or_nothing("after_name");
        // A name right after another belongs to it: `CLIP ViT`.
        let after = format!(r#"^["”'’]?(?:['’]s(?-u:\b))?{brackets}(?: {slot}{brackets})?(?: *{words})*"#);
        let built = |source: &str| Regex::new(source).map_err(|error| error.to_string());
        Ok(Around { before: built(&before)?, after: built(&after)?, joins: self.joins.clone() })
    }
}

/// A list of words as one expression: plain words make a trie each for those that begin and end alike.
fn class(words: &[String]) -> String {
    let mut plain: [Vec<String>; 4] = Default::default();
    let mut others = Vec::new();
    for word in words.iter().map(|word| word.to_ascii_lowercase()) {
        match literals(&word) {
            Some(literals) => literals.into_iter().for_each(|literal| {
                let is_latin = |letter: Option<char>| usize::from(letter.is_some_and(|c| c.is_ascii_alphanumeric()));
                plain[is_latin(literal.chars().next()) * 2 + is_latin(literal.chars().next_back())].push(literal);
            }),
            None => others.push(bounded(&spaced(&word))),
        }
    }
    let mut branches: Vec<String> = Vec::new();
    for (at, mut literals) in plain.into_iter().enumerate().filter(|(_, literals)| !literals.is_empty()) {
        // The longest first, so that a word is never cut by one that it begins with.
        literals.sort_by_key(|literal| std::cmp::Reverse(literal.chars().count()));
        let bound = |is_latin: bool| if is_latin { r"(?-u:\b)" } else { "" };
        let literals: Vec<String> = literals.iter().map(|literal| regex::escape(literal)).collect();
        branches.push(format!("{}(?:{}){}", bound(at >= 2), literals.join("|"), bound(at % 2 == 1)));
    }
    branches.extend(others);
    format!("(?:{})", branches.join("|"))
}

/// All texts that an expression stands for, where they are few.
fn literals(word: &str) -> Option<Vec<String>> {
    let expression = regex_syntax::parse(word).ok()?;
    if !expression.properties().look_set().is_empty() {
        return None;
    }
    let mut extractor = Extractor::new();
    extractor.limit_total(MOST_LITERALS).limit_literal_len(64).limit_repeat(1).limit_class(8);
    let sequence = extractor.extract(&expression);
    let literals = sequence.literals()?;
    let exact = !literals.is_empty() && literals.iter().all(|literal| literal.is_exact() && !literal.is_empty());
    exact.then(|| literals.iter().map(|literal| String::from_utf8(literal.as_bytes().to_vec()).ok()).collect())?
}
