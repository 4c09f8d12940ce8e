//! Interests that follow from the register.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{InterestPolicy, Link, Strength, Web, web::To};
use crate::{
    answer::Answer,
    calendar::{Period, Span},
    document::keyed,
    identifiers::{ApplicationId, OrganisationId, PersonId},
    vocabulary::Word,
};

/// In which role an application names an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Role {
    /// It would lead.
    Lead,
    /// It is a named partner.
    Partner,
    /// It sponsors a part.
    CoSponsor,
}

crate::document::as_record! {
    Role, "the role of an organisation, a word";
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Lead => "lead",
            Self::Partner => "partner",
            Self::CoSponsor => "co-sponsor",
        })
    }
}

/// The organisations that an application names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Parties {
    /// Those that would lead.
    #[serde(deserialize_with = "keyed::set")]
    pub leads: BTreeSet<OrganisationId>,
    /// Named partners.
    #[serde(deserialize_with = "keyed::set")]
    pub partners: BTreeSet<OrganisationId>,
    /// Co-sponsors.
    #[serde(deserialize_with = "keyed::set")]
    pub co_sponsors: BTreeSet<OrganisationId>,
}

crate::document::as_record! { Parties, r#"the parties of an application: {"leads": […], "partners": […], …}"#; }

impl Parties {
    /// An application that these would lead.
    #[must_use]
    pub fn led_by(leads: impl IntoIterator<Item = OrganisationId>) -> Self {
        Self { leads: leads.into_iter().collect(), ..Self::default() }
    }

    /// The same with these named partners.
    #[must_use]
    pub fn partnered_by(self, partners: impl IntoIterator<Item = OrganisationId>) -> Self {
        Self { partners: partners.into_iter().collect(), ..self }
    }

    /// The same with these co-sponsors.
    #[must_use]
    pub fn co_sponsored_by(self, co_sponsors: impl IntoIterator<Item = OrganisationId>) -> Self {
        Self { co_sponsors: co_sponsors.into_iter().collect(), ..self }
    }

    /// Each organisation with its role. One that is named in two roles comes twice.
    pub fn iter(&self) -> impl Iterator<Item = (Role, OrganisationId)> + '_ {
        let leads = self.leads.iter().map(|id| (Role::Lead, *id));
        let partners = self.partners.iter().map(|id| (Role::Partner, *id));
        leads.chain(partners).chain(self.co_sponsors.iter().map(|id| (Role::CoSponsor, *id)))
    }
}

/// A step of a chain, from one organisation to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Step {
    /// The kind of tie.
    pub kind: Word,
    /// The organisation that it leads to.
    pub organisation: OrganisationId,
    /// When it was.
    pub span: Span,
}

crate::document::as_record! { Step, r#"a step: {"kind": …, "organisation": …, "span": …}"#; }

impl From<To> for Step {
    fn from(To { other, kind, span }: To) -> Self {
        Self { kind, organisation: other, span }
    }
}

/// Why somebody has an interest: the chain from the person to an organisation that the application names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Basis {
    /// The link that it begins with.
    pub link: Link,
    /// The ties from there: none where the application names that organisation, one, or two through a shared third.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// The role in which the application names the last organisation.
    pub role: Role,
    /// Whether all of it stands on the day.
    pub current: Answer,
}

crate::document::as_record! { Basis, r#"the basis of an interest: {"link": …, "steps": […], "role": …, "current": …}"#; }

impl Basis {
    /// The organisation that the application names.
    #[must_use]
    pub fn organisation(&self) -> OrganisationId {
        self.steps.last().map_or(self.link.organisation, |step| step.organisation)
    }
}

impl fmt::Display for Basis {
    /// The chain: `employee of GB-EDU-100001; trust: X-TRUST-TR01234; trust: GB-EDU-100002, a lead`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.current {
            Answer::Yes => "",
            Answer::No => "formerly ",
            Answer::Unknown => "now or formerly ",
        })?;
        write!(f, "{} of {}", self.link.kind, self.link.organisation)?;
        for step in &self.steps {
            write!(f, "; {}: {}", step.kind, step.organisation)?;
        }
        f.write_str(match self.role {
            Role::Lead => ", a lead",
            Role::Partner => ", a named partner",
            Role::CoSponsor => ", a co-sponsor",
        })
    }
}

/// An interest of a person in an application, derived from the register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Interest {
    /// Whose it is.
    pub person: PersonId,
    /// How grave it is: where nobody knows whether a piece of it has ended, as grave as if it had not.
    pub strength: Strength,
    /// Whether it is one: yes, or unknown where the dates leave it open and it is to be declared. Never no.
    pub certain: Answer,
    /// Why.
    pub basis: Basis,
}

crate::document::as_record! { Interest, r#"an interest: {"person": …, "strength": …, "certain": …, "basis": …}"#; }

impl fmt::Display for Interest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let perhaps = if self.certain.is_yes() { "" } else { " perhaps" };
        write!(f, "{}{perhaps}: {}", self.strength, self.basis)
    }
}

/// The derived interests in each application that has any.
pub type Derived = BTreeMap<ApplicationId, BTreeSet<Interest>>;

/// Where a chain may end: an organisation that an application names, reached directly or by one tie.
struct Arrival<A> {
    application: A,
    role: Role,
    /// The tie, seen from where the chain arrives, to the named organisation; none where it arrives there itself.
    step: Option<To>,
}

/// The arrivals at an organisation, by the kind of the last tie.
type Arrivals<A> = BTreeMap<OrganisationId, BTreeMap<Option<Word>, Vec<Arrival<A>>>>;

impl Web {
    /// The interests of one person in one application on the day `on`; see [`derive_all`](Self::derive_all).
    #[must_use]
    pub fn derive(
        &self,
        person: PersonId,
        parties: &Parties,
        policy: &InterestPolicy,
        on: NaiveDate,
    ) -> BTreeSet<Interest> {
        let mut found = BTreeSet::new();
        self.meet([person], [((), parties)], policy, on, |(), interest| {
            found.insert(interest);
        });
        found
    }

    /// The interests of `people` in `applications` on the day `on`.
    ///
    /// A person has an interest in an application that names an organisation of theirs, one tied to it, or one that shares
    /// with it a tie [through](InterestPolicy::through) a third: two schools in one trust at one time. Links and ties count
    /// while they stand and for [`recent_months`](InterestPolicy::recent_months) after; those that have not begun do not.
    ///
    /// Chains are sought from both ends and meet in the middle. The time grows, but for a logarithm, with the links and
    /// ties of the organisations that people and applications name, and with the interests found.
    #[must_use]
    pub fn derive_all(
        &self,
        people: impl IntoIterator<Item = PersonId>,
        applications: &BTreeMap<ApplicationId, Parties>,
        policy: &InterestPolicy,
        on: NaiveDate,
    ) -> Derived {
        let mut found = Derived::new();
        let applications = applications.iter().map(|(application, parties)| (*application, parties));
        self.meet(people, applications, policy, on, |application, interest| {
            found.entry(application).or_default().insert(interest);
        });
        found
    }

    fn meet<'a, A: Copy>(
        &self,
        people: impl IntoIterator<Item = PersonId>,
        applications: impl IntoIterator<Item = (A, &'a Parties)>,
        policy: &InterestPolicy,
        on: NaiveDate,
        mut found: impl FnMut(A, Interest),
    ) {
        let window = Window::new(policy, on);
        let counts = |tie: &&To| {
            !policy.exempt_ties.contains(&tie.kind)
                && !policy.exempt.contains(&tie.other)
                && !window.reaches(tie.span).is_no()
        };
        let mut arrivals: Arrivals<A> = BTreeMap::new();
        for (application, parties) in applications {
            for (role, named) in parties.iter() {
                let exempt = policy.exempt.contains(&named);
                if exempt && role != Role::Lead {
                    continue;
                }
                let mut arrive = |at, kind, step| {
                    let arrival = Arrival { application, role, step };
                    arrivals.entry(at).or_default().entry(kind).or_default().push(arrival);
                };
                arrive(named, None, None);
                if !exempt {
                    for tie in self.ties_of(named).filter(counts) {
                        arrive(tie.other, Some(tie.kind), Some(To { other: named, ..*tie }));
                    }
                }
            }
        }
        for person in people.into_iter().collect::<BTreeSet<_>>() {
            for link in self.links_of(person).filter(|link| !window.reaches(link.span).is_no()) {
                let employer = link.organisation;
                for arrival in arrivals.get(&employer).into_iter().flat_map(BTreeMap::values).flatten() {
                    let steps: Vec<Step> = arrival.step.map(Step::from).into_iter().collect();
                    if let Some(interest) = window.interest(link, steps, arrival.role) {
                        found(arrival.application, interest);
                    }
                }
                if policy.exempt.contains(&employer) {
                    continue;
                }
                for tie in self.ties_of(employer).filter(counts).filter(|tie| policy.through.contains(&tie.kind)) {
                    let shared = arrivals.get(&tie.other).and_then(|kinds| kinds.get(&Some(tie.kind)));
                    for arrival in shared.into_iter().flatten() {
                        let Some(last) = arrival.step.filter(|last| last.other != employer) else { continue };
                        let steps = vec![Step::from(*tie), Step::from(last)];
                        if let Some(interest) = window.interest(link, steps, arrival.role) {
                            found(arrival.application, interest);
                        }
                    }
                }
            }
        }
    }
}

/// The days on which links and ties count.
struct Window<'a> {
    policy: &'a InterestPolicy,
    on: NaiveDate,
    days: Span,
}

impl<'a> Window<'a> {
    fn new(policy: &'a InterestPolicy, on: NaiveDate) -> Self {
        let earliest = NaiveDate::from_ymd_opt(1000, 1, 1).unwrap_or(on);
        let first = on.checked_sub_months(Months::new(policy.recent_months)).map_or(earliest, |day| day.max(earliest));
        // A day that no document can hold reaches nothing for sure.
        let days = Period::new(first, Some(on)).map_or(Span::UNKNOWN, Span::exact);
        Self { policy, on, days }
    }

    fn reaches(&self, span: Span) -> Answer {
        self.days.overlaps(span)
    }

    /// The interest that a chain makes, unless its dates say that it makes none.
    fn interest(&self, link: &Link, steps: Vec<Step>, role: Role) -> Option<Interest> {
        let spans = || std::iter::once(link.span).chain(steps.iter().map(|step| step.span));
        // Two ties through a third are shared only if they stood at one time.
        let together = match steps.as_slice() {
            [one, another] => one.span.overlaps(another.span),
            _ => Answer::Yes,
        };
        let certain = Answer::all(spans().map(|span| self.reaches(span))).and(together);
        if certain.is_no() {
            return None;
        }
        let current = Answer::all(spans().map(|span| span.covers(self.on)));
        let ties = steps.iter().map(|step| self.policy.of_tie(step.kind));
        let former = current.is_no().then_some(self.policy.former);
        let pieces = ties.chain([self.policy.of_role(role)]).chain(former);
        let strength = pieces.fold(self.policy.of_link(link.kind), Ord::min);
        Some(Interest { person: link.person, strength, certain, basis: Basis { link: *link, steps, role, current } })
    }
}
