//! Crosswalks that others published, in SSSOM: a header of metadata, then one row a mapping.

use super::diagnostic::{Sink, SourceFile};
use super::{FileId, Located};

/// A mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingRow {}

/// A published crosswalk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingSet {
    /// Name of the file without its ending.
    pub name: String,
    /// The mappings.
    pub rows: Vec<Located<MappingRow>>,
}

pub(super) fn read(_: FileId, _: &[SourceFile], _: &str, _: &mut Sink) -> Option<MappingSet> {
    None
}
