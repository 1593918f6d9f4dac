//! `regimap query`: SPARQL from the command line, a file or the library.

use super::{Context, Global};
use crate::query::{Answer, Library, NamedQuery, Parameter, ResultFormat, Table, compact};
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use oxrdf::{NamedNode, Term};
use std::io::{BufWriter, IsTerminal as _, Write};
use std::process::ExitCode;

/// Arguments of `regimap query`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap query --list
  regimap query pins-and-drift
  regimap query schedule-1-coverage --set holder=sg-cls:2
  regimap query schedule-1-coverage --print           the SPARQL behind it
  regimap query my.rq --format csv > answer.csv
  regimap query 'SELECT ?label { ?e a regimap:Edition ; skos:prefLabel ?label }'
  echo 'ASK { ?s a regimap:Level }' | regimap query -

The usual prefixes (regimap:, skos:, dcterms:, eli:, prov:, …) need no declaration. The default graph is the union
of all named graphs.")]
pub struct QueryArgs {
    /// SPARQL text, a file ending in .rq, the name of a query, or - for standard input
    #[arg(required_unless_present = "list")]
    query: Option<String>,
    /// List the named queries
    #[arg(long)]
    list: bool,
    /// Fill in a parameter of a named query; things may be given by any of their names
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = parse_setting)]
    settings: Vec<(String, String)>,
    /// Print the query instead of running it
    #[arg(long)]
    print: bool,
    /// How to write the answer
    #[arg(long, short, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

/// How to write an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// SPARQL 1.1 results in CSV
    Csv,
    /// SPARQL 1.1 results in TSV
    Tsv,
    /// SPARQL 1.1 results in JSON; for triples, JSON-LD
    Json,
    /// SPARQL results in XML; for triples, RDF/XML
    Xml,
    /// Triples in Turtle
    Turtle,
    /// Triples in N-Triples
    Ntriples,
}

impl Format {
    /// The format of the W3C that it is, where it is one.
    fn for_machines(self) -> Option<ResultFormat> {
        match self {
            Self::Table => None,
            Self::Csv => Some(ResultFormat::Csv),
            Self::Tsv => Some(ResultFormat::Tsv),
            Self::Json => Some(ResultFormat::Json),
            Self::Xml => Some(ResultFormat::Xml),
            Self::Turtle => Some(ResultFormat::Turtle),
            Self::Ntriples => Some(ResultFormat::NTriples),
        }
    }
}

fn parse_setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// Answers the query.
pub fn run(args: &QueryArgs, global: &Global) -> Result<ExitCode> {
    if args.list {
        list(&Library::new(crate::shipped::queries("queries"), &global.base)?);
        return Ok(ExitCode::SUCCESS);
    }
    let context = Context::load(global)?;
    let text = text(args, &context)?;
    if args.print {
        anstream::print!("{text}");
        return Ok(ExitCode::SUCCESS);
    }
    let answer = context.engine().answer(&text)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match (&answer, args.format.for_machines()) {
        (Answer::Boolean(value), None | Some(ResultFormat::Turtle | ResultFormat::NTriples)) => {
            writeln!(out, "{}", if *value { "yes" } else { "no" })?;
        }
        (Answer::Table(table), None) => people(table, context.iris.base(), &mut out)?,
        (Answer::Triples(_), None) => answer.write(ResultFormat::Turtle, &mut out)?,
        (_, Some(format)) => answer.write(format, &mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn text(args: &QueryArgs, context: &Context) -> Result<String> {
    let query = args.query.as_deref().unwrap_or_default();
    let own = if query == "-" {
        Some(std::io::read_to_string(std::io::stdin()).context("cannot read standard input")?)
    } else if query.ends_with(".rq") {
        Some(std::fs::read_to_string(query).with_context(|| format!("cannot read the query in `{query}`"))?)
    } else {
        // SPARQL needs a space or brace; the name of a query has neither.
        query.contains(['{', ' ', '\n']).then(|| query.to_owned())
    };
    let Some(own) = own else { return bound(context.library.get(query)?, args, context) };
    if args.settings.is_empty() {
        return Ok(own);
    }
    let name = if query.ends_with(".rq") { query } else { "as given" };
    let library = Library::new([(name, own.as_str())], context.iris.base()).context(
        "`--set` fills in parameters that the head of a query declares: `# title: …`, `# question: …` and `# param: NAME — what it is` \
         above it, and `# param` behind a line `VALUES ?NAME { … }`",
    )?;
    bound(library.get(name)?, args, context)
}

/// The text of a query with its parameters filled in.
fn bound(query: &NamedQuery, args: &QueryArgs, context: &Context) -> Result<String> {
    let mut terms = Vec::new();
    for (name, value) in &args.settings {
        let parameter = query.parameters.iter().find(|p| p.name == *name);
        terms.push((name.as_str(), term(parameter, value, context)?));
    }
    let parameters: Vec<(&str, &Term)> = terms.iter().map(|(name, term)| (*name, term)).collect();
    Ok(query.bind(&parameters)?.text)
}

/// The term that a value means: of the same sort as the parameter's default.
fn term(parameter: Option<&Parameter>, value: &str, context: &Context) -> Result<Term> {
    let wants_thing =
        parameter.is_none_or(|p| p.default.starts_with('<') || p.default.contains(':') && !p.default.starts_with('"'));
    if !wants_thing {
        let default = parameter.map_or("", |p| p.default.as_str());
        return Ok(match default.split_once("^^") {
            Some((_, datatype)) => {
                let datatype = datatype.trim_start_matches("xsd:").trim_matches(['<', '>']);
                let iri = if datatype.contains(':') {
                    datatype.to_owned()
                } else {
                    format!("http://www.w3.org/2001/XMLSchema#{datatype}")
                };
                oxrdf::Literal::new_typed_literal(value, NamedNode::new(iri)?).into()
            }
            None => oxrdf::Literal::new_simple_literal(value).into(),
        });
    }
    let prefixed = value.split_once(':').and_then(|(prefix, local)| {
        let (_, namespace) = crate::graph::terms::PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{namespace}{local}"))
    });
    if let Some(iri) = prefixed {
        return Ok(NamedNode::new(iri)?.into());
    }
    let names = context.names()?;
    Ok(names.find(value)?.0.iri.clone().into())
}

/// Columns side by side, each no wider than its share of the terminal; elsewhere as wide as they are.
fn people(table: &Table, base: &str, out: &mut impl Write) -> Result<()> {
    let cell = |term: &Option<Term>| {
        let text = term.as_ref().map(|term| compact(term, base)).unwrap_or_default();
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>()
    };
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let widths = super::columns::widths(&table.columns, &rows, std::io::stdout().is_terminal());
    super::columns::print(&table.columns, &rows, &widths, out)?;
    let rows = match rows.len() {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    };
    writeln!(out, "({rows})")?;
    Ok(())
}

fn list(library: &Library) {
    let head = anstyle::Style::new().bold();
    let mut area = "";
    for query in library.iter() {
        let (folder, name) = query.name.split_once('/').unwrap_or(("", &query.name));
        if folder != area {
            anstream::println!("{}{head}{folder}/{head:#}", if area.is_empty() { "" } else { "\n" });
            area = folder;
        }
        let parameters: String = query.parameters.iter().map(|p| format!(" --set {}=…", p.name)).collect();
        anstream::println!("  {head}{name}{head:#}{parameters}\n      {}", query.question);
    }
}
