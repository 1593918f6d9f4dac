//! Runs another program and tells how long it took and how much memory it held.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// From start to end.
    pub time: Duration,
    /// The time of its cores together, which others at work on the machine change less; nothing without GNU time.
    pub cores: Option<Duration>,
    /// The most memory that it held at once, in MB; nothing where GNU time is not installed.
    pub memory: Option<f64>,
}

/// Runs a program with GNU time around it, where that is installed. Nothing where the program fails.
pub fn run(program: &str, arguments: &[&str]) -> Option<Run> {
    let file = tempfile::NamedTempFile::new().ok()?;
    let has_time = Command::new("/usr/bin/time").arg("--version").output().is_ok();
    let mut command = if has_time {
        let mut command = Command::new("/usr/bin/time");
        command.args(["--quiet", "-f", "%M %U %S", "-o"]).arg(file.path()).arg(program);
        command
    } else {
        Command::new(program)
    };
    let start = Instant::now();
    let status = command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    let time = start.elapsed();
    let told = std::fs::read_to_string(file.path()).unwrap_or_default();
    let numbers: Vec<f64> = told.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let memory = numbers.first().map(|kilobytes| kilobytes / 1024.0);
    let cores = (numbers.len() == 3).then(|| Duration::from_secs_f64(numbers[1] + numbers[2]));
    status.success().then_some(Run { time, cores, memory })
}

/// A run in words.
pub fn words(run: &Run) -> String {
    let memory = run.memory.map_or(String::new(), |memory| format!(", {memory:.0} MB"));
    let cores = run.cores.map_or(String::new(), |cores| format!(" ({cores:.2?} of its cores)"));
    format!("{:.2?}{cores}{memory}", run.time)
}
