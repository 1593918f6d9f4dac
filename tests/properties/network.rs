//! The closure of networks beside sets: nothing false, nothing missed where the theory promises it, every clash with a
//! smallest set of statements, and the same whatever the order of work.

use proptest::prelude::*;
use regimap::reason::network::{Assertion, Contents, Ground, Network, Node, Proof, Reason};
use regimap::reason::{Disjunction, Relation};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A non-empty set of small numbers, as bits.
type Set = u32;

fn relation(one: Set, other: Set) -> Relation {
    match (one & other, one & !other, other & !one) {
        (0, _, _) => Relation::NoRelationship,
        (_, 0, 0) => Relation::Equal,
        (_, _, 0) => Relation::SupersetOf,
        (_, 0, _) => Relation::SubsetOf,
        _ => Relation::IntersectsWith,
    }
}

fn assertion(subject: usize, object: usize, relation: Disjunction) -> Assertion {
    Assertion { subject: subject as Node, object: object as Node, relation }
}

fn any_disjunction() -> impl Strategy<Value = Disjunction> {
    proptest::sample::subsequence(Relation::ALL.to_vec(), 1..=4).prop_map(|relations| Disjunction::any_of(&relations))
}

/// Sets, and statements about them that hold: the true relation, with others left open beside it.
fn true_statements(nodes: usize, members: u32) -> impl Strategy<Value = (Vec<Set>, Vec<Assertion>)> {
    let sets = proptest::collection::vec(1..1u32 << members, nodes);
    let stated = proptest::collection::vec((0..nodes, 0..nodes, any_disjunction(), any::<bool>()), 0..nodes * 3);
    (sets, stated).prop_map(|(sets, stated)| {
        let state = |(one, other, open, exact): (usize, usize, Disjunction, bool)| {
            let truth = Disjunction::from(relation(sets[one], sets[other]));
            assertion(one, other, if exact { truth } else { truth.union(open) })
        };
        let statements = stated.into_iter().map(state).collect();
        (sets, statements)
    })
}

/// Statements about which nothing is promised.
fn any_statements(nodes: usize, most: usize) -> impl Strategy<Value = Vec<Assertion>> {
    proptest::collection::vec((0..nodes, 0..nodes, any_disjunction()), 0..most)
        .prop_map(|stated| stated.into_iter().map(|(one, other, open)| assertion(one, other, open)).collect())
}

/// Those disjunctions for which path consistency finds every contradiction.
fn is_tractable(relation: Disjunction) -> bool {
    let both = relation.contains(Relation::SupersetOf) && relation.contains(Relation::SubsetOf);
    !both || relation.contains(Relation::IntersectsWith)
}

/// The pairs of four nodes.
const PAIRS: [(usize, usize); 6] = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];

/// Every way in which four non-empty sets can stand to each other, pair by pair. Each is found by making the smallest
/// sets that it asks for and looking whether they do as it says; no composition takes part.
static WAYS: LazyLock<Vec<[Relation; 6]>> = LazyLock::new(|| {
    let ways = (0..5usize.pow(6))
        .map(|number| std::array::from_fn(|place| Relation::ALL[number / 5usize.pow(place as u32) % 5]));
    ways.filter(holds_of_its_smallest_sets).collect()
});

fn holds_of_its_smallest_sets(way: &[Relation; 6]) -> bool {
    let stated = |one: usize, other: usize| {
        let place = |pair| PAIRS.iter().position(|p| *p == pair);
        match (place((one, other)), place((other, one))) {
            (Some(place), _) => way[place],
            (_, Some(place)) => way[place].inverse(),
            _ => Relation::Equal,
        }
    };
    let within = |one, other| matches!(stated(one, other), Relation::Equal | Relation::SubsetOf);
    // A member of its own for each node, and one for each pair that intersects, in all that hold the one or the other.
    let mut sets = [0u32; 4];
    for (node, set) in sets.iter_mut().enumerate() {
        for inner in (0..4).filter(|&inner| within(inner, node)) {
            *set |= 1 << inner;
        }
        for (bit, &(one, other)) in PAIRS.iter().enumerate() {
            let intersects = stated(one, other) == Relation::IntersectsWith;
            if intersects && (within(one, node) || within(other, node)) {
                *set |= 1 << (4 + bit);
            }
        }
    }
    PAIRS.iter().zip(way).all(|(&(one, other), &wanted)| relation(sets[one], sets[other]) == wanted)
}

fn allows(way: &[Relation; 6], statement: &Assertion) -> bool {
    let (one, other) = (statement.subject as usize, statement.object as usize);
    let (pair, said) =
        if one <= other { ((one, other), statement.relation) } else { ((other, one), statement.relation.converse()) };
    match PAIRS.iter().position(|p| *p == pair) {
        Some(place) => said.contains(way[place]),
        None => said.contains(Relation::Equal),
    }
}

fn clash(network: &Network<'_>, clash: &[Ground]) -> Vec<Assertion> {
    let statement = |ground: &Ground| match *ground {
        Ground::Asserted(number) => network.assertions()[number as usize],
        Ground::Computed(subject, object, relation) => Assertion { subject, object, relation: relation.into() },
    };
    clash.iter().map(statement).collect()
}

/// Checks that statements clash, and that without any one of them the rest do not.
fn is_smallest_clash(statements: &[Assertion]) -> Result<(), TestCaseError> {
    prop_assert!(Network::new(statements.to_vec(), &()).is_contradictory());
    for left_out in 0..statements.len() {
        let mut rest = statements.to_vec();
        rest.remove(left_out);
        prop_assert!(!Network::new(rest, &()).is_contradictory(), "{:?} without {}", statements, left_out);
    }
    Ok(())
}

/// What a proof comes to when every step in it is done again.
fn again(proof: &Proof, network: &Network<'_>) -> Result<Disjunction, TestCaseError> {
    let found = match &proof.reason {
        Reason::Given(ground) => {
            let given = clash(network, &[*ground])[0];
            let ends = (given.subject, given.object);
            prop_assert!(ends == (proof.subject, proof.object) || ends == (proof.object, proof.subject));
            if ends == (proof.subject, proof.object) { given.relation } else { given.relation.converse() }
        }
        Reason::Chain(first, second) => {
            prop_assert_eq!((first.subject, second.object), (proof.subject, proof.object));
            prop_assert_eq!(first.object, second.subject);
            again(first, network)?.compose(again(second, network)?)
        }
        Reason::Together(proofs) => {
            let mut left = Disjunction::ANYTHING;
            for part in proofs {
                prop_assert_eq!((part.subject, part.object), (proof.subject, proof.object));
                left = left.intersection(again(part, network)?);
            }
            left
        }
    };
    prop_assert_eq!(found, proof.relation);
    Ok(found)
}

/// Sets of which some are known.
struct KnownSets {
    sets: Vec<Set>,
    known: usize,
}

impl Contents for KnownSets {
    fn is_known(&self, node: Node) -> bool {
        (node as usize) < self.known
    }

    fn relation(&self, one: Node, other: Node) -> Option<Relation> {
        let both = self.is_known(one) && self.is_known(other);
        both.then(|| relation(self.sets[one as usize], self.sets[other as usize]))
    }
}

proptest! {
    #[test]
    fn nothing_that_is_derived_is_false((sets, statements) in true_statements(8, 6)) {
        let network = Network::new(statements, &());
        prop_assert!(!network.is_contradictory());
        prop_assert!(network.contradictions().is_empty());
        for known in network.known() {
            let truth = relation(sets[known.subject as usize], sets[known.object as usize]);
            prop_assert!(known.relation.contains(truth), "{:?} {:?}", known, truth);
            prop_assert!(known.relation != Disjunction::ANYTHING);
        }
    }

    #[test]
    fn of_three_things_exactly_what_is_possible_is_left(statements in any_statements(3, 5)) {
        let ways: Vec<&[Relation; 6]> = WAYS.iter().filter(|way| statements.iter().all(|s| allows(way, s))).collect();
        let network = Network::new(statements, &());
        prop_assert_eq!(network.is_contradictory(), ways.is_empty());
        if !ways.is_empty() {
            for (place, (one, other)) in PAIRS.into_iter().enumerate().filter(|(_, pair)| pair.1 < 3) {
                let possible = ways.iter().map(|way| way[place].into()).fold(Disjunction::NOTHING, Disjunction::union);
                prop_assert_eq!(network.relation(one as Node, other as Node), possible);
            }
        }
    }

    #[test]
    fn every_contradiction_of_tractable_statements_is_found(statements in any_statements(4, 10)) {
        let statements: Vec<Assertion> = statements.into_iter().filter(|s| is_tractable(s.relation)).collect();
        let has_model = WAYS.iter().any(|way| statements.iter().all(|s| allows(way, s)));
        prop_assert_eq!(Network::new(statements, &()).is_contradictory(), !has_model);
    }

    #[test]
    fn what_clashes_is_told_with_a_smallest_set_of_statements(statements in any_statements(6, 24)) {
        let network = Network::new(statements, &());
        prop_assert_eq!(network.is_contradictory(), !network.contradictions().is_empty());
        for found in network.contradictions() {
            is_smallest_clash(&clash(&network, &found.clash))?;
        }
    }

    #[test]
    fn a_false_statement_among_true_ones_is_found_and_named(
        (sets, mut statements) in true_statements(8, 6),
        pick in any::<proptest::sample::Index>(),
    ) {
        let derived: Vec<_> = Network::new(statements.clone(), &()).known();
        prop_assume!(!derived.is_empty());
        let known = derived[pick.index(derived.len())];
        let planted = Assertion { subject: known.subject, object: known.object, relation: known.relation.complement() };
        let truth = relation(sets[known.subject as usize], sets[known.object as usize]);
        prop_assert!(!planted.relation.contains(truth));
        statements.push(planted);
        let number = statements.len() as u32 - 1;
        let network = Network::new(statements, &());
        let found = network.contradictions();
        prop_assert!(!found.is_empty());
        for contradiction in found {
            prop_assert!(contradiction.clash.contains(&Ground::Asserted(number)));
            is_smallest_clash(&clash(&network, &contradiction.clash))?;
        }
    }

    #[test]
    fn added_bit_by_bit_is_the_same_as_all_at_once(statements in any_statements(7, 20), cut in 1..6usize) {
        let whole = Network::new(statements.clone(), &());
        let mut parts = Network::new(Vec::new(), &());
        for some in statements.chunks(cut) {
            parts.add(some);
        }
        prop_assert_eq!(parts.contradictions(), whole.contradictions());
        prop_assert_eq!(parts.known(), whole.known());
    }

    #[test]
    fn true_statements_added_bit_by_bit_are_proved_all_the_same((_, statements) in true_statements(7, 5)) {
        let whole = Network::new(statements.clone(), &());
        let mut parts = Network::new(Vec::new(), &());
        for some in statements.chunks(2) {
            parts.add(some);
        }
        for known in whole.known() {
            prop_assert_eq!(parts.relation(known.subject, known.object), known.relation);
            let proof = parts.proof(known.subject, known.object);
            prop_assert!(proof.is_some_and(|proof| proof.relation.is_within(known.relation)));
        }
    }

    #[test]
    fn every_proof_can_be_done_again_and_needs_all_that_it_names((_, statements) in true_statements(7, 5)) {
        let network = Network::new(statements, &());
        for known in network.known() {
            for (subject, object) in [(known.subject, known.object), (known.object, known.subject)] {
                let proof = network.proof(subject, object).expect("what is known has a proof");
                prop_assert_eq!((proof.subject, proof.object), (subject, object));
                prop_assert_eq!(again(&proof, &network)?, network.relation(subject, object));
                let grounds: BTreeSet<Ground> = proof.grounds().into_iter().collect();
                let grounds = clash(&network, &grounds.into_iter().collect::<Vec<_>>());
                for left_out in 0..grounds.len() {
                    let mut rest = grounds.clone();
                    rest.remove(left_out);
                    let without = Network::new(rest, &()).relation(subject, object);
                    prop_assert!(!without.is_within(proof.relation), "{:?} is not needed", grounds[left_out]);
                }
            }
        }
    }

    #[test]
    fn what_is_computed_stands_and_what_speaks_against_it_is_named(
        (sets, statements) in true_statements(8, 6),
        known in 2..8usize,
        lie in any::<prop::sample::Index>(),
    ) {
        let contents = KnownSets { sets: sets.clone(), known };
        let network = Network::new(statements.clone(), &contents);
        prop_assert!(!network.is_contradictory());
        let lie = (lie.index(known - 1), lie.index(known - 1) + 1);
        let truth = relation(sets[lie.0], sets[lie.1]);
        let planted = assertion(lie.0, lie.1, Disjunction::from(truth).complement());
        let network = Network::new([statements, vec![planted]].concat(), &contents);
        let found = network.contradictions();
        prop_assert!(!found.is_empty());
        for contradiction in found {
            is_smallest_clash(&clash(&network, &contradiction.clash))?;
        }
    }
}

/// A network large enough to be worked on by several threads, some of whose statements are false.
fn large() -> Vec<Assertion> {
    let mut state = 1u32;
    let mut random = |bound: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % bound
    };
    let sets: Vec<Set> = (0..200).map(|_| 1 << random(8) | 1 << random(8) | 1 << random(8)).collect();
    (0..3000)
        .map(|number| {
            let (one, other) = (random(sets.len()), random(sets.len()));
            let truth = Disjunction::from(relation(sets[one], sets[other]));
            assertion(one, other, if number % 300 == 299 { Relation::Equal.into() } else { truth })
        })
        .collect()
}

#[test]
fn one_thread_and_four_find_the_same() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let network = Network::new(large(), &());
            let known = network.known();
            let proofs: Vec<_> = known.iter().step_by(97).map(|k| network.proof(k.subject, k.object)).collect();
            (known, network.contradictions(), proofs)
        })
    };
    let (one, four) = (on(1), on(4));
    assert!(one.0.len() > 2000 && !one.1.is_empty(), "{} {}", one.0.len(), one.1.len());
    assert_eq!(one, four);
}

#[test]
fn statements_that_merely_intersect_lead_nowhere_and_take_no_room() {
    let star = (1..500).map(|spoke| assertion(0, spoke, Relation::IntersectsWith.into())).collect();
    let network = Network::new(star, &());
    assert_eq!(network.size(), 499);
    assert!(network.known().iter().all(|known| !known.is_derived));
}

#[test]
fn a_thing_that_differs_from_itself_is_a_contradiction() {
    let network = Network::new(vec![assertion(3, 3, Relation::SubsetOf.into())], &());
    let found = network.contradictions();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].between, (3, 3));
}
