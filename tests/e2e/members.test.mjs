// Somebody is invited, comes with less than they need, reads why, and gets it.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { establishOwner } from "./steps/api.mjs";
import { owner } from "./steps/owner.mjs";

const viewer = { name: "Noah Whitaker", email: "noah.whitaker@tidewell.example", password: "a viewer's long password" };

onServer("a viewer comes by a link, reads why they may not, and is made an engineer", {}, async ({ page, server }) => {
  const session = await establishOwner(page, server);
  await page.goto(server.url);
  await page.getByRole("button", { name: `Account: ${owner.name}` }).click();
  await page.getByRole("menuitem", { name: "Members" }).click();
  await page.getByRole("row").filter({ hasText: owner.email }).waitFor();

  await page.getByRole("button", { name: "Invite someone" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite someone" });
  await dialog.getByRole("textbox", { name: "E-mail" }).fill(viewer.email);
  await dialog.getByRole("button", { name: "Create invitation" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Copied", { exact: true }).first().waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /\/invitation#/);
  await page.getByRole("row").filter({ hasText: viewer.email }).waitFor();

  const context = await page.context().browser().newContext({ reducedMotion: "reduce" });
  try {
    const theirs = await context.newPage();
    theirs.setDefaultTimeout(10_000);
    await theirs.goto(link);
    await theirs.getByRole("heading", { name: `Join ${owner.organization}` }).waitFor();
    await theirs.getByRole("textbox", { name: "Your name" }).fill(viewer.name);
    await theirs.getByRole("textbox", { name: "Password" }).fill(viewer.password);
    await theirs.getByRole("button", { name: "Create account and join" }).click();
    await theirs.getByRole("heading", { name: "Connections", level: 1 }).waitFor();

    const create = theirs.getByRole("button", { name: "Create subscription" });
    await create.focus();
    await theirs.getByRole("tooltip").filter({ hasText: "Only engineers of Development may do this." }).waitFor();
    assert.equal(await create.getAttribute("aria-disabled"), "true");
    const refused = await context.request.post(
      `${server.url}platform/v1/environments/${session.environments[0].id}/sources`,
      { data: { name: "Of a viewer" } },
    );
    assert.equal(refused.status(), 403);

    await page.reload();
    await page.getByRole("button", { name: `Actions for ${viewer.name}` }).click();
    await page.getByRole("menuitem", { name: "Change roles…" }).click();
    const roles = page.getByRole("dialog", { name: `Roles of ${viewer.name}` });
    await roles.getByRole("combobox", { name: "In Development" }).selectOption("engineer");
    await roles.getByRole("button", { name: "Change roles" }).click();
    await page.getByText(`The roles of ${viewer.name} are changed.`).first().waitFor();

    await theirs.reload();
    await theirs.getByRole("link", { name: "Create subscription" }).waitFor();

    await page.getByRole("button", { name: `Actions for ${viewer.name}` }).click();
    await page.getByRole("menuitem", { name: "Remove…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await page.getByRole("row").filter({ hasText: viewer.email }).waitFor({ state: "hidden" });
    await theirs.reload();
    await theirs.getByRole("heading", { name: "Sign in" }).waitFor();
  } finally {
    await context.close();
  }
});
