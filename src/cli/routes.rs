//! `regimap routes`: which label at which lowest level shows that something is met.

use super::Context;
use super::output::{Output, choose, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, resolve_side, routes};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap routes`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap routes --to uk-psti
  regimap routes --to 'Schedule 1 paragraph 1' --evidence unconfirmed
  regimap routes --to jc-star:1 --format csv --table levels

What a label shows by its content and what counts by arrangement stand in separate columns.")]
pub struct RoutesArgs {
    /// What has to be met: a regime, edition, level or provision
    #[arg(long, value_name = "NAME")]
    to: String,
    /// The weakest evidence that may decide
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    #[command(flatten)]
    output: Output,
}

/// Makes the report and writes it.
///
/// # Errors
/// When the name is unknown, or no label bears on it.
pub fn run(args: &RoutesArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let target = choose(&asker, &context.names()?, &args.to, resolve_side)?;
    write(&routes(&asker, &target, &setting(context, args.evidence))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
