use super::*;
use crate::{answer::Answer, selection::scale::Scale};

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

/// `a` 50 (may be not applicable), `b` 30, `b2` 20 on 0-5, and a bonus of 10 on pass/fail.
fn criteria() -> Criteria {
    Criteria::out_of(100)
        .scale("0-5", Scale::range(0, 5).unwrap())
        .scale("said", Scale::pass_fail())
        .criterion("a", "A", "50", "0-5")
        .may_be_not_applicable()
        .criterion("b", "B", "30", "0-5")
        .minimum("2")
        .criterion("b2", "C", "20", "0-5")
        .bonus("d", "D", "10", "said")
        .at_least("3", 2, ["a", "b", "b2"])
        .pass_mark("60")
        .build()
        .unwrap()
}

/// `-` not applicable, `?` missing, `x` declined; in the order a, b, b2, bonus.
fn row(text: &str) -> Vec<Cell> {
    let criteria = criteria();
    let cell = |(index, written): (usize, &str)| match written {
        "-" => Cell::NotApplicable,
        "?" => Cell::Missing,
        "x" => Cell::Declined,
        mark => criteria.leaves()[index].scale().mark(mark.parse().unwrap()).unwrap().into(),
    };
    text.split(' ').enumerate().map(cell).collect()
}

fn total(text: &str) -> Total {
    criteria().total(&row(text)).unwrap()
}

#[test]
fn a_mark_earns_its_share_and_a_bonus_comes_on_top() {
    // 4/5 of 50, 2/5 of 30, 5/5 of 20: 40 + 12 + 20 = 72; and 10.
    let total = total("4 2 5 pass");
    assert_eq!(total.points(), Some(ratio("82")));
    assert_eq!((total.points_without_bonus(), total.bonus()), (Some(ratio("72")), ratio("10")));
    assert_eq!((total.at_least(), total.at_most()), (ratio("82"), ratio("82")));
}

#[test]
fn what_does_not_apply_is_left_out_and_the_rest_taken_in_proportion() {
    // 12 + 20 = 32 of the 50 that are left: 64 of 100; the bonus is not taken in proportion.
    let total = total("- 2 5 pass");
    assert_eq!((total.earned(), total.available()), (ratio("32"), ratio("50")));
    assert_eq!(total.points(), Some(ratio("74")));
}

#[test]
fn open_cells_leave_a_total_between_two_numbers() {
    let total = total("4 ? x fail");
    assert_eq!(total.points(), None);
    assert_eq!((total.at_least(), total.at_most()), (ratio("40"), ratio("90")));
    let names = |ids: &[CriterionId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!((names(total.missing()), names(total.declined())), (vec!["b".to_owned()], vec!["b2".to_owned()]));
}

#[test]
fn an_open_cell_that_may_not_apply_lowers_the_total_only_if_it_is_marked_low() {
    // 12 + 20 = 32 of 50. Marked 0: 32 of 100. Not applicable: 64. Marked 5: 82.
    let open = total("? 2 5 fail");
    assert_eq!((open.at_least(), open.at_most()), (ratio("32"), ratio("82")));
    // On 1-5 the lowest mark earns a fifth: better not applicable where the rest earns nothing.
    let criteria = Criteria::out_of(100)
        .scale("1-5", Scale::range(1, 5).unwrap())
        .scale("0-5", Scale::range(0, 5).unwrap())
        .criterion("a", "A", "50", "1-5")
        .may_be_not_applicable()
        .criterion("b", "B", "50", "0-5")
        .build()
        .unwrap();
    let nothing = criteria.leaves()[1].scale().mark("0".parse().unwrap()).unwrap();
    let total = criteria.total(&[Cell::Missing, nothing.into()]).unwrap();
    // Not applicable: 0 of 50. Marked 1: a fifth of 50. Marked 5: 50.
    assert_eq!((total.at_least(), total.at_most()), (ratio("0"), ratio("50")));
}

#[test]
fn a_row_that_does_not_fit_is_refused() {
    let criteria = criteria();
    let refusal = |cells: &[Cell]| criteria.total(cells).unwrap_err().to_string();
    assert_eq!(refusal(&row("4 2")), "the row has 2 cells, but there are 4 criteria");
    assert_eq!(refusal(&row("4 - 2 pass")), "`b` is not applicable here, but it applies to every application");
    let mut cells = row("4 2 2 pass");
    cells[0] = Scale::range(0, 10).unwrap().mark("3".parse().unwrap()).unwrap().into();
    assert_eq!(refusal(&cells), "the mark under `a`, which counts 3, is of another scale");
    let alone = Criteria::out_of(1)
        .scale("s", Scale::pass_fail())
        .criterion("a", "A", "1", "s")
        .may_be_not_applicable()
        .build()
        .unwrap();
    assert_eq!(
        alone.total(&[Cell::NotApplicable]).unwrap_err().to_string(),
        "no criterion that carries weight is applicable, so there is no total"
    );
    assert_eq!(alone.lines(&[Cell::NotApplicable]).unwrap_err(), Misfit::NothingApplies);
    assert_eq!(alone.total(&[Cell::Missing]).unwrap().at_most(), Ratio::ONE);
}

#[test]
fn the_lines_add_up_to_the_points() {
    for text in ["4 2 5 pass", "- 2 4 pass", "- 0 0 fail", "0 0 1 fail"] {
        let (criteria, cells) = (criteria(), row(text));
        let lines = criteria.lines(&cells).unwrap();
        let sum = Ratio::sum(lines.iter().filter_map(|line| line.points)).unwrap();
        assert_eq!(Some(sum), total(text).points(), "{text}");
        let applied = Ratio::sum(lines.iter().filter(|line| !line.criterion.is_bonus()).map(|line| line.applied));
        assert_eq!(applied, Ok(ratio("100")), "{text}");
    }
    let (criteria, cells) = (criteria(), row("- 2 4 pass"));
    let lines = criteria.lines(&cells).unwrap();
    // 30 and 20 of the 50 that are left become 60 and 40.
    let found: Vec<_> =
        lines.iter().map(|line| (line.applied.to_string(), line.points.map(|it| it.to_string()))).collect();
    let some = |text: &str| Some(text.to_owned());
    let expected = [("0", None), ("60", some("24")), ("40", some("32")), ("10", some("10"))];
    assert_eq!(found, expected.map(|(applied, points)| (applied.to_owned(), points)));
}

/// For each minimum missed its answer, in short.
fn missed(text: &str) -> Vec<(&'static str, Answer)> {
    let shortfalls = criteria().shortfalls(&row(text)).unwrap();
    let short = |shortfall: Shortfall| {
        let name = match shortfall.lacks {
            Lacks::Mark { .. } => "mark",
            Lacks::Reach { .. } => "reach",
            Lacks::Points { .. } => "points",
        };
        (name, shortfall.missed)
    };
    shortfalls.into_iter().map(short).collect()
}

#[test]
fn minimums_are_missed_met_or_open() {
    use Answer::{Unknown, Yes};
    assert_eq!(missed("4 3 5 fail"), []);
    // `b` below 2; two of three still reach 3; 40 + 6 + 20 = 66 points.
    assert_eq!(missed("4 1 5 fail"), [("mark", Yes)]);
    // Only one reaches 3; 40 + 12 + 8 = 60 points.
    assert_eq!(missed("4 2 2 fail"), [("reach", Yes)]);
    // 20 + 12 + 8 = 40 points.
    assert_eq!(missed("2 2 2 pass"), [("reach", Yes), ("points", Yes)]);
    assert_eq!(missed("? ? ? ?"), [("mark", Unknown), ("reach", Unknown), ("points", Unknown)]);
    // One open cell cannot make two of three of it: at most 12 + 8 and 50, 70 points.
    assert_eq!(missed("? 2 2 fail"), [("reach", Yes), ("points", Unknown)]);
    assert_eq!(missed("4 x 5 fail"), [("mark", Unknown)]);
    // Of two that apply both must reach it; 18 + 8 of 50, 52 points, and 10.
    assert_eq!(missed("- 3 2 pass"), [("reach", Yes)]);
}

#[test]
fn a_shortfall_says_what_was_needed_and_what_was_found() {
    let shortfalls = criteria().shortfalls(&row("2 1 2 fail")).unwrap();
    let expected = Lacks::Mark {
        criterion: "b".parse().unwrap(),
        needed: "2".parse().unwrap(),
        found: Some("1".parse().unwrap()),
    };
    assert_eq!(shortfalls[0].lacks, expected);
    assert!(matches!(&shortfalls[1].lacks, Lacks::Reach { needed: 2, reached: 0, open: 0, .. }));
    // 20 + 6 + 8.
    let points = Lacks::Points { needed: ratio("60"), at_least: ratio("34"), at_most: ratio("34") };
    assert_eq!(shortfalls[2].lacks, points);
}

#[test]
fn of_several_as_many_must_reach_a_minimum_as_declared_or_all_that_apply() {
    let criteria = Criteria::out_of(100)
        .scale("1-5", Scale::range(1, 5).unwrap())
        .scale("0-5", Scale::range(0, 5).unwrap())
        .criterion("a", "A", "50", "1-5")
        .may_be_not_applicable()
        .minimum("1") // which no mark of 1 to 5 misses
        .criterion("b", "B", "30", "0-5")
        .criterion("c", "C", "20", "0-5")
        .at_least("1", 2, ["a", "b", "c"])
        .at_least("4", 3, ["a", "b", "c"])
        .build()
        .unwrap();
    let mark =
        |index: usize, raw: &str| Cell::Mark(criteria.leaves()[index].scale().mark(raw.parse().unwrap()).unwrap());
    let found = |cells: &[Cell]| -> Vec<(usize, usize, Answer)> {
        let short = |shortfall: Shortfall| match shortfall.lacks {
            Lacks::Reach { needed, reached, .. } => (needed, reached, shortfall.missed),
            other => panic!("{other:?}"),
        };
        criteria.shortfalls(cells).unwrap().into_iter().map(short).collect()
    };
    // Two apply, so the minimum of three asks both.
    assert_eq!(found(&[Cell::NotApplicable, mark(1, "4"), mark(2, "5")]), []);
    assert_eq!(found(&[Cell::NotApplicable, mark(1, "4"), mark(2, "3")]), [(2, 1, Answer::Yes)]);
    // Any mark of `a` is at least 1, but `a` may turn out not to apply: then of `b` and `c` only one reaches 1.
    let open = [Cell::Missing, mark(1, "1"), mark(2, "0")];
    assert_eq!(found(&open), [(2, 1, Answer::Unknown), (3, 0, Answer::Yes)]);
    assert_eq!(found(&[Cell::NotApplicable, mark(1, "1"), mark(2, "0")]), [(2, 1, Answer::Yes), (2, 0, Answer::Yes)]);
}
