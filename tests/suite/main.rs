//! What paperclade promises, in the order of the pipeline.

mod infer;
mod support;

mod query;
mod questions;
mod understanding;
