//! One number for many files, by which two states of the data can be told apart.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 over paths and bytes in the order given, in hexadecimal.
pub fn fingerprint<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> String {
    let mut digest = Sha256::new();
    for (path, bytes) in files {
        // Lengths keep the end of one part from passing as the beginning of the next.
        for part in [path.as_bytes(), bytes] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    digest.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
