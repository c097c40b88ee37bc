//! What paperclade promises, in the order of the pipeline.
#![expect(unreachable_pub, reason = "here, `pub` says that other tests use it")]

mod support;

mod asking;
mod cases;
mod concepts;
mod draw;
mod eval;
mod export;
mod formats;
mod infer;
mod lexicon;
mod ontology;
mod parse;
mod patterns;
mod publish;
mod quality;
mod query;
mod questions;
mod store;
mod trace;
mod understanding;
