//! What paperclade promises, in the order of the pipeline.
#![expect(unreachable_pub, reason = "here, `pub` says that other tests use it")]

mod support;

mod parse;
mod infer;
mod ontology;
mod store;
mod publish;
mod query;
mod questions;
mod understanding;
mod asking;
mod formats;
mod trace;
mod draw;
mod export;
mod evidence;
mod lineages;
mod commands;
mod exports;
mod documents;
mod architecture;
