//! Facts that are only supposed: rows laid under those that are there, and rows left out.

use super::rows::SCHEMAS;
use super::value::{ArrangementId, RecognitionEffect, RecognitionId};
use super::{Files, Packs};

/// Something to leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// A recognition with its conditions.
    Recognition(RecognitionId),
    /// An arrangement with its recognitions and all that is recorded of it.
    Arrangement(ArrangementId),
    /// A published crosswalk, by its name; of it the mappings between two things, where those are named by their paths.
    Mapping(String, Option<(String, String)>),
}

/// One end of a supposed recognition, by the identifiers of the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// The edition.
    pub edition: String,
    /// The level, where one is meant.
    pub level: Option<String>,
    /// The provision, where one is meant.
    pub provision: Option<String>,
}

/// The tables of one supposed recognition, with the arrangement that makes it.
pub fn recognition(number: usize, label: &str, recognised: &End, counts_as: &End, effect: RecognitionEffect) -> Files {
    let arrangement = format!("supposed-{number}");
    let made = [
        ("arrangement_id", arrangement.as_str()),
        ("label", "Supposed on the command line"),
        ("short_label", "supposition"),
        ("kind", "scheme-rule"),
        ("description", label),
        ("read_extent", "none: it is supposed"),
        ("locator", "supposed"),
        ("grade", "unconfirmed"),
    ];
    let counts = [
        ("recognition_id", &*format!("{arrangement}/1")),
        ("arrangement_id", &arrangement),
        ("label", label),
        ("effect", effect.as_str()),
        ("recognised_level", recognised.level.as_deref().unwrap_or_default()),
        ("recognised_edition", &recognised.edition),
        ("recognised_provision", recognised.provision.as_deref().unwrap_or_default()),
        ("counts_as_edition", &counts_as.edition),
        ("counts_as_provision", counts_as.provision.as_deref().unwrap_or_default()),
        ("counts_as_level", counts_as.level.as_deref().unwrap_or_default()),
        ("pinned", "no"),
        ("locator", "supposed"),
        ("grade", "unconfirmed"),
    ];
    Files::new([table("arrangements/arrangements.csv", &made), table("arrangements/recognitions.csv", &counts)])
}

/// A crosswalk of one supposed mapping between two addresses.
pub fn mapping(number: usize, subject: &str, predicate: &str, object: &str) -> Files {
    let name = format!("supposed-{number}");
    let text = format!(
        "# mapping_set_id: https://w3id.org/regimap/mapping/{name}\n\
         # mapping_set_title: Supposed on the command line\n\
         # license: https://creativecommons.org/licenses/by/4.0/\n\
         # curie_map:\n\
         #   regimap: https://w3id.org/regimap/ontology#\n\
         #   semapv: https://w3id.org/semapv/vocab/\n\
         subject_id\tpredicate_id\tobject_id\tmapping_justification\n\
         {subject}\tregimap:{predicate}\t{object}\tsemapv:ManualMappingCuration\n"
    );
    Files::new([(format!("mappings/{name}.sssom.tsv"), text.into_bytes())])
}

/// A table of one row: the cells that are named, the others blank.
fn table(path: &str, cells: &[(&str, &str)]) -> (String, Vec<u8>) {
    let file = path.rsplit('/').next().unwrap_or(path);
    let columns = SCHEMAS.iter().filter(|schema| schema.file == file).flat_map(|schema| schema.columns.iter());
    let columns: Vec<&str> = columns.map(|column| column.name).collect();
    let cell = |column: &&str| cells.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in [columns.clone(), columns.iter().map(cell).collect()] {
        writer.write_record(record).expect("memory takes every record");
    }
    (path.to_owned(), writer.into_inner().expect("memory takes every record"))
}

/// Leaves something out of checked packs; says whether it was there.
pub fn drop_from(packs: &mut Packs, dropped: &Dropped) -> bool {
    let tables = &mut packs.tables;
    match dropped {
        Dropped::Recognition(id) => {
            let before = tables.recognitions.len();
            tables.recognitions.retain(|row| row.recognition_id != *id);
            tables.recognition_conditions.retain(|row| row.recognition_id != *id);
            tables.recognitions.len() < before
        }
        Dropped::Arrangement(id) => {
            let before = tables.arrangements.len();
            let gone = |row: &super::rows::RecognitionRow| row.arrangement_id == *id;
            let recognitions: Vec<RecognitionId> =
                tables.recognitions.iter().filter(|row| gone(row)).map(|row| row.recognition_id.clone()).collect();
            tables.recognition_conditions.retain(|row| !recognitions.contains(&row.recognition_id));
            tables.recognitions.retain(|row| !gone(row));
            tables.arrangement_dates.retain(|row| row.arrangement_id != *id);
            tables.events.retain(|row| row.arrangement_id.as_ref() != Some(id));
            tables.arrangements.retain(|row| row.arrangement_id != *id);
            tables.arrangements.len() < before
        }
        Dropped::Mapping(name, None) => {
            let before = packs.mappings.len();
            packs.mappings.retain(|set| set.name != *name);
            packs.mappings.len() < before
        }
        Dropped::Mapping(name, Some((subject, object))) => {
            let mut found = false;
            for set in packs.mappings.iter_mut().filter(|set| set.name == *name) {
                let rows = std::mem::take(&mut set.rows);
                let ends =
                    |curie: &str, path: &str| set.expand(curie).is_some_and(|iri| iri.ends_with(&format!("/{path}")));
                let (gone, kept): (Vec<_>, Vec<_>) = rows
                    .into_iter()
                    .partition(|row| ends(row.subject_id.as_str(), subject) && ends(row.object_id.as_str(), object));
                found |= !gone.is_empty();
                set.rows = kept;
            }
            found
        }
    }
}
