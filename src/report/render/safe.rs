//! Keeps hostile text harmless in any format.

/// Takes out control characters, and shows the marks that would turn the direction of what follows.
pub fn visible(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\t' => Some(c),
            '\r' => Some(' '),
            c if c.is_control() => None,
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                Some('\u{fffd}')
            }
            c => Some(c),
        })
        .collect()
}

/// The same on one line.
pub fn line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A spreadsheet takes text with one of these in front for a formula; an apostrophe makes it text.
pub fn spreadsheet_safe(field: &str) -> String {
    let text = visible(field);
    if field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) || text.starts_with(['=', '+', '-', '@', '\t', '\n']) {
        format!("'{text}")
    } else {
        text
    }
}
