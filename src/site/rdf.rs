//! What the graph says of a thing as files beside its page, in Turtle and JSON-LD, and within the page.

use super::ask::Answers;
use super::page::{Alternate, Page};
use super::things::Thing;
use super::{Site, SiteError};
use crate::graph::terms::PREFIXES;
use crate::graph::{Pattern, Row};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxrdf::{NamedNode, NamedOrBlankNode, Term, Triple};

/// A property with more values than this is left to the files beside the page.
const VALUES: usize = 12;

impl Site<'_, '_> {
    /// Which statements are part of what is said of each thing.
    ///
    /// # Errors
    /// When the query fails.
    pub fn parts_of_things(&self) -> Result<Answers, SiteError> {
        self.ask.each(self.ask.library.get("site/rdf")?, &[], "subject")
    }

    /// Writes the files, and tells the page of them.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn rdf_beside(&self, thing: &Thing, parts: &Answers, page: &mut Page) -> Result<(), SiteError> {
        let mut triples = self.triples_of(&NamedNode::new_unchecked(&thing.iri));
        for &row in parts.about(&thing.iri) {
            if let Some(Term::NamedNode(part)) = parts.table.get(row, "part") {
                triples.extend(self.triples_of(part));
            }
        }
        let forms = [
            (RdfFormat::Turtle, "index.ttl", "text/turtle", "Turtle"),
            (JSON_LD, "index.jsonld", "application/ld+json", "JSON-LD"),
        ];
        for (format, file, media, name) in forms {
            let text = written(format, &triples, thing)?;
            self.writer.write(&thing.path.beside(file)?, &text)?;
            let href = thing.path.asset(&format!("{}/{file}", thing.path.as_str()));
            page.alternates.push(Alternate { media, name, href });
        }
        let own = written(JSON_LD, &own(&triples, thing), thing)?;
        // No text of the data may end the element that holds it.
        page.json_ld = String::from_utf8(own).ok().map(|text| text.replace('<', "\\u003c"));
        page.iri = Some(thing.iri.clone());
        Ok(())
    }

    /// All that the graph says of a subject.
    fn triples_of(&self, subject: &NamedNode) -> Vec<Triple> {
        let graph = self.ask.engine.graph();
        let Some(number) = graph.find(subject.into()) else { return Vec::new() };
        let about = Pattern { wanted: [Some(number), None, None, None], union: true };
        let named = |term| if let Term::NamedNode(node) = term { Some(node) } else { None };
        let triple = |[_, property, value, _]: Row| {
            Some(Triple::new(subject.clone(), named(graph.term(property))?, graph.term(value)))
        };
        graph.scan(about).filter_map(triple).collect()
    }
}

const JSON_LD: RdfFormat = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };

fn written(format: RdfFormat, triples: &[Triple], thing: &Thing) -> Result<Vec<u8>, SiteError> {
    let failed = |error| SiteError::Rdf { thing: thing.iri.clone(), error };
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES.iter().filter(|(_, namespace)| used(triples, namespace)) {
        serializer = serializer.with_prefix(*prefix, *namespace).expect("our own prefixes are valid");
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple).map_err(failed)?;
    }
    writer.finish().map_err(failed)
}

fn used(triples: &[Triple], namespace: &str) -> bool {
    triples.iter().any(|triple| {
        let object = match &triple.object {
            Term::NamedNode(node) => node.as_str().starts_with(namespace),
            Term::Literal(literal) => literal.datatype().as_str().starts_with(namespace),
            Term::BlankNode(_) => false,
        };
        object || triple.predicate.as_str().starts_with(namespace)
    })
}

/// The triples of the thing itself, without properties of many values.
fn own(triples: &[Triple], thing: &Thing) -> Vec<Triple> {
    let its =
        |triple: &&Triple| matches!(&triple.subject, NamedOrBlankNode::NamedNode(node) if node.as_str() == thing.iri);
    let own: Vec<&Triple> = triples.iter().filter(its).collect();
    let many = |property: &NamedNode| own.iter().filter(|other| other.predicate == *property).count() > VALUES;
    own.iter().filter(|triple| !many(&triple.predicate)).map(|triple| (*triple).clone()).collect()
}
