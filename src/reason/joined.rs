//! Which holders and editions a recognition joins, whatever they ask.

use super::model::{EditionIx, Holder, Model};
use crate::pack::Packs;
use crate::pack::value::{EditionId, LevelId};
use rustc_hash::{FxHashMap, FxHashSet};

/// Every holder that something recognises, with each edition for which, or for whose level, it counts.
pub fn joined(packs: &Packs, model: &Model<'_>) -> FxHashSet<(Holder, EditionIx)> {
    let edition_ix: FxHashMap<&EditionId, EditionIx> =
        model.editions.iter().enumerate().map(|(number, edition)| (&edition.edition_id, number)).collect();
    let level_ix: FxHashMap<&LevelId, usize> =
        model.levels.iter().enumerate().map(|(number, level)| (&level.row.level_id, number)).collect();
    let mut joined = FxHashSet::default();
    for row in &packs.recognitions {
        let mut holders: Vec<Holder> =
            row.recognised_level.iter().filter_map(|id| level_ix.get(id)).map(|&level| Holder::Level(level)).collect();
        if holders.is_empty() {
            holders.extend(edition_ix.get(&row.recognised_edition).map(|&edition| Holder::Edition(edition)));
        }
        let level = row.counts_as_level.as_ref().and_then(|id| level_ix.get(id));
        let required = level.into_iter().flat_map(|&level| &model.levels[level].requires);
        let required = required.map(|requirement| model.provisions[requirement.provision].edition);
        let editions: Vec<EditionIx> =
            edition_ix.get(&row.counts_as_edition).copied().into_iter().chain(required).collect();
        for &holder in &holders {
            joined.extend(editions.iter().map(|&edition| (holder, edition)));
        }
    }
    joined
}
