// The browser, one for each test file, started when the first test needs it.

import { after } from "node:test";
import { launch } from "./launch.mjs";

let running;

/** The browser of this file. */
export function browser() {
  running ??= launch();
  return running;
}

after(async () => {
  const launched = await running?.catch(() => null);
  await launched?.close();
});
