//! `regimap show`: all that is known of one thing, and who refers to it.

use super::Context;
use super::format::Format;
use crate::query::{Table, compact};
use anyhow::Result;
use clap::Args;
use oxrdf::Term;
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// Arguments of `regimap show`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap show uk-psti
  regimap show 'Schedule 1 paragraph 3(5)'
  regimap show password-unique-or-user-defined
  regimap show jc-star:1 --format json")]
pub struct ShowArgs {
    /// Any name of the thing: an identifier, a citation, an address
    id: String,
    /// How to write it
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Prints the properties of the thing and the things that refer to it.
pub fn run(args: &ShowArgs, context: &Context) -> Result<ExitCode> {
    let names = context.names()?;
    let (found, others) = names.find(&args.id)?;
    super::note_others(&args.id, found, &others);
    let thing: Term = found.iri.clone().into();
    let engine = context.engine();
    let properties = engine.table(&context.library.bind("names/properties", &[("thing", &thing)])?)?;
    let references = engine.table(&context.library.bind("names/references", &[("thing", &thing)])?)?;
    match args.format {
        Format::Json => {
            let value = json!({
                "iri": found.iri.as_str(),
                "class": found.class,
                "identifier": found.identifier,
                "properties": grouped(&properties, "value", context),
                "references": grouped(&references, "subject", context),
            });
            println!("{}", serde_json::to_string_pretty(&value)?);
        }
        Format::Text => {
            let head = anstyle::Style::new().bold();
            anstream::println!("{head}{}{head:#} — {}\n{}\n", found.identifier, found.label, found.iri.as_str());
            print(&properties, "value", "valueLabel", context);
            if !references.rows.is_empty() {
                anstream::println!("\n{head}Referred to by{head:#}");
                print(&references, "subject", "subjectLabel", context);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn grouped(table: &Table, column: &str, context: &Context) -> Value {
    let mut groups: Map<String, Value> = Map::new();
    for row in 0..table.rows.len() {
        let property = property(table, row, context);
        let value = table.get(row, column).map(|term| compact(term, context.iris.base())).unwrap_or_default();
        if let Some(values) = groups.entry(property).or_insert_with(|| json!([])).as_array_mut() {
            values.push(value.into());
        }
    }
    Value::Object(groups)
}

fn property(table: &Table, row: usize, context: &Context) -> String {
    table.get(row, "property").map(|term| compact(term, context.iris.base())).unwrap_or_default()
}

/// How many things to print under one property before the rest is only counted.
const LISTED: usize = 12;

fn print(table: &Table, column: &str, label: &str, context: &Context) {
    let dim = anstyle::Style::new().dimmed();
    let mut last = String::new();
    let mut count = 0;
    for row in 0..table.rows.len() {
        let property = property(table, row, context);
        let fresh = property != last;
        if fresh {
            rest(count);
            count = 0;
        }
        count += 1;
        if count <= LISTED {
            let value = table.get(row, column).map(|term| compact(term, context.iris.base())).unwrap_or_default();
            let name = if fresh { property.as_str() } else { "" };
            let label = table.text(row, label);
            let label = if label.is_empty() { String::new() } else { format!("  {dim}{label}{dim:#}") };
            anstream::println!("  {name:<34} {value}{label}");
        }
        last = property;
    }
    rest(count);
}

fn rest(count: usize) {
    if count > LISTED {
        anstream::println!("  {:<34} … and {} more", "", count - LISTED);
    }
}
