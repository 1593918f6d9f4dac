//! The files of the data folder, from disk or from the binary, and the pack to which each belongs.

use super::diagnostic::{Code, Diagnostic, Sink, SourceFile};
use super::rows::SCHEMAS;
use super::schema::{Home, Schema};
use super::{FileId, PackId, suggest};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// All files of a data folder together; more than this is some other folder.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// Files by their path below the data folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, File>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct File {
    shown: String,
    bytes: Cow<'static, [u8]>,
}

/// A folder that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The operating system says no.
    #[error("cannot read {}", .0.display())]
    Io(PathBuf, #[source] std::io::Error),
    /// A file name that is no UTF-8.
    #[error("the name of {} is not UTF-8", .0.display())]
    Name(PathBuf),
    /// Rows that do not go under the head of the table.
    #[error("the columns in the first line of {0} are not those of {1}: `regimap tables` lists them")]
    Heads(String, String),
    /// Far more than tables of facts hold.
    #[error("{} holds more than 1 GB; tables of facts are far smaller", .0.display())]
    TooLarge(PathBuf),
}

impl Files {
    /// Files by their path below the data folder, with `/`.
    pub fn new<P: Into<String>, B: Into<Cow<'static, [u8]>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| {
            let path = path.into();
            (path.clone(), File { shown: path, bytes: bytes.into() })
        });
        Self(files.collect())
    }

    /// Reads every file below a folder, save hidden ones.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn read_dir(folder: &Path) -> Result<Self, ReadError> {
        let mut files = Self::default();
        let mut left = LARGEST;
        files.read_below(folder, "", &mut left)?;
        Ok(files)
    }

    fn read_below(&mut self, folder: &Path, prefix: &str, left: &mut u64) -> Result<(), ReadError> {
        let io = |path: &Path| {
            let path = path.to_owned();
            move |error| ReadError::Io(path, error)
        };
        for entry in std::fs::read_dir(folder).map_err(io(folder))? {
            let entry = entry.map_err(io(folder))?;
            let path = entry.path();
            let name = entry.file_name();
            let Some(name) = name.to_str() else { return Err(ReadError::Name(path)) };
            // Editors and spreadsheets keep their locks and copies in hidden files.
            if name.starts_with('.') {
                continue;
            }
            let below = format!("{prefix}{name}");
            // Links to folders are not followed, so that no circle of links is walked for ever.
            if entry.file_type().map_err(io(&path))?.is_dir() {
                self.read_below(&path, &format!("{below}/"), left)?;
                continue;
            }
            let about = std::fs::metadata(&path).map_err(io(&path))?;
            if about.is_file() {
                *left = left.checked_sub(about.len()).ok_or_else(|| ReadError::TooLarge(folder.to_owned()))?;
                let bytes = std::fs::read(&path).map_err(io(&path))?;
                self.0.insert(below, File { shown: path.display().to_string(), bytes: bytes.into() });
            }
        }
        Ok(())
    }

    /// Whether these are the tables of one pack, rather than folders of packs.
    pub fn is_one_pack(&self) -> bool {
        self.0.contains_key("regime.csv")
    }

    /// Whether there is a vocabulary, without which packs cannot stand alone.
    pub fn has_vocabulary(&self) -> bool {
        self.0.keys().any(|path| path.starts_with("vocabulary/"))
    }

    /// The same files in another folder.
    #[must_use]
    pub fn within(self, folder: &str) -> Self {
        Self(self.0.into_iter().map(|(path, file)| (format!("{folder}/{path}"), file)).collect())
    }

    /// The packs that have a file here, by the names of their graphs.
    pub fn packs(&self) -> BTreeSet<String> {
        let name = |path: &str| match path.split('/').collect::<Vec<_>>()[..] {
            ["regimes", regime, _] => Some(format!("regime/{regime}")),
            ["mappings", file] => file.strip_suffix(".sssom.tsv").map(|name| format!("mapping/{name}")),
            [folder, _] => Some(folder.to_owned()),
            _ => None,
        };
        self.0.keys().filter_map(|path| name(path)).collect()
    }

    /// Lays other files over these: what has the same path is replaced, what is new is added.
    #[must_use]
    pub fn overlay(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Adds the rows of other tables to those of the same path; what is new is added whole.
    ///
    /// # Errors
    /// When the heads of two tables differ, so that their rows do not go together.
    pub fn append(mut self, other: Self) -> Result<Self, ReadError> {
        for (path, more) in other.0 {
            let Some(known) = self.0.get_mut(&path) else {
                self.0.insert(path, more);
                continue;
            };
            let head =
                |bytes: &[u8]| bytes.split(|&b| b == b'\n').next().unwrap_or_default().trim_ascii_end().to_owned();
            if head(&known.bytes) != head(&more.bytes) {
                return Err(ReadError::Heads(more.shown, path));
            }
            let rows = more.bytes.iter().position(|&b| b == b'\n').map_or(more.bytes.len(), |end| end + 1);
            let bytes = known.bytes.to_mut();
            if !bytes.ends_with(b"\n") {
                bytes.push(b'\n');
            }
            bytes.extend_from_slice(&more.bytes[rows..]);
        }
        Ok(self)
    }

    /// Path and bytes of each file, in order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, file)| (path.as_str(), &*file.bytes))
    }

    /// The tables in order of the paths, and the places where a file is no UTF-8.
    pub(super) fn decode(self) -> (Vec<SourceFile>, Vec<(u16, usize)>) {
        let mut wrong = Vec::new();
        let files = self.0.into_iter().filter(|(path, _)| is_table(path)).take(usize::from(u16::MAX)).enumerate();
        let files = files.map(|(number, (path, file))| {
            let text = match String::from_utf8(file.bytes.into_owned()) {
                Ok(text) => text,
                Err(error) => {
                    wrong.push((number as u16, error.utf8_error().valid_up_to()));
                    String::from_utf8_lossy(error.as_bytes()).into_owned()
                }
            };
            SourceFile { path, shown: file.shown, text }
        });
        (files.collect(), wrong)
    }
}

fn is_table(path: &str) -> bool {
    let ending = Path::new(path).extension();
    ending.is_some_and(|e| e.eq_ignore_ascii_case("csv") || e.eq_ignore_ascii_case("tsv"))
}

/// What a file holds.
pub enum Place {
    /// A table of a pack.
    Table(&'static Schema, PackId),
    /// A published crosswalk, by its name without the ending.
    Mapping(&'static Schema, String),
}

/// What a data folder holds.
#[derive(Default)]
pub struct Layout {
    /// The files that are something.
    pub places: Vec<(FileId, Place)>,
    /// Tables that a pack lacks.
    pub missing: Vec<&'static Schema>,
}

/// Finds out what each file holds; reports those that are nothing, and the tables that packs lack.
pub fn layout(files: &[SourceFile], sink: &mut Sink) -> Layout {
    let Layout { mut places, mut missing } = Layout::default();
    let mut packs: BTreeMap<(Home, String), Vec<&str>> = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        let id = FileId(number as u16);
        let found = |message: String| Diagnostic::new(Code::UnexpectedFile, message).at(id, 0..0);
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let (home, pack) = match folder.split('/').collect::<Vec<_>>()[..] {
            ["vocabulary"] => (Home::Vocabulary, "vocabulary".to_owned()),
            ["arrangements"] => (Home::Arrangements, "arrangements".to_owned()),
            ["regimes", regime] => (Home::Regime, format!("regime/{regime}")),
            ["mappings"] => {
                let schema = SCHEMAS.iter().find(|schema| schema.home == Home::Mappings);
                match name.strip_suffix(".sssom.tsv").zip(schema) {
                    Some((name, schema)) => places.push((id, Place::Mapping(schema, name.to_owned()))),
                    None => sink.push(
                        found(format!("`{name}` is no mapping file")).expected("a name that ends in `.sssom.tsv`"),
                    ),
                }
                continue;
            }
            _ => {
                let expected = "a table in `vocabulary/`, `regimes/<id>/`, `arrangements/` or `mappings/`";
                sink.push(found(format!("`{}` is in no pack", file.path)).expected(expected));
                continue;
            }
        };
        packs.entry((home, folder.to_owned())).or_default().push(name);
        let allowed = || SCHEMAS.iter().filter(|schema| schema.home.includes(home));
        match allowed().find(|schema| schema.file == name) {
            Some(schema) => places.push((id, Place::Table(schema, PackId::from(pack)))),
            None => {
                let near = suggest::nearest(name, allowed().map(|schema| schema.file)).map(str::to_owned);
                let expected = allowed().map(|schema| schema.file).collect::<Vec<_>>().join(", ");
                let message = format!("`{folder}` has no table `{name}`");
                sink.push(found(message).expected(format!("one of: {expected}")).suggest(near));
            }
        }
    }
    if packs.is_empty() {
        sink.push(
            Diagnostic::new(Code::NoPacks, "there are no tables here")
                .expected("folders `vocabulary/`, `regimes/<id>/`, `arrangements/` with CSV tables"),
        );
        return Layout { places, missing };
    }
    packs.entry((Home::Vocabulary, "vocabulary".to_owned())).or_default();
    for ((home, folder), present) in packs {
        for schema in SCHEMAS.iter().filter(|s| s.is_required_in(home) && !present.contains(&s.file)) {
            missing.push(schema);
            let file = schema.file;
            sink.push(
                Diagnostic::new(Code::MissingTable, format!("`{folder}` lacks the table `{file}`"))
                    .path(format!("{folder}/{file}"))
                    .expected(format!("a table with the header {}", schema.header())),
            );
        }
    }
    Layout { places, missing }
}
