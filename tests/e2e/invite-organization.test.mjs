// An organization that is not here yet is invited by another one, comes by the link, and both see that they are connected.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { call, establishOwner } from "./steps/api.mjs";
import { Keyboard, Mouse } from "./steps/hands.mjs";
import { owner } from "./steps/owner.mjs";
import * as see from "./steps/see.mjs";

const guest = { name: "Bea Lorenz", email: "bea.lorenz@cedar.example", password: "an owner's long password" };

const tile = (page, name) => see.tile(page.getByRole("list", { name: /exchange data/ }), name);

/** Invites from the requests page; answers the link that is shown. */
async function invite(page, hands, { organization, email, message = "" }) {
  await hands.press(page.getByRole("button", { name: "Invite an organization…" }));
  const dialog = page.getByRole("dialog", { name: "Invite an organization" });
  await hands.write(dialog.getByRole("textbox", { name: "Organization name" }), organization);
  await hands.write(dialog.getByRole("textbox", { name: "E-mail" }), email);
  if (message) {
    await hands.write(dialog.getByRole("textbox", { name: "A word to them" }), message);
  }
  await hands.press(dialog.getByRole("button", { name: "Create invitation" }));
  await hands.press(page.getByRole("button", { name: "Copy link" }));
  await page.getByText("Copied", { exact: true }).first().waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

for (const [way, Hands] of [
  ["by mouse", Mouse],
  ["by keyboard alone", Keyboard],
]) {
  onServer(`an organization is invited, comes and is connected, ${way}`, {}, async ({ page, server }) => {
    const hands = new Hands(page);
    const session = await establishOwner(page, server);
    const here = `${server.url}${session.environments[0].id}/connections`;
    await page.goto(`${here}/requests`);
    const message = "Let us exchange referrals.";
    const link = await invite(page, hands, { organization: "Cedar Clinic", email: guest.email, message });
    assert.match(link, /\/invitation#/);
    const invited = page.getByRole("row").filter({ hasText: guest.email });
    await invited.waitFor();

    const context = await page.context().browser().newContext({ reducedMotion: "reduce" });
    try {
      const theirs = await context.newPage();
      theirs.setDefaultTimeout(10_000);
      const theirHands = new Hands(theirs);
      await theirs.goto(link);
      await theirs.getByRole("heading", { name: `Connect with ${owner.organization}` }).waitFor();
      await theirs.getByText(message).waitFor();
      const name = theirs.getByRole("textbox", { name: "Organization name" });
      assert.equal(await name.inputValue(), "Cedar Clinic");
      await theirHands.write(name, "Cedar Clinics");
      await theirHands.write(theirs.getByRole("textbox", { name: "Your name" }), guest.name);
      await theirHands.write(theirs.getByRole("textbox", { name: "Password" }), guest.password);
      await theirHands.press(theirs.getByRole("button", { name: "Create and connect" }));
      await theirs.getByRole("heading", { name: "Connections", level: 1 }).waitFor();
      await tile(theirs, owner.organization).waitFor();

      // Who invited is told, without reloading anything.
      await invited.waitFor({ state: "hidden" });
      await hands.press(page.getByRole("link", { name: /^Connected orgs/ }));
      await tile(page, "Cedar Clinics").waitFor();
      const connections = await call(page, server, "GET", `/environments/${session.environments[0].id}/connections`);
      const connected = connections.find(({ organization }) => organization.name === "Cedar Clinics");
      assert.equal(connected.status, "Connected");

      await theirs.goto(link);
      await theirs.getByRole("heading", { name: "This link cannot be used" }).waitFor();
    } finally {
      await context.close();
    }
  });
}

onServer("whoever has an account owns what they are invited to found as well", {}, async ({ page, server, guard }) => {
  // A guess at the password.
  guard.allow(/status of 401 .*\/links\/organization\)$/);
  const session = await establishOwner(page, server);
  await page.goto(`${server.url}${session.environments[0].id}/connections/directory`);
  const link = await invite(page, new Mouse(page), { organization: "Tidewell Labs", email: owner.email });
  await page.context().clearCookies();
  await page.goto(link);
  await page.getByText("There is an account with this address").waitFor();
  await page.getByRole("textbox", { name: "Password" }).fill("a guess");
  await page.getByRole("button", { name: "Sign in and connect" }).click();
  await page.getByText("Check the password of your account").first().waitFor();
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in and connect" }).click();
  await tile(page, owner.organization).waitFor();
  const { organizations } = await call(page, server, "GET", "/session");
  assert.deepEqual(organizations.map(({ name, role }) => [name, role]), [
    [owner.organization, "owner"],
    ["Tidewell Labs", "owner"],
  ]);
});

onServer("an invitation is taken back, and its link leads nowhere", {}, async ({ page, server, guard }) => {
  guard.allow(/status of 401 .*\/links\/check\)$/);
  const session = await establishOwner(page, server);
  await page.goto(`${server.url}${session.environments[0].id}/connections/requests`);
  const link = await invite(page, new Mouse(page), { organization: "Cedar Clinic", email: guest.email });
  await page.getByRole("button", { name: "Revoke the invitation of Cedar Clinic" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke invitation" }).click();
  await page.getByText("Cedar Clinic is no longer invited.").first().waitFor();
  await page.getByRole("row").filter({ hasText: guest.email }).waitFor({ state: "hidden" });
  await page.goto(link);
  await page.getByRole("heading", { name: "This link cannot be used" }).waitFor();
  await page.goto(server.url);
  await page.getByRole("heading", { name: "Connections", level: 1 }).waitFor();
});
