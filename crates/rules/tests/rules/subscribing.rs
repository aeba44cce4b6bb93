//! The rules of creation (`product.md`, point 7).

use crate::bench::{Bench, at_step, complete_destination, complete_source, model};
use causeway_api::{
    ApiError, ConnectionId, ErrorCode, QueueStatus, Reference, SourceCreate, SourceId, SubscriptionCreate,
    SubscriptionCreateBatch, SubscriptionList,
};
use causeway_rules::Tables;
use uuid::Uuid;

fn refused(bench: &mut Bench, batch: &SubscriptionCreateBatch) -> (ErrorCode, String, String) {
    let error = bench.call(bench.us, batch).expect_err("a rule forbids it");
    let entry = error.errors.first().expect("the field is named");
    assert_eq!((entry.code, entry.message.as_str()), (error.code, error.detail.as_str()));
    (error.code, entry.field.clone(), error.detail)
}

#[test]
fn one_is_created_for_each_data_model() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let batch = bench.batch(source, destination, &["FHIR.Patient", "FHIR.Encounter"]);
    let batch = SubscriptionCreateBatch { name: " Hydration ".to_owned(), connection_id: Some(bench.shared), ..batch };
    let created = bench.call(bench.us, &batch).unwrap().items;
    assert_eq!(created.iter().map(|row| row.data_model).collect::<Vec<_>>(), batch.data_models);
    for row in created {
        assert_eq!((row.name.as_str(), row.connection_id, row.version), ("Hydration", bench.shared, 1));
        assert_eq!((row.queue_status, row.deleted_at), (QueueStatus::Active, None));
        assert_eq!(bench.subscription(row.id), row);
    }
}

#[test]
fn a_single_one_is_named_after_its_model_in_your_own_connection() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let create = SubscriptionCreate {
        environment_id: bench.environment(bench.us, 0).id,
        source: Reference { id: source },
        destination: Reference { id: destination },
        data_model: model("FHIR.Event.Order"),
        connection_id: None,
    };
    let row = bench.call(bench.us, &create).unwrap().0;
    let own = bench.memory.connection_between(bench.us.organization, bench.us.organization).unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.connection_id), ("FHIR® Event.Order", own));
    let error = bench.call(bench.us, &create).unwrap_err();
    assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::DuplicateSubscription, "dataModel"));
}

#[test]
fn you_own_both_ends() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let inbound = bench.their_destination("Epic inbound");
    bench.agree(source, inbound, "FHIR.Patient");
    let batch = bench.batch(source, inbound, &["FHIR.Goal"]);
    let (code, field, seen) = refused(&mut bench, &batch);
    assert_eq!((code, field.as_str()), (ErrorCode::NotYourEnd, "destination.id"));
    let nowhere = causeway_api::DestinationId(Uuid::from_u128(1));
    let batch = bench.batch(source, nowhere, &["FHIR.Goal"]);
    assert_eq!(refused(&mut bench, &batch), (code, field, seen), "missing and foreign are told alike");
    let batch = bench.batch(SourceId(Uuid::from_u128(1)), destination, &["FHIR.Goal"]);
    let (code, field, _) = refused(&mut bench, &batch);
    assert_eq!((code, field.as_str()), (ErrorCode::NotYourEnd, "source.id"));
}

#[test]
fn both_ends_are_configured() {
    let mut bench = Bench::new();
    let environment = bench.environment(bench.us, 0).id;
    let begun = SourceCreate { setup_state: Some(at_step(2)), ..complete_source(environment, "Imaging") };
    let source = bench.create_source(bench.us, &begun).id;
    let mut begun = complete_destination(environment, "Pilot");
    begun.setup_state = Some(at_step(1));
    let destination = bench.create_destination(bench.us, &begun).id;
    let batch = bench.batch(source, destination, &["FHIR.Goal"]);
    let error = bench.call(bench.us, &batch).unwrap_err();
    assert_eq!(error.code, ErrorCode::EndInProgress);
    assert_eq!(error.for_field("source.id"), Some("“Imaging” is in progress, step 2 of 3. Finish its set-up first."));
    assert_eq!(error.for_field("destination.id"), Some("“Pilot” is in progress, step 1 of 3. Finish its set-up first."));
}

#[test]
fn both_ends_are_in_the_same_environment() {
    let mut bench = Bench::new();
    let source = bench.source("Intake");
    let staging = bench.environment(bench.us, 1).id;
    let destination = bench.create_destination(bench.us, &complete_destination(staging, "Lake")).id;
    let batch = bench.batch(source, destination, &["FHIR.Goal"]);
    let (code, field, message) = refused(&mut bench, &batch);
    assert_eq!((code, field.as_str()), (ErrorCode::EnvironmentMismatch, "destination.id"));
    assert_eq!(message, "“Lake” is in Staging. Choose a destination in Development.");
    let batch = SubscriptionCreateBatch { environment_id: staging, ..batch };
    let (code, field, _) = refused(&mut bench, &batch);
    assert_eq!((code, field.as_str()), (ErrorCode::EnvironmentMismatch, "source.id"));
}

#[test]
fn no_two_live_ones_share_source_destination_and_model() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let batch = bench.batch(source, destination, &["FHIR.Patient"]);
    let first = SubscriptionCreateBatch { connection_id: Some(bench.shared), ..batch };
    bench.call(bench.us, &first).unwrap();
    let environment = bench.environment(bench.us, 0).id;
    let before = bench.call(bench.us, &SubscriptionList::all(environment)).unwrap().total;

    let batch = bench.batch(source, destination, &["FHIR.Goal", "FHIR.Patient", "FHIR.Task"]);
    let (code, field, message) = refused(&mut bench, &batch);
    assert_eq!((code, field.as_str()), (ErrorCode::DuplicateSubscription, "dataModels"));
    assert_eq!(
        message,
        "FHIR® Patient already goes from “Intake” to “Lake”: by the subscription “Referrals” in Mercy Valley Health. \
         Choose another data model."
    );
    let after = bench.call(bench.us, &SubscriptionList::all(environment)).unwrap().total;
    assert_eq!(after, before, "all or nothing");
}

#[test]
fn a_batch_has_one_to_six_models_each_once_and_a_name() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let seven = ["FHIR.Account", "FHIR.Goal", "FHIR.List", "FHIR.Patient", "FHIR.Slot", "FHIR.Specimen", "FHIR.Task"];
    for (models, sentence) in [
        (&[][..], "Choose at least one data model."),
        (&seven[..], "Choose at most 6 data models at a time: create these first."),
        (&["FHIR.Goal", "FHIR.Goal"][..], "Choose each data model once: FHIR® Goal is there twice."),
    ] {
        let batch = bench.batch(source, destination, models);
        let expected = (ErrorCode::InvalidFields, "dataModels".to_owned(), sentence.to_owned());
        assert_eq!(refused(&mut bench, &batch), expected);
    }
    let nameless = SubscriptionCreateBatch { name: "\t".to_owned(), ..bench.batch(source, destination, &[]) };
    let error = bench.call(bench.us, &nameless).unwrap_err();
    assert_eq!(error.for_field("name"), Some("Enter a name."));
    assert!(error.for_field("dataModels").is_some(), "all that is wrong is said at once");
    let batch = bench.batch(source, destination, &seven[..6]);
    assert_eq!(bench.call(bench.us, &batch).unwrap().items.len(), 6);
}

#[test]
fn the_connection_is_one_of_yours() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let theirs = bench.memory.connection_between(bench.them.organization, bench.them.organization).unwrap().unwrap();
    for connection in [theirs, ConnectionId(Uuid::from_u128(1))] {
        let batch = bench.batch(source, destination, &["FHIR.Goal"]);
        let batch = SubscriptionCreateBatch { connection_id: Some(connection), ..batch };
        let (code, field, _) = refused(&mut bench, &batch);
        assert_eq!((code, field.as_str()), (ErrorCode::ConnectionMismatch, "connectionId"));
    }
}

#[test]
fn an_unknown_model_is_named() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    let mut request = causeway_api::encode(&bench.batch(source, destination, &["FHIR.Goal"]));
    request.body = String::from_utf8(request.body).unwrap().replace("FHIR.Goal", "FHIR.Gaol").into_bytes();
    let response = bench.send(bench.us, &request);
    let error: ApiError = serde_json::from_slice(&response.body).unwrap();
    assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::MalformedRequest, "dataModels[0]"));
}
