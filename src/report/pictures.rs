//! Pictures from the answers that the tables beside them come from.

use super::ask::{Answer, Answered};
use super::model::{Cell, Section};
use super::picture::*;
use super::words::count;
use std::collections::BTreeSet;

/// More rows than this do not stay legible on a page.
const ROWS: usize = 64;

/// The relations that a table of pairs tells, and the provisions that two others list as without a counterpart; nothing
/// where there are none, or too many to see.
pub(super) fn relations(
    (first, second): (&str, &str),
    related: &Section,
    (alone_first, alone_second): (&Section, &Section),
) -> Option<Picture> {
    let rows = |section: &Section| section.table().map(|table| table.rows.clone()).unwrap_or_default();
    let names = |section: &Section| -> Vec<String> { rows(section).iter().map(|row| row.cells[0].plain()).collect() };
    let alone = (names(alone_first), names(alone_second));
    let related_rows = rows(related);
    let pairs = related_rows.iter().filter_map(|row| match row.cells.as_slice() {
        [left, Cell::Status(relation), right, ..] => Some((left.plain(), right.plain(), relation.0.clone())),
        _ => None,
    });
    let pairs: Vec<(String, String, String)> = pairs.collect();
    let mut drawing = Relations { first: first.to_owned(), second: second.to_owned(), ..Relations::default() };
    for (left, right, relation) in &pairs {
        let left = place(&mut drawing.left, left);
        let right = place(&mut drawing.right, right);
        drawing.ties.push(Tie { left, right, relation: relation.clone() });
    }
    drawing.right.sort_by(|a, b| super::order::natural(a, b));
    for (tie, (_, right, _)) in drawing.ties.iter_mut().zip(&pairs) {
        tie.right = drawing.right.iter().position(|known| known == right).unwrap_or(0);
    }
    if drawing.ties.is_empty() || drawing.left.len().max(drawing.right.len()) > ROWS {
        return None;
    }
    let shown = |related: usize, alone: &[String]| related + alone.len() <= ROWS;
    let whole = shown(drawing.left.len(), &alone.0) && shown(drawing.right.len(), &alone.1);
    let description = format!(
        "{} of {first} and {} of {second} are tied by {}; {} of the first and {} of the second have no counterpart{}. The table says the same.",
        count(drawing.left.len(), "provision"),
        drawing.right.len(),
        count(drawing.ties.len(), "relation"),
        alone.0.len(),
        alone.1.len(),
        if whole { "" } else { " and are not drawn" }
    );
    if whole {
        drawing.left.extend_from_slice(&alone.0);
        drawing.right.extend_from_slice(&alone.1);
    }
    Some(Picture {
        section: related.id,
        title: format!("How {first} and {second} are related"),
        description,
        drawing: Drawing::Relations(drawing),
    })
}

fn place(list: &mut Vec<String>, name: &str) -> usize {
    list.iter().position(|known| known == name).unwrap_or_else(|| {
        list.push(name.to_owned());
        list.len() - 1
    })
}

/// Editions and recognitions over the years; nothing where no date is known.
pub(super) fn timeline<'t>(
    section: &'static str,
    rows: impl Iterator<Item = Answer<'t>>,
    today: &str,
) -> Option<Picture> {
    let mut drawing = Timeline { lanes: Vec::new(), today: today.to_owned() };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for row in rows.filter(|row| !row.text("published").is_empty() || !row.text("from").is_empty()) {
        if !seen.insert(row.text("thing")) {
            continue;
        }
        let period = Period {
            name: row.text("label").to_owned(),
            published: row.text("published").to_owned(),
            from: row.text("from").to_owned(),
            until: row.text("until").to_owned(),
            state: row.local("state").to_owned(),
            mark: match row.text("kind") {
                "recognition" => Mark::Recognition,
                "pinned edition" => Mark::Pinned,
                _ => Mark::Edition,
            },
        };
        match drawing.lanes.iter_mut().find(|lane| lane.name == row.text("lane")) {
            Some(lane) => lane.periods.push(period),
            None => drawing.lanes.push(Lane { name: row.text("lane").to_owned(), periods: vec![period] }),
        }
    }
    let rows: usize = drawing.lanes.iter().map(|lane| lane.periods.len() + 1).sum();
    if drawing.lanes.is_empty() || rows > ROWS {
        return None;
    }
    let periods: usize = drawing.lanes.iter().map(|lane| lane.periods.len()).sum();
    let names: Vec<String> = drawing.lanes.iter().map(|lane| lane.name.clone()).collect();
    Some(Picture {
        section,
        title: "Editions and recognitions over time".to_owned(),
        description: format!(
            "{} over the years, in the rows {}. The table gives each date.",
            count(periods, "period"),
            super::words::join(&names)
        ),
        drawing: Drawing::Timeline(drawing),
    })
}

/// Who recognises whom; nothing where nobody does.
pub(super) fn directions(section: &'static str, answered: &Answered) -> Option<Picture> {
    let mut drawing = Arrows::default();
    for row in answered.rows() {
        let from = place(&mut drawing.nodes, row.text("fromLabel"));
        let to = place(&mut drawing.nodes, row.text("toLabel"));
        let (effect, in_force) = (row.local("effect").to_owned(), row.local("state") == "in-force");
        let since = if row.text("since").is_empty() { String::new() } else { format!(", from {}", row.text("since")) };
        let label = format!("{}{since}", row.text("arrangementLabel"));
        let alike = |arrow: &&mut Arrow| {
            (arrow.from, arrow.to, arrow.in_force) == (from, to, in_force) && arrow.effect == effect
        };
        match drawing.arrows.iter_mut().find(alike) {
            Some(arrow) => arrow.label = format!("{}; {label}", arrow.label),
            None => drawing.arrows.push(Arrow { from, to, effect, label, in_force }),
        }
    }
    if drawing.arrows.is_empty() || drawing.nodes.len() > 16 {
        return None;
    }
    let said: Vec<String> = drawing
        .arrows
        .iter()
        .map(|arrow| {
            format!(
                "{} for {} ({})",
                drawing.nodes[arrow.from],
                drawing.nodes[arrow.to],
                arrow.effect.replace('-', " ")
            )
        })
        .collect();
    Some(Picture {
        section,
        title: "Who recognises whom: what meets the one counts for the other".to_owned(),
        description: format!("Arrows from what is recognised to that for which it counts: {}.", said.join("; ")),
        drawing: Drawing::Arrows(drawing),
    })
}
