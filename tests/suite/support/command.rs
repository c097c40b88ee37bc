//! Commands run on a graph made by hand.

use clap::Parser;
use paperclade::cli::{gaps, outcome::Outcome, outline, trace, why};
use paperclade::error::{Error, Result};
use paperclade::model::Graph;

#[derive(Parser)]
enum Program {
    Gaps(gaps::Arguments),
    Outline(outline::Arguments),
    Trace(trace::Arguments),
    Why(why::Arguments),
}

/// How a command went, and what it printed.
pub(crate) fn ran(line: &[&str], graph: &Graph) -> (Outcome, String) {
    run(line, graph).unwrap_or_else(|error| panic!("{line:?}: {error}"))
}

/// What stopped a command.
pub(crate) fn refused(line: &[&str], graph: &Graph) -> Error {
    run(line, graph).expect_err("it is stopped")
}

fn run(line: &[&str], graph: &Graph) -> Result<(Outcome, String)> {
    let words = std::iter::once("paperclade").chain(line.iter().copied());
    let mut out = Vec::new();
    let outcome = match Program::try_parse_from(words).unwrap_or_else(|error| panic!("{line:?}: {error}")) {
        Program::Gaps(arguments) => gaps::run(&arguments, graph, &mut out),
        Program::Outline(arguments) => outline::run(&arguments, graph, &mut out),
        Program::Trace(arguments) => trace::run(&arguments, graph, &mut out),
        Program::Why(arguments) => why::run(&arguments, graph, &mut out),
    }?;
    Ok((outcome, String::from_utf8(out).expect("only text is printed")))
}
