//! Paraphrases held against each other: ours are meant to be our own words, and the same words to ask the same.

use super::{Finding, Severity};
use crate::query::{BoundQuery, Engine, QueryError, compact};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// So many words in a row do not come about by chance in texts of different authors.
const RUN: usize = 12;

struct Paraphrase {
    subject: String,
    instrument: String,
    words: Vec<String>,
    asks: String,
}

/// Finds paraphrases of different instruments that share a long run of words, and equal paraphrases that ask different
/// elements; findings come sorted.
///
/// # Errors
/// When the query that reads the paraphrases fails.
pub fn run_paraphrases(engine: &Engine<'_>, query: &BoundQuery) -> Result<Vec<Finding>, QueryError> {
    let table = engine.table(query)?;
    let read = |row: usize| Paraphrase {
        subject: table.get(row, "provision").map(|term| compact(term, engine.base())).unwrap_or_default(),
        instrument: table.text(row, "instrument").to_owned(),
        words: words(table.text(row, "paraphrase")),
        asks: table.text(row, "asks").to_owned(),
    };
    let paraphrases: Vec<Paraphrase> = (0..table.rows.len()).map(read).collect();
    let mut findings = shared_runs(&paraphrases);
    findings.extend(same_words_other_asks(&paraphrases));
    findings.sort_unstable();
    Ok(findings)
}

fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    text.split_whitespace().map(bare).filter(|word: &String| !word.is_empty()).collect()
}

fn shared_runs(paraphrases: &[Paraphrase]) -> Vec<Finding> {
    let mut places: FxHashMap<&[String], Vec<usize>> = FxHashMap::default();
    for (number, paraphrase) in paraphrases.iter().enumerate() {
        for run in paraphrase.words.windows(RUN) {
            let found = places.entry(run).or_default();
            if found.last() != Some(&number) {
                found.push(number);
            }
        }
    }
    // Runs that overlap make one longer run: count how many begin in both.
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for found in places.values() {
        let Some((&first, others)) = found.split_first() else { continue };
        for &other in others.iter().filter(|&&other| paraphrases[other].instrument != paraphrases[first].instrument) {
            *pairs.entry((first, other)).or_default() += 1;
        }
    }
    let finding = |((first, other), runs): ((usize, usize), usize)| Finding {
        severity: Severity::Info,
        check: "paraphrases-share-words".to_owned(),
        subject: paraphrases[other].subject.clone(),
        detail: format!("shares at least {} words in a row with {}", runs + RUN - 1, paraphrases[first].subject),
        mend: "Make sure that both are our own words, and not those of a text that both instruments took over."
            .to_owned(),
    };
    pairs.into_iter().map(finding).collect()
}

fn same_words_other_asks(paraphrases: &[Paraphrase]) -> Vec<Finding> {
    let mut groups: BTreeMap<&[String], Vec<&Paraphrase>> = BTreeMap::new();
    for paraphrase in paraphrases.iter().filter(|p| !p.asks.is_empty()) {
        groups.entry(&paraphrase.words).or_default().push(paraphrase);
    }
    let differing = |group: Vec<&Paraphrase>| -> Vec<Finding> {
        let (first, others) = (group[0], &group[1..]);
        let others = others.iter().filter(|other| other.asks != first.asks);
        others
            .map(|other| Finding {
                severity: Severity::Warning,
                check: "paraphrases-same-asks-differ".to_owned(),
                subject: other.subject.clone(),
                detail: format!("has the words of {} and asks other elements", first.subject),
                mend: "Say in the paraphrase what is different, or record the same asks.".to_owned(),
            })
            .collect()
    };
    groups.into_values().flat_map(differing).collect()
}
