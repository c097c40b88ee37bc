//! What paperclade promises, in the order of the pipeline.

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
mod query;
mod questions;
mod store;
mod support;
mod trace;
mod understanding;
