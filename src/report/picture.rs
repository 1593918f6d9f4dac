//! Pictures: what a table says, for people who would rather look. Each belongs to a section, whose table says the same.

use serde::Serialize;

/// A picture of what the table of a section says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The section that it belongs to.
    pub section: &'static str,
    /// What it shows.
    pub title: String,
    /// The same in words, for those who cannot see it.
    pub description: String,
    /// What is drawn.
    #[serde(flatten)]
    pub drawing: Drawing,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Drawing {
    /// Two columns of provisions and the relations between them.
    Relations(Relations),
    /// Cells shaded by a share.
    Heat(Heat),
    /// Editions and recognitions over the years.
    Timeline(Timeline),
    /// Who recognises whom.
    Arrows(Arrows),
}

/// Two columns of provisions and the relations between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Relations {
    /// Head of the first column.
    pub first: String,
    /// Head of the second column.
    pub second: String,
    /// The provisions of the first side.
    pub left: Vec<String>,
    /// The provisions of the second side.
    pub right: Vec<String>,
    /// The relations.
    pub ties: Vec<Tie>,
}

/// A relation between a provision of the first side and one of the second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// Place in the first column.
    pub left: usize,
    /// Place in the second column.
    pub right: usize,
    /// The relation, by its name in the ontology.
    pub relation: String,
}

/// Cells shaded by a share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Heat {
    /// Heads of the rows.
    pub rows: Vec<String>,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// The cells, row by row.
    pub cells: Vec<Vec<HeatCell>>,
    /// What the shade stands for.
    pub legend: String,
}

/// A cell of a heat map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HeatCell {
    /// Nothing to say.
    Empty,
    /// The evidence does not settle it; with what stands in the cell.
    Open(String),
    /// So much of a hundred; with what stands in the cell.
    Share(u8, String),
}

/// Editions and recognitions over the years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// The rows, grouped.
    pub lanes: Vec<Lane>,
    /// The day for which the report holds.
    pub today: String,
}

/// What belongs together in a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lane {
    /// What it is called.
    pub name: String,
    /// One row each.
    pub periods: Vec<Period>,
}

/// Something that holds from a day on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Period {
    /// What it is called.
    pub name: String,
    /// When it was published or signed; empty where unknown.
    pub published: String,
    /// Its first day; empty where unknown.
    pub from: String,
    /// Its last day; empty where it goes on, or the day is unknown.
    pub until: String,
    /// Its state, by its name in the ontology.
    pub state: String,
    /// How it is drawn.
    pub mark: Mark,
}

/// How a period is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// An edition.
    #[default]
    Edition,
    /// An edition that a law or scheme fixes.
    Pinned,
    /// A recognition.
    Recognition,
}

/// Who recognises whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Arrows {
    /// The regimes.
    pub nodes: Vec<String>,
    /// The recognitions between them.
    pub arrows: Vec<Arrow>,
}

/// A recognition, or several of one kind: what holds the one counts for the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrow {
    /// Place of what is recognised.
    pub from: usize,
    /// Place of that for which it counts.
    pub to: usize,
    /// The effect, by its name in the ontology.
    pub effect: String,
    /// By what, and since when.
    pub label: String,
    /// Whether it is in force.
    pub in_force: bool,
}
