//! What the server's binary embeds: the app's files, each with a `.br` and a `.gz` sibling.

use std::{fs, path::Path, thread};

use anyhow::{Context, Result, anyhow};

use crate::{
    compress,
    stamp::{self, Inputs},
    workspace::Workspace,
};

/// What it is made from: the app, and how it is compressed.
const SOURCES: &[&str] = &["target/web", "xtask/src/compress.rs", "xtask/src/embed.rs"];

/// Copies `target/web` to `target/embed` and compresses it there, unless that is done.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let (app, embed) = (workspace.app(), workspace.embed());
    let inputs = || Inputs::new().paths(workspace.root(), SOURCES);
    stamp::step(workspace, "embed", inputs, std::slice::from_ref(&embed), || {
        eprintln!("Compressing the app");
        if embed.exists() {
            fs::remove_dir_all(&embed)?;
        }
        let files = stamp::files(&app)?;
        thread::scope(|scope| {
            let workers = files
                .iter()
                .map(|file| {
                    let target = embed.join(file.strip_prefix(&app).expect("a file in the folder"));
                    scope.spawn(move || write(file, &target))
                })
                .collect::<Vec<_>>();
            workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| anyhow!("compressing panicked"))?)
        })
    })
}

fn write(source: &Path, target: &Path) -> Result<()> {
    let contents = fs::read(source)?;
    let folder = target.parent().context("a file in a folder")?;
    fs::create_dir_all(folder)?;
    fs::write(target, &contents)?;
    for (suffix, compressed) in [("br", compress::brotli(&contents)?), ("gz", compress::gzip(&contents)?)] {
        // A tiny file may grow: then the server sends it as it is.
        if compressed.len() < contents.len() {
            let mut name = target.as_os_str().to_owned();
            name.push(".");
            name.push(suffix);
            fs::write(name, compressed)?;
        }
    }
    Ok(())
}
