//! Words by which a sentence shows what it is for: `data/cues.toml`.

use std::sync::LazyLock;

use regex::RegexSet;
use serde::Deserialize;

use crate::error::{Error, Result};

/// Words by which a sentence of an entry shows what it is for.
#[derive(Clone, Debug)]
pub struct Cues {
    /// It says what the paper is or does.
    pub says: RegexSet,
    /// It says what the paper itself puts forward.
    pub puts_forward: RegexSet,
    /// It is about something else than what the paper is.
    pub other: RegexSet,
    /// It leaves something open.
    pub open: RegexSet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    says: Vec<String>,
    puts_forward: Vec<String>,
    other: Vec<String>,
    open: Vec<String>,
}

/// The cues that ship with the program.
static BUNDLED: LazyLock<Cues> =
    LazyLock::new(|| Cues::parse(include_str!("../../data/cues.toml")).expect("a test parses the file"));

impl Cues {
    /// The cues that ship with the program.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// The cues of a file's words.
    ///
    /// # Errors
    /// [`Error::Knowledge`] where they are no TOML or no expressions.
    pub fn parse(words: &str) -> Result<Self> {
        let malformed =
            |reason: String| Error::Knowledge { place: "data/cues.toml".to_owned(), reason: reason.trim().to_owned() };
        let written: Written = toml::from_str(words).map_err(|error| malformed(error.to_string()))?;
        let set = |lines: Vec<String>| {
            RegexSet::new(lines.into_iter().map(|line| format!("(?i){line}")))
                .map_err(|error| malformed(error.to_string()))
        };
        Ok(Self {
            says: set(written.says)?,
            puts_forward: set(written.puts_forward)?,
            other: set(written.other)?,
            open: set(written.open)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_parses_and_its_words_are_found() {
        let cues = Cues::bundled();
        assert!(cues.puts_forward.is_match("本文提出了一个方法"));
        assert!(cues.open.is_match("What about longer videos?"));
        assert!(cues.other.is_match("数据，线上日志"));
        assert!(Cues::parse("says = ['(']").is_err());
    }
}
