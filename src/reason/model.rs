//! The facts that decide, as numbers: rows sorted by their keys, so that the order of a table changes nothing.

use super::bits::{BitSet, closure};
use super::reach::outward;
use super::time::{AsOf, Epoch, State};
use crate::pack::rows::*;
use crate::pack::value::*;
use crate::pack::{Located, Packs};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::hash::Hash;

/// Number of a provision in [`Model::provisions`].
pub type ProvisionIx = usize;
/// Number of an obligation in [`Model::obligations`].
pub type ObligationIx = usize;
/// Number of a level in [`Model::levels`].
pub type LevelIx = usize;
/// Number of an edition in [`Model::editions`].
pub type EditionIx = usize;
/// Number of a regime in [`Model::regimes`].
pub type RegimeIx = usize;
/// Number of a product part.
pub type Part = usize;

/// A provision and its place in the edition's tree.
#[derive(Debug)]
pub struct Provision<'a> {
    /// The row.
    pub row: &'a ProvisionRow,
    /// The edition.
    pub edition: EditionIx,
    /// The provision that contains it.
    pub parent: Option<ProvisionIx>,
    /// Its own state, and that of its edition, on the date.
    pub state: State,
    /// Its own obligations and those of all it contains, in force on the date.
    pub obligations: Vec<ObligationIx>,
    /// The elements that it asks, with all that they entail: E(p).
    pub elements: BitSet,
}

/// An obligation with what decides coverage.
#[derive(Debug)]
pub struct Obligation<'a> {
    /// The row.
    pub row: &'a ObligationRow,
    /// The provision that asks.
    pub provision: ProvisionIx,
    /// What it asks.
    pub element: usize,
    /// When it applies.
    pub condition: Option<usize>,
    /// What it applies to.
    pub parts: BitSet,
    /// Whether it asks, rather than recommends.
    pub mandatory: bool,
    /// The weaker of its own evidence and its provision's.
    pub grade: Grade,
    /// Whether no product label can discharge it.
    pub outside_label_reach: bool,
    /// Whether it binds only those who chose another route to compliance.
    pub alternative_route: bool,
}

/// A level with all that it requires.
#[derive(Debug)]
pub struct Level<'a> {
    /// The row.
    pub row: &'a LevelRow,
    /// The edition that defines it.
    pub edition: EditionIx,
    /// Itself and every level that it includes.
    pub includes: BitSet,
    /// The provisions required, each with strength and evidence of membership.
    pub requires: Vec<Requirement>,
}

/// A provision required by a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The provision.
    pub provision: ProvisionIx,
    /// Whether the level asks for it, rather than recommends it.
    pub mandatory: bool,
    /// Evidence for membership.
    pub grade: Grade,
}

/// Who is taken to meet something: the holder of a level, or one who meets an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// The holder of a label at a level.
    Level(LevelIx),
    /// One who meets an edition's mandatory provisions.
    Edition(EditionIx),
}

/// The facts that decide, on a date.
pub struct Model<'a> {
    /// The date.
    pub as_of: AsOf,
    /// The days around it on which the same answers hold.
    pub epoch: Epoch,
    /// Elements by number. One whose content the asking regime fixes stands once for each regime that asks it.
    pub elements: Vec<&'a ElementRow>,
    /// What each element entails, itself included.
    pub entails: Vec<BitSet>,
    /// Conditions by number.
    pub conditions: Vec<&'a ConditionRow>,
    /// What holds whenever a condition does, itself included.
    pub implies: Vec<BitSet>,
    /// Product parts by number.
    pub parts: Vec<&'a ProductPartRow>,
    /// Editions by number.
    pub editions: Vec<&'a EditionRow>,
    /// Regimes by number.
    pub regimes: Vec<&'a RegimeRow>,
    /// The regime of each edition.
    pub edition_regimes: Vec<Option<RegimeIx>>,
    /// State of each edition on the date.
    pub edition_states: Vec<State>,
    /// Provisions by number.
    pub provisions: Vec<Provision<'a>>,
    /// Obligations by number, in force or not.
    pub obligations: Vec<Obligation<'a>>,
    /// Levels by number.
    pub levels: Vec<Level<'a>>,
    /// Editions of regulations and standards with obligations: those that one can meet without a label.
    pub edition_holders: Vec<EditionIx>,
}

impl<'a> Model<'a> {
    /// Numbers the facts. The packs have been checked: every name in them is known.
    pub fn new(packs: &'a Packs, as_of: AsOf) -> Self {
        let mut elements = sorted(&packs.elements, |r| &r.element_id);
        let element_ix = index(&elements, |r| &r.element_id);
        let conditions = sorted(&packs.conditions, |r| &r.condition_id);
        let condition_ix = index(&conditions, |r| &r.condition_id);
        let parts = sorted(&packs.product_parts, |r| &r.product_part_id);
        let part_ix = index(&parts, |r| &r.product_part_id);
        let editions = sorted(&packs.editions, |r| &r.edition_id);
        let edition_ix = index(&editions, |r| &r.edition_id);

        let regimes = sorted(&packs.regimes, |r| &r.regime_id);
        let regime_ix = index(&regimes, |r| &r.regime_id);
        let regime_of: FxHashMap<_, _> = packs.instruments.iter().map(|i| (&i.instrument_id, &i.regime_id)).collect();
        let edition_regimes =
            editions.iter().map(|edition| regime_ix.get(regime_of.get(&edition.instrument_id)?).copied()).collect();

        let of_regime = relative_elements(packs, &mut elements, &element_ix, &regime_of);
        let entails = closure(
            &elements
                .iter()
                .map(|e| e.entails.iter().filter_map(|id| element_ix.get(id).copied()).collect())
                .collect::<Vec<_>>(),
        );
        let implies = implications(&conditions, &condition_ix);
        let edition_states = edition_states(&editions, &edition_ix, as_of);

        let mut provisions = provisions(packs, &edition_ix, &edition_states, as_of, elements.len());
        let provision_ix: FxHashMap<_, _> =
            provisions.iter().enumerate().map(|(i, p)| ((&p.row.edition_id, &p.row.provision_id), i)).collect();
        let parents: Vec<_> = provisions
            .iter()
            .map(|p| p.row.parent_id.as_ref().and_then(|id| provision_ix.get(&(&p.row.edition_id, id)).copied()))
            .collect();
        let reach = Reach::new(packs);
        let obligations = {
            let mut rows: Vec<&ObligationRow> = packs.obligations.iter().map(|r| &r.row).collect();
            rows.sort_by_cached_key(|r| obligation_key(r));
            rows.into_iter()
                .filter_map(|row| {
                    let provision = *provision_ix.get(&(&row.edition_id, &row.provision_id))?;
                    let edition = editions[provisions[provision].edition];
                    let relative = regime_of.get(&edition.instrument_id).map(|regime| (&row.element_id, *regime));
                    let named = element_ix.get(&row.element_id);
                    let element = *relative.and_then(|key| of_regime.get(&key)).or(named)?;
                    let condition = row.condition_id.as_ref().and_then(|c| condition_ix.get(c).copied());
                    let mut applies_to = BitSet::new(parts.len());
                    for part in row.applies_to.iter().filter_map(|p| part_ix.get(p)) {
                        applies_to.insert(*part);
                    }
                    Some(Obligation {
                        row,
                        provision,
                        element,
                        condition,
                        parts: applies_to,
                        mandatory: is_mandatory(row.modality),
                        grade: row.grade.max(provisions[provision].row.grade),
                        outside_label_reach: reach.is_outside(elements[element], row),
                        alternative_route: condition.is_some_and(|c| conditions[c].alternative_route == YesNo::Yes),
                    })
                })
                .collect::<Vec<_>>()
        };
        for (number, obligation) in obligations.iter().enumerate() {
            if !provisions[obligation.provision].state.counts() {
                continue;
            }
            let mut place = Some(obligation.provision);
            while let Some(ix) = place {
                provisions[ix].obligations.push(number);
                provisions[ix].elements.union_with(&entails[obligation.element]);
                place = parents[ix];
            }
        }
        for (provision, parent) in provisions.iter_mut().zip(parents) {
            provision.parent = parent;
        }
        let levels = levels(packs, &edition_ix, &provision_ix);
        let edition_holders = edition_holders(packs, &editions, &obligations, &provisions);
        Self {
            as_of,
            epoch: Epoch::around(as_of, dates(packs)),
            elements,
            entails,
            conditions,
            implies,
            parts,
            editions,
            regimes,
            edition_regimes,
            edition_states,
            provisions,
            obligations,
            levels,
            edition_holders,
        }
    }

    /// Every level and every edition that can be met without a label.
    pub fn holders(&self) -> impl Iterator<Item = Holder> + '_ {
        let levels = (0..self.levels.len()).map(Holder::Level);
        levels.chain(self.edition_holders.iter().copied().map(Holder::Edition))
    }

    /// Whether one provision contains the other.
    pub fn is_nested(&self, one: ProvisionIx, other: ProvisionIx) -> bool {
        let within = |inner: ProvisionIx, outer: ProvisionIx| outward(self, inner).any(|place| place == outer);
        within(one, other) || within(other, one)
    }
}

fn sorted<'a, T, K: Ord>(rows: &'a [Located<T>], key: impl Fn(&'a T) -> K) -> Vec<&'a T> {
    let mut rows: Vec<&T> = rows.iter().map(|r| &r.row).collect();
    rows.sort_by_key(|row| key(row));
    rows
}

fn index<'a, T, K: Eq + Hash>(rows: &[&'a T], key: impl Fn(&'a T) -> K) -> FxHashMap<K, usize> {
    rows.iter().enumerate().map(|(number, row)| (key(row), number)).collect()
}

/// The numbers of the elements whose content the asking regime fixes, by element and regime; those that a second regime
/// asks are added at the end of `elements`.
fn relative_elements<'a>(
    packs: &'a Packs,
    elements: &mut Vec<&'a ElementRow>,
    element_ix: &FxHashMap<&'a ElementId, usize>,
    regime_of: &FxHashMap<&'a InstrumentId, &'a RegimeId>,
) -> FxHashMap<(&'a ElementId, &'a RegimeId), usize> {
    let instrument_of: FxHashMap<_, _> = packs.editions.iter().map(|e| (&e.edition_id, &e.instrument_id)).collect();
    let asked = packs.obligations.iter().filter_map(|row| {
        let number = *element_ix.get(&row.element_id)?;
        let regime = *regime_of.get(instrument_of.get(&row.edition_id)?)?;
        (elements[number].relative == YesNo::Yes).then_some((&row.element_id, regime))
    });
    let asked: BTreeSet<_> = asked.collect();
    let mut numbers = FxHashMap::default();
    let mut last = None;
    for (element, regime) in asked {
        let mut number = element_ix[element];
        if last == Some(element) {
            elements.push(elements[number]);
            number = elements.len() - 1;
        }
        last = Some(element);
        numbers.insert((element, regime), number);
    }
    numbers
}

fn is_mandatory(modality: Modality) -> bool {
    matches!(modality, Modality::Mandatory | Modality::ConditionalMandatory)
}

fn obligation_key(row: &ObligationRow) -> (String, String, String, String, String, Vec<String>) {
    let mut parts: Vec<String> = row.applies_to.iter().map(ToString::to_string).collect();
    parts.sort_unstable();
    (
        row.edition_id.to_string(),
        row.provision_id.to_string(),
        row.element_id.to_string(),
        row.condition_id.as_ref().map(ToString::to_string).unwrap_or_default(),
        row.duty_bearer_id.to_string(),
        parts,
    )
}

/// A conjunction implies its parts; and whatever implies all parts of a conjunction implies it.
fn implications(conditions: &[&ConditionRow], index: &FxHashMap<&ConditionId, usize>) -> Vec<BitSet> {
    let numbers =
        |ids: &List<ConditionId>| -> Vec<usize> { ids.iter().filter_map(|id| index.get(id).copied()).collect() };
    let conjunctions: Vec<(usize, Vec<usize>)> = conditions
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.all_of.is_empty())
        .map(|(number, c)| (number, numbers(&c.all_of)))
        .collect();
    let mut steps: Vec<Vec<usize>> =
        conditions.iter().map(|c| numbers(&c.implies).into_iter().chain(numbers(&c.all_of)).collect()).collect();
    loop {
        let reached = closure(&steps);
        let mut grown = false;
        for (number, set) in reached.iter().enumerate() {
            for (whole, members) in &conjunctions {
                if !set.contains(*whole) && members.iter().all(|&member| set.contains(member)) {
                    steps[number].push(*whole);
                    grown = true;
                }
            }
        }
        if !grown {
            return reached;
        }
    }
}

fn edition_states(editions: &[&EditionRow], index: &FxHashMap<&EditionId, usize>, as_of: AsOf) -> Vec<State> {
    let mut states: Vec<State> =
        editions.iter().map(|e| State::on(as_of, e.in_force.or(e.published), e.ended)).collect();
    for (number, edition) in editions.iter().enumerate() {
        if states[number].counts() {
            for older in edition.supersedes.iter().filter_map(|id| index.get(id)) {
                if states[*older] == State::InForce {
                    states[*older] = State::Superseded;
                }
            }
        }
    }
    states
}

fn provisions<'a>(
    packs: &'a Packs,
    edition_ix: &FxHashMap<&EditionId, usize>,
    edition_states: &[State],
    as_of: AsOf,
    elements: usize,
) -> Vec<Provision<'a>> {
    sorted(&packs.provisions, |r| (&r.edition_id, &r.slug))
        .into_iter()
        .filter_map(|row| {
            let edition = *edition_ix.get(&row.edition_id)?;
            let own = State::on(as_of, row.in_force, row.ended);
            let state = match (own, edition_states[edition]) {
                // A provision with a first day of its own need not wait for the rest of its edition.
                (State::InForce, State::NotYetInForce) if row.in_force.is_some() => State::InForce,
                // Otherwise one in force shares what became of its edition.
                (State::InForce, of_edition) => of_edition,
                (own, _) => own,
            };
            Some(Provision {
                row,
                edition,
                parent: None,
                state,
                obligations: Vec::new(),
                elements: BitSet::new(elements),
            })
        })
        .collect()
}

fn levels<'a>(
    packs: &'a Packs,
    edition_ix: &FxHashMap<&EditionId, usize>,
    provision_ix: &FxHashMap<(&EditionId, &ProvisionId), usize>,
) -> Vec<Level<'a>> {
    let rows = sorted(&packs.levels, |r| &r.level_id);
    let level_ix = index(&rows, |r| &r.level_id);
    let includes = closure(
        &rows
            .iter()
            .map(|r| r.includes.iter().filter_map(|id| level_ix.get(id).copied()).collect())
            .collect::<Vec<_>>(),
    );
    let mut own: Vec<Vec<Requirement>> = vec![Vec::new(); rows.len()];
    for row in &packs.level_requirements {
        let level = level_ix.get(&row.level_id);
        let provision = provision_ix.get(&(&row.edition_id, &row.provision_id));
        if let (Some(&level), Some(&provision)) = (level, provision) {
            own[level].push(Requirement { provision, mandatory: is_mandatory(row.modality), grade: row.grade });
        }
    }
    rows.iter()
        .zip(includes)
        .filter_map(|(row, includes)| {
            let mut requires: Vec<Requirement> = includes.iter().flat_map(|level| own[level].iter().copied()).collect();
            // Of several rows for one provision the strongest counts, and a weaker one only if it is better evidenced.
            requires.sort_by_key(|r| (r.provision, !r.mandatory, r.grade));
            requires.dedup_by(|next, kept| next.provision == kept.provision && next.grade >= kept.grade);
            Some(Level { row, edition: *edition_ix.get(&row.edition_id)?, includes, requires })
        })
        .collect()
}

fn edition_holders(
    packs: &Packs,
    editions: &[&EditionRow],
    obligations: &[Obligation<'_>],
    provisions: &[Provision<'_>],
) -> Vec<EditionIx> {
    let kinds: FxHashMap<_, _> = packs.instruments.iter().map(|i| (&i.instrument_id, i.kind)).collect();
    let mut asks = vec![false; editions.len()];
    for obligation in obligations {
        asks[provisions[obligation.provision].edition] = true;
    }
    (0..editions.len())
        .filter(|&edition| {
            let kind = kinds.get(&editions[edition].instrument_id);
            asks[edition] && matches!(kind, Some(InstrumentKind::Standard | InstrumentKind::Regulations))
        })
        .collect()
}

/// Which themes and duty bearers no label can speak for.
struct Reach<'a> {
    themes: FxHashMap<&'a ThemeId, LabelReach>,
    bearers: FxHashMap<&'a DutyBearerId, LabelReach>,
}

impl<'a> Reach<'a> {
    fn new(packs: &'a Packs) -> Self {
        Self {
            themes: packs.themes.iter().map(|t| (&t.theme_id, t.label_reach)).collect(),
            bearers: packs.duty_bearers.iter().map(|b| (&b.duty_bearer_id, b.label_reach)).collect(),
        }
    }

    fn is_outside(&self, element: &ElementRow, row: &ObligationRow) -> bool {
        self.themes.get(&element.theme_id) == Some(&LabelReach::Outside)
            || self.bearers.get(&row.duty_bearer_id) == Some(&LabelReach::Outside)
    }
}

/// Every date on which something that decides an answer may change.
fn dates(packs: &Packs) -> impl Iterator<Item = PartialDate> + '_ {
    let editions = packs.editions.iter().flat_map(|r| [r.published, r.in_force, r.ended]);
    let provisions = packs.provisions.iter().flat_map(|r| [r.in_force, r.ended]);
    let arrangements = packs.arrangements.iter().flat_map(|r| [r.signed, r.in_force, r.ended]);
    let recognitions = packs.recognitions.iter().flat_map(|r| [r.in_force, r.ended]);
    let citations = packs.citations.iter().map(|r| r.in_force);
    let scope = packs.scope.iter().map(|r| r.in_force);
    editions.chain(provisions).chain(arrangements).chain(recognitions).chain(citations).chain(scope).flatten()
}
