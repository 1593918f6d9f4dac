//! A network of provisions and what is known of their relations, closed under composition (path consistency).
//!
//! Only pairs of which more than "anything" is known are stored. Every relation keeps the steps that led to it, so that
//! it can be proved, and an empty one names a smallest set of assertions that clash.
//!
//! Path consistency is sound for all disjunctions: what it derives holds in every model. It finds every contradiction
//! as long as no disjunction holds both "superset of" and "subset of" without "intersects with" (Renz and Nebel 1999:
//! these 28 of the 32 form the largest tractable class with all five relations); of all that a mapping can state, only
//! the denial of "intersects with" lies outside.

mod assertion;
mod closure;
mod contradiction;
mod excerpt;
mod proof;
mod step;

pub use assertion::{Assertion, AssertionIx, Contents, Ground, Node};
pub use closure::{Known, Network};
pub use contradiction::Contradiction;
pub use proof::{Proof, Reason};
