//! Who may rely on a recognition, and for which provisions it counts, one by one.

use super::model::{EditionIx, Holder, LevelIx, Model, ProvisionIx};
use super::wholes::Whole;
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

/// What is met, wholly or in part, by the provisions `reached` of a recognition: the edition for which it counts, the
/// regime of that, and levels. One that counts as a level counts toward that level, those that it includes and those
/// that include it; another toward the levels of its edition that require something that it reaches. That a level of
/// another scheme requires the same provision of a shared standard is no recognition by that scheme.
pub fn toward(model: &Model<'_>, row: &RecognitionRow, reached: &[ProvisionIx]) -> Vec<Whole> {
    let Some(edition) = model.editions.iter().position(|e| e.edition_id == row.counts_as_edition) else {
        return Vec::new();
    };
    let named = row.counts_as_level.as_ref().and_then(|id| model.levels.iter().position(|l| l.row.level_id == *id));
    let counts = |level: LevelIx| match named {
        Some(named) => model.levels[named].includes.contains(level) || model.levels[level].includes.contains(named),
        None => {
            model.levels[level].edition == edition
                && model.levels[level].requires.iter().any(|required| reached.contains(&required.provision))
        }
    };
    let mut wholes = vec![Whole::Edition(edition)];
    wholes.extend(model.edition_regimes[edition].map(Whole::Regime));
    wholes.extend((0..model.levels.len()).filter(|&level| counts(level)).map(Whole::Level));
    wholes
}

/// Of the provisions `reached` those of the edition for which the recognition counts, with what contains them.
pub fn places(model: &Model<'_>, row: &RecognitionRow, reached: &[ProvisionIx]) -> Vec<ProvisionIx> {
    let of_edition = |number: &ProvisionIx| model.provisions[*number].row.edition_id == row.counts_as_edition;
    reached.iter().copied().filter(of_edition).flat_map(|number| outward(model, number)).collect()
}

/// Whose holders may rely on a recognition: those of the levels that it names or, where it names none, of the edition
/// and of every level that the edition defines.
pub fn recognised(model: &Model<'_>, row: &RecognitionRow) -> Vec<Holder> {
    let levels =
        |wanted: &dyn Fn(LevelIx) -> bool| (0..model.levels.len()).filter(|&l| wanted(l)).map(Holder::Level).collect();
    if !row.recognised_level.is_empty() {
        return levels(&|level| row.recognised_level.0.contains(&model.levels[level].row.level_id));
    }
    let is_recognised = |edition: EditionIx| model.editions[edition].edition_id == row.recognised_edition;
    let mut holders: Vec<Holder> = levels(&|level| is_recognised(model.levels[level].edition));
    holders.extend((0..model.editions.len()).filter(|&e| is_recognised(e)).map(Holder::Edition));
    holders
}

/// A provision and what contains it, from the inside out.
pub fn outward(model: &Model<'_>, number: ProvisionIx) -> impl Iterator<Item = ProvisionIx> {
    std::iter::successors(Some(number), |&inner| model.provisions[inner].parent)
}
