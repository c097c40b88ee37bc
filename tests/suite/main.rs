//! What paperclade promises, in the order of the pipeline.

mod asking;
mod draw;
mod export;
mod formats;
#![expect(unreachable_pub, reason = "here, `pub` says that other tests use it")]

mod infer;
mod ontology;
mod parse;
mod publish;
mod query;
mod questions;
mod store;
mod support;
mod trace;
mod understanding;
