// The main job, from nothing to two subscriptions that survive: on the real server and in the demo, by mouse and by
// keyboard alone.

import { onDemo, onServer } from "./harness/journey.mjs";
import { Keyboard, Mouse, focusIsSomewhere, takesFocus } from "./steps/hands.mjs";
import { createOwner } from "./steps/owner.mjs";
import * as see from "./steps/see.mjs";

const server = {
  async begin({ page, hands, server }) {
    await page.goto(server.setupLink);
    await createOwner(page, hands);
  },
  /** As after a power cut. */
  async restart({ page, server, guard }) {
    // What changes is heard until then, and asked for meanwhile.
    guard.allow(/ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE) .*\/events/);
    await server.kill();
    await server.restart();
    await page.reload();
  },
};

const demo = {
  async begin({ page, demo }) {
    await page.goto(demo.url);
  },
  async restart({ page }) {
    await page.reload();
  },
};

async function mainJob(job) {
  const { page, world } = job;
  await world.begin(job);
  await findDefaults(job);
  await createCloudDestination(job);
  await createSubscriptions(job);
  await world.restart(job);
  await seeBoth(job);
  await workWithOne(job);
  await focusIsSomewhere(page);
}

async function findDefaults({ page, hands }) {
  await page.getByRole("button", { name: "Environment: Development" }).waitFor();
  const partners = page.getByRole("list", { name: "Organizations you exchange data with" });
  for (const name of ["Redox Engine", "Redox Health System"]) {
    await see.tile(partners, name).getByText("Default", { exact: true }).waitFor();
  }
  await hands.press(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Developer" }));
  await see.tile(page.getByRole("list", { name: "Sources", exact: true }), "Redox API Endpoint").waitFor();
  await hands.press(page.getByRole("link", { name: /^Destinations/ }));
  await see.tile(page.getByRole("list", { name: "Destinations", exact: true }), "Redox API Endpoint").waitFor();
}

async function createCloudDestination({ page, hands }) {
  await hands.press(page.getByRole("link", { name: "New destination" }));
  await hands.write(page.getByRole("textbox", { name: "Name" }), "Night lake");
  await hands.choose(page.getByRole("radiogroup", { name: "Type" }), "Cloud");
  await hands.choose(page.getByRole("radiogroup", { name: "Cloud provider" }), "AWS");
  await hands.choose(page.getByRole("radiogroup", { name: "Product" }), "S3");
  await hands.press(page.getByRole("button", { name: "Next" }));
  await page.getByRole("heading", { name: "Configure" }).waitFor();
  await hands.press(page.getByRole("button", { name: "Save progress" }));

  const tile = see.tile(page.getByRole("list", { name: "Destinations", exact: true }), "Night lake");
  await tile.getByText("In progress, step 2 of 3").waitFor();
  await focusIsSomewhere(page);
  await hands.press(tile.getByRole("link", { name: "Night lake" }));

  await page.getByRole("heading", { name: "Configure" }).waitFor();
  await hands.write(page.getByRole("textbox", { name: "Bucket name" }), "tidewell-night-lake");
  await hands.write(page.getByRole("textbox", { name: "Region", exact: true }), "us-east-1");
  await hands.write(page.getByRole("textbox", { name: "Access key" }), "AKIAIOSFODNN7EXAMPLE");
  await hands.write(page.getByRole("textbox", { name: "Secret key" }), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  await hands.press(page.getByRole("button", { name: "Next" }));
  await page.getByRole("heading", { name: "Review" }).waitFor();
  await hands.press(page.getByRole("button", { name: "Finish" }));
  await page.getByRole("heading", { name: "Night lake is configured" }).waitFor();
  await focusIsSomewhere(page);
}

async function createSubscriptions({ page, hands }) {
  await hands.press(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Connections" }));
  await hands.press(page.getByRole("link", { name: "Tidewell Health (you)", exact: true }));
  await hands.press(page.getByRole("link", { name: "Create subscription", exact: true }));

  const dialog = page.getByRole("dialog", { name: "Create subscription" });
  await dialog.getByText("In Tidewell Health (you)").waitFor();
  await hands.write(dialog.getByRole("textbox", { name: "Subscription name" }), "Fill the night lake");
  await hands.pick(dialog.getByRole("combobox", { name: "Source" }), "Redox API Endpoint");
  await hands.pick(dialog.getByRole("combobox", { name: "Destination" }), "Night lake");
  await hands.pick(dialog.getByRole("combobox", { name: "Data models" }), "FHIR® Patient", "FHIR® Encounter");
  await dialog.getByText("2 subscriptions will be created").waitFor();
  await hands.press(dialog.getByRole("button", { name: "Create subscription" }));
  await dialog.waitFor({ state: "hidden" });
  await focusIsSomewhere(page);
}

async function seeBoth({ page, hands }) {
  const flow = page.getByRole("group", { name: "Flow of Tidewell Health" });
  for (const model of ["FHIR Patient", "FHIR Encounter"]) {
    await flow.getByRole("link", { name: `Redox API Endpoint to Night lake, ${model}, active` }).waitFor();
  }
  await hands.press(page.getByRole("main").getByRole("link", { name: "Connections", exact: true }));
  await hands.press(page.getByRole("link", { name: /^All subscriptions/ }));
  await hands.write(page.getByRole("combobox", { name: "Filter subscriptions" }), "Fill the night lake");
  for (const model of ["FHIR® Patient", "FHIR® Encounter"]) {
    await see.row(page, "Fill the night lake", model).getByText("Active").waitFor();
  }
}

async function workWithOne({ page, hands }) {
  const messages = page.getByRole("region", { name: "Messages" });
  const patient = (name) => see.row(page, name, "FHIR® Patient");

  await hands.press(patient("Fill the night lake").getByRole("button", { name: "Rename Fill the night lake" }));
  // The field takes the focus by itself, with all of the name selected.
  await takesFocus(page.getByRole("textbox", { name: "New name of Fill the night lake" }));
  await page.keyboard.type("Fill the night lake hourly");
  await page.keyboard.press("Enter");
  await messages.getByText("Renamed to “Fill the night lake hourly”.").waitFor();

  const renamed = patient("Fill the night lake hourly");
  const menu = renamed.getByRole("button", { name: "Actions for Fill the night lake hourly" });
  await hands.pickFromMenu(menu, "Pause");
  await renamed.getByText("Paused").waitFor();
  await focusIsSomewhere(page);
  await hands.pickFromMenu(menu, "Resume");
  await renamed.getByText("Active").waitFor();
  await hands.pickFromMenu(menu, "Delete");
  await renamed.waitFor({ state: "hidden" });
  await focusIsSomewhere(page);

  const deleted = messages.getByRole("listitem").filter({ hasText: "Deleted “Fill the night lake hourly”." });
  await hands.press(deleted.getByRole("button", { name: "Undo" }));
  await renamed.getByText("Active").waitFor();
}

for (const [run, world, place] of [
  [onServer, server, "on the server"],
  [onDemo, demo, "in the demo"],
]) {
  for (const [Hands, way] of [
    [Mouse, "by mouse"],
    [Keyboard, "by keyboard alone"],
  ]) {
    run(`the main job ${place}, ${way}`, {}, (host) => mainJob({ ...host, world, hands: new Hands(host.page) }));
  }
}
