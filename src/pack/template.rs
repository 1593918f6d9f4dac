//! A new pack: every table that a regime may have, nearly empty, with comments on what its columns hold.

use super::rows::SCHEMAS;
use super::schema::{Home, Schema};
use super::value::RegimeKind;
use std::fmt::Write as _;

/// What is known of a regime before anything was read.
#[derive(Clone, Debug)]
pub struct NewRegime {
    /// Its identifier, such as `viet-nam`; checked by the caller.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What kind of regime it is.
    pub kind: RegimeKind,
}

/// File name and content of each table, in the order in which they are filled in.
pub fn new_pack(regime: &NewRegime) -> Vec<(&'static str, String)> {
    let homes = [Home::Regime, Home::RegimeOrArrangements, Home::Any];
    SCHEMAS
        .iter()
        .filter(|schema| homes.contains(&schema.home))
        .map(|schema| (schema.file, table(schema, regime)))
        .collect()
}

fn table(schema: &Schema, regime: &NewRegime) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# {}\n#", schema.about());
    for column in schema.columns {
        let _ = writeln!(text, "# {}: {} [{}]", column.name, column.about(), column.values_text());
    }
    let _ = writeln!(text, "{}", schema.header());
    if let Some(cells) = first_row(schema.file, regime) {
        let cell =
            |name: &str| cells.iter().find(|(column, _)| *column == name).map_or("", |(_, value)| value.as_str());
        let row: Vec<String> = schema.columns.iter().map(|column| quoted(cell(column.name))).collect();
        let _ = writeln!(text, "{}", row.join(","));
    }
    text
}

/// The row that a table needs so that others can refer to it.
fn first_row(file: &str, regime: &NewRegime) -> Option<Vec<(&'static str, String)>> {
    let NewRegime { id, label, kind } = regime;
    let (source, document) = (format!("{id}-text"), format!("{id}/text"));
    let mut cells = match file {
        "sources.csv" => {
            return Some(vec![
                ("source_id", source),
                ("label", format!("{label}: the document from which facts are read")),
                ("read_extent", "not read yet".to_owned()),
                ("grade", "secondary".to_owned()),
            ]);
        }
        "regime.csv" => vec![
            ("regime_id", id.clone()),
            ("short_label", label.clone()),
            ("kind", kind.to_string()),
            ("description", "What it is, in a sentence or two.".to_owned()),
        ],
        "instruments.csv" => vec![
            ("instrument_id", document),
            ("regime_id", id.clone()),
            ("short_label", label.clone()),
            ("kind", "scheme-document".to_owned()),
        ],
        "editions.csv" => vec![
            ("edition_id", format!("{id}/text-1")),
            ("instrument_id", document),
            ("short_label", label.clone()),
            ("completeness", "outline".to_owned()),
            ("completeness_note", "Its provisions have not been read yet.".to_owned()),
        ],
        _ => return None,
    };
    cells.extend([
        ("label", label.clone()),
        ("source_id", source),
        ("locator", "where it stands".to_owned()),
        ("grade", "unconfirmed".to_owned()),
    ]);
    Some(cells)
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
