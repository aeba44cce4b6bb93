// Two organizations on one server, each in a browser of its own: they meet, connect, share, propose, approve, see each other's end of the
// same subscription, pause it and end it, and end the connection. What one does, the other sees without reloading.

import assert from "node:assert/strict";
import { onServer } from "./harness/journey.mjs";
import { Guard } from "./harness/guard.mjs";
import { call, createEnd, endpoint, establishOwner, feed } from "./steps/api.mjs";
import { owner } from "./steps/owner.mjs";
import * as see from "./steps/see.mjs";

const partner = {
  organization: "Mercy Lake Cardiology",
  name: "Bea Lindqvist",
  email: "bea.lindqvist@mercylake.example",
  password: "a cardiologist's long password",
};

/** The second organization, founded by the link that whoever runs the server gets, in a browser of its own. */
async function foundPartner(page, server) {
  await page.goto(await server.organizationLink());
  await page.getByRole("textbox", { name: "Organization name" }).fill(partner.organization);
  await page.getByRole("textbox", { name: "Your name" }).fill(partner.name);
  await page.getByRole("textbox", { name: "E-mail" }).fill(partner.email);
  await page.getByRole("textbox", { name: "Password" }).fill(partner.password);
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.getByRole("heading", { name: "Connections", level: 1 }).waitFor();
}

const partners = (page) => page.getByRole("list", { name: "Organizations you exchange data with" });

async function development(page, server) {
  const session = await call(page, server, "GET", "/session");
  return session.environments[0].id;
}

/** Opens the connection's tab with the other organization from Connected orgs. */
async function openConnection(page, server, name) {
  await page.goto(server.url);
  await see.tile(partners(page), name).getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
}

async function meetAndConnect(ours, theirs, server) {
  await theirs.goto(`${server.url}settings/profile`);
  await theirs.getByRole("checkbox", { name: "List us in the directory" }).check();
  await theirs.getByRole("textbox", { name: "What you do" }).fill("Cardiology for three counties.");
  await theirs.getByRole("button", { name: "Save" }).click();
  await theirs.getByText("The profile is saved.").first().waitFor();

  await ours.goto(server.url);
  await ours.getByRole("link", { name: "Directory", exact: true }).click();
  await ours.getByRole("searchbox", { name: "Search the directory" }).fill("cardio");
  await ours.getByRole("list", { name: "Directory" }).getByRole("link", { name: partner.organization }).click();
  await ours.getByRole("textbox", { name: "Purpose" }).fill("Referrals");
  await ours.getByRole("textbox", { name: "Message" }).fill("We refer some forty patients a week to you.");
  await ours.getByRole("button", { name: "Send request" }).click();
  await ours.getByRole("list", { name: "Sent" }).getByText("Just sent").waitFor();

  await theirs.goto(server.url);
  await theirs.getByRole("link", { name: "Requests 1" }).click();
  await theirs.getByText("We refer some forty patients a week to you.").waitFor();
  await theirs.getByRole("button", { name: `Accept the request of ${owner.organization}` }).click();
  const dialog = theirs.getByRole("dialog", { name: /^Accept/ });
  await dialog.getByRole("textbox", { name: "A word to them" }).fill("Gladly");
  await dialog.getByRole("button", { name: "Accept" }).click();
  await theirs.getByText(`You are connected with ${owner.organization}.`).first().waitFor();
}

async function shareInbox(theirs, server) {
  await openConnection(theirs, server, owner.organization);
  await theirs.getByRole("link", { name: "About", exact: true }).click();
  const shared = theirs.getByRole("region", { name: "Shared ends" });
  await shared.getByRole("checkbox", { name: "Cardiology inbox" }).check();
  await shared.getByRole("button", { name: "Save shared ends" }).click();
  await theirs.getByText(`What you share with ${owner.organization} is saved.`).first().waitFor();
}

async function propose(ours, server) {
  await openConnection(ours, server, partner.organization);
  await ours.getByRole("link", { name: "Create subscription", exact: true }).first().click();
  const dialog = ours.getByRole("dialog", { name: "Create subscription" });
  await dialog.getByRole("combobox", { name: "Source" }).click();
  await ours.getByRole("option", { name: "Referral feed" }).click();
  await dialog.getByRole("combobox", { name: "Destination" }).click();
  await ours.getByRole("option", { name: "Cardiology inbox" }).click();
  await dialog.getByRole("combobox", { name: "Data models" }).click();
  await ours.getByRole("option", { name: "FHIR® Patient" }).click();
  await ours.keyboard.press("Escape");
  await dialog.getByRole("textbox", { name: "Subscription name" }).fill("Referrals");
  await dialog.getByRole("button", { name: "Propose subscription" }).click();
  await dialog.waitFor({ state: "hidden" });
}

const line = (page, name, state) =>
  page.getByRole("group", { name: `Flow of ${name}` }).getByRole("link", { name: `Referral feed to Cardiology inbox, FHIR Patient, ${state}` });

async function pickFromLine(page, item) {
  await page.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

onServer("two organizations meet, connect, share, propose, approve and part", {}, async ({ page: ours, context, guard, server }) => {
  const second = await context.browser().newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 } });
  try {
    const theirGuard = await Guard.watch(second);
    const theirs = await second.newPage();
    theirs.setDefaultTimeout(10_000);
    await establishOwner(ours, server);
    await foundPartner(theirs, server);
    await createEnd(ours, server, await development(ours, server), "sources", feed("Referral feed"));
    await createEnd(theirs, server, await development(theirs, server), "destinations", endpoint("Cardiology inbox"));

    await meetAndConnect(ours, theirs, server);
    await shareInbox(theirs, server);
    await propose(ours, server);
    await line(ours, partner.organization, "proposed").waitFor();

    // The other side sees it, sees whose end is whose, and decides.
    await openConnection(theirs, server, owner.organization);
    await line(theirs, owner.organization, "proposed").waitFor();
    await pickFromLine(theirs, "Approve");
    await line(theirs, owner.organization, "active").waitFor();
    await line(ours, partner.organization, "active").waitFor();
    await ours.getByRole("link", { name: /^Cardiology inbox, destination/ }).click();
    await ours.getByRole("heading", { name: "Cardiology inbox", level: 1 }).waitFor();
    await ours.getByText(partner.organization).first().waitFor();
    await ours.goBack();

    // Either side pauses it, and either ends it.
    await pickFromLine(theirs, "Pause");
    await line(ours, partner.organization, "paused").waitFor();
    await pickFromLine(ours, "Resume");
    await line(theirs, owner.organization, "active").waitFor();
    await pickFromLine(ours, "Delete");
    await line(theirs, owner.organization, "active").waitFor({ state: "hidden" });

    await ours.getByRole("link", { name: "About", exact: true }).click();
    await ours.getByRole("button", { name: "End connection…" }).click();
    await ours.getByRole("alertdialog", { name: /^End the connection/ }).getByRole("button", { name: "End connection" }).click();
    await ours.getByRole("link", { name: "Ask again" }).waitFor();
    await theirs.goto(server.url);
    await see.tile(partners(theirs), owner.organization).getByText("Ended").waitFor();
    const left = await call(theirs, server, "GET", `/environments/${await development(theirs, server)}/subscriptions`);
    assert.ok(!left.some(({ name }) => name === "Referrals"), "nothing is left between them");
    theirGuard.check();
  } finally {
    await second.close();
  }
});
