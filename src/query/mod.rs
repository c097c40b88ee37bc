//! SPARQL and questions → answers. Reads a store and never changes it; nothing here prints.

pub mod answer;
pub mod bind;
pub mod check;
mod closure;
mod constant;
pub mod evidence;
pub mod format;
pub mod labels;
mod mistake;
mod phrasing;
pub mod results;
mod slots;
pub mod syntax;
mod tally;
pub mod understand;
mod watch;
mod words;

use std::time::Duration;

use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::Store;

use crate::error::Result;
pub use crate::model::Answers;
use crate::model::vocabulary;
pub use format::Format;
pub use labels::Labels;
pub use results::Results;
use watch::Watch;

/// What a SPARQL query returns: any SELECT, ASK, CONSTRUCT or DESCRIBE; updates are refused.
///
/// The prefixes of [`vocabulary::PREFIXES`] and `:` (the base) need no declaration.
///
/// The time limit is looked at whenever the evaluation asks the store for a quad or yields a row. An aggregate over a
/// product of `VALUES` does neither: a limit that must hold needs a process of its own that can be ended.
///
/// # Errors
/// [`crate::error::Error::Query`] with the place of a mistake, or [`crate::error::Error::Timeout`].
pub fn evaluate(store: &Store, text: &str, options: &Options) -> Result<Results> {
    evaluate_parsed(store, syntax::parse(text, &options.base)?, options)
}

/// What a query returns that has been parsed already.
///
/// # Errors
/// As [`evaluate`].
pub fn evaluate_parsed(store: &Store, query: spargebra::Query, options: &Options) -> Result<Results> {
    let watch = Watch::start(options.time_limit);
    let query = match options.closures {
        Closures::Once => {
            let mut query = closure::evaluate_once(query);
            tally::count(closure::pattern(&mut query), store, &watch)?;
            query
        }
        Closures::AsWritten => query,
    };
    let is_ordered = results::is_ordered(&query);
    let evaluator = SparqlEvaluator::new().with_cancellation_token(watch.token());
    let found = evaluator.for_query(query).on_store(store).execute();
    results::collect(found, is_ordered, &watch)
}

/// How a query is evaluated.
#[derive(Clone, Debug)]
pub struct Options {
    /// What `:` stands for and relative addresses are appended to; ends in `/`.
    pub base: String,
    /// After how long the evaluation is stopped.
    pub time_limit: Duration,
    /// What is done with `+` and `*` in joins.
    pub closures: Closures,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            base: vocabulary::DEFAULT_BASE.to_owned(),
            time_limit: Duration::from_secs(30),
            closures: Closures::Once,
        }
    }
}

impl Options {
    /// The usual options, for a graph with this base.
    #[must_use]
    pub fn of(base: &str) -> Self {
        Self { base: base.to_owned(), ..Self::default() }
    }
}

/// What is done with `+` and `*` in joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closures {
    /// A closure with a constant end is evaluated once, before it is joined.
    Once,
    /// The query is left as it was written.
    AsWritten,
}
