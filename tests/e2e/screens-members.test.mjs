// Every screen about members and roles: the page, its dialogs, what a link leads to, and what somebody finds who may not.

import { onDemo } from "./harness/journey.mjs";
import { call } from "./steps/api.mjs";
import { look } from "./steps/look.mjs";
import { anew, heading, sample } from "./steps/screen.mjs";

const members = async ({ page, server }) => {
  await page.goto(`${server.url}settings/members`);
  await page.getByRole("button", { name: /^Actions for/ }).first().waitFor();
};

/** Invites somebody by the API; answers the link. */
async function invite({ page, server }, role = "viewer") {
  const session = await call(page, server, "GET", "/session");
  const environmentRoles = session.environments.map(({ id }) => ({ environmentId: id, role }));
  const path = `/organizations/${session.organization.id}/invitations`;
  const data = { email: "noah.whitaker@lakeside.example", role: "member", environmentRoles };
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const { link } = await call(page, server, "POST", path, { data, headers });
  return `${server.url}invitation${new URL(link).hash}`;
}

/** Becomes somebody who was invited with this role. */
async function join(visit, role) {
  const { page, server } = visit;
  const link = await invite(visit, role);
  await page.context().clearCookies();
  const data = { token: new URL(link).hash.slice(1), name: "Noah Whitaker", password: "a viewer's long password" };
  await call(page, server, "POST", "/links/invitation", { data });
}

sample("members", members);

sample("members, somebody invited", async (visit) => {
  await invite(visit);
  await members(visit);
  await visit.page.getByRole("row").filter({ hasText: "lakeside" }).waitFor();
});

sample("members, a menu open", async (visit) => {
  await members(visit);
  await visit.page.getByRole("button", { name: "Actions for Aria Chen" }).click();
  await visit.page.getByRole("menuitem", { name: "Leave the organization…" }).waitFor();
});

sample("members, other roles", async (visit) => {
  await members(visit);
  await visit.page.getByRole("button", { name: "Actions for Marcus Okafor" }).click();
  await visit.page.getByRole("menuitem", { name: "Change roles…" }).click();
  await visit.page.getByRole("dialog", { name: "Roles of Marcus Okafor" }).waitFor();
});

sample("members, the question before somebody is removed", async (visit) => {
  await members(visit);
  await visit.page.getByRole("button", { name: "Actions for Marcus Okafor" }).click();
  await visit.page.getByRole("menuitem", { name: "Remove…" }).click();
  await visit.page.getByRole("alertdialog").waitFor();
});

sample("members, inviting", async (visit) => {
  await members(visit);
  await visit.page.getByRole("button", { name: "Invite someone" }).click();
  await visit.page.getByRole("dialog", { name: "Invite someone" }).waitFor();
});

sample("members, a link to copy", async (visit) => {
  await members(visit);
  await visit.page.getByRole("button", { name: "Invite someone" }).click();
  const dialog = visit.page.getByRole("dialog", { name: "Invite someone" });
  await dialog.getByRole("textbox", { name: "E-mail" }).fill("noah.whitaker@lakeside.example");
  await dialog.getByRole("button", { name: "Create invitation" }).click();
  await visit.page.getByRole("button", { name: "Copy link" }).waitFor();
});

anew("invitation", async (visit) => {
  const link = await invite(visit);
  await visit.page.context().clearCookies();
  await visit.page.goto(link);
  await heading(visit.page, "Join Tidewell Health");
});

sample("connections, for a viewer", async (visit) => {
  await join(visit, "viewer");
  await visit.page.goto(visit.server.url);
  await visit.page.getByRole("button", { name: "Create subscription" }).focus();
  await visit.page.getByRole("tooltip").first().waitFor();
});

sample("source, for a viewer", async (visit) => {
  const { page, server, environment } = visit;
  const [source] = await call(page, server, "GET", `/environments/${environment}/sources`);
  await join(visit, "viewer");
  await page.goto(`${server.url}${environment}/developer/sources/${source.id}`);
  await page.getByText("Only engineers of Development may do this.").waitFor();
});

sample("members, without a role anywhere", async (visit) => {
  await join(visit, "none");
  await visit.page.goto(visit.server.url);
  await visit.page.getByText("You have no role in any environment yet").waitFor();
});

onDemo("screen: as whom the demo is seen", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await page.getByRole("button", { name: "See as…" }).click();
  await page.getByRole("dialog", { name: "See as…" }).getByRole("radio", { name: "Aria Chen" }).waitFor();
  await look(page, "demo, see as");
});
