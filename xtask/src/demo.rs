//! `cargo xtask demo`: the app as static files, its rules in the browser, no server.
//!
//! The module is the one the server has. What differs is the page: relative addresses (it works
//! at any sub-path; with `base-uri 'none'` there is no `<base>`), a mark that starts the demo, and
//! the security policy in a `<meta>`, since a static host sends no header of ours.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use sha2::{Digest, Sha256};

use crate::{app, setup, stamp, workspace::Workspace};

/// What the server sends.
const POLICY: &str = include_str!("../../crates/server/src/http/content-security-policy.txt").trim_ascii();

/// The directive that a `<meta>` cannot carry.
const FRAMING: &str = "; frame-ancestors 'none'";

/// Sends deep links to the page; static hosts answer with it where there is no file.
const NOT_FOUND: &str = include_str!("demo/404.html");

/// How the page of [`NOT_FOUND`] recognizes the folder.
const MARK: &str = "{\"name\":\"causeway\",\"mode\":\"demo\"}\n";

/// Where the folder goes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder to make; what is in it is replaced. [default: target/demo]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Builds the app where it changed, and the folder from it.
///
/// # Errors
/// When the build fails, or the folder holds something that is not a demo.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let tools = setup::for_build(workspace)?;
    app::build(workspace, &tools)?;
    let folder = build(workspace, arguments.out.clone())?;
    println!("{}", folder.display());
    Ok(())
}

/// Makes the folder from the app that was built.
///
/// # Errors
/// When the folder holds something that is not a demo, or cannot be written.
pub(crate) fn build(workspace: &Workspace, out: Option<PathBuf>) -> Result<PathBuf> {
    let folder = out.unwrap_or_else(|| workspace.path("target/demo"));
    if folder.exists() {
        let is_ours = folder.join("causeway-demo.json").is_file() || fs::read_dir(&folder)?.next().is_none();
        ensure!(is_ours, "{} holds something else; name a new folder", folder.display());
        fs::remove_dir_all(&folder)?;
    }
    let app = workspace.app();
    for file in stamp::files(&app)? {
        let target = folder.join(file.strip_prefix(&app).expect("a file in the folder"));
        fs::create_dir_all(target.parent().expect("a file in a folder"))?;
        fs::copy(&file, &target)?;
    }
    let page = fs::read_to_string(app.join("index.html"))?;
    let parts = stamp::files(&app)?.into_iter().find(|file| file.ends_with(app::LOADER)).context("the app has no parts")?;
    let parts = parts.parent().context("a file in a folder")?;
    let name = parts.file_name().context("a folder in the app's")?.display();
    let rules =
        app::Parts::read(parts)?.beside("inside", "demo")?.iter().map(|file| format!("/{name}/{file}")).collect::<Vec<_>>();
    fs::write(folder.join("index.html"), demo_page(&page, &rules)?)?;
    fs::write(folder.join("404.html"), not_found_page())?;
    fs::write(folder.join("causeway-demo.json"), MARK)?;
    // GitHub's pages would leave out names that begin with an underscore.
    fs::write(folder.join(".nojekyll"), "")?;
    Ok(folder)
}

/// The app's page with relative addresses, the demo's mark and the policy. The rules, which every demo needs, are loaded from the start.
fn demo_page(page: &str, rules: &[String]) -> Result<String> {
    ensure!(page.contains("<head>"), "the app's page has no <head>");
    let policy = POLICY.strip_suffix(FRAMING).context("the policy does not end by saying who may frame the page")?;
    let head = format!(
        "<head><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <meta name=\"causeway-mode\" content=\"demo\">"
    );
    let preload = rules.iter().fold(String::new(), |links, file| {
        links + &format!("<link rel=\"preload\" href=\"{file}\" as=\"fetch\" type=\"application/wasm\" crossorigin>")
    });
    let page = page.replacen("<head>", &head, 1).replacen("</head>", &format!("{preload}</head>"), 1);
    Ok(page.replace(" href=\"/", " href=\"./").replace(" src=\"/", " src=\"./"))
}

/// The page for deep links, its one inline script allowed by its hash.
fn not_found_page() -> String {
    let script = NOT_FOUND
        .split_once("<script type=\"module\">")
        .and_then(|(_, rest)| rest.split_once("</script>"))
        .map(|(script, _)| script)
        .expect("the page has one script");
    NOT_FOUND.replace("SCRIPT_HASH", &base64(&Sha256::digest(script)))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .chunks(3)
        .flat_map(|chunk| {
            let group = (0..3).fold(0_u32, |group, at| group << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
            (0..4).map(move |at| if at > chunk.len() { '=' } else { char::from(DIGITS[(group >> (18 - 6 * at) & 63) as usize]) })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_relative_addresses_and_the_policy_comes_first() -> Result<()> {
        let page = demo_page(
            "<!doctype html><html><head><link rel=\"stylesheet\" href=\"/a.css\"></head><script src=\"/boot.js\"></script>",
            &["/app-0/split_demo.wasm".to_owned()],
        )?;
        assert!(page.contains("href=\"./app-0/split_demo.wasm\""));
        assert!(page.contains("href=\"./a.css\""));
        assert!(page.contains("src=\"./boot.js\""));
        assert!(page.find("Content-Security-Policy") < page.find("a.css"));
        Ok(())
    }

    #[test]
    fn the_deep_link_page_allows_its_own_script() {
        let page = not_found_page();
        assert!(page.contains("script-src 'sha256-"));
        assert!(!page.contains("SCRIPT_HASH"));
    }

    #[test]
    fn base64_pads() {
        let encoded = ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes()));
        assert_eq!(encoded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }
}
