//! What is written can be read, and what cannot be read is answered with a sentence that names the place.

use causeway_api::{
    ApiError, ConnectionId, DataModel, DestinationChange, DestinationId, Endpoint, EnvironmentId, ErrorCode, Method,
    OrganizationId, Patch, QueueStatus, Reference, SessionCreate, SourceChange, SourceId, SubscriptionChange,
    SubscriptionCreateBatch, SubscriptionDelete, SubscriptionGet, SubscriptionId, SubscriptionList, SubscriptionOrder,
    WireRequest, decode_request, encode,
};
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_002a);

fn reread<E: Endpoint>(request: &E) -> E {
    decode_request(&encode(request)).expect("what was written can be read")
}

fn refused<E: Endpoint>(request: &WireRequest) -> ApiError {
    match decode_request::<E>(request) {
        Ok(_) => panic!("{} should not be readable", request.url),
        Err(error) => error,
    }
}

fn request(method: Method, url: &str, body: &str) -> WireRequest {
    WireRequest { method, url: url.to_owned(), if_match: None, idempotency_key: None, body: body.as_bytes().to_vec() }
}

fn patch(body: &str) -> WireRequest {
    request(Method::Patch, &format!("/platform/v1/subscriptions/{ID}"), body)
}

#[test]
fn every_filter_survives_the_query() {
    let list = SubscriptionList {
        source_id: Some(SourceId(ID)),
        destination_id: Some(DestinationId(ID)),
        source_organization_id: Some(OrganizationId(1)),
        destination_organization_id: Some(OrganizationId(2)),
        connecting_organization_id: Some(OrganizationId(3)),
        connection_id: Some(ConnectionId(ID)),
        data_model: DataModel::named("FHIR.Event.Order"),
        search_term: Some("100% “ü” & a=b+c".to_owned()),
        order_by: Some(SubscriptionOrder::DataModel),
        is_ascending: Some(false),
        page: Some(2),
        count: Some(1000),
        ..SubscriptionList::all(EnvironmentId(ID))
    };
    let request = encode(&list);
    assert!(request.url.starts_with(&format!("/platform/v1/environments/{ID}/subscriptions?")), "{}", request.url);
    assert!(request.body.is_empty());
    assert_eq!(format!("{:?}", reread(&list)), format!("{list:?}"));
}

#[test]
fn path_header_and_body_each_get_their_fields() {
    let change = SubscriptionChange {
        subscription_id: SubscriptionId(ID),
        version: Some(3),
        name: None,
        queue_status: Some(QueueStatus::Paused),
    };
    let request = encode(&change);
    assert_eq!((request.url.as_str(), request.if_match.as_deref()), (patch("").url.as_str(), Some("\"3\"")));
    assert_eq!(String::from_utf8_lossy(&request.body), r#"{"queueStatus":"Paused"}"#);
    assert_eq!(format!("{:?}", reread(&change)), format!("{change:?}"));
    let batch = SubscriptionCreateBatch {
        environment_id: EnvironmentId(ID),
        name: "Referrals".to_owned(),
        source: Reference { id: SourceId(ID) },
        destination: Reference { id: DestinationId(ID) },
        data_models: DataModel::all().take(3).collect(),
        connection_id: None,
    };
    assert_eq!(reread(&batch), batch);
}

#[test]
fn a_patch_tells_absent_from_null() {
    let read = |body| {
        let url = format!("/platform/v1/sources/{ID}");
        decode_request::<SourceChange>(&request(Method::Patch, &url, body)).expect("it can be read")
    };
    assert_eq!(read("").ehr, Patch::Keep);
    assert_eq!(read("{}").ehr, Patch::Keep);
    assert_eq!(read(r#"{"ehr":null}"#).ehr, Patch::Clear);
    assert_eq!(read(r#"{"ehr":"Epic"}"#).ehr, Patch::Set("Epic".to_owned()));
    assert_eq!(reread(&read(r#"{"ehr":null}"#)).ehr, Patch::Clear);
}

#[test]
fn malformed_json_is_located() {
    let error = refused::<SubscriptionChange>(&patch("{\n  \"name\": \"a\",\n}"));
    assert_eq!(error.code, ErrorCode::MalformedJson);
    assert!(error.detail.starts_with("Not valid JSON at line 3, column 1: "), "{}", error.detail);
    let error = refused::<SubscriptionChange>(&patch("[1]"));
    assert_eq!((error.code, error.detail.as_str()), (ErrorCode::MalformedRequest, "The body must be a JSON object."));
}

#[test]
fn a_field_that_cannot_be_read_is_named() {
    let batch = format!("/platform/v1/environments/{ID}/subscriptions/batch");
    let post = |body: &str| refused::<SubscriptionCreateBatch>(&request(Method::Post, &batch, body)).errors[0].field.clone();
    let ends = format!(r#""source":{{"id":"{ID}"}},"destination":{{"id":"{ID}"}}"#);
    assert_eq!(post(&format!(r#"{{{ends},"name":"a"}}"#)), "dataModels");
    assert_eq!(post(&format!(r#"{{{ends},"name":"a","dataModels":["FHIR.Goal","Goal"]}}"#)), "dataModels[1]");
    assert_eq!(post(&format!(r#"{{{ends},"name":"a","dataModels":[],"colour":1}}"#)), "colour");
    assert_eq!(post(r#"{"name":"a","dataModels":[],"source":{"id":"x"}}"#), "source.id");
    assert_eq!(post(r#"{"name":"a","dataModels":[],"source":{}}"#), "source.id");
    let error = refused::<SubscriptionChange>(&patch(r#"{"queueStatus":"Stopped"}"#));
    assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::MalformedRequest, "queueStatus"));
}

#[test]
fn a_value_in_the_wrong_form_is_not_repeated() {
    let sign_in = |password: &str| {
        let body = format!(r#"{{"email":"a@b.org","password":{password}}}"#);
        refused::<SessionCreate>(&request(Method::Post, "/platform/v1/session", &body)).errors[0].message.clone()
    };
    assert_eq!(sign_in("4815162342"), "invalid type: integer, expected a string");
    assert_eq!(sign_in("48.15"), "invalid type: floating point, expected a string");
    assert_eq!(sign_in("[4815162342]"), "invalid type: sequence, expected a string");
    assert_eq!(sign_in("null"), "invalid type: null, expected a string");
    let destination = format!("/platform/v1/destinations/{ID}");
    for body in [
        r#"{"verificationToken":["s3cret"]}"#,
        r#"{"authCredential":"s3cret, expected `s3cret`"}"#,
        r#"{"authCredential":{"typeId":"AwsSigV4","settings":"s3cret \" s3cret"}}"#,
        r#"{"authCredential":{"typeId":"AwsSigV4","settings":{"secretKey":{"s3cret":1}}}}"#,
        r#"{"verificationToken":"s3cret" s3cret}"#,
    ] {
        let error = refused::<DestinationChange>(&request(Method::Patch, &destination, body));
        assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");
    }
}

#[test]
fn an_unknown_query_parameter_is_named() {
    let list = format!("/platform/v1/environments/{ID}/subscriptions");
    for (query, field) in
        [("colour=teal", "colour"), ("_page=x", "_page"), ("environmentId=1", "environmentId"), ("version=1", "version")]
    {
        let error = refused::<SubscriptionList>(&request(Method::Get, &format!("{list}?{query}"), ""));
        assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::MalformedRequest, field), "{query}");
    }
    let error = refused::<SubscriptionChange>(&WireRequest { url: format!("{}?name=a", patch("").url), ..patch("{}") });
    assert_eq!(error.errors[0].field, "name");
}

#[test]
fn what_travels_elsewhere_is_no_field_of_the_body() {
    for (body, field, place) in [
        (r#"{"version":1}"#.to_owned(), "version", "send If-Match"),
        (format!(r#"{{"subscriptionId":"{ID}"}}"#), "subscriptionId", "it stands in the path"),
    ] {
        let error = refused::<SubscriptionChange>(&patch(&body));
        assert_eq!((error.code, error.errors[0].field.as_str()), (ErrorCode::MalformedRequest, field));
        assert!(error.detail.contains(place), "{}", error.detail);
    }
}

#[test]
fn what_cannot_be_an_id_is_not_found() {
    for id in ["1", "x%20y", "0199000000007000800000000000002a0"] {
        let error = refused::<SubscriptionGet>(&request(Method::Get, &format!("/platform/v1/subscriptions/{id}"), ""));
        assert_eq!(error, ApiError::not_found(), "{id}");
    }
}

#[test]
fn if_match_takes_one_version_or_any() {
    let with = |header: &str| WireRequest {
        method: Method::Delete,
        if_match: Some(header.to_owned()),
        ..request(Method::Delete, &format!("/platform/v1/subscriptions/{ID}"), "")
    };
    let read = |header| decode_request::<SubscriptionDelete>(&with(header)).expect("it can be read").version;
    assert_eq!([read("\"7\""), read(" \"7\" "), read("*")], [Some(7), Some(7), None]);
    for header in ["7", "\"seven\"", "W/\"7\"", "\"7\", \"8\"", ""] {
        assert_eq!(refused::<SubscriptionDelete>(&with(header)).code, ErrorCode::InvalidHeader, "{header}");
    }
}

#[test]
fn if_match_is_for_changes() {
    let with_version = |request| WireRequest { if_match: Some("\"7\"".to_owned()), ..request };
    let get = with_version(request(Method::Get, &format!("/platform/v1/subscriptions/{ID}"), ""));
    let batch = format!("/platform/v1/environments/{ID}/subscriptions/batch");
    let create = with_version(request(Method::Post, &batch, "{}"));
    for error in [refused::<SubscriptionGet>(&get), refused::<SubscriptionCreateBatch>(&create)] {
        assert_eq!(error.code, ErrorCode::InvalidHeader, "{}", error.detail);
        assert!(error.detail.starts_with("If-Match is for changes"), "{}", error.detail);
    }
}
