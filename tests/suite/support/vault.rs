//! A folder of invented notes with the owner's corrections, and the graph that grows from it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use paperclade::knowledge::Knowledge;
use paperclade::model::{Graph, vocabulary};
use paperclade::pipeline::{self, Before, Plan};
use paperclade::report::Report;
use tempfile::TempDir;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load().expect("knowledge"));

/// A folder of notes.
pub(crate) struct Vault {
    folder: TempDir,
}

impl Vault {
    /// A folder with these notes.
    pub(crate) fn of(notes: &[(&str, &str)]) -> Self {
        let vault = Self { folder: tempfile::tempdir().expect("a folder") };
        for (path, text) in notes {
            vault.write(path, text);
        }
        vault
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, in a folder that is made if need be.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// The graph that grows from the notes as they are now.
    pub(crate) fn graph(&self) -> (Graph, Report) {
        self.graph_after(Before::Nothing)
    }

    /// The graph that grows, with what is kept of the build before.
    pub(crate) fn graph_after(&self, before: Before<'_>) -> (Graph, Report) {
        self.grown(&KNOWLEDGE, before)
    }

    /// The graph that grows from other knowledge.
    pub(crate) fn grown(&self, knowledge: &Knowledge, before: Before<'_>) -> (Graph, Report) {
        let notes = [self.folder().to_owned()];
        let corrections = pipeline::corrections(&notes, None).expect("corrections");
        let plan = Plan { notes: &notes, corrections: &corrections, base: vocabulary::DEFAULT_BASE, before };
        let mut report = Report::default();
        let graph = pipeline::grow(&plan, knowledge, &mut report).expect("a graph");
        (graph, report)
    }

    /// Whether the corrections are well-formed and do not contradict each other.
    pub(crate) fn is_understood(&self) -> bool {
        pipeline::corrections(&[self.folder().to_owned()], None).is_ok()
    }
}

/// The knowledge that ships with the program.
pub(crate) fn knowledge() -> &'static Knowledge {
    &KNOWLEDGE
}

/// Every fact in words: `A extends B (stated)`.
pub(crate) fn spoken(graph: &Graph) -> Vec<String> {
    let facts = graph.facts.iter();
    facts
        .map(|fact| {
            let (subject, object) = (graph.label(&fact.subject), graph.label(&fact.object));
            format!("{subject} {} {object} ({})", fact.relation, fact.basis())
        })
        .collect()
}
