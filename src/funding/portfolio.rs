//! Many ledgers together: what no ledger can see on its own.

pub use super::account::Portfolio;
use super::{ledger::Ledger, policy::FundingPolicy, rules};
use crate::rules::{Judged, Rule, Sink};

impl Portfolio {
    /// Takes in a ledger.
    pub fn add(&mut self, ledger: &Ledger) {
        self.take(ledger.journal());
    }
}

impl Judged for Portfolio {
    type Policy = FundingPolicy;

    fn rules() -> &'static [&'static Rule] {
        &rules::PORTFOLIO_RULES
    }

    fn judge(&self, policy: &FundingPolicy, sink: &mut Sink) {
        rules::portfolio::judge(self, policy, sink);
    }
}
