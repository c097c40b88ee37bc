//! Addresses: the id of a thing ⇄ its IRI. Whatever the id, the IRI is valid, plain ASCII, and leads back to the id.

use std::fmt::Write as _;

use crate::model::vocabulary;

/// Concepts that ship with paperclade keep their public address under every base.
const CONCEPT_IDS: &str = "concept/";

/// The address of the thing with this id: `work/vq-vae`, `note/a b.md`, `concept/diffusion`.
#[must_use]
pub fn iri(base: &str, id: &str) -> String {
    match id.strip_prefix(CONCEPT_IDS) {
        Some(name) => encode(vocabulary::CONCEPT, name),
        None => encode(&legal(base), id),
    }
}

/// The id of the thing at this address; none for an address outside of the base.
#[must_use]
pub fn id(base: &str, iri: &str) -> Option<String> {
    match iri.strip_prefix(vocabulary::CONCEPT) {
        Some(name) => Some(format!("{CONCEPT_IDS}{}", decode(name)?)),
        None => decode(iri.strip_prefix(legal(base).as_str())?),
    }
}

/// The address of a stretch of a note, counted in characters as RFC 5147 does.
#[must_use]
pub fn stretch(base: &str, note: &str, (start, end): (usize, usize)) -> String {
    format!("{}#char={start},{end}", iri(base, &format!("note/{note}")))
}

/// The address of a term of paperclade, which a user's ontology may name as it likes.
pub(super) fn term(name: &str) -> String {
    encode(vocabulary::PC, name)
}

fn encode(base: &str, id: &str) -> String {
    let mut iri = base.to_owned();
    for (at, segment) in id.split('/').enumerate() {
        iri.push_str(if at == 0 { "" } else { "/" });
        // A segment of dots alone would be resolved away by whoever follows the address.
        let is_dots = segment == "." || segment == "..";
        segment.bytes().for_each(|byte| push(&mut iri, byte, is_kept(byte) && !(is_dots && byte == b'.')));
    }
    iri
}

fn push(iri: &mut String, byte: u8, kept: bool) {
    if kept {
        iri.push(char::from(byte));
    } else {
        write!(iri, "%{byte:02X}").expect("a string can always be written to");
    }
}

/// What RFC 3986 allows in a path.
fn is_kept(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:@!$&'()*+,;=".contains(&byte)
}

/// The base as the user set it, without the characters that no IRI may hold.
fn legal(base: &str) -> String {
    let mut iri = String::with_capacity(base.len());
    for byte in base.bytes() {
        push(&mut iri, byte, is_kept(byte) || b"/?#[]%".contains(&byte));
    }
    iri
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let (byte, after) = match (first, after) {
            (b'%', [high, low, after @ ..]) => (hex(*high)? * 16 + hex(*low)?, after),
            (b'%', _) => return None,
            _ => (first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
