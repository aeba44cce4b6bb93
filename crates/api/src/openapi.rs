//! The OpenAPI 3.1 document, made from the table of endpoints and the schemas of its types.

pub(crate) mod settings;

use crate::endpoints::describe;
use crate::{
    Access, Answer as _, ApiError, AuditEntry, AuditRecord, Endpoint, EndpointInfo, Events, Message, Meta, Noun, One, Page,
    Snapshot, SnapshotHead, Subscription, SubscriptionNews,
};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// One endpoint with its schemas.
pub(crate) struct Description {
    info: EndpointInfo,
    summary: &'static str,
    request: Value,
    content: Value,
}

/// The content of a success: its type, and the schema of it or of its pieces.
pub(crate) trait Content {
    fn content(generator: &mut SchemaGenerator) -> Value;
}

impl<T: Noun + JsonSchema> Content for One<T> {
    fn content(generator: &mut SchemaGenerator) -> Value {
        enveloped(T::SINGULAR, &generator.subschema_for::<T>().to_value())
    }
}

impl<T: Noun + JsonSchema> Content for Page<T> {
    fn content(generator: &mut SchemaGenerator) -> Value {
        enveloped(T::PLURAL, &json!({"type": "array", "items": generator.subschema_for::<T>()}))
    }
}

impl Content for Message {
    fn content(_: &mut SchemaGenerator) -> Value {
        enveloped("message", &json!({"type": "string"}))
    }
}

impl Content for Snapshot {
    fn content(generator: &mut SchemaGenerator) -> Value {
        let lines = [generator.subschema_for::<SnapshotHead>(), generator.subschema_for::<Subscription>()];
        json!({Self::CONTENT_TYPE: {"schema": {"description": "Each line; the first is the head.", "oneOf": lines}}})
    }
}

impl Content for AuditRecord {
    fn content(generator: &mut SchemaGenerator) -> Value {
        let line = generator.subschema_for::<AuditEntry>();
        json!({Self::CONTENT_TYPE: {"schema": {"description": "Each line.", "oneOf": [line]}}})
    }
}

impl Content for Events {
    fn content(generator: &mut SchemaGenerator) -> Value {
        let data = generator.subschema_for::<SubscriptionNews>();
        json!({Self::CONTENT_TYPE: {"schema": {"description": "The data of each event.", "oneOf": [data]}}})
    }
}

fn enveloped(key: &str, value: &Value) -> Value {
    json!({"application/json": {"schema": {
        "type": "object",
        "required": ["meta", "payload"],
        "properties": {
            "meta": {"$ref": "#/components/schemas/Meta"},
            "payload": {"type": "object", "required": [key], "properties": {key: value}},
        },
    }}})
}

impl Description {
    pub(crate) fn of<E>(summary: &'static str, generator: &mut SchemaGenerator) -> Self
    where
        E: Endpoint + JsonSchema,
        E::Answer: Content,
    {
        let (request, content) = (E::json_schema(generator).to_value(), E::Answer::content(generator));
        Self { info: E::INFO, summary: summary.trim_ascii(), request, content }
    }

    fn operation(&self) -> Value {
        let mut body = self.request.clone();
        let required: Vec<String> = body["required"]
            .as_array()
            .map(|names| names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect())
            .unwrap_or_default();
        let fields = body["properties"].as_object_mut().map(std::mem::take).unwrap_or_default();
        let mut parameters = Vec::new();
        let mut rest = Map::new();
        for (name, schema) in fields {
            let is_in_path = self.info.path.contains(&format!("{{{name}}}"));
            if is_in_path {
                parameters.push(parameter(&name, "path", true, &schema));
            } else if name == "version" {
                let schema = json!({"type": "string", "pattern": "^(\\*|\"[0-9]+\")$"});
                parameters.push(parameter("If-Match", "header", false, &schema));
            } else if self.info.method.has_body() {
                rest.insert(name, schema);
            } else {
                parameters.push(parameter(&name, "query", required.contains(&name), &schema));
            }
        }
        if self.info.is_keyed {
            let schema = json!({"type": "string", "minLength": 1, "maxLength": 255});
            parameters.push(parameter("Idempotency-Key", "header", false, &schema));
        }
        let mut operation = json!({
            "operationId": self.info.name,
            "summary": self.summary,
            "parameters": parameters,
            "responses": {
                self.info.status.to_string(): {
                    "description": "Done.",
                    "content": self.content,
                },
                "default": {"$ref": "#/components/responses/Problem"},
            },
            "security": match self.info.access {
                Access::Open => json!([]),
                Access::Person => json!([{"session": []}]),
                Access::Read => json!([{"session": []}, {"token": ["read"]}]),
                Access::Write => json!([{"session": []}, {"token": ["write"]}]),
            },
        });
        if !rest.is_empty() {
            let required: Vec<&String> = required.iter().filter(|name| rest.contains_key(*name)).collect();
            let schema = json!({"type": "object", "additionalProperties": false, "required": required, "properties": rest});
            operation["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": schema}}});
        }
        operation
    }
}

fn parameter(name: &str, place: &str, is_required: bool, schema: &Value) -> Value {
    json!({"name": name, "in": place, "required": is_required, "schema": schema})
}

/// The whole document.
pub fn openapi() -> Value {
    let mut generator =
        SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = "/components/schemas".into()).into_generator();
    let descriptions = describe(&mut generator);
    generator.subschema_for::<Meta>();
    generator.subschema_for::<ApiError>();
    let mut paths = Map::new();
    for description in &descriptions {
        let path = paths.entry(description.info.path).or_insert_with(|| json!({}));
        path[description.info.method.as_str().to_lowercase()] = description.operation();
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Causeway",
            "version": "1.0.0",
            "description": "Connections, sources, destinations and subscriptions of organizations that exchange healthcare data.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "responses": {
                "Problem": {
                    "description": "Refused: RFC 9457 problem details with a stable code.",
                    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ApiError"}}},
                },
            },
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "__Host-causeway"},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
    })
}
