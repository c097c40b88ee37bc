//! What paperclade promises, in the order of the pipeline.

mod export;
mod infer;
mod ontology;
mod publish;
mod store;
mod support;
