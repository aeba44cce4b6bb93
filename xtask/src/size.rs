//! `cargo xtask size`: what the first screen loads, and the server's binary, against a budget.
//!
//! `size.json` holds the budget, and the last measurement for people who read the repository.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::{compress, server, setup, stamp, workspace::Workspace};

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
    server_binary_bytes: u64,
}

/// Bytes of one file, as it is and compressed as the server sends it.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct FileSize {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

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
    for file in stamp::files(app)? {
        let name = file.strip_prefix(app)?.to_string_lossy().into_owned();
        // The page names all that loads with it, except the glue's own modules.
        if name != "index.html" && !page.contains(&name) && !name.starts_with("snippets") {
            continue;
        }
        let contents = fs::read(&file)?;
        let size = FileSize {
            raw: contents.len(),
            gzip: compress::gzip(&contents)?.len().min(contents.len()),
            brotli: compress::brotli(&contents)?.len().min(contents.len()),
        };
        let total = &mut measurement.first_screen_total;
        total.raw += size.raw;
        total.gzip += size.gzip;
        total.brotli += size.brotli;
        measurement.first_screen.insert(without_hash(&name), size);
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
    println!("{:<28} {:>10} {:>10} {:>10}", "first screen", "raw", "gzip", "brotli");
    let total = ("total".to_owned(), measured.first_screen_total);
    for (name, size) in measured.first_screen.iter().chain([(&total.0, &total.1)]) {
        println!("{name:<28} {:>10} {:>10} {:>10}", size.raw, size.gzip, size.brotli);
    }
    println!("{:<28} {:>32}", "budget", budget.first_screen_brotli_bytes);
    println!("{:<28} {:>10}", "server binary", measured.server_binary_bytes);
    println!("{:<28} {:>10}", "budget", budget.server_binary_bytes);
}

#[cfg(test)]
mod tests {
    use super::without_hash;

    #[test]
    fn recorded_names_do_not_change_with_the_contents() {
        for (name, stable) in [
            ("causeway-app-62163a62c9c6e6f8_bg.wasm", "causeway-app_bg.wasm"),
            ("causeway-app-62163a62c9c6e6f8.js", "causeway-app.js"),
            ("causeway-2ad8a2ba9c61f1a.css", "causeway.css"),
            ("boot.js", "boot.js"),
            ("index.html", "index.html"),
        ] {
            assert_eq!(without_hash(name), stable);
        }
    }
}
