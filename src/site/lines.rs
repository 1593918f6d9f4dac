//! The lines of a comparison: one for each single ask, with its answer, what that rests on, and the readings behind it.

use super::ask::Answers;
use super::cell::{Item, View};
use super::page::Page;
use super::sides::Side;
use super::table::{Cell, Column, Filter, Row, Section, useful};
use super::things::local_name;
use super::{Site, SiteError};
use oxrdf::{NamedNode, Term};
use rustc_hash::{FxHashMap, FxHashSet};

/// What all comparisons share: the readings, by what they bear on, and what holders require.
pub struct Lines {
    readings: Answers,
    bearing: FxHashMap<String, Vec<usize>>,
    requirements: Answers,
}

/// The answers on one target, for all holders.
pub struct TargetLines<'l> {
    shared: &'l Lines,
    /// The target, where it is an edition, whose provisions need no naming of it.
    within: Option<String>,
    lines: Answers,
    proofs: Answers,
    relations: Answers,
    recognised: Answers,
}

const LINES: &str = "site/compare/lines";
const PROOFS: &str = "site/compare/proofs";
const REQUIREMENTS: &str = "site/compare/requirements";
const RELATIONS: &str = "site/compare/relations";
const RECOGNISED: &str = "site/compare/recognised";
const NOTHING: &str = "Nothing that the one asks bears on anything that the other asks, as far as is recorded, and no \
                       decision joins the two.";
const READINGS: &str = "site/compare/readings";

impl Lines {
    /// Asks for them.
    ///
    /// # Errors
    /// When a query fails.
    pub fn new(site: &Site<'_, '_>) -> Result<Self, SiteError> {
        let table = site.ask.table(&site.ask.library.bind(READINGS, &[])?)?;
        let mut bearing: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for row in 0..table.rows.len() {
            bearing.entry(table.text(row, "bearsOn").to_owned()).or_default().push(row);
        }
        let requirements = site.ask.each(site.ask.library.get(REQUIREMENTS)?, &[], "holder")?;
        Ok(Self { readings: Answers::whole(table), bearing, requirements })
    }

    /// Asks for the lines of one target.
    ///
    /// # Errors
    /// When a query fails.
    pub fn of(&self, site: &Site<'_, '_>, target: &Side<'_>) -> Result<TargetLines<'_>, SiteError> {
        let term = Term::from(NamedNode::new_unchecked(&target.thing.iri));
        let each = |name: &str| site.ask.each(site.ask.library.get(name)?, &[("target", &term)], "holder");
        Ok(TargetLines {
            shared: self,
            within: (target.thing.kind.class == "Edition").then(|| target.thing.iri.clone()),
            lines: each(LINES)?,
            proofs: each(PROOFS)?,
            relations: each(RELATIONS)?,
            recognised: each(RECOGNISED)?,
        })
    }
}

/// A line while its rows are gathered.
struct Line<'t> {
    provision: &'t str,
    row: usize,
    conditions: Vec<&'t str>,
    parts: Vec<&'t str>,
    missing: Vec<&'t str>,
}

/// What an answer rests on.
struct Proof<'p> {
    /// The element that is asked for.
    asked: &'p str,
    /// The duties of the holder, as rows.
    rows: &'p [usize],
    /// How its level came to require each provision, as rows.
    requirements: &'p FxHashMap<&'p str, Vec<usize>>,
}

impl TargetLines<'_> {
    /// Adds the lines held against one holder to a page, and the readings that bear on them.
    ///
    /// # Errors
    /// When a query behind them is missing.
    pub fn put(
        &self,
        site: &Site<'_, '_>,
        holder: &Side<'_>,
        page: &mut Page,
        parameters: &[(&str, &Term)],
    ) -> Result<(), SiteError> {
        let path = page.path.clone();
        let view = View { brief: true, ..site.view(&path, None) };
        let mut section = Section::plain("lines", "Line by line", &[]);
        section.question = site.ask.library.get(LINES)?.question.clone();
        section.class = "lines";
        section.empty = Some(NOTHING.to_owned());
        section.columns = [
            "Asked in",
            "Asks for",
            "How strongly",
            "Is it asked there too?",
            "Shown by",
            "Line to line",
            "Recognised",
        ]
        .map(Column::plain)
        .into();
        let relations = by(&self.relations, holder, "provision");
        let recognised = by(&self.recognised, holder, "provision");
        let proofs = by(&self.proofs, holder, "obligation");
        let requirements = by(&self.shared.requirements, holder, "provision");
        let mut filters: Vec<Filter> = [
            ("theme", "Theme"),
            ("relation", "Line to line"),
            ("modality", "How strongly"),
            ("status", "Answer"),
            ("evidence", "Evidence"),
            ("recognised", "Recognised"),
        ]
        .map(|(key, label)| Filter { key: key.to_owned(), label: label.to_owned(), options: Vec::new() })
        .into();
        let own = View { within: self.within.as_deref(), ..view };
        let mut bearing: FxHashSet<usize> = FxHashSet::default();
        let mut before = "";
        for line in self.gathered(site, holder) {
            let text = |column: &str| self.lines.table.text(line.row, column);
            let (element, obligation) = (text("element"), text("obligation"));
            let status = Statuses::of(text("primary"), text("secondary"), text("unconfirmed"));
            let mut row = Row::default();
            let mut tag = |key: &str, value: &str, label: &str| {
                if let Some(filter) = filters.iter_mut().find(|filter| filter.key == key) {
                    filter.offer(value, label);
                }
                row.tag(key, value);
            };
            if let Some(theme) = site.things.get(text("theme")) {
                tag("theme", &theme.identifier, &theme.label);
            }
            let modality = local_name(text("modality")).unwrap_or_default();
            tag("modality", modality, &words(modality));
            tag("status", status.secondary, &words(status.secondary));
            for (value, label) in status.evidence() {
                tag("evidence", value, label);
            }
            if status.secondary != "covered" {
                tag("open", "yes", "");
            }
            let related = relations.get(line.provision).map(Vec::as_slice).unwrap_or_default();
            let relation = |row: usize| local_name(self.relations.table.text(row, "relation")).unwrap_or_default();
            for &found in related {
                tag("relation", relation(found), &words(relation(found)));
            }
            if related.is_empty() {
                tag("relation", "none", "no relationship");
            }
            let decided = recognised.get(line.provision).map(Vec::as_slice).unwrap_or_default();
            tag(
                "recognised",
                if decided.is_empty() { "no" } else { "yes" },
                if decided.is_empty() { "no decision" } else { "recognised" },
            );

            let again = line.provision == before;
            before = line.provision;
            let mut asked = vec![view.node(element)];
            asked.extend(self.readings_of(site, page, &[element, line.provision], &mut bearing));
            let mut strongly = vec![Item::badge(modality)];
            strongly.extend(line.conditions.iter().map(|iri| Item { lead: "if", ..view.node(iri) }));
            strongly.extend(named(site, "for", &line.parts));
            let mut answer = status.items();
            answer.extend(named(site, "but not for", &line.missing));
            let proof = Proof {
                asked: element,
                rows: proofs.get(obligation).map(Vec::as_slice).unwrap_or_default(),
                requirements: &requirements,
            };
            let duties = self.duties(site, page, holder, &proof, &mut bearing);
            let beside = related.iter().flat_map(|&row| {
                let other = self.relations.table.text(row, "related");
                [Item::badge(relation(row)), site.view(&path, Some(&holder.thing.iri)).node(other).without_aside()]
            });
            let recognised = decided.iter().map(|&row| {
                let decision = view.node(self.recognised.table.text(row, "recognition"));
                Item { text: "recognised".to_owned(), ..decision }
            });
            // What the line above says is said in short, so that a line can stand by itself when others are hidden.
            let repeated = |item: Item| if again { item.unlinked().without_aside() } else { item };
            let run = |items: Vec<Item>| Cell { run: true, flow: false, ..Cell::new(items) };
            row.cells = vec![
                Cell { again, ..Cell::new(vec![repeated(own.node(line.provision))]) },
                run(asked),
                run(strongly),
                run(answer),
                duties,
                Cell { again, ..run(beside.map(repeated).collect()) },
                Cell { again, ..run(recognised.map(repeated).collect()) },
            ];
            section.push_row(row);
        }
        if section.count > 0 {
            section.drop_empty_columns();
        }
        section.filters = useful(filters);
        for name in [LINES, PROOFS, REQUIREMENTS, RELATIONS, RECOGNISED] {
            section.link(site, name, &path, parameters)?;
        }
        page.sections.push(section);
        self.readings(site, page, bearing)
    }

    /// The rows of one holder, a line for each single ask, in the order of the instrument.
    fn gathered(&self, site: &Site<'_, '_>, holder: &Side<'_>) -> Vec<Line<'_>> {
        let mut lines: Vec<Line<'_>> = Vec::new();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        for &row in self.lines.about(&holder.thing.iri) {
            let text = |column: &str| self.lines.table.text(row, column);
            let place = *known.entry(text("obligation")).or_insert_with(|| {
                lines.push(Line {
                    provision: text("provision"),
                    row,
                    conditions: Vec::new(),
                    parts: Vec::new(),
                    missing: Vec::new(),
                });
                lines.len() - 1
            });
            let line = &mut lines[place];
            add(&mut line.conditions, text("condition"));
            add(&mut line.parts, text("part"));
            add(&mut line.missing, text("missingPart"));
        }
        let rank = |line: &Line<'_>| site.things.get(line.provision).map_or(usize::MAX, |thing| thing.rank);
        lines.sort_by_key(|line| (rank(line), line.row));
        lines
    }

    /// What an answer rests on: the provisions at a glance, and unfolded each duty down to its source.
    fn duties(
        &self,
        site: &Site<'_, '_>,
        page: &Page,
        holder: &Side<'_>,
        proof: &Proof<'_>,
        bearing: &mut FxHashSet<usize>,
    ) -> Cell {
        let view = View { brief: true, ..site.view(&page.path, Some(&holder.thing.iri)) };
        let table = &self.proofs.table;
        let mut provisions: Vec<Item> = Vec::new();
        let mut fold: Vec<Vec<Item>> = Vec::new();
        let mut told: FxHashSet<&str> = FxHashSet::default();
        let mut required: FxHashSet<&str> = FxHashSet::default();
        for &row in proof.rows {
            let text = |column: &str| table.text(row, column);
            let provision = view.node(text("provision")).without_aside();
            if !provisions.iter().any(|known| known.text == provision.text) {
                provisions.push(Item::plain(&provision.text));
            }
            if told.insert(text("duty")) {
                let mut line = vec![provision.clone(), Item { lead: "asks", ..view.node(text("element")) }];
                if text("element") != proof.asked {
                    line.push(Item::plain("which entails it"));
                }
                line.push(Item::badge(local_name(text("modality")).unwrap_or_default()));
                if !text("condition").is_empty() {
                    line.push(Item { lead: "if", ..view.node(text("condition")) });
                }
                line.push(Item { lead: "read in", ..view.node(text("source")) });
                line.push(Item::plain(text("locator")));
                line.push(Item::badge(local_name(text("grade")).unwrap_or_default()));
                line.extend(self.readings_of(site, page, &[text("element"), text("provision")], bearing));
                fold.push(line);
            }
            if required.insert(text("provision")) {
                fold.extend(self.required(site, page, &provision, proof.requirements.get(text("provision"))));
            }
        }
        Cell { fold, ..Cell::new(provisions) }
    }

    /// How a level came to require a provision, a line each way.
    fn required(
        &self,
        site: &Site<'_, '_>,
        page: &Page,
        provision: &Item,
        rows: Option<&Vec<usize>>,
    ) -> Vec<Vec<Item>> {
        let table = &self.shared.requirements.table;
        let view = View { brief: true, ..site.view(&page.path, None) };
        let mut levels: Vec<&str> = Vec::new();
        let mut lines = Vec::new();
        for &row in rows.into_iter().flatten() {
            let text = |column: &str| table.text(row, column);
            if levels.contains(&text("level")) {
                continue;
            }
            levels.push(text("level"));
            lines.push(vec![
                Item::plain(&provision.text),
                Item { lead: "is required by", ..view.node(text("level")) },
                Item { lead: "read in", ..view.node(text("source")) },
                Item::plain(text("locator")),
                Item::badge(local_name(text("grade")).unwrap_or_default()),
            ]);
        }
        lines
    }

    /// Links to the readings that bear on any of these.
    fn readings_of(
        &self,
        site: &Site<'_, '_>,
        page: &Page,
        bear_on: &[&str],
        bearing: &mut FxHashSet<usize>,
    ) -> Vec<Item> {
        let mut found: Vec<Item> = Vec::new();
        let rows = bear_on.iter().filter_map(|iri| self.shared.bearing.get(*iri)).flatten();
        for &row in rows {
            bearing.insert(row);
            let iri = self.shared.readings.table.text(row, "reading");
            let Some(thing) = site.things.get(iri) else { continue };
            let link = Item::link("reading", &page.path, &thing.path);
            if !found.contains(&link) {
                found.push(link);
            }
        }
        found
    }

    /// The readings that bear on anything of the page.
    fn readings(&self, site: &Site<'_, '_>, page: &mut Page, bearing: FxHashSet<usize>) -> Result<(), SiteError> {
        if bearing.is_empty() {
            return Ok(());
        }
        let query = site.ask.library.get(READINGS)?;
        let mut section = Section::plain("readings", &query.title, &["Reading", "Taken here", "On another reading"]);
        section.question.clone_from(&query.question);
        let table = &self.shared.readings.table;
        let mut rows: Vec<usize> = bearing.into_iter().collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| table.text(*row, "reading"));
        let view = site.view(&page.path, None);
        for row in rows {
            let cell =
                |column: &str| Cell::new(table.get(row, column).map(|term| view.item(term)).into_iter().collect());
            section.push(vec![cell("reading"), cell("text"), cell("otherwise")]);
        }
        section.link(site, READINGS, &page.path, &[])?;
        page.sections.push(section);
        Ok(())
    }
}

/// The rows about one holder by what stands in a column.
fn by<'a>(answers: &'a Answers, holder: &Side<'_>, column: &str) -> FxHashMap<&'a str, Vec<usize>> {
    let mut found: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for &row in answers.about(&holder.thing.iri) {
        found.entry(answers.table.text(row, column)).or_default().push(row);
    }
    found
}

/// Things in one phrase: `for hardware, software`.
fn named(site: &Site<'_, '_>, lead: &'static str, iris: &[&str]) -> Option<Item> {
    let names: Vec<String> =
        iris.iter().filter_map(|iri| site.things.get(iri)).map(|thing| thing.label.to_lowercase()).collect();
    (!names.is_empty()).then(|| Item { lead, ..Item::plain(names.join(", ")) })
}

fn add<'t>(list: &mut Vec<&'t str>, value: &'t str) {
    if !value.is_empty() && !list.contains(&value) {
        list.push(value);
    }
}

fn words(value: &str) -> String {
    value.replace('-', " ")
}

/// A status at each threshold of evidence.
struct Statuses<'t> {
    primary: &'t str,
    secondary: &'t str,
    unconfirmed: &'t str,
}

impl<'t> Statuses<'t> {
    fn of(primary: &'t str, secondary: &'t str, unconfirmed: &'t str) -> Self {
        let local = |iri: &'t str| local_name(iri).unwrap_or(iri);
        Self { primary: local(primary), secondary: local(secondary), unconfirmed: local(unconfirmed) }
    }

    /// The answer, and where it would be another one.
    fn items(&self) -> Vec<Item> {
        let mut items = vec![Item::badge(self.secondary)];
        if self.primary != self.secondary {
            items.push(Item { lead: "at primary evidence", ..Item::badge(self.primary) });
        }
        if self.unconfirmed != self.secondary {
            items.push(Item { lead: "if unconfirmed facts hold", ..Item::badge(self.unconfirmed) });
        }
        items
    }

    fn evidence(&self) -> Vec<(&'static str, &'static str)> {
        let mut values = Vec::new();
        if self.primary == self.secondary {
            values.push(("primary", "holds at primary evidence"));
        } else {
            values.push(("secondary", "rests on secondary evidence"));
        }
        if self.unconfirmed != self.secondary {
            values.push(("unconfirmed", "unconfirmed facts would change it"));
        }
        values
    }
}
