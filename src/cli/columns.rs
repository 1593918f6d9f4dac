//! Text in columns, folded to the width of the terminal.

use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns are not squeezed below this many characters.
const NARROWEST: usize = 8;
const GAP: usize = 2;

/// How wide each column is: as wide as its text, or its fair share where the terminal is too narrow for all.
pub fn widths(head: &[String], rows: &[Vec<String>], on_terminal: bool) -> Vec<usize> {
    let natural: Vec<usize> = (0..head.len())
        .map(|column| rows.iter().map(|row| length(&row[column])).chain([length(&head[column])]).max().unwrap_or(0))
        .collect();
    let Some(room) = on_terminal.then(terminal_width).map(|width| width.saturating_sub(GAP * head.len())) else {
        return natural;
    };
    let mut widths = natural.clone();
    // Take from the widest until all fit: narrow columns keep their text whole.
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = (0..widths.len()).max_by_key(|&column| (widths[column], column)) else { break };
        if widths[widest] <= NARROWEST {
            break;
        }
        widths[widest] -= 1;
    }
    widths
}

/// Prints head and rows; cells wider than their column go on below.
pub fn print(head: &[String], rows: &[Vec<String>], widths: &[usize], out: &mut impl Write) -> io::Result<()> {
    line(head, widths, out)?;
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    line(&rule, widths, out)?;
    for row in rows {
        line(row, widths, out)?;
    }
    Ok(())
}

fn line(cells: &[String], widths: &[usize], out: &mut impl Write) -> io::Result<()> {
    let folded: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, width)| fold(cell, *width)).collect();
    for number in 0..folded.iter().map(Vec::len).max().unwrap_or(0) {
        let mut text = String::new();
        for (lines, width) in folded.iter().zip(widths) {
            let part = lines.get(number).map_or("", String::as_str);
            text.push_str(part);
            text.push_str(&" ".repeat(width.saturating_sub(length(part)) + GAP));
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// Breaks text into lines of at most `width` characters, at spaces where it can.
fn fold(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let mut word = word.to_owned();
        if !line.is_empty() && length(&line) + 1 + length(&word) > width {
            lines.push(std::mem::take(&mut line));
        }
        while length(&word) > width.max(1) {
            let head = take(&word, width.max(1));
            word = word[head.len()..].to_owned();
            lines.push(head);
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

fn take(text: &str, width: usize) -> String {
    let mut room = width;
    let fitting = text.chars().take_while(|c| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    });
    let taken: String = fitting.collect();
    if taken.is_empty() { text.chars().take(1).collect() } else { taken }
}

fn length(text: &str) -> usize {
    text.width()
}

/// The width of the terminal, or that of the usual one where it does not tell.
fn terminal_width() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    set.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).unwrap_or(80).max(40)
}
