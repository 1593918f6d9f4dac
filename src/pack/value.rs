//! The types of single cells: identifiers, closed lists, dates and lists.

use serde::{Deserialize, Deserializer, de::Error as _};
use std::fmt;
use std::str::FromStr;

/// What the cells of a column hold, as far as the loader has to know.
pub trait Cell {
    /// The kind of thing that a cell names.
    const KIND: Option<Kind> = None;
    /// Whether a cell holds several values.
    const LIST: bool = false;
    /// Whether a cell may be blank.
    const OPTIONAL: bool = false;
    /// What a value may be.
    const VALUES: Values = Values::Text;
}

/// What the values of a column may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Any text, or the name of a thing.
    Text,
    /// A whole number up to this one.
    WholeNumber(u16),
    /// A day, a month or a year.
    Date,
    /// A value of a closed list.
    OneOf(&'static [&'static str]),
}

impl Cell for String {}
impl Cell for u8 {
    const VALUES: Values = Values::WholeNumber(u8::MAX as u16);
}
impl Cell for u16 {
    const VALUES: Values = Values::WholeNumber(u16::MAX);
}

impl<T: Cell> Cell for Option<T> {
    const KIND: Option<Kind> = T::KIND;
    const OPTIONAL: bool = true;
    const VALUES: Values = T::VALUES;
}

macro_rules! identifiers {
    ($check:ident: $($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The identifier as it stands in the table.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                $check(text)?;
                Ok(Self(text.into()))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(D::Error::custom)
            }
        }
    )+};
}

macro_rules! kinds {
    ($($name:ident = $kind:ident $text:literal),+ $(,)?) => {
        /// The kinds of things that a table defines and other tables name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(
                #[doc = concat!("Named by a [`", stringify!($name), "`].")]
                $kind
            ),+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),+];

            /// The word for it in messages.
            pub const fn as_str(self) -> &'static str {
                match self { $(Kind::$kind => $text),+ }
            }
        }

        $(impl Cell for $name {
            const KIND: Option<Kind> = Some(Kind::$kind);
        })+
    };
}

fn any(text: &str) -> Result<(), String> {
    if text.is_empty() { Err("expected a name".to_owned()) } else { Ok(()) }
}

/// A name that is safe in an IRI and in a path.
fn word(text: &str) -> Result<(), String> {
    let safe = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
    let begins_well = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if begins_well && text.bytes().all(safe) && !text.contains("..") {
        Ok(())
    } else {
        Err("expected lower-case letters a to z, digits, `-` and `.`, beginning with a letter or digit".to_owned())
    }
}

identifiers! { any:
    /// A regime, such as `uk-psti`.
    RegimeId,
    /// An instrument, such as `uk-psti/si-2023-1007`.
    InstrumentId,
    /// An edition, such as `etsi-en-303-645/v2.1.1`.
    EditionId,
    /// A provision within its edition, as the instrument prints it: `5.1-1`, `Sch 1 para 1(2)`.
    ProvisionId,
    /// A rung of a label, such as `sg-cls/v1.4/level-2`.
    LevelId,
    /// An atomic ask, such as `password-unique-or-user-defined`.
    ElementId,
    /// A theme, such as `passwords`.
    ThemeId,
    /// A condition under which an obligation applies.
    ConditionId,
    /// A note on how a text is read.
    ReadingId,
    /// A kind of product.
    ProductCategoryId,
    /// A way to show conformity.
    AssessmentRouteId,
    /// What a fact is about, such as `fee`.
    AspectId,
    /// Who owes an obligation.
    DutyBearerId,
    /// What an obligation applies to.
    ProductPartId,
    /// A state or union that makes law.
    JurisdictionId,
    /// A body that makes or runs a regime.
    AuthorityId,
    /// A document from which facts were read.
    SourceId,
    /// An MoU, deeming provision, mutual-recognition arrangement or scheme rule.
    ArrangementId,
    /// One directed effect of an arrangement.
    RecognitionId,
    /// Something that nobody could find out yet.
    OpenQuestionId,
    /// A short IRI in a mapping: `etsi:v2.1.1/5.1-1`; the file says what `etsi` stands for.
    Curie,
}

identifiers! { word:
    /// The part of a provision's address that is safe in a path: `sch1-1-2`.
    Slug,
    /// The key of a regime fact, such as `penalty-maximum`.
    FactKey,
}

impl Cell for Curie {}
impl Cell for Slug {}
impl Cell for FactKey {}

kinds! {
    RegimeId = Regime "regime",
    InstrumentId = Instrument "instrument",
    EditionId = Edition "edition",
    ProvisionId = Provision "provision",
    LevelId = Level "level",
    ElementId = Element "element",
    ThemeId = Theme "theme",
    ConditionId = Condition "condition",
    ReadingId = Reading "reading",
    ProductCategoryId = ProductCategory "product category",
    AssessmentRouteId = AssessmentRoute "assessment route",
    DutyBearerId = DutyBearer "duty bearer",
    ProductPartId = ProductPart "product part",
    JurisdictionId = Jurisdiction "jurisdiction",
    AuthorityId = Authority "authority",
    SourceId = Source "source",
    ArrangementId = Arrangement "arrangement",
    RecognitionId = Recognition "recognition",
    AspectId = Aspect "aspect",
    OpenQuestionId = OpenQuestion "open question",
}

impl Kind {
    /// The word with its article: `an element`.
    pub fn with_article(self) -> String {
        let word = self.as_str();
        let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {word}")
    }

    /// The class of such things, as a local name of the ontology: `ProductCategory`.
    pub fn class(self) -> String {
        let mut class = String::new();
        for word in self.as_str().split(' ') {
            class.extend(word.chars().next().map(|first| first.to_ascii_uppercase()));
            class.push_str(word.get(1..).unwrap_or_default());
        }
        class
    }

    /// Checks the spelling of a name that a table defines: it becomes part of an IRI and of a path.
    ///
    /// # Errors
    /// Says how such a name is spelled.
    pub fn check_spelling(self, name: &str) -> Result<(), String> {
        match self {
            // Printed by the instrument; its slug goes into the address.
            Kind::Provision => any(name),
            Kind::Instrument | Kind::Edition | Kind::Level | Kind::Recognition => {
                if name.contains('/') && name.split('/').all(|part| word(part).is_ok()) {
                    Ok(())
                } else {
                    Err("expected words of a to z, 0 to 9, `-` and `.`, joined by `/`".to_owned())
                }
            }
            _ => word(name),
        }
    }
}

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// Every value as it is written, in order.
            pub const TEXTS: &'static [&'static str] = &[$($text),+];

            /// The value as it is written in tables, IRIs and reports.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($text => Ok($name::$variant),)+
                    _ => Err(format!("expected one of: {}", Self::TEXTS.join(", "))),
                }
            }
        }

        impl Cell for $name {
            const VALUES: Values = Values::OneOf(Self::TEXTS);
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(|_| D::Error::unknown_variant(&text, Self::TEXTS))
            }
        }
    };
}

closed_list! {
    /// How well a fact is evidenced; ordered from strongest to weakest.
    Grade {
        /// The text itself was read.
        Primary = "primary",
        /// A source about the text was read.
        Secondary = "secondary",
        /// Neither was read.
        Unconfirmed = "unconfirmed",
    }
}

closed_list! {
    /// How much of an edition the pack holds.
    Completeness {
        /// Every provision is in, so that absence is a finding.
        Full = "full",
        /// Only the listed provisions are in.
        Partial = "partial",
        /// Facts about the regime, no provisions.
        Outline = "outline",
    }
}

closed_list! {
    /// How strongly a provision asks.
    Modality {
        /// Always required.
        Mandatory = "mandatory",
        /// Required where the condition holds.
        ConditionalMandatory = "conditional-mandatory",
        /// Always recommended.
        Recommended = "recommended",
        /// Recommended where the condition holds.
        ConditionalRecommended = "conditional-recommended",
    }
}

closed_list! {
    /// What a provision does.
    ProvisionKind {
        /// It asks for something.
        Requirement = "requirement",
        /// It fixes what a word means.
        Definition = "definition",
        /// It says what is covered or left out.
        Scope = "scope",
        /// It says how something is done by the regime's own bodies.
        Procedure = "procedure",
        /// It gives powers to enforce, or sets penalties.
        Enforcement = "enforcement",
        /// It treats something else as compliance.
        Deeming = "deeming",
        /// It says how conformity is tested.
        Test = "test",
    }
}

closed_list! {
    /// The kinds of regime.
    RegimeKind {
        /// Binding law.
        Regulation = "regulation",
        /// A voluntary label.
        Label = "label",
        /// A technical standard.
        Standard = "standard",
        /// A cooperation that itself binds nobody.
        Initiative = "initiative",
    }
}

closed_list! {
    /// The kinds of document that carry provisions.
    InstrumentKind {
        /// An act of a parliament.
        Act = "act",
        /// Law made under an act.
        Regulations = "regulations",
        /// A technical standard.
        Standard = "standard",
        /// A document of a scheme owner.
        SchemeDocument = "scheme-document",
        /// A procedure of a scheme owner or authority.
        Procedure = "procedure",
        /// A statement of intent.
        Statement = "statement",
    }
}

closed_list! {
    /// Whether a label can discharge a duty.
    LabelReach {
        /// A product label can show that it is met.
        Inside = "inside",
        /// No product label can discharge it.
        Outside = "outside",
    }
}

closed_list! {
    /// Whether a regime covers a product category.
    Inclusion {
        /// Covered.
        In = "in",
        /// Left out.
        Out = "out",
        /// Covered or left out under the stated condition.
        Conditional = "conditional",
        /// Not established by what was read.
        Unclear = "unclear",
    }
}

closed_list! {
    /// The kinds of arrangement.
    ArrangementKind {
        /// Recognition by law.
        Statute = "statute",
        /// A memorandum of understanding or cooperation.
        Memorandum = "memorandum",
        /// A mutual recognition arrangement between scheme owners.
        MutualRecognition = "mutual-recognition-arrangement",
        /// A rule of one scheme owner.
        SchemeRule = "scheme-rule",
    }
}

closed_list! {
    /// What a recognition does for the holder.
    RecognitionEffect {
        /// The law treats the holder as complying.
        DeemedCompliance = "deemed-compliance",
        /// The scheme accepts conformity with the criterion.
        Accepted = "accepted",
        /// The parties state that the two are equivalent.
        StatedEquivalent = "stated-equivalent",
        /// The holder may apply in a simpler way.
        SimplifiedApplication = "simplified-application",
    }
}

closed_list! {
    /// The kinds of condition on a recognition.
    RecognitionConditionKind {
        /// The label is held now and has not expired.
        LabelValid = "label-valid",
        /// The label has to follow a named edition.
        PinnedEdition = "pinned-edition",
        /// Information has to exist in a named language.
        Language = "language",
        /// A further application or form.
        ExtraApplication = "extra-application",
        /// Entry in a register.
        Listing = "listing",
        /// A fee.
        Fee = "fee",
        /// The mark can be seen.
        VisibleMark = "visible-mark",
        /// Only some products.
        ProductType = "product-type",
        /// The provision is read as if it applied to more, or to something else.
        AppliesTo = "applies-to",
        /// Other provisions have to be met as well.
        AlsoRequired = "also-required",
        /// Documents have to be handed in.
        Evidence = "evidence",
    }
}

closed_list! {
    /// The dates that sources give for an arrangement.
    ArrangementDateKind {
        /// Signed, exchanged or made.
        Signed = "signed",
        /// Took effect.
        InForce = "in-force",
    }
}

closed_list! {
    /// What SSSOM says of a predicate.
    PredicateModifier {
        /// The relation does not hold.
        Not = "Not",
    }
}

closed_list! {
    /// What one edition cites another for.
    CitationRole {
        /// It relies on the text cited.
        Normative = "normative",
        /// It names the text cited and relies on nothing in it.
        Informative = "informative",
        /// It applies the text cited to one type of product.
        Profile = "profile",
        /// It says how conformity with the text cited is tested.
        TestSpecification = "test-specification",
        /// It takes the text cited over as a standard of its own.
        Adoption = "adoption",
    }
}

closed_list! {
    /// What became of a provision from one edition to the next.
    ChangeKind {
        /// The same words.
        Unchanged = "unchanged",
        /// Other words that ask the same.
        Editorial = "editorial",
        /// Other words that may ask something else.
        Reworded = "reworded",
        /// It applies to less.
        ScopeNarrowed = "scope-narrowed",
        /// It applies to more.
        ScopeWidened = "scope-widened",
        /// It applies under another condition.
        ConditionChanged = "condition-changed",
        /// It asks more or less strongly.
        StatusChanged = "status-changed",
        /// It became several.
        Split = "split",
        /// Several became it.
        Merged = "merged",
        /// It has another number and says the same.
        Renumbered = "renumbered",
        /// The earlier edition has nothing like it.
        New = "new",
        /// The later edition has nothing like it.
        Void = "void",
    }
}

closed_list! {
    /// Why a question is open.
    OpenQuestionKind {
        /// It was looked for and not found.
        NotFound = "not-found",
        /// The text is known and was not read.
        Unread = "unread",
        /// What was read leaves doubt.
        Doubtful = "doubtful",
        /// Sources disagree.
        Disagreeing = "disagreeing",
    }
}

closed_list! {
    /// Yes or no.
    YesNo {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

/// A date known to the day, the month or the year: `2024-04-29`, `2024-12`, `2025`.
///
/// Where only the month or year is known, comparison takes its first day; [`PartialDate::first_day`]
/// says so to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// The first day that the date can mean.
    pub fn first_day(self) -> jiff::civil::Date {
        jiff::civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Whether the day itself is known.
    pub fn is_exact(self) -> bool {
        self.day.is_some()
    }

    /// Whether month is known.
    pub fn has_month(self) -> bool {
        self.month.is_some()
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first_day(), self.is_exact(), self.has_month()).cmp(&(
            other.first_day(),
            other.is_exact(),
            other.has_month(),
        ))
    }
}

impl Cell for PartialDate {
    const VALUES: Values = Values::Date;
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "expected a date such as 2024-04-29, 2024-04 or 2024".to_owned();
        let parts: Vec<&str> = text.split('-').collect();
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or_else(wrong)
        };
        let (year, month, day) = match parts[..] {
            [y] => (number(y, 4)?, None, None),
            [y, m] => (number(y, 4)?, Some(number(m, 2)? as i8), None),
            [y, m, d] => (number(y, 4)?, Some(number(m, 2)? as i8), Some(number(d, 2)? as i8)),
            _ => return Err(wrong()),
        };
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1))
            .map_err(|_| "expected a day that is in the calendar".to_owned())?;
        Ok(Self { year, month, day })
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// A date known to the day, where a standard asks for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub PartialDate);

impl Cell for Day {
    const VALUES: Values = Values::Date;
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let date = PartialDate::deserialize(from)?;
        if date.is_exact() { Ok(Self(date)) } else { Err(D::Error::custom("expected a whole day, such as 2024-04-29")) }
    }
}

/// Several values in one cell, separated by `;`. Order in the cell carries no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T>(pub Vec<T>);

impl<T> List<T> {
    /// The values.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Whether the cell is blank.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Cell> Cell for List<T> {
    const KIND: Option<Kind> = T::KIND;
    const LIST: bool = true;
    const OPTIONAL: bool = true;
    const VALUES: Values = T::VALUES;
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(List)
    }
}
