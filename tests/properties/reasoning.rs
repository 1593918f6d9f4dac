//! Closure, relations and coverage, each beside the plainest way to work it out.

use super::world::*;
use jiff::civil::date;
use proptest::prelude::*;
use regimap::pack::Packs;
use regimap::pack::value::Grade;
use regimap::reason::{
    Answer, AsOf, BitSet, Coverage, Holder, Model, Relation, Status, Target, computed_relations, coverage_by,
    smallest_covers,
};
use std::collections::{BTreeMap, BTreeSet};

fn model(packs: &Packs) -> Model<'_> {
    Model::new(packs, AsOf(date(2026, 11, 24)))
}

fn level(model: &Model<'_>, level: usize) -> Holder {
    let wanted = level_id(level);
    let found = model.levels.iter().position(|l| l.row.level_id.as_str() == wanted);
    Holder::Level(found.expect("every world has the level"))
}

/// What the holder of a level gives for each obligation of the law, by the number of the obligation.
fn answers(model: &Model<'_>, holder: Holder) -> BTreeMap<Target, Coverage> {
    coverage_by(model, holder).into_iter().map(|coverage| (coverage.target, coverage)).collect()
}

fn set(numbers: &BTreeSet<usize>, bound: usize) -> BitSet {
    let mut set = BitSet::new(bound);
    for &number in numbers {
        set.insert(number);
    }
    set
}

#[test]
fn a_choice_among_very_many_says_that_it_has_more() {
    let smallest = smallest_covers(&[(0..40).collect(), vec![50]]);
    assert_eq!(smallest.needed, [50]);
    assert!(smallest.choices[0].has_more && smallest.choices[0].alternatives.len() > 10);
    // Wishes of which none helps another: a search through all would never end.
    let wishes: Vec<Vec<usize>> = (0..60).map(|wish| vec![wish, (wish + 1) % 60, (wish * 7 + 3) % 60]).collect();
    let smallest = smallest_covers(&wishes[..24]);
    assert!(smallest.one().len() >= 8);
}

fn numbers() -> impl Strategy<Value = BTreeSet<usize>> {
    // More than one word of bits, with few members, so that all five relations come up.
    proptest::collection::btree_set(prop_oneof![0..4usize, 62..67usize], 1..5)
}

proptest! {
    #[test]
    fn what_an_element_entails_is_what_can_be_reached_from_it(world in world()) {
        let packs = world.packs();
        let model = model(&packs);
        for one in 0..ELEMENTS {
            for other in 0..ELEMENTS {
                prop_assert_eq!(model.entails[one].contains(other), world.entails(one, other), "{} {}", one, other);
            }
        }
    }

    #[test]
    fn closing_what_is_closed_adds_nothing(world in world()) {
        let packs = world.packs();
        let model = model(&packs);
        for closed in [&model.entails, &model.implies] {
            for set in closed {
                let mut again = set.clone();
                for member in set.iter() {
                    again.union_with(&closed[member]);
                }
                prop_assert_eq!(&again, set);
            }
        }
    }

    #[test]
    fn one_more_entailment_takes_none_away(world in world(), greater in 1..ELEMENTS, lesser in 0..ELEMENTS) {
        prop_assume!(lesser < greater);
        let mut more = world.clone();
        more.entails.push((greater, lesser));
        let (packs, packs_of_more) = (world.packs(), more.packs());
        let (before, after) = (model(&packs), model(&packs_of_more));
        for element in 0..ELEMENTS {
            prop_assert_eq!(before.entails[element].difference(&after.entails[element]).count(), 0);
        }
    }

    #[test]
    fn a_condition_implies_what_its_definition_says(world in world()) {
        let packs = world.packs();
        let model = model(&packs);
        for one in 0..CONDITIONS {
            for other in 0..CONDITIONS {
                prop_assert_eq!(model.implies[one].contains(other), world.implies(one, other), "{} {}", one, other);
            }
        }
    }

    #[test]
    fn the_relation_of_two_sets_is_the_one_by_definition(mine in numbers(), theirs in numbers()) {
        let expected = if mine == theirs {
            Relation::Equal
        } else if mine.is_superset(&theirs) {
            Relation::SupersetOf
        } else if mine.is_subset(&theirs) {
            Relation::SubsetOf
        } else if mine.is_disjoint(&theirs) {
            Relation::NoRelationship
        } else {
            Relation::IntersectsWith
        };
        prop_assert_eq!(Relation::between(&set(&mine, 70), &set(&theirs, 70)), expected);
        prop_assert_eq!(Relation::between(&set(&theirs, 70), &set(&mine, 70)), expected.inverse());
        prop_assert_eq!(expected.inverse().inverse(), expected);
    }

    #[test]
    fn every_pair_that_shares_an_element_is_related_in_both_directions_and_no_other(world in world()) {
        let packs = world.packs();
        let model = model(&packs);
        let found: BTreeMap<(usize, usize), (Relation, Grade)> =
            computed_relations(&model).iter().map(|r| ((r.subject, r.object), (r.relation, r.grade))).collect();
        for one in 0..model.provisions.len() {
            for other in (0..model.provisions.len()).filter(|&other| other != one) {
                let (mine, theirs) = (&model.provisions[one].elements, &model.provisions[other].elements);
                let expected = (mine.intersection(theirs).count() > 0).then(|| Relation::between(mine, theirs));
                let related = found.get(&(one, other));
                prop_assert_eq!(related.map(|r| r.0), expected);
                let back = found.get(&(other, one)).map(|r| (r.0.inverse(), r.1));
                prop_assert_eq!(related.copied(), back);
            }
        }
    }

    #[test]
    fn coverage_of_an_obligation_is_the_one_by_definition(world in world(), holder in 0..2usize) {
        let packs = world.packs();
        let model = model(&packs);
        for (target, coverage) in answers(&model, level(&model, holder)) {
            let Target::Obligation(number) = target else { continue };
            let wanted = Seen::of(&model, number);
            for &threshold in Grade::ALL {
                let status = coverage.answers.at(threshold).status;
                prop_assert_eq!(status, by_definition(&world, holder, &wanted, threshold), "{:?} at {}", wanted, threshold);
            }
        }
    }

    #[test]
    fn coverage_never_falls_when_a_level_gains_a_provision(
        world in world(), gained in requirement(), holder in 0..2usize,
    ) {
        prop_assume!(world.requirements.iter().all(|r| r.key() != gained.key()));
        let mut more = world.clone();
        more.requirements.push(gained);
        let (packs, packs_of_more) = (world.packs(), more.packs());
        let (before, after) = (model(&packs), model(&packs_of_more));
        let (before, after) = (answers(&before, level(&before, holder)), answers(&after, level(&after, holder)));
        for (target, coverage) in &before {
            for &threshold in Grade::ALL {
                let (was, is) = (coverage.answers.at(threshold), after[target].answers.at(threshold));
                prop_assert!(has_not_fallen(*target, was, is), "{:?} at {}: {:?}, then {:?}", target, threshold, was, is);
            }
        }
    }

    #[test]
    fn weaker_evidence_never_weakens_an_answer(world in world()) {
        let packs = world.packs();
        let model = model(&packs);
        for holder in model.holders() {
            for coverage in coverage_by(&model, holder) {
                for (strict, lenient) in [(Grade::Primary, Grade::Secondary), (Grade::Secondary, Grade::Unconfirmed)] {
                    let (was, is) = (coverage.answers.at(strict), coverage.answers.at(lenient));
                    prop_assert!(has_not_fallen(coverage.target, was, is), "{:?}: {:?}, then {:?}", coverage.target, was, is);
                }
            }
        }
    }

    #[test]
    fn a_duty_of_the_level_covers_the_same_duty_elsewhere(world in world(), holder in 0..2usize) {
        let mut copied = world.clone();
        copied.obligations.retain(|o| o.edition != LAW);
        let demanded: Vec<(Obligation, Grade)> = demanded(&world, holder);
        for (obligation, _) in &demanded {
            let copy = Obligation { edition: LAW, provision: 0, mandatory: true, grade: Grade::Primary, ..obligation.clone() };
            if !copied.obligations.contains(&copy) {
                copied.obligations.push(copy);
            }
        }
        let packs = copied.packs();
        let model = model(&packs);
        let answers = answers(&model, level(&model, holder));
        for (obligation, evidence) in demanded {
            if obligation.is_out_of_reach() || obligation.condition == Some(OTHER_ROUTE) {
                continue;
            }
            let same = |number: &usize| {
                let seen = Seen::of(&model, *number);
                seen.edition == edition_id(LAW) && seen.asks_the_same(&obligation)
            };
            let number = (0..model.obligations.len()).find(same).expect("it was copied");
            // In another regime the same words on what each fixes for itself settle nothing.
            let expected =
                if obligation.element == RELATIVE { Status::NotEstablished } else { Status::Covered };
            for &threshold in Grade::ALL.iter().filter(|&&threshold| threshold >= evidence) {
                prop_assert_eq!(answers[&Target::Obligation(number)].answers.at(threshold).status, expected);
            }
        }
    }

    #[test]
    fn the_smallest_sets_are_those_that_brute_force_finds(
        wishes in proptest::collection::vec(proptest::collection::vec(0..8usize, 1..4), 0..9),
    ) {
        let grants = |chosen: &BTreeSet<usize>| wishes.iter().all(|wish| wish.iter().any(|one| chosen.contains(one)));
        let any = (0..1_u32 << 8).map(|bits| (0..8).filter(|one| bits & (1 << one) != 0).collect::<BTreeSet<usize>>());
        let granting: Vec<BTreeSet<usize>> = any.filter(grants).collect();
        let size = granting.iter().map(BTreeSet::len).min().expect("all of them grant all");
        let expected: BTreeSet<BTreeSet<usize>> = granting.into_iter().filter(|set| set.len() == size).collect();

        let smallest = smallest_covers(&wishes);
        let mut found: Vec<BTreeSet<usize>> = vec![smallest.needed.iter().copied().collect()];
        for choice in &smallest.choices {
            prop_assert!(choice.alternatives.len() > 1, "{:?} leaves no choice", choice);
            let with = |set: &BTreeSet<usize>| {
                let joined = |more: &Vec<usize>| set.iter().chain(more).copied().collect::<BTreeSet<usize>>();
                choice.alternatives.iter().map(joined).collect::<Vec<_>>()
            };
            found = found.iter().flat_map(with).collect();
        }
        let distinct: BTreeSet<BTreeSet<usize>> = found.iter().cloned().collect();
        prop_assert_eq!(distinct.len(), found.len(), "none is told twice");
        let has_more = smallest.choices.iter().any(|choice| choice.has_more);
        prop_assert!(if has_more { distinct.is_subset(&expected) } else { distinct == expected }, "{:?}", smallest);
        prop_assert!(distinct.contains(&smallest.one().into_iter().collect()));

        let mut backwards = wishes.clone();
        backwards.reverse();
        prop_assert_eq!(smallest_covers(&backwards), smallest, "the order of the wishes changes nothing");
    }

    #[test]
    fn a_level_that_requires_only_a_smallest_set_shows_as_much_of_the_target(world in world(), holder in 0..2usize) {
        let packs = world.packs();
        let whole = model(&packs);
        let before = answers(&whole, level(&whole, holder));
        for (target, coverage) in before.iter().filter(|(_, coverage)| !coverage.smallest.unconfirmed.is_empty()) {
            let smallest = coverage.smallest.unconfirmed.one();
            let kept = |requirement: &Requirement| {
                smallest.iter().any(|&provision| {
                    let row = whole.provisions[provision].row;
                    row.edition_id.as_str() == edition_id(requirement.edition)
                        && row.provision_id.as_str() == provision_id(requirement.provision)
                })
            };
            let mut less = world.clone();
            less.requirements.retain(|requirement| kept(requirement));
            let packs = less.packs();
            let fewer = model(&packs);
            let after = answers(&fewer, level(&fewer, holder));
            let (was, is) = (&coverage.answers.unconfirmed, &after[target].answers.unconfirmed);
            let whole_target = matches!(was.status, Status::Covered | Status::CoveredConditionally);
            prop_assert!(!whole_target || is.status == was.status, "{:?}: {:?}, then {:?}", target, was, is);
        }
    }

    #[test]
    fn tallies_count_each_element_of_a_target_once(world in world()) {
        let packs = world.packs();
        let model = model(&packs);
        for holder in model.holders() {
            for coverage in coverage_by(&model, holder).iter().filter(|coverage| !coverage.tallies.is_empty()) {
                let Target::Provision(number) = coverage.target else { continue };
                let asked: BTreeSet<(bool, usize)> = model.provisions[number]
                    .obligations
                    .iter()
                    .map(|&o| &model.obligations[o])
                    .filter(|o| !o.outside_label_reach && !o.alternative_route)
                    .map(|o| (o.mandatory, o.element))
                    .collect();
                for place in 0..3 {
                    let counted: usize = coverage.tallies.iter().map(|tally| tally.elements[place]).sum();
                    prop_assert_eq!(counted, asked.len());
                }
            }
        }
    }

    #[test]
    fn every_answer_but_an_empty_one_rests_on_duties_of_the_holder(world in world(), holder in 0..2usize) {
        let packs = world.packs();
        let model = model(&packs);
        let level = level(&model, holder);
        let Holder::Level(number) = level else { unreachable!("it is a level") };
        let required: BTreeSet<usize> = model.levels[number].requires.iter().map(|r| r.provision).collect();
        for coverage in coverage_by(&model, level) {
            for answer in coverage.answers.iter() {
                let gives = matches!(
                    answer.status,
                    Status::Covered | Status::CoveredConditionally | Status::PartlyCovered | Status::RecommendedOnly
                );
                prop_assert!(!gives || !answer.rests_on.is_empty(), "{:?}", answer);
                for &duty in &answer.rests_on {
                    prop_assert!(required.contains(&model.obligations[duty].provision));
                }
            }
        }
    }
}

/// Whether an answer is at least as strong as an earlier one, given that nothing was taken away.
///
/// An absence can cease to be a finding, where a level comes to rest on an edition that is not full or on a duty that
/// is not well evidenced. "Not covered" then gives way to "not established", and with it the "partly" of a provision:
/// that it is covered in part was never said to mean more than "some of it is, and some of it is not".
fn has_not_fallen(target: Target, was: &Answer, is: &Answer) -> bool {
    match (target, was.status, is.status) {
        (Target::Provision(_) | Target::Whole(_), Status::PartlyCovered, Status::NotEstablished) => true,
        (_, was, is) => is.strength() >= was.strength(),
    }
}

/// Every mandatory obligation that a level demands, with the weakest evidence on the way to it.
fn demanded(world: &World, level: usize) -> Vec<(Obligation, Grade)> {
    let required = world.requirements.iter().filter(|r| r.level <= level && r.mandatory);
    required
        .flat_map(|r| {
            let asked = world.obligations.iter().filter(|o| (o.edition, o.provision) == (r.edition, r.provision));
            asked.filter(|o| o.mandatory).map(|o| (o.clone(), r.grade.max(o.grade)))
        })
        .collect()
}

impl Obligation {
    fn is_out_of_reach(&self) -> bool {
        self.element == OUT_OF_REACH || self.bearer == IMPORTER
    }
}

/// An obligation of the model, in the numbers of the world.
#[derive(Clone, Debug)]
struct Seen {
    edition: String,
    element: usize,
    condition: Option<usize>,
    bearer: usize,
    parts: BTreeSet<usize>,
    grade: Grade,
}

impl Seen {
    fn of(model: &Model<'_>, number: usize) -> Self {
        let found = &model.obligations[number];
        Self {
            edition: found.row.edition_id.to_string(),
            element: (0..ELEMENTS)
                .find(|&e| element_id(e) == found.row.element_id.as_str())
                .expect("an element of the world"),
            condition: found.condition,
            bearer: usize::from(found.row.duty_bearer_id.as_str() == "importer"),
            parts: found.parts.iter().collect(),
            grade: found.grade,
        }
    }

    fn asks_the_same(&self, other: &Obligation) -> bool {
        (self.element, self.condition, self.bearer, &self.parts)
            == (other.element, other.condition, other.bearer, &other.parts)
    }
}

/// Coverage of one obligation, word for word as the meaning of the statuses is fixed.
fn by_definition(world: &World, level: usize, wanted: &Seen, threshold: Grade) -> Status {
    if wanted.element == OUT_OF_REACH || wanted.bearer == IMPORTER {
        return Status::OutsideLabelReach;
    }
    if wanted.condition == Some(OTHER_ROUTE) {
        return Status::AlternativeRoute;
    }
    if wanted.grade > threshold {
        return Status::NotEstablished;
    }
    let required: Vec<&Requirement> = world.requirements.iter().filter(|r| r.level <= level).collect();
    // Whether it asks, how well that is evidenced, and what is asked.
    let mut asked: Vec<(bool, Grade, &Obligation)> = Vec::new();
    for r in &required {
        let here = || world.obligations.iter().filter(|o| (o.edition, o.provision) == (r.edition, r.provision));
        let only_recommends = !here().any(|o| o.mandatory);
        asked.extend(here().map(|o| (r.mandatory && (o.mandatory || only_recommends), r.grade.max(o.grade), o)));
    }
    // What two regimes mean by a relative element need not be the same.
    let same = |o: &Obligation| o.element != RELATIVE || wanted.edition.starts_with(regime_id(o.edition));
    asked
        .retain(|(_, _, o)| same(o) && world.entails(o.element, wanted.element) && !o.parts.is_disjoint(&wanted.parts));
    let always = |o: &Obligation| {
        o.bearer == wanted.bearer
            && o.condition.is_none_or(|mine| wanted.condition.is_some_and(|theirs| world.implies(theirs, mine)))
    };
    let admitted = |demands: bool| asked.iter().filter(move |(d, grade, _)| *d == demands && *grade <= threshold);
    let holds_for = |part: &usize| admitted(true).any(|(_, _, o)| o.parts.contains(part) && always(o));
    if wanted.parts.iter().all(holds_for) {
        return Status::Covered;
    }
    if admitted(true).next().is_some() {
        return Status::CoveredConditionally;
    }
    if admitted(false).next().is_some() {
        return Status::RecommendedOnly;
    }
    let full = world.is_full(SCHEME) && required.iter().all(|r| world.is_full(r.edition));
    if full && asked.is_empty() && wanted.element != RELATIVE { Status::NotCovered } else { Status::NotEstablished }
}
