//! `regimap explain`: why a relation or a status is what it is.

use super::Context;
use super::output::{Output, choose, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, explain, resolve_side};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap explain`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap explain 'EN 303 645 V2.1.1 5.1-1' 'Sch 1 para 1(2)'     a relation
  regimap explain jc-star:1 'Sch 1 para 1'                         a status
  regimap explain sg-cls:1 'Sch 1 para 3(2)' --format markdown")]
pub struct ExplainArgs {
    /// A provision, or a level or edition that is held
    first: String,
    /// Another provision
    second: String,
    /// The weakest evidence that may decide a status
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    #[command(flatten)]
    output: Output,
}

/// Makes the tree and writes it.
///
/// # Errors
/// When a name is unknown or there is nothing to explain.
pub fn run(args: &ExplainArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let names = context.names()?;
    let first = choose(&asker, &names, &args.first, resolve_side)?;
    let second = choose(&asker, &names, &args.second, resolve_side)?;
    write(&explain(&asker, &first, &second, &setting(context, args.evidence))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
