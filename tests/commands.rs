//! The commands as people run them: what they type, what they read, and the exit code.
//!
//! Each snapshot in `tests/commands/` is a session; `SNAPSHOTS=overwrite cargo test --test commands` writes them anew.

#[path = "commands/asking.rs"]
mod asking;
#[path = "commands/building.rs"]
mod building;
#[path = "commands/checking.rs"]
mod checking;
#[path = "commands/help.rs"]
mod help;
#[path = "commands/keeping.rs"]
mod keeping;
#[path = "commands/looking_up.rs"]
mod looking_up;
#[path = "commands/packs.rs"]
mod packs;
#[path = "commands/questions.rs"]
mod questions;
#[path = "commands/reports.rs"]
mod reports;
#[path = "commands/session.rs"]
mod session;
#[path = "commands/watching.rs"]
mod watching;

/// The day of all answers that name no other.
const TODAY: &str = "2026-11-24";
