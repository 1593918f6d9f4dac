//! The tables of a pack: one struct a table, one field a column, in the order of the header.
//!
//! An `Option` or a [`List`] may be blank; every other cell must hold a value.

use super::Located;
use super::cell::RowReader;
use super::schema::{Column, Home, Schema};
use super::value::*;

macro_rules! tables {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident as $rows:ident in $home:ident $file:literal
        $(names $kind:ident)? unique $(($($key:ident),+))and+
        { $($(#[doc = $fdoc:literal])+ $field:ident : $ty:ty),+ $(,)? }
    )+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $name { $($(#[doc = $fdoc])+ pub $field: $ty),+ }

            impl $name {
                /// Reads every cell before it gives up on any, so that all problems of a row show at once.
                fn read(cells: &mut RowReader<'_, '_>) -> Option<Self> {
                    $(let $field = cells.next();)+
                    Some(Self { $($field: $field?),+ })
                }
            }
        )+

        /// The rows of every table.
        #[derive(Clone, Debug, Default)]
        pub struct Tables {
            $($(#[doc = $doc])+ pub $rows: Vec<Located<$name>>),+
        }

        /// Every table that a pack may have.
        pub static SCHEMAS: &[Schema] = &[$(Schema {
            file: $file,
            about: &[$($doc),+],
            home: Home::$home,
            columns: &[$(Column::of::<$ty>(stringify!($field), &[$($fdoc),+])),+],
            unique: &[$(&[$(stringify!($key)),+]),+],
            names: tables!(@kind $($kind)?),
            push: |tables, cells, pack, at| {
                if let Some(row) = $name::read(cells) {
                    tables.$rows.push(Located { row, pack: pack.clone(), at });
                }
            },
        }),+];
    };
    (@kind) => { None };
    (@kind $kind:ident) => { Some(Kind::$kind) };
}

tables! {
    /// A document from which facts were read. Any pack may have this table.
    SourceRow as sources in Any "sources.csv" names Source unique (source_id) {
        /// Unique over all packs.
        source_id: SourceId,
        /// Title of the document.
        label: String,
        /// Title in its own language.
        label_local: Option<String>,
        /// BCP 47 tag of `label_local`.
        language: Option<String>,
        /// Who published it.
        publisher: Option<String>,
        /// Date of publication.
        published: Option<PartialDate>,
        /// Where it stands.
        url: Option<String>,
        /// Where the copy that was read stands, if not at `url`.
        read_at: Option<String>,
        /// How far it was read: in full, opening only, …
        read_extent: String,
        /// `primary` for the text itself, `secondary` for a text about it.
        grade: Grade,
        /// Anything a reviewer should know.
        note: Option<String>,
    }

    /// Where an element belongs (vocabulary).
    ThemeRow as themes in Vocabulary "themes.csv" names Theme unique (theme_id) {
        /// Unique name.
        theme_id: ThemeId,
        /// Name for people.
        label: String,
        /// What belongs here.
        definition: String,
        /// Whether a product label can discharge duties of this theme.
        label_reach: LabelReach,
    }

    /// One atomic, separately checkable ask (vocabulary).
    ElementRow as elements in Vocabulary "elements.csv" names Element unique (element_id) {
        /// Unique name.
        element_id: ElementId,
        /// Where it belongs.
        theme_id: ThemeId,
        /// Short statement of the ask.
        label: String,
        /// The ask in this project's own words.
        definition: String,
        /// Elements that whoever does this one has done as well, strictly.
        entails: List<ElementId>,
        /// `yes` where the regime that asks fixes the content, so that two regimes that ask it need not ask the same.
        relative: YesNo,
        /// Remark.
        note: Option<String>,
    }

    /// A condition under which an obligation applies (vocabulary).
    ConditionRow as conditions in Vocabulary "conditions.csv" names Condition unique (condition_id) {
        /// Unique name.
        condition_id: ConditionId,
        /// Name for people.
        label: String,
        /// When it holds.
        definition: String,
        /// Conditions that hold whenever this one does, strictly.
        implies: List<ConditionId>,
        /// For a conjunction: it holds exactly when all of these do.
        all_of: List<ConditionId>,
        /// `yes` where it holds only for whoever chooses another route to compliance.
        alternative_route: YesNo,
    }

    /// How a text or an entailment is read, where a relation hangs on it (vocabulary).
    ReadingRow as readings in Vocabulary "readings.csv" names Reading unique (reading_id) {
        /// Unique name.
        reading_id: ReadingId,
        /// The element concerned; with `entails`, the entailment concerned.
        element_id: Option<ElementId>,
        /// The entailed element.
        entails: Option<ElementId>,
        /// The edition of the provision concerned.
        edition_id: Option<EditionId>,
        /// The provision concerned.
        provision_id: Option<ProvisionId>,
        /// The reading taken, and why.
        text: String,
        /// What would change on another reading.
        otherwise: Option<String>,
    }

    /// A kind of product (vocabulary).
    ProductCategoryRow as product_categories in Vocabulary "product-categories.csv" names ProductCategory unique (product_category_id) {
        /// Unique name.
        product_category_id: ProductCategoryId,
        /// Name for people.
        label: String,
        /// What belongs to it.
        definition: Option<String>,
        /// The wider category.
        broader: List<ProductCategoryId>,
    }

    /// A way to show conformity (vocabulary).
    AssessmentRouteRow as assessment_routes in Vocabulary "assessment-routes.csv" names AssessmentRoute unique (assessment_route_id) {
        /// Unique name.
        assessment_route_id: AssessmentRouteId,
        /// Name for people.
        label: String,
        /// What is done, by whom.
        definition: String,
        /// Order by rigour: a larger number is more rigorous, equal numbers are not ordered.
        rigour: u8,
    }

    /// What a fact is about, so that facts compare across regimes (vocabulary).
    AspectRow as aspects in Vocabulary "aspects.csv" names Aspect unique (aspect_id) {
        /// Unique name.
        aspect_id: AspectId,
        /// Name for people.
        label: String,
        /// Which facts belong here.
        definition: String,
    }

    /// Who owes an obligation (vocabulary).
    DutyBearerRow as duty_bearers in Vocabulary "duty-bearers.csv" names DutyBearer unique (duty_bearer_id) {
        /// Unique name.
        duty_bearer_id: DutyBearerId,
        /// Name for people.
        label: String,
        /// Who it is.
        definition: String,
        /// Whether a product label can discharge duties of theirs.
        label_reach: LabelReach,
    }

    /// What an obligation applies to (vocabulary).
    ProductPartRow as product_parts in Vocabulary "product-parts.csv" names ProductPart unique (product_part_id) {
        /// Unique name.
        product_part_id: ProductPartId,
        /// Name for people.
        label: String,
        /// What belongs to it.
        definition: String,
    }

    /// A state or union (vocabulary).
    JurisdictionRow as jurisdictions in Vocabulary "jurisdictions.csv" names Jurisdiction unique (jurisdiction_id) {
        /// Unique name.
        jurisdiction_id: JurisdictionId,
        /// Name in English.
        label: String,
        /// Name in its own language.
        label_local: Option<String>,
        /// BCP 47 tag of `label_local`.
        language: Option<String>,
        /// ISO 3166-1 alpha-2 code.
        iso_3166: Option<String>,
        /// Whether it takes part in the Global Cybersecurity Labelling Initiative.
        gcli_participant: YesNo,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// A body that makes or runs a regime (vocabulary).
    AuthorityRow as authorities in Vocabulary "authorities.csv" names Authority unique (authority_id) {
        /// Unique name.
        authority_id: AuthorityId,
        /// Where it sits.
        jurisdiction_id: Option<JurisdictionId>,
        /// Name in English.
        label: String,
        /// Name in its own language.
        label_local: Option<String>,
        /// BCP 47 tag of `label_local`.
        language: Option<String>,
        /// Short name, such as OPSS.
        short_label: Option<String>,
        /// The body it belongs to.
        part_of: Option<AuthorityId>,
        /// Web site.
        homepage: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// The regime of a pack: one row.
    RegimeRow as regimes in Regime "regime.csv" names Regime unique (regime_id) {
        /// Unique name; the folder's name.
        regime_id: RegimeId,
        /// Full name in English.
        label: String,
        /// Short name.
        short_label: String,
        /// Name in its own language.
        label_local: Option<String>,
        /// BCP 47 tag of `label_local`.
        language: Option<String>,
        /// Regulation, label, standard or initiative.
        kind: RegimeKind,
        /// Whose.
        jurisdiction_id: Option<JurisdictionId>,
        /// Who makes or runs it.
        authority_id: List<AuthorityId>,
        /// How conformity is shown, where the regime has no levels.
        assessment_route_id: List<AssessmentRouteId>,
        /// What it is, in a sentence or two.
        description: String,
        /// Web site.
        homepage: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// A document that carries provisions.
    InstrumentRow as instruments in Regime "instruments.csv" names Instrument unique (instrument_id) {
        /// Unique name, beginning with the regime's.
        instrument_id: InstrumentId,
        /// The regime it belongs to.
        regime_id: RegimeId,
        /// Title in English.
        label: String,
        /// How it is cited.
        short_label: String,
        /// Title in its own language.
        label_local: Option<String>,
        /// BCP 47 tag of `label_local`.
        language: Option<String>,
        /// What kind of document.
        kind: InstrumentKind,
        /// Who issued it.
        authority_id: List<AuthorityId>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// One version of an instrument.
    EditionRow as editions in Regime "editions.csv" names Edition unique (edition_id) {
        /// Unique name, such as `etsi-en-303-645/v2.1.1`.
        edition_id: EditionId,
        /// The instrument it is a version of.
        instrument_id: InstrumentId,
        /// Title in English.
        label: String,
        /// How it is cited.
        short_label: String,
        /// Version as printed.
        version: Option<String>,
        /// Made, adopted or published.
        published: Option<PartialDate>,
        /// First day in force or in use.
        in_force: Option<PartialDate>,
        /// First day on which it is no longer in force or in use.
        ended: Option<PartialDate>,
        /// The edition that it takes the place of.
        supersedes: List<EditionId>,
        /// Editions whose text it changes.
        amends: List<EditionId>,
        /// How much of it this pack holds.
        completeness: Completeness,
        /// What is missing, and why.
        completeness_note: Option<String>,
        /// Where it stands.
        url: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// An edition cites another, pinned to a version or not.
    CitationRow as citations in Regime "citations.csv" unique (edition_id, provision_id, cited_edition) {
        /// The edition that cites.
        edition_id: EditionId,
        /// The provision that cites, if known.
        provision_id: Option<ProvisionId>,
        /// The edition cited, where one is meant.
        cited_edition: EditionId,
        /// What it is cited for.
        role: CitationRole,
        /// Whether the citation fixes that edition, whatever comes later.
        pinned: YesNo,
        /// First day on which the citation has effect.
        in_force: Option<PartialDate>,
        /// Remark.
        note: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// A textual effect of an amending edition.
    AmendmentRow as amendments in Regime "amendments.csv" unique (edition_id, amending_provision, amended_edition, amended_provision, effect) {
        /// The edition that amends.
        edition_id: EditionId,
        /// The amending provision as printed.
        amending_provision: String,
        /// The edition amended.
        amended_edition: EditionId,
        /// The provision amended, as printed.
        amended_provision: String,
        /// What changes, in own words.
        effect: String,
        /// First day of the effect.
        in_force: PartialDate,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// What became of a provision from an earlier edition to this one.
    ChangeRow as changes in Regime "changes.csv" unique (edition_id, provision_id, earlier_edition, earlier_provision) {
        /// The later edition.
        edition_id: EditionId,
        /// The provision there; blank where nothing took the earlier one's place.
        provision_id: Option<ProvisionId>,
        /// The earlier edition.
        earlier_edition: EditionId,
        /// The provision there; blank where the later one is new.
        earlier_provision: Option<ProvisionId>,
        /// What became of it.
        change: ChangeKind,
        /// What is different, in own words.
        note: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// The smallest part of an edition that has an identifier of its own.
    ProvisionRow as provisions in Regime "provisions.csv" names Provision unique (edition_id, provision_id) and (edition_id, slug) {
        /// The edition.
        edition_id: EditionId,
        /// Identifier as the instrument prints it.
        provision_id: ProvisionId,
        /// The same, safe in a path; unique within the edition.
        slug: Slug,
        /// The provision that contains it.
        parent_id: Option<ProvisionId>,
        /// Heading or short title.
        heading: String,
        /// Heading in the instrument's language.
        heading_local: Option<String>,
        /// BCP 47 tag of `heading_local`.
        language: Option<String>,
        /// What it says, in this project's own words.
        paraphrase: String,
        /// What it does.
        kind: ProvisionKind,
        /// Status code as the instrument prints it, such as `M C (5)`.
        status_code: Option<String>,
        /// `no` where the identifier is ours and not the instrument's.
        official_id: YesNo,
        /// First day in force, where it is not the edition's.
        in_force: Option<PartialDate>,
        /// First day no longer in force, where it is not the edition's.
        ended: Option<PartialDate>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// One provision asks one element.
    ObligationRow as obligations in Regime "obligations.csv" unique (edition_id, provision_id, element_id, condition_id, duty_bearer_id, applies_to) {
        /// The edition.
        edition_id: EditionId,
        /// The provision that asks.
        provision_id: ProvisionId,
        /// What it asks.
        element_id: ElementId,
        /// How strongly; conditional exactly when `condition_id` is set.
        modality: Modality,
        /// When it applies; blank for always.
        condition_id: Option<ConditionId>,
        /// Who owes it.
        duty_bearer_id: DutyBearerId,
        /// What it applies to.
        applies_to: List<ProductPartId>,
        /// Remark.
        note: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence for this ask, which may be weaker than that for the provision.
        grade: Grade,
    }

    /// A rung of a label.
    LevelRow as levels in Regime "levels.csv" names Level unique (level_id) {
        /// Unique name, such as `sg-cls/v1.4/level-2`.
        level_id: LevelId,
        /// The edition that defines it.
        edition_id: EditionId,
        /// Name in English.
        label: String,
        /// Name in its own language.
        label_local: Option<String>,
        /// BCP 47 tag of `label_local`.
        language: Option<String>,
        /// Order within the label, from 1.
        rank: u8,
        /// Levels whose requirements it includes.
        includes: List<LevelId>,
        /// The levels of an earlier edition whose place it takes.
        supersedes: List<LevelId>,
        /// How conformity is shown.
        assessment_route_id: List<AssessmentRouteId>,
        /// Longest validity of the label, in months.
        validity_months: Option<u16>,
        /// What limits or ends it.
        validity_note: Option<String>,
        /// The product categories it is for, where narrower than the regime's.
        product_category_id: List<ProductCategoryId>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// A level requires a provision; what lower levels require is not repeated.
    LevelRequirementRow as level_requirements in Regime "level-requirements.csv" unique (level_id, edition_id, provision_id) {
        /// The level.
        level_id: LevelId,
        /// The edition of the required provision.
        edition_id: EditionId,
        /// The required provision.
        provision_id: ProvisionId,
        /// How strongly the level asks for it.
        modality: Modality,
        /// Remark, such as how membership was derived.
        note: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence for membership.
        grade: Grade,
    }

    /// A regime covers a product category, or leaves it out.
    ScopeRow as scope in Regime "scope.csv" unique (regime_id, product_category_id, inclusion, in_force) {
        /// The regime.
        regime_id: RegimeId,
        /// The category.
        product_category_id: ProductCategoryId,
        /// In, out, conditional or unclear.
        inclusion: Inclusion,
        /// Condition or remark.
        condition: Option<String>,
        /// First day.
        in_force: Option<PartialDate>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// A fact about a regime or level that has no table of its own: a fee, a penalty, a register.
    FactRow as facts in Regime "facts.csv" unique (regime_id, level_id, fact_key, value) {
        /// The regime.
        regime_id: RegimeId,
        /// The level, where the fact is about one.
        level_id: Option<LevelId>,
        /// What it is about, in the words that all regimes share.
        aspect_id: AspectId,
        /// What exactly it is about; unique within regime and level, save where sources disagree.
        fact_key: FactKey,
        /// Name for people.
        label: String,
        /// The fact, in own words.
        value: String,
        /// The figure in it, where there is one.
        quantity: Option<String>,
        /// Unit of the figure: an ISO 4217 code, `days`, `months`, `years`, `percent`, `count`.
        unit: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// Something that happened to a regime, an edition or an arrangement.
    EventRow as events in RegimeOrArrangements "events.csv" unique (date, label) {
        /// When.
        date: PartialDate,
        /// What.
        label: String,
        /// The edition concerned.
        edition_id: Option<EditionId>,
        /// The arrangement concerned.
        arrangement_id: Option<ArrangementId>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// Something that nobody could find out yet, and where to look next.
    OpenQuestionRow as open_questions in RegimeOrArrangements "open-questions.csv" names OpenQuestion unique (question_id) {
        /// Unique name, beginning with the regime's.
        question_id: OpenQuestionId,
        /// The regime concerned.
        regime_id: Option<RegimeId>,
        /// The edition concerned.
        edition_id: Option<EditionId>,
        /// Why it is open.
        kind: OpenQuestionKind,
        /// What is not known.
        label: String,
        /// What was looked for, and where.
        searched: String,
        /// Where the next reviewer should look.
        where_to_look: Option<String>,
    }

    /// An MoU, a deeming provision, a mutual-recognition arrangement or a scheme rule.
    ArrangementRow as arrangements in Arrangements "arrangements.csv" names Arrangement unique (arrangement_id) {
        /// Unique name.
        arrangement_id: ArrangementId,
        /// Name in English.
        label: String,
        /// Name in its own language.
        label_local: Option<String>,
        /// BCP 47 tag of `label_local`.
        language: Option<String>,
        /// How it is cited.
        short_label: String,
        /// What kind.
        kind: ArrangementKind,
        /// The bodies that made it.
        party_id: List<AuthorityId>,
        /// The edition that gives it force, where it is law or a published procedure.
        edition_id: Option<EditionId>,
        /// Signed, exchanged or made.
        signed: Option<PartialDate>,
        /// First day of effect.
        in_force: Option<PartialDate>,
        /// First day without effect.
        ended: Option<PartialDate>,
        /// What it does.
        description: String,
        /// The duties that it does not replace.
        not_replaced: Option<String>,
        /// How much of its own text was read.
        read_extent: String,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// A date that a source gives for an arrangement; disagreeing sources have a row each.
    ArrangementDateRow as arrangement_dates in Arrangements "arrangement-dates.csv" unique (arrangement_id, kind, date, source_id) {
        /// The arrangement.
        arrangement_id: ArrangementId,
        /// Which date.
        kind: ArrangementDateKind,
        /// The date.
        date: PartialDate,
        /// What exactly the source says.
        note: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// One directed effect of an arrangement: this counts as that.
    RecognitionRow as recognitions in Arrangements "recognitions.csv" names Recognition unique (recognition_id) {
        /// Unique name, beginning with the arrangement's.
        recognition_id: RecognitionId,
        /// The arrangement.
        arrangement_id: ArrangementId,
        /// Short statement: this counts as that.
        label: String,
        /// What it does for the holder.
        effect: RecognitionEffect,
        /// The levels recognised; blank where an edition or provisions are.
        recognised_level: List<LevelId>,
        /// The edition recognised, as pinned.
        recognised_edition: EditionId,
        /// The provisions recognised, all of them together; blank for a whole level or edition.
        recognised_provision: List<ProvisionId>,
        /// The edition for which it counts.
        counts_as_edition: EditionId,
        /// The provisions for which it counts; blank for the whole of a level or edition.
        counts_as_provision: List<ProvisionId>,
        /// Provisions within those that go on binding all the same.
        except_provision: List<ProvisionId>,
        /// The level for which it counts.
        counts_as_level: Option<LevelId>,
        /// The condition of those who rely on it: what is asked under that condition binds them beside what is recognised.
        route_condition: Option<ConditionId>,
        /// The edition whose text says so.
        through_edition: Option<EditionId>,
        /// The provision whose text says so.
        through_provision: Option<ProvisionId>,
        /// Whether the edition recognised is fixed, whatever comes later.
        pinned: YesNo,
        /// First day of effect.
        in_force: Option<PartialDate>,
        /// First day without effect.
        ended: Option<PartialDate>,
        /// Remark.
        note: Option<String>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }

    /// A condition on a recognition.
    RecognitionConditionRow as recognition_conditions in Arrangements "recognition-conditions.csv" unique (recognition_id, kind, label) {
        /// The recognition.
        recognition_id: RecognitionId,
        /// What kind.
        kind: RecognitionConditionKind,
        /// The condition, in own words.
        label: String,
        /// The product category, for a condition on the product type.
        product_category_id: List<ProductCategoryId>,
        /// Sources.
        source_id: List<SourceId>,
        /// Where in the source.
        locator: String,
        /// Evidence.
        grade: Grade,
    }
    /// A mapping that others published, with the columns of SSSOM and, after `comment`, our own.
    MappingRow as mapping_rows in Mappings "*.sssom.tsv" unique (subject_id, predicate_id, object_id, author_label, mapping_source, locator, set_id) {
        /// What is mapped.
        subject_id: Curie,
        /// Its name.
        subject_label: Option<String>,
        /// The relation that is stated.
        predicate_id: Curie,
        /// `Not` where the relation is denied.
        predicate_modifier: Option<PredicateModifier>,
        /// What it is mapped to.
        object_id: Curie,
        /// Its name.
        object_label: Option<String>,
        /// How the mapping was come by.
        mapping_justification: Curie,
        /// Who says so.
        author_label: Option<String>,
        /// Who says so, as an address.
        author_id: Option<Curie>,
        /// The document that says so.
        mapping_source: Option<Curie>,
        /// The day on which it was said; blank where only the month or year is known.
        mapping_date: Option<Day>,
        /// How sure the author is, from 0 to 1.
        confidence: Option<String>,
        /// Remark.
        comment: Option<String>,
        /// Evidence.
        grade: Option<Grade>,
        /// Where in the source.
        locator: Option<String>,
        /// Rows with the same value are one statement on a set.
        set_id: Option<String>,
        /// The relation in the words of the source.
        stated_relation: Option<String>,
    }
}
