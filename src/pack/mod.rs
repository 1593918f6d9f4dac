//! TEMPORARY
pub mod rows;
pub mod value;
use rows::*;
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackId(String);
impl PackId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
#[derive(Clone, Debug)]
pub struct Located<T> {
    pub row: T,
    pub pack: PackId,
}
impl<T> std::ops::Deref for Located<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.row
    }
}
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Diagnostics(pub String);
#[derive(Clone, Default)]
pub struct Files(std::collections::BTreeMap<String, Vec<u8>>);
impl Files {
    pub fn new(f: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self(f.into_iter().collect())
    }
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(a, b)| (a.as_str(), b.as_slice()))
    }
    /// SHA-256 over paths and bytes, in hexadecimal.
    pub fn hash(&self) -> String {
        use sha2::{Digest, Sha256};
        use std::fmt::Write as _;
        let mut digest = Sha256::new();
        for (path, bytes) in self.iter() {
            digest.update((path.len() as u64).to_le_bytes());
            digest.update(path);
            digest.update((bytes.len() as u64).to_le_bytes());
            digest.update(bytes);
        }
        digest.finalize().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
    pub fn overlay(mut self, o: Files) -> Self {
        self.0.extend(o.0);
        self
    }
    pub fn read_dir(p: &std::path::Path) -> std::io::Result<Self> {
        fn walk(
            root: &std::path::Path,
            d: &std::path::Path,
            out: &mut std::collections::BTreeMap<String, Vec<u8>>,
        ) -> std::io::Result<()> {
            for e in std::fs::read_dir(d)? {
                let e = e?.path();
                if e.is_dir() {
                    walk(root, &e, out)?
                } else {
                    out.insert(e.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), std::fs::read(&e)?);
                }
            }
            Ok(())
        }
        let mut out = Default::default();
        walk(p, p, &mut out)?;
        Ok(Self(out))
    }
}
pub struct MappingSet;
macro_rules! packs { ($($f:ident : $t:ty),+ $(,)?) => {
    #[derive(Default)]
    pub struct Packs { $(pub $f: Vec<Located<$t>>),+ , pub mappings: Vec<MappingSet> }
    pub fn load(files: Files) -> Result<Packs, Diagnostics> {
        let mut p = Packs::default(); let mut errs = String::new();
        for (path, bytes) in files.iter() {
            let Some((dir, name)) = path.rsplit_once('/') else { continue };
            let pack = PackId(dir.replace("regimes/", "regime/"));
            $(if name == <$t as Table>::FILE {
                let mut r = csv::Reader::from_reader(bytes);
                for row in r.deserialize::<$t>() { match row { Ok(row) => p.$f.push(Located { row, pack: pack.clone() }), Err(e) => errs.push_str(&format!("{path}: {e}\n")) } }
            })+
        }
        if errs.is_empty() { Ok(p) } else { Err(Diagnostics(errs)) }
    }
} }
packs! { sources: SourceRow, themes: ThemeRow, elements: ElementRow, conditions: ConditionRow, readings: ReadingRow, product_categories: ProductCategoryRow,
assessment_routes: AssessmentRouteRow, duty_bearers: DutyBearerRow, product_parts: ProductPartRow, jurisdictions: JurisdictionRow, authorities: AuthorityRow,
regimes: RegimeRow, instruments: InstrumentRow, editions: EditionRow, citations: CitationRow, amendments: AmendmentRow, provisions: ProvisionRow, obligations: ObligationRow,
levels: LevelRow, level_requirements: LevelRequirementRow, scope: ScopeRow, facts: FactRow, events: EventRow, arrangements: ArrangementRow,
arrangement_dates: ArrangementDateRow, recognitions: RecognitionRow, recognition_conditions: RecognitionConditionRow }
