// Every screen of the Developer page: the lists, the wizards step by step, and what they ask and say.

import { call, createEnd, endpoint, feed, lake } from "./steps/api.mjs";
import { anew, heading, sample } from "./steps/screen.mjs";

/** What each kind of end is called, and an end of it left at a step. */
const ends = {
  "cloud destination": ["destinations", lake],
  "URL destination": ["destinations", endpoint],
  source: ["sources", feed],
};

/** Opens the wizard of an end that was left at a step. */
async function openStep(page, server, environment, end, step) {
  const [kind, of] = ends[end];
  const { id } = await createEnd(page, server, environment, kind, { ...of("Night lake"), setupState: { step } });
  await page.goto(`${server.url}${environment}/developer/${kind}/${id}?step=${step}`);
  await page.getByRole("button", { name: "Save progress" }).waitFor();
}

/** Opens the form that edits a configured destination. */
async function openEdited(page, server, environment) {
  const end = await createEnd(page, server, environment, "destinations", lake("Night lake"));
  await page.goto(`${server.url}${environment}/developer/destinations/${end.id}`);
  await page.getByRole("button", { name: "Save changes" }).waitFor();
  return end;
}

for (const kind of ["sources", "destinations"]) {
  sample(kind, async ({ page, server, environment }) => {
    await page.goto(`${server.url}${environment}/developer/${kind}`);
    await page.getByText("Configured").first().waitFor();
  });
}

sample("sources, nothing matches", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/developer/sources?q=zzz`);
  await heading(page, "Nothing matches");
});

anew("sources, none yet", async ({ page, server }) => {
  const { environments } = await call(page, server, "GET", "/session");
  await page.goto(`${server.url}${environments[1].id}/developer/sources`);
  await heading(page, "No sources yet");
});

anew("destinations, a menu open", async ({ page, server, environment }) => {
  await createEnd(page, server, environment, "destinations", lake("Night lake"));
  await page.goto(`${server.url}${environment}/developer/destinations`);
  await page.getByRole("button", { name: "Actions for Night lake" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).waitFor();
});

anew("destinations, the question before one is deleted", async ({ page, server, environment }) => {
  await createEnd(page, server, environment, "destinations", lake("Night lake"));
  await page.goto(`${server.url}${environment}/developer/destinations`);
  await page.getByRole("button", { name: "Actions for Night lake" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete destination" }).waitFor();
});

anew("destination, step 1", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/developer/destinations/new`);
  await page.getByRole("radio", { name: "Cloud", exact: true }).check();
  await page.getByRole("radio", { name: "AWS", exact: true }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("textbox", { name: "Name", description: /./ }).waitFor();
});

for (const end of ["cloud destination", "URL destination", "source"]) {
  for (const step of [2, 3]) {
    anew(`${end}, step ${step}`, async ({ page, server, environment }) => {
      await openStep(page, server, environment, end, step);
    });
  }
}

anew("URL destination, step 2 with an error", async ({ page, server, environment }) => {
  await openStep(page, server, environment, "URL destination", 2);
  await page.getByRole("textbox", { name: "URL" }).fill("no address");
  await page.getByRole("button", { name: "Next" }).click();
  await page.locator("[aria-invalid=true]").first().waitFor();
});

anew("URL destination, not verified", async ({ page, server, environment }) => {
  // Where no server may send to.
  const end = { ...endpoint("Clinical inbox"), endpoint: "http://127.0.0.1:9/in", setupState: { step: 3 } };
  const { id } = await createEnd(page, server, environment, "destinations", end);
  await page.goto(`${server.url}${environment}/developer/destinations/${id}?step=3`);
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await page.getByRole("region", { name: "What came of it" }).waitFor();
});

anew("URL destination, configured and not verified", async ({ page, server, environment }) => {
  await openStep(page, server, environment, "URL destination", 3);
  await page.getByRole("button", { name: /^Skip/ }).click();
  await heading(page, "Night lake is configured");
});

anew("source, step 1", async ({ page, server, environment }) => {
  await page.goto(`${server.url}${environment}/developer/sources/new`);
  await heading(page, "Name and format");
});

anew("source, configured", async ({ page, server, environment }) => {
  await openStep(page, server, environment, "source", 3);
  await page.getByRole("button", { name: "Finish" }).click();
  await heading(page, "Night lake is configured");
});

anew("source, edited", async ({ page, server, environment, source }) => {
  await page.goto(`${server.url}${environment}/developer/sources/${source.id}`);
  await page.getByRole("button", { name: "Save changes" }).waitFor();
});

anew("destination, edited", async ({ page, server, environment }) => {
  await openEdited(page, server, environment);
});

anew("URL destination, edited, with live subscriptions", async ({ page, server, environment, destination }) => {
  await page.goto(`${server.url}${environment}/developer/destinations/${destination.id}`);
  await heading(page, "Live subscriptions");
});

anew("destination, changed by someone else", async ({ page, server, guard, environment }) => {
  guard.allow(/status of 412/);
  const { id } = await openEdited(page, server, environment);
  await call(page, server, "PATCH", `/destinations/${id}`, { data: { name: "Night lake, theirs" } });
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Night lake, mine");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("button", { name: "Load the current values" }).waitFor();
});

anew("destination, the question before it is left", async ({ page, server, environment }) => {
  await openEdited(page, server, environment);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Day lake");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("alertdialog", { name: "Leave without saving?" }).waitFor();
});

anew("destination, not here", async ({ page, server, guard, environment }) => {
  guard.allow(/status of 404 .*\/destinations\//);
  await page.goto(`${server.url}${environment}/developer/destinations/${environment}`);
  await heading(page, "This destination is not here");
});

sample("a partner's end", async ({ page, server, environment, partner }) => {
  const rows = await call(page, server, "GET", `/environments/${environment}/subscriptions?connectionId=${partner.id}`);
  const row = rows.find(({ destination }) => destination.organization.id === partner.organization.id);
  await page.goto(`${server.url}${environment}/developer/destinations/${row.destination.id}`);
  await page.getByText("Only its owner can change it.").waitFor();
});
