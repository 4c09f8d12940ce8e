//! x
/// x
#[derive(Debug)]
pub struct Partial;
/// x
#[derive(Debug)]
pub struct Survey;
