// Every screen of the Connections page: the tiles, a connection's flow, the table, and what is opened over them.

import { call, createEnd, createSubscriptions, defaults, lake } from "./steps/api.mjs";
import { Mouse } from "./steps/hands.mjs";
import { anew, heading, sample } from "./steps/screen.mjs";
import * as see from "./steps/see.mjs";

const flow = (page) => page.getByRole("group", { name: /^Flow of/ });
const createDialog = (page) => page.getByRole("dialog", { name: "Create subscription" });

anew("connections, first steps", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("region", { name: "First steps" }).waitFor();
});

sample("connections", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("link", { name: "Mercy Valley Health" }).waitFor();
});

sample("connections, nothing matches", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/connections?q=zzz`);
  await heading(page, "Nothing matches");
});

anew("flow, nothing yet", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("link", { name: "Tidewell Health (you)" }).click();
  await flow(page).getByText("Nothing flows here yet.").waitFor();
});

sample("flow", async ({ page, server, environment, partner }) => {
  await page.goto(`${server.url}${environment}/connections/${partner.id}`);
  await flow(page).getByRole("link").first().waitFor();
});

sample("flow, a path lit", async ({ page, server, environment, partner }) => {
  await page.goto(`${server.url}${environment}/connections/${partner.id}`);
  await flow(page).getByRole("link", { name: /, active$/ }).first().focus();
});

sample("flow, filtered", async ({ page, server, environment, partner }) => {
  await page.goto(`${server.url}${environment}/connections/${partner.id}?q=Patient`);
  await flow(page).getByRole("link").first().waitFor();
});

sample("flow, nothing matches", async ({ page, server, environment, partner }) => {
  await page.goto(`${server.url}${environment}/connections/${partner.id}?q=zzz`);
  await page.getByRole("status").filter({ hasText: /^0 of/ }).waitFor();
});

sample("flow, failed to load", async ({ page, server, guard, environment, partner }) => {
  guard.allow(/ERR_FAILED/);
  await page.route("**/subscriptions/snapshot*", (route) => route.abort());
  await page.goto(`${server.url}${environment}/connections/${partner.id}`);
  await heading(page, "The flow could not be loaded");
  await page.unroute("**/subscriptions/snapshot*");
  await page.getByRole("button", { name: "Try again" }).click();
  await flow(page).getByRole("link").first().waitFor();
  await page.route("**/subscriptions/snapshot*", (route) => route.abort());
  await page.reload();
  await heading(page, "The flow could not be loaded");
});

sample("flow, own organization", async ({ page, server, environment, own }) => {
  await page.goto(`${server.url}${environment}/connections/${own.id}`);
  await flow(page).getByRole("link").first().waitFor();
});

sample("flow, a menu open", async ({ page, server, environment, partner }) => {
  await page.goto(`${server.url}${environment}/connections/${partner.id}`);
  await flow(page).getByRole("button", { name: /^Actions for/ }).first().click();
  await page.getByRole("menuitem", { name: "Settings" }).waitFor();
});

sample("about", async ({ page, server, environment, partner }) => {
  await page.goto(`${server.url}${environment}/connections/${partner.id}/about`);
  await page.getByText("Connected since").waitFor();
});

anew("connection, not found", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/connections/${environment}`);
  await heading(page, "There is nothing here");
});

sample("table", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions`);
  await page.getByRole("cell", { name: "Active" }).first().waitFor();
});

sample("table, not grouped, sorted", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions?group=none&sort=-model`);
  await page.getByRole("cell", { name: "Active" }).first().waitFor();
});

sample("table, grouped to the destination", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions?group=destination`);
  await page.getByRole("button", { name: /^Destination / }).first().waitFor();
});

sample("table, its view", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions`);
  await page.getByRole("button", { name: "View" }).click();
  await page.getByRole("checkbox", { name: "Data model" }).uncheck();
  await page.getByRole("radio", { name: "Compact" }).check();
});

sample("table, the values of a column", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions?q=status:paused`);
  await page.getByRole("button", { name: "Filter by queue status: paused" }).click();
  await page.getByRole("menuitemradio", { name: /^failing/ }).waitFor();
});

sample("table, a column's edge", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions`);
  await page.getByRole("separator", { name: "Width of Subscription" }).press("ArrowRight");
});

sample("table, nothing matches", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions?q=zzz`);
  await heading(page, "Nothing matches");
});

sample("table in Production", async ({ page, server }) => {
  const { environments } = await call(page, server, "GET", "/session");
  await page.goto(`${server.url}${environments[2].id}/subscriptions`);
  await page.getByRole("cell", { name: "Active" }).first().waitFor();
});

anew("table, nothing yet", async ({ page, server }) => {
  const { environments } = await call(page, server, "GET", "/session");
  await page.goto(`${server.url}${environments[1].id}/subscriptions`);
  await heading(page, "No subscriptions in this environment yet");
});

/** The table with one subscription, *Hydrate the lake*. */
async function openTable(page, server) {
  const [subscription] = await createSubscriptions(page, server, "Hydrate the lake");
  const { environment } = await defaults(page, server);
  await page.goto(`${server.url}${environment}/subscriptions`);
  await see.row(page, "Hydrate the lake", "FHIR® Patient").waitFor();
  return subscription;
}

anew("table, a menu open", async ({ page, server }) => {
  await openTable(page, server);
  await page.getByRole("button", { name: /^Actions for Hydrate the lake/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).waitFor();
});

anew("table, an empty name", async ({ page, server }) => {
  await openTable(page, server);
  await page.getByRole("button", { name: "Rename Hydrate the lake" }).click();
  const field = page.getByRole("textbox", { name: "New name of Hydrate the lake" });
  await field.fill("");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "New name of Hydrate the lake", description: /./ }).waitFor();
});

sample("create, empty with errors", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/connections?create`);
  await createDialog(page).getByRole("button", { name: "Create subscription" }).click();
  await createDialog(page).getByText("Choose the source.").waitFor();
});

anew("create, filled in by itself", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/connections?create`);
  await createDialog(page).getByText("Made of the two ends.").waitFor();
  await createDialog(page).getByRole("button", { name: "All six" }).click();
  await createDialog(page).getByText("6 of 6").waitFor();
});

sample("table, of one connection", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions?q=Mercy+Valley+Health`);
  await page.getByRole("navigation", { name: "View" }).getByRole("link", { name: "Flow" }).waitFor();
});

/** The create dialog with everything filled in. */
async function fillIn(page, server, environment) {
  await createEnd(page, server, environment, "destinations", lake("Night lake"));
  await page.goto(`${server.url}${environment}/connections?create`);
  const dialog = createDialog(page);
  const hands = new Mouse(page);
  await hands.write(dialog.getByRole("textbox", { name: "Subscription name" }), "Hydrate the lake");
  await hands.pick(dialog.getByRole("combobox", { name: "Source" }), "Redox API Endpoint");
  await hands.pick(dialog.getByRole("combobox", { name: "Destination" }), "Night lake");
  await hands.pick(dialog.getByRole("combobox", { name: "Data models" }), "FHIR® Patient", "FHIR® Encounter");
}

anew("create, filled, list open", async ({ page, server, environment }) => {
  await fillIn(page, server, environment);
  await createDialog(page).getByRole("combobox", { name: "Data models" }).click();
  await page.getByRole("option", { name: "FHIR® Observation" }).waitFor();
});

anew("create, not answered", async ({ page, server, guard, environment }) => {
  guard.allow(/ERR_FAILED/);
  await fillIn(page, server, environment);
  await page.route("**/subscriptions/batch", (route) => route.abort());
  await createDialog(page).getByRole("button", { name: "Create subscription" }).click();
  await createDialog(page).getByRole("alert").waitFor();
});

anew("create, the question before it is discarded", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/connections?create`);
  await createDialog(page).getByRole("textbox", { name: "Subscription name" }).fill("Hydrate the lake");
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog", { name: "Discard what you typed?" }).waitFor();
});

anew("settings", async ({ page, server, environment }) => {
  const [{ id }] = await createSubscriptions(page, server, "Hydrate the lake");
  await page.goto(`${server.url}${environment}/subscriptions/${id}`);
  await page.getByRole("dialog").getByRole("textbox", { name: "Subscription name" }).waitFor();
});

anew("settings of a subscription that is not here", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions/${environment}`);
  await heading(page, "This subscription is not here");
});

anew("settings, someone else was faster", async ({ page, server, guard, environment }) => {
  guard.allow(/status of 412|ERR_FAILED/);
  await page.route("**/subscriptions/events?*", (route) => route.abort());
  const [{ id }] = await createSubscriptions(page, server, "Hydrate the lake");
  await page.goto(`${server.url}${environment}/subscriptions/${id}`);
  const settings = page.getByRole("dialog", { name: "Subscription", exact: true });
  await settings.getByRole("textbox", { name: "Subscription name" }).fill("The lake, as we call it");
  await page.getByText("Changes do not arrive at the moment; trying again").waitFor();
  await call(page, server, "PATCH", `/subscriptions/${id}`, { data: { name: "The lake, as they call it", queueStatus: "Paused" } });
  await settings.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog", { name: "Someone else was faster" }).getByRole("button", { name: "Apply mine" }).waitFor();
});
