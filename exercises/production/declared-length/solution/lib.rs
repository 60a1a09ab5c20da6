//! Receives a body whose length the client has declared.
//!
//! What is declared is checked first; memory is asked for as bytes arrive.

use std::io::{self, ErrorKind, Read};

/// The longest body that is accepted.
pub const LONGEST: u64 = 8 << 20;

/// So much is asked for on the word of a client.
const ADVANCE: u64 = 16 << 10;

/// Reads a body of exactly the declared length.
///
/// # Errors
/// `InvalidData` when more is declared than `LONGEST`, `UnexpectedEof` when less comes than was
/// declared, `OutOfMemory` when there is no room, and whatever reading says.
pub fn receive(declared: u64, body: impl Read) -> io::Result<Vec<u8>> {
    if declared > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(declared.min(ADVANCE) as usize)?;
    body.take(declared).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < declared {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}
