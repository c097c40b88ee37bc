//! Builds anew when a file of knowledge comes, goes or changes.

fn main() {
    for folder in ["data/lexicon", "data/patterns", "data/concepts.ttl", "data/judge.tsv", "ontology", "queries"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
