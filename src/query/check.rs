//! Promises: questions that must have no answer.

use oxigraph::store::Store;

use crate::error::{Error, Result};
use crate::knowledge::questions::Question;

use super::results::Rows;
use super::{Options, Results, evaluate};

/// A promise and the rows that break it.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    /// The promise.
    pub promise: &'a Question,
    /// What breaks it; no row if it is kept.
    pub breaches: Rows,
}

/// What became of each promise.
///
/// # Errors
/// [`Error::Knowledge`] if one is no SELECT; as [`evaluate`].
pub fn check<'a>(store: &Store, promises: &'a [Question], options: &Options) -> Result<Vec<Kept<'a>>> {
    promises.iter().map(|promise| kept(store, promise, options)).collect()
}

fn kept<'a>(store: &Store, promise: &'a Question, options: &Options) -> Result<Kept<'a>> {
    let refuse = |reason: String| Error::Knowledge { place: format!("queries/{}.rq", promise.name), reason };
    match evaluate(store, &promise.text, options) {
        Ok(Results::Rows(breaches)) => Ok(Kept { promise, breaches }),
        Ok(_) => Err(refuse("a promise is a SELECT whose rows break it".to_owned())),
        Err(Error::Query(reason)) => Err(refuse(reason)),
        Err(other) => Err(other),
    }
}
