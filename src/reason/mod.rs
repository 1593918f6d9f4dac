//! The reasoner: from typed facts, on small integers and bit sets, to relations, coverage and states in time.
//!
//! It decides; whatever comes later only reads. The meanings are those of the design page on semantics.

pub mod algebra;
mod bits;
mod coverage;
mod joined;
mod mapped;
mod model;
pub mod network;
mod pairs;
mod reach;
mod relation;
mod relations;
mod smallest;
mod time;
mod wholes;

pub use algebra::Disjunction;
pub use bits::BitSet;
pub use coverage::{Answer, Coverage, Status, Tally, Target, Thresholds, coverage_by, coverage_of_all};
pub use joined::joined;
pub use mapped::{Assumption, DerivedRelation, Mapped, Place, Statement, stated};
pub use model::{EditionIx, Holder, LevelIx, Model, Obligation, ObligationIx, Part, ProvisionIx, RegimeIx};
pub use pairs::Pairs;
pub use reach::{outward, places, reached, recognised, toward};
pub use relation::Relation;
pub use relations::{ComputedRelation, computed_relations};
pub use smallest::{Choice, Smallest, smallest_covers};
pub use time::{AsOf, Epoch, State};
pub use wholes::{Whole, wholes};

use crate::pack::Packs;

/// All that follows from the packs on a date.
pub struct Derived<'a> {
    /// The facts as numbers.
    pub model: Model<'a>,
    /// The relation of every two provisions that share an element.
    pub relations: Vec<ComputedRelation>,
    /// What follows from published mappings.
    pub mapped: Mapped,
    /// What each holder gives for each target that it bears on.
    pub coverage: Vec<Coverage>,
}

/// Derives all that follows from the packs as of a date.
pub fn derive(packs: &Packs, as_of: AsOf) -> Derived<'_> {
    let model = Model::new(packs, as_of);
    let joined = joined(packs, &model);
    let ((relations, mapped), coverage) = rayon::join(
        || {
            let relations = computed_relations(&model);
            let mapped = Mapped::new(packs, &model, &relations);
            (relations, mapped)
        },
        || coverage_of_all(&model, &joined),
    );
    Derived { model, relations, mapped, coverage }
}
