//! Renderers: one model, a file for each format.

mod csv;
mod docx;
mod format;
mod html;
mod json;
mod markdown;
mod safe;
mod svg;
mod text;
mod xlsx;

pub use csv::Csv;
pub use docx::Docx;
pub use format::Format;
pub use html::Html;
pub use json::{Json, SCHEMA};
pub use markdown::Markdown;
pub use safe::spreadsheet_safe;
pub use text::Text;
pub use xlsx::Xlsx;

use super::Report;

/// Writes a report in a format.
pub trait Renderer {
    /// What the format is made of: text, or bytes where it is no text.
    type Output: Into<Vec<u8>>;

    /// The whole report.
    ///
    /// # Errors
    /// When the report lacks what was asked for, such as a table by its name, or is too large for the format.
    fn render(&self, report: &Report) -> Result<Self::Output, RenderError>;
}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// There is no such table.
    #[error("the report has no table `{wanted}`; it has: {}", known.join(", "))]
    NoTable {
        /// The name asked for.
        wanted: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// The workbook cannot hold it.
    #[error("the report cannot be written as XLSX; CSV and JSON take any size")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The package of a document could not be put together.
    #[error("the report cannot be written as DOCX")]
    Package(#[from] zip::result::ZipError),
}
