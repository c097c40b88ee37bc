//! The concepts that ship: named in both languages, in one tree, no name twice.

use std::collections::BTreeMap;

use paperclade::knowledge::concepts::{Concepts, SCHEME};
use paperclade::text::fold;

#[test]
fn there_are_many_and_each_is_named_in_english_and_chinese() {
    let concepts = Concepts::parse(SCHEME).expect("a scheme");
    assert!(concepts.iter().count() >= 200, "{} concepts", concepts.iter().count());
    for (name, concept) in concepts.iter() {
        let preferred: Vec<Option<&str>> =
            concept.labels.iter().take(2).map(|label| label.language.as_deref()).collect();
        assert_eq!(preferred, [Some("en"), Some("zh")], "{name}: one preferred label in each language");
        for label in &concept.labels {
            assert!(!label.text.trim().is_empty() && label.text.trim() == label.text, "{name}: `{}`", label.text);
        }
    }
}

#[test]
fn a_broader_concept_is_known_and_none_is_above_itself() {
    let concepts = Concepts::parse(SCHEME).expect("a scheme");
    for (name, concept) in concepts.iter() {
        for above in &concept.broader {
            assert!(concepts.get(above).is_some(), "{name} skos:broader {above}: there is no such concept");
        }
        let (mut at, mut seen) = (vec![name], Vec::new());
        while let Some(here) = at.pop() {
            let above = concepts.get(here).map(|concept| concept.broader.as_slice()).unwrap_or_default();
            assert!(!above.iter().any(|above| above == name), "{name} is above itself");
            if !seen.contains(&here) {
                seen.push(here);
                at.extend(above.iter().map(String::as_str));
            }
        }
    }
}

#[test]
fn no_label_names_two_concepts() {
    let concepts = Concepts::parse(SCHEME).expect("a scheme");
    let mut taken: BTreeMap<(Option<String>, String), &str> = BTreeMap::new();
    for (name, concept) in concepts.iter() {
        for label in &concept.labels {
            let key = (label.language.clone(), fold::key(&label.text));
            let other = taken.insert(key, name);
            assert_eq!(other, None, "`{}` of {name} is taken", label.text);
        }
    }
}
