// Somebody is invited, comes with less than they need, reads why, and gets it; somebody else belongs to two organizations.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { call, createEnd, establishOwner, feed } from "./steps/api.mjs";
import { owner } from "./steps/owner.mjs";

const viewer = { name: "Noah Whitaker", email: "noah.whitaker@tidewell.example", password: "a viewer's long password" };
const neighbour = { organization: "Cedar Clinic", name: "Bea Lorenz", email: "bea.lorenz@cedar.example", password: "an owner's long password" };

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

/** Invites the neighbour's organization by the API, and comes as its owner on a page of its own; answers their session. */
async function establishNeighbour(page, theirs, server) {
  const { organization: organizationName, name, email, password } = neighbour;
  const headers = () => ({ "Idempotency-Key": crypto.randomUUID() });
  const invitation = { data: { email, organizationName }, headers: headers() };
  const { link } = await call(page, server, "POST", "/connection-invitations", invitation);
  const data = { token: new URL(link).hash.slice(1), organizationName, name, password };
  return call(theirs, server, "POST", "/links/organization", { data, headers: headers() });
}

onServer("whoever has an account joins another organization, and sees one of them at a time", {}, async ({ page, server }) => {
  const session = await establishOwner(page, server);
  const context = await page.context().browser().newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 } });
  try {
    const theirs = await context.newPage();
    theirs.setDefaultTimeout(10_000);
    const { environments } = await establishNeighbour(page, theirs, server);
    const ours = await createEnd(page, server, session.environments[0].id, "sources", feed("Tidewell intake"));
    await createEnd(theirs, server, environments[0].id, "sources", feed("Cedar intake"));

    const environmentRoles = session.environments.map(({ id }) => ({ environmentId: id, role: "viewer" }));
    const data = { email: neighbour.email, role: "member", environmentRoles };
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const path = `/organizations/${session.organization.id}/invitations`;
    const { link } = await call(page, server, "POST", path, { data, headers });
    await theirs.goto(`${server.url}invitation${new URL(link).hash}`);
    await theirs.getByRole("heading", { name: `Join ${owner.organization}` }).waitFor();
    await theirs.getByText("There is an account with this address").waitFor();
    assert.equal(await theirs.getByRole("textbox", { name: "Your name" }).count(), 0);
    await theirs.getByRole("textbox", { name: "Password" }).fill(neighbour.password);
    await theirs.getByRole("button", { name: "Sign in and join" }).click();

    const source = (name) => theirs.getByRole("link", { name, exact: true });
    const account = theirs.getByRole("button", { name: `Account: ${neighbour.name}` });
    const seesOnly = async (organization, seen, unseen) => {
      await account.filter({ hasText: organization }).waitFor();
      await theirs.getByRole("link", { name: "Developer" }).click();
      await source(seen).waitFor();
      assert.equal(await source(unseen).count(), 0);
    };
    await seesOnly(owner.organization, "Tidewell intake", "Cedar intake");
    const there = theirs.url();
    await account.click();
    await theirs.getByRole("menuitemradio", { name: neighbour.organization }).click();
    await theirs.getByRole("heading", { name: "Connections", level: 1 }).waitFor();
    await seesOnly(neighbour.organization, "Cedar intake", "Tidewell intake");

    // What belongs to the other one is as if it did not exist, and a link to it says where else it may be.
    const hidden = await context.request.get(`${server.url}platform/v1/sources/${ours.id}`);
    const missing = await context.request.get(`${server.url}platform/v1/sources/${crypto.randomUUID()}`);
    assert.deepEqual([hidden.status(), await hidden.text()], [404, await missing.text()]);
    await theirs.goto(there);
    await theirs.getByRole("button", { name: `Look in ${owner.organization}` }).click();
    await source("Tidewell intake").waitFor();
    assert.equal(theirs.url(), there);
  } finally {
    await context.close();
  }
});
