//! `regimap schema`: the JSON Schema of reports.

use crate::report::render::SCHEMA;
use anyhow::Result;
use clap::Args;
use std::io::Write as _;
use std::process::ExitCode;

/// Arguments of `regimap schema`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap schema > report.schema.json
  regimap coverage --of uk-psti --by jc-star:1 --format json > report.json")]
pub struct SchemaArgs {}

/// Prints the schema.
///
/// # Errors
/// When nobody reads.
pub fn run(_: &SchemaArgs) -> Result<ExitCode> {
    anstream::stdout().write_all(SCHEMA.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
