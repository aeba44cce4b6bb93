// Every screen on the way of an organization that is not here yet: inviting it, the link, who is invited, and what the link leads to.

import { call } from "./steps/api.mjs";
import { owner } from "./steps/owner.mjs";
import { anew, heading, sample } from "./steps/screen.mjs";

const there = { organizationName: "Cedar Clinic", email: "bea.lorenz@cedar.example" };
const message = "We refer about forty patients a month to you.\nLet us exchange referrals and results here.";

/** Invites by the API; answers the link. */
async function invite({ page, server }, data = { ...there, message }) {
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const { link } = await call(page, server, "POST", "/connection-invitations", { data, headers });
  return `${server.url}invitation${new URL(link).hash}`;
}

const open = ({ page, server, environment }, name, query = "") =>
  page.goto(`${server.url}${environment}/connections/${name}${query}`);

async function ask(page) {
  await page.getByRole("button", { name: "Invite an organization…" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite an organization" });
  await dialog.waitFor();
  return dialog;
}

sample("directory, nobody matches and may be invited", async (visit) => {
  await open(visit, "directory", "?q=Cedar+Clinic");
  await heading(visit.page, "Nothing matches");
});

sample("invite an organization", async (visit) => {
  await open(visit, "directory", "?q=Cedar+Clinic");
  await ask(visit.page);
});

sample("invite an organization, with errors", async (visit) => {
  await open(visit, "request");
  const dialog = await ask(visit.page);
  await dialog.getByRole("textbox", { name: "E-mail" }).fill("bea");
  await dialog.getByRole("button", { name: "Create invitation" }).click();
  await dialog.getByText("Enter an e-mail address").waitFor();
});

anew("invite an organization, the link to copy", async (visit) => {
  await open(visit, "requests");
  const dialog = await ask(visit.page);
  await dialog.getByRole("textbox", { name: "Organization name" }).fill(there.organizationName);
  await dialog.getByRole("textbox", { name: "E-mail" }).fill(there.email);
  await dialog.getByRole("button", { name: "Create invitation" }).click();
  await visit.page.getByRole("button", { name: "Copy link" }).waitFor();
});

sample("invited organizations, the question before one is revoked", async (visit) => {
  await invite(visit);
  await open(visit, "requests");
  await visit.page.getByRole("button", { name: "Revoke the invitation of Cedar Clinic" }).click();
  await visit.page.getByRole("alertdialog").waitFor();
});

anew("invited organizations", async (visit) => {
  await invite(visit);
  await open(visit, "requests");
  await visit.page.getByRole("row").filter({ hasText: there.email }).waitFor();
});

anew("invitation of an organization", async (visit) => {
  const link = await invite(visit);
  await visit.page.context().clearCookies();
  await visit.page.goto(link);
  await heading(visit.page, `Connect with ${owner.organization}`);
});

anew("invitation of an organization, with an account", async (visit) => {
  const link = await invite(visit, { ...there, email: owner.email });
  await visit.page.context().clearCookies();
  await visit.page.goto(link);
  await visit.page.getByText("There is an account with this address").waitFor();
});
