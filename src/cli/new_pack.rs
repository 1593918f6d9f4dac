//! `regimap new-pack`: a folder of commented, nearly empty tables for a regime of one's own.

use super::{Global, Source};
use crate::pack::value::{Kind, RegimeKind};
use crate::pack::{NewRegime, new_pack};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `regimap new-pack`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap new-pack viet-nam
  regimap new-pack camera-rules --label 'Camera rules of my ministry' --kind regulation
  regimap check viet-nam                    that pack alone, against the shipped vocabulary
  regimap show viet-nam --data viet-nam     the pack laid over the shipped data, as in every command

The folder is yours: nothing of the shipped data changes.")]
pub struct NewPackArgs {
    /// Identifier of the regime: lower-case letters, digits, dots and hyphens
    id: String,
    /// Name of the regime [default: the identifier]
    #[arg(long)]
    label: Option<String>,
    /// What kind of regime: regulation, label, standard or initiative
    #[arg(long, default_value = "label")]
    kind: RegimeKind,
    /// Folder to write [default: the identifier]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Writes the folder; never into one that exists.
pub fn run(args: &NewPackArgs, global: &Global) -> Result<ExitCode> {
    let id = args.id.as_str();
    Kind::Regime.check_spelling(id).map_err(|expected| anyhow!("`{id}` cannot name a regime: {expected}"))?;
    if Source::read(global)?.load()?.regimes.iter().any(|regime| regime.regime_id.as_str() == id) {
        bail!("there is a regime `{id}` already; `regimap show {id}` tells what is known of it");
    }
    let folder = args.out.clone().unwrap_or_else(|| id.into());
    let shown = folder.display();
    fs::create_dir(&folder).with_context(|| format!("cannot make the folder `{shown}`"))?;
    let regime =
        NewRegime { id: id.to_owned(), label: args.label.clone().unwrap_or_else(|| id.to_owned()), kind: args.kind };
    for (file, text) in new_pack(&regime) {
        fs::write(folder.join(file), text).with_context(|| format!("cannot write `{shown}/{file}`"))?;
        println!("{shown}/{file}");
    }
    anstream::eprintln!(
        "\nFill in the tables, sources.csv first; `regimap check {shown}` tells what is wrong, and `--data {shown}` \
         lays the pack over the shipped data in every command."
    );
    Ok(ExitCode::SUCCESS)
}
