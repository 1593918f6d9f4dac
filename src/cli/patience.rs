//! Progress for what is usually done at once: shown only once it has taken a second.

use indicatif::{ProgressBar, ProgressStyle};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often what is shown is renewed.
const TICK: Duration = Duration::from_millis(100);

/// Does a piece of work, which counts what it has done, and says so on standard error if it takes long.
pub fn patiently<T>(what: &'static str, work: impl FnOnce(&AtomicUsize) -> T) -> T {
    let done = AtomicUsize::new(0);
    let (finished, wait) = channel::<()>();
    std::thread::scope(|scope| {
        let done = &done;
        scope.spawn(move || {
            if wait.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let style = ProgressStyle::with_template("  {spinner} {msg}").ok();
            let bar = ProgressBar::new_spinner().with_style(style.unwrap_or_else(ProgressStyle::default_spinner));
            while wait.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                match done.load(Ordering::Relaxed) {
                    0 => bar.set_message(what),
                    count => bar.set_message(format!("{what}: {count} rows")),
                }
                bar.tick();
            }
            bar.finish_and_clear();
        });
        let result = work(done);
        drop(finished);
        result
    })
}
