//! How a report is written: format, table, width and colour; and what every report is told from outside.

use super::Context;
use crate::pack::value::Grade;
use crate::query::Names;
use crate::report::render::{Csv, Html, Json, Markdown, Renderer, Text};
use crate::report::{Asker, Choice, DataVersion, Report, ReportError, Setting};
use anyhow::{Result, bail};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use oxrdf::NamedNode;
use std::io::Write as _;

/// Options of every report.
#[derive(Args)]
pub struct Output {
    /// How to write the report
    #[arg(long, short, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: Format,
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
    /// The whole model, for programs
    Json,
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

/// Writes the report on standard output.
///
/// # Errors
/// When there is no such table, or nobody reads.
pub fn write(report: &Report, output: &Output) -> Result<()> {
    // Columns are folded to the terminal, up to a width that still reads well.
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)).clamp(60, 110);
    let renderer: Box<dyn Renderer> = match output.format {
        Format::Text => Box::new(Text { width, colour: true, full: output.full }),
        Format::Markdown => Box::new(Markdown),
        Format::Html => Box::new(Html),
        Format::Csv => Box::new(Csv { table: output.table.clone() }),
        Format::Json => Box::new(Json),
    };
    let text = renderer.render(report)?;
    // The stream takes colours out again where they are not wanted.
    anstream::stdout().write_all(text.as_bytes())?;
    Ok(())
}
