//! A document for Word and LibreOffice: headings, captions, table heads that repeat, a table of contents, page numbers.
//!
//! The libraries at hand write neither repeated table heads nor descriptions of tables, so the few parts are written here.

mod document;
mod package;

use super::{RenderError, Renderer};
use crate::report::Report;

/// Writes a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Docx;

impl Renderer for Docx {
    type Output = Vec<u8>;

    fn render(&self, report: &Report) -> Result<Vec<u8>, RenderError> {
        Ok(package::pack(report, &document::write(report))?)
    }
}
