//! Patterns: each finds what its own examples say, and nothing else.
//!
//! In an example `[X]` is an object and `<X>` a subject; where one of the two is not marked it is the paper of the note.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use include_dir::{Dir, DirEntry, File};
use paperclade::extract;
use paperclade::knowledge::judge::Judge;
use paperclade::knowledge::lexicon::{Lexicon, Term};
use paperclade::knowledge::patterns::Patterns;
use paperclade::knowledge::template::{FIRST_SLOT, NAME};
use paperclade::knowledge::{LEXICON, ignored};
use paperclade::model::{Entry, Note, Passage, Prose, Role, Span};
use paperclade::recognize::Recognizer;
use paperclade::text::fold;

use crate::support::tree;

/// The paper that the notes of the examples are about.
const PAPER: &str = "Quillwort";

#[test]
fn each_pattern_finds_exactly_what_its_examples_mark() {
    let mut failures = String::new();
    for (file, patterns) in alone() {
        for patterns in patterns {
            let pattern = &patterns.all[0];
            let mut fail = |kind: &str, words: &str, reason: &str| {
                let _ = writeln!(failures, "{file} `{}` {kind} `{words}`: {reason}", pattern.id);
            };
            if pattern.source.matches.is_empty() {
                fail("matches", "", "there is no example");
            }
            for example in &pattern.source.matches {
                let example = Example::of(example);
                let (wanted, found) = (example.wanted(), found(&patterns, &example));
                if wanted != found {
                    fail(
                        "matches",
                        &example.written,
                        &format!("finds {}; {}", shown(&found), diagnosis(&patterns, &example)),
                    );
                }
            }
            for example in &pattern.source.rejects {
                let example = Example::of(example);
                let found = found(&patterns, &example);
                if !found.is_empty() {
                    fail("rejects", &example.written, &format!("finds {}", shown(&found)));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{failures}", failures.lines().count());
}

#[test]
fn each_pattern_has_a_name_of_its_own_a_known_relation_and_known_kinds() {
    let ontology = std::fs::read_to_string(root().join("ontology/paperclade.ttl")).expect("the ontology");
    let is_term = |name: &str, class: &str| ontology.contains(&format!("\npc:{name} a {class} ;"));
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (file, patterns) in alone() {
        for pattern in patterns.iter().map(|patterns| &patterns.all[0]) {
            let taken = files.insert(pattern.id.clone(), file.clone());
            assert_eq!(taken, None, "`{}` stands twice, the second time in {file}", pattern.id);
            let relations = std::iter::once(&pattern.relation).chain(pattern.source.instead.values());
            for relation in relations {
                assert!(is_term(relation, "owl:ObjectProperty"), "{file} `{}`: no relation `{relation}`", pattern.id);
            }
            let kinds = pattern.source.objects.iter().chain(pattern.source.instead.keys());
            for kind in kinds {
                assert!(is_term(kind, "owl:Class"), "{file} `{}`: no kind `{kind}`", pattern.id);
            }
            let confidence = pattern.source.confidence.expect("the file's at least");
            assert!(confidence > 0.0 && confidence <= 1.0, "{file} `{}`: confidence {confidence}", pattern.id);
            let cues = pattern.expression.cues().expect("an expression that parses");
            assert!(!cues.is_empty(), "{file} `{}` would be tried everywhere", pattern.id);
        }
    }
}

/// A sentence with its names marked.
struct Example {
    written: String,
    words: String,
    /// The words in lower case with a letter for each marked name, as guards see them.
    masked: String,
    /// The same as a reading has it.
    read: String,
    objects: BTreeSet<String>,
    subjects: BTreeSet<String>,
}

impl Example {
    fn of(written: &str) -> Self {
        let (mut words, mut masked) = (String::new(), String::new());
        let (mut objects, mut subjects) = (BTreeSet::new(), BTreeSet::new());
        let mut rest = written;
        while let Some(open) = rest.find(['[', '<']) {
            let close = if rest[open..].starts_with('[') { ']' } else { '>' };
            let end = open + rest[open..].find(close).unwrap_or_else(|| panic!("`{written}` never closes a mark"));
            let name = &rest[open + 1..end];
            words.push_str(&rest[..open]);
            words.push_str(name);
            masked.push_str(&rest[..open]);
            let number = u32::try_from(objects.len() + subjects.len()).expect("few names");
            masked.extend(char::from_u32(u32::from(FIRST_SLOT) + number));
            if close == ']' { &mut objects } else { &mut subjects }.insert(name.to_owned());
            rest = &rest[end + 1..];
        }
        words.push_str(rest);
        masked.push_str(rest);
        masked.make_ascii_lowercase();
        let read = masked.chars().map(|c| if c >= FIRST_SLOT { NAME } else { c.to_ascii_lowercase() }).collect();
        Self { written: written.to_owned(), words, masked, read, objects, subjects }
    }

    /// Each subject with each object, as marked.
    fn wanted(&self) -> BTreeSet<(String, String)> {
        let paper = BTreeSet::from([PAPER.to_owned()]);
        let or_paper = |names: &BTreeSet<String>| if names.is_empty() { paper.clone() } else { names.clone() };
        let (subjects, objects) = (or_paper(&self.subjects), or_paper(&self.objects));
        subjects.iter().flat_map(|subject| objects.iter().map(|object| (subject.clone(), object.clone()))).collect()
    }
}

/// What the one pattern finds in an example: subject and object.
fn found(patterns: &Patterns, example: &Example) -> BTreeSet<(String, String)> {
    let pattern = &patterns.all[0];
    let mut lexicon = Lexicon::default();
    let kind = pattern.source.objects.first().cloned().unwrap_or_default();
    for (names, kind) in [(&example.objects, kind.as_str()), (&example.subjects, "Work")] {
        for name in names {
            lexicon.add(Term { name: name.clone(), kind: kind.to_owned(), ..Term::default() });
        }
    }
    let note = Note::new("example.md", example.words.as_str());
    let mut prose = Prose::default();
    prose.push(&note.text, 0);
    // Patterns that are for surveys only see one.
    let title = if pattern.papers.is_some() { "A Survey of Ferns" } else { "Ferns" };
    let entry = Entry {
        name: PAPER.to_owned(),
        title: Some(title.to_owned()),
        at: Span::new(0, note.text.len()),
        passages: vec![Passage { role: Role::Paragraph, prose, ..Passage::default() }],
        ..Entry::default()
    };
    let words = LEXICON.get_file("ignored_names.tsv").and_then(File::contents_utf8).unwrap_or("");
    let mut ignored = ignored::load(words).expect("good rows");
    // What an example marks is a name, whatever the lexicon says.
    lexicon.terms.iter().for_each(|term| _ = ignored.remove(&fold::key(&term.name)));
    let recognizer = Recognizer::new(&lexicon, std::iter::once(&entry), &ignored);
    let mentions: Vec<_> = entry.passages.iter().map(|passage| recognizer.mentions(&entry, passage)).collect();
    let claims = extract::claims(&note, &entry, &mentions, patterns, &Judge::default());
    claims.into_iter().map(|claim| (claim.subject.name, claim.object.name)).collect()
}

/// What keeps a pattern from finding an example, for whoever mends it.
fn diagnosis(patterns: &Patterns, example: &Example) -> String {
    let pattern = &patterns.all[0];
    if !pattern.expression.is_match(&example.read) {
        return "its wording does not match".to_owned();
    }
    let guards = patterns.guards.iter().filter(|guard| guard.expression.is_match(&example.masked));
    let guards: Vec<&str> = guards.map(|guard| guard.id.as_str()).filter(|_| !pattern.source.unguarded).collect();
    match &pattern.unless {
        Some(unless) if unless.is_match(&example.masked) => "its `unless` matches".to_owned(),
        _ if !guards.is_empty() => format!("its wording matches, and so does the guard {}", guards.join(", ")),
        _ => "its wording matches, if the names are found as marked".to_owned(),
    }
}

fn shown(pairs: &BTreeSet<(String, String)>) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(subject, object)| format!("{subject} → {object}")).collect();
    if pairs.is_empty() { "nothing".to_owned() } else { pairs.join(", ") }
}

/// The patterns of each file, each alone, so that none hides what another finds.
fn alone() -> Vec<(String, Vec<Patterns>)> {
    let folder = root().join("data/patterns");
    let paths = tree::files("data/patterns", "toml");
    let words = std::fs::read_to_string(folder.join("words.toml")).expect("words.toml");
    let mut files = Vec::new();
    for path in paths.iter().filter(|path| !path.ends_with("words.toml")) {
        let name = path.trim_start_matches("data/patterns/").to_owned();
        let text = tree::text(path);
        let mut file: toml::Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let Some(toml::Value::Array(all)) = file.remove("pattern") else { panic!("{name} has no pattern") };
        let patterns = all.into_iter().map(|pattern| {
            file.insert("pattern".to_owned(), toml::Value::Array(vec![pattern]));
            load(&words, &file.to_string()).unwrap_or_else(|error| panic!("{name}: {error}"))
        });
        let patterns = patterns.collect();
        files.push((name, patterns));
    }
    assert!(!files.is_empty(), "no patterns in {}", folder.display());
    files
}

fn load(words: &str, text: &str) -> paperclade::error::Result<Patterns> {
    // A folder in memory borrows its texts for ever; a test may let them live so long.
    let keep = |text: &str| -> &'static [u8] { String::leak(text.to_owned()).as_bytes() };
    let entries: &'static [DirEntry<'static>] = Vec::leak(vec![
        DirEntry::File(File::new("words.toml", keep(words))),
        DirEntry::File(File::new("one.toml", keep(text))),
    ]);
    Patterns::load(&Dir::new("", entries))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
