//! What schools ask for, and what teachers and schools offer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    calendar::PartialDate,
    document::{Format, FormatName, keyed},
    identifiers::{EnquiryId, HubId, OrganisationId, PersonId, ProgrammeId, Urn},
    vocabulary::{Vocabulary, Word},
};

/// Enquiries and offers that came to the hubs of a programme, a document of its own: they are no facts of the network,
/// and fewer see them.
///
/// What was said stands elsewhere. Here is who asked, what kind of enquiry it is, words for what it is about, where it
/// went, and when. [Rules](crate::network::rules::enquiries) judge it by the policy of the programme's network.
///
/// ```
/// use maths_hubs::{
///     calendar::PartialDate,
///     identifiers::{HubId, Urn},
///     network::{Addressee, Enquiries, Enquiry},
/// };
///
/// let date = |text: &str| text.parse::<PartialDate>();
/// let (solent, sussex): (HubId, HubId) = ("solent".parse()?, "sussex".parse()?);
/// let enquiry = Enquiry::received(Urn::try_from(140_325)?, "asks-for-support".parse()?, solent, date("2015-10-05")?)
///     .about("work-groups".parse()?)
///     .referred_to(sussex, date("2015-10-12")?);
/// let enquiries = Enquiries::new("maths-hubs".parse()?).with("mastery-in-year-7".parse()?, enquiry);
///
/// let on = "2015-11-09".parse()?;
/// let open = enquiries.open_by_addressee(on);
/// assert_eq!(open[&Some(Addressee::Hub(sussex))].len(), 1);
/// // 35 days from 5 October.
/// assert_eq!(enquiries.waiting_longer_than(34, on).count(), 1);
/// assert_eq!(enquiries.waiting_longer_than(35, on).count(), 0);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Enquiries {
    #[serde(rename = "$format")]
    format: Format<EnquiriesFormat>,
    /// The programme whose hubs were asked.
    pub programme: ProgrammeId,
    /// The enquiries and offers, each under an id of the document's own making.
    #[serde(default, deserialize_with = "keyed::map")]
    pub enquiries: BTreeMap<EnquiryId, Enquiry>,
}

crate::document::as_document! { Enquiries }

/// The format of [`Enquiries`]: `maths-hubs/enquiries/1`.
#[derive(Debug)]
pub enum EnquiriesFormat {}

impl FormatName for EnquiriesFormat {
    const NAME: &'static str = "maths-hubs/enquiries";
    const VERSION: u32 = 1;
}

/// One enquiry or offer, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Enquiry {
    /// Who asks or offers.
    pub from: Enquirer,
    /// Of what kind it is, a word of the policy's: `asks-for-support`, `offers-idea`, `offers-expertise`.
    pub kind: Word,
    /// What it is about, in words of the hub's.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub about: BTreeSet<Word>,
    /// The hub that received it.
    pub hub: HubId,
    /// When it was received.
    pub received: PartialDate,
    /// To whom it was passed on, in turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub referrals: Vec<Referral>,
    /// When it was answered; `None` where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<PartialDate>,
    /// When it was closed; `None` where it is not. One may be closed without an answer: it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<PartialDate>,
}

crate::document::as_record! { Enquiry, r#"an enquiry: {"from": …, "kind": …, "hub": …, "received": …}"#; }

/// Who asks or offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Enquirer {
    /// A school.
    School(Urn),
    /// A person, whose name stands in [`People`](crate::organisation::People).
    Person(PersonId),
    /// An organisation of another kind.
    Organisation(OrganisationId),
}

crate::document::as_record! { Enquirer, r#"who asks: {"school": …}, {"person": …} or {"organisation": …}"#; }

/// Who has an enquiry to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Addressee {
    /// A hub.
    Hub(HubId),
    /// An organisation, such as a hub's partner.
    Organisation(OrganisationId),
    /// A practitioner who is a hub's partner.
    Practitioner(PersonId),
}

crate::document::as_record! { Addressee, r#"to whom: {"hub": …}, {"organisation": …} or {"practitioner": …}"#; }

/// That an enquiry was passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Referral {
    /// To whom.
    pub to: Addressee,
    /// When.
    pub on: PartialDate,
}

crate::document::as_record! { Referral, r#"a referral: {"to": …, "on": …}"#; }

/// How an enquiry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EnquiryStatus {
    /// Nobody has it yet.
    NotReceived,
    /// The hub that received it has it.
    Open,
    /// Another has it, and has not answered.
    Referred,
    /// It is answered.
    Answered,
    /// It is closed.
    Closed,
}

crate::document::as_record! { EnquiryStatus, "how an enquiry stands"; }

impl From<Urn> for Enquirer {
    fn from(school: Urn) -> Self {
        Self::School(school)
    }
}

impl From<PersonId> for Enquirer {
    fn from(person: PersonId) -> Self {
        Self::Person(person)
    }
}

impl From<OrganisationId> for Enquirer {
    /// A school that is given as an organisation is a school.
    fn from(organisation: OrganisationId) -> Self {
        match organisation {
            OrganisationId::School(urn) => Self::School(urn),
            other => Self::Organisation(other),
        }
    }
}

impl From<HubId> for Addressee {
    fn from(hub: HubId) -> Self {
        Self::Hub(hub)
    }
}

impl From<OrganisationId> for Addressee {
    fn from(organisation: OrganisationId) -> Self {
        Self::Organisation(organisation)
    }
}

impl From<PersonId> for Addressee {
    fn from(practitioner: PersonId) -> Self {
        Self::Practitioner(practitioner)
    }
}

impl Referral {
    /// That an enquiry was passed on to `to` at `on`.
    #[must_use]
    pub fn new(to: impl Into<Addressee>, on: PartialDate) -> Self {
        Self { to: to.into(), on }
    }
}

impl Enquiry {
    /// That `hub` received an enquiry or an offer of this kind at `on`.
    #[must_use]
    pub fn received(from: impl Into<Enquirer>, kind: Word, hub: HubId, on: PartialDate) -> Self {
        Self {
            from: from.into(),
            kind,
            about: BTreeSet::new(),
            hub,
            received: on,
            referrals: Vec::new(),
            answered: None,
            closed: None,
        }
    }

    /// The same enquiry, about this too.
    #[must_use]
    pub fn about(mut self, word: Word) -> Self {
        self.about.insert(word);
        self
    }

    /// The same enquiry, passed on to `to` at `on`.
    #[must_use]
    pub fn referred_to(mut self, to: impl Into<Addressee>, on: PartialDate) -> Self {
        self.referrals.push(Referral::new(to, on));
        self
    }

    /// The same enquiry, answered at `on`.
    #[must_use]
    pub fn answered_on(self, on: PartialDate) -> Self {
        Self { answered: Some(on), ..self }
    }

    /// The same enquiry, closed at `on`.
    #[must_use]
    pub fn closed_on(self, on: PartialDate) -> Self {
        Self { closed: Some(on), ..self }
    }

    /// Everybody who had it, in turn: the hub that received it, then those to whom it was passed on.
    pub fn chain(&self) -> impl Iterator<Item = Addressee> {
        std::iter::once(Addressee::Hub(self.hub)).chain(self.referrals.iter().map(|referral| referral.to))
    }

    /// Who has it now: the last to whom it was passed on.
    #[must_use]
    pub fn is_with(&self) -> Addressee {
        self.referrals.last().map_or(Addressee::Hub(self.hub), |referral| referral.to)
    }

    /// Who has it on `day`; `None` where the dates leave that open, or it has not been received.
    #[must_use]
    pub fn was_with(&self, day: NaiveDate) -> Option<Addressee> {
        if !self.received.is_on_or_before(day).is_yes() {
            return None;
        }
        let by = |referral: &&Referral| referral.on.is_on_or_before(day);
        let passed = self.referrals.iter().rposition(|referral| by(&referral).is_yes());
        let certain = passed.and_then(|at| self.referrals.get(at));
        let with = certain.map_or(Addressee::Hub(self.hub), |referral| referral.to);
        let after = passed.map_or(0, |at| at.saturating_add(1));
        let mut perhaps = self.referrals.iter().skip(after).filter(|referral| by(referral).is_unknown());
        perhaps.all(|referral| referral.to == with).then_some(with)
    }

    /// Whether it waits for an answer on `day`, with whomever it is: received by then, and neither answered nor closed.
    #[must_use]
    pub fn is_open(&self, day: NaiveDate) -> Answer {
        self.received.is_on_or_before(day).and(!by_then(self.answered, day)).and(!by_then(self.closed, day))
    }

    /// How it stands on `day`; `None` where the dates leave that open.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> Option<EnquiryStatus> {
        match (self.received.is_on_or_before(day), by_then(self.closed, day), by_then(self.answered, day)) {
            (Answer::No, ..) => Some(EnquiryStatus::NotReceived),
            (Answer::Yes, Answer::Yes, _) => Some(EnquiryStatus::Closed),
            (Answer::Yes, Answer::No, Answer::Yes) => Some(EnquiryStatus::Answered),
            (Answer::Yes, Answer::No, Answer::No) => match self.was_with(day)? {
                Addressee::Hub(hub) if hub == self.hub => Some(EnquiryStatus::Open),
                _ => Some(EnquiryStatus::Referred),
            },
            _ => None,
        }
    }

    /// Whether it waits for an answer on `day`, and has for more than so many days. One received on the day has waited
    /// for none.
    #[must_use]
    pub fn is_waiting_longer_than(&self, days: u32, day: NaiveDate) -> Answer {
        let since = day.checked_sub_days(Days::new(days.into()));
        self.is_open(day).and(since.map_or(Answer::No, |since| self.received.is_before(since)))
    }
}

fn by_then(date: Option<PartialDate>, day: NaiveDate) -> Answer {
    date.map_or(Answer::No, |date| date.is_on_or_before(day))
}

impl Enquiries {
    /// No enquiries, as yet, to the hubs of `programme`.
    #[must_use]
    pub fn new(programme: ProgrammeId) -> Self {
        Self { format: Format::default(), programme, enquiries: BTreeMap::new() }
    }

    /// The same enquiries with `enquiry` under `id`.
    #[must_use]
    pub fn with(mut self, id: EnquiryId, enquiry: Enquiry) -> Self {
        self.enquiries.insert(id, enquiry);
        self
    }

    /// Those that wait for an answer on `day`, certainly or as far as the record goes.
    pub fn open(&self, day: NaiveDate) -> impl Iterator<Item = (EnquiryId, &Enquiry, Answer)> {
        self.that(move |enquiry| enquiry.is_open(day))
    }

    /// Those that certainly wait for an answer on `day`, by who has them then; those of which the dates leave that open
    /// under `None`.
    #[must_use]
    pub fn open_by_addressee(&self, day: NaiveDate) -> BTreeMap<Option<Addressee>, BTreeSet<EnquiryId>> {
        let mut by_addressee: BTreeMap<_, BTreeSet<EnquiryId>> = BTreeMap::new();
        for (id, enquiry, _) in self.open(day).filter(|(.., open)| open.is_yes()) {
            by_addressee.entry(enquiry.was_with(day)).or_default().insert(id);
        }
        by_addressee
    }

    /// Those that wait on `day` and have for more than so many days, certainly or as far as the record goes.
    pub fn waiting_longer_than(
        &self,
        days: u32,
        day: NaiveDate,
    ) -> impl Iterator<Item = (EnquiryId, &Enquiry, Answer)> {
        self.that(move |enquiry| enquiry.is_waiting_longer_than(days, day))
    }

    /// Those of a kind that `kinds`, the programme's, do not list.
    pub fn of_unlisted_kind<'a>(&'a self, kinds: &'a Vocabulary) -> impl Iterator<Item = (EnquiryId, &'a Enquiry)> {
        self.enquiries.iter().filter(|(_, enquiry)| !kinds.contains(enquiry.kind)).map(|(id, enquiry)| (*id, enquiry))
    }

    /// Those of which `asks` does not say no, each with what it says.
    fn that(&self, asks: impl Fn(&Enquiry) -> Answer) -> impl Iterator<Item = (EnquiryId, &Enquiry, Answer)> {
        let answered = self.enquiries.iter().map(move |(id, enquiry)| (*id, enquiry, asks(enquiry)));
        answered.filter(|(.., answer)| !answer.is_no())
    }
}
