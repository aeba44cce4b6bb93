// A destination's wizard, left at each step and continued there, by mouse and by keyboard alone.

import assert from "node:assert/strict";
import { onDemo, onServer } from "./harness/journey.mjs";
import { Keyboard, Mouse, focusIsSomewhere } from "./steps/hands.mjs";
import { createOwner } from "./steps/owner.mjs";
import * as see from "./steps/see.mjs";

const address = "https://wrong.example.org/r4";

const server = {
  async begin({ page, hands, server }) {
    await page.goto(server.setupLink);
    await createOwner(page, hands);
  },
};

const demo = {
  async begin({ page, demo }) {
    await page.goto(demo.url);
  },
};

const field = (page, name) => page.getByRole("textbox", { name });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const step = (page, name) => page.getByRole("heading", { name, level: 2, exact: true });
const intake = (page) => see.tile(page.getByRole("list", { name: "Destinations", exact: true }), "Intake hub");

async function leaveAndComeBack({ page, hands }, tileSays) {
  await hands.press(button(page, "Save progress"));
  await intake(page).getByText(tileSays).waitFor();
  await focusIsSomewhere(page);
  await hands.press(page.getByRole("link", { name: "Intake hub", exact: true }));
}

async function wizard(job) {
  const { page, world, hands } = job;
  await world.begin(job);
  await hands.press(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Developer" }));
  await hands.press(page.getByRole("link", { name: /^Destinations/ }));
  await hands.press(page.getByRole("link", { name: "New destination" }).first());

  await hands.write(field(page, "Name"), "Intake hub");
  await leaveAndComeBack(job, "In progress, step 1 of 3");
  await step(page, "Name and type").waitFor();
  await hands.choose(page.getByRole("radiogroup", { name: "Type" }), "Standard URL endpoint");
  await hands.press(button(page, "Next"));

  await step(page, "Configure").waitFor();
  await hands.write(field(page, "URL"), address);
  await hands.write(field(page, "Verification token"), "a-token-that-nobody-sees");
  await leaveAndComeBack(job, "In progress, step 2 of 3");
  await step(page, "Configure").waitFor();
  assert.equal(await field(page, "URL").inputValue(), address);
  assert.equal(await field(page, "Verification token").inputValue(), "");
  await page.getByText("Stored. Enter another to replace it.").waitFor();
  await page.reload();
  await step(page, "Configure").waitFor();
  await hands.press(button(page, "Next"));

  await step(page, "Verify").waitFor();
  await page.reload();
  await step(page, "Verify").waitFor();
  await hands.press(button(page, "Verify"));
  await page.getByRole("region", { name: "What came of it" }).waitFor();
  await page.getByText("Not verified", { exact: true }).waitFor();
  await hands.press(button(page, "Skip: finish without verifying"));
  await page.getByRole("heading", { name: "Intake hub is configured" }).waitFor();
  await focusIsSomewhere(page);
  assert.equal(await page.getByText("Continue its set-up any time.").count(), 0);

  await hands.press(page.getByRole("link", { name: "Back to destinations" }));
  await intake(page).getByText("Configured, not verified").waitFor();
  await hands.press(page.getByRole("link", { name: "Intake hub", exact: true }));
  await hands.press(page.getByRole("button", { name: "Delete destination…" }));
  await hands.press(page.getByRole("alertdialog").getByRole("button", { name: "Delete destination" }));
  await intake(page).waitFor({ state: "hidden" });
  await focusIsSomewhere(page);
}

for (const [run, world, place] of [
  [onServer, server, "on the server"],
  [onDemo, demo, "in the demo"],
]) {
  for (const [Hands, way] of [
    [Mouse, "by mouse"],
    [Keyboard, "by keyboard alone"],
  ]) {
    run(`a wizard is left and continued ${place}, ${way}`, {}, (host) => wizard({ ...host, world, hands: new Hands(host.page) }));
  }
}
