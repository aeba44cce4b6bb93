//! The browser that tests run in: Chromium and its driver.

use std::{env, path::PathBuf};

use anyhow::{Result, bail};

use super::apt;
use crate::process;

/// A Chromium-like browser with its driver.
pub(crate) struct Browser {
    /// The browser's binary.
    pub(crate) chrome: PathBuf,
    /// The driver of the same version.
    pub(crate) driver: PathBuf,
}

/// Finds a browser and its driver; as root on Debian it installs them.
///
/// `CHROME` and `CHROMEDRIVER` name others.
pub(super) fn ensure() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    apt::install(&["chromium", "chromium-driver", "fonts-liberation"])?;
    if let Some(browser) = find() {
        return Ok(browser);
    }
    bail!(
        "The tests need Chromium and its driver. On Debian: sudo apt-get install chromium \
         chromium-driver. Elsewhere install Chrome and the chromedriver of its version, and name \
         them with CHROME and CHROMEDRIVER."
    );
}

fn find() -> Option<Browser> {
    let named = |variable, names: &[&str]| {
        env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file()).or_else(|| process::find(names))
    };
    Some(Browser {
        chrome: named("CHROME", &["chromium", "google-chrome", "chrome"])?,
        driver: named("CHROMEDRIVER", &["chromedriver"])?,
    })
}
