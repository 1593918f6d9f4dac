//! Lets the SPARQL engine run over a [`Frozen`] dataset. The default graph is the union of the named graphs.

use crate::graph::{Frozen, Pattern};
use oxrdf::Term;
use spareval::{InternalQuad, QueryableDataset};
use std::convert::Infallible;
use std::rc::Rc;

/// A term of the dataset by its number, or one that a query made.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Cell {
    /// A term that the dataset has.
    Known(u32),
    /// Any other term.
    Made(Rc<Term>),
}

/// A [`Frozen`] dataset as the engine sees it.
#[derive(Clone, Copy)]
pub struct View<'a>(pub &'a Frozen);

/// The numbers that a pattern asks for, or nothing where it asks for a term that the dataset lacks.
fn number(cell: Option<&Cell>) -> Option<Option<u32>> {
    match cell {
        None => Some(None),
        Some(Cell::Known(id)) => Some(Some(*id)),
        Some(Cell::Made(_)) => None,
    }
}

impl<'a> QueryableDataset<'a> for View<'a> {
    type InternalTerm = Cell;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Cell>,
        predicate: Option<&Cell>,
        object: Option<&Cell>,
        graph_name: Option<Option<&Cell>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Cell>, Infallible>> + use<'a> {
        let union = graph_name == Some(None);
        let pattern =
            (|| Some([number(subject)?, number(predicate)?, number(object)?, number(graph_name.flatten())?]))();
        let scan = pattern.map(|wanted| self.0.scan(Pattern { wanted, union }));
        scan.into_iter().flatten().map(move |[s, p, o, g]| {
            Ok(InternalQuad {
                subject: Cell::Known(s),
                predicate: Cell::Known(p),
                object: Cell::Known(o),
                graph_name: (!union).then_some(Cell::Known(g)),
            })
        })
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Cell, Infallible>> + use<'a> {
        self.0.graphs().map(|id| Ok(Cell::Known(id)))
    }

    fn internalize_term(&self, term: Term) -> Result<Cell, Infallible> {
        Ok(match self.0.find(term.as_ref()) {
            Some(id) => Cell::Known(id),
            None => Cell::Made(Rc::new(term)),
        })
    }

    fn externalize_term(&self, term: Cell) -> Result<Term, Infallible> {
        Ok(match term {
            Cell::Known(id) => self.0.term(id),
            Cell::Made(term) => Rc::unwrap_or_clone(term),
        })
    }
}
