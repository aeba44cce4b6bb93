// Signing in and out, and the links for those who cannot.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { establishOwner } from "./steps/api.mjs";
import { eventually } from "./steps/eventually.mjs";
import { owner, signIn } from "./steps/owner.mjs";

const refusedSignIn = /status of 401 .*\/platform\/v1\/session\)/;
const connections = (page) => page.getByRole("heading", { name: "Connections", level: 1 });

/** An owner exists, and this browser is nobody. */
async function signedOut(page, server) {
  await establishOwner(page, server);
  await page.context().clearCookies();
}

onServer("signing out ends the session, and back does not bring it back", {}, async ({ page, server }) => {
  await establishOwner(page, server);
  await page.goto(server.url);
  await connections(page).waitFor();
  await page.getByRole("button", { name: `Account: ${owner.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

onServer("a deep link asks who you are and then goes where it led", {}, async ({ page, server }) => {
  const session = await establishOwner(page, server);
  await page.context().clearCookies();
  const link = `${server.url}${session.environments[1].id}/subscriptions?q=lake`;
  await page.goto(link);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  assert.match(page.url(), /\/login\?to=/);
  await signIn(page);
  await page.getByRole("button", { name: "Environment: Staging" }).waitFor();
  assert.equal(page.url(), link);
  assert.equal(await page.getByRole("combobox", { name: "Filter subscriptions" }).inputValue(), "lake");
});

onServer("a wrong password says so beside the form and keeps the e-mail", {}, async ({ page, server, guard }) => {
  guard.allow(refusedSignIn);
  await signedOut(page, server);
  await page.goto(server.url);
  await signIn(page, { password: "not the right one" });
  await page.getByRole("alert").getByText(/password/i).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "E-mail" }).inputValue(), owner.email);
  await signIn(page);
  await connections(page).waitFor();
});

onServer("after many wrong passwords the page says how long to wait", {}, async ({ page, server, guard }) => {
  guard.allow(refusedSignIn);
  guard.allow(/status of 429/);
  await signedOut(page, server);
  await page.goto(server.url);
  const answered = () => page.waitForResponse((response) => response.request().method() === "POST");
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const answer = answered();
    await signIn(page, { password: `guess number ${attempt}` });
    await answer;
  }
  await signIn(page, { password: "one guess more" });
  await page.getByRole("alert").getByText(/Too many attempts\. Wait \d+ seconds?/).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Password" }).inputValue(), "one guess more");
});

onServer("a lost password is replaced by the link that owner-link prints", {}, async ({ page, server, guard }) => {
  guard.allow(refusedSignIn);
  await signedOut(page, server);
  const link = await server.ownerLink();
  await page.goto(link);
  await page.getByText(owner.email).waitFor();
  await page.getByRole("textbox", { name: "New password" }).fill("another horse and its battery");
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await connections(page).waitFor();

  await page.context().clearCookies();
  await page.goto(server.url);
  await signIn(page);
  await page.getByRole("alert").waitFor();
  await signIn(page, { password: "another horse and its battery" });
  await connections(page).waitFor();
});

onServer("a link that was used says what to do", {}, async ({ page, server, guard }) => {
  guard.allow(/status of 4\d\d .*\/links\/check\)/);
  const { setupLink } = server;
  await establishOwner(page, server);
  await page.goto(setupLink);
  await page.getByRole("heading", { name: "This link cannot be used" }).waitFor();
  await page.getByText("causeway owner-link").waitFor();
  await page.getByRole("link", { name: "Go to sign-in" }).click();
  await eventually(() => assert.match(page.url(), new RegExp(`^${server.url}(login|[\\w-]+/connections)$`)));
});
