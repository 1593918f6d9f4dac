//! Who recognises whom: regimes on a ring, an arrow from what is recognised to that for which it counts.

use super::canvas::{Anchor, Canvas, INK, SOFT, points, shortened};
use crate::report::picture::{Arrow, Arrows};
use crate::report::render::safe::line;
use std::f64::consts::TAU;

const WIDTH: i32 = 760;
/// As wide as the lines below the ring may make it.
const WIDEST: i32 = 1100;
const BOX: (i32, i32) = (150, 34);
const TOP: i32 = 40;
const LINE: i32 = 18;

type Point = (f64, f64);

pub fn draw(drawing: &Arrows) -> Canvas {
    let ring = if drawing.nodes.len() > 2 { 360 } else { 150 };
    let lines = i32::try_from(drawing.arrows.len()).unwrap_or(0);
    let told: Vec<String> = drawing.arrows.iter().map(|arrow| in_words(drawing, arrow)).collect();
    let longest = told.iter().map(|text| points(text, 12)).max().unwrap_or(0);
    let width = (longest + 60).clamp(WIDTH, WIDEST);
    let mut canvas = Canvas::new(width, TOP + ring + 30 + LINE * lines + 10);
    legend(&mut canvas, drawing);
    let centre = (f64::from(WIDTH) / 2.0, f64::from(TOP) + f64::from(ring) / 2.0);
    let radii = (270.0, f64::from(ring) / 2.0 - 24.0);
    let place = |node: usize| -> Point {
        let number = u32::try_from(node).unwrap_or(0);
        let of = u32::try_from(drawing.nodes.len().max(1)).unwrap_or(1);
        let start = if of == 2 { TAU / 2.0 } else { -TAU / 4.0 };
        let angle = start + TAU * f64::from(number) / f64::from(of);
        (centre.0 + radii.0 * angle.cos(), centre.1 + radii.1 * angle.sin())
    };
    let mut bends: Vec<(usize, usize)> = Vec::new();
    for (number, arrow) in drawing.arrows.iter().enumerate() {
        let before = bends.iter().filter(|known| **known == (arrow.from, arrow.to)).count();
        bends.push((arrow.from, arrow.to));
        let bend = 24.0 + 34.0 * f64::from(u32::try_from(before).unwrap_or(0));
        draw_arrow(&mut canvas, (place(arrow.from), place(arrow.to)), bend, arrow, number + 1);
    }
    for (node, name) in drawing.nodes.iter().enumerate() {
        let (x, y) = place(node);
        let corner = (whole(x) - BOX.0 / 2, whole(y) - BOX.1 / 2);
        canvas.rect(corner, BOX, &format!("rx=\"5\" fill=\"#fff\" stroke=\"{INK}\" stroke-width=\"1.5\""));
        let bold = format!("font-size=\"13\" font-weight=\"bold\" fill=\"{INK}\"");
        let text = shortened(&line(name), super::canvas::columns(BOX.0 - 8, 13));
        canvas.text((whole(x), whole(y) + 5), Anchor::Middle, &bold, &text);
    }
    for (number, text) in told.iter().enumerate() {
        let y = TOP + ring + 36 + LINE * i32::try_from(number).unwrap_or(0);
        disc(&mut canvas, (f64::from(20), f64::from(y - 4)), number + 1);
        let text = shortened(&line(text), super::canvas::columns(width - 50, 12));
        canvas.text((36, y), Anchor::Start, &format!("font-size=\"12\" fill=\"{INK}\""), &text);
    }
    canvas
}

fn in_words(drawing: &Arrows, arrow: &Arrow) -> String {
    let (from, to) = (&drawing.nodes[arrow.from], &drawing.nodes[arrow.to]);
    let state = if arrow.in_force { "" } else { ", not in force" };
    format!("{from} → {to}: {}{state}: {}", arrow.effect.replace('-', " "), arrow.label)
}

fn whole(number: f64) -> i32 {
    // Points of a drawing are far below the bounds of the type.
    number.round() as i32
}

fn style(effect: &str, in_force: bool) -> String {
    let (width, dash) = match effect {
        "deemed-compliance" => ("3", ""),
        "accepted" => ("1.6", ""),
        "stated-equivalent" => ("1.6", "8 4"),
        _ => ("1.6", "2 4"),
    };
    let ink = if in_force { INK } else { SOFT };
    let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
    format!("fill=\"none\" stroke=\"{ink}\" stroke-width=\"{width}\"{dash}")
}

/// A curve that keeps to its right, so that the two directions of a pair lie apart.
fn draw_arrow(canvas: &mut Canvas, (from, to): (Point, Point), bend: f64, arrow: &Arrow, number: usize) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    let (nx, ny) = (-dy / length, dx / length);
    let control = ((from.0 + to.0) / 2.0 + 2.0 * bend * nx, (from.1 + to.1) / 2.0 + 2.0 * bend * ny);
    let start = border(from, control);
    let end = border(to, control);
    canvas.add(&format!(
        "<path d=\"M{:.1} {:.1} Q{:.1} {:.1} {:.1} {:.1}\" {}/>",
        start.0,
        start.1,
        control.0,
        control.1,
        end.0,
        end.1,
        style(&arrow.effect, arrow.in_force)
    ));
    let (hx, hy) = (end.0 - control.0, end.1 - control.1);
    let long = hx.hypot(hy).max(1.0);
    let (ux, uy) = (hx / long, hy / long);
    let back = (end.0 - 12.0 * ux, end.1 - 12.0 * uy);
    canvas.add(&format!(
        "<polygon points=\"{:.1},{:.1} {:.1},{:.1} {:.1},{:.1}\" fill=\"{INK}\"/>",
        end.0 + ux,
        end.1 + uy,
        back.0 - 5.0 * uy,
        back.1 + 5.0 * ux,
        back.0 + 5.0 * uy,
        back.1 - 5.0 * ux
    ));
    let middle = (0.25 * start.0 + 0.5 * control.0 + 0.25 * end.0, 0.25 * start.1 + 0.5 * control.1 + 0.25 * end.1);
    disc(canvas, middle, number);
}

/// Where the way from the middle of a box to a point leaves the box.
fn border(centre: Point, towards: Point) -> Point {
    let (dx, dy) = (towards.0 - centre.0, towards.1 - centre.1);
    let (half_width, half_height) = (f64::from(BOX.0) / 2.0 + 2.0, f64::from(BOX.1) / 2.0 + 2.0);
    let share = (half_width / dx.abs().max(0.01)).min(half_height / dy.abs().max(0.01)).min(1.0);
    (centre.0 + dx * share, centre.1 + dy * share)
}

fn disc(canvas: &mut Canvas, (x, y): Point, number: usize) {
    canvas.add(&format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"8.5\" fill=\"#fff\" stroke=\"{INK}\"/>"));
    let text = number.to_string();
    canvas.text((whole(x), whole(y) + 4), Anchor::Middle, &format!("font-size=\"11\" fill=\"{INK}\""), &text);
}

fn legend(canvas: &mut Canvas, drawing: &Arrows) {
    let mut x = 10;
    let drawn = |effect: &&str| drawing.arrows.iter().any(|arrow| arrow.effect == **effect);
    let effects = ["deemed-compliance", "accepted", "stated-equivalent", "simplified-application"];
    for effect in effects.into_iter().filter(drawn) {
        canvas.line((x, 14), (x + 36, 14), &style(effect, true));
        let words = effect.replace('-', " ");
        canvas.text((x + 42, 18), Anchor::Start, &format!("font-size=\"12\" fill=\"{INK}\""), &words);
        x += 42 + points(&words, 12) + 20;
    }
}
