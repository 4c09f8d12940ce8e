//! Every rule, kept, broken and out of reach: each on networks in which nothing else is wrong.

use maths_hubs::strategies::Sound;

#[test]
fn sound_networks_are_sound() {
    for hubs in [1, 2, 5, 200] {
        let report = Sound::of(hubs).check();
        assert!(report.findings().is_empty(), "{hubs} hubs: {report}");
    }
}
