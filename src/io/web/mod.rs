//! Asks addresses of other sites whether they are there, politely.
//!
//! Of one host, one address is asked at a time, with a pause in between; several hosts are asked at
//! once. What was asked lately is remembered between runs.

mod cache;
mod gate;
mod network;
mod progress;
mod request;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::external::Answer;
use crate::io::WorldError;
use cache::Cache;
use network::is_private_name;
use progress::Progress;
use request::{Asker, host_of};

/// How many hosts are asked at the same time.
const HOSTS_AT_ONCE: usize = 8;

/// How addresses are asked.
#[derive(Clone, Debug)]
pub(crate) struct Manners {
    /// Who asks, with an address where more is to be learned.
    pub(crate) user_agent: String,
    /// Whether hosts of private networks are asked too. If not, content that somebody else wrote
    /// cannot make a build machine knock at the doors of its own network.
    pub(crate) private: bool,
    /// Between two requests to a host.
    pub(crate) pause: Duration,
    /// Between two requests to a host of a private network, which belongs to those who ask.
    pub(crate) pause_inside: Duration,
    /// How long one request may take.
    pub(crate) patience: Duration,
    /// The longest wait that a busy server may ask of us.
    pub(crate) longest_wait: Duration,
    /// The file that remembers answers between runs; none to forget them.
    pub(crate) memory: Option<PathBuf>,
}

/// What came of all questions.
#[derive(Debug)]
pub(crate) struct Heard {
    /// An answer for each address, in their order.
    pub(crate) answers: Vec<Answer>,
    /// How many of them were remembered from an earlier run.
    pub(crate) remembered: usize,
}

impl Manners {
    /// The pause between two requests to this host.
    fn pause(&self, host: &str) -> Duration {
        if is_private_name(host) { self.pause_inside } else { self.pause }
    }

    /// The manners of a tool that many newsrooms use. It gives the project's address and not the
    /// site's: an explainer that is not out yet is nobody's business.
    pub(crate) fn usual() -> Self {
        const NAME: &str = concat!("trip-explainer/", env!("CARGO_PKG_VERSION"));
        Self {
            user_agent: format!("{NAME} (+{})", env!("CARGO_PKG_REPOSITORY")),
            private: false,
            pause: Duration::from_secs(1),
            pause_inside: Duration::from_millis(20),
            patience: Duration::from_secs(20),
            longest_wait: Duration::from_secs(30),
            memory: cache::usual_place(),
        }
    }
}

/// Asks whether addresses are there, each of them once. They begin with `http://` or `https://` and
/// have no `#`.
///
/// # Errors
///
/// Nobody answered and names cannot be looked up, so that nothing can be said of any.
pub(crate) fn ask(urls: &[&str], manners: &Manners) -> Result<Heard, WorldError> {
    let mut cache = Cache::load(manners.memory.as_deref());
    let mut answers: Vec<Option<Answer>> = urls.iter().map(|url| cache.get(url)).collect();
    let open: Vec<usize> = (0..urls.len()).filter(|at| answers[*at].is_none()).collect();
    let asker = Asker::new(manners);
    let answered = ask_hosts(urls, &open, &asker);
    if asker.is_cut_off() {
        return Err(WorldError::found(
            "no other site can be reached from here",
            "see whether this machine is connected, and run again",
        ));
    }
    for (at, answer) in answered {
        cache.set(urls[at], &answer);
        answers[at] = Some(answer);
    }
    cache.save();
    let unasked = || Answer::Unsure("it was not asked".to_owned());
    let answers = answers.into_iter().map(|answer| answer.unwrap_or_else(unasked)).collect();
    Ok(Heard { answers, remembered: urls.len() - open.len() })
}

/// Asks the addresses at these places, several hosts at a time.
fn ask_hosts(urls: &[&str], open: &[usize], asker: &Asker<'_>) -> Vec<(usize, Answer)> {
    let mut hosts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in open {
        hosts.entry(host_of(urls[*at])).or_default().push(*at);
    }
    let workers = hosts.len().min(HOSTS_AT_ONCE);
    let queue = Mutex::new(hosts.into_values().collect::<VecDeque<_>>());
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (queue, sender) = (&queue, sender.clone());
            scope.spawn(move || ask_queue(queue, urls, asker, &sender));
        }
        drop(sender);
        collect(&receiver, open.len())
    })
}

/// Asks host after host, until none is left.
fn ask_queue(
    queue: &Mutex<VecDeque<Vec<usize>>>,
    urls: &[&str],
    asker: &Asker<'_>,
    sender: &Sender<(usize, Answer)>,
) {
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    while let Some(places) = next() {
        for at in places {
            // Nobody listens any more if the run has been given up.
            let _ = sender.send((at, asker.ask(urls[at])));
        }
    }
}

/// The answers as they come in, with a bar that shows how many are still missing.
fn collect(receiver: &Receiver<(usize, Answer)>, all: usize) -> Vec<(usize, Answer)> {
    let mut progress = Progress::start(all);
    let mut answers = Vec::with_capacity(all);
    loop {
        match receiver.recv_timeout(Duration::from_millis(100)) {
            Ok(answer) => answers.push(answer),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
        progress.show(answers.len());
    }
    progress.clear();
    answers
}
