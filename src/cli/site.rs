//! `regimap site`: the pages alone, once or again with every change.

use super::from_disk::{queries, site_files};
use super::progress::{Progress, seconds};
use super::{Context, Global, watch};
use crate::query::Library;
use crate::shipped;
use crate::site::{SiteOptions, SiteSummary};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `regimap site`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap site                              the pages of the shipped data, in dist/site
  regimap site --graph dist/regimap.snapshot
  regimap site --watch                      in a checkout: write again and reload with every change
  regimap site --watch --overlay my-packs   see your own pack grow

Pages that stay the same keep their file. `regimap build` writes the site as well, with checks and reports.")]
pub struct SiteArgs {
    /// Folder to write; its former content is replaced as a whole
    #[arg(long, value_name = "DIR", default_value = "dist/site")]
    pub out: PathBuf,
    /// Take templates and assets from this folder instead of those in the binary
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Take the named queries from this folder instead of those in the binary
    #[arg(long, value_name = "DIR")]
    pub queries: Option<PathBuf>,
    /// Serve the site on this machine, and write it again when data, templates or queries change; where the folders data,
    /// site and ontology/queries are at hand, they are used
    #[arg(long)]
    pub watch: bool,
    /// With --watch: the port to serve on
    #[arg(long, value_name = "PORT", default_value_t = 4848, requires = "watch")]
    pub port: u16,
}

/// Writes the site, and goes on where that is asked.
pub fn run(args: SiteArgs, global: &Global) -> Result<ExitCode> {
    if args.watch {
        return watch::run(args, global);
    }
    let mut progress = Progress::default();
    let context = Context::load(global)?;
    progress.stage("site", text, |spinner| {
        make(&context, &args, &|pages| spinner.set_message(format!("site: {pages} pages")))
    })?;
    anstream::println!("\nDone in {}. Open {}", seconds(progress.total()), args.out.join("index.html").display());
    Ok(ExitCode::SUCCESS)
}

/// Writes the site of a graph with the templates and queries of this moment.
///
/// # Errors
/// When a template or a query is broken or cannot be read, or a file cannot be written.
pub fn make(context: &Context, args: &SiteArgs, progress: &(dyn Fn(usize) + Sync)) -> Result<SiteSummary> {
    let read: Library;
    let library = match &args.queries {
        Some(folder) => {
            read = queries(folder, context.iris.base())?;
            &read
        }
        None => &context.library,
    };
    let options = SiteOptions {
        out: args.out.clone(),
        files: site_files(args.site.as_deref())?,
        downloads: Vec::new(),
        documents: shipped::documents(),
        facts: context.fact_files(),
        version: context.edition.version.clone(),
        data_hash: context.edition.data_hash.clone(),
        as_of: context.as_of.to_string(),
        findings: Vec::new(),
        reports: Vec::new(),
        progress: Some(progress),
    };
    Ok(crate::site::build(&context.engine(), library, &options)?)
}

/// What was written, in a line.
pub fn text(summary: &SiteSummary) -> String {
    format!("{} pages, {} files as before, {:.1} MB", summary.pages, summary.unchanged, summary.bytes as f64 / 1e6)
}
