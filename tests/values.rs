//! Every value through the public interface alone: it is written as it was read, what is malformed is refused by text
//! and by JSON alike and the message says what is allowed, and real schools' codes are read.
//!
//! The last part reads real material from the folder that `MATHS_HUBS_DATA` names, and says so where it is unset.

use std::{
    collections::{BTreeMap, HashSet},
    fmt::{Debug, Display},
    fs::File,
    hash::Hash,
    path::{Path, PathBuf},
    str::FromStr,
};

use chrono::NaiveDate;
use maths_hubs::{
    answer::Answer,
    calendar::{AcademicYear, FinancialYear, Moment, PartialDate, Period, Season, Span, Spans, Term, TermCalendar},
    document::{Malformed, nearest},
    identifiers::{
        ApplicationId, CharityNumber, CompanyNumber, DfeNumber, GroupUid, GssCode, GssEntity, HubId, LaCode,
        OrganisationId, PartnershipId, PersonId, PlaceId, PostId, Postcode, ProgrammeId, ProjectId, QuestionId,
        RegisterCode, RoundId, Slug, StageId, TenureId, TrustId, Ukprn, Urn, WorkGroupId,
    },
    journal::Digest,
    money::{Balance, Money, OutOfRange},
    ratio::Ratio,
    selection::scale::RawMark,
    strategies,
    vocabulary::{Vocabulary, Word},
};
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// What every value that stands as text can do.
trait Value:
    Copy
    + Send
    + Sync
    + Unpin
    + Ord
    + Hash
    + Debug
    + Display
    + Serialize
    + DeserializeOwned
    + FromStr<Err = Malformed>
    + TryFrom<String, Error = Malformed>
    + for<'a> TryFrom<&'a str, Error = Malformed>
    + 'static
{
}

impl<T> Value for T where
    T: Copy
        + Send
        + Sync
        + Unpin
        + Ord
        + Hash
        + Debug
        + Display
        + Serialize
        + DeserializeOwned
        + FromStr<Err = Malformed>
        + TryFrom<String, Error = Malformed>
        + for<'a> TryFrom<&'a str, Error = Malformed>
        + 'static
{
}

fn read<T: Value>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Reads `text` every way there is, checks that they agree, and that what is read is written and read back equal.
fn every_way<T: Value>(text: &str) -> Result<T, Malformed> {
    let parsed = text.parse::<T>();
    assert_eq!(T::try_from(text), parsed);
    assert_eq!(T::try_from(text.to_owned()), parsed);

    let json = serde_json::to_string(text).unwrap();
    // Escaped through and through, so that the text is not borrowed from the document.
    let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    for json in [json, format!("\"{escaped}\"")] {
        match (&parsed, serde_json::from_str::<T>(&json)) {
            (Ok(value), Ok(from_json)) => assert_eq!(*value, from_json, "{json}"),
            (Err(error), Err(from_json)) => {
                let said = from_json.to_string();
                assert!(said.starts_with(&error.to_string()), "{json}: {said}");
            }
            (parsed, from_json) => panic!("{json}: text gives {parsed:?}, JSON gives {from_json:?}"),
        }
    }
    if let Ok(value) = parsed {
        assert_eq!(value.to_string().parse(), Ok(value));
        let written = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<T>(&written).unwrap(), value);
        assert!(!format!("{value:?}").is_empty());
    }
    parsed
}

/// Texts that are written exactly as they are read, in documents too.
fn stands_as<T: Value>(texts: &[&str]) {
    let mut sorted: Vec<T> = texts.iter().map(|text| every_way(text).unwrap()).collect();
    for (text, value) in texts.iter().zip(&sorted) {
        assert_eq!(value.to_string(), *text);
        assert_eq!(serde_json::to_string(value).unwrap(), format!("\"{text}\""));
        assert_eq!(format!("{value:>70}"), format!("{text:>70}"), "a width is kept");
    }
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), texts.len(), "different texts are different values");
    assert_eq!(sorted.iter().collect::<HashSet<_>>().len(), texts.len());

    // They are keys of JSON objects too.
    let keyed: BTreeMap<String, u8> = texts.iter().map(|text| ((*text).to_owned(), 1)).collect();
    let json = serde_json::to_string(&keyed).unwrap();
    let by_value: BTreeMap<T, u8> = serde_json::from_str(&json).unwrap();
    assert_eq!(by_value.len(), texts.len());
    let again: BTreeMap<String, u8> = serde_json::from_str(&serde_json::to_string(&by_value).unwrap()).unwrap();
    assert_eq!(again, keyed);
}

#[test]
fn every_value_is_written_as_it_was_read() {
    stands_as::<Urn>(&["100000", "100187", "999999"]);
    stands_as::<Ukprn>(&["10000000", "10005970", "19999999"]);
    stands_as::<LaCode>(&["000", "007", "202", "999"]);
    stands_as::<DfeNumber>(&["001/0023", "202/2775", "999/9999"]);
    stands_as::<GssCode>(&["E06000001", "E07000223", "E08000038", "E09000007", "E10000014", "E12000007"]);
    stands_as::<GssEntity>(&[
        "unitary-authority",
        "district",
        "metropolitan-district",
        "london-borough",
        "county",
        "region",
    ]);
    stands_as::<Postcode>(&["NW3 2JB", "M1 1AE", "B33 8TH", "W1A 0AX", "DN55 1PT", "EC1A 1BB", "GIR 0AA"]);
    stands_as::<CompanyNumber>(&["01234567", "SC123456", "IP12345R", "SP12345R", "NP12345R"]);
    stands_as::<CharityNumber>(&["313392", "1234567", "SC012345"]);
    stands_as::<TrustId>(&["TR00001", "TR01234", "TR99999"]);
    stands_as::<GroupUid>(&["1", "5143", "17729", "99999999"]);
    stands_as::<RegisterCode>(&["D6", "EA1026", "A"]);
    stands_as::<OrganisationId>(&[
        "GB-EDU-100187",
        "GB-UKPRN-10005970",
        "GB-COH-01234567",
        "GB-CHC-1234567",
        "GB-SC-SC012345",
        "GB-GOR-D6",
        "X-TRUST-TR01234",
        "X-GROUP-5143",
        "X-BODY-ncetm",
    ]);
    stands_as::<PersonId>(&["67e55044-10b1-426f-9247-bb680e5fe0c8", "00000000-0000-0000-0000-000000000001"]);
    stands_as::<Slug>(&["ncetm", "north-west-three", "a-1"]);
    stands_as::<HubId>(&["solent", "london-north-east"]);
    stands_as::<ProgrammeId>(&["maths-hubs", "computing-hubs"]);
    stands_as::<ProjectId>(&["ncp-17"]);
    stands_as::<TenureId>(&["first"]);
    stands_as::<PostId>(&["chair"]);
    stands_as::<WorkGroupId>(&["mastery-1"]);
    stands_as::<PartnershipId>(&["university"]);
    stands_as::<Word>(&["teaching-school", "sle"]);
    stands_as::<AcademicYear>(&["1000/01", "1999/00", "2014/15", "9998/99"]);
    stands_as::<FinancialYear>(&["1999-00", "2014-15"]);
    stands_as::<Season>(&["autumn", "spring", "summer"]);
    stands_as::<ApplicationId>(&["67e55044-10b1-426f-9247-bb680e5fe0c8"]);
    stands_as::<RoundId>(&["cumbria-2015"]);
    stands_as::<StageId>(&["presentation-day"]);
    stands_as::<PlaceId>(&["cumbria"]);
    stands_as::<QuestionId>(&["joint-leads"]);
    stands_as::<Moment>(&["1000-01-01T00:00", "2015-07-10T17:00", "2015-07-10T17:00:30", "9999-12-31T23:59:59"]);
    stands_as::<Ratio>(&["0", "35", "-7", "0.06", "-3.5", "1/3", "-22/7", "170141183460469231731687303715884105727"]);
    stands_as::<RawMark>(&["4", "0.5", "1/3", "pass", "very-good"]);
    stands_as::<Digest>(&[&"0123456789abcdef".repeat(4), &"0".repeat(64)]);
    stands_as::<Term>(&["autumn 2014/15", "spring 2014/15", "summer 1999/00"]);
}

#[test]
fn dates_half_known_are_written_as_they_were_read() {
    for text in
        ["2015-11-03", "2015-11", "2015", "unknown", "2018-06..2019-09", "..2015-07", "2019-04-02..", "2014..2015"]
    {
        assert_eq!(every_way::<PartialDate>(text).unwrap().to_string(), text);
    }
    assert_eq!(every_way::<PartialDate>("2015-01..2015-12").unwrap().to_string(), "2015");
}

#[test]
fn money_is_written_for_people_with_its_sign_and_for_documents_without() {
    for (text, display, json) in [
        ("870000", "£870,000.00", r#""870000.00""#),
        ("£1,234.56", "£1,234.56", r#""1234.56""#),
        ("0.5", "£0.50", r#""0.50""#),
        ("0", "£0.00", r#""0.00""#),
        ("£92,233,720,368,547,758.07", "£92,233,720,368,547,758.07", r#""92233720368547758.07""#),
    ] {
        let money: Money = every_way(text).unwrap();
        assert_eq!((money.to_string().as_str(), serde_json::to_string(&money).unwrap().as_str()), (display, json));
        let balance: Balance = every_way(text).unwrap();
        assert_eq!(balance.money(), Some(money));
        assert_eq!(serde_json::to_string(&balance).unwrap(), json);
    }
    let owed: Balance = every_way("-£12.00").unwrap();
    assert_eq!((owed.to_string().as_str(), owed.pence()), ("-£12.00", -1200));
    assert_eq!(serde_json::to_string(&owed).unwrap(), r#""-12.00""#);
}

/// A document is read, written as the same bytes, and read back equal.
fn stands_in_json<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str) -> T {
    let value: T = serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    let written = serde_json::to_string(&value).unwrap();
    assert_eq!(written, json);
    assert_eq!(serde_json::from_str::<T>(&written).unwrap(), value);
    value
}

fn refusal<T: DeserializeOwned + Debug>(json: &str) -> String {
    serde_json::from_str::<T>(json).expect_err(json).to_string()
}

#[test]
fn values_that_stand_as_objects_are_written_as_they_were_read() {
    stands_in_json::<Period>(r#"{"from":"2021-09-01","until":"2022-08-31"}"#);
    stands_in_json::<Period>(r#"{"from":"2021-09-01"}"#);
    stands_in_json::<Span>(r#"{"from":"2015-11"}"#);
    stands_in_json::<Span>(r#"{"from":"2015","until":"unknown"}"#);
    stands_in_json::<Spans>(r#"{"from":"2015","until":"unknown"}"#);
    stands_in_json::<Spans>(r#"[{"from":"2015","until":"2018"},{"from":"2020-09-01"}]"#);
    // One alone needs no list, and none keeps the order in which it was given.
    for (given, written) in [
        (r#"[{"from":"2015"}]"#, r#"{"from":"2015"}"#),
        (r#"[{"from":"2020"},{"from":"2015","until":"2018"}]"#, r#"[{"from":"2015","until":"2018"},{"from":"2020"}]"#),
    ] {
        let spans: Spans = serde_json::from_str(given).unwrap();
        assert_eq!(serde_json::to_string(&spans).unwrap(), written);
    }
    for (json, answer) in [(r#""yes""#, Answer::Yes), (r#""no""#, Answer::No), (r#""unknown""#, Answer::Unknown)] {
        assert_eq!(stands_in_json::<Answer>(json), answer);
    }
    stands_in_json::<TermCalendar>("{}");
    stands_in_json::<TermCalendar>(
        r#"{"autumn 2014/15":{"from":"2014-09-02","until":"2014-12-19"},"spring 2014/15":{"from":"2015-01-05","until":"2015-03-27"}}"#,
    );
    let voices: Vocabulary = stands_in_json(r#"{"employer":"a local employer","university":"a university"}"#);
    assert_eq!(voices.description(read("university")), Some("a university"));
}

#[test]
fn objects_refuse_what_their_constructors_refuse() {
    for (said, expected) in [
        (
            refusal::<Period>(r#"{"from":"2022-08-31","until":"2021-09-01"}"#),
            "`2022-08-31 to 2021-09-01` is not a period: a last day on or after the first",
        ),
        (refusal::<Period>(r#"{"from":"2015-11"}"#), "`2015-11` is not a day: YYYY-MM-DD, a day that the calendar has"),
        (
            refusal::<Span>(r#"{"from":"2015-11","until":"2014"}"#),
            "`2015-11 to 2014` is not a span: an end on or after the start",
        ),
        (refusal::<Period>(r#"{"from":"2015-11-03","to":"2015-11-04"}"#), "unknown field `to`"),
        (refusal::<Answer>(r#""maybe""#), "unknown variant `maybe`, expected one of `no`, `unknown`, `yes`"),
        (refusal::<Vocabulary>(r#"{"sle":"one","sle":"another"}"#), "the key `sle` is listed twice in this object"),
        (refusal::<Vocabulary>(r#"{"SLE":"one"}"#), "`SLE` is not a word of a vocabulary"),
        (
            refusal::<TermCalendar>(
                r#"{"spring 2014/15":{"from":"2015-01-05","until":"2015-03-27"},"spring 2014/15":{"from":"2015-01-05","until":"2015-03-27"}}"#,
            ),
            "the key `spring 2014/15` is listed twice in this object",
        ),
        (
            refusal::<TermCalendar>(r#"{"spring 2014/15":{"from":"2015-01-05","until":"2015-05-01"}}"#),
            "`spring 2014/15, 2015-01-05 to 2015-05-01` is not a term of this calendar",
        ),
        (
            refusal::<TermCalendar>(r#"{"spring 2014/15":{"from":"2015-01-05"}}"#),
            "`spring 2014/15, from 2015-01-05` is not a term of this calendar",
        ),
    ] {
        assert!(said.starts_with(expected), "{said}");
    }
}

/// The message for one bad text, whole; the other bad texts are refused under the same name, with the text and with
/// what is allowed.
fn refused<T: Value>(message: &str, others: &[&str]) {
    let found = message.split('`').nth(1).unwrap();
    let error = every_way::<T>(found).unwrap_err();
    assert_eq!(error.to_string(), message);
    for text in others.iter().copied().chain(["", " ", "\0", "é"]) {
        let refused = every_way::<T>(text).expect_err(text);
        assert_eq!(refused.found(), text);
        assert_eq!(refused.what(), error.what());
        let said = refused.to_string();
        assert!(said.ends_with(refused.allowed()), "{said}");
    }
    for json in ["null", "true", "1", "100187", "1.5", "[]", "{}", "[\"100187\"]"] {
        let said = serde_json::from_str::<T>(json).expect_err(json).to_string();
        assert!(said.contains("expected") && said.contains(" as text"), "{said}");
    }
}

#[test]
fn every_malformed_text_is_refused_with_what_is_allowed() {
    refused::<Urn>(
        "`7654321` is not a URN: six digits, 100000 to 999999",
        &["099999", "10018", " 100187", "100187 ", "+10018", "1e5"],
    );
    refused::<Ukprn>(
        "`20005970` is not a UKPRN: eight digits, 10000000 to 19999999",
        &["1000597", "100059700", "00005970", "1000597O"],
    );
    refused::<LaCode>("`20` is not a local authority code: three digits, 000 to 999", &["2", "2020", "E09", "-20"]);
    refused::<DfeNumber>(
        "`202-2775` is not a DfE number: three digits, a slash and four digits, or the seven digits alone",
        &["202/277", "202/27755", "20/22775", "202 2775", "20227755", "/2022775"],
    );
    refused::<GssCode>(
        "`S12000005` is not a GSS code: E06, E07, E08, E09, E10 or E12, and six digits",
        &["E05000001", "E11000001", "e09000007", "E0900007", "E090000070"],
    );
    refused::<GssEntity>(
        "`parish` is not a kind of place: unitary-authority, district, metropolitan-district, london-borough, county or \
         region",
        &["E06", "County"],
    );
    refused::<Postcode>(
        "`xxNW3 2JByy` is not a postcode: a UK postcode such as NW3 2JB, and nothing around it",
        &["NW3", "NW3  2JB", " NW3 2JB", "NW3 2JB\n", "NW3\u{a0}2JB", "QW3 2JB", "NI3 2JB", "NW3 2CB", "NW3 2JM"],
    );
    refused::<CompanyNumber>(
        "`1234567` is not a company number: eight digits, or two upper-case letters or R0 and six digits, or IP, SP or NP, \
         five digits and R",
        &["123456789", "sc123456", "XP12345R", "S1234567"],
    );
    refused::<CharityNumber>(
        "`0123456` is not a charity number: six or seven digits without a leading zero, or SC and six digits",
        &["12345", "12345678", "SC12345", "sc012345", "1234567-1"],
    );
    refused::<TrustId>("`5143` is not a trust id: TR and five digits", &["TR1234", "TR012345", "tr01234", "TR+1234"]);
    refused::<GroupUid>(
        "`TR01234` is not a group's unique id: a whole number without leading zeros, 1 to 99999999",
        &["0", "05143", "100000000", "+5143", "5143.0"],
    );
    refused::<RegisterCode>(
        "`d6` is not a register code: one to eight upper-case letters and digits",
        &["D-6", "123456789"],
    );
    refused::<OrganisationId>(
        "`GB-XYZ-1` is not an organisation id: an id of GB-EDU, GB-UKPRN, GB-COH, GB-CHC, GB-SC, GB-GOR, X-TRUST, \
         X-GROUP or X-BODY, such as GB-EDU-100187",
        &["100187", "GB-EDU-1", "GB-EDU100187", "gb-edu-100187", "GB-SC-1234567", "GB-CHC-SC012345", "X-TRUST-5143"],
    );
    refused::<PersonId>(
        "`67E55044-10B1-426F-9247-BB680E5FE0C8` is not a person id: a UUID in lower case with its hyphens, such as \
         67e55044-10b1-426f-9247-bb680e5fe0c8",
        &["67e5504410b1426f9247bb680e5fe0c8", "{67e55044-10b1-426f-9247-bb680e5fe0c8}", "67e55044"],
    );
    refused::<Slug>(
        "`North West` is not a slug: lower-case letters and digits, no capitals, words joined by single hyphens, at most 63 \
         characters",
        &["-a", "a-", "a--b", "A"],
    );
    refused::<HubId>(
        "`Solent` is not a hub id: lower-case letters and digits, no capitals, words joined by single hyphens, at most 63 characters",
        &["solent_hub"],
    );
    refused::<Word>(
        "`SLE` is not a word of a vocabulary: lower-case letters and digits, no capitals, words joined by single hyphens, at most 63 \
         characters",
        &["lead teacher"],
    );
    refused::<PartialDate>(
        "`2015-02-30` is not a date: the calendar has no such day",
        &[
            "2015-13",
            "0999",
            "2015-1",
            "Unknown",
            "2019..2018",
            "..",
            "2015-13..",
            "..unknown",
            "unknown..",
            "2015...",
            "2014..2015..2016",
            "2015-02-30..",
        ],
    );
    refused::<AcademicYear>(
        "`2014/16` is not an academic year: YYYY/YY, the second part the next year's last two digits, such as 2014/15; \
         it starts in 1000 to 9998",
        &["2014-15", "2014/2015", "14/15", "1999/100", "0999/00", "9999/00"],
    );
    refused::<FinancialYear>(
        "`2014/15` is not a financial year: YYYY-YY, the second part the next year's last two digits, such as 2014-15; \
         it starts in 1000 to 9998",
        &["2014-16", "2014-12", "2014-2015"],
    );
    refused::<Season>("`winter` is not a season: autumn, spring or summer", &["Autumn", "fall"]);
    refused::<Term>(
        "`autumn 2014-15` is not a term: autumn, spring or summer and an academic year, such as `autumn 2014/15`",
        &["autumn", "2014/15", "autumn  2014/15", "autumn 2014/15 ", "winter 2014/15"],
    );
    refused::<Money>(
        "`-1.00` is not an amount of money: pounds with at most two decimals, such as `£1,234.56` or `1234.5`, up to \
         £92,233,720,368,547,758.07",
        &["1.234", "1,23", "12,34", "1234,567", "+1", "1 ", "£ 1", "1e3", ".5", "5.", "007", "$1", "1_000", "inf"],
    );
    refused::<Balance>(
        "`£-1.00` is not a balance: pounds with at most two decimals, such as `-£1,234.56` or `-1234.5`, up to \
         £92,233,720,368,547,758.07 either way",
        &["--1", "+1", "- 1", "1-", "(1.00)", "-1.234"],
    );
}

#[test]
fn every_malformed_moment_number_mark_and_digest_is_refused_with_what_is_allowed() {
    refused::<Moment>(
        "`2015-07-10 17:00` is not a moment: YYYY-MM-DDThh:mm, with seconds `:ss` where there are any, of a day that the \
         calendar has",
        &[
            "2015-07-10",
            "2015-07-10T17",
            "2015-07-10T17:0",
            "2015-07-10T24:00",
            "2015-07-10T17:60",
            "2015-02-29T09:00",
            "2015-07-10T17:00:60",
            "2015-07-10T17:00:0",
            "2015-07-10T17:00:00.5",
            "2015-07-10T17:00Z",
            "0999-01-01T00:00",
            "2015-07-10t17:00",
            "2015-07-10T17:00 ",
            "15-07-10T17:00",
            "2015-07-10T17:00:00:00",
        ],
    );
    refused::<Ratio>(
        "`35%` is not a number: a whole number, a decimal or a fraction, as in 35, 0.06 or 1/3, of at most 127 bits above \
         and below the line",
        &[
            "-",
            "+1",
            "1.",
            ".5",
            "1/0",
            "01",
            "00.5",
            "1e3",
            "1/-2",
            "-0",
            "-0.0",
            "1 000",
            "1,000",
            "0.5/2",
            "1/2/3",
            "٣",
            "NaN",
            "inf",
            "170141183460469231731687303715884105728",
            "1/170141183460469231731687303715884105728",
        ],
    );
    refused::<RawMark>(
        "`4.` is not a mark: a number, as in 4 or 0.5, or a word in lower case, as in pass",
        &["Pass", "pass ", "+4", "4/0", "very_good", "-"],
    );
    refused::<Digest>(
        "`00ff` is not a digest: 64 hexadecimal digits in lower case",
        &["0", &"0".repeat(63), &"0".repeat(65), &"F".repeat(64), &"g".repeat(64)],
    );
}

#[test]
fn equal_numbers_and_moments_are_one_value_however_they_are_spelt() {
    for (spelt, written) in
        [("4/2", "2"), ("0.50", "0.5"), ("1/2", "0.5"), ("-2/6", "-1/3"), ("1.000", "1"), ("0/7", "0")]
    {
        assert_eq!(every_way::<Ratio>(spelt).unwrap().to_string(), written);
    }
    assert_eq!(every_way::<Moment>("2015-07-10T17:00:00").unwrap().to_string(), "2015-07-10T17:00");
    assert_eq!(every_way::<RawMark>("1/2"), every_way("0.5"));
}

#[test]
fn a_group_is_not_a_trust() {
    let group: OrganisationId = read::<GroupUid>("5143").into();
    let trust: OrganisationId = read::<TrustId>("TR05143").into();
    assert_ne!(group, trust);
    assert_ne!(group.to_string(), trust.to_string());
}

#[test]
fn every_register_gives_an_organisation_its_id() {
    let ids: [OrganisationId; 9] = [
        read::<Urn>("100187").into(),
        read::<Ukprn>("10005970").into(),
        read::<TrustId>("TR01234").into(),
        read::<GroupUid>("5143").into(),
        read::<CompanyNumber>("01234567").into(),
        read::<CharityNumber>("1234567").into(),
        read::<CharityNumber>("SC012345").into(),
        read::<RegisterCode>("D6").into(),
        read::<Slug>("ncetm").into(),
    ];
    for id in ids {
        assert_eq!(every_way(&id.to_string()), Ok(id));
        assert!(id.to_string().starts_with(id.list()));
    }
}

#[test]
fn codes_from_numbers_keep_to_the_same_range_as_text() {
    assert_eq!(Urn::try_from(99_999).unwrap_err().to_string(), "`99999` is not a URN: six digits, 100000 to 999999");
    assert!(Ukprn::try_from(20_000_000).is_err() && LaCode::try_from(1000).is_err() && GroupUid::try_from(0).is_err());
    assert_eq!((TrustId::new(100_000), GroupUid::new(100_000_000)), (None, None));
    assert_eq!((CharityNumber::england_and_wales(99_999), CharityNumber::scotland(1_000_000)), (None, None));
    let camden = LaCode::new(202).unwrap();
    assert_eq!(DfeNumber::new(camden, 10_000), None);
    assert_eq!(DfeNumber::new(camden, 75).unwrap().to_string(), "202/0075");
}

// Every constructor of numbers works where a table is built at compile time.
const _: () = {
    assert!(Urn::new(100_187).is_some() && Ukprn::new(10_005_970).is_some() && TrustId::new(1).is_some());
    assert!(GssCode::new(GssEntity::LondonBorough, 7).is_some() && Money::pounds(870_000).is_some());
    assert!(AcademicYear::starting(2014).is_some() && FinancialYear::starting(2014).is_some());
    assert!(HubId::new("solent").is_some() && Word::new("sle").is_some());
    assert!(size_of::<Urn>() == 4 && size_of::<Ukprn>() == 4 && size_of::<GssCode>() == 4);
    assert!(size_of::<LaCode>() == 2 && size_of::<DfeNumber>() == 4 && size_of::<TrustId>() == 4);
    assert!(size_of::<Postcode>() == 8 && size_of::<CompanyNumber>() == 8 && size_of::<CharityNumber>() == 8);
    assert!(size_of::<AcademicYear>() == 2 && size_of::<Term>() == 4 && size_of::<PersonId>() == 16);
    assert!(size_of::<Money>() == 8 && size_of::<Balance>() == 8 && size_of::<OrganisationId>() == 64);
};

/// Traits that every public type of values has, whether it stands as text or not.
const fn is_plain<T: Copy + Send + Sync + Ord + Hash + Debug + Display + 'static>() {}
const fn is_shared<T: Clone + Send + Sync + Eq + Hash + Debug + 'static>() {}

const _: () = {
    is_plain::<Period>();
    is_plain::<Span>();
    is_shared::<Spans>();
    is_shared::<Answer>();
    is_shared::<TermCalendar>();
    is_shared::<Vocabulary>();
    is_shared::<Malformed>();
    is_shared::<OutOfRange>();
};

fn money() -> impl Strategy<Value = Money> {
    prop_oneof![0..=1_000_000_u64, 0..=i64::MAX.unsigned_abs()].prop_map(|pence| Money::from_pence(pence).unwrap())
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..3_287_000_i32).prop_map(|days| {
        let first: NaiveDate = "1000-01-01".parse().unwrap();
        first + chrono::Days::new(days.unsigned_abs().into())
    })
}

proptest! {
    #[test]
    fn a_sum_is_that_of_the_pence_in_any_order(
        amounts in prop::collection::vec(money(), 0..8),
    ) {
        let pence: u128 = amounts.iter().map(|amount| u128::from(amount.pence())).sum();
        let sum = Money::sum(amounts.iter().copied());
        prop_assert_eq!(sum.ok().map(|sum| u128::from(sum.pence())), Some(pence).filter(|pence| *pence <= i64::MAX as u128));
        prop_assert_eq!(sum, Money::sum(amounts.iter().rev().copied()));
        let one_by_one = amounts.iter().try_fold(Money::ZERO, |total, amount| total.plus(*amount));
        prop_assert_eq!(sum.ok(), one_by_one.ok());
    }

    #[test]
    fn arithmetic_on_amounts_is_that_on_whole_numbers(one in money(), another in money(), times in 0..2000_u64) {
        let (a, b) = (i128::from(one.pence()), i128::from(another.pence()));
        let held = |pence: i128| u64::try_from(pence).ok().and_then(Money::from_pence);
        prop_assert_eq!(one.plus(another).ok(), held(a + b));
        prop_assert_eq!(one.minus(another).ok(), held(a - b));
        prop_assert_eq!(one.times(times).ok(), held(a * i128::from(times)));
        prop_assert_eq!(i128::from(one.difference(another).pence()), a - b);
        prop_assert_eq!(Balance::from(another).plus(one.difference(another)), Ok(Balance::from(one)));
    }

    #[test]
    fn arithmetic_on_balances_is_that_on_whole_numbers(
        one in -i64::MAX..=i64::MAX, another in -i64::MAX..=i64::MAX, times in 0..2000_u64,
    ) {
        let held = |pence: i128| i64::try_from(pence).ok().and_then(Balance::from_pence);
        let (a, b) = (i128::from(one), i128::from(another));
        let (one, another) = (held(a).unwrap(), held(b).unwrap());
        prop_assert_eq!(one.plus(another).ok(), held(a + b));
        prop_assert_eq!(one.minus(another).ok(), held(a - b));
        prop_assert_eq!(one.times(times).ok(), held(a * i128::from(times)));
        prop_assert_eq!(i128::from(one.reversed().pence()), -a);
        prop_assert_eq!(u128::from(one.magnitude().pence()), a.unsigned_abs());
        prop_assert_eq!(Balance::sum([one, another]).ok(), held(a + b));
        prop_assert_eq!(every_way::<Balance>(&one.to_string()), Ok(one));
    }

    #[test]
    fn every_amount_is_read_back_from_each_of_its_spellings(amount in money()) {
        let people = amount.to_string();
        let document: String = serde_json::from_str(&serde_json::to_string(&amount).unwrap()).unwrap();
        for text in [people.as_str(), people.trim_start_matches('£'), document.as_str()] {
            prop_assert_eq!(every_way::<Money>(text), Ok(amount));
        }
        prop_assert_eq!(people.replace(['£', ','], ""), document);
    }

    #[test]
    fn text_that_looks_like_money_is_read_alike_everywhere(text in "-?£?[0-9,]{0,6}[.,]?[0-9]{0,3}") {
        let (money, balance) = (every_way::<Money>(&text), every_way::<Balance>(&text));
        if let Ok(money) = money {
            prop_assert_eq!(balance, Ok(Balance::from(money)));
        }
    }

    #[test]
    fn every_code_made_of_a_number_is_written_and_read_back(
        urn in 100_000..=999_999_u32, ukprn in 10_000_000..=19_999_999_u32, authority in 0..=999_u16,
        establishment in 0..=9999_u16, trust in 0..=99_999_u32, group in 1..=99_999_999_u32,
        entity in prop::sample::select(GssEntity::ALL.to_vec()), place in 0..=999_999_u32, uuid in any::<u128>(),
        charity in 100_000..=9_999_999_u32, year in 1000..=9998_u16,
        season in prop::sample::select(Season::ALL.to_vec()),
    ) {
        fn back<T: Value>(value: Option<T>) {
            let value = value.unwrap();
            assert_eq!(every_way::<T>(&value.to_string()), Ok(value));
        }
        back(Urn::new(urn));
        back(Ukprn::new(ukprn));
        back(LaCode::new(authority));
        back(DfeNumber::new(LaCode::new(authority).unwrap(), establishment));
        back(TrustId::new(trust));
        back(GroupUid::new(group));
        back(GssCode::new(entity, place));
        back(CharityNumber::england_and_wales(charity));
        back(CharityNumber::scotland(place));
        back(Some(PersonId::from(uuid::Uuid::from_u128(uuid))));
        back(AcademicYear::starting(year));
        back(FinancialYear::starting(year));
        back(Some(Term::new(season, AcademicYear::starting(year).unwrap())));
        for id in [
            OrganisationId::from(Urn::new(urn).unwrap()), Ukprn::new(ukprn).unwrap().into(),
            TrustId::new(trust).unwrap().into(), GroupUid::new(group).unwrap().into(),
            CharityNumber::scotland(place).unwrap().into(),
        ] {
            back(Some(id));
        }
    }

    #[test]
    fn codes_are_ordered_as_their_texts(one in "E(06|07|08|09|10|12)[0-9]{6}", another in "E(06|07|08|09|10|12)[0-9]{6}") {
        prop_assert_eq!(read::<GssCode>(&one).cmp(&read(&another)), one.cmp(&another));
    }

    #[test]
    fn a_postcode_is_read_in_either_case_and_with_or_without_its_space(
        text in "([A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY]) [0-9][ABD-HJLNP-UW-Z]{2}",
    ) {
        let postcode: Postcode = every_way(&text).unwrap();
        prop_assert_eq!(postcode.to_string(), &*text);
        for spelling in [text.to_lowercase(), text.replace(' ', ""), text.replace(' ', "").to_lowercase()] {
            prop_assert_eq!(every_way::<Postcode>(&spelling), Ok(postcode));
        }
        prop_assert_eq!(Some((postcode.outward(), postcode.inward())), text.split_once(' '));
    }

    #[test]
    fn a_postcode_with_anything_around_it_is_refused(before in "[ -~]{0,3}", after in "[ -~]{0,3}") {
        let text = format!("{before}NW3 2JB{after}");
        prop_assert_eq!(every_way::<Postcode>(&text).is_ok(), before.is_empty() && after.is_empty(), "{}", text);
    }

    #[test]
    fn no_text_at_all_makes_a_value_that_is_not_read_back(text in "\\PC{0,12}|[A-Z0-9/£. -]{1,12}") {
        fn never_surprised<T: Value>(text: &str) {
            if let Err(error) = every_way::<T>(text) {
                assert_eq!(error.found(), text);
            }
        }
        never_surprised::<Urn>(&text);
        never_surprised::<DfeNumber>(&text);
        never_surprised::<GssCode>(&text);
        never_surprised::<Postcode>(&text);
        never_surprised::<CompanyNumber>(&text);
        never_surprised::<CharityNumber>(&text);
        never_surprised::<RegisterCode>(&text);
        never_surprised::<GroupUid>(&text);
        never_surprised::<OrganisationId>(&text);
        never_surprised::<OrganisationId>(&format!("X-BODY-{text}"));
        never_surprised::<OrganisationId>(&format!("GB-GOR-{text}"));
        never_surprised::<AcademicYear>(&text);
        never_surprised::<FinancialYear>(&text);
        never_surprised::<Term>(&text);
        never_surprised::<PartialDate>(&text);
        never_surprised::<Money>(&text);
        never_surprised::<Balance>(&text);
    }

    #[test]
    fn any_date_is_read_back_as_it_was_written_and_is_ordered_as_what_it_may_be(
        one in strategies::partial_date(), other in strategies::partial_date(),
    ) {
        prop_assert_eq!(one.to_string().parse::<PartialDate>(), Ok(one));
        prop_assert_eq!(PartialDate::between(one.earliest(), one.latest()), Some(one));
        let key = |date: PartialDate| (date.earliest(), date.latest());
        prop_assert_eq!(one.cmp(&other), key(one).cmp(&key(other)));
        prop_assert_eq!(one == other, key(one) == key(other));
        prop_assert_eq!(one.is_range(), one.to_string().contains(".."));
        // No other text of the same days is shorter.
        let written = one.to_string();
        let days = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let long = format!("{}..{}", days(one.earliest()), days(one.latest()));
        if let Ok(read) = long.parse::<PartialDate>() {
            prop_assert_eq!(read, one);
            prop_assert!(written.len() <= long.len());
        }
    }

    #[test]
    fn comparisons_of_dates_say_what_all_days_that_they_may_be_say(
        // Ends near one another, so that they meet.
        [one, other] in prop::array::uniform2((prop::option::of(0_u64..8), prop::option::of(0_u64..8))),
    ) {
        let first: NaiveDate = "2015-12-28".parse().unwrap();
        let day = |number: u64| first + chrono::Days::new(number);
        let date = |(from, to): (Option<u64>, Option<u64>)| PartialDate::between(from.map(day), to.map(day));
        let (Some(a), Some(b)) = (date(one), date(other)) else {
            let out_of_order = |(from, to): (Option<u64>, Option<u64>)| from > to && to.is_some();
            prop_assert!(out_of_order(one) || out_of_order(other));
            return Ok(());
        };
        // Open ends reach two days beyond all ends, numbered from 2: so what they may be is seen on both sides.
        let may_be = |(from, to): (Option<u64>, Option<u64>)| from.map_or(0, |it| it + 2)..=to.map_or(11, |it| it + 2);
        let agreed = |answers: Vec<bool>| Answer::agreed(answers.into_iter().map(Answer::from));
        let pairs = || may_be(one).flat_map(|a| may_be(other).map(move |b| (a, b)));
        prop_assert_eq!(a.is_no_later_than(b), agreed(pairs().map(|(a, b)| a <= b).collect()));
        for number in 0..8 {
            let on = may_be(one).map(|it| it <= number + 2).collect();
            prop_assert_eq!(a.is_on_or_before(day(number)), agreed(on));
            prop_assert_eq!(a.is_before(day(number)), agreed(may_be(one).map(|it| it < number + 2).collect()));
        }
        prop_assert_eq!(a.day(), one.0.filter(|_| one.0 == one.1).map(day));
    }

    #[test]
    fn every_day_lies_in_its_years_and_its_term(day in day()) {
        for (first, contains) in [
            (AcademicYear::containing(day).map(AcademicYear::period), 9),
            (FinancialYear::containing(day).map(FinancialYear::period), 4),
        ] {
            if let Some(period) = first {
                prop_assert!(period.contains(day));
                prop_assert_eq!(chrono::Datelike::month(&period.first()), contains);
                prop_assert!(matches!(period.days(), Some(365 | 366)));
            }
        }
        let term = Term::containing(day);
        prop_assert_eq!(term.map(Term::year), AcademicYear::containing(day));
        prop_assert_eq!(TermCalendar::USUAL.containing(day), term);
        if let Some(term) = term {
            prop_assert!(term.usual_period().contains(day));
        }
    }

    #[test]
    fn one_slip_in_a_long_word_is_forgiven(at in 0..15_usize, letter in "[a-z]") {
        let listed = ["teaching-school", "subject-association", "employer"];
        let mut word = String::from("teaching-school");
        word.replace_range(at..=at, &letter);
        prop_assert_eq!(nearest(&word, listed.into_iter()), Some("teaching-school"));
        prop_assert_eq!(nearest(&word, listed.into_iter().rev()), Some("teaching-school"));
    }
}

/// The folder of real material, or `None` where `MATHS_HUBS_DATA` is unset; a relative one starts at the crate's root.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("MATHS_HUBS_DATA").filter(|folder| !folder.is_empty());
    if folder.is_none() {
        eprintln!("skipped: MATHS_HUBS_DATA is unset, so no real material is read");
    }
    folder.map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
}

fn rows(file: &Path) -> impl Iterator<Item = BTreeMap<String, String>> {
    let file = File::open(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    csv::Reader::from_reader(file).into_deserialize().map(Result::unwrap)
}

#[test]
fn every_postcode_district_of_the_published_grammar_makes_a_postcode() {
    let Some(data) = data() else { return };
    let (mut count, mut refused) = (0, Vec::new());
    for row in rows(&data.join("postcode_districts.csv")) {
        let outcode = &row["outcode"];
        match every_way::<Postcode>(&format!("{outcode} 1AA")) {
            Ok(postcode) => assert_eq!(postcode.outward(), outcode),
            Err(_) => refused.push(outcode.clone()),
        }
        count += 1;
    }
    assert_eq!(count, 2123);
    // One former district is listed whose third letter the grammar does not have.
    assert_eq!(refused, ["W1M"]);
}

#[test]
fn the_codes_of_real_schools_are_read() {
    let Some(data) = data() else { return };
    let mut count = 0;
    for row in rows(&data.join("schools_962.csv")) {
        let urn: Urn = every_way(&row["URN"]).unwrap();
        assert_eq!(urn.to_string(), row["URN"]);
        assert_eq!(every_way::<Ukprn>(&row["UKPRN"]).unwrap().to_string(), row["UKPRN"]);
        let number: DfeNumber = every_way(&format!("{}{}", row["LAId"], row["EstablishmentNumber"])).unwrap();
        assert_eq!(number.to_string(), format!("{}/{}", row["LAId"], row["EstablishmentNumber"]));
        assert_eq!(number.authority(), read(&row["LAId"]));
        assert_eq!(every_way::<Postcode>(&row["Postcode"]).unwrap().to_string(), row["Postcode"]);
        assert_eq!(
            every_way::<GssCode>(&row["DistrictAdministrativeId"]).unwrap().to_string(),
            row["DistrictAdministrativeId"]
        );
        if !row["TrustId"].is_empty() {
            let group: GroupUid = every_way(&row["TrustId"]).unwrap();
            assert!(row["TrustId"].parse::<TrustId>().is_err(), "{group} is the number of a group, not a trust's id");
        }
        count += 1;
    }
    assert_eq!(count, 962);
}

#[test]
fn the_codes_of_every_authority_are_read() {
    let Some(data) = data() else { return };
    for row in rows(&data.join("local_authorities.csv")) {
        // Five counties that ended in 2009 are listed with an `x` where a code would be.
        match every_way::<LaCode>(&row["dfe_la_code"]) {
            Ok(code) => assert_eq!(code.to_string(), row["dfe_la_code"]),
            Err(error) => assert_eq!((error.found(), row["date_of_termination"].as_str()), ("x", "31/03/2009")),
        }
        let code: GssCode = every_way(&row["gss_code"]).unwrap();
        assert_eq!(code.entity().prefix(), row["gss_entity"]);
        assert_eq!(every_way::<GssCode>(&row["region_gss"]).unwrap().entity(), GssEntity::Region);
    }
}
