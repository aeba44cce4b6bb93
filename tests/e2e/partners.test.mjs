// Two organizations find together, on the demo: one is asked and waits, the other's request is answered, and a connection ends.

import assert from "node:assert/strict";
import { onDemo } from "./harness/journey.mjs";
import { Keyboard, Mouse } from "./steps/hands.mjs";
import * as see from "./steps/see.mjs";

for (const [way, Hands] of [
  ["by mouse", Mouse],
  ["by keyboard alone", Keyboard],
]) {
  onDemo(`a partner is found and asked, in the demo ${way}`, {}, async ({ page, demo }) => {
    const hands = new Hands(page);
    await page.goto(demo.url);
    await hands.press(page.getByRole("link", { name: "Directory", exact: true }));
    await hands.write(page.getByRole("searchbox", { name: "Search the directory" }), "pharmac");
    await hands.press(page.getByRole("list", { name: "Directory" }).getByRole("link", { name: "Palisade Pharmacy Network" }));
    await hands.write(page.getByRole("textbox", { name: "Purpose" }), "Refills");
    await hands.press(page.getByRole("button", { name: "Send request" }));
    await page.getByRole("list", { name: "Sent" }).getByText("Just sent").waitFor();
    await page.reload();
    await hands.press(page.getByRole("link", { name: /^Connected orgs/ }));
    const tile = see.tile(page.getByRole("list", { name: /exchange data/ }), "Palisade Pharmacy Network");
    await tile.getByRole("link", { name: "Waiting for Palisade Pharmacy Network" }).waitFor();
  });

  onDemo(`a request is accepted and the connection ended, in the demo ${way}`, {}, async ({ page, demo }) => {
    const hands = new Hands(page);
    await page.goto(demo.url);
    await hands.press(page.getByRole("link", { name: "Requests 1" }));
    await hands.press(page.getByRole("button", { name: "Accept the request of Northfield Imaging" }));
    const dialog = page.getByRole("dialog", { name: /^Accept/ });
    await hands.write(dialog.getByRole("textbox", { name: "A word to them" }), "Welcome");
    await hands.press(dialog.getByRole("button", { name: "Accept" }));
    await page.getByRole("list", { name: "Received" }).getByText("Welcome").waitFor();
    await hands.press(page.getByRole("link", { name: "Northfield Imaging" }));
    await hands.press(page.getByRole("button", { name: "End connection…" }));
    const question = page.getByRole("alertdialog", { name: /^End the connection/ });
    await question.getByText("No subscription flows between you.").waitFor();
    await hands.press(question.getByRole("button", { name: "End connection" }));
    await page.getByRole("link", { name: "Ask again" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "End connection…" }).count(), 0);
  });
}
