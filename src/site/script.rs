//! Data handed to scripts. A page opened from disk may load scripts and nothing else, so data come as scripts too.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use serde::Serialize;
use std::io::Write as _;

/// A script that puts `value` at `regimap.<name>`.
pub fn json(name: &str, value: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    Ok(format!("(self.regimap??={{}}).{name}={};\n", serde_json::to_string(value)?).into_bytes())
}

/// A script that puts bytes at `regimap.<name>`: compressed by gzip, in base64.
pub fn bytes(name: &str, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    // No time and no system stand in the head, so that equal bytes give equal bytes.
    let mut gzip = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::new(7));
    gzip.write_all(bytes)?;
    let text = STANDARD.encode(gzip.finish()?);
    Ok(format!("(self.regimap??={{}}).{name}=\"{text}\";\n").into_bytes())
}
