//! `regimap compare`: what two regimes, editions or levels ask, provision by provision.

use super::Context;
use super::output::{Output, choose, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, compare, resolve_side};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap compare`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap compare uk-psti sg-cls:1
  regimap compare 'EN 303 645 V2.1.1' 'EN 303 645 V3.1.3' --format html > editions.html
  regimap compare uk-psti jc-star:1 --format markdown
  regimap compare uk-psti sg-cls:1 --format csv --table only-first

A regime stands for its editions in force.")]
pub struct CompareArgs {
    /// A regime, edition, level or provision
    first: String,
    /// Another
    second: String,
    #[command(flatten)]
    output: Output,
}

/// Makes the report and writes it.
///
/// # Errors
/// When a name is unknown or has nothing to compare.
pub fn run(args: &CompareArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let names = context.names()?;
    let first = choose(&asker, &names, &args.first, resolve_side)?;
    let second = choose(&asker, &names, &args.second, resolve_side)?;
    write(&compare(&asker, &first, &second, &setting(context, Grade::Unconfirmed))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
