//! What the graph and the packs are in the formats of other ecosystems, one file a format.

mod bibliography;
mod csvw;

pub use bibliography::{Source, bibtex, csl_json};
pub use csvw::csvw;
