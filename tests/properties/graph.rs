//! The frozen graph: what goes in comes out, whatever way it is asked, stored or damaged.

use super::world::world;
use jiff::civil::date;
use oxrdf::{Literal, NamedNode, Term};
use proptest::collection::vec;
use proptest::prelude::*;
use regimap::assemble::{Edition, assemble};
use regimap::graph::{Builder, Frozen, Iris, Pattern, Row};
use regimap::pack::{self, Files};
use regimap::reason::AsOf;
use std::collections::BTreeSet;

type Quad = (NamedNode, NamedNode, Term, NamedNode);

fn node() -> impl Strategy<Value = NamedNode> {
    "[a-e]".prop_map(|name| NamedNode::new_unchecked(format!("https://example.org/{name}")))
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![
        node().prop_map(Term::from),
        any::<String>().prop_map(|text| Literal::new_simple_literal(text).into()),
        (any::<String>(), prop::sample::select(&["en", "ja"][..]))
            .prop_map(|(text, language)| Literal::new_language_tagged_literal_unchecked(text, language).into()),
        (any::<String>(), node()).prop_map(|(text, datatype)| Literal::new_typed_literal(text, datatype).into()),
    ]
}

fn quads() -> impl Strategy<Value = Vec<Quad>> {
    vec((node(), node(), term(), node()), 0..24)
}

fn freeze(quads: &[Quad]) -> Frozen {
    let mut builder = Builder::default();
    for (subject, predicate, object, graph) in quads {
        builder.insert(subject, predicate, object.as_ref(), graph);
    }
    builder.freeze()
}

/// As text, for terms have no order.
fn text(quad: &(Term, Term, Term, Term)) -> String {
    format!("{} {} {} {}", quad.0, quad.1, quad.2, quad.3)
}

fn everything(graph: &Frozen) -> Vec<Row> {
    graph.scan(Pattern { wanted: [None; 4], union: false }).collect()
}

proptest! {
    #[test]
    fn a_frozen_graph_holds_what_went_in_and_nothing_else(quads in quads()) {
        let graph = freeze(&quads);
        let went_in: BTreeSet<String> =
            quads.iter().cloned().map(|(s, p, o, g)| text(&(s.into(), p.into(), o, g.into()))).collect();
        let came_out: Vec<String> = graph.iter().map(|quad| text(&quad)).collect();
        prop_assert_eq!(came_out.len(), graph.len());
        prop_assert_eq!(came_out.into_iter().collect::<BTreeSet<_>>(), went_in);
        for row in everything(&graph) {
            for number in row {
                prop_assert_eq!(graph.find(graph.term(number).as_ref()), Some(number));
            }
        }
    }

    #[test]
    fn a_snapshot_is_read_back_as_it_was(quads in quads()) {
        let graph = freeze(&quads);
        let bytes = graph.to_bytes();
        let back = Frozen::from_bytes(&bytes);
        prop_assert_eq!(back.as_ref(), Ok(&graph));
        prop_assert_eq!(graph.to_bytes(), bytes);
    }

    #[test]
    fn the_order_of_facts_changes_no_byte(quads in quads(), seed in any::<u64>()) {
        let mut shuffled = quads.clone();
        shuffle(&mut shuffled, seed);
        prop_assert_eq!(freeze(&quads).to_bytes(), freeze(&shuffled).to_bytes());
    }

    #[test]
    fn looking_up_a_pattern_is_going_through_everything(
        quads in quads(), model in any::<prop::sample::Index>(), bound in any::<[bool; 4]>(),
    ) {
        prop_assume!(!quads.is_empty());
        let graph = freeze(&quads);
        let all = everything(&graph);
        let row = all[model.index(all.len())];
        let wanted: [Option<u32>; 4] = std::array::from_fn(|column| bound[column].then_some(row[column]));
        let fits = |row: &&Row| (0..4).all(|column| wanted[column].is_none_or(|number| row[column] == number));

        let mut found: Vec<Row> = graph.scan(Pattern { wanted, union: false }).collect();
        found.sort_unstable();
        prop_assert_eq!(found, all.iter().filter(fits).copied().collect::<Vec<_>>());

        let wanted = [wanted[0], wanted[1], wanted[2], None];
        let fits = |row: &&Row| (0..3).all(|column| wanted[column].is_none_or(|number| row[column] == number));
        let triple = |row: &Row| [row[0], row[1], row[2]];
        let mut found: Vec<[u32; 3]> = graph.scan(Pattern { wanted, union: true }).map(|row| triple(&row)).collect();
        found.sort_unstable();
        let expected: BTreeSet<[u32; 3]> = all.iter().filter(fits).map(triple).collect();
        prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_damaged_snapshot_is_refused_or_read_but_never_crashes(
        quads in quads(), hits in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<Option<prop::sample::Index>>(),
    ) {
        let mut bytes = freeze(&quads).to_bytes();
        for (place, byte) in hits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(graph) = Frozen::from_bytes(&bytes) {
            graph.graphs().for_each(|number| drop(graph.term(number)));
            prop_assert_eq!(graph.iter().count(), graph.len());
            for row in everything(&graph) {
                for mask in 0..16u8 {
                    let wanted = std::array::from_fn(|column| (mask & (1 << column) != 0).then_some(row[column]));
                    let _ = graph.scan(Pattern { wanted, union: mask & 8 == 0 }).count();
                }
                for number in row {
                    let _ = graph.find(graph.term(number).as_ref());
                }
            }
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_byte_of_a_small_graph(world in world(), seed in any::<u64>()) {
        prop_assert_eq!(snapshot(world.files(), ""), snapshot(shuffled(&world.files(), seed), ""));
    }
}

/// The bytes of the graph that follows from some files.
pub fn snapshot(files: Files, ontology: &str) -> Vec<u8> {
    let packs = pack::load(files).unwrap_or_else(|broken| panic!("{broken}"));
    let edition = Edition { version: "test".to_owned(), data_hash: "test".to_owned() };
    let graph = assemble(&packs, ontology, &Iris::default(), AsOf(date(2026, 11, 24)), &edition);
    graph.unwrap_or_else(|error| panic!("{error}")).to_bytes()
}

/// The same tables with their rows in another order.
pub fn shuffled(files: &Files, seed: u64) -> Files {
    let table = |(path, bytes): (&str, &[u8])| {
        let text = std::str::from_utf8(bytes).expect("tables are UTF-8");
        let shuffled = if path.ends_with(".csv") { shuffled_csv(text, seed) } else { shuffled_lines(text, seed) };
        (path.to_owned(), shuffled.into_bytes())
    };
    Files::new(files.iter().map(table))
}

fn shuffled_csv(text: &str, seed: u64) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("tables are CSV")).collect();
    shuffle(&mut rows[1..], seed);
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row).expect("memory can be written");
    }
    String::from_utf8(writer.into_inner().expect("memory can be written")).expect("it was UTF-8")
}

/// Of a mapping, all lines but the comments at its head and the names of its columns.
fn shuffled_lines(text: &str, seed: u64) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().take_while(|line| line.starts_with('#')).count() + 1;
    shuffle(&mut lines[first..], seed);
    lines.join("\n") + "\n"
}

/// Fisher and Yates, with a generator that gives the same order everywhere.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed;
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(last, (state >> 33) as usize % (last + 1));
    }
}
