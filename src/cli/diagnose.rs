//! TEMPORARY
use crate::pack::Diagnostics;
pub fn text(d: &Diagnostics, _c: bool) -> String {
    d.iter().map(|d| format!("{}:{}:{}: {}\n", d.path, d.line, d.column, d.message)).collect()
}
pub fn json(d: &Diagnostics) -> String {
    serde_json::json!(text(d, false)).to_string()
}
