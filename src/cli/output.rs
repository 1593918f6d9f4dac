//! How a report is written: format, table, width and colour; and what every report is told from outside.

use super::Context;
use crate::pack::value::Grade;
use crate::query::Names;
use crate::report::render::{self, Csv, Renderer as _, Text};
use crate::report::{Asker, Choice, DataVersion, Report, ReportError, Setting};
use anyhow::{Context as _, Result, bail};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use oxrdf::NamedNode;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

/// Options of every report.
#[derive(Args)]
pub struct Output {
    /// How to write the report [default: what the file of --out ends in, else text]
    #[arg(long, short, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,
    /// Write into this file instead of standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    out: Option<PathBuf>,
    /// With csv: the table to write, by its name, such as elements or recognitions [default: the main one]
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    table: Option<String>,
    /// With text: show the sections that go into detail as well
    #[arg(long, help_heading = "Output")]
    full: bool,
}

/// How to write a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// Markdown, for a ticket or a letter
    #[value(alias = "md")]
    Markdown,
    /// A page of its own, fit for printing
    Html,
    /// One table, for a spreadsheet
    Csv,
    /// A document for Word or LibreOffice
    #[value(alias = "word")]
    Docx,
    /// A workbook for Excel or LibreOffice, a sheet for each table
    #[value(alias = "excel")]
    Xlsx,
    /// The whole model, for programs; `regimap schema` prints its JSON Schema
    Json,
}

impl From<Format> for render::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Markdown => Self::Markdown,
            Format::Html => Self::Html,
            Format::Csv => Self::Csv,
            Format::Docx => Self::Docx,
            Format::Xlsx => Self::Xlsx,
            Format::Json => Self::Json,
        }
    }
}

impl ValueEnum for Grade {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Primary => "Only what was read in the texts themselves",
            Self::Secondary => "What was read about the texts as well",
            Self::Unconfirmed => "Unconfirmed facts as well",
        };
        Some(PossibleValue::new(self.as_str()).help(help))
    }
}

/// What the reports of a context are told.
pub fn setting(context: &Context, evidence: Grade) -> Setting {
    Setting {
        as_of: context.as_of.to_string(),
        base: context.iris.base().to_owned(),
        data: DataVersion { version: context.edition.version.clone(), hash: context.edition.data_hash.clone() },
        threshold: evidence.as_str().to_owned(),
    }
}

/// What a name means for a report; says on standard error what else it could mean.
///
/// # Errors
/// When nothing has the name or it does not fit.
pub fn choose(
    asker: &Asker<'_>,
    names: &Names,
    name: &str,
    resolve: impl Fn(&Asker<'_>, &NamedNode) -> Result<Choice, ReportError>,
) -> Result<Choice> {
    let (found, others) = names.find(name)?;
    super::note_others(name, found, &others);
    Ok(resolve(asker, &found.iri)?)
}

/// The edition, arrangement or regime with a name, and what it is called.
///
/// # Errors
/// When nothing has the name, or it is something else.
pub fn concerned(context: &Context, name: &str) -> Result<(NamedNode, String)> {
    let names = context.names()?;
    let (found, others) = names.find(name)?;
    super::note_others(name, found, &others);
    if !matches!(found.class.as_str(), "Edition" | "Arrangement" | "Regime") {
        bail!(
            "{} is a {}: name an edition, an arrangement or a regime, such as `uk-psti` or `si-2025-1267`",
            found.label,
            found.class.to_lowercase()
        );
    }
    Ok((found.iri.clone(), found.name().to_owned()))
}

/// Writes the report into the file that was named, or on standard output.
///
/// # Errors
/// When there is no such table or format, the file cannot be written, or nobody reads.
pub fn write(report: &Report, output: &Output) -> Result<()> {
    let format = format(output)?;
    let bytes: Vec<u8> = match format {
        render::Format::Csv => Csv { table: output.table.clone() }.render(report)?.into(),
        render::Format::Text if output.out.is_none() => {
            // Columns are folded to the terminal, up to a width that still reads well.
            let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)).clamp(60, 110);
            Text { width, colour: true, full: output.full }.render(report)?.into()
        }
        format => format.render(report)?,
    };
    match &output.out {
        Some(file) => {
            std::fs::write(file, bytes).with_context(|| format!("cannot write `{}`", file.display()))?;
            anstream::eprintln!("{}", file.display());
        }
        None if format.is_binary() => std::io::stdout().write_all(&bytes)?,
        // The stream takes colours out again where they are not wanted.
        None => anstream::stdout().write_all(&bytes)?,
    }
    Ok(())
}

/// The format that was asked for, or that the name of the file stands for.
fn format(output: &Output) -> Result<render::Format> {
    let ending = |file: &PathBuf| file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let format = match (output.format, output.out.as_ref().and_then(ending)) {
        (Some(format), _) => format.into(),
        (None, Some(ending)) => match render::Format::ALL.into_iter().find(|format| format.ending() == ending) {
            Some(format) => format,
            None => bail!("no format has files that end in `.{ending}`: say which one with `--format`"),
        },
        (None, None) => render::Format::Text,
    };
    if format.is_binary() && output.out.is_none() && std::io::stdout().is_terminal() {
        bail!(
            "{0} is nothing for a terminal: name a file with `--out report.{0}`, or send the output into one",
            format.ending()
        );
    }
    Ok(format)
}
