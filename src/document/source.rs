//! Where a fact, a rule or a policy value comes from.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};

/// Where a fact, a rule or a policy value comes from. Sources are never invented: what this library decided for itself
/// says [`Convention`](Self::Convention), and a figure that was never published says [`Illustrative`](Self::Illustrative).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Source {
    /// A public page or document, by its title or address.
    Page(Cow<'static, str>),
    /// An Act, a regulation or a judgment, with its section.
    Statute(Cow<'static, str>),
    /// A convention of this library or of the host.
    Convention,
    /// A figure made up to show the shape of one that was never published.
    Illustrative,
}

impl Source {
    /// A page, in a `const`.
    #[must_use]
    pub const fn page(title: &'static str) -> Self {
        Self::Page(Cow::Borrowed(title))
    }

    /// A statute, in a `const`.
    #[must_use]
    pub const fn statute(citation: &'static str) -> Self {
        Self::Statute(Cow::Borrowed(citation))
    }

    /// What kind of source this is, in one word: `page`, `statute`, `convention` or `illustrative`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Page(_) => "page",
            Self::Statute(_) => "statute",
            Self::Convention => "convention",
            Self::Illustrative => "illustrative",
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(text) | Self::Statute(text) => f.write_str(text),
            Self::Convention | Self::Illustrative => f.write_str(self.kind()),
        }
    }
}
