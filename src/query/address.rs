//! Ids ⇄ addresses: `work/vq-vae` is `<base>work/vq-vae`; concepts that ship with the program have an address of their own.

use oxigraph::model::NamedNode;

use crate::error::{Error, Result};
use crate::model::vocabulary;

const CONCEPTS: &str = "concept/";

/// The address of an id.
///
/// # Errors
/// [`Error::Query`] if base and id make no address.
pub fn iri(base: &str, id: &str) -> Result<NamedNode> {
    let address = match id.strip_prefix(CONCEPTS) {
        Some(concept) => format!("{}{concept}", vocabulary::CONCEPT),
        None => format!("{base}{id}"),
    };
    NamedNode::new(&address).map_err(|_| Error::Query(format!("`{address}` is no address")))
}

/// The id of an address, if it is one of a thing.
#[must_use]
pub fn id(base: &str, iri: &str) -> Option<String> {
    match iri.strip_prefix(vocabulary::CONCEPT) {
        Some(concept) => Some(format!("{CONCEPTS}{concept}")),
        None => iri.strip_prefix(base).map(str::to_owned),
    }
}
