//! Names that are said to be the same, however they are spelt.

use std::collections::HashMap;

use crate::model::{Correction, Word};
use crate::text::fold;

/// Which names `same` joins.
#[derive(Debug, Default)]
pub(super) struct Classes {
    above: HashMap<String, String>,
    /// The line that joined a name to the one above it.
    lines: HashMap<String, usize>,
}

impl Classes {
    pub(super) fn of(list: &[Correction]) -> Self {
        let mut classes = Self::default();
        for correction in list {
            if let Word::Same(name, other) = &correction.word {
                let (name, other) = (classes.of_name(name), classes.of_name(other));
                if name != other {
                    classes.lines.insert(name.clone(), correction.line);
                    classes.above.insert(name, other);
                }
            }
        }
        classes
    }

    /// The key that stands for all names that are the same as this one.
    pub(super) fn of_name(&self, name: &str) -> String {
        let mut key = fold::key(name);
        while let Some(above) = self.above.get(&key) {
            key.clone_from(above);
        }
        key
    }

    /// The last line that is needed to join this name to its class.
    pub(super) fn line(&self, name: &str) -> Option<usize> {
        let mut key = fold::key(name);
        let mut last = None;
        while let Some(above) = self.above.get(&key) {
            last = last.max(self.lines.get(&key).copied());
            key.clone_from(above);
        }
        last
    }
}
