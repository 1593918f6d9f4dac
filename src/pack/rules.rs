//! What has to hold within a row: spelling, prefixes of names, modality and condition, order of dates, languages.

use super::cell::items;
use super::diagnostic::{Code, Sink};
use super::sheet::Sheet;
use super::value::{Kind, Modality, PartialDate};

/// Columns whose values become addresses.
const ADDRESSES: &[&str] = &["url", "homepage"];

/// Checks every row.
pub fn check(sheets: &[Sheet<'_>], sink: &mut Sink) {
    for sheet in sheets {
        let of = |name: &str| sheet.schema.column(name);
        let addresses: Vec<usize> = ADDRESSES.iter().filter_map(|name| of(name)).collect();
        let dates = of("in_force").zip(of("ended"));
        let modality = of("modality").zip(of("condition_id"));
        let language = of("language").zip(of("label_local").or_else(|| of("heading_local")));
        for row in sheet.rows() {
            characters(sheet, row, sink);
            repeated(sheet, row, sink);
            prefixes(sheet, row, sink);
            for &column in &addresses {
                address(sheet, row, column, sink);
            }
            if let Some((in_force, ended)) = dates {
                order(sheet, row, in_force, ended, sink);
            }
            if let Some((modality, condition)) = modality {
                condition_as_modality_says(sheet, row, modality, condition, sink);
            }
            if let Some((language, local)) = language {
                language_beside_name(sheet, row, language, local, sink);
            }
        }
    }
}

fn characters(sheet: &Sheet<'_>, row: usize, sink: &mut Sink) {
    for column in 0..sheet.schema.columns.len() {
        let unseen = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\t'))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let value = sheet.value(row, column);
        if let Some(c) = value.chars().find(|&c| unseen(c)) {
            let message = format!("there is a character here that cannot be seen, U+{:04X}", u32::from(c));
            sink.push(sheet.at_cell(Code::ControlCharacter, row, column, message).expected("text without it"));
        }
    }
}

fn repeated(sheet: &Sheet<'_>, row: usize, sink: &mut Sink) {
    for (column, about) in sheet.schema.columns.iter().enumerate().filter(|(_, about)| about.list) {
        let value = sheet.value(row, column);
        if !value.contains(';') {
            continue;
        }
        let mut values: Vec<&str> = items(&value).collect();
        values.sort_unstable();
        if let Some(pair) = values.windows(2).find(|pair| pair[0] == pair[1]) {
            let message = format!("`{}` stands twice in `{}`", pair[0], about.name);
            sink.push(sheet.at_cell(Code::RepeatedValue, row, column, message).expected("each value once").warning());
        }
    }
}

/// A name begins with that of the thing it belongs to, so that it says where it is found.
fn prefixes(sheet: &Sheet<'_>, row: usize, sink: &mut Sink) {
    let schema = sheet.schema;
    let within = |column: usize, owner: &str, whole: bool, sink: &mut Sink| {
        let value = sheet.value(row, column);
        let fits = value.strip_prefix(owner).is_some_and(|rest| (whole && rest.is_empty()) || rest.starts_with('/'));
        if !value.is_empty() && !owner.is_empty() && !fits {
            let name = schema.columns[column].name;
            let expected = if whole { format!("`{owner}`") } else { format!("`{owner}/…`") };
            let message = format!("`{value}` in `{name}` does not belong to `{owner}`");
            sink.push(sheet.at_cell(Code::MisplacedName, row, column, message).expected(expected));
        }
    };
    if let Some(regime) = sheet.pack.as_str().strip_prefix("regime/") {
        let first = schema.columns[0].kind;
        if first == Some(Kind::Regime) {
            within(0, regime, true, sink);
        } else if matches!(first, Some(Kind::Instrument | Kind::Edition | Kind::Level)) {
            within(0, regime, false, sink);
        }
    }
    let owner = match schema.names {
        Some(Kind::Instrument) => "regime_id",
        Some(Kind::Level) => "edition_id",
        Some(Kind::Recognition) => "arrangement_id",
        _ => return,
    };
    if let (Some(column), Some(owner)) = (schema.name_column(), schema.column(owner)) {
        within(column, &sheet.value(row, owner), false, sink);
    }
}

/// What would break an IRI.
fn address(sheet: &Sheet<'_>, row: usize, column: usize, sink: &mut Sink) {
    let value = sheet.value(row, column);
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    let unsafe_in_iri = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    let fits = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(unsafe_in_iri));
    if !value.is_empty() && !fits {
        let name = sheet.schema.columns[column].name;
        let message = format!("`{value}` in `{name}` is no web address");
        let expected = "an address that begins with https:// and has no blanks in it";
        sink.push(sheet.at_cell(Code::BadValue, row, column, message).expected(expected));
    }
}

fn order(sheet: &Sheet<'_>, row: usize, in_force: usize, ended: usize, sink: &mut Sink) {
    let date = |column| sheet.value(row, column).parse::<PartialDate>().ok().map(|date| date.to_string());
    let (Some(begin), Some(end)) = (date(in_force), date(ended)) else {
        return;
    };
    // What is known of both decides: 2025-03 may lie after 2025-03-15.
    let known = begin.len().min(end.len());
    let wrong = end[..known] < begin[..known] || (end == begin && end.len() == "2024-04-29".len());
    if wrong {
        let message = format!("this ended on {end}, which is not after {begin}, when it came into force");
        let found = sheet.at_cell(Code::EndedBeforeInForce, row, ended, message);
        sink.push(found.expected(format!("a date after {begin}")));
    }
}

fn condition_as_modality_says(sheet: &Sheet<'_>, row: usize, modality: usize, condition: usize, sink: &mut Sink) {
    let Ok(said) = sheet.value(row, modality).parse::<Modality>() else {
        return;
    };
    let conditional = matches!(said, Modality::ConditionalMandatory | Modality::ConditionalRecommended);
    let named = sheet.value(row, condition);
    if conditional && named.is_empty() {
        let message = format!("`{said}` needs a condition, and `condition_id` is blank");
        let found = sheet.at_cell(Code::ModalityWithoutCondition, row, modality, message);
        sink.push(found.expected("a condition in `condition_id`, or a modality that is not conditional"));
    } else if !conditional && !named.is_empty() {
        let message = format!("`{said}` goes with no condition, and `condition_id` names `{named}`");
        let found = sheet.at_cell(Code::ConditionWithoutModality, row, condition, message);
        sink.push(found.expected("a blank cell, or a conditional modality"));
    }
}

fn language_beside_name(sheet: &Sheet<'_>, row: usize, language: usize, local: usize, sink: &mut Sink) {
    let (tag, name) = (sheet.value(row, language), sheet.value(row, local));
    let field = sheet.schema.columns[local].name;
    if tag.is_empty() != name.is_empty() {
        let (at, message) = if tag.is_empty() {
            (local, format!("`{field}` needs its language, and `language` is blank"))
        } else {
            (language, format!("`language` is given, and `{field}` is blank"))
        };
        let found = sheet.at_cell(Code::LanguageMismatch, row, at, message);
        sink.push(found.expected(format!("both `{field}` and `language`, or neither")));
    } else if !tag.is_empty() && !is_language_tag(&tag) {
        let message = format!("`{tag}` is no language tag");
        sink.push(sheet.at_cell(Code::BadValue, row, language, message).expected("a BCP 47 tag such as ja or zh-Hans"));
    }
}

fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_lowercase()));
    primary && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}
