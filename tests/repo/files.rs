//! The repository's files, and which paths a Rust file mentions.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A text file of the repository.
#[derive(Clone)]
pub(crate) struct File {
    /// Its path from the root, with forward slashes.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) text: String,
}

/// The repository's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One file.
pub(crate) fn read(path: &str) -> File {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    File { path: path.to_owned(), text }
}

/// The files below a folder whose names end so, in order.
pub(crate) fn below(folder: &str, ending: &str) -> Vec<File> {
    let found = below_if_any(folder, ending);
    assert!(!found.is_empty(), "there is no *{ending} in {folder}: the test reads nothing");
    found
}

/// The same, where it is fine to find none.
pub(crate) fn below_if_any(folder: &str, ending: &str) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root().join(folder), ending, &mut found);
    found.sort();
    let name = |file: PathBuf| file.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
    found.into_iter().map(|file| read(&name(file))).collect()
}

fn collect(path: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a readable folder") {
            collect(&entry.expect("a readable entry").path(), ending, found);
        }
    } else if path.to_string_lossy().ends_with(ending) {
        found.push(path.to_owned());
    }
}

/// A path such as `crate::stores::Ends` in a file.
#[derive(Debug)]
pub(crate) struct Mention {
    /// The path, with `self` and `super` resolved.
    pub(crate) path: String,
    /// `src/app.rs:12`.
    pub(crate) place: String,
}

impl Mention {
    /// Whether it is this path, or something below it.
    pub(crate) fn is_in(&self, path: &str) -> bool {
        self.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    }
}

/// Rust without its comments, and without what its strings say; every character stays on its line.
pub(crate) fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("'\"'") {
            3
        } else if rest.starts_with("r#\"") {
            rest.find("\"#").map_or(rest.len(), |end| end + 2)
        } else if first == '"' {
            string_length(rest)
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let (skipped, after) = rest.split_at(length);
        code.push_str(if skipped.starts_with("//") { "" } else { "\"\"" });
        code.extend(skipped.chars().filter(|character| *character == '\n'));
        rest = after;
    }
    code
}

/// The strings of a Rust file outside its tests, each with its line.
pub(crate) fn strings(file: &File) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in without_tests(&file.text).lines().enumerate() {
        let mut rest = line;
        while let Some(at) = rest.find(['"', '/']) {
            rest = &rest[at..];
            if rest.starts_with("//") {
                break;
            }
            let length = if rest.starts_with('"') { string_length(rest) } else { 1 };
            if length > 1 {
                found.push((number + 1, rest[1..length].trim_end_matches('"')));
            }
            rest = &rest[length..];
        }
    }
    found
}

/// A file up to its tests, which come last.
pub(crate) fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// The length of the quoted string that the text begins with, with its quotes.
fn string_length(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Every path that a Rust file mentions, in `use` or in place, with `{…}` after `::` spelled out.
pub(crate) fn mentions(file: &File) -> Vec<Mention> {
    let module = module_of(&file.path);
    let code = code(&file.text);
    let mut found = Vec::new();
    // What stands before each open brace: `crate::stores` in `crate::stores::{Ends, Load}`.
    let mut open: Vec<Vec<&str>> = vec![Vec::new()];
    let mut path: Vec<&str> = Vec::new();
    let mut continues = false;
    let mut line = 1;
    let mut rest = code.as_str();
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(rest.len());
        let length = if word > 0 {
            if !continues {
                path = open.last().cloned().unwrap_or_default();
            }
            path.push(&rest[..word]);
            continues = false;
            if !rest[word..].starts_with("::") && path.len() > 1 {
                found.push(Mention { path: resolve(&module, &path), place: format!("{}:{line}", file.path) });
            }
            word
        } else if rest.starts_with("::") {
            continues = true;
            2
        } else {
            match first {
                '{' => open.push(if continues { path.clone() } else { Vec::new() }),
                '}' => drop(open.pop()),
                '\n' => line += 1,
                _ => {}
            }
            continues = continues && first.is_whitespace();
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}

/// `src/ui/field/text.rs` is `crate::ui::field::text`.
fn module_of(path: &str) -> Vec<&str> {
    let inner = path.split_once("src/").map_or(path, |(_, inner)| inner).trim_end_matches(".rs");
    let inner = if matches!(inner, "lib" | "main") { "" } else { inner };
    std::iter::once("crate").chain(inner.split('/').filter(|name| !name.is_empty())).collect()
}

fn resolve(module: &[&str], path: &[&str]) -> String {
    let mut resolved = match path[0] {
        "self" | "super" => module.to_vec(),
        _ => Vec::new(),
    };
    for name in path {
        match *name {
            "self" => {}
            "super" => drop(resolved.pop()),
            name => resolved.push(name),
        }
    }
    resolved.join("::")
}
