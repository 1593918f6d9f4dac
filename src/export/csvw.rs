//! CSV on the Web: metadata that say of each table what its columns hold, so that any tool for tables can check it.
//!
//! W3C, *Metadata Vocabulary for Tabular Data*. Crosswalks are left out: SSSOM has metadata of its own.

use crate::pack::rows::SCHEMAS;
use crate::pack::schema::{Column, Home, Schema};
use crate::pack::value::Values;
use serde_json::{Map, Value, json};

/// The metadata of the tables with these paths below `data/`, in their order.
pub fn csvw<'p>(paths: impl IntoIterator<Item = &'p str>) -> Value {
    let paths: Vec<&str> = paths.into_iter().filter(|path| schema_of(path).is_some()).collect();
    let tables: Vec<Value> = paths.iter().filter_map(|path| Some(table(path, schema_of(path)?, &paths))).collect();
    json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "regimap: facts on cyber-security regimes and labels for consumer connectable products",
        "dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "tables": tables,
    })
}

fn schema_of(path: &str) -> Option<&'static Schema> {
    let file = path.rsplit('/').next()?;
    SCHEMAS.iter().find(|schema| schema.home != Home::Mappings && schema.file == file)
}

fn table(path: &str, schema: &Schema, paths: &[&str]) -> Value {
    let mut description = Map::new();
    description.insert("columns".to_owned(), schema.columns.iter().map(column).collect());
    // A key with blanks in it is none by the standard; the loader checks those that have some.
    if let Some(key) = schema.unique.iter().find(|key| key.iter().all(|name| is_required(schema, name))) {
        description.insert("primaryKey".to_owned(), json!(key));
    }
    let foreign: Vec<Value> =
        schema.columns.iter().filter_map(|column| foreign_key(path, schema, column, paths)).collect();
    if !foreign.is_empty() {
        description.insert("foreignKeys".to_owned(), foreign.into());
    }
    json!({"url": path, "dc:description": schema.about(), "tableSchema": description})
}

fn is_required(schema: &Schema, name: &str) -> bool {
    schema.columns.iter().any(|column| column.name == name && !column.optional)
}

fn column(column: &Column) -> Value {
    let mut about = Map::new();
    about.insert("name".to_owned(), json!(column.name));
    about.insert("titles".to_owned(), json!(column.name));
    about.insert("dc:description".to_owned(), json!(column.about()));
    about.insert("datatype".to_owned(), datatype(column.values));
    if !column.optional {
        about.insert("required".to_owned(), json!(true));
    }
    if column.list {
        about.insert("separator".to_owned(), json!(";"));
    }
    about.into()
}

fn datatype(values: Values) -> Value {
    match values {
        Values::Text => json!("string"),
        Values::WholeNumber(most) => json!({"base": "nonNegativeInteger", "maximum": most}),
        Values::Date => json!({"base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}),
        Values::OneOf(texts) => {
            let escaped: Vec<String> = texts.iter().map(|text| text.replace('.', "\\.")).collect();
            json!({"base": "string", "format": escaped.join("|")})
        }
    }
}

/// A column of single names refers to the one table that defines them, where there is only one. Columns that may be
/// blank are left out: validators differ on whether a blank refers to nothing.
fn foreign_key(path: &str, schema: &Schema, column: &Column, paths: &[&str]) -> Option<Value> {
    let kind = column.kind.filter(|_| !column.list && !column.optional)?;
    let home = SCHEMAS.iter().find(|other| other.names == Some(kind) && other.home == Home::Vocabulary)?;
    let target = format!("vocabulary/{}", home.file);
    let defines = schema.names == Some(kind) && path == target;
    if defines || !paths.contains(&target.as_str()) {
        return None;
    }
    let key = home.columns[home.name_column()?].name;
    Some(json!({
        "columnReference": column.name,
        "reference": {"resource": target, "columnReference": key},
    }))
}
