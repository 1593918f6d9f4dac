//! The model as it is, with stable keys; [`SCHEMA`] says which.

use super::{RenderError, Renderer};
use crate::report::Report;

/// The JSON Schema that every report in JSON keeps to.
pub const SCHEMA: &str = include_str!("../../../ontology/report.schema.json");

/// Writes JSON.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl Renderer for Json {
    type Output = String;

    fn render(&self, report: &Report) -> Result<String, RenderError> {
        let mut text = serde_json::to_string_pretty(report).expect("the model has string keys only");
        text.push('\n');
        Ok(text)
    }
}
