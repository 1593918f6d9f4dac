//! Runs another program and tells how long it took and how much memory it held.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// From start to end.
    pub time: Duration,
    /// The most memory that it held at once, in MB; nothing where GNU time is not installed.
    pub memory: Option<f64>,
}

/// Runs a program with GNU time around it, where that is installed. Nothing where the program fails.
pub fn run(program: &str, arguments: &[&str]) -> Option<Run> {
    let file = tempfile::NamedTempFile::new().ok()?;
    let has_time = Command::new("/usr/bin/time").arg("--version").output().is_ok();
    let mut command = if has_time {
        let mut command = Command::new("/usr/bin/time");
        command.args(["--quiet", "-f", "%M", "-o"]).arg(file.path()).arg(program);
        command
    } else {
        Command::new(program)
    };
    let start = Instant::now();
    let status = command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    let time = start.elapsed();
    let memory = std::fs::read_to_string(file.path()).ok().and_then(|text| text.trim().parse::<f64>().ok());
    status.success().then_some(Run { time, memory: memory.map(|kilobytes| kilobytes / 1024.0) })
}

/// A run in words.
pub fn words(run: &Run) -> String {
    let memory = run.memory.map_or(String::new(), |memory| format!(", {memory:.0} MB"));
    format!("{:.2?}{memory}", run.time)
}
