//! The query engine for the console of the site: the very code of the command line, over the very graph.
//!
//! The rooms that ask a graph are compiled here as they stand. What crosses the border to JavaScript is bytes: the page
//! asks for room with [`allocate`], writes there, calls, and reads the answer at the place that [`answer_at`] tells.

#![allow(dead_code, unused_imports, reason = "the rooms are compiled here in part")]

#[path = "../../src/assemble.rs"]
mod assemble;
#[path = "../../src/graph/mod.rs"]
mod graph;
mod outside;
#[path = "../../src/pack/mod.rs"]
mod pack;
#[path = "../../src/query/mod.rs"]
mod query;
#[path = "../../src/reason/mod.rs"]
mod reason;
mod session;
mod supposition;

use session::Session;
use std::cell::RefCell;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::new(Session::default());
}

/// Room for bytes that the page will write; [`take`] gets them.
#[unsafe(no_mangle)]
pub extern "C" fn allocate(length: usize) -> *mut u8 {
    SESSION.with_borrow_mut(|session| session.room(length))
}

/// Takes what the page wrote as a packed graph; 0 when it is one.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> u32 {
    SESSION.with_borrow_mut(|session| u32::from(!session.open()))
}

/// Takes what the page wrote as a query and answers it: 0 for a table, 1 for a boolean, 2 for triples, 3 for an error.
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> u32 {
    SESSION.with_borrow_mut(Session::ask)
}

/// Writes the last answer in a format, by its number in [`session::FORMATS`]; 0 when it could.
#[unsafe(no_mangle)]
pub extern "C" fn write(format: u32) -> u32 {
    SESSION.with_borrow_mut(|session| u32::from(!session.write(format)))
}

/// How many rows or triples the last answer has.
#[unsafe(no_mangle)]
pub extern "C" fn size() -> usize {
    SESSION.with_borrow(Session::size)
}

/// Takes what the page wrote as a supposition, and computes the graph as it would be; 0 when it could.
#[unsafe(no_mangle)]
pub extern "C" fn suppose() -> u32 {
    SESSION.with_borrow_mut(|session| u32::from(!session.suppose()))
}

/// Whether queries are about the graph as it would be.
#[unsafe(no_mangle)]
pub extern "C" fn about_supposed(supposed: u32) {
    SESSION.with_borrow_mut(|session| session.about_supposed = supposed != 0);
}

/// Where the bytes of the last answer or error begin.
#[unsafe(no_mangle)]
pub extern "C" fn answer_at() -> *const u8 {
    SESSION.with_borrow(|session| session.text().as_ptr())
}

/// How many they are.
#[unsafe(no_mangle)]
pub extern "C" fn answer_length() -> usize {
    SESSION.with_borrow(|session| session.text().len())
}
