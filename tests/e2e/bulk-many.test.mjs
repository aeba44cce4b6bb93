// More subscriptions at once than one request holds.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { call, createEnd, defaults, endpoint, establishOwner, feed } from "./steps/api.mjs";

/** Each source is subscribed to each destination, for as many data models as one request creates: a little more than 10,000. */
const ENDS = 41;
const MODELS = ["Patient", "Encounter", "Condition", "Claim", "Goal", "Device"].map((name) => `FHIR.${name}`);
const ALL = ENDS * ENDS * MODELS.length;
const LIMIT = 10_000;

const bar = (page) => page.getByRole("region", { name: "Selected subscriptions" });
const message = (page, text) => page.getByRole("region", { name: "Messages" }).getByRole("listitem").filter({ hasText: text });
const words = (count) => count.toLocaleString("en-US");

/** Does a thing with each, some at a time. */
async function each(things, doIt) {
  const rest = [...things];
  const worker = async () => {
    while (rest.length > 0) await doIt(rest.pop());
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

async function createMany(page, server) {
  const { environment } = await defaults(page, server);
  const ends = { sources: [], destinations: [] };
  await each(Array(ENDS).keys(), async (number) => {
    ends.sources.push(await createEnd(page, server, environment, "sources", feed(`Feed ${number}`)));
    ends.destinations.push(await createEnd(page, server, environment, "destinations", endpoint(`Inbox ${number}`)));
  });
  const pairs = ends.sources.flatMap((source) => ends.destinations.map((destination) => [source.id, destination.id]));
  await each(pairs, ([source, destination]) => {
    const data = { name: "Route", source: { id: source }, destination: { id: destination }, dataModels: MODELS };
    return call(page, server, "POST", `/environments/${environment}/subscriptions/batch`, { data });
  });
  return environment;
}

/** How many of them have a status. */
async function count(page, server, environment, status) {
  const path = `platform/v1/environments/${environment}/subscriptions/snapshot`;
  const [, ...rows] = (await (await page.context().request.get(`${server.url}${path}`)).text()).trim().split("\n");
  return rows.map((row) => JSON.parse(row)).filter(({ name, queueStatus }) => name === "Route" && queueStatus === status).length;
}

onServer("more subscriptions than a request holds are paused in several, and led back", {}, async ({ page, server }) => {
  // Ten thousand rows in one transaction take a while on a busy machine.
  page.setDefaultTimeout(45_000);
  await establishOwner(page, server);
  const environment = await createMany(page, server);
  const sizes = [];
  let goOn;
  await page.route("**/subscriptions/bulk", async (route) => {
    sizes.push(route.request().postDataJSON().items.length);
    if (sizes.length === 2) await new Promise((resolve) => (goOn = resolve));
    await route.continue();
  });
  await page.goto(`${server.url}${environment}/subscriptions?group=none&q=route`);
  await page.getByRole("checkbox", { name: `Select all ${ALL}` }).click();
  await bar(page).getByText(`${words(ALL)} selected`).waitFor();
  await bar(page).getByRole("button", { name: "Pause" }).click();
  await page.getByRole("alertdialog", { name: `Pause ${words(ALL)} subscriptions?` }).getByRole("button", { name: /^Pause/ }).click();

  await bar(page).getByText(`Pausing ${words(ALL)} subscriptions: ${words(LIMIT)} done…`).waitFor();
  const progress = bar(page).getByRole("progressbar", { name: "Done" });
  assert.deepEqual(await progress.evaluate(({ value, max }) => [value, max]), [LIMIT, ALL]);
  goOn();
  const done = message(page, `Paused ${words(ALL)} subscriptions.`);
  await done.waitFor();
  assert.deepEqual(sizes, [LIMIT, ALL - LIMIT]);
  assert.equal(await count(page, server, environment, "Paused"), ALL);

  await done.getByRole("button", { name: "Undo" }).click();
  await message(page, `Resumed ${words(ALL)} subscriptions.`).waitFor();
  assert.deepEqual(sizes, [LIMIT, ALL - LIMIT, LIMIT, ALL - LIMIT]);
  assert.equal(await count(page, server, environment, "Active"), ALL);
  await bar(page).waitFor({ state: "hidden" });
});
