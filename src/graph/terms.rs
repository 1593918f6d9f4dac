//! The terms of the vocabularies that the graph uses.

use oxrdf::{NamedNode, NamedNodeRef};

/// Namespace of regimap's own terms.
pub const REGIMAP: &str = "https://w3id.org/regimap/ontology#";
/// Where the addresses of things begin, unless another base is chosen.
pub const DEFAULT_BASE: &str = "https://w3id.org/regimap/";

/// Prefixes for reading and writing queries and Turtle.
pub const PREFIXES: &[(&str, &str)] = &[
    ("regimap", REGIMAP),
    ("csvw", "http://www.w3.org/ns/csvw#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("sssom", "https://w3id.org/sssom/"),
    ("void", "http://rdfs.org/ns/void#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

macro_rules! names {
    ($namespace:literal: $($name:ident = $local:literal),+ $(,)?) => {$(
        #[doc = concat!("`", $local, "` of `", $namespace, "`")]
        pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($namespace, $local));
    )+};
}

names!("http://www.w3.org/1999/02/22-rdf-syntax-ns#": TYPE = "type", VALUE = "value");
names!("http://purl.org/dc/terms/":
    IDENTIFIER = "identifier", SOURCE = "source", ISSUED = "issued", DATE = "date", REPLACES = "replaces",
    DESCRIPTION = "description", PUBLISHER = "publisher", TITLE = "title", LICENSE = "license",
);
names!("http://www.w3.org/2004/02/skos/core#":
    PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel", DEFINITION = "definition", NOTE = "note", BROADER = "broader",
    CONCEPT = "Concept", CONCEPT_SCHEME = "ConceptScheme", IN_SCHEME = "inScheme", EXACT_MATCH = "exactMatch",
    NARROW_MATCH = "narrowMatch", BROAD_MATCH = "broadMatch", RELATED_MATCH = "relatedMatch",
);
names!("http://data.europa.eu/eli/ontology#":
    FIRST_IN_FORCE = "first_date_entry_in_force", NO_LONGER_IN_FORCE = "date_no_longer_in_force", AMENDS = "amends",
    VERSION = "version",
);
names!("http://xmlns.com/foaf/0.1/": HOMEPAGE = "homepage");
names!("http://www.w3.org/ns/org#": SUB_ORGANIZATION_OF = "subOrganizationOf");
names!("https://schema.org/": URL = "url");
names!("http://www.w3.org/ns/prov#":
    WAS_DERIVED_FROM = "wasDerivedFrom", WAS_GENERATED_BY = "wasGeneratedBy", USED = "used", ACTIVITY = "Activity",
    ENTITY = "Entity",
);
names!("http://www.w3.org/2001/XMLSchema#":
    XSD_DATE = "date", XSD_YEAR_MONTH = "gYearMonth", XSD_YEAR = "gYear", XSD_DECIMAL = "decimal",
);
names!("http://rdfs.org/ns/void#":
    DATASET = "Dataset", TRIPLES = "triples", ENTITIES = "entities", SUBSET = "subset", CLASS = "class",
    CLASS_PARTITION = "classPartition", URI_SPACE = "uriSpace",
);

names!("http://www.w3.org/2002/07/owl#":
    ANNOTATED_SOURCE = "annotatedSource", ANNOTATED_PROPERTY = "annotatedProperty", ANNOTATED_TARGET = "annotatedTarget",
);

/// Terms of SSSOM, the standard for sharing mappings.
pub mod sssom {
    use oxrdf::NamedNodeRef;
    names!("https://w3id.org/sssom/":
        MAPPING = "Mapping", MAPPING_SET = "MappingSet", MAPPINGS = "mappings", AUTHOR_LABEL = "author_label",
        AUTHOR_ID = "author_id", MAPPING_JUSTIFICATION = "mapping_justification", MAPPING_SOURCE = "mapping_source",
        MAPPING_DATE = "mapping_date", CONFIDENCE = "confidence",
    );
}

/// Terms of CSV on the Web.
pub mod csvw {
    use oxrdf::NamedNodeRef;
    names!("http://www.w3.org/ns/csvw#":
        TABLE = "Table", COLUMN = "column", COLUMN_CLASS = "Column", NAME = "name", REQUIRED = "required",
        SEPARATOR = "separator",
    );
}

/// Properties of regimap's own ontology.
pub mod regimap {
    use oxrdf::NamedNodeRef;
    names!("https://w3id.org/regimap/ontology#":
        SLUG = "slug", READ_AT = "readAt", READ_EXTENT = "readExtent", LOCATOR = "locator", GRADE = "grade",
        KIND = "kind", COMPLETENESS = "completeness", COMPLETENESS_NOTE = "completenessNote", THEME = "theme",
        ENTAILS = "entails", RELATIVE = "relative", IMPLIES = "implies", ALL_OF = "allOf", ALTERNATIVE_ROUTE = "alternativeRoute",
        LABEL_REACH = "labelReach", RIGOUR = "rigour", JURISDICTION = "jurisdiction", ISO3166 = "iso3166",
        GCLI_PARTICIPANT = "gcliParticipant", AUTHORITY = "authority", PARTY = "party", REGIME = "regime",
        INSTRUMENT = "instrument", EDITION = "edition", PARENT = "parent", STATUS_CODE = "statusCode",
        OFFICIAL_ID = "officialId", PARAPHRASE = "paraphrase", PROVISION = "provision", ELEMENT = "element",
        MODALITY = "modality", CONDITION = "condition", DUTY_BEARER = "dutyBearer", APPLIES_TO = "appliesTo",
        RANK = "rank", INCLUDES = "includes", ASSESSMENT_ROUTE = "assessmentRoute",
        VALIDITY_MONTHS = "validityMonths", VALIDITY_NOTE = "validityNote", PRODUCT_CATEGORY = "productCategory",
        LEVEL = "level", INCLUSION = "inclusion", SCOPE_CONDITION = "scopeCondition", FACT_KEY = "factKey",
        QUANTITY = "quantity", UNIT = "unit", CITED_EDITION = "citedEdition", PINNED = "pinned",
        AMENDING_PROVISION = "amendingProvision", AMENDED_EDITION = "amendedEdition",
        AMENDED_PROVISION = "amendedProvision", TEXTUAL_EFFECT = "textualEffect", ARRANGEMENT = "arrangement",
        EFFECT = "effect", RECOGNISED_LEVEL = "recognisedLevel", RECOGNISED_EDITION = "recognisedEdition",
        RECOGNISED_PROVISION = "recognisedProvision", COUNTS_AS_EDITION = "countsAsEdition",
        COUNTS_AS_PROVISION = "countsAsProvision", COUNTS_AS_LEVEL = "countsAsLevel",
        EXCEPT_PROVISION = "exceptProvision", REACHES = "reaches", COUNTS_TOWARD = "countsToward", ROUTE_CONDITION = "routeCondition", RECOGNISES = "recognises",
        THROUGH_EDITION = "throughEdition", THROUGH_PROVISION = "throughProvision", RECOGNITION = "recognition",
        ENTAILED_ELEMENT = "entailedElement", OTHERWISE = "otherwise", SIGNED = "signed", AS_OF = "asOf",
        HOLDS_FROM = "holdsFrom", HOLDS_UNTIL = "holdsUntil", STATE = "state", ENTAILS_CLOSURE = "entailsClosure",
        IMPLIES_CLOSURE = "impliesClosure", ASKS = "asks", ASKS_FOR = "asksFor", REQUIRES = "requires",
        INCLUDES_CLOSURE = "includesClosure", SUBJECT = "subject", THROUGH = "through", ASSUMES = "assumes", CLASHES = "clashes", OBJECT = "object", RELATION = "relation",
        SHARED_ELEMENT = "sharedElement", ONLY_SUBJECT = "onlySubject", ONLY_OBJECT = "onlyObject",
        HOLDER = "holder", WITHIN = "within", POSSIBLE_RELATION = "possibleRelation", SET_ID = "setId",
        STATED_RELATION = "statedRelation", CONTENT_HASH = "contentHash", TARGET = "target",
        STATUS_AT_PRIMARY = "statusAtPrimary", STATUS_AT_SECONDARY = "statusAtSecondary",
        STATUS_AT_UNCONFIRMED = "statusAtUnconfirmed", NEEDED_AT_PRIMARY = "neededAtPrimary",
        NEEDED_AT_SECONDARY = "neededAtSecondary", NEEDED_AT_UNCONFIRMED = "neededAtUnconfirmed",
        ALTERNATIVE_OF = "alternativeOf", THRESHOLD = "threshold", CHOICE = "choice", TAKES = "takes", HAS_MORE = "hasMore",
        COVERAGE = "coverage", STATUS = "status", ELEMENTS_AT_PRIMARY = "elementsAtPrimary",
        ELEMENTS_AT_SECONDARY = "elementsAtSecondary", ELEMENTS_AT_UNCONFIRMED = "elementsAtUnconfirmed", RESTS_ON = "restsOn", UNDER_CONDITION = "underCondition",
        MISSING_PART = "missingPart", EQUAL_TO = "equalTo", SUPERSET_OF = "supersetOf", SUBSET_OF = "subsetOf",
        INTERSECTS_WITH = "intersectsWith", ASPECT = "aspect", ROLE = "role", CHANGE = "change",
        EARLIER_EDITION = "earlierEdition", EARLIER_PROVISION = "earlierProvision", NOT_REPLACED = "notReplaced",
        FOLDER = "folder", PLACE = "place", VALUES = "values", NAMES = "names",
        SEARCHED = "searched", WHERE_TO_LOOK = "whereToLook",
    );
}

/// A term of regimap's own ontology.
pub fn own(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{REGIMAP}{local}"))
}
