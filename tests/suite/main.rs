//! What paperclade promises, in the order of the pipeline.

mod draw;
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
