//! A sheet to draw on: shapes and texts as SVG elements, at whole points.

use crate::report::render::safe::{escaped, line};
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The ink of texts and lines.
pub const INK: &str = "#16191c";
/// For what matters less.
pub const SOFT: &str = "#5b6168";
/// For lines that only guide the eye.
pub const FAINT: &str = "#c8ccd0";

/// A sheet to draw on.
pub struct Canvas {
    pub width: i32,
    pub height: i32,
    pub content: String,
}

/// Where a text stands from its place.
#[derive(Clone, Copy)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Canvas {
    pub fn new(width: i32, height: i32) -> Self {
        Self { width, height, content: String::new() }
    }

    /// Any element, as it is.
    pub fn add(&mut self, element: &str) {
        self.content.push_str(element);
        self.content.push('\n');
    }

    pub fn text(&mut self, (x, y): (i32, i32), anchor: Anchor, attributes: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = escaped(&line(text));
        writeln!(self.content, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" {attributes}>{text}</text>")
            .expect("writing to a string does not fail");
    }

    /// A label of at most so many points; one that is cut shows the whole when pointed at.
    pub fn label(&mut self, place: (i32, i32), anchor: Anchor, points: i32, text: &str) {
        let whole = line(text);
        let short = shortened(&whole, columns(points, 12));
        let attributes = format!("font-size=\"12\" fill=\"{INK}\"");
        if short == whole {
            self.text(place, anchor, &attributes, &whole);
        } else {
            self.add("<g>");
            self.add(&format!("<title>{}</title>", escaped(&whole)));
            self.text(place, anchor, &attributes, &short);
            self.add("</g>");
        }
    }

    pub fn line(&mut self, from: (i32, i32), to: (i32, i32), attributes: &str) {
        self.add(&format!("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {attributes}/>", from.0, from.1, to.0, to.1));
    }

    pub fn rect(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), attributes: &str) {
        self.add(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {attributes}/>"));
    }
}

/// How many columns of text fit into so many points.
pub fn columns(points: i32, size: i32) -> usize {
    // A column of a usual face is a little more than half as wide as it is high.
    usize::try_from(points * 100 / (size * 56)).unwrap_or(0)
}

/// About how many points a text takes.
pub fn points(text: &str, size: i32) -> i32 {
    i32::try_from(line(text).width()).unwrap_or(i32::MAX / 100).saturating_mul(size * 56) / 100
}

/// The text, or its beginning and an ellipsis.
pub fn shortened(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}
