//! Mappings of a table that cannot all be true, found by the algebra.
//!
//! What compares wording and what compares meaning or effect are closed each by itself: a chain through both would say
//! nothing. Two editions of one document are two things, so that no chain leads from one to the other. Rows that are
//! one statement on a set say nothing each by itself, and take no part.

use super::table::{Mapping, Mappings};
use crate::pack::diagnostic::Sink;
use crate::pack::{Code, Diagnostic, FileId};
use crate::reason::Disjunction;
use crate::reason::network::{Assertion, Contents, Contradiction, Ground, Network};

/// What came of looking for contradictions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Mappings that took part.
    pub taken: usize,
    /// Pairs of which the mappings together say more than they do each by itself.
    pub derived: usize,
    /// Contradictions, each with a smallest set of mappings that clash.
    pub contradictions: usize,
    /// Mappings that take part in more than one contradiction, by line, with how many; most first.
    pub suspects: Vec<(u32, usize)>,
}

/// Reports every contradiction with a smallest set of mappings that clash. `contents` knows things by their number in
/// [`Mappings::things`]; `computed` are relations between those that it knows.
pub fn contradictions(table: &Mappings, contents: &dyn Contents, computed: &[Assertion], sink: &mut Sink) -> Figures {
    let mut figures = Figures::default();
    let mut lines: Vec<u32> = Vec::new();
    for is_about_wording in [false, true] {
        let takes_part =
            |mapping: &&Mapping| mapping.together.is_none() && mapping.rationale.is_about_wording() == is_about_wording;
        let (rows, assertions): (Vec<&Mapping>, Vec<Assertion>) =
            table.mappings.iter().filter(takes_part).filter_map(|mapping| Some((mapping, assertion(mapping)?))).unzip();
        if rows.is_empty() {
            continue;
        }
        figures.taken += rows.len();
        // Contents say what is asked; of wording they say nothing.
        let network = if is_about_wording {
            Network::new(assertions, &())
        } else {
            Network::new([assertions, computed.to_vec()].concat(), contents)
        };
        figures.derived += network.known().iter().filter(|known| known.is_derived).count();
        for found in network.contradictions() {
            figures.contradictions += 1;
            lines.extend(found.clash.iter().filter_map(|ground| Some(row(*ground, &rows)?.line)));
            sink.push(describe(&found, &network, &rows, table));
        }
    }
    lines.sort_unstable();
    figures.suspects =
        lines.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).filter(|(_, count)| *count > 1).collect();
    figures.suspects.sort_by_key(|&(line, count)| (std::cmp::Reverse(count), line));
    figures
}

fn assertion(mapping: &Mapping) -> Option<Assertion> {
    Some(Assertion { subject: mapping.subject?, object: mapping.object?, relation: mapping.relation? })
}

/// The row of a statement; none where it was computed.
fn row<'r>(ground: Ground, rows: &[&'r Mapping]) -> Option<&'r Mapping> {
    match ground {
        Ground::Asserted(number) => rows.get(number as usize).copied(),
        Ground::Computed(..) => None,
    }
}

fn describe(found: &Contradiction, network: &Network<'_>, rows: &[&Mapping], table: &Mappings) -> Diagnostic {
    let name = |node: u32| table.things[node as usize].written.as_str();
    let words = |subject: u32, relation: Disjunction, object: u32, place: String| {
        format!("`{}` {relation} `{}` ({place})", name(subject), name(object))
    };
    let statement = |ground: &Ground| match *ground {
        Ground::Asserted(number) => {
            let Assertion { subject, object, relation } = network.assertions()[number as usize];
            let place = rows.get(number as usize).map_or("computed".to_owned(), |row| format!("line {}", row.line));
            words(subject, relation, object, place)
        }
        Ground::Computed(subject, object, relation) => words(subject, relation.into(), object, "computed".to_owned()),
    };
    let statements: Vec<String> = found.clash.iter().map(statement).collect();
    let message = match &statements[..] {
        [one] => format!("this cannot be true: {one}"),
        many => format!("these cannot all be true: {}", many.join("; ")),
    };
    let mut places = found.clash.iter().filter_map(|ground| row(*ground, rows));
    let first = places.next().map_or(0..0, |row| row.span().range());
    let mut problem = Diagnostic::new(Code::Contradiction, message).at(FileId(0), first);
    for row in places {
        problem = problem.related(FileId(0), row.span(), "and this");
    }
    problem.expected("without any one of them the others agree")
}
