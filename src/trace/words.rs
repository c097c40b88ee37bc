//! How a relation reads in a sentence, from the later work's side and from the earlier one's.

use std::borrow::Cow;

const WORDS: [(&str, &str, &str); 12] = [
    ("extends", "extends", "extended by"),
    ("usesModel", "uses (model)", "used (model) by"),
    ("usesMethod", "uses (method)", "used (method) by"),
    ("usesData", "uses (data)", "used (data) by"),
    ("inspiredBy", "inspired by", "inspired"),
    ("variantOf", "variant of", "has variant"),
    ("buildsOn", "builds on", "built on by"),
    ("succeeds", "succeeds", "succeeded by"),
    ("comparesWith", "compares with", "compared with by"),
    ("similarTo", "similar to", "similar to"),
    ("part", "narrower", "broader"),
    ("together", "often read about together", "often read about together"),
];

/// The words between subject and object: LDM `extends` DDPM.
///
/// A relation that somebody added to the ontology reads as its name does: `distillsFrom` as `distills from`.
#[must_use]
pub fn active(relation: &str) -> Cow<'_, str> {
    known(relation).map_or_else(|| Cow::Owned(spaced(relation)), |(active, _)| Cow::Borrowed(active))
}

/// The words between object and subject: DDPM `extended by` LDM.
#[must_use]
pub fn passive(relation: &str) -> Cow<'_, str> {
    known(relation).map_or_else(|| Cow::Owned(format!("{} (from)", spaced(relation))), |(_, passive)| passive.into())
}

fn known(relation: &str) -> Option<(&'static str, &'static str)> {
    WORDS.iter().find(|(name, ..)| *name == relation).map(|&(_, active, passive)| (active, passive))
}

fn spaced(relation: &str) -> String {
    let mut words = String::with_capacity(relation.len() + 4);
    for letter in relation.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary;

    #[test]
    fn every_relation_of_descent_has_words_of_its_own() {
        for relation in vocabulary::LINEAGE.into_iter().chain([vocabulary::BUILDS_ON, vocabulary::SUCCEEDS]) {
            assert!(known(relation).is_some(), "{relation}");
        }
        assert_eq!(active("distillsFrom"), "distills from");
    }
}
