//! The fewest provisions of a holder that give all that it gives, and where there is a choice among them.

use crate::report::ask::{Answer, Answered};
use crate::report::model::*;
use crate::report::order::natural;

pub(super) fn smallest(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("of", "For", Width::Narrow),
        ("enough", "Enough", Width::Narrow),
        ("provisions", "Fewest provisions", Width::Wide),
        ("choices", "And one of each", Width::Wide),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by(|a, b| {
        (b.text("isWhole").cmp(a.text("isWhole")))
            .then_with(|| natural(a.text("of"), b.text("of")))
            .then_with(|| a.number("choice").cmp(&b.number("choice")))
            .then_with(|| natural(a.text("alternative"), b.text("alternative")))
            .then_with(|| natural(a.text("provision"), b.text("provision")))
    });
    for group in rows.chunk_by(|a, b| a.text("of") == b.text("of")) {
        let enough = match group[0].local("status") {
            "covered" => "yes",
            "covered-conditionally" => "yes, under conditions",
            _ => "no: the rest is shown by none",
        };
        let mut needed: Vec<Cell> = Vec::new();
        let mut choices: Vec<Cell> = Vec::new();
        for same in group.chunk_by(|a, b| a.number("choice") == b.number("choice")) {
            if same[0].number("choice") > 0 {
                choices.push(Cell::text(choice(same)));
                continue;
            }
            for row in same {
                let cell = Cell::link(row.text("provision"), provision_name(row));
                if !needed.contains(&cell) {
                    needed.push(cell);
                }
            }
        }
        let of = group[0].link("of", "ofName");
        table.push(0, vec![of, Cell::text(enough), Cell::list(needed), Cell::list(choices)]);
    }
    table.drop_if_empty("choices");
    let has_choice = rows.iter().any(|row| row.number("choice") > 0);
    let choice = "Where others would do as well, they stand as a choice: one alternative of each choice, with the fewest \
                  provisions, is a smallest set. ";
    let note = format!(
        "The fewest provisions of the holder that give all that it gives, for each target that asks several things. {}Where it is \
         not enough, no provision of the holder shows the rest.",
        if has_choice { choice } else { "" }
    );
    Section {
        id: "smallest",
        title: "Smallest sets that suffice".to_owned(),
        note,
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

/// The alternatives of one choice: `5.1-1, or 5.1-2 with 5.1-3`.
fn choice(rows: &[Answer<'_>]) -> String {
    let alternative = |rows: &[Answer<'_>]| {
        let mut names: Vec<String> = rows.iter().map(provision_name).collect();
        names.dedup();
        names.join(" with ")
    };
    let alternatives: Vec<String> =
        rows.chunk_by(|a, b| a.text("alternative") == b.text("alternative")).map(alternative).collect();
    let more = if rows.iter().any(|row| row.text("hasMore") == "true") { ", or others" } else { "" };
    format!("{}{more}", alternatives.join(", or "))
}

fn provision_name(row: &Answer<'_>) -> String {
    format!("{} {}", row.text("editionLabel"), row.text("provisionId"))
}
