//! Addresses of things: readable, stable, and safe whatever an identifier holds.

use super::terms::DEFAULT_BASE;
use crate::pack::rows::ObligationRow;
use crate::pack::value::{ConditionId, EditionId, ProductPartId, Slug};
use oxrdf::NamedNode;
use std::fmt::Write as _;

/// Mints addresses under one base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iris {
    base: String,
}

impl Default for Iris {
    fn default() -> Self {
        Self { base: DEFAULT_BASE.to_owned() }
    }
}

impl Iris {
    /// Addresses under another base, which has to be an absolute IRI that ends in `/` or `#`.
    ///
    /// # Errors
    /// Says what is wrong with the base.
    pub fn new(base: &str) -> Result<Self, String> {
        NamedNode::new(base).map_err(|e| format!("`{base}` is no absolute IRI: {e}"))?;
        if !base.ends_with(['/', '#']) {
            return Err(format!("the base `{base}` has to end in `/` or `#`"));
        }
        Ok(Self { base: base.to_owned() })
    }

    /// The base.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// `{base}{class}/{id}`; `/` in the identifier stays, anything unsafe is percent-encoded.
    pub fn thing(&self, class: &str, id: &str) -> NamedNode {
        let mut iri = format!("{}{class}/", self.base);
        escape_into(&mut iri, id);
        NamedNode::new_unchecked(iri)
    }

    /// A provision, by its edition and slug.
    pub fn provision(&self, edition: &EditionId, slug: &Slug) -> NamedNode {
        self.thing("provision", &format!("{edition}/{slug}"))
    }

    /// An obligation of the provision with this slug, by its whole key, so that adding one never renames another.
    pub fn obligation(&self, slug: &Slug, row: &ObligationRow) -> NamedNode {
        let mut parts: Vec<&str> = row.applies_to.iter().map(ProductPartId::as_str).collect();
        parts.sort_unstable();
        let condition = row.condition_id.as_ref().map_or("always", ConditionId::as_str);
        let (edition, element, bearer) = (&row.edition_id, &row.element_id, &row.duty_bearer_id);
        let id = format!("{edition}/{slug}/{element}/{bearer}/{}/{condition}", parts.join("+"));
        self.thing("obligation", &id)
    }

    /// A named graph.
    pub fn graph(&self, name: &str) -> NamedNode {
        self.thing("graph", name)
    }

    /// A concept scheme.
    pub fn scheme(&self, name: &str) -> NamedNode {
        self.thing("scheme", name)
    }

    /// The part of an address behind the base, or the whole of a foreign one.
    pub fn path<'a>(&self, iri: &'a str) -> &'a str {
        iri.strip_prefix(self.base.as_str()).unwrap_or(iri)
    }
}

/// Percent-encodes all that is not an unreserved character, `/` or `+` (RFC 3987 keeps letters of any script).
fn escape_into(out: &mut String, id: &str) {
    for character in id.chars() {
        let kept = character.is_alphanumeric() || matches!(character, '-' | '.' | '_' | '~' | '/' | '+');
        if kept {
            out.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}
