//! Finding a thing by what people call it: `sg-cls:2`, `EN 303 645 5.1-1`, `Schedule 1 paragraph 1(2)`, an address.
//!
//! Names are compared as runs of letters and numbers, without the words that instruments and people leave out.

use super::{BoundQuery, Engine, QueryError};
use oxrdf::NamedNode;
use rustc_hash::FxHashMap;

/// What a name can mean; earlier kinds win where a name fits several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A regime.
    Regime,
    /// A rung of a label.
    Level,
    /// A version of an instrument.
    Edition,
    /// A part of an edition.
    Provision,
    /// Anything else.
    Other,
}

/// A thing that a name was found to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its address.
    pub iri: NamedNode,
    /// What it is.
    pub kind: Kind,
    /// Its class, as a local name of the ontology.
    pub class: String,
    /// Its identifier.
    pub identifier: String,
    /// Its English label.
    pub label: String,
    /// The short name by which it is cited, if it has one.
    pub short: String,
    /// Whether it is in force or in use on the date of the graph.
    pub current: bool,
}

impl Match {
    /// What to call it: as it is cited, or by its label.
    pub fn name(&self) -> &str {
        if self.short.is_empty() { &self.label } else { &self.short }
    }
}

/// No thing has this name.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("nothing is called `{name}`{}", suggest(.nearest))]
pub struct UnknownName {
    /// The name asked for.
    pub name: String,
    /// Names like it, nearest first.
    pub nearest: Vec<String>,
}

fn suggest(nearest: &[String]) -> String {
    match nearest {
        [] => "; `regimap search WORDS` looks through everything".to_owned(),
        [one] => format!("; did you mean `{one}`?"),
        several => format!("; did you mean one of: {}?", several.join(", ")),
    }
}

/// The names of all things in a graph.
pub struct Names {
    things: Vec<Match>,
    /// What each name means, and whether it is the thing's own, rather than a part of it behind the name of another.
    keys: FxHashMap<String, Vec<(usize, bool)>>,
    by_iri: FxHashMap<NamedNode, usize>,
    base: String,
}

impl Names {
    /// Collects the names with the query `names/things`.
    ///
    /// # Errors
    /// When the query fails.
    pub fn new(engine: &Engine<'_>, things: &BoundQuery) -> Result<Self, QueryError> {
        let table = engine.table(things)?;
        let mut names = Self {
            things: Vec::new(),
            keys: FxHashMap::default(),
            by_iri: FxHashMap::default(),
            base: engine.base().to_owned(),
        };
        for row in 0..table.rows.len() {
            let text = |column: &str| table.text(row, column);
            let Some(oxrdf::Term::NamedNode(iri)) = table.get(row, "thing") else { continue };
            let class = text("class").rsplit('#').next().unwrap_or_default().to_owned();
            let number = *names.by_iri.entry(iri.clone()).or_insert_with(|| {
                names.things.push(Match {
                    iri: iri.clone(),
                    kind: kind(&class),
                    class,
                    identifier: text("identifier").to_owned(),
                    label: text("label").to_owned(),
                    short: text("short").to_owned(),
                    current: text("current") != "false",
                });
                names.things.len() - 1
            });
            for (key, own) in keys(&names.things[number].kind, &text) {
                let found = names.keys.entry(key).or_default();
                match found.iter_mut().find(|(known, _)| *known == number) {
                    Some((_, known)) => *known |= own,
                    None => found.push((number, own)),
                }
            }
        }
        Ok(names)
    }

    /// The thing that a name means; the second value names others that it could mean as well.
    ///
    /// # Errors
    /// When nothing has the name; the error suggests the nearest.
    pub fn find(&self, name: &str) -> Result<(&Match, Vec<&Match>), UnknownName> {
        let trimmed = name.trim().trim_start_matches('<').trim_end_matches('>');
        let full = NamedNode::new(trimmed).ok().and_then(|iri| self.by_iri.get(&iri));
        let path = || NamedNode::new(format!("{}{trimmed}", self.base)).ok().and_then(|iri| self.by_iri.get(&iri));
        if let Some(&number) = full.or_else(path) {
            return Ok((&self.things[number], Vec::new()));
        }
        let mut found: Vec<(&Match, bool)> = self
            .keys
            .get(&normal(trimmed))
            .map(|numbers| numbers.iter().map(|&(number, own)| (&self.things[number], own)).collect())
            .unwrap_or_default();
        found.sort_by_key(|(m, own)| (m.kind, !own, !m.current, m.identifier.len(), m.iri.as_str().to_owned()));
        let Some((&(first, own), others)) = found.split_first() else {
            return Err(UnknownName { name: name.to_owned(), nearest: self.nearest(trimmed) });
        };
        let alike = others.iter().filter(|(other, its)| other.kind == first.kind && *its == own);
        Ok((first, alike.map(|&(other, _)| other).collect()))
    }

    /// A thing by its address.
    pub fn by_iri(&self, iri: &NamedNode) -> Option<&Match> {
        self.by_iri.get(iri).map(|&number| &self.things[number])
    }

    fn nearest(&self, name: &str) -> Vec<String> {
        let wanted = normal(name);
        let mut scored: Vec<(f64, &str)> = self
            .keys
            .iter()
            .map(|(key, numbers)| (strsim::jaro_winkler(key, &wanted), numbers))
            .filter(|(likeness, _)| *likeness > 0.78)
            .map(|(likeness, numbers)| (likeness, self.short_name(&self.things[numbers[0].0])))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let mut names: Vec<String> = Vec::new();
        for (_, name) in scored {
            if names.len() == 3 {
                break;
            }
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// What one can type to mean this thing and no other.
    fn short_name<'m>(&self, thing: &'m Match) -> &'m str {
        if thing.kind == Kind::Provision {
            thing.iri.as_str().strip_prefix(&self.base).unwrap_or(thing.iri.as_str())
        } else {
            &thing.identifier
        }
    }
}

fn kind(class: &str) -> Kind {
    match class {
        "Regime" => Kind::Regime,
        "Level" => Kind::Level,
        "Edition" => Kind::Edition,
        "Provision" => Kind::Provision,
        _ => Kind::Other,
    }
}

/// Every name of one row of `names/things`: its own, alone and behind each name of what contains it.
fn keys<'t>(kind: &Kind, text: &dyn Fn(&str) -> &'t str) -> Vec<(String, bool)> {
    let own = [text("identifier"), text("slug"), text("short"), text("label")];
    let within = match kind {
        Kind::Provision | Kind::Level => {
            vec!["", text("editionIdentifier"), text("editionShort"), text("regimeIdentifier"), text("regimeShort")]
        }
        Kind::Edition => vec!["", text("regimeIdentifier"), text("regimeShort")],
        Kind::Regime | Kind::Other => vec![""],
    };
    let mut keys = Vec::new();
    for name in own.into_iter().chain([text("rank"), text("version")]) {
        for outer in &within {
            // A bare rank or version means nothing by itself.
            let bare = outer.is_empty() && (name == text("rank") || name == text("version"));
            if !name.is_empty() && !bare {
                keys.push((normal(&format!("{outer} {name}")), outer.is_empty()));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|(key, _)| !key.is_empty());
    keys
}

/// Words that instruments and people put in or leave out.
const LEFT_OUT: &[&str] = &["para", "paragraph", "level", "provision", "criterion", "the", "of", "etsi", "si", "act"];

/// Lower case, split between letters and digits, without leading zeros and filler words.
fn normal(name: &str) -> String {
    let mut tokens: Vec<String> = Vec::new();
    let mut last_class = 0;
    for character in name.chars().flat_map(char::to_lowercase) {
        let class = if character.is_ascii_digit() {
            1
        } else if character.is_alphanumeric() {
            2
        } else {
            0
        };
        if class == 0 {
            last_class = 0;
            continue;
        }
        match tokens.last_mut() {
            Some(token) if class == last_class => token.push(character),
            _ => tokens.push(character.to_string()),
        }
        last_class = class;
    }
    let words = tokens.iter().map(|token| match token.as_str() {
        "schedule" | "sched" => "sch",
        "section" | "sec" => "s",
        "regulation" => "reg",
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => {
            let stripped = digits.trim_start_matches('0');
            if stripped.is_empty() { "0" } else { stripped }
        }
        other => other,
    });
    let kept: Vec<&str> = words.clone().filter(|word| !LEFT_OUT.contains(word)).collect();
    if kept.is_empty() { words.collect::<Vec<_>>().join(" ") } else { kept.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn the_same_provision_under_many_names() {
        for name in ["Sch 1 para 1(2)", "Schedule 1 paragraph 1(2)", "sch1-1-2", "SCH 1/1(2)"] {
            assert_eq!(normal(name), "sch 1 1 2", "{name}");
        }
        assert_eq!(normal("S1.1-02"), normal("s1.1-2"));
        assert_eq!(normal("Level 2"), "2");
        assert_eq!(normal("level"), "level");
    }
}
