//! Coverage: does holding this show that that is met? Obligation by obligation, at each threshold of evidence.

use super::model::{EditionIx, Holder, LevelIx, Model, ObligationIx, Part, ProvisionIx};
use crate::pack::value::{Completeness, Grade};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

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
        Answer::bare(if self.complete && !weaker { Status::NotCovered } else { Status::NotEstablished })
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

/// The status of a provision from those of its obligations.
fn aggregate(model: &Model<'_>, provision: ProvisionIx, single: &dyn Fn(ObligationIx) -> Answer) -> Answer {
    let obligations = &model.provisions[provision].obligations;
    let mandatory: Vec<ObligationIx> =
        obligations.iter().copied().filter(|&o| model.obligations[o].mandatory).collect();
    let counted = if mandatory.is_empty() { obligations } else { &mandatory };
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

/// What each holder gives for every obligation and provision in force of the editions that it bears on: those of which
/// it asks anything, and those that are joined to it, as by a recognition. For any other edition there is no answer but
/// that nothing on record meets it.
pub fn coverage_of_all(model: &Model<'_>, joined: &FxHashSet<(Holder, EditionIx)>) -> Vec<Coverage> {
    let holders: Vec<Holder> = model.holders().filter(|&h| counts(model, h)).collect();
    holders
        .into_par_iter()
        .flat_map_iter(|holder| {
            let mut coverage = coverage_by(model, holder);
            let met = coverage.iter().filter(|answer| answer.answers.iter().any(|a| !a.rests_on.is_empty()));
            let bears_on: FxHashSet<EditionIx> = met.map(|answer| edition_of(model, answer.target)).collect();
            coverage.retain(|answer| {
                let edition = edition_of(model, answer.target);
                bears_on.contains(&edition) || joined.contains(&(holder, edition))
            });
            coverage
        })
        .collect()
}

fn edition_of(model: &Model<'_>, target: Target) -> EditionIx {
    match target {
        Target::Obligation(number) => model.provisions[model.obligations[number].provision].edition,
        Target::Provision(number) => model.provisions[number].edition,
    }
}

fn counts(model: &Model<'_>, holder: Holder) -> bool {
    let edition = match holder {
        Holder::Level(level) => model.levels[level].edition,
        Holder::Edition(edition) => edition,
    };
    model.edition_states[edition].counts()
}

/// What one holder gives for every obligation and provision in force, but for those of its own edition.
pub fn coverage_by(model: &Model<'_>, holder: Holder) -> Vec<Coverage> {
    let duties = Duties::of(model, holder);
    let foreign = |edition: EditionIx| duties.own_edition != Some(edition);
    let mut found: Vec<Option<Thresholds<Answer>>> = vec![None; model.obligations.len()];
    let mut coverage = Vec::new();
    for (number, obligation) in model.obligations.iter().enumerate() {
        let provision = &model.provisions[obligation.provision];
        if provision.state.counts() && foreign(provision.edition) {
            let answers = Thresholds::from_fn(|threshold| duties.answer(model, number, threshold));
            found[number] = Some(answers.clone());
            coverage.push(Coverage { holder, target: Target::Obligation(number), answers });
        }
    }
    for (number, provision) in model.provisions.iter().enumerate() {
        if provision.obligations.is_empty() || !provision.state.counts() || !foreign(provision.edition) {
            continue;
        }
        let answers = Thresholds::from_fn(|threshold| {
            aggregate(model, number, &|obligation| {
                let answers = found[obligation].as_ref().map(|answers| answers.at(threshold).clone());
                answers.unwrap_or_else(|| Answer::bare(Status::NotEstablished))
            })
        });
        coverage.push(Coverage { holder, target: Target::Provision(number), answers });
    }
    coverage
}
