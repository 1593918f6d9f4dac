//! A heat map: the darker a cell, the larger the share; each cell says its number too, and an open one is hatched.

use super::canvas::{Anchor, Canvas, FAINT, INK};
use crate::report::picture::{Heat, HeatCell};
use crate::report::render::safe::line;

const HEAD: i32 = 270;
const ROW: i32 = 26;

pub fn draw(drawing: &Heat, id: &str) -> Canvas {
    let longest = drawing.columns.iter().map(|head| super::canvas::points(head, 12)).max().unwrap_or(0).min(230);
    // Heads of columns stand aslant: their height is seven tenths of their length.
    let top = 40 + longest * 7 / 10;
    // Cells are as wide as the page allows, and never narrower than what stands in them.
    let texts = drawing.cells.iter().flatten().map(|cell| match cell {
        HeatCell::Empty => 0,
        HeatCell::Open(text) | HeatCell::Share(_, text) => super::canvas::points(text, 11) + 10,
    });
    let needed = texts.max().unwrap_or(0).clamp(38, 64);
    let wide = (700 / i32::try_from(drawing.columns.len().max(1)).unwrap_or(1)).clamp(needed, 64);
    let count = |n: usize| i32::try_from(n).unwrap_or(0);
    let (width, height) =
        (HEAD + wide * count(drawing.columns.len()) + longest * 7 / 10 + 10, top + ROW * count(drawing.rows.len()));
    let mut canvas = Canvas::new(width.max(640), height + 10);
    canvas.add(&format!(
        "<defs><pattern id=\"{id}-open\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"6\" height=\"6\" fill=\"#fff\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#b4b9be\" stroke-width=\"2\"/></pattern></defs>",
    ));
    legend(&mut canvas, &drawing.legend, id);
    for (place, head) in drawing.columns.iter().enumerate() {
        let (x, y) = (HEAD + wide * count(place) + wide / 2, top - 6);
        let text = super::canvas::shortened(&line(head), super::canvas::columns(230, 12));
        let turn = format!("font-size=\"12\" fill=\"{INK}\" transform=\"rotate(-45 {x} {y})\"");
        canvas.text((x, y), Anchor::Start, &turn, &text);
    }
    for (row, head) in drawing.rows.iter().enumerate() {
        let y = top + ROW * count(row);
        canvas.label((HEAD - 8, y + 17), Anchor::End, HEAD - 12, head);
        for (column, cell) in drawing.cells.get(row).into_iter().flatten().enumerate() {
            draw_cell(&mut canvas, (HEAD + wide * count(column), y), (wide, ROW), cell, id);
        }
    }
    canvas
}

fn draw_cell(canvas: &mut Canvas, (x, y): (i32, i32), (width, height): (i32, i32), cell: &HeatCell, id: &str) {
    let (fill, ink, text) = match cell {
        HeatCell::Empty => ("#fff".to_owned(), INK, ""),
        HeatCell::Open(text) => (format!("url(#{id}-open)"), INK, text.as_str()),
        HeatCell::Share(share, text) => {
            let share = u32::from(*share).min(100);
            // From nearly white to a dark blue that is a dark grey on paper.
            let mix = |light: u32, dark: u32| light - (light - dark) * share / 100;
            let fill = format!("#{:02x}{:02x}{:02x}", mix(250, 24), mix(250, 62), mix(250, 102));
            (fill, if share > 45 { "#fff" } else { INK }, text.as_str())
        }
    };
    canvas.rect((x, y), (width, height), &format!("fill=\"{fill}\" stroke=\"{FAINT}\""));
    if text.is_empty() {
        return;
    }
    if matches!(cell, HeatCell::Open(_)) {
        let room = super::canvas::points(text, 11) + 6;
        canvas.rect((x + (width - room) / 2, y + 5), (room, height - 10), "fill=\"#fff\"");
    }
    canvas.text((x + width / 2, y + height / 2 + 4), Anchor::Middle, &format!("font-size=\"11\" fill=\"{ink}\""), text);
}

fn legend(canvas: &mut Canvas, words: &str, id: &str) {
    let small = format!("font-size=\"12\" fill=\"{INK}\"");
    let mut x = 10;
    for (cell, text) in [
        (HeatCell::Share(0, String::new()), "none"),
        (HeatCell::Share(50, String::new()), "half"),
        (HeatCell::Share(100, String::new()), "all"),
        (HeatCell::Open(String::new()), "not established"),
    ] {
        draw_cell(canvas, (x, 6), (22, 16), &cell, id);
        canvas.text((x + 28, 19), Anchor::Start, &small, text);
        x += 28 + super::canvas::points(text, 12) + 18;
    }
    canvas.text((x, 19), Anchor::Start, &small, words);
}
