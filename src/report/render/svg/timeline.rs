//! A timeline: a thin line from publication, a bar from the first day to the last, one row each.

use super::canvas::{Anchor, Canvas, FAINT, INK, SOFT, points};
use crate::report::picture::{Mark, Period, Timeline};
use crate::report::render::safe::line;

const CHART: i32 = 500;
const ROW: i32 = 22;
const TOP: i32 = 60;

pub fn draw(drawing: &Timeline) -> Canvas {
    let rows: usize = drawing.lanes.iter().map(|lane| lane.periods.len() + 1).sum();
    let bottom = TOP + ROW * i32::try_from(rows).unwrap_or(0);
    let periods = || drawing.lanes.iter().flat_map(|lane| &lane.periods);
    let label = periods().map(|period| points(&period.name, 12) + 16).max().unwrap_or(0).clamp(160, 330);
    let unsure = periods().any(|period| period.runs_unsure());
    let mut canvas = Canvas::new((label + CHART + 40).max(if unsure { 860 } else { 640 }), bottom + 12);
    legend(&mut canvas, unsure);
    let dates = periods().flat_map(|p| [&p.published, &p.from, &p.until]).chain([&drawing.today]);
    let days: Vec<i32> = dates.filter_map(|date| day(date)).collect();
    let (Some(&first), Some(&last)) = (days.iter().min(), days.iter().max()) else { return canvas };
    let (from, to) = (first / YEAR, last / YEAR + 1);
    let scale = Scale { left: label, from: from * YEAR, to: to * YEAR };
    // A label for each year where they fit, else for every other, fifth or tenth.
    let step = [1, 2, 5, 10, 50].into_iter().find(|step| (to - from) / step <= 12).unwrap_or(100);
    for year in (from..=to).filter(|year| year % step == 0) {
        let x = scale.x(year * YEAR);
        canvas.line((x, TOP - 8), (x, bottom), &format!("stroke=\"{FAINT}\""));
        canvas.text((x, TOP - 12), Anchor::Middle, &format!("font-size=\"11\" fill=\"{SOFT}\""), &year.to_string());
    }
    let mut y = TOP;
    for lane in &drawing.lanes {
        let bold = format!("font-size=\"12\" font-weight=\"bold\" fill=\"{INK}\"");
        canvas.text((4, y + 15), Anchor::Start, &bold, &lane.name);
        y += ROW;
        for period in &lane.periods {
            name(&mut canvas, (label - 8, y), label - 12, &period.name);
            draw_period(&mut canvas, &scale, y, period);
            y += ROW;
        }
    }
    if let Some(today) = day(&drawing.today) {
        let x = scale.x(today);
        canvas.line((x, TOP - 8), (x, bottom), &format!("stroke=\"{INK}\" stroke-dasharray=\"2 3\""));
        canvas.text((x, TOP - 24), Anchor::Middle, &format!("font-size=\"11\" fill=\"{INK}\""), &drawing.today);
    }
    canvas
}

/// A name in one line, or in two smaller ones where it is long.
fn name(canvas: &mut Canvas, (x, y): (i32, i32), room: i32, text: &str) {
    let text = line(text);
    if points(&text, 12) <= room {
        return canvas.label((x, y + 15), Anchor::End, room, &text);
    }
    let mut first = String::new();
    for word in text.split(' ') {
        let longer = if first.is_empty() { word.to_owned() } else { format!("{first} {word}") };
        if points(&longer, 10) > room {
            break;
        }
        first = longer;
    }
    let small = format!("font-size=\"10\" fill=\"{INK}\"");
    let second = super::canvas::shortened(text[first.len()..].trim_start(), super::canvas::columns(room, 10));
    canvas.text((x, y + 9), Anchor::End, &small, &first);
    canvas.text((x, y + 20), Anchor::End, &small, &second);
}

struct Scale {
    left: i32,
    from: i32,
    to: i32,
}

impl Scale {
    fn x(&self, day: i32) -> i32 {
        self.left + 8 + (CHART - 16) * (day - self.from) / (self.to - self.from).max(1)
    }
}

/// Days in a year, near enough for a drawing.
const YEAR: i32 = 372;

/// A date as a number of days; one without month or day counts from its beginning.
fn day(date: &str) -> Option<i32> {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().ok());
    let year = parts.next()??;
    let (month, day) = (parts.next().flatten().unwrap_or(1), parts.next().flatten().unwrap_or(1));
    ((1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then_some(year * YEAR + (month - 1) * 31 + day - 1)
}

fn draw_period(canvas: &mut Canvas, scale: &Scale, y: i32, period: &Period) {
    let middle = y + ROW / 2;
    let published = day(&period.published).map(|day| scale.x(day));
    let from = day(&period.from).map(|day| scale.x(day));
    let until = day(&period.until).map(|day| scale.x(day));
    let end = until.unwrap_or(scale.left + CHART);
    if let Some(published) = published {
        let to = from.unwrap_or(published + 10);
        canvas.line((published, middle), (to, middle), &format!("stroke=\"{INK}\" stroke-width=\"1.5\""));
        canvas.add(&format!("<circle cx=\"{published}\" cy=\"{middle}\" r=\"3.5\" fill=\"#fff\" stroke=\"{INK}\"/>"));
    }
    match (from, published) {
        (Some(from), _) if period.runs_unsure() => {
            bar(canvas, (from, y + 5), 6, period.mark);
            unsure(canvas, (from + 6, end), middle);
        }
        (Some(from), _) => bar(canvas, (from, y + 5), (end - from).max(3), period.mark),
        (None, Some(published)) if period.runs_unsure() => unsure(canvas, (published + 10, end), middle),
        _ => return,
    }
    if until.is_none() && period.in_force() {
        let (tip, half) = (end + 9, 6);
        canvas.add(&format!(
            "<polygon points=\"{end},{} {tip},{middle} {end},{}\" fill=\"{SOFT}\"/>",
            middle - half,
            middle + half
        ));
    }
}

/// A time in which something may have been in force: its first or its last day is not on record.
fn unsure(canvas: &mut Canvas, (from, to): (i32, i32), y: i32) {
    canvas.line((from, y), (to, y), &format!("stroke=\"{INK}\" stroke-width=\"2\" stroke-dasharray=\"1 4\""));
}

impl Period {
    /// Whether it goes on.
    fn in_force(&self) -> bool {
        self.state == "in-force"
    }

    /// Whether its first or its last day is missing where it must have had one.
    fn runs_unsure(&self) -> bool {
        let over = matches!(self.state.as_str(), "superseded" | "ended");
        (self.from.is_empty() && self.in_force()) || (self.until.is_empty() && over)
    }
}

fn bar(canvas: &mut Canvas, place: (i32, i32), width: i32, mark: Mark) {
    let style = match mark {
        Mark::Edition => format!("fill=\"#d5dade\" stroke=\"{SOFT}\""),
        Mark::Pinned => format!("fill=\"{SOFT}\" stroke=\"{INK}\""),
        Mark::Recognition => format!("fill=\"#fff\" stroke=\"{INK}\" stroke-width=\"1.5\" stroke-dasharray=\"4 2\""),
    };
    canvas.rect(place, (width, ROW - 10), &style);
}

fn legend(canvas: &mut Canvas, with_unsure: bool) {
    let small = format!("font-size=\"12\" fill=\"{INK}\"");
    canvas.add(&format!("<circle cx=\"14\" cy=\"14\" r=\"3.5\" fill=\"#fff\" stroke=\"{INK}\"/>"));
    canvas.text((24, 18), Anchor::Start, &small, "published or signed");
    let mut x = 160;
    for (mark, words) in [
        (Mark::Edition, "edition"),
        (Mark::Pinned, "edition fixed by a law or scheme"),
        (Mark::Recognition, "recognition"),
    ] {
        bar(canvas, (x, 8), 24, mark);
        canvas.text((x + 30, 18), Anchor::Start, &small, words);
        x += 30 + points(words, 12) + 20;
    }
    if with_unsure {
        unsure(canvas, (x, x + 30), 14);
        canvas.text((x + 36, 18), Anchor::Start, &small, "first or last day not on record");
    }
}
