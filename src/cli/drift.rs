//! `regimap drift`: which pinned editions are behind, and what would change if the pins moved.

use super::Context;
use super::output::{Output, concerned, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, DriftScope, drift};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap drift`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap drift                                   every pinned edition on record
  regimap drift --of uk-psti                      what UK law pins, or is pinned of it
  regimap drift --of si-2025-1267                 one arrangement
  regimap drift --of 'EN 303 645 V2.1.1'          who pins this edition
  regimap drift --of uk-psti --fail-on answer     fail only where an answer would change
  regimap drift --as-of 2024-08-31 --format json
  regimap drift --of uk-psti --format markdown > drift.md

Exit code 1 where a pin is behind, so that a regulator can run it in CI; `--fail-on` chooses what fails.")]
pub struct DriftArgs {
    /// The edition, arrangement or regime concerned; without it, all
    #[arg(long, value_name = "NAME")]
    of: Option<String>,
    /// The weakest evidence that may decide an answer
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    /// What makes the exit code 1
    #[arg(long, value_name = "WHAT", default_value = "behind")]
    fail_on: FailOn,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// A pin that is behind
    Behind,
    /// An answer that would change if a pin moved
    Answer,
    /// Nothing
    Never,
}

/// Makes the report, writes it, and sets the exit code.
///
/// # Errors
/// When a name is unknown, or nothing is pinned there.
pub fn run(args: &DriftArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let thing = args.of.as_deref().map(|name| concerned(context, name)).transpose()?;
    let found = drift(&asker, &DriftScope { thing }, &setting(context, args.evidence))?;
    write(&found.report, &args.output)?;
    let failed = match args.fail_on {
        FailOn::Behind => found.behind,
        FailOn::Answer => found.answers,
        FailOn::Never => false,
    };
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
