// Every screen of the app: axe has nothing to say about it in light and in dark, it fits, and its pictures are kept.
// Here what stands around the pages: the ways in, the menus, the tokens, and what is said when something is wrong.
// The pages themselves are in the other files whose names begin with "screens".

import assert from "node:assert/strict";
import { onDemo } from "./harness/journey.mjs";
import { call, createSubscriptions } from "./steps/api.mjs";
import { look } from "./steps/look.mjs";
import { owner, signIn } from "./steps/owner.mjs";
import { anew, bare, heading, sample } from "./steps/screen.mjs";
import * as see from "./steps/see.mjs";

bare("set-up", async ({ page, server }) => {
  await page.goto(server.setupLink);
  await heading(page, "Welcome to Causeway");
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.getByRole("textbox", { name: "Organization name", description: /./ }).waitFor();
});

bare("used link", async ({ page, server, guard }) => {
  guard.allow(/status of 4\d\d .*\/links\/check\)/);
  await page.goto(`${server.url}setup#0123456789abcdef`);
  await heading(page, "This link cannot be used");
});

anew("sign-in", async ({ page, server }) => {
  await page.context().clearCookies();
  await page.goto(`${server.url}login`);
  await heading(page, "Sign in");
});

anew("sign-in, refused", async ({ page, server, guard }) => {
  guard.allow(/status of 401 .*\/platform\/v1\/session\)/);
  await page.context().clearCookies();
  // Whatever the address: someone who is not signed in learns nothing of what is there.
  await page.goto(`${server.url}no/such/page`);
  await signIn(page, { password: "not the right one" });
  await page.getByRole("alert").getByText(/password/i).waitFor();
});

anew("new password", async ({ page, server }) => {
  await page.goto(await server.ownerLink());
  await heading(page, "Choose a new password");
});

anew("sign in again", async ({ page, server, guard, environment }) => {
  guard.allow(/status of 401/);
  const [{ id }] = await createSubscriptions(page, server, "Hydrate the lake");
  await page.goto(`${server.url}${environment}/subscriptions/${id}`);
  const pause = page.getByRole("dialog", { name: "Subscription" }).getByRole("button", { name: "Pause" });
  await pause.waitFor();
  await page.context().clearCookies();
  await pause.click();
  await page.getByRole("dialog", { name: "Sign in again" }).getByRole("textbox", { name: "Password" }).waitFor();
});

anew("user menu", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("button", { name: `Account: ${owner.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
});

anew("palette, what can be done", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("button", { name: "Search and commands" }).click();
  await page.getByRole("option", { name: "Sign out" }).waitFor();
});

sample("palette, what was found", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("link", { name: "Mercy Valley Health" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Search and commands" }).getByRole("combobox").fill("lake");
  await page.getByRole("option", { name: /^Show \d+ subscriptions in the table$/ }).waitFor();
});

anew("palette, nothing found", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("button", { name: "Search and commands" }).click();
  await page.getByRole("dialog", { name: "Search and commands" }).getByRole("combobox").fill("zzz");
  await page.getByText("Nothing is called that.").waitFor();
});

anew("keyboard shortcuts", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("button", { name: `Account: ${owner.name}` }).click();
  await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
  await page.getByRole("checkbox", { name: "Keys pressed alone" }).waitFor();
});

anew("environment menu", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole("button", { name: "Environment: Development" }).click();
  await page.getByRole("menuitemradio", { name: "Production" }).or(page.getByRole("menuitem", { name: "Production" })).waitFor();
});

anew("messages", async ({ page, server, guard, environment }) => {
  guard.allow(/ERR_FAILED/);
  await createSubscriptions(page, server, "Hydrate the lake", ["FHIR.Patient", "FHIR.Encounter"]);
  await page.goto(`${server.url}${environment}/subscriptions`);
  const messages = page.getByRole("region", { name: "Messages" });
  const act = async (model, what) => {
    await see.row(page, "Hydrate the lake", model).getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: what }).click();
  };
  await page.route("**/platform/v1/subscriptions/*", (route) => route.abort());
  await act("FHIR® Patient", "Pause");
  await messages.getByText("is unchanged").waitFor();
  await page.unroute("**/platform/v1/subscriptions/*");
  await act("FHIR® Encounter", "Delete");
  // A message stays while it has the focus.
  await messages.getByRole("button", { name: "Undo" }).focus();
});

anew("tokens, none yet", async ({ page, server }) => {
  await page.goto(`${server.url}settings/tokens`);
  await heading(page, "No tokens yet");
});

/** The tokens' page with one token. */
async function openTokens(page, server) {
  await call(page, server, "POST", "/tokens", { data: { name: "Nightly export", scope: "read", days: 90 } });
  await page.goto(`${server.url}settings/tokens`);
  await page.getByRole("cell", { name: "Never" }).waitFor();
}

anew("tokens", async ({ page, server }) => {
  await openTokens(page, server);
});

anew("tokens, a new one", async ({ page, server }) => {
  await page.goto(`${server.url}settings/tokens`);
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).waitFor();
});

anew("tokens, the secret", async ({ page, server }) => {
  await page.goto(`${server.url}settings/tokens`);
  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog", { name: "Create token" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Nightly export");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await page.getByText("Copy this token now.").waitFor();
  await page.getByRole("button", { name: "Copy token" }).click();
  await page.getByText("Copied", { exact: true }).first().waitFor();
});

anew("tokens, the question before one is revoked", async ({ page, server }) => {
  await openTokens(page, server);
  await page.getByRole("button", { name: "Revoke Nightly export" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).waitFor();
});

anew("not found", async ({ page, server }) => {
  await page.goto(`${server.url}no/such/page`);
  await heading(page, "There is nothing here");
});

anew("failed to load", async ({ page, server, guard }) => {
  guard.allow(/ERR_FAILED/);
  await page.route("**/platform/v1/environments/**", (route) => route.abort());
  await page.goto(server.url);
  await heading(page, "The connections could not be loaded");
});

anew("failed to load a part of the app", async ({ page, server, guard, environment }) => {
  guard.allow(/ERR_FAILED|Failed to fetch/);
  await page.route("**/split_developer.wasm", (route) => route.abort());
  await page.goto(`${server.url}${environment}/developer/sources`);
  await heading(page, "This page could not be loaded");
});

anew("failed to start", async ({ page, server, guard }) => {
  guard.allow(/ERR_FAILED/);
  await page.route("**/platform/v1/session", (route) => route.abort());
  await page.goto(server.url);
  await heading(page, "Causeway cannot start");
});

anew("did not start", async ({ page, server, guard }) => {
  guard.allow(/ERR_FAILED|Failed to fetch/);
  await page.route("**/causeway_*.wasm", (route) => route.abort());
  await page.goto(server.url);
  await heading(page, "Causeway did not start");
});

anew("stopped working", async ({ page, server, guard }) => {
  guard.allow(/panicked at/);
  guard.allow(/uncaught: RuntimeError: unreachable/);
  await page.goto(server.url);
  // Nothing is known that makes the app panic. So the browser does what the app may rely on it not to do: it refuses to make an
  // element, once.
  await page.getByRole("button", { name: `Account: ${owner.name}` }).evaluate((menu) => {
    document.createElement = () => {
      delete document.createElement;
      throw new DOMException("no more elements today");
    };
    menu.click();
  });
  await page.getByRole("alert").getByRole("heading", { name: "Causeway stopped working" }).waitFor();
  assert.equal(await page.getByRole("button").count(), 1, "something of the app is left");
});

onDemo("screen: the demo, and its question before it is reset", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await see.tile(page.getByRole("list", { name: "Organizations you exchange data with" }), "Mercy Valley Health").waitFor();
  await look(page, "demo");
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await page.getByRole("alertdialog").waitFor();
  await look(page, "demo, reset");
});

onDemo("screen: why the demo has no tokens", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "API tokens" }).click();
  await heading(page, "Tokens need a server");
  await look(page, "demo, tokens");
});
