//! `regimap annex`: the table that two parties would attach to a memorandum.

use super::Context;
use super::output::{Output, choose, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, annex, resolve_side};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap annex`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap annex uk-psti sg-cls:2 --out annex.docx            for Word, with room to agree and to initial
  regimap annex uk-psti jc-star:1 --out annex.html           to print

The relations found are a draft; what is agreed is for the parties to write in.")]
pub struct AnnexArgs {
    /// A regime, edition, level or provision
    one: String,
    /// Another one
    other: String,
    #[command(flatten)]
    output: Output,
}

/// Makes the annex and writes it.
///
/// # Errors
/// When a name is unknown or does not fit.
pub fn run(args: &AnnexArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let names = context.names()?;
    let one = choose(&asker, &names, &args.one, resolve_side)?;
    let other = choose(&asker, &names, &args.other, resolve_side)?;
    write(&annex(&asker, &one, &other, &setting(context, Grade::Unconfirmed))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
