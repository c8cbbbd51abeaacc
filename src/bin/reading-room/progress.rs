//! A progress bar for people who wait: on a terminal, and only when the work takes longer than a moment.

use std::cell::OnceCell;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Time before the bar is shown.
const SHOW_AFTER: Duration = Duration::from_millis(700);

/// The progress of some work.
pub struct ProgressReport {
    unit_label: &'static str,
    started_at: Instant,
    bar: OnceCell<ProgressBar>,
}

impl ProgressReport {
    /// Work that is counted in `what`, as "files read".
    pub fn new(what: &'static str) -> Self {
        ProgressReport { unit_label: what, started_at: Instant::now(), bar: OnceCell::new() }
    }

    /// Shows that `done` of `total` are done. The bar goes to standard error, and nowhere if that is no terminal.
    pub fn show_progress(&self, done: usize, total: usize) {
        if self.bar.get().is_none() && self.started_at.elapsed() < SHOW_AFTER {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let bar = ProgressBar::new(0);
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
            bar.with_message(self.unit_label).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    }
}

impl Drop for ProgressReport {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
