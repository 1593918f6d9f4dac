//! From documents to the files of the index: one that is always loaded, shards of words in order, and shards of documents.

use super::documents::{self, Document};
use super::words::words;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// As many documents stand in a file.
const DOCUMENTS: usize = 64;
/// A shard of words closes when it holds so many numbers.
const SHARD: usize = 6000;
/// As many characters of a body are shown.
const EXCERPT: usize = 180;
/// A word that more than one in so many documents has tells nothing.
const COMMON: usize = 3;

/// The files, by name, with their contents.
pub fn files(documents: &[Document]) -> Vec<(String, Value)> {
    let (lists, common) = postings(documents);
    let mut kinds: Vec<&str> = documents.iter().map(|document| document.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let (mut files, mut firsts) = (Vec::new(), Vec::new());
    let (mut shard, mut size) = (Map::new(), 0);
    for (word, list) in lists {
        if shard.is_empty() {
            firsts.push(word.clone());
        }
        size += list.len() + 3;
        shard.insert(word, list.into());
        if size >= SHARD {
            files.push((format!("words{}", files.len()), std::mem::take(&mut shard).into()));
            size = 0;
        }
    }
    if !shard.is_empty() {
        files.push((format!("words{}", files.len()), shard.into()));
    }
    for (number, chunk) in documents.chunks(DOCUMENTS).enumerate() {
        let shown: Vec<Value> = chunk.iter().map(|document| shown(document, &kinds)).collect();
        files.push((format!("documents{number}"), shown.into()));
    }
    let kinds: Vec<Value> = kinds.iter().map(|kind| json!([kind, documents::weight(kind)])).collect();
    let start = json!({
        "count": documents.len(), "chunk": DOCUMENTS, "kinds": kinds, "firsts": firsts, "common": common,
    });
    files.push(("index".to_owned(), start));
    files
}

fn shown(document: &Document, kinds: &[&str]) -> Value {
    let kind = kinds.binary_search(&document.kind.as_str()).unwrap_or_default();
    let (local, lang) = document.local.clone().unwrap_or_default();
    json!([kind, document.href, document.title, excerpt(&document.body), local, lang])
}

/// The beginning of a text, cut between words where there are some.
fn excerpt(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').filter(|space| *space > end / 2).unwrap_or(end);
    format!("{} …", text[..cut].trim_end())
}

/// For each word the documents that have it, as distances, each followed by how much it weighs there; and the words that
/// nearly all have.
fn postings(documents: &[Document]) -> (Vec<(String, Vec<u32>)>, Vec<String>) {
    let mut lists: BTreeMap<Vec<u16>, Vec<(u32, u32)>> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        let mut weights: BTreeMap<String, u32> = BTreeMap::new();
        for (text, weight) in &document.texts {
            let words = words(text);
            // A word of a short name says more about the thing than one of a long name.
            let weight = if *weight > 1 { weight + 8 / words.len().max(1) as u32 } else { *weight };
            let mut here: BTreeMap<String, u32> = BTreeMap::new();
            words.into_iter().for_each(|word| *here.entry(word).or_default() += 1);
            for (word, times) in here {
                let weight = if weight > 1 { weight } else { times.min(3) };
                let most = weights.entry(word).or_default();
                *most = (*most).max(weight);
            }
        }
        for (word, weight) in weights {
            // Shards are sought by the order that JavaScript gives to text.
            lists.entry(word.encode_utf16().collect()).or_default().push((number as u32, weight));
        }
    }
    let mut common = Vec::new();
    let mut rare = Vec::new();
    for (word, list) in lists {
        let word = String::from_utf16_lossy(&word);
        if list.len() * COMMON > documents.len() && documents.len() > 200 {
            common.push(word);
            continue;
        }
        let mut before = 0;
        let mut flat = Vec::with_capacity(list.len() * 2);
        for (number, weight) in list {
            flat.extend([number - before, weight]);
            before = number;
        }
        rare.push((word, flat));
    }
    (rare, common)
}
