use super::*;

fn raw(text: &str) -> RawMark {
    text.parse().unwrap()
}

fn refusal(scale: Result<Scale, Malformed>) -> String {
    scale.unwrap_err().found().to_owned()
}

#[test]
fn a_mark_off_the_scale_cannot_be_made() {
    let scale = Scale::range(0, 5).unwrap();
    assert_eq!(scale.mark(raw("5")).unwrap().value(), Ratio::from(5));
    // The average of 3 and 4, and a mark above the top.
    assert_eq!(scale.mark(raw("3.5")).unwrap_err().to_string(), "`3.5` is not on the scale: 0, 1, 2, 3, 4, 5");
    assert!(scale.mark(raw("6")).is_err());
    assert_eq!(
        Scale::pass_fail().mark(raw("maybe")).unwrap_err().to_string(),
        "`maybe` is not on the scale: fail, pass"
    );
}

#[test]
fn a_long_scale_is_named_by_its_ends() {
    let error = Scale::range(0, 100).unwrap().mark(raw("101")).unwrap_err();
    assert_eq!(error.to_string(), "`101` is not on the scale: 0, 1, … 100 (101 points)");
}

#[test]
fn points_stand_from_the_lowest_to_the_highest_each_marked_differently() {
    let points = |values: &[u8]| Scale::new(values.iter().map(|value| Point::new((*value).into())));
    assert_eq!(refusal(points(&[])), "no points");
    assert_eq!(refusal(points(&[5, 3])), "3 after 5");
    assert_eq!(refusal(Scale::numbers(["1", "2", "1"])), "1 after 1");
    assert_eq!(refusal(Scale::range(0, 1001)), "more than 1001 points");
    assert_eq!(refusal(Scale::range(0, u32::MAX)), "more than 1001 points");
    assert_eq!(refusal(Scale::range(1, 0)), "no points");
    assert_eq!(refusal(Scale::words([("good", "1"), ("good", "1")])), "good twice");
    assert_eq!(refusal(Scale::words([("good", "1"), ("poor", "0")])), "0 after 1");
    assert_eq!(refusal(Scale::words([("4", "1")])), "the number 4 as a word");
    assert_eq!(refusal(Scale::numbers(["-1", "1"])), "a value of -1");
    assert_eq!(refusal(Scale::numbers(["0", "4294967296"])), "a value of 4294967296");
    assert_eq!(Scale::range(0, 1000).unwrap().points().len(), Scale::MOST_POINTS);
}

#[test]
fn words_may_count_alike_and_still_have_an_order() {
    let scale = Scale::words([("fail", "0"), ("pass", "0")]).unwrap();
    assert!(scale.mark(raw("fail")).unwrap() < scale.mark(raw("pass")).unwrap());
    assert_eq!(scale.top(), Ratio::ZERO);
}

#[test]
fn pass_fail_is_the_scale_that_its_words_make() {
    assert_eq!(Scale::pass_fail(), Scale::words([("fail", "0"), ("pass", "1")]).unwrap());
}

#[test]
fn a_mark_belongs_to_its_scale_alone() {
    let (five, ten) = (Scale::range(0, 5).unwrap(), Scale::range(0, 10).unwrap());
    let three = ten.mark(raw("3")).unwrap();
    assert_eq!((five.point(three), five.describe(three), five.raw(three)), (None, None, None));
    assert_eq!(ten.raw(three), Some(raw("3")));
    assert_ne!(five.mark(raw("3")).unwrap(), three);
}

#[test]
fn marks_of_different_scales_order_by_what_they_count() {
    let mark = |numbers: [&str; 2], text: &str| Scale::numbers(numbers).unwrap().mark(raw(text)).unwrap();
    assert!(mark(["0", "1/3"], "1/3") < mark(["0", "0.5"], "0.5"));
    assert!(mark(["2/7", "5"], "2/7") < mark(["0", "1/3"], "1/3"));
    assert!(mark(["0", "4294967295"], "4294967295") > mark(["0", "4294967294"], "4294967294"));
}

#[test]
fn descriptors_are_kept_and_do_not_make_another_scale() {
    let plain = Scale::new([Point::new(Ratio::ZERO), Point::new(Ratio::ONE)]).unwrap();
    let described =
        Scale::new([Point::new(Ratio::ZERO).described("no"), Point::new(Ratio::ONE).described("yes")]).unwrap();
    let mark = plain.mark(raw("1")).unwrap();
    assert_eq!(described.describe(mark), Some("yes"));
}

#[test]
fn a_word_of_digits_is_the_number() {
    let four = RawMark::Word("4".parse().unwrap());
    assert_eq!(Scale::range(0, 5).unwrap().mark(four), Scale::range(0, 5).unwrap().mark(raw("4")));
    assert_eq!(RawMark::from("4".parse::<Word>().unwrap()), raw("4"));
    assert_eq!(raw("10-8"), RawMark::Word("10-8".parse().unwrap()));
    assert!("Pass".parse::<RawMark>().is_err());
}

#[test]
fn a_scale_reads_what_it_writes_and_json_makes_none_that_is_refused() {
    for scale in [
        Scale::numbers(["0.5", "1/3", "10"]).unwrap(),
        Scale::words([("weak", "0"), ("good", "3")]).unwrap(),
        Scale::new([Point::new(Ratio::ONE).described("all there is")]).unwrap(),
    ] {
        let json = serde_json::to_string(&scale).unwrap();
        assert_eq!(serde_json::from_str::<Scale>(&json).unwrap(), scale, "{json}");
    }
    let error = serde_json::from_str::<Scale>(r#"{"points": [{"value": "2"}, {"value": "1"}]}"#).unwrap_err();
    assert!(error.to_string().starts_with("`1 after 2` is not a scale: 1 to 1001 points"), "{error}");
    assert!(serde_json::from_str::<Scale>(r#"{"points": [], "top": "3"}"#).is_err());
}

#[test]
fn marks_are_small() {
    assert_eq!(size_of::<Mark>(), 16);
}
