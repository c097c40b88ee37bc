//! What paperclade promises, in the order of the pipeline.

mod parse;
mod support;
