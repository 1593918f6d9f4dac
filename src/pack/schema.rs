//! What the loader knows about a table: where it may stand, its columns, what makes a row unique, what it defines.

use super::cell::RowReader;
use super::rows::Tables;
use super::value::{Cell, Kind, Values};
use super::{PackId, Position};

/// The packs in which a table may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// Any pack.
    Any,
    /// `vocabulary/`.
    Vocabulary,
    /// `regimes/<id>/`.
    Regime,
    /// `arrangements/`.
    Arrangements,
    /// `regimes/<id>/` or `arrangements/`.
    RegimeOrArrangements,
    /// `mappings/`; columns that may be blank may be left out.
    Mappings,
}

impl Home {
    /// The folders below `data/` in which such a table stands.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Any => "any folder",
            Self::Vocabulary => "vocabulary/",
            Self::Regime => "regimes/<id>/",
            Self::Arrangements => "arrangements/",
            Self::RegimeOrArrangements => "regimes/<id>/ or arrangements/",
            Self::Mappings => "mappings/",
        }
    }

    /// Whether a table that belongs here may stand in the pack.
    pub fn includes(self, pack: Home) -> bool {
        match self {
            Self::Any => true,
            Self::RegimeOrArrangements => matches!(pack, Self::Regime | Self::Arrangements),
            home => home == pack,
        }
    }
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name in the header.
    pub name: &'static str,
    about: &'static [&'static str],
    /// The kind of thing that its cells name.
    pub kind: Option<Kind>,
    /// Whether a cell holds several values.
    pub list: bool,
    /// Whether a cell may be blank.
    pub optional: bool,
    /// What a value may be.
    pub values: Values,
}

impl Column {
    /// A column whose cells are read as `T`.
    pub const fn of<T: Cell>(name: &'static str, about: &'static [&'static str]) -> Self {
        Self { name, about, kind: T::KIND, list: T::LIST, optional: T::OPTIONAL, values: T::VALUES }
    }

    /// What its values may be, in a few words.
    pub fn values_text(&self) -> String {
        let one = match (self.kind, self.values) {
            (Some(kind), _) => format!("name of {}", kind.with_article()),
            (None, Values::Text) => "text".to_owned(),
            (None, Values::WholeNumber(most)) => format!("whole number up to {most}"),
            (None, Values::Date) => "day, month or year".to_owned(),
            (None, Values::OneOf(texts)) => texts.join(", "),
        };
        match (self.list, self.optional) {
            (true, _) => format!("{one}; several joined by `;`, or blank"),
            (false, true) => format!("{one}; or blank"),
            (false, false) => one,
        }
    }

    /// What the column holds, in a sentence.
    pub fn about(&self) -> String {
        sentence(self.about)
    }
}

/// Reads a row and puts it into its table; what cannot be read is reported and left out.
type Push = fn(&mut Tables, &mut RowReader<'_, '_>, &PackId, Position);

/// A table.
pub struct Schema {
    /// File name.
    pub file: &'static str,
    pub(super) about: &'static [&'static str],
    /// Where the file may stand.
    pub home: Home,
    /// Columns in order.
    pub columns: &'static [Column],
    /// Sets of columns that no two rows agree in.
    pub unique: &'static [&'static [&'static str]],
    /// The kind of thing that each row defines.
    pub names: Option<Kind>,
    pub(super) push: Push,
}

impl Schema {
    /// What a row says, in a sentence or two.
    pub fn about(&self) -> String {
        sentence(self.about)
    }

    /// The header as it is written.
    pub fn header(&self) -> String {
        self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",")
    }

    /// Whether the header may leave out columns whose cells may be blank, and have others beside its own.
    pub fn is_open(&self) -> bool {
        self.home == Home::Mappings
    }

    /// The number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The number of the column that holds the name a row defines.
    pub fn name_column(&self) -> Option<usize> {
        let kind = self.names?;
        self.columns.iter().position(|column| column.kind == Some(kind))
    }

    /// The number of the column that says in which edition the provisions of a column are looked up.
    pub fn edition_of(&self, column: usize) -> Option<usize> {
        let name = self.columns[column].name;
        name.strip_suffix("_provision")
            .and_then(|stem| self.column(&format!("{stem}_edition")))
            .or_else(|| self.column("edition_id"))
    }

    /// The pack must have this table; only then do the names of others make sense.
    pub fn is_required_in(&self, home: Home) -> bool {
        match home {
            Home::Vocabulary => self.home == Home::Vocabulary && self.file != "readings.csv",
            Home::Regime => matches!(
                self.file,
                "regime.csv" | "instruments.csv" | "editions.csv" | "provisions.csv" | "obligations.csv"
            ),
            _ => false,
        }
    }
}

/// The lines of a doc comment as one text.
fn sentence(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}
