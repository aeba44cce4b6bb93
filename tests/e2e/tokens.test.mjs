// API tokens: shown once, they work until they are revoked.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { establishOwner } from "./steps/api.mjs";
import { owner } from "./steps/owner.mjs";

onServer("a token is shown once, works for a script, and stops when it is revoked", {}, async ({ page, server }) => {
  const session = await establishOwner(page, server);
  await page.goto(server.url);
  await page.getByRole("button", { name: `Account: ${owner.name}` }).click();
  await page.getByRole("menuitem", { name: "API tokens" }).click();
  await page.getByRole("heading", { name: "No tokens yet" }).waitFor();

  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog", { name: "Create token" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Nightly export");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await page.getByText("Copy this token now. It will not be shown again.").waitFor();
  await page.getByRole("button", { name: "Copy token" }).click();
  await page.getByText("Copied", { exact: true }).first().waitFor();
  const token = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(token, /^cwy_/);

  const ask = (path, init = {}) =>
    fetch(`${server.url}platform/v1${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } });
  const answer = await ask("/session");
  assert.equal(answer.status, 200);
  assert.equal((await answer.json()).payload.session.organization.name, owner.organization);
  const refused = await ask(`/environments/${session.environments[0].id}/sources`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Of a token that may only read" }),
  });
  assert.equal(refused.status, 403);

  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Nightly export" });
  await row.waitFor();
  assert.equal(await page.getByText(token).count(), 0, "the secret is shown again");

  await row.getByRole("button", { name: "Revoke Nightly export" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  await row.waitFor({ state: "hidden" });
  assert.equal((await ask("/session")).status, 401);
});
