//! What several tests need.

pub mod case_file;
pub(crate) mod command;
pub mod hostile;
pub(crate) mod sample;
pub(crate) mod shelf;
pub(crate) mod vault;

/// Says that a check was left out, and why.
#[expect(clippy::print_stderr, reason = "the test runner shows it, and nothing else can")]
pub fn skip(reason: &str) {
    eprintln!("skipped: {reason}");
}
