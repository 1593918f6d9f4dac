//! The tables of the packs as things of the graph, in the words of CSV on the Web, so that pages can be made of them.

use super::statement::Thing;
use super::terms::{self, csvw, regimap};
use super::{Builder, Iris};
use crate::pack::rows::SCHEMAS;

/// Adds `graph/tables`: what each table and each of its columns holds.
pub fn assert_tables(iris: &Iris, into: &mut Builder) {
    let graph = iris.graph("tables");
    for schema in SCHEMAS {
        // A page lies at the path of its address, and no file system takes the asterisk of crosswalks everywhere.
        let name = schema.file.replace('*', "mapping");
        let column_iri = |column: &str| iris.thing("column", &format!("{name}/{column}"));
        Thing::new(into, &graph, iris.thing("table", &name))
            .put(terms::TYPE, csvw::TABLE)
            .a("Table")
            .code(terms::IDENTIFIER, schema.file)
            .english(terms::PREF_LABEL, schema.file)
            .english(terms::DEFINITION, schema.about().as_str())
            .english(regimap::FOLDER, schema.home.folder())
            .links(csvw::COLUMN, schema.columns.iter().map(|column| column_iri(column.name)));
        for (place, column) in (1_u64..).zip(schema.columns) {
            let mut thing = Thing::new(into, &graph, column_iri(column.name));
            thing
                .put(terms::TYPE, csvw::COLUMN_CLASS)
                .code(csvw::NAME, column.name)
                .number(regimap::PLACE, place)
                .english(terms::DEFINITION, column.about().as_str())
                .english(regimap::VALUES, column.values_text().as_str())
                .truth(csvw::REQUIRED, !column.optional)
                .link(regimap::NAMES, column.kind.map(|kind| terms::own(&kind.class())));
            if column.list {
                thing.code(csvw::SEPARATOR, ";");
            }
        }
    }
}
