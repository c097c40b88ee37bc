//! Wordings of relations: `data/patterns/<language>/<relation>.toml`, each with sentences that it matches and rejects.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::OnceLock;

use include_dir::Dir;
use serde::Deserialize;

use super::gate::Gate;
use super::template::Expression;
use super::words::{Around, Words};
use crate::error::{Error, Result};

/// All wordings, with the words that must occur before one is tried.
#[derive(Clone, Debug)]
pub struct Patterns {
    /// The wordings, sorted by file and place.
    pub all: Vec<Pattern>,
    /// Wordings that take the force out of a statement.
    pub guards: Vec<Guard>,
    /// What may stand around a name.
    pub around: Around,
    /// Made when the first sentence is looked at: a build in which no note changed looks at none.
    gate: OnceLock<Gate>,
}

/// One wording of one relation.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The name by which evidence refers to it.
    pub id: String,
    /// The relation that it states.
    pub relation: String,
    /// Finds the wording in a sentence whose mentions are masked.
    pub expression: Expression,
    /// Which papers it is for, by their title or opening words; all if absent.
    pub papers: Option<Expression>,
    /// What must not stand in the sentence.
    pub unless: Option<Expression>,
    /// Whether it is for notes with Chinese words in them: a pattern of the folder `zh`.
    pub is_chinese: bool,
    /// The wording as written, and what it must and must not match.
    pub source: Source,
}

/// A pattern as its file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the file, which its writer may leave out")]
pub struct Source {
    /// The name by which evidence refers to it.
    pub id: String,
    /// The wording over mentions.
    pub template: String,
    /// Which relation it states for objects of a kind, where that is not the file's.
    #[serde(default)]
    pub instead: BTreeMap<String, String>,
    /// Which kinds of objects it takes; the file's where empty.
    #[serde(default)]
    pub objects: Vec<String>,
    /// How sure it is; the file's if absent.
    pub confidence: Option<f64>,
    /// Whether negation and hypothesis around it are part of its sense.
    #[serde(default)]
    pub unguarded: bool,
    /// What must not stand in the sentence.
    pub unless: Option<String>,
    /// Whether it speaks of the note's paper whatever stands before it.
    #[serde(default)]
    pub of_entry: bool,
    /// Whether it may speak in titles and headings; elsewhere it always may.
    #[serde(default)]
    pub titles: bool,
    /// Whether it takes general things such as Transformer as objects.
    #[serde(default)]
    pub generic: bool,
    /// Whether it takes names that are but the stem of a word: `BERT` in `BERT-like`.
    #[serde(default)]
    pub stems: bool,
    /// Sentences that it matches: objects in `[…]`, a named subject in `<…>`.
    pub matches: Vec<String>,
    /// Sentences that it must not match.
    #[serde(default)]
    pub rejects: Vec<String>,
}

/// A wording that takes the force out of a statement near it.
#[derive(Clone, Debug)]
pub struct Guard {
    /// Its name.
    pub id: String,
    /// Finds it in a clause whose mentions are masked.
    pub expression: Expression,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    relation: String,
    objects: Vec<String>,
    confidence: f64,
    papers: Option<String>,
    pattern: Vec<Source>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile {
    words: HashMap<String, Vec<String>>,
    guards: BTreeMap<String, String>,
}

impl Pattern {
    /// Whether its objects are what something is the sum of.
    #[must_use]
    pub fn is_sum(&self) -> bool {
        self.source.template.contains("{sum}")
    }
}

impl Patterns {
    /// The patterns in a folder, one folder a language; `words.toml` there holds the classes of words and the guards.
    ///
    /// # Errors
    /// [`Error::Knowledge`] naming the file and the pattern that is malformed.
    pub fn load(folder: &Dir) -> Result<Self> {
        let folders = folder.dirs().flat_map(Dir::files);
        let files = folder
            .files()
            .chain(folders)
            .filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?.to_owned())));
        Self::of(files.collect())
    }

    /// The patterns in a folder on disk, to try them before they are built into the program.
    ///
    /// # Errors
    /// Those of [`Patterns::load`], and [`Error::Read`] if a file cannot be read.
    pub fn read(folder: &Path) -> Result<Self> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| Error::Read { path, source }
        };
        let mut files = Vec::new();
        for found in ignore::Walk::new(folder) {
            let path = found.map_err(std::io::Error::other).map_err(failed(folder))?.into_path();
            if path.is_file() {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(&path).map_err(failed(&path))?));
            }
        }
        let patterns = Self::of(files)?;
        patterns.check()?;
        Ok(patterns)
    }

    fn of(mut files: Vec<(String, String)>) -> Result<Self> {
        files.retain(|(name, _)| Path::new(name).extension().is_some_and(|ending| ending == "toml"));
        files.sort();
        let (word_files, pattern_files): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name == "words.toml");
        let words = word_files.first().map_or("", |(_, text)| text.as_str());
        Self::parse(("words.toml", words), pattern_files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    fn parse<'a>(words: (&str, &str), files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        let word_file: WordFile = parse(words.0, words.1)?;
        let words = Words::new(word_file.words);
        let guards = word_file
            .guards
            .into_iter()
            .map(|(id, text)| Ok(Guard { expression: compile("words.toml", &id, &text, &words)?, id }))
            .collect::<Result<Vec<_>>>()?;
        let mut all = Vec::new();
        for (name, text) in files {
            let file: File = parse(name, text)?;
            for mut source in file.pattern {
                if source.objects.is_empty() {
                    source.objects.clone_from(&file.objects);
                }
                source.confidence = source.confidence.or(Some(file.confidence));
                let expression = compile(name, &source.id, &source.template, &words)?;
                let optional = |text: &Option<String>| {
                    text.as_ref().map(|text| compile(name, &source.id, text, &words)).transpose()
                };
                let (papers, unless) = (optional(&file.papers)?, optional(&source.unless)?);
                let relation = file.relation.clone();
                let is_chinese = name.starts_with("zh/");
                all.push(Pattern { id: source.id.clone(), relation, expression, papers, unless, is_chinese, source });
            }
        }
        let around = words.around().map_err(|reason| Error::Knowledge { place: "words.toml".to_owned(), reason })?;
        Ok(Self { all, guards, around, gate: OnceLock::new() })
    }

    /// Compiles every expression, which building compiles only where it is needed.
    ///
    /// # Errors
    /// [`Error::Knowledge`] naming the pattern that is malformed.
    pub fn check(&self) -> Result<()> {
        let of_patterns = self.all.iter().flat_map(|pattern| {
            let all = std::iter::once(&pattern.expression).chain(&pattern.papers).chain(&pattern.unless);
            all.map(|expression| (pattern.id.as_str(), expression))
        });
        let of_guards = self.guards.iter().map(|guard| (guard.id.as_str(), &guard.expression));
        for (id, expression) in of_patterns.chain(of_guards) {
            expression.check().map_err(|reason| Error::Knowledge { place: format!("pattern `{id}`"), reason })?;
        }
        Ok(())
    }

    /// The patterns that can be found in a sentence in lower case, by their cues, in the order of the files.
    #[must_use]
    pub fn candidates(&self, sentence: &str) -> Vec<&Pattern> {
        self.gate
            .get_or_init(|| Gate::new(self.all.iter().map(|pattern| &pattern.expression)))
            .open(sentence)
            .into_iter()
            .map(|at| &self.all[at])
            .collect()
    }
}

fn parse<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| Error::Knowledge { place: name.to_owned(), reason: error.to_string() })
}

fn compile(file: &str, id: &str, text: &str, words: &Words) -> Result<Expression> {
    Expression::of(text, words).map_err(|reason| Error::Knowledge { place: format!("{file}, `{id}`"), reason })
}
