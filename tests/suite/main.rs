//! What paperclade promises, in the order of the pipeline.
#![expect(unreachable_pub, reason = "here, `pub` says that other tests use it")]

mod support;

mod parse;
mod ontology;
mod store;
mod publish;
mod infer;
mod query;
mod questions;
mod understanding;
mod asking;
mod formats;
mod trace;
mod draw;
mod export;
