//! Labelled candidates → the weights of a judge. The same examples give the same weights, to the last digit.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::gold::Gold;
use super::spellings::Spellings;
use crate::knowledge::judge::{ALWAYS, Judge, OUTCOMES, softmax};

/// A candidate as it stands in a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The note's path.
    pub note: String,
    /// The line.
    pub line: usize,
    /// Names of the subject, the likeliest first.
    pub subject: Vec<String>,
    /// Names of the object, the likeliest first.
    pub object: Vec<String>,
}

/// A candidate whose outcome is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What speaks for and against it.
    pub features: Vec<String>,
    /// Its outcome, a place in [`OUTCOMES`].
    pub outcome: usize,
}

/// Finds the outcomes of candidates in a gold standard.
pub struct Labels<'a> {
    spellings: Spellings,
    /// The papers, where nothing is labelled of other works.
    papers: Option<HashSet<String>>,
    edges: HashMap<(String, String), Vec<&'a super::gold::Edge>>,
}

impl<'a> Labels<'a> {
    /// The outcomes that a gold standard gives.
    #[must_use]
    pub fn of(gold: &'a Gold) -> Self {
        let spellings = Spellings::of(gold);
        let mut edges: HashMap<(String, String), Vec<_>> = HashMap::new();
        for edge in &gold.edges {
            let pair = (spellings.named(&edge.subject), spellings.named(&edge.object));
            edges.entry(pair).or_default().push(edge);
        }
        let papers = gold.entries.iter().map(|entry| spellings.named(&entry.work));
        Self { papers: gold.papers_only.then(|| papers.collect()), spellings, edges }
    }

    /// The outcome of a candidate; nothing where careful readers may differ, or where the pair is related elsewhere.
    #[must_use]
    pub fn outcome(&self, place: &Place) -> Option<usize> {
        let pair = (self.spellings.first_known(&place.subject), self.spellings.first_known(&place.object));
        if self.papers.as_ref().is_some_and(|papers| !papers.contains(&pair.0)) {
            return None;
        }
        let Some(edges) = self.edges.get(&pair) else { return Some(0) };
        let mut here = edges.iter().filter(|edge| {
            edge.line == place.line && (edge.file.ends_with(&place.note) || place.note.ends_with(&edge.file))
        });
        let firm = here.find(|edge| !edge.optional)?;
        OUTCOMES.iter().position(|outcome| *outcome == firm.relation)
    }
}

/// How often all examples are gone through.
const ROUNDS: usize = 60;
/// How far one example moves the weights at first.
const STEP: f32 = 0.25;
/// How strongly weights are drawn to zero.
const SHRINK: f32 = 0.0006;
/// Features that fewer examples have say nothing.
const RARE: usize = 4;
/// Smaller weights are left out.
const SLIGHT: f32 = 0.15;

/// The judge that these examples teach: multinomial logistic regression by `AdaGrad`.
#[must_use]
pub fn learn(examples: &[Example]) -> Judge {
    let numbers = numbered(examples);
    let rows: Vec<(Vec<usize>, usize)> = examples
        .iter()
        .map(|example| {
            let always = std::iter::once(ALWAYS);
            let features = always.chain(example.features.iter().map(String::as_str));
            (features.filter_map(|feature| numbers.get(feature).copied()).collect(), example.outcome)
        })
        .collect();
    let mut weights = vec![[0.0_f32; OUTCOMES.len()]; numbers.len()];
    let mut moved = vec![[1e-6_f32; OUTCOMES.len()]; numbers.len()];
    for _ in 0..ROUNDS {
        for (features, outcome) in &rows {
            let mut scores = [0.0_f32; OUTCOMES.len()];
            for &feature in features {
                scores.iter_mut().zip(weights[feature]).for_each(|(score, weight)| *score += weight);
            }
            let probabilities = softmax(scores);
            for &feature in features {
                for at in 0..OUTCOMES.len() {
                    let wanted = if at == *outcome { 1.0 } else { 0.0 };
                    let slope = probabilities[at] - wanted + SHRINK * weights[feature][at];
                    moved[feature][at] += slope * slope;
                    weights[feature][at] -= STEP * slope / moved[feature][at].sqrt() * damping(features.len());
                }
            }
        }
    }
    let mut judge = Judge::default();
    for (feature, number) in numbers {
        for (outcome, weight) in weights[number].iter().enumerate().filter(|(_, weight)| weight.abs() >= SLIGHT) {
            judge.set(feature, outcome, *weight);
        }
    }
    judge
}

/// Many features share one example's news.
fn damping(features: usize) -> f32 {
    1.0 / (u16::try_from(features).map_or(256.0, f32::from)).sqrt()
}

fn numbered(examples: &[Example]) -> BTreeMap<&str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        *counts.entry(feature).or_default() += 1;
    }
    counts.insert(ALWAYS, usize::MAX);
    let frequent = counts.into_iter().filter(|(_, count)| *count >= RARE).map(|(feature, _)| feature);
    frequent.enumerate().map(|(number, feature)| (feature, number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_examples_share_is_learnt() {
        let example =
            |words: &str, outcome: usize| Example { features: words.split(' ').map(str::to_owned).collect(), outcome };
        let examples: Vec<Example> =
            (0..20).flat_map(|_| [example("based on", 1), example("better than", 7), example("see also", 0)]).collect();
        let judge = learn(&examples);
        for example in &examples {
            let best = judge.verdict(&example.features).probabilities;
            assert!(best[example.outcome] > 0.8, "{example:?}: {best:?}");
        }
        assert_eq!(learn(&examples).table(), judge.table());
    }
}
