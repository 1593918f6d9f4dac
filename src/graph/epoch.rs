//! Reads back for which days the derived graph holds.

use super::terms::{self, regimap};
use super::{Frozen, Iris, Pattern};
use crate::reason::Epoch;
use oxrdf::{NamedNodeRef, Term};

/// The days on which the answers in a graph hold, if it says so.
pub fn epoch(graph: &Frozen, iris: &Iris) -> Option<Epoch> {
    let derived = iris.graph("derived");
    let subject = graph.find(derived.as_ref().into())?;
    let day = |property: NamedNodeRef<'_>| {
        let property = graph.find(property.into())?;
        let wanted = [Some(subject), Some(property), None, None];
        let [_, _, object, _] = graph.scan(Pattern { wanted, union: true }).next()?;
        match graph.term(object) {
            Term::Literal(date) if date.datatype() == terms::XSD_DATE => date.value().parse().ok(),
            _ => None,
        }
    };
    day(regimap::AS_OF)
        .map(|_: jiff::civil::Date| Epoch { from: day(regimap::HOLDS_FROM), until: day(regimap::HOLDS_UNTIL) })
}
