//! paperclade: the family tree of the papers you read, grown from your own notes.
//!
//! [`pipeline`] tells the program; [`model`] names what flows through it.

pub mod model;
pub mod error;
pub mod report;
pub mod text;
pub mod knowledge;
pub mod read;
pub mod parse;
pub mod recognize;
pub mod extract;
pub mod resolve;
pub mod correct;
pub mod propose;
pub mod store;
pub mod remember;
pub mod infer;
pub mod query;
pub mod trace;
pub mod outline;
pub mod draw;
pub mod export;
pub mod eval;
pub mod doubt;
pub mod verify;
pub mod watch;
pub mod pipeline;
pub mod cli;
