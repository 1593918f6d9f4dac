//! Runs of the program, and sessions as someone at a terminal would see them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_regimap");

/// A command line that has not been run yet.
pub struct Run {
    command: Command,
    typed: String,
    input: String,
    only_errors: bool,
}

/// What a run gave.
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

/// The program with some arguments, as of the fixed day of the tests.
pub fn regimap(arguments: &[&str]) -> Run {
    let quoted = arguments.iter().map(|argument| quote(argument)).collect::<Vec<_>>().join(" ");
    let mut command = Command::new(PROGRAM);
    command.args(["--as-of", super::TODAY]).args(arguments);
    Run::new(command, format!("regimap {quoted}"))
}

/// As [`regimap`], as of another day.
pub fn regimap_as_of(day: &str, arguments: &[&str]) -> Run {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).args(["--as-of", day]);
    Run::new(command, format!("regimap {} --as-of {day}", arguments.join(" ")))
}

impl Run {
    fn new(mut command: Command, typed: String) -> Self {
        command.env("NO_COLOR", "1").env("COLUMNS", "100").env_remove("CLICOLOR_FORCE");
        Self { command, typed, input: String::new(), only_errors: false }
    }

    /// A line for the shell, with the program on its path.
    pub fn shell(line: &str) -> Self {
        let mut command = Command::new("sh");
        let folder = Path::new(PROGRAM).parent().expect("the program lies in a folder");
        let others = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(PathBuf::from(folder)).chain(std::env::split_paths(&others));
        let path = std::env::join_paths(folders).expect("folders without colons");
        command.arg("-c").arg(line).env("PATH", path);
        Self::new(command, line.to_owned())
    }

    /// Runs in this folder.
    pub fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Reads this on standard input.
    pub fn with_input(mut self, input: &str) -> Self {
        input.clone_into(&mut self.input);
        self
    }

    /// A session shows only what stands on standard error.
    pub fn only_errors(mut self) -> Self {
        self.only_errors = true;
        self
    }

    fn start(&mut self) -> Child {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program starts");
        let mut input = child.stdin.take().expect("it was piped");
        // A program that does not read its input may be gone before all is written.
        let _ = input.write_all(self.input.as_bytes());
        child
    }

    /// Runs it to the end.
    pub fn ran(mut self) -> Ran {
        let output = self.start().wait_with_output().expect("the program ends");
        Ran {
            stdout: String::from_utf8(output.stdout).expect("text is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("text is UTF-8"),
            code: output.status.code().expect("no signal ends it"),
        }
    }

    /// Reads one line and closes the pipe, as `head -1` does.
    pub fn read_one_line(mut self) -> Ran {
        let mut child = self.start();
        let mut stdout = String::new();
        let mut pipe = BufReader::with_capacity(64, child.stdout.take().expect("it was piped"));
        pipe.read_line(&mut stdout).expect("text is UTF-8");
        drop(pipe);
        let mut stderr = String::new();
        child.stderr.take().expect("it was piped").read_to_string(&mut stderr).expect("text is UTF-8");
        let code = child.wait().expect("the program ends").code().expect("no signal ends it");
        Ran { stdout, stderr, code }
    }
}

/// As text: each command line, what it printed (on standard error behind `!`), and its exit code where that is not 0.
pub fn session(runs: impl IntoIterator<Item = Run>) -> String {
    let mut text = String::new();
    for run in runs {
        let (typed, only_errors) = (run.typed.clone(), run.only_errors);
        let ran = run.ran();
        text.push_str(&format!("$ {typed}\n"));
        if !only_errors {
            text.push_str(&ran.stdout);
            if !ran.stdout.is_empty() && !ran.stdout.ends_with('\n') {
                text.push('\n');
            }
        }
        for line in ran.stderr.lines() {
            text.push_str(format!("! {line}").trim_end());
            text.push('\n');
        }
        if ran.code != 0 {
            text.push_str(&format!("(exit code {})\n", ran.code));
        }
        text.push('\n');
    }
    text
}

fn quote(argument: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_=/.:".contains(c);
    if !argument.is_empty() && argument.chars().all(plain) { argument.to_owned() } else { format!("'{argument}'") }
}
