//! A progress bar for people who wait: on a terminal, and only when the work takes longer than a moment.

use std::cell::OnceCell;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Time before the bar is shown.
const PATIENCE: Duration = Duration::from_millis(700);

/// The progress of some work.
pub struct Progress {
    what: &'static str,
    started: Instant,
    bar: OnceCell<ProgressBar>,
}

impl Progress {
    /// Work that is counted in `what`, as "files read".
    pub fn new(what: &'static str) -> Self {
        Progress { what, started: Instant::now(), bar: OnceCell::new() }
    }

    /// Shows that `done` of `total` are done. The bar goes to standard error, and nowhere if that is no terminal.
    pub fn show(&self, done: usize, total: usize) {
        if self.bar.get().is_none() && self.started.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let bar = ProgressBar::new(0);
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
            bar.with_message(self.what).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
