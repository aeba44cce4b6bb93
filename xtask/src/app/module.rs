//! The WebAssembly: compiled as one module, cut into parts, bound to JavaScript, put together for the first screens, optimized.

use std::{
    fs, io,
    num::NonZero,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

use anyhow::{Context, Result, anyhow};

use super::parts::{FIRST, LOADER, NAME, Parts, first_file};
use super::{classes, names};
use crate::{process, setup::Tools, stamp, workspace::Workspace};

/// What wasm-opt may use: what the compiler uses too, and no more, since browsers refuse some of what is newer.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Where the finished parts and their JavaScript are.
pub(super) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.path("target/parts/bound")
}

/// Makes the parts.
pub(super) fn build(workspace: &Workspace, tools: &Tools) -> Result<()> {
    compile(workspace)?;

    let parts = workspace.path("target/parts");
    if parts.exists() {
        fs::remove_dir_all(&parts)?;
    }
    let cut = parts.join("cut");
    process::run(process::command(&tools.wasm_split).arg(workspace.app_module()).arg(&cut).args(["--out-name", NAME]))?;

    let bound = folder(workspace);
    process::run(
        process::command(&tools.wasm_bindgen)
            // The parts find each other by what wasm-bindgen would take for left over.
            .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", NAME])
            .arg("--out-dir")
            .arg(&bound)
            .arg(cut.join(NAME).with_extension("wasm")),
    )?;
    let parts = Parts::of_cut(&fs::read_to_string(cut.join(LOADER))?)?;
    fs::write(bound.join(LOADER), parts.loader()?)?;
    let (core, script) = (bound.join(format!("{NAME}_bg.wasm")), bound.join(NAME).with_extension("js"));
    let (module, text) = classes::leave_out(&fs::read(&core)?, &fs::read_to_string(&script)?)?;
    let (module, text) = names::shorten(&module, &text)?;
    fs::write(&core, module)?;
    fs::write(&script, text)?;
    for (first, _) in FIRST {
        merge(&core, &cut, parts.in_first(first), &bound.join(first_file(first)), tools)?;
    }
    fs::remove_file(core)?;
    let others = stamp::files(&cut)?.into_iter().filter(|file| {
        file.extension().is_some_and(|extension| extension == "wasm") && file.file_stem().is_some_and(|stem| stem != NAME)
    });
    for file in others {
        fs::copy(&file, bound.join(file.file_name().context("a file")?))?;
    }
    // The loader stays as it is: which files a part needs is read from it.
    super::minify(tools, &script)?;
    optimize(&bound, tools)
}

fn compile(workspace: &Workspace) -> Result<()> {
    // Messages of panics name source files: not where they are on this machine.
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let sources = home.context("there is no home folder; set CARGO_HOME")?.join("registry/src");
    // Where functions and data refer to each other: what the cutting goes by.
    let mut flags = vec!["-Clink-args=--emit-relocs".to_owned()];
    for registry in fs::read_dir(&sources).with_context(|| format!("cannot read {}", sources.display()))? {
        flags.push(format!("--remap-path-prefix={}/=", registry?.path().display()));
    }
    process::run(
        process::cargo()
            .args(["build", "--quiet", "--profile", "app", "--target", "wasm32-unknown-unknown"])
            .args(["--package", "causeway", "--bin", "causeway-app", "--features", "split"])
            .arg("--config")
            .arg(format!("target.wasm32-unknown-unknown.rustflags = {}", serde_json::to_string(&flags)?))
            .current_dir(workspace.root()),
    )
}

/// Puts files of parts into the core, so that a first screen is one file: it compresses better, and shares what is alike in them.
fn merge(core: &Path, cut: &Path, files: &[String], to: &Path, tools: &Tools) -> Result<()> {
    let mut command = process::command(&tools.wasm_merge);
    // Parts import from the core by this name. Functions keep theirs until they are put in order.
    command.args(FEATURES).arg("-g").arg(core).arg("__wasm_split");
    for file in files {
        command.arg(cut.join(file)).arg(file);
    }
    process::run(command.arg("--output").arg(to))
}

/// Makes each part as small as it gets. What has similar names is similar, and compresses better side by side.
fn optimize(folder: &Path, tools: &Tools) -> Result<()> {
    let files = stamp::files(folder)?.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    let mut modules = files.map(|file| Ok((fs::metadata(&file)?.len(), file))).collect::<io::Result<Vec<_>>>()?;
    // The largest first: the others fill what it leaves of the processors. More at once would only wait for each other.
    modules.sort();
    let modules = Mutex::new(modules);
    let next = || modules.lock().ok()?.pop();
    let work = || {
        while let Some((_, module)) = next() {
            make_small(&module, tools)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let count = thread::available_parallelism().map_or(1, NonZero::get);
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| anyhow!("optimizing panicked"))?)
    })
}

fn make_small(module: &Path, tools: &Tools) -> Result<()> {
    process::run(
        process::command(&tools.wasm_opt)
            .args(["--reorder-functions-by-name", "--code-folding"])
            // The lowest addresses are the far end of the stack, which calls a megabyte deep would touch, and nothing else.
            .args(["--low-memory-unused", "-Oz", "--quiet"])
            .args(FEATURES)
            .arg(module)
            .arg("--output")
            .arg(module),
    )
}
