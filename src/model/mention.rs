//! Words that name something.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Words in a passage that name something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands in the passage's prose, in bytes.
    pub range: Range<usize>,
    /// The name to file it under: the lexicon's, the entry's, or the words themselves.
    pub name: String,
    /// The words, where they name a size or checkpoint of the thing: `CM3-Large`.
    pub variant: Option<String>,
    /// What it is: a term of the ontology such as `Work`, `Dataset`, `Metric`, `Method`, `Organization`.
    pub kind: String,
    /// How it came to be known as a name.
    pub source: Source,
    /// Whether it is so general (Transformer, dropout) that it is worth an edge only in plain statements.
    pub generic: bool,
}

/// How words came to be known as a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A paper with a note of its own.
    Entry,
    /// A row of the lexicon.
    Lexicon,
    /// The words around introduce it: `called X`, `提出了 X`, `… (X)`.
    Introduced,
    /// It looks like a name: `XLM-RoBERTa`, `PixelCNN`.
    Form,
}
