// Every screen about finding partners: the directory, requests and their dialogs, the About tab, and the organization's profile.

import { call } from "./steps/api.mjs";
import { anew, heading, sample } from "./steps/screen.mjs";
import * as see from "./steps/see.mjs";

const at = (server, environment, page) => `${server.url}${environment}/connections/${page}`;

sample("directory", async ({ page, server, environment }) => {
  await page.goto(at(server, environment, "directory"));
  await page.getByRole("list", { name: "Directory" }).getByRole("link", { name: "Sparrow Pediatrics" }).waitFor();
});

sample("directory, nothing found", async ({ page, server, environment }) => {
  await page.goto(at(server, environment, "directory?q=zzz&model=FHIR.Slot"));
  await heading(page, "Nothing matches");
});

anew("directory, nobody listed", async ({ page, server, environment }) => {
  await page.goto(at(server, environment, "directory"));
  await heading(page, "Nobody is listed yet");
});

sample("directory, failed to load", async ({ page, server, guard, environment }) => {
  guard.allow(/ERR_FAILED/);
  await page.route("**/platform/v1/directory*", (route) => route.abort());
  await page.goto(at(server, environment, "directory"));
  await heading(page, "The directory could not be loaded");
});

/** The request form with a partner chosen. */
async function openForm(page, server, environment, name) {
  const entries = await call(page, server, "GET", "/directory?_count=1000");
  const { organization } = entries.find((entry) => entry.organization.name === name);
  await page.goto(at(server, environment, `request?organization=${organization.id}`));
  await page.getByRole("complementary", { name: `About ${name}` }).waitFor();
}

sample("request", async ({ page, server, environment }) => {
  await openForm(page, server, environment, "Palisade Pharmacy Network");
  await page.getByRole("textbox", { name: "Purpose" }).fill("Refills and their status");
  const models = page.getByRole("combobox", { name: "Data models" });
  await models.fill("MedicationRequest");
  await page.getByRole("option", { name: "FHIR® MedicationRequest" }).click();
  await models.press("Escape");
  await page.getByRole("textbox", { name: "Message" }).fill("We prescribe some 400 refills a day.");
  await page.getByRole("region", { name: "What they will read" }).getByText("Refills and their status").waitFor();
});

sample("request, with errors", async ({ page, server, environment }) => {
  await page.goto(at(server, environment, "request"));
  await page.getByRole("button", { name: "Send request" }).click();
  await page.getByText("Choose whom to ask.").waitFor();
});

sample("request, connected already", async ({ page, server, environment }) => {
  await openForm(page, server, environment, "Mercy Valley Health");
  await page.getByRole("link", { name: "Open the connection" }).waitFor();
});

sample("requests", async ({ page, server, environment }) => {
  await openForm(page, server, environment, "Palisade Pharmacy Network");
  await page.getByRole("textbox", { name: "Purpose" }).fill("Refills and their status");
  await page.getByRole("button", { name: "Send request" }).click();
  await page.getByText("Just sent").waitFor();
});

anew("requests, none yet", async ({ page, server, environment }) => {
  await page.goto(at(server, environment, "requests"));
  await heading(page, "No requests yet");
});

sample("requests, answering one", async ({ page, server, environment }) => {
  await page.goto(at(server, environment, "requests"));
  await page.getByRole("button", { name: "Accept the request of Northfield Imaging" }).click();
  await page.getByRole("textbox", { name: "A word to them" }).fill("Gladly. Shall we begin with orders?");
});

sample("requests, answered", async ({ page, server, environment }) => {
  await page.goto(at(server, environment, "requests"));
  await page.getByRole("button", { name: "Decline the request of Northfield Imaging" }).click();
  const dialog = page.getByRole("dialog", { name: /^Decline/ });
  await dialog.getByRole("textbox").fill("Not this year.");
  await dialog.getByRole("button", { name: "Decline" }).click();
  await page.getByText("Your answer").waitFor();
});

sample("requests, the question before one is withdrawn", async ({ page, server, environment }) => {
  await page.goto(at(server, environment, "requests"));
  await page.getByRole("button", { name: "Withdraw the request to Juniper Home Care" }).click();
  await page.getByRole("alertdialog").waitFor();
});

/** The settings of what Pulseline proposes in the sample. */
async function openProposal(page, server, environment) {
  const proposed = (row) => row.queueStatus === "Proposed" && row.source.organization.name === "Pulseline";
  const { id } = (await call(page, server, "GET", `/environments/${environment}/subscriptions?_count=1000`)).find(proposed);
  await page.goto(`${server.url}${environment}/connections/requests?subscription=${id}`);
  await page.getByRole("dialog", { name: "Subscription" }).getByRole("button", { name: "Approve" }).waitFor();
}

sample("settings of a proposal", async ({ page, server, environment }) => {
  await openProposal(page, server, environment);
});

sample("settings of a proposal, the question before it is declined", async ({ page, server, environment }) => {
  await openProposal(page, server, environment);
  await page.getByRole("dialog", { name: "Subscription" }).getByRole("button", { name: "Decline…" }).click();
  await page.getByRole("alertdialog").waitFor();
});

sample("flow with proposals", async ({ page, server, environment, connections }) => {
  const { id } = connections.find(({ organization }) => organization.name === "Pulseline");
  await page.goto(`${server.url}${environment}/connections/${id}`);
  await page.getByRole("button", { name: "Actions for Events API to FHIR store, FHIR CarePlan" }).first().click();
  await page.getByRole("menuitem", { name: "Approve", exact: true }).waitFor();
});

sample("about, a partner", async ({ page, server, environment, partner }) => {
  await page.goto(at(server, environment, `${partner.id}/about`));
  await page.getByRole("link", { name: /^interop@/ }).waitFor();
});

sample("about, a request to answer", async ({ page, server, environment }) => {
  await page.goto(server.url);
  await see.tile(page.getByRole("list", { name: /exchange data/ }), "Northfield Imaging").getByRole("link", { name: "Northfield Imaging" }).click();
  await page.getByRole("region", { name: "The request" }).waitFor();
  await page.getByRole("link", { name: /^interop@/ }).waitFor();
});

sample("about, the question before a connection ends", async ({ page, server, environment, partner }) => {
  await page.goto(at(server, environment, `${partner.id}/about`));
  await page.getByRole("button", { name: "End connection…" }).click();
  await page.getByRole("alertdialog").getByText("in Development").waitFor();
});

/** The About tab of a partner of the sample that shares ends. */
async function openShared(page, server, environment, connections) {
  const { id } = connections.find(({ organization }) => organization.name === "Pulseline");
  await page.goto(at(server, environment, `${id}/about`));
  const section = page.getByRole("region", { name: "Shared ends" });
  await section.getByRole("checkbox", { name: "HL7 gateway" }).waitFor();
  return section;
}

sample("about, shared ends", async ({ page, server, environment, connections }) => {
  const section = await openShared(page, server, environment, connections);
  await section.getByRole("checkbox", { name: "HL7 gateway" }).check();
  await section.getByText("3 ends will be shared.").waitFor();
});

sample("about, shared ends that could not be saved", async ({ page, server, guard, environment, connections }) => {
  const section = await openShared(page, server, environment, connections);
  await section.getByRole("checkbox", { name: "HL7 gateway" }).check();
  guard.allow(/ERR_FAILED/);
  await page.route("**/shared-ends", (route) => route.abort());
  await section.getByRole("button", { name: "Save shared ends" }).click();
  await section.getByRole("alert").getByText("Not saved").waitFor();
});

sample("about, a partner who shares nothing", async ({ page, server, environment, partner }) => {
  await page.goto(at(server, environment, `${partner.id}/about`));
  await page.getByText("shares nothing with you in Development yet").scrollIntoViewIfNeeded();
});

sample("create, proposing", async ({ page, server, environment, connections }) => {
  const section = await openShared(page, server, environment, connections);
  await section.getByRole("link", { name: "Propose a subscription… with Events API" }).click();
  const dialog = page.getByRole("dialog", { name: "Create subscription" });
  const destination = dialog.getByRole("combobox", { name: "Destination" });
  await destination.fill("Document archive");
  await dialog.getByRole("option", { name: "Document archive" }).click();
  await dialog.getByRole("button", { name: "FHIR® Patient" }).click();
  await dialog.getByRole("button", { name: "Propose subscription" }).scrollIntoViewIfNeeded();
});

sample("create, a partner's ends and yours", async ({ page, server, environment, connections }) => {
  const { id } = connections.find(({ organization }) => organization.name === "Pulseline");
  await page.goto(`${server.url}${environment}/connections/${id}?create=&connection=${id}`);
  const dialog = page.getByRole("dialog", { name: "Create subscription" });
  await dialog.getByRole("combobox", { name: "Source" }).fill("v");
  await dialog.getByRole("option", { name: "Events API" }).scrollIntoViewIfNeeded();
});

sample("connection that was not accepted yet", async ({ page, server, environment, connections }) => {
  const { id } = connections.find(({ organization }) => organization.name === "Juniper Home Care");
  await page.goto(at(server, environment, id));
  await page.getByRole("link", { name: "Waiting for Juniper Home Care" }).first().waitFor();
});

sample("organization profile", async ({ page, server }) => {
  await page.goto(`${server.url}settings/profile`);
  await page.getByRole("textbox", { name: "What you do" }).waitFor();
});

sample("organization profile, changed by someone else", async ({ page, server, guard }) => {
  guard.allow(/status of 412/);
  await page.goto(`${server.url}settings/profile`);
  await page.getByRole("textbox", { name: "What you do" }).fill("Clinics.");
  const session = await call(page, server, "GET", "/session");
  await call(page, server, "PATCH", `/organizations/${session.organization.id}`, { data: { about: "Theirs." } });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Take theirs" }).waitFor();
});
