//! RCC-5 beside sets: what the table says is what all small non-empty sets do.

use proptest::prelude::*;
use regimap::reason::algebra::{Rationale, compose_base, relation_of_predicate, relation_of_word};
use regimap::reason::{BitSet, Disjunction, Relation};

/// Five members are enough for three sets to stand to each other in every way: one for each part of their diagram but
/// those that can be had by leaving others out.
const MEMBERS: u32 = 5;

/// The relation of two sets, given as bits.
fn relation(one: u32, other: u32) -> Relation {
    let set = |bits: u32| {
        let mut set = BitSet::new(32);
        (0..32).filter(|bit| bits & (1 << bit) != 0).for_each(|bit| {
            set.insert(bit);
        });
        set
    };
    Relation::between(&set(one), &set(other))
}

fn disjunction() -> impl Strategy<Value = Disjunction> {
    proptest::sample::subsequence(Relation::ALL.to_vec(), 0..=5).prop_map(|relations| Disjunction::any_of(&relations))
}

#[test]
fn the_composition_table_is_what_all_small_non_empty_sets_do() {
    let sets = 1..1u32 << MEMBERS;
    let related: Vec<Vec<Relation>> =
        sets.clone().map(|one| sets.clone().map(|other| relation(one, other)).collect()).collect();
    let mut found = [[Disjunction::NOTHING; 5]; 5];
    for (one, of_one) in related.iter().enumerate() {
        for (through, first) in of_one.iter().enumerate() {
            for (other, second) in related[through].iter().enumerate() {
                let cell = &mut found[*first as usize][*second as usize];
                *cell = cell.union(related[one][other].into());
            }
        }
    }
    for first in Relation::ALL {
        for second in Relation::ALL {
            assert_eq!(compose_base(first, second), found[first as usize][second as usize], "{first:?} {second:?}");
        }
    }
}

proptest! {
    #[test]
    fn a_chain_read_backwards_says_the_same(one in disjunction(), other in disjunction()) {
        prop_assert_eq!(one.compose(other).converse(), other.converse().compose(one.converse()));
        prop_assert_eq!(one.converse().converse(), one);
    }

    #[test]
    fn it_does_not_matter_where_a_chain_of_three_is_cut(a in disjunction(), b in disjunction(), c in disjunction()) {
        prop_assert_eq!(a.compose(b).compose(c), a.compose(b.compose(c)));
    }

    #[test]
    fn composition_of_disjunctions_is_that_of_their_parts(one in disjunction(), other in disjunction()) {
        let parts = one.iter().flat_map(|a| other.iter().map(move |b| compose_base(a, b)));
        prop_assert_eq!(one.compose(other), parts.fold(Disjunction::NOTHING, Disjunction::union));
        prop_assert_eq!(one.compose(Relation::Equal.into()), one);
    }

    #[test]
    fn two_open_relations_compose_to_anything(one in disjunction(), other in disjunction()) {
        let open = Disjunction::from(Relation::IntersectsWith);
        prop_assert_eq!(one.union(open).compose(other.union(open)), Disjunction::ANYTHING);
    }

    #[test]
    fn what_is_denied_is_all_the_rest(one in disjunction()) {
        prop_assert_eq!(one.intersection(one.complement()), Disjunction::NOTHING);
        prop_assert_eq!(one.union(one.complement()), Disjunction::ANYTHING);
    }
}

#[test]
fn the_words_of_mappings_leave_possible_what_they_say() {
    use Relation::{Equal, IntersectsWith, NoRelationship, SubsetOf, SupersetOf};
    let sharing = Disjunction::any_of(&[Equal, SupersetOf, SubsetOf, IntersectsWith]);
    for (iri, expected) in [
        ("http://www.w3.org/2004/02/skos/core#exactMatch", Some(Equal.into())),
        ("http://www.w3.org/2004/02/skos/core#narrowMatch", Some(SupersetOf.into())),
        ("http://www.w3.org/2004/02/skos/core#broadMatch", Some(SubsetOf.into())),
        ("http://www.w3.org/2004/02/skos/core#relatedMatch", Some(IntersectsWith.into())),
        ("https://w3id.org/regimap/ontology#mapsTo", Some(sharing)),
        ("https://w3id.org/regimap/ontology#supersetOf", Some(SupersetOf.into())),
        ("https://w3id.org/regimap/ontology#doesNotMapTo", Some(NoRelationship.into())),
        ("http://www.w3.org/2000/01/rdf-schema#seeAlso", None),
    ] {
        assert_eq!(relation_of_predicate(iri), expected, "{iri}");
    }
    for (word, expected) in [
        ("Subset Of", Some(SubsetOf.into())),
        ("subset_of", Some(SubsetOf.into())),
        ("intersects with", Some(IntersectsWith.into())),
        ("not related to", Some(NoRelationship.into())),
        ("similar", None),
    ] {
        assert_eq!(relation_of_word(word), expected, "{word}");
    }
    assert_eq!(Rationale::from_word("Functional"), Some(Rationale::Functional));
    assert_eq!(Rationale::from_justification("LexicalMatching"), Rationale::Syntactic);
    assert_eq!(Rationale::from_justification("ManualMappingCuration"), Rationale::Unstated);
}

#[test]
fn a_disjunction_reads_as_its_relations() {
    let some = Disjunction::any_of(&[Relation::Equal, Relation::SubsetOf]);
    assert_eq!(some.to_string(), "equal or subset of");
    assert_eq!(Disjunction::ANYTHING.to_string(), "anything");
    assert_eq!(some.single(), None);
    assert_eq!(Disjunction::from(Relation::Equal).single(), Some(Relation::Equal));
}
