// Ways to leave: with Back, by a link, by closing what was opened. Nothing typed is lost without a question.
//
// Journeys and no wasm tests: without a person's own click, browsers pass over entries of the history that an app made.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { call, establishOwner } from "./steps/api.mjs";
import { eventually } from "./steps/eventually.mjs";

const CREATE = "Create subscription";
const createLink = (page) => page.getByRole("link", { name: CREATE });
const createDialog = (page) => page.getByRole("dialog", { name: CREATE });
const at = (page, address) => eventually(() => assert.equal(page.url(), address));

/** An owner on the table, with the dialog open and a name typed. */
async function typing({ page, server }) {
  const session = await establishOwner(page, server);
  const table = `${server.url}${session.environments[0].id}/subscriptions`;
  await page.goto(table);
  await createLink(page).click();
  const name = createDialog(page).getByRole("textbox", { name: "Subscription name" });
  await name.fill("Referrals");
  return { table, name };
}

onServer("Back asks before it closes a dialog with something typed", {}, async (visit) => {
  const { page } = visit;
  const { table, name } = await typing(visit);
  await page.goBack();
  await page.getByRole("button", { name: "Keep editing" }).click();
  assert.equal(await name.inputValue(), "Referrals");
  await eventually(async () => assert.ok(await name.evaluate((field) => field === document.activeElement)));

  await page.goBack();
  await page.getByRole("button", { name: "Discard" }).click();
  await createDialog(page).waitFor({ state: "detached" });
  await at(page, table);
});

onServer("a question that was declined leads nowhere later", {}, async (visit) => {
  const { page } = visit;
  const { table } = await typing(visit);
  await page.goBack();
  await page.getByRole("button", { name: "Keep editing" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard" }).click();
  await createDialog(page).waitFor({ state: "detached" });
  await at(page, table);
});

onServer("a dialog that was closed is not come back to", {}, async ({ page, server }) => {
  const session = await establishOwner(page, server);
  const start = `${server.url}${session.environments[0].id}/connections`;
  await page.goto(start);
  await page.getByRole("link", { name: /^All subscriptions/ }).click();
  await createLink(page).click();
  await createDialog(page).waitFor();
  await page.keyboard.press("Escape");
  await createDialog(page).waitFor({ state: "detached" });
  await page.goBack();
  await at(page, start);
});

onServer("a dialog that an address opened is closed where it was opened", {}, async ({ page, server }) => {
  const session = await establishOwner(page, server);
  const table = `${server.url}${session.environments[0].id}/subscriptions`;
  await page.goto(`${table}?create`);
  await createDialog(page).waitFor();
  await page.keyboard.press("Escape");
  await createDialog(page).waitFor({ state: "detached" });
  await at(page, table);
});

onServer("links, the environment's menu and Back ask before they leave a wizard with something typed", {}, async ({ page, server }) => {
  const session = await establishOwner(page, server);
  const list = `${server.url}${session.environments[0].id}/developer/destinations`;
  await page.goto(list);
  await page.getByRole("link", { name: "New destination" }).click();
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await name.fill("Night lake");
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  const staging = async () => {
    await page.getByRole("button", { name: "Environment" }).click();
    await page.getByRole("menuitemradio", { name: "Staging" }).click();
  };
  for (const leave of [() => page.getByRole("link", { name: "Connections", exact: true }).click(), staging, () => page.goBack()]) {
    await leave();
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    assert.equal(await name.inputValue(), "Night lake");
    await at(page, `${list}/new`);
  }
  await page.goBack();
  await question.getByRole("button", { name: "Leave" }).click();
  await at(page, list);
  assert.deepEqual(await call(page, server, "GET", `/environments/${session.environments[0].id}/destinations`).then((all) => all.length), 1);
});
