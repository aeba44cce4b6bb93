// The record of changes: a change is found, a view of it is sent to somebody, it is checked, and all of it saved as a file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { onDemo, onServer } from "./harness/journey.mjs";
import { createSubscriptions, establishOwner } from "./steps/api.mjs";
import { owner } from "./steps/owner.mjs";

const details = (page) => page.getByRole("button", { name: /^Details of entry/ });

/** Exports the record; answers the file's name and its entries. */
async function exported(page, role) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole(role, { name: "Export all" }).click()]);
  const text = await readFile(await file.path(), "utf8");
  return { name: file.suggestedFilename(), entries: text.trimEnd().split("\n").map((line) => JSON.parse(line)) };
}

/** The newest entry's number, as its button says it. */
async function newest(page) {
  const label = await details(page).first().getAttribute("aria-label");
  return Number(label.match(/\d+/)[0]);
}

onServer("a change is found, sent as a link, checked and exported", {}, async ({ page, server }) => {
  const session = await establishOwner(page, server);
  const [subscription] = await createSubscriptions(page, server, "Night run");
  await page.goto(server.url);
  await page.getByRole("button", { name: `Account: ${owner.name}` }).click();
  await page.getByRole("menuitem", { name: "Record of changes" }).click();

  await page.getByRole("searchbox", { name: "Search the record" }).fill("night run");
  await page.getByText("1 entry", { exact: true }).waitFor();
  await page.waitForURL(/\?q=night\+run$/);
  await page.getByRole("combobox", { name: "Person" }).click();
  await page.getByRole("option", { name: owner.name }).click();
  const link = page.url();
  assert.equal(new URL(link).searchParams.get("person"), session.person.id);

  const other = await page.context().newPage();
  other.setDefaultTimeout(10_000);
  await other.goto(link);
  await details(other).click();
  await other.getByRole("row", { name: "Queue status Active", exact: true }).waitFor();
  await other.getByRole("link", { name: "Night run", exact: true }).click();
  await other.getByRole("dialog", { name: /Subscription/ }).waitFor();
  assert.match(other.url(), new RegExp(subscription.id));
  await other.close();

  await page.getByRole("searchbox", { name: "Search the record" }).fill("");
  await page.getByRole("button", { name: /: Founded the organization$/ }).waitFor();
  const count = await newest(page);
  await page.getByRole("button", { name: "Check the record" }).click();
  await page.getByText(`All ${count} entries are intact.`).first().waitFor();
  const { name, entries } = await exported(page, "link");
  assert.match(name, /^audit-\d+\.ndjson$/);
  assert.deepEqual(entries.map(({ sequence }) => sequence), Array.from({ length: count }, (_, index) => index + 1));
});

onDemo("the demo's record is exported from the tab", {}, async ({ page, demo }) => {
  await page.goto(`${demo.url}settings/audit`);
  await details(page).first().waitFor();
  const count = await newest(page);
  const { name, entries } = await exported(page, "button");
  assert.match(name, /^causeway-audit-\d{4}-\d\d-\d\d\.ndjson$/);
  assert.equal(entries.at(-1).sequence, count);
});
