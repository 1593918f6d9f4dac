//! `regimap diff`: what changed between two days, two builds or two editions, and through which fact.

use super::output::{Output, setting, write};
use super::version::{Version, state};
use super::{Context, Global};
use crate::pack::value::Grade;
use crate::report::{Asker, Subject, diff, editions, resolve_side};
use anyhow::{Result, bail};
use clap::Args;
use std::process::ExitCode;

/// Arguments of `regimap diff`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap diff 2025-12-03 2025-12-04                         the day on which S.I. 2025/1267 came into force
  regimap diff 'EN 303 645 V2.1.1' 'EN 303 645 V3.1.3'       two editions, provision by provision
  regimap diff ~/last/regimap.snapshot data --fail-on change a former build against packs, in CI
  regimap diff ~/last ~/now --format markdown                two builds, for a ticket

Rows that changed alike stand together; `Through` names the changed facts that an answer rests on.
Exit code 1 with `--fail-on change` where anything differs.")]
pub struct DiffArgs {
    /// The state before: a day, the regimap.snapshot of a build, a folder of packs, or an edition
    old: String,
    /// The state after, likewise; for an edition, another edition
    new: String,
    /// The weakest evidence that may decide an answer
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    /// What makes the exit code 1
    #[arg(long, value_name = "WHAT", default_value = "never")]
    fail_on: FailOn,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Nothing
    Never,
    /// Any difference
    Change,
}

/// Makes the report and writes it.
///
/// # Errors
/// When a side cannot be read, or the two cannot be compared.
pub fn run(args: &DiffArgs, global: &Global) -> Result<ExitCode> {
    let names = || Context::load(global)?.names();
    let (old, new) = (Version::read(&args.old, names)?, Version::read(&args.new, names)?);
    let report = match (&old, &new) {
        (Version::Edition(one), Version::Edition(other)) => {
            let context = Context::load(global)?;
            let asker = Asker::new(context.engine(), &context.library);
            let (one, other) = (resolve_side(&asker, &one.iri)?, resolve_side(&asker, &other.iri)?);
            editions(&asker, &one, &other, &setting(&context, args.evidence))?
        }
        (Version::Edition(_), _) | (_, Version::Edition(_)) => {
            bail!("an edition is compared with another edition; to see it on two days, give the days")
        }
        _ => {
            let (before, after) = (old.context(global)?, new.context(global)?);
            if before.iris != after.iris {
                bail!(
                    "the two were built under different addresses, `{}` and `{}`: build one again with `--base`",
                    before.iris.base(),
                    after.iris.base()
                );
            }
            let (before, after) = (state(&before, &args.old, args.evidence), state(&after, &args.new, args.evidence));
            diff(&before, &after, Subject::of_states(&args.old, &args.new))?
        }
    };
    write(&report, &args.output)?;
    // The figures always stand there; every other section of the report is a difference.
    let differs = report.sections.iter().skip(1).any(|section| !section.is_empty());
    Ok(if differs && args.fail_on == FailOn::Change { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
