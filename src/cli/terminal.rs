//! The only place that prints: answers to standard output, talk to standard error.
#![expect(clippy::print_stderr, reason = "this is the place that prints")]

use std::io::Write;
use std::process::ExitCode;

use super::outcome::Outcome;
use crate::error::Error;
use crate::report::Remark;

/// The exit code for wrong usage or input.
const WRONG: u8 = 2;

/// Shows help, or what is wrong with the words on the command line.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    // A closed pipe is no reason to fail: whoever reads has read enough.
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(WRONG) } else { ExitCode::SUCCESS }
}

/// Shows what a verb wrote.
pub(super) fn done(written: &[u8], outcome: Outcome) -> ExitCode {
    show(written);
    match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::NothingFound => ExitCode::FAILURE,
    }
}

/// Shows what a verb wrote before it failed, why it did, and what to do next.
pub(super) fn failed(written: &[u8], error: &Error) -> ExitCode {
    show(written);
    complain(error);
    ExitCode::from(WRONG)
}

/// Says what is wrong and what to do next.
pub(super) fn complain(error: &Error) {
    eprintln!("error: {error}");
    if let Some(hint) = error.hint() {
        eprintln!("hint: {hint}");
    }
}

/// Shows remarks on the notes, `FILE:LINE: what is odd`.
pub(super) fn remarks<'a>(remarks: impl IntoIterator<Item = &'a Remark>) {
    for remark in remarks {
        let note = calm(&remark.note);
        let place = if remark.line == 0 { note } else { format!("{note}:{}", remark.line) };
        eprintln!("{place}: {} [{}]", remark.message, remark.code.word());
    }
}

/// Says something beside the answer.
pub(super) fn say(words: &str) {
    eprintln!("{}", calm(words));
}

/// Words without letters that move the cursor, color what follows or begin a line, as names of files may hold them.
fn calm(words: &str) -> String {
    let shown =
        |letter: char| if letter.is_control() { letter.escape_default().to_string() } else { letter.to_string() };
    words.chars().map(shown).collect()
}

/// Shows an answer at once, where more is to come.
pub(super) fn show(written: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(written).and_then(|()| out.flush());
}
