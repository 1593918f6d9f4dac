//! The whole report: its queries, its answer, its sections.

use super::rows::{elements, not_asked, not_recognised, provisions, summary};
use super::smallest::smallest;
use super::words::answer;
use crate::report::ask::{Answered, Asker, ReportError};
use crate::report::model::*;
use crate::report::resolve::Choice;
use crate::report::setting::Setting;
use crate::report::{facets, findings, pictures};

/// The answers of the queries that several parts of the report draw on.
pub(in crate::report) struct Found {
    pub(in crate::report) provisions: Answered,
    pub(in crate::report) elements: Answered,
    pub(in crate::report) support: Answered,
    pub(in crate::report) open: Answered,
    pub(in crate::report) recognised: Answered,
    pub(in crate::report) recognitions: Answered,
    pub(in crate::report) conditions: Answered,
    pub(in crate::report) not_asked: Answered,
    pub(in crate::report) not_recognised: Answered,
    pub(in crate::report) pins: Answered,
    pub(in crate::report) required: Answered,
}

/// Makes the report.
///
/// # Errors
/// When a query fails, or the target asks nothing.
pub fn coverage(asker: &Asker<'_>, holder: &Choice, target: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let threshold = setting.threshold_node();
    let pair = [("holder", &holder.thing), ("target", &target.thing)];
    let triple = [pair[0], pair[1], ("threshold", &threshold)];
    let counts = asker.ask("report/coverage-counts", &triple)?;
    let found = Found {
        provisions: asker.ask("report/coverage-provisions", &triple)?,
        elements: asker.ask("report/coverage-elements", &triple)?,
        support: asker.ask("report/coverage-support", &pair)?,
        open: asker.ask("report/coverage-open", &pair)?,
        recognised: asker.ask("report/recognised-provisions", &pair)?,
        recognitions: asker.ask("report/recognitions", &pair)?,
        conditions: asker.ask("report/recognition-conditions", &pair)?,
        not_asked: asker.ask("report/recognised-not-asked", &triple)?,
        not_recognised: asker.ask("report/asked-not-recognised", &triple)?,
        required: asker.ask("report/side-provisions", &[("side", &target.thing)])?,
        pins: asker.ask("report/pins", &[("one", &holder.thing), ("other", &target.thing)])?,
    };
    if found.provisions.is_empty() {
        return Err(ReportError::Unfit(format!(
            "nothing is recorded on how far {} shows that {} is met: no provision of it that is in force on {} has recorded \
             elements, or it is the holder's own edition",
            holder.name, target.name, setting.as_of
        )));
    }
    let sides = vec![target.side("target", asker)?, holder.side("holder", asker)?];
    let mut sections = vec![summary(counts.query.clone(), &counts)];
    sections.extend(provisions(asker, &found));
    let fewest = asker.ask("report/coverage-smallest", &triple)?;
    sections.extend((!fewest.is_empty()).then(|| smallest(&fewest)));
    sections.push(elements(asker, &found));
    sections.push(facets::recognitions(asker, &found.recognitions, &found.conditions, "recognitions", "Recognition"));
    sections.push(not_asked(&found.not_asked));
    sections.push(not_recognised(&found.not_recognised));
    sections.push(facets::assessment(asker, &pair)?);
    sections.push(facets::scope(asker, &pair)?);
    sections.push(facets::validity(asker, &pair)?);
    sections.push(facets::pins(asker, &found.pins));
    sections.push(facets::readings(asker.ask("report/coverage-readings", &pair)?));
    let times = [
        asker.ask("report/timeline", &[("side", &target.thing)])?,
        asker.ask("report/timeline", &[("side", &holder.thing)])?,
    ];
    let rows = || times.iter().flat_map(Answered::rows);
    sections.push(facets::timeline(rows(), times.iter().map(|answered| answered.query.clone()).collect()));
    let pictures = pictures::timeline("timeline", rows(), &setting.as_of).into_iter().collect();
    let named = setting.named(
        &format!("coverage-{}-by-{}", target.typed(), holder.typed()),
        &["coverage", "--of", target.typed(), "--by", holder.typed(), "--evidence", &setting.threshold],
    );
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "coverage",
        title: format!("Coverage of {} by {}", target.name, holder.name),
        question: format!("Does holding {} show that {} is met, provision by provision?", holder.name, target.name),
        answer: answer(&counts, &found, target, setting),
        as_of: setting.as_of.clone(),
        evidence: setting.evidence_text(),
        data: setting.data.clone(),
        findings: findings::coverage(&found, holder, &sides, asker, setting)?,
        sides,
        sections,
        pictures,
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "Each provision asks one or more elements: single, separately checkable asks in this project's own words. An element \
     is covered where a mandatory duty of the holder asks it, or something that entails it, for at least the same parts of \
     the product, always or whenever the target asks.",
    "Content says what the two sides ask. Recognition says what a government or scheme owner has decided to accept. The two \
     stand in separate columns and never decide each other.",
    "Evidence weaker than the chosen threshold decides nothing; the column “If unconfirmed facts hold” shows what it would change.",
    "Every table comes from the queries named with it; “regimap query NAME --print” shows one, and without --print runs it.",
];
const LIMITS: &[&str] = &[
    "Where an edition behind the holder is not recorded in full, absence proves nothing, and the answer is not established.",
    "The elements are paraphrases: the instruments alone are authoritative, and this is no legal advice.",
];
