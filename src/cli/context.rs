//! What most commands start from: a graph as of a date, the named queries, and where the graph came from.

use super::Global;
use crate::assemble::{Edition, assemble};
use crate::fingerprint::fingerprint;
use crate::graph::{Frozen, Iris};
use crate::pack::{Files, Packs};
use crate::query::{Engine, Library, Names};
use crate::reason::{AsOf, Epoch};
use crate::shipped;
use anyhow::{Context as _, Result, anyhow, bail};
use std::collections::BTreeSet;
use std::path::Path;

/// A graph that can be asked.
pub struct Context {
    /// The graph.
    pub graph: Frozen,
    /// The named queries.
    pub library: Library,
    /// Addresses of things.
    pub iris: Iris,
    /// The date of the answers.
    pub as_of: AsOf,
    /// Version of software and data.
    pub edition: Edition,
    /// The packs that the graph was derived from; none where a former build is asked.
    pub facts: Files,
}

impl Context {
    /// The shipped graph where the options ask for nothing else and it holds on the date; otherwise one built anew.
    ///
    /// # Errors
    /// When packs are broken or options are wrong.
    pub fn load(global: &Global) -> Result<Self> {
        if let Some(file) = &global.graph {
            return Self::of_build(file, global);
        }
        let source = Source::read(global)?;
        let graph = match source.shipped_graph()? {
            Some(graph) => graph,
            None => source.assemble(&source.load()?)?,
        };
        source.context(graph)
    }

    /// The graph of a former build, as of the day on which it was built.
    ///
    /// # Errors
    /// When the file is no build.
    pub fn as_built(file: &Path, global: &Global) -> Result<Self> {
        Ok(Self::read_build(file, global)?.0)
    }

    /// The graph of a former build, as of the day that the options ask for.
    fn of_build(file: &Path, global: &Global) -> Result<Self> {
        let (mut context, epoch) = Self::read_build(file, global)?;
        let (name, built, as_of) = (file.display(), context.as_of, global.as_of.unwrap_or_else(today));
        if !epoch.contains(as_of) {
            bail!(
                "`{name}` was built as of {built}, and what it says may not hold on {as_of}: build it again with `--as-of {as_of}`"
            );
        }
        context.as_of = as_of;
        Ok(context)
    }

    /// The graph of a former build, with the base, version and day that it was built with, and the days on which it holds.
    fn read_build(file: &Path, global: &Global) -> Result<(Self, Epoch)> {
        let name = file.display();
        let bytes = std::fs::read(file).with_context(|| format!("cannot read `{name}`"))?;
        let graph = Frozen::from_bytes(&bytes).with_context(|| format!("`{name}`"))?;
        let usual = Library::new(shipped::queries("queries"), &global.base)?;
        let about = Engine::new(&graph, &global.base).table(&usual.bind("names/about", &[])?)?;
        let iris = Iris::new(about.text(0, "base")).map_err(|e| anyhow!(e)).with_context(|| format!("`{name}`"))?;
        let as_of = parse_as_of(about.text(0, "asOf")).map_err(|e| anyhow!(e)).with_context(|| format!("`{name}`"))?;
        let epoch = crate::graph::epoch(&graph, &iris).with_context(|| format!("`{name}` has no date"))?;
        let edition =
            Edition { version: about.text(0, "version").to_owned(), data_hash: about.text(0, "hash").to_owned() };
        let library = Library::new(shipped::queries("queries"), iris.base())?;
        Ok((Self { graph, library, iris, as_of, edition, facts: Files::default() }, epoch))
    }

    /// The packs as bytes, by their path.
    pub fn fact_files(&self) -> Vec<(String, Vec<u8>)> {
        self.facts.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect()
    }

    /// Queries over the graph.
    pub fn engine(&self) -> Engine<'_> {
        Engine::new(&self.graph, self.iris.base())
    }

    /// The names of all things.
    ///
    /// # Errors
    /// When the query that collects them fails.
    pub fn names(&self) -> Result<Names> {
        Ok(Names::new(&self.engine(), &self.library.bind("names/things", &[])?)?)
    }
}

/// Where the facts come from, before they are read.
pub struct Source {
    /// The pack files.
    pub files: Files,
    /// Whether they are those in the binary, under their usual addresses.
    untouched: bool,
    /// The packs that were laid over others, by the names of their graphs.
    pub own_packs: BTreeSet<String>,
    /// Addresses of things.
    pub iris: Iris,
    /// The date of the answers.
    pub as_of: AsOf,
    /// Version of software and data.
    pub edition: Edition,
}

impl Source {
    /// Gathers the files that the options name.
    ///
    /// # Errors
    /// When a folder cannot be read or the base is no IRI.
    pub fn read(global: &Global) -> Result<Self> {
        if global.graph.is_some() {
            bail!("this command starts from the packs; `--graph` is for asking what was built from them");
        }
        let iris = Iris::new(&global.base).map_err(|e| anyhow!(e))?;
        let mut files = shipped_files();
        let mut own_packs = BTreeSet::new();
        for folder in global.data.iter().chain(&global.overlay) {
            let read = read_folder(folder)?;
            if global.data.as_ref() == Some(folder) && read.has_vocabulary() {
                files = read;
            } else {
                own_packs.extend(read.packs());
                files = files.overlay(read);
            }
        }
        let untouched = global.data.is_none() && global.overlay.is_empty() && iris == Iris::default();
        let data_hash = if untouched { shipped::DATA_HASH.to_owned() } else { fingerprint(files.iter()) };
        Ok(Self {
            files,
            untouched,
            own_packs,
            iris,
            as_of: global.as_of.unwrap_or_else(today),
            edition: Edition { version: env!("CARGO_PKG_VERSION").to_owned(), data_hash },
        })
    }

    /// The packs, checked.
    ///
    /// # Errors
    /// When they are broken; the error names every place.
    pub fn load(&self) -> Result<Packs> {
        Ok(crate::pack::load(self.files.clone())?)
    }

    /// The graph of the packs on the date.
    ///
    /// # Errors
    /// When the ontology is broken.
    pub fn assemble(&self, packs: &Packs) -> Result<Frozen> {
        let ontology = shipped::ontology_text("regimap.ttl");
        Ok(assemble(packs, ontology, &self.iris, self.as_of, &self.edition)?)
    }

    fn shipped_graph(&self) -> Result<Option<Frozen>> {
        if !self.untouched {
            return Ok(None);
        }
        let graph = Frozen::from_bytes(shipped::SNAPSHOT).context("the graph in the binary")?;
        let holds = crate::graph::epoch(&graph, &self.iris).is_some_and(|epoch| epoch.contains(self.as_of));
        Ok(holds.then_some(graph))
    }

    /// A context over a graph made from this source.
    ///
    /// # Errors
    /// When a named query does not keep to its form.
    pub fn context(self, graph: Frozen) -> Result<Context> {
        let library = Library::new(shipped::queries("queries"), self.iris.base())?;
        Ok(Context { graph, library, iris: self.iris, as_of: self.as_of, edition: self.edition, facts: self.files })
    }
}

fn shipped_files() -> Files {
    Files::new(shipped::files(&shipped::DATA))
}

/// Folders of packs, or one pack in a folder with the name of its regime.
fn read_folder(folder: &Path) -> Result<Files> {
    let shown = folder.display();
    let files = Files::read_dir(folder).with_context(|| format!("cannot read the packs in `{shown}`"))?;
    if !files.is_one_pack() {
        return Ok(files);
    }
    let whole = folder.canonicalize().with_context(|| format!("cannot read the pack in `{shown}`"))?;
    let name = whole.file_name().and_then(|name| name.to_str());
    Ok(files.within(&format!("regimes/{}", name.with_context(|| format!("`{shown}` has no name"))?)))
}

/// Today, where the machine is.
fn today() -> AsOf {
    AsOf(jiff::Zoned::now().date())
}

/// Reads a date from the command line.
pub fn parse_as_of(text: &str) -> Result<AsOf, String> {
    text.parse().map(AsOf).map_err(|_| "expected a day such as 2025-11-30".to_owned())
}
