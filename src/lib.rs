//! regimap links the cyber-security regimes and labels for consumer connectable products, and answers with evidence.
//!
//! Data flows one way: packs, graph, checks, reasoning, queries, reports, site.

pub mod assemble;
pub mod check;
pub mod cli;
pub mod export;
pub mod fingerprint;
pub mod graph;
pub mod mappings;
pub mod pack;
pub mod query;
pub mod reason;
pub mod report;
pub mod shipped;
pub mod site;
