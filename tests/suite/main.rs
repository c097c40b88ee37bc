//! What paperclade promises, in the order of the pipeline.

#![expect(unreachable_pub, reason = "here, `pub` says that other tests use it")]

mod export;
mod infer;
mod ontology;
mod publish;
mod store;
mod support;
