// Two tabs of one browser: what is done in one shows in the other, on the server and in the demo.

import assert from "node:assert/strict";
import { onDemo, onServer } from "./harness/journey.mjs";
import { call, createSubscriptions, defaults, establishOwner } from "./steps/api.mjs";
import { eventually } from "./steps/eventually.mjs";
import * as see from "./steps/see.mjs";

const model = "FHIR® Patient";

async function rename(page, from, to) {
  await page.getByRole("button", { name: `Rename ${from}`, exact: true }).first().click();
  await page.getByRole("textbox", { name: `New name of ${from}` }).fill(to);
  await page.keyboard.press("Enter");
}

onServer("two tabs share one stream, and the second goes on when the first is closed", {}, async ({ page, context, server }) => {
  // Which tab asks for events.
  const streams = [];
  context.on("request", (request) => {
    if (request.url().includes("/subscriptions/events")) streams.push(request.frame().page() === page ? "first" : "second");
  });
  await establishOwner(page, server);
  const [{ id }] = await createSubscriptions(page, server, "Hydrate the lake");
  const { environment } = await defaults(page, server);
  const table = `${server.url}${environment}/subscriptions`;
  await page.goto(table);
  await see.row(page, "Hydrate the lake", model).waitFor();
  await eventually(() => assert.deepEqual(streams, ["first"]));
  const second = await context.newPage();
  await second.goto(table);
  await see.row(second, "Hydrate the lake", model).waitFor();

  await rename(page, "Hydrate the lake", "From the first tab");
  await see.row(second, "From the first tab", model).waitFor();
  await rename(second, "From the first tab", "From the second tab");
  await see.row(page, "From the second tab", model).waitFor();
  assert.ok(!streams.includes("second"), "only the first tab listens");

  await page.close();
  await eventually(() => assert.equal(streams.at(-1), "second"));
  await call(second, server, "PATCH", `/subscriptions/${id}`, { data: { name: "From nowhere" } });
  await see.row(second, "From nowhere", model).waitFor();
});

onDemo("two tabs see and keep what each of them does", {}, async ({ page, context, demo }) => {
  const names = ["Renamed in the first", "Renamed in the second"];
  const open = async (tab) => {
    await tab.goto(demo.url);
    await tab.getByRole("link", { name: /^All subscriptions/ }).click();
    await tab.getByRole("button", { name: /^Rename / }).first().waitFor();
  };
  const second = await context.newPage();
  await open(page);
  await open(second);
  const before = await page.getByRole("button", { name: /^Rename / }).evaluateAll((buttons) =>
    [...new Set(buttons.map((button) => button.getAttribute("aria-label").slice("Rename ".length)))],
  );
  const tabs = [page, second];
  await Promise.all(tabs.map((tab, index) => rename(tab, before[index], names[index])));
  for (const tab of tabs) {
    for (const name of names) await tab.getByRole("link", { name, exact: true }).waitFor();
  }
  await page.reload();
  for (const name of names) await page.getByRole("link", { name, exact: true }).waitFor();
});
