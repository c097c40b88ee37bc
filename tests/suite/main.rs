//! What paperclade promises, in the order of the pipeline.

mod support;
mod trace;
