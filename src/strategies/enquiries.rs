//! Enquiries in which every rule holds or does not apply, and for each rule the smallest change that breaks it and one that
//! takes an enquiry out of its reach.

use chrono::NaiveDate;

use super::{
    Case, DAY,
    literals::read,
    sound::{body, day, neighbour, person, word},
};
use crate::{
    identifiers::{EnquiryId, HubId},
    network::{
        Enquiries, Enquiry, NetworkPolicy,
        rules::enquiries::{DATES_OUT_OF_ORDER, KIND_NOT_LISTED, REFERRED_TO_ITSELF, WAITING_TOO_LONG},
    },
    programme::Programme,
    rules::{Report, check},
};

/// Enquiries in which every rule holds or does not apply, with the policy and the day that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SoundEnquiries {
    /// The enquiries: one that was passed on and closed, and an offer that came lately.
    pub enquiries: Enquiries,
    /// The policy: that of the home edition.
    pub policy: NetworkPolicy,
    /// The day.
    pub on: NaiveDate,
}

impl SoundEnquiries {
    /// Sound enquiries to these two hubs: the first received them, and passed one on to the other.
    #[must_use]
    pub fn of(hub: HubId, other: HubId) -> Self {
        let programme = Programme::maths_hubs();
        let asked = Enquiry::received(neighbour(1), word("asks-for-support"), hub, day(2026, 9, 7).into())
            .about(word("work-groups"))
            .referred_to(other, day(2026, 9, 8).into())
            .referred_to(body("university"), day(2026, 9, 10).into())
            .answered_on(day(2026, 10, 1).into())
            .closed_on(day(2026, 10, 15).into());
        let offered = Enquiry::received(person(1, 10), word("offers-expertise"), hub, day(2026, 11, 10).into());
        let enquiries = Enquiries::new(programme.id).with(passed_on(), asked).with(read("bar-models"), offered);
        Self { enquiries, policy: programme.network, on: DAY }
    }

    /// What the rules say of them.
    #[must_use]
    pub fn check(&self) -> Report {
        check(&self.enquiries, &self.policy, self.on)
    }

    /// The one that was passed on.
    fn passed_on(&mut self) -> Option<&mut Enquiry> {
        self.enquiries.enquiries.get_mut(&passed_on())
    }
}

/// Sound enquiries to two hubs that no network need have.
impl Default for SoundEnquiries {
    fn default() -> Self {
        Self::of(read("north"), read("south"))
    }
}

fn passed_on() -> EnquiryId {
    read("mastery")
}

type Asked = Case<SoundEnquiries>;

/// A case for each rule of enquiries.
pub fn cases() -> impl Iterator<Item = &'static Case<SoundEnquiries>> {
    CASES.iter()
}

const CASES: &[Asked] = &[
    Asked::of(&DATES_OUT_OF_ORDER, |sound| {
        if let Some(enquiry) = sound.passed_on() {
            enquiry.referrals.reverse();
        }
    })
    // Of the offer nothing is dated but when it came.
    .sparing(|_| {}),
    Asked::of(&REFERRED_TO_ITSELF, |sound| {
        if let Some(enquiry) = sound.passed_on() {
            let again = enquiry.referrals.last().copied();
            enquiry.referrals.extend(again);
        }
    })
    // The offer was not passed on.
    .sparing(|_| {}),
    Asked::of(&WAITING_TOO_LONG, |sound| {
        if let Some(enquiry) = sound.passed_on() {
            (enquiry.answered, enquiry.closed) = (None, None);
        }
    })
    // The one that was passed on is answered.
    .sparing(|_| {}),
    Asked::of(&KIND_NOT_LISTED, |sound| {
        if let Some(enquiry) = sound.passed_on() {
            enquiry.kind = word("asks-for-the-moon");
        }
    }),
];
