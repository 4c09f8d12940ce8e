//! Where a criterion or a group stands in the tree.

use std::{fmt, str::FromStr, sync::Arc};

use crate::{
    document::{Malformed, as_text},
    identifiers::Slug,
};

/// The path of a criterion, or of a group of them: slugs from the root down, joined by `/`. At most
/// [`DEEPEST`](Self::DEEPEST) slugs.
///
/// It orders as its text does. Clones share the text.
///
/// ```
/// use maths_hubs::selection::criteria::CriterionId;
///
/// let id: CriterionId = "music/credibility".parse()?;
/// assert_eq!(id.parent(), Some("music".parse()?));
/// assert!(id.within(&"music".parse()?));
/// assert!("music/".parse::<CriterionId>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CriterionId(Arc<str>);

impl CriterionId {
    /// The most slugs that a path may have.
    pub const DEEPEST: usize = 16;

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the group in which it stands, or `None` at the top.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(parent, _)| Self(parent.into()))
    }

    /// Whether it is `group` or stands below it.
    #[must_use]
    pub fn within(&self, group: &Self) -> bool {
        self.0.strip_prefix(&*group.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The id of a bonus criterion: it stands beside the tree, below a name that no group may take.
    pub(super) fn of_bonus(name: Slug) -> Self {
        Self(format!("{}/{name}", Self::BONUS).into())
    }

    /// The name below which bonus criteria stand.
    pub(super) const BONUS: &str = "bonus";
}

impl FromStr for CriterionId {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let slugs = text.split('/').take(Self::DEEPEST.saturating_add(1));
        let depth = slugs.clone().count();
        let sound = depth <= Self::DEEPEST && slugs.map(Slug::new).all(|slug| slug.is_some());
        let allowed = "1 to 16 slugs joined by `/`, as in music/credibility";
        sound.then(|| Self(text.into())).ok_or_else(|| Malformed::new("the path of a criterion", text, allowed))
    }
}

impl fmt::Display for CriterionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for CriterionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CriterionId({:?})", self.as_str())
    }
}

impl AsRef<str> for CriterionId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

as_text! { CriterionId, "the path of a criterion"; }
