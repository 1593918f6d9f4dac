//! `regimap gap`: what a holder of one thing has to add for another.

use super::Context;
use super::output::{Output, choose, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, gap, resolve_holder, resolve_side};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap gap`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap gap --from sg-cls:2 --to jc-star:1
  regimap gap --from 'EN 303 645 V2.1.1' --to uk-psti --format csv > work-list.csv
  regimap gap --from jc-star:1 --to uk-psti --evidence unconfirmed
  regimap gap --from sg-cls:2 --to uk-psti --format csv --table establish

What the evidence does not settle stands apart, in the table `establish`.")]
pub struct GapArgs {
    /// What is held: a level of a label, or an edition that is met
    #[arg(long, value_name = "NAME")]
    from: String,
    /// What is wanted: a regime, edition, level or provision
    #[arg(long, value_name = "NAME")]
    to: String,
    /// The weakest evidence that may decide
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    #[command(flatten)]
    output: Output,
}

/// Makes the work list and writes it.
///
/// # Errors
/// When a name is unknown or does not fit.
pub fn run(args: &GapArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let names = context.names()?;
    let from = choose(&asker, &names, &args.from, resolve_holder)?;
    let to = choose(&asker, &names, &args.to, resolve_side)?;
    write(&gap(&asker, &from, &to, &setting(context, args.evidence))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
