//! Which classes have pages, and what people call them.

/// A class whose things have a page each.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Local name in the ontology.
    pub class: &'static str,
    /// First step of the path, and the folder of its queries below `site/`.
    pub folder: &'static str,
    /// What one is called.
    pub name: &'static str,
    /// What several are called.
    pub plural: &'static str,
}

macro_rules! kinds {
    ($($class:literal $folder:literal $name:literal $plural:literal),+ $(,)?) => {
        /// Every kind of page that stands for a thing, in the order of the lists that name them.
        pub const KINDS: &[Kind] =
            &[$(Kind { class: $class, folder: $folder, name: $name, plural: $plural }),+];
    };
}

kinds! {
    "Regime" "regime" "Regime" "Regimes",
    "Instrument" "instrument" "Instrument" "Instruments",
    "Edition" "edition" "Edition" "Editions",
    "Level" "level" "Level" "Levels",
    "Provision" "provision" "Provision" "Provisions",
    "Theme" "theme" "Theme" "Themes",
    "Element" "element" "Element" "Elements",
    "Condition" "condition" "Condition" "Conditions",
    "Reading" "reading" "Reading" "Readings",
    "Arrangement" "arrangement" "Arrangement" "Arrangements",
    "Recognition" "recognition" "Recognition" "Recognitions",
    "Source" "source" "Source" "Sources",
    "Authority" "authority" "Authority" "Authorities",
    "Jurisdiction" "jurisdiction" "Jurisdiction" "Jurisdictions",
    "ProductCategory" "product-category" "Product category" "Product categories",
    "AssessmentRoute" "assessment-route" "Assessment route" "Assessment routes",
    "DutyBearer" "duty-bearer" "Duty bearer" "Duty bearers",
    "ProductPart" "product-part" "Product part" "Product parts",
    "Table" "table" "Table" "Tables of the data",
    "Aspect" "aspect" "Aspect" "Aspects",
    "OpenQuestion" "open-question" "Open question" "Open questions",
}

/// The kind of a class, if its things have pages.
pub fn of_class(class: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.class == class)
}
