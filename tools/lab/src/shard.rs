//! One part of the work of several machines.

use std::str::FromStr;

/// The part `index` of `count` parts, as in `2/4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: usize,
    count: usize,
}

impl Shard {
    /// Whether this is the first part, which also takes what cannot be divided.
    pub fn is_first(self) -> bool {
        self.index == 1
    }

    /// Whether the item at `position`, counted from 0, belongs to this part. Neighbours go to different
    /// parts: the listings of one chapter cost much the same.
    pub(crate) fn takes(self, position: usize) -> bool {
        position % self.count + 1 == self.index
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (index, count) = text.split_once('/').unwrap_or_default();
        match (index.parse(), count.parse()) {
            (Ok(index), Ok(count)) if (1..=count).contains(&index) => Ok(Self { index, count }),
            _ => Err("expected the part and the number of parts, as in 2/4".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_cover_everything_once() {
        for count in 1..6 {
            let shards: Vec<Shard> = (1..=count).map(|index| Shard { index, count }).collect();
            for position in 0..20 {
                let takers = shards.iter().filter(|shard| shard.takes(position));
                assert_eq!(takers.count(), 1, "item {position} of {count} parts");
            }
        }
    }

    #[test]
    fn a_part_is_between_one_and_the_number_of_parts() {
        assert_eq!("2/4".parse(), Ok(Shard { index: 2, count: 4 }));
        for wrong in ["", "2", "0/4", "5/4", "a/4", "1/0", "2/4/1", "-1/4"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
