// Real keys: the palette, the keys that are pressed alone, and when they are somebody else's.

import assert from "node:assert/strict";
import { onDemo, onServer } from "./harness/journey.mjs";
import { establishOwner } from "./steps/api.mjs";
import { takesFocus } from "./steps/hands.mjs";

const palette = (page) => page.getByRole("dialog", { name: "Search and commands" });
const list = (page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const filter = (page) => page.getByRole("searchbox", { name: "Filter connections" });

async function openServer({ page, server }) {
  await establishOwner(page, server);
  await page.goto(server.url);
  await filter(page).waitFor();
}

async function openDemo({ page, demo }) {
  await page.goto(demo.url);
  await filter(page).waitFor();
}

for (const [run, open, place] of [
  [onServer, openServer, "on the server"],
  [onDemo, openDemo, "in the demo"],
]) {
  const options = { sampleData: true };

  run(`keys pressed before anything answers them are answered ${place}`, options, async (host) => {
    await open(host);
    await host.page.keyboard.press("/");
    await takesFocus(filter(host.page));
    await host.page.keyboard.type("mercy/n?");
    assert.equal(await filter(host.page).inputValue(), "mercy/n?");
  });

  run(`the palette leads to a record and gives the focus back ${place}`, options, async (host) => {
    const { page } = host;
    await open(host);
    await filter(page).focus();
    await page.keyboard.press("Control+k");
    await takesFocus(palette(page).getByRole("combobox"));
    await page.keyboard.press("Escape");
    await takesFocus(filter(page));

    await page.keyboard.press("Control+k");
    await page.keyboard.type("mercy valley");
    await page.getByRole("option", { name: "Mercy Valley Health" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /Mercy Valley Health/, level: 1 }).waitFor();
    await palette(page).waitFor({ state: "hidden" });

    await page.keyboard.press("Control+k");
    await page.keyboard.type("theme dark");
    await page.getByRole("option", { name: "Theme: Dark" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("html[data-theme=dark]").waitFor();
  });

  run(`g leads to the three places, and waits no longer than a moment ${place}`, options, async (host) => {
    const { page } = host;
    await open(host);
    for (const [key, heading] of [
      ["s", "Connections"],
      ["d", "Developer"],
      ["c", "Connections"],
    ]) {
      await page.keyboard.press("g");
      await page.getByRole("status").getByText("then").waitFor();
      await page.keyboard.press(key);
      await takesFocus(page.getByRole("heading", { name: heading, level: 1 }));
    }
    await page.keyboard.press("g");
    await page.getByRole("status").getByText("then").waitFor();
    await page.getByRole("status").getByText("then").waitFor({ state: "hidden" });
    const before = page.url();
    await page.keyboard.press("d");
    assert.equal(page.url(), before);
  });
}

onDemo("single keys are turned off for good, and chords stay", {}, async (host) => {
  const { page, demo } = host;
  await openDemo(host);
  await page.keyboard.press("?");
  await list(page).getByRole("checkbox", { name: "Keys pressed alone" }).press("Space");
  await page.keyboard.press("Escape");
  await list(page).waitFor({ state: "hidden" });
  await page.goto(demo.url);
  await filter(page).waitFor();
  await page.keyboard.press("n");
  await page.keyboard.press("/");
  await page.keyboard.press("Control+k");
  await palette(page).waitFor();
  assert.equal(await page.getByRole("dialog").count(), 1);
});

onDemo("a key in a dialog, a menu or a field is not the page's", {}, async (host) => {
  const { page } = host;
  await openDemo(host);
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Create subscription" });
  const name = dialog.getByRole("textbox", { name: "Subscription name" });
  await takesFocus(name);
  await page.keyboard.type("gn?/");
  assert.equal(await name.inputValue(), "gn?/");
  await name.fill("");
  await dialog.getByRole("button", { name: "Cancel" }).focus();
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  assert.equal(await page.getByRole("dialog").count(), 1);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });

  const account = page.getByRole("button", { name: /^Account/ });
  await account.press("Enter");
  const signOut = page.getByRole("menuitem", { name: /^Sign out/ });
  await signOut.waitFor();
  await page.keyboard.type("si");
  await takesFocus(signOut);
  await page.keyboard.press("n");
  assert.equal(await page.getByRole("dialog").count(), 0);
});
