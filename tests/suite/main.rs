//! What paperclade promises, in the order of the pipeline.

mod support;

mod query;
mod questions;
mod understanding;
