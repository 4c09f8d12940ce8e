//! Strategies for values. Each gives every kind of its type.

use chrono::{Days, NaiveDate};
use proptest::{array, collection, option, prelude::*, sample};
use uuid::Uuid;

use crate::{
    answer::Answer,
    calendar::{AcademicYear, FinancialYear, Moment, PartialDate, Period, Season, Span, Spans, Term},
    document::Source,
    geography::{Area, Authority, District, Point, Region},
    identifiers::{
        ApplicationId, CharityNumber, CompanyNumber, DfeNumber, GroupUid, GssCode, GssEntity, HubId, LaCode,
        OrganisationId, PersonId, Postcode, ProgrammeId, ProjectId, RegisterCode, Slug, TrustId, Ukprn, Urn,
    },
    journal::{Digest, Text},
    money::{Balance, Money},
    organisation::{Grade, Inspection, NotGraded, Outcome, Phase, Phases, ReportGrade},
    ratio::Ratio,
    rules::{FieldName, Path, Step},
    vocabulary::Word,
};

/// What `range` gives, through a constructor that takes all of it.
fn made<T: std::fmt::Debug, N: std::fmt::Debug>(
    range: impl Strategy<Value = N>,
    make: impl Fn(N) -> Option<T>,
) -> impl Strategy<Value = T> {
    range.prop_filter_map("the constructor takes all of the range", make)
}

/// What a regular expression gives, read.
fn read<T: std::fmt::Debug + std::str::FromStr>(pattern: &'static str) -> impl Strategy<Value = T> {
    pattern.prop_filter_map("the type reads what the pattern writes", |text: String| text.parse().ok())
}

/// A URN.
pub fn urn() -> impl Strategy<Value = Urn> {
    made(100_000_u32..=999_999, Urn::new)
}

/// A UKPRN.
pub fn ukprn() -> impl Strategy<Value = Ukprn> {
    made(10_000_000_u32..=19_999_999, Ukprn::new)
}

/// The DfE code of an authority that there is or was.
pub fn la_code() -> impl Strategy<Value = LaCode> {
    sample::select(Authority::all().iter().map(Authority::code).collect::<Vec<_>>())
}

/// A DfE number in an authority that there is or was.
pub fn dfe_number() -> impl Strategy<Value = DfeNumber> {
    made((la_code(), 0_u16..=9999), |(authority, number)| DfeNumber::new(authority, number))
}

/// A GSS code, which need not be anybody's.
pub fn gss_code() -> impl Strategy<Value = GssCode> {
    made((sample::select(GssEntity::ALL.as_slice()), 0_u32..=999_999), |(entity, number)| GssCode::new(entity, number))
}

/// A postcode.
pub fn postcode() -> impl Strategy<Value = Postcode> {
    read(
        "([A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][ABCDEFGHJKPSTUW]) [0-9][ABD-HJLNP-UW-Z]{2}",
    )
}

/// A company number.
pub fn company_number() -> impl Strategy<Value = CompanyNumber> {
    read("([0-9]{8}|(SC|NI|OC)[0-9]{6})")
}

/// A charity number.
pub fn charity_number() -> impl Strategy<Value = CharityNumber> {
    read("([1-9][0-9]{5,6}|SC[0-9]{6})")
}

/// A trust id.
pub fn trust_id() -> impl Strategy<Value = TrustId> {
    read("TR[0-9]{5}")
}

/// A group's bare number.
pub fn group_uid() -> impl Strategy<Value = GroupUid> {
    made(1_u32..=99_999, GroupUid::new)
}

/// A slug.
pub fn slug() -> impl Strategy<Value = Slug> {
    read("[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,4}")
}

/// A hub id.
pub fn hub_id() -> impl Strategy<Value = HubId> {
    slug().prop_map(HubId::from)
}

/// A programme id.
pub fn programme_id() -> impl Strategy<Value = ProgrammeId> {
    slug().prop_map(ProgrammeId::from)
}

/// A project id.
pub fn project_id() -> impl Strategy<Value = ProjectId> {
    slug().prop_map(ProjectId::from)
}

/// A word of some vocabulary.
pub fn word() -> impl Strategy<Value = Word> {
    slug().prop_map(Word::from)
}

/// A person's id.
pub fn person_id() -> impl Strategy<Value = PersonId> {
    any::<u128>().prop_map(|number| PersonId::from(Uuid::from_u128(number)))
}

/// An application's id.
pub fn application_id() -> impl Strategy<Value = ApplicationId> {
    any::<u128>().prop_map(|number| ApplicationId::from(Uuid::from_u128(number)))
}

/// An organisation's id of any kind.
pub fn organisation_id() -> impl Strategy<Value = OrganisationId> {
    prop_oneof![
        urn().prop_map(OrganisationId::School),
        ukprn().prop_map(OrganisationId::College),
        trust_id().prop_map(OrganisationId::Trust),
        group_uid().prop_map(OrganisationId::Group),
        company_number().prop_map(OrganisationId::Company),
        charity_number().prop_map(OrganisationId::Charity),
        read::<RegisterCode>("[A-Z][0-9]{1,3}").prop_map(OrganisationId::Government),
        slug().prop_map(OrganisationId::Body),
    ]
}

/// An amount of money.
pub fn money() -> impl Strategy<Value = Money> {
    made(0_u64..=100_000_000_000, Money::from_pence)
}

/// A balance.
pub fn balance() -> impl Strategy<Value = Balance> {
    made(-100_000_000_000_i64..=100_000_000_000, Balance::from_pence)
}

/// A day of the years 2000 to 2099.
pub fn day() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    (0_u64..36_525).prop_filter_map("within the calendar", move |days| first.checked_add_days(Days::new(days)))
}

/// A date known to the day, the month, the year or as a range with one or both of its ends, or not at all.
pub fn partial_date() -> impl Strategy<Value = PartialDate> {
    let range = (day(), 0_u64..2000, any::<(bool, bool)>());
    // From the first day of one to the last of the other.
    let wide = (whole_date(), whole_date())
        .prop_filter_map("two dates in order", |(from, to)| PartialDate::between(from.earliest(), to.latest()));
    prop_oneof![
        6 => whole_date(),
        1 => wide,
        1 => range.prop_filter_map("one end or both", |(first, days, (from, to))| {
            let last = first.checked_add_days(Days::new(days))?;
            PartialDate::between(from.then_some(first), to.then_some(last)).filter(|date| !date.is_unknown())
        }),
        1 => Just(PartialDate::UNKNOWN),
    ]
    // Dates stand in most records many times over, and a strategy of all of them by value overflows a stack.
    .boxed()
}

/// A date known to the day, the month or the year.
fn whole_date() -> impl Strategy<Value = PartialDate> {
    prop_oneof![
        4 => day().prop_map(PartialDate::from),
        2 => made((2000_u16..=2099, 1_u8..=12), |(year, month)| PartialDate::month(year, month)),
        2 => made(2000_u16..=2099, PartialDate::year),
    ]
}

/// A moment of the years 2000 to 2099, with its seconds or on the minute.
pub fn moment() -> impl Strategy<Value = Moment> {
    let second = prop_oneof![3 => Just(0_u32), 1 => 0_u32..60];
    made((day(), 0_u32..24, 0_u32..60, second), |(day, hour, minute, second)| {
        Moment::new(day.and_hms_opt(hour, minute, second)?)
    })
}

/// An exact number: whole, a decimal or another fraction, above nought or below.
pub fn ratio() -> impl Strategy<Value = Ratio> {
    let below = prop_oneof![Just(1_i128), Just(10), Just(1000), 1_i128..=1_000_000];
    made((-1_000_000_000_i128..=1_000_000_000, below), |(above, below)| Ratio::new(above, below))
}

/// A digest.
pub fn digest() -> impl Strategy<Value = Digest> {
    array::uniform32(any::<u8>()).prop_map(Digest::new)
}

/// Free text of a journal: written, not written, or gone.
pub fn text() -> impl Strategy<Value = Text> {
    prop_oneof![
        4 => any::<String>().prop_map(Text::Written),
        1 => Just(Text::default()),
        1 => (digest(), any::<String>()).prop_map(|(digest, ground)| Text::Redacted { digest, ground }),
    ]
}

/// Where something comes from.
pub fn source() -> impl Strategy<Value = Source> {
    prop_oneof![
        any::<String>().prop_map(|title| Source::Page(title.into())),
        any::<String>().prop_map(|citation| Source::Statute(citation.into())),
        Just(Source::Convention),
        Just(Source::Illustrative),
    ]
}

/// A period, ended or not.
pub fn period() -> impl Strategy<Value = Period> {
    (day(), option::of(0_u64..4000)).prop_filter_map("within the calendar", |(first, days)| {
        let last = days.and_then(|days| first.checked_add_days(Days::new(days)));
        Period::new(first, last).ok()
    })
}

/// A span, its ends known or not, seen or not.
pub fn span() -> impl Strategy<Value = Span> {
    (partial_date(), option::of(partial_date()), option::of(partial_date())).prop_filter_map(
        "an end on or after the start",
        |(from, until, seen)| {
            let span = Span::new(from, until).ok()?;
            Some(seen.and_then(|seen| span.seen_on(seen).ok()).unwrap_or(span))
        },
    )
}

/// One span or more, none certainly overlapping another.
pub fn spans() -> impl Strategy<Value = Spans> {
    (span(), collection::vec(span(), 0..5)).prop_map(|(first, others)| {
        others.into_iter().fold(Spans::from(first), |spans, span| spans.clone().and(span).unwrap_or(spans))
    })
}

/// An academic year.
pub fn academic_year() -> impl Strategy<Value = AcademicYear> {
    made(2000_u16..=2099, AcademicYear::starting)
}

/// A financial year.
pub fn financial_year() -> impl Strategy<Value = FinancialYear> {
    made(2000_u16..=2099, FinancialYear::starting)
}

/// A term.
pub fn term() -> impl Strategy<Value = Term> {
    (sample::select(Season::ALL.as_slice()), academic_year()).prop_map(|(season, year)| Term::new(season, year))
}

/// An answer.
pub fn answer() -> impl Strategy<Value = Answer> {
    sample::select([Answer::Yes, Answer::No, Answer::Unknown].as_slice())
}

/// A region.
pub fn region() -> impl Strategy<Value = Region> {
    sample::select(Region::ALL.as_slice())
}

/// A point on the national grid.
pub fn point() -> impl Strategy<Value = Point> {
    made((80_000_u32..660_000, 5_000_u32..660_000), |(easting, northing)| Point::new(easting, northing))
}

/// An area of any kind.
pub fn area() -> impl Strategy<Value = Area> {
    let district = sample::select(District::all().iter().map(District::code).collect::<Vec<_>>());
    let places = (collection::vec(la_code(), 0..4), collection::vec(district, 0..4)).boxed();
    prop_oneof![
        places.clone().prop_map(|(authorities, districts)| Area::of(authorities).and_districts(districts)),
        places.prop_map(|(authorities, districts)| Area::at_least(authorities).and_districts(districts)),
        region().prop_map(Area::Region),
        Just(Area::Unknown),
    ]
}

/// A set of phases.
pub fn phases() -> impl Strategy<Value = Phases> {
    sample::subsequence(Phase::ALL.to_vec(), 0..=4).prop_map(Phases::from_iter)
}

/// An inspection of any kind.
pub fn inspection() -> impl Strategy<Value = Inspection> {
    let grade = made(1_u8..=4, |number| Grade::from_number(number).ok());
    let visit = sample::select([NotGraded::StandardMaintained, NotGraded::MayHaveImproved].as_slice());
    let card = sample::select([ReportGrade::Exceptional, ReportGrade::ExpectedStandard].as_slice());
    let outcome = prop_oneof![
        grade.prop_map(Outcome::Graded),
        visit.prop_map(Outcome::NotGraded),
        collection::btree_map(word(), card, 1..4).prop_map(Outcome::ReportCard),
    ];
    (partial_date(), outcome).prop_map(|(on, outcome)| Inspection { on, outcome })
}

/// A path into a document.
pub fn path() -> impl Strategy<Value = Path> {
    let step = prop_oneof![
        made("[a-z_]{1,12}", FieldName::new).prop_map(Step::Field),
        any::<String>().prop_map(Step::Key),
        any::<u16>().prop_map(|index| Step::Index(index.into())),
    ];
    collection::vec(step, 0..6).prop_map(Path::new)
}
