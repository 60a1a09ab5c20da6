//! What a flame graph can count: the figures that are recorded of each call path.

use crate::Stack;
use std::fmt;
use std::str::FromStr;

/// One of the figures of a [`Stack`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Measure {
    /// Blocks requested.
    Blocks,
    /// Bytes requested.
    #[default]
    Bytes,
    /// Blocks live at the peak.
    PeakBlocks,
    /// Bytes live at the peak.
    PeakBytes,
    /// Blocks live at the end.
    EndBlocks,
    /// Bytes live at the end.
    EndBytes,
}

impl Measure {
    /// All of them, named as in a heap report.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Blocks, "blocks"),
        (Self::Bytes, "bytes"),
        (Self::PeakBlocks, "peak_blocks"),
        (Self::PeakBytes, "peak_bytes"),
        (Self::EndBlocks, "end_blocks"),
        (Self::EndBytes, "end_bytes"),
    ];

    /// The figure of a call path.
    pub fn of(self, stack: &Stack) -> u64 {
        match self {
            Self::Blocks => stack.blocks,
            Self::Bytes => stack.bytes,
            Self::PeakBlocks => stack.peak_blocks,
            Self::PeakBytes => stack.peak_bytes,
            Self::EndBlocks => stack.end_blocks,
            Self::EndBytes => stack.end_bytes,
        }
    }

    /// Whether it counts bytes; otherwise it counts blocks.
    pub fn is_bytes(self) -> bool {
        matches!(self, Self::Bytes | Self::PeakBytes | Self::EndBytes)
    }

    /// Whether it is a figure of the peak, which is not recorded where several threads allocate.
    pub fn is_of_peak(self) -> bool {
        matches!(self, Self::PeakBlocks | Self::PeakBytes)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let found = Self::ALL.iter().find(|(measure, _)| measure == self);
        f.write_str(found.map_or("", |(_, name)| name))
    }
}

impl FromStr for Measure {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(measure, _)| *measure).ok_or_else(|| {
            let names = Self::ALL.map(|(_, name)| name).join(", ");
            format!("a call path has no figure '{name}'; it has {names}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back_as_its_measure() {
        for (measure, name) in Measure::ALL {
            assert_eq!(name.parse(), Ok(measure));
            assert_eq!(measure.to_string(), name);
        }
        let error = "byte".parse::<Measure>().expect_err("no such figure");
        assert!(
            error.ends_with("it has blocks, bytes, peak_blocks, peak_bytes, end_blocks, end_bytes")
        );
    }
}
