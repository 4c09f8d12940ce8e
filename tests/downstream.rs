//! How the tests of another crate use the strategies of feature `proptest`. Its manifest would say
//! `maths-hubs = { path = "…", features = ["proptest"] }` and `proptest = "1"` under `[dev-dependencies]`.

use maths_hubs::{
    network::{LeadStatus, Network},
    programme::Record,
    rules::Valid,
    strategies::{
        self, DAY,
        affairs::{AffairsShape, FurtherAward, SoundAffairs},
        ledgers::LedgerShape,
        rounds::RoundShape,
    },
};
use proptest::prelude::*;

/// What such a crate might do: a page that lists who leads which hub.
fn page(network: &Valid<Network>) -> String {
    let view = network.view();
    let line = |hub: maths_hubs::network::HubView<'_>| format!("{}: {}\n", hub.name(), hub.lead_names().join(" and "));
    view.hubs().map(line).collect()
}

/// And what another might: a store that keeps a whole programme as one text, and lets nothing in that blocks.
#[derive(Default)]
struct Store(Option<String>);

impl Store {
    fn put(&mut self, record: &Record) -> Result<(), String> {
        let report = record.check(DAY);
        if let Some(first) = report.blocking().next() {
            return Err(first.to_string());
        }
        self.0 = Some(serde_json::to_string(record).unwrap());
        Ok(())
    }

    fn get(&self) -> Option<Record> {
        self.0.as_deref().map(|text| serde_json::from_str(text).unwrap())
    }
}

#[test]
fn a_programme_of_a_shape_of_ones_own_is_as_large_as_one_asks() {
    let mut shape = AffairsShape::new(RoundShape::default(), LedgerShape::default());
    shape.awards = vec![FurtherAward::new(strategies::Shape::default(), LedgerShape::default()); 5];
    let record = SoundAffairs::of(&shape).record();
    assert_eq!((record.network.hubs.len(), record.ledgers().len()), (7, 6));
    assert_eq!(Store::default().put(&record), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_store_gives_back_what_it_was_given(record in strategies::sound_record()) {
        let mut store = Store::default();
        prop_assert_eq!(store.put(&record), Ok(()));
        prop_assert_eq!(store.get(), Some(record));
    }

    #[test]
    fn the_store_lets_nothing_in_that_blocks_and_says_why(broken in strategies::broken_record()) {
        let mut store = Store::default();
        let blocks = broken.record.check(DAY).blocking().next().is_some();
        match store.put(&broken.record) {
            Ok(()) => prop_assert!(!blocks),
            Err(why) => prop_assert!(why.contains(broken.case.rule.code), "{}", why),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_page_lists_every_hub_of_a_sound_network_with_its_lead(sound in strategies::sound_network(1..6)) {
        let hubs = sound.network.hubs.len();
        let network = sound.programme.validate(sound.network, sound.on).unwrap();
        prop_assert_eq!(page(&network).lines().count(), hubs);
        for hub in network.view().hubs() {
            prop_assert!(matches!(hub.lead(), LeadStatus::Held(..)));
            prop_assert!(!hub.lead_names().is_empty());
        }
    }

    #[test]
    fn a_broken_rule_is_reported_under_its_code(broken in strategies::broken_network(1..4)) {
        let report = broken.network.check();
        prop_assert!(report.of(broken.case.rule.code).next().is_some());
    }

    #[test]
    fn a_hub_of_any_shape_is_written_and_read_back(hub in strategies::sound_hub()) {
        let json = serde_json::to_string(&hub).unwrap();
        prop_assert_eq!(serde_json::from_str::<maths_hubs::network::Hub>(&json).unwrap(), hub);
    }
}
