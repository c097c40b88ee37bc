//! What paperclade promises, in the order of the pipeline.

mod asking;
mod draw;
mod formats;
#![expect(unreachable_pub, reason = "here, `pub` says that other tests use it")]

mod export;
mod infer;
mod query;
mod questions;
mod parse;
mod ontology;
mod publish;
mod store;
mod support;
mod trace;
mod understanding;
