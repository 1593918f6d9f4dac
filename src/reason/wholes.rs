//! Of which larger things provisions are parts.

use super::model::{EditionIx, LevelIx, Model, ProvisionIx, RegimeIx};
use super::reach::outward;
use super::time::State;

/// Something that has provisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whole {
    /// A regime, with its editions but for those that newer ones have replaced.
    Regime(RegimeIx),
    /// An edition.
    Edition(EditionIx),
    /// A level, with all that it requires.
    Level(LevelIx),
}

/// The wholes of each provision: its edition, its regime, and the levels that require it or what contains it.
pub fn wholes(model: &Model<'_>) -> Vec<Vec<Whole>> {
    let mut required_by: Vec<Vec<LevelIx>> = vec![Vec::new(); model.provisions.len()];
    for (number, level) in model.levels.iter().enumerate() {
        for requirement in &level.requires {
            required_by[requirement.provision].push(number);
        }
    }
    let of = |number: ProvisionIx| {
        let edition = model.provisions[number].edition;
        let mut wholes: Vec<Whole> =
            outward(model, number).flat_map(|outer| required_by[outer].iter().copied().map(Whole::Level)).collect();
        wholes.push(Whole::Edition(edition));
        if model.edition_states[edition] != State::Superseded {
            wholes.extend(model.edition_regimes[edition].map(Whole::Regime));
        }
        wholes.sort_unstable();
        wholes.dedup();
        wholes
    };
    (0..model.provisions.len()).map(of).collect()
}
