//! The matrix: which kind of fact is seen in which capacity, and when.

use crate::selection::round::Role;

/// A kind of fact of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Matter {
    Terms,
    Published,
    Phase,
    Undoing,
    Question,
    Enrolment,
    Assignment,
    Register,
    Interest,
    Bid,
    Extension,
    Ruling,
    Through,
    Sifted,
    Practice,
    Mark,
    Moderation,
    Choice,
    Decision,
    Notice,
    Outcome,
    Settlement,
    DueDiligence,
    Review,
}

/// In what capacity somebody looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Capacity {
    /// Enrolled in a role.
    Role(Role),
    /// The contact of an application.
    Contact,
    /// Anybody at all.
    Anybody,
}

/// When a fact is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Access {
    /// Never.
    No,
    /// Always.
    Yes,
    /// One's own: about oneself, or made by oneself; for a contact, about its application.
    Own,
    /// One's own mark, and others' once one's own are in.
    Marked,
    /// Once the panel has recommended; where none does, once the window is closed.
    Put,
    /// About an application whose review was asked for.
    Asked,
    /// About one's own application, once one was told of the decision.
    Told,
    /// About one's own application, once feedback was released.
    Released,
}

use Access::{Asked, Marked, No, Own, Put, Released, Told, Yes};

/// What one matter is to each capacity, in the order of [`Capacity::ALL`].
type Row = (Matter, [Access; 9]);

#[rustfmt::skip]
pub(super) const MATRIX: [Row; 24] = [
    //                       administrator assessor chair member authority reviewer observer contact anybody
    (Matter::Terms,        [Yes, Yes,    Yes, Yes, Yes, Yes,   Yes, Yes,      Yes]),
    (Matter::Published,    [Yes, Yes,    Yes, Yes, Yes, Yes,   Yes, Yes,      Yes]),
    (Matter::Phase,        [Yes, Yes,    Yes, Yes, Yes, Yes,   Yes, No,       No]),
    (Matter::Undoing,      [Yes, No,     Yes, Yes, Yes, Yes,   Yes, Told,     No]),
    (Matter::Question,     [Yes, No,     No,  No,  No,  No,    No,  Own,      Own]),
    (Matter::Enrolment,    [Yes, Own,    Yes, Own, Yes, Own,   Own, No,       No]),
    (Matter::Assignment,   [Yes, Own,    Yes, Own, Yes, No,    No,  No,       No]),
    (Matter::Register,     [Yes, No,     Yes, No,  Yes, No,    No,  No,       No]),
    (Matter::Interest,     [Yes, Own,    Yes, Own, Yes, Own,   Own, No,       No]),
    (Matter::Bid,          [Yes, Yes,    Yes, Yes, Yes, Asked, No,  Own,      No]),
    (Matter::Extension,    [Yes, No,     Yes, No,  Yes, Asked, No,  Own,      No]),
    (Matter::Ruling,       [Yes, No,     Yes, Yes, Put, Asked, No,  Told,     No]),
    (Matter::Through,      [Yes, Yes,    Yes, Yes, Yes, Asked, No,  Own,      No]),
    (Matter::Sifted,       [Yes, No,     Yes, Yes, Put, Asked, No,  Told,     No]),
    (Matter::Practice,     [Yes, Own,    Yes, No,  No,  No,    No,  No,       No]),
    (Matter::Mark,         [Yes, Marked, Yes, Yes, Put, Asked, No,  Released, No]),
    (Matter::Moderation,   [Yes, Marked, Yes, Yes, Put, Asked, No,  Released, No]),
    (Matter::Choice,       [Yes, No,     Yes, Yes, Put, Asked, No,  No,       No]),
    (Matter::Decision,     [Yes, No,     Yes, Yes, Yes, Asked, No,  No,       No]),
    (Matter::Notice,       [Yes, No,     Yes, No,  Yes, Asked, No,  Own,      No]),
    (Matter::Outcome,      [No,  No,     No,  No,  No,  No,    No,  Told,     No]),
    (Matter::Settlement,   [Yes, No,     Yes, No,  Yes, Asked, No,  Own,      No]),
    (Matter::DueDiligence, [Yes, No,     No,  No,  Yes, No,    No,  No,       No]),
    (Matter::Review,       [Yes, No,     Yes, No,  Yes, Asked, No,  Own,      No]),
];

impl Capacity {
    /// All capacities, in the order of the matrix.
    pub(super) const ALL: [Self; 9] = [
        Self::Role(Role::Administrator),
        Self::Role(Role::Assessor),
        Self::Role(Role::Chair),
        Self::Role(Role::Member),
        Self::Role(Role::Authority),
        Self::Role(Role::Reviewer),
        Self::Role(Role::Observer),
        Self::Contact,
        Self::Anybody,
    ];
}

impl Matter {
    /// Each capacity with what it sees of this.
    pub(super) fn row(self) -> impl Iterator<Item = (Capacity, Access)> {
        let row = MATRIX.iter().filter(move |(matter, _)| *matter == self).flat_map(|(_, row)| row.iter().copied());
        Capacity::ALL.into_iter().zip(row)
    }

    /// Whether it tells of marks, and so waits for one's own.
    pub(super) const fn tells_of_marks(self) -> bool {
        matches!(self, Self::Mark | Self::Moderation | Self::Choice)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn what(matter: Matter) -> &'static str {
        match matter {
            Matter::Terms => "the opening, amendments, closings, stages, announcement, cancelling, end",
            Matter::Published => "questions that are not confidential, and their answers, once sent to all",
            Matter::Phase => "the phase to the letter",
            Matter::Undoing => "that a decision was undone",
            Matter::Question => "questions and answers as they were made, and who asked",
            Matter::Enrolment => "who takes part",
            Matter::Assignment => "who marks what",
            Matter::Register => "the standing register of interests",
            Matter::Interest => "declarations and waivers",
            Matter::Bid => "applications, what later stages ask for, withdrawals",
            Matter::Extension => "who was given longer",
            Matter::Ruling => "rulings on lateness and gates, and facts found",
            Matter::Through => "who goes on to the next stage",
            Matter::Sifted => "who does not, and why",
            Matter::Practice => "practice marking",
            Matter::Mark => "independent marks and their justifications",
            Matter::Moderation => "moderated marks and their reasons",
            Matter::Choice => "draws and the recommendation",
            Matter::Decision => "the decision",
            Matter::Notice => "notices, and the release of feedback",
            Matter::Outcome => "what became of an application, on its own",
            Matter::Settlement => "offers, answers to them, calls, agreements, starts",
            Matter::DueDiligence => "due diligence",
            Matter::Review => "reviews",
        }
    }

    fn word(access: Access) -> &'static str {
        match access {
            No => "",
            Yes => "yes",
            Own => "own",
            Marked => "marked",
            Put => "put",
            Asked => "asked",
            Told => "told",
            Released => "released",
        }
    }

    #[test]
    fn the_table_in_the_docs_is_the_matrix() {
        let mut table = "| |".to_owned();
        for capacity in Capacity::ALL {
            let name = match capacity {
                Capacity::Role(role) => role.word(),
                Capacity::Contact => "contact",
                Capacity::Anybody => "anybody",
            };
            write!(table, " {name} |").unwrap();
        }
        write!(table, "\n|{}\n", "---|".repeat(10)).unwrap();
        for (matter, _) in MATRIX {
            write!(table, "| {} |", what(matter)).unwrap();
            for (_, access) in matter.row() {
                let word = word(access);
                write!(table, " {word}{}|", if word.is_empty() { "" } else { " " }).unwrap();
            }
            table.push('\n');
        }
        assert_eq!(include_str!("matrix.md"), table, "the file should be:\n{table}");
    }

    #[test]
    fn only_the_administrator_and_the_authority_see_due_diligence() {
        let see: Vec<Capacity> =
            Matter::DueDiligence.row().filter(|(_, access)| *access != No).map(|(capacity, _)| capacity).collect();
        assert_eq!(see, [Capacity::Role(Role::Administrator), Capacity::Role(Role::Authority)]);
    }

    #[test]
    fn each_matter_has_one_row() {
        let matters: std::collections::BTreeSet<Matter> = MATRIX.iter().map(|(matter, _)| *matter).collect();
        assert_eq!(matters.len(), MATRIX.len());
    }
}
