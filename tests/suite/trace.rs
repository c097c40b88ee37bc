//! What `trace` and `why` show.

use std::time::Instant;

use paperclade::cli;
use paperclade::cli::outcome::Outcome;
use paperclade::model::{Because, Entity, Evidence, Fact, Graph, Label, Lineage, Status};
use paperclade::text::width::columns;
use paperclade::trace::{self, Limits};

use crate::support::sample;

/// What a command prints, and how it went.
fn ran(line: &[&str], graph: &Graph) -> (Outcome, String) {
    #[derive(clap::Parser)]
    enum Program {
        Trace(cli::trace::Arguments),
        Why(cli::why::Arguments),
    }
    let words = std::iter::once("paperclade").chain(line.iter().copied());
    let mut out = Vec::new();
    let outcome = match <Program as clap::Parser>::try_parse_from(words).unwrap_or_else(|error| panic!("{error}")) {
        Program::Trace(arguments) => cli::trace::run(&arguments, graph, &mut out),
        Program::Why(arguments) => cli::why::run(&arguments, graph, &mut out),
    };
    let text = String::from_utf8(out).expect("only text is printed");
    (outcome.unwrap_or_else(|error| panic!("{error}")), text)
}

#[test]
fn dbg() {
    let g = sample::graph();
    for l in [&["trace", "SDXL"][..], &["trace", "VQ-VAE"], &["trace", "CM3leon"], &["trace","BLIP2","--brief"], &["why", "DDPM", "SDXL"], &["why","vq-vae","cm3"],&["why","instructblip","minigpt5"],&["why","ddpm","cm3"],&["trace","cm3","--format","json","--ancestors"]] {
        let (o, t) = ran(l, &g);
        println!("$ {l:?} {o:?}\n{t}");
    }
    std::fs::write("/tmp/sample.dot", ran(&["trace", "--all", "--format", "dot"], &g).1).unwrap();
    std::fs::write("/tmp/sdxl.mmd", ran(&["trace", "sdxl", "--format", "mermaid"], &g).1).unwrap();
}
