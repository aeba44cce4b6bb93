//! Where things are: the repository's root and the folders that builds write to.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The repository on this machine.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The repository that this tool was built from.
    pub(crate) fn locate() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the repository");
        Self { root: root.to_owned() }
    }

    /// The repository's root folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path given relative to the root.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The app as it is shipped.
    pub(crate) fn app(&self) -> PathBuf {
        self.path("target/web")
    }

    /// The app with compressed siblings, which the server's binary embeds.
    pub(crate) fn embed(&self) -> PathBuf {
        self.path("target/embed")
    }

    /// The release server.
    pub(crate) fn server(&self) -> PathBuf {
        self.binary("release")
    }

    /// The debug server.
    pub(crate) fn debug_server(&self) -> PathBuf {
        self.binary("debug")
    }

    /// The app's module as the compiler leaves it.
    pub(crate) fn app_module(&self) -> PathBuf {
        self.target().join("wasm32-unknown-unknown/app/causeway-app.wasm")
    }

    fn binary(&self, profile: &str) -> PathBuf {
        self.target().join(profile).join(format!("causeway{}", env::consts::EXE_SUFFIX))
    }

    /// Where Cargo writes to.
    fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), |target| self.root.join(target))
    }
}
