//! A WebAssembly module as bytes: its sections, and the numbers and texts in them.

use anyhow::{Context, Result};

/// The module with other contents of one section.
///
/// # Errors
/// When it is no module, or the section cannot be made anew.
pub(super) fn with_section(module: &[u8], wanted: u8, mut make: impl FnMut(&[u8]) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let mut result = module.get(..8).context("a module has a header")?.to_vec();
    let mut rest = Reader(&module[8..]);
    while !rest.0.is_empty() {
        let section = rest.bytes(1)?[0];
        let length = rest.number()?;
        let contents = rest.bytes(length)?;
        let contents = if section == wanted { make(contents)? } else { contents.to_vec() };
        result.push(section);
        write_bytes(&mut result, &contents);
    }
    Ok(result)
}

/// Reads from the front.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn bytes(&mut self, length: usize) -> Result<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length).context("the module ends early")?;
        self.0 = rest;
        Ok(bytes)
    }

    pub(super) fn string(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        self.bytes(length)
    }

    /// An unsigned number in the format's encoding, seven bits a byte.
    pub(super) fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..).step_by(7).take(5) {
            let byte = self.bytes(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        anyhow::bail!("the module has a number without an end")
    }
}

pub(super) fn write_number(to: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        to.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    to.push(u8::try_from(number).unwrap_or_default());
}

pub(super) fn write_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    write_number(to, bytes.len());
    to.extend_from_slice(bytes);
}
