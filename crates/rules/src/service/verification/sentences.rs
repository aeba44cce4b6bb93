//! What a person reads about an attempt: what happened, and what to do about it. One sentence or two for each kind of failure.

use causeway_api::VerificationFailure;

/// Who was talked to, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Peer<'a> {
    /// The host as it is named in the address.
    pub host: &'a str,
    /// The port.
    pub port: u16,
    /// The status that it answered with.
    pub status: Option<u16>,
    /// What only this attempt knows: why an address is refused, where a redirect leads, how much was read.
    pub detail: Option<&'a str>,
}

/// The sentence for an endpoint that was verified (no failure) or was not.
pub fn verification_sentence(failure: Option<VerificationFailure>, peer: &Peer<'_>) -> String {
    use VerificationFailure as F;
    let Peer { host, port, status, detail } = *peer;
    let detail = detail.unwrap_or_default();
    let status = status.unwrap_or_default();
    let Some(failure) = failure else { return format!("{host} sent the challenge back. The endpoint is verified.") };
    match failure {
        F::AddressRefused => detail.to_owned(),
        F::NameNotFound => {
            format!("No address was found for {host}. Check the spelling, or whether the name is known outside your own network.")
        }
        F::ConnectionRefused => {
            format!("{host} refused the connection at port {port}. Start the endpoint, or check the port in the address.")
        }
        F::Unreachable => {
            format!("{host} could not be reached at port {port}. Check its firewall and its route to the Internet.")
        }
        F::TimedOut => {
            format!("{host} did not {detail} in time. Check whether a firewall drops the request, or the endpoint hangs.")
        }
        F::CertificateExpired => {
            format!("The certificate of {host} has expired or is not valid yet. Renew it, and check the clock of that machine.")
        }
        F::CertificateForAnotherName => {
            format!(
                "The certificate is for another name than {host}. Use the name that it is for, or have it issued for this one."
            )
        }
        F::CertificateNotTrusted => format!(
            "The certificate of {host} comes from nobody whom this server trusts. Use one of a public authority with its whole \
             chain, or ask whoever runs Causeway to add yours with --endpoint-ca."
        ),
        F::TlsFailed => {
            format!(
                "No secure connection came about with {host} at port {port}. Check that it offers TLS 1.2 or 1.3 at this port."
            )
        }
        F::Redirected => {
            let to = if detail.is_empty() { String::new() } else { format!(" to {detail}") };
            format!("The endpoint answers with a redirect{to}, which is not followed. Enter the address that answers itself.")
        }
        F::Unauthorized => {
            "The endpoint answers 401 Unauthorized. Let it check the verification token instead of other credentials.".to_owned()
        }
        F::Forbidden => {
            "The endpoint answers 403 Forbidden. Check its verification token and whom its firewall lets in.".to_owned()
        }
        F::NotFound => "The endpoint answers 404 Not found. Check the path in the address.".to_owned(),
        F::ServerError => format!("The endpoint answers {status}: it failed itself. Look into its log, then try again."),
        F::OtherStatus => {
            format!("The endpoint answers {status} instead of 200. Check that it accepts this method at this address.")
        }
        F::NotHttp => format!(
            "{host} did not answer with HTTP, or broke off{detail}. Check that an HTTP server listens at port {port}, and its log."
        ),
        F::NotJson => {
            "The answer says that it is JSON and is not. Send the challenge as text, or JSON with the member “challenge”."
                .to_owned()
        }
        F::WrongChallenge => format!(
            "The endpoint answers 200, but {detail}. Send back exactly the value of “challenge”, as text or as {{\"challenge\": …}}."
        ),
        F::TooLarge => format!("The answer is larger than {detail}. Send nothing but the challenge."),
        F::Compressed => {
            "The answer is compressed, although this was not asked for. Send it as it is, without Content-Encoding.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_failure_has_a_sentence_of_its_own_that_says_what_to_do() {
        let peer = Peer { host: "hub.example.org", port: 443, status: Some(500), detail: Some("answer") };
        let all: BTreeSet<_> = VerificationFailure::ALL.iter().map(|kind| verification_sentence(Some(*kind), &peer)).collect();
        assert_eq!(all.len(), VerificationFailure::ALL.len());
        for sentence in all.iter().filter(|sentence| *sentence != "answer") {
            assert!(sentence.ends_with('.') && sentence.contains(". "), "what happened, and what to do: {sentence}");
        }
    }
}
