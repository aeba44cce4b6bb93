//! A real FHIR server for the journeys: a small R4 server, in a Python environment of its own in the user's cache folder.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};

use super::{apt, cargo_tool::cache, executable};
use crate::process;

const NAME: &str = "sekmet-fhir";
const VERSION: &str = "0.1.1";

/// Installs the server unless it is there; returns the program that starts it.
pub(crate) fn ensure() -> Result<PathBuf> {
    let root = cache()?.join(format!("tools/{NAME}-{VERSION}"));
    let binaries = root.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = binaries.join(executable("sekmet"));
    // Written last.
    let done = root.join(".installed");
    if done.is_file() && program.is_file() {
        return Ok(program);
    }
    let python = python()?;
    eprintln!("Installing {NAME} {VERSION} from PyPI into {} (once; takes half a minute)", root.display());
    process::run(process::command(python).args(["-m", "venv", "--clear"]).arg(&root))?;
    let mut install = process::command(binaries.join(executable("python")));
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", &format!("{NAME}=={VERSION}")]);
    process::run(&mut install).with_context(|| {
        format!(
            "{NAME} could not be installed; it needs Python 3.11 or newer. By hand: pip install {NAME}=={VERSION}, into {}",
            root.display()
        )
    })?;
    fs::write(done, VERSION)?;
    Ok(program)
}

/// A Python that makes environments, which Debian keeps in a package of its own; root gets it from `apt-get`.
fn python() -> Result<PathBuf> {
    if let Some(python) = able() {
        return Ok(python);
    }
    apt::install(&["python3", "python3-venv"])?;
    let Some(python) = able() else {
        bail!("The journeys need Python with venv, for a FHIR server. On Debian: sudo apt-get install python3 python3-venv");
    };
    Ok(python)
}

fn able() -> Option<PathBuf> {
    let python = process::find(&["python3", "python"])?;
    process::output(process::command(&python).args(["-c", "import venv, ensurepip"])).ok().map(|_| python)
}
