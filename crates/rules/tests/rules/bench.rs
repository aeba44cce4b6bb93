//! Two connected organizations, and calls in their name.

use causeway_api::{
    ApiError, AuditActor, Authority, ConnectionId, DataModel, Destination, DestinationCreate, DestinationGet, DestinationId,
    DestinationType, Endpoint, Environment, EnvironmentId, EnvironmentRole, Instant, One, OrganizationId, OrganizationRole,
    PageRequest, PersonId, PersonRef, QueueStatus, Reference, ServiceRegion, SetupState, Source, SourceCreate, SourceId,
    Subscription, SubscriptionCreateBatch, SubscriptionGet, SubscriptionId, TokenId, WireRequest, WireResponse, decode_answer,
    encode,
};
use causeway_api::{CommunicationMethod, DataFormat};
use causeway_rules::{Actor, Clock, Establishment, Memory, Tables, establish, found_organization, serve_in_memory};
use std::cell::Cell;
use std::net::IpAddr;
use uuid::Uuid;

thread_local! {
    static NOW: Cell<i64> = const { Cell::new(1_772_366_400_000) };
}

/// Everything on one page.
pub(crate) const ALL: PageRequest = PageRequest { page: 1, size: PageRequest::MOST };

pub(crate) struct Bench {
    pub(crate) memory: Memory,
    /// Everything that a person of Tidewell Health may do.
    pub(crate) us: Caller,
    /// Everything that a person of Mercy Valley Health may do.
    pub(crate) them: Caller,
    /// The connection of both.
    pub(crate) shared: ConnectionId,
}

/// Somebody who may do everything in their organization.
#[derive(Clone, Copy)]
pub(crate) struct Caller {
    pub(crate) organization: OrganizationId,
    token: Option<TokenId>,
}

impl Caller {
    pub(crate) fn actor(self, memory: &Memory) -> Actor {
        let Self { organization, token } = self;
        let environments = memory.environments(organization).expect("memory always answers").into_iter();
        let environments = environments.map(|environment| (environment.id, EnvironmentRole::Engineer)).collect();
        let authority = Authority { role: OrganizationRole::Owner, environments };
        let person = PersonId(Uuid::from_u128(u128::from(organization.0)));
        let author =
            AuditActor { person: Some(PersonRef { id: person, name: "Inês Ferreira".to_owned() }), ..AuditActor::default() };
        let address = Some(IpAddr::from([192, 0, 2, 7]));
        Actor { organization, person, token, authority, address, author: Some(author) }
    }
}

impl Bench {
    /// A member of Tidewell Health with these roles in its three environments.
    pub(crate) fn member(&self, role: OrganizationRole, there: [EnvironmentRole; 3]) -> Actor {
        let mut actor = self.us.actor(&self.memory);
        let environments = actor.authority.environments.iter().zip(there).map(|((id, _), role)| (*id, role));
        actor.authority = Authority { role, environments: environments.collect() };
        actor
    }

    pub(crate) fn new() -> Self {
        let mut memory = Memory::new(Clock { now: || Instant(NOW.get()), entropy: || 0x5eed });
        let us = found_organization(&mut memory, "Tidewell Health").expect("memory always answers");
        let them = found_organization(&mut memory, "Mercy Valley Health").expect("memory always answers");
        let shared = ConnectionId(memory.new_id());
        memory.insert_connection(shared, us, them, Instant(0)).expect("memory always answers");
        Self { memory, us: person(us), them: person(them), shared }
    }

    /// Moves the clock.
    #[expect(clippy::unused_self, reason = "the clock is the thread's, as each test has a thread")]
    pub(crate) fn wait(&self, milliseconds: i64) {
        NOW.set(NOW.get() + milliseconds);
    }

    /// A script of the same organization.
    pub(crate) fn engine(&self) -> Caller {
        Caller { token: Some(TokenId(Uuid::from_u128(7))), ..self.us }
    }

    /// Serves a request and shows that a refusal changed nothing.
    pub(crate) fn send(&mut self, caller: Caller, request: &WireRequest) -> WireResponse {
        self.send_as(caller.actor(&self.memory), request)
    }

    /// The same, as somebody with roles of their own.
    pub(crate) fn send_as(&mut self, actor: Actor, request: &WireRequest) -> WireResponse {
        let before = self.memory.to_json();
        let response = serve_in_memory(&mut self.memory, actor, request);
        if !response.is_success() {
            assert!(self.memory.to_json() == before, "a refused call changed something");
        }
        response
    }

    pub(crate) fn call<E: Endpoint>(&mut self, caller: Caller, request: &E) -> Result<E::Answer, ApiError> {
        self.call_as(caller.actor(&self.memory), request)
    }

    pub(crate) fn call_as<E: Endpoint>(&mut self, actor: Actor, request: &E) -> Result<E::Answer, ApiError> {
        let response = self.send_as(actor, &encode(request));
        let answer = decode_answer::<E>(&response).expect("what is served can be read");
        if let Err(error) = &answer {
            assert_eq!(response.status, error.code.status());
            assert!(error.detail.ends_with('.'), "a sentence: {}", error.detail);
        }
        answer
    }

    /// One of an organization's environments: 0 is Development.
    pub(crate) fn environment(&self, caller: Caller, index: usize) -> Environment {
        self.memory.environments(caller.organization).expect("memory always answers").remove(index)
    }

    pub(crate) fn source(&mut self, name: &str) -> SourceId {
        let environment = self.environment(self.us, 0).id;
        self.create_source(self.us, &complete_source(environment, name)).id
    }

    pub(crate) fn destination(&mut self, name: &str) -> DestinationId {
        let environment = self.environment(self.us, 0).id;
        self.create_destination(self.us, &complete_destination(environment, name)).id
    }

    pub(crate) fn their_destination(&mut self, name: &str) -> DestinationId {
        let environment = self.environment(self.them, 0).id;
        self.create_destination(self.them, &complete_destination(environment, name)).id
    }

    pub(crate) fn create_source(&mut self, caller: Caller, create: &SourceCreate) -> Source {
        self.call(caller, create).expect("the source is complete").0
    }

    pub(crate) fn create_destination(&mut self, caller: Caller, create: &DestinationCreate) -> Destination {
        self.call(caller, create).expect("the destination is complete").0
    }

    /// A batch in Development, without a connection.
    pub(crate) fn batch(&self, source: SourceId, destination: DestinationId, models: &[&str]) -> SubscriptionCreateBatch {
        SubscriptionCreateBatch {
            environment_id: self.environment(self.us, 0).id,
            name: "Referrals".to_owned(),
            source: Reference { id: source },
            destination: Reference { id: destination },
            data_models: models.iter().map(|name| model(name)).collect(),
            connection_id: None,
        }
    }

    /// A live one-party subscription.
    pub(crate) fn subscribe(&mut self, source: SourceId, destination: DestinationId, name: &str) -> Subscription {
        let batch = self.batch(source, destination, &[name]);
        self.call(self.us, &batch).expect("nothing forbids it").items.remove(0)
    }

    /// A live two-party subscription.
    pub(crate) fn agree(&mut self, source: SourceId, destination: DestinationId, name: &str) -> Subscription {
        let agreed = agreement(source, destination, name);
        establish(&mut self.memory, &agreed).expect("nothing forbids it")
    }

    pub(crate) fn subscription(&mut self, id: SubscriptionId) -> Subscription {
        let One(row) = self.call(self.us, &SubscriptionGet { subscription_id: id }).expect("it is ours");
        row
    }

    pub(crate) fn get_destination(&mut self, caller: Caller, id: DestinationId) -> Result<Destination, ApiError> {
        self.call(caller, &DestinationGet { destination_id: id }).map(|One(row)| row)
    }
}

pub(crate) const fn person(organization: OrganizationId) -> Caller {
    Caller { organization, token: None }
}

pub(crate) fn model(name: &str) -> DataModel {
    DataModel::named(name).expect("a documented name")
}

pub(crate) fn agreement(source: SourceId, destination: DestinationId, name: &str) -> Establishment {
    Establishment {
        name: "Admissions".to_owned(),
        source,
        destination,
        data_model: model(name),
        queue_status: QueueStatus::Active,
        activated_at: Instant(1_772_366_400_000),
    }
}

pub(crate) fn complete_source(environment_id: EnvironmentId, name: &str) -> SourceCreate {
    SourceCreate {
        environment_id,
        name: name.to_owned(),
        communication_method: Some(CommunicationMethod::Api),
        data_format: Some(DataFormat::Json),
        ehr: Some("Epic".to_owned()),
        time_zone: Some("America/Chicago".to_owned()),
        service_region: Some(ServiceRegion::UnitedStates),
        setup_state: None,
    }
}

pub(crate) fn complete_destination(environment_id: EnvironmentId, name: &str) -> DestinationCreate {
    DestinationCreate {
        destination_type: Some(DestinationType::Url),
        endpoint: Some("https://example.org/inbox".to_owned()),
        ..DestinationCreate::named(environment_id, name)
    }
}

pub(crate) const fn at_step(step: u8) -> SetupState {
    SetupState { step }
}
