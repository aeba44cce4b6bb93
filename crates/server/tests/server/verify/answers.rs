//! Peers that behave, and peers that misbehave each in its own way; each gets its own failure and its own sentence.

use super::{
    certificates::Authority,
    names::{Names, Never},
    peer::{
        Peer,
        Step::{self, Send},
        impatient,
    },
    plan,
    scripts::{HOSTILE_ANSWERS, MISTAKEN},
};
use causeway_api::{Instant, SecretText, Verification, VerificationFailure as F, VerificationMethod};
use causeway_server::{Guard, Verifier};
use rustls::ServerConfig;
use std::{collections::BTreeSet, sync::Arc};
use tokio::{net::TcpListener, runtime::Runtime};

async fn verified(verifier: &Verifier, endpoint: &str) -> Verification {
    let token = SecretText("t0ken/of ours".to_owned());
    verifier.run(&plan(endpoint, VerificationMethod::Post), Some(&token), Instant(0)).await
}

#[track_caller]
fn assert_failed(name: &str, verification: &Verification, kind: F, part: &str) {
    assert_eq!(verification.failure, Some(kind), "{name}: {verification:?}");
    assert!(verification.message.contains(part), "{name}: {}", verification.message);
    assert!(!verification.is_verified && verification.message.ends_with('.'), "{name}");
    assert!(!format!("{verification:?}").contains("t0ken"), "{name} shows the token");
}

#[test]
fn every_way_to_misbehave_has_its_own_failure() {
    Runtime::new().unwrap().block_on(async {
        for (name, script, kind, part) in HOSTILE_ANSWERS.iter().chain(MISTAKEN) {
            let peer = Peer::start(script).await;
            let verification = verified(&peer.verifier(), &peer.url("/hook")).await;
            assert_failed(name, &verification, *kind, part);
            assert_eq!(peer.requests().len(), 1, "{name}: asked once, and nothing followed");
            assert!(verification.sent.is_some() && verification.address.is_some(), "{name}");
            assert!(verification.received.is_none_or(|answer| answer.body.len() <= 2048 * 3), "{name}");
        }
    });
    let kinds: BTreeSet<_> = HOSTILE_ANSWERS.iter().chain(MISTAKEN).map(|case| case.2.as_str()).collect();
    assert!(kinds.len() >= 10, "{kinds:?}");
}

#[test]
fn what_prevents_a_connection_has_its_own_failure() {
    Runtime::new().unwrap().block_on(async {
        let peer = Peer::start(&[]).await;
        // A port that was free a moment ago.
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let guard = || Guard { ports: vec![closed.port()], ..peer.guard() };
        let verifier = Verifier::new(guard(), impatient(), Names::default());
        let verification = verified(&verifier, &format!("http://{closed}/")).await;
        assert_failed("a closed port", &verification, F::ConnectionRefused, &format!("at port {}", closed.port()));
        assert!(verification.sent.is_none() && verification.address.is_none(), "nothing was sent");

        let unknown = verified(&verifier, "https://hub.example.org/").await;
        assert_failed("an unknown name", &unknown, F::NameNotFound, "No address was found for hub.example.org");
        let empty = Verifier::new(guard(), impatient(), Names::default().with("hub.example.org", ""));
        assert_failed("an empty answer", &verified(&empty, "https://hub.example.org/").await, F::NameNotFound, "No address");
        let never = verified(&Verifier::new(guard(), impatient(), Never), "https://hub.example.org/").await;
        assert_failed("a lookup without an end", &never, F::TimedOut, "did not resolve to an address in time");
        let refused = verified(&verifier, "http://10.0.0.1/").await;
        assert_failed("a private address", &refused, F::AddressRefused, "in a private network (RFC 1918)");
        assert!(refused.sent.is_none() && refused.connect_ms.is_none());
    });
}

const ECHO: &[Step] = &[Send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{challenge}")];

/// An encrypted peer, verified under the name `hub.example.org`.
async fn encrypted(config: Arc<ServerConfig>, authority: &Authority) -> Verification {
    let peer = Peer::encrypted(ECHO, config).await;
    let names = Names::default().with("hub.example.org", "127.0.0.1");
    let verifier = Verifier::new(peer.guard(), impatient(), names).trusting(vec![authority.certificate()]);
    verified(&verifier, &format!("https://hub.example.org:{}/hook", peer.address.port())).await
}

#[test]
fn each_problem_with_a_certificate_has_its_own_failure() {
    Runtime::new().unwrap().block_on(async {
        let (ours, theirs) = (Authority::new(), Authority::new());
        let name = "hub.example.org";
        let good = encrypted(ours.server(name), &ours).await;
        assert!(good.is_verified, "{good:?}");
        assert!(good.connect_ms.unwrap() <= good.total_ms);
        let expired = encrypted(ours.expired(name), &ours).await;
        assert_failed("expired", &expired, F::CertificateExpired, "has expired or is not valid yet");
        let other = encrypted(ours.server("other.example.org"), &ours).await;
        assert_failed("for another name", &other, F::CertificateForAnotherName, "for another name than hub.example.org");
        let untrusted = encrypted(theirs.server(name), &ours).await;
        assert_failed("of nobody", &untrusted, F::CertificateNotTrusted, "--endpoint-ca");

        let plain = Peer::start(&[Send("HTTP/1.1 400 Bad Request\r\n\r\n")]).await;
        let verification = verified(&plain.verifier(), &format!("https://{}/", plain.address)).await;
        // A peer that waits for more than a handshake has sends nothing; one that answers sends what is no TLS.
        assert!(matches!(verification.failure, Some(F::TlsFailed | F::TimedOut)), "{verification:?}");
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = silent.local_addr().unwrap();
        let guard = Guard { ports: vec![address.port()], ..plain.guard() };
        let verification = verified(&Verifier::new(guard, impatient(), Names::default()), &format!("https://{address}/")).await;
        assert_failed("silent", &verification, F::TimedOut, "did not agree on a secure connection in time");
    });
}

#[test]
fn an_endpoint_that_behaves_is_verified_by_post_and_by_get() {
    let answers: [&[Step]; 4] = [
        ECHO,
        &[Send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\u{feff} {challenge}\r\n")],
        &[Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\"{challenge}\"")],
        &[Send(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Encoding: identity\r\n\r\n{ \"you\": \"{token}\", \"challenge\": \"{challenge}\" }",
        )],
    ];
    Runtime::new().unwrap().block_on(async {
        for answer in answers {
            for method in [VerificationMethod::Post, VerificationMethod::Get] {
                let peer = Peer::start(answer).await;
                let token = SecretText("t0ken/of ours".to_owned());
                let plan = plan(&peer.url("/hook?key=1#part"), method);
                let verification = peer.verifier().run(&plan, Some(&token), Instant(5)).await;
                assert!(verification.is_verified && verification.failure.is_none(), "{verification:?}");
                assert_eq!(verification.message, "127.0.0.1 sent the challenge back. The endpoint is verified.");
                assert_eq!((verification.began_at, verification.address), (Instant(5), Some(peer.address.to_string())));
                let (sent, received) = (verification.sent.unwrap(), verification.received.unwrap());
                assert_eq!((received.status, received.is_truncated), (200, false));

                let [request] = peer.requests().try_into().unwrap();
                let head = request.to_ascii_lowercase();
                assert!(
                    head.contains("\r\naccept-encoding: identity\r\n")
                        && head.contains(&format!("\r\nhost: {}\r\n", peer.address))
                );
                let url = peer.url("/hook?key=1");
                if method == VerificationMethod::Post {
                    assert!(request.starts_with("POST /hook?key=1 HTTP/1.1\r\n"), "{request}");
                    assert!(request.contains(r#""verification-token":"t0ken/of ours""#), "{request}");
                    assert_eq!(sent.url, url);
                    assert!(sent.body.unwrap().contains(r#""verification-token":"•••""#));
                } else {
                    assert!(request.starts_with("GET /hook?key=1&verification-token=t0ken%2Fof+ours&challenge="), "{request}");
                    assert!(sent.url.starts_with(&format!("{url}&verification-token=•••&challenge=")), "{}", sent.url);
                    assert_eq!(sent.body, None);
                }
                assert!(!received.body.contains("t0ken"), "{}", received.body);
            }
        }
    });
}

#[test]
fn challenges_differ_and_an_absent_token_is_not_sent() {
    Runtime::new().unwrap().block_on(async {
        let peer = Peer::start(ECHO).await;
        let mut values = BTreeSet::new();
        for _ in 0..3 {
            let plan = plan(&peer.url("/"), VerificationMethod::Post);
            let verification = peer.verifier().run(&plan, None, Instant(0)).await;
            let body: serde_json::Value = serde_json::from_str(&verification.sent.unwrap().body.unwrap()).unwrap();
            assert_eq!(body.as_object().unwrap().len(), 1, "{body}");
            let value = body["challenge"].as_str().unwrap().to_owned();
            assert!(value.len() >= 32 && values.insert(value));
        }
    });
}

#[test]
fn a_name_that_changes_is_looked_up_once_and_what_was_checked_is_connected_to() {
    Runtime::new().unwrap().block_on(async {
        let peer = Peer::start(ECHO).await;
        let other = Peer::start(ECHO).await;
        let names = Names::default().changing("hub.example.org", &["127.0.0.1", "10.0.0.1", "169.254.169.254"]);
        let lookups = Arc::clone(&names.lookups);
        let verifier = Verifier::new(peer.guard(), impatient(), names);
        let endpoint = format!("http://hub.example.org:{}/", peer.address.port());
        let first = verified(&verifier, &endpoint).await;
        assert!(first.is_verified, "{first:?}");
        assert_eq!((lookups.load(std::sync::atomic::Ordering::Relaxed), peer.requests().len()), (1, 1));
        let second = verified(&verifier, &endpoint).await;
        assert_failed("rebinding", &second, F::AddressRefused, "leads to an address that is in a private network");
        assert!(!second.message.contains("10.0.0.1"), "who asks need not learn what names inside mean");
        assert_eq!((peer.requests().len(), other.requests().len()), (1, 0));
    });
}

#[test]
fn the_first_address_that_accepts_is_taken() {
    Runtime::new().unwrap().block_on(async {
        let peer = Peer::start(ECHO).await;
        // The peer listens at one address only; the others of the network refuse.
        let names = Names::default().with("hub.example.org", "127.0.0.9 127.0.0.8 127.0.0.1");
        let verifier = Verifier::new(peer.guard(), impatient(), names);
        let verification = verified(&verifier, &format!("http://hub.example.org:{}/", peer.address.port())).await;
        assert_eq!(verification.address, Some(peer.address.to_string()), "{verification:?}");
    });
}
