//! `regimap landscape`: who has published what, who recognises whom, and which label leads where.

use super::Context;
use super::output::{Output, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, landscape};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap landscape`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap landscape --out landscape.html       with a heat map and a map of recognitions
  regimap landscape --out landscape.xlsx
  regimap landscape --format csv --table members")]
pub struct LandscapeArgs {
    /// The weakest evidence that may decide
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    #[command(flatten)]
    output: Output,
}

/// Makes the report and writes it.
///
/// # Errors
/// When a query fails.
pub fn run(args: &LandscapeArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    write(&landscape(&asker, &setting(context, args.evidence))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
