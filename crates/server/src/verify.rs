//! Verification of URL endpoints over the network: the one place from where this server connects to anything.
//!
//! A name is looked up once, all its addresses are checked, and exactly those are connected to. Nothing is followed, no proxy is used,
//! and time and size have limits. The rules say before what is to be sent, and after what it means.

mod challenge;
mod connect;
mod exchange;
mod failure;
mod fhir;
mod guard;
mod options;
mod pace;
mod ranges;
mod record;
mod redact;
mod resolve;
mod trust;

pub use failure::Failure;
pub use guard::{Guard, Target};
pub use options::EndpointCaError;
pub(crate) use options::EndpointOptions;
pub(crate) use record::record;
pub use resolve::{Addresses, Resolve};

use crate::Secret;
use causeway_api::{
    ApiError, ErrorCode, FhirCheck, Instant, OrganizationId, ReceivedAnswer, SecretText, SentChallenge, Verification,
};
use causeway_rules::{Peer, VerificationPlan, verification_sentence};
use challenge::Challenge;
use redact::Redaction;
use rustls::pki_types::CertificateDer;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Instant as Moment,
};

/// How much time an attempt has, and how much is read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To look a name up, connect and agree on a secure connection.
    pub connect: Duration,
    /// For all of it.
    pub total: Duration,
    /// Of an answer to the challenge, in bytes.
    pub answer: usize,
    /// Of a capability statement, in bytes: those of full FHIR servers are hundreds of kilobytes.
    pub statement: usize,
    /// How many attempts are under way at once, so that what they hold has a bound too.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            total: Duration::from_secs(10),
            answer: 64 * 1024,
            statement: 2 * 1024 * 1024,
            at_once: 16,
        }
    }
}

/// Verifies endpoints.
#[derive(Debug)]
pub struct Verifier {
    guard: Guard,
    limits: Limits,
    resolver: Box<dyn Resolve>,
    trust: trust::Trust,
    pace: Mutex<pace::Pace>,
    under_way: Arc<Semaphore>,
}

impl Default for Verifier {
    /// Public addresses at the usual ports.
    fn default() -> Self {
        Self::new(Guard::default(), Limits::default(), resolve::System)
    }
}

/// What an attempt has come to so far.
#[derive(Default)]
struct Seen {
    sent: Option<SentChallenge>,
    received: Option<ReceivedAnswer>,
    address: Option<SocketAddr>,
    connect_ms: Option<u32>,
}

impl Verifier {
    /// One that trusts the system's certificate authorities.
    pub fn new(guard: Guard, limits: Limits, resolver: impl Resolve + 'static) -> Self {
        Self {
            guard,
            limits,
            resolver: Box::new(resolver),
            trust: trust::Trust::default(),
            pace: Mutex::default(),
            under_way: Arc::new(Semaphore::new(limits.at_once)),
        }
    }

    /// Trusts these authorities beside the system's.
    #[must_use]
    pub fn trusting(self, authorities: Vec<CertificateDer<'static>>) -> Self {
        Self { trust: trust::Trust::adding(authorities), ..self }
    }

    /// Reads an address, looks it up and checks where it leads to; says what would be connected to, and connects to nothing.
    ///
    /// # Errors
    /// The failure that an attempt would end with.
    pub async fn admit(&self, endpoint: &str, is_development: bool) -> Result<(Target, Vec<SocketAddr>), Failure> {
        let target = self.guard.target(endpoint, is_development)?;
        let addresses = self.look_up(&target, self.limits.connected_by(Moment::now())).await?;
        Ok((target, addresses))
    }

    /// Counts an attempt, so that nobody is flooded. It is under way until what is returned is dropped.
    pub(crate) fn begin(
        &self,
        now: Instant,
        organization: OrganizationId,
        plan: &VerificationPlan,
    ) -> Result<OwnedSemaphorePermit, ApiError> {
        let permit = Arc::clone(&self.under_way).try_acquire_owned().map_err(|_| {
            let detail = "Many endpoints are being verified right now. Try again in 10 seconds.";
            ApiError { retry_after: Some(10), ..ApiError::new(ErrorCode::TooManyVerifications, detail) }
        })?;
        let target = self.guard.target(&plan.endpoint, !plan.destination.environment.environment_flag.requires_https());
        let host = target.as_ref().ok().map(Target::host);
        self.pace.lock().unwrap_or_else(PoisonError::into_inner).count(now, organization, host)?;
        Ok(permit)
    }

    /// Sends a challenge as planned, and says what came of it. The destination in it is the plan's.
    pub async fn run(&self, plan: &VerificationPlan, token: Option<&SecretText>, began_at: Instant) -> Verification {
        let began = Moment::now();
        let token = token.map(|token| token.0.as_str());
        let value = Secret::random("");
        let challenge = Challenge { method: plan.method, token, value: value.reveal() };
        let redaction = Redaction::of(token);
        let is_development = !plan.destination.environment.environment_flag.requires_https();
        let target = self.guard.target(&plan.endpoint, is_development);
        let mut seen = Seen::default();
        let mut fhir = None;
        let outcome = match &target {
            Err(failure) => Err(failure.clone()),
            Ok(target) => match self.look_up(target, self.limits.connected_by(began)).await {
                Err(failure) => Err(failure),
                Ok(addresses) => {
                    let statement = async {
                        if plan.destination.is_fhir {
                            Some(self.statement(target, &addresses, began, began_at).await)
                        } else {
                            None
                        }
                    };
                    // Beside each other, so that both together take no longer than one may.
                    let challenged = self.challenge(target, &addresses, &challenge, &redaction, began, &mut seen);
                    let (outcome, check) = tokio::join!(challenged, statement);
                    fhir = check;
                    outcome
                }
            },
        };
        let failure = outcome.err();
        let detail = failure.as_ref().and_then(|failure| failure.detail.as_deref());
        let peer = Peer {
            host: target.as_ref().map_or("", Target::host),
            port: target.as_ref().map_or(0, |target| target.port),
            status: seen.received.as_ref().map(|received| received.status),
            detail,
        };
        let kind = failure.as_ref().map(|failure| failure.kind);
        let mut message = verification_sentence(kind, &peer);
        if kind.is_some() && fhir.as_ref().is_some_and(|check: &FhirCheck| check.capability.is_some()) {
            message += " Its FHIR server was read nevertheless: a plain FHIR server sends no challenge back, and may be used unverified.";
        }
        Verification {
            is_verified: kind.is_none(),
            failure: kind,
            message,
            is_simulated: false,
            began_at,
            sent: seen.sent,
            received: seen.received,
            address: seen.address.map(|address| address.to_string()),
            connect_ms: seen.connect_ms,
            total_ms: milliseconds(began),
            fhir,
            destination: plan.destination.clone(),
        }
    }

    async fn challenge(
        &self,
        target: &Target,
        addresses: &[SocketAddr],
        challenge: &Challenge<'_>,
        redaction: &Redaction,
        began: Moment,
        seen: &mut Seen,
    ) -> Result<(), Failure> {
        let request = challenge.request(&target.url).ok_or_else(guard::unsendable)?;
        let connection = self.connect(target, addresses, self.limits.connected_by(began)).await?;
        seen.address = Some(connection.peer);
        seen.connect_ms = Some(milliseconds(began));
        seen.sent = Some(challenge.shown(&target.url, redaction));
        let answer = exchange::exchange(connection.stream, request, self.limits.answer, began + self.limits.total).await?;
        seen.received = Some(challenge::shown(&answer, redaction));
        challenge.judge(&answer, &target.url, redaction)
    }

    async fn statement(&self, target: &Target, addresses: &[SocketAddr], began: Moment, began_at: Instant) -> FhirCheck {
        let answered = async {
            let request = fhir::statement_request(&target.url).ok_or_else(guard::unsendable)?;
            let connection = self.connect(target, addresses, self.limits.connected_by(began)).await?;
            exchange::exchange(connection.stream, request, self.limits.statement, began + self.limits.total).await
        };
        fhir::check(answered.await, began_at)
    }
}

fn milliseconds(since: Moment) -> u32 {
    u32::try_from(since.elapsed().as_millis()).unwrap_or(u32::MAX)
}
