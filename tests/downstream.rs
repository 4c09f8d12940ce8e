//! How the tests of another crate use the strategies of feature `proptest`. Its manifest would say
//! `maths-hubs = { path = "…", features = ["proptest"] }` and `proptest = "1"` under `[dev-dependencies]`.

use maths_hubs::{
    network::{LeadStatus, Network},
    rules::Valid,
    strategies,
};
use proptest::prelude::*;

/// What such a crate might do: a page that lists who leads which hub.
fn page(network: &Valid<Network>) -> String {
    let view = network.view();
    let line = |hub: maths_hubs::network::HubView<'_>| format!("{}: {}\n", hub.name(), hub.lead_names().join(" and "));
    view.hubs().map(line).collect()
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
