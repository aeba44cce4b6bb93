//! Short names for what the module imports from its JavaScript.
//!
//! wasm-bindgen names each import after what it does and a hash. Nobody reads these names, a hash cannot be compressed, and both files
//! have all of them: two hundredths of a first screen.

use anyhow::{Result, ensure};

use super::binary::{self, Reader, write_bytes, write_number};

const IMPORTS: u8 = 2;

/// Renames the imports that have a hash, in the module and in its script.
///
/// # Errors
/// When the module is not one, or imports something else than functions.
pub(super) fn shorten(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut names: Vec<String> = Vec::new();
    let result = binary::with_section(module, IMPORTS, |section| imports(section, &mut names))?;
    let mut renamed: Vec<(usize, &String)> = names.iter().enumerate().collect();
    // A name may begin like a longer one.
    renamed.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
    let script = renamed.into_iter().fold(script.to_owned(), |script, (number, name)| script.replace(name, &short(number)));
    Ok((result, script))
}

/// The section of imports with short names; each new name's number is the place of the old one.
fn imports(section: &[u8], names: &mut Vec<String>) -> Result<Vec<u8>> {
    let mut reader = Reader(section);
    let count = reader.number()?;
    let mut result = Vec::with_capacity(section.len());
    write_number(&mut result, count);
    for _ in 0..count {
        write_bytes(&mut result, reader.string()?);
        let name = std::str::from_utf8(reader.string()?)?;
        if has_hash(name) {
            write_bytes(&mut result, short(names.len()).as_bytes());
            names.push(name.to_owned());
        } else {
            write_bytes(&mut result, name.as_bytes());
        }
        ensure!(reader.bytes(1)? == [0], "the module imports {name}, which is no function");
        result.push(0);
        write_number(&mut result, reader.number()?);
    }
    Ok(result)
}

fn has_hash(name: &str) -> bool {
    let hash = name.starts_with("__wb").then(|| name.rsplit_once('_')).flatten().map_or("", |(_, hash)| hash);
    hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn short(number: usize) -> String {
    format!("i{number}")
}

#[cfg(test)]
mod tests {
    use super::{shorten, write_bytes};

    #[test]
    fn what_has_a_hash_is_renamed_on_both_sides_and_nothing_else() {
        let names = ["__wbg_log_0123456789abcdef", "__wbindgen_init"];
        let module = |names: [&str; 2]| {
            let mut section = vec![2];
            for name in names {
                write_bytes(&mut section, b"./causeway_bg.js");
                write_bytes(&mut section, name.as_bytes());
                section.extend([0, 7]);
            }
            let mut module = b"\0asm\x01\0\0\0".to_vec();
            module.push(2);
            write_bytes(&mut module, &section);
            module
        };
        let (short, script) = shorten(&module(names), "{__wbg_log_0123456789abcdef:1,__wbindgen_init:2}").expect("a module");
        assert_eq!(short, module(["i0", "__wbindgen_init"]));
        assert_eq!(script, "{i0:1,__wbindgen_init:2}");
    }

    #[test]
    fn half_a_module_is_refused() {
        assert!(shorten(b"\0asm\x01\0\0\0\x02\x7f", "").is_err());
    }
}
