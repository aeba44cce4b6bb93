// Two people at the same subscription: what one changes arrives at the other by itself, and a change that lost a race is asked about.

import assert from "node:assert/strict";
import { Guard } from "./harness/guard.mjs";
import { onServer } from "./harness/journey.mjs";
import { call, createSubscriptions, defaults, establishOwner } from "./steps/api.mjs";
import * as see from "./steps/see.mjs";

const model = "FHIR® Patient";
const name = "Hydrate the lake";
const events = "**/subscriptions/events?*";

/** An owner with one subscription, at its table. */
async function openTable({ page, server }) {
  await establishOwner(page, server);
  const [subscription] = await createSubscriptions(page, server, name);
  const { environment } = await defaults(page, server);
  await page.goto(`${server.url}${environment}/subscriptions`);
  await see.row(page, name, model).waitFor();
  return { ...subscription, environment };
}

/** Changes something as another person would, who has the same page open. */
function elsewhere(page, server, id, data) {
  return call(page, server, "PATCH", `/subscriptions/${id}`, { data });
}

/** From now on nothing that others change arrives. */
async function cutOff(page, guard) {
  guard.allow(/status of 412|ERR_FAILED/);
  await page.route(events, (route) => route.abort());
}

async function rename(page, from, to) {
  await page.getByRole("button", { name: `Rename ${from}` }).click();
  await page.getByRole("textbox", { name: `New name of ${from}` }).fill(to);
  await page.keyboard.press("Enter");
}

const race = (page) => page.getByRole("dialog", { name: "Someone else was faster" });

/** What the dialog shows beside a word: mine and theirs. */
async function versions(page, word) {
  const row = race(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name: word }) });
  return row.getByRole("cell").allTextContents();
}

onServer("what someone changes in one window arrives in another", {}, async ({ page, context, server }) => {
  const { id, environment } = await openTable({ page, server });
  const other = await context.browser().newContext({ baseURL: server.url, storageState: await context.storageState() });
  const guard = await Guard.watch(other);
  const theirs = await other.newPage();
  await theirs.goto(`${server.url}${environment}/subscriptions`);
  await rename(theirs, name, "Fill the lake");
  await see.row(page, "Fill the lake", model).waitFor();
  await elsewhere(page, server, id, { queueStatus: "Paused" });
  await see.row(page, "Fill the lake", model).getByText("Paused").waitFor();
  await see.row(theirs, "Fill the lake", model).getByText("Paused").waitFor();
  await call(page, server, "DELETE", `/subscriptions/${id}`);
  await see.row(page, "Fill the lake", model).waitFor({ state: "detached" });
  guard.check();
  await other.close();
});

onServer("what was missed while nothing arrived is caught up without loading everything again", {}, async ({ page, server, guard }) => {
  guard.allow(/ERR_FAILED/);
  const { id } = await openTable({ page, server });
  let loads = 0;
  page.on("request", (request) => (loads += /\/subscriptions(\/snapshot)?(\?|$)/.test(request.url()) ? 1 : 0));
  await page.route(events, (route) => route.abort());
  await server.restart();
  await page.getByRole("status").getByText("Changes do not arrive at the moment; trying again").waitFor();
  await elsewhere(page, server, id, { name: "Fill the lake" });
  await page.unroute(events);
  await see.row(page, "Fill the lake", model).waitFor({ timeout: 30_000 });
  await page.getByText("Changes do not arrive at the moment").waitFor({ state: "hidden" });
  assert.equal(loads, 0);
});

onServer("a rename that lost a race shows both names and asks", {}, async ({ page, server, guard }) => {
  await cutOff(page, guard);
  const { id } = await openTable({ page, server });
  await elsewhere(page, server, id, { name: "The lake, theirs" });
  await rename(page, name, "The lake, mine");
  await race(page).waitFor();
  assert.deepEqual(await versions(page, "Name"), ["The lake, mine", "The lake, theirs"]);
  await page.keyboard.press("Escape");
  await race(page).getByRole("button", { name: "Keep editing" }).click();
  await race(page).getByRole("button", { name: "Apply mine" }).click();
  await see.row(page, "The lake, mine", model).waitFor();

  await elsewhere(page, server, id, { name: "The lake, theirs again" });
  await rename(page, "The lake, mine", "The lake, mine again");
  await race(page).getByRole("button", { name: "Keep theirs" }).click();
  await see.row(page, "The lake, theirs again", model).waitFor();
});

onServer("a pause and a deletion that lost a race ask in the flow and in the settings", {}, async ({ page, server, guard }) => {
  await cutOff(page, guard);
  const { id, environment, connectionId } = await openTable({ page, server });
  await page.goto(`${server.url}${environment}/connections/${connectionId}`);
  const flow = page.getByRole("group", { name: /^Flow of/ });
  await flow.getByText(name).first().waitFor();
  await elsewhere(page, server, id, { name: "The lake, theirs" });
  await flow.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  await race(page).waitFor();
  assert.deepEqual(await versions(page, "Queue status"), ["Paused", "Active"]);
  assert.deepEqual(await versions(page, "Name"), ["The lake, theirs", "The lake, theirs"]);
  await race(page).getByRole("button", { name: "Apply mine" }).click();
  await page.getByRole("region", { name: "Messages" }).getByText("Paused “The lake, theirs”.").waitFor();

  await page.goto(`${server.url}${environment}/subscriptions/${id}`);
  const settings = page.getByRole("dialog", { name: "Subscription", exact: true });
  await settings.getByRole("textbox", { name: "Subscription name" }).waitFor();
  await elsewhere(page, server, id, { name: "The lake, once more" });
  await settings.getByRole("button", { name: "Delete" }).click();
  await race(page).waitFor();
  assert.deepEqual(await versions(page, "Name"), ["Deleted", "The lake, once more"]);
  await race(page).getByRole("button", { name: "Apply mine" }).click();
  await see.row(page, "The lake, once more", model).waitFor({ state: "detached" });
});

onServer("a name that is typed while someone else renames is not lost, nor is theirs", {}, async ({ page, server }) => {
  const { id, environment } = await openTable({ page, server });
  await page.goto(`${server.url}${environment}/subscriptions/${id}`);
  const settings = page.getByRole("dialog", { name: "Subscription", exact: true });
  await settings.getByRole("textbox", { name: "Subscription name" }).fill("The lake, mine");
  await elsewhere(page, server, id, { name: "The lake, theirs" });
  await see.row(page, "The lake, theirs", model).waitFor();
  await settings.getByRole("button", { name: "Save" }).click();
  await race(page).waitFor();
  assert.deepEqual(await versions(page, "Name"), ["The lake, mine", "The lake, theirs"]);
  await race(page).getByRole("button", { name: "Apply mine" }).click();
  await see.row(page, "The lake, mine", model).waitFor();
});
