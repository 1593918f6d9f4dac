//! The command line: parses arguments, runs, prints the error, sets the exit code.

use clap::Parser;
use std::process::ExitCode;

/// Building makes and drops hundreds of millions of small things on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = regimap::cli::Cli::parse();
    match cli.run() {
        Ok(code) => code,
        // Whoever reads our output may stop early, as `head` does; that is no failure of ours.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("{}", regimap::cli::error_text(&error));
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe))
}
