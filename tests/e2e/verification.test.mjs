// Verification of URL endpoints from end to end: one that behaves, one that does not, and a real FHIR server.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { after } from "node:test";
import { FhirServer } from "./harness/fhir-server.mjs";
import { onServer } from "./harness/journey.mjs";
import { call, createEnd, establishOwner } from "./steps/api.mjs";

const token = "a-token-that-nobody-sees";

/** What the endpoint was sent: method, address and body. */
const asked = [];

// An endpoint as the documentation describes it; below /wrong it has a challenge of its own.
const endpoint = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://endpoint");
  let body = "";
  for await (const part of request) body += part;
  const given = request.method === "POST" ? JSON.parse(body) : Object.fromEntries(searchParams);
  asked.push({ method: request.method, pathname, given });
  if (given["verification-token"] !== token) return response.writeHead(401).end();
  const challenge = pathname === "/wrong" ? "mine" : given.challenge;
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ challenge }));
}).listen(0, "127.0.0.1");
await once(endpoint, "listening");
const { port } = endpoint.address();
const fhir = await FhirServer.start();
after(async () => {
  endpoint.close();
  await fhir.stop();
});

const flags = ["--allow-endpoints", "127.0.0.0/8", "--allow-endpoint-ports", `${port},${fhir.port}`];

/** Opens a URL destination of a new owner, configured but not verified. */
async function openDestination(page, server, more) {
  const { environments } = await establishOwner(page, server);
  const environment = environments[0].id;
  const data = { name: "Intake", destinationType: "URL", verificationToken: token, ...more };
  const end = await createEnd(page, server, environment, "destinations", data);
  await page.goto(`${server.url}${environment}/developer/destinations/${end.id}`);
  return { ...end, read: () => call(page, server, "GET", `/destinations/${end.id}`) };
}

const outcome = (page) => page.getByRole("region", { name: "What came of it" });

onServer("an endpoint is verified by POST and by GET, and its token is never shown", { flags }, async ({ page, server }) => {
  const end = await openDestination(page, server, { endpoint: `http://127.0.0.1:${port}/hook` });
  for (const method of ["POST", "GET"]) {
    asked.length = 0;
    await page.getByRole("radio", { name: method }).check();
    await page.getByRole("button", { name: /^Verify/ }).click();
    await outcome(page).getByText("The challenge came back").waitFor();
    await outcome(page).getByText(`${method} http`).waitFor();
    assert.equal(asked.length, 1);
    assert.deepEqual([asked[0].method, asked[0].given["verification-token"]], [method, token]);
  }
  assert.ok((await end.read()).verifiedAt);
  assert.equal(await page.getByText(token).count(), 0, "the token is shown");
});

onServer("an endpoint that answers something else says why, and stays unverified", { flags }, async ({ page, server }) => {
  const end = await openDestination(page, server, { endpoint: `http://127.0.0.1:${port}/wrong` });
  await page.getByRole("button", { name: "Verify" }).click();
  await outcome(page).getByText("Wrong challenge").waitFor();
  await outcome(page).getByText("with another challenge than the one that was sent").waitFor();
  assert.equal((await end.read()).verifiedAt, null);
});

onServer("a real FHIR server is read, although it sends no challenge back", { flags }, async ({ page, server }) => {
  const end = await openDestination(page, server, { endpoint: fhir.url, isFhir: true });
  await page.getByRole("button", { name: "Verify" }).click();
  await outcome(page).getByText("Its FHIR server was read nevertheless").waitFor();
  const capability = page.getByRole("region", { name: "What the FHIR server says of itself" });
  await capability.getByText("4.0.1").waitFor();
  await capability.getByText("SEKMET FHIR R4 Tester").waitFor();
  const { fhirCapability, verifiedAt } = await end.read();
  assert.equal(verifiedAt, null);
  for (const resource of ["Patient", "Encounter", "Observation"]) assert.ok(fhirCapability.resources.includes(resource), resource);
});

onServer("without leave of the operator, nothing inside is connected to", {}, async ({ page, server }) => {
  asked.length = 0;
  const end = await openDestination(page, server, { endpoint: `http://127.0.0.1:8080/hook` });
  await page.getByRole("button", { name: "Verify" }).click();
  await outcome(page).getByText("Address refused").waitFor();
  await outcome(page).getByText("a loopback address").waitFor();
  assert.equal(asked.length, 0);
  assert.equal((await end.read()).verifiedAt, null);
});
