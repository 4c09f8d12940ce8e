//! Whole pence: amounts that are never negative, and balances that may be.
//!
//! No float counts money here. Arithmetic is checked and says which operation left the range, on which operands.
//! Documents hold both as decimal text in pounds, `"870000.00"`.

mod amount;
mod balance;
mod out_of_range;
mod text;

pub use amount::Money;
pub use balance::Balance;
pub use out_of_range::OutOfRange;
