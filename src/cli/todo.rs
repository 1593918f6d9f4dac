//! `regimap todo`: what is unconfirmed, incomplete, disagreeing or open: the work list of the next reviewer.

use super::Context;
use super::columns;
use crate::query::{NamedQuery, compact};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::process::ExitCode;

/// Arguments of `regimap todo`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap todo                                what to look at first
  regimap todo --kind open-questions          what nobody could find out yet
  regimap todo --about jc-star --limit 0      all that concerns one regime
  regimap todo --format csv > todo.csv

Each item says how many answers on coverage rest on it. The queries are in ontology/queries/todo/.")]
pub struct TodoArgs {
    /// Only items of this kind, by the name of its query, such as unconfirmed-obligations
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only items whose address holds this word, such as jc-star
    #[arg(long, value_name = "WORD")]
    about: Option<String>,
    /// How many to list; 0 for all
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// How to write them
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a spreadsheet
    Csv,
    /// For programs
    Json,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    /// Most answers first.
    #[serde(serialize_with = "reversed")]
    answers: std::cmp::Reverse<u64>,
    kind: String,
    what: String,
    subject: String,
    where_to_look: String,
}

fn reversed<S: serde::Serializer>(number: &std::cmp::Reverse<u64>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u64(number.0)
}

/// Prints the list, what most answers rest on first.
pub fn run(args: &TodoArgs, context: &Context) -> Result<ExitCode> {
    let mut items = items(args, context)?;
    let all = items.len();
    if args.limit > 0 {
        items.truncate(args.limit);
    }
    match args.format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&items)?),
        Format::Csv => write_csv(&items)?,
        Format::Text => {
            let head: Vec<String> = ["Answers", "Kind", "What", "Where to look"].map(str::to_owned).into();
            let row = |item: &Item| {
                vec![item.answers.0.to_string(), item.kind.clone(), item.what.clone(), item.where_to_look.clone()]
            };
            let rows: Vec<Vec<String>> = items.iter().map(row).collect();
            let widths = columns::widths(&head, &rows, true);
            columns::print(&head, &rows, &widths, &mut anstream::stdout())?;
            anstream::eprintln!("\n{} of {all} items; `--limit 0` lists all", items.len());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn items(args: &TodoArgs, context: &Context) -> Result<Vec<Item>> {
    let queries: Vec<&NamedQuery> = context.library.iter().filter(|query| query.name.starts_with("todo/")).collect();
    if let Some(kind) = &args.kind
        && !queries.iter().any(|query| name(query) == kind)
    {
        let known: Vec<&str> = queries.iter().map(|query| name(query)).collect();
        bail!("there is no kind `{kind}`; there are: {}", known.join(", "));
    }
    let engine = context.engine();
    let mut items = Vec::new();
    for query in queries.into_iter().filter(|query| args.kind.as_ref().is_none_or(|kind| kind == name(query))) {
        let table = engine.table(&context.library.bind(&query.name, &[])?)?;
        for row in 0..table.rows.len() {
            let subject = table.get(row, "subject").map(|term| compact(term, context.iris.base())).unwrap_or_default();
            if args.about.as_ref().is_some_and(|word| !subject.contains(word.as_str())) {
                continue;
            }
            items.push(Item {
                answers: std::cmp::Reverse(table.text(row, "answers").parse().unwrap_or(0)),
                kind: query.title.clone(),
                what: table.text(row, "what").to_owned(),
                subject,
                where_to_look: table.text(row, "whereToLook").to_owned(),
            });
        }
    }
    items.sort_unstable();
    Ok(items)
}

fn name(query: &NamedQuery) -> &str {
    query.name.trim_start_matches("todo/")
}

fn write_csv(items: &[Item]) -> Result<()> {
    let mut writer = csv::Writer::from_writer(std::io::stdout());
    writer.write_record(["answers", "kind", "what", "subject", "where_to_look"])?;
    for item in items {
        let cells = [&item.answers.0.to_string(), &item.kind, &item.what, &item.subject, &item.where_to_look];
        writer.write_record(cells.map(|cell| crate::report::render::spreadsheet_safe(cell)))?;
    }
    writer.flush()?;
    Ok(())
}
