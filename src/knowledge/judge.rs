//! What words speak for which relation, weighed by labelled notes: `data/judge.tsv`, made by `paperclade train`.
//!
//! It is asked only where no pattern speaks, and says why: the words that weighed most.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use crate::error::{Error, Result};
use crate::model::vocabulary;

/// The outcomes that are told apart: relations, and none.
pub const OUTCOMES: [&str; 10] = [
    "none",
    "extends",
    "usesModel",
    "usesMethod",
    "usesData",
    "inspiredBy",
    "variantOf",
    "comparesWith",
    "similarTo",
    vocabulary::EVALUATED_ON,
];

/// The feature that every candidate has.
pub const ALWAYS: &str = "always";

/// The weights of features for outcomes.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    /// The table that ships with the program, until it is asked for: a build in which no note changed asks nothing.
    unread: &'static str,
    weights: OnceLock<Weights>,
}

type Weights = HashMap<String, Vec<(u8, f32)>>;

/// What a judge makes of a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The probability of each of [`OUTCOMES`].
    pub probabilities: [f32; OUTCOMES.len()],
}

impl Judge {
    /// The judge of a table that is part of the program; it is read when it is first asked.
    #[must_use]
    pub fn bundled(table: &'static str) -> Self {
        Self { unread: table, weights: OnceLock::new() }
    }

    /// A judge from its table: feature, outcome, weight.
    ///
    /// # Errors
    /// [`Error::Knowledge`] with the line that is malformed.
    pub fn parse(text: &str) -> Result<Self> {
        let mut judge = Self::default();
        for (at, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty()) {
            let malformed =
                |reason: &str| Error::Knowledge { place: format!("judge.tsv:{}", at + 1), reason: reason.to_owned() };
            let [feature, outcome, weight] = line.split('\t').collect::<Vec<_>>()[..] else {
                return Err(malformed("a feature, an outcome and a weight are due"));
            };
            let outcome =
                OUTCOMES.iter().position(|known| *known == outcome).ok_or_else(|| malformed("no such outcome"))?;
            let weight = weight.parse::<f32>().ok().filter(|weight| weight.is_finite());
            let weight = weight.ok_or_else(|| malformed("the weight is no number"))?;
            judge.set(feature, outcome, weight);
        }
        Ok(judge)
    }

    /// Gives a feature a weight for an outcome.
    pub fn set(&mut self, feature: &str, outcome: usize, weight: f32) {
        let outcome = u8::try_from(outcome).unwrap_or(u8::MAX);
        self.weights();
        if let Some(weights) = self.weights.get_mut() {
            weights.entry(feature.to_owned()).or_default().push((outcome, weight));
        }
    }

    fn weights(&self) -> &Weights {
        // A table that ships is well-formed: a test reads it.
        let read = || Self::parse(self.unread).ok().and_then(|judge| judge.weights.into_inner());
        self.weights.get_or_init(|| if self.unread.is_empty() { Weights::new() } else { read().unwrap_or_default() })
    }

    /// Whether it knows nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.unread.is_empty() && self.weights.get().is_none_or(HashMap::is_empty)
    }

    /// What it makes of a candidate with these features.
    #[must_use]
    pub fn verdict(&self, features: &[String]) -> Verdict {
        let mut scores = [0.0_f32; OUTCOMES.len()];
        for feature in std::iter::once(ALWAYS).chain(features.iter().map(String::as_str)) {
            for (outcome, weight) in self.weights().get(feature).into_iter().flatten() {
                scores[usize::from(*outcome)] += weight;
            }
        }
        Verdict { probabilities: softmax(scores) }
    }

    /// The features that speak most for an outcome against none, in words.
    #[must_use]
    pub fn because(&self, features: &[String], outcome: usize) -> String {
        let mut speaking: Vec<(f32, &str)> = features
            .iter()
            .map(|feature| (self.weight(feature, outcome) - self.weight(feature, 0), feature.as_str()))
            .filter(|(weight, _)| *weight > 0.0)
            .collect();
        speaking.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let mut words = String::new();
        for (at, (_, feature)) in speaking.iter().take(3).enumerate() {
            let _ = write!(words, "{}{feature}", if at == 0 { "" } else { "; " });
        }
        words
    }

    fn weight(&self, feature: &str, outcome: usize) -> f32 {
        let weights = self.weights().get(feature).into_iter().flatten();
        weights.filter(|(known, _)| usize::from(*known) == outcome).map(|(_, weight)| weight).sum()
    }

    /// The table, sorted, as [`Judge::parse`] reads it.
    #[must_use]
    pub fn table(&self) -> String {
        let mut rows: Vec<(&str, &str, f32)> = self
            .weights()
            .iter()
            .flat_map(|(feature, weights)| {
                weights
                    .iter()
                    .map(move |(outcome, weight)| (feature.as_str(), OUTCOMES[usize::from(*outcome)], *weight))
            })
            .collect();
        rows.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let mut table = String::from("feature\toutcome\tweight\n");
        for (feature, outcome, weight) in rows {
            let _ = writeln!(table, "{feature}\t{outcome}\t{weight:.2}");
        }
        table
    }
}

impl Verdict {
    /// The likeliest outcome whose group is likely enough: all lineage together, all comparison together, evaluation.
    #[must_use]
    pub fn outcome(&self, enough: f32) -> Option<(usize, f32)> {
        [1..7, 7..9, 9..10].into_iter().find_map(|group| {
            let together: f32 = self.probabilities[group.clone()].iter().sum();
            let best = group.max_by(|a, b| self.probabilities[*a].total_cmp(&self.probabilities[*b]))?;
            (together >= enough).then_some((best, together))
        })
    }
}

/// Scores as probabilities.
#[must_use]
pub fn softmax(scores: [f32; OUTCOMES.len()]) -> [f32; OUTCOMES.len()] {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| (score - highest).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_that_ships_is_read_when_it_is_asked() {
        let table = include_str!("../../data/judge.tsv");
        let judge = Judge::bundled(table);
        assert!(!judge.is_empty());
        assert_eq!(judge.table().lines().count(), Judge::parse(table).expect("the table").table().lines().count());
        assert!(judge.table().lines().count() > 1000);
    }

    #[test]
    fn a_judge_reads_back_as_written_and_says_why() {
        let mut judge = Judge::default();
        judge.set("<1 基于", 1, 6.5);
        judge.set(ALWAYS, 0, 3.0);
        let again = Judge::parse(&judge.table()).expect("its own table");
        assert_eq!(again.table(), judge.table());
        let features = ["<1 基于".to_owned()];
        assert_eq!(again.verdict(&features).outcome(0.5).map(|(outcome, _)| OUTCOMES[outcome]), Some("extends"));
        assert_eq!(again.because(&features, 1), "<1 基于");
        assert_eq!(again.verdict(&[]).outcome(0.5), None);
        let error = Judge::parse("feature\toutcome\tweight\na\tb\n").expect_err("a cell is missing");
        assert!(error.to_string().contains("judge.tsv:2"), "{error}");
    }
}
