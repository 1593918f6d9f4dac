//! One table as CSV, safe to open in a spreadsheet.

use super::safe::spreadsheet_safe;
use super::{RenderError, Renderer};
use crate::report::{Body, Cell, Node, Report, Section, Table, Width};

/// Writes the main table, or the one with a name.
#[derive(Clone, Debug, Default)]
pub struct Csv {
    /// The section whose table is wanted; the first one otherwise.
    pub table: Option<String>,
}

impl Renderer for Csv {
    type Output = String;

    fn render(&self, report: &Report) -> Result<String, RenderError> {
        let section = match &self.table {
            Some(wanted) => report.sections.iter().find(|section| section.id == wanted),
            None => main_section(report),
        };
        let section = section.ok_or_else(|| RenderError::NoTable {
            wanted: self.table.clone().unwrap_or_else(|| "main".to_owned()),
            known: report.sections.iter().map(|section| section.id.to_owned()).collect(),
        })?;
        let mut records = Vec::new();
        match &section.body {
            Body::Table(table) => of_table(table, &mut records),
            Body::Tree(nodes) => {
                records.push(["depth", "text", "iri", "evidence"].map(str::to_owned).to_vec());
                of_tree(nodes, 0, &mut records);
            }
        }
        Ok(records.iter().map(|record| written(record)).collect())
    }
}

/// The table that people want in a spreadsheet: the first, but where a report begins with figures.
fn main_section(report: &Report) -> Option<&Section> {
    let main = match report.kind {
        "coverage" => "provisions",
        "compare" => "relations",
        "audit" => "support",
        _ => return report.sections.first(),
    };
    report.sections.iter().find(|section| section.id == main).or_else(|| report.sections.first())
}

fn of_table(table: &Table, records: &mut Vec<Vec<String>>) {
    let linked = |cell: &Cell| matches!(cell, Cell::Link(link) if !link.iri.is_empty());
    let addressed: Vec<bool> = table
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| column.width != Width::Below && table.rows.iter().any(|row| linked(&row.cells[place])))
        .collect();
    let mut head = Vec::new();
    for (column, addressed) in table.columns.iter().zip(&addressed) {
        head.push(column.key.to_owned());
        if *addressed {
            head.push(format!("{}_iri", column.key));
        }
    }
    records.push(head);
    for row in &table.rows {
        let mut record = Vec::new();
        for (cell, addressed) in row.cells.iter().zip(&addressed) {
            record.push(cell.plain());
            if *addressed {
                record.push(if let Cell::Link(link) = cell { link.iri.clone() } else { String::new() });
            }
        }
        records.push(record);
    }
}

fn of_tree(nodes: &[Node], depth: usize, records: &mut Vec<Vec<String>>) {
    for node in nodes {
        let iri = node.link.as_ref().map(|link| link.iri.clone()).unwrap_or_default();
        let evidence = node.evidence.as_ref().map(|grade| grade.plain()).unwrap_or_default();
        records.push(vec![depth.to_string(), node.text.clone(), iri, evidence]);
        of_tree(&node.children, depth + 1, records);
    }
}

fn written(record: &[String]) -> String {
    let fields: Vec<String> = record.iter().map(|field| quoted(&spreadsheet_safe(field))).collect();
    fields.join(",") + "\n"
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\t']) || field.starts_with(' ') || field.ends_with(' ') {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
