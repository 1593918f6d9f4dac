//! The formats by their names, file endings and renderers.

use super::{Csv, Docx, Html, Json, Markdown, RenderError, Renderer, Text, Xlsx};
use crate::report::Report;

/// A format that reports come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A page of its own.
    Html,
    /// A document for a word processor.
    Docx,
    /// A workbook, a sheet for each table.
    Xlsx,
    /// Markdown.
    Markdown,
    /// Text of 80 columns.
    Text,
    /// The main table.
    Csv,
    /// The whole model.
    Json,
}

impl Format {
    /// Every format, those for people first.
    pub const ALL: [Self; 7] = [Self::Html, Self::Docx, Self::Xlsx, Self::Markdown, Self::Text, Self::Csv, Self::Json];

    /// What the names of its files end in.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Whether it is bytes that mean nothing on a terminal.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }

    /// The whole report as a file.
    ///
    /// # Errors
    /// When the report is too large for the format.
    pub fn render(self, report: &Report) -> Result<Vec<u8>, RenderError> {
        Ok(match self {
            Self::Html => Html.render(report)?.into(),
            Self::Docx => Docx.render(report)?,
            Self::Xlsx => Xlsx.render(report)?,
            Self::Markdown => Markdown.render(report)?.into(),
            Self::Text => Text::default().render(report)?.into(),
            Self::Csv => Csv::default().render(report)?.into(),
            Self::Json => Json.render(report)?.into(),
        })
    }
}
