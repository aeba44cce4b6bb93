// The API, called beside the page: by the same person in another tab, as it were, or with a token.

import assert from "node:assert/strict";
import { owner } from "./owner.mjs";

/** Calls with the session of the page's context; answers what the payload holds. */
export async function call(page, server, method, path, { data, headers } = {}) {
  const response = await page.context().request.fetch(`${server.url}platform/v1${path}`, { method, data, headers });
  assert.ok(response.ok(), `${method} ${path}: ${response.status()} ${await response.text()}`);
  const { payload } = response.status() === 204 ? {} : await response.json();
  return payload && Object.values(payload)[0];
}

/** Creates the owner without the page, which then has the session; answers it. */
export async function establishOwner(page, server) {
  const data = {
    token: new URL(server.setupLink).hash.slice(1),
    organizationName: owner.organization,
    name: owner.name,
    email: owner.email,
    password: owner.password,
  };
  return call(page, server, "POST", "/links/owner", { data });
}

/** The Development environment and the organization's default source and destination there. */
export async function defaults(page, server) {
  const session = await call(page, server, "GET", "/session");
  const environment = session.environments[0].id;
  const [source] = await call(page, server, "GET", `/environments/${environment}/sources`);
  const [destination] = await call(page, server, "GET", `/environments/${environment}/destinations`);
  return { environment, source, destination };
}

/** A complete S3 destination, as the API takes it. */
export function lake(name) {
  const settings = { bucketName: "tidewell-night-lake", region: "us-east-1" };
  const secrets = { accessKey: "EXAMPLEONLYNOTASECRET", secretKey: "EXAMPLEONLYNOTASECRET" };
  return {
    name,
    destinationType: "Cloud",
    cloudProviderSettings: { typeId: "AWS", productId: "S3", settings },
    authCredential: { typeId: "AwsSigV4", settings: secrets },
  };
}

/** A complete URL destination. */
export function endpoint(name) {
  return { name, destinationType: "URL", endpoint: "https://messages.tidewell.example/in" };
}

/** A complete source. */
export function feed(name) {
  const context = { ehr: "Epic", timeZone: "America/Chicago", serviceRegion: "US" };
  return { name, communicationMethod: "API", dataFormat: "JSON", ...context };
}

/** Creates one of `sources` or `destinations`. */
export function createEnd(page, server, environment, kind, data) {
  return call(page, server, "POST", `/environments/${environment}/${kind}`, { data });
}

/** Creates a configured S3 destination. */
export function createLake(page, server, environment, name) {
  return createEnd(page, server, environment, "destinations", lake(name));
}

/** Creates subscriptions from the default source to a new lake, one for each data model. */
export async function createSubscriptions(page, server, name, dataModels = ["FHIR.Patient"]) {
  const { environment, source } = await defaults(page, server);
  const lake = await createLake(page, server, environment, "Night lake");
  const data = { name, source: { id: source.id }, destination: { id: lake.id }, dataModels };
  return call(page, server, "POST", `/environments/${environment}/subscriptions/batch`, { data });
}
