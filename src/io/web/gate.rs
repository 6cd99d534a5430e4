//! One request at a time to a host, with a pause in between.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The gates of all hosts.
#[derive(Debug, Default)]
pub(super) struct Gates {
    hosts: Mutex<BTreeMap<String, Arc<Gate>>>,
}

/// A host's gate: when it opens next. Who holds it is the only one to ask the host.
type Gate = Mutex<Option<Instant>>;

impl Gates {
    /// Does `request` when nobody else asks the host and its pause is over. The request says how
    /// long the next one has to wait.
    pub(super) fn pass<T>(&self, host: &str, request: impl FnOnce() -> (T, Duration)) -> T {
        let gate = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let mut opens = gate.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opens) = *opens {
            thread::sleep(opens.saturating_duration_since(Instant::now()));
        }
        let (answer, wait) = request();
        *opens = Some(Instant::now() + wait);
        answer
    }
}
