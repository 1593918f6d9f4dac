//! Progress on standard error: one line a stage, with its time once it is done.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

/// Shows stages one after the other and remembers how long each took.
#[derive(Default)]
pub struct Progress {
    times: Vec<(&'static str, Duration)>,
}

impl Progress {
    /// Runs a stage; `describe` says what came of it.
    pub fn stage<T, E>(
        &mut self,
        name: &'static str,
        describe: impl FnOnce(&T) -> String,
        work: impl FnOnce(&ProgressBar) -> Result<T, E>,
    ) -> Result<T, E> {
        let spinner = ProgressBar::new_spinner()
            .with_style(
                ProgressStyle::with_template("  {spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()),
            )
            .with_message(name);
        spinner.enable_steady_tick(Duration::from_millis(100));
        let start = Instant::now();
        let result = work(&spinner);
        let time = start.elapsed();
        spinner.finish_and_clear();
        self.times.push((name, time));
        let (mark, text) = match &result {
            Ok(value) => (anstyle::AnsiColor::Green.on_default().bold(), describe(value)),
            Err(_) => (anstyle::AnsiColor::Red.on_default().bold(), "failed".to_owned()),
        };
        anstream::eprintln!(
            "  {mark}{name:<9}{mark:#} {text} {dim}({time}){dim:#}",
            dim = anstyle::Style::new().dimmed(),
            time = seconds(time)
        );
        result
    }

    /// The time of all stages together.
    pub fn total(&self) -> Duration {
        self.times.iter().map(|(_, time)| *time).sum()
    }
}

/// A time as people read it.
pub fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}
