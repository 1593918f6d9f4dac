//! `regimap tables`: what the tables of a pack hold, column by column.

use super::{Global, Source};
use crate::export::csvw;
use crate::pack::rows::SCHEMAS;
use crate::pack::schema::Schema;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::process::ExitCode;

/// Arguments of `regimap tables`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap tables                                        every table, in a line
  regimap tables facts                                  the columns of one
  regimap tables --format csvw > csv-metadata.json      what tools for CSV on the Web read")]
pub struct TablesArgs {
    /// A table, such as facts or facts.csv
    table: Option<String>,
    /// How to write them
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// Metadata of CSV on the Web for the tables of the data
    Csvw,
}

/// Prints the tables.
pub fn run(args: &TablesArgs, global: &Global) -> Result<ExitCode> {
    let chosen = match &args.table {
        Some(name) => vec![find(name)?],
        None => SCHEMAS.iter().collect(),
    };
    match args.format {
        Format::Text if args.table.is_some() => chosen.into_iter().for_each(print),
        Format::Text => {
            let name = anstyle::Style::new().bold();
            for schema in chosen {
                anstream::println!("{name}{:<26}{name:#} {}", schema.file, schema.about());
                anstream::println!("{:26} in {}", "", schema.home.folder());
            }
        }
        Format::Json => {
            let tables: Vec<_> = chosen.into_iter().map(describe).collect();
            println!("{}", serde_json::to_string_pretty(&tables)?);
        }
        Format::Csvw => {
            let source = Source::read(global)?;
            let paths = source.files.iter().map(|(path, _)| path);
            let wanted = paths.filter(|path| chosen.iter().any(|schema| path.rsplit('/').next() == Some(schema.file)));
            println!("{}", serde_json::to_string_pretty(&csvw(wanted))?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn find(name: &str) -> Result<&'static Schema> {
    let bare = name.strip_suffix(".csv").unwrap_or(name);
    match SCHEMAS.iter().find(|schema| schema.file.strip_suffix(".csv") == Some(bare) || schema.file == name) {
        Some(schema) => Ok(schema),
        None => bail!("there is no table `{name}`; `regimap tables` lists all"),
    }
}

fn print(schema: &Schema) {
    let (head, name) = (anstyle::Style::new().bold(), anstyle::AnsiColor::Cyan.on_default());
    anstream::println!("{head}{}{head:#}  in {}\n{}\n", schema.file, schema.home.folder(), schema.about());
    for column in schema.columns {
        anstream::println!("  {name}{}{name:#}\n      {}", column.name, column.about());
        anstream::println!("      {}", column.values_text());
    }
    for key in schema.unique {
        anstream::println!("\nNo two rows agree in {}.", key.join(", "));
    }
}

fn describe(schema: &Schema) -> serde_json::Value {
    let columns: Vec<_> = schema
        .columns
        .iter()
        .map(|column| {
            json!({
                "name": column.name,
                "about": column.about(),
                "values": column.values_text(),
                "required": !column.optional,
                "list": column.list,
            })
        })
        .collect();
    json!({
        "file": schema.file,
        "folder": schema.home.folder(),
        "about": schema.about(),
        "columns": columns,
        "unique": schema.unique,
    })
}
