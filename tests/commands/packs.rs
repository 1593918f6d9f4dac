//! A small pack that is whole, and folders to lay over it that are not.

use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A small pack that is whole.
pub fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands/small")
}

/// A folder with one table, to be laid over the small pack.
pub fn overlay(table: &str, change: impl Fn(&str) -> String) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join(table);
    fs::create_dir_all(path.parent().expect("tables lie in folders")).expect("a folder");
    let text = fs::read_to_string(small().join(table)).expect("the small pack has the table");
    fs::write(path, change(&text)).expect("a file");
    folder
}

/// One obligation asks for an element that no table defines.
pub fn misspelt_element() -> TempDir {
    overlay("regimes/demo/obligations.csv", |text| text.replace(",password-unique,", ",pasword-unique,"))
}

/// A provision names no source: it reads well, and the checks of the graph find it.
pub fn without_evidence() -> TempDir {
    overlay("regimes/demo/provisions.csv", |text| text.replace(",demo-act,section 1,", ",,section 1,"))
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}
