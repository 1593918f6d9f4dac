//! Pictures as SVG: no script, nothing from outside, legible in grey, each with a title and a description.

mod arrows;
mod canvas;
mod heat;
mod relations;
mod timeline;

use super::safe::escaped;
use crate::report::picture::{Drawing, Picture};
use canvas::Canvas;

/// The picture as an `svg` element; `id` is unique on the page.
pub(super) fn svg(picture: &Picture, id: &str) -> String {
    let id = escaped(id);
    let canvas: Canvas = match &picture.drawing {
        Drawing::Relations(drawing) => relations::draw(drawing),
        Drawing::Heat(drawing) => heat::draw(drawing, &id),
        Drawing::Timeline(drawing) => timeline::draw(drawing),
        Drawing::Arrows(drawing) => arrows::draw(drawing),
    };
    format!(
        "<svg viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-labelledby=\"{id}-title {id}-text\" \
         font-family=\"sans-serif\">\n<title id=\"{id}-title\">{2}</title>\n<desc id=\"{id}-text\">{3}</desc>\n{4}</svg>",
        canvas.width,
        canvas.height,
        escaped(&picture.title),
        escaped(&picture.description),
        canvas.content
    )
}
