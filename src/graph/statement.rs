//! Writes the properties of one thing, leaving out what is blank.

use super::{Builder, terms};
use crate::pack::value::PartialDate;
use oxrdf::{Literal, NamedNode, NamedNodeRef, TermRef};

/// One thing in one named graph, whose properties are being written.
pub(super) struct Thing<'b> {
    pub(super) into: &'b mut Builder,
    pub(super) graph: NamedNode,
    pub(super) iri: NamedNode,
}

impl<'b> Thing<'b> {
    pub(super) fn new(into: &'b mut Builder, graph: &NamedNode, iri: NamedNode) -> Self {
        Self { into, graph: graph.clone(), iri }
    }

    pub(super) fn put<'t>(&mut self, property: NamedNodeRef<'_>, object: impl Into<TermRef<'t>>) -> &mut Self {
        self.into.insert(&self.iri, property, object, &self.graph);
        self
    }

    /// The class, by its local name in regimap's ontology.
    pub(super) fn a(&mut self, class: &str) -> &mut Self {
        self.put(terms::TYPE, &terms::own(class))
    }

    /// Text that is no language's: identifiers, codes, locators.
    pub(super) fn code<'v>(&mut self, property: NamedNodeRef<'_>, text: impl Into<Option<&'v str>>) -> &mut Self {
        match text.into() {
            Some(text) => self.put(property, &Literal::new_simple_literal(text)),
            None => self,
        }
    }

    /// English text.
    pub(super) fn english<'v>(&mut self, property: NamedNodeRef<'_>, text: impl Into<Option<&'v str>>) -> &mut Self {
        self.tagged(property, text.into(), Some("en"))
    }

    /// Text in the language of the tag; without a tag, in no language.
    pub(super) fn tagged(
        &mut self,
        property: NamedNodeRef<'_>,
        text: Option<&str>,
        language: Option<&str>,
    ) -> &mut Self {
        match (text, language) {
            (Some(text), Some(tag)) => {
                self.put(property, &Literal::new_language_tagged_literal_unchecked(text, tag.to_ascii_lowercase()))
            }
            (text, _) => self.code(property, text),
        }
    }

    /// A link to another thing.
    pub(super) fn link(&mut self, property: NamedNodeRef<'_>, to: impl Into<Option<NamedNode>>) -> &mut Self {
        match to.into() {
            Some(to) => self.put(property, &to),
            None => self,
        }
    }

    /// Links to several things.
    pub(super) fn links(&mut self, property: NamedNodeRef<'_>, to: impl IntoIterator<Item = NamedNode>) -> &mut Self {
        for target in to {
            self.put(property, &target);
        }
        self
    }

    /// A web address; kept as a literal where it is no valid IRI.
    pub(super) fn web(&mut self, property: NamedNodeRef<'_>, address: Option<&str>) -> &mut Self {
        match address.map(NamedNode::new) {
            Some(Ok(node)) => self.put(property, &node),
            Some(Err(_)) => self.code(property, address),
            None => self,
        }
    }

    /// A date, as exact as it is known.
    pub(super) fn date(&mut self, property: NamedNodeRef<'_>, date: impl Into<Option<PartialDate>>) -> &mut Self {
        match date.into() {
            Some(date) => self.put(property, &date_literal(date)),
            None => self,
        }
    }

    pub(super) fn number(&mut self, property: NamedNodeRef<'_>, number: impl Into<Option<u64>>) -> &mut Self {
        match number.into() {
            Some(number) => self.put(property, &Literal::from(number as i64)),
            None => self,
        }
    }

    pub(super) fn truth(&mut self, property: NamedNodeRef<'_>, value: bool) -> &mut Self {
        self.put(property, &Literal::from(value))
    }

    /// A value of a closed list.
    pub(super) fn choice(&mut self, property: NamedNodeRef<'_>, value: &str) -> &mut Self {
        self.put(property, &terms::own(value))
    }
}

fn date_literal(date: PartialDate) -> Literal {
    let datatype = if date.is_exact() {
        terms::XSD_DATE
    } else if date.has_month() {
        terms::XSD_YEAR_MONTH
    } else {
        terms::XSD_YEAR
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}
