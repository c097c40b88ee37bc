//! What a check found → SARIF 2.1.0, which editors and code hosts show at its lines.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::model::{Conflict, Contradiction, Place};
use crate::store;

/// A promise that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The promise.
    pub promise: String,
    /// What it promises.
    pub summary: String,
    /// What breaks it, in words.
    pub words: String,
}

/// Writes contradictions and breaches; `path` says where a note lies, as seen from where the program runs.
///
/// # Errors
/// Where `out` takes no more.
pub fn write(
    contradictions: &[Contradiction],
    breaches: &[Breach],
    path: impl Fn(&str) -> String,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut rules: Vec<(String, &str)> =
        Conflict::ALL.iter().map(|kind| (kind.word().to_owned(), kind.advice())).collect();
    for breach in breaches {
        let id = rule_of(breach);
        if rules.iter().all(|(known, _)| *known != id) {
            rules.push((id, &breach.summary));
        }
    }
    let index = |id: &str| rules.iter().position(|(known, _)| known == id).unwrap_or_default();
    let of_contradictions = contradictions.iter().map(|found| {
        let id = found.kind.word();
        let mut result = result(id, index(id), &found.message);
        let mut places = found.places.iter().map(|place| location(place, &path(&place.note)));
        result["locations"] = places.next().into_iter().collect();
        // All other places lead on from the first.
        let related = places.enumerate().map(|(at, mut place)| {
            place["id"] = json!(at + 1);
            place
        });
        result["relatedLocations"] = related.collect();
        result
    });
    let of_breaches = breaches.iter().map(|breach| {
        let id = rule_of(breach);
        result(&id, index(&id), &format!("{} {}", breach.summary, breach.words))
    });
    let results: Vec<Value> = of_contradictions.chain(of_breaches).collect();
    let described: Vec<Value> = rules
        .iter()
        .map(|(id, help)| json!({ "id": id, "shortDescription": { "text": help }, "help": { "text": help } }))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "paperclade",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule_of(breach: &Breach) -> String {
    format!("promise/{}", breach.promise)
}

fn result(rule: &str, index: usize, message: &str) -> Value {
    // Lines move and numbers change; what is wrong stays the same until it is set right.
    let print = blake3::hash(format!("{rule}\n{message}").as_bytes()).to_hex();
    json!({
        "ruleId": rule,
        "ruleIndex": index,
        "level": "warning",
        "message": { "text": message },
        "partialFingerprints": { "contradiction/v1": print[..16] },
    })
}

fn location(place: &Place, path: &str) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": address(path) },
            "region": { "startLine": place.line.max(1), "snippet": { "text": place.quote } },
        },
        "message": { "text": format!("“{}” says: {}", place.quote, place.says) },
    })
}

/// A path as an address: relative to the folder that is open, unless it begins at the root.
fn address(path: &str) -> String {
    let note = "note/";
    let encoded = store::iri("", &format!("{note}{}", path.replace('\\', "/")));
    let encoded = encoded.strip_prefix(note).unwrap_or(&encoded);
    let first = encoded.split('/').next().unwrap_or_default();
    match () {
        () if encoded.starts_with('/') => format!("file://{encoded}"),
        // What stands before a colon would be taken for a scheme.
        () if first.contains(':') => format!("./{encoded}"),
        () => encoded.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_is_an_address_that_leads_to_it() {
        for (path, address) in [
            ("a b/日.md", "a%20b/%E6%97%A5.md"),
            ("concept/x.md", "concept/x.md"),
            ("a:b.md", "./a:b.md"),
            ("/n/a.md", "file:///n/a.md"),
        ] {
            assert_eq!(super::address(path), address);
        }
    }
}
