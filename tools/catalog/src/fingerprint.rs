//! SHA-256 of whatever has to be told from its later versions: the one place that hashes.

use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};

/// Takes up bytes in the order in which they are added.
#[derive(Debug, Clone, Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// The digits of some bytes alone.
    pub fn of(bytes: impl AsRef<[u8]>) -> String {
        let mut print = Self::default();
        print.add(bytes);
        print.digits()
    }

    /// Adds bytes. Nothing separates them from the next: two parts that could run into each other need
    /// something between them.
    pub fn add(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.update(bytes);
    }

    /// Adds the files at or below a folder, each with its path; a file that cannot be read is empty.
    pub fn add_folder(&mut self, folder: &Path) {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.add_folder(&path);
            } else {
                self.add(path.to_string_lossy().as_bytes());
                self.add(std::fs::read(&path).unwrap_or_default());
            }
        }
    }

    /// The 64 hexadecimal digits.
    pub fn digits(self) -> String {
        let digest = self.0.finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_are_those_of_the_standard() {
        let mut print = Fingerprint::default();
        print.add("a");
        print.add("bc");
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(print.digits(), expected);
    }
}
