// Every screen of the app: axe has nothing to say about it in light and in dark, it fits, and its pictures are kept.

import { onDemo, onServer } from "./harness/journey.mjs";
import { call, createLake, createSubscriptions, defaults, establishOwner } from "./steps/api.mjs";
import { Mouse } from "./steps/hands.mjs";
import { look } from "./steps/look.mjs";
import * as see from "./steps/see.mjs";

/** A screen of a server that nobody has set up. */
function bare(name, open) {
  onServer(`screen: ${name}`, {}, async (visit) => {
    await open(visit);
    await look(visit.page, name);
  });
}

/** A screen for the owner of an organization with nothing but its defaults. */
function anew(name, open) {
  bare(name, async (visit) => {
    const { page, server } = visit;
    await establishOwner(page, server);
    await open({ ...visit, ...(await defaults(page, server)) });
  });
}

/** A screen for the owner of the sample organization. */
function sample(name, open) {
  onServer(`screen: ${name}`, { sampleData: true }, async (visit) => {
    const { page, server } = visit;
    await establishOwner(page, server);
    const session = await call(page, server, "GET", "/session");
    const environment = session.environments[0].id;
    const connections = await call(page, server, "GET", `/environments/${environment}/connections`);
    const partner = connections.find(({ organization }) => organization.name === "Mercy Valley Health");
    const own = connections.find(({ kind }) => kind === "Own");
    await open({ ...visit, environment, connections, partner, own });
    await look(page, name);
  });
}

const heading = (page, name) => page.getByRole("heading", { name }).first().waitFor();
const flow = (page) => page.getByRole("group", { name: /^Flow of/ });

bare("set-up", async ({ page, server }) => {
  await page.goto(server.setupLink);
  await heading(page, "Welcome to Causeway");
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.getByRole("textbox", { name: "Organization name", description: /./ }).waitFor();
});

bare("used link", async ({ page, server, guard }) => {
  guard.allow(/status of 4\d\d .*\/links\/check\)/);
  await page.goto(`${server.url}setup#0123456789abcdef`);
  await heading(page, "This link cannot be used");
});

anew("sign-in", async ({ page, server }) => {
  await page.context().clearCookies();
  await page.goto(`${server.url}login`);
  await heading(page, "Sign in");
});

anew("new password", async ({ page, server }) => {
  await page.goto(await server.ownerLink());
  await heading(page, "Choose a new password");
});

anew("connections, first steps", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("region", { name: "First steps" }).waitFor();
});

anew("flow, nothing yet", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("link", { name: "Tidewell Health (you)" }).click();
  await flow(page).getByText("Nothing flows here yet.").waitFor();
});

anew("create, empty with errors", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/connections?create`);
  const dialog = page.getByRole("dialog", { name: "Create subscription" });
  await dialog.getByRole("button", { name: "Create subscription" }).click();
  await dialog.getByText("Choose the source.").waitFor();
});

anew("create, filled, list open", async ({ page, server, environment }) => {
  await createLake(page, server, environment, "Night lake");
  await page.goto(`${server.url}${environment}/connections?create`);
  const dialog = page.getByRole("dialog", { name: "Create subscription" });
  const hands = new Mouse(page);
  await hands.write(dialog.getByRole("textbox", { name: "Subscription name" }), "Hydrate the lake");
  await hands.pick(dialog.getByRole("combobox", { name: "Source" }), "Redox API Endpoint");
  await hands.pick(dialog.getByRole("combobox", { name: "Destination" }), "Night lake");
  await hands.pick(dialog.getByRole("combobox", { name: "Data models" }), "FHIR® Patient", "FHIR® Encounter");
  await dialog.getByRole("combobox", { name: "Data models" }).click();
  await page.getByRole("option", { name: "FHIR® Observation" }).waitFor();
});

anew("settings", async ({ page, server, environment }) => {
  const [{ id }] = await createSubscriptions(page, server, "Hydrate the lake");
  await page.goto(`${server.url}${environment}/subscriptions/${id}`);
  await page.getByRole("dialog").getByRole("textbox", { name: "Subscription name" }).waitFor();
});

anew("destination, step 1", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/developer/destinations/new`);
  await page.getByRole("radio", { name: "Cloud", exact: true }).check();
  await page.getByRole("radio", { name: "AWS", exact: true }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("textbox", { name: "Name", description: /./ }).waitFor();
});

for (const [step, title] of [
  [2, "Configure"],
  [3, "Review"],
]) {
  anew(`destination, step ${step}`, async ({ page, server, environment }) => {
    const data = {
      name: "Night lake",
      destinationType: "Cloud",
      cloudProviderSettings: { typeId: "AWS", productId: "S3", settings: { bucketName: "tidewell-night-lake" } },
      setupState: { step },
    };
    const { id } = await call(page, server, "POST", `/environments/${environment}/destinations`, { data });
    await page.goto(`${server.url}${environment}/developer/destinations/${id}?step=${step}`);
    await heading(page, title);
  });
}

anew("source, step 1", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/developer/sources/new`);
  await heading(page, "Name and format");
});

anew("source, edited", async ({ page, server, environment, source }) => {
  await page.goto(`${server.url}${environment}/developer/sources/${source.id}`);
  await page.getByRole("button", { name: "Save changes" }).waitFor();
});

anew("destination, edited", async ({ page, server, environment, destination }) => {
  await page.goto(`${server.url}${environment}/developer/destinations/${destination.id}`);
  await page.getByRole("button", { name: "Save changes" }).waitFor();
});

anew("tokens", async ({ page, server }) => {
  await call(page, server, "POST", "/tokens", { data: { name: "Nightly export", scope: "read", days: 90 } });
  await page.goto(`${server.url}settings/tokens`);
  await page.getByRole("cell", { name: "Never" }).waitFor();
});

anew("tokens, a new one", async ({ page, server }) => {
  await page.goto(`${server.url}settings/tokens`);
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).waitFor();
});

anew("not found", async ({ page, server }) => {
  await page.goto(`${server.url}no/such/page`);
  await heading(page, "There is nothing here");
});

anew("failed to load", async ({ page, server, guard }) => {
  guard.allow(/ERR_FAILED/);
  await page.route("**/platform/v1/environments/**", (route) => route.abort());
  await page.goto(server.url);
  await heading(page, "The connections could not be loaded");
});

anew("failed to start", async ({ page, server, guard }) => {
  guard.allow(/ERR_FAILED/);
  await page.route("**/platform/v1/session", (route) => route.abort());
  await page.goto(server.url);
  await heading(page, "Causeway cannot start");
});

sample("connections", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("link", { name: "Mercy Valley Health" }).waitFor();
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

sample("table", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions`);
  await page.getByRole("cell", { name: "Active" }).first().waitFor();
});

sample("table, not grouped, sorted", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/subscriptions?group=none&sort=-model`);
  await page.getByRole("cell", { name: "Active" }).first().waitFor();
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

for (const kind of ["sources", "destinations"]) {
  sample(kind, async ({ page, server, environment }) => {
    await page.goto(`${server.url}${environment}/developer/${kind}`);
    await page.getByText("Configured").first().waitFor();
  });
}

sample("a partner's end", async ({ page, server, environment, partner }) => {
  const rows = await call(page, server, "GET", `/environments/${environment}/subscriptions?connectionId=${partner.id}`);
  const row = rows.find(({ destination }) => destination.organization.id === partner.organization.id);
  await page.goto(`${server.url}${environment}/developer/destinations/${row.destination.id}`);
  await page.getByText("Only its owner can change it.").waitFor();
});

onDemo("screen: the demo, and its question before it is reset", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await see.tile(page.getByRole("list", { name: "Organizations you exchange data with" }), "Mercy Valley Health").waitFor();
  await look(page, "demo");
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await page.getByRole("alertdialog").waitFor();
  await look(page, "demo, reset");
});
