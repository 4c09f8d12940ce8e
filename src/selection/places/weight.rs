//! What a bid is worth, several aims in one number that adds up and compares in their order.

use crate::ratio::Ratio;

/// Room for totals and five tie-breaks in hundredths, and for the steps times each of them, of 10,000 candidates of several
/// bids, with some to spare.
const PARTS: usize = 8;

/// Aims of falling weight: the first part is for floors, the others hold the rest, several aims to a part where they fit.
///
/// Sums of these compare as sums of the aims would, first aim first: with it a maximum is one of the first aim, among
/// those of the second, and so on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight([i128; PARTS]);

impl Weight {
    pub(super) const NOTHING: Self = Self([0; PARTS]);
    /// One place that a floor asks for.
    pub(super) const FLOOR: Self = Self([1, 0, 0, 0, 0, 0, 0, 0]);

    // No sum comes near the limits: `packed` leaves room for as many terms as there can be.
    pub(super) fn plus(mut self, other: Self) -> Self {
        for (part, more) in self.0.iter_mut().zip(other.0) {
            *part = part.saturating_add(more);
        }
        self
    }

    pub(super) fn minus(mut self, other: Self) -> Self {
        for (part, less) in self.0.iter_mut().zip(other.0) {
            *part = part.saturating_sub(less);
        }
        self
    }
}

/// An aim over one common denominator, or `None` where that cannot be held.
pub(super) fn whole(aim: &[Ratio]) -> Option<Vec<i128>> {
    let mut shared = 1_i128;
    for value in aim {
        // In lowest terms, what stands above is the part of the denominator that `shared` lacks.
        let missing = Ratio::new(value.denominator(), shared)?.numerator();
        shared = shared.checked_mul(missing)?;
    }
    aim.iter().map(|value| value.numerator().checked_mul(shared.checked_div(value.denominator())?)).collect()
}

/// The weights of bids from their aims, first aim first, with room for sums of so many `terms`; `None` where they are too
/// long to be held.
pub(super) fn packed(bids: usize, aims: &[Vec<i128>], terms: usize) -> Option<Vec<Weight>> {
    let mut weights = vec![Weight::NOTHING; bids];
    let (mut part, mut reach) = (1_usize, 0_i128);
    for aim in aims {
        let most = aim.iter().map(|value| value.checked_abs()).collect::<Option<Vec<_>>>()?.into_iter().max();
        let most = most.unwrap_or(0).checked_mul(i128::try_from(terms).ok()?)?;
        let mut scale = most.checked_mul(2)?.checked_add(1)?;
        // Beside the aims before it if there is room, else in the next part.
        let together = reach.checked_mul(scale).and_then(|reach| reach.checked_add(most));
        reach = match together.filter(|reach| *reach < i128::MAX / 4) {
            Some(together) => together,
            None => {
                part = part.checked_add(1).filter(|part| *part < PARTS)?;
                scale = 1;
                most
            }
        };
        for (weight, value) in weights.iter_mut().zip(aim) {
            let held = weight.0.get_mut(part)?;
            *held = held.checked_mul(scale)?.checked_add(*value)?;
        }
    }
    Some(weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_compare_by_the_first_aim_and_then_by_the_next() {
        // 3 + 0 against 2 + 1 in the first aim: equal. Then 5 + 5 against 9 + 2: less.
        let weights = packed(4, &[vec![3, 0, 2, 1], vec![5, 5, 9, 2]], 4).unwrap();
        let [a, b, c, d] = weights[..] else { panic!() };
        assert!(a.plus(b) < c.plus(d));
        assert!(a > c && a.minus(c) > b.minus(b));
    }

    #[test]
    fn long_aims_take_a_part_each_and_too_many_are_refused() {
        let long = vec![i128::MAX / 100, 1];
        // The first part is for floors.
        let weights = packed(2, &vec![long.clone(); PARTS - 1], 4).unwrap();
        assert!(weights[0] > weights[1]);
        assert_eq!(packed(2, &vec![long; PARTS], 4), None);
    }

    #[test]
    fn an_aim_comes_over_its_least_common_denominator() {
        let aim: Vec<Ratio> = ["1/4", "1/6", "2"].iter().map(|it| it.parse().unwrap()).collect();
        assert_eq!(whole(&aim), Some(vec![3, 2, 24]));
        let apart = [Ratio::new(1, i128::MAX).unwrap(), Ratio::new(1, i128::MAX - 1).unwrap()];
        assert_eq!(whole(&apart), None);
    }
}
