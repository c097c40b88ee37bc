//! A limit on time: a watchdog that ends with its query.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

use oxigraph::sparql::CancellationToken;

use crate::error::Error;

/// A watchdog that cancels an evaluation after a time, unless it is dropped before.
pub(super) struct Watch {
    token: CancellationToken,
    limit: Duration,
    start: Instant,
    dog: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Watch {
    /// Starts to count.
    pub(super) fn start(limit: Duration) -> Self {
        let token = CancellationToken::new();
        let (ended, end) = channel::<()>();
        let cancelled = token.clone();
        let thread = spawn(move || {
            if end.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                cancelled.cancel();
            }
        });
        Self { token, limit, start: Instant::now(), dog: Some((ended, thread)) }
    }

    /// What the evaluation looks at.
    pub(super) fn token(&self) -> CancellationToken {
        self.token.clone()
    }

    /// Whether the time is over: rows that come from no store would otherwise never be stopped.
    pub(super) fn is_over(&self) -> bool {
        self.start.elapsed() >= self.limit
    }

    /// What to say when the time is over.
    pub(super) fn error(&self) -> Error {
        Error::Timeout(self.limit.as_secs())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some((ended, thread)) = self.dog.take() {
            drop(ended);
            // A watchdog that panicked has nothing left to stop.
            let _ = thread.join();
        }
    }
}
