//! Renderers: one model, a file for each format.

mod csv;
mod html;
mod json;
mod markdown;
mod safe;
mod text;

pub use csv::Csv;
pub use html::Html;
pub use json::Json;
pub use markdown::Markdown;
pub use safe::spreadsheet_safe;
pub use text::Text;

use super::Report;

/// Writes a report in a format.
pub trait Renderer {
    /// The whole report.
    ///
    /// # Errors
    /// When the report lacks what was asked for, such as a table by its name.
    fn render(&self, report: &Report) -> Result<String, RenderError>;
}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RenderError {
    /// There is no such table.
    #[error("the report has no table `{wanted}`; it has: {}", known.join(", "))]
    NoTable {
        /// The name asked for.
        wanted: String,
        /// Those that there are.
        known: Vec<String>,
    },
}
