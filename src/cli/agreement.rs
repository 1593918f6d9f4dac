//! `regimap agreement`: where recognition, content and published mappings differ.

use super::Context;
use super::output::{Output, concerned, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, agreement};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap agreement`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap agreement
  regimap agreement --of si-2025-1267                          one arrangement
  regimap agreement --of uk-psti --evidence unconfirmed
  regimap agreement --format csv --table mappings

Neither side of a difference overwrites the other: each is shown with its evidence.")]
pub struct AgreementArgs {
    /// The arrangement, edition or regime concerned; without it, all
    #[arg(long, value_name = "NAME")]
    of: Option<String>,
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
pub fn run(args: &AgreementArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let of = args.of.as_deref().map(|name| concerned(context, name)).transpose()?;
    write(&agreement(&asker, of.as_ref(), &setting(context, args.evidence))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
