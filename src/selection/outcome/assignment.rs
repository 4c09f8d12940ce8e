//! Who reads what, where applications are read whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    identifiers::{ApplicationId, PersonId},
    selection::{
        assignment::{Load, NoAssignment, Readings},
        policy::Marking,
        round::{Event, Role, Round, event::Assigned},
    },
};

/// Who reads what: a proposal, until its entries are made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assignment {
    /// The readers of each application to be assessed, those who had it before included.
    pub readers: BTreeMap<ApplicationId, BTreeSet<PersonId>>,
}

impl Assignment {
    /// What each assessor reads, as entries say it: one for each who reads anything.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        let mut reads: BTreeMap<PersonId, BTreeSet<ApplicationId>> = BTreeMap::new();
        for (application, readers) in &self.readers {
            for reader in readers {
                reads.entry(*reader).or_default().insert(*application);
            }
        }
        let assigned = |(person, applications)| Assigned { person, criteria: BTreeSet::new(), applications };
        reads.into_iter().map(assigned).map(Event::Assigned).collect()
    }
}

/// Why nobody can say who reads what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unassigned {
    /// The round's criteria are shared out among assessors, not its applications.
    #[error("every assessor of a criterion marks every application in this round; applications are not shared out")]
    ByCriterion,
    /// A load is given for somebody who is no assessor.
    #[error("a load is given for {person}, who is no assessor of this round")]
    NoAssessor {
        /// Who.
        person: PersonId,
    },
    /// No assignment exists: the applications that starve, with the proof, or what is kept and contradicts the rest.
    #[error(transparent)]
    None(#[from] NoAssignment<ApplicationId, PersonId>),
}

impl Round {
    /// What the round asks of an assignment, given what each assessor can take on.
    ///
    /// Every application to be assessed needs as many readers as policy says. An assessor is barred from what a hard interest
    /// in it or in a rival keeps them from, so far as that is certain; see the rules on declarations for what is not. Who was
    /// assigned an application before keeps it, unless barred from it by now, or no assessor any more. An assessor for whom
    /// no load is given keeps what they have and is given nothing else.
    ///
    /// # Errors
    ///
    /// [`Unassigned`] where the policy shares out criteria instead, and for a load of somebody who is no assessor.
    pub fn readings(&self, loads: &BTreeMap<PersonId, Load>) -> Result<Readings<ApplicationId, PersonId>, Unassigned> {
        let state = self.state();
        let Marking::PerApplication { readers } = state.policy().marking else { return Err(Unassigned::ByCriterion) };
        let stranger = loads.keys().find(|person| !state.has_role(**person, Role::Assessor));
        if let Some(person) = stranger {
            return Err(Unassigned::NoAssessor { person: *person });
        }
        let mut readings = Readings::new();
        readings.loads.clone_from(loads);
        readings.needs = state.assessed().map(|(id, _)| (id, readers)).collect();
        let mut kept: BTreeMap<PersonId, u32> = BTreeMap::new();
        for application in readings.needs.keys() {
            for person in state.readers.get(application).into_iter().flatten() {
                if state.has_role(*person, Role::Assessor) && state.barred_by(*person, *application).is_none() {
                    readings.kept.insert((*application, *person));
                    let count = kept.entry(*person).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
        for (person, kept) in kept {
            readings.loads.entry(person).or_insert(Load::up_to(kept));
        }
        // Few have a hard interest, and nobody else is barred from anything.
        let conflicted = readings.loads.keys().filter(|person| state.bars.of(**person).next().is_some());
        for person in conflicted {
            let barred = |id: &&ApplicationId| state.barred_by(*person, **id).is_some();
            let pairs = readings.needs.keys().filter(barred).map(|application| (*application, *person));
            readings.barred.extend(pairs);
        }
        Ok(readings)
    }

    /// Who reads what, given what each assessor can take on: the readers that policy asks for of every application to be
    /// assessed, nobody barred from what they read, nobody given more than they can take on, and the greatest load as small
    /// as it can be. [`readings`](Self::readings) says what is asked and
    /// [`selection::assignment`](crate::selection::assignment) what is guaranteed.
    ///
    /// # Errors
    ///
    /// [`Unassigned`] as for [`readings`](Self::readings), and where no assignment exists, with the applications that starve
    /// and the proof.
    pub fn assignment(&self, loads: &BTreeMap<PersonId, Load>) -> Result<Assignment, Unassigned> {
        Ok(Assignment { readers: self.readings(loads)?.assign()? })
    }
}
