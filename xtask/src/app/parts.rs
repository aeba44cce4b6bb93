//! Which files a part is: its own, and those it shares with other parts.
//!
//! The cutting writes a loader that says so; it is read once, and the app gets a loader of ours, which knows besides what is in the
//! module that the page began with.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};
use serde_json::Value;

/// What the app's files are called.
pub(crate) const NAME: &str = "causeway";

/// The script that loads the other parts.
pub(crate) const LOADER: &str = "__wasm_split.js";

/// Our loader, before it is filled in.
const TEMPLATE: &str = include_str!("loader.js");

/// The modules that a page can begin with: the app's core, and with it the part that draws the first screen. The names are the ones that
/// `boot.js` chooses from.
pub(crate) const FIRST: [(&str, &str); 2] = [("inside", "home"), ("door", "door")];

/// The file of a module that a page can begin with.
pub(crate) fn first_file(first: &str) -> String {
    format!("{NAME}_{first}.wasm")
}

type Files = BTreeMap<String, Vec<String>>;

/// The names of the files that each part is made of.
pub(crate) struct Parts {
    /// What is in each module that a page can begin with.
    first: Files,
    parts: Files,
}

impl Parts {
    /// Reads the app's loader.
    ///
    /// # Errors
    /// When it is not there.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let loader = folder.join(LOADER);
        let text = fs::read_to_string(&loader).with_context(|| format!("cannot read {}", loader.display()))?;
        let files = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(&format!("const {name} = "))?.strip_suffix(';'));
            let line = line.with_context(|| format!("{LOADER} has no {name}"))?;
            let files: BTreeMap<String, Vec<Value>> =
                serde_json::from_str(line).with_context(|| format!("cannot read {name} in {LOADER}"))?;
            Ok::<Files, anyhow::Error>(files.into_iter().map(|(part, files)| (part, files.iter().map(long).collect())).collect())
        };
        Ok(Self { first: files("FIRST")?, parts: files("PARTS")? })
    }

    /// Reads the loader that the cutting wrote. Each statement is `const __chunk_1 = makeLoad(() => { … "./chunk_1.wasm" … }, []);` for
    /// a file, or `export const __wasm_split_load_part = wrapAsyncCb(makeLoad(() => { … "./split_part.wasm" … }, [__chunk_1]))` for a
    /// part.
    pub(crate) fn of_cut(loader: &str) -> Result<Self> {
        let mut shared: BTreeMap<&str, String> = BTreeMap::new();
        let mut parts = Files::new();
        for statement in loader.split("const __").skip(1) {
            let Some((name, rest)) = statement.split_once(" = ") else { continue };
            let file = rest.split_once("\"./").and_then(|(_, rest)| rest.split_once('"')).map(|(file, _)| file.to_owned());
            if let Some(part) = name.strip_prefix("wasm_split_load_") {
                let wanted = rest.rsplit_once("}\n, [").and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
                let wanted = wanted.split(", ").filter_map(|name| shared.get(name.strip_prefix("__")?).cloned());
                parts.insert(part.to_owned(), wanted.chain(file).collect());
            } else if let Some(file) = file {
                shared.insert(name, file);
            }
        }
        let contents = |(first, part): (&str, &str)| {
            let files: &Vec<String> = parts.get(part).with_context(|| format!("the cut app has no part called {part}"))?;
            Ok((first.to_owned(), files.clone()))
        };
        Ok(Self { first: FIRST.into_iter().map(contents).collect::<Result<_>>()?, parts })
    }

    /// What is in a module that a page can begin with, besides the core.
    pub(crate) fn in_first(&self, first: &str) -> &[String] {
        self.first.get(first).map_or(&[], Vec::as_slice)
    }

    /// The files of a part that a page which began with this module loads.
    ///
    /// # Errors
    /// When there is no such part.
    pub(crate) fn beside(&self, first: &str, part: &str) -> Result<Vec<&str>> {
        let files = self.parts.get(part).with_context(|| format!("the app has no part called {part}"))?;
        let is_there = self.in_first(first);
        Ok(files.iter().filter(|file| !is_there.contains(file)).map(String::as_str).collect())
    }

    /// The app's loader.
    ///
    /// # Errors
    /// Never: names are text.
    pub(crate) fn loader(&self) -> Result<String> {
        let fill = |text: String, name: &str, files: &Files| -> Result<String> {
            let files: BTreeMap<&str, Vec<Value>> =
                files.iter().map(|(part, files)| (part.as_str(), files.iter().map(|file| short(file)).collect())).collect();
            Ok(text.replacen(&format!("const {name} = {{}};"), &format!("const {name} = {};", serde_json::to_string(&files)?), 1))
        };
        let mut loader = fill(TEMPLATE.to_owned(), "FIRST", &self.first)?;
        loader = fill(loader, "PARTS", &self.parts)?;
        let exports = self.parts.keys().map(|part| {
            format!("export const __wasm_split_load_{part} = (callback, data) => loadPart(\"{part}\", callback, data);\n")
        });
        loader.extend(exports);
        // Comments and indentation are for people who read the repository.
        Ok(loader.lines().map(str::trim_start).filter(|line| !line.starts_with("//")).flat_map(|line| [line, "\n"]).collect())
    }
}

/// A file in the loader, which every visitor loads: of what parts share, the number alone.
fn short(file: &str) -> Value {
    let number = file.strip_prefix("chunk_").and_then(|rest| rest.strip_suffix(".wasm")?.parse::<u32>().ok());
    number.filter(|number| *number > 0).map_or_else(|| Value::from(file), Value::from)
}

/// The file's name again.
fn long(file: &Value) -> String {
    file.as_u64().map_or_else(|| file.as_str().unwrap_or_default().to_owned(), |number| format!("chunk_{number}.wasm"))
}

#[cfg(test)]
mod tests {
    use super::{LOADER, Parts};

    const CUT: &str = "
/* door, home, work */
const __chunk_2 = makeLoad(() => {
    const src = fetch(new URL(\"./chunk_2.wasm\", import.meta.url));
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []);
export const __wasm_split_load_work = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL(\"./split_work.wasm\", import.meta.url));
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, [__chunk_2]));
export const __wasm_split_load_home = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL(\"./split_home.wasm\", import.meta.url));
}
, [__chunk_2]));
export const __wasm_split_load_door = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL(\"./split_door.wasm\", import.meta.url));
}
, [__chunk_2]));
";

    #[test]
    fn a_part_is_its_own_file_and_those_it_shares_without_what_is_there_already() {
        let parts = Parts::of_cut(CUT).expect("it has what it needs");
        assert_eq!(parts.in_first("door"), ["chunk_2.wasm", "split_door.wasm"]);
        assert_eq!(parts.beside("inside", "work").expect("a part"), ["split_work.wasm"]);
        assert!(parts.beside("inside", "home").expect("a part").is_empty());
        assert!(parts.beside("inside", "cellar").is_err());
    }

    #[test]
    fn the_loader_says_what_was_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let loader = Parts::of_cut(CUT).and_then(|parts| parts.loader()).expect("a loader");
        assert!(loader.contains("export const __wasm_split_load_work"));
        std::fs::write(folder.path().join(LOADER), loader).expect("written");
        let parts = Parts::read(folder.path()).expect("it is a loader");
        assert_eq!(parts.beside("door", "work").expect("a part"), ["split_work.wasm"]);
    }

    #[test]
    fn a_cut_without_the_first_screens_is_refused() {
        assert!(Parts::of_cut("").is_err());
    }
}
