//! `regimap audit`: each recognition of an arrangement against the content that supports it.

use super::Context;
use super::output::{Output, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, audit};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap audit`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap audit si-2025-1267                          the labels that UK law accepts, and what supports each
  regimap audit si-2025-1267 --out audit.docx         in Word
  regimap audit si-2025-1267 --format csv --table recognised-not-asked
  regimap audit si-2023-1007-schedule-2               the standards that it accepts

What is recognised, what the texts show of it, on which conditions, and whether the editions that it fixes are the newest.")]
pub struct AuditArgs {
    /// The arrangement
    arrangement: String,
    /// The weakest evidence that may decide
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    #[command(flatten)]
    output: Output,
}

/// Makes the report and writes it.
///
/// # Errors
/// When the name is unknown or no arrangement's.
pub fn run(args: &AuditArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let names = context.names()?;
    let (found, others) = names.find(&args.arrangement)?;
    super::note_others(&args.arrangement, found, &others);
    write(&audit(&asker, &found.iri, &setting(context, args.evidence))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
