//! Coverage: does holding this show that that is met? Obligation by obligation, at each threshold of evidence.

use super::model::{EditionIx, Holder, LevelIx, Model, ObligationIx, Part, ProvisionIx};
use super::smallest::{Smallest, smallest_covers};
use super::wholes::{Whole, wholes};
use crate::pack::value::{Completeness, Grade, YesNo};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// An answer about coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Asked for, always or whenever the target asks, for at least all that the target applies to.
    Covered,
    /// Asked for, but under a condition, by another duty bearer or for less.
    CoveredConditionally,
    /// Of a provision: some of its obligations are covered and some are not.
    PartlyCovered,
    /// Recommended, not asked for.
    RecommendedOnly,
    /// Everything that the holder has to do is known, and this is not among it.
    NotCovered,
    /// The facts that would decide are missing or not well enough evidenced.
    NotEstablished,
    /// No product label can discharge this duty.
    OutsideLabelReach,
    /// The duty binds only those who chose another route to compliance.
    AlternativeRoute,
}

impl Status {
    /// The name as it stands in the ontology.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::CoveredConditionally => "covered-conditionally",
            Self::PartlyCovered => "partly-covered",
            Self::RecommendedOnly => "recommended-only",
            Self::NotCovered => "not-covered",
            Self::NotEstablished => "not-established",
            Self::OutsideLabelReach => "outside-label-reach",
            Self::AlternativeRoute => "alternative-route",
        }
    }

    /// How much the status gives; a larger number gives more.
    pub fn strength(self) -> u8 {
        match self {
            Self::Covered => 5,
            Self::CoveredConditionally => 4,
            Self::PartlyCovered => 3,
            Self::RecommendedOnly => 2,
            Self::NotCovered | Self::NotEstablished | Self::OutsideLabelReach | Self::AlternativeRoute => 1,
        }
    }

    fn covers(self) -> bool {
        matches!(self, Self::Covered | Self::CoveredConditionally)
    }
}

/// One value for each threshold of evidence: facts weaker than the threshold do not decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thresholds<T> {
    /// Only what was read in the text itself.
    pub primary: T,
    /// That, and what was read about the text.
    pub secondary: T,
    /// Everything, confirmed or not.
    pub unconfirmed: T,
}

impl<T> Thresholds<T> {
    /// Makes a value for each threshold.
    pub fn from_fn(mut make: impl FnMut(Grade) -> T) -> Self {
        Self { primary: make(Grade::Primary), secondary: make(Grade::Secondary), unconfirmed: make(Grade::Unconfirmed) }
    }

    /// The value for one threshold.
    pub fn at(&self, threshold: Grade) -> &T {
        match threshold {
            Grade::Primary => &self.primary,
            Grade::Secondary => &self.secondary,
            Grade::Unconfirmed => &self.unconfirmed,
        }
    }

    /// The three values, from the strictest threshold on.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        [&self.primary, &self.secondary, &self.unconfirmed].into_iter()
    }
}

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A single obligation.
    Obligation(ObligationIx),
    /// A provision with all that it contains.
    Provision(ProvisionIx),
    /// All that a level, an edition or a regime asks.
    Whole(Whole),
}

/// How many elements of a target have a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Whether they are asked for, rather than recommended.
    pub required: bool,
    /// The status.
    pub status: Status,
    /// Their number at each threshold.
    pub elements: [usize; 3],
}

/// A status and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: Status,
    /// The holder's obligations that give it.
    pub rests_on: Vec<ObligationIx>,
    /// Conditions of theirs that the target does not share.
    pub conditions: Vec<usize>,
    /// Parts of the product that stay open.
    pub missing_parts: Vec<Part>,
}

impl Answer {
    fn bare(status: Status) -> Self {
        Self { status, rests_on: Vec::new(), conditions: Vec::new(), missing_parts: Vec::new() }
    }
}

/// What a holder gives for a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Who is taken to meet something.
    pub holder: Holder,
    /// What it is held against.
    pub target: Target,
    /// The answers.
    pub answers: Thresholds<Answer>,
    /// Of a target that asks several elements: how many have which status.
    pub tallies: Vec<Tally>,
    /// Of a target that asks several things: the fewest provisions of the holder that give all that it gives, as numbers.
    pub smallest: Thresholds<Smallest>,
}

/// Something that the holder has to do, or is recommended to do.
#[derive(Clone, Copy, Debug)]
struct Asked {
    obligation: ObligationIx,
    mandatory: bool,
    /// The weakest link from the holder to the obligation.
    grade: Grade,
}

/// All that a holder has to do, found by element.
pub(super) struct Duties {
    by_element: Vec<Vec<Asked>>,
    /// Whether every edition behind it is full, so that absence is a finding.
    complete: bool,
    own_edition: Option<EditionIx>,
}

impl Duties {
    pub(super) fn of(model: &Model<'_>, holder: Holder) -> Self {
        let (asked, editions, own_edition) = match holder {
            Holder::Level(level) => of_level(model, level),
            Holder::Edition(edition) => (of_edition(model, edition), vec![edition], Some(edition)),
        };
        Self::new(model, asked, &editions, own_edition)
    }

    fn new(model: &Model<'_>, asked: Vec<Asked>, editions: &[EditionIx], own_edition: Option<EditionIx>) -> Self {
        let mut by_element = vec![Vec::new(); model.elements.len()];
        for asked in asked {
            for element in model.entails[model.obligations[asked.obligation].element].iter() {
                by_element[element].push(asked);
            }
        }
        let complete = editions.iter().all(|&e| model.editions[e].completeness == Completeness::Full);
        Self { by_element, complete, own_edition }
    }

    fn answer(&self, model: &Model<'_>, target: ObligationIx, threshold: Grade) -> Answer {
        let wanted = &model.obligations[target];
        if wanted.outside_label_reach {
            return Answer::bare(Status::OutsideLabelReach);
        }
        if wanted.alternative_route {
            return Answer::bare(Status::AlternativeRoute);
        }
        if wanted.grade > threshold {
            return Answer::bare(Status::NotEstablished);
        }
        let candidates = &self.by_element[wanted.element];
        let admitted = candidates.iter().filter(|asked| asked.grade <= threshold);
        let asked = best_by_part(model, target, admitted.clone().filter(|a| a.mandatory));
        if asked.iter().any(Option::is_some) {
            return combine(model, target, &asked);
        }
        let recommended = best_by_part(model, target, admitted.filter(|a| !a.mandatory));
        if recommended.iter().any(Option::is_some) {
            return Answer { status: Status::RecommendedOnly, ..combine(model, target, &recommended) };
        }
        let weaker = candidates
            .iter()
            .any(|asked| asked.grade > threshold && wanted.parts.overlap(&model.obligations[asked.obligation].parts).0);
        // What another regime means by such an element is not the same, and may be met all the same by what it does ask.
        let relative = model.elements[wanted.element].relative == YesNo::Yes;
        Answer::bare(if self.complete && !weaker && !relative { Status::NotCovered } else { Status::NotEstablished })
    }

    /// For each part of what an answer covers, the provisions that cover it as well as any.
    fn grantors(&self, model: &Model<'_>, target: ObligationIx, threshold: Grade) -> Vec<Vec<ProvisionIx>> {
        let wanted = &model.obligations[target];
        let admitted = || self.by_element[wanted.element].iter().filter(|a| a.mandatory && a.grade <= threshold);
        let best = best_by_part(model, target, admitted());
        let parts = wanted.parts.iter().zip(&best).filter_map(|(part, fit)| Some((part, (*fit)?)));
        parts
            .map(|(part, (conditional, _, _))| {
                let fits = |duty: ObligationIx| {
                    model.obligations[duty].parts.contains(part) && is_unconditional(model, duty, target) != conditional
                };
                admitted().map(|a| a.obligation).filter(|&d| fits(d)).map(|d| model.obligations[d].provision).collect()
            })
            .collect()
    }
}

fn of_level(model: &Model<'_>, level: LevelIx) -> (Vec<Asked>, Vec<EditionIx>, Option<EditionIx>) {
    let level = &model.levels[level];
    let mut editions = vec![level.edition];
    let mut asked = Vec::new();
    for requirement in &level.requires {
        let provision = &model.provisions[requirement.provision];
        editions.push(provision.edition);
        // A label that requires a recommendation turns it into a demand; beside a demand it stays one.
        let only_recommends = !provision.obligations.iter().any(|&o| model.obligations[o].mandatory);
        for &number in &provision.obligations {
            let obligation = &model.obligations[number];
            asked.push(Asked {
                obligation: number,
                mandatory: requirement.mandatory && (obligation.mandatory || only_recommends),
                grade: requirement.grade.max(obligation.grade).max(level.row.grade),
            });
        }
    }
    editions.sort_unstable();
    editions.dedup();
    (asked, editions, None)
}

fn of_edition(model: &Model<'_>, edition: EditionIx) -> Vec<Asked> {
    let in_force = |o: &ObligationIx| {
        let provision = &model.provisions[model.obligations[*o].provision];
        provision.edition == edition && provision.state.counts()
    };
    (0..model.obligations.len())
        .filter(in_force)
        .map(|number| {
            let obligation = &model.obligations[number];
            // A duty that binds only on another route is not one that everybody meets.
            let mandatory = obligation.mandatory && !obligation.alternative_route;
            Asked { obligation: number, mandatory, grade: obligation.grade }
        })
        .collect()
}

/// How well one of the holder's duties answers one part of the target: smaller is better.
type Fit = (bool, Grade, ObligationIx);

/// For each part that the target applies to, the duty that answers it best.
fn best_by_part<'d>(
    model: &Model<'_>,
    target: ObligationIx,
    asked: impl Iterator<Item = &'d Asked>,
) -> Vec<Option<Fit>> {
    let wanted = &model.obligations[target];
    let mut best: Vec<Option<Fit>> = vec![None; wanted.parts.iter().count()];
    for candidate in asked {
        let obligation = &model.obligations[candidate.obligation];
        let fit = (!is_unconditional(model, candidate.obligation, target), candidate.grade, candidate.obligation);
        for (place, part) in wanted.parts.iter().enumerate() {
            if obligation.parts.contains(part) && best[place].is_none_or(|found| fit < found) {
                best[place] = Some(fit);
            }
        }
    }
    best
}

/// Whether a duty holds wherever the target does: same duty bearer, and no condition but one that the target's implies.
fn is_unconditional(model: &Model<'_>, duty: ObligationIx, target: ObligationIx) -> bool {
    let (duty, target) = (&model.obligations[duty], &model.obligations[target]);
    let condition = match (duty.condition, target.condition) {
        (None, _) => true,
        (Some(mine), Some(theirs)) => model.implies[theirs].contains(mine),
        (Some(_), None) => false,
    };
    condition && duty.row.duty_bearer_id == target.row.duty_bearer_id
}

fn combine(model: &Model<'_>, target: ObligationIx, best: &[Option<Fit>]) -> Answer {
    let parts = model.obligations[target].parts.iter();
    let missing_parts: Vec<Part> = parts.zip(best).filter(|(_, fit)| fit.is_none()).map(|(part, _)| part).collect();
    let fits = || best.iter().flatten();
    let mut rests_on: Vec<ObligationIx> = fits().map(|fit| fit.2).collect();
    rests_on.sort_unstable();
    rests_on.dedup();
    let conditional = |duty: &&ObligationIx| !is_unconditional(model, **duty, target);
    let mut conditions: Vec<usize> =
        rests_on.iter().filter(conditional).filter_map(|&duty| model.obligations[duty].condition).collect();
    conditions.sort_unstable();
    conditions.dedup();
    let whole = missing_parts.is_empty() && fits().all(|fit| !fit.0);
    let status = if whole { Status::Covered } else { Status::CoveredConditionally };
    Answer { status, rests_on, conditions, missing_parts }
}

/// The obligations that decide on a target: those that are asked for or, where it asks for none, those recommended.
fn counted(model: &Model<'_>, obligations: &[ObligationIx]) -> Vec<ObligationIx> {
    let mandatory: Vec<ObligationIx> =
        obligations.iter().copied().filter(|&o| model.obligations[o].mandatory).collect();
    if mandatory.is_empty() { obligations.to_vec() } else { mandatory }
}

/// The status of a provision or a whole from those of its obligations.
fn aggregate(counted: &[ObligationIx], single: &dyn Fn(ObligationIx) -> Answer) -> Answer {
    let answers: Vec<Answer> = counted.iter().map(|&o| single(o)).collect();
    let aside = |a: &&Answer| matches!(a.status, Status::OutsideLabelReach | Status::AlternativeRoute);
    let reached: Vec<&Answer> = answers.iter().filter(|a| !aside(a)).collect();
    let status = if reached.is_empty() {
        answers.iter().map(|a| a.status).min().unwrap_or(Status::NotEstablished)
    } else {
        together(&reached)
    };
    let mut gathered = Answer::bare(status);
    for answer in reached {
        gathered.rests_on.extend(&answer.rests_on);
        gathered.conditions.extend(&answer.conditions);
        gathered.missing_parts.extend(&answer.missing_parts);
    }
    for list in [&mut gathered.rests_on, &mut gathered.conditions, &mut gathered.missing_parts] {
        list.sort_unstable();
        list.dedup();
    }
    gathered
}

/// How many elements of a target have which status; an element that is asked for several parts of a product, or under
/// several conditions, counts as the whole of them does.
fn tallies(model: &Model<'_>, obligations: &[ObligationIx], found: &[Option<Thresholds<Answer>>]) -> Vec<Tally> {
    let mut by_element: BTreeMap<(bool, usize), Vec<ObligationIx>> = BTreeMap::new();
    for &number in obligations {
        let obligation = &model.obligations[number];
        if !obligation.outside_label_reach && !obligation.alternative_route {
            by_element.entry((!obligation.mandatory, obligation.element)).or_default().push(number);
        }
    }
    let mut numbers: BTreeMap<(bool, Status), [usize; 3]> = BTreeMap::new();
    for ((recommended, _), asks) in &by_element {
        for (place, &threshold) in Grade::ALL.iter().enumerate() {
            let answers: Vec<&Answer> =
                asks.iter().filter_map(|&o| found[o].as_ref()).map(|answers| answers.at(threshold)).collect();
            numbers.entry((*recommended, together(&answers))).or_default()[place] += 1;
        }
    }
    let tally = |((recommended, status), elements): ((bool, Status), [usize; 3])| Tally {
        required: !recommended,
        status,
        elements,
    };
    if by_element.len() < 2 { Vec::new() } else { numbers.into_iter().map(tally).collect() }
}

/// Where some obligations are covered and the rest is unknown, the whole is unknown: to call it partly covered would
/// rest on something not being there.
fn together(answers: &[&Answer]) -> Status {
    let all = |wanted: &dyn Fn(Status) -> bool| answers.iter().all(|a| wanted(a.status));
    let any = |wanted: &dyn Fn(Status) -> bool| answers.iter().any(|a| wanted(a.status));
    if all(&|s| s == Status::Covered) {
        Status::Covered
    } else if all(&Status::covers) {
        Status::CoveredConditionally
    } else if all(&|s| s == Status::RecommendedOnly) {
        Status::RecommendedOnly
    } else if any(&Status::covers) && any(&|s| matches!(s, Status::NotCovered | Status::RecommendedOnly)) {
        Status::PartlyCovered
    } else if any(&|s| s == Status::NotEstablished) {
        Status::NotEstablished
    } else {
        Status::NotCovered
    }
}

/// What each holder gives for everything in force in the editions that it bears on: those of which it asks anything,
/// and those that are joined to it, as by a recognition. For any other edition there is no answer but that nothing on
/// record meets it.
pub fn coverage_of_all(model: &Model<'_>, joined: &FxHashSet<(Holder, EditionIx)>) -> Vec<Coverage> {
    let holders: Vec<Holder> = model.holders().filter(|&h| counts(model, h)).collect();
    let wholes = Wholes::of(model);
    holders
        .into_par_iter()
        .flat_map_iter(|holder| {
            let mut coverage = coverage_of(model, holder, &wholes);
            let met = coverage.iter().filter(|answer| answer.answers.iter().any(|a| !a.rests_on.is_empty()));
            let bears_on: FxHashSet<EditionIx> = met.flat_map(|answer| wholes.editions(model, answer.target)).collect();
            coverage.retain(|answer| {
                let mut editions = wholes.editions(model, answer.target).into_iter();
                editions.any(|edition| bears_on.contains(&edition) || joined.contains(&(holder, edition)))
            });
            coverage
        })
        .collect()
}

fn counts(model: &Model<'_>, holder: Holder) -> bool {
    model.edition_states[edition_of(model, holder)].counts()
}

fn edition_of(model: &Model<'_>, holder: Holder) -> EditionIx {
    match holder {
        Holder::Level(level) => model.levels[level].edition,
        Holder::Edition(edition) => edition,
    }
}

/// What one holder gives for everything in force, but for what its own edition asks.
pub fn coverage_by(model: &Model<'_>, holder: Holder) -> Vec<Coverage> {
    coverage_of(model, holder, &Wholes::of(model))
}

/// The obligations of each whole, those of its provisions that are in force.
struct Wholes(BTreeMap<Whole, Vec<ObligationIx>>);

impl Wholes {
    fn of(model: &Model<'_>) -> Self {
        let of_provisions = wholes(model);
        let mut found: BTreeMap<Whole, Vec<ObligationIx>> = BTreeMap::new();
        for (number, obligation) in model.obligations.iter().enumerate() {
            if model.provisions[obligation.provision].state.counts() {
                for &whole in &of_provisions[obligation.provision] {
                    found.entry(whole).or_default().push(number);
                }
            }
        }
        Self(found)
    }

    /// The editions of which a target has something.
    fn editions(&self, model: &Model<'_>, target: Target) -> Vec<EditionIx> {
        let of = |obligation: ObligationIx| model.provisions[model.obligations[obligation].provision].edition;
        match target {
            Target::Obligation(number) => vec![of(number)],
            Target::Provision(number) => vec![model.provisions[number].edition],
            Target::Whole(whole) => {
                let mut editions: Vec<EditionIx> = self.0.get(&whole).into_iter().flatten().map(|&o| of(o)).collect();
                editions.sort_unstable();
                editions.dedup();
                editions
            }
        }
    }
}

fn coverage_of(model: &Model<'_>, holder: Holder, wholes: &Wholes) -> Vec<Coverage> {
    let duties = Duties::of(model, holder);
    let foreign = |edition: EditionIx| duties.own_edition != Some(edition);
    let mut found: Vec<Option<Thresholds<Answer>>> = vec![None; model.obligations.len()];
    let mut coverage = Vec::new();
    for (number, obligation) in model.obligations.iter().enumerate() {
        let provision = &model.provisions[obligation.provision];
        if provision.state.counts() && foreign(provision.edition) {
            let answers = Thresholds::from_fn(|threshold| duties.answer(model, number, threshold));
            found[number] = Some(answers.clone());
            let (tallies, smallest) = (Vec::new(), Thresholds::default());
            coverage.push(Coverage { holder, target: Target::Obligation(number), answers, tallies, smallest });
        }
    }
    for (number, provision) in model.provisions.iter().enumerate() {
        if !provision.obligations.is_empty() && provision.state.counts() && foreign(provision.edition) {
            coverage.push(summed_up(model, holder, Target::Provision(number), &provision.obligations, &duties, &found));
        }
    }
    for (&whole, obligations) in &wholes.0 {
        if is_elsewhere(model, holder, whole) {
            coverage.push(summed_up(model, holder, Target::Whole(whole), obligations, &duties, &found));
        }
    }
    coverage
}

/// Whether a whole is another's: a level is not held against its own edition or its other levels.
fn is_elsewhere(model: &Model<'_>, holder: Holder, whole: Whole) -> bool {
    let own = edition_of(model, holder);
    match whole {
        Whole::Regime(regime) => model.edition_regimes[own] != Some(regime),
        Whole::Edition(edition) => own != edition,
        Whole::Level(level) => own != model.levels[level].edition,
    }
}

/// The answer on a target with many obligations.
fn summed_up(
    model: &Model<'_>,
    holder: Holder,
    target: Target,
    obligations: &[ObligationIx],
    duties: &Duties,
    found: &[Option<Thresholds<Answer>>],
) -> Coverage {
    let counted = counted(model, obligations);
    let answers = Thresholds::from_fn(|threshold| {
        aggregate(&counted, &|obligation| {
            let answers = found[obligation].as_ref().map(|answers| answers.at(threshold).clone());
            answers.unwrap_or_else(|| Answer::bare(Status::NotEstablished))
        })
    });
    let covers = |obligation: ObligationIx, threshold: Grade| {
        found[obligation].as_ref().is_some_and(|answers| answers.at(threshold).status.covers())
    };
    let smallest = Thresholds::from_fn(|threshold| {
        let covered = counted.iter().filter(|&&obligation| covers(obligation, threshold));
        let wishes: Vec<Vec<ProvisionIx>> =
            covered.flat_map(|&obligation| duties.grantors(model, obligation, threshold)).collect();
        if wishes.len() < 2 { Smallest::default() } else { smallest_covers(&wishes) }
    });
    Coverage { holder, target, answers, tallies: tallies(model, obligations, found), smallest }
}
