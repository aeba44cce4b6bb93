//! Sources and destinations: their wizards, and what protects them.

use crate::bench::{Bench, at_step, complete_destination, complete_source};
use causeway_api::{
    AuthCredentialChange, AuthType, CloudProduct, CloudProviderSettings, DestinationChange, DestinationCreate, DestinationDelete,
    DestinationGet, DestinationType, ErrorCode, Patch, SecretText, ServiceRegion, SourceChange, SourceCreate, SourceDelete,
    SourceGet, SourceId,
};
use causeway_rules::Tables;
use std::collections::BTreeMap;

fn change_source(id: SourceId) -> SourceChange {
    SourceChange {
        source_id: id,
        version: None,
        name: None,
        communication_method: Patch::Keep,
        data_format: Patch::Keep,
        ehr: Patch::Keep,
        time_zone: Patch::Keep,
        service_region: Patch::Keep,
        setup_state: Patch::Keep,
    }
}

#[test]
fn a_wizard_is_left_half_way_and_finished_later() {
    let mut bench = Bench::new();
    let environment = bench.environment(bench.us, 0).id;
    let complete = complete_source(environment, "  Intake API ");
    let begun = SourceCreate { ehr: None, time_zone: None, service_region: None, setup_state: Some(at_step(2)), ..complete };
    let source = bench.create_source(bench.us, &begun);
    assert_eq!((source.name.as_str(), source.setup_state, source.version), ("Intake API", Some(at_step(2)), 1));

    let finish = SourceChange { setup_state: Patch::Clear, ..change_source(source.id) };
    let error = bench.call(bench.us, &finish).unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidFields);
    let fields: Vec<_> = error.errors.iter().map(|entry| entry.field.as_str()).collect();
    assert_eq!(fields, ["ehr", "timeZone", "serviceRegion"]);

    bench.wait(1000);
    let finish = SourceChange {
        ehr: Patch::Set("Epic".to_owned()),
        time_zone: Patch::Set("America/Chicago".to_owned()),
        service_region: Patch::Set(ServiceRegion::Canada),
        ..finish
    };
    let finished = bench.call(bench.us, &finish).unwrap().0;
    assert!(finished.can_be_subscribed());
    assert_eq!((finished.version, finished.updated_at.0 - finished.created_at.0), (2, 1000));
    assert_eq!(bench.call(bench.us, &SourceGet { source_id: source.id }).unwrap().0, finished);
}

#[test]
fn an_incomplete_end_without_a_step_is_refused() {
    let mut bench = Bench::new();
    let environment = bench.environment(bench.us, 0).id;
    let source = SourceCreate { communication_method: None, name: " ".to_owned(), ..complete_source(environment, "") };
    let error = bench.call(bench.us, &source).unwrap_err();
    assert_eq!((error.code, error.for_field("name")), (ErrorCode::InvalidFields, Some("Enter a name.")));
    let mut destination = complete_destination(environment, "Inbox");
    (destination.destination_type, destination.endpoint) = (None, None);
    let error = bench.call(bench.us, &destination).unwrap_err();
    assert_eq!(error.for_field("destinationType"), Some("Choose a type."));
}

#[test]
fn the_type_follows_from_what_is_set_up() {
    let mut bench = Bench::new();
    let environment = bench.environment(bench.us, 0).id;
    let mut url = complete_destination(environment, "Inbox");
    url.destination_type = None;
    assert_eq!(bench.create_destination(bench.us, &url.clone()).destination_type, Some(DestinationType::Url));
    url.endpoint = None;
    url.cloud_provider_settings = Some(CloudProviderSettings {
        type_id: Some(CloudProduct::S3.provider()),
        product_id: Some(CloudProduct::S3),
        settings: BTreeMap::from([("bucketName".to_owned(), "lake".to_owned()), ("region".to_owned(), "us-east-1".to_owned())]),
    });
    url.auth_credential = Some(AuthCredentialChange {
        type_id: AuthType::AwsSigV4,
        settings: ["accessKey", "secretKey"].map(|key| (key.to_owned(), SecretText("EXAMPLEONLYNOTASECRET".to_owned()))).into(),
    });
    assert_eq!(bench.create_destination(bench.us, &url).destination_type, Some(DestinationType::Cloud));
}

#[test]
fn https_is_required_from_staging_on() {
    let mut bench = Bench::new();
    for (index, is_accepted) in [(0, true), (1, false), (2, false)] {
        let mut create = complete_destination(bench.environment(bench.us, index).id, "Inbox");
        create.endpoint = Some("http://example.org".to_owned());
        let answer = bench.call(bench.us, &create);
        assert_eq!(answer.is_ok(), is_accepted);
        if let Err(error) = answer {
            assert_eq!(error.for_field("endpoint"), Some("HTTPS is required here."));
        }
    }
}

#[test]
fn what_was_chosen_for_good_cannot_change_later() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Inbox"));
    let change = SourceChange { service_region: Patch::Set(ServiceRegion::Australia), ..change_source(source) };
    let error = bench.call(bench.us, &change).unwrap_err();
    assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::CannotChangeLater, "serviceRegion"));
    let change = DestinationChange { destination_type: Patch::Set(DestinationType::Cloud), ..DestinationChange::of(destination) };
    let error = bench.call(bench.us, &change).unwrap_err();
    assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::CannotChangeLater, "destinationType"));
}

#[test]
fn a_fixed_type_stays_fixed_when_the_wizard_goes_back() {
    let mut bench = Bench::new();
    let environment = bench.environment(bench.us, 0).id;
    let begun = DestinationCreate { setup_state: Some(at_step(2)), ..complete_destination(environment, "Archive") };
    let destination = bench.call(bench.us, &begun).unwrap().0;
    let back = DestinationChange { setup_state: Patch::Set(at_step(1)), ..DestinationChange::of(destination.id) };
    assert_eq!(bench.call(bench.us, &back).unwrap().0.setup_state, Some(at_step(2)));
    let other =
        DestinationChange { destination_type: Patch::Set(DestinationType::Cloud), ..DestinationChange::of(destination.id) };
    assert_eq!(bench.call(bench.us, &other).unwrap_err().errors[0].code, ErrorCode::CannotChangeLater);
}

#[test]
fn an_outdated_version_is_answered_with_the_current_one() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Inbox"));
    let rename = |name: &str, version| SourceChange { name: Some(name.to_owned()), version, ..change_source(source) };
    assert_eq!(bench.call(bench.us, &rename("Intake API", Some(1))).unwrap().0.version, 2);
    let error = bench.call(bench.us, &rename("Mine", Some(1))).unwrap_err();
    assert_eq!(error.code, ErrorCode::VersionMismatch);
    assert_eq!(error.current.unwrap()["name"], "Intake API");
    let error = bench.call(bench.us, &SourceDelete { source_id: source, version: Some(1) }).unwrap_err();
    assert_eq!(error.code, ErrorCode::VersionMismatch);
    let error = bench.call(bench.us, &DestinationDelete { destination_id: destination, version: Some(2) }).unwrap_err();
    assert_eq!(error.code, ErrorCode::VersionMismatch);
}

#[test]
fn a_change_that_changes_nothing_leaves_the_version() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Inbox"));
    let environment = bench.environment(bench.us, 0).id;
    let before = bench.memory.sequence(environment);
    let change = SourceChange { name: Some(" Intake ".to_owned()), ..change_source(source) };
    assert_eq!(bench.call(bench.us, &change).unwrap().0.version, 1);
    let endpoint = Patch::Set("https://example.org/inbox".to_owned());
    let change = DestinationChange { endpoint, ..DestinationChange::of(destination) };
    assert_eq!(bench.call(bench.us, &change).unwrap().0.version, 1);
    assert_eq!(bench.memory.sequence(environment), before);
}

#[test]
fn a_deleted_end_is_gone() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Inbox"));
    bench.call(bench.us, &SourceDelete { source_id: source, version: Some(1) }).unwrap();
    bench.call(bench.us, &DestinationDelete { destination_id: destination, version: None }).unwrap();
    assert_eq!(bench.call(bench.us, &SourceGet { source_id: source }).unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(bench.call(bench.us, &DestinationGet { destination_id: destination }).unwrap_err().code, ErrorCode::NotFound);
    let again = SourceDelete { source_id: source, version: None };
    assert_eq!(bench.call(bench.us, &again).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn nothing_is_deleted_in_production() {
    let mut bench = Bench::new();
    let production = bench.environment(bench.us, 2).id;
    let source = bench.create_source(bench.us, &complete_source(production, "Intake")).id;
    let destination = bench.create_destination(bench.us, &complete_destination(production, "Inbox")).id;
    let error = bench.call(bench.us, &SourceDelete { source_id: source, version: None }).unwrap_err();
    assert_eq!(error.code, ErrorCode::ProductionDelete);
    let error = bench.call(bench.us, &DestinationDelete { destination_id: destination, version: None }).unwrap_err();
    assert_eq!(error.code, ErrorCode::ProductionDelete);
}

#[test]
fn an_end_in_use_names_five_of_its_subscriptions_and_counts_the_rest() {
    let mut bench = Bench::new();
    let (source, destination) = (bench.source("Intake"), bench.destination("Lake"));
    for model in ["FHIR.Account", "FHIR.Goal", "FHIR.List", "FHIR.Patient", "FHIR.Slot"] {
        bench.subscribe(source, destination, model);
    }
    let delete = SourceDelete { source_id: source, version: None };
    let error = bench.call(bench.us, &delete).unwrap_err();
    assert_eq!(error.code, ErrorCode::EndInUse);
    assert!(
        error.detail.contains("“Referrals” (FHIR® Account), ") && error.detail.ends_with("(FHIR® Slot)."),
        "{}",
        error.detail
    );
    bench.subscribe(source, destination, "FHIR.Specimen");
    bench.subscribe(source, destination, "FHIR.Task");
    let error = bench.call(bench.us, &delete).unwrap_err();
    assert!(error.detail.ends_with("(FHIR® Slot) and 2 more."), "{}", error.detail);
    let error = bench.call(bench.us, &DestinationDelete { destination_id: destination, version: None }).unwrap_err();
    assert_eq!(error.code, ErrorCode::EndInUse);
}
