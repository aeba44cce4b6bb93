//! Verification in the demo: nothing is sent. What comes of it follows from the beginning of the host's name, so that every outcome can be
//! tried: `https://timeout.example.org` times out, `https://hub.example.org` is verified.

use causeway_api::{
    FhirCapability, FhirCheck, Instant, ReceivedAnswer, SentChallenge, Verification, VerificationFailure as Failure,
    VerificationMethod,
};
use causeway_rules::{Peer, TokenToSend, VerificationPlan, verification_sentence};

/// The host's first label, what becomes of it, and the status that it answers with, if it comes to that.
const OUTCOMES: &[(&str, Failure, Option<u16>)] = &[
    ("localhost", Failure::AddressRefused, None),
    ("private", Failure::AddressRefused, None),
    ("missing", Failure::NameNotFound, None),
    ("refused", Failure::ConnectionRefused, None),
    ("unreachable", Failure::Unreachable, None),
    ("timeout", Failure::TimedOut, None),
    ("expired", Failure::CertificateExpired, None),
    ("othername", Failure::CertificateForAnotherName, None),
    ("untrusted", Failure::CertificateNotTrusted, None),
    ("notls", Failure::TlsFailed, None),
    ("redirect", Failure::Redirected, Some(302)),
    ("unauthorized", Failure::Unauthorized, Some(401)),
    ("forbidden", Failure::Forbidden, Some(403)),
    ("notfound", Failure::NotFound, Some(404)),
    ("error", Failure::ServerError, Some(500)),
    ("teapot", Failure::OtherStatus, Some(418)),
    ("nothttp", Failure::NotHttp, None),
    ("notjson", Failure::NotJson, Some(200)),
    ("wrong", Failure::WrongChallenge, Some(200)),
    ("large", Failure::TooLarge, Some(200)),
    ("compressed", Failure::Compressed, Some(200)),
];

/// What a FHIR server in the demo says to support.
const RESOURCES: &[&str] = &[
    "AllergyIntolerance",
    "Appointment",
    "Condition",
    "DiagnosticReport",
    "DocumentReference",
    "Encounter",
    "Immunization",
    "MedicationRequest",
    "Observation",
    "Organization",
    "Patient",
    "Practitioner",
    "Procedure",
    "Schedule",
    "ServiceRequest",
    "Slot",
];

/// Pretends to verify as planned.
pub(super) fn simulate(plan: &VerificationPlan, challenge: &str, began_at: Instant) -> Verification {
    let (host, port) = host_and_port(&plan.endpoint);
    let label = host.split('.').next().unwrap_or_default();
    let outcome = OUTCOMES.iter().find(|(name, ..)| label.eq_ignore_ascii_case(name));
    let failure = outcome.map(|(_, failure, _)| *failure);
    let status = outcome.map_or(Some(200), |(.., status)| *status);
    let is_sent = status.is_some() || failure == Some(Failure::NotHttp);
    let message = verification_sentence(failure, &Peer { host, port, status, detail: failure.and_then(detail) });
    // The same address takes the same time, so that nothing flickers between two tries.
    let pace = host.bytes().fold(7_u32, |pace, byte| pace.wrapping_mul(31).wrapping_add(byte.into()));
    let connect_ms = is_sent.then_some(18 + pace % 60);
    let total_ms = if failure == Some(Failure::TimedOut) { 5000 } else { connect_ms.unwrap_or(3) + 9 + pace / 64 % 120 };
    Verification {
        is_verified: failure.is_none(),
        failure,
        message: ["Simulated: ", &message].concat(),
        is_simulated: true,
        began_at,
        sent: is_sent.then(|| sent(plan, challenge)),
        received: status.map(|status| received(status, failure, challenge)),
        // One of those that are kept for documentation.
        address: is_sent.then(|| ["192.0.2.10:", &port.to_string()].concat()),
        connect_ms,
        total_ms,
        fhir: (plan.destination.is_fhir && is_sent).then(|| capability(label, began_at)),
        destination: plan.destination.clone(),
    }
}

/// Whether the token that would be sent is the destination's own. What a stored one says is not kept here, so that one given anew is not
/// known to be the same.
pub(super) fn is_own_token(plan: &VerificationPlan) -> bool {
    match plan.token {
        TokenToSend::Absent => !plan.destination.has_verification_token,
        TokenToSend::Stored => true,
        TokenToSend::Given(_) => false,
    }
}

/// From an address that the rules accept.
fn host_and_port(endpoint: &str) -> (&str, u16) {
    let (scheme, rest) = endpoint.split_once("://").unwrap_or_default();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let usual = if scheme.eq_ignore_ascii_case("http") { 80 } else { 443 };
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().unwrap_or(usual)),
        _ => (authority, usual),
    }
}

fn detail(failure: Failure) -> Option<&'static str> {
    Some(match failure {
        Failure::AddressRefused => {
            "This name leads to an address in a private network, and nothing is sent there. Use an address that the Internet can reach, \
             or ask whoever runs Causeway to allow its network with --allow-endpoints."
        }
        Failure::TimedOut => "accept a connection",
        Failure::Redirected => "https://elsewhere.example.org/",
        Failure::NotHttp => " before it answered",
        Failure::WrongChallenge => "with another challenge than the one that was sent",
        Failure::TooLarge => "64 KiB",
        _ => return None,
    })
}

fn sent(plan: &VerificationPlan, challenge: &str) -> SentChallenge {
    let token = if plan.token == TokenToSend::Absent { None } else { Some("•••") };
    let address = plan.endpoint.split('#').next().unwrap_or_default();
    match plan.method {
        VerificationMethod::Post => {
            let token = token.map_or_else(String::new, |token| [",\"verification-token\":\"", token, "\""].concat());
            let body = ["{\"challenge\":\"", challenge, "\"", &token, "}"].concat();
            SentChallenge { method: plan.method, url: address.to_owned(), body: Some(body) }
        }
        VerificationMethod::Get => {
            let token = token.map_or_else(String::new, |token| ["verification-token=", token, "&"].concat());
            let joint = if address.contains('?') { "&" } else { "?" };
            let url = [address, joint, &token, "challenge=", challenge].concat();
            SentChallenge { method: plan.method, url, body: None }
        }
    }
}

fn received(status: u16, failure: Option<Failure>, challenge: &str) -> ReceivedAnswer {
    let (content_type, body) = match failure {
        None => ("text/plain", challenge),
        Some(Failure::WrongChallenge) => ("application/json", "{\"challenge\": \"the one from the example\"}"),
        Some(Failure::NotJson) => ("application/json", "challenge: accepted"),
        Some(Failure::TooLarge) => ("text/html", "<!doctype html><title>Welcome</title>"),
        _ => ("text/plain", ""),
    };
    ReceivedAnswer {
        status,
        content_type: Some(content_type.to_owned()),
        body: body.to_owned(),
        is_truncated: matches!(failure, Some(Failure::TooLarge | Failure::Compressed)),
    }
}

fn capability(label: &str, read_at: Instant) -> FhirCheck {
    if label.eq_ignore_ascii_case("nofhir") {
        let message = "Simulated: /metadata does not answer with a CapabilityStatement. Check that the endpoint is the FHIR server’s base address.";
        return FhirCheck { capability: None, message: message.to_owned() };
    }
    let capability = FhirCapability {
        read_at,
        fhir_version: "4.0.1".to_owned(),
        software: Some("Sample FHIR server 2.1".to_owned()),
        resources: RESOURCES.iter().map(|name| (*name).to_owned()).collect(),
    };
    let message = "Simulated: FHIR 4.0.1 from Sample FHIR server 2.1, with 16 resource types.";
    FhirCheck { capability: Some(capability), message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use causeway_api::{
        Destination, DestinationId, EnvironmentFlag, EnvironmentId, EnvironmentRef, OrganizationId, OrganizationRef,
    };
    use uuid::Uuid;

    fn plan(endpoint: &str, method: VerificationMethod) -> VerificationPlan {
        let environment = EnvironmentRef { id: EnvironmentId(Uuid::nil()), environment_flag: EnvironmentFlag::Development };
        let organization = OrganizationRef { id: OrganizationId(1), name: String::new() };
        let blank = Destination::blank(DestinationId(Uuid::nil()), environment, organization, Instant(0));
        let destination = Destination { is_fhir: true, ..blank };
        VerificationPlan { destination, endpoint: endpoint.to_owned(), method, token: TokenToSend::Stored }
    }

    #[test]
    fn every_outcome_can_be_tried_by_name() {
        for failure in Failure::ALL {
            let (label, ..) = OUTCOMES.iter().find(|(_, outcome, _)| outcome == failure).expect("a name for each");
            let plan = plan(&["https://", label, ".example.org/hook"].concat(), VerificationMethod::Post);
            let tried = simulate(&plan, "c4a11e", Instant(0));
            assert_eq!((tried.failure, tried.is_simulated, tried.is_verified), (Some(*failure), true, false));
            assert!(tried.message.starts_with("Simulated: ") && tried.message.ends_with('.'), "{}", tried.message);
            assert_eq!(tried.sent.is_some(), tried.address.is_some());
        }
    }

    #[test]
    fn any_other_endpoint_is_verified_and_shows_what_would_be_sent() {
        let post = simulate(&plan("https://hub.example.org:8443/hook", VerificationMethod::Post), "c4a11e", Instant(7));
        assert!(
            post.is_verified && post.fhir.is_some_and(|check| check.capability.is_some_and(|found| found.resources.len() == 16))
        );
        assert_eq!(post.address.as_deref(), Some("192.0.2.10:8443"));
        let body = post.sent.and_then(|sent| sent.body).expect("a body");
        assert_eq!(body, "{\"challenge\":\"c4a11e\",\"verification-token\":\"•••\"}");
        let get = simulate(&plan("http://hub.example.org/hook?key=1#part", VerificationMethod::Get), "c4a11e", Instant(7));
        let url = get.sent.expect("something sent").url;
        assert_eq!(url, "http://hub.example.org/hook?key=1&verification-token=•••&challenge=c4a11e");
        assert_eq!(get.address.as_deref(), Some("192.0.2.10:80"));
    }
}
