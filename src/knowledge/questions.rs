//! What can be asked: the files of `queries/`, from the program and from a folder of the user. Never evaluates them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::Dir;
use regex::Regex;
use serde::Deserialize;

use super::QUERIES;
use crate::error::{Error, Result};

/// The folder of questions whose every row is a breach.
const CHECKS: &str = "checks/";
const WORDS: &str = "words.toml";

/// What can be asked: the shipped questions, and those in `DIR/queries`, which replace shipped ones of the same name.
///
/// # Errors
/// [`Error::Read`] if the folder cannot be read, [`Error::Knowledge`] if a file in it has no proper header.
pub fn load(knowledge: Option<&Path>) -> Result<Questions> {
    let mut files = BTreeMap::new();
    embedded(&QUERIES, &mut files);
    let mut words: Words = parse_words(WORDS, files.get(WORDS).map_or("", String::as_str))?;
    if let Some(folder) = knowledge.map(|folder| folder.join("queries")).filter(|folder| folder.is_dir()) {
        let mut own = BTreeMap::new();
        on_disk(&folder, "", &mut own)?;
        if let Some(text) = own.get(WORDS) {
            words.extend(parse_words(&folder.join(WORDS).display().to_string(), text)?);
        }
        files.extend(own);
    }
    let all: Vec<Question> = files
        .iter()
        .filter_map(|(path, text)| Some(Question::parse(path.strip_suffix(".rq")?, text)))
        .collect::<Result<_>>()?;
    let (promises, questions) = all.into_iter().partition(|question| question.name.starts_with(CHECKS));
    Ok(Questions { questions, promises, words })
}

/// Everything that can be asked, and the words that people use for it.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// The questions, sorted by name.
    pub questions: Vec<Question>,
    /// Questions that must have no answer, sorted by name.
    pub promises: Vec<Question>,
    /// Words that mean the same, and words that mean nothing.
    pub words: Words,
}

/// A query with what people call it.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What it is about and what it shows: `works/builds-on`.
    pub name: String,
    /// The question in English.
    pub summary: String,
    /// The question in Chinese.
    pub summary_zh: String,
    /// What the answer holds.
    pub description: String,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// How people put it, with slots such as `{work}`.
    pub phrasings: Vec<String>,
    /// What must be given, in the order of the defaults.
    pub parameters: Vec<Parameter>,
    /// The file.
    pub text: String,
}

/// A variable of a query that must be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// What it is called: `work`.
    pub name: String,
    /// The variable without `?`: `_work_iri`.
    pub variable: String,
    /// What it holds.
    pub kind: Kind,
    /// A value to show in examples.
    pub example: String,
}

/// What a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A thing, found by any of its names.
    Iri,
    /// Words, a month or a year.
    String,
    /// A whole number.
    Integer,
}

/// Words that mean the same, and words that mean nothing, in questions.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Words {
    /// Words that add nothing.
    pub filler: Vec<String>,
    /// Words that carry little.
    pub light: Vec<String>,
    /// Words that turn a question into another one.
    pub heavy: Vec<String>,
    /// Groups of words that mean the same; the first stands for the group.
    pub same: Vec<Vec<String>>,
    /// What columns of answers are called in Chinese.
    pub columns: BTreeMap<String, String>,
    /// What queries say in the cells of answers, in Chinese.
    pub values: BTreeMap<String, String>,
}

impl Questions {
    /// The question of this name, or of this last part of a name where there is only one.
    ///
    /// # Errors
    /// [`Error::UnknownChoice`] with the nearest names.
    pub fn named(&self, name: &str) -> Result<&Question> {
        self.get(name).ok_or_else(|| Error::UnknownChoice {
            what: "question",
            name: name.to_owned(),
            nearest: crate::text::names::nearest(
                name,
                self.questions.iter().map(|question| (question.name.as_str(), question.name.as_str())),
            ),
        })
    }

    /// The question of this name, or of this last part of a name where there is only one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Question> {
        let mut by_end = self.questions.iter().filter(|question| question.name.rsplit('/').next() == Some(name));
        let only = by_end.next().filter(|_| by_end.next().is_none());
        self.questions.iter().find(|question| question.name == name).or(only)
    }
}

impl Words {
    fn extend(&mut self, more: Self) {
        self.filler.extend(more.filler);
        self.light.extend(more.light);
        self.heavy.extend(more.heavy);
        self.same.extend(more.same);
        self.columns.extend(more.columns);
        self.values.extend(more.values);
    }
}

impl Question {
    /// A question from the text of its file.
    ///
    /// # Errors
    /// [`Error::Knowledge`] if there is no header, or a parameter has no default.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let refuse = |reason: String| Error::Knowledge { place: format!("queries/{name}.rq"), reason };
        let lines: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        let yaml: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("#+ ")).collect();
        let header: Header =
            serde_norway::from_str(&yaml.join("\n")).map_err(|error| refuse(format!("its header: {error}")))?;
        let parameters = parameters(text, &header).map_err(refuse)?;
        Ok(Self {
            name: name.to_owned(),
            summary: header.summary,
            summary_zh: header.summary_zh,
            description: header.description,
            tags: header.tags,
            phrasings: header.ask,
            parameters,
            text: text.to_owned(),
        })
    }

    /// The question in `zh` or `en`.
    #[must_use]
    pub fn summary_in(&self, language: &str) -> &str {
        if language == "zh" && !self.summary_zh.is_empty() { &self.summary_zh } else { &self.summary }
    }

    /// How to ask it by name: `works/builds-on work="BLIP-2"`.
    #[must_use]
    pub fn example(&self) -> String {
        let values = self.parameters.iter().map(|parameter| {
            let value = parameter.example.rsplit('/').next().unwrap_or_default();
            format!(" {}={value}", parameter.name)
        });
        format!("paperclade ask {}{}", self.name, values.collect::<String>())
    }
}

/// The header as grlc has it, and the lines that only paperclade reads.
#[derive(Deserialize)]
struct Header {
    summary: String,
    #[serde(default)]
    summary_zh: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    defaults: Vec<BTreeMap<String, serde_norway::Value>>,
    #[serde(default)]
    ask: Vec<String>,
}

/// The variables `?_name_type`, in the order of the defaults.
fn parameters(text: &str, header: &Header) -> Result<Vec<Parameter>, String> {
    let shape = Regex::new(r"[?$](_([A-Za-z]+)_([a-z]+))\b").expect("the pattern is a constant");
    let body: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    let body = body.join("\n");
    let mut found: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for variable in shape.captures_iter(&body) {
        let (_, [variable, name, kind]) = variable.extract();
        found.insert(name, (variable, kind));
    }
    let mut parameters = Vec::new();
    for (name, example) in header.defaults.iter().flatten() {
        let (variable, kind) =
            found.remove(name.as_str()).ok_or_else(|| format!("`{name}` has a default and no use"))?;
        let kind = match kind {
            "iri" => Kind::Iri,
            "integer" => Kind::Integer,
            "string" | "literal" => Kind::String,
            other => return Err(format!("`?{variable}`: the type `{other}` is none of iri, string and integer")),
        };
        parameters.push(Parameter {
            name: name.clone(),
            variable: variable.to_owned(),
            kind,
            example: example.as_str().map_or_else(|| scalar(example), str::to_owned),
        });
    }
    match found.keys().next() {
        Some(name) => Err(format!("the parameter `{name}` has no default")),
        None => Ok(parameters),
    }
}

fn scalar(value: &serde_norway::Value) -> String {
    serde_norway::to_string(value).unwrap_or_default().trim().to_owned()
}

fn parse_words(place: &str, text: &str) -> Result<Words> {
    toml::from_str(text)
        .map_err(|error| Error::Knowledge { place: place.to_owned(), reason: error.message().to_owned() })
}

fn embedded(folder: &Dir<'_>, files: &mut BTreeMap<String, String>) {
    for file in folder.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            files.insert(path.replace('\\', "/"), text.to_owned());
        }
    }
    folder.dirs().for_each(|inner| embedded(inner, files));
}

fn on_disk(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<()> {
    let unreadable = |source| Error::Read { path: folder.to_owned(), source };
    for item in fs::read_dir(folder).map_err(unreadable)? {
        let path = item.map_err(unreadable)?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            on_disk(&path, &format!("{name}/"), files)?;
        } else if has_words(&name) {
            let text = fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
            files.insert(name, text);
        }
    }
    Ok(())
}

fn has_words(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("rq")) || name == WORDS
}
