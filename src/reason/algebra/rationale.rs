//! The rationale of a mapping, as NIST IR 8278A names it: what of two provisions was compared.

use std::fmt;

/// What was compared. Statements about wording and statements about effect are about different sets, so that a chain
/// of one kind says nothing in the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rationale {
    /// How the two are worded or numbered.
    Syntactic,
    /// What the two mean.
    Semantic,
    /// What follows from doing what the two ask; the rationale of a computed relation.
    Functional,
    /// The source does not say.
    #[default]
    Unstated,
}

impl Rationale {
    /// Whether it is about wording, and so apart from the rest.
    pub const fn is_about_wording(self) -> bool {
        matches!(self, Self::Syntactic)
    }

    /// By its name in an OLIR or STRM table, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Syntactic, Self::Semantic, Self::Functional];
        all.into_iter().find(|rationale| rationale.as_str().eq_ignore_ascii_case(word))
    }

    /// What a justification of SSSOM (a term of the Semantic Mapping Vocabulary, by its local name) tells about it.
    /// Who curates by hand compares meanings, but does not say so.
    pub fn from_justification(local_name: &str) -> Self {
        match local_name {
            "LexicalMatching" | "LexicalSimilarityThresholdMatching" => Self::Syntactic,
            "SemanticSimilarityThresholdMatching"
            | "LogicalReasoning"
            | "StructuralMatching"
            | "InstanceBasedMatching" => Self::Semantic,
            _ => Self::Unstated,
        }
    }

    /// The name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Syntactic => "syntactic",
            Self::Semantic => "semantic",
            Self::Functional => "functional",
            Self::Unstated => "unstated",
        }
    }
}

impl fmt::Display for Rationale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
