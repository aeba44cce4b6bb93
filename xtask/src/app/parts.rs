//! Which files a part is: its own, and those it shares with other parts. Read from the loader that the cutting wrote.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};

/// The part that is loaded first; also what its files are called.
pub(crate) const FIRST_PART: &str = "causeway";

/// The script that loads the other parts.
pub(crate) const LOADER: &str = "__wasm_split.js";

/// The names of the files that each part needs besides the first part's.
pub(crate) struct Parts(BTreeMap<String, Vec<String>>);

impl Parts {
    /// Reads the loader in the app's folder of parts.
    ///
    /// # Errors
    /// When it is not there.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let loader = folder.join(LOADER);
        Ok(Self::parse(&fs::read_to_string(&loader).with_context(|| format!("cannot read {}", loader.display()))?))
    }

    /// A part's files.
    ///
    /// # Errors
    /// When there is no such part.
    pub(crate) fn files(&self, part: &str) -> Result<&[String]> {
        self.0.get(part).map(Vec::as_slice).with_context(|| format!("the app has no part called {part}"))
    }

    /// Each statement is `const __chunk_1 = makeLoad(() => { … "./chunk_1.wasm" … }, []);` for a file, or
    /// `export const __wasm_split_load_part = wrapAsyncCb(makeLoad(() => { … "./split_part.wasm" … }, [__chunk_1]))` for a part.
    fn parse(loader: &str) -> Self {
        let mut shared: BTreeMap<&str, String> = BTreeMap::new();
        let mut parts = BTreeMap::new();
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
        Self(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn a_part_is_its_own_file_and_those_it_shares() {
        let loader = "
/* demo, work */
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
export const __wasm_split_load_door = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL(\"./split_door.wasm\", import.meta.url));
}
, []));
";
        let parts = Parts::parse(loader);
        assert_eq!(parts.files("work").expect("a part"), ["chunk_2.wasm", "split_work.wasm"]);
        assert_eq!(parts.files("door").expect("a part"), ["split_door.wasm"]);
        assert!(parts.files("cellar").is_err());
    }
}
