//! Leaves out the classes that libraries export to JavaScript.
//!
//! Leptos brings one that offers streams to servers' functions. Nothing here makes them, but what is exported is kept, with all that it calls.

use anyhow::{Result, ensure};

use super::binary::{Reader, with_section, write_bytes, write_number};

const EXPORTS: u8 = 7;

/// The module and its script without exported classes.
///
/// # Errors
/// When the module is not one, or the rest of the script needs a class.
pub(super) fn leave_out(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let (kept, left_out, classes) = split(script);
    for class in classes {
        ensure!(!kept.contains(class), "the script needs the class {class}, which would be left out");
    }
    let calls = |text: &str, name: &str| {
        let call = ["wasm.", name].concat();
        text.match_indices(&call).any(|(at, _)| !text[at + call.len()..].starts_with(is_part_of_name))
    };
    let module = with_section(module, EXPORTS, |section| {
        let mut reader = Reader(section);
        let mut exports = Vec::new();
        for _ in 0..reader.number()? {
            let (name, kind, index) = (reader.string()?, reader.bytes(1)?[0], reader.number()?);
            let text = std::str::from_utf8(name)?;
            if !calls(&left_out, text) || calls(&kept, text) {
                exports.push((name, kind, index));
            }
        }
        let mut result = Vec::with_capacity(section.len());
        write_number(&mut result, exports.len());
        for (name, kind, index) in exports {
            write_bytes(&mut result, name);
            result.push(kind);
            write_number(&mut result, index);
        }
        Ok(result)
    })?;
    Ok((module, kept))
}

fn is_part_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

/// The script without classes, what was left out of it, and the classes' names. wasm-bindgen writes a class, how it is disposed of, and
/// how it is finalized as statements of their own, from the beginning of a line.
fn split(script: &str) -> (String, String, Vec<&str>) {
    let (mut kept, mut left_out, mut classes) = (String::new(), String::new(), Vec::new());
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        let end = if let Some(class) = line.strip_prefix("export class ") {
            classes.push(class.trim_end_matches(" {"));
            Some("}")
        } else {
            let is_about = |class: &&str| {
                line.starts_with(&format!("if (Symbol.dispose) {class}."))
                    || line.starts_with(&format!("const {class}Finalization "))
            };
            classes.iter().any(is_about).then_some(";")
        };
        let to = if end.is_some() { &mut left_out } else { &mut kept };
        to.push_str(line);
        to.push('\n');
        let Some(end) = end else { continue };
        let mut last = line;
        while !is_end(last, end) {
            let Some(line) = lines.next() else { break };
            left_out.push_str(line);
            left_out.push('\n');
            last = line;
        }
    }
    (kept, left_out, classes)
}

fn is_end(line: &str, end: &str) -> bool {
    if end == "}" { line == end } else { line.ends_with(end) }
}

#[cfg(test)]
mod tests {
    use super::{leave_out, write_bytes, write_number};

    const SCRIPT: &str = "let wasm;
export class Sink {
    free() {
        wasm.sink_free(1);
        wasm.shared(1);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? {}
    : new FinalizationRegistry(ptr => wasm.sink_finalize(ptr));
export function start() { wasm.shared(); wasm.sink(); }
";

    fn module(names: &[&str]) -> Vec<u8> {
        let mut section = Vec::new();
        write_number(&mut section, names.len());
        for name in names {
            write_bytes(&mut section, name.as_bytes());
            section.extend([0, 7]);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.push(7);
        write_bytes(&mut module, &section);
        module
    }

    #[test]
    fn a_class_goes_with_the_exports_that_only_it_calls() {
        let (left, script) =
            leave_out(&module(&["sink", "sink_free", "shared", "sink_finalize", "memory"]), SCRIPT).expect("a module");
        assert_eq!(script, "let wasm;\nexport function start() { wasm.shared(); wasm.sink(); }\n");
        assert_eq!(left, module(&["sink", "shared", "memory"]));
    }

    #[test]
    fn a_class_that_is_needed_is_said() {
        let script = [SCRIPT, "export function make() { return new Sink(); }\n"].concat();
        assert!(leave_out(&module(&["sink_free"]), &script).unwrap_err().to_string().contains("Sink"));
    }
}
