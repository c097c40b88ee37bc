//! Graph ⇄ quads ⇄ the store's folder. Every address is made here; nothing here asks or infers.
//!
//! What is believed stands in the default graph; what each source contributed, in a graph of its own.

mod address;
mod files;
mod index;
mod load;
mod near;
mod publish;
mod quads;
mod sources;

use oxigraph::model::Quad;
use oxigraph::store::Store;

use crate::error::{Error, Result};

pub use address::{id, iri, stretch};
pub use load::{load, load_both, load_quads};
pub use near::{Near, Steps, near};
pub use publish::{Former, generation, publish, publish_after};
pub use quads::{believed, fact_id, quads};
pub use sources::{keep_sources, sources};

/// A store in memory that holds these quads.
///
/// # Errors
/// [`Error::Query`] if the store refuses them, which no quad of [`quads`] makes it do.
pub fn open(quads: impl IntoIterator<Item = Quad>) -> Result<Store> {
    let refused = |error: oxigraph::store::StorageError| Error::Query(error.to_string());
    let store = Store::new().map_err(refused)?;
    let mut loader = store.bulk_loader();
    loader.load_quads(quads).map_err(refused)?;
    loader.commit().map_err(refused)?;
    Ok(store)
}
