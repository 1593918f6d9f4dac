//! Templates, assets and named queries from folders, for those who change them.

use crate::query::Library;
use crate::shipped;
use anyhow::{Context as _, Result};
use std::borrow::Cow;
use std::fs;
use std::path::Path;

/// Queries of a folder, as the binary has them.
///
/// # Errors
/// When the folder cannot be read or a query does not keep to its form.
pub fn queries(folder: &Path, base: &str) -> Result<Library> {
    let files = files(folder)?;
    let texts =
        files.iter().filter_map(|(name, bytes)| Some((name.strip_suffix(".rq")?, std::str::from_utf8(bytes).ok()?)));
    Ok(Library::new(texts, base)?)
}

/// Templates and assets by their path, from a folder or from the binary.
///
/// # Errors
/// When the folder cannot be read.
pub fn site_files(folder: Option<&Path>) -> Result<Vec<(String, Cow<'static, [u8]>)>> {
    match folder {
        Some(folder) => Ok(files(folder)?.into_iter().map(|(name, bytes)| (name, Cow::Owned(bytes))).collect()),
        None => Ok(shipped::files(&shipped::SITE)
            .into_iter()
            .map(|(name, bytes)| (name.to_owned(), Cow::Borrowed(bytes)))
            .collect()),
    }
}

/// Every file below a folder with its path in it, in order of the paths.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read `{}`", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if let Some(name) = path.strip_prefix(folder).ok().and_then(Path::to_str) {
                let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
                files.push((name.replace('\\', "/"), bytes));
            }
        }
    }
    files.sort_unstable();
    Ok(files)
}
