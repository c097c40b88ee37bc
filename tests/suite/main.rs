//! What paperclade promises, in the order of the pipeline.
#![expect(unreachable_pub, reason = "here, `pub` says that other tests use it")]

mod support;

mod asking;
mod corrections;
mod draw;
mod export;
mod formats;
mod increments;
mod infer;
mod ontology;
mod parse;
mod publish;
mod query;
mod questions;
mod store;
mod trace;
mod understanding;
