//! What paperclade promises, in the order of the pipeline.

mod asking;
mod draw;
mod formats;
mod infer;
mod query;
mod questions;
mod parse;
mod export;
mod ontology;
mod publish;
mod store;
mod support;
mod trace;
mod understanding;
