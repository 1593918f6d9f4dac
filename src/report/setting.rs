//! What every report is told from outside.

use super::model::DataVersion;
use oxrdf::NamedNode;

/// What every report is told from outside.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The day for which it holds.
    pub as_of: String,
    /// Beginning of the addresses of things and reports.
    pub base: String,
    /// What it is made from.
    pub data: DataVersion,
    /// The weakest evidence that may decide: primary, secondary or unconfirmed.
    pub threshold: String,
}

impl Setting {
    /// Identifier, lasting address and command of a report; an identifier is fit for a file name and an address.
    pub(super) fn named(&self, id: &str, words: &[&str]) -> Named {
        let kept = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
        let id: String = id.chars().map(|c| if kept(c) { c } else { '-' }).collect();
        let id = id.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        Named { link: format!("{}reports/{id}", self.base), command: self.command(words), id }
    }

    /// A command line that gives the same report again.
    fn command(&self, words: &[&str]) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_/.:+".contains(c);
        let quoted = |word: &&str| match *word {
            word if !word.is_empty() && word.chars().all(plain) => word.to_owned(),
            word => format!("'{}'", word.replace('\'', "'\\''")),
        };
        let words: Vec<String> = words.iter().chain(&["--as-of", self.as_of.as_str()]).map(quoted).collect();
        format!("regimap {}", words.join(" "))
    }

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

/// What a report is known by.
pub(super) struct Named {
    pub(super) id: String,
    pub(super) link: String,
    pub(super) command: String,
}
