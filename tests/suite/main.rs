//! What paperclade promises, in the order of the pipeline.

mod infer;
mod support;

mod asking;
mod formats;
mod query;
mod questions;
mod understanding;
