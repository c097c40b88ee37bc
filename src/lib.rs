//! paperclade: the family tree of the papers you read, grown from your own notes.
//!
//! [`pipeline`] tells the program; [`model`] names what flows through it.

pub mod cli;
pub mod correct;
pub mod draw;
pub mod error;
pub mod eval;
pub mod export;
pub mod extract;
pub mod infer;
pub mod knowledge;
pub mod model;
pub mod outline;
pub mod parse;
pub mod pipeline;
pub mod query;
pub mod read;
pub mod recognize;
pub mod remember;
pub mod report;
pub mod resolve;
pub mod store;
pub mod text;
pub mod trace;
pub mod verify;
