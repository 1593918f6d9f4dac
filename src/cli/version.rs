//! A state of the knowledge base as people name it: a day, a former build, or a folder of packs.

use super::{Context, Global};
use crate::pack::value::Grade;
use crate::query::Match;
use crate::reason::AsOf;
use crate::report::{Asker, State};
use anyhow::{Result, anyhow};
use std::path::{Path, PathBuf};

/// What stands on one side of a comparison.
pub enum Version {
    /// The data as they are, on another day.
    Day(AsOf),
    /// The `regimap.snapshot` of a former build.
    Build(PathBuf),
    /// A folder of packs.
    Packs(PathBuf),
    /// An edition of an instrument.
    Edition(Box<Match>),
}

impl Version {
    /// Finds out what a person means: a day, then something on disk, then a name.
    ///
    /// # Errors
    /// When it is none of them.
    pub fn read(text: &str, names: impl FnOnce() -> Result<crate::query::Names>) -> Result<Self> {
        if let Ok(day) = super::context::parse_as_of(text) {
            return Ok(Self::Day(day));
        }
        let path = Path::new(text);
        if path.is_file() {
            return Ok(Self::Build(path.to_owned()));
        }
        if path.is_dir() {
            let build = path.join("regimap.snapshot");
            return Ok(if build.is_file() { Self::Build(build) } else { Self::Packs(path.to_owned()) });
        }
        let expected =
            "expected a day such as 2025-12-04, the regimap.snapshot of a build, a folder of packs, or an edition";
        match names()?.find(text) {
            Ok((found, _)) if found.class == "Edition" => Ok(Self::Edition(Box::new(found.clone()))),
            Ok((found, _)) => Err(anyhow!("`{text}` is {}, a {}: {expected}", found.label, found.class.to_lowercase())),
            Err(unknown) => Err(anyhow!("{unknown}: {expected}")),
        }
    }

    /// The graph of a day, a build or packs.
    ///
    /// # Errors
    /// When it cannot be read or built.
    pub fn context(&self, global: &Global) -> Result<Context> {
        let mut global = global.clone();
        match self {
            Self::Day(day) => global.as_of = Some(*day),
            Self::Build(file) => return Context::as_built(file, &global),
            Self::Packs(folder) => global.data = Some(folder.clone()),
            Self::Edition(_) => {}
        }
        Context::load(&global)
    }
}

/// A state that can be asked, under the name that a person gave it.
pub fn state<'c>(context: &'c Context, name: &str, evidence: Grade) -> State<'c> {
    State {
        asker: Asker::new(context.engine(), &context.library),
        name: name.to_owned(),
        setting: super::output::setting(context, evidence),
    }
}
