//! `regimap evidence`: what rests on secondary or unconfirmed facts.

use super::Context;
use super::output::{Output, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, evidence};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap evidence`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap evidence
  regimap evidence --out evidence.xlsx                      a work list for a spreadsheet
  regimap evidence --format csv --table unconfirmed")]
pub struct EvidenceArgs {
    #[command(flatten)]
    output: Output,
}

/// Makes the report and writes it.
///
/// # Errors
/// When a query fails.
pub fn run(args: &EvidenceArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    write(&evidence(&asker, &setting(context, Grade::Unconfirmed))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
