//! What paperclade promises, in the order of the pipeline.

mod architecture;
mod draw;
mod infer;
mod query;
mod questions;
mod support;
mod trace;
mod understanding;
