// The demo as someone uses it: what they do stays in their browser, until they reset it.

import assert from "node:assert/strict";
import { onDemo } from "./harness/journey.mjs";
import { Mouse } from "./steps/hands.mjs";
import { eventually } from "./steps/eventually.mjs";

const started = (page) => page.getByRole("heading", { name: "Connections", level: 1 }).waitFor();

/** Renames the first row of the table, and answers what it was called. */
async function renameFirst(page, to) {
  const pencil = page.getByRole("button", { name: /^Rename / }).first();
  const name = (await pencil.getAttribute("aria-label")).slice("Rename ".length);
  await pencil.click();
  await page.getByRole("textbox", { name: `New name of ${name}` }).fill(to);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: to, exact: true }).waitFor();
  return name;
}

onDemo("what is changed is still so after a reload, until it is reset", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await page.getByRole("link", { name: /^All subscriptions/ }).click();
  const before = await renameFirst(page, "Renamed in the demo");
  await page.reload();
  await page.getByRole("link", { name: "Renamed in the demo", exact: true }).waitFor();

  await page.getByRole("button", { name: "Reset", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: "Reset the demo?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "Renamed in the demo", exact: true }).waitFor();
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await question.getByRole("button", { name: "Reset the demo" }).click();
  await started(page);
  await page.getByRole("link", { name: /^All subscriptions/ }).click();
  await page.getByRole("link", { name: before, exact: true }).first().waitFor();
  assert.equal(await page.getByRole("link", { name: "Renamed in the demo", exact: true }).count(), 0);
});

onDemo("every page reloads at the sub-path, the first time and later", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await started(page);
  for (const [name, heading] of [
    [/^All subscriptions/, "Connections"],
    ["Developer", "Developer"],
    [/^Destinations/, "Developer"],
    ["New destination", "New destination"],
  ]) {
    await page.getByRole("link", { name }).first().click();
    await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
    const address = page.url();
    assert.ok(address.startsWith(demo.url), address);
    await page.reload();
    await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
    assert.equal(page.url(), address);
  }
});

onDemo("once it is loaded, working in it asks nobody for anything", {}, async ({ page, demo }) => {
  const asked = [];
  await page.goto(demo.url);
  await started(page);
  // Parts of the app may still be on their way.
  await page.waitForLoadState("networkidle");
  page.on("request", (request) => {
    if (!new URL(request.url()).pathname.startsWith(demo.at)) asked.push(request.url());
    if (request.method() !== "GET") asked.push(`${request.method()} ${request.url()}`);
  });
  const hands = new Mouse(page);
  await hands.press(page.getByRole("link", { name: "Mercy Valley Health", exact: true }));
  await page.getByRole("group", { name: /^Flow of/ }).waitFor();
  await hands.press(page.getByRole("link", { name: "Table", exact: true }));
  await renameFirst(page, "Renamed in the demo");
  await hands.press(page.getByRole("link", { name: "Developer" }));
  await page.getByRole("heading", { name: "Developer", level: 1 }).waitFor();
  assert.deepEqual(asked, []);
});

onDemo("there is one session, and it says that it cannot be left", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await page.getByRole("button", { name: /^Account/ }).click();
  const item = page.getByRole("menuitem", { name: /^Sign out/ });
  await eventually(async () => assert.equal(await item.getAttribute("aria-disabled"), "true"));
  await page.getByText("The demo has one fixed session.").waitFor();
});
