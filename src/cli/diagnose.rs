//! TEMPORARY
use crate::pack::Diagnostics;
pub fn text(d: &Diagnostics, _c: bool) -> String {
    d.0.clone()
}
pub fn json(d: &Diagnostics) -> String {
    serde_json::json!(d.0).to_string()
}
