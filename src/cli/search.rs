//! `regimap search`: full text over labels, definitions and paraphrases.

use super::Context;
use super::format::Format;
use crate::query::Table;
use anyhow::{Result, bail};
use clap::Args;
use rusqlite::{Connection, params};
use serde_json::json;
use std::process::ExitCode;

/// Arguments of `regimap search`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap search default password
  regimap search 'support period' --class Element
  regimap search 適合 --limit 5")]
pub struct SearchArgs {
    /// Words that all have to be there, each at least by its beginning
    #[arg(required = true)]
    words: Vec<String>,
    /// Only things of this class, such as Provision or Element
    #[arg(long)]
    class: Option<String>,
    /// How many to list
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// How to write them
    #[arg(long, default_value = "text")]
    format: Format,
}

struct Hit {
    iri: String,
    class: String,
    identifier: String,
    label: String,
    excerpt: String,
}

/// Prints the best matches first; exit code 1 where there are none.
pub fn run(args: &SearchArgs, context: &Context) -> Result<ExitCode> {
    let texts = context.engine().table(&context.library.bind("names/texts", &[])?)?;
    let hits = search(&texts, args)?;
    match args.format {
        Format::Json => {
            let hits: Vec<_> = hits
                .iter()
                .map(|hit| {
                    json!({"iri": hit.iri, "class": hit.class, "identifier": hit.identifier, "label": hit.label, "excerpt": hit.excerpt})
                })
                .collect();
            println!("{}", serde_json::to_string_pretty(&hits)?);
        }
        Format::Text => {
            let (head, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
            for hit in &hits {
                let path = context.iris.path(&hit.iri);
                anstream::println!("{head}{path}{head:#}  {}\n    {dim}{}{dim:#}", hit.label, hit.excerpt);
            }
            if hits.is_empty() {
                anstream::eprintln!("nothing holds all of: {}", args.words.join(" "));
            }
        }
    }
    Ok(if hits.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn search(texts: &Table, args: &SearchArgs) -> Result<Vec<Hit>> {
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(
        "CREATE VIRTUAL TABLE texts USING fts5(identifier, label, body, iri UNINDEXED, class UNINDEXED,
         tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3')",
    )?;
    let transaction = database.transaction()?;
    {
        let mut insert = transaction.prepare("INSERT INTO texts VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for row in 0..texts.rows.len() {
            let text = |column| texts.text(row, column);
            let class = text("class").rsplit('#').next().unwrap_or_default();
            insert.execute(params![text("identifier"), text("label"), text("body"), text("thing"), class])?;
        }
    }
    transaction.commit()?;
    let words: Vec<&str> = args.words.iter().flat_map(|word| word.split_whitespace()).collect();
    if words.is_empty() {
        bail!("there is no word to search for");
    }
    // Scripts without spaces make one long token of a sentence, so their words are sought as parts of text.
    let (spaced, unspaced): (Vec<&str>, Vec<&str>) =
        words.iter().partition(|word| word.is_ascii() || is_alphabetic_script(word));
    let quoted: Vec<String> = spaced.iter().map(|word| format!("\"{}\"*", word.replace('"', "\"\""))).collect();
    let mut conditions = Vec::new();
    let mut values: Vec<String> = Vec::new();
    if !quoted.is_empty() {
        values.push(quoted.join(" "));
        conditions.push(format!("texts MATCH ?{}", values.len()));
    }
    for word in unspaced {
        values.push(word.to_owned());
        conditions.push(format!("(instr(label, ?{0}) OR instr(body, ?{0}))", values.len()));
    }
    if let Some(class) = &args.class {
        values.push(class.clone());
        conditions.push(format!("class = ?{} COLLATE NOCASE", values.len()));
    }
    let ranked = !quoted.is_empty();
    let order = if ranked { "bm25(texts, 4.0, 3.0, 1.0), iri" } else { "iri" };
    let excerpt = if ranked { "snippet(texts, -1, '', '', '…', 18)" } else { "substr(body, 1, 160)" };
    let sql = format!(
        "SELECT iri, class, identifier, label, {excerpt} FROM texts WHERE {} ORDER BY {order} LIMIT {}",
        conditions.join(" AND "),
        args.limit
    );
    let mut statement = database.prepare(&sql)?;
    let hits = statement.query_map(rusqlite::params_from_iter(values), |row| {
        Ok(Hit {
            iri: row.get(0)?,
            class: row.get(1)?,
            identifier: row.get(2)?,
            label: row.get(3)?,
            excerpt: row.get(4)?,
        })
    })?;
    Ok(hits.collect::<Result<_, _>>()?)
}

/// Whether a word is of a script that puts spaces between words: Latin, Greek, Cyrillic and their kin.
fn is_alphabetic_script(word: &str) -> bool {
    word.chars().all(|character| (character as u32) < 0x0e00)
}
