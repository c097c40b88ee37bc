//! Which pattern is right how often, on which notes: one that is right on one set only may be made for that set.

use std::collections::BTreeMap;

/// A pair that a pattern found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The pattern.
    pub pattern: String,
    /// Whether the gold standard has the pair; pairs on which readers may differ earn no credit.
    pub is_right: bool,
}

/// How often each pattern was right and wrong on each of several sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The names of the sets.
    pub sets: Vec<String>,
    /// For each pattern, its relation, and the right and wrong pairs in each set.
    pub rows: BTreeMap<String, (String, Vec<(usize, usize)>)>,
}

impl Tally {
    /// A tally without sets, of patterns and their relations.
    pub fn of<'a>(patterns: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let rows = patterns.map(|(pattern, relation)| (pattern.to_owned(), (relation.to_owned(), Vec::new())));
        Self { sets: Vec::new(), rows: rows.collect() }
    }

    /// Counts the pairs of another set.
    pub fn add(&mut self, set: &str, credits: &[Credit]) {
        let at = self.sets.len();
        self.sets.push(set.to_owned());
        for (_, counts) in self.rows.values_mut() {
            counts.resize(at + 1, (0, 0));
        }
        for credit in credits {
            let (_, counts) = self.rows.entry(credit.pattern.clone()).or_default();
            counts.resize(at + 1, (0, 0));
            counts[at].0 += usize::from(credit.is_right);
            counts[at].1 += usize::from(!credit.is_right);
        }
    }

    /// The patterns that found anything, right or wrong, in one set only, with that set.
    #[must_use]
    pub fn narrow(&self) -> Vec<(&str, &str)> {
        let only = |counts: &[(usize, usize)]| {
            let mut sets = (0..counts.len()).filter(|&at| counts[at] != (0, 0));
            sets.next().filter(|_| sets.next().is_none())
        };
        self.rows
            .iter()
            .filter_map(|(pattern, (_, counts))| Some((pattern.as_str(), self.sets[only(counts)?].as_str())))
            .collect()
    }

    /// The patterns that found nothing anywhere.
    #[must_use]
    pub fn idle(&self) -> Vec<&str> {
        let is_idle = |counts: &[(usize, usize)]| counts.iter().all(|count| *count == (0, 0));
        self.rows.iter().filter(|(_, (_, counts))| is_idle(counts)).map(|(pattern, _)| pattern.as_str()).collect()
    }
}
