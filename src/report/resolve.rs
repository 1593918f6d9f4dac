//! From a thing that a person named to a side of a report.

use super::ask::{Asker, ReportError};
use super::model::{Link, Local, Side};
use oxrdf::NamedNode;

/// What a person chose, as a report speaks of it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its address.
    pub thing: NamedNode,
    /// Its class, as a local name of the ontology.
    pub class: String,
    /// What to call it.
    pub name: String,
    /// Its name in its own language.
    pub local: Option<Local>,
}

impl Choice {
    /// What to type for it: the identifier, with the class where the identifier alone may name something else.
    pub(super) fn typed(&self) -> &str {
        let iri = self.thing.as_str();
        let class = format!("/{}/", self.class.to_lowercase());
        let Some(place) = iri.find(&class) else { return iri };
        if self.class == "Provision" { &iri[place + 1..] } else { &iri[place + class.len()..] }
    }

    /// The choice as a side of a report, with the editions behind it.
    ///
    /// # Errors
    /// When a query fails.
    pub(super) fn side(&self, part: &'static str, asker: &Asker<'_>) -> Result<Side, ReportError> {
        let answered = asker.ask("report/side-editions", &[("side", &self.thing)])?;
        let mut editions: Vec<String> = Vec::new();
        for row in answered.rows() {
            let state = match row.local("state") {
                "in-force" => String::new(),
                state => format!(", {}", state.replace('-', " ")),
            };
            let text = format!("{} ({}{state})", row.text("editionLabel"), row.local("completeness"));
            if !editions.contains(&text) {
                editions.push(text);
            }
        }
        let name = Link { iri: self.thing.as_str().to_owned(), text: self.name.clone() };
        Ok(Side { part, name, local: self.local.clone(), editions })
    }
}

/// A regime, edition, level or provision.
///
/// # Errors
/// When the thing is none of these.
pub fn resolve_side(asker: &Asker<'_>, thing: &NamedNode) -> Result<Choice, ReportError> {
    let answered = asker.ask("report/thing", &[("thing", thing)])?;
    let Some(row) = answered.rows().next() else {
        return Err(ReportError::Unfit(format!(
            "{} is no regime, edition, level or provision, so there is nothing to hold it against",
            thing.as_str()
        )));
    };
    let (short, label, identifier) = (row.text("short"), row.text("label"), row.text("identifier"));
    let class = row.local("class");
    let name = match class {
        "Level" => format!("{label} ({short})"),
        "Provision" => format!("{short} {identifier}"),
        _ => short.to_owned(),
    };
    let local = row
        .language("local")
        .map(|language| Local { text: row.text("local").to_owned(), language: language.to_owned() });
    Ok(Choice { thing: thing.clone(), class: class.to_owned(), name, local })
}

/// A level or edition that one can hold or meet; of a regime, the only one that it has.
///
/// # Errors
/// When there is none, or several to choose from; the error names them.
pub fn resolve_holder(asker: &Asker<'_>, thing: &NamedNode) -> Result<Choice, ReportError> {
    let choice = resolve_side(asker, thing)?;
    let holders = asker.ask("report/holders", &[])?;
    if holders.rows_where("holder", thing.as_str()).next().is_some() {
        return Ok(choice);
    }
    let mut fitting = holders.rows_where("regime", thing.as_str());
    let names: Vec<&str> = fitting.clone().map(|row| row.text("identifier")).collect();
    match (fitting.next(), names.len()) {
        (Some(row), 1) => resolve_side(asker, &NamedNode::new_unchecked(row.text("holder"))),
        (None, _) => Err(ReportError::Unfit(format!(
            "{} is nothing that one can hold or meet on this date: name a level, such as `jc-star:1`, or an edition of a \
             standard or of regulations that is in force",
            choice.name
        ))),
        _ => Err(ReportError::Unfit(format!(
            "{} has several levels or editions; name one of: {}",
            choice.name,
            names.join(", ")
        ))),
    }
}
