//! `cargo xtask size`: what the first screens load, and the server's binary, against a budget.
//!
//! `size.json` holds the budget, and the last measurement for people who read the repository.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::Add,
    path::Path,
};

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
    /// For each of the first screens.
    first_screen_brotli_bytes: usize,
    server_binary_bytes: u64,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Measurement {
    /// The screens that people land on, each with all that it loads. Every one keeps to the budget.
    first_screens: BTreeMap<String, FileSize>,
    /// What other ways in load before they show something.
    other_ways_in: BTreeMap<String, FileSize>,
    /// Every file; each screen loads some of them.
    files: BTreeMap<String, FileSize>,
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

/// A way in: its name, the module that the page begins with, and the parts that are needed before there is something to see.
type WayIn = (&'static str, &'static str, &'static [&'static str]);

/// Where people land. The first steps of a new owner are part of *Connected orgs*.
const FIRST_SCREENS: [WayIn; 2] = [
    ("Connected orgs, with the first steps or without", "inside", &["home"]),
    ("set-up, sign-in, new password", "door", &["door"]),
];

/// Rarer ways in. A link leads past the first screen to a page with its own part; the demo brings the server's rules along; and where
/// the page guessed wrong who comes, it loads the part that it did not guess.
const OTHER_WAYS_IN: [WayIn; 5] = [
    ("a link to a flow or the table", "inside", &["home", "work"]),
    ("a link to the Developer page", "inside", &["home", "developer"]),
    ("the demo", "inside", &["home", "demo"]),
    ("sign-in, after a session that ran out meanwhile", "inside", &["door"]),
    ("Connected orgs, right after signing in", "door", &["door", "home"]),
];

/// How the stylesheet's name begins that is loaded behind the first screen.
const LATER: &str = "causeway-later-";

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
    for (screen, size) in &measured.first_screens {
        if size.brotli > budget.first_screen_brotli_bytes {
            bail!("{screen}: {} bytes over the budget of a first screen", size.brotli - budget.first_screen_brotli_bytes);
        }
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
    // What every way in loads, and the modules by the names of their files.
    let (mut always, mut later, mut modules) = (FileSize::default(), FileSize::default(), BTreeMap::new());
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
        if file.extension().is_some_and(|extension| extension == "wasm") {
            modules.insert(file.file_name().context("a file")?.to_string_lossy().into_owned(), size);
        } else if name.starts_with(LATER) {
            later = size;
        } else if name == "index.html" || page.contains(&name) {
            always = always + size;
        }
        measurement.files.insert(without_hash(&name), size);
    }
    let parts = parts.context("the app has no parts")?;
    let of = |(screen, first, wanted): WayIn, always: FileSize| {
        let mut files = BTreeSet::from([app::first_file(first)]);
        for part in wanted {
            files.extend(parts.beside(first, part)?.into_iter().map(str::to_owned));
        }
        let sizes = files.iter().map(|file| modules.get(file).copied().with_context(|| format!("there is no {file}")));
        let size = sizes.collect::<Result<Vec<_>>>()?.into_iter().fold(always, Add::add);
        Ok((screen.to_owned(), size))
    };
    measurement.first_screens = FIRST_SCREENS.into_iter().map(|way| of(way, always)).collect::<Result<_>>()?;
    measurement.other_ways_in = OTHER_WAYS_IN.into_iter().map(|way| of(way, always + later)).collect::<Result<_>>()?;
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
        println!("{title:<48} {:>10} {:>10} {:>10}", "raw", "gzip", "brotli");
        for (name, size) in rows {
            println!("{name:<48} {:>10} {:>10} {:>10}", size.raw, size.gzip, size.brotli);
        }
        println!();
    };
    table("files", &measured.files);
    table("other ways in", &measured.other_ways_in);
    table("first screens", &measured.first_screens);
    println!("{:<48} {:>32}", "budget of each first screen", budget.first_screen_brotli_bytes);
    println!("{:<48} {:>10}", "server binary", measured.server_binary_bytes);
    println!("{:<48} {:>10}", "budget", budget.server_binary_bytes);
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
