//! `regimap site --watch`: writes the site again with every change, and has open pages load themselves again.

use super::live::Live;
use super::site::{SiteArgs, make, text};
use super::{Context, Global, error_text};
use anyhow::{Context as _, Result};
use notify::{EventKind, RecursiveMode, Watcher as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Editors write a file in several steps; so long after the last one, they are taken to be done.
const SETTLED: Duration = Duration::from_millis(120);

/// Serves and watches until it is interrupted.
///
/// # Errors
/// When the first site cannot be made, or the port or a folder cannot be had.
pub fn run(mut args: SiteArgs, global: &Global) -> Result<ExitCode> {
    let mut global = global.clone();
    let at_hand = |folder: &str, sign: &str| Path::new(folder).join(sign).exists().then(|| PathBuf::from(folder));
    if global.graph.is_none() && global.data.is_none() {
        global.data = at_hand("data", "vocabulary");
    }
    args.site = args.site.or_else(|| at_hand("site", "templates"));
    args.queries = args.queries.or_else(|| at_hand("ontology/queries", "site"));
    let facts: Vec<PathBuf> = global.data.iter().chain(&global.overlay).chain(&global.graph).map(absolute).collect();
    let looks: Vec<PathBuf> = args.site.iter().chain(&args.queries).map(absolute).collect();

    // Changes that come while the first site is made must not be missed.
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if let Ok(event) = event
            && !matches!(event.kind, EventKind::Access(_))
        {
            event.paths.into_iter().for_each(|path| drop(sender.send(path)));
        }
    })?;
    for folder in facts.iter().chain(&looks) {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch `{}`", folder.display()))?;
    }

    let start = Instant::now();
    let mut context = Context::load(&global)?;
    let written = make(&context, &args, &|_| {})?;
    let live = Live::serve(&args.out, args.port)?;
    told(&text(&written), start);
    anstream::println!("Serving {} — open {}", args.out.display(), live.address());
    for folder in facts.iter().chain(&looks) {
        anstream::println!("Watching {}", folder.display());
    }
    while let Some(changed) = next(&changes) {
        let start = Instant::now();
        let of_facts = changed.iter().any(|path| facts.iter().any(|folder| path.starts_with(folder)));
        let again = || -> Result<(Option<Context>, String)> {
            let fresh = if of_facts { Some(Context::load(&global)?) } else { None };
            let written = make(fresh.as_ref().unwrap_or(&context), &args, &|_| {})?;
            Ok((fresh, text(&written)))
        };
        match again() {
            Ok((fresh, text)) => {
                context = fresh.unwrap_or(context);
                told(&text, start);
                live.changed();
            }
            Err(error) => anstream::eprintln!("{}\nThe site stays as it was.", error_text(&error)),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What changed, once it has settled; nothing when nobody watches any more.
fn next(changes: &Receiver<PathBuf>) -> Option<Vec<PathBuf>> {
    loop {
        let mut changed = vec![changes.recv().ok()?];
        while let Ok(path) = changes.recv_timeout(SETTLED) {
            changed.push(path);
        }
        changed.retain(|path| !is_left_by_editor(path));
        if !changed.is_empty() {
            return Some(changed);
        }
    }
}

fn is_left_by_editor(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".swp") || name == "4913"
}

fn absolute(path: &PathBuf) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.clone())
}

fn told(text: &str, start: Instant) {
    anstream::println!("{text} ({})", super::progress::seconds(start.elapsed()));
}
