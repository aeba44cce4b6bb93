// Many subscriptions at once: a range paused and led back, all that match exported and read back, one that was refused tried
// again; on the real server and in the demo.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { onDemo, onServer } from "./harness/journey.mjs";
import { call, establishOwner } from "./steps/api.mjs";
import { focusIsSomewhere } from "./steps/hands.mjs";

const bar = (page) => page.getByRole("region", { name: "Selected subscriptions" });
const boxes = (page) => page.getByRole("row").getByRole("checkbox", { name: /^Select (?!all)/ });
const message = (page, text) => page.getByRole("region", { name: "Messages" }).getByRole("listitem").filter({ hasText: text });
const filter = (page) => page.getByRole("combobox", { name: "Filter subscriptions" });

const server = async ({ page, server }) => {
  await establishOwner(page, server);
  await page.goto(server.url);
};
const demo = ({ page, demo }) => page.goto(demo.url);

/** The table, not grouped, with Mercy Valley's eight rows. */
async function openTable(page) {
  await page.getByRole("link", { name: /^All subscriptions/ }).click();
  await filter(page).waitFor();
  await page.goto(`${page.url().split("?")[0]}?group=none&q=mercy`);
  await page.getByRole("checkbox", { name: "Select all 8" }).waitFor();
}

/** Filters, and closes what the filter offers to complete. */
async function filterBy(page, text) {
  await filter(page).fill(text);
  await filter(page).blur();
}

/** Presses a button of the bar and confirms the question that follows. */
async function act(page, action, question) {
  await bar(page).getByRole("button", { name: action, exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: question });
  await dialog.getByText("Mercy Valley Health").waitFor();
  await dialog.getByRole("button", { name: new RegExp(`^${action}`) }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Exports and answers the file's name and text. */
async function download(page, format) {
  await bar(page).or(page.getByRole("main")).last().getByRole("button", { name: /Export/ }).first().click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: `Export ${format}` }).click()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Reads CSV as RFC 4180 has it. */
function readCsv(text) {
  const lines = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    if (lines.length === 0 || lines.at(-1).isWhole) lines.push({ cells: [], isWhole: false });
    lines.at(-1).cells.push(quoted?.replaceAll('""', '"') ?? plain);
    lines.at(-1).isWhole = end !== ",";
  }
  return lines.map(({ cells }) => cells);
}

async function workWithMany(visit, begin) {
  const { page } = visit;
  await begin(visit);
  await openTable(page);
  const paused = page.getByRole("cell", { name: "Paused", exact: true });
  const before = await paused.count();

  // A range by the mouse, which selects no text, and one more by the keyboard.
  await boxes(page).nth(1).click();
  await boxes(page).nth(4).click({ modifiers: ["Shift"] });
  await bar(page).getByText("4 selected").waitFor();
  assert.equal(await page.evaluate(() => String(getSelection())), "");
  await page.keyboard.press("Shift+ArrowDown");
  await bar(page).getByText("5 selected").waitFor();
  await boxes(page).nth(6).focus();
  await page.keyboard.press("Shift+Space");
  await bar(page).getByText("6 selected").waitFor();

  await act(page, "Pause", /^Pause \d subscriptions\?$/);
  await message(page, /^Paused/).waitFor();
  await bar(page).waitFor({ state: "hidden" });
  await focusIsSomewhere(page);
  assert.ok((await paused.count()) > before);
  await message(page, /^Paused/).getByRole("button", { name: "Undo" }).click();
  await message(page, /^Resumed/).waitFor();
  assert.equal(await paused.count(), before);

  // All that match, also while another filter hides some of them.
  await page.getByRole("checkbox", { name: "Select all 8" }).check();
  await filterBy(page, "mercy lake");
  await bar(page).filter({ hasText: "8 selected, 4 are hidden" }).waitFor();
  await bar(page).getByRole("button", { name: "Copy ids" }).click();
  const ids = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  assert.equal(new Set(ids).size, 8);
  const csv = await download(page, "CSV");
  assert.match(csv.name, /^causeway-subscriptions-development-\d{4}-\d\d-\d\d\.csv$/);
  const [headings, ...rows] = readCsv(csv.text);
  assert.equal(headings[0], "Subscription id");
  assert.deepEqual(rows.map(([id]) => id), ids);
  assert.ok(rows.every((row) => row.length === headings.length && row.includes("Mercy Valley Health")));
  const json = await download(page, "JSON");
  assert.match(json.name, /\.json$/);
  assert.deepEqual(JSON.parse(json.text).map(({ id }) => id), ids);

  // Without a selection, what is shown.
  await bar(page).getByRole("button", { name: "Clear" }).click();
  await bar(page).waitFor({ state: "hidden" });
  await focusIsSomewhere(page);
  assert.equal(readCsv((await download(page, "CSV")).text).length, 5);
}

onServer("many subscriptions at once, on the server", { sampleData: true }, (visit) => workWithMany(visit, server));
onDemo("many subscriptions at once, in the demo", {}, (visit) => workWithMany(visit, demo));

onServer("a refused subscription stays selected and is tried again", { sampleData: true }, async (visit) => {
  const { page, server: host } = visit;
  await server(visit);
  await openTable(page);
  await filterBy(page, "mercy status:active");
  const all = page.getByRole("checkbox", { name: /^Select all \d$/ });
  await all.check();
  const count = Number((await all.getAttribute("aria-label")).match(/\d+/)[0]);

  // Somebody renames one of them between the question and the request.
  await page.route("**/subscriptions/bulk", async (route) => {
    const [{ id }] = route.request().postDataJSON().items;
    await call(page, host, "PATCH", `/subscriptions/${id}`, { data: { name: "Renamed meanwhile" } });
    await route.continue();
  }, { times: 1 });
  await act(page, "Pause", /^Pause/);
  await bar(page).getByText(`Paused ${count - 1} of ${count} subscriptions.`).waitFor();
  await bar(page).getByText("1 selected").waitFor();
  await bar(page).getByText(/^1 not paused/).click();
  await bar(page).getByRole("link", { name: /^Renamed meanwhile/ }).waitFor();
  await focusIsSomewhere(page);
  await bar(page).getByRole("button", { name: "Retry this one" }).click();
  await message(page, `Paused ${count} subscriptions.`).getByRole("button", { name: "Undo" }).click();
  await message(page, `Resumed ${count} subscriptions.`).waitFor();
  await bar(page).waitFor({ state: "hidden" });
});

onServer("a lost answer is asked for again under the same key", { sampleData: true }, async (visit) => {
  const { page, guard } = visit;
  await server(visit);
  await openTable(page);
  await boxes(page).nth(0).click();
  guard.allow(/ERR_FAILED/);
  const keys = [];
  await page.route("**/subscriptions/bulk", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    // The first is done, but nobody hears of it.
    if (keys.length > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await act(page, "Delete", "Delete 1 subscription?");
  await bar(page).getByText(/Nobody answered/).waitFor();
  await bar(page).getByText("1 selected").waitFor();
  await bar(page).getByRole("button", { name: "Try again" }).click();
  await message(page, "Deleted 1 subscription.").getByRole("button", { name: "Undo" }).click();
  await message(page, "Restored 1 subscription.").waitFor();
  await page.getByRole("checkbox", { name: "Select all 8" }).waitFor();
  assert.equal(keys.length, 3);
  assert.equal(keys[0], keys[1]);
});
