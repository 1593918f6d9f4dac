//! For which provisions a recognition counts, one by one.

use super::model::{Model, ProvisionIx};
use crate::pack::rows::RecognitionRow;
use crate::pack::value::ProvisionId;

/// The provisions that a recognition reaches: those for which it counts, with all that they contain, or all of a level
/// or edition where it names none; without those that go on binding.
pub fn reached(model: &Model<'_>, row: &RecognitionRow) -> Vec<ProvisionIx> {
    let level = row.counts_as_level.as_ref().and_then(|id| model.levels.iter().find(|l| l.row.level_id == *id));
    let named = |ids: &[ProvisionId], number: ProvisionIx| {
        outward(model, number).any(|place| {
            let provision = model.provisions[place].row;
            provision.edition_id == row.counts_as_edition && ids.contains(&provision.provision_id)
        })
    };
    let counts = |number: ProvisionIx| match (row.counts_as_provision.is_empty(), level) {
        (false, _) => named(&row.counts_as_provision.0, number),
        (true, Some(level)) => {
            outward(model, number).any(|place| level.requires.iter().any(|required| required.provision == place))
        }
        (true, None) => model.provisions[number].row.edition_id == row.counts_as_edition,
    };
    (0..model.provisions.len()).filter(|&number| counts(number) && !named(&row.except_provision.0, number)).collect()
}

/// A provision and what contains it, from the inside out.
pub fn outward(model: &Model<'_>, number: ProvisionIx) -> impl Iterator<Item = ProvisionIx> {
    std::iter::successors(Some(number), |&inner| model.provisions[inner].parent)
}
