//! Strategies for hubs and networks, sound ones and broken ones.

use proptest::{collection, prelude::*, sample};

use super::{Case, Shape, Sound, cases};
use crate::network::Hub;

/// The shape of a hub.
pub fn shape() -> impl Strategy<Value = Shape> + Clone {
    let switches = any::<[bool; 5]>();
    (switches, 0_u8..6, 0_u8..10).prop_map(
        |([academy, trust_leads, joint, converted, succeeds_another], more_partners, founded_in)| Shape {
            academy,
            trust_leads,
            joint,
            converted,
            succeeds_another,
            more_partners,
            founded_in,
        },
    )
}

/// A sound network of so many hubs of any shape, with its programme and day.
pub fn sound_network(hubs: impl Into<collection::SizeRange>) -> impl Strategy<Value = Sound> + Clone {
    collection::vec(shape(), hubs).prop_map(Sound::shaped)
}

/// A sound hub, by itself; what it names stands in the register of the network that [`sound_network`] gives.
pub fn sound_hub() -> impl Strategy<Value = Hub> {
    sound_network(1).prop_filter_map("a network of one hub has it", |sound| sound.network.hubs.into_values().next())
}

/// A network in which exactly one rule is broken.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Broken {
    /// The rule, and how it was broken.
    pub case: &'static Case,
    /// The network, no longer sound.
    pub network: Sound,
}

/// A network of so many hubs in which exactly one rule, any, is broken.
pub fn broken_network(hubs: impl Into<collection::SizeRange>) -> impl Strategy<Value = Broken> {
    let all: Vec<&'static Case> = cases().collect();
    (sound_network(hubs), sample::select(all)).prop_map(|(mut network, case)| {
        (case.breaks)(&mut network);
        Broken { case, network }
    })
}
