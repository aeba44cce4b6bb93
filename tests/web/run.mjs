// Cargo's runner of the tests in a browser: `wasm-bindgen-test-runner` serves them, Playwright opens them. A driver would do, but leaves it to
// chance whether the page has the focus, and without it no element hears that it has been focused; Playwright's pages always have it.
//
// usage: node tests/web/run.mjs TESTS.wasm [FILTER…]

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { launch } from "../e2e/harness/launch.mjs";

/** How long the page may say nothing before it is given up, in milliseconds. */
const PATIENCE = 120_000;

const server = spawn(process.env.WASM_TEST_RUNNER ?? "wasm-bindgen-test-runner", process.argv.slice(2), {
  env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" },
  stdio: ["ignore", "pipe", "inherit"],
});
server.on("error", (error) => {
  console.error(`The tests cannot be served: ${error.message}. WASM_TEST_RUNNER names wasm-bindgen-test-runner.`);
  process.exit(1);
});
let isServed = false;
server.on("exit", (code) => {
  // Without a page, as when tests are only listed.
  if (!isServed) process.exitCode = code ?? 1;
});

for await (const line of createInterface({ input: server.stdout })) {
  const [address] = line.match(/http:\/\/\S+/) ?? [];
  if (address === undefined) {
    console.log(line);
    continue;
  }
  isServed = true;
  process.exitCode = (await passes(address)) ? 0 : 1;
  break;
}
server.kill();

/** Opens the tests, prints what their page says, and tells whether all have passed. */
async function passes(address) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    let ending;
    page.on("crash", () => (ending = "The page has crashed."));
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(address);
    let said = "";
    let last = Date.now();
    while (ending === undefined) {
      const text = await page.locator("#output").textContent();
      if (text !== said) {
        process.stdout.write(text.startsWith(said) ? text.slice(said.length) : `${text}\n`);
        [said, last] = [text, Date.now()];
      }
      const [, result] = said.match(/^test result: (ok|FAILED)/m) ?? [];
      if (result !== undefined) return result === "ok";
      if (Date.now() - last > PATIENCE) ending = `The page has said nothing for ${PATIENCE / 1000} s.`;
      await page.waitForTimeout(200);
    }
    console.error([ending, ...errors].join("\n"));
    return false;
  } finally {
    await browser.close();
  }
}
