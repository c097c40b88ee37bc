//! What paperclade promises, in the order of the pipeline.

mod draw;
mod support;
mod trace;
