//! How a verb prints that writes words for people or JSON for scripts.

/// How to print an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Words for people
    #[value(alias = "table")]
    Text,
    /// JSON for scripts
    Json,
}
