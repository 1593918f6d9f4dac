//! What every report is told from outside.

use super::model::DataVersion;
use oxrdf::NamedNode;

/// What every report is told from outside.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The day for which it holds.
    pub as_of: String,
    /// What it is made from.
    pub data: DataVersion,
    /// The weakest evidence that may decide: primary, secondary or unconfirmed.
    pub threshold: String,
}

impl Setting {
    /// The threshold, as the queries take it.
    pub(super) fn threshold_node(&self) -> NamedNode {
        crate::graph::terms::own(&self.threshold)
    }

    /// The threshold in words.
    pub(super) fn evidence_text(&self) -> String {
        match self.threshold.as_str() {
            "primary" => "primary: only what was read in the texts themselves decides".to_owned(),
            "secondary" => {
                "secondary: what was read in the texts, or about them, decides; unconfirmed facts do not".to_owned()
            }
            _ => "unconfirmed: every recorded fact decides, confirmed or not".to_owned(),
        }
    }
}
