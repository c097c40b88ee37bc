//! How a relation reads in a sentence, from the later work's side and from the earlier one's.

use std::borrow::Cow;

/// Name, active words, passive words, and what it is called in Chinese: as in the ontology, where it is of the ontology.
const WORDS: [(&str, &str, &str, &str); 12] = [
    ("extends", "extends", "extended by", "扩展"),
    ("usesModel", "uses (model)", "used (model) by", "使用模型"),
    ("usesMethod", "uses (method)", "used (method) by", "采用方法"),
    ("usesData", "uses (data)", "used (data) by", "使用数据"),
    ("inspiredBy", "inspired by", "inspired", "借鉴"),
    ("variantOf", "variant of", "has variant", "派生自"),
    ("buildsOn", "builds on", "built on by", "基于"),
    ("succeeds", "succeeds", "succeeded by", "承接"),
    ("comparesWith", "compares with", "compared with by", "对比"),
    ("similarTo", "similar to", "similar to", "类似"),
    ("part", "narrower", "broader", "下位概念"),
    ("together", "often read about together", "often read about together", "常一起读到"),
];

/// The words between subject and object: LDM `extends` DDPM.
///
/// A relation that somebody added to the ontology reads as its name does: `distillsFrom` as `distills from`.
#[must_use]
pub fn active(relation: &str) -> Cow<'_, str> {
    known(relation).map_or_else(|| Cow::Owned(spaced(relation)), |words| Cow::Borrowed(words.1))
}

/// What the relation is called in a language, the later work first: `extends`, `扩展`.
#[must_use]
pub fn named<'a>(relation: &'a str, language: &str) -> Cow<'a, str> {
    match known(relation) {
        Some(words) if language == "zh" => Cow::Borrowed(words.3),
        _ => active(relation),
    }
}

/// The words between object and subject: DDPM `extended by` LDM.
#[must_use]
pub fn passive(relation: &str) -> Cow<'_, str> {
    known(relation).map_or_else(|| Cow::Owned(format!("{} (from)", spaced(relation))), |words| words.2.into())
}

fn known(relation: &str) -> Option<&'static (&'static str, &'static str, &'static str, &'static str)> {
    WORDS.iter().find(|(name, ..)| *name == relation)
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
    use crate::knowledge::terms::Terms;
    use crate::model::vocabulary;

    #[test]
    fn every_relation_of_descent_has_words_of_its_own() {
        let terms = Terms::bundled().expect("the ontology");
        for relation in vocabulary::LINEAGE.into_iter().chain([vocabulary::BUILDS_ON, vocabulary::SUCCEEDS]) {
            let words = known(relation).unwrap_or_else(|| panic!("{relation} has no words"));
            assert_eq!(Some(words.3), terms.label(relation, "zh"), "{relation}");
        }
        assert_eq!(active("distillsFrom"), "distills from");
    }
}
