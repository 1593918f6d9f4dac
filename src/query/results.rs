//! Answers in the formats of the W3C: what the command line prints, and what the console of the site hands out.

use super::{Answer, Table};
use crate::graph::terms::PREFIXES;
use oxrdf::{Triple, Variable};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};
use std::io::{self, Write};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultFormat {
    /// SPARQL 1.1 results in CSV.
    Csv,
    /// SPARQL 1.1 results in TSV.
    Tsv,
    /// SPARQL 1.1 results in JSON; for triples, JSON-LD.
    Json,
    /// SPARQL results in XML; for triples, RDF/XML.
    Xml,
    /// Triples in Turtle.
    Turtle,
    /// Triples in N-Triples.
    NTriples,
}

/// Why an answer was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A table was to be written as triples.
    #[error("this query gives a table; use table, csv, tsv, json or xml")]
    Table,
    /// Triples were to be written as a table.
    #[error("triples cannot be written as a table; use turtle, ntriples, json or xml")]
    Triples,
    /// Nobody takes what is written.
    #[error("the answer cannot be written")]
    Io(#[from] io::Error),
}

impl ResultFormat {
    fn of_results(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
            Self::Turtle | Self::NTriples => None,
        }
    }

    fn of_triples(self) -> Option<RdfFormat> {
        match self {
            Self::Turtle => Some(RdfFormat::Turtle),
            Self::NTriples => Some(RdfFormat::NTriples),
            Self::Xml => Some(RdfFormat::RdfXml),
            Self::Json => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
            Self::Csv | Self::Tsv => None,
        }
    }
}

impl Answer {
    /// Writes the answer.
    ///
    /// # Errors
    /// When the format does not fit what the query gives, or nobody takes it.
    pub fn write(&self, format: ResultFormat, out: &mut impl Write) -> Result<(), WriteError> {
        match self {
            Self::Boolean(value) => {
                let format = format.of_results().ok_or(WriteError::Table)?;
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(out, *value)?;
                Ok(())
            }
            Self::Table(table) => solutions(table, format.of_results().ok_or(WriteError::Table)?, out),
            Self::Triples(all) => triples(all, format.of_triples().ok_or(WriteError::Triples)?, out),
        }
    }
}

fn solutions(table: &Table, format: QueryResultsFormat, out: &mut impl Write) -> Result<(), WriteError> {
    let variables: Vec<Variable> = table.columns.iter().map(Variable::new_unchecked).collect();
    let serializer = QueryResultsSerializer::from_format(format);
    let mut writer = serializer.serialize_solutions_to_writer(out, variables.clone())?;
    for row in &table.rows {
        writer.serialize(variables.iter().zip(row).filter_map(|(variable, term)| Some((variable, term.as_ref()?))))?;
    }
    writer.finish()?;
    Ok(())
}

fn triples(triples: &[Triple], format: RdfFormat, out: &mut impl Write) -> Result<(), WriteError> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *namespace).expect("our own prefixes are valid");
    }
    let mut writer = serializer.for_writer(out);
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?;
    Ok(())
}
