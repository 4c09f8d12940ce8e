//! One id for every kind of organisation.

use std::{fmt, str::FromStr};

use super::{CharityNumber, CompanyNumber, GroupUid, RegisterCode, Slug, TrustId, Ukprn, Urn};
use crate::document::{Malformed, as_text, padded};

/// An organisation's id, of whichever register knows it.
///
/// The text is that of [org-id.guide](https://org-id.guide): the code of a list, then the number on that list. Three
/// forms that begin with `X-` are this library's own, since no list there holds them.
///
/// | Variant | Text | List |
/// |---|---|---|
/// | [`School`](Self::School) | `GB-EDU-100187` | Get Information about Schools |
/// | [`College`](Self::College) | `GB-UKPRN-10005970` | UK Register of Learning Providers |
/// | [`Trust`](Self::Trust) | `X-TRUST-TR01234` | this library's own |
/// | [`Group`](Self::Group) | `X-GROUP-5143` | this library's own |
/// | [`Company`](Self::Company) | `GB-COH-01234567` | Companies House |
/// | [`Charity`](Self::Charity) | `GB-CHC-1234567`, `GB-SC-SC012345` | Charity Commission; Scottish Charity Regulator |
/// | [`Government`](Self::Government) | `GB-GOR-D6` | register of government organisations |
/// | [`Body`](Self::Body) | `X-BODY-ncetm` | this library's own |
///
/// Two ids may name one organisation (a trust is a company too); that is a fact of the register of organisations, and
/// ids are equal only where they are the same id.
///
/// ```
/// use maths_hubs::identifiers::{OrganisationId, Urn};
///
/// let school: OrganisationId = "GB-EDU-100187".parse()?;
/// assert_eq!(school, Urn::try_from(100_187)?.into());
/// assert_eq!(
///     "GB-EDU-12".parse::<OrganisationId>().unwrap_err().to_string(),
///     "`GB-EDU-12` is not an organisation id: GB-EDU- and a URN, six digits, 100000 to 999999",
/// );
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OrganisationId {
    /// A school, by its URN.
    School(Urn),
    /// A college, university or other provider, by its UKPRN.
    College(Ukprn),
    /// An academy trust, by the id that begins with `TR`.
    Trust(TrustId),
    /// A trust, federation or other group, by the number in extracts.
    Group(GroupUid),
    /// A company.
    Company(CompanyNumber),
    /// A charity.
    Charity(CharityNumber),
    /// A government body.
    Government(RegisterCode),
    /// A body that no register knows, by a name that the host keeps.
    Body(Slug),
}

impl OrganisationId {
    /// The code of its list, the text before its number: `GB-EDU`.
    #[must_use]
    pub const fn list(&self) -> &'static str {
        match self {
            Self::School(_) => "GB-EDU",
            Self::College(_) => "GB-UKPRN",
            Self::Trust(_) => "X-TRUST",
            Self::Group(_) => "X-GROUP",
            Self::Company(_) => "GB-COH",
            Self::Charity(number) if number.is_scottish() => "GB-SC",
            Self::Charity(_) => "GB-CHC",
            Self::Government(_) => "GB-GOR",
            Self::Body(_) => "X-BODY",
        }
    }

    /// The id, or what would be allowed.
    fn read(text: &str) -> Result<Self, &'static str> {
        let mut parts = text.splitn(3, '-');
        let (Some(of), Some(list), Some(id)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(ANY_LIST);
        };
        match (of, list) {
            ("GB", "EDU") => {
                id.parse().map(Self::School).map_err(|_| "GB-EDU- and a URN, six digits, 100000 to 999999")
            }
            ("GB", "UKPRN") => {
                id.parse().map(Self::College).map_err(|_| "GB-UKPRN- and a UKPRN, eight digits, 10000000 to 19999999")
            }
            ("X", "TRUST") => id.parse().map(Self::Trust).map_err(|_| "X-TRUST-TR and five digits"),
            ("X", "GROUP") => id
                .parse()
                .map(Self::Group)
                .map_err(|_| "X-GROUP- and a whole number without leading zeros, 1 to 99999999"),
            ("GB", "COH") => {
                id.parse().map(Self::Company).map_err(|_| "GB-COH- and a company number of eight characters")
            }
            ("GB", "CHC") => charity(id, false).ok_or("GB-CHC- and six or seven digits without a leading zero"),
            ("GB", "SC") => charity(id, true).ok_or("GB-SC-SC and six digits"),
            ("GB", "GOR") => {
                id.parse().map(Self::Government).map_err(|_| "GB-GOR- and one to eight upper-case letters and digits")
            }
            ("X", "BODY") => id.parse().map(Self::Body).map_err(
                |_| "X-BODY- and lower-case letters and digits, words joined by single hyphens, at most 63 characters",
            ),
            _ => Err(ANY_LIST),
        }
    }
}

const ANY_LIST: &str =
    "an id of GB-EDU, GB-UKPRN, GB-COH, GB-CHC, GB-SC, GB-GOR, X-TRUST, X-GROUP or X-BODY, such as GB-EDU-100187";

fn charity(id: &str, scottish: bool) -> Option<OrganisationId> {
    let number: CharityNumber = id.parse().ok()?;
    (number.is_scottish() == scottish).then_some(OrganisationId::Charity(number))
}

impl FromStr for OrganisationId {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::read(text).map_err(|allowed| Malformed::new("an organisation id", text, allowed))
    }
}

impl fmt::Display for OrganisationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id: &dyn fmt::Display = match self {
            Self::School(id) => id,
            Self::College(id) => id,
            Self::Trust(id) => id,
            Self::Group(id) => id,
            Self::Company(id) => id,
            Self::Charity(id) => id,
            Self::Government(id) => id,
            Self::Body(id) => id,
        };
        padded(f, format_args!("{}-{id}", self.list()))
    }
}

macro_rules! from_its_number {
    ($($variant:ident($id:ty);)+) => {$(
        impl From<$id> for OrganisationId {
            fn from(id: $id) -> Self {
                Self::$variant(id)
            }
        }
    )+};
}

from_its_number! {
    School(Urn);
    College(Ukprn);
    Trust(TrustId);
    Group(GroupUid);
    Company(CompanyNumber);
    Charity(CharityNumber);
    Government(RegisterCode);
    Body(Slug);
}

as_text! { OrganisationId, "an organisation id"; }

#[cfg(test)]
mod tests {
    use super::OrganisationId;

    #[test]
    fn every_list_is_read_as_it_is_written() {
        for text in [
            "GB-EDU-100187",
            "GB-UKPRN-10005970",
            "GB-COH-01234567",
            "GB-CHC-1234567",
            "GB-SC-SC012345",
            "GB-GOR-D6",
            "X-TRUST-TR01234",
            "X-GROUP-5143",
            "X-BODY-institute-of-physics",
        ] {
            assert_eq!(text.parse::<OrganisationId>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_number_is_refused_under_the_list_of_another() {
        for text in [
            "",
            "GB",
            "GB-EDU",
            "GB-EDU-",
            "gb-edu-100187",
            "GB-EDU-10005970",
            "GB-CHC-SC012345",
            "GB-SC-1234567",
            "GB-TRUST-TR01234",
            "X-TRUST-5143",
            "X-GROUP-TR01234",
            "X-BODY-NCETM",
            "GB-XXX-1",
            "100187",
        ] {
            let error = text.parse::<OrganisationId>().unwrap_err();
            assert_eq!(error.found(), text);
        }
    }

    #[test]
    fn the_scottish_prefix_may_not_be_left_out() {
        let error = "GB-SC-012345".parse::<OrganisationId>().unwrap_err();
        assert_eq!(error.to_string(), "`GB-SC-012345` is not an organisation id: GB-SC-SC and six digits");
    }
}
