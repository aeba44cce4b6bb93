//! The corpus: hostile addresses are refused, each of them before anything is connected to; legitimate ones are not.

use super::{names::Names, scripts::HOSTILE_ANSWERS};
use causeway_api::VerificationFailure;
use causeway_server::{Guard, Limits, Verifier};
use tokio::runtime::Runtime;

const HOSTILE: &str = include_str!("hostile.txt");
const LEGITIMATE: &str = include_str!("legitimate.txt");

/// One line of the corpus.
struct Case<'a> {
    is_development: bool,
    url: &'a str,
    addresses: &'a str,
}

fn cases(corpus: &str) -> impl Iterator<Item = Case<'_>> {
    corpus.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let (line, is_development) = line.strip_prefix("development ").map_or((line, false), |line| (line, true));
        let (url, addresses) = line.split_once(" -> ").unwrap_or((line, ""));
        Case { is_development, url, addresses }
    })
}

/// A verifier for which every name, however it is spelled, leads to these addresses.
fn verifier(case: &Case<'_>) -> Verifier {
    let names = match url::Url::parse(case.url).ok().as_ref().and_then(url::Url::host_str) {
        Some(host) if !case.addresses.is_empty() => Names::default().with(host.trim_end_matches('.'), case.addresses),
        _ => Names::default(),
    };
    Verifier::new(Guard::default(), Limits::default(), names)
}

#[test]
fn every_hostile_address_is_refused() {
    let runtime = Runtime::new().unwrap();
    let mut count = 0;
    for case in cases(HOSTILE) {
        let refused = runtime.block_on(verifier(&case).admit(case.url, case.is_development)).map(|(_, addresses)| addresses);
        let failure = refused.expect_err(case.url);
        assert_eq!(failure.kind, VerificationFailure::AddressRefused, "{}", case.url);
        let sentence = failure.detail.unwrap_or_default();
        assert!(sentence.ends_with('.') && sentence.contains(". "), "what is wrong, and what to do: {sentence}");
        count += 1;
    }
    let answers = HOSTILE_ANSWERS.len();
    assert!(count >= 80 && count + answers >= 100, "{count} addresses and {answers} answers");
}

#[test]
fn every_legitimate_address_is_allowed() {
    let runtime = Runtime::new().unwrap();
    let mut count = 0;
    for case in cases(LEGITIMATE) {
        let admitted = runtime.block_on(verifier(&case).admit(case.url, case.is_development));
        let (target, addresses) = admitted.unwrap_or_else(|failure| panic!("{}: {failure:?}", case.url));
        assert!(!addresses.is_empty() && addresses.iter().all(|address| address.port() == target.port), "{}", case.url);
        count += 1;
    }
    assert!(count >= 20, "{count} addresses");
}

#[test]
fn what_the_operator_allows_is_allowed_and_nothing_beside_it() {
    let guard = || Guard {
        networks: vec!["10.20.0.0/16".parse().unwrap(), "fd00:20::/32".parse().unwrap()],
        ports: vec![9443],
        own: Some("10.20.0.5:9443".parse().unwrap()),
    };
    let names = || Names::default().with("hub.internal", "10.20.1.7").with("both.internal", "10.20.1.7 10.21.1.7");
    let runtime = Runtime::new().unwrap();
    let admit = |url: &str| runtime.block_on(Verifier::new(guard(), Limits::default(), names()).admit(url, false)).map(drop);
    for url in [
        "https://10.20.1.7/",
        "https://[::ffff:10.20.1.7]/",
        "https://[64:ff9b::10.20.1.7]/",
        "https://[fd00:20::7]:9443/",
        "https://hub.internal:9443/",
        "https://8.8.8.8/",
    ] {
        assert!(admit(url).is_ok(), "{url}");
    }
    for url in [
        "https://10.21.1.7/",
        "https://[fd00:21::7]/",
        "https://both.internal/",
        "https://10.20.1.7:9444/",
        "https://127.0.0.1/",
        // The server itself, although its network and its port are allowed.
        "https://10.20.0.5:9443/",
    ] {
        assert_eq!(admit(url).unwrap_err().kind, VerificationFailure::AddressRefused, "{url}");
    }
}
