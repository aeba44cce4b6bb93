//! `cargo xtask size`: what the first screen loads, and the server's binary, against a budget.
//!
//! `size.json` holds the budget, and the last measurement for people who read the repository.

use std::{collections::BTreeMap, fs, ops::Add, path::Path};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::{
    app::{self, Parts},
    compress, server, setup, stamp,
    workspace::Workspace,
};

const RECORD: &str = "size.json";

/// What to do with the measurement.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Compare with the budget only; leave size.json as it is.
    #[arg(long)]
    check: bool,
}

#[derive(Serialize, Deserialize)]
struct Record {
    /// The most that is allowed.
    budget: Budget,
    /// What the last `cargo xtask size` found.
    #[serde(default)]
    measured: Measurement,
}

#[derive(Serialize, Deserialize)]
struct Budget {
    first_screen_brotli_bytes: usize,
    server_binary_bytes: u64,
}

#[derive(Default, Serialize, Deserialize)]
struct Measurement {
    first_screen: BTreeMap<String, FileSize>,
    first_screen_total: FileSize,
    /// What is loaded later, when it is needed or when there is time.
    #[serde(default)]
    later: BTreeMap<String, FileSize>,
    /// What other ways in load before they show something, with the first screen's files.
    #[serde(default)]
    other_first_screens: BTreeMap<String, FileSize>,
    server_binary_bytes: u64,
}

/// Bytes of one file, as it is and compressed as the server sends it.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct FileSize {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Add for FileSize {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// Ways in that need a part from the start.
const OTHER_FIRST_SCREENS: [(&str, &str); 4] = [
    ("sign in", "door"),
    ("the demo", "demo"),
    ("a link to a flow or the table", "work"),
    ("a link to the Developer page", "developer"),
];

/// Builds what changed, measures, prints, records.
///
/// # Errors
/// When a build fails, or something is over its budget.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let tools = setup::for_build(workspace)?;
    server::build(workspace, &tools)?;

    let path = workspace.path(RECORD);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {RECORD}"))?;
    let mut record: Record = serde_json::from_str(&text).with_context(|| format!("cannot read {RECORD}"))?;
    record.measured = measure(&workspace.app(), &workspace.server())?;
    print(&record);
    if !arguments.check {
        fs::write(path, serde_json::to_string_pretty(&record)? + "\n")?;
    }
    check(&record)
}

fn check(Record { budget, measured }: &Record) -> Result<()> {
    let brotli = measured.first_screen_total.brotli;
    if brotli > budget.first_screen_brotli_bytes {
        bail!("the first screen is {} bytes over its budget", brotli - budget.first_screen_brotli_bytes);
    }
    if measured.server_binary_bytes > budget.server_binary_bytes {
        bail!("the server is {} bytes over its budget", measured.server_binary_bytes - budget.server_binary_bytes);
    }
    Ok(())
}

fn measure(app: &Path, server: &Path) -> Result<Measurement> {
    let page = fs::read_to_string(app.join("index.html"))?;
    let mut measurement = Measurement { server_binary_bytes: server.metadata()?.len(), ..Measurement::default() };
    let mut parts = None;
    let mut sizes = BTreeMap::new();
    for file in stamp::files(app)? {
        let name = file.strip_prefix(app)?.to_string_lossy().into_owned();
        let contents = fs::read(&file)?;
        let size = FileSize {
            raw: contents.len(),
            gzip: compress::gzip(&contents)?.len().min(contents.len()),
            brotli: compress::brotli(&contents)?.len().min(contents.len()),
        };
        if file.ends_with(app::LOADER) {
            parts = Some(Parts::read(file.parent().context("a file in a folder")?)?);
        }
        // The page names all that loads with it.
        if name == "index.html" || page.contains(&name) {
            measurement.first_screen_total = measurement.first_screen_total + size;
            measurement.first_screen.insert(without_hash(&name), size);
        } else {
            sizes.insert(file.file_name().context("a file")?.to_string_lossy().into_owned(), size);
            measurement.later.insert(without_hash(&name), size);
        }
    }
    let parts = parts.context("the app has no parts")?;
    for (screen, part) in OTHER_FIRST_SCREENS {
        let own = parts.files(part)?.iter().filter_map(|file| sizes.get(file).copied());
        measurement.other_first_screens.insert(screen.to_owned(), own.fold(measurement.first_screen_total, Add::add));
    }
    Ok(measurement)
}

/// A name that stays the same from build to build: `app-0123456789abcdef.js` becomes `app.js`.
fn without_hash(name: &str) -> String {
    let is_hash = |part: &str| (12..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.split_inclusive(['-', '_', '.', '/']).fold(String::new(), |mut stable, part| {
        match part.char_indices().next_back() {
            Some((at, separator)) if is_hash(&part[..at]) => {
                stable.pop();
                stable.push(separator);
            }
            _ => stable.push_str(part),
        }
        stable
    })
}

fn print(Record { budget, measured }: &Record) {
    let table = |title: &str, rows: &BTreeMap<String, FileSize>| {
        println!("{title:<32} {:>10} {:>10} {:>10}", "raw", "gzip", "brotli");
        for (name, size) in rows {
            println!("{name:<32} {:>10} {:>10} {:>10}", size.raw, size.gzip, size.brotli);
        }
    };
    table("later", &measured.later);
    println!();
    table("other first screens", &measured.other_first_screens);
    println!();
    table("first screen", &measured.first_screen);
    let total = measured.first_screen_total;
    println!("{:<32} {:>10} {:>10} {:>10}", "total", total.raw, total.gzip, total.brotli);
    println!("{:<32} {:>32}", "budget", budget.first_screen_brotli_bytes);
    println!("{:<32} {:>10}", "server binary", measured.server_binary_bytes);
    println!("{:<32} {:>10}", "budget", budget.server_binary_bytes);
}

#[cfg(test)]
mod tests {
    use super::without_hash;

    #[test]
    fn recorded_names_do_not_change_with_the_contents() {
        for (name, stable) in [
            ("app-62163a62c9c6e6f8/causeway_bg.wasm", "app/causeway_bg.wasm"),
            ("app-62163a62c9c6e6f8/causeway.js", "app/causeway.js"),
            ("causeway-2ad8a2ba9c61f1a.css", "causeway.css"),
            ("boot.js", "boot.js"),
            ("index.html", "index.html"),
        ] {
            assert_eq!(without_hash(name), stable);
        }
    }
}
