//! Two columns of provisions; a band between two is thicker at the end that asks more, and dashed where the two only overlap.

use super::canvas::{Anchor, Canvas, INK, SOFT, columns, points, shortened};
use crate::report::picture::Relations;
use crate::report::render::safe::line;

const BANDS: i32 = 300;
const ROW: i32 = 20;
const TOP: i32 = 84;
/// Width of the legend.
const LEGEND: i32 = 840;

pub fn draw(drawing: &Relations) -> Canvas {
    let rows = drawing.left.len().max(drawing.right.len());
    let (before, after) = (room(&drawing.first, &drawing.left), room(&drawing.second, &drawing.right));
    let (left, right) = (before, before + BANDS);
    let mut canvas = Canvas::new((right + after).max(LEGEND), TOP + ROW * i32::try_from(rows).unwrap_or(0) + 8);
    legend(&mut canvas);
    let bold = format!("font-size=\"13\" font-weight=\"bold\" fill=\"{INK}\"");
    canvas.text((left, TOP - 16), Anchor::End, &bold, &heading(&drawing.first, before));
    canvas.text((right, TOP - 16), Anchor::Start, &bold, &heading(&drawing.second, after));
    let y = |place: usize| TOP + ROW * i32::try_from(place).unwrap_or(0) + ROW / 2;
    for tie in &drawing.ties {
        band(&mut canvas, (left + 12, y(tie.left)), (right - 12, y(tie.right)), &tie.relation);
    }
    for (place, label) in drawing.left.iter().enumerate() {
        dot(&mut canvas, (left + 6, y(place)), drawing.ties.iter().any(|tie| tie.left == place));
        canvas.label((left - 6, y(place) + 4), Anchor::End, before - 12, label);
    }
    for (place, label) in drawing.right.iter().enumerate() {
        dot(&mut canvas, (right - 6, y(place)), drawing.ties.iter().any(|tie| tie.right == place));
        canvas.label((right + 6, y(place) + 4), Anchor::Start, after - 12, label);
    }
    canvas
}

/// As much as the longest name of a side needs, within reason.
fn room(head: &str, names: &[String]) -> i32 {
    let longest = names.iter().map(|name| points(name, 12)).chain([points(head, 14)]).max().unwrap_or(0);
    (longest + 16).clamp(120, 380)
}

fn heading(text: &str, room: i32) -> String {
    shortened(&line(text), columns(room, 14))
}

fn dot(canvas: &mut Canvas, (x, y): (i32, i32), tied: bool) {
    let fill = if tied { INK } else { "#fff" };
    canvas.add(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4\" fill=\"{fill}\" stroke=\"{INK}\"/>"));
}

/// How thick the band is at its two ends, in half points.
fn ends(relation: &str) -> Option<(i32, i32)> {
    match relation {
        "equal" => Some((8, 8)),
        "superset-of" => Some((11, 1)),
        "subset-of" => Some((1, 11)),
        _ => None,
    }
}

fn band(canvas: &mut Canvas, (x1, y1): (i32, i32), (x2, y2): (i32, i32), relation: &str) {
    match ends(relation) {
        Some((one, other)) => {
            let at = |y: i32, by: i32| f64::from(y) + f64::from(by) / 4.0;
            canvas.add(&format!(
                "<polygon points=\"{x1},{} {x2},{} {x2},{} {x1},{}\" fill=\"{SOFT}\" fill-opacity=\"0.75\"/>",
                at(y1, -one),
                at(y2, -other),
                at(y2, other),
                at(y1, one)
            ));
        }
        None => {
            let style = format!("stroke=\"{SOFT}\" stroke-width=\"1.2\" stroke-dasharray=\"5 4\"");
            canvas.line((x1, y1), (x2, y2), &style);
        }
    }
}

fn legend(canvas: &mut Canvas) {
    let entries = [
        ("equal", "equal"),
        ("superset-of", "the first asks more"),
        ("subset-of", "the second asks more"),
        ("intersects-with", "they overlap"),
    ];
    let mut x = 10;
    for (relation, words) in entries {
        band(canvas, (x, 16), (x + 40, 16), relation);
        let small = format!("font-size=\"12\" fill=\"{INK}\"");
        canvas.text((x + 46, 20), Anchor::Start, &small, words);
        x += 46 + points(words, 12) + 22;
    }
    dot(canvas, (x, 16), false);
    canvas.text((x + 10, 20), Anchor::Start, &format!("font-size=\"12\" fill=\"{INK}\""), "no counterpart on record");
}
