//! What paperclade promises, in the order of the pipeline.
#![expect(unreachable_pub, reason = "here, `pub` says that other tests use it")]

mod support;

mod architecture;
mod parse;
mod cases;
mod lexicon;
mod concepts;
mod patterns;
mod corrections;
mod propose;
mod increments;
mod replay;
mod watch;
mod evidence;
mod ontology;
mod store;
mod publish;
mod crash;
mod infer;
mod query;
mod questions;
mod understanding;
mod asking;
mod formats;
mod trace;
mod draw;
mod lineages;
mod outline;
mod gaps;
mod export;
mod exports;
mod commands;
mod eval;
mod quality;
mod coverage;
mod documents;
mod built_on;
mod diff;
mod drawing;
mod generated;
mod doubt;
mod verify;
