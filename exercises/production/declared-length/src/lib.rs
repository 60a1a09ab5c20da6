//! Receives a body whose length the client has declared.
//!
//! Honest clients are served well here; one dishonest header is enough for the others.

use std::io::{self, ErrorKind, Read};

/// The longest body that is accepted.
pub const LONGEST: u64 = 8 << 20;

/// Reads a body of exactly the declared length.
///
/// # Errors
/// `InvalidData` when more is declared than `LONGEST`, `UnexpectedEof` when less comes than was
/// declared, and whatever reading says.
pub fn receive(declared: u64, body: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(declared as usize);
    if declared > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    body.take(declared).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < declared {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}
