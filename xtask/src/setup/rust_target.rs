//! The standard library for WebAssembly.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process;

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target with `rustup` unless the compiler in use has it.
pub(super) fn ensure() -> Result<()> {
    if is_installed()? {
        return Ok(());
    }
    let Some(rustup) = process::find(&["rustup"]) else {
        bail!(
            "This Rust has no standard library for {TARGET}. Install Rust with rustup \
             (https://rustup.rs), which brings it, or your system's package for it."
        );
    };
    eprintln!("Adding the target {TARGET} with rustup");
    let added = process::run(process::command(rustup).args(["target", "add", TARGET]));
    if added.is_err() || !is_installed()? {
        bail!(
            "rustup could not add {TARGET}. Where its server is out of reach, give rustup a mirror \
             (RUSTUP_DIST_SERVER), then: rustup target add {TARGET}"
        );
    }
    Ok(())
}

fn is_installed() -> Result<bool> {
    let sysroot = process::output(process::command("rustc").args(["--print", "sysroot"]))?;
    Ok(Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").is_dir())
}
