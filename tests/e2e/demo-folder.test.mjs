// The demo as a folder on a static host: any sub-path, deep links, no server behind it.

import assert from "node:assert/strict";
import { onDemo } from "./harness/journey.mjs";

const started = (page) => page.waitForFunction(() => "base" in document.documentElement.dataset && !document.getElementById("boot"));
const place = (page) => page.evaluate(() => ({ ...document.documentElement.dataset }));

onDemo("the demo starts at a sub-path and knows where it is", {}, async ({ page, demo }) => {
  await page.goto(demo.url);
  await started(page);
  const { base, demo: mark } = await place(page);
  assert.equal(base, demo.at);
  assert.equal(mark, "");
});

onDemo("a deep link comes back with its query and fragment", {}, async ({ page, demo }) => {
  const link = `${demo.url}an/address?q=a%20b&group=status#here`;
  const addresses = [];
  // The app may go on from there: what counts is the address that it was started with.
  await page.exposeFunction("sawAddress", (address) => addresses.push(address));
  await page.addInitScript(() => {
    const replace = history.replaceState.bind(history);
    history.replaceState = (...rest) => {
      replace(...rest);
      globalThis.sawAddress(location.href);
    };
  });
  await page.goto(link);
  await started(page);
  assert.equal(addresses[0], link);
});

onDemo("an address outside the folder says that there is nothing", {}, async ({ page, demo }) => {
  await page.goto(new URL("/else/where", demo.url).href);
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
});

onDemo("a module that does not load leaves a message and a way on", {}, async ({ page, demo, guard }) => {
  guard.allow(/Failed to load resource|Failed to fetch|TypeError/);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(demo.url);
  await page.getByRole("alert").getByRole("heading", { name: "Causeway did not start" }).waitFor();
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Reload" }).click();
  await started(page);
});
