// Addresses: each leads back to what it showed, after a reload, with back and forward, and when sent to someone else.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { call, createSubscriptions, defaults, establishOwner } from "./steps/api.mjs";
import { eventually } from "./steps/eventually.mjs";
import * as see from "./steps/see.mjs";

const title = (page, name) => page.getByRole("heading", { name, level: 1 });

/** An owner with one subscription, and what addresses name. */
async function begin(page, server) {
  const session = await establishOwner(page, server);
  const [subscription] = await createSubscriptions(page, server, "Hydrate the lake");
  const { environment, source, destination } = await defaults(page, server);
  const connections = await call(page, server, "GET", `/environments/${environment}/connections`);
  const own = connections.find(({ id }) => id === subscription.connectionId);
  return { session, subscription, environment, source, destination, own };
}

onServer("every address is still itself after a reload", {}, async ({ page, server }) => {
  const { subscription, environment, source, destination, own } = await begin(page, server);
  for (const [address, heading] of [
    [`${environment}/connections`, "Connections"],
    [`${environment}/connections/${own.id}`, "Tidewell Health (you)"],
    [`${environment}/connections/${own.id}/about`, "Tidewell Health (you)"],
    [`${environment}/connections/directory?q=zzz`, "Connections"],
    [`${environment}/connections/request`, "Request a connection"],
    [`${environment}/connections/requests`, "Connections"],
    [`${environment}/subscriptions`, "Connections"],
    [`${environment}/subscriptions?subscription=${subscription.id}`, "Connections"],
    [`${environment}/developer/sources`, "Developer"],
    [`${environment}/developer/sources/new`, "New source"],
    [`${environment}/developer/sources/${source.id}`, source.name],
    [`${environment}/developer/destinations`, "Developer"],
    [`${environment}/developer/destinations/new`, "New destination"],
    [`${environment}/developer/destinations/${destination.id}`, destination.name],
    ["settings/tokens", "API tokens"],
    ["settings/profile", "Organization profile"],
  ]) {
    await page.goto(server.url + address);
    // Where a dialog lies over it, the page is there but cannot be reached.
    const shown = page.getByRole("heading", { name: heading, level: 1, includeHidden: true });
    await shown.waitFor();
    await page.reload();
    await shown.waitFor();
    assert.equal(page.url(), server.url + address);
  }
});

onServer("what an address needs is on its way before the app has started", {}, async ({ page, server }) => {
  const { environment, source, own } = await begin(page, server);
  // By then the browser knows that somebody is signed in.
  await page.goto(server.url);
  await title(page, "Connections").waitFor();
  let asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  for (const [address, heading, part] of [
    [`${environment}/connections`, "Connections", undefined],
    [`${environment}/connections/${own.id}`, "Tidewell Health (you)", "work"],
    [`${environment}/connections/${own.id}/about`, "Tidewell Health (you)", "partners"],
    [`${environment}/connections/directory`, "Connections", "partners"],
    [`${environment}/subscriptions`, "Connections", "work"],
    [`${environment}/developer/sources/${source.id}`, source.name, "developer"],
    ["settings/members", "Members", "partners"],
    ["settings/tokens", "API tokens", "developer"],
  ]) {
    asked = [];
    await page.goto(server.url + address);
    await title(page, heading).waitFor();
    const before = asked.slice(0, asked.indexOf("/platform/v1/session"));
    const parts = before.map((path) => path.match(/split_(\w+)\.wasm$/)?.[1]).filter((name) => name !== undefined);
    assert.deepEqual(parts, part === undefined ? [] : [part], address);
  }
});

onServer("the short addresses lead to the long ones", {}, async ({ page, server }) => {
  const { subscription, environment } = await begin(page, server);
  for (const [short, long] of [
    ["", `${environment}/connections`],
    [`${environment}/subscriptions/${subscription.id}`, `${environment}/subscriptions?subscription=${subscription.id}`],
  ]) {
    await page.goto(server.url + short);
    await eventually(() => assert.equal(page.url(), server.url + long));
  }
});

onServer("back and forward go where one was", {}, async ({ page, server }) => {
  await begin(page, server);
  await page.goto(server.url);
  await page.getByRole("link", { name: "Tidewell Health (you)", exact: true }).click();
  await title(page, "Tidewell Health (you)").waitFor();
  await page.getByRole("link", { name: /to Night lake, FHIR Patient/ }).click();
  const settings = page.getByRole("dialog", { name: "Subscription" });
  await settings.waitFor();
  await page.goBack();
  await settings.waitFor({ state: "hidden" });
  await page.goBack();
  await title(page, "Connections").waitFor();
  await page.goForward();
  await title(page, "Tidewell Health (you)").waitFor();
  await page.goForward();
  await settings.waitFor();
});

onServer("an end in the flow leads to its set-up, and back", {}, async ({ page, server }) => {
  const { environment, own } = await begin(page, server);
  await page.goto(`${server.url}${environment}/connections/${own.id}`);
  const lake = page.getByRole("link", { name: "Night lake, cloud destination, 1 subscription" });
  await lake.focus();
  await page.keyboard.press("Enter");
  await title(page, "Night lake").waitFor();
  await page.goBack();
  await lake.waitFor();
});

onServer("the filter goes along from the flow to the table", {}, async ({ page, server }) => {
  const { environment, own } = await begin(page, server);
  await page.goto(`${server.url}${environment}/connections/${own.id}`);
  await page.getByRole("combobox", { name: "Filter this flow" }).fill("Patient");
  await eventually(() => assert.equal(new URL(page.url()).searchParams.get("q"), "Patient"));
  await page.getByRole("link", { name: "Table", exact: true }).click();
  await see.row(page, "Hydrate the lake", "FHIR® Patient").waitFor();
  assert.match(await page.getByRole("combobox", { name: "Filter subscriptions" }).inputValue(), /Patient/);
});

onServer("a link can open the create dialog, filled in", {}, async ({ page, server }) => {
  const { environment, source, destination, own } = await begin(page, server);
  const query = `create&connection=${own.id}&source=${source.id}&destination=${destination.id}&model=FHIR.Encounter`;
  await page.goto(`${server.url}${environment}/developer/sources?${query}`);
  const dialog = page.getByRole("dialog", { name: "Create subscription" });
  await dialog.getByText("In Tidewell Health (you)").waitFor();
  await eventually(async () => {
    assert.equal(await dialog.getByRole("combobox", { name: "Source" }).inputValue(), source.name);
    assert.equal(await dialog.getByRole("combobox", { name: "Destination" }).inputValue(), destination.name);
  });
  await dialog.getByRole("button", { name: "Remove FHIR® Encounter" }).waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  assert.equal(page.url(), `${server.url}${environment}/developer/sources`);
});

onServer("an address that leads nowhere says so and offers a way on", {}, async ({ page, server }) => {
  const { environment } = await begin(page, server);
  for (const address of ["no/such/page", `${environment}/nothing`, `${environment.replace(/.$/, "0")}x/connections`]) {
    await page.goto(server.url + address);
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  }
  await page.getByRole("link", { name: "Go to your connections" }).click();
  await title(page, "Connections").waitFor();
});

onServer("another environment keeps the connection that is open", {}, async ({ page, server }) => {
  const { session, environment, own } = await begin(page, server);
  await page.goto(`${server.url}${environment}/connections/${own.id}`);
  await page.getByRole("button", { name: "Environment: Development" }).click();
  await page.getByRole("menuitemradio", { name: "Staging" }).click();
  await page.getByRole("button", { name: "Environment: Staging" }).waitFor();
  await title(page, "Tidewell Health (you)").waitFor();
  assert.equal(page.url(), `${server.url}${session.environments[1].id}/connections/${own.id}`);
});
