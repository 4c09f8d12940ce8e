//! Free text that has to go.

use super::{Digest, Entry, Journal, Process, Refusal, Text};
use crate::{calendar::Moment, identifiers::PersonId};

/// A process in which free text can be removed: whatever the texts said, its state stays the same.
pub trait Redactable: Process<Event: Clone> {
    /// The free texts of an event, in order.
    fn texts(event: &mut Self::Event) -> Vec<&mut Text>;

    /// The event that says what was removed from which entry, on what ground.
    fn redacted(entry: u64, digests: Vec<Digest>, ground: String) -> Self::Event;
}

/// Which text is to be removed, on what ground, by whom and when.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs, reason = "a redaction is these four")]
pub struct Redaction<'a> {
    /// The number of the entry.
    pub entry: u64,
    /// The ground.
    pub ground: &'a str,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: PersonId,
}

impl<P: Redactable> Journal<P> {
    /// Removes the free text of an entry, and adds the entry that says so. `digest` is the host's hash function, salted
    /// where a text might be guessed. Whatever the texts said, the state stays the same.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the redaction is not permitted: there is no such entry, or no text in it, or no ground. Nothing is
    /// removed then.
    pub fn redact(&mut self, redaction: Redaction<'_>, digest: impl Fn(&str) -> Digest) -> Result<(), Refusal> {
        let Redaction { entry, ground, at, by } = redaction;
        let mut digests = Vec::new();
        let redacted = self.entry(entry).map(|found| {
            let mut found = found.clone();
            let texts = std::iter::once(&mut found.why).chain(P::texts(&mut found.what));
            for text in texts {
                if let Some(written) = text.written().filter(|_| !text.is_empty()) {
                    let digest = digest(written);
                    digests.push(digest);
                    *text = Text::Redacted { digest, ground: ground.to_owned() };
                }
            }
            found
        });
        self.apply(Entry::new(self.next_number(), at, by, P::redacted(entry, digests, ground.to_owned())))?;
        if let Some(redacted) = redacted {
            self.replace(redacted);
        }
        Ok(())
    }
}
