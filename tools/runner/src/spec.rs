//! What the server asks of a launcher, and what the launcher answers: the two ends of one pipe each.
//!
//! The order is one line of JSON on the launcher's stdin, which then stays open: when it closes, the
//! program is killed. The answer is a stream of frames on its stdout: a byte for the kind, four bytes for
//! the length, the bytes.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// How much of the sandbox holds, from the strongest down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Time and output limits alone.
    None,
    /// Limits and the system call filter; files can be read.
    LimitsOnly,
    /// Limits, the filter and Landlock.
    NoNs,
    /// All of these, and namespaces of its own.
    Full,
}

impl Tier {
    /// All tiers, the strongest first.
    pub const ALL: [Self; 4] = [Self::Full, Self::NoNs, Self::LimitsOnly, Self::None];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::NoNs => "no-ns",
            Self::LimitsOnly => "limits-only",
            Self::None => "none",
        }
    }

    /// What it holds, in a few words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Full => "limits, system call filter, Landlock, namespaces",
            Self::NoNs => "limits, system call filter, Landlock",
            Self::LimitsOnly => "limits and system call filter; programs can READ your files",
            Self::None => "time and output limits only; programs can do WHATEVER YOU CAN",
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Tier {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|tier| tier.name() == text);
        found.ok_or_else(|| "expected full, no-ns, limits-only or none".to_owned())
    }
}

/// What kind of program it is, which decides about the system calls it may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Role {
    /// A reader's program: no files, no processes.
    Program,
    /// rustc with its linker: may start processes and write to its work folder.
    Compiler,
}

/// What a launcher starts, and within which limits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Spec {
    pub(crate) role: Role,
    pub(crate) tier: Tier,
    pub(crate) program: PathBuf,
    pub(crate) args: Vec<String>,
    pub(crate) env: Vec<(String, String)>,
    pub(crate) cwd: PathBuf,
    /// May be read and executed, besides the system's libraries.
    pub(crate) readable: Vec<PathBuf>,
    /// May be read and written.
    pub(crate) writable: Vec<PathBuf>,
    pub(crate) limits: Limits,
}

/// What one program may use.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Limits {
    /// Wall-clock time.
    pub wall: Duration,
    /// Address space in bytes.
    pub memory: u64,
    /// Bytes of stdout, and of stderr.
    pub output: u64,
    /// Bytes of the largest file that it may write.
    pub file: u64,
}

/// Why a program ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by", content = "value")]
pub enum Ended {
    /// By itself, with this code.
    Exit(i32),
    /// By a signal.
    Signal(i32),
    /// Killed after this many milliseconds.
    TimeLimit(u64),
    /// Killed when it had printed this many bytes.
    OutputLimit(u64),
    /// Killed since nobody waited for it any more.
    Killed,
    /// Never started, since the sandbox does not hold or the program cannot be started.
    Refused(String),
}

/// One piece of a launcher's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Frame {
    Stdout(Vec<u8>),
    Stderr(Vec<u8>),
    Heap(Vec<u8>),
    Ended(Ended),
}

/// Longer frames are malformed: launchers send what one read gave them.
const LONGEST_FRAME: u32 = 1 << 20;

impl Frame {
    /// Writes it whole.
    pub(crate) fn write(&self, to: &mut impl Write) -> std::io::Result<()> {
        let json;
        let (kind, bytes) = match self {
            Self::Stdout(bytes) => (1, bytes),
            Self::Stderr(bytes) => (2, bytes),
            Self::Heap(bytes) => (3, bytes),
            Self::Ended(ended) => {
                json = serde_json::to_vec(ended)?;
                (4, &json)
            }
        };
        let mut frame = vec![kind];
        frame.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        frame.extend_from_slice(bytes);
        to.write_all(&frame)?;
        to.flush()
    }

    /// Reads the next one.
    pub(crate) fn read(from: &mut impl Read) -> std::io::Result<Self> {
        let mut head = [0; 5];
        from.read_exact(&mut head)?;
        let length = u32::from_le_bytes([head[1], head[2], head[3], head[4]]);
        if length > LONGEST_FRAME {
            return Err(std::io::Error::other("a frame of the launcher is too long"));
        }
        let mut bytes = vec![0; length as usize];
        from.read_exact(&mut bytes)?;
        match head[0] {
            1 => Ok(Self::Stdout(bytes)),
            2 => Ok(Self::Stderr(bytes)),
            3 => Ok(Self::Heap(bytes)),
            4 => Ok(Self::Ended(serde_json::from_slice(&bytes)?)),
            _ => Err(std::io::Error::other(
                "a frame of the launcher is malformed",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_arrive_as_they_were_sent() {
        let sent = [
            Frame::Stdout(b"hello".to_vec()),
            Frame::Heap(Vec::new()),
            Frame::Ended(Ended::TimeLimit(3)),
        ];
        let mut pipe = Vec::new();
        for frame in &sent {
            frame.write(&mut pipe).expect("written");
        }
        let mut pipe = pipe.as_slice();
        for frame in &sent {
            assert_eq!(&Frame::read(&mut pipe).expect("a frame"), frame);
        }
        assert!(Frame::read(&mut pipe).is_err());
        assert!(Frame::read(&mut [1, 255, 255, 255, 255].as_slice()).is_err());
    }

    #[test]
    fn tiers_are_ordered_and_have_names() {
        assert!(Tier::Full > Tier::NoNs && Tier::NoNs > Tier::LimitsOnly);
        for tier in Tier::ALL {
            assert_eq!(tier.name().parse(), Ok(tier));
        }
    }
}
