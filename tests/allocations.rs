//! What judging, reading and looking up allocate. A sound hub costs no allocation to judge: what the fold over all hubs
//! gathers grows by doubling.

use std::hint::black_box;

use allocation_counter::measure;
use maths_hubs::{
    calendar::{Span, Spans},
    geography::{Authority, District, unit_authority},
    network::{Network, Partial},
    rules::check,
    strategies::{DAY, Shape, Sound},
};

/// How many times more the fold's buffers may double for the added hubs, in all.
const DOUBLINGS: u64 = 64;

fn allocations(run: impl FnOnce()) -> u64 {
    measure(run).count_total
}

/// Hubs of every shape in turn.
fn shaped(hubs: usize) -> Sound {
    let shapes = (0_u8..64).map(|bits| {
        let mut shape = Shape::default();
        shape.academy = bits & 1 != 0;
        shape.trust_leads = bits & 2 != 0;
        shape.joint = bits & 4 != 0;
        shape.converted = bits & 8 != 0;
        shape.succeeds_another = bits & 16 != 0;
        shape.more_partners = bits % 7;
        shape.founded_in = bits % 10;
        shape
    });
    Sound::shaped(shapes.cycle().take(hubs))
}

/// Asserts that `many` sound hubs cost no more allocations than `few` do, up to doublings.
fn assert_none_per_hub(sound: fn(usize) -> Sound, few: usize, many: usize) {
    let judge = |sound: &Sound| {
        let mut report = None;
        let count = allocations(|| report = Some(sound.check()));
        assert!(report.iter().all(|report| report.findings().is_empty()), "{report:?}");
        count
    };
    let (few_hubs, many_hubs) = (judge(&sound(few)), judge(&sound(many)));
    println!("judging {few} hubs: {few_hubs} allocations; {many} hubs: {many_hubs}");
    assert!(many_hubs.saturating_sub(few_hubs) <= DOUBLINGS, "{few} hubs: {few_hubs}, {many} hubs: {many_hubs}");
}

#[test]
fn judging_a_sound_hub_allocates_nothing() {
    assert_none_per_hub(Sound::of, 500, 1_500);
    assert_none_per_hub(shaped, 64, 640);
}

#[test]
fn judging_a_sound_hub_with_territories_allocates_nothing() {
    // As many as there are authorities at the most: 152 of them.
    assert_none_per_hub(Sound::of, 10, 150);
    assert!(Sound::of(150).programme.network.territorial);
}

#[test]
fn judging_in_parts_allocates_for_the_parts_alone() {
    let run = |hubs: usize| {
        let Sound { programme, network, .. } = Sound::of(hubs);
        let parts = network.split(4);
        allocations(|| {
            let partials = parts.iter().map(|part| Partial::of(part, &programme.network, DAY));
            let whole = partials.reduce(|one, other| one.merge(other).unwrap()).unwrap();
            drop(black_box(whole.conclude(&parts[0], &programme.network)));
        })
    };
    let (few, many) = (run(500), run(1_000));
    println!("judging 500 hubs in 4 parts: {few} allocations; 1,000 hubs: {many}");
    assert!(many.saturating_sub(few) <= DOUBLINGS, "{few}, {many}");
}

#[test]
fn looking_up_allocates_nothing() {
    let (code, gss, district) = ("370".parse().unwrap(), "E08000038".parse().unwrap(), "E07000220".parse().unwrap());
    let network = Sound::of(150).network;
    let view = network.on(DAY);
    let first = Span::new("2014".parse().unwrap(), Some("2016".parse().unwrap())).unwrap();
    let returned = Spans::from(first).and(Span::new("2020".parse().unwrap(), None).unwrap()).unwrap();
    let lookups: &[(&str, &dyn Fn())] = &[
        ("authority by DfE code", &|| assert!(Authority::with_code(code).is_some())),
        ("authority by GSS code", &|| assert!(Authority::with_gss(gss).is_some())),
        ("authority by name", &|| assert!(Authority::named("City of Bristol").is_some())),
        ("authority by name, in vain", &|| assert!(Authority::named("Atlantis").is_none())),
        ("authority's units", &|| assert!(Authority::with_code(code).unwrap().units_on(DAY).count() > 0)),
        ("district by GSS code", &|| assert!(District::with_code(district).is_some())),
        ("district by name", &|| assert!(District::named("Rugby").is_some())),
        ("a district's authority", &|| assert!(unit_authority(district, DAY).is_some())),
        ("a hub by id", &|| assert!(view.hub("hub-000007").is_ok())),
        ("who serves an authority", &|| assert!(view.serving(code).count() > 0)),
        ("who serves a district", &|| assert!(view.serving_unit(district).count() > 0)),
        ("spans", &|| assert!(returned.covers(DAY).is_yes() && returned.last() < Span::since(DAY))),
        ("vacancies", &|| assert_eq!(view.vacancies().count(), 0)),
    ];
    for (what, lookup) in lookups {
        assert_eq!(allocations(lookup), 0, "{what}");
    }
}

#[test]
fn reading_is_counted() {
    let read = |hubs: usize| {
        let text = serde_json::to_string(&Sound::of(hubs).network).unwrap();
        let counted = measure(|| drop(black_box(serde_json::from_str::<Network>(&text).unwrap())));
        (counted.count_total, counted.bytes_total, text.len())
    };
    let ((few, few_bytes, few_text), (many, many_bytes, many_text)) = (read(100), read(200));
    // Reported, not asserted: what a map allocates is the standard library's affair.
    println!(
        "reading a hub: {} allocations of {} bytes for {} bytes of text",
        (many - few) / 100,
        (many_bytes - few_bytes) / 100,
        (many_text - few_text) / 100,
    );
}

#[test]
fn a_finding_allocates_where_it_is_made() {
    // Or else the counts above would be of nothing.
    let mut sound = Sound::of(3);
    let sound_hubs = allocations(|| drop(black_box(check(&sound.network, &sound.programme.network, DAY))));
    for hub in sound.network.hubs.values_mut() {
        hub.board = None;
    }
    let broken = allocations(|| drop(black_box(check(&sound.network, &sound.programme.network, DAY))));
    assert!(broken >= sound_hubs + 3, "{sound_hubs}, {broken}");
}
