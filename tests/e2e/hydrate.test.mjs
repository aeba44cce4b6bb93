// The job that the product is for, as the README tells it: a new owner fills a cloud from a source, six data models in one go, with no
// more to do than the job needs.

import assert from "node:assert/strict";
import { onDemo, onServer } from "./harness/journey.mjs";
import { Mouse } from "./steps/hands.mjs";
import { createOwner } from "./steps/owner.mjs";
import * as see from "./steps/see.mjs";

/** What the job may take, the owner's own form left out: fields filled in, choices made, buttons and links pressed. */
const MOST_INTERACTIONS = 28;

const models = ["Patient", "Encounter", "Condition", "Observation", "Procedure", "Immunization"];

/** The mouse, and how often it was needed. */
class CountedMouse extends Mouse {
  interactions = 0;

  async press(target) {
    this.interactions += 1;
    await super.press(target);
  }

  async write(field, text) {
    this.interactions += 1;
    await super.write(field, text);
  }

  async choose(group, name) {
    this.interactions += 1;
    await super.choose(group, name);
  }

  async pick(combobox, ...names) {
    this.interactions += 1 + names.length;
    await super.pick(combobox, ...names);
  }
}

async function hydrate({ page, source }) {
  const hands = new CountedMouse(page);
  const began = performance.now();
  await createLake(page, hands);
  await subscribe(page, hands, source);
  await seeInFlow(page, source);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`hydrated with ${hands.interactions} interactions in ${seconds} s`);
  assert.ok(hands.interactions <= MOST_INTERACTIONS, `it took ${hands.interactions} interactions`);
  await seeInTable(page, new Mouse(page));
}

async function createLake(page, hands) {
  await hands.press(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Developer" }));
  await hands.press(page.getByRole("link", { name: /^Destinations/ }));
  await hands.press(page.getByRole("link", { name: "New destination" }).first());
  await hands.write(page.getByRole("textbox", { name: "Name" }), "Night lake");
  await hands.choose(page.getByRole("radiogroup", { name: "Type" }), "Cloud");
  await hands.choose(page.getByRole("radiogroup", { name: "Cloud provider" }), "AWS");
  await hands.choose(page.getByRole("radiogroup", { name: "Product" }), "S3");
  await hands.press(page.getByRole("button", { name: "Next" }));

  await hands.write(page.getByRole("textbox", { name: "Bucket name" }), "tidewell-night-lake");
  await hands.write(page.getByRole("textbox", { name: "Region", exact: true }), "us-east-1");
  await hands.write(page.getByRole("textbox", { name: "Access key" }), "AKIAIOSFODNN7EXAMPLE");
  await hands.write(page.getByRole("textbox", { name: "Secret key" }), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  await hands.press(page.getByRole("button", { name: "Next" }));

  await page.getByRole("heading", { name: "Review" }).waitFor();
  assert.equal(await page.getByText("Stored", { exact: true }).count(), 2);
  await hands.press(page.getByRole("button", { name: "Finish" }));
}

async function subscribe(page, hands, source) {
  await hands.press(page.getByRole("link", { name: "Create a subscription to this destination" }));
  const dialog = page.getByRole("dialog", { name: "Create subscription" });
  await hands.write(dialog.getByRole("textbox", { name: "Subscription name" }), "Fill the night lake");
  await hands.pick(dialog.getByRole("combobox", { name: "Source" }), source);
  await hands.pick(dialog.getByRole("combobox", { name: "Data models" }), ...models.map((model) => `FHIR® ${model}`));
  await dialog.getByText("6 subscriptions will be created").waitFor();
  await hands.press(dialog.getByRole("button", { name: "Create subscription" }));
  await dialog.waitFor({ state: "hidden" });
}

/** Where one arrives by oneself. */
async function seeInFlow(page, source) {
  const flow = page.getByRole("group", { name: "Flow of Tidewell Health" });
  for (const model of models) {
    await flow.getByRole("link", { name: `${source} to Night lake, FHIR ${model}, active` }).waitFor();
  }
}

async function seeInTable(page, hands) {
  await hands.press(page.getByRole("main").getByRole("link", { name: "Connections", exact: true }));
  await hands.press(page.getByRole("link", { name: /^All subscriptions/ }));
  await hands.write(page.getByRole("combobox", { name: "Filter subscriptions" }), "Fill the night lake");
  for (const model of models) {
    await see.row(page, "Fill the night lake", `FHIR® ${model}`).getByText("Active").waitFor();
  }
}

onServer("a new owner hydrates a cloud", {}, async ({ page, server }) => {
  await page.goto(server.setupLink);
  await createOwner(page, new Mouse(page));
  await hydrate({ page, source: "Redox API Endpoint" });
});

onDemo("a cloud is hydrated in the demo", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await hydrate({ page, source: "HL7 gateway" });
});
