//! Builds the graph of the shipped data into the binary, so that a query starts in milliseconds.
//!
//! The rooms that make a graph are compiled into this script as they stand; it adds nothing to what they do.

#![allow(dead_code, missing_docs, unused_imports, reason = "the rooms are compiled here in part")]

#[path = "src/assemble.rs"]
mod assemble;
#[path = "src/fingerprint.rs"]
mod fingerprint;
#[path = "src/graph/mod.rs"]
mod graph;
#[path = "src/pack/mod.rs"]
mod pack;
#[path = "src/reason/mod.rs"]
mod reason;

use std::path::Path;
use std::{env, fs, process};

fn main() {
    for watched in
        ["data", "ontology", "site", "src/assemble.rs", "src/fingerprint.rs", "src/graph", "src/pack", "src/reason"]
    {
        println!("cargo::rerun-if-changed={watched}");
    }
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    if let Err(error) = snapshot() {
        eprintln!("{error}");
        process::exit(1);
    }
}

fn snapshot() -> Result<(), Box<dyn std::error::Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let root = Path::new(&root);
    let files = pack::Files::read_dir(&root.join("data"))?;
    let data_hash = fingerprint::fingerprint(files.iter());
    // Files embedded by macro are not watched by cargo, so their hash is made part of what is.
    println!("cargo::rustc-env=REGIMAP_DATA_HASH={data_hash}");
    for folder in ["ontology", "site"] {
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files)?;
        files.sort_unstable();
        let hash = fingerprint::fingerprint(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        println!("cargo::rustc-env=REGIMAP_{}_HASH={hash}", folder.to_uppercase());
    }
    let edition = assemble::Edition { version: env::var("CARGO_PKG_VERSION")?, data_hash };
    let ontology = fs::read_to_string(root.join("ontology/regimap.ttl"))?;
    let packs = pack::load(files)?;
    let graph = assemble::assemble(&packs, &ontology, &graph::Iris::default(), build_day()?, &edition)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("shipped.snapshot"), graph.to_bytes())?;
    Ok(())
}

fn collect(folder: &Path, into: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else {
            into.push((path.display().to_string(), fs::read(&path)?));
        }
    }
    Ok(())
}

/// Today, or the day that a reproducible build asks for.
fn build_day() -> Result<reason::AsOf, Box<dyn std::error::Error>> {
    let now = match env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => jiff::Timestamp::from_second(seconds.parse()?)?,
        Err(_) => jiff::Timestamp::now(),
    };
    Ok(reason::AsOf(now.to_zoned(jiff::tz::TimeZone::UTC).date()))
}
