//! The headers on every answer.

use crate::site::TestSite;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

#[test]
fn every_answer_carries_the_security_headers() {
    let site = TestSite::start();
    for path in ["/", "/nothing.js", "/livez", "/platform/v1/session", "/platform/v1/nothing"] {
        let answer = site.get(path).send();
        let expected = [
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ];
        for (name, value) in expected {
            assert_eq!(answer.header(name), Some(value), "{name} at {path}");
        }
        assert_eq!(answer.header("strict-transport-security"), None, "there is no TLS");
        assert_eq!(answer.header("x-request-id").map(str::len), Some(32));
    }
}

#[test]
fn answers_of_the_api_are_kept_nowhere() {
    let site = TestSite::start();
    for path in ["/platform/v1/session", "/platform", "/platform/v2/anything"] {
        assert_eq!(site.get(path).send().header("cache-control"), Some("no-store"), "{path}");
    }
}

#[test]
fn with_tls_in_front_browsers_are_told_to_insist_on_it() {
    let site = TestSite::behind("https://causeway.example.org");
    assert_eq!(site.get("/").send().header("strict-transport-security"), Some("max-age=63072000"));
}

#[test]
fn those_who_watch_the_server_are_answered() {
    let site = TestSite::start();
    assert_eq!(site.get("/livez").send().text(), "ok\n");
    let ready = site.get("/readyz").send();
    assert_eq!((ready.status, ready.text().as_str()), (200, "ok\n"));
}
