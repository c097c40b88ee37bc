//! Where bytes from outside come in: each door takes any bytes, and panics where paperclade breaks a promise over them.
//!
//! `cargo fuzz` tries bytes without end; the suite tries the kept corpus and small changes of it.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use include_dir::{Dir, DirEntry, File};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use paperclade::knowledge::lexicon::{Lexicon, Term};
use paperclade::knowledge::patterns::Patterns;
use paperclade::knowledge::questions::Question;
use paperclade::knowledge::terms::Terms;
use paperclade::knowledge::{Knowledge, PATTERNS};
use paperclade::model::{Because, Correction, Fact, Graph, Note, Word, vocabulary};
use paperclade::report::Report;
use paperclade::resolve::{self, Contribution};
use paperclade::{correct, pipeline, store};

/// Names that are known, few, so that a note is read quickly.
const NAMES: [(&str, &str); 6] = [
    ("BERT", "Work"),
    ("CLIP", "Work"),
    ("LoRA", "Method"),
    ("ImageNet", "Dataset"),
    ("BLEU", "Metric"),
    ("OpenAI", "Organization"),
];

/// A correction that no other one contradicts.
const HARMLESS: &str = "ignore\tZyzzogeton";

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let mut knowledge = Knowledge::load().expect("the knowledge that ships");
    knowledge.lexicon = Lexicon::default();
    for (name, kind) in NAMES {
        knowledge.lexicon.add(Term { name: name.to_owned(), kind: kind.to_owned(), ..Term::default() });
    }
    knowledge
});

static TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::bundled().expect("the terms that ship"));

/// What corrections are applied to.
static SMALL: LazyLock<Graph> = LazyLock::new(|| {
    let text = "## 2024.3.1\n《**FooNet: A Net**》\n1. 在BERT的基础上改进\n2. 优于BarNet，用CLIP做编码器\n";
    graph(&read(text.as_bytes()))
});

/// Bytes → note → entries → mentions → claims → graph → quads: quotes stand where they are said to, addresses are valid.
pub fn notes(bytes: &[u8]) {
    let contributions = read(bytes);
    let note = &contributions[0].note;
    for entry in &contributions[0].entries {
        assert!(note.text.get(entry.at.start..entry.at.end).is_some(), "an entry stands at {:?}", entry.at);
        for passage in &entry.passages {
            let span = passage.prose.span(0..passage.prose.text().len());
            assert!(note.text.get(span.start..span.end).is_some(), "{:?} stands at {span:?}", passage.prose.text());
        }
    }
    let graph = graph(&contributions);
    for evidence in graph.facts.iter().flat_map(Fact::evidence) {
        let (start, end) = evidence.characters;
        let words: String = note.text.chars().skip(start).take(end - start).collect();
        assert_eq!(words, evidence.quote);
        assert!(!words.trim().is_empty() && (1..=note.line_count()).contains(&evidence.line), "{evidence:?}");
    }
    let quads = store::quads(&graph);
    let mut lines = String::new();
    for quad in &quads {
        writeln!(lines, "{quad} .").expect("a string can always be written to");
    }
    let again: Vec<Quad> = RdfParser::from_format(RdfFormat::NQuads)
        .for_slice(lines.as_bytes())
        .map(|quad| quad.expect("N-Quads that can be read again"))
        .collect();
    assert!(again == quads, "quads change when they are written and read");
}

/// Bytes between two lines of `---`, at the top of a note that is otherwise plain.
pub fn front_matter(bytes: &[u8]) {
    notes(&[b"---\n", bytes, b"\n---\n# FooNet: A Net\n\nIt builds on BERT.\n"].concat());
}

/// Bytes as a file of wordings: refused with the place, or every wording in it can be tried.
pub fn patterns(bytes: &[u8]) {
    let words = PATTERNS.get_file("words.toml").expect("the words that ship").contents();
    let own = [DirEntry::File(File::new("own/wordings.toml", bytes))];
    let all = [DirEntry::File(File::new("words.toml", words)), DirEntry::Dir(Dir::new("own", &own))];
    let loaded = Patterns::load(&Dir::new("", &all)).and_then(|patterns| patterns.check().map(|()| patterns));
    match loaded {
        Ok(patterns) => {
            for pattern in &patterns.all {
                let texts = pattern.source.matches.iter().chain(&pattern.source.rejects);
                texts.for_each(|text| drop((pattern.expression.is_match(text), patterns.candidates(text))));
            }
        }
        Err(error) => assert!(!error.to_string().trim().is_empty()),
    }
}

/// Bytes as `corrections.tsv`: refused with a line, or applied; and a line more changes nothing of the others.
pub fn corrections(bytes: &[u8]) {
    let path = Path::new("corrections.tsv");
    let read = match correct::parse(path, bytes, &TERMS) {
        Ok(read) => read,
        Err(error) => return assert!(error.to_string().starts_with("corrections.tsv:")),
    };
    let lines = bytes.split(|byte| *byte == b'\n').count();
    assert!(read.list.iter().all(|correction| (1..=lines).contains(&correction.line)));
    let knowledge = correct::knowledge(&KNOWLEDGE, &read);
    let mut graph = SMALL.clone();
    let mut applied = correct::apply(&mut graph, &read, &knowledge, &TERMS);
    applied.report(|keys| vec![false; keys.len()], &mut Report::default());
    let mut is_rejected = |fact: &Fact| matches!(fact.because, Because::Stated(_)) && applied.rejects(fact);
    assert!(!graph.facts.iter().any(&mut is_rejected), "a rejected fact stays");
    let text = std::str::from_utf8(bytes).expect("what was read is UTF-8");
    let mut cells = <[String; 7]>::default();
    for (cell, word) in cells.iter_mut().zip(HARMLESS.split('\t')) {
        word.clone_into(cell);
    }
    let longer = correct::append(text, &cells);
    let again = correct::parse(path, longer.as_bytes(), &TERMS).expect("what was well-formed");
    let words = |list: &[Correction]| list.iter().map(|each| each.word.clone()).collect::<Vec<Word>>();
    assert_eq!(words(&again.list[..read.list.len()]), words(&read.list));
    assert_eq!(again.list.len(), read.list.len() + 1);
}

/// Bytes as a file of `queries/`: refused with its name, or it can be shown.
pub fn questions(bytes: &[u8]) {
    match Question::parse("own/question", &String::from_utf8_lossy(bytes)) {
        Ok(question) => {
            assert!(question.example().starts_with("paperclade ask own/question"));
            for parameter in &question.parameters {
                assert!(question.text.contains(&parameter.variable), "{parameter:?} has a default and no use");
            }
        }
        Err(error) => assert!(error.to_string().starts_with("queries/own/question.rq")),
    }
}

fn read(bytes: &[u8]) -> Vec<Contribution> {
    let note = Note::new("a folder/笔记 \"<1>\".md", String::from_utf8_lossy(bytes));
    let lines = note.line_count();
    let mut report = Report::default();
    let contributions = pipeline::contributions(vec![note], &KNOWLEDGE, &mut report);
    assert!(report.remarks.iter().all(|remark| remark.line <= lines), "{report:?}");
    contributions
}

fn graph(contributions: &[Contribution]) -> Graph {
    resolve::graph(contributions, &KNOWLEDGE.lexicon, &KNOWLEDGE.concepts, vocabulary::DEFAULT_BASE)
}
