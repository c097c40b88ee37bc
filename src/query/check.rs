//! Promises: questions that must have no answer.

use oxigraph::store::Store;

use crate::error::{Error, Result};
use crate::knowledge::questions::Question;

use super::results::Rows;
use super::{Options, Results, evaluate};

/// What became of a promise.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    /// The promise.
    pub promise: &'a Question,
    /// Whether it is kept.
    pub verdict: Verdict,
}

/// Whether a promise is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// No row breaks it.
    Kept,
    /// These rows break it.
    Broken(Rows),
    /// The time was over before anything was known.
    Stopped,
}

impl Verdict {
    /// The word for it in reports.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Kept => "ok",
            Self::Broken(_) => "broken",
            Self::Stopped => "stopped",
        }
    }
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
    let kept = |verdict| Ok(Kept { promise, verdict });
    match evaluate(store, &promise.text, options) {
        Ok(Results::Rows(breaches)) if breaches.rows.is_empty() => kept(Verdict::Kept),
        Ok(Results::Rows(breaches)) => kept(Verdict::Broken(breaches)),
        // The other promises can still be checked.
        Err(Error::Timeout(_)) => kept(Verdict::Stopped),
        Ok(_) => Err(refuse("a promise is a SELECT whose rows break it".to_owned())),
        Err(Error::Query(reason)) => Err(refuse(reason)),
        Err(other) => Err(other),
    }
}
