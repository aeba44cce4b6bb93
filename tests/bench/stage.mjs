// A stand-in for the server: the built app and one connection with as many subscriptions as asked for, all in memory.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { existsSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const you = { id: 1, name: "Tidewell Health" };
const partner = { id: 2, name: "Mercy Valley Health" };
const instant = "2026-11-20T08:00:00.000Z";
const models = ["Patient", "Encounter", "Observation", "Appointment", "Claim", "Coverage", "Practitioner", "ServiceRequest"];
const names = ["Intake API", "ADT feed", "Results feed", "Scheduling inbox", "Clinical lake", "Billing hub", "Imaging export"];

export const environment = id("e", 1);
export const connection = id("c", 1);

/** A UUID that says what it is of. */
function id(kind, number) {
  const digit = { e: "e", c: "c", a: "a", d: "d", b: "b" }[kind];
  return `0190${digit}000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
}

/** Numbers that are the same each time. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const nameOf = (kind, number) => `${names[number % names.length]} ${number + 1}${kind}`;

/**
 * Rows of one connection, one for each pair of ends: a fifth as many ends on each side, and a hub that every tenth line comes from.
 */
export function rows(count) {
  const next = random(7);
  const ends = Math.max(1, Math.round(count / 5));
  const known = new Set();
  const all = [];
  while (all.length < count) {
    const yours = all.length % 10 === 0 ? 0 : next(ends);
    const theirs = all.length % 10 === 0 ? next(ends) : (yours + next(2 + Math.ceil(ends / 4))) % ends;
    const isFromYou = yours % 3 !== 1;
    const model = models[next(models.length)];
    const key = `${yours} ${theirs} ${model}`;
    if (known.has(key)) continue;
    known.add(key);
    all.push(row(all.length, { yours, theirs, isFromYou, model, state: ["Active", "Active", "Active", "Paused", "Failing"][next(5)] }));
  }
  return all;
}

function row(number, { yours, theirs, isFromYou, model, state }) {
  const environmentFlag = "Development";
  const own = { name: nameOf("", yours), environmentFlag, organization: you };
  const other = { name: nameOf(" (MVH)", theirs), environmentFlag, organization: partner };
  return {
    id: id("b", number),
    name: `Route ${1 + (yours % 9)}`,
    connectionId: connection,
    source: { id: id("a", isFromYou ? yours : 100_000 + theirs), ...(isFromYou ? own : other) },
    destination: { id: id("d", isFromYou ? 100_000 + theirs : yours), ...(isFromYou ? other : own) },
    dataModel: `FHIR.${model}`,
    queueStatus: state,
    activatedAt: instant,
    createdAt: instant,
    updatedAt: instant,
    deletedAt: null,
    version: 1,
  };
}

const session = {
  person: { id: id("a", 999), name: "Aria Chen", email: "aria.chen@tidewell.example" },
  organization: you,
  role: "owner",
  environments: [{ id: environment, name: "Development", environmentFlag: "Development", organization: you, role: "engineer" }],
  organizations: [{ ...you, role: "owner" }],
};

const connections = [
  { id: id("c", 2), organization: you, kind: "Own", description: "", status: "Connected", requestedBy: null, connectedAt: instant, version: 1 },
  { id: connection, organization: partner, kind: "Partner", description: "Six hospitals.", status: "Connected", requestedBy: null, connectedAt: instant, version: 1 },
];

/** Serves the app in a folder, and the rows; answers the address and a way to stop. Asking for `/push?id=` has that row renamed by somebody else. */
export async function startStage(folder, subscriptions) {
  const lists = { connections, sources: [], destinations: [], subscriptions };
  const lines = [...subscriptions.map((row) => JSON.stringify(row)), ""].join("\n");
  const listening = new Set();
  let sequence = 1;
  const event = (since, rows) => `id: ${sequence}\nevent: rows\ndata: ${JSON.stringify({ since, sequence, rows })}\n\n`;
  const push = (id) => {
    const since = sequence;
    sequence += 1;
    const row = { ...subscriptions.find((row) => row.id === id), name: `Pushed ${sequence}`, version: sequence };
    for (const response of listening) response.write(event(since, [row]));
    return row;
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://stage");
    if (pathname === "/push") return json(response, push(searchParams.get("id")));
    if (pathname.endsWith("/subscriptions/snapshot")) {
      response.writeHead(200, { "content-type": "application/x-ndjson" });
      response.write(`${JSON.stringify({ sequence, total: subscriptions.length })}\n`);
      return response.end(lines);
    }
    if (pathname.endsWith("/subscriptions/events")) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(event(sequence, []));
      listening.add(response);
      return response.on("close", () => listening.delete(response));
    }
    const list = pathname.match(/^\/platform\/v1\/environments\/[^/]+\/(\w+)$/)?.[1];
    if (pathname === "/platform/v1/session") return json(response, { meta: { version: "1.0.0" }, payload: { session } });
    if (list in lists) return json(response, page(pathname, list, lists[list], searchParams));
    const file = join(folder, normalize(pathname));
    const isFile = existsSync(file) && statSync(file).isFile();
    const path = isFile ? file : join(folder, "index.html");
    response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" });
    response.end(await readFile(path));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, stop };
}

function page(path, list, all, query) {
  const [currentPage, pageSize] = [Number(query.get("_page") ?? 1), Number(query.get("_count") ?? 50)];
  const from = (currentPage - 1) * pageSize;
  const last = Math.max(1, Math.ceil(all.length / pageSize));
  const link = (number) => `${path}?_page=${number}&_count=${pageSize}`;
  const links = {
    self: link(currentPage),
    next: currentPage < last ? link(currentPage + 1) : null,
    prev: currentPage > 1 ? link(currentPage - 1) : null,
    first: link(1),
    last: link(last),
  };
  const meta = { version: "1.0.0", totalRecords: all.length, currentPage, pageType: "offset", pageSize, links };
  return { meta, payload: { [list]: all.slice(from, from + pageSize) } };
}

function json(response, body) {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
