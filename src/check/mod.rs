//! Checks of the built graph: SHACL shapes and consistency queries, each finding with a severity and a mend.
//!
//! Tables with errors never get here: the pack room turns them away.

mod paraphrases;
mod rules;
mod shapes;

pub use paraphrases::run_paraphrases;
pub use rules::run_rules;
pub use shapes::{Checked, ShapesError, run_shapes};

use serde::Serialize;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The graph is wrong and must not be published.
    Violation,
    /// Someone should look at it.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The name as it is written in checks and shapes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Name of the check, or `shapes/` and the class.
    pub check: String,
    /// Address of the thing concerned.
    pub subject: String,
    /// What is the matter.
    pub detail: String,
    /// What to do about it.
    pub mend: String,
}
