//! `regimap completions`: what a shell needs to complete commands and options.

use anyhow::Result;
use clap::{Args, CommandFactory as _};
use std::process::ExitCode;

/// Arguments of `regimap completions`.
#[derive(Args)]
#[command(after_help = "Example:\n  regimap completions bash > ~/.local/share/bash-completion/completions/regimap")]
pub struct CompletionsArgs {
    /// The shell
    shell: clap_complete::Shell,
}

/// Writes the completions to standard output.
pub fn run(args: &CompletionsArgs) -> Result<ExitCode> {
    clap_complete::generate(args.shell, &mut super::Cli::command(), "regimap", &mut std::io::stdout());
    Ok(ExitCode::SUCCESS)
}
