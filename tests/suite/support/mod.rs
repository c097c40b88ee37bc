//! What several tests need.

use std::sync::LazyLock;

use paperclade::knowledge::Knowledge;

pub mod case_file;
pub(crate) mod command;
pub(crate) mod console;
pub(crate) mod gallery;
pub mod generated;
pub mod hostile;
pub mod large;
pub mod random;
pub(crate) mod sample;
pub(crate) mod session;
pub(crate) mod shelf;
pub(crate) mod tree;

/// The knowledge that ships, loaded once.
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load().expect("the knowledge that ships"));
    &KNOWLEDGE
}
pub(crate) mod vault;

/// Says that a check was left out, and why.
pub fn skip(reason: &str) {
    tell(&format!("skipped: {reason}"));
}

/// Says something to whoever runs the tests.
#[expect(clippy::print_stderr, reason = "the test runner shows it, and nothing else can")]
pub fn tell(words: &str) {
    eprintln!("{words}");
}
