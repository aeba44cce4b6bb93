//! The script in the README's API section, run as it stands there.

use crate::site::TestSite;
use causeway_api::TokenScope;
use std::{path::Path, process::Command};

#[test]
fn the_example_script_does_what_it_says() {
    let site = TestSite::start();
    let owner = site.owner();
    let token = site.token(&owner, TokenScope::Write, 1);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/api.sh");
    // Twice: it leaves nothing behind that would be in its way.
    for _ in 0..2 {
        let output = Command::new("bash")
            .arg(&script)
            .env("CAUSEWAY_URL", site.url())
            .env("CAUSEWAY_TOKEN", &token)
            .output()
            .expect("bash and curl are installed");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{printed}\n{errors}");
        for line in ["3 environments", "Page 3 of 3", "Renamed to version 2", "Refused with 412"] {
            assert!(printed.contains(line), "no “{line}” in:\n{printed}");
        }
    }
}
