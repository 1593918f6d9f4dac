//! Which names the packs define, and whether every name that is used is one of them.

use super::cell::items;
use super::diagnostic::{Code, Diagnostic, Severity, Sink};
use super::schema::Schema;
use super::sheet::Sheet;
use super::suggest;
use super::value::Kind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// Comparing a wrong name with every right one costs time; a hostile file must not make that long.
const MOST_COMPARISONS: usize = 2_000_000;

type Set<'a> = FxHashSet<Cow<'a, str>>;

/// The names that the packs define.
#[derive(Default)]
pub struct Names<'a> {
    /// By kind, all but provisions.
    plain: FxHashMap<Kind, Set<'a>>,
    /// Provisions by edition.
    provisions: FxHashMap<Cow<'a, str>, Set<'a>>,
    /// Provisions by their address: edition, slash, slug.
    addresses: FxHashSet<String>,
    /// Kinds of which a table could not be read: what is missing there has been reported already.
    unsure: FxHashSet<Kind>,
}

/// Collects the names that rows define.
pub fn collect<'a>(sheets: &[Sheet<'a>], missing: &[&Schema], sink: &mut Sink) -> Names<'a> {
    let mut names = Names { unsure: missing.iter().filter_map(|schema| schema.names).collect(), ..Names::default() };
    for sheet in sheets {
        let Some((kind, column)) = sheet.schema.names.zip(sheet.schema.name_column()) else {
            continue;
        };
        if !sheet.whole {
            names.unsure.insert(kind);
        }
        for row in sheet.rows() {
            let name = sheet.value(row, column);
            if name.is_empty() {
                continue;
            }
            if let Err(expected) = kind.check_spelling(&name) {
                let expected = expected.strip_prefix("expected ").unwrap_or(&expected).to_owned();
                let message = format!("`{name}` cannot be the name of {}", kind.with_article());
                sink.push(sheet.at_cell(Code::BadName, row, column, message).expected(expected));
            }
            match (kind, sheet.schema.edition_of(column)) {
                (Kind::Provision, Some(edition)) => {
                    if let Some(slug) = sheet.schema.column("slug") {
                        names.addresses.insert(format!("{}/{}", sheet.value(row, edition), sheet.value(row, slug)));
                    }
                    names.provisions.entry(sheet.value(row, edition)).or_default().insert(name);
                }
                _ => {
                    names.plain.entry(kind).or_default().insert(name);
                }
            }
        }
    }
    names
}

impl Names<'_> {
    /// For an address of a thing below the base, such as `provision/uk-psti/si-2023-1007/sch1-1`: what is wrong with
    /// it, and the address most likely meant.
    pub fn wrong_address(&self, address: &str) -> Option<(String, Option<String>)> {
        let (class, name) = address.split_once('/')?;
        let kind = *Kind::ALL.iter().find(|kind| kind.as_str().replace(' ', "-") == class)?;
        if self.unsure.contains(&kind) {
            return None;
        }
        let near = if kind == Kind::Provision {
            if self.addresses.contains(name) {
                return None;
            }
            suggest::nearest(name, self.addresses.iter().map(String::as_str))
        } else {
            let known = self.plain.get(&kind);
            if known.is_some_and(|known| known.contains(name)) {
                return None;
            }
            suggest::nearest(name, known.into_iter().flatten().map(Cow::as_ref))
        };
        let near = near.map(|near| format!("{class}/{near}"));
        Some((format!("no {} has the address `{name}`", kind.as_str()), near))
    }
}

/// Checks every name that a row uses.
pub fn check(sheets: &[Sheet<'_>], names: &Names<'_>, sink: &mut Sink) {
    let mut checker = Checker { names, sink, comparisons: MOST_COMPARISONS };
    for sheet in sheets {
        for (column, about) in sheet.schema.columns.iter().enumerate() {
            let Some(kind) = about.kind else { continue };
            if sheet.schema.name_column() == Some(column) || names.unsure.contains(&kind) {
                continue;
            }
            for row in sheet.rows() {
                let cell = sheet.value(row, column);
                if about.list {
                    items(&cell).for_each(|name| checker.name(sheet, row, column, kind, name));
                } else if !cell.is_empty() {
                    checker.name(sheet, row, column, kind, &cell);
                }
            }
        }
    }
}

struct Checker<'n, 'a, 's> {
    names: &'n Names<'a>,
    sink: &'s mut Sink,
    comparisons: usize,
}

impl Checker<'_, '_, '_> {
    fn name(&mut self, sheet: &Sheet<'_>, row: usize, column: usize, kind: Kind, name: &str) {
        if kind == Kind::Provision {
            return self.provision(sheet, row, column, name);
        }
        let known = self.names.plain.get(&kind);
        if known.is_some_and(|known| known.contains(name)) || self.is_past_listing(sheet) {
            return;
        }
        let found = self.describe(sheet, row, column, name, format!("no {} `{name}`", kind.as_str()), known);
        self.sink.push(narrowed(found, sheet, row, column, name));
    }

    fn provision(&mut self, sheet: &Sheet<'_>, row: usize, column: usize, name: &str) {
        let Some(edition_column) = sheet.schema.edition_of(column) else {
            return;
        };
        let edition = sheet.value(row, edition_column);
        if edition.is_empty() {
            let field = sheet.schema.columns[edition_column].name;
            let message = format!("provision `{name}` stands here without its edition; `{field}` is blank");
            let found = sheet.at_cell(Code::ProvisionWithoutEdition, row, column, message);
            return self.sink.push(found.expected(format!("an edition in `{field}`")));
        }
        let known = self.names.provisions.get(&edition);
        let edition_known = self.names.plain.get(&Kind::Edition).is_some_and(|all| all.contains(&edition));
        // An unknown edition has been reported where it stands.
        if known.is_some_and(|known| known.contains(name)) || !edition_known || self.is_past_listing(sheet) {
            return;
        }
        let message = format!("no provision `{name}` in `{edition}`");
        let elsewhere = self.names.provisions.iter().filter(|(_, names)| names.contains(name));
        let found = match elsewhere.map(|(edition, _)| edition).min() {
            Some(other) => sheet
                .at_cell(Code::ProvisionInOtherEdition, row, column, format!("{message}; `{other}` has it"))
                .value(name)
                .expected(format!("a provision of `{edition}`")),
            None => self.describe(sheet, row, column, name, message, known),
        };
        self.sink.push(narrowed(found, sheet, row, column, name));
    }

    /// Counts a problem without finding out more about it where no more are listed.
    fn is_past_listing(&mut self, sheet: &Sheet<'_>) -> bool {
        let past = !self.sink.lists_more(sheet.file);
        if past {
            self.sink.leave_out(sheet.file, Severity::Error);
        }
        past
    }

    fn describe(
        &mut self,
        sheet: &Sheet<'_>,
        row: usize,
        column: usize,
        name: &str,
        message: String,
        known: Option<&Set<'_>>,
    ) -> Diagnostic {
        let found = sheet.at_cell(Code::UnknownName, row, column, message).value(name);
        let cost = known.map_or(0, FxHashSet::len);
        let near = match (known, self.comparisons.checked_sub(cost)) {
            (Some(known), Some(left)) => {
                self.comparisons = left;
                suggest::nearest(name, known.iter().map(Cow::as_ref)).map(str::to_owned)
            }
            _ => None,
        };
        let kind = sheet.schema.columns[column].kind.map_or("name", Kind::as_str);
        found.expected(format!("the name of a known {kind}")).suggest(near)
    }
}

/// Underlines the one value of a list that is wrong.
fn narrowed(mut found: Diagnostic, sheet: &Sheet<'_>, row: usize, column: usize, name: &str) -> Diagnostic {
    if !sheet.schema.columns[column].list {
        return found;
    }
    let cell = sheet.span(row, column).range();
    let raw = &sheet.text[cell.clone()];
    let mut start = 0;
    for part in raw.split(';') {
        let bare = part.trim_matches(|c: char| c == '"' || c.is_whitespace());
        if bare == name {
            let begin = cell.start + start + part.find(bare).unwrap_or(0);
            found.marked = Some(begin..begin + bare.len());
            break;
        }
        start += part.len() + 1;
    }
    found
}
