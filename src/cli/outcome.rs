//! How a command went, where nothing stopped it.

/// How a command went, where nothing stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// There is no answer, or a check failed.
    NothingFound,
}
