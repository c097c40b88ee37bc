//! What paperclade promises, in the order of the pipeline.

mod draw;
mod eval;
mod infer;
mod patterns;
mod query;
mod questions;
mod support;
mod trace;
mod understanding;
