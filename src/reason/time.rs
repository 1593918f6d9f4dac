//! What is in force on a date, and how long an answer derived for that date keeps holding.

use crate::pack::value::PartialDate;
use jiff::civil::Date;

/// The date for which a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf(pub Date);

impl std::fmt::Display for AsOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The state of a dated thing on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It is in force or in use.
    InForce,
    /// It will be.
    NotYetInForce,
    /// It no longer is.
    Ended,
    /// A newer edition has taken its place; a pinned citation may still mean it.
    Superseded,
}

impl State {
    /// The state that two dates give; a missing start means that it was always there.
    pub fn on(as_of: AsOf, start: Option<PartialDate>, end: Option<PartialDate>) -> Self {
        if start.is_some_and(|d| d.first_day() > as_of.0) {
            Self::NotYetInForce
        } else if end.is_some_and(|d| d.first_day() <= as_of.0) {
            Self::Ended
        } else {
            Self::InForce
        }
    }

    /// Whether what is in this state plays a part in answers.
    pub fn counts(self) -> bool {
        matches!(self, Self::InForce | Self::Superseded)
    }

    /// The name as it stands in the ontology.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::NotYetInForce => "not-yet-in-force",
            Self::Ended => "ended",
            Self::Superseded => "superseded",
        }
    }
}

/// A span of days on which nothing dated changes: an answer derived on one of them holds on all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Epoch {
    /// The first of the days, if any date comes before.
    pub from: Option<Date>,
    /// The first day after them, if any date comes after.
    pub until: Option<Date>,
}

impl Epoch {
    /// The span around a date, given every date in the data.
    pub fn around(as_of: AsOf, dates: impl IntoIterator<Item = PartialDate>) -> Self {
        let mut epoch = Self { from: None, until: None };
        for date in dates {
            let day = date.first_day();
            if day <= as_of.0 {
                epoch.from = epoch.from.max(Some(day));
            } else {
                epoch.until = Some(epoch.until.map_or(day, |until| until.min(day)));
            }
        }
        epoch
    }

    /// Whether a day belongs to the span.
    pub fn contains(&self, as_of: AsOf) -> bool {
        self.from.is_none_or(|from| from <= as_of.0) && self.until.is_none_or(|until| as_of.0 < until)
    }
}
