// A test in a browser: a fresh context on the server or the demo, watched, cleaned up.

import { mkdir } from "node:fs/promises";
import { test } from "node:test";
import { browser } from "./browser.mjs";
import { Demo } from "./demo.mjs";
import { Guard } from "./guard.mjs";
import { repository } from "./repository.mjs";
import { Server } from "./server.mjs";

const results = repository("tests/e2e/results");

/**
 * A test on the real server with an empty database. Options: `sampleData`, `flags` for the server,
 * `context` for Playwright. The body gets `page`, `context`, `guard` and `server`.
 */
export function onServer(name, options, body) {
  test(name, async () => {
    const server = await Server.start(options);
    await visit(name, { server }, options, body);
  });
}

/** A test on the demo folder. Options: `context` for Playwright. The body gets `demo` for `server`. */
export function onDemo(name, options, body) {
  test(name, async () => {
    const demo = await Demo.start();
    await visit(name, { demo }, options, body);
  });
}

/** Writes a picture of the page to tests/e2e/results/. */
export async function shot(page, name) {
  await mkdir(results, { recursive: true });
  await page.screenshot({ path: `${results}/${name}.png`, animations: "disabled" });
}

async function visit(name, host, options, body) {
  const { url, stop } = hostOf(host);
  try {
    const context = await (await browser()).newContext({
      baseURL: url,
      viewport: { width: 1280, height: 800 },
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      ...options.context,
    });
    try {
      const guard = await Guard.watch(context, host.demo);
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      try {
        await body({ page, context, guard, ...host });
        guard.check();
      } catch (error) {
        await shot(page, `failed ${name.replaceAll(/[^\w ]/g, "")}`).catch(() => {});
        // What a step did not find may be missing because of what the page said of itself.
        error.message += guard.problems().map((problem) => `\n${problem}`).join("");
        throw error;
      }
    } finally {
      await context.close();
    }
  } finally {
    await stop();
  }
}

function hostOf({ server, demo }) {
  const host = server ?? demo;
  return { url: host.url, stop: () => host.stop() };
}
