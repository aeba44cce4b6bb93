//! Rows for tests.

use causeway_api::{
    DataModel, EnvironmentFlag, Instant, OrganizationId, OrganizationRef, QueueStatus, Subscription, SubscriptionDestination,
    SubscriptionSource,
};
use uuid::Uuid;

/// A plain one-party subscription to `FHIR.Patient` with this name.
pub(crate) fn subscription(name: &str) -> Subscription {
    let organization = OrganizationRef { id: OrganizationId(3), name: "Tidewell Health".into() };
    let environment_flag = EnvironmentFlag::Development;
    Subscription {
        id: causeway_api::SubscriptionId(Uuid::from_u128(1)),
        name: name.into(),
        connection_id: causeway_api::ConnectionId(Uuid::from_u128(2)),
        source: SubscriptionSource {
            id: causeway_api::SourceId(Uuid::from_u128(3)),
            name: "Intake API".into(),
            environment_flag,
            organization: organization.clone(),
        },
        destination: SubscriptionDestination {
            id: causeway_api::DestinationId(Uuid::from_u128(4)),
            name: "Clinical lake (S3)".into(),
            environment_flag,
            organization,
        },
        data_model: DataModel::named("FHIR.Patient").expect("a data model"),
        queue_status: QueueStatus::Active,
        proposed_by: None,
        activated_at: Some(Instant(0)),
        created_at: Instant(0),
        updated_at: Instant(0),
        deleted_at: None,
        version: 1,
    }
}
