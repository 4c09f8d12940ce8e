//! Loads a national network and its programme, and prints what they come to on a day.
fn main() {
    let network: maths_hubs::network::Network = serde_json::from_str(include_str!("data/network.json")).unwrap();
    let report = maths_hubs::programme::Programme::maths_hubs().check(&network, "2026-11-24".parse().unwrap());
    println!("{report}\n{}", report.tally());
}
