//! What the graph and the packs are in the formats of other ecosystems, one file a format.

mod csvw;

pub use csvw::csvw;
