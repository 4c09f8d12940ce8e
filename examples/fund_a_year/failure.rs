//! What can go wrong, each in the words of whoever found it.

use std::io;

use maths_hubs::{
    document::Malformed,
    funding::{
        allocation::{AllocationError, DrawError, NotInPlan, PotError},
        award::Unshared,
        phasing::Unphasable,
        split::Unsplittable,
        statement::{Unmerged, Unstated},
    },
    identifiers::AwardId,
    journal::Refusal,
    money::{Balance, OutOfRange},
};

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("`{0}` is no option here; `--help` lists those that there are")]
    NoOption(String),
    #[error("one picture at a time, not `{0}` and `{1}`")]
    TwoPictures(String, String),
    #[error("the programme says nothing of its money, so it can offer none")]
    NoPolicy,
    #[error("an entry was applied that should have been refused: {0}")]
    NotRefused(&'static str),
    #[error("a refused entry changed the ledger")]
    Touched,
    #[error("the ledger of award {0} is another when its entries are replayed")]
    NotReplayed(AwardId),
    #[error("a rule is broken: {0}")]
    Blocked(String),
    #[error("{what}: the whole is {whole}, and its parts come to {parts}")]
    Unequal { what: String, whole: Balance, parts: Balance },
    #[error("the picture cannot be written to {path}: {why}")]
    Picture { path: String, why: io::Error },
    #[error(transparent)]
    Malformed(#[from] Malformed),
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
    #[error(transparent)]
    Unsplittable(#[from] Unsplittable),
    #[error(transparent)]
    Unphasable(#[from] Unphasable),
    #[error(transparent)]
    Pot(#[from] PotError),
    #[error(transparent)]
    Allocation(#[from] Box<AllocationError>),
    #[error(transparent)]
    Draw(#[from] DrawError),
    #[error(transparent)]
    NotInPlan(#[from] NotInPlan),
    #[error(transparent)]
    Unshared(#[from] Unshared),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Unstated(#[from] Unstated),
    #[error(transparent)]
    Unmerged(#[from] Unmerged),
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl From<AllocationError> for Failure {
    fn from(error: AllocationError) -> Self {
        Self::Allocation(Box::new(error))
    }
}

impl Failure {
    /// The code that the program ends with.
    pub fn code(&self) -> u8 {
        match self {
            Self::NoOption(_) | Self::TwoPictures(..) | Self::Picture { .. } | Self::Output(_) => 2,
            _ => 1,
        }
    }

    /// Whether whoever reads the output has seen enough.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
