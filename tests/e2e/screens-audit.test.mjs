// Every screen of the record of changes: entries, one of them open, checked, filtered, nothing to show, not to be loaded, not allowed.

import { onDemo } from "./harness/journey.mjs";
import { call } from "./steps/api.mjs";
import { look } from "./steps/look.mjs";
import { anew, heading, sample } from "./steps/screen.mjs";

const audit = async ({ page, server }, query = "") => {
  await page.goto(`${server.url}settings/audit${query}`);
  await page.getByRole("button", { name: /^Details of entry/ }).first().waitFor();
};

/** Pauses a subscription by the API, renames a source and creates a token, so that there is something to read. */
async function work({ page, server, environment }) {
  const subscriptions = await call(page, server, "GET", `/environments/${environment}/subscriptions`);
  const subscription = subscriptions.find(({ queueStatus }) => queueStatus === "Active");
  await call(page, server, "PATCH", `/subscriptions/${subscription.id}`, { data: { queueStatus: "Paused" } });
  const [source] = await call(page, server, "GET", `/environments/${environment}/sources`);
  await call(page, server, "PATCH", `/sources/${source.id}`, { data: { name: "Intake of the night shift" } });
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  await call(page, server, "POST", "/tokens", { data: { name: "engine", scope: "write", days: 30 }, headers });
}

sample("audit", async (visit) => {
  await work(visit);
  await audit(visit);
});

sample("audit, an entry open", async (visit) => {
  await work(visit);
  await audit(visit);
  await visit.page.getByRole("button", { name: /: Paused a subscription$/ }).click();
  await visit.page.getByRole("row", { name: "Queue status Active Paused" }).waitFor();
});

sample("audit, a creation open", async (visit) => {
  await work(visit);
  await audit(visit);
  await visit.page.getByRole("button", { name: /: Created an API token$/ }).click();
  await visit.page.getByRole("row", { name: /^Scope / }).waitFor();
});

sample("audit, checked", async (visit) => {
  await work(visit);
  await audit(visit);
  await visit.page.getByRole("button", { name: "Check the record" }).click();
  await visit.page.getByText(/^All \d+ entries are intact\.$/).first().waitFor();
});

sample("audit, filtered", async (visit) => {
  await work(visit);
  const session = await call(visit.page, visit.server, "GET", "/session");
  await audit(visit, `?person=${session.person.id}&action=subscription.pause&since=2026-01-01`);
});

sample("audit, one object", async (visit) => {
  const { page, server, environment } = visit;
  await work(visit);
  const sources = await call(page, server, "GET", `/environments/${environment}/sources`);
  const source = sources.find(({ name }) => name === "Intake of the night shift");
  await audit(visit, `?object=${source.id}`);
  await page.getByText("Only what was done to").waitFor();
});

sample("audit, actions to choose", async (visit) => {
  await work(visit);
  await audit(visit);
  await visit.page.getByRole("combobox", { name: "Change" }).click();
  await visit.page.getByRole("option", { name: "Paused a subscription" }).waitFor();
});

sample("audit, nothing found", async ({ page, server }) => {
  await page.goto(`${server.url}settings/audit?q=zzz`);
  await heading(page, "No entry is like that");
});

sample("audit, failed to load", async ({ page, server, guard }) => {
  guard.allow(/ERR_FAILED/);
  await page.route("**/platform/v1/organizations/*/audit*", (route) => route.abort());
  await page.goto(`${server.url}settings/audit`);
  await heading(page, "The record could not be loaded");
});

anew("audit, found to be broken", async ({ page, server }) => {
  const finding = { isIntact: false, entries: 9, hash: "", firstBroken: { sequence: 4, fault: "edited" } };
  await page.route("**/audit/check", (route) => route.fulfill({ json: { meta: { version: "1.0.0" }, payload: { finding } } }));
  await page.goto(`${server.url}settings/audit`);
  await page.getByRole("button", { name: "Check the record" }).click();
  await page.getByText("Entry 4 is not as it was written").first().waitFor();
});

onDemo("screen: the record of changes, for a member", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await page.getByRole("button", { name: "See as…" }).click();
  const dialog = page.getByRole("dialog", { name: "See as…" });
  await dialog.getByRole("radio", { name: "Noah Whitaker" }).check();
  await dialog.getByRole("button", { name: "See as" }).click();
  await page.getByRole("button", { name: "Account: Noah Whitaker" }).waitFor();
  await page.goto(`${demo.url}settings/audit`);
  await heading(page, "The record is not for everyone");
  await look(page, "audit, for a member");
});
