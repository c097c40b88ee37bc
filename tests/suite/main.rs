//! What paperclade promises, in the order of the pipeline.
#![expect(unreachable_pub, reason = "here, `pub` says that other tests use it")]

mod support;

mod architecture;
mod asking;
mod cases;
mod commands;
mod concepts;
mod documents;
mod draw;
mod eval;
mod evidence;
mod export;
mod exports;
mod formats;
mod infer;
mod lexicon;
mod lineages;
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
