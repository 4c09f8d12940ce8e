//! Gates that nobody has settled.

use crate::{
    answer::Answer,
    identifiers::ApplicationId,
    selection::proceedings::{Candidate, Proceedings},
    vocabulary::Word,
};

/// Every gate of an application in the running that is neither met nor not met.
pub(super) fn open_gates(state: &Proceedings) -> Vec<(ApplicationId, Word)> {
    let live = state.candidates.iter().filter(|(_, of)| of.is_live());
    let open = |(id, of): (&ApplicationId, &Candidate)| {
        let judged = state.policy().gates.judge(&of.facts, state.opening.reference, &of.rulings);
        judged.that_are(Answer::Unknown).map(|(gate, _)| (*id, gate)).collect::<Vec<_>>()
    };
    live.flat_map(open).collect()
}
