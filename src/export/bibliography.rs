//! Sources as a bibliography, for BibTeX and for the Citation Style Language.

use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// A document that facts were read from, as it is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its identifier; the key of the entry.
    pub id: String,
    /// Title in English.
    pub title: String,
    /// Title in its own language, and the tag of that language.
    pub original: Option<(String, String)>,
    /// Who published it.
    pub publisher: Option<String>,
    /// A day, a month or a year: `2024-04-29`, `2024-12`, `2025`.
    pub published: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// How far it was read.
    pub read_extent: String,
}

/// One `@misc` entry a source, for BibLaTeX and, but for `date`, for BibTeX.
pub fn bibtex(sources: &[Source]) -> String {
    let mut text = String::new();
    for source in sources {
        let mut fields = vec![("title", format!("{{{}}}", latex(&source.title)))];
        if let Some((original, language)) = &source.original {
            fields.push(("origtitle", latex(original)));
            fields.push(("langid", latex(language)));
        }
        if let Some(publisher) = &source.publisher {
            // The braces keep the name of a body whole.
            fields.push(("author", format!("{{{}}}", latex(publisher))));
        }
        if let Some(published) = &source.published {
            fields.push(("date", latex(published)));
            fields.push(("year", latex(published.get(..4).unwrap_or(published))));
        }
        if let Some(url) = &source.url {
            fields.push(("url", address(url)));
        }
        fields.push(("note", latex(&format!("Read: {}", source.read_extent))));
        let fields: Vec<String> = fields.into_iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "@misc{{{},\n{}\n}}\n", source.id, fields.join(",\n"));
    }
    text
}

/// An array of items in the JSON of the Citation Style Language.
pub fn csl_json(sources: &[Source]) -> Value {
    sources.iter().map(csl_item).collect()
}

fn csl_item(source: &Source) -> Value {
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| item.insert(name.to_owned(), value);
    put("id", json!(source.id));
    put("type", json!("document"));
    put("title", json!(source.title));
    if let Some((original, language)) = &source.original {
        put("original-title", json!(original));
        put("language", json!(language));
    }
    if let Some(publisher) = &source.publisher {
        put("author", json!([{"literal": publisher}]));
        put("publisher", json!(publisher));
    }
    if let Some(parts) = source.published.as_deref().and_then(date_parts) {
        put("issued", json!({"date-parts": [parts]}));
    }
    if let Some(url) = &source.url {
        put("URL", json!(url));
    }
    put("note", json!(format!("Read: {}", source.read_extent)));
    item.into()
}

fn date_parts(date: &str) -> Option<Vec<u16>> {
    date.split('-').map(|part| part.parse().ok()).collect()
}

/// Text in which nothing is a command of LaTeX.
fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => out.extend(['\\', character]),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}

/// An address in which nothing ends the field.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            character if character.is_control() || character.is_whitespace() => {}
            character => out.push(character),
        }
    }
    out
}
