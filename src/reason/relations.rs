//! The computed relation of every two provisions that share an element, found through the elements, so that pairs
//! with nothing in common cost nothing.

use super::pairs::Pairs;
use super::{Model, ProvisionIx, Relation};
use crate::pack::value::Grade;
use rayon::prelude::*;

/// A relation between the contents of two provisions, as computed from their elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedRelation {
    /// The provision that is compared.
    pub subject: ProvisionIx,
    /// The provision that it is compared with.
    pub object: ProvisionIx,
    /// How the subject stands to the object.
    pub relation: Relation,
    /// The weakest evidence among the obligations on both sides.
    pub grade: Grade,
}

/// Both directions of every pair with a shared element, in the order of their numbers; a provision is not compared
/// with what it contains.
pub fn computed_relations(model: &Model<'_>) -> Vec<ComputedRelation> {
    let pairs = Pairs::new(model.provisions.iter().map(|provision| &provision.elements));
    (0..model.provisions.len())
        .into_par_iter()
        .flat_map_iter(|subject| {
            let others = pairs.of(subject).filter(move |&(other, _)| !model.is_nested(subject, other));
            others.map(move |(object, relation)| {
                let grade = weakest(model, subject).max(weakest(model, object));
                ComputedRelation { subject, object, relation, grade }
            })
        })
        .collect()
}

fn weakest(model: &Model<'_>, provision: ProvisionIx) -> Grade {
    let obligations = model.provisions[provision].obligations.iter();
    obligations.map(|&o| model.obligations[o].grade).max().unwrap_or(Grade::Primary)
}
