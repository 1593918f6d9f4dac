//! `regimap build`: packs to graph, checks, reports and site, swapped in as a whole.

use super::check::{all_findings, counts};
use super::from_disk::{queries, site_files};
use super::progress::{Progress, seconds};
use super::{Global, Source};
use crate::check::{Checked, Finding, Severity};
use crate::graph::Frozen;
use crate::pack::value::Grade;
use crate::report::render::SCHEMA;
use crate::report::{ShelfFile, shelf};
use crate::shipped;
use crate::site::{Download, ReportFile, SiteOptions, SiteSummary};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxrdf::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `regimap build`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap build
  regimap build --data data --out /tmp/regimap
  regimap build --as-of 2025-11-30          the law as it stood before S.I. 2025/1267
  regimap build --site site --queries ontology/queries    with templates and queries that you are changing

A broken pack stops the build and leaves the last good output as it was.")]
pub struct BuildArgs {
    /// Folder to write; its former content is replaced as a whole
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
    /// Take templates and assets of the site from this folder instead of those in the binary
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Take the named queries from this folder instead of those in the binary
    #[arg(long, value_name = "DIR")]
    queries: Option<PathBuf>,
}

/// Builds everything.
pub fn run(args: &BuildArgs, global: &Global) -> Result<ExitCode> {
    let mut progress = Progress::default();
    let source = Source::read(global)?;
    let packs = progress.stage("load", packs_text, |_| source.load())?;
    let graph = progress.stage("reason", graph_text, |_| source.assemble(&packs))?;
    let base = source.iris.base().to_owned();
    let findings = progress.stage(
        "check",
        |findings: &Vec<_>| counts(findings),
        |_| all_findings(&graph, &base, Checked::Facts),
    )?;
    if let Some(violation) = findings.iter().find(|finding| finding.severity == Severity::Violation) {
        bail!(
            "the graph has violations, the first of which is {}: {} — {}; `regimap check` lists all",
            violation.subject,
            violation.detail,
            violation.mend
        );
    }
    let staging = Staging::beside(&args.out)?;
    progress.stage(
        "graph",
        |()| "graph.nq, regimap.snapshot, findings.json".to_owned(),
        |_| -> Result<()> {
            write_quads(&graph, &staging.path.join("graph.nq"))?;
            fs::write(staging.path.join("regimap.snapshot"), graph.to_bytes())?;
            fs::write(staging.path.join("findings.json"), serde_json::to_string_pretty(&findings)? + "\n")?;
            Ok(())
        },
    )?;
    let mut context = source.context(graph)?;
    if let Some(folder) = &args.queries {
        context.library = queries(folder, &base)?;
    }
    let setting = super::output::setting(&context, Grade::Secondary);
    let reports = progress.stage(
        "reports",
        |reports: &Vec<_>| reports_text(reports),
        |_| {
            let reports = shelf(&context.engine(), &context.library, &setting)?;
            fs::create_dir(staging.path.join("reports"))?;
            for report in &reports {
                fs::write(staging.path.join("reports").join(&report.name), &report.content)?;
            }
            Ok::<_, anyhow::Error>(reports)
        },
    )?;
    progress.stage("site", site_text, |spinner| {
        let written = |pages: usize| spinner.set_message(format!("site: {pages} pages"));
        let files = site_files(args.site.as_deref())?;
        site(&context, files, &findings, reports, staging.path.join("site"), &written)
    })?;
    staging.swap_in(&args.out)?;
    summary(&context, &args.out, &progress)
}

fn packs_text(packs: &crate::pack::Packs) -> String {
    format!(
        "{} regimes, {} editions, {} provisions, {} obligations, {} elements",
        packs.regimes.len(),
        packs.editions.len(),
        packs.provisions.len(),
        packs.obligations.len(),
        packs.elements.len()
    )
}

fn graph_text(graph: &Frozen) -> String {
    format!("{} quads", graph.len())
}

fn site_text(summary: &SiteSummary) -> String {
    format!("{} pages, {:.1} MB", summary.pages, summary.bytes as f64 / 1e6)
}

/// What people take away, besides the pages.
fn downloads(context: &super::Context, findings: &[Finding]) -> Result<Vec<Download>> {
    let mut packed = flate2::GzBuilder::new().write(Vec::new(), flate2::Compression::default());
    quads_to(&context.graph, &mut packed)?;
    let text = |name: &str, title, path: &str| Download {
        name: name.to_owned(),
        title,
        media: "text/turtle",
        content: shipped::ontology_text(path).as_bytes().to_vec(),
    };
    Ok(vec![
        Download {
            name: "regimap.nq.gz".to_owned(),
            title: "The whole graph, read and derived, in N-Quads",
            media: "application/gzip",
            content: packed.finish()?,
        },
        text("regimap.ttl", "The ontology", "regimap.ttl"),
        text("shapes.ttl", "The shapes that the graph keeps to, in SHACL", "shapes.ttl"),
        Download {
            name: "findings.json".to_owned(),
            title: "What the checks of this build found",
            media: "application/json",
            content: (serde_json::to_string_pretty(findings)? + "\n").into_bytes(),
        },
    ])
}

fn site(
    context: &super::Context,
    files: Vec<(String, Cow<'static, [u8]>)>,
    findings: &[Finding],
    reports: Vec<ShelfFile>,
    out: PathBuf,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<SiteSummary> {
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let severities = [Severity::Violation, Severity::Warning, Severity::Info];
    let options = SiteOptions {
        out,
        files,
        downloads: downloads(context, findings)?,
        documents: shipped::documents(),
        facts: context.fact_files(),
        version: context.edition.version.clone(),
        data_hash: context.edition.data_hash.clone(),
        as_of: context.as_of.to_string(),
        findings: severities.map(|severity| (severity.as_str().to_owned(), count(severity))).into(),
        reports: reports.into_iter().map(report_file).chain([schema()]).collect(),
        progress: Some(progress),
    };
    Ok(crate::site::build(&context.engine(), &context.library, &options)?)
}

fn reports_text(reports: &[ShelfFile]) -> String {
    let titles: std::collections::BTreeSet<&str> = reports.iter().map(|report| report.title.as_str()).collect();
    format!("{} reports in {} files", titles.len(), reports.len())
}

/// What programs that read the reports go by.
fn schema() -> ReportFile {
    ReportFile {
        title: "JSON Schema of the reports".to_owned(),
        name: "report.schema.json".to_owned(),
        content: SCHEMA.into(),
    }
}

fn report_file(report: ShelfFile) -> ReportFile {
    ReportFile { title: report.title, name: report.name, content: report.content }
}

fn summary(context: &super::Context, out: &Path, progress: &Progress) -> Result<ExitCode> {
    let head = anstyle::Style::new().bold();
    let figures = context.engine().table(&context.library.bind("names/summary", &[])?)?;
    anstream::println!(
        "\n{head}regimap {}{head:#} as of {}, data {}",
        context.edition.version,
        context.as_of,
        &context.edition.data_hash[..12]
    );
    for row in 0..figures.rows.len() {
        anstream::println!("  {:>7} {}", figures.text(row, "count"), figures.text(row, "what"));
    }
    anstream::println!("\nDone in {}. Open next:", seconds(progress.total()));
    for (path, what) in
        [("site/index.html", "the site"), ("reports", "the reports"), ("graph.nq", "the graph, as N-Quads")]
    {
        let path = out.join(path);
        if path.exists() {
            anstream::println!("  {:<28} {what}", path.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write_quads(graph: &Frozen, path: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    quads_to(graph, &mut file)?;
    file.flush()?;
    Ok(())
}

fn quads_to(graph: &Frozen, out: impl Write) -> Result<()> {
    let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(out);
    for (subject, predicate, object, graph_name) in graph.iter() {
        if let (Some(subject), Some(predicate), Some(graph_name)) = (node(subject), iri(predicate), iri(graph_name)) {
            writer.serialize_quad(&Quad::new(subject, predicate, object, GraphName::from(graph_name)))?;
        }
    }
    writer.finish()?;
    Ok(())
}

fn node(term: Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::BlankNode(node) => Some(node.into()),
        Term::Literal(_) => None,
    }
}

fn iri(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

/// A folder beside the output that takes its place only when all is written; dropped before, it goes away.
struct Staging {
    path: PathBuf,
}

impl Staging {
    fn beside(out: &Path) -> Result<Self> {
        let path = sibling(out, "new")?;
        if path.exists() {
            fs::remove_dir_all(&path)
                .with_context(|| format!("cannot clear `{}`, left by a build that was cut off", path.display()))?;
        }
        fs::create_dir_all(&path).with_context(|| format!("cannot write beside `{}`", out.display()))?;
        Ok(Self { path })
    }

    fn swap_in(self, out: &Path) -> Result<()> {
        let old = sibling(out, "old")?;
        if old.exists() {
            fs::remove_dir_all(&old)?;
        }
        if out.exists() {
            fs::rename(out, &old).with_context(|| format!("cannot move the former `{}` away", out.display()))?;
        }
        fs::rename(&self.path, out).with_context(|| format!("cannot put the new `{}` in place", out.display()))?;
        if old.exists() {
            fs::remove_dir_all(&old)?;
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After the swap there is nothing left to remove.
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn sibling(out: &Path, what: &str) -> Result<PathBuf> {
    let name = out.file_name().with_context(|| format!("`{}` is no name for a folder", out.display()))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{what}"));
    Ok(out.with_file_name(hidden))
}
