//! `regimap coverage`: does holding a label show that a law or standard is met?

use super::Context;
use super::output::{Output, choose, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, coverage, resolve_holder, resolve_side};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap coverage`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap coverage --of uk-psti --by jc-star:1
  regimap coverage --of 'Schedule 1 paragraph 2' --by sg-cls:2 --evidence unconfirmed
  regimap coverage --of uk-psti --by sg-cls:1 --as-of 2025-11-30
  regimap coverage --of uk-psti --by jc-star:1 --format html > coverage.html
  regimap coverage --of uk-psti --by jc-star:1 --format csv --table recognised-not-asked

Recognition (what a government decided to accept) and content (what the two sides ask) stand in separate columns.")]
pub struct CoverageArgs {
    /// The target: a regime, edition, level or provision
    #[arg(long, value_name = "NAME")]
    of: String,
    /// The holder: a level of a label, or an edition that is met
    #[arg(long, value_name = "NAME")]
    by: String,
    /// The weakest evidence that may decide
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    #[command(flatten)]
    output: Output,
}

/// Makes the report and writes it.
///
/// # Errors
/// When a name is unknown or does not fit.
pub fn run(args: &CoverageArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let names = context.names()?;
    let target = choose(&asker, &names, &args.of, resolve_side)?;
    let holder = choose(&asker, &names, &args.by, resolve_holder)?;
    write(&coverage(&asker, &holder, &target, &setting(context, args.evidence))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
