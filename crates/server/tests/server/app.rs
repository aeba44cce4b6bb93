//! The app's files over HTTP.

use crate::{client::Answer, site::TestSite};
use std::fs;
use tempfile::TempDir;

const WASM: &str = "causeway-app-0123456789abcdef_bg.wasm";

fn built_app() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files: [(&str, &str); 8] = [
        ("index.html", "<!doctype html><title>Causeway</title>"),
        ("index.html.br", "brotli of index"),
        ("index.html.gz", "gzip of index"),
        ("boot.js", "start()"),
        (WASM, "wasm"),
        ("causeway-app-0123456789abcdef_bg.wasm.br", "brotli of wasm"),
        ("snippets/inline.js", "export {}"),
        ("causeway.webmanifest", "{}"),
    ];
    fs::create_dir(folder.path().join("snippets")).unwrap();
    for (name, contents) in files {
        fs::write(folder.path().join(name), contents).unwrap();
    }
    folder
}

fn get(site: &TestSite, path: &str, encodings: &str) -> Answer {
    site.get(path).header("Accept-Encoding", encodings).send()
}

#[test]
fn a_page_of_the_app_is_its_index() {
    let folder = built_app();
    let site = TestSite::with_app(folder.path());
    for path in ["/", "/environment/connections", "/setup", "/index.html"] {
        let answer = get(&site, path, "identity");
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        assert!(answer.text().starts_with("<!doctype html>"));
    }
}

#[test]
fn a_file_that_is_not_there_is_not_a_page() {
    let folder = built_app();
    let site = TestSite::with_app(folder.path());
    for path in ["/nothing.js", "/index.html.br", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/snippets/../boot.js"] {
        assert_eq!(get(&site, path, "br").status, 404, "{path}");
    }
    assert_eq!(site.request("POST", "/").send().status, 405);
}

#[test]
fn hashed_names_are_kept_for_a_year() {
    let folder = built_app();
    let site = TestSite::with_app(folder.path());
    let answer = get(&site, &format!("/{WASM}"), "gzip, br");
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(answer.header("content-type"), Some("application/wasm"));
    assert_eq!((answer.header("content-encoding"), answer.text().as_str()), (Some("br"), "brotli of wasm"));
    assert_eq!(get(&site, "/boot.js", "br").header("cache-control"), Some("no-cache"));
}

#[test]
fn the_encoding_is_the_one_the_browser_asks_for() {
    let folder = built_app();
    let site = TestSite::with_app(folder.path());
    let forms = [("gzip, deflate, br", Some("br")), ("gzip", Some("gzip")), ("br;q=0.1, gzip", Some("gzip")), ("zstd", None)];
    for (accepted, expected) in forms {
        let answer = get(&site, "/", accepted);
        assert_eq!(answer.header("content-encoding"), expected, "{accepted}");
        assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
    }
    assert_eq!(get(&site, "/boot.js", "br").header("content-encoding"), None, "there is no compressed form");
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let folder = built_app();
    let site = TestSite::with_app(folder.path());
    let first = get(&site, "/", "br");
    let etag = first.header("etag").unwrap();
    let again = |etag: &str| site.get("/").header("Accept-Encoding", "br").header("If-None-Match", etag).send();
    let unchanged = again(etag);
    assert_eq!((unchanged.status, unchanged.body.len(), unchanged.header("etag")), (304, 0, Some(etag)));
    assert_eq!(unchanged.header("cache-control"), Some("no-cache"));
    assert_eq!(again(&format!("\"other\", W/{etag}")).status, 304);
    assert_eq!(again("\"other\"").status, 200);
    assert_ne!(get(&site, "/", "gzip").header("etag"), Some(etag), "another form is another representation");
}

#[test]
#[cfg(not(feature = "embed"))]
fn without_an_app_the_page_says_how_to_build_it() {
    let site = TestSite::start();
    let answer = site.get("/").send();
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("cargo xtask run"));
}
