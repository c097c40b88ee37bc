//! What several tests need.

pub mod hostile;
pub mod sample;

/// Says that a check was left out, and why.
#[expect(clippy::print_stderr, reason = "the test runner shows it, and nothing else can")]
pub fn skip(reason: &str) {
    eprintln!("skipped: {reason}");
}
