//! Where a check stands, kept on the stack until a finding needs it.

use std::fmt;

use super::{FieldName, Path, Step};

/// Where in a document a check stands: a chain of steps on the stack, made into a [`Path`] only for a finding, so that
/// a sound record costs no allocation.
///
/// ```
/// use maths_hubs::rules::At;
///
/// let hubs = At::ROOT.field("hubs");
/// let hub = hubs.key(&"solent");
/// assert_eq!(hub.field("board").path().to_string(), "hubs[\"solent\"].board");
/// ```
#[derive(Clone, Copy)]
pub struct At<'a> {
    here: Here<'a>,
    parent: Option<&'a At<'a>>,
}

#[derive(Clone, Copy)]
enum Here<'a> {
    Root,
    Field(&'static str),
    Key(&'a (dyn fmt::Display + Sync)),
    Index(usize),
}

impl<'a> At<'a> {
    /// The document itself.
    pub const ROOT: At<'static> = At { here: Here::Root, parent: None };

    /// A field of what stands here.
    #[must_use]
    pub const fn field(&'a self, name: &'static str) -> At<'a> {
        At { here: Here::Field(name), parent: Some(self) }
    }

    /// The value under a key of the map that stands here.
    #[must_use]
    pub const fn key(&'a self, key: &'a (dyn fmt::Display + Sync)) -> At<'a> {
        At { here: Here::Key(key), parent: Some(self) }
    }

    /// An item of the list that stands here, from 0.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> At<'a> {
        At { here: Here::Index(index), parent: Some(self) }
    }

    /// The path from the root to here.
    #[must_use]
    pub fn path(&self) -> Path {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(standing) = at {
            match standing.here {
                Here::Root => {}
                Here::Field(name) => steps.push(Step::Field(FieldName::of_code(name))),
                Here::Key(key) => steps.push(Step::Key(key.to_string())),
                Here::Index(index) => steps.push(Step::Index(index)),
            }
            at = standing.parent;
        }
        steps.reverse();
        Path::new(steps)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.path(), f)
    }
}

impl fmt::Debug for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "At({self})")
    }
}
