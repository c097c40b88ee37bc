//! The store's folder → graph or quads: the current generation, whole, or an error. Nothing is written.

use std::path::Path;

use oxigraph::io::RdfFormat;
use oxigraph::store::Store;

use super::files::{self, Part, unusable};
use crate::error::Result;
use crate::model::Graph;

/// The graph that was published last.
///
/// # Errors
/// [`NoStore`](crate::error::Error::NoStore) if nothing was published there;
/// [`Store`](crate::error::Error::Store) if another version wrote it, or a file was cut short or edited by hand.
pub fn load(folder: &Path) -> Result<Graph> {
    let [graph] = files::current(folder, [Part::Graph])?;
    parsed(folder, &graph)
}

/// The quads that were published last, ready to be asked.
///
/// # Errors
/// As [`load`].
pub fn load_quads(folder: &Path) -> Result<Store> {
    let [quads] = files::current(folder, [Part::Quads])?;
    opened(folder, &quads)
}

/// The graph that was published last, and its quads: both of one build, even while another one publishes.
///
/// # Errors
/// As [`load`].
pub fn load_both(folder: &Path) -> Result<(Graph, Store)> {
    let [graph, quads] = files::current(folder, [Part::Graph, Part::Quads])?;
    Ok((parsed(folder, &graph)?, opened(folder, &quads)?))
}

fn parsed(folder: &Path, bytes: &[u8]) -> Result<Graph> {
    serde_json::from_slice(bytes).map_err(|error| unusable(folder, format!("its graph cannot be parsed: {error}")))
}

fn opened(folder: &Path, bytes: &[u8]) -> Result<Store> {
    let unparsable = |error: &dyn std::error::Error| unusable(folder, format!("its quads cannot be parsed: {error}"));
    let store = Store::new().map_err(|error| unparsable(&error))?;
    let mut loader = store.bulk_loader();
    loader.load_from_slice(RdfFormat::NQuads, bytes).map_err(|error| unparsable(&error))?;
    loader.commit().map_err(|error| unparsable(&error))?;
    Ok(store)
}
