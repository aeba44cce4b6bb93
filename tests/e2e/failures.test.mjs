// What people see when something does not work: the server is gone, the session has ended. Who was faster is in races.test.mjs.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { call, createLake, createSubscriptions, defaults, establishOwner } from "./steps/api.mjs";
import { Mouse } from "./steps/hands.mjs";
import { owner } from "./steps/owner.mjs";
import * as see from "./steps/see.mjs";

const unreachable = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING/;

/** The table with one subscription, *Hydrate the lake*. */
async function openTable(page, server) {
  await establishOwner(page, server);
  const [subscription] = await createSubscriptions(page, server, "Hydrate the lake");
  const { environment } = await defaults(page, server);
  await page.goto(`${server.url}${environment}/subscriptions?q=lake`);
  await see.row(page, "Hydrate the lake", "FHIR® Patient").waitFor();
  return subscription;
}

async function rename(page, from, to) {
  await page.getByRole("button", { name: `Rename ${from}` }).click();
  await page.getByRole("textbox", { name: `New name of ${from}` }).fill(to);
  await page.keyboard.press("Enter");
}

onServer("a rename that does not arrive is taken back and says so", {}, async ({ page, server, guard }) => {
  guard.allow(unreachable);
  await openTable(page, server);
  await server.kill();
  await rename(page, "Hydrate the lake", "Never arrives");
  await page.getByRole("region", { name: "Messages" }).getByText("was not renamed to “Never arrives”").waitFor();
  await see.row(page, "Hydrate the lake", "FHIR® Patient").waitFor();
  await server.restart();
  await rename(page, "Hydrate the lake", "Arrives");
  await see.row(page, "Arrives", "FHIR® Patient").waitFor();
});

onServer("creating without the server keeps every word, and trying again creates once", {}, async ({ page, server, guard }) => {
  guard.allow(unreachable);
  await establishOwner(page, server);
  const { environment } = await defaults(page, server);
  await createLake(page, server, environment, "Night lake");
  await page.goto(`${server.url}${environment}/subscriptions?create`);
  const dialog = page.getByRole("dialog", { name: "Create subscription" });
  const hands = new Mouse(page);
  await hands.write(dialog.getByRole("textbox", { name: "Subscription name" }), "Hydrate the lake");
  await hands.pick(dialog.getByRole("combobox", { name: "Source" }), "Redox API Endpoint");
  await hands.pick(dialog.getByRole("combobox", { name: "Destination" }), "Night lake");
  await hands.pick(dialog.getByRole("combobox", { name: "Data models" }), "FHIR® Patient");

  const keys = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/subscriptions/batch")) keys.push(request.headers()["idempotency-key"]);
  });
  // The server does what it is asked, and the answer is lost.
  await page.route("**/subscriptions/batch", async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
  });
  const submit = dialog.getByRole("button", { name: "Create subscription" });
  await submit.click();
  await dialog.getByRole("alert").waitFor();
  assert.equal(await dialog.getByRole("textbox", { name: "Subscription name" }).inputValue(), "Hydrate the lake");
  assert.equal(await dialog.getByRole("combobox", { name: "Destination" }).inputValue(), "Night lake");
  await dialog.getByRole("button", { name: "Remove FHIR® Patient" }).waitFor();

  await page.unroute("**/subscriptions/batch");
  await submit.click();
  await dialog.waitFor({ state: "hidden" });
  await see.row(page, "Hydrate the lake", "FHIR® Patient").waitFor();
  assert.equal(keys.length, 2);
  assert.ok(keys[0]);
  assert.equal(keys[0], keys[1]);
  const rows = await call(page, server, "GET", `/environments/${environment}/subscriptions?dataModel=FHIR.Patient`);
  assert.equal(rows.filter(({ name }) => name === "Hydrate the lake").length, 1);
});

onServer("a session that ended asks for the password and keeps the page", {}, async ({ page, server, guard }) => {
  guard.allow(/status of 401/);
  await openTable(page, server);
  const { environment } = await defaults(page, server);
  await page.getByRole("link", { name: "Create subscription", exact: true }).click();
  const create = page.getByRole("dialog", { name: "Create subscription" });
  const hands = new Mouse(page);
  await hands.write(create.getByRole("textbox", { name: "Subscription name" }), "More for the lake");
  await hands.pick(create.getByRole("combobox", { name: "Source" }), "Redox API Endpoint");
  await hands.pick(create.getByRole("combobox", { name: "Destination" }), "Night lake");
  await hands.pick(create.getByRole("combobox", { name: "Data models" }), "FHIR® Encounter");
  await page.context().clearCookies();
  const submit = create.getByRole("button", { name: "Create subscription" });
  await submit.click();

  const again = page.getByRole("dialog", { name: "Sign in again" });
  await again.getByRole("textbox", { name: "Password" }).fill(owner.password);
  await again.getByRole("button", { name: "Sign in" }).click();
  await again.waitFor({ state: "hidden" });
  await submit.click();
  await see.row(page, "More for the lake", "FHIR® Encounter").waitFor();
  assert.ok(page.url().startsWith(`${server.url}${environment}/subscriptions`));
});
