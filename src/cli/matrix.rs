//! `regimap matrix`: every holder against every target.

use super::Context;
use super::output::{Output, choose, setting, write};
use crate::pack::value::Grade;
use crate::report::{Asker, Selection, matrix, resolve_side};
use anyhow::Result;
use clap::Args;
use oxrdf::NamedNode;
use std::process::ExitCode;

/// Arguments of `regimap matrix`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap matrix
  regimap matrix --of uk-psti                        one row of it
  regimap matrix --by sg-cls --evidence unconfirmed
  regimap matrix --format csv > matrix.csv

Each cell names the command that shows it in full.")]
pub struct MatrixArgs {
    /// Only these targets: a regime, edition or level
    #[arg(long, value_name = "NAME")]
    of: Option<String>,
    /// Only these holders: a regime, edition or level
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The weakest evidence that may decide
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    #[command(flatten)]
    output: Output,
}

/// Makes the matrix and writes it.
///
/// # Errors
/// When a name is unknown.
pub fn run(args: &MatrixArgs, context: &Context) -> Result<ExitCode> {
    let asker = Asker::new(context.engine(), &context.library);
    let names = context.names()?;
    let thing = |name: &Option<String>| -> Result<Option<NamedNode>> {
        name.as_ref().map(|name| Ok(choose(&asker, &names, name, resolve_side)?.thing)).transpose()
    };
    let selection = Selection { of: thing(&args.of)?, by: thing(&args.by)? };
    write(&matrix(&asker, &selection, &setting(context, args.evidence))?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}
