//! The app as it is shipped: a page, a stylesheet, and WebAssembly in parts that are loaded when they are needed.
//!
//! Trunk serves the app in development (`cargo xtask dev`). It has no place for the step that cuts the linked module into parts before
//! wasm-bindgen sees it, so the release is put together here, from the same page and the same folder of static files.

mod binary;
mod classes;
mod module;
mod names;
mod page;
mod parts;

use std::{fs, path::Path};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

pub(crate) use self::parts::{LOADER, Parts, first_file};
use crate::{
    process,
    setup::Tools,
    stamp::{self, Inputs},
    stylesheet,
    workspace::Workspace,
};

/// What the app is made from; the server is not among it.
const SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "index.html",
    "package-lock.json",
    "src",
    "style",
    "public",
    "crates/api",
    "crates/rules",
    "xtask/src/app.rs",
    "xtask/src/app",
    "xtask/src/stylesheet.rs",
];

/// Builds the app into `target/web` unless it is there already.
///
/// # Errors
/// When the build fails.
pub(crate) fn build(workspace: &Workspace, tools: &Tools) -> Result<()> {
    let compiler = compiler()?;
    let inputs = || Inputs::new().text(&Tools::versions()).text(&compiler).paths(workspace.root(), SOURCES);
    stamp::step(workspace, "app", inputs, &[workspace.app()], || {
        eprintln!("Building the app");
        module::build(workspace, tools)?;
        assemble(workspace, tools)
    })
}

/// Puts `target/web` together from the module's parts, the stylesheet, the static files and the page.
fn assemble(workspace: &Workspace, tools: &Tools) -> Result<()> {
    let app = workspace.app();
    if app.exists() {
        fs::remove_dir_all(&app)?;
    }
    fs::create_dir_all(&app)?;
    let public = workspace.path("public");
    for file in stamp::files(&public)? {
        let target = app.join(file.strip_prefix(&public)?);
        fs::create_dir_all(target.parent().context("a file in a folder")?)?;
        fs::copy(&file, &target)?;
        if target.extension().is_some_and(|extension| extension == "js") {
            minify(tools, &target)?;
        }
    }

    // The parts name each other, so they keep their names, in a folder whose name changes when one of them does.
    let mut parts = Sha256::new();
    let files = stamp::files(&module::folder(workspace))?;
    for file in &files {
        parts.update(fs::read(file)?);
    }
    let folder = format!("app-{}", short(parts));
    fs::create_dir(app.join(&folder))?;
    for file in &files {
        fs::copy(file, app.join(&folder).join(file.file_name().context("a file")?))?;
    }

    let mut stylesheets = Vec::new();
    for (name, source) in stylesheet::STYLESHEETS {
        let whole = app.join("whole.css");
        fs::write(&whole, stylesheet::bundled(workspace, source)?)?;
        minify(tools, &whole)?;
        let css = fs::read(&whole)?;
        fs::remove_file(&whole)?;
        let file = format!("{name}-{}.css", short(Sha256::new().chain_update(&css)));
        fs::write(app.join(&file), css)?;
        stylesheets.push(file);
    }

    let page = fs::read_to_string(workspace.path("index.html"))?;
    fs::write(app.join("index.html"), page::release(&page, &folder, &stylesheets[0], &stylesheets[1])?)?;
    Ok(())
}

/// Makes a script or a stylesheet smaller, in its place.
fn minify(tools: &Tools, file: &Path) -> Result<()> {
    // What wasm-bindgen writes for a module in parts names the loader more than once, to the same effect: no warnings.
    process::run(process::command(&tools.esbuild).arg(file).args(["--minify", "--allow-overwrite", "--log-level=error"]).arg({
        let mut to = std::ffi::OsString::from("--outfile=");
        to.push(file);
        to
    }))
}

/// The start of a hash, as the server recognizes it in names that it lets browsers keep.
fn short(hash: Sha256) -> String {
    stamp::hexadecimal(&hash.finalize()[..8])
}

/// The compiler's version and what the environment tells it: another compiler, another build.
///
/// # Errors
/// When there is no compiler.
pub(crate) fn compiler() -> Result<String> {
    let version = process::output(process::command("rustc").arg("-vV"))?;
    Ok(format!("{version}\n{}", std::env::var("RUSTFLAGS").unwrap_or_default()))
}
