//! What other sites make a browser send is refused.

use crate::site::{EMAIL, PASSWORD, TestSite};
use serde_json::json;

#[test]
fn changes_that_another_site_asked_for_are_refused() {
    let site = TestSite::start();
    let owner = site.owner();
    let own = site.url();
    let sign_out = |headers: &[(&str, &str)]| {
        let request = site.request("DELETE", "/platform/v1/session").cookie(&owner.cookie);
        headers.iter().fold(request, |request, (name, value)| request.header(name, *value)).send()
    };
    let foreign: [&[(&str, &str)]; 6] = [
        &[("Sec-Fetch-Site", "cross-site")],
        &[("Sec-Fetch-Site", "same-site")],
        &[("Origin", "https://evil.example")],
        &[("Origin", "null")],
        &[("Origin", "http://127.0.0.1:1")],
        &[("Sec-Fetch-Site", "same-origin"), ("Origin", "https://evil.example")],
    ];
    for headers in foreign {
        let answer = sign_out(headers);
        assert_eq!((answer.status, answer.code().as_str()), (403, "cross_site"), "{headers:?}");
    }
    assert_eq!(site.get("/platform/v1/session").cookie(&owner.cookie).send().status, 200, "still signed in");
    assert_eq!(sign_out(&[("Sec-Fetch-Site", "same-origin"), ("Origin", &own)]).status, 200);
}

#[test]
fn reading_is_not_refused_for_where_a_link_stood() {
    let site = TestSite::start();
    assert_eq!(site.get("/").header("Sec-Fetch-Site", "cross-site").send().status, 200);
}

#[test]
fn a_name_that_was_made_to_point_here_is_not_answered() {
    let site = TestSite::start();
    let port = site.address.port();
    for host in [format!("rebound.example:{port}"), "127.0.0.1".to_owned(), "localhost:1".to_owned()] {
        let answer = site.get("/platform/v1/session").header("Host", &host).send();
        assert_eq!((answer.status, answer.code().as_str()), (403, "cross_site"), "{host}");
    }
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        assert_eq!(site.get("/livez").header("Host", format!("{host}:{port}")).send().status, 200, "{host}");
    }
}

#[test]
fn behind_a_proxy_its_address_is_the_own_one() {
    let site = TestSite::behind("https://causeway.example.org");
    site.owner();
    let sign_in = |origin: &str| {
        let body = json!({"email": EMAIL, "password": PASSWORD});
        site.post("/platform/v1/session", &body).header("Host", "causeway.internal").header("Origin", origin).send()
    };
    assert_eq!(sign_in("https://causeway.example.org").status, 201);
    assert_eq!(sign_in("http://causeway.example.org").code(), "cross_site");
}
