//! Many signs → one moment to act: when it has been quiet for a while, and at the latest some time after the first sign.

use std::time::{Duration, Instant};

/// Gathers signs that something changed, so that a burst of them is one.
///
/// It is told the time and never looks at a clock.
#[derive(Clone, Copy, Debug)]
pub struct Debouncer {
    quiet: Duration,
    longest: Duration,
    /// The first and the last sign since it was last due.
    signs: Option<(Instant, Instant)>,
}

/// When to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// There was no sign.
    Never,
    /// After this time, if no other sign comes.
    In(Duration),
    /// Now.
    Now,
}

impl Debouncer {
    /// One that acts when no sign came for `quiet`, and at the latest `longest` after the first.
    #[must_use]
    pub fn new(quiet: Duration, longest: Duration) -> Self {
        Self { quiet, longest, signs: None }
    }

    /// A sign came.
    pub fn notice(&mut self, now: Instant) {
        let first = self.signs.map_or(now, |(first, _)| first);
        self.signs = Some((first, now));
    }

    /// When to act, if nothing else happens.
    #[must_use]
    pub fn due(&self, now: Instant) -> Due {
        let Some((first, last)) = self.signs else { return Due::Never };
        let at = (last + self.quiet).min(first + self.longest);
        match at.checked_duration_since(now) {
            Some(wait) if !wait.is_zero() => Due::In(wait),
            _ => Due::Now,
        }
    }

    /// Forgets all signs: what they told of is about to be looked at.
    pub fn rest(&mut self) {
        self.signs = None;
    }
}
