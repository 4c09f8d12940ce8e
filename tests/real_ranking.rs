//! A real ranking: Race to the Top, phase 2 (US Department of Education, 2010), all 19 finalists with their published
//! scores and ranks.
//!
//! The table lies in the folder that `MATHS_HUBS_DATA` names; where that is unset the tests say so.

use std::{collections::BTreeMap, env, path::PathBuf};

use maths_hubs::{
    ratio::Ratio,
    selection::{
        places::{Candidate, CandidateOutcome, Contest, Place},
        ranking::{Contender, Standing, gap_at, rank, tie_at},
    },
};

struct Row {
    applicant: String,
    score: Ratio,
    rank: usize,
    funded: bool,
}

/// The rows, or `None` (said aloud) where the folder is not given.
fn rows() -> Option<Vec<Row>> {
    let Some(folder) = env::var_os("MATHS_HUBS_DATA").filter(|it| !it.is_empty()) else {
        eprintln!("MATHS_HUBS_DATA is unset: race_to_the_top_phase2.csv is not read");
        return None;
    };
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join("race_to_the_top_phase2.csv");
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let row = |row: BTreeMap<String, String>| Row {
        applicant: row["applicant"].clone(),
        // Print has `471.0`; a number stands without it.
        score: row["score"].parse().unwrap(),
        rank: row["official_rank"].parse().unwrap(),
        funded: row["funded"] == "1",
    };
    Some(reader.deserialize().map(|it| row(it.unwrap())).collect())
}

fn standings(rows: &[Row]) -> Vec<Standing<String>> {
    rank(&rows.iter().map(|row| Contender::new(row.applicant.clone(), row.score)).collect::<Vec<_>>())
}

#[test]
fn all_nineteen_official_ranks_come_out_with_the_joint_sixth_as_a_tie() {
    let Some(rows) = rows() else { return };
    assert_eq!(rows.len(), 19);
    let standings = standings(&rows);
    let found: BTreeMap<_, _> =
        standings.iter().flat_map(|it| it.ids.iter().map(move |id| (id.clone(), it.rank))).collect();
    assert_eq!(found, rows.iter().map(|row| (row.applicant.clone(), row.rank)).collect());
    let tied: Vec<_> = standings.iter().filter(|it| it.is_tied()).map(|it| (it.rank, it.ids.clone())).collect();
    assert_eq!(tied, [(6, vec!["DC".to_owned(), "MD".to_owned()])]);
}

#[test]
fn the_gap_at_the_cut_is_three_points() {
    let Some(rows) = rows() else { return };
    let standings = standings(&rows);
    // Ohio 440.8, tenth and funded; New Jersey 437.8, eleventh and not.
    assert_eq!(gap_at(&standings, 10), Ok(Some(Ratio::from(3))));
    assert_eq!(tie_at(&standings, 10), None);
    assert_eq!(tie_at(&standings, 6).map(|it| it.rank), Some(6));
}

#[test]
fn with_ten_places_the_tie_does_not_matter_and_with_six_it_does() {
    let Some(rows) = rows() else { return };
    let candidates: Vec<_> =
        rows.iter().map(|row| Candidate::new(row.applicant.clone(), row.score, ["grant"])).collect();
    let choice = Contest::new(&candidates, &[Place::several("grant", 10)], &[]).choose().unwrap();
    assert!(choice.is_settled());
    for row in &rows {
        let expected = if row.funded { CandidateOutcome::Appointed("grant") } else { CandidateOutcome::NotAppointed };
        assert_eq!(choice.candidates[&row.applicant], expected, "{}", row.applicant);
    }
    assert_eq!(choice.overtaken().count(), 0);

    let six = Contest::new(&candidates, &[Place::several("grant", 6)], &[]).choose().unwrap();
    let [tie] = &six.ties[..] else { panic!("{:?}", six.ties) };
    assert_eq!(tie.contested.iter().map(String::as_str).collect::<Vec<_>>(), ["DC", "MD"]);
    assert_eq!(tie.appointed, 1);
}
