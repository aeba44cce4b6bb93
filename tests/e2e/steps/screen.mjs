// A screen: how one gets to it on a server of its own, and then a look at it.

import { onServer } from "../harness/journey.mjs";
import { call, defaults, establishOwner } from "./api.mjs";
import { look } from "./look.mjs";

/** A screen of a server that nobody has set up. */
export function bare(name, open) {
  onServer(`screen: ${name}`, {}, async (visit) => {
    await open(visit);
    await look(visit.page, name);
  });
}

/** A screen for the owner of an organization with nothing but its defaults. */
export function anew(name, open) {
  bare(name, async (visit) => {
    const { page, server } = visit;
    await establishOwner(page, server);
    await open({ ...visit, ...(await defaults(page, server)) });
  });
}

/** A screen for the owner of the sample organization. */
export function sample(name, open) {
  onServer(`screen: ${name}`, { sampleData: true }, async (visit) => {
    const { page, server } = visit;
    await establishOwner(page, server);
    const session = await call(page, server, "GET", "/session");
    const environment = session.environments[0].id;
    const connections = await call(page, server, "GET", `/environments/${environment}/connections`);
    const partner = connections.find(({ organization }) => organization.name === "Mercy Valley Health");
    const own = connections.find(({ kind }) => kind === "Own");
    await open({ ...visit, environment, connections, partner, own });
    await look(page, name);
  });
}

/** Waits for a heading, the first one with this name. */
export function heading(page, name) {
  return page.getByRole("heading", { name }).first().waitFor();
}
