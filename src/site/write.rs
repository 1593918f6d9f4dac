//! Writes beside the site and puts the new one in place when all of it is there.

use super::SiteError;
use rustc_hash::FxHashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// A folder being written; dropped before [`Writer::finish`], it goes away.
pub struct Writer {
    new: PathBuf,
    former: PathBuf,
    bytes: AtomicU64,
    unchanged: AtomicUsize,
    written: Mutex<FxHashSet<PathBuf>>,
}

impl Writer {
    /// Begins a folder beside `out`.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(out: &Path) -> Result<Self, SiteError> {
        let new = beside(out, "new")?;
        for left in [&new, &beside(out, "old")?] {
            clear(left)?;
        }
        fs::create_dir_all(&new).map_err(at(&new))?;
        Ok(Self {
            new,
            former: out.to_owned(),
            bytes: AtomicU64::new(0),
            unchanged: AtomicUsize::new(0),
            written: Mutex::default(),
        })
    }

    /// Writes a file; one that is the same as before stays the very file it was.
    ///
    /// # Errors
    /// When it cannot be written, or was written already.
    pub fn write(&self, path: &Path, content: &[u8]) -> Result<(), SiteError> {
        // A poisoned lock means that another thread panicked; the set itself is whole.
        if !self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned()) {
            return Err(SiteError::Twice(path.to_owned()));
        }
        let (target, former) = (self.new.join(path), self.former.join(path));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        self.bytes.fetch_add(content.len() as u64, Ordering::Relaxed);
        let same = fs::read(&former).is_ok_and(|before| before == content);
        if same && fs::hard_link(&former, &target).is_ok() {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        fs::write(&target, content).map_err(at(&target))
    }

    /// What has been written below the root, in order.
    pub fn paths(&self) -> Vec<PathBuf> {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let mut paths: Vec<PathBuf> = written.iter().cloned().collect();
        paths.sort_unstable();
        paths
    }

    /// Puts the new folder in place; gives the bytes written and how many files are as before.
    ///
    /// # Errors
    /// When folders cannot be moved; the former one is then back in its place.
    pub fn finish(self, out: &Path) -> Result<(u64, usize), SiteError> {
        let old = beside(out, "old")?;
        let had = out.exists();
        if had {
            fs::rename(out, &old).map_err(at(out))?;
        }
        if let Err(error) = fs::rename(&self.new, out) {
            if had {
                fs::rename(&old, out).map_err(at(out))?;
            }
            return Err(at(out)(error));
        }
        clear(&old)?;
        Ok((self.bytes.load(Ordering::Relaxed), self.unchanged.load(Ordering::Relaxed)))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Once in place there is nothing left to remove.
        let _ = clear(&self.new);
    }
}

fn at(path: &Path) -> impl Fn(io::Error) -> SiteError {
    move |error| SiteError::Write { path: path.to_owned(), error }
}

fn clear(folder: &Path) -> Result<(), SiteError> {
    if folder.exists() { fs::remove_dir_all(folder).map_err(at(folder)) } else { Ok(()) }
}

fn beside(out: &Path, what: &str) -> Result<PathBuf, SiteError> {
    let name = out.file_name().ok_or_else(|| SiteError::Path(out.display().to_string()))?;
    Ok(out.with_file_name(format!(".{}.{what}", name.to_string_lossy())))
}
