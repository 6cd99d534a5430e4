//! A bar for work that lasts, on a terminal only.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done sooner needs no bar.
const SOON: Duration = Duration::from_millis(500);

/// How far the work is.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    /// Nothing is shown yet.
    pub(super) fn start(all: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("asking other sites {wide_bar} {pos} of {len}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, started: Instant::now() }
    }

    /// Shows how much is done, if it has lasted. Nothing is drawn where nobody sees it.
    pub(super) fn show(&mut self, done: usize) {
        if self.bar.is_hidden() && self.started.elapsed() > SOON {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(done as u64);
    }

    /// Leaves no trace.
    pub(super) fn clear(self) {
        self.bar.finish_and_clear();
    }
}
