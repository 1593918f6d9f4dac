//! The answer in one sentence, and the wording that several tables share.

use super::report::Found;
use crate::report::ask::{Answer, Answered};
use crate::report::order::natural;
use crate::report::resolve::Choice;
use crate::report::setting::Setting;
use crate::report::tally::Tally;
use crate::report::words::{count, join, sentence};

pub(super) fn answer(counts: &Answered, found: &Found, target: &Choice, setting: &Setting) -> String {
    let strength = if counts.rows_where("strength", "required").next().is_some() { "required" } else { "recommended" };
    let mut tally = Tally::default();
    for row in counts.rows_where("strength", strength) {
        tally.add(row.local("status"), row.number("elements"));
    }
    let total = tally.total();
    let content = if total == 0 {
        format!("{} asks nothing that a label can show", target.name)
    } else {
        let verb = if strength == "required" { "requires" } else { "recommends" };
        format!("Of {} that {} {verb} and a label can show, {}", count(total, "element"), target.name, tally.sentence())
    };
    let proviso = if weak_requirements(found, setting).is_empty() {
        ""
    } else {
        " (the evidence that it requires them is weaker than the threshold)"
    };
    format!("{content}{proviso}; {}.", recognition_sentence(found, target))
}

/// The provisions of a target level of which it is less well evidenced than the threshold that the level requires them.
pub(in crate::report) fn weak_requirements<'f>(found: &'f Found, setting: &Setting) -> Vec<Answer<'f>> {
    let rank = |grade: &str| ["primary", "secondary", "unconfirmed"].iter().position(|known| *known == grade);
    let threshold = rank(&setting.threshold);
    let mut weak: Vec<Answer<'f>> = Vec::new();
    for row in found.required.rows().filter(|row| rank(row.local("membershipGrade")) > threshold) {
        if weak.iter().all(|known| known.text("provision") != row.text("provision")) {
            weak.push(row);
        }
    }
    weak
}

/// Which provisions count as met, by the strongest kind of recognition that is in force.
fn recognition_sentence(found: &Found, target: &Choice) -> String {
    for (effect, verb) in [
        ("deemed-compliance", "the law deems"),
        ("accepted", "the scheme or authority accepts it for"),
        ("stated-equivalent", "the parties call it equivalent to"),
    ] {
        let mut counts: Vec<&str> = Vec::new();
        let mut by: Vec<&str> = Vec::new();
        let mut whole = false;
        let in_force = |row: &Answer<'_>| row.local("effect") == effect && row.local("state") == "in-force";
        for row in found.recognitions.rows().filter(in_force) {
            counts.extend(row.text("countsAs").split("; ").filter(|text| !text.is_empty()));
            if row.text("countsAs").is_empty() {
                // A level that the target includes, or one that includes it, is not the target.
                match row.text("countsAsLevelLabel") {
                    label if !label.is_empty() && row.text("countsAsLevel") != target.thing.as_str() => {
                        counts.push(label)
                    }
                    _ => whole = true,
                }
            }
            by.push(row.text("arrangementLabel"));
        }
        if by.is_empty() {
            continue;
        }
        counts.sort_unstable_by(|a, b| natural(a, b));
        counts.dedup();
        by.sort_unstable();
        by.dedup();
        let counts: Vec<String> = counts.into_iter().map(str::to_owned).collect();
        let what = if whole { "the whole".to_owned() } else { join(&counts) };
        let met = if effect == "deemed-compliance" { " met" } else { "" };
        return format!("{verb} {what}{met} ({})", by.join("; "));
    }
    if found.recognitions.is_empty() {
        "no arrangement on record recognises it".to_owned()
    } else {
        "no arrangement in force on this date lets it count as met".to_owned()
    }
}

/// The text that says so, or the arrangement where no text is known.
pub(in crate::report) fn through(row: &Answer<'_>) -> String {
    if row.text("throughId").is_empty() {
        row.text("arrangementLabel").to_owned()
    } else {
        format!("{} {}", row.text("throughEditionLabel"), row.text("throughId"))
    }
}

/// The first letter small, but for abbreviations.
pub(super) fn lower(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

pub(in crate::report) fn sorted_parts(parts: &str) -> String {
    let mut parts: Vec<&str> = parts.split("; ").collect();
    parts.sort_unstable();
    sentence(&parts.join("; ").to_lowercase())
}
