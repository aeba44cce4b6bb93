// The browser, one for each test file, started when the first test needs it.

import { readFileSync } from "node:fs";
import { after } from "node:test";
import { chromium } from "playwright-core";
import { repository } from "./repository.mjs";

// The flags that the browser tests of the app use too; Playwright chooses headless itself.
const settings = JSON.parse(readFileSync(repository("webdriver.json"), "utf8"));
const flags = settings["goog:chromeOptions"].args.filter((flag) => !flag.startsWith("--headless"));

let running;

/** The browser of this file. */
export function browser() {
  running ??= chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium",
    args: flags,
  });
  return running;
}

after(async () => {
  const launched = await running?.catch(() => null);
  await launched?.close();
});
