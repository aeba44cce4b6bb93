// How much it takes to create six subscriptions from the page that people land on: at most 8 clicks, or 40 keystrokes.

import assert from "node:assert/strict";
import { onDemo, onServer } from "./harness/journey.mjs";
import { establishOwner } from "./steps/api.mjs";

const CLICKS = 8;
const KEYSTROKES = 40;

/** Counts what hands do. A letter is a keystroke, and so is each key of a chord. */
class Counter {
  clicks = 0;
  keystrokes = 0;

  constructor(page) {
    this.page = page;
  }

  async click(target) {
    this.clicks += 1;
    await target.click();
  }

  async press(...keys) {
    for (const key of keys) {
      this.keystrokes += key.split("+").length;
      await this.page.keyboard.press(key);
    }
  }

  async type(text) {
    this.keystrokes += text.length;
    await this.page.keyboard.type(text);
  }
}

const dialog = (page) => page.getByRole("dialog", { name: "Create subscription" });
const field = (page, name) => dialog(page).getByRole("combobox", { name });
const openDialog = (page) => page.getByRole("link", { name: "Create subscription" });

async function seeCreated(page, count) {
  await page.getByRole("region", { name: "Messages" }).getByText(`Created ${count} subscriptions.`).last().waitFor();
  await dialog(page).waitFor({ state: "hidden" });
}

/** All of it by clicking, with no end chosen beforehand. */
async function firstByMouse(page) {
  const hands = new Counter(page);
  await hands.click(openDialog(page));
  for (const [name, end] of [
    ["Source", "HL7 gateway"],
    ["Destination", "Document archive"],
  ]) {
    await hands.click(field(page, name));
    await hands.click(page.getByRole("option", { name: end }));
  }
  await hands.click(dialog(page).getByRole("button", { name: "All six" }));
  await hands.click(dialog(page).getByRole("button", { name: "Create subscription" }));
  await seeCreated(page, 6);
  return hands.clicks;
}

/** Again between the same ends, each data model by a click of its own. */
async function nextByMouse(page) {
  const hands = new Counter(page);
  await hands.click(openDialog(page));
  const common = dialog(page).getByRole("group", { name: "Common data models" });
  for (const model of ["Procedure", "Immunization", "Appointment", "DocumentReference", "ServiceRequest", "AllergyIntolerance"]) {
    await hands.click(common.getByRole("button", { name: `FHIR® ${model}` }));
  }
  await hands.click(dialog(page).getByRole("button", { name: "Create subscription" }));
  await seeCreated(page, 6);
  return hands.clicks;
}

/** By keyboard alone, with no end chosen beforehand and six data models of one's own choice. */
async function byKeyboard(page) {
  const hands = new Counter(page);
  await hands.press("n");
  await dialog(page).getByRole("textbox", { name: "Subscription name" }).waitFor();
  for (const [name, typed, end] of [
    ["Source", "hl", "HL7 gateway"],
    ["Destination", "doc", "Document archive"],
  ]) {
    await hands.press("Tab");
    await hands.type(typed);
    await page.getByRole("option", { name: end, selected: false }).first().waitFor();
    await hands.press("Enter");
    assert.equal(await field(page, name).inputValue(), end);
  }
  await hands.press("Tab");
  for (const [typed, model] of [
    ["pat", "Patient"],
    ["enc", "Encounter"],
    ["obs", "Observation"],
    ["goa", "Goal"],
    ["con", "Condition"],
    ["cla", "Claim"],
  ]) {
    await hands.type(typed);
    await hands.press("Enter");
    await dialog(page).getByRole("button", { name: `Remove FHIR® ${model}`, exact: true }).waitFor();
  }
  await hands.press("Control+Enter");
  await seeCreated(page, 6);
  return hands.keystrokes;
}

const server = {
  async begin({ page, server }) {
    await establishOwner(page, server);
    await page.goto(server.url);
  },
};
const demo = {
  async begin({ page, demo }) {
    await page.goto(demo.url);
  },
};

for (const [run, world, place] of [
  [onServer, server, "on the server"],
  [onDemo, demo, "in the demo"],
]) {
  const options = { sampleData: true };
  run(`six subscriptions take at most ${CLICKS} clicks ${place}`, options, async (host) => {
    await world.begin(host);
    const first = await firstByMouse(host.page);
    const next = await nextByMouse(host.page);
    console.log(`${place}: ${first} clicks with nothing remembered, ${next} with every data model chosen by itself`);
    assert.ok(first <= CLICKS && next <= CLICKS);
    await host.page.getByRole("button", { name: "Undo" }).last().click();
    await host.page.getByRole("status").getByText("Undone").waitFor();
  });

  run(`six subscriptions take at most ${KEYSTROKES} keystrokes ${place}`, options, async (host) => {
    await world.begin(host);
    await openDialog(host.page).waitFor();
    const keystrokes = await byKeyboard(host.page);
    console.log(`${place}: ${keystrokes} keystrokes`);
    assert.ok(keystrokes <= KEYSTROKES);
  });
}
