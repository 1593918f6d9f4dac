//! The model as it is, with stable keys.

use super::{RenderError, Renderer};
use crate::report::Report;

/// Writes JSON.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl Renderer for Json {
    fn render(&self, report: &Report) -> Result<String, RenderError> {
        let mut text = serde_json::to_string_pretty(report).expect("the model has string keys only");
        text.push('\n');
        Ok(text)
    }
}
