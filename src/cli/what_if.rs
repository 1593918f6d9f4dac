//! `regimap what-if`: suppose a recognition or a mapping, or leave one out, and see what changes.

use super::output::{Output, write};
use super::version::state;
use super::{Context, Global, Source};
use crate::graph::Iris;
use crate::pack::value::{ArrangementId, Grade, RecognitionEffect, RecognitionId};
use crate::pack::{Dropped, End, Files, Packs, drop_from, suppose_mapping, suppose_recognition};
use crate::query::{Match, Names};
use crate::report::{Subject, diff};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `regimap what-if`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap what-if --without arrangement/si-2025-1267
  regimap what-if --recognise sg-cls:2 --as 'Sch 1 para 1' --effect deemed-compliance
  regimap what-if --map 'EN 303 645 V2.1.1 5.1-1' supersetOf 'Sch 1 para 1(2)'

A folder given with `--suppose` holds tables as those of a pack, with only the rows to add:

  my-supposition/arrangements/recognitions.csv
  my-supposition/regimes/sg-cls/level-requirements.csv

What recognition changes is what counts; what is shown by content follows from asks alone.")]
pub struct WhatIfArgs {
    /// Leave this out: a recognition, an arrangement with all of its recognitions, or a crosswalk (mapping/NAME) or mapping
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
    /// Suppose that this level or edition is recognised
    #[arg(long, value_name = "NAME", requires = "counts_as")]
    recognise: Option<String>,
    /// What it then counts as: a provision, an edition or a level
    #[arg(long = "as", value_name = "NAME", requires = "recognise")]
    counts_as: Vec<String>,
    /// What the supposed recognition does
    #[arg(long, value_name = "EFFECT", default_value = "accepted")]
    effect: RecognitionEffect,
    /// Suppose a mapping between two provisions; RELATION is equalTo, supersetOf, subsetOf, intersectsWith, mapsTo or doesNotMapTo
    #[arg(long, num_args = 3, value_names = ["SUBJECT", "RELATION", "OBJECT"])]
    map: Vec<String>,
    /// Add the rows of the tables in this folder
    #[arg(long, value_name = "DIR")]
    suppose: Vec<PathBuf>,
    /// The weakest evidence that may decide an answer
    #[arg(long, value_name = "GRADE", default_value = "secondary")]
    evidence: Grade,
    #[command(flatten)]
    output: Output,
}

impl WhatIfArgs {
    /// The command line that supposes the same.
    fn words(&self) -> Vec<String> {
        let mut words = vec!["what-if".to_owned()];
        let mut add = |option: &str, value: &str| words.extend([option.to_owned(), value.to_owned()]);
        self.without.iter().for_each(|name| add("--without", name));
        self.recognise.iter().for_each(|name| add("--recognise", name));
        self.counts_as.iter().for_each(|name| add("--as", name));
        if self.recognise.is_some() {
            add("--effect", self.effect.as_str());
        }
        self.suppose.iter().for_each(|folder| add("--suppose", &folder.display().to_string()));
        if !self.map.is_empty() {
            words.push("--map".to_owned());
            words.extend(self.map.iter().cloned());
        }
        words
    }
}

impl ValueEnum for RecognitionEffect {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.as_str()))
    }
}

/// The relations that a supposed mapping can state.
const RELATIONS: [&str; 6] = ["equalTo", "supersetOf", "subsetOf", "intersectsWith", "mapsTo", "doesNotMapTo"];

/// Builds the graph twice and writes what differs.
///
/// # Errors
/// When a name is unknown, or the supposed rows are broken.
pub fn run(args: &WhatIfArgs, global: &Global) -> Result<ExitCode> {
    if args.without.is_empty() && args.recognise.is_none() && args.map.is_empty() && args.suppose.is_empty() {
        bail!("nothing is supposed: give --without, --recognise … --as …, --map or --suppose");
    }
    let source = Source::read(global)?;
    let packs = source.load()?;
    let as_is = Context::load(global)?;
    let names = as_is.names()?;
    let mut told = Vec::new();
    let mut added = Vec::new();
    for (number, name) in args.counts_as.iter().enumerate() {
        let holder = found(&names, args.recognise.as_deref().unwrap_or_default())?;
        let target = found(&names, name)?;
        let label = format!("{} counts as {}", display(holder), display(target));
        let (recognised, counts_as) = (end(holder, &packs, &source.iris)?, end(target, &packs, &source.iris)?);
        added.push(suppose_recognition(number + 1, &label, &recognised, &counts_as, args.effect));
        told.push(format!("{label} ({})", args.effect.as_str().replace('-', " ")));
    }
    for (number, row) in args.map.chunks(3).enumerate() {
        let [subject, relation, object] = row else { continue };
        if !RELATIONS.contains(&relation.as_str()) {
            bail!("`{relation}` is no relation that a mapping states; it is one of: {}", RELATIONS.join(", "));
        }
        let (subject, object) = (found(&names, subject)?, found(&names, object)?);
        added.push(suppose_mapping(number + 1, subject.iri.as_str(), relation, object.iri.as_str()));
        told.push(format!("{} {relation} {}", display(subject), display(object)));
    }
    for folder in &args.suppose {
        let shown = folder.display();
        added.push(Files::read_dir(folder).with_context(|| format!("cannot read the rows in `{shown}`"))?);
        told.push(format!("the rows in {shown} held"));
    }
    let mut supposed = source;
    for more in added {
        supposed.files = supposed.files.append(more)?;
    }
    let mut packs = supposed.load()?;
    for name in &args.without {
        let dropped = dropped(&names, name, &as_is)?;
        if !drop_from(&mut packs, &dropped) {
            bail!(
                "`{name}` is not in the packs; `regimap query recognitions` and `regimap query mappings` list what can be left out"
            );
        }
        told.push(format!("without {name}"));
    }
    let graph = supposed.assemble(&packs)?;
    let supposed = supposed.context(graph)?;
    let told = told.join("; ");
    let subject = Subject {
        kind: "what-if",
        words: args.words(),
        title: format!("What if: {told}"),
        question: format!("What would change, and through which fact, if {told}?"),
        nothing: "Nothing would change.".to_owned(),
    };
    let before = state(&as_is, "as recorded", args.evidence);
    let after = state(&supposed, "as supposed", args.evidence);
    write(&diff(&before, &after, subject)?, &args.output)?;
    Ok(ExitCode::SUCCESS)
}

fn found<'n>(names: &'n Names, name: &str) -> Result<&'n Match> {
    let (found, others) = names.find(name)?;
    super::note_others(name, found, &others);
    Ok(found)
}

/// A name that stands alone: of a provision, with its edition.
fn display(thing: &Match) -> String {
    match thing.class.as_str() {
        "Provision" => thing.identifier.clone(),
        _ => thing.name().to_owned(),
    }
}

/// One end of a recognition, as the tables name it.
fn end(thing: &Match, packs: &Packs, iris: &Iris) -> Result<End> {
    match thing.class.as_str() {
        "Edition" => Ok(End { edition: thing.identifier.clone(), ..End::default() }),
        "Level" => {
            let row = packs.levels.iter().find(|row| row.level_id.as_str() == thing.identifier);
            let row = row.with_context(|| format!("`{}` is in no table of levels", thing.identifier))?;
            Ok(End { edition: row.edition_id.to_string(), level: Some(row.level_id.to_string()), provision: None })
        }
        "Provision" => {
            let row = packs.provisions.iter().find(|row| iris.provision(&row.edition_id, &row.slug) == thing.iri);
            let row = row.with_context(|| format!("`{}` is in no table of provisions", thing.identifier))?;
            Ok(End { edition: row.edition_id.to_string(), level: None, provision: Some(row.provision_id.to_string()) })
        }
        class => bail!(
            "{} is a {}, and what is recognised or counts is a level, an edition or a provision: name one, such as `sg-cls:2`",
            thing.label,
            class.to_lowercase()
        ),
    }
}

/// What a name means that has to be left out. Mappings have no name but their address.
fn dropped(names: &Names, name: &str, context: &Context) -> Result<Dropped> {
    if let Some(path) = context.iris.path(name).strip_prefix("mapping/") {
        let (set, pair) = path.split_once('/').map_or((path, None), |(set, pair)| (set, Some(pair)));
        let pair = pair.and_then(|pair| pair.split_once("--"));
        return Ok(Dropped::Mapping(set.to_owned(), pair.map(|(one, other)| (one.to_owned(), other.to_owned()))));
    }
    let found = found(names, name)?;
    match found.class.as_str() {
        "Recognition" => Ok(Dropped::Recognition(RecognitionId::from(found.identifier.as_str()))),
        "Arrangement" => Ok(Dropped::Arrangement(ArrangementId::from(found.identifier.as_str()))),
        class => bail!(
            "{} is a {}; what can be left out is a recognition, an arrangement, or a crosswalk such as `mapping/psti-schedule-2`",
            found.label,
            class.to_lowercase()
        ),
    }
}
